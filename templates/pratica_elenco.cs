<?cs # the list of a kind of case: its columns are Elenco.colonna.N.{campo,testo,url,ordine} ?><?cs def:stato_di(r) ?><?cs if:r.stato == "A" ?><?cs call:tag(r.stato_nome, "ok", "") ?><?cs elif:r.stato == "S" ?><?cs call:tag(r.stato_nome, "attesa", "") ?><?cs elif:r.stato == "X" ?><?cs call:tag(r.stato_nome, "no", "") ?><?cs else ?><?cs call:tag(r.stato_nome, "", "") ?><?cs /if ?><?cs /def ?><?cs
def:cella(r, k) ?><?cs if:k.campo == "codice" ?><th scope="row" class="primo"><span class="siz-opzione"><input type="checkbox" form="scelte" id="s-<?cs var:r.id ?>" name="pratica" value="<?cs var:r.id ?>"><label class="visually-hidden" for="s-<?cs var:r.id ?>">Scegli <?cs var:r.codice ?></label><a class="siz-nowrap" href="/pratiche/<?cs var:r.id ?>"><?cs var:r.codice ?></a></span></th><?cs elif:k.campo == "stato" ?><td class="angolo"><?cs call:stato_di(r) ?></td><?cs else ?><td data-nome="<?cs var:k.testo ?>"><?cs
if:k.campo == "tipo" ?><?cs var:r.tipo ?><?cs elif:k.campo == "titolare" ?><?cs var:r.titolare ?><?cs elif:k.campo == "data_inizio" ?><?cs var:r.data_inizio ?><?cs elif:k.campo == "data_fine" ?><?cs var:r.data_fine ?><?cs elif:k.campo == "riferimento" ?><?cs var:r.riferimento ?><?cs elif:k.campo == "servizio" ?><?cs var:r.servizio ?><?cs elif:k.campo == "campo_1" ?><?cs var:r.campo_1 ?><?cs elif:k.campo == "campo_2" ?><?cs var:r.campo_2 ?><?cs /if ?></td><?cs /if ?><?cs /def ?><?cs
# which columns the own screen shows ?><?cs
def:colonne() ?><details class="siz-menu"><summary class="btn btn-outline-primary"><?cs call:icona("it-settings") ?> Colonne</summary>
<form class="siz-menu__foglio siz-menu__foglio--destra" action="/preferenze/colonne" method="post"><?cs call:nascosti() ?><input type="hidden" name="kind" value="<?cs var:Elenco.kind ?>"><input type="hidden" name="_ritorno" value="<?cs var:Elenco.qui ?>">
<fieldset class="px-3 pb-2"><legend class="siz-piccolo siz-tenue">Colonne da mostrare</legend><?cs each:c = Colonne.voce ?>
<div class="siz-opzione"><input type="checkbox" id="c-<?cs var:c.campo ?>" name="colonna" value="<?cs var:c.campo ?>"<?cs if:c.mostrata ?> checked<?cs /if ?><?cs if:c.sempre ?> disabled<?cs /if ?>><label for="c-<?cs var:c.campo ?>"><?cs var:c.testo ?></label></div><?cs /each ?></fieldset>
<div class="siz-fila px-3 pb-2"><button class="btn btn-primary" type="submit">Salva</button><button class="btn btn-link" name="ripristina" value="1" type="submit">Ripristina</button></div>
</form></details><?cs /def ?><?cs
# searches kept under a name, and the way to keep this one ?><?cs
def:ricerche() ?><?cs if:Ricerche.righe || Elenco.conserva ?><div class="siz-fila siz-piccolo siz-no-stampa"><?cs if:Ricerche.righe ?><nav aria-label="Ricerche conservate"><ul class="siz-filtri"><?cs each:r = Ricerche ?><?cs if:r.id ?><li><a href="<?cs var:r.indirizzo ?>"<?cs if:r.indirizzo == Elenco.qui ?> aria-current="page"<?cs /if ?>><?cs var:r.nome ?></a></li><?cs /if ?><?cs /each ?></ul></nav>
<details class="siz-menu"><summary>Gestisci</summary><ul class="siz-menu__foglio"><?cs each:r = Ricerche ?><?cs if:r.id ?><li><form action="/ricerche/<?cs var:r.id ?>/togli" method="post"><?cs call:nascosti() ?><button class="btn btn-link" type="submit">Togli «<?cs var:r.nome ?>»</button></form></li><?cs /if ?><?cs /each ?></ul></details><?cs /if ?><?cs if:Elenco.conserva ?>
<a href="<?cs var:Elenco.conserva ?>">Conserva questa ricerca</a><?cs /if ?></div><?cs /if ?><?cs /def ?><?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo">
<div class="siz-capo"><div class="siz-capo__titolo"><h1><?cs var:Pagina.titolo ?></h1><span class="siz-tenue"><?cs var:Elenco.conteggio ?></span></div>
<div class="siz-fila"><a class="btn btn-outline-primary siz-apri" href="#ricerca"><?cs call:icona("it-funnel") ?> Filtri</a><?cs call:colonne() ?><?cs call:stampa() ?><?cs if:Elenco.nuovo != "" ?>
<a class="btn btn-primary" href="<?cs var:Elenco.nuovo ?>"><?cs call:icona("it-plus") ?> <?cs var:Elenco.nuovo_testo ?></a><?cs /if ?></div></div>
<div class="siz-colonne siz-colonne--ricerca">
<form class="siz-riquadro siz-fissa siz-cassetto" id="ricerca" action="<?cs var:Elenco.percorso ?>" method="get" role="search" aria-labelledby="t-ric">
<div class="siz-riquadro__capo"><h2 id="t-ric">Ricerca</h2><a class="siz-chiudi" href="#contenuto">Chiudi</a></div>
<div class="siz-riquadro__corpo siz-modulo"><?cs each:g = Modulo.gruppo ?><?cs each:c = g.campo ?><?cs call:campo(c) ?><?cs /each ?><?cs /each ?><?cs if:Elenco.ordine ?><input type="hidden" name="ordine" value="<?cs var:Elenco.ordine ?>"><?cs /if ?>
<div class="siz-campo siz-fila"><button class="btn btn-primary" type="submit">Cerca</button><a class="btn btn-link" href="<?cs var:Elenco.percorso ?>">Azzera</a></div></div>
</form>
<div class="siz-pila"><?cs call:filtri(Filtri) ?><?cs call:ricerche() ?><?cs if:Detti.quanti ?><p class="siz-nota mb-0"><?cs if:Detti.quanti == "1" ?>C’è anche <a href="<?cs var:Detti.url ?>">un contatto senza persona</a> con questo nome.<?cs else ?>Ci sono anche <a href="<?cs var:Detti.url ?>"><?cs var:Detti.quanti ?> contatti senza persona</a> con questo nome.<?cs /if ?></p><?cs /if ?>
<section class="siz-riquadro" aria-labelledby="t-trovati"><h2 class="visually-hidden" id="t-trovati"><?cs var:Pagina.titolo ?>: risultati</h2><?cs if:Pratiche.righe ?>
<div class="siz-scorri" tabindex="0" role="region" aria-label="<?cs var:Pagina.titolo ?>, tabella scorrevole"><table class="siz-tabella siz-tabella--schede">
<caption class="visually-hidden"><?cs var:Pagina.titolo ?></caption>
<?cs call:tabella_testa(Elenco.colonna) ?>
<tbody><?cs each:r = Pratiche ?><?cs if:r.id ?>
<tr><?cs each:k = Elenco.colonna ?><?cs call:cella(r, k) ?><?cs /each ?></tr><?cs /if ?><?cs /each ?>
</tbody></table></div>
<form class="siz-fila px-3 py-2 siz-no-stampa" id="scelte" action="/preferiti/insieme" method="post" aria-label="Per le pratiche scelte"><?cs call:nascosti() ?><input type="hidden" name="_ritorno" value="<?cs var:Elenco.qui ?>"><span class="siz-opzione"><input type="checkbox" id="tutte" data-tutte="pratica"><label for="tutte">Tutte in questa pagina</label></span>
<button class="btn btn-outline-primary btn-xs" type="submit">Aggiungi ai preferiti</button></form>
<?cs call:pagine(Pagine) ?><?cs else ?><?cs call:vuoto(Vuoto) ?><?cs /if ?>
</section></div></div></div>
<?cs include:"pagina_fine.cs" ?>
