<?cs include:"guida_inizio.cs" ?><p><a href="/interventi/strutture">Interventi in struttura</a> sono posti in un centro diurno, in una comunità, in una residenza, in un alloggio. Elenco, ricerca, stati e sezioni sono quelli degli <a href="/guida/interventi-generici">interventi generici</a>.</p>
<h2>Crearlo</h2>
<ol><li>Apri <a href="/interventi/strutture/nuovo">Nuovo intervento in struttura</a>, oppure «Nuovo intervento» dalla scheda della persona.</li>
<li>Scegli titolare e tipo: classificazione ISTAT, livello di assistenza e prestazione INPS vengono dal tipo.</li>
<li>Premi «Crea l’intervento». Il codice comincia con STR.</li></ol>
<?cs include:"guida_fine.cs" ?>
