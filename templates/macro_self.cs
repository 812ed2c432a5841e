<?cs # What the pages of reports share: the button of SPID, the frame for external users and operators.

The official button: the providers in another order on each page, none preferred; works without script. ?><?cs
def:spid() ?><details class="siz-spid"><summary><span class="siz-spid__logo"><?cs if:Spid.logo ?><img src="/spid/logo" width="38" height="38" alt=""><?cs else ?><svg width="38" height="38" viewBox="0 0 38 38" aria-hidden="true"><circle cx="19" cy="19" r="19" fill="#fff"></circle><circle cx="19" cy="13.5" r="5" fill="#06c"></circle><path d="M19 20a9 9 0 0 1 9 9H10a9 9 0 0 1 9-9z" fill="#06c"></path></svg><?cs /if ?></span><span class="siz-spid__testo">Entra con SPID</span></summary>
<ul><?cs each:g = Spid.gestore ?><li><a href="<?cs var:g.url ?>"><?cs if:g.logo ?><img src="<?cs var:g.logo ?>" height="25" alt="<?cs var:g.nome ?>"><?cs else ?><?cs var:g.nome ?><?cs /if ?></a></li><?cs /each ?></ul></details>
<ul class="siz-lista mt-3 siz-piccolo"><li><a href="https://www.spid.gov.it">Maggiori informazioni su SPID</a></li><li class="mt-1"><a href="https://www.spid.gov.it/richiedi-spid">Non hai SPID?</a></li><li class="mt-1"><a href="https://www.spid.gov.it/serve-aiuto">Serve aiuto?</a></li></ul><?cs /def ?><?cs

# Beginning and end: an operator's frame, or the public one with path and notices. ?><?cs
def:self_inizio() ?><?cs if:Sessione.servizio ?><?cs call:testata() ?><div class="siz-cont siz-corpo"><?cs else ?><?cs call:testata_pubblica() ?>
<?cs if:subcount(Briciole) > #1 ?><nav class="siz-briciole" aria-label="Percorso di navigazione"><ol class="breadcrumb"><?cs each:b = Briciole ?><?cs if:last(b) ?>
<li class="breadcrumb-item active" aria-current="page"><?cs var:b.testo ?></li><?cs else ?>
<li class="breadcrumb-item"><a href="<?cs var:b.url ?>"><?cs var:b.testo ?></a><span class="separator" aria-hidden="true">/</span></li><?cs /if ?><?cs /each ?>
</ol></nav><?cs /if ?><?cs if:subcount(Pagina.avviso) > #0 ?><div class="siz-pila gap-2 pt-3"><?cs call:avvisi() ?></div><?cs /if ?><?cs /if ?><?cs /def ?><?cs
def:self_fine() ?><?cs if:Sessione.servizio ?></div><?cs call:chiusura() ?><?cs else ?><?cs call:chiusura_pubblica() ?><?cs /if ?><?cs /def ?><?cs

def:self_aiuto() ?><aside class="siz-riquadro siz-riquadro__corpo p-4" aria-labelledby="t-aiuto"><h2 class="mb-2" id="t-aiuto">Serve aiuto?</h2>
<p><?cs if:Aiuto.telefono ?>Chiama <?cs var:Aiuto.telefono ?>, oppure leggi<?cs else ?>Leggi<?cs /if ?> <a href="/guida/segnalare-a-self">come si segnala</a>.</p><?cs if:Domanda.id && Domanda.stato == "B" ?>
<p class="siz-tenue siz-piccolo mb-0">La bozza si salva a ogni parte e resta disponibile fino a <?cs var:Domanda.scade ?>. La vedi solo tu.</p><?cs /if ?></aside><?cs /def ?><?cs

def:self_indietro() ?><a class="siz-indietro" href="<?cs var:Domanda.url ?>"><?cs call:icona("it-chevron-left") ?> <?cs if:Domanda.codice ?><?cs var:Domanda.codice ?><?cs else ?>La tua segnalazione<?cs /if ?></a><?cs /def ?><?cs

def:stato_domanda(stato, nome) ?><?cs if:stato == "P" || stato == "T" ?><?cs call:tag(nome, "ok", "") ?><?cs elif:stato == "R" ?><?cs call:tag(nome, "no", "") ?><?cs elif:stato == "N" || stato == "L" ?><?cs call:tag(nome, "attesa", "") ?><?cs elif:stato == "B" ?><?cs call:tag(nome, "vuoto", "") ?><?cs else ?><?cs call:tag(nome, "info", "") ?><?cs /if ?><?cs /def ?><?cs

# Every answer in words; «Cambia» where it can still be changed. ?><?cs
def:riepilogo() ?><?cs each:p = Riepilogo ?><?cs if:p.titolo ?><h2 class="mt-4 mb-2"><?cs var:p.titolo ?></h2>
<?cs if:subcount(p.voce) > #0 ?><dl class="siz-riepilogo"><?cs each:v = p.voce ?><div><dt><?cs var:v.nome ?></dt><dd class="siz-testo-righe"><?cs if:v.codice && v.valore ?><span class="siz-mono"><?cs var:v.valore ?></span><?cs else ?><?cs call:mancante(v.valore) ?><?cs /if ?></dd><dd><?cs if:v.url ?><a href="<?cs var:v.url ?>">Cambia<span class="visually-hidden"> <?cs var:v.nome ?></span></a><?cs /if ?></dd></div><?cs /each ?></dl><?cs else ?><p class="siz-tenue">Nessuna risposta.</p><?cs /if ?><?cs /if ?><?cs /each ?><?cs /def ?><?cs

def:allegati_righe() ?><?cs if:Documenti.righe ?><ul class="siz-righe"><?cs each:d = Documenti ?><?cs if:d.id ?>
<li><?cs call:icona(d.icona) ?><span class="siz-righe__testo"><?cs if:d.si_apre ?><a href="<?cs var:Allegati.base ?>/<?cs var:d.id ?>" download><?cs var:d.oggetto ?></a><?cs else ?><?cs var:d.oggetto ?><?cs /if ?><small><?cs var:d.nome ?> · <?cs var:d.grandezza ?><?cs if:d.tipo ?> · <?cs var:d.tipo ?><?cs /if ?><?cs if:d.esito ?> · <?cs var:d.esito ?><?cs /if ?></small></span><?cs call:tag(d.stato, d.stato_tipo, "") ?><?cs if:d.scrive ?>
<form action="<?cs var:Allegati.base ?>/<?cs var:d.id ?>/togli" method="post"><?cs call:nascosti() ?><button class="btn btn-outline-primary btn-xs" type="submit">Togli<span class="visually-hidden"> <?cs var:d.oggetto ?></span></button></form><?cs /if ?></li><?cs /if ?><?cs /each ?></ul><?cs else ?><p class="siz-tenue">Nessun documento.</p><?cs /if ?><?cs /def ?><?cs

# The PDF of the receipt: ready, being made, or to be asked for. ?><?cs
def:ricevuta_stato() ?><?cs if:Ricevuta.pronta ?><p class="mb-2"><?cs call:tag("Ricevuta pronta", "ok", "") ?></p><p class="siz-fila mb-0"><a class="btn btn-primary" href="<?cs var:Ricevuta.url ?>/pdf" download><?cs call:icona("it-download") ?> Scarica la ricevuta in PDF</a><span class="siz-tenue siz-piccolo"><?cs var:Ricevuta.grandezza ?>, contiene dati personali</span></p><?cs elif:Ricevuta.attesa ?><p class="mb-1"><?cs call:tag("PDF in preparazione", "attesa", "") ?></p><p class="mb-0">Di solito è pronto in pochi secondi. La pagina si aggiorna da sola.</p><?cs else ?><p>Il PDF della ricevuta non c’è ancora. Chiedilo: si prepara in pochi secondi.</p>
<form action="<?cs var:Ricevuta.url ?>" method="post"><?cs call:nascosti() ?><button class="btn btn-primary" type="submit">Prepara il PDF</button></form><?cs /if ?><?cs /def ?><?cs

# The bar of a domanda at its receiving service. ?><?cs
def:domanda_barra() ?><div class="siz-identita"><div class="siz-cont"><div class="siz-identita__testo"><div><h1><?cs var:Domanda.codice ?></h1> <?cs call:stato_domanda(Domanda.stato, Domanda.stato_nome) ?><?cs if:Domanda.da_verificare ?> <?cs call:tag("Ente da verificare", "attesa", "") ?><?cs /if ?></div>
<ul class="siz-identita__dati"><li>Persona <?cs if:Domanda.soggetto_url ?><a class="siz-forte" href="<?cs var:Domanda.soggetto_url ?>"><?cs var:Domanda.soggetto ?></a><?cs else ?><strong><?cs call:mancante(Domanda.beneficiario) ?></strong> (da collegare)<?cs /if ?></li><li>Segnalata da <strong><?cs var:Domanda.mittente ?></strong>, <?cs var:Domanda.ente ?></li><li>inviata <?cs var:Domanda.inviata ?></li><?cs if:Domanda.colloquio ?><li>Colloquio <strong><?cs var:Domanda.colloquio ?></strong></li><?cs /if ?></ul></div>
<div class="siz-identita__azioni"><a class="btn btn-outline-primary siz-apri" href="#sezioni"><?cs call:icona("it-list") ?> Sezioni</a></div></div></div><?cs /def ?><?cs

# What happened to a report, the newest on top. ?><?cs
def:passi() ?><ol class="siz-storia"><?cs each:p = Passi ?><?cs if:p.id ?>
<li class="siz-storia__voce"><time datetime="<?cs var:p.quando_iso ?>"><?cs var:p.quando ?></time><span class="siz-storia__segno"><?cs if:p.mittente ?><?cs call:icona("it-pencil") ?><?cs else ?><?cs call:icona("it-check-circle") ?><?cs /if ?></span>
<div><div class="siz-storia__capo"><h3><?cs if:p.azione == "invia" ?>Segnalazione inviata<?cs elif:p.azione == "rispondi" ?>Risposta di chi ha segnalato<?cs elif:p.azione == "collega" ?>Collegata alla persona<?cs elif:p.azione == "scollega" ?>Scollegata dalla persona<?cs else ?><?cs var:p.stato_nome ?><?cs /if ?></h3></div>
<?cs if:p.chi ?><p class="mb-0 siz-piccolo siz-tenue"><?cs var:p.chi ?></p><?cs /if ?><?cs if:p.data ?><p class="mb-0">Colloquio il <?cs var:p.data ?></p><?cs /if ?><?cs if:p.testo ?><p class="mb-0 siz-testo-righe"><?cs var:p.testo ?></p><?cs /if ?></div></li><?cs /if ?><?cs /each ?></ol><?cs /def ?>
