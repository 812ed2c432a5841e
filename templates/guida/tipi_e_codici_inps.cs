<?cs include:"guida_inizio.cs" ?><p><a href="/interventi/tipi">Tipi e codici INPS</a> è la tabella di tutti i tipi di intervento: per ognuno il codice INPS, la classificazione ISTAT, il livello di assistenza e i servizi che possono usarlo.</p>
<h2>Cercare</h2>
<ul><li>Scrivi una parola del nome, un codice INPS come A1.05 o una classe ISTAT come B1.</li>
<li>«Validi il» mostra la tabella com’era, o come sarà, in quel giorno. Senza data vale oggi.</li></ul>
<h2>Come si usa</h2>
<p>In un intervento nuovo i tre valori vengono dal tipo e si possono cambiare. Un codice INPS che non vale alla data di inizio non si può scegliere.</p>
<p>Nell’elenco dei tipi ci sono solo quelli validi oggi per il tuo servizio. Un intervento che ha un tipo di prima lo conserva.</p>
<?cs include:"guida_fine.cs" ?>
