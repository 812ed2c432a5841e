<?cs include:"guida_inizio.cs" ?><p>L’agenda mostra i tuoi appuntamenti, quelli delle tue équipe e del servizio, e gli eventi e le scadenze delle pratiche che segui.</p>
<h2>Giorno, settimana, elenco</h2>
<p>In alto scegli la vista e ti sposti avanti e indietro; il mese a sinistra porta a un giorno. Sul telefono vedi un elenco.</p>
<h2>Calendari</h2>
<p>Spunta i calendari da vedere insieme e premi «Mostra»: il tuo, quello del servizio, le équipe, le colleghe e i colleghi. Quello che non puoi vedere appare solo come «Occupata», con l’ora.</p>
<h2>Nuovo appuntamento</h2>
<p>Servono titolo, data, ore e chi partecipa. Se qualcuno ha già un impegno in quelle ore lo dice: puoi confermare lo stesso. Chi partecipa riceve una notifica.</p>
<p>Con il codice di una pratica l’appuntamento resta scritto nel diario della pratica. Anche quando lo sposti o lo togli il diario lo dice.</p>
<h2>Il calendario del telefono</h2>
<p>In <a href="/agenda/calendario">Calendario del telefono</a> crei un indirizzo segreto da incollare nel telefono. Mostra solo tipo, ora e codice della pratica: nessun nome. Se pensi che qualcuno lo conosca, rinnovalo o revocalo.</p>
<?cs include:"guida_fine.cs" ?>
