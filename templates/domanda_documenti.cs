<?cs include:"pagina_inizio.cs" ?><?cs call:domanda_barra() ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><section class="siz-riquadro" aria-labelledby="t-doc"><div class="siz-riquadro__capo"><h2 id="t-doc">Documenti</h2></div><div class="siz-riquadro__corpo"><p class="siz-tenue">Li allega chi segnala. Compaiono dopo il controllo.</p><?cs call:allegati_righe() ?></div></section></div></div></div>
<?cs include:"pagina_fine.cs" ?>
