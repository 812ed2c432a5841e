<?cs include:"guida_inizio.cs" ?><p>La stessa persona può essere stata inserita due volte: con il nome scritto in un altro modo, con il codice provvisorio e poi con quello definitivo, da due servizi. Qui le due schede si collegano, senza unirle.</p>
<h2>Chi le trova</h2>
<p>Ogni notte SIZ confronta le persone nuove o cambiate con quelle che hanno qualcosa in comune: codice fiscale (anche con le lettere dell’omocodia), numero di documento, suono del nome, data di nascita (anche con giorno e mese scambiati), luogo, indirizzo, telefono. Le coppie stanno in «Possibili doppioni», nel menu fra i Soggetti, per referenti e amministrativi, ciascuna con i suoi perché. Se te ne accorgi tu, nella scheda della persona premi «Segnala un’altra scheda».</p>
<h2>I gemelli</h2>
<p>Chi ha un altro nome non viene mai proposto, e nemmeno due codici fiscali giusti, ciascuno per i suoi dati, con la stessa data di nascita.</p>
<h2>Decidere</h2>
<p>Decidono il referente e l’amministrativo. Apri la coppia: i dati sono uno accanto all’altro, le differenze segnate. Scrivi perché, poi premi «Collega: è la stessa persona» o «Non è la stessa persona».</p>
<h2>Che cosa cambia quando colleghi</h2>
<p>Nell’elenco, nella ricerca e nel quadro riassuntivo le schede si vedono come una persona sola, con «anche: …». Il quadro conta le pratiche di tutte e avvisa se la stessa prestazione è data due volte. Chi segue una delle due riceve un avviso.</p>
<h2>Che cosa non cambia</h2>
<p>Ogni scheda tiene i suoi dati, le sue pratiche, i documenti, il consenso. Nessuno vede una pratica in più o in meno. Di una persona riservata sa solo chi già la vede.</p>
<h2>Sciogliere</h2>
<p>Nella scheda della persona, accanto a «Stessa persona», premi «Sciogli», di’ perché: tutto torna com’era prima. La coppia non viene riproposta.</p>
<h2>«Non è la stessa persona»</h2>
<p>Se segnali tu due schede, e di una il tuo servizio non segue la persona, il sistema ti chiede prima perché la apri.</p>
<p>La decisione vale per sempre, anche se i dati cambiano. Se era sbagliata, la trovi in «Non la stessa persona» e la ritiri con un motivo.</p>
<?cs include:"guida_fine.cs" ?>
