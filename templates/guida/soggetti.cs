<?cs include:"guida_inizio.cs" ?><p><a href="/soggetti">Soggetti</a> è l’anagrafica comune: una persona c’è una volta sola, per tutti i servizi.</p>
<h2>Cercare</h2>
<ul><li>In «Cerca» scrivi cognome e nome, anche scritti male e con l’anno di nascita, una parte del codice fiscale, la data di nascita o il numero della persona.</li>
<li>Prima vengono le persone più probabili; sotto il nome c’è scritto che cosa è diverso. Se sono molte, aggiungi l’anno di nascita.</li>
<li>I filtri «Cognome» e «Nome» partono invece dall’inizio della parola. Accenti, apostrofi e maiuscole non contano.</li>
<li>I filtri e l’ordine restano nell’indirizzo: puoi tenerlo tra i preferiti del browser.</li></ul>
<h2>La scheda</h2>
<p>Mostra chi è la persona, dove vive, i recapiti e le pratiche che puoi aprire. Da lì crei un intervento già collegato.</p>
<h2>Persone riservate</h2>
<p>Una persona da proteggere può essere riservata. La vedono il servizio che l’ha inserita e chi ne apre una pratica. Per gli altri non esiste.</p>
<h2>Che cosa scrivere qui</h2>
<p>Solo dati anagrafici e recapiti: li vedono anche gli altri servizi. Bisogni, salute e racconto del caso vanno nelle pratiche.</p>
<p>Ogni apertura di una scheda resta nel registro degli accessi.</p>
<?cs include:"guida_fine.cs" ?>
