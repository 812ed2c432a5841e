<?cs include:"guida_inizio.cs" ?><p>Sono le persone intorno al titolare: amministratore di sostegno, tutore, caregiver, familiari, medico.</p>
<h2>Aggiungere</h2>
<ol><li>Apri la pratica, sezione «Soggetti significativi», e premi «Aggiungi una persona».</li>
<li>Scegli il tipo di legame.</li>
<li>Scegli la persona dall’anagrafica, o scrivi come si chiama se non c’è.</li>
<li>Aggiungi recapiti, atto e periodo, se servono.</li></ol>
<h2>L’atto e il periodo</h2>
<p>Per chi agisce in nome della persona scrivi l’atto e la sua data, per esempio il decreto di nomina. Il periodo dice fino a quando vale.</p>
<h2>Chi li vede</h2>
<p>Chi apre la pratica. Non compaiono in altre pratiche della stessa persona.</p>
<?cs include:"guida_fine.cs" ?>
