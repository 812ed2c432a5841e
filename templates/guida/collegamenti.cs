<?cs include:"guida_inizio.cs" ?><p>Una pratica spesso ne segue un’altra: da una segnalazione nasce una presa in carico, da questa un intervento. La sezione «Collegamenti» mostra la catena dai due capi.</p>
<h2>Collegare</h2>
<p>In «Collega un’altra pratica» trovi le pratiche della persona e di chi vive con lei che possono venire prima o dopo questa. Scegli e premi «Collega». Quale viene prima lo decide il tipo di pratica. Se invece è nata dopo, leggi «Collegata a».</p>
<h2>Scollegare</h2>
<p>«Scollega» toglie il legame, non le pratiche. Nella Storia resta scritto chi lo ha fatto.</p>
<h2>Che cosa si vede</h2>
<p>Un collegamento si vede solo se puoi aprire tutte e due le pratiche. Chi ne apre una sola non sa che c’è.</p>
<?cs include:"guida_fine.cs" ?>
