<?cs include:"guida_inizio.cs" ?><p><a href="/interventi/generici">Interventi generici</a> mostra subito l’elenco del tuo servizio. La ricerca lo restringe.</p>
<h2>Cercare</h2>
<ul><li>«Persona o codice»: cognome e nome, codice fiscale o codice dell’intervento.</li>
<li>«Quali»: del servizio, assegnati a te o al servizio, oppure quelli di cui sei il riferimento.</li>
<li>Tipo, stato, date di inizio e di chiusura, operatore, Comune, codice INPS.</li>
<li>«Dati mancanti per il SIUSS»: trova chi è senza codice INPS o senza protocollo.</li></ul>
<p>I filtri attivi sono sopra l’elenco: premi la croce per toglierne uno. Oltre 1.000 righe il conteggio si ferma a «oltre 1.000».</p>
<p>«Conserva questa ricerca» le dà un nome: la ritrovi in cima all’elenco, solo tu. «Colonne» sceglie che cosa mostra il tuo elenco; «Ripristina» torna alle colonne di tutti. Vale per l’elenco di ogni tipo di pratica.</p>
<h2>Le sezioni di un intervento</h2>
<ul><li><strong>Dettaglio</strong>: i dati, lo stato, il collegamento alla persona. <a href="/guida/nuovo-intervento">I campi</a></li>
<li><strong>Assegnazioni</strong>: chi altro lo apre. <a href="/guida/assegnazioni">Come si assegna</a></li>
<li><strong>Diario</strong>: il racconto del caso. <a href="/guida/diario">Il diario</a></li>
<li><strong>Documenti</strong>: i file. <a href="/guida/documenti">I documenti</a></li>
<li><strong>Soggetti significativi</strong>: chi sta intorno alla persona. <a href="/guida/soggetti-significativi">Come si aggiungono</a></li>
<li><strong>Eventi</strong>: date e promemoria. <a href="/guida/eventi">Gli eventi</a></li>
<li><strong>Storia</strong>: i cambiamenti. <a href="/guida/storia">La storia</a></li></ul>
<h2>Chi lo vede</h2>
<p>Chi lavora nel servizio con un ruolo che lo permette, e chi ha ricevuto un’assegnazione. Gli altri leggono solo <a href="/guida/chiedi-accesso">a chi chiedere</a>.</p>
<?cs include:"guida_fine.cs" ?>
