<?cs include:"guida_inizio.cs" ?><p>Una scheda di rilevazione è un modulo con voci fisse, che si compila a una data: oggi e di nuovo fra sei mesi, per vedere che cosa è cambiato. Ogni tipo di pratica ha le sue; la scheda dice a che cosa serve e da quale fonte vengono le voci.</p>
<h2>Compilare</h2>
<ol><li>Apri la pratica, sezione «Schede di rilevazione».</li>
<li>Accanto alla scheda premi «Compila».</li>
<li>In «Rilevata il» scrivi il giorno in cui hai visto o saputo, non quello in cui scrivi. Non può essere nel futuro.</li>
<li>Rispondi e premi «Salva la scheda».</li></ol>
<p>Se ti interrompi, quello che hai scritto è in <a href="/bozze">Bozze</a>.</p>
<h2>Più volte nel tempo</h2>
<p>Quando la situazione cambia premi di nuovo «Compila»: la scheda di prima resta, con la sua data e il suo autore. La più recente è in cima e aperta; le altre si aprono con «Leggi la scheda». Se le voci di una scheda cambiano, quelle già compilate si leggono come erano.</p>
<h2>Correggere e togliere</h2>
<p>«Modifica» serve a correggere un errore: la usa chiunque può modificare la pratica. Se un collega salva prima di te, vedi <a href="/guida/due-persone-insieme">i due testi</a> e scegli. «Togli» nasconde la scheda. In tutti e due i casi nella <a href="/guida/storia">storia</a> resta che cosa c’era scritto, che cosa è stato cambiato e da chi.</p>
<h2>Chi le vede</h2>
<p>Chi apre la pratica le legge; chi la può modificare le compila. Attenzione: in un intervento le leggono anche gli amministrativi del servizio.</p>
<h2>Le schede di oggi</h2>
<ul><li><strong>Condizioni della persona non autosufficiente (SINA)</strong>: interventi, prese in carico, progetti, valutazioni.</li>
<li><strong>Condizioni del minore e della sua famiglia (SINBA)</strong>: segnalazioni, prese in carico, progetti, valutazioni.</li></ul>
<p>Le voci sono quelle dei flussi INPS dello stesso nome. Nella <a href="/guida/stampe">stampa</a> della pratica si scelgono con «Schede di rilevazione».</p>
<?cs include:"guida_fine.cs" ?>
