<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-capo"><div class="siz-capo__titolo"><h1><?cs var:Pagina.titolo ?></h1></div></div>
<div class="siz-pila"><?cs call:modulo_errori(Modulo) ?>
<p>Con <strong><?cs var:Soggetto.nome ?></strong> il tuo servizio non ha pratiche. Puoi aprire la scheda: prima scegli perché. Te lo chiediamo una volta sola, e la risposta resta nel registro degli accessi.</p>
<form class="siz-riquadro" aria-labelledby="t-modulo"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-modulo"><?cs var:Modulo.titolo ?></h2><?cs call:legenda_obbligo() ?></div>
<div class="siz-riquadro__corpo siz-modulo"><?cs call:modulo_campi(Modulo) ?></div><?cs call:salva(Modulo) ?></form></div></div>
<?cs include:"pagina_fine.cs" ?>
