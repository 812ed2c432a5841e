<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo">
<div class="siz-capo"><div class="siz-capo__titolo"><h1><?cs var:Pagina.titolo ?></h1></div><div class="siz-fila"><a class="btn btn-outline-primary siz-apri" href="#ricerca"><?cs call:icona("it-funnel") ?> Filtri</a><?cs call:stampa() ?></div></div>
<?cs call:schede(Schede) ?>
<div class="siz-colonne siz-colonne--ricerca">
<form class="siz-riquadro siz-fissa siz-cassetto" id="ricerca" action="/richieste" method="get" role="search" aria-labelledby="t-ric">
<div class="siz-riquadro__capo"><h2 id="t-ric">Ricerca</h2><a class="siz-chiudi" href="#contenuto">Chiudi</a></div>
<div class="siz-riquadro__corpo siz-modulo"><input type="hidden" name="vista" value="<?cs var:Elenco.vista ?>"><?cs each:g = Modulo.gruppo ?><?cs each:c = g.campo ?><?cs call:campo(c) ?><?cs /each ?><?cs /each ?>
<div class="siz-campo siz-fila"><button class="btn btn-primary" type="submit">Cerca</button><a class="btn btn-link" href="<?cs var:Elenco.qui ?>">Azzera</a></div></div></form>
<div class="siz-pila"><?cs call:filtri(Filtri) ?>
<section class="siz-riquadro" aria-labelledby="t-trovate"><h2 class="visually-hidden" id="t-trovate">Richieste trovate</h2><?cs if:Richieste.righe ?>
<div class="siz-scorri" tabindex="0" role="region" aria-label="Richieste, tabella scorrevole"><table class="siz-tabella siz-tabella--schede"><caption class="visually-hidden">Richieste</caption>
<?cs call:tabella_testa(Elenco.colonna) ?>
<tbody><?cs each:r = Richieste ?><?cs if:r.id ?>
<tr><th scope="row" class="primo"><a href="/richieste/<?cs var:r.id ?>"><?cs var:r.oggetto ?></a><small><span class="siz-mono"><?cs var:r.codice ?></span> · <?cs var:r.tipo_nome ?></small></th><td data-nome="Persona e pratica"><?cs call:mancante(r.persona) ?><small class="siz-mono"><?cs var:r.pratica_codice ?></small></td><td data-nome="Chiesta da"><?cs var:r.richiedente ?><small><?cs var:r.servizio ?><?cs if:r.destinatario != r.servizio ?> a <?cs var:r.destinatario ?><?cs /if ?></small></td><td data-nome="Risposta entro"><?cs call:richiesta_entro(r) ?></td><td class="angolo"><?cs call:tag(r.stato_nome, r.aspetto, "") ?></td></tr><?cs /if ?><?cs /each ?>
</tbody></table></div>
<?cs call:pagine(Pagine) ?><?cs else ?><?cs call:vuoto(Vuoto) ?><?cs /if ?></section></div></div></div>
<?cs include:"pagina_fine.cs" ?>
