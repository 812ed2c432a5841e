<?cs include:"macro.cs" ?><?cs call:self_inizio() ?><?cs call:self_indietro() ?>
<div class="siz-colonne siz-colonne--lato pb-5"><div class="siz-stretta"><?cs call:modulo_errori(Modulo) ?>
<?cs if:Parte.numero ?><p class="siz-passo pt-2"><?cs var:Parte.numero ?></p><?cs /if ?><h1 class="mb-3">Documenti</h1>
<p>Allega l’<a href="/self/informativa">informativa privacy</a> firmata e, se servono, curriculum, certificati e relazioni. Il servizio li vede quando invii.</p>
<?cs call:allegati_righe() ?><?cs if:Allegati.scrive ?>
<h2 class="mt-4 mb-2">Aggiungi documenti</h2>
<form class="siz-modulo" action="<?cs var:Allegati.base ?>" method="post" enctype="multipart/form-data" novalidate><?cs call:modulo_nascosti(Modulo) ?>
<?cs with:c = Modulo.campo.documenti ?><div class="<?cs call:campo_classi(c) ?>"><label for="f-documenti">Scegli uno o più file</label><span class="siz-aiuto" id="a-documenti">PDF (meglio PDF/A), Word, Excel, immagini o testo semplice, al massimo <?cs var:Allegati.massimo ?> ciascuno.</span><?cs if:c.errore ?><p class="siz-errore" id="e-documenti"><?cs call:icona("it-error") ?><span><span class="visually-hidden">Errore: </span><?cs var:c.errore ?></span></p><?cs /if ?><input type="file" id="f-documenti" name="documenti" multiple accept="<?cs var:Allegati.accetta ?>" aria-describedby="a-documenti<?cs if:c.errore ?> e-documenti<?cs /if ?>"<?cs if:c.errore ?> aria-invalid="true"<?cs /if ?>></div><?cs /with ?><?cs call:campo(Modulo.campo.tipo) ?>
<div class="siz-campo"><button class="btn btn-primary" type="submit">Carica</button></div></form><?cs /if ?>
<p class="mt-4"><?cs if:Parte.prossima.url ?><a class="btn btn-outline-primary" href="<?cs var:Parte.prossima.url ?>">Continua con «<?cs var:Parte.prossima.testo ?>»</a> <a class="btn btn-link" href="<?cs var:Domanda.url ?>">Torna alla segnalazione</a><?cs else ?><a class="btn btn-outline-primary" href="<?cs var:Domanda.url ?>">Torna alla segnalazione</a><?cs /if ?></p>
</div><?cs call:self_aiuto() ?></div>
<?cs call:self_fine() ?>
