<?cs include:"guida_inizio.cs" ?><p>L’operatore di riferimento è chi segue il caso. Passarlo non cambia il servizio e non toglie la pratica a nessuno.</p>
<ol><li>Apri la pratica, sezione «Assegnazioni».</li>
<li>Premi «Passaggio del caso».</li>
<li>Scegli la collega o il collega del tuo servizio e, se serve, scrivi una nota.</li>
<li>Conferma.</li></ol>
<p>Chi lo riceve trova una notifica. Nella storia restano da chi, a chi e la nota.</p>
<h2>Se il caso va a un altro servizio</h2>
<p>Il passaggio è solo dentro il servizio. Per un altro servizio usa un’<a href="/guida/assegnazioni">assegnazione</a>.</p>
<h2>Le tue pagine private</h2>
<p>Restano tue anche dopo il passaggio: le leggi finché lavori nel servizio. <a href="/guida/diario">Che cosa succede quando qualcuno lascia</a></p>
<?cs include:"guida_fine.cs" ?>
