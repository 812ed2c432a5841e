<?cs include:"macro.cs" ?><?cs call:self_inizio() ?>
<div class="siz-colonne siz-colonne--lato pt-3 pb-5"><div class="siz-stretta"><h1>Le mie segnalazioni</h1>
<?cs if:Self.senza_ente ?><div class="alert alert-info"><h2>Per quale ente segnali?</h2><p>Prima di segnalare registra l’ente per cui lavori. Si fa una volta sola.</p><p class="mb-0"><a class="btn btn-primary" href="/self/ente">Registra il tuo ente</a></p></div><?cs elif:!Self.chiuso ?>
<p><a class="btn btn-primary" href="/self/nuova"><?cs call:icona("it-plus") ?> Nuova segnalazione</a></p><?cs /if ?>
<?cs if:Mie.righe ?><ul class="siz-attivita"><?cs each:r = Mie ?><?cs if:r.id ?>
<li><div><a class="siz-forte" href="/self/<?cs var:r.id ?>"><?cs if:r.codice ?><?cs var:r.codice ?> · <?cs /if ?><?cs if:r.beneficiario ?><?cs var:r.beneficiario ?><?cs else ?>Segnalazione da compilare<?cs /if ?></a><small><?cs if:r.bozza ?>Bozza salvata <?cs var:r.aggiornata_il ?>, disponibile fino al <?cs var:r.scade_data ?><?cs else ?>Inviata <?cs var:r.inviata_il ?><?cs /if ?><?cs if:r.ente ?> · <?cs var:r.ente ?><?cs /if ?><?cs if:r.da_rispondere ?> · il servizio aspetta una tua risposta<?cs /if ?></small></div><?cs call:stato_domanda(r.stato, r.stato_nome) ?></li><?cs /if ?><?cs /each ?></ul><?cs else ?>
<div class="siz-vuoto"><h2>Ancora nessuna segnalazione</h2><p>Qui trovi le bozze e le segnalazioni inviate, con il loro stato.<?cs if:!Self.senza_ente && !Self.chiuso ?> Comincia con «Nuova segnalazione».<?cs /if ?></p></div><?cs /if ?>
</div><?cs call:self_aiuto() ?></div>
<?cs call:self_fine() ?>
