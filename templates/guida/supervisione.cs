<?cs include:"guida_inizio.cs" ?><p>La supervisione è di chi è referente, per il suo servizio: chi segue che cosa, che cosa è fermo, che cosa scade. Vi si vedono le pratiche che la referente o il referente può aprire.</p>
<h2>Carico di ciascuno</h2>
<p>Di ogni operatore: le pratiche aperte di cui è il riferimento, per tipo, e quelle che altri gli hanno assegnato. Chi non lavora più nel servizio ma ha ancora pratiche aperte è in fondo, con «Da consegnare».</p>
<h2>In silenzio</h2>
<p>Una pratica è in silenzio se da tanti giorni non ha avuto una pagina di diario, un evento, un documento o una modifica. I giorni li scegli tu; restano nell’indirizzo della pagina. Passare una pratica a un’altra persona non rompe il silenzio.</p>
<h2>Riassegnare più pratiche</h2>
<p>Apri l’elenco da un numero o da «Riassegnale», scegli le pratiche, a chi vanno e il motivo. È un atto solo: o passano tutte o nessuna. Se scegli più persone si dividono a turno. Chi riceve e chi lascia ha una notifica; il motivo resta nella storia di ogni pratica.</p>
<h2>Consegna di chi lascia</h2>
<p>«Consegna» passa in un atto solo tutte le pratiche aperte di una persona, con i loro eventi e scadenze, e gli appuntamenti che verranno. Le pagine private di diario restano di chi le ha scritte: si aprono in <a href="/guida/diario">custodia</a>, con un motivo. Le pratiche assegnate da altri servizi le riassegna il servizio che le segue.</p>
<p>Passano anche le richieste che la persona ha fatto e che sono ancora aperte: la risposta arriva a chi segue la pratica. Quelle da decidere le decide chi in servizio può farlo; se non c’è nessun altro la pagina lo dice prima, perché chi amministra il sistema renda responsabile un’altra persona.</p>
<p>Una presa in carico o un progetto che il ruolo di referente non apre non passa: prima della consegna la pagina dice quante sono, perché, e chi può passarle.</p>
<h2>Annullare</h2>
<p>La pagina dell’atto ha «Annulla il passaggio»: tornano indietro le pratiche che sono ancora dove l’atto le ha messe, se chi le aveva lavora ancora qui. Tornano anche le richieste ancora aperte e gli appuntamenti; chi era entrato in un appuntamento con l’atto ne esce.</p>
<?cs include:"guida_fine.cs" ?>
