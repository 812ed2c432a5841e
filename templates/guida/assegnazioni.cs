<?cs include:"guida_inizio.cs" ?><p>Una pratica si apre fuori dal tuo servizio solo se la assegni. Basta un atto: la notifica parte da sola.</p>
<h2>Assegnare</h2>
<ol><li>Apri la pratica e la sezione «Assegnazioni».</li>
<li>Scegli il servizio. Se vuoi una sola persona, scegli anche l’operatore.</li>
<li>Scegli se può solo leggere o anche scrivere, e se c’è un ultimo giorno.</li>
<li>Premi «Continua»: una pagina dice che cosa vedrà chi riceve.</li>
<li>Premi «Assegna e avvisa».</li></ol>
<h2>Che cosa vede chi riceve</h2>
<p>Il dettaglio, il diario, i documenti, le persone significative, gli eventi e la storia. Mai le pagine private del diario.</p>
<p>Puoi lasciare fuori singoli documenti: li scegli prima di confermare.</p>
<h2>A un servizio o a una persona?</h2>
<ul><li>A un servizio: la apre chi ci lavora con un ruolo adatto.</li>
<li>A una persona: la apre solo lei. Il suo servizio compare nell’elenco, ma non la apre.</li></ul>
<h2>Chi riceve</h2>
<p>Trova la notifica nella home. Può accettare, o rifiutare con un motivo: chi ha assegnato lo legge.</p>
<h2>Terminare</h2>
<p>Con «Termina» la pratica non si apre più, da subito. Quello che il collega ha scritto resta.</p>
<h2>Chi può assegnare</h2>
<p>Solo il servizio a cui la pratica appartiene. Chi l’ha ricevuta non può assegnarla ad altri.</p>
<?cs include:"guida_fine.cs" ?>
