<?cs # fixed page of siz-spid: the header Refresh goes on to the provider, or the link does ?><?cs include:"macro.cs" ?><?cs call:testata_pubblica() ?><div class="siz-stretta pt-3 siz-pila">
<h1><?cs var:Pagina.titolo ?></h1>
<p>Stiamo avvisando il tuo gestore SPID. Se la pagina non cambia da sola, premi «Continua».</p>
<p><a class="btn btn-primary" href="@INDIRIZZO@">Continua</a></p>
</div>
<?cs call:chiusura_pubblica() ?>
