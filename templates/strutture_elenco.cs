<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo">
<div class="siz-capo"><div class="siz-capo__titolo"><h1>Strutture</h1></div><div class="siz-fila"><a class="btn btn-outline-primary siz-apri" href="#ricerca"><?cs call:icona("it-funnel") ?> Filtri</a><?cs if:Strutture_scrive ?>
<a class="btn btn-primary" href="/strutture/nuova"><?cs call:icona("it-plus") ?> Nuova struttura</a><?cs /if ?></div></div>
<div class="siz-colonne siz-colonne--ricerca">
<form class="siz-riquadro siz-fissa siz-cassetto" id="ricerca" action="/strutture" method="get" role="search" aria-labelledby="t-ric">
<div class="siz-riquadro__capo"><h2 id="t-ric">Ricerca</h2><a class="siz-chiudi" href="#contenuto">Chiudi</a></div>
<div class="siz-riquadro__corpo siz-modulo"><?cs call:modulo_campi(Modulo) ?>
<div class="siz-campo siz-fila"><button class="btn btn-primary" type="submit">Cerca</button><a class="btn btn-link" href="/strutture">Azzera</a></div></div></form>
<section class="siz-riquadro" aria-labelledby="t-trovate"><h2 class="visually-hidden" id="t-trovate">Strutture trovate</h2><?cs if:Elenco.righe ?>
<div class="siz-scorri" tabindex="0" role="region" aria-label="Strutture, tabella scorrevole"><table class="siz-tabella siz-tabella--schede"><caption class="visually-hidden">Strutture, con i posti di oggi</caption>
<thead><tr><th scope="col">Struttura</th><th scope="col">Tipo</th><th scope="col">Ente gestore</th><th scope="col">Posti liberi oggi</th></tr></thead>
<tbody><?cs each:r = Elenco ?><?cs if:r.id ?>
<tr><th scope="row" class="primo"><a href="/strutture/<?cs var:r.id ?>"><?cs var:r.denominazione ?></a><?cs if:r.comune != "" ?><small class="siz-tenue d-block fw-normal"><?cs var:r.comune ?></small><?cs /if ?></th><td data-nome="Tipo"><?cs var:r.tipo ?></td><td data-nome="Ente gestore"><?cs var:r.gestore ?></td>
<td data-nome="Posti liberi oggi"><?cs if:r.chiusa_il != "" ?><?cs call:tag("Chiusa", "vuoto", "") ?><?cs elif:r.ha_posti ?><strong><?cs var:r.liberi ?></strong> su <?cs var:r.posti ?><svg class="siz-barra siz-barra--sottile" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="fondo" width="100" height="8"></rect><rect class="impegnato" width="<?cs var:r.quota ?>" height="8"></rect></svg><?cs else ?><span class="siz-tenue">posti da inserire</span><?cs /if ?><?cs if:r.scaduta ?> <?cs call:tag("Atti scaduti", "no", "it-warning-circle") ?><?cs /if ?></td></tr><?cs /if ?><?cs /each ?>
</tbody></table></div><?cs if:Elenco_tronco ?><p class="siz-sotto-tabella">Sono più di 200: scrivi nella ricerca una parte del nome, dell’ente o del Comune.</p><?cs /if ?><?cs else ?>
<div class="siz-vuoto"><?cs if:Elenco_cercato ?><h3>Nessuna struttura con questi filtri</h3><p>Togli un filtro, o scrivi una parte più breve del nome.</p><?cs else ?><h3>Ancora nessuna struttura</h3><p>Qui stanno le strutture che il tuo servizio usa: posti, rette, quanto sono piene.</p><?cs /if ?></div><?cs /if ?></section></div></div>
<?cs include:"pagina_fine.cs" ?>
