<?cs include:"macro.cs" ?><?cs call:self_inizio() ?><div class="siz-stretta pt-3 pb-5">
<div class="siz-capo"><div class="siz-capo__titolo"><h1>Informativa sui dati personali</h1></div><a class="btn btn-outline-primary" href="<?cs var:Informativa.stampa ?>"><?cs call:icona("it-print") ?> Stampa</a></div>
<p>Per chi viene segnalato al servizio SELF, i servizi educativi per il lavoro e la formazione dell’<?cs var:Ambito.nome ?>. La legge e la firma la persona, o chi la rappresenta, prima che la segnalazione parta.</p>
<?cs each:c = Informativa.capo ?><?cs if:c.titolo ?><h2 class="mt-3 mb-1"><?cs var:c.titolo ?></h2><?cs /if ?>
<p><?cs var:c.testo ?></p><?cs /each ?>
<h2 class="mt-3 mb-1">Recapiti</h2>
<p><?cs var:Ambito.nome ?><?cs if:Ambito.posta ?>, <?cs var:Ambito.posta ?><?cs /if ?><?cs if:Ambito.telefono ?>, telefono <?cs var:Ambito.telefono ?><?cs /if ?>.</p>
<h2 class="mt-3 mb-2">Firma</h2>
<p>Ho letto questa informativa, o me l’hanno letta.</p>
<dl class="siz-firma"><dt>Cognome e nome</dt><dd></dd><dt>Data</dt><dd></dd><dt>Firma</dt><dd></dd></dl>
</div>
<?cs call:self_fine() ?>
