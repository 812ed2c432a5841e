<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-pila">
<div class="siz-capo"><div class="siz-capo__titolo"><h1><?cs var:Elenco.nome ?></h1></div><?cs if:Elenco.cambia == "tutto" ?><div class="siz-fila"><a class="btn btn-primary" href="<?cs var:Elenco.nuova ?>"><?cs call:icona("it-plus") ?> Nuova voce</a></div><?cs /if ?></div><?cs if:Elenco.cambia == "niente" ?>
<p class="siz-nota mb-0">Queste voci le decide una norma o un altro ente: da qui si leggono soltanto.</p><?cs elif:Elenco.cambia == "parole" ?>
<p class="siz-nota mb-0">Di queste voci il programma conosce i codici: si possono scrivere meglio, non aggiungere o terminare.</p><?cs /if ?>
<section class="siz-riquadro" aria-labelledby="t-voci"><h2 class="visually-hidden" id="t-voci">Voci</h2><?cs if:Voci.righe ?>
<div class="siz-scorri" tabindex="0" role="region" aria-label="Voci, tabella scorrevole"><table class="siz-tabella siz-tabella--schede"><caption class="visually-hidden"><?cs var:Elenco.nome ?></caption>
<thead><tr><th scope="col">Voce</th><th scope="col">Codice</th><th scope="col" class="siz-num">Posto</th><th scope="col">Stato</th></tr></thead>
<tbody><?cs each:r = Voci ?><?cs if:r.id ?><tr><th scope="row" class="primo"><?cs if:Elenco.cambia == "niente" ?><?cs var:r.descrizione ?><?cs else ?><a href="/amministrazione/voci/<?cs var:r.id ?>"><?cs var:r.descrizione ?></a><?cs /if ?><?cs if:r.gruppo != "" ?><small><?cs var:r.gruppo ?></small><?cs /if ?></th><td data-nome="Codice"><span class="siz-mono siz-spezza"><?cs var:r.codice ?></span></td><td data-nome="Posto" class="siz-num"><?cs var:r.ordine ?></td>
<td class="angolo"><?cs if:r.finita ?><span class="siz-tag siz-tag--vuoto">Finita il <?cs var:r.valida_al ?></span><?cs elif:r.intestazione ?><?cs call:tag("Gruppo", "info", "") ?><?cs elif:r.futura ?><span class="siz-tag siz-tag--attesa">Dal <?cs var:r.valida_dal ?></span><?cs elif:r.valida_al != "" ?><span class="siz-tag siz-tag--attesa">Fino al <?cs var:r.valida_al ?></span><?cs else ?><?cs call:tag("Si sceglie", "ok", "") ?><?cs /if ?></td></tr><?cs /if ?><?cs /each ?></tbody></table></div><?cs else ?>
<div class="siz-vuoto"><h3>Nessuna voce</h3><p>Aggiungi la prima.</p></div><?cs /if ?></section>
</div></div>
<?cs include:"pagina_fine.cs" ?>
