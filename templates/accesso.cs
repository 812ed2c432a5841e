<?cs include:"pubblica_inizio.cs" ?><div class="siz-accesso">
<?cs call:modulo_errori(Modulo) ?><h1>Accedi a <?cs call:marchio() ?></h1>
<?cs if:Accesso.scaduta ?><div class="alert alert-warning" role="status"><p>La sessione è scaduta. Accedi di nuovo: il tuo lavoro è stato conservato.</p></div>
<?cs /if ?><p class="siz-tenue">Area riservata a operatrici e operatori dei Comuni e dell’Ambito.</p>
<?cs if:subcount(Pagina.avviso) > #0 ?><div class="siz-pila gap-2 mb-4"><?cs call:avvisi() ?></div><?cs /if ?>
<form class="siz-modulo"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?><?cs call:modulo_campi(Modulo) ?>
<div class="siz-campo"><button class="btn btn-primary w-100" type="submit">Entra</button></div>
</form>
<ul class="siz-lista mt-3"><li><a href="/password-dimenticata">Password dimenticata?</a></li></ul>
<?cs if:subcount(Spid) > #0 ?><hr><p class="siz-piccolo">Se chi amministra ha collegato il tuo codice fiscale, puoi entrare con SPID.</p>
<?cs call:spid() ?><?cs /if ?>
<p class="siz-piccolo mt-3 mb-0">Non hai un’utenza? <a href="/richiesta-utenza">Chiedila con SPID</a>.</p>
<p class="siz-piccolo mt-1 mb-0">Lavori in un ente esterno? <a href="/self">Segnala al servizio SELF con SPID</a>.</p>
</div>
<?cs include:"pubblica_fine.cs" ?>
