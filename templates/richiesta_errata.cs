<?cs # one page for requests that we do not take: too large, not HTTP as accepted, gone, wrong method ?><?cs include:"errore_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-stretta pt-3 siz-pila">
<h1><?cs var:Pagina.titolo ?></h1>
<p><?cs var:Errore.testo ?></p>
<p><?cs if:Errore.url ?><a class="btn btn-primary" href="<?cs var:Errore.url ?>"><?cs var:Errore.testo_url ?></a><?cs else ?><a class="btn btn-primary" href="/">Torna alla Home</a><?cs /if ?></p>
</div></div>
<?cs include:"errore_fine.cs" ?>
