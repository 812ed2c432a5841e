<?cs # a review of a project: the fields of esito_N and nota_N beside the goal of that number ?><?cs include:"pagina_inizio.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><?cs call:modulo_errori(Modulo) ?>
<form class="siz-riquadro" aria-labelledby="t-modulo"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-modulo"><?cs var:Sezione.titolo ?></h2><?cs call:legenda_obbligo() ?></div><?cs call:modulo_conferme(Modulo) ?>
<fieldset class="siz-sez-modulo"><legend>La verifica</legend><div class="siz-modulo"><?cs call:campo(Modulo.campo.data) ?><?cs call:campo(Modulo.campo.prossima) ?><?cs call:campo(Modulo.campo.partecipanti) ?></div></fieldset><?cs each:o = Obiettivi ?><?cs if:o.id ?>
<fieldset class="siz-sez-modulo"><legend>Obiettivo <?cs var:o.numero ?>: <?cs var:o.testo ?></legend><p class="siz-piccolo siz-tenue mb-1">Entro: <?cs call:mancante(o.entro) ?><?cs if:o.prima != "" ?> · alla verifica del <?cs var:o.prima_data ?>: <?cs var:o.prima ?><?cs /if ?></p>
<div class="siz-modulo"><?cs each:c = Modulo.campo ?><?cs if:c.nome == o.esito || c.nome == o.nota ?><?cs call:campo(c) ?><?cs /if ?><?cs /each ?></div></fieldset><?cs /if ?><?cs /each ?>
<fieldset class="siz-sez-modulo"><legend>Nel complesso</legend><div class="siz-modulo"><?cs call:campo(Modulo.campo.sintesi) ?></div></fieldset>
<?cs call:salva(Modulo) ?>
</form></div></div></div>
<?cs include:"pagina_fine.cs" ?>
