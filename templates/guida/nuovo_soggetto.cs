<?cs include:"guida_inizio.cs" ?><h2>Prima cerca</h2>
<p>Mentre scrivi cognome, nome e nascita, SIZ mostra chi le somiglia già. Se è la stessa persona, apri quella.</p>
<p>Se non è la stessa, continua: al salvataggio confermi che non è un doppione.</p>
<h2>Inserire la persona</h2>
<p>Apri <a href="/soggetti/nuovo">Nuovo soggetto</a>. I campi con l’asterisco sono obbligatori.</p>
<p>Per il luogo di nascita scrivi il Comune o lo Stato. Valgono anche i Comuni che non esistono più, alla data di nascita.</p>
<h2>Il codice fiscale</h2>
<p>SIZ lo controlla subito e dice quale dato non va d’accordo:</p>
<ul><li>la lunghezza: 16 caratteri, oppure le 11 cifre di quello provvisorio;</li>
<li>il carattere di controllo, che scopre quasi tutti gli errori di battitura;</li>
<li>cognome, nome, sesso, data e luogo di nascita, uno per uno.</li></ul>
<p>Un codice sbagliato in sé non si salva. Se invece è giusto ma non corrisponde a un dato, è un avviso. Ricontrolla il documento e, se è tutto vero, conferma.</p>
<h3>Omocodia</h3>
<p>Due persone possono avere gli stessi sedici caratteri. L’Agenzia delle entrate allora cambia alcune cifre in lettere. SIZ riconosce questi codici.</p>
<h3>Codici STP ed ENI</h3>
<p>Sono del tesserino sanitario e hanno un campo loro. Non sostituiscono il codice fiscale e non vanno a INPS.</p>
<h3>Se il codice manca</h3>
<p>Scegli perché manca: la persona si salva lo stesso. Appena c’è, aggiungilo dalla scheda.</p>
<h2>Correggere i dati</h2>
<p>Apri la scheda e scegli «Modifica». Chi ha cambiato che cosa resta scritto.</p>
<?cs include:"guida_fine.cs" ?>
