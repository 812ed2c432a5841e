<?cs include:"guida_inizio.cs" ?><p><a href="/fornitori">Fornitori</a>: chi svolge le prestazioni (cooperative, enti, professionisti), e quanto costano.</p>
<h2>Inserirne uno</h2>
<ol><li>Premi «Nuovo fornitore». Lo fanno amministrativi e referenti.</li>
<li>Scrivi la denominazione e la partita IVA, o il codice fiscale se non ce l’ha. SIZ controlla l’ultima cifra.</li>
<li>Scrivi l’atto di accreditamento e da quando a quando vale.</li></ol>
<p>Il fornitore è tenuto dal servizio che lo inserisce: solo quel servizio lo cambia, perché il contratto e le tariffe sono suoi. Gli altri lo leggono.</p>
<h2>Chi lo usa</h2>
<p>Il servizio che lo tiene, i servizi che aggiungi, o tutti se segni «Lo usano tutti i servizi dell’Ambito». Fuori dall’accreditamento, o dopo «Non si usa più dal», non si può prevedere niente di nuovo con quel fornitore. Quello che era già previsto resta.</p>
<h2>Le tariffe</h2>
<p>Una tariffa dice quanto costa un’unità di una prestazione: un’ora, un pasto, un viaggio, un mese. Vale da un giorno a un altro.</p>
<ul><li>In uno stesso giorno ne vale una sola per ogni prestazione e unità.</li>
<li>Quando ne scrivi una nuova, quella in corso finisce da sola il giorno prima.</li>
<li>Il costo di una prestazione usa la tariffa del suo giorno: le prestazioni di prima restano con la tariffa di prima.</li></ul>
<?cs include:"guida_fine.cs" ?>
