<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-stretta">
<div class="siz-capo"><div class="siz-capo__titolo"><h1>Cronologia</h1></div><?cs if:Cronologia.righe ?>
<form action="/cronologia/svuota" method="post"><?cs call:nascosti() ?><input type="hidden" name="_ritorno" value="/cronologia"><button class="btn btn-outline-primary" type="submit">Svuota la cronologia</button></form><?cs /if ?></div>
<p>Le ultime persone e pratiche che hai aperto. La vedi solo tu; svuotarla non cambia il registro degli accessi.</p>
<div class="siz-riquadro"><h2 class="visually-hidden">Elenco</h2><?cs if:Elenco.visibili ?><?cs call:righe_cronologia() ?><?cs elif:!Cronologia.righe ?><div class="siz-vuoto"><h3>La cronologia è vuota</h3><p>Apri una persona o una pratica: la ritrovi qui.</p></div><?cs /if ?><?cs call:non_visibili(Elenco.nascosti) ?></div>
</div></div>
<?cs include:"pagina_fine.cs" ?>
