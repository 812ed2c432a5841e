<?cs include:"guida_inizio.cs" ?><p>Tutti possono cercare e aprire ogni persona. Se il tuo servizio non ha niente con lei, SIZ ti chiede prima perché.</p>
<p>Non lo chiede se il tuo servizio ha inserito la persona, ha o ha ricevuto una sua pratica, o una pratica di chi vive con lei.</p>
<p>Lo chiede una volta sola per persona, fino a quando esci. La risposta resta nel registro degli accessi. La persona può chiedere chi ha aperto la sua scheda.</p>
<?cs include:"guida_fine.cs" ?>
