<?cs # What the pages of the ledger share.

A fund as a bar of 1000 units: what is assigned, committed, spent, one inside the other, and the threshold; f.{x_assegnato,
x_impegnato,x_speso,x_soglia}.  The words beside it say all of it. ?><?cs
def:barra_fondo(f) ?><svg class="siz-barra" viewBox="0 0 1000 18" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="fondo" x="0" y="2" width="1000" height="14"></rect><rect class="residuo" x="0" y="2" width="<?cs var:f.x_assegnato ?>" height="14"></rect><rect class="impegnato" x="0" y="2" width="<?cs var:f.x_impegnato ?>" height="14"></rect><rect class="speso" x="0" y="2" width="<?cs var:f.x_speso ?>" height="14"></rect><?cs if:f.x_soglia ?><rect class="limite" x="<?cs var:f.x_soglia ?>" y="0" width="4" height="18"></rect><?cs /if ?></svg><?cs /def ?><?cs

def:legenda_fondo(f) ?><ul class="siz-legenda"><li><span class="siz-chiave siz-chiave--speso"></span>Speso <strong><?cs var:f.speso ?></strong></li><li><span class="siz-chiave"></span>Impegnato <strong><?cs var:f.impegnato ?></strong></li><li><span class="siz-chiave siz-chiave--residuo"></span>Assegnato <strong><?cs var:f.assegnato ?></strong></li><li><span class="siz-chiave siz-chiave--fondo"></span>Da assegnare <strong><?cs var:f.residuo ?></strong></li><?cs if:f.x_soglia ?><li><span class="siz-chiave siz-chiave--limite"></span>Soglia di avviso <strong><?cs var:f.soglia ?>%</strong></li><?cs /if ?></ul><?cs /def ?><?cs

# The state of a movement: m.{stato_nome,aspetto}. ?><?cs
def:movimento_stato(m) ?><?cs call:tag(m.stato_nome, m.aspetto, "") ?><?cs /def ?><?cs

# From a day to a day, in one cell. ?><?cs
def:dal_al(dal, al) ?><?cs if:dal != "" && ?dal ?><span class="siz-nowrap">dal <?cs var:dal ?></span><?cs if:al != "" && ?al ?> <span class="siz-nowrap">al <?cs var:al ?></span><?cs /if ?><?cs elif:al != "" && ?al ?><span class="siz-nowrap">fino al <?cs var:al ?></span><?cs else ?>senza un termine<?cs /if ?><?cs /def ?><?cs

# «Modifica» and «Togli» of a row. ?><?cs
def:conti_azioni(percorso, id, di) ?><div class="siz-fila siz-piccolo siz-no-stampa"><a href="/pratiche/<?cs var:Pratica.id ?>/<?cs var:percorso ?>/<?cs var:id ?>/modifica">Modifica<span class="visually-hidden"> <?cs var:di ?></span></a>
<details><summary>Togli<span class="visually-hidden"> <?cs var:di ?></span></summary><form action="/pratiche/<?cs var:Pratica.id ?>/<?cs var:percorso ?>/<?cs var:id ?>/togli" method="post"><?cs call:nascosti() ?><p class="mb-1">Sparisce da qui. Resta traccia nella storia.</p><button class="btn btn-outline-primary btn-xs" type="submit">Togli</button></form></details></div><?cs /def ?>
