<?cs include:"errore_inizio.cs" ?><div class="<?cs if:Utente.nome && !Sessione.esterna ?>siz-cont siz-corpo<?cs else ?>py-4<?cs /if ?>"><div class="siz-stretta siz-pila pt-2">
<h1 class="mb-0">Guida</h1>
<form class="siz-campo" action="/guida" method="get" role="search" aria-label="Cerca nella guida"><label for="q-guida">Cerca nella guida</label><div class="siz-con-tasto"><input type="search" id="q-guida" name="q" maxlength="100" value="<?cs var:Guida.cercato ?>"><button class="btn btn-primary" type="submit">Cerca</button></div></form>
<?cs if:subcount(Guida.area) > #0 ?><?cs each:a = Guida.area ?><section class="siz-riquadro"><div class="siz-riquadro__capo"><h2><?cs var:a.titolo ?></h2></div>
<ul class="siz-righe"><?cs each:v = a.voce ?><li><span class="siz-righe__testo"><a href="<?cs var:v.url ?>"><?cs var:v.testo ?></a><small><?cs var:v.sommario ?></small></span></li><?cs /each ?></ul></section><?cs /each ?><?cs else ?>
<div class="siz-riquadro"><h2 class="visually-hidden">Risultati</h2><div class="siz-vuoto"><h3>Nessun argomento con queste parole</h3><p>Prova con una parola sola, o <a href="/guida">guarda tutti gli argomenti</a>.</p></div></div><?cs /if ?>
</div></div>
<?cs include:"errore_fine.cs" ?>
