<?cs # The frame of a page: what stands before and after its content.

Two texts of one form side by side (form_conflict_to_page); its page says whose. ?><?cs
def:conflitto_modulo() ?><form class="siz-riquadro" action="<?cs var:Conflitto.azione ?>" method="post" aria-labelledby="t-conf"><?cs call:modulo_nascosti(Conflitto) ?><?cs if:Parte.dal_riepilogo ?><input type="hidden" name="da" value="invio"><?cs /if ?><?cs each:u = Conflitto.uguale ?><input type="hidden" name="<?cs var:u.nome ?>" value="<?cs var:u.valore ?>"><?cs /each ?>
<div class="siz-riquadro__capo"><h2 id="t-conf">Punti diversi</h2></div>
<?cs if:subcount(Conflitto.campo) > #0 ?><?cs each:c = Conflitto.campo ?><fieldset class="siz-sez-modulo"><legend><?cs var:c.etichetta ?></legend>
<div class="siz-modulo">
<div class="siz-campo siz-c6"><span class="siz-opzione"><input type="radio" id="m-<?cs var:c.nome ?>" name="<?cs var:c.nome ?>" value="<?cs var:c.mio ?>" checked><label for="m-<?cs var:c.nome ?>"><strong>Tieni il tuo</strong></label></span><div class="siz-testo-intero"><?cs if:c.mio_testo != "" ?><?cs var:c.mio_testo ?><?cs else ?><span class="siz-tenue">vuoto</span><?cs /if ?></div></div>
<div class="siz-campo siz-c6"><span class="siz-opzione"><input type="radio" id="s-<?cs var:c.nome ?>" name="<?cs var:c.nome ?>" value="<?cs var:c.suo ?>"><label for="s-<?cs var:c.nome ?>"><strong>Tieni quello salvato<?cs if:!Conflitto.mio ?> da <?cs var:Conflitto.chi ?><?cs /if ?></strong></label></span><div class="siz-testo-intero"><?cs if:c.suo_testo != "" ?><?cs var:c.suo_testo ?><?cs else ?><span class="siz-tenue">vuoto</span><?cs /if ?></div></div>
</div></fieldset><?cs /each ?><?cs else ?><div class="siz-riquadro__corpo"><p>I campi sono uguali: puoi salvare senza cambiare niente.</p></div><?cs /if ?>
<div class="siz-salva"><button class="btn btn-primary" type="submit">Salva</button><a class="btn btn-link" href="<?cs var:Conflitto.annulla ?>">Lascia com’è salvata</a></div>
</form><?cs /def ?><?cs

# Doctype and head. ?><?cs
def:testa() ?><!doctype html>
<html lang="it">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title><?cs if:Pagina.errore || Modulo.errori ?>Errore: <?cs /if ?><?cs var:Pagina.titolo ?> - <?cs call:marchio() ?></title>
<link rel="preload" href="<?cs var:Assets ?>/titillium-regular.woff2" as="font" type="font/woff2" crossorigin>
<link rel="preload" href="<?cs var:Assets ?>/titillium-600.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="<?cs var:Assets ?>/siz.css">
<link rel="icon" href="<?cs var:Assets ?>/icona.svg" type="image/svg+xml">
<script src="<?cs var:Assets ?>/siz.js" defer></script><?cs if:Pagina.aggiorna ?>
<noscript><meta http-equiv="refresh" content="<?cs var:Pagina.aggiorna ?>"></noscript><?cs /if ?>
</head>
<?cs /def ?><?cs

# A page of an operator: header, menu, path, notices. ?><?cs
def:scadenza() ?><section class="siz-scadenza alert alert-warning" id="scadenza" role="alertdialog" aria-labelledby="t-scadenza" hidden>
<h2 id="t-scadenza">Sei ancora lì?</h2>
<p>Tra <span id="scadenza-minuti">5 minuti</span> <?cs call:marchio() ?> si chiude per sicurezza. Quello che hai scritto è nella bozza e lo ritrovi quando rientri.</p>
<div class="siz-fila"><form action="/sessione/resta" method="post"><?cs call:nascosti() ?><input type="hidden" name="_ritorno" value="<?cs var:Pagina.percorso ?>"><button class="btn btn-primary" type="submit">Resta collegato</button></form>
<form action="/esci" method="post"><?cs call:nascosti() ?><button class="btn btn-link" type="submit">Esci ora</button></form></div>
</section><?cs /def ?><?cs

# Header of an operator's page, path and notices. ?><?cs
def:testata() ?><?cs call:testa() ?><body class="siz-app<?cs if:Utente.compatta ?> siz-compatta<?cs /if ?>"<?cs if:Utente.tasti ?> data-tasti="si"<?cs /if ?><?cs if:Pagina.stampa || Pagina.da_stampare ?> data-stampa="si"<?cs /if ?><?cs if:Sessione.scade_tra ?> data-scade="<?cs var:Sessione.scade_tra ?>" data-avviso="<?cs var:Sessione.avviso ?>"<?cs /if ?>>
<header>
<div class="skiplinks"><a class="visually-hidden-focusable" href="#contenuto">Vai al contenuto principale</a><?cs if:Sessione.servizio ?>
<a class="visually-hidden-focusable" href="#cerca">Vai a «Cerca in tutte le aree»</a><?cs /if ?></div>
<?cs if:Pagina.prova ?><p class="siz-prova"><?cs var:Pagina.prova ?></p><?cs /if ?>
<div class="it-header-slim-wrapper"><div class="siz-cont"><div class="it-header-slim-wrapper-content">
<a class="navbar-brand" href="/"><?cs var:Ambito.nome ?></a>
<div class="it-header-slim-right-zone"><?cs if:Sessione.servizio ?>
<a class="siz-servizio" href="/servizio"><span class="siz-solo-largo">Servizio: </span><strong><?cs var:Sessione.servizio ?></strong><?cs if:Sessione.sola_lettura ?> (sola lettura)<?cs /if ?> <span class="visually-hidden">Cambia servizio</span></a><?cs /if ?>
<a class="siz-solo-largo" href="<?cs if:Pagina.guida ?><?cs var:Pagina.guida ?><?cs else ?>/guida<?cs /if ?>">Guida<?cs if:Pagina.guida ?><span class="visually-hidden"> a questa pagina</span><?cs /if ?></a>
<details class="siz-menu"><summary><?cs call:icona("it-user") ?> <?cs var:Utente.nome ?> <?cs call:icona("it-expand") ?></summary>
<ul class="siz-menu__foglio siz-menu__foglio--destra">
<li class="siz-menu__titolo"><?cs var:Utente.ruolo ?></li>
<li><a href="/preferenze">Preferenze e scorciatoie</a></li>
<li><a href="/cambio-password">Cambia password</a></li>
<li><a href="<?cs if:Pagina.guida ?><?cs var:Pagina.guida ?><?cs else ?>/guida<?cs /if ?>">Guida<?cs if:Pagina.guida ?> a questa pagina<?cs /if ?></a></li>
<li><form action="/esci" method="post"><?cs call:nascosti() ?><button type="submit"><?cs call:icona("it-logout") ?> Esci</button></form></li>
</ul></details>
</div></div></div></div>
<div class="it-header-center-wrapper it-small-header"><div class="siz-cont"><div class="it-header-center-content-wrapper">
<div class="it-brand-wrapper"><a href="/"><?cs call:icona("it-pa") ?>
<div class="it-brand-text"><div class="it-brand-title"><?cs call:marchio() ?></div><div class="it-brand-tagline">Sistema Informativo Zonale</div></div></a></div><?cs if:Sessione.servizio ?>
<form class="siz-cerca" action="/cerca" method="get" role="search" aria-label="Cerca in tutte le aree">
<button class="siz-cerca__tasto" type="submit"><?cs call:icona("it-search") ?><span class="visually-hidden">Cerca</span></button>
<label class="visually-hidden" for="cerca">Cerca in tutte le aree: persone, pratiche, funzioni</label>
<input type="search" id="cerca" name="q" value="<?cs var:Cerca.testo ?>" placeholder="Cerca in tutte le aree" autocomplete="off">
<span class="siz-cerca__scorciatoia" aria-hidden="true"><kbd>Ctrl</kbd> <kbd>K</kbd></span>
</form>
<div class="siz-testata-azioni"><?cs if:subcount(Nuovo) > #0 ?>
<details class="siz-menu"><summary><?cs call:icona("it-plus") ?> Nuovo <span class="siz-solo-largo"><?cs call:icona_piccola("it-expand") ?></span></summary>
<ul class="siz-menu__foglio siz-menu__foglio--destra"><?cs each:v = Nuovo ?><li><a href="<?cs var:v.url ?>"><?cs var:v.testo ?></a></li><?cs /each ?></ul></details><?cs /if ?>
<a href="/notifiche" aria-label="Notifiche<?cs if:Notifiche.da_leggere ?> <?cs var:Notifiche.da_leggere ?> da leggere<?cs /if ?>"><?cs call:icona("it-inbox") ?><span class="siz-solo-largo">Notifiche</span><?cs if:Notifiche.da_leggere ?> <span class="siz-conta"><?cs var:Notifiche.da_leggere ?><span class="visually-hidden"> da leggere</span></span><?cs /if ?></a>
<a class="siz-apri" href="#menu"><?cs call:icona("it-burger") ?> Menu</a>
</div><?cs /if ?>
</div></div></div><?cs if:Sessione.servizio ?>
<nav class="siz-nav siz-cassetto" id="menu" aria-label="Navigazione principale"><div class="siz-cont">
<ul class="siz-nav__voci"><?cs each:v = Menu ?><?cs if:subcount(v.voce) > #0 ?>
<li><details class="siz-menu<?cs if:v.corrente ?> attiva<?cs /if ?>"><summary><?cs var:v.testo ?> <?cs call:icona_piccola("it-expand") ?></summary>
<ul class="siz-menu__foglio<?cs if:last(v) ?> siz-menu__foglio--destra<?cs /if ?>"><?cs each:w = v.voce ?><li><a href="<?cs var:w.url ?>"<?cs if:w.corrente ?> aria-current="page"<?cs /if ?>><?cs var:w.testo ?></a></li><?cs /each ?></ul></details></li><?cs else ?>
<li><a href="<?cs var:v.url ?>"<?cs if:v.corrente ?> aria-current="true"<?cs /if ?>><?cs var:v.testo ?></a></li><?cs /if ?><?cs /each ?>
</ul></div></nav><?cs /if ?>
</header>
<?cs if:Sessione.scade_tra ?><?cs call:scadenza() ?><?cs /if ?>
<main id="contenuto" tabindex="-1">
<?cs if:subcount(Briciole) > #0 ?><div class="siz-cont"><nav class="siz-briciole" aria-label="Percorso di navigazione"><ol class="breadcrumb"><?cs each:b = Briciole ?><?cs if:last(b) ?>
<li class="breadcrumb-item active" aria-current="page"><?cs var:b.testo ?></li><?cs else ?>
<li class="breadcrumb-item"><a href="<?cs var:b.url ?>"><?cs var:b.testo ?></a><span class="separator" aria-hidden="true">/</span></li><?cs /if ?><?cs /each ?>
</ol></nav></div><?cs /if ?>
<?cs if:subcount(Pagina.avviso) > #0 ?><div class="siz-cont siz-pila gap-2 pb-2"><?cs call:avvisi() ?></div><?cs /if ?>
<?cs /def ?><?cs

def:testata_pubblica() ?><?cs call:testa() ?><body class="siz-app siz-pubblica"<?cs if:Pagina.stampa || Pagina.da_stampare ?> data-stampa="si"<?cs /if ?><?cs if:Sessione.esterna ?> data-scade="<?cs var:Sessione.scade_tra ?>" data-avviso="<?cs var:Sessione.avviso ?>"<?cs /if ?>>
<header>
<div class="skiplinks"><a class="visually-hidden-focusable" href="#contenuto">Vai al contenuto principale</a></div>
<?cs if:Pagina.prova ?><p class="siz-prova"><?cs var:Pagina.prova ?></p><?cs /if ?>
<div class="it-header-slim-wrapper"><div class="siz-cont"><div class="it-header-slim-wrapper-content">
<a class="navbar-brand" href="<?cs if:Ambito.url ?><?cs var:Ambito.url ?><?cs else ?>/<?cs /if ?>"><?cs var:Ambito.nome ?></a>
<div class="it-header-slim-right-zone"><a<?cs if:Sessione.esterna ?> class="siz-solo-largo"<?cs /if ?> href="<?cs if:Pagina.guida ?><?cs var:Pagina.guida ?><?cs else ?>/guida<?cs /if ?>">Guida</a><?cs if:Sessione.esterna ?>
<details class="siz-menu"><summary><?cs call:icona("it-user") ?> <?cs var:Utente.nome ?> <?cs call:icona("it-expand") ?></summary>
<ul class="siz-menu__foglio siz-menu__foglio--destra"><li><a href="/self">Le mie segnalazioni</a></li><li><a href="/self/ente">I miei enti</a></li><li><a href="/guida/segnalare-a-self">Guida</a></li>
<li><form action="/esci" method="post"><?cs call:nascosti() ?><button type="submit"><?cs call:icona("it-logout") ?> Esci</button></form></li></ul></details><?cs /if ?></div>
</div></div></div>
<div class="it-header-center-wrapper"><div class="siz-cont"><div class="it-header-center-content-wrapper">
<div class="it-brand-wrapper"><a href="<?cs if:Sessione.esterna ?>/self<?cs else ?>/accesso<?cs /if ?>"><?cs call:icona("it-pa") ?>
<div class="it-brand-text"><div class="it-brand-title"><?cs call:marchio() ?></div>
<div class="it-brand-tagline"><?cs if:Ambito.motto ?><?cs var:Ambito.motto ?><?cs else ?>Servizi sociali<?cs /if ?></div></div></a></div>
</div></div></div>
</header>
<?cs if:Sessione.esterna ?><?cs call:scadenza() ?><?cs /if ?>
<main id="contenuto" tabindex="-1">
<div class="siz-cont">
<?cs /def ?><?cs

# At the foot of a print: who printed it, and when. ?><?cs
def:piede_stampa() ?><?cs if:Pagina.stampa ?><p class="siz-solo-stampa">Documento riservato: contiene dati personali. <?cs var:Pagina.stampa ?></p>
<?cs /if ?><?cs /def ?><?cs

# Footer and palette. ?><?cs
def:chiusura() ?></main>

<footer class="siz-piede"><div class="siz-cont"><?cs call:piede() ?>
<?cs if:Sessione.ultimo_accesso ?><span class="siz-piede__versione">Ultimo accesso: <?cs var:Sessione.ultimo_accesso ?></span><?cs /if ?>
</div></footer>
<?cs if:Sessione.servizio ?><dialog class="siz-tavolozza" id="tavolozza" data-fonte="/cerca/voci" aria-label="Cerca in tutte le aree">
<div class="siz-tavolozza__campo"><?cs call:icona("it-search") ?>
<input type="text" role="combobox" aria-label="Cerca persone, pratiche, funzioni" aria-expanded="true" aria-controls="tav-voci" aria-autocomplete="list" placeholder="Cerca persone, pratiche, funzioni" autocomplete="off">
<form method="dialog"><button class="btn btn-link btn-xs" type="submit">Chiudi <kbd aria-hidden="true">Esc</kbd></button></form></div>
<div class="siz-tavolozza__elenco" id="tav-voci" role="listbox" aria-label="Risultati"></div>
<p class="siz-tavolozza__piede mb-0"><span><kbd>↑</kbd> <kbd>↓</kbd> scegli</span><span><kbd>Invio</kbd> apri</span><span><kbd>Esc</kbd> chiudi</span><span class="ms-auto">Le ricerche di persone sono registrate.</span></p>
</dialog><?cs /if ?>
<?cs call:piede_stampa() ?></body>
</html>
<?cs /def ?><?cs

def:chiusura_pubblica() ?></div>
</main>

<footer class="siz-piede"><div class="siz-cont"><?cs call:piede() ?>
<span class="siz-piede__versione"><?cs var:Ambito.nome ?></span>
</div></footer>
<?cs call:piede_stampa() ?></body>
</html>
<?cs /def ?>
