<?cs include:"guida_inizio.cs" ?><h2>Crearlo</h2>
<ol><li>Apri <a href="/interventi/generici/nuovo">Nuovo intervento generico</a>, o parti dalla scheda della persona.</li>
<li>Scegli il titolare con «Cambia»: torni al modulo con tutto quello che avevi scritto.</li>
<li>Scegli il tipo e la data di inizio.</li>
<li>Premi «Salva». Se manca qualcosa, SIZ lo dice accanto al campo e non perde niente.</li></ol>
<h2>Quello che fa SIZ</h2>
<ul><li>Il codice, per esempio GEN-2026-00418: unico, riparte ogni anno.</li>
<li>Lo stato iniziale «Intervento attivo».</li>
<li>Il livello di assistenza, dal tipo.</li>
<li>La classificazione ISTAT e la prestazione INPS proposte dal tipo, se le lasci vuote.</li></ul>
<h2>I campi che contano per il SIUSS</h2>
<ul><li><strong>Prestazione INPS</strong>: si scelgono solo i codici validi alla data di inizio.</li>
<li><strong>Escludi da invio a Casellario</strong>: «Non Rilevato», «Si» o «No». Con «Si» l’intervento resta fuori dai flussi e serve un motivo.</li>
<li><strong>Protocollo in ingresso</strong>: numero e data. Senza, la prestazione viene scartata.</li></ul>
<h2>Le date</h2>
<p>La data di inizio deve stare nella vita della persona. La fine prevista è un’altra cosa dalla fine vera, che si mette chiudendo.</p>
<h2>Documenti prima di salvare</h2>
<p>Puoi allegarli già alla bozza. Al primo salvataggio passano nell’intervento.</p>
<h2>Note o Diario?</h2>
<p>Le note sono per poche parole di ufficio. Il racconto del caso va nel <a href="/guida/diario">Diario</a>.</p>
<?cs include:"guida_fine.cs" ?>
