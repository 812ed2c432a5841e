<?cs include:"guida_inizio.cs" ?><p>La sezione «Prestazioni» di un <a href="/interventi/prestazioni">intervento con prestazione</a>: che cosa è previsto, che cosa è stato svolto, quanto costa ogni mese.</p>
<h2>Il piano</h2>
<ol><li>Premi «Aggiungi una prestazione»: quale, con quale <a href="/guida/fornitori">fornitore</a>, da quando a quando.</li>
<li>Scegli l’unità e scrivi quanto ogni volta: le ore così, 1:30; pasti, viaggi e accessi con un numero.</li>
<li>Scegli i giorni della settimana. Senza giorni fissi si registra quando serve; se l’unità è il mese, vale una volta al mese.</li>
<li>Se la persona ne paga una parte («recupero»), scrivila in euro per unità o in percentuale. Non supera mai il costo.</li></ol>
<p>Chi viene due volte nello stesso giorno si scrive con due prestazioni. Quando hai registrato qualcosa, prestazione, fornitore e unità non si cambiano più: scrivi fino a quando vale quella, e aggiungine un’altra.</p>
<h2>Registrare un mese in una volta</h2>
<p>«Registra il mese» apre una pagina con un giorno per riga. Le caselle azzurre propongono quello che dice il piano: correggi quelle diverse e premi «Salva il mese». Se una prestazione non è stata svolta scrivi la lettera del motivo: sono spiegate in alto. Una casella vuota vuol dire che non c’è niente da registrare.</p>
<ul><li>Gli errori stanno accanto alla casella, e niente di quello che hai scritto si perde.</li>
<li>Se intanto ha salvato un’altra persona, vedi i punti diversi e scegli.</li>
<li>Si registra fino a oggi: i giorni da venire non hanno caselle.</li></ul>
<p>Per la fattura di una cooperativa apri il fornitore e premi «Registra un mese»: ci sono tutte le persone del tuo servizio, quindici righe per pagina.</p>
<h2>Una sola prestazione</h2>
<p>Con «Registra una prestazione» scrivi anche dalle e alle, chi è venuto e una nota. Se l’unità è l’ora, la durata si calcola.</p>
<h2>Il calendario</h2>
<p>Mostra il mese a settimane: svolte, non svolte, da registrare, previste. Sotto c’è lo stesso in tabella.</p>
<h2>Il costo e la chiusura</h2>
<ul><li>Il costo è la quantità per la tariffa del suo giorno, arrotondato al centesimo per ogni prestazione del mese.</li>
<li>Quando il mese è completo premi «Chiudi il mese»: il costo diventa un movimento contabile previsto e il mese non si cambia più. Una tariffa corretta dopo non lo tocca.</li>
<li>Si riapre finché il movimento è solo previsto.</li></ul>
<?cs include:"guida_fine.cs" ?>
