<?cs include:"pubblica_inizio.cs" ?><div class="siz-accesso">
<?cs call:modulo_errori(Modulo) ?><?cs if:Cambio.primo ?><h1>Devi cambiare la password per attivare il tuo account</h1>
<p>La password che hai ricevuto serve solo per il primo accesso. Scegline una che conosci solo tu: poi entri subito.</p>
<?cs elif:Cambio.scaduta ?><h1>La tua password è scaduta</h1>
<p>Per sicurezza si cambia ogni <?cs var:Cambio.giorni ?> giorni. Scegline una nuova: poi entri subito.</p>
<?cs else ?><h1>Cambia password</h1>
<p>Dopo il cambio le altre sessioni aperte a tuo nome si chiudono.</p><?cs /if ?>
<?cs call:regole_password() ?>
<form class="siz-modulo"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?><?cs call:modulo_campi(Modulo) ?>
<div class="siz-campo"><button class="btn btn-primary w-100" type="submit">Salva la password</button></div>
</form>
<?cs if:Cambio.primo || Cambio.scaduta ?><form class="mt-3" action="/esci" method="post"><?cs call:nascosti() ?><button class="btn btn-link" type="submit">Esci</button></form><?cs else ?><p class="mt-3"><a href="/">Annulla</a></p><?cs /if ?>
</div>
<?cs include:"pubblica_fine.cs" ?>
