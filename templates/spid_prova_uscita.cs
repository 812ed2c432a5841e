<?cs # Gestore di prova: leaving from the side of the provider ?><?cs include:"macro.cs" ?><?cs call:testata_pubblica() ?><div class="siz-stretta pt-3 siz-pila">
<h1><?cs var:Pagina.titolo ?></h1><?cs if:Prova.uscito ?>
<p>Nessuno è più dentro con il Gestore di prova in questo browser.</p>
<p><a class="btn btn-primary" href="<?cs var:Prova.servizio ?>">Torna al servizio</a></p><?cs else ?>
<p>Chi esce qui esce anche dal servizio: il gestore lo avvisa.</p>
<form method="post" action="/prova/esci"><button type="submit" class="btn btn-primary" name="binding" value="redirect">Esci</button> <button type="submit" class="btn btn-outline-primary" name="binding" value="post">Esci con il metodo POST</button></form><?cs /if ?>
</div>
<?cs call:chiusura_pubblica() ?>
