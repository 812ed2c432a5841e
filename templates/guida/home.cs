<?cs include:"guida_inizio.cs" ?><p>La <a href="/">Home</a> è la tua lista di lavoro. Ogni riquadro si può nascondere o spostare.</p>
<h2>I riquadri</h2>
<ul><li><strong>I miei numeri</strong>: ogni numero apre l’elenco che conta.</li>
<li><strong>Notifiche</strong>: le ultime otto. Le altre sono in <a href="/notifiche">Notifiche</a>.</li>
<li><strong>Bozze</strong>: quello che hai scritto e non ancora salvato.</li>
<li><strong>Scadenze</strong>: eventi e fini previste dei prossimi 7 giorni, nelle pratiche aperte di cui sei il riferimento; e le azioni dei progetti di cui ti occupi.</li>
<li><strong>Preferiti</strong>: persone e pratiche che hai scelto di tenere vicine.</li>
<li><strong>Cronologia</strong>: le ultime che hai aperto.</li></ul>
<h2>Personalizza</h2>
<ol><li>Premi «Personalizza» in alto a destra.</li>
<li>Togli la spunta ai riquadri che non vuoi vedere.</li>
<li>Spostali con le frecce, al centro o a lato.</li>
<li>Premi «Salva». «Ripristina» torna alla disposizione proposta per il tuo ruolo.</li></ol>
<h2>Preferiti</h2>
<p>Apri una pratica o una persona e scegli «Aggiungi ai preferiti». Li togli allo stesso modo, o da <a href="/preferiti">Preferiti</a>.</p>
<h2>Cronologia</h2>
<p>La vedi solo tu. In <a href="/cronologia">Cronologia</a> la puoi svuotare: il registro degli accessi resta com’è.</p>
<p>Preferiti e cronologia mostrano solo quello che puoi aprire adesso. Il resto è contato, senza nomi.</p>
<?cs include:"guida_fine.cs" ?>
