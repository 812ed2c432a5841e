<?cs include:"guida_inizio.cs" ?><p>Ogni Comune e ogni area dell’Ambito è un servizio. Chi amministra SIZ li trova in «Amministrazione», «Servizi».</p>
<h2>Aprirne uno</h2>
<p>Bastano il nome e che cosa è. Poi, da «Operatori», aggiungi le persone che ci lavorano, ciascuna con il suo ruolo.</p>
<p>Telefono, email, indirizzo e orario li legge chi non può aprire una pratica e deve chiamare l’ufficio: tienili aggiornati.</p>
<h2>Chiuderlo</h2>
<p>Un servizio si chiude, non si cancella: pratiche concluse, persone e storia restano. Prima di chiudere vedi che cosa contiene: pratiche aperte, persone, domande, appuntamenti, équipe.</p>
<p>Con pratiche aperte non si chiude, perché chi le segue non potrebbe più entrare. Puoi consegnarle tutte insieme a una persona di un altro servizio, con un motivo che resta nella storia di ogni pratica. Tu non le leggi: chi amministra non apre pratiche.</p>
<p>Un servizio chiuso si riapre dalla sua pagina.</p>
<?cs include:"guida_fine.cs" ?>
