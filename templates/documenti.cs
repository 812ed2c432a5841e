<?cs include:"pagina_inizio.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><?cs call:modulo_errori(Modulo) ?><?cs if:Allegati.scrive ?>
<section class="siz-riquadro" aria-labelledby="t-carica"><div class="siz-riquadro__capo"><h2 id="t-carica">Aggiungi documenti</h2></div><div class="siz-riquadro__corpo">
<form class="siz-carica" id="f-carica" action="<?cs var:Pagina.percorso ?>" method="post" enctype="multipart/form-data" data-carica="<?cs var:Allegati.carica ?>" data-elenco="<?cs var:Allegati.elenco ?>" novalidate><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-modulo"><?cs with:c = Modulo.campo.documenti ?><div class="<?cs call:campo_classi(c) ?>"><label for="f-documenti"><?cs var:c.etichetta ?></label><?cs call:campo_detto(c) ?><input type="file" id="f-documenti" name="documenti" multiple accept="<?cs var:Allegati.accetta ?>"<?cs call:campo_descritto(c) ?>></div><?cs /with ?><?cs call:campo(Modulo.campo.tipo) ?><?cs call:campo(Modulo.campo.data) ?>
<div class="siz-campo"><button class="btn btn-primary" type="submit">Carica</button></div></div>
<ul class="siz-righe siz-a-filo" data-carica-stato aria-label="Caricamento"></ul></form></div></section><?cs /if ?>
<?cs if:Attesi.righe ?><?cs include:"documenti_attesi.cs" ?><?cs /if ?>
<section class="siz-riquadro" aria-labelledby="t-doc"><div class="siz-riquadro__capo"><h2 id="t-doc">Documenti</h2><form class="siz-fila siz-no-stampa" action="/pratiche/<?cs var:Pratica.id ?>/documenti" method="get" role="search" aria-label="Cerca nei documenti"><div class="siz-campo siz-con-tasto"><label class="visually-hidden" for="dc">Cerca nel nome e nel testo dei documenti</label><input type="search" id="dc" name="cerca" value="<?cs var:Allegati.cerca ?>" placeholder="Nel nome o nel testo"><button class="btn btn-outline-primary" type="submit">Cerca</button></div></form></div><?cs if:Allegati.cerca != "" ?><p class="siz-riquadro__corpo mb-0">Documenti con «<?cs var:Allegati.cerca ?>» nel nome o nel testo. <a href="/pratiche/<?cs var:Pratica.id ?>/documenti">Mostra tutti i documenti</a></p><?cs /if ?>
<div data-carica-elenco="f-carica"><?cs include:"documenti_righe.cs" ?></div></section>
</div></div></div>
<?cs include:"pagina_fine.cs" ?>
