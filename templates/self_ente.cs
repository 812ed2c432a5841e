<?cs include:"macro.cs" ?><?cs call:self_inizio() ?>
<div class="siz-colonne siz-colonne--lato pt-3 pb-5"><div class="siz-stretta"><?cs call:modulo_errori(Modulo) ?>
<h1><?cs var:Pagina.titolo ?></h1><?cs if:subcount(Enti) > #0 ?>
<ul class="siz-righe mb-4"><?cs each:e = Enti ?><li><?cs call:icona("it-pa") ?><span class="siz-righe__testo"><span class="siz-forte"><?cs var:e.nome ?></span><small><?cs var:e.tipo ?><?cs if:e.comune ?> · <?cs var:e.comune ?><?cs /if ?><?cs if:e.qualifica ?> · <?cs var:e.qualifica ?><?cs /if ?><?cs if:e.motivo ?> · motivo: <?cs var:e.motivo ?><?cs /if ?></small></span><?cs call:tag(e.stato, e.stato_tipo, "") ?></li><?cs /each ?></ul>
<h2 class="mb-2">Registra un altro ente</h2><?cs else ?><p>Lo registri una volta sola. Il servizio SELF lo verifica, intanto puoi già segnalare.</p><?cs /if ?>
<form class="siz-modulo"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?><?cs call:modulo_campi(Modulo) ?>
<div class="siz-campo siz-fila"><button class="btn btn-primary" type="submit"><?cs var:Modulo.salva ?></button><a class="btn btn-link" href="/self">Annulla</a></div></form>
</div><?cs call:self_aiuto() ?></div>
<?cs call:self_fine() ?>
