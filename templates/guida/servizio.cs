<?cs include:"guida_inizio.cs" ?><p>Un servizio è un Comune o un’area dell’Ambito. Vedi le pratiche del servizio in cui sei entrato.</p>
<h2>All’ingresso</h2>
<p>Se lavori in un solo servizio entri subito. Se ne hai più d’uno, scegli dall’elenco: l’ultimo usato è il primo.</p>
<p>Con «Entra sempre nell’ultimo servizio usato» la scelta non viene più chiesta.</p>
<h2>Cambiare servizio</h2>
<p>Premi il nome del servizio in alto a destra, oppure apri <a href="/servizio">Scegli il servizio</a>. Non serve uscire.</p>
<p>Il ruolo può cambiare da un servizio all’altro, e con il ruolo quello che puoi fare.</p>
<h2>Se manca un servizio</h2>
<p>Un’utenza lavora solo nei servizi in cui è stata iscritta. Se hai cambiato area, scrivi all’<a href="/guida/assistenza">assistenza</a>.</p>
<?cs include:"guida_fine.cs" ?>
