<?cs include:"errore_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-stretta pt-3 siz-pila">
<h1>Qualcosa non ha funzionato</h1>
<p>L’abbiamo registrato con il codice <span class="siz-mono"><?cs var:Incidente.codice ?></span>.</p>
<p>Riprova tra qualche minuto. Se succede ancora, comunica il codice all’assistenza<?cs if:Ambito.posta ?>: <a href="mailto:<?cs var:Ambito.posta ?>"><?cs var:Ambito.posta ?></a><?cs /if ?>.</p>
<p><a class="btn btn-primary" href="/">Torna alla Home</a></p>
<?cs if:Ripeti.azione ?><form action="<?cs var:Ripeti.azione ?>" method="post"><?cs each:c = Ripeti.campo ?><input type="hidden" name="<?cs var:c.nome ?>" value="<?cs var:c.valore ?>"><?cs /each ?>
<p>Quello che hai scritto è ancora qui: puoi inviarlo di nuovo senza riscriverlo. Se era già stato salvato, non viene ripetuto.</p>
<button class="btn btn-primary" type="submit">Invia di nuovo</button></form><?cs /if ?>
</div></div>
<?cs include:"errore_fine.cs" ?>
