<?cs include:"guida_inizio.cs" ?><p>Una richiesta chiede a qualcuno di decidere su una pratica: un’autorizzazione dentro il servizio, un parere o una prestazione a un altro servizio. Si sa sempre chi chiede, chi decide, entro quando e perché.</p>
<h2>Chiedere</h2>
<p>Apri la pratica, sezione «Richieste», e scegli che cosa chiedere. Scrivi l’oggetto, che cosa chiedi e perché, ed entro quando serve la risposta. Se esci prima di inviare, la bozza resta.</p>
<p>Se la pratica ha documenti, scegli quali mostrare a chi decide: apre solo quelli, anche se la pratica per lui non si apre. Quando rispondi a una richiesta di integrazione ne puoi mostrare altri.</p>
<p>Chiede il servizio che segue la pratica. Chi decide riceve subito una notifica.</p>
<h2>A un altro servizio</h2>
<p>L’altro servizio vede il nome della persona, il numero della pratica, quello che hai scritto e i documenti che hai scelto. La pratica non si apre: per quello serve un’<a href="/guida/assegnazioni">assegnazione</a>. La condivisione resta nel registro.</p>
<p>Serve il consenso della persona. Per una persona riservata la richiesta non parte: parlane a voce.</p>
<h2>Decidere</h2>
<p>In <a href="/richieste?vista=decidere">Domande e Richieste</a>, «Da decidere», trovi quello che aspetta te, per primo quello che scade prima. Apri la richiesta e scegli: approvare, respingere, chiedere un’integrazione. Per respingere serve il motivo.</p>
<p>Un’autorizzazione la decide chi è responsabile del servizio, mai chi l’ha chiesta. Quando è approvata, passa a chi amministra, che la segna come eseguita.</p>
<h2>Dopo</h2>
<p>Chi ha chiesto riceve l’esito. Ogni passo resta con nome, data e motivo, e non si cambia più. Se in due rispondono insieme vale il primo: l’altro legge che cosa è successo e non perde il suo testo.</p>
<h2>Entro quando</h2>
<p>Qualche giorno prima della data chi decide riceve un promemoria; se la data passa, lo sanno tutti e due. Le richieste che scadono nei prossimi 7 giorni sono anche in <a href="/scadenze">Scadenze</a>. I giorni in cui si aspetta un’integrazione non contano.</p>
<h2>Le mie domande</h2>
<p>In «Le mie domande» ritrovi quello che hai chiesto e a che punto è. Anche «Cerca in tutte le aree» trova le richieste: scrivi il numero, il nome della persona, oppure «domande».</p>
<h2>Quando una pratica aspetta</h2>
<p>Per alcuni passaggi di stato può servire prima una richiesta approvata. In quel caso la pagina lo dice e porta alla richiesta da fare, o a quella già fatta.</p>
<?cs include:"guida_fine.cs" ?>
