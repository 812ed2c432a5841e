<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-stretta">
<div class="siz-capo"><div class="siz-capo__titolo"><h1>Le mie stampe</h1></div></div>
<p>I PDF che hai chiesto in questo servizio. Li vedi solo tu, finché puoi aprire quello che contengono. Dopo qualche giorno si tolgono da soli.</p>
<div class="siz-riquadro"><h2 class="visually-hidden">Elenco</h2><?cs if:Stampe.righe ?><ul class="siz-righe"><?cs each:r = Stampe ?><?cs if:r.id ?>
<li><span class="siz-righe__testo"><a href="/stampe/<?cs var:r.id ?>"><?cs var:r.titolo ?></a><small>chiesta <?cs var:r.chiesta_il ?><?cs if:r.pronta ?>, si scarica fino a <?cs var:r.scade_il ?><?cs /if ?></small></span>
<span class="siz-fila"><?cs if:r.pronta ?><a class="btn btn-outline-primary btn-xs" href="/stampe/<?cs var:r.id ?>/scarica" download><?cs call:icona("it-download") ?> Scarica<span class="visually-hidden"> <?cs var:r.titolo ?></span></a>
<form action="/stampe/<?cs var:r.id ?>/togli" method="post"><?cs call:nascosti() ?><button class="btn btn-link btn-xs" type="submit">Togli<span class="visually-hidden"> <?cs var:r.titolo ?></span></button></form><?cs elif:r.attesa ?><?cs call:tag("In preparazione", "attesa", "") ?><?cs elif:r.rifiutata ?><?cs call:tag("Non permessa", "no", "") ?><?cs elif:r.fallita ?><?cs call:tag("Non riuscita", "no", "") ?><?cs else ?><?cs call:tag("Tolta", "vuoto", "") ?><?cs /if ?></span></li><?cs /if ?><?cs /each ?></ul><?cs else ?>
<div class="siz-vuoto"><h3>Nessuna stampa</h3><p>Apri una pratica e scegli «Stampa»: il PDF si prepara e lo ritrovi qui.</p></div><?cs /if ?></div>
</div></div>
<?cs include:"pagina_fine.cs" ?>
