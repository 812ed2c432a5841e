<?cs include:"guida_inizio.cs" ?><h2>Come deve essere</h2>
<ul><li>Lunga almeno 12 caratteri, 14 per chi amministra. Va bene una frase, con gli spazi.</li>
<li>Senza il tuo nome, il nome utente e il nome del programma.</li>
<li>Non tra quelle più comuni, e diversa dalle tue ultime 10.</li></ul>
<p>Non servono per forza maiuscole, cifre o simboli: conta la lunghezza.</p>
<h2>Quando scade</h2>
<?cs if:Regola.password > #0 ?><p>Ogni <?cs var:Regola.password ?> giorni ti chiediamo di cambiarla. Scegli la nuova e continui da dove eri.</p><?cs else ?><p>Qui la password non scade. Cambiala se pensi che qualcuno la conosca.</p><?cs /if ?>
<h2>Cambiarla</h2>
<p>Apri il menu con il tuo nome e scegli <a href="/cambio-password">Cambia password</a>. Le altre tue sessioni si chiudono.</p>
<h2>Se l’hai dimenticata</h2>
<ol><li>Apri <a href="/password-dimenticata">Password dimenticata?</a> e scrivi nome utente o email.</li>
<li>Arriva un messaggio con un collegamento. Vale <?cs var:Regola.collegamento ?> minuti e una volta sola.</li>
<li>Scegli la nuova password ed entra.</li></ol>
<p>La risposta è la stessa anche se l’utenza non esiste: così nessuno scopre chi lavora qui.</p>
<p>Nessuno può leggere la tua password, nemmeno chi amministra. Non darla a nessuno.</p>
<?cs include:"guida_fine.cs" ?>
