<?cs include:"pagina_inizio.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><?cs call:modulo_errori(Modulo) ?>
<section class="siz-riquadro" aria-labelledby="t-cat"><div class="siz-riquadro__capo"><h2 id="t-cat">Collegamenti</h2></div><?cs if:Catena.righe ?>
<ul class="siz-righe"><?cs each:c = Catena ?><?cs if:c.codice ?><li><span class="siz-righe__testo"><?cs if:c.accanto ?>Collegata a<?cs elif:c.verso == "prima" ?>Viene da<?cs else ?>Ha portato a<?cs /if ?> <a href="<?cs var:c.url ?>"><?cs var:c.titolo ?></a><small><span class="siz-mono"><?cs var:c.codice ?></span> · <?cs var:c.kind_nome ?> · <?cs var:c.stato_nome ?> · dal <?cs var:c.data_inizio ?> · <?cs var:c.servizio ?> · collegata da <?cs var:c.chi ?></small></span><?cs if:Pratica.scrive && c.id != "" ?><form action="/pratiche/<?cs var:Pratica.id ?>/collegamenti/<?cs var:c.id ?>/togli" method="post"><?cs call:nascosti() ?><button class="btn btn-outline-primary btn-xs" type="submit">Scollega<span class="visually-hidden"> <?cs var:c.codice ?></span></button></form><?cs /if ?></li><?cs /if ?><?cs /each ?></ul><?cs else ?>
<div class="siz-vuoto"><h3>Nessun collegamento</h3><p>Qui stanno le pratiche da cui questa viene e quelle a cui ha portato, fra quelle che puoi aprire.</p></div><?cs /if ?></section><?cs if:Pratica.scrive ?><?cs if:Collegabili.trovate ?>
<form class="siz-riquadro" aria-labelledby="t-col"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-col">Collega un’altra pratica</h2><?cs call:legenda_obbligo() ?></div>
<div class="siz-riquadro__corpo siz-modulo"><?cs call:modulo_campi(Modulo) ?></div><?cs call:salva(Modulo) ?></form><?cs else ?>
<p class="siz-nota"><?cs if:Collegabili.persona ?>La persona e chi vive con lei non hanno altre pratiche che puoi aprire e collegare a questa.<?cs else ?>Prima collega la segnalazione a una persona, nel Dettaglio.<?cs /if ?></p><?cs /if ?><?cs /if ?>
</div></div></div>
<?cs include:"pagina_fine.cs" ?>
