<?cs include:"guida_inizio.cs" ?><p><a href="/valutazioni">Valutazioni</a>: capire la situazione della persona e del suo nucleo, per decidere che cosa fare. Si apre in qualsiasi momento.</p>
<h2>I due tipi</h2>
<ul><li><strong>Primo accesso o valutazione sociale</strong>: la fa un operatore, per esempio nel primo colloquio di segretariato sociale.</li>
<li><strong>Valutazione multidimensionale</strong>: la fanno più professionisti o un’équipe, per accordo o perché lo chiede una norma.</li></ul>
<h2>Aprirla</h2>
<ol><li>Dalla scheda della persona premi «Nuova valutazione». Da una segnalazione scegli «Apri valutazione» in «Altre azioni»: persona e racconto sono già copiati.</li>
<li>Scegli il tipo e il motivo.</li>
<li>Premi «Apri la valutazione».</li></ol>
<h2>Le parti</h2>
<p>In «Parti della valutazione» ogni professionista scrive la propria, sotto una voce: bisogni, fattori di vulnerabilità, risorse e capacità, sostegno dei servizi e della comunità, contesto di vita. Sotto la stessa voce possono scrivere in più persone, anche insieme.</p>
<ul><li>La parte è di chi la scrive: gli altri la leggono e non la cambiano.</li>
<li>«Firma» la chiude con la data. Dopo non si cambia più: con «Correggi» ne scrivi un’altra al suo posto, e la prima resta leggibile come superata.</li>
<li>Una parte non firmata si può togliere. Quando la valutazione è conclusa le parti restano come sono.</li>
<li>Chi è di un altro servizio scrive e legge se la valutazione gli è <a href="/guida/assegnazioni">assegnata</a>. Una parte su una persona riservata la legge solo chi può vedere quella persona.</li></ul>
<h2>L’analisi preliminare</h2>
<p>Sotto «Analisi preliminare (GePI)» ci sono le schede delle misure di contrasto alla povertà, voce per voce come le chiede la norma: si scrivono una volta e si riportano in GePI. Le schede su lavoro, istruzione e condizioni sono una per componente. Ogni scheda dice da quale norma viene.</p>
<h2>Le scale</h2>
<p>Sotto «Scale» compili le scale di valutazione: oggi ADL (indice di Katz) e IADL (Lawton e Brody). Una scala è come una parte: è di chi la compila, con «Firma» si chiude, con «Correggi» ne compili un’altra al suo posto. La puoi compilare più volte, in giorni diversi.</p>
<ul><li>Scegli la persona e il giorno in cui hai rilevato, e rispondi a tutte le voci.</li>
<li>Il totale e la fascia li calcola il sistema dalle risposte: non si scrivono a mano.</li>
<li>Nella sezione «Valutazioni» della persona trovi i totali nel tempo, in tabella e in un disegno. Sotto sta scritto da dove vengono voci, punti e fasce.</li></ul>
<p>Il totale aiuta a parlarne e a confrontare. Non decide da solo che cosa spetta alla persona.</p>
<h2>A confronto nel tempo</h2>
<p>Nella scheda della persona, sezione «Valutazioni», le ultime sei stanno una accanto all’altra, voce per voce, con il grado detto dall’ultima parte firmata. Sotto, un disegno per voce mostra come cambia; i numeri sono gli stessi della tabella. Interventi, prese in carico e progetti hanno la sezione «Valutazioni»: quelle della persona che puoi aprire, e «Nuova valutazione».</p>
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
