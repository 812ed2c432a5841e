<?cs include:"guida_inizio.cs" ?><p><a href="/pagamenti">Pagamenti</a> tiene gli elenchi di liquidazione del servizio. SIZ non paga: il mandato lo fa il sistema contabile, qui se ne scrivono numero e data.</p>
<h2>Fare un elenco</h2>
<ol><li>Premi «Nuovo elenco» e restringi per finanziamento, mese di scadenza, comune.</li>
<li>Spunta i movimenti autorizzati, scrivi che cosa si paga e, se c’è già, l’atto.</li>
<li>«Crea l’elenco»: da ora quei movimenti sono in elenco.</li></ol>
<p>Finché non c’è il mandato puoi togliere pagamenti: tornano autorizzati. Un elenco vuoto si elimina.</p>
<h2>Stamparlo</h2>
<p>«Stampa l’elenco (PDF)» prepara il foglio con i totali per finanziamento e impegno, i pagamenti uno per uno e il posto per la firma. Lo trovi in <a href="/guida/stampe">Le mie stampe</a>.</p>
<h2>Il mandato</h2>
<p>Con numero e data dell’atto compare «Registra il mandato». Il mandato non può venire prima dell’atto né essere nel futuro. Da quel momento i pagamenti sono pagati e l’elenco non cambia più.</p>
<h2>Quello che torna indietro</h2>
<p>In un elenco pagato, «Registra resi»: spunta i pagamenti, scrivi perché. I soldi tornano liberi nel loro impegno e nel finanziamento. Se vanno pagati di nuovo, aggiungi un movimento a mano nell’intervento.</p>
<h2>Prevedere più avanti</h2>
<p>Le regole senza una fine prevedono fino a dicembre. «Prevedi i movimenti» le porta avanti tutte insieme fino al giorno che scrivi; lavora in disparte e la pagina mostra a che punto è.</p>
<h2>Chi può</h2>
<p>Gli elenchi li vedono gli operatori del servizio. Li fanno amministrativi e referenti.</p>
<?cs include:"guida_fine.cs" ?>
