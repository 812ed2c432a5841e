<?cs include:"guida_inizio.cs" ?><p>SERVIZIO STORICO raccoglie quello che viene dal vecchio sistema.</p>
<ul><li>Lo trovano tutti, in <a href="/servizio">Scegli il servizio</a>.</li>
<li>È in sola lettura: non si crea, non si modifica, non si assegna. In alto leggi «(sola lettura)».</li>
<li>Valgono le stesse regole di ruolo: vedi i tipi di pratica che il tuo ruolo può aprire.</li></ul>
<h2>Continuare un caso vecchio</h2>
<p>Torna nel tuo servizio e crea un nuovo intervento per la stessa persona. Le persone sono comuni a tutti i servizi.</p>
<?cs include:"guida_fine.cs" ?>
