<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo">
<div class="siz-capo"><div class="siz-capo__titolo"><h1>Enti esterni</h1></div></div>
<section class="siz-riquadro" aria-labelledby="t-enti"><div class="siz-riquadro__capo"><h2 id="t-enti">Chi segnala per quale ente</h2></div><?cs if:Elenco.pieno ?>
<div class="siz-scorri" tabindex="0" role="region" aria-label="Enti esterni, tabella scorrevole"><table class="siz-tabella siz-tabella--schede"><caption class="visually-hidden">Enti esterni e chi segnala per loro</caption>
<thead><tr><th scope="col">Ente</th><th scope="col">Persona</th><th scope="col">Dichiarato</th><th scope="col" class="siz-num">Segnalazioni</th><th scope="col">Stato</th></tr></thead>
<tbody><?cs each:e = Enti ?><tr><th scope="row" class="primo"><a href="/enti-esterni/<?cs var:e.id ?>"><?cs var:e.ente ?></a><small><?cs var:e.tipo ?><?cs if:e.comune ?> · <?cs var:e.comune ?><?cs /if ?></small></th><td data-nome="Persona"><?cs var:e.persona ?><?cs if:e.qualifica ?><small><?cs var:e.qualifica ?></small><?cs /if ?></td><td data-nome="Dichiarato"><?cs var:e.creato ?></td><td data-nome="Segnalazioni" class="siz-num"><?cs var:e.segnalazioni ?></td><td class="angolo"><?cs call:tag(e.stato, e.stato_tipo, "") ?></td></tr><?cs /each ?></tbody></table></div><?cs else ?>
<div class="siz-vuoto"><h3>Nessun ente</h3><p>Quando una persona entra con SPID e dichiara il suo ente, lo trovi qui da approvare.</p></div><?cs /if ?></section></div>
<?cs include:"pagina_fine.cs" ?>
