<?cs include:"guida_inizio.cs" ?><p>Questa pagina dice che cosa fa il programma con i dati. L’informativa per i cittadini la consegna l’ente, titolare del trattamento.</p>
<h2>Chi è il titolare</h2>
<p>L’ente a cui appartiene il servizio che segue la persona, nell’<?cs var:Ambito.nome ?>. Ai suoi recapiti si chiedono anche accesso, rettifica e gli altri diritti.</p>
<h2>Quali dati</h2>
<ul><li>Delle persone seguite: anagrafica, recapiti e quello che gli operatori scrivono nelle pratiche, che può riguardare salute e condizioni di vita.</li>
<li>Di chi lavora: nome, email, ruolo, servizi e quello che fa in SIZ.</li></ul>
<h2>Chi li vede</h2>
<ul><li>L’anagrafica: gli operatori dei servizi. Le persone riservate, solo chi le segue.</li>
<li>Una pratica: il servizio che la segue e chi riceve un’assegnazione.</li>
<li>Una pagina privata di diario: solo il suo autore, o chi la prende in custodia per un motivo scritto.</li>
<li>Chi amministra il sistema non apre le pratiche.</li></ul>
<h2>Il registro degli accessi</h2>
<p>Ogni apertura, ricerca, stampa e scaricamento resta scritto: chi, in quale servizio, quando, che cosa. Il registro è sigillato: una riga tolta o cambiata si scopre.</p>
<h2>Cookie</h2>
<p>Solo quelli che servono per entrare e restare collegati. Nessuna statistica, nessun contenuto di altri siti, niente salvato nel browser.</p>
<h2>Come sono protetti</h2>
<p>Collegamento cifrato, password che nessuno può leggere, documenti cifrati uno per uno. Le regole di visibilità sono nella base dati, non solo nelle pagine. I programmi che ricevono le richieste e quelli che leggono i documenti caricati lavorano in un recinto: non avviano altri programmi e non leggono altri file.</p>
<h2>Quanto restano</h2>
<p>Le pratiche e il registro restano per i tempi stabiliti dall’ente. Le bozze non toccate si cancellano dopo <?cs var:Regola.bozze ?> giorni.</p>
<?cs include:"guida_fine.cs" ?>
