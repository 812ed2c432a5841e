<?cs include:"guida_inizio.cs" ?><h2>Chi altro sta scrivendo</h2>
<p>Se una collega ha toccato la stessa pratica negli ultimi due minuti, in alto leggi il suo nome.</p>
<h2>Se salva prima di te</h2>
<p>Il tuo salvataggio non copre il suo. Vedi una pagina con i due testi, campo per campo.</p>
<ol><li>Leggi che cosa è cambiato e chi l’ha cambiato.</li>
<li>Per ogni campo tieni il tuo testo o il suo.</li>
<li>Premi «Salva»: ora vale la tua scelta.</li></ol>
<p>Niente si perde. Quello che avevi scritto resta anche nella tua bozza.</p>
<h2>Lo stesso modulo mandato due volte</h2>
<p>Se premi «Salva» due volte, o ricarichi la pagina, si crea una cosa sola.</p>
<?cs include:"guida_fine.cs" ?>
