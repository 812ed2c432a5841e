<?cs include:"guida_inizio.cs" ?><p>Questa pagina segue il modello di AgID (legge 4/2004, EN 301 549, WCAG 2.1 livello AA). Riguarda SIZ come è installato qui.</p>
<h2>Stato di conformità</h2>
<p>Parzialmente conforme: le prove automatiche non trovano errori, ma alcune prove con le persone mancano ancora. Lo diciamo sotto.</p>
<h2>Che cosa è stato provato</h2>
<ul><li>Con axe-core le pagine di prova della grafica, a 1366 e a 390 punti di larghezza, senza errori. Lo stesso strumento fa parte delle prove del programma.</li>
<li>L’uso con la sola tastiera e con JavaScript spento, nel percorso principale.</li>
<li>Il contrasto dei colori, l’ingrandimento e le finestre strette.</li></ul>
<h2>Che cosa non è stato ancora provato</h2>
<ul><li>Con lettori di schermo (NVDA, VoiceOver).</li>
<li>Con persone con disabilità che usano SIZ nel loro lavoro.</li>
<li>I documenti caricati dagli uffici: la loro accessibilità dipende da come sono stati fatti.</li></ul>
<h2>Segnalazioni</h2>
<p>Se qualcosa ti impedisce di lavorare, scrivilo<?cs if:Ambito.posta ?> a <a href="mailto:<?cs var:Ambito.posta ?>"><?cs var:Ambito.posta ?></a><?cs else ?> all’<a href="/guida/assistenza">assistenza</a><?cs /if ?>. Indica la pagina e che cosa usi.</p>
<h2>Se la risposta non basta</h2>
<p>Puoi rivolgerti al difensore civico per il digitale, presso <a href="https://www.agid.gov.it/it/agenzia/difensore-civico-il-digitale" rel="noreferrer">AgID</a>.</p>
<h2>La dichiarazione ufficiale</h2>
<p>La dichiarazione di valore legale la pubblica l’ente sul sito di AgID e la rivede ogni anno entro il 23 settembre. Questa pagina ne dà gli elementi.</p>
<?cs include:"guida_fine.cs" ?>
