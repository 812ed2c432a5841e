<?cs include:"guida_inizio.cs" ?><p>Prima guarda <a href="/guida">la guida</a>: si può cercare per parole. Da ogni pagina «Guida» porta all’argomento giusto.</p>
<h2>A chi chiedere</h2>
<?cs if:Ambito.posta || Ambito.telefono ?><ul><?cs if:Ambito.posta ?><li>Posta: <a href="mailto:<?cs var:Ambito.posta ?>"><?cs var:Ambito.posta ?></a></li><?cs /if ?><?cs if:Ambito.telefono ?><li>Telefono: <?cs var:Ambito.telefono ?></li><?cs /if ?></ul><?cs else ?><p>I recapiti non sono stati ancora inseriti. Chiedi al referente del tuo servizio o all’Ufficio di Piano.</p><?cs /if ?>
<h2>Che cosa scrivere</h2>
<ul><li>Quale pagina: copia l’indirizzo dalla barra del browser.</li>
<li>Che cosa volevi fare e che cosa hai letto sullo schermo.</li>
<li>Il codice dell’errore, se c’è. Con quello troviamo subito che cosa è successo.</li></ul>
<p><strong>Non scrivere dati di persone</strong>: niente nomi, codici fiscali, immagini dello schermo con una pratica aperta.</p>
<h2>Domande frequenti</h2>
<ul><li><a href="/guida/accesso">Non riesco a entrare</a></li>
<li><a href="/guida/password">Ho dimenticato la password</a></li>
<?cs if:Sessione.servizio ?><li><a href="/guida/servizio">Mi manca un servizio</a></li>
<li><a href="/guida/chiedi-accesso">Una pratica non si apre</a></li>
<li><a href="/guida/nuovo-soggetto">Il codice fiscale non va</a></li>
<li><a href="/guida/documenti">Un file viene rifiutato</a></li><?cs /if ?></ul>
<?cs include:"guida_fine.cs" ?>
