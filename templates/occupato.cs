<?cs include:"errore_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-stretta pt-3 siz-pila">
<h1><?cs call:marchio() ?> adesso non risponde</h1>
<p>Troppe richieste insieme, o una parte del sistema si sta riavviando. Di solito dura meno di un minuto.</p>
<p>Aspetta e ricarica la pagina. Se stavi salvando, torna indietro con il browser: quello che hai scritto è ancora lì.</p>
</div></div>
<?cs include:"errore_fine.cs" ?>
