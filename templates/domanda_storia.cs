<?cs include:"pagina_inizio.cs" ?><?cs call:domanda_barra() ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><section class="siz-riquadro" aria-labelledby="t-sto"><div class="siz-riquadro__capo"><h2 id="t-sto">Storia</h2></div><?cs call:passi() ?></section></div></div></div>
<?cs include:"pagina_fine.cs" ?>
