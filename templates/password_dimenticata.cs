<?cs include:"pubblica_inizio.cs" ?><div class="siz-accesso">
<?cs if:Pagina.fatto ?><h1>Controlla la posta</h1>
<p>Se il nome utente esiste, ti abbiamo scritto. Il messaggio ha un collegamento che vale <?cs var:Pagina.durata ?> e si usa una volta sola.</p>
<p>Non lo trovi? Guarda nella posta indesiderata, poi <a href="/password-dimenticata">chiedilo di nuovo</a>.</p>
<p><a href="/accesso">Torna all’accesso</a></p>
<?cs else ?><?cs call:modulo_errori(Modulo) ?><h1>Hai dimenticato la password?</h1>
<p>Scrivi il tuo nome utente o la tua email. Ti mandiamo un collegamento per sceglierne una nuova.</p>
<form class="siz-modulo"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?><?cs call:modulo_campi(Modulo) ?>
<div class="siz-campo"><button class="btn btn-primary w-100" type="submit">Invia il collegamento</button></div>
</form>
<p class="mt-3"><a href="/accesso">Torna all’accesso</a></p><?cs /if ?>
</div>
<?cs include:"pubblica_fine.cs" ?>
