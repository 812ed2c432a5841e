<?cs include:"guida_inizio.cs" ?><p>Chi lavora in un ente esterno entra con SPID e dichiara per quale ente segnala. Il referente del servizio che riceve le segnalazioni decide se va bene.</p>
<h2>Approvare</h2>
<p>Da «Enti esterni», nel menu, apri la riga da verificare. Chiama l’ente a un numero pubblico, non a quello dichiarato, e chiedi se la persona ci lavora. Poi approva.</p>
<p>L’approvazione vale per quella persona in quell’ente. Se un’altra persona dichiara lo stesso ente, l’ente è già nel registro e decidi solo sulla persona.</p>
<h2>Rifiutare</h2>
<p>Scrivi il motivo: lo legge chi ha dichiarato l’ente. Da quel momento non può più inviare per quell’ente; le bozze restano sue.</p>
<p>Se un collega ha già deciso mentre leggevi, la tua decisione non lo sovrascrive: ricarica la pagina e guarda.</p>
<h2>Revocare</h2>
<p>Se una persona non lavora più nell’ente, apri la sua riga e rifiuta con un motivo. Se è l’ente che non segnala più, «L’ente non segnala più» vale per tutte le sue persone insieme: ciascuna è avvisata, quello che ha già inviato resta.</p>
<h2>Nel frattempo</h2>
<p>Le segnalazioni arrivano anche prima della verifica, con scritto «ente da verificare»: una persona in difficoltà non aspetta un controllo d’ufficio.</p>
<?cs include:"guida_fine.cs" ?>
