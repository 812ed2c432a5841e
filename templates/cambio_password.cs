<?cs include:"pubblica_inizio.cs" ?><div class="siz-accesso">
<?cs call:modulo_errori(Modulo) ?><?cs if:Cambio.primo ?><h1>Devi cambiare la password per attivare il tuo account</h1>
<p>La password con cui sei entrato l’ha scelta qualcun altro e vale una volta sola. Scegline una che conosci solo tu: poi continui da dove stavi andando.</p>
<?cs elif:Cambio.scaduta ?><h1>Devi cambiare la password per attivare il tuo account</h1>
<p>Non è successo niente di grave: per sicurezza la password si cambia ogni <?cs var:Cambio.giorni ?> giorni. Scegline una nuova: poi continui da dove stavi andando.</p>
<?cs else ?><h1>Cambia password</h1>
<p>Dopo il cambio le altre sessioni aperte a tuo nome si chiudono. Questa continua.</p><?cs /if ?>
<?cs if:subcount(Pagina.avviso) > #0 ?><div class="siz-pila gap-2 mb-4"><?cs call:avvisi() ?></div><?cs /if ?>
<?cs call:regole_password() ?>
<form class="siz-modulo" action="/cambio-password" method="post" novalidate><?cs call:modulo_nascosti(Modulo) ?>
<input class="visually-hidden" type="text" name="_utente" value="<?cs var:Cambio.utente ?>" autocomplete="username" tabindex="-1" aria-hidden="true" readonly>
<?cs call:modulo_campi(Modulo) ?>
<div class="siz-campo"><button class="btn btn-primary w-100" type="submit">Salva la password</button></div>
</form>
<?cs if:Cambio.primo || Cambio.scaduta ?><form class="mt-3" action="/esci" method="post"><?cs call:nascosti() ?><button class="btn btn-link" type="submit">Esci</button></form><?cs else ?><p class="mt-3"><a href="<?cs if:Modulo.ritorno ?><?cs var:Modulo.ritorno ?><?cs else ?>/<?cs /if ?>">Annulla</a></p><?cs /if ?>
</div>
<?cs include:"pubblica_fine.cs" ?>
