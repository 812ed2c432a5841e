<?cs include:"guida_inizio.cs" ?><p>SERVIZIO STORICO raccoglie quello che viene dal vecchio sistema.</p>
<ul><li>Lo trovano tutti, in <a href="/servizio">Scegli il servizio</a>.</li>
<li>È in sola lettura: non si crea, non si modifica, non si assegna. In alto leggi «(sola lettura)».</li>
<li>Valgono le stesse regole di ruolo: vedi i tipi di pratica che il tuo ruolo può aprire.</li></ul>
<h2>Senza cambiare servizio</h2>
<p>Le pratiche vecchie stanno anche nella scheda della persona e nel suo quadro riassuntivo, con il segno «Archivio storico». Le apri dal tuo servizio, se il tuo ruolo può aprire quel tipo di pratica.</p>
<p>In alto nella pratica c’è il codice che aveva nel sistema precedente: porta a com’era scritta lì, con le sue prestazioni. Nella scheda della persona la stessa cosa è in «Nel sistema precedente».</p>
<p>I documenti di allora sono nella sezione Documenti della pratica vecchia e tra i documenti della persona. Li apre chi può aprire quella pratica; si trovano anche con le parole che contengono.</p>
<h2>Cercare con un codice vecchio</h2>
<p>Scrivi il codice intero in «Cerca in tutte le aree»: trova la persona, il progetto o la prestazione che lo avevano. Il vecchio «progetto sociale» qui è una pratica, il «quadro sinottico» è il quadro riassuntivo.</p>
<h2>Continuare un caso vecchio</h2>
<p>Torna nel tuo servizio e crea un nuovo intervento per la stessa persona. Le persone sono comuni a tutti i servizi.</p>
<h2>Persone protette</h2>
<p>Le pratiche vecchie di una persona riservata non le apre nessuno, finché è riservata.</p>
<?cs include:"guida_fine.cs" ?>
