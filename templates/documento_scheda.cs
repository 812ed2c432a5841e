<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo">
<div class="siz-capo"><div class="siz-capo__titolo"><h1 class="siz-spezza"><?cs var:Documento.oggetto ?></h1><?cs call:tag(Documento.stato, Documento.stato_tipo, "") ?><?cs if:Documento.pdfa ?><?cs call:tag(Documento.pdfa, "ok", "") ?><?cs /if ?></div>
<div class="siz-fila"><?cs if:Documento.si_apre ?><a class="btn btn-outline-primary" href="/documenti/<?cs var:Documento.id ?>" download><?cs call:icona("it-download") ?> Scarica</a><?cs /if ?><?cs if:Documento.scrive ?><a class="btn btn-link" href="/documenti/<?cs var:Documento.id ?>/togli">Togli</a><?cs /if ?></div></div>
<div class="siz-pila"><?cs call:modulo_errori(Modulo) ?><?cs if:Documento.esito ?>
<div class="alert alert-warning"><p><?cs var:Documento.esito ?></p></div><?cs /if ?><?cs if:Documento.scrive ?>
<form class="siz-riquadro" aria-labelledby="t-sch"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-sch">Scheda del documento</h2><?cs call:legenda_obbligo() ?></div>
<?cs call:modulo_gruppi(Modulo) ?><?cs if:Etichette.righe ?><p class="siz-riquadro__corpo siz-piccolo siz-tenue mb-0">Già usate nel tuo servizio: <?cs each:e = Etichette ?><?cs if:e.parola ?><?cs call:tag(e.parola, "vuoto", "") ?> <?cs /if ?><?cs /each ?></p><?cs /if ?><?cs call:salva(Modulo) ?>
</form><?cs /if ?>
<section class="siz-riquadro" aria-labelledby="t-file"><div class="siz-riquadro__capo"><h2 id="t-file">Il file</h2></div>
<div class="siz-riquadro__corpo"><dl class="siz-dati"><?cs if:!Documento.scrive ?><dt>Oggetto</dt><dd><?cs var:Documento.oggetto ?></dd><dt>Data</dt><dd><?cs var:Documento.data ?></dd><dt>Tipo</dt><dd><?cs call:mancante(Documento.tipo) ?></dd><?cs /if ?><dt>Nome del file</dt><dd class="siz-spezza"><?cs var:Documento.nome ?></dd><dt>Grandezza</dt><dd><?cs var:Documento.grandezza ?></dd><dt>Caricato da</dt><dd><?cs var:Documento.autore ?>, <?cs var:Documento.creato ?></dd><dt>Controllo</dt><dd><?cs var:Documento.stato ?><?cs if:Documento.controllato ?>, <?cs var:Documento.controllato ?><?cs /if ?></dd><dt>Impronta SHA-256</dt><dd class="siz-mono siz-piccolo siz-spezza"><?cs var:Documento.impronta ?></dd></dl></div></section>
</div></div>
<?cs include:"pagina_fine.cs" ?>
