<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-pila">
<div class="siz-capo"><div class="siz-capo__titolo"><h1>Servizi</h1></div><div class="siz-fila"><a class="btn btn-primary" href="/amministrazione/servizi/nuovo"><?cs call:icona("it-plus") ?> Nuovo servizio</a></div></div>
<form class="siz-riquadro siz-riquadro__corpo siz-modulo" action="/amministrazione/servizi" method="get" role="search" aria-label="Cerca un servizio">
<div class="siz-campo siz-c6"><label for="cerca">Nome</label><input type="search" id="cerca" name="cerca" value="<?cs var:Elenco.cerca ?>" maxlength="120"></div>
<div class="siz-campo siz-c6 siz-fila align-items-end"><span class="siz-opzione"><input type="checkbox" id="chiusi" name="chiusi" value="1"<?cs if:Elenco.chiusi ?> checked<?cs /if ?>><label for="chiusi">Anche quelli chiusi</label></span><button class="btn btn-outline-primary" type="submit">Cerca</button></div></form>
<section class="siz-riquadro" aria-labelledby="t-ser"><h2 class="visually-hidden" id="t-ser">Elenco dei servizi</h2><?cs if:Servizi.righe ?>
<div class="siz-scorri" tabindex="0" role="region" aria-label="Servizi, tabella scorrevole"><table class="siz-tabella siz-tabella--schede"><caption class="visually-hidden">Servizi dell’Ambito</caption>
<thead><tr><th scope="col">Servizio</th><th scope="col">Che cosa è</th><th scope="col">Recapiti</th><th scope="col" class="siz-num">Persone</th><th scope="col">Stato</th></tr></thead>
<tbody><?cs each:r = Servizi ?><?cs if:r.id ?><tr><th scope="row" class="primo"><a href="/amministrazione/servizi/<?cs var:r.id ?>"><?cs var:r.nome ?></a></th>
<td data-nome="Che cosa è"><?cs if:r.sola_lettura ?>Archivio, in sola lettura<?cs else ?><?cs var:r.tipo ?><?cs /if ?></td><td data-nome="Recapiti"><?cs if:r.telefono != "" || r.email != "" ?><?cs var:r.telefono ?><?cs if:r.email != "" ?><small class="siz-spezza"><?cs var:r.email ?></small><?cs /if ?><?cs else ?><span class="siz-tenue">non inseriti</span><?cs /if ?></td>
<td data-nome="Persone" class="siz-num"><a class="siz-forte" href="/amministrazione/operatori?servizio=<?cs var:r.id ?>"><?cs var:r.persone ?><span class="visually-hidden"> persone di <?cs var:r.nome ?></span></a></td>
<td class="angolo"><?cs if:r.chiuso ?><?cs call:tag("Chiuso", "vuoto", "") ?><?cs elif:r.futuro ?><?cs call:tag("Non ancora attivo", "attesa", "") ?><?cs elif:r.valido_al != "" ?><span class="siz-tag siz-tag--attesa">Fino al <?cs var:r.valido_al ?></span><?cs else ?><?cs call:tag("Attivo", "ok", "") ?><?cs /if ?></td></tr><?cs /if ?><?cs /each ?></tbody></table></div><?cs else ?>
<div class="siz-vuoto"><h3>Nessun servizio</h3><p>Nessun servizio ha questo nome. Togli qualche lettera, o guarda anche quelli chiusi.</p></div><?cs /if ?></section>
</div></div>
<?cs include:"pagina_fine.cs" ?>
