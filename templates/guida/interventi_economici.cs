<?cs include:"guida_inizio.cs" ?><p><a href="/interventi/economici">Interventi economici</a> sono i contributi in denaro: integrazioni del reddito, affitto, rette, buoni. Elenco, ricerca, stati e sezioni sono quelli degli <a href="/guida/interventi-generici">interventi generici</a>.</p>
<h2>Crearlo</h2>
<ol><li>Apri <a href="/interventi/economici/nuovo">Nuovo intervento economico</a>, oppure «Nuovo intervento» dalla scheda della persona o «Altre azioni» da una valutazione.</li>
<li>Scegli titolare e tipo. Compaiono i campi di quel tipo: casa in affitto, retta, buoni, tirocinio, pagamento. Se la pagina non cambia da sola premi «Mostra i campi di questo tipo»: quello che hai scritto resta.</li>
<li>Classificazione ISTAT, livello di assistenza e prestazione INPS <a href="/guida/tipi-e-codici-inps">vengono dal tipo</a>. «Familiari conviventi», se lo lasci vuoto, viene dal nucleo della persona.</li>
<li>Collegalo alla presa in carico o al progetto, se ce n’è uno aperto.</li>
<li>Premi «Crea l’intervento». Il codice comincia con ECO.</li></ol>
<p>Un campo che il tipo non chiede resta in vista finché contiene qualcosa: cambiare tipo non cancella niente.</p>
<h2>Pagamento</h2>
<p>Con il bonifico serve l’IBAN: SIZ ne controlla la lunghezza e le cifre di controllo. Se si paga un delegato o chi deve ricevere il denaro al posto della persona, serve il suo nome.</p>
<h2>Lo stesso beneficio due volte</h2>
<p>Se in quei giorni la persona o qualcuno del suo nucleo ha già un intervento dello stesso tipo o con lo stesso codice INPS, SIZ lo dice prima di salvare: quale, a chi, in quale servizio. Si può andare avanti scrivendo perché.</p>
<h2>Autorizzazione</h2>
<p>I pagamenti si autorizzano solo dopo che la <a href="/guida/richieste">richiesta</a> di autorizzazione è stata concessa. Nel dettaglio vedi a che punto è, e da lì la chiedi. Se l’intervento è chiuso e poi riaperto, ne serve una nuova.</p>
<h2>ISEE</h2>
<p>In fondo al dettaglio c’è l’<a href="/guida/isee">ISEE</a> del nucleo che valeva il giorno di inizio, con l’avviso se è scaduto o sta per scadere.</p>
<h2>Chi lo vede</h2>
<p>Chi lavora nel servizio con un ruolo che lo permette, anche gli amministrativi, e chi ha ricevuto un’assegnazione. Che una persona abbia un intervento economico aperto lo vedono tutti nella sua scheda e nel <a href="/guida/quadro">quadro riassuntivo</a>, senza i dettagli.</p>
<?cs include:"guida_fine.cs" ?>
