<?cs include:"guida_inizio.cs" ?><p>Ogni persona può stare in due nuclei: quello anagrafico, scritto all’anagrafe, e quello di fatto, di chi vive davvero insieme.</p>
<h2>La composizione in un giorno</h2>
<p>Apri la persona, sezione «Nuclei familiari». Vedi chi c’è oggi. Scegli un altro giorno e premi «Mostra» per vedere chi c’era allora. Il giorno resta nell’indirizzo.</p>
<h2>Aggiungere una persona</h2>
<p>Premi «Aggiungi una persona» nel nucleo giusto. Scegli chi entra, da quando, che cosa è per l’intestatario e perché.</p>
<p>Se la persona è già in un altro nucleo dello stesso tipo te lo diciamo. Se confermi ne esce il giorno prima: nello stesso giorno si sta in un nucleo solo.</p>
<p>Se il nucleo non c’è ancora nasce adesso, e la persona della scheda ne è l’intestataria o l’intestatario.</p>
<h2>Far uscire una persona</h2>
<p>Premi «Esce», scrivi l’ultimo giorno e il motivo. Se esce l’intestatario scegli chi prende il suo posto: i legami degli altri si riscrivono da soli. Dove il nuovo legame non è certo trovi «Non definito»: premi «Correggi».</p>
<p>Chi è stato inserito per errore si toglie del tutto: scegli il motivo «Inserimento per errore».</p>
<h2>Leggere il genogramma</h2>
<ul><li>Il quadrato è un uomo, il cerchio una donna. Dentro c’è l’età.</li>
<li>Il doppio bordo è la persona della scheda. La croce vuol dire che è morta.</li>
<li>La linea tra due simboli è una coppia; a tratti se convive senza matrimonio né unione civile. I figli scendono dalla linea, il più grande a sinistra.</li>
<li>La linea a puntini racchiude chi vive insieme quel giorno.</li>
<li>Chi sta in fondo a destra senza linee ha un legame che il disegno non sa collocare.</li></ul>
<p>Le stesse persone sono nell’elenco accanto, con il legame e le date.</p>
<?cs include:"guida_fine.cs" ?>
