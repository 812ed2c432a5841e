<?cs include:"guida_inizio.cs" ?><p>Nel diario si racconta il caso: colloqui, visite, telefonate, decisioni. Ogni pagina ha data, oggetto, testo e autore.</p>
<h2>Scrivere</h2>
<p>Apri la pratica, sezione «Diario», compila e premi «Salva». La data non può essere futura.</p>
<h2>Annotare in fretta</h2>
<p>Nella prima pagina di una pratica, e in «Diari» della persona, c’è un campo solo: scrivi e premi «Annota». La data è quella di oggi e la prima riga diventa l’oggetto. Con la tastiera basta <kbd>Ctrl</kbd> <kbd>Invio</kbd>.</p>
<h2>Partire da un modello</h2>
<p>Un modello mette nel testo i titoli da riempire, per esempio di una visita domiciliare. Scegli e premi «Usa»: quello che hai già scritto resta. I modelli cambiano con il tipo di pratica.</p>
<h2>Non perdere quello che scrivi</h2>
<p>Mentre scrivi, SIZ tiene una bozza. La ritrovi riaprendo la stessa pagina, o dalla Home.</p>
<h2>Correggere</h2>
<p>Una pagina la corregge solo chi l’ha scritta, perché è firmata. Le versioni di prima restano nella storia.</p>
<h2>Pagine private</h2>
<p>Con «Privata» la pagina la leggi solo tu. Non la vedono i colleghi, né chi riceve un’assegnazione, né chi amministra.</p>
<h2>Quando l’autore lascia il servizio</h2>
<p>Le sue pagine private non si aprono a tutti e non si perdono. La pratica dice quante sono, senza mostrarle.</p>
<p>Il referente può premere «Apri in custodia» e scrivere perché. L’apertura resta nel registro e l’amministrazione è avvisata.</p>
<h2>Chi legge le altre pagine</h2>
<p>Chi apre la pratica: il servizio e chi ha un’assegnazione. Prima di assegnare, rileggi.</p>
<?cs include:"guida_fine.cs" ?>
