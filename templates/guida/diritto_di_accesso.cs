<?cs include:"guida_inizio.cs" ?><p>Chiunque può chiedere quali dati tratta l’Ambito, chi li ha letti e a chi sono stati comunicati (articolo 15 del GDPR). La risposta è dovuta entro un mese.</p>
<h2>Preparare il documento</h2>
<p>Apri la persona, scegli «Altre azioni» e poi «Diritto di accesso (GDPR)». Scrivi quando lo ha chiesto e come hai verificato chi è. Il documento si prepara da solo: lo trovi in <a href="/stampe">Le mie stampe</a>. Lo può fare chi ha il permesso: di solito il referente.</p>
<h2>Che cosa contiene</h2>
<p>I dati anagrafici, i recapiti, le cittadinanze, i documenti di identità e i consensi, con la fonte; in quali nuclei familiari la persona è scritta; quali ISEE la nominano; che cosa è stato chiesto ad ANPR e all’Agenzia delle Entrate; quali servizi hanno pratiche, da quando e quante pagine e documenti contengono; a chi sono state aperte; chi ha letto o scritto, giorno per giorno, con l’ufficio e il ruolo.</p>
<h2>Che cosa resta fuori</h2>
<p>Il testo delle pagine di diario, i valori degli ISEE, i nomi degli altri componenti dei nuclei, i nomi degli operatori e di chi ha segnalato, le pratiche che il quadro riassuntivo non mostra, le pratiche di altre persone. Il documento lo dice.</p>
<h2>Prima di consegnarlo</h2>
<p>Leggilo tutto: può nominare servizi che tu non vedi. Anche la tua richiesta resta scritta: comparirà nel prossimo documento.</p>
<?cs include:"guida_fine.cs" ?>
