<?cs include:"guida_inizio.cs" ?><p>Un intervento che costa ha cinque sezioni in più: quanto si paga, che cosa è uscito, con quali soldi, chi altro paga, quanto costa in tutto.</p>
<h2>Regole per pagamenti</h2>
<ol><li>Premi «Nuova regola» e scegli la cadenza: una volta sola, ogni mese, ogni due o tre mesi, ogni anno, in tranche.</li>
<li>Scrivi l’importo di ogni scadenza e da quando a quando. Senza una fine, la regola vale finché dura l’intervento: SIZ prevede fino a dicembre.</li>
<li>Mentre scrivi, «Movimenti che genera» mostra i movimenti che nasceranno. Senza salvare niente li rivedi anche con «Ricalcola i movimenti senza salvare».</li>
<li>A chi si paga e come è proposto da quello che dice l’intervento.</li>
<li>Salva: i movimenti ci sono, previsti.</li></ol>
<p>Un mese non intero si paga a giorni: il primo o l’ultimo mese, o quello con una sospensione. Se si paga intero, spunta «I mesi cominciati si pagano interi».</p>
<p>«Sospendi i pagamenti» ferma le regole dal giorno al giorno. Quando sospendi, chiudi o riapri l’intervento le regole lo sanno da sole.</p>
<p>Cambia solo quello che è ancora previsto. Se un movimento già autorizzato con le regole di oggi sarebbe diverso, accanto all’importo leggi «oggi sarebbe».</p>
<h2>Movimenti contabili</h2>
<p>Ogni movimento ha uno stato: previsto, da autorizzare, autorizzato, in elenco, pagato, reso, annullato. In alto i totali per stato e quello che resta dei finanziamenti.</p>
<ol><li>Spunta i movimenti, scegli che cosa farne, premi «Fallo sui movimenti scelti».</li>
<li>Chi segue l’intervento chiede l’autorizzazione; la dà chi nel servizio è responsabile, referente o amministrativo.</li>
<li>Gli autorizzati entrano in un <a href="/guida/pagamenti">elenco di pagamento</a>.</li></ol>
<p>Si autorizza solo quello che ha un impegno con posto. Un contributo si autorizza dopo che la sua <a href="/guida/richieste">richiesta di autorizzazione</a> è stata concessa. Se un movimento è cambiato mentre leggevi la pagina, SIZ te lo dice e non autorizza niente. Di un movimento, aprendolo, leggi che cosa è successo e chi l’ha fatto; l’amministrazione può scegliere un altro impegno.</p>
<p>«Movimento a mano» serve per quello che nessuna regola dà: un conguaglio, un arretrato. Finché è previsto si cambia e si toglie.</p>
<h2>Finanziamenti, impegni, decurtazioni</h2>
<p>L’amministrazione dice da quale <a href="/guida/finanziamenti">finanziamento</a> prende l’intervento e quanto, poi scrive gli impegni con il loro atto. Se il fondo non basta SIZ dice quanto resta; se si passa la soglia chiede conferma.</p>
<p>Una decurtazione abbassa i movimenti del suo periodo: un importo per ogni scadenza, o una percentuale. Mai sotto zero.</p>
<h2>Quote compartecipazione altri Enti</h2>
<p>Chi altro paga: la persona, un Comune, l’ASST, INPS, un altro ente; un importo al mese o una percentuale. Il resto lo paga il servizio, così le quote fanno sempre il costo. Le percentuali non passano mai il cento per cento.</p>
<h2>Calcolo costo intervento</h2>
<p>Il bottone sta in fondo al Dettaglio e fra le sezioni. Scegli il periodo: vedi quanto è previsto, le decurtazioni, il netto, chi paga, con quali impegni, e che cosa manca. Il conto si rifà mentre scrivi le date.</p>
<?cs include:"guida_fine.cs" ?>
