<?cs include:"guida_inizio.cs" ?><h2>Entrare</h2>
<ol><li>Apri <a href="/accesso">la pagina di accesso</a>.</li>
<li>Scrivi il nome utente, nella forma nome.cognome, oppure la tua email.</li>
<li>Scrivi la password e premi «Entra».</li></ol>
<p>Se hai attivato il secondo fattore, ti chiediamo anche il codice del telefono.</p>
<h2>La prima volta</h2>
<p>Ricevi una password temporanea. Vale <?cs var:Regola.temporanea ?> ore e serve una volta sola.</p>
<p>Appena entri leggi «Devi cambiare la password per attivare il tuo account». Scegli la tua e l’utenza è attiva.</p>
<h2>Se non entri</h2>
<ul><li>«Nome utente o password non corretti»: ricontrolla le maiuscole. Se non la ricordi, usa <a href="/password-dimenticata">Password dimenticata?</a></li>
<li>Dopo più errori bisogna aspettare. Dopo <?cs var:Regola.tentativi ?> errori l’attesa arriva a <?cs var:Regola.blocco ?> minuti, poi puoi riprovare.</li>
<li>L’attesa protegge la tua utenza. Dal browser che usi di solito nessun altro può farti aspettare.</li></ul>
<h2>Uscire</h2>
<p>Apri il menu con il tuo nome, in alto a destra, e premi «Esci». Su un computer condiviso chiudi anche la finestra.</p>
<?cs include:"guida_fine.cs" ?>
