<?cs if:Stampa.attesa ?><p class="mb-1"><?cs call:tag("In preparazione", "attesa", "") ?></p>
<?cs if:Stampa.avanzamento ?><p>Lette <?cs var:Stampa.avanzamento ?>.</p><?cs /if ?><p>Il PDF è in coda e di solito è pronto in pochi secondi. La pagina si aggiorna da sola. Puoi anche andare avanti col lavoro: lo ritrovi in <a href="/stampe">Le mie stampe</a>.</p><?cs elif:Stampa.pronta ?><p class="mb-1"><?cs call:tag("Pronta", "ok", "") ?></p>
<p>PDF di <?cs var:Stampa.grandezza ?>. Si scarica fino a <?cs var:Stampa.scade ?>.</p>
<p class="siz-fila"><a class="btn btn-primary" href="/stampe/<?cs var:Stampa.id ?>/scarica" download><?cs call:icona("it-download") ?> Scarica il PDF</a></p>
<p class="siz-piccolo siz-tenue mb-0">Contiene dati personali: conservalo o distruggilo come la carta. Chi lo scarica e quando resta nel registro.</p><?cs elif:Stampa.stato == "rifiutata" ?><p class="mb-1"><?cs call:tag("Non permessa", "no", "") ?></p>
<p>Quando è toccato a questa stampa non potevi più aprire quello che contiene. Se ti serve, chiedi l’accesso alla pratica.</p><?cs elif:Stampa.stato == "fallita" ?><p class="mb-1"><?cs call:tag("Non riuscita", "no", "") ?></p>
<p>Il PDF non si è potuto fare: forse è troppo lungo. Chiedilo di nuovo con meno sezioni; se non basta, scrivi all’assistenza.</p><?cs else ?><p class="mb-1"><?cs call:tag("Tolta", "vuoto", "") ?></p>
<p>Il PDF non c’è più: è scaduto o lo hai tolto. Puoi chiederlo di nuovo.</p><?cs /if ?>
