<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-pila">
<div class="siz-capo"><div class="siz-capo__titolo"><h1><?cs var:Pagina.titolo ?></h1></div></div><?cs call:modulo_errori(Modulo) ?>
<section class="siz-riquadro" aria-labelledby="t-dato"><div class="siz-riquadro__capo"><h2 id="t-dato"><?cs var:Proposta.etichetta ?></h2></div><div class="siz-riquadro__corpo"><dl class="siz-dati"><dt>Persona</dt><dd><a href="/soggetti/<?cs var:Proposta.soggetto ?>"><?cs var:Proposta.nome ?></a></dd><dt>In SIZ</dt><dd><?cs call:mancante(Proposta.nostro) ?></dd><dt>ANPR</dt><dd><?cs var:Proposta.loro ?></dd></dl></div></section>
<form class="siz-riquadro" aria-labelledby="t-modulo"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-modulo"><?cs var:Modulo.titolo ?></h2><?cs call:legenda_obbligo() ?></div>
<div class="siz-riquadro__corpo siz-modulo"><?cs call:modulo_campi(Modulo) ?></div><?cs call:salva(Modulo) ?></form>
</div></div>
<?cs include:"pagina_fine.cs" ?>
