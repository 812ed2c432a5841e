<?cs include:"errore_inizio.cs" ?><div class="<?cs if:Utente.nome ?>siz-cont siz-corpo<?cs else ?>py-4<?cs /if ?>"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><div class="siz-capo py-0"><div class="siz-capo__titolo"><h1><?cs var:Pagina.titolo ?></h1></div><div class="siz-fila"><a class="btn btn-outline-primary siz-apri" href="#sezioni"><?cs call:icona("it-list") ?> Argomenti</a></div></div>
<article class="siz-riquadro"><div class="siz-riquadro__corpo siz-stretta siz-guida"><p class="siz-tenue"><?cs var:Guida.sommario ?>.</p>
