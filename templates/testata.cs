<?cs include:"testa.cs" ?><body class="siz-app<?cs if:Utente.compatta ?> siz-compatta<?cs /if ?>"<?cs if:Utente.tasti ?> data-tasti="si"<?cs /if ?><?cs if:Sessione.scade_tra ?> data-scade="<?cs var:Sessione.scade_tra ?>" data-avviso="<?cs var:Sessione.avviso ?>"<?cs /if ?>>
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
<?cs if:Sessione.scade_tra ?><section class="siz-scadenza alert alert-warning" id="scadenza" role="alertdialog" aria-labelledby="t-scadenza" hidden>
<h2 id="t-scadenza">Sei ancora lì?</h2>
<p>Tra <span id="scadenza-minuti">5 minuti</span> <?cs call:marchio() ?> si chiude per sicurezza. Quello che hai scritto è nella bozza e lo ritrovi quando rientri.</p>
<div class="siz-fila"><form action="/sessione/resta" method="post"><?cs call:nascosti() ?><input type="hidden" name="_ritorno" value="<?cs var:Pagina.percorso ?>"><button class="btn btn-primary" type="submit">Resta collegato</button></form>
<form action="/esci" method="post"><?cs call:nascosti() ?><button class="btn btn-link" type="submit">Esci ora</button></form></div>
</section><?cs /if ?>
<main id="contenuto" tabindex="-1">
<?cs if:subcount(Briciole) > #0 ?><div class="siz-cont"><nav class="siz-briciole" aria-label="Percorso di navigazione"><ol class="breadcrumb"><?cs each:b = Briciole ?><?cs if:last(b) ?>
<li class="breadcrumb-item active" aria-current="page"><?cs var:b.testo ?></li><?cs else ?>
<li class="breadcrumb-item"><a href="<?cs var:b.url ?>"><?cs var:b.testo ?></a><span class="separator" aria-hidden="true">/</span></li><?cs /if ?><?cs /each ?>
</ol></nav></div><?cs /if ?>
<?cs if:subcount(Pagina.avviso) > #0 ?><div class="siz-cont siz-pila gap-2 pb-2"><?cs call:avvisi() ?></div><?cs /if ?>
