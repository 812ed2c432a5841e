<?cs include:"guida_inizio.cs" ?><p>Il quadro riassuntivo era il «quadro sinottico». Dice quante pratiche hanno la persona e chi sta con lei, in tutti i servizi.</p>
<h2>Sintesi</h2>
<p>Una riga per componente: pratiche aperte e totali, per tipo. In alto scegli tra nucleo di fatto e nucleo anagrafico. Un numero porta alle sue pratiche.</p>
<p>«Chi segue il nucleo» dice chi ha le pratiche aperte, con telefono ed e-mail. «Da fare» mostra le scadenze delle pratiche che puoi aprire.</p>
<h2>Completo</h2>
<p>È la stessa pagina, pratica per pratica. Puoi scegliere una persona sola, o un tipo solo.</p>
<h2>Il lucchetto</h2>
<p>Una pratica con il lucchetto è di un altro servizio: vedi solo i dati essenziali, elencati in «Che cosa vedono tutti». Se ti serve altro chiama l’operatore di riferimento, o premi «chiedi l’accesso» e scrivi perché.</p>
<h2>La stessa prestazione due volte</h2>
<p>Se nel nucleo la stessa prestazione è aperta più volte compare un avviso. Non blocca niente: controlla con i servizi.</p>
<p>Le persone riservate e le domande della Misura B2 non compaiono.</p>
<?cs include:"guida_fine.cs" ?>
