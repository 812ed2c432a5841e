<?cs include:"guida_inizio.cs" ?><p>Se apri una pratica di un altro servizio, o una del tuo che il tuo ruolo apre solo se gli è assegnata, leggi «Non puoi aprire questa pratica». Sotto trovi di chi è, chi la segue e i recapiti.</p>
<h2>Chiedere</h2>
<ol><li>Scrivi perché ti serve: lo legge chi segue il caso.</li>
<li>Premi «Invia la richiesta».</li>
<li>Aspetta la risposta: arriva tra le <a href="/notifiche">notifiche</a>.</li></ol>
<p>Per la stessa pratica c’è una sola richiesta aperta alla volta.</p>
<p>Se non puoi aspettare, in alcuni ruoli c’è l’<a href="/guida/emergenza">accesso in emergenza</a>.</p>
<h2>Rispondere</h2>
<p>La richiesta arriva all’operatore di riferimento. In «Assegnazioni» premi «Concedi», che prepara l’assegnazione, oppure «Nega» e scrivi il motivo.</p>
<h2>Se leggi «Questa pagina non c’è»</h2>
<p>L’indirizzo è sbagliato, oppure la pratica è tra quelle di cui non si può dire niente. In entrambi i casi la risposta è la stessa.</p>
<?cs include:"guida_fine.cs" ?>
