<?cs include:"pubblica_inizio.cs" ?><div class="siz-accesso">
<?cs if:Pagina.fatto ?><h1>Controlla la posta</h1>
<p>Se l’utenza esiste, tra pochi minuti arriva un messaggio. Il collegamento che contiene vale <?cs var:Pagina.durata ?> e si usa una volta sola.</p>
<p>Non lo trovi? Guarda nella posta indesiderata, poi <a href="/password-dimenticata">chiedilo di nuovo</a>. Ne mandiamo pochi in un’ora.</p>
<p><a href="/accesso">Torna all’accesso</a></p>
<?cs else ?><?cs call:modulo_errori(Modulo) ?><h1>Password dimenticata?</h1>
<p>Scrivi il tuo nome utente o la tua email. Ti mandiamo un collegamento per sceglierne una nuova.</p>
<?cs if:subcount(Pagina.avviso) > #0 ?><div class="siz-pila gap-2 mb-4"><?cs call:avvisi() ?></div><?cs /if ?>
<form class="siz-modulo"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?><?cs call:modulo_campi(Modulo) ?>
<div class="siz-campo"><button class="btn btn-primary w-100" type="submit">Invia il collegamento</button></div>
</form>
<p class="mt-3"><a href="/accesso">Torna all’accesso</a></p><?cs /if ?>
</div>
<?cs include:"pubblica_fine.cs" ?>
