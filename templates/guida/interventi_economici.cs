<?cs include:"guida_inizio.cs" ?><p><a href="/interventi/economici">Interventi economici</a> sono i contributi in denaro: integrazioni del reddito, affitto, rette, buoni. Elenco, ricerca, stati e sezioni sono quelli degli <a href="/guida/interventi-generici">interventi generici</a>.</p>
<h2>Crearlo</h2>
<ol><li>Apri <a href="/interventi/economici/nuovo">Nuovo intervento economico</a>, oppure «Nuovo intervento» dalla scheda della persona o «Altre azioni» da una valutazione.</li>
<li>Scegli titolare e tipo: classificazione ISTAT, livello di assistenza e prestazione INPS vengono dal tipo.</li>
<li>Collegalo alla presa in carico o al progetto, se ce n’è uno aperto.</li>
<li>Premi «Crea l’intervento». Il codice comincia con ECO.</li></ol>
<h2>Chi lo vede</h2>
<p>Chi lavora nel servizio con un ruolo che lo permette, anche gli amministrativi, e chi ha ricevuto un’assegnazione. Che una persona abbia un intervento economico aperto lo vedono tutti nel suo <a href="/guida/quadro">quadro riassuntivo</a>, senza i dettagli.</p>
<?cs include:"guida_fine.cs" ?>
