<?cs include:"testa.cs" ?><body class="siz-app siz-pubblica">
<header>
<div class="skiplinks"><a class="visually-hidden-focusable" href="#contenuto">Vai al contenuto principale</a></div>
<?cs if:Pagina.prova ?><p class="siz-prova"><?cs var:Pagina.prova ?></p><?cs /if ?>
<div class="it-header-slim-wrapper"><div class="siz-cont"><div class="it-header-slim-wrapper-content">
<a class="navbar-brand" href="<?cs if:Ambito.url ?><?cs var:Ambito.url ?><?cs else ?>/<?cs /if ?>"><?cs var:Ambito.nome ?></a>
<div class="it-header-slim-right-zone"><a href="<?cs if:Pagina.guida ?><?cs var:Pagina.guida ?><?cs else ?>/guida<?cs /if ?>">Guida</a></div>
</div></div></div>
<div class="it-header-center-wrapper"><div class="siz-cont"><div class="it-header-center-content-wrapper">
<div class="it-brand-wrapper"><a href="/accesso"><?cs call:icona("it-pa") ?>
<div class="it-brand-text"><div class="it-brand-title"><?cs call:marchio() ?></div>
<div class="it-brand-tagline"><?cs if:Ambito.motto ?><?cs var:Ambito.motto ?><?cs else ?>Servizi sociali<?cs /if ?></div></div></a></div>
</div></div></div>
</header>

<main id="contenuto" tabindex="-1">
<div class="siz-cont">
