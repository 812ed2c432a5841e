<?cs include:"errore_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-stretta pt-3 siz-pila">
<h1><?cs call:marchio() ?> adesso non risponde</h1>
<p>Troppe richieste insieme, o una parte del sistema si sta riavviando. Di solito dura meno di un minuto.</p>
<p>Aspetta e ricarica la pagina.</p>
<?cs if:Ripeti.azione ?><form action="<?cs var:Ripeti.azione ?>" method="post"><?cs each:c = Ripeti.campo ?><input type="hidden" name="<?cs var:c.nome ?>" value="<?cs var:c.valore ?>"><?cs /each ?>
<p>Quello che hai scritto è ancora qui: puoi inviarlo di nuovo senza riscriverlo. Se era già stato salvato, non viene ripetuto.</p>
<button class="btn btn-primary" type="submit">Invia di nuovo</button></form><?cs /if ?>
</div></div>
<?cs include:"errore_fine.cs" ?>
