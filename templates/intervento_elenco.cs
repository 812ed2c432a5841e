<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo">
<div class="siz-capo"><div class="siz-capo__titolo"><h1><?cs var:Pagina.titolo ?></h1><span class="siz-tenue"><?cs var:Elenco.conteggio ?></span></div>
<div class="siz-fila"><a class="btn btn-outline-primary siz-apri" href="#ricerca"><?cs call:icona("it-funnel") ?> Filtri</a><?cs call:stampa() ?><?cs if:Elenco.nuovo ?>
<a class="btn btn-primary" href="/interventi/generici/nuovo"><?cs call:icona("it-plus") ?> Nuovo intervento</a><?cs /if ?></div></div>
<div class="siz-colonne siz-colonne--ricerca">
<form class="siz-riquadro siz-fissa siz-cassetto" id="ricerca" action="/interventi/generici" method="get" role="search" aria-labelledby="t-ric">
<div class="siz-riquadro__capo"><h2 id="t-ric">Ricerca</h2><a class="siz-chiudi" href="#contenuto">Chiudi</a></div>
<div class="siz-riquadro__corpo siz-modulo"><?cs each:g = Modulo.gruppo ?><?cs each:c = g.campo ?><?cs call:campo(c) ?><?cs /each ?><?cs /each ?><?cs if:Elenco.ordine ?><input type="hidden" name="ordine" value="<?cs var:Elenco.ordine ?>"><?cs /if ?>
<div class="siz-campo siz-fila"><button class="btn btn-primary" type="submit">Cerca</button><a class="btn btn-link" href="/interventi/generici">Azzera</a></div></div>
</form>
<div class="siz-pila"><?cs call:filtri(Filtri) ?>
<section class="siz-riquadro" aria-labelledby="t-trovati"><h2 class="visually-hidden" id="t-trovati">Interventi trovati</h2><?cs if:Interventi.righe ?>
<div class="siz-scorri" tabindex="0" role="region" aria-label="Interventi generici, tabella scorrevole"><table class="siz-tabella siz-tabella--schede">
<caption class="visually-hidden">Interventi generici trovati</caption>
<?cs call:tabella_testa(Elenco.colonna) ?>
<tbody><?cs each:r = Interventi ?><?cs if:r.id ?>
<tr><th scope="row" class="primo"><a class="siz-nowrap" href="/pratiche/<?cs var:r.id ?>"><?cs var:r.codice ?></a></th><td data-nome="Tipo"><?cs var:r.tipo ?></td><td data-nome="Soggetto"><?cs var:r.titolare ?></td><td data-nome="Data inizio"><?cs var:r.data_inizio ?></td><td class="angolo"><?cs if:r.stato == "A" ?><?cs call:tag(r.stato_nome, "ok", "") ?><?cs elif:r.stato == "S" ?><?cs call:tag(r.stato_nome, "attesa", "") ?><?cs elif:r.stato == "X" ?><?cs call:tag(r.stato_nome, "no", "") ?><?cs else ?><?cs call:tag(r.stato_nome, "", "") ?><?cs /if ?></td><td data-nome="Riferimento"><?cs var:r.riferimento ?></td><td data-nome="Servizio"><?cs var:r.servizio ?></td></tr><?cs /if ?><?cs /each ?>
</tbody></table></div>
<?cs call:pagine(Pagine) ?><?cs else ?><?cs call:vuoto(Vuoto) ?><?cs /if ?>
</section></div></div></div>
<?cs include:"pagina_fine.cs" ?>
