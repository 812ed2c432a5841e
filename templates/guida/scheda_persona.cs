<?cs include:"guida_inizio.cs" ?><p>La scheda raccoglie quello che di una persona sanno tutti i servizi. Le sezioni sono a sinistra.</p>
<h2>Dati anagrafici</h2>
<p>Accanto a un dato che viene da una fonte certa trovi la fonte e il giorno, per esempio «ANPR, 02/05/2026». Se qualcuno lo cambia a mano la fonte sparisce.</p>
<h2>Residenze e recapiti</h2>
<p>La residenza di oggi si cambia in «Dati anagrafici»: quella di prima resta nell’elenco con le sue date. Qui aggiungi il domicilio, dove arriva la posta, altri telefoni ed e-mail.</p>
<h2>Documenti di identità</h2>
<p>Tipo, numero e scadenza. Prima della scadenza chi segue una pratica aperta della persona riceve una notifica, e nell’ultima settimana il documento è tra le sue <a href="/scadenze">Scadenze</a>.</p>
<h2>Documenti e diari</h2>
<p>«Documenti» e «Diari» mettono in fila quello che sta nelle pratiche che puoi aprire. Non c’è un diario della persona: si scrive sempre in una pratica.</p>
<h2>Decesso</h2>
<p>La data del decesso non chiude niente. Chi segue una pratica aperta della persona riceve una notifica e trova negli eventi della pratica una cosa da fare, con il giorno: decide lui o lei, poi la toglie.</p>
<h2>Persona riservata</h2>
<p>La segna il servizio che l’ha inserita, o chi ne apre una pratica, con il motivo. Per gli altri la persona non esiste più.</p>
<p>Il suo codice fiscale resta libero per gli altri servizi: un rifiuto direbbe che la persona c’è. Se qualcuno lo inserisce di nuovo, una notifica avvisa il servizio che la protegge, non chi lo ha scritto. Confronta le due schede: finché hanno lo stesso codice, la persona non può tornare visibile a tutti.</p>
<?cs include:"guida_fine.cs" ?>
