<?cs include:"guida_inizio.cs" ?><p>Un’équipe è un gruppo di persone che lavorano insieme, di un servizio o di più servizi.</p>
<h2>Comporla</h2>
<p>In <a href="/equipe">Équipe</a> premi «Nuova équipe». Poi aggiungi chi ne fa parte, che cosa fa e da quando. Se lavora con altri servizi spunta «Con persone di più servizi»: puoi scegliere anche le loro persone. La compone chi ha il permesso, nel servizio che la tiene.</p>
<h2>Sulle pratiche</h2>
<p>Da una pratica scegli «Altre azioni» e poi «Équipe» per dire quale équipe la segue. Far parte di un’équipe non apre la pratica: chi è di un altro servizio la apre con un’assegnazione. Una sola cosa si apre: le valutazioni che l’équipe segue, agli operatori sociali dello stesso servizio che ne fanno parte, finché ne fanno parte.</p>
<h2>Nell’agenda</h2>
<p>Una riunione dell’équipe appare nell’agenda di chi ne fa parte in quel momento.</p>
<h2>Chi esce</h2>
<p>Premi «Esce»: resta scritto da quando a quando ne ha fatto parte. Un’équipe che non lavora più si chiude con «Modifica».</p>
<?cs include:"guida_fine.cs" ?>
