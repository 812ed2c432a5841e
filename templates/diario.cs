<?cs include:"pagina_inizio.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><?cs if:Modulo.nome ?><?cs call:modulo_errori(Modulo) ?>
<form class="siz-riquadro siz-no-stampa" aria-labelledby="t-nd"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-nd">Nuova pagina di diario</h2><?cs call:legenda_obbligo() ?></div>
<div class="siz-riquadro__corpo siz-modulo"><?cs if:Modelli.righe ?><?cs # Enter in a field presses the first button of a form: it must be one that saves ?><button class="visually-hidden" type="submit" tabindex="-1" aria-hidden="true">Salva</button>
<div class="siz-campo"><label for="dm">Parti da un modello</label><span class="siz-aiuto" id="a-dm">I titoli si aggiungono in fondo al testo: quello che hai scritto resta.</span><div class="siz-con-tasto"><select id="dm" name="modello" aria-describedby="a-dm"><?cs each:m = Modelli ?><?cs if:m.codice ?><option value="<?cs var:m.codice ?>"><?cs var:m.titolo ?></option><?cs /if ?><?cs /each ?></select><button class="btn btn-outline-primary" type="submit" name="usa" value="1" formnovalidate>Usa</button></div></div><?cs /if ?><?cs call:modulo_campi(Modulo) ?></div>
<?cs call:salva(Modulo) ?>
</form><?cs /if ?><?cs if:Lasciate.quante ?>
<div class="alert alert-warning" role="note"><h2><?cs if:Lasciate.quante == "1" ?>C’è una pagina privata di chi non lavora più qui<?cs else ?>Ci sono <?cs var:Lasciate.quante ?> pagine private di chi non lavora più qui<?cs /if ?></h2>
<p><?cs if:Lasciate.apre ?>Se serve alla persona seguita, puoi aprirle in custodia con un motivo scritto. <a href="/pratiche/<?cs var:Pratica.id ?>/diario/custodia">Apri in custodia</a><?cs else ?>Le può aprire la o il referente del servizio, con un motivo scritto.<?cs /if ?></p></div><?cs /if ?>
<section class="siz-riquadro" aria-labelledby="t-d">
<div class="siz-riquadro__capo"><h2 id="t-d">Diario</h2><form class="siz-fila" action="/pratiche/<?cs var:Pratica.id ?>/diario" method="get" role="search" aria-label="Cerca nel diario"><div class="siz-campo siz-con-tasto"><label class="visually-hidden" for="dc">Cerca nel diario</label><input type="search" id="dc" name="q" value="<?cs var:Cerca_diario ?>" placeholder="Cerca nel diario"><button class="btn btn-outline-primary" type="submit">Cerca</button></div></form></div><?cs
if:Diario_vuoto ?><div class="siz-vuoto"><?cs if:Cerca_diario != "" ?><h3>Nessuna pagina contiene «<?cs var:Cerca_diario ?>»</h3><p>Prova con meno parole. <a href="/pratiche/<?cs var:Pratica.id ?>/diario">Mostra tutto il diario</a></p><?cs else ?><h3>Il diario è vuoto</h3><p>Qui resta traccia di colloqui, visite e telefonate.<?cs if:Modulo.nome ?> Scrivi la prima pagina qui sopra.<?cs /if ?></p><?cs /if ?></div><?cs
elif:Cerca_diario != "" ?><p class="siz-riquadro__corpo mb-0">Pagine che contengono «<?cs var:Cerca_diario ?>». <a href="/pratiche/<?cs var:Pratica.id ?>/diario">Mostra tutto il diario</a></p><?cs /if ?><?cs
each:r = Diario ?><?cs if:r.id ?>
<article class="siz-sez-modulo" id="pagina-<?cs var:r.id ?>">
<div class="siz-fila siz-fila--divisa"><h3><?cs var:r.oggetto ?><?cs if:r.custodia ?> <?cs call:tag("Privata: la tieni in custodia", "attesa", "it-locked") ?><?cs elif:r.privata && r.custodita ?> <?cs call:tag("Privata: è anche in custodia", "attesa", "it-locked") ?><?cs elif:r.privata ?> <?cs call:tag("Privata: la vedi solo tu", "attesa", "it-locked") ?><?cs /if ?></h3><span class="siz-piccolo siz-tenue"><?cs var:r.data ?> · <?cs if:r.tipo != "" ?><?cs var:r.tipo ?> · <?cs /if ?><?cs var:r.autore ?><?cs if:r.autore_servizio != "" ?>, <?cs var:r.autore_servizio ?><?cs /if ?></span></div>
<?cs if:r.testo != r.oggetto ?><p class="mt-1 siz-testo-righe"><?cs var:r.testo ?></p><?cs /if ?><?cs if:r.custodia ?>
<p class="siz-piccolo siz-tenue">Motivo della custodia: <?cs var:r.custode_motivo ?></p><?cs /if ?><?cs if:r.modificata ?>
<p class="siz-piccolo siz-tenue">Modificata <?cs var:r.modificata_il ?></p><?cs /if ?><?cs if:r.mia && Pratica.scrive ?>
<div class="siz-fila siz-piccolo siz-no-stampa"><a href="/pratiche/<?cs var:Pratica.id ?>/diario/<?cs var:r.id ?>/modifica">Modifica<span class="visually-hidden"> <?cs var:r.oggetto ?></span></a>
<form action="/pratiche/<?cs var:Pratica.id ?>/diario/<?cs var:r.id ?>/visibilita" method="post"><?cs call:nascosti() ?><?cs if:r.privata ?><button class="btn btn-link btn-xs" type="submit" name="privata" value="0">Rendi visibile al servizio<span class="visually-hidden">: <?cs var:r.oggetto ?></span></button><?cs else ?><button class="btn btn-link btn-xs" type="submit" name="privata" value="1">Rendi privata<span class="visually-hidden">: <?cs var:r.oggetto ?></span></button><?cs /if ?></form></div><?cs /if ?>
</article><?cs /if ?><?cs /each ?><?cs
if:Pagine.testo ?><?cs call:pagine(Pagine) ?><?cs /if ?>
</section></div></div></div>
<?cs include:"pagina_fine.cs" ?>
