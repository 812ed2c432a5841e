<?cs include:"guida_inizio.cs" ?><h2>Caricare</h2>
<ol><li>Apri la pratica, sezione «Documenti».</li>
<li>Scegli uno o più file e premi «Carica».</li>
<li>Correggi, se serve, oggetto, tipo e data nella scheda del documento.</li></ol>
<p>Con JavaScript vedi l’avanzamento di ogni file. Se la rete cade, il caricamento riprende da dove era.</p>
<p><?cs if:Regola.documento ?>Un file può arrivare a <?cs var:Regola.documento_testo ?>.<?cs else ?>Non c’è un limite alla grandezza di un file.<?cs /if ?></p>
<h2>Quali file</h2>
<p>PDF, documenti e fogli di calcolo, immagini, testi, messaggi di posta e file firmati. Conta il contenuto, non il nome.</p>
<ul><?cs if:Regola.pdfa ?><li>I PDF devono essere PDF/A, il formato che si conserva.</li><?cs else ?><li>Per i PDF è meglio il formato PDF/A, quello che si conserva: se il file lo dichiara, lo leggi nell’elenco.</li><?cs /if ?>
<?cs if:Regola.macro ?><li>I file di ufficio con macro sono rifiutati: salvali senza macro e ricaricali.</li><?cs /if ?>
<li>I PDF con parti attive o con password sono rifiutati. La pagina dice che cosa è stato trovato.</li></ul>
<h2>Il controllo</h2>
<p>Un file appena caricato è «in controllo» e lo vede solo chi l’ha caricato. Dopo lo vede chi apre la pratica.</p>
<p><?cs if:Regola.antivirus ?>Il controllo comprende l’antivirus.<?cs else ?>Qui l’antivirus non è collegato: i file si aprono, segnati «non controllato».<?cs /if ?> Accanto a «non controllato» c’è sempre il perché.</p>
<p>Se un file viene rifiutato, ricevi una notifica con il motivo.</p>
<h2>Cercare nel testo</h2>
<p>In «Documenti» di una pratica, in «Documenti» della persona e in «Cerca in tutte le aree» trovi i documenti dalle parole che contengono: bastano le prime lettere, accenti e maiuscole non contano. Trovi solo documenti che puoi aprire.</p>
<p>Si leggono PDF, documenti e fogli di calcolo recenti, testi e messaggi di posta. Le immagini e le scansioni senza testo si trovano solo dal nome. Di un documento molto lungo si cerca nelle prime duecento pagine circa.</p>
<p>SIZ non conserva il testo: solo le radici delle parole, senza ordine. Per questo la ricerca dice dove, non mostra la frase.</p>
<h2>Etichette</h2>
<p>Nella scheda del documento scrivi parole tue, separate da virgole: per esempio «tribunale, scuola». Sotto leggi quelle già usate nel tuo servizio. Poi filtri l’elenco per etichetta.</p>
<h2>Filtrare</h2>
<p>Sopra l’elenco scegli parole, tipo, scadenza («scade entro il») ed etichetta. I filtri restano nell’indirizzo della pagina: puoi tenerlo nei segnalibri o darlo a chi apre la stessa pratica.</p>
<h2>Togliere</h2>
<p>«Togli» chiede un motivo. Il documento non si vede più, ma si conserva quanto vuole la legge.</p>
<h2>Come sono custoditi</h2>
<p>Cifrati, ciascuno con una chiave sua. A ogni lettura SIZ verifica che nessuno li abbia cambiati. Ogni scaricamento resta nel registro.</p>
<?cs include:"guida_fine.cs" ?>
