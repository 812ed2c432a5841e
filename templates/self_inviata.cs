<?cs include:"macro.cs" ?><?cs call:self_inizio() ?><div class="siz-stretta pt-4 pb-5">
<div class="alert alert-success mb-4" role="status"><h1 class="mb-1">Segnalazione inviata</h1><p>Numero <strong><?cs var:Domanda.codice ?></strong>, inviata <?cs var:Domanda.inviata ?>.</p></div>
<p>Ti abbiamo mandato una conferma per email, senza dati della persona.</p><?cs if:Domanda.da_verificare ?>
<p>Il tuo ente è da verificare: il servizio <?cs var:Domanda.servizio ?> può chiamarti prima di cominciare.</p><?cs /if ?>
<h2 class="mt-4 mb-2">Che cosa succede ora</h2>
<ol><li>Il servizio <?cs var:Domanda.servizio ?> legge la segnalazione.</li><li>Se manca qualcosa ti scrive: rispondi da «Le mie segnalazioni».</li><li>Trovi lì anche l’esito: colloquio, presa in carico, lista d’attesa, o il motivo se non è accolta.</li></ol>
<div class="siz-fila mt-4"><a class="btn btn-primary" href="<?cs var:Domanda.url ?>/ricevuta"><?cs call:icona("it-file") ?> Vedi e scarica la ricevuta</a><a class="btn btn-outline-primary" href="/self">Le mie segnalazioni</a></div></div>
<?cs call:self_fine() ?>
