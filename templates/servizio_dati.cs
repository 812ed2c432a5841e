<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-pila">
<div class="siz-capo"><div class="siz-capo__titolo"><h1 class="siz-spezza"><?cs var:Servizio.nome ?></h1><?cs if:Servizio.chiuso ?><?cs call:tag("Chiuso", "vuoto", "") ?><?cs elif:Servizio.valido_al != "" ?><span class="siz-tag siz-tag--attesa">Fino al <?cs var:Servizio.valido_al ?></span><?cs else ?><?cs call:tag("Attivo", "ok", "") ?><?cs /if ?></div></div>
<div class="siz-colonne siz-colonne--meta"><div class="siz-pila"><?cs call:modulo_errori(Modulo) ?>
<form class="siz-riquadro" aria-labelledby="t-dati"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-dati"><?cs var:Modulo.titolo ?></h2><?cs call:legenda_obbligo() ?></div>
<?cs call:modulo_gruppi(Modulo) ?><?cs call:salva(Modulo) ?>
</form></div>
<section class="siz-riquadro" aria-labelledby="t-regge"><div class="siz-riquadro__capo"><h2 id="t-regge">Che cosa contiene</h2></div>
<div class="siz-riquadro__corpo siz-pila"><?cs call:servizio_regge() ?><?cs if:Servizio.archivio ?><p class="siz-nota mb-0">È un archivio in sola lettura: non si chiude da qui.</p><?cs else ?>
<div class="siz-fila"><?cs if:Servizio.valido_al != "" ?><form action="/amministrazione/servizi/<?cs var:Servizio.id ?>/riapri" method="post"><?cs call:nascosti() ?><button class="btn btn-outline-primary" type="submit"><?cs if:Servizio.chiuso ?>Riapri il servizio<?cs else ?>Togli la data di fine<?cs /if ?></button></form><?cs else ?><?cs if:Servizio.pratiche > #0 ?><a class="btn btn-outline-primary" href="/amministrazione/servizi/<?cs var:Servizio.id ?>/consegna">Consegna le pratiche</a><?cs /if ?><a class="btn btn-outline-danger" href="/amministrazione/servizi/<?cs var:Servizio.id ?>/chiudi">Chiudi il servizio</a><?cs /if ?></div><?cs /if ?></div></section></div>
</div></div>
<?cs include:"pagina_fine.cs" ?>
