<?cs include:"guida_inizio.cs" ?><p>Nel diario si racconta il caso: colloqui, visite, telefonate, decisioni. Ogni pagina ha data, oggetto, testo e autore.</p>
<h2>Scrivere</h2>
<p>Apri la pratica, sezione «Diario», compila e premi «Salva». La data non può essere futura.</p>
<p>Una pagina la corregge solo chi l’ha scritta, perché è firmata. Le versioni di prima restano nella storia.</p>
<h2>Pagine private</h2>
<p>Con «Privata» la pagina la leggi solo tu. Non la vedono i colleghi, né chi riceve un’assegnazione, né chi amministra.</p>
<h2>Quando l’autore lascia il servizio</h2>
<p>Le sue pagine private non si aprono a tutti e non si perdono. La pratica dice quante sono, senza mostrarle.</p>
<p>Il referente può premere «Apri in custodia» e scrivere perché. L’apertura resta nel registro e l’amministrazione è avvisata.</p>
<h2>Chi legge le altre pagine</h2>
<p>Chi apre la pratica: il servizio e chi ha un’assegnazione. Prima di assegnare, rileggi.</p>
<?cs include:"guida_fine.cs" ?>
