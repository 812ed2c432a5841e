<?cs include:"pagina_inizio.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><?cs call:modulo_errori(Modulo) ?><?cs if:Allegati.scrive ?>
<section class="siz-riquadro" aria-labelledby="t-carica"><div class="siz-riquadro__capo"><h2 id="t-carica">Aggiungi documenti</h2></div><div class="siz-riquadro__corpo">
<form class="siz-carica" id="f-carica" action="<?cs var:Pagina.percorso ?>" method="post" enctype="multipart/form-data" data-carica="<?cs var:Allegati.carica ?>" data-elenco="<?cs var:Allegati.elenco ?>" novalidate><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-modulo"><?cs with:c = Modulo.campo.documenti ?><div class="<?cs call:campo_classi(c) ?>"><label for="f-documenti"><?cs var:c.etichetta ?></label><?cs call:campo_detto(c) ?><input type="file" id="f-documenti" name="documenti" multiple accept="<?cs var:Allegati.accetta ?>"<?cs call:campo_descritto(c) ?>></div><?cs /with ?><?cs call:campo(Modulo.campo.tipo) ?><?cs call:campo(Modulo.campo.data) ?>
<div class="siz-campo"><button class="btn btn-primary" type="submit">Carica</button></div></div>
<ul class="siz-righe siz-a-filo" data-carica-stato aria-label="Caricamento"></ul></form></div></section><?cs /if ?>
<?cs if:Attesi.righe ?><?cs include:"documenti_attesi.cs" ?><?cs /if ?>
<section class="siz-riquadro" aria-labelledby="t-doc"><div class="siz-riquadro__capo"><h2 id="t-doc">Documenti</h2></div>
<form class="siz-riquadro__corpo siz-modulo siz-no-stampa" action="/pratiche/<?cs var:Pratica.id ?>/documenti" method="get" role="search" aria-label="Filtra i documenti"><?cs if:Allegati.ordine ?><input type="hidden" name="ordine" value="<?cs var:Allegati.ordine ?>"><?cs /if ?>
<div class="siz-campo siz-c6"><label for="dc">Parole nel nome o nel testo</label><input type="search" id="dc" name="cerca" value="<?cs var:Allegati.cerca ?>"></div>
<div class="siz-campo siz-c6"><label for="dt">Tipo di documento</label><select id="dt" name="tipo"><option value="">Tutti</option><?cs each:o = Allegati.tipi ?><option value="<?cs var:o.codice ?>"<?cs if:o.scelta ?> selected<?cs /if ?>><?cs var:o.testo ?></option><?cs /each ?></select></div>
<div class="siz-campo siz-c4"><label for="ds">Scade entro il</label><?cs if:Allegati.scade_entro_errore ?><p class="siz-errore" id="e-ds"><?cs var:Allegati.scade_entro_errore ?></p><?cs /if ?><input class="siz-data" type="date" id="ds" name="scade_entro" value="<?cs var:Allegati.scade_entro ?>"<?cs if:Allegati.scade_entro_errore ?> aria-invalid="true" aria-describedby="e-ds"<?cs /if ?>></div>
<div class="siz-campo siz-c4"><label for="de">Etichetta</label><input type="search" id="de" name="etichetta" value="<?cs var:Allegati.etichetta ?>"></div>
<div class="siz-campo siz-c4 siz-fila align-self-end"><button class="btn btn-outline-primary" type="submit">Filtra</button><a href="/pratiche/<?cs var:Pratica.id ?>/documenti">Azzera</a></div></form>
<div data-carica-elenco="f-carica"><?cs include:"documenti_righe.cs" ?></div></section>
</div></div></div>
<?cs include:"pagina_fine.cs" ?>
