<?cs include:"guida_inizio.cs" ?><p><a href="/elaborazioni-contabili">Elaborazioni contabili</a> somma i movimenti degli interventi del tuo servizio.</p>
<h2>Raggruppare e filtrare</h2>
<p>Per finanziamento, per mese di scadenza o per comune in cui la persona risiede oggi. I filtri per date, fondo, comune e stato si sommano, stanno sopra la tabella e nell’indirizzo: la pagina si può salvare fra i preferiti del browser.</p>
<p>Il netto è lordo meno decurtazioni, e si divide fra da autorizzare (anche solo previsto), autorizzato (anche in elenco) e pagato. Annullati e resi non sono in nessuna somma. L’ultima riga è il totale.</p>
<h2>Contributi del mese</h2>
<p><a href="/elaborazioni-contabili/mese">Contributi del mese</a> elenca uno per uno i movimenti che scadono in un mese, con persona, finanziamento, impegno e stato, e il loro totale: è il quadro per il monitoraggio mensile.</p>
<h2>Stampare</h2>
<p>«Stampa» usa la stampante del browser, con i filtri che vedi.</p>
<?cs include:"guida_fine.cs" ?>
