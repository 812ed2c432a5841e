<?cs include:"guida_inizio.cs" ?><h2>Le bozze</h2>
<p>Mentre scrivi, SIZ tiene una bozza: due secondi dopo l’ultimo tasto e comunque ogni 15 secondi. Accanto a «Salva» leggi a che punto è.</p>
<p>Senza JavaScript la bozza nasce quando premi «Salva» e qualcosa manca, o quando la sessione è scaduta.</p>
<ul><li>Se chiudi la pagina, la ritrovi com’era. In alto leggi che è una bozza e da quando.</li>
<li>«Scarta la bozza» torna ai dati salvati.</li>
<li>Tutte le tue sono in <a href="/bozze">Bozze da completare</a>. Le vedi solo tu.</li>
<li>Le password non finiscono mai in una bozza.</li>
<li>Una bozza che non tocchi da <?cs var:Regola.bozze ?> giorni viene cancellata.</li></ul>
<h2>La sessione</h2>
<p>Dopo <?cs var:Regola.inattivita ?> minuti senza usare SIZ la sessione si chiude. In ogni caso dura al massimo <?cs var:Regola.durata ?> ore.</p>
<p><?cs var:Regola.avviso ?> minuti prima della fine compare un avviso: premi «Resta collegato» e continui.</p>
<h2>Se scade mentre scrivi</h2>
<p>Accedi di nuovo: torni alla stessa pagina, con quello che avevi scritto. Poi salvi.</p>
<h2>Sessione scaduta o accesso negato?</h2>
<p>Sono due pagine diverse. La prima chiede solo di accedere di nuovo. La seconda dice che il tuo ruolo non può fare quell’operazione.</p>
<?cs include:"guida_fine.cs" ?>
