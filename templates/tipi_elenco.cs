<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-pila">
<div class="siz-capo"><div class="siz-capo__titolo"><h1>Tipi di intervento</h1></div><div class="siz-fila"><a class="btn btn-primary" href="/amministrazione/tipi/nuovo?pratiche=<?cs var:Elenco.kind ?>"><?cs call:icona("it-plus") ?> Nuovo tipo</a></div></div>
<?cs call:schede(Schede) ?>
<section class="siz-riquadro" aria-labelledby="t-tipi"><h2 class="visually-hidden" id="t-tipi">Tipi</h2><?cs if:Tipi.righe ?>
<div class="siz-scorri" tabindex="0" role="region" aria-label="Tipi, tabella scorrevole"><table class="siz-tabella siz-tabella--schede"><caption class="visually-hidden">Tipi e che cosa propongono</caption>
<thead><tr><th scope="col">Tipo</th><th scope="col">Che cosa propone</th><th scope="col">Servizi</th><th scope="col" class="siz-num">Pratiche</th><th scope="col">Stato</th></tr></thead>
<tbody><?cs each:r = Tipi ?><?cs if:r.id ?><tr><th scope="row" class="primo"><a href="/amministrazione/tipi/<?cs var:r.id ?>"><?cs var:r.descrizione ?></a><small class="siz-mono"><?cs var:r.codice ?></small></th><td data-nome="Propone"><?cs if:r.livello != "" || r.istat != "" || r.inps != "" ?><?cs var:r.livello ?><small><?cs if:r.istat != "" ?>ISTAT <?cs var:r.istat ?><?cs /if ?><?cs if:r.inps != "" ?> INPS <?cs var:r.inps ?><?cs /if ?></small><?cs else ?><span class="siz-tenue">niente</span><?cs /if ?></td><td data-nome="Servizi"><?cs if:r.servizi != "" ?><?cs var:r.servizi ?><?cs else ?>tutti<?cs /if ?></td><td data-nome="Pratiche" class="siz-num"><?cs var:r.pratiche ?></td>
<td class="angolo"><?cs if:r.finito ?><span class="siz-tag siz-tag--vuoto">Finito il <?cs var:r.valido_al ?></span><?cs elif:r.valido_al != "" ?><span class="siz-tag siz-tag--attesa">Fino al <?cs var:r.valido_al ?></span><?cs else ?><?cs call:tag("Si sceglie", "ok", "") ?><?cs /if ?></td></tr><?cs /if ?><?cs /each ?></tbody></table></div><?cs else ?>
<div class="siz-vuoto"><h3>Nessun tipo</h3><p>Queste pratiche non hanno ancora tipi: aggiungi il primo.</p></div><?cs /if ?></section>
</div></div>
<?cs include:"pagina_fine.cs" ?>
