<?cs include:"guida_inizio.cs" ?><p>La sezione «Storia» dice chi ha cambiato che cosa e quando, con il valore di prima e quello di dopo.</p>
<ul><li>Ci sono i dati, gli stati, le assegnazioni, i passaggi, i documenti, gli eventi e le pagine di diario.</li>
<li>Dei documenti lasciati fuori da un’assegnazione, e delle pagine private, vede la storia solo chi vede loro.</li>
<li>Nessuno può modificarla o cancellarla, nemmeno chi amministra.</li></ul>
<h2>La storia e il registro</h2>
<p>La storia racconta i cambiamenti. Il registro degli accessi annota anche chi ha solo letto. <a href="/guida/privacy">Che cosa resta scritto</a></p>
<?cs include:"guida_fine.cs" ?>
