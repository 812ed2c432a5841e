<?cs include:"macro.cs" ?><?cs call:self_inizio() ?><?cs call:self_indietro() ?>
<div class="siz-colonne siz-colonne--lato pb-5"><div class="siz-stretta"><?cs call:modulo_errori(Modulo) ?>
<h1 class="mb-2">Rileggi prima di inviare</h1>
<p>La segnalazione parte solo quando premi «Invia la segnalazione». Dopo l’invio non potrai modificarla.</p>
<?cs if:Invio.ostacoli ?><div class="siz-errori siz-errori--avvisi mb-4" role="group" aria-labelledby="t-manca"><h2 id="t-manca">Prima di inviare manca ancora qualcosa</h2>
<ul><?cs each:o = Ostacoli ?><?cs if:o.parte ?><?cs each:e = o.errore ?><li><a href="<?cs var:o.url ?><?cs if:e.campo ?>#f-<?cs var:e.campo ?><?cs /if ?>"><?cs var:o.parte ?>: <?cs var:e.testo ?></a></li><?cs /each ?><?cs if:!o.errori ?><?cs each:e = o.avviso ?><?cs if:!e.confermato ?><li><a href="<?cs var:o.url ?><?cs if:e.campo ?>#f-<?cs var:e.campo ?><?cs /if ?>"><?cs var:o.parte ?>: <?cs var:e.testo ?>. Conferma o correggi</a></li><?cs /if ?><?cs /each ?><?cs /if ?><?cs /if ?><?cs /each ?></ul></div><?cs /if ?>
<?cs call:riepilogo() ?>
<h2 class="mt-4 mb-2">Documenti</h2><?cs call:allegati_righe() ?><p><a href="<?cs var:Allegati.base ?>">Aggiungi o togli documenti</a></p>
<?cs if:!Invio.ostacoli ?><?cs if:Domanda.da_verificare ?><div class="siz-nota mt-4"><p>Il tuo ente non è ancora stato verificato. Puoi inviare lo stesso: il servizio lo vede e ti può chiamare.</p></div><?cs /if ?>
<form class="siz-modulo mt-4"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?><?cs call:modulo_campi(Modulo) ?><p class="siz-campo mb-0"><a href="/self/informativa">Rileggi l’informativa privacy</a></p>
<div class="siz-campo siz-fila"><button class="btn btn-primary" type="submit">Invia la segnalazione</button><a class="btn btn-link" href="<?cs var:Domanda.url ?>">Torna alla segnalazione</a></div></form><?cs else ?>
<p class="mt-4"><a class="btn btn-outline-primary" href="<?cs var:Domanda.url ?>">Torna alla segnalazione</a></p><?cs /if ?>
</div><?cs call:self_aiuto() ?></div>
<?cs call:self_fine() ?>
