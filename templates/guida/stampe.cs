<?cs include:"guida_inizio.cs" ?><p>Una pratica si può avere in PDF, da leggere, consegnare o conservare.</p>
<h2>Chiedere la stampa</h2>
<p>Apri la pratica, scegli «Altre azioni» e poi «Stampa (PDF)». Spunta le sezioni che servono e premi «Prepara il PDF». Nella stampa c’è solo quello che puoi leggere tu.</p>
<p>Le pagine private del diario restano fuori. Le tue ci sono solo se lo chiedi con la casella apposta; quelle degli altri mai.</p>
<h2>Aspettare e scaricare</h2>
<p>Il PDF si prepara da solo, di solito in pochi secondi: la pagina si aggiorna. Puoi anche andare avanti col lavoro e ritrovarlo in <a href="/stampe">Le mie stampe</a>.</p>
<p>Se nel frattempo perdi il diritto di aprire la pratica, la stampa non si fa; se era già pronta, non si scarica più.</p>
<h2>Quanto dura</h2>
<p>Dopo qualche giorno il PDF si toglie da solo: la data è scritta accanto. Puoi toglierlo prima con «Togli». Nel registro resta chi lo ha chiesto e chi lo ha scaricato.</p>
<h2>Com’è fatto</h2>
<p>È un PDF/A, adatto alla conservazione, con titoli e tabelle che un lettore di schermo riconosce.</p>
<h2>Il fascicolo di una persona</h2>
<p>Nella scheda della persona, «Altre azioni», «Stampa il fascicolo (PDF)»: un solo PDF con tutte le pratiche che puoi aprire, un indice con le pagine e i segnalibri. Scegli le sezioni; le tue pagine private del diario entrano solo se lo chiedi. Mentre si prepara vedi quante pratiche sono già lette. Ogni pratica stampata resta nel registro.</p>
<?cs include:"guida_fine.cs" ?>
