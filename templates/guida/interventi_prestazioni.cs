<?cs include:"guida_inizio.cs" ?><p><a href="/interventi/prestazioni">Interventi con prestazione</a> sono servizi resi alla persona: assistenza domiciliare, pasti, trasporto, sostegno educativo. Elenco, ricerca, stati e sezioni sono quelli degli <a href="/guida/interventi-generici">interventi generici</a>.</p>
<h2>Crearlo</h2>
<ol><li>Apri <a href="/interventi/prestazioni/nuovo">Nuovo intervento con prestazione</a>, oppure «Nuovo intervento» dalla scheda della persona.</li>
<li>Scegli titolare e tipo: classificazione ISTAT, livello di assistenza e prestazione INPS vengono dal tipo.</li>
<li>Premi «Crea l’intervento». Il codice comincia con PRS.</li></ol>
<?cs include:"guida_fine.cs" ?>
