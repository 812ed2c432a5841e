<?cs include:"guida_inizio.cs" ?><p>Se una pratica non si apre e non puoi aspettare, in alcuni ruoli la puoi leggere in emergenza. Quali ruoli e quali pratiche lo decide chi amministra SIZ.</p>
<h2>Aprire in emergenza</h2>
<ol><li>Apri la pratica: leggi «Non puoi aprire questa pratica».</li>
<li>Premi «Accesso in emergenza».</li>
<li>Scegli che cosa succede, scrivi perché devi leggerla adesso e conferma.</li></ol>
<p>La leggi subito e per poche ore: la pagina dice fino a quando. Non la puoi modificare. Se hai finito prima, premi «Ho finito: chiudi l’accesso».</p>
<h2>Che cosa non si apre</h2>
<p>Le pagine private del diario, le persone riservate, le pratiche che il quadro riassuntivo non mostra. In un giorno puoi aprire in emergenza al massimo cinque pratiche.</p>
<h2>Chi lo sa</h2>
<p>Chi segue la pratica, i referenti del suo servizio e chi amministra SIZ ricevono subito una notifica e un messaggio. In «Assegnazioni», sotto «Accessi straordinari», resta scritto chi l’ha aperta, quando e perché. Chi segue la pratica può chiudere l’accesso prima del tempo. Lo trova anche la persona, se chiede il <a href="/guida/diritto-di-accesso">documento del diritto di accesso</a>.</p>
<?cs include:"guida_fine.cs" ?>
