<?cs include:"errore_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-stretta pt-3 siz-pila">
<h1>Questa pagina non c’è</h1>
<p>Forse il collegamento è vecchio, o la pratica non è tra quelle che puoi vedere.</p>
<?cs if:Sessione.servizio ?><p>Cercala in «Cerca in tutte le aree».</p>
<form class="siz-campo siz-con-tasto" action="/cerca" method="get" role="search" aria-label="Cerca la pagina"><label class="visually-hidden" for="q-manca">Cerca persone, pratiche, funzioni</label><input type="search" id="q-manca" name="q"><button class="btn btn-primary" type="submit">Cerca</button></form><?cs /if ?>
<p><a href="/">Torna alla Home</a></p>
</div></div>
<?cs include:"errore_fine.cs" ?>
