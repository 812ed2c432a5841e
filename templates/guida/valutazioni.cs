<?cs include:"guida_inizio.cs" ?><p><a href="/valutazioni">Valutazioni</a>: capire la situazione della persona e del suo nucleo, per decidere che cosa fare. Si apre in qualsiasi momento.</p>
<h2>I due tipi</h2>
<ul><li><strong>Primo accesso o valutazione sociale</strong>: la fa un operatore, per esempio nel primo colloquio di segretariato sociale.</li>
<li><strong>Valutazione multidimensionale</strong>: la fanno più professionisti o un’équipe, per accordo o perché lo chiede una norma.</li></ul>
<h2>Aprirla</h2>
<ol><li>Dalla scheda della persona premi «Nuova valutazione». Da una segnalazione scegli «Apri valutazione» in «Altre azioni»: persona e racconto sono già copiati.</li>
<li>Scegli il tipo e il motivo.</li>
<li>Premi «Apri la valutazione».</li></ol>
<h2>Da dove viene, a che cosa porta</h2>
<p>«Crea progetto», «Crea intervento» e «Apri presa in carico» copiano la persona e «Che cosa si propone», e legano le due pratiche. La catena si vede in <a href="/guida/collegamenti">Collegamenti</a>, da tutti e due i capi.</p>
<p>Attenzione: un intervento lo leggono anche gli amministrativi del servizio. Prima di salvarlo togli dalle note quello che devono sapere solo gli assistenti sociali.</p>
<h2>Concluderla</h2>
<p>Scrivi prima «Sintesi della valutazione», poi scegli «Concludi con l’esito». Si può riaprire, con un motivo.</p>
<h2>Chi la vede</h2>
<ul><li>Assistenti sociali e referente del servizio, e quelli di un altro servizio a cui è <a href="/guida/assegnazioni">assegnata</a>.</li>
<li>L’operatore sociale solo se gli è assegnata per nome.</li>
<li>Gli amministrativi mai, nemmeno se è del loro servizio.</li></ul>
<p>Gli altri leggono nel <a href="/guida/quadro">quadro riassuntivo</a> che c’è, di quale servizio e chi chiamare.</p>
<?cs include:"guida_fine.cs" ?>
