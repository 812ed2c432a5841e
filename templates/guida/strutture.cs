<?cs include:"guida_inizio.cs" ?><p>Il registro delle strutture dice dove si può inserire una persona, quanti posti ci sono e quanto costano. Il tuo servizio vede le strutture che usa; la scheda la cambia il servizio che la tiene, con un referente o un amministrativo.</p>
<h2>Inserire una struttura</h2>
<p>In <a href="/strutture">Strutture</a> premi «Nuova struttura» e scrivi nome, tipo, ente gestore, autorizzazione e accreditamento con la loro scadenza. Poi, nella scheda, aggiungi i posti, le rette e i servizi che la usano. Una casa rifugio la vedono solo i servizi scelti uno per uno.</p>
<h2>I posti</h2>
<p>Scrivi quanti posti di un tipo ci sono e da quale giorno: valgono fino al prossimo cambiamento. Per chiudere un tipo di posto scrivi 0. I posti non possono diventare meno delle persone che ci sono. Il disegno mostra, mese per mese, i posti occupati nel giorno più pieno e quelli liberi: conta le persone di tutti i servizi, senza dire chi sono.</p>
<h2>Le rette</h2>
<p>Una retta è al giorno o al mese, per un tipo di posto, dal giorno che scrivi: quella di prima finisce il giorno precedente. Di un giorno di assenza si paga una parte, diversa per ospedale, casa, vacanza e altri motivi, come dice il contratto. Il giorno dell’ammissione si conta sempre; quello della dimissione solo se lo spunti nella scheda.</p>
<?cs include:"guida_fine.cs" ?>
