<?cs include:"errore_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><div class="siz-capo mb-0"><div class="siz-capo__titolo"><h1><?cs var:Pagina.titolo ?></h1></div><div class="siz-fila"><a class="btn btn-outline-primary siz-apri" href="#sezioni"><?cs call:icona("it-list") ?> Argomenti</a></div></div>
<article class="siz-riquadro"><div class="siz-riquadro__corpo siz-stretta siz-guida"><p class="siz-tenue"><?cs var:Guida.sommario ?>.</p>
