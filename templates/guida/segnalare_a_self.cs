<?cs include:"guida_inizio.cs" ?><p>SELF sono i servizi educativi per il lavoro e la formazione dell’Ambito. La segnalazione si fa solo qui: carta ed email non valgono.</p>
<h2>Prima di cominciare</h2>
<p>Se lavori in un ente esterno entri con <a href="/guida/spid">SPID</a> e registri il tuo ente, una volta sola. Puoi segnalare subito: il servizio vede che l’ente è da verificare e ti può chiamare. Aspettare la verifica farebbe perdere tempo alla persona.</p>
<p>Se lavori in un Comune o nell’Ambito scegli prima la persona in Soggetti, oppure inseriscila. Se il tuo servizio non ha niente a che fare con lei ti chiediamo perché apri la sua scheda.</p>
<h2>Le parti</h2>
<p>La segnalazione ha nove parti. Le compili nell’ordine che preferisci; ognuna si salva da sola, anche se manca qualcosa. La bozza resta 30 giorni e la vedi solo tu.</p>
<p>Se apri la stessa parte in due finestre, chi salva per secondo vede i due testi e sceglie: niente si perde. Se la sessione scade mentre scrivi, rientri con SPID e ritrovi quello che avevi scritto.</p>
<p>Il codice fiscale si può scrivere con spazi e minuscole. Se non torna con nome, data o sesso te lo diciamo e chiediamo conferma. Se non lo conosci scegli perché.</p>
<h2>Rileggere e inviare</h2>
<p>«Rileggi e invia» mostra tutte le risposte e ogni cosa che manca, con il collegamento per correggerla. Per inviare serve l’<a href="/self/informativa">informativa privacy</a> firmata: la pagina si stampa.</p>
<p>Dopo l’invio hai numero, data e ricevuta, anche in PDF: la scarichi tu e nessun altro, quando vuoi. La conferma per email non contiene dati della persona.</p>
<h2>Dopo l’invio</h2>
<p>Segui lo stato da <a href="/self">Le mie segnalazioni</a>: in valutazione, colloquio fissato, presa in carico, lista d’attesa, non presa in carico con il motivo, conclusa. Se il servizio chiede un’integrazione rispondi da lì, e puoi aggiungere documenti.</p>
<?cs include:"guida_fine.cs" ?>
