<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-stretta">
<div class="siz-capo"><div class="siz-capo__titolo"><h1><?cs var:Pagina.titolo ?></h1></div></div>
<p>Quello che hai scritto e non ancora salvato. Lo vedi solo tu.</p>
<div class="siz-riquadro"><h2 class="visually-hidden">Elenco</h2><?cs if:Bozze.righe ?><?cs call:righe_bozze("/bozze") ?><?cs else ?><div class="siz-vuoto"><h3>Nessuna bozza</h3><p>Tutto quello che hai scritto è salvato.</p></div><?cs /if ?></div>
</div></div>
<?cs include:"pagina_fine.cs" ?>
