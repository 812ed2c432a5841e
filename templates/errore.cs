<?cs include:"errore_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-stretta pt-3 siz-pila">
<h1>Qualcosa non ha funzionato</h1>
<p>L’abbiamo registrato con il codice <span class="siz-mono"><?cs var:Incidente.codice ?></span>. La tua bozza è salva.</p>
<p>Riprova tra qualche minuto. Se succede ancora, comunica il codice all’assistenza<?cs if:Ambito.posta ?>: <a href="mailto:<?cs var:Ambito.posta ?>"><?cs var:Ambito.posta ?></a><?cs /if ?>.</p>
<p><a class="btn btn-primary" href="/">Torna alla Home</a></p>
</div></div>
<?cs include:"errore_fine.cs" ?>
