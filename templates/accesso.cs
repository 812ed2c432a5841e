<?cs include:"pubblica_inizio.cs" ?><div class="siz-accesso">
<?cs call:modulo_errori(Modulo) ?><h1>Accedi a <?cs call:marchio() ?></h1>
<?cs if:Accesso.scaduta ?><div class="alert alert-warning"><h2>La sessione è scaduta</h2><p>Sei rimasto fermo a lungo e <?cs call:marchio() ?> si è chiuso per sicurezza.<?cs if:Accesso.bozza ?> Quello che avevi scritto è salvo nella bozza.<?cs /if ?> Accedi di nuovo: torni alla stessa pagina.</p></div>
<?cs elif:Accesso.uscito ?><div class="alert alert-success" role="status"><p>Sei uscito da <?cs call:marchio() ?>. Puoi chiudere la finestra.</p></div>
<?cs /if ?><p class="siz-tenue">Area riservata a operatrici e operatori dei Comuni e dell’Ambito.</p>
<?cs if:subcount(Pagina.avviso) > #0 ?><div class="siz-pila gap-2 mb-4"><?cs call:avvisi() ?></div><?cs /if ?>
<form class="siz-modulo"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?><?cs each:g = Modulo.gruppo ?><?cs each:c = g.campo ?><?cs call:campo(c) ?><?cs /each ?><?cs /each ?>
<div class="siz-campo"><button class="btn btn-primary w-100" type="submit">Entra</button></div>
</form>
<ul class="siz-lista mt-3"><li><a href="/password-dimenticata">Hai dimenticato la password?</a></li>
<li class="mt-2"><a href="/richiesta-utenza">Come si chiedono le credenziali</a></li></ul>
<?cs if:Accesso.self ?><hr class="my-4">
<p><span class="siz-forte">Sei un ente segnalante esterno?</span><br>Non servono credenziali <?cs call:marchio() ?>: <a href="/self">invia la segnalazione al servizio SELF con SPID</a>.</p><?cs /if ?>
</div>
<?cs include:"pubblica_fine.cs" ?>
