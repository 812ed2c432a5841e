<?cs include:"macro.cs" ?><?cs call:self_inizio() ?><div class="siz-no-stampa"><?cs call:self_indietro() ?></div><div class="siz-stretta pb-5">
<div class="siz-capo"><div class="siz-capo__titolo"><h1>Ricevuta di segnalazione</h1></div><?cs if:Pagina.stampa_url ?><a class="btn btn-outline-primary" href="<?cs var:Pagina.stampa_url ?>" rel="nofollow"><?cs call:icona("it-print") ?> Stampa</a><?cs /if ?></div>
<div class="siz-nota siz-no-stampa mb-4"<?cs if:Ricevuta.attesa ?> data-attesa="<?cs var:Ricevuta.url ?>"<?cs /if ?>><?cs call:ricevuta_stato() ?></div>
<dl class="siz-riepilogo"><div><dt>Numero</dt><dd><strong><?cs var:Domanda.codice ?></strong></dd><dd></dd></div><div><dt>Data di invio</dt><dd><?cs var:Domanda.giorno ?> alle <?cs var:Domanda.ora ?></dd><dd></dd></div><div><dt>Da</dt><dd><?cs var:Domanda.mittente ?>, <?cs var:Domanda.ente ?></dd><dd></dd></div><div><dt>A</dt><dd><?cs var:Domanda.servizio ?>, <?cs var:Ambito.nome ?></dd><dd></dd></div></dl>
<?cs call:riepilogo() ?><h2 class="mt-4 mb-2">Documenti allegati</h2><?cs call:allegati_righe() ?></div>
<?cs call:self_fine() ?>
