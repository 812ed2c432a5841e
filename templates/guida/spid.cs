<?cs include:"guida_inizio.cs" ?><p>SPID è l’identità digitale pubblica. In SIZ la usano due gruppi di persone.</p>
<h2>Chi lavora in un ente esterno</h2>
<p>Centri per l’impiego, SerD, salute mentale, UEPE, cooperative, enti di formazione e associazioni entrano solo con SPID, da <a href="/self">Segnala al servizio SELF</a>. Vedono solo le proprie segnalazioni.</p>
<h2>Chi lavora nei Comuni e nell’Ambito</h2>
<p>Se chi amministra ha collegato il tuo codice fiscale, SPID apre la tua utenza con gli stessi servizi e ruoli. La password continua a funzionare.</p>
<p>Con SPID di livello 2 non chiediamo un altro codice: il gestore ha già verificato due fattori.</p>
<h2>Se sei l’uno e l’altro</h2>
<p>Dopo l’accesso ti chiediamo se entrare con la tua utenza o segnalare per un ente. La scelta vale per quella sessione.</p>
<h2>Chiedere un’utenza</h2>
<p>Se lavori in un Comune o nell’Ambito e non hai un’utenza, chiedila da <a href="/richiesta-utenza">Richiesta di utenza</a>: nome e codice fiscale arrivano da SPID. Chi amministra la esamina e ti scrive.</p>
<h2>Se amministri il sistema</h2>
<p>Le richieste e i codici fiscali collegati sono nel menu Amministrazione. Collega un codice fiscale solo dopo avere visto un documento della persona: da lì in poi SPID apre la sua utenza. La persona riceve un messaggio.</p>
<h2>Uscire</h2>
<p>«Esci» chiude prima la sessione di SIZ, poi avvisa il gestore SPID. Chiudi anche la finestra del browser.</p>
<?cs include:"guida_fine.cs" ?>
