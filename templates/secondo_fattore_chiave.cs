<ol><li>Apri sul telefono un’applicazione dei codici.</li><li>Inquadra il disegno, oppure scrivi la chiave.</li><li>Scrivi qui sotto il codice che vedi.</li></ol>
<svg class="siz-qr" width="240" height="240" viewBox="0 0 <?cs var:Fattore.lato ?> <?cs var:Fattore.lato ?>" role="img" aria-label="Codice QR con la chiave scritta qui sotto" shape-rendering="crispEdges"><rect width="<?cs var:Fattore.lato ?>" height="<?cs var:Fattore.lato ?>" fill="#fff"></rect><path d="<?cs var:Fattore.qr ?>" fill="#000"></path></svg>
<p>Chiave: <span class="siz-mono"><?cs var:Fattore.segreto ?></span></p>
