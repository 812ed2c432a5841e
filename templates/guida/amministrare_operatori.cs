<?cs include:"guida_inizio.cs" ?><p>In «Amministrazione», «Operatori», ci sono le utenze. Chi amministra SIZ le vede tutte; il referente di un servizio vede le persone del suo servizio.</p>
<h2>Dare un’utenza</h2>
<p>Scrivi i dati della persona, il servizio e il ruolo. Serve il giorno in cui la formazione o l’autoformazione è stata confermata, oppure il motivo per cui si fa a meno: resta scritto.</p>
<p>La persona riceve per email un collegamento che vale poche ore e si usa una volta sola, e sceglie la sua password. Tu non scrivi mai una password. Se il collegamento è scaduto, dalla sua pagina lo mandi di nuovo.</p>
<h2>Cambiare servizio o ruolo</h2>
<p>Ogni persona può lavorare in più servizi, con un ruolo in ciascuno, da un giorno a un altro. In un servizio ha un ruolo alla volta. Aprendo una riga di «Dove lavora» cambi il ruolo da un certo giorno, metti una data di fine, o la togli subito. Le sue sessioni aperte si chiudono: rientrando trova quello che ha ora.</p>
<p>Se segue pratiche aperte, il referente del servizio le consegna ad altri da «Supervisione».</p>
<h2>Sospendere</h2>
<p>Una persona sospesa non entra più da quel momento, e niente di suo si perde. Scrivi il motivo; la persona è avvisata che l’utenza è sospesa. Chi non entra da molto tempo è sospeso da solo: cerca le utenze «Sospese» per vedere chi e perché. «Riattiva» la rende di nuovo attiva.</p>
<h2>Telefono perso</h2>
<p>Chi amministra SIZ può togliere il secondo fattore, con un motivo. La persona è avvisata e lo attiva di nuovo al prossimo accesso, se il suo ruolo lo chiede.</p>
<h2>Che cosa non si può</h2>
<ul><li>Nessuno cambia i propri servizi, ruoli o diritti.</li>
<li>Un referente dà i ruoli di assistente sociale, amministrativo e operatore sociale, nel suo servizio. Un altro referente, o chi amministra, lo nomina chi amministra SIZ.</li>
<li>Un referente non cambia l’utenza di chi lavora anche altrove: può toglierla dal suo servizio.</li>
<li>L’ultima persona che amministra SIZ non si può togliere né sospendere.</li></ul>
<?cs include:"guida_fine.cs" ?>
