<?cs include:"pagina_inizio.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><section class="siz-riquadro" aria-labelledby="t-sig">
<div class="siz-riquadro__capo"><h2 id="t-sig">Soggetti significativi</h2><?cs if:Pratica.scrive ?><a class="btn btn-outline-primary" href="/pratiche/<?cs var:Pratica.id ?>/soggetti-significativi/nuovo"><?cs call:icona("it-plus") ?> Aggiungi una persona</a><?cs /if ?></div><?cs
if:Significativi.righe ?><?cs each:r = Significativi ?><?cs if:r.id ?>
<article class="siz-sez-modulo" id="persona-<?cs var:r.id ?>">
<div class="siz-fila siz-fila--divisa"><h3><?cs if:r.soggetto != "" ?><a href="/soggetti/<?cs var:r.soggetto ?>"><?cs var:r.nome ?></a><?cs else ?><?cs var:r.nome ?><?cs /if ?><?cs if:r.scaduto ?> <?cs call:tag("Scaduto", "no", "") ?><?cs elif:r.in_scadenza ?> <?cs call:tag("In scadenza", "attesa", "") ?><?cs elif:r.futuro ?> <?cs call:tag("Non ancora valido", "vuoto", "") ?><?cs /if ?></h3><span class="siz-piccolo siz-tenue"><?cs var:r.tipo ?></span></div>
<dl class="siz-dati mt-2"><?cs if:r.telefono != "" ?><dt>Telefono</dt><dd><?cs var:r.telefono ?></dd><?cs /if ?><?cs if:r.email != "" ?><dt>E-mail</dt><dd><?cs var:r.email ?></dd><?cs /if ?><?cs if:r.atto != "" ?><dt>Atto</dt><dd><?cs var:r.atto ?><?cs if:r.atto_data != "" ?>, del <?cs var:r.atto_data ?><?cs /if ?></dd><?cs elif:r.atto_data != "" ?><dt>Data dell’atto</dt><dd><?cs var:r.atto_data ?></dd><?cs /if ?><?cs if:r.valido_dal != "" ?><dt>Dal</dt><dd><?cs var:r.valido_dal ?></dd><?cs /if ?><?cs if:r.valido_al != "" ?><dt>Al</dt><dd><?cs var:r.valido_al ?></dd><?cs /if ?><?cs if:r.note != "" ?><dt>Note</dt><dd class="siz-testo-righe"><?cs var:r.note ?></dd><?cs /if ?></dl><?cs if:Pratica.scrive ?>
<div class="siz-fila siz-piccolo siz-no-stampa mt-2"><a href="/pratiche/<?cs var:Pratica.id ?>/soggetti-significativi/<?cs var:r.id ?>/modifica">Modifica<span class="visually-hidden"> <?cs var:r.nome ?></span></a>
<details><summary>Togli<span class="visually-hidden"> <?cs var:r.nome ?></span></summary><form action="/pratiche/<?cs var:Pratica.id ?>/soggetti-significativi/<?cs var:r.id ?>/togli" method="post"><?cs call:nascosti() ?><p class="mb-1">La persona sparisce dall’elenco. Resta traccia nella storia.</p><button class="btn btn-outline-primary btn-xs" type="submit">Togli <?cs var:r.nome ?></button></form></details></div><?cs /if ?>
</article><?cs /if ?><?cs /each ?><?cs else ?>
<div class="siz-vuoto"><h3>Nessuna persona significativa</h3><p>Qui stanno amministratori di sostegno, tutori, caregiver e chi altro conta per la persona.</p></div><?cs /if ?>
</section></div></div></div>
<?cs include:"pagina_fine.cs" ?>
