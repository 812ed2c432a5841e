<?cs include:"guida_inizio.cs" ?><p>Lo stato si cambia con i pulsanti, mai scrivendo nel modulo. Ogni cambio ha una data e resta nella storia.</p>
<dl class="siz-dati"><dt>Sospendi</dt><dd>Da attivo a sospeso. Serve il motivo.</dd><dt>Riprendi</dt><dd>Da sospeso ad attivo. Il motivo è facoltativo.</dd><dt>Chiudi</dt><dd>Da attivo o sospeso a terminato. Il motivo si sceglie dall’elenco e la data diventa la data di fine.</dd><dt>Riapri</dt><dd>Da terminato ad attivo. Serve il motivo e lo fanno l’assistente sociale e il referente.</dd><dt>Annulla</dt><dd>Solo da attivo, per un intervento inserito per errore. Serve il motivo.</dd></dl>
<h2>Come si fa</h2>
<ol><li>Apri l’intervento e poi «Altre azioni».</li>
<li>Scegli l’azione: ci sono solo quelle possibili da quello stato.</li>
<li>Scrivi data e motivo e conferma.</li></ol>
<h2>Le date</h2>
<p>Non possono essere nel futuro, né prima dell’ultimo cambio. Un intervento con una data di fine è sempre terminato.</p>
<h2>Se ti sbagli</h2>
<p>Niente si cancella: rimetti lo stato di prima. Nella storia restano tutti e due i passaggi.</p>
<?cs include:"guida_fine.cs" ?>
