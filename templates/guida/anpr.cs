<?cs include:"guida_inizio.cs" ?><p>ANPR è l’anagrafe nazionale. Si interroga solo con il codice fiscale, e solo per lavoro: ogni domanda resta nel registro con il perché.</p>
<h2>Cercare</h2>
<p>Se cerchi un codice fiscale intero e in SIZ non c’è nessuno, trovi «Cerca in ANPR». Lo trovi anche nel modulo «Nuovo soggetto» e in <a href="/anpr">Cerca in ANPR</a>.</p>
<p>Scegli perché lo chiedi e scrivi il numero della pratica o del protocollo. La pagina si aggiorna da sola finché arriva la risposta.</p>
<h2>La persona non è in SIZ</h2>
<p>Controlla i dati e premi «Inserisci la persona con questi dati».</p>
<h2>La persona c’è già</h2>
<p>Vedi i dati uno accanto all’altro. Scegli, riga per riga, quale tenere. Niente cambia se non lo scegli.</p>
<h2>Con chi vive</h2>
<p>Se ti serve, spunta «Anche lo stato di famiglia». Sotto i dati trovi chi sta sulla stessa scheda dell’anagrafe e con quale legame. Scegli chi mettere nel <strong>nucleo anagrafico</strong>: chi non c’è ancora viene inserito con i dati di ANPR. Serve anche l’intestatario, perché i legami sono rispetto a lui o a lei. Di chi non scegli non resta niente.</p>
<h2>ANPR non la conosce</h2>
<p>Ricontrolla il codice. Se è giusto, premi «Inserisci a mano» e di’ perché: senza dimora, codice da attribuire, straniero temporaneamente presente. La persona entra in <a href="/soggetti/da-rivedere">Persone da rivedere</a>.</p>
<h2>Che cosa cambia dopo</h2>
<p>Per chi ha una pratica aperta il confronto si ripete da solo. Trasferimenti, decessi e altri cambiamenti arrivano in <a href="/anpr/proposte">Proposte di ANPR</a>, dove decidi tu.</p>
<h2>ANPR non risponde</h2>
<p>Un messaggio dice che cosa è successo. Quello che avevi scritto non si perde: puoi riprovare o inserire a mano.</p>
<h2>Il codice fiscale è valido?</h2>
<p>In «Cerca in ANPR» scegli «Se il codice fiscale è valido»: risponde l’Agenzia delle Entrate. Serve prima di mandare dati a INPS.</p>
<?cs include:"guida_fine.cs" ?>
