<?cs include:"guida_inizio.cs" ?><p><a href="/progetti">Progetti</a>: che cosa si concorda con la persona e la famiglia, chi fa che cosa ed entro quando.</p>
<h2>Aprirlo</h2>
<ol><li>Da una presa in carico premi «Apri progetto»: persona, area, situazione e finalità sono già copiate. Oppure parti dalla scheda della persona.</li>
<li>Scegli il tipo: accanto al nome c’è la legge che lo prevede.</li>
<li>Premi «Apri il progetto».</li></ol>
<p>Una persona può avere più progetti aperti.</p>
<h2>Obiettivi e azioni</h2>
<p>Stanno nella sezione «Obiettivi e verifiche». Ogni obiettivo dice che cosa cambia, da che cosa si vede, entro quando: al massimo dodici per progetto. Sotto ciascuno aggiungi le azioni: che cosa si fa, dal e al, a che punto è, e chi se ne occupa:</p>
<ul><li>un operatore che può aprire il progetto: trova il giorno in Scadenze, nella Home e nell’<a href="/guida/agenda">agenda</a>;</li>
<li>un servizio dell’Ambito, un ente esterno, la persona, la famiglia.</li></ul>
<p>In alto leggi quanti obiettivi sono raggiunti e quante azioni sono fatte.</p>
<h2>Le verifiche</h2>
<p>Con «Scrivi una verifica» segni chi c’era, che cosa è cambiato per ciascun obiettivo e quando ci si rivede. Vale l’esito dell’ultima verifica. La prossima, e il termine degli obiettivi non ancora raggiunti, li trova in Scadenze chi è il riferimento.</p>
<p>Un obiettivo si toglie finché non ha azioni né verifiche. Dopo, se non si persegue più, lo dici nella verifica.</p>
<h2>La firma</h2>
<p>«Stampa da firmare», nella sezione degli obiettivi, prepara un PDF/A con obiettivi, azioni, verifiche e i posti per le firme della persona, della famiglia e del case manager. Lo trovi in <a href="/guida/stampe">Le mie stampe</a>.</p>
<p>La copia firmata si carica in <a href="/guida/documenti">Documenti</a>: è fra quelli attesi. Nel Dettaglio scrivi quando e da chi è firmato.</p>
<h2>Da dove viene, a che cosa porta</h2>
<p>Nella sezione <a href="/guida/collegamenti">Collegamenti</a> vedi le pratiche da cui viene e gli interventi a cui ha portato. In un intervento generico, «Progetto» propone quelli aperti della persona.</p>
<h2>Concluderlo</h2>
<p>Scrivi prima «Esito e valutazione finale», poi scegli «Concludi il progetto» con data e motivo. Si può sospendere e riaprire. Di un progetto concluso obiettivi, azioni e verifiche restano com’erano: per cambiarli lo riapri.</p>
<h2>Chi lo vede</h2>
<ul><li>Gli assistenti sociali del servizio, e il referente se l’ha aperto un assistente sociale del servizio.</li>
<li>L’assistente sociale di un altro servizio a cui è <a href="/guida/assegnazioni">assegnato</a>.</li>
<li>Amministrativi e operatori sociali no.</li></ul>
<p>Gli altri leggono nel <a href="/guida/quadro">quadro riassuntivo</a> che c’è, di quale servizio e chi chiamare.</p>
<?cs include:"guida_fine.cs" ?>
