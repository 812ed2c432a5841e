<?cs include:"macro.cs" ?><?cs call:self_inizio() ?>
<div class="siz-colonne siz-colonne--lato pt-3 pb-5"><div class="siz-stretta"><?cs call:modulo_errori(Modulo) ?>
<h1><?cs var:Domanda.codice ?> <?cs call:stato_domanda(Domanda.stato, Domanda.stato_nome) ?></h1>
<p><?cs var:Domanda.beneficiario ?> · inviata <?cs var:Domanda.inviata ?> a <?cs var:Domanda.servizio ?><?cs if:Domanda.ente ?> per <?cs var:Domanda.ente ?><?cs /if ?>.</p><?cs if:Domanda.da_verificare ?>
<div class="siz-nota"><p>Il servizio sta ancora verificando il tuo ente. Non devi fare niente: se gli manca qualcosa, ti chiama.</p></div><?cs /if ?><?cs if:Domanda.si_risponde ?>
<h2 class="mt-4 mb-2">Il servizio ti chiede qualcosa</h2><?cs each:p = Passi ?><?cs if:p.chiesta ?><div class="siz-nota"><p class="siz-testo-righe"><?cs var:p.testo ?></p></div><?cs /if ?><?cs /each ?><p class="mt-2">Aggiungi se serve dei <a href="<?cs var:Allegati.base ?>">documenti</a>, poi rispondi.</p>
<form class="siz-modulo"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?><?cs call:modulo_campi(Modulo) ?><div class="siz-campo"><button class="btn btn-primary" type="submit">Invia la risposta</button></div></form><?cs /if ?>
<h2 class="mt-4 mb-2">Che cosa è successo</h2><?cs call:passi() ?>
<h2 class="mt-4 mb-2">Documenti</h2><?cs call:allegati_righe() ?>
<div class="siz-fila mt-4"><a class="btn btn-outline-primary" href="<?cs var:Domanda.url ?>/ricevuta"><?cs call:icona("it-file") ?> Vedi e scarica la ricevuta</a><a class="btn btn-link" href="/self">Le mie segnalazioni</a></div>
</div><?cs call:self_aiuto() ?></div>
<?cs call:self_fine() ?>
