<?cs include:"guida_inizio.cs" ?><p>In «Amministrazione», «Modifiche alla configurazione» c’è ogni cambiamento di servizi, utenze, servizi e ruoli delle persone, elenchi e tipi: chi, quando, il valore di prima e quello di dopo, e il motivo dove è stato chiesto.</p>
<h2>Tornare indietro</h2>
<p>«Annulla» rimette i valori di prima. Quello che era stato aggiunto finisce, non si cancella. Anche l’annullamento resta nell’elenco.</p>
<p>Se nel frattempo gli stessi dati sono cambiati ancora, annulla prima la modifica più recente. Le regole valgono anche qui: nessuno si ridà un ruolo, e l’ultima persona che amministra resta.</p>
<p>Un servizio o un’utenza appena creati non si annullano: il servizio si chiude, l’utenza si sospende.</p>
<?cs include:"guida_fine.cs" ?>
