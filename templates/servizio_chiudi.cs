<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-stretta"><div class="siz-pila">
<div class="siz-capo"><div class="siz-capo__titolo"><h1 class="siz-spezza"><?cs var:Pagina.titolo ?></h1></div></div>
<section class="siz-riquadro" aria-labelledby="t-regge"><div class="siz-riquadro__capo"><h2 id="t-regge">Che cosa contiene oggi</h2></div><div class="siz-riquadro__corpo siz-pila"><?cs call:servizio_regge() ?><?cs if:Servizio.pratiche > #0 ?>
<div class="alert alert-warning mb-0"><p>Con pratiche aperte il servizio non si chiude: chi le segue non potrebbe più entrare. <a href="/amministrazione/servizi/<?cs var:Servizio.id ?>/consegna">Consegnale a un altro servizio</a>, o chiedi al suo referente di chiuderle.</p></div><?cs else ?><p class="siz-nota mb-0">Pratiche concluse, persone e storia restano. Dopo l’ultimo giorno nessuno entra in questo servizio; si può riaprire.</p><?cs /if ?></div></section>
<?cs call:modulo_errori(Modulo) ?>
<form class="siz-riquadro" aria-labelledby="t-fine"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-fine"><?cs var:Modulo.titolo ?></h2><?cs call:legenda_obbligo() ?></div>
<div class="siz-riquadro__corpo siz-modulo"><?cs call:modulo_campi(Modulo) ?></div><?cs call:salva(Modulo) ?></form>
</div></div></div>
<?cs include:"pagina_fine.cs" ?>
