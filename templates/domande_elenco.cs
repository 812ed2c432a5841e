<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo">
<div class="siz-capo"><div class="siz-capo__titolo"><h1><?cs var:Pagina.titolo ?></h1></div><div class="siz-fila"><a class="btn btn-outline-primary siz-apri" href="#ricerca"><?cs call:icona("it-funnel") ?> Filtri</a></div></div>
<div class="siz-colonne siz-colonne--ricerca">
<form class="siz-riquadro siz-fissa siz-cassetto" id="ricerca" action="<?cs var:Elenco.qui ?>" method="get" role="search" aria-labelledby="t-ric">
<div class="siz-riquadro__capo"><h2 id="t-ric">Ricerca</h2><a class="siz-chiudi" href="#contenuto">Chiudi</a></div>
<div class="siz-riquadro__corpo siz-modulo"><?cs each:g = Modulo.gruppo ?><?cs each:c = g.campo ?><?cs call:campo(c) ?><?cs /each ?><?cs /each ?>
<div class="siz-campo siz-fila"><button class="btn btn-primary" type="submit">Cerca</button><a class="btn btn-link" href="<?cs var:Elenco.qui ?>">Azzera</a></div></div></form>
<div class="siz-pila"><?cs call:filtri(Filtri) ?>
<section class="siz-riquadro" aria-labelledby="t-trovate"><h2 class="visually-hidden" id="t-trovate">Domande trovate</h2><?cs if:Domande.righe ?>
<div class="siz-scorri" tabindex="0" role="region" aria-label="Domande e segnalazioni, tabella scorrevole"><table class="siz-tabella siz-tabella--schede"><caption class="visually-hidden">Domande e segnalazioni ricevute</caption>
<?cs call:tabella_testa(Elenco.colonna) ?>
<tbody><?cs each:r = Domande ?><?cs if:r.id ?>
<tr><th scope="row" class="primo"><a class="siz-nowrap" href="/domande/<?cs var:r.id ?>"><?cs var:r.codice ?></a></th><td data-nome="Persona"><?cs call:mancante(r.beneficiario) ?><?cs if:!r.collegata ?><small>da collegare</small><?cs /if ?></td><td data-nome="Segnalata da"><?cs var:r.mittente ?><small><?cs var:r.mittente_ente ?><?cs if:r.da_verificare ?> · ente da verificare<?cs /if ?></small></td><td data-nome="Inviata"><?cs var:r.inviata_il ?></td><td class="angolo"><?cs call:stato_domanda(r.stato, r.stato_nome) ?></td></tr><?cs /if ?><?cs /each ?>
</tbody></table></div>
<?cs call:pagine(Pagine) ?><?cs else ?><?cs call:vuoto(Vuoto) ?><?cs /if ?></section></div></div></div>
<?cs include:"pagina_fine.cs" ?>
