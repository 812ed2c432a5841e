<?cs include:"guida_inizio.cs" ?><p>Un evento è una data della pratica: un’udienza, una visita, una verifica.</p>
<h2>Aggiungere</h2>
<p>Apri la pratica, sezione «Eventi», e premi «Aggiungi un evento». Servono titolo e data; ora e luogo se li sai.</p>
<h2>Il promemoria</h2>
<p>Scegli un giorno, non dopo l’evento. Quel giorno l’operatore di riferimento riceve una notifica.</p>
<p>Se sposti il promemoria a un altro giorno, parte di nuovo.</p>
<h2>Nella home</h2>
<p>Gli eventi dei prossimi 7 giorni sono nel riquadro «Scadenze» e in <a href="/scadenze">Scadenze</a>. Valgono le pratiche aperte di cui sei il riferimento.</p>
<?cs include:"guida_fine.cs" ?>
