<?cs include:"pagina_inizio.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><?cs call:modulo_errori(Modulo) ?><section class="siz-riquadro" aria-labelledby="t-isee">
<div class="siz-riquadro__capo"><h2 id="t-isee">ISEE</h2><?cs if:Isee_scrive ?><a class="btn btn-outline-primary" href="/soggetti/<?cs var:Soggetto.id ?>/isee/nuovo"><?cs call:icona("it-plus") ?> Inserisci a mano</a><?cs /if ?></div><?cs
if:Isee.righe ?><?cs include:"isee_elenco.cs" ?><?cs elif:!Isee_vede ?><div class="siz-vuoto"><h3>Non lo puoi vedere</h3><p>L’ISEE lo vede solo chi apre una pratica di una persona del nucleo.</p></div><?cs
else ?><div class="siz-vuoto"><h3>Nessun ISEE</h3><p>Caricalo dal file dell’INPS, o inseriscilo a mano dall’attestazione.</p></div><?cs /if ?></section><?cs
if:Isee_scrive ?><section class="siz-riquadro" aria-labelledby="t-xml"><div class="siz-riquadro__capo"><h2 id="t-xml">Leggi dal file dell’INPS</h2></div>
<form action="/soggetti/<?cs var:Soggetto.id ?>/isee/xml" method="post" enctype="multipart/form-data" novalidate><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__corpo siz-modulo"><?cs call:modulo_campi(Modulo) ?></div><div class="siz-riquadro__corpo"><button class="btn btn-primary" type="submit">Leggi il file</button></div></form></section><?cs /if ?>
</div></div></div>
<?cs include:"pagina_fine.cs" ?>
