<?cs # fixed page of siz-spid: what did not work; the number of the request is written in when it leaves ?><?cs include:"pubblica_inizio.cs" ?><div class="siz-stretta pt-3 siz-pila">
<h1><?cs var:Pagina.titolo ?></h1>
<p><?cs var:Esito.testo ?></p>
<p class="siz-nota">Per l’assistenza: <?cs if:Esito.codice ?>anomalia SPID <strong><?cs var:Esito.codice ?></strong>, <?cs /if ?>richiesta <span class="siz-mono">@CODICE@</span></p>
<p><a class="btn btn-primary" href="/self">Riprova</a> <a class="btn btn-outline-primary" href="/">Torna alla pagina iniziale</a></p>
</div>
<?cs include:"pubblica_fine.cs" ?>
