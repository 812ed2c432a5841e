<?cs include:"guida_inizio.cs" ?><p>Con il secondo fattore, chi scopre la tua password non entra lo stesso: serve anche il tuo telefono.</p>
<h2>Attivarlo</h2>
<ol><li>Metti sul telefono un’app che genera codici a tempo (TOTP).</li>
<li>Apri <a href="/preferenze/secondo-fattore">Secondo fattore</a> dalle preferenze.</li>
<li>Inquadra il riquadro, o copia a mano il testo che sta sotto.</li>
<li>Scrivi il codice di 6 cifre che vedi sul telefono.</li></ol>
<p>Il codice cambia ogni 30 secondi e vale una volta sola.</p>
<h2>I codici di recupero</h2>
<p>All’attivazione ricevi alcuni codici di recupero. Ognuno entra una volta sola, al posto del telefono.</p>
<p>Stampali e tienili lontano dal computer.</p>
<h2>Se perdi il telefono</h2>
<p>Entra con un codice di recupero e attiva di nuovo il secondo fattore. Se non ne hai più, scrivi all’<a href="/guida/assistenza">assistenza</a>: può toglierlo.</p>
<h2>Se amministri il sistema</h2>
<p>Devi averlo: al primo accesso ti guidiamo ad attivarlo, prima di ogni altra pagina.</p>
<h2>I messaggi di avviso</h2>
<p>Quando il secondo fattore si attiva o si toglie, ti arriva un messaggio di posta.</p>
<?cs include:"guida_fine.cs" ?>
