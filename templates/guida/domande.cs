<?cs include:"guida_inizio.cs" ?><p>In <a href="/avvisi">Avvisi e Graduatorie</a> ci sono gli avvisi aperti e quelli che il tuo servizio riceve. In <a href="/domande">Domande e segnalazioni</a> c’è quello che è arrivato.</p>
<h2>Chi le vede</h2>
<p>Solo chi lavora nel servizio che riceve, e chi ha segnalato. Gli altri servizi non le vedono, nemmeno nel quadro riassuntivo.</p>
<h2>Valutare</h2>
<p>Una segnalazione nuova è «Inviata». Con «Comincia la valutazione» la prendi tu e le notifiche dei colleghi si archiviano. Poi puoi fissare il colloquio, prendere in carico, mettere in lista d’attesa, non prendere in carico con il motivo, concludere.</p>
<p>Quello che scrivi a ogni passo lo legge anche chi ha segnalato: scrivi ciò che gli serve, non il diario.</p>
<p>Se un collega fa un passo mentre scrivi il tuo, il tuo non viene fatto: la pagina dice chi ha fatto che cosa e tiene quello che avevi scritto.</p>
<h2>Chiedere un’integrazione</h2>
<p>Scrivi che cosa manca. Chi ha segnalato riceve un avviso, risponde e può aggiungere documenti. Alla risposta la valutazione riprende da sola.</p>
<h2>La persona</h2>
<p>Prima di «Prendi in carico» la segnalazione va collegata a una persona del registro.</p>
<p>Chi segnala da fuori non può cercare nel registro. Apri «Cerca e collega»: SIZ propone le persone che potrebbero essere la stessa e dice perché. Collega quella giusta, cercane un’altra o inseriscila con i dati della segnalazione.</p>
<?cs include:"guida_fine.cs" ?>
