<?cs include:"guida_inizio.cs" ?><p><a href="/finanziamenti">Finanziamenti</a> elenca i fondi che il tuo servizio gestisce o può spendere, con una barra ciascuno.</p>
<h2>Come si legge la barra</h2>
<ul><li><strong>Speso</strong>: pagato con un mandato.</li>
<li><strong>Impegnato</strong>: c’è un impegno con il suo atto.</li>
<li><strong>Assegnato</strong>: gli interventi ne possono prendere.</li>
<li><strong>Da assegnare</strong>: quello che resta.</li>
<li>La tacca è la soglia di avviso.</li></ul>
<h2>Un fondo nuovo</h2>
<ol><li>Premi «Nuovo finanziamento»: denominazione, anno, fonte, importo, da quando a quando si spende, capitolo e CUP se ci sono.</li>
<li>«Avvisa quando è assegnato» è la percentuale oltre cui SIZ chiede conferma; se la lasci vuota, 90.</li>
<li>In «Chi altro lo spende» spunti i servizi che possono prenderne. Le sue cifre le cambia solo il tuo.</li></ol>
<p>L’importo non può scendere sotto quello che è già assegnato. Due persone che assegnano nello stesso momento non lo superano: la seconda legge quanto resta.</p>
<h2>Chi lo spende</h2>
<p>Aprendo un fondo vedi gli interventi che ne prendono e, mese per mese, quanto esce. Gli interventi che non apri stanno in una riga sola, senza nomi.</p>
<h2>Chiuderlo</h2>
<p>«Chiudi» ferma le nuove assegnazioni. Quello che è autorizzato o pagato resta, e si può riaprire.</p>
<h2>Chi può</h2>
<p>Lo vedono gli operatori del servizio. Lo tengono amministrativi e referenti.</p>
<?cs include:"guida_fine.cs" ?>
