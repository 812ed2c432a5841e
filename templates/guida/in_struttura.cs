<?cs include:"guida_inizio.cs" ?><p>Un <a href="/guida/interventi-strutture">intervento in struttura</a> ha la sezione «Struttura e presenze»: dove è la persona, da quando, quali giorni c’era e quanto costa.</p>
<h2>Ammissione</h2>
<p>Premi «Registra un’ammissione» e scegli la struttura con il tipo di posto: accanto leggi quanti posti sono liberi oggi. SIZ non accetta più persone dei posti, nemmeno se due colleghi registrano insieme. Una persona è in una sola struttura residenziale alla volta: se risulta già altrove e puoi vederlo, SIZ dice dove.</p>
<h2>Dimissione e trasferimento</h2>
<p>La dimissione ha una data e un motivo: da quel giorno il posto è libero. «Trasferisci» registra insieme l’uscita da una struttura e l’ingresso nell’altra.</p>
<h2>Presenze e assenze</h2>
<p>Apri il mese e scegli, giorno per giorno, se era presente o dov’era. Per più giorni insieme usa «Segna un’assenza». Finché nessuno scrive il mese si conta presente in tutti i giorni previsti. Il giorno dell’ammissione si conta; quello della dimissione solo se lo dice il contratto, scritto nella scheda della <a href="/guida/strutture">struttura</a>.</p>
<h2>Quanto costa</h2>
<p>Con una retta al giorno il costo è giorni per retta; con una retta al mese, se il mese non è intero, è la parte dei suoi giorni. Di un giorno di assenza si paga la parte scritta nella retta. Se manca una retta SIZ lo dice e quei giorni restano senza importo.</p>
<h2>Chiudere il mese</h2>
<p>Quando i giorni sono giusti premi «Chiudi il mese»: il costo diventa un movimento previsto, e si vede chi paga secondo le quote di compartecipazione. Si può chiudere quando l’ultimo giorno del mese in struttura è arrivato e ogni giorno ha la sua retta. Un mese chiuso non cambia; si riapre finché il movimento è soltanto previsto.</p>
<h2>Quota per spese personali e spese extra</h2>
<p>Nell’inserimento scrivi quanto resta ogni mese alla persona. Le spese oltre la retta hanno data, tipo, importo e, se c’è, il documento: ciascuna diventa un movimento previsto, e si cambia finché lo è.</p>
<?cs include:"guida_fine.cs" ?>
