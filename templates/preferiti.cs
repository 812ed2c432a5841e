<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-stretta">
<div class="siz-capo"><div class="siz-capo__titolo"><h1>Preferiti</h1></div></div>
<div class="siz-riquadro"><h2 class="visually-hidden">Elenco</h2><?cs if:Elenco.visibili ?><?cs call:righe_preferiti("/preferiti") ?><?cs elif:!Preferiti.righe ?><div class="siz-vuoto"><h3>Ancora nessun preferito</h3><p>Aggiungi una persona o una pratica dal menu «Altre azioni» della sua pagina: la ritrovi qui e nella home.</p></div><?cs /if ?><?cs call:non_visibili(Elenco.nascosti) ?></div>
</div></div>
<?cs include:"pagina_fine.cs" ?>
