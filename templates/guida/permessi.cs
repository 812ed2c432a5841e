<?cs include:"guida_inizio.cs" ?><p>In «Amministrazione», «Chi può che cosa» mostra le regole che il sistema applica: per ogni tipo di pratica, che cosa può fare ogni ruolo.</p>
<h2>Come si legge</h2>
<ul><li>«Del proprio servizio»: le pratiche del servizio in cui si lavora. A volte la regola guarda chi l’ha aperta.</li>
<li>«Assegnata al servizio» e «Assegnata per nome»: le pratiche di un altro servizio, ricevute con un’assegnazione.</li>
<li>«In emergenza»: quelle di un altro servizio che si possono leggere subito, per poche ore, dicendo perché.</li>
<li>«Cambi di stato»: quello che il ruolo può fare dove può modificare.</li></ul>
<p>Un’assegnazione in sola lettura non permette mai di modificare, qualunque sia il ruolo.</p>
<?cs include:"guida_fine.cs" ?>
