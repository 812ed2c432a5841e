<?cs include:"guida_inizio.cs" ?><p>Al primo colloquio la persona legge l’informativa e decide se i suoi dati si possono condividere con gli altri servizi dell’Ambito.</p>
<h2>Registrare</h2>
<p>Apri la persona, sezione «Consensi e privacy», e premi «Registra una decisione». Scegli che cosa ha deciso, la data della firma e, se c’è, la scansione caricata in una sua pratica. Se ha firmato un genitore o un tutore scrivi chi.</p>
<h2>Senza consenso</h2>
<p>Il tuo servizio lavora come sempre. Resta chiusa la parte condivisa:</p>
<ul><li>le pratiche non si assegnano ad altri servizi;</li><li>nel quadro riassuntivo gli altri vedono che una pratica c’è, chi la segue e come contattarlo, non il tipo, lo stato e le date.</li></ul>
<h2>Revocare</h2>
<p>La persona può revocare quando vuole: premi «Registra la revoca» e scrivi come è arrivata. Le assegnazioni che ci sono non finiscono da sole: chi le ha date è avvisato e le controlla.</p>
<?cs include:"guida_fine.cs" ?>
