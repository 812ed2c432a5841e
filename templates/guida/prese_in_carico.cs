<?cs include:"guida_inizio.cs" ?><p><a href="/prese-in-carico">Prese in carico (PIC)</a>: il servizio segue la persona in modo stabile. La apre un assistente sociale.</p>
<h2>Aprirla</h2>
<ol><li>Da una segnalazione, da una <a href="/guida/valutazioni">valutazione</a> o da una segnalazione al SELF premi «Apri presa in carico»: quello che si sa è già copiato. Oppure parti dalla scheda della persona.</li>
<li>Scegli l’area di utenza.</li>
<li>Di’ se il consenso informato è raccolto.</li>
<li>Premi «Prendi in carico».</li></ol>
<h2>Il consenso</h2>
<p>Se è raccolto: su quale informativa, quando, in quale forma, chi ha firmato se non la persona. Il foglio firmato si carica in Documenti e poi si sceglie nel Dettaglio.</p>
<p>Se si agisce senza: il motivo, per esempio un provvedimento dell’autorità giudiziaria, e gli estremi dell’atto. Senza una delle due cose la presa in carico non si salva.</p>
<h2>Una sola aperta</h2>
<p>Un servizio ha una sola presa in carico aperta per la stessa persona. Se c’è già, SIZ ti porta lì e ti offre di chiuderla. Servizi diversi possono averne una ciascuno.</p>
<h2>Da dove viene, a che cosa porta</h2>
<p>Nella sezione <a href="/guida/collegamenti">Collegamenti</a> vedi le segnalazioni e le valutazioni da cui viene, e gli interventi a cui ha portato. Puoi collegare da tutti e due i capi. In un intervento generico, «Presa in carico» propone quelle aperte della persona.</p>
<h2>I documenti attesi</h2>
<p>Accanto al Dettaglio e in <a href="/guida/documenti">Documenti</a> c’è l’elenco di quelli attesi: quali mancano, quali scadono. La data di scadenza si scrive nella scheda del documento.</p>
<h2>Équipe</h2>
<p>Da «Altre azioni» leghi alla presa in carico l’<a href="/guida/equipe">équipe</a> che segue la persona.</p>
<h2>Chiuderla</h2>
<p>Scrivi prima «Esito e valutazione finale», poi scegli «Chiudi la presa in carico» con data e motivo. Si può riaprire, se nel frattempo il servizio non ne ha aperta un’altra.</p>
<h2>Chi la vede</h2>
<ul><li>Gli assistenti sociali del servizio, e il referente se l’ha aperta un assistente sociale del servizio.</li>
<li>L’assistente sociale di un altro servizio a cui è <a href="/guida/assegnazioni">assegnata</a>.</li>
<li>Amministrativi e operatori sociali mai, nemmeno se è del loro servizio.</li></ul>
<p>Gli altri leggono nel <a href="/guida/quadro">quadro riassuntivo</a> che c’è, di quale servizio e chi chiamare.</p>
<?cs include:"guida_fine.cs" ?>
