<?cs include:"guida_inizio.cs" ?><p>Una <a href="/notifiche">notifica</a> parte da sola quando un collega fa qualcosa che ti riguarda. Nessuno deve ricordarsi di mandarla.</p>
<h2>Quando arrivano</h2>
<ul><li><strong>Assegnazioni</strong>: una pratica è stata assegnata a te o al tuo servizio.</li>
<li><strong>Passaggi e revoche</strong>: ora sei tu il riferimento, oppure una tua assegnazione è finita.</li>
<li><strong>Richieste</strong>: qualcuno chiede l’accesso a una pratica di cui sei il riferimento.</li>
<li><strong>Esiti</strong>: hanno risposto a una tua assegnazione o a una tua richiesta.</li>
<li><strong>Scadenze</strong>: è il giorno del promemoria di un evento.</li>
<li><strong>Avvisi</strong>: per esempio un documento che non ha passato il controllo.</li></ul>
<p>Nel testo ci sono solo codici. I dati della persona si vedono soltanto se puoi aprire la pratica.</p>
<h2>Che cosa puoi fare</h2>
<ul><li><strong>Prendi in carico</strong>: accetti l’assegnazione, la pratica si apre e la notifica va nell’archivio.</li>
<li><strong>Apri</strong>: porta alla pagina di cui la notifica parla (la pratica, l’evento, l’appuntamento, la segnalazione) e la segna come letta.</li>
<li><strong>Nascondi</strong>: la toglie dall’elenco. Subito dopo, «Annulla» la rimette.</li>
<li><strong>Rinvia</strong>: sparisce e torna nel giorno che scegli, entro un anno.</li>
<li><strong>Archivia</strong>: la metti via, ma la ritrovi in «Archivio».</li>
<li><strong>Mostra di nuovo</strong>: da «Nascoste e rinviate» e da «Archivio» torna tra quelle da vedere.</li></ul>
<h2>Più notifiche insieme</h2>
<p>Segna le caselle a sinistra, poi usa i pulsanti sopra l’elenco. Niente viene mai cancellato da solo.</p>
<h2>Se la pratica non si apre</h2>
<p>Forse appartiene a un altro tuo servizio: la notifica dice quale. Oppure l’assegnazione è finita, o l’appuntamento è stato annullato: allora non c’è più niente da aprire.</p>
<?cs include:"guida_fine.cs" ?>
