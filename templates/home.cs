<?cs include:"pagina_inizio.cs" ?><?cs

def:riquadro_numeri() ?><ul class="siz-numeri" aria-label="I miei numeri"><?cs each:r = Interventi ?><?cs if:r.id ?>
<li><a href="<?cs var:r.percorso ?>?ambito=miei&amp;stato=A"><span class="siz-numeri__cifra"><?cs var:r.cifra ?></span><span class="siz-numeri__nome"><?cs var:r.plurale ?> attivi di cui sei il riferimento</span></a></li><?cs /if ?><?cs /each ?><?cs each:n = Numeri ?>
<li><a href="<?cs var:n.url ?>"><span class="siz-numeri__cifra"><?cs var:n.cifra ?></span><span class="siz-numeri__nome"><?cs var:n.nome ?></span></a></li><?cs /each ?>
</ul><?cs /def ?><?cs

def:riquadro_notifiche() ?><section class="siz-riquadro" id="notifiche" aria-labelledby="t-not">
<div class="siz-riquadro__capo"><h2 id="t-not">Notifiche</h2><?cs if:Notizie.nascoste_testo ?><a class="siz-piccolo" href="/notifiche?vista=nascoste">Nascoste (<?cs var:Notizie.nascoste_testo ?>)</a><?cs /if ?></div>
<?cs if:Notifica.righe ?><ul class="siz-schede px-2" aria-label="Tipo di notifica"><?cs each:v = Schede.voce ?><li><a href="<?cs var:v.url ?>"<?cs if:v.corrente ?> aria-current="true"<?cs /if ?>><?cs var:v.testo ?> <?cs call:conta(v.conta) ?></a></li><?cs /each ?></ul>
<form action="/notifiche" method="post"><?cs call:nascosti() ?><input type="hidden" name="_ritorno" value="/">
<ul class="siz-righe siz-righe--notifiche"><?cs each:r = Notifica ?><?cs if:r.id ?>
<li><?cs call:notifica_icona(r.tipo) ?><?cs call:notifica_testo(r) ?>
<span class="siz-azioni-riga"><?cs call:notifica_apri(r) ?><button class="siz-icona-btn" type="submit" name="nascondi" value="<?cs var:r.id ?>" title="Nascondi"><?cs call:icona("it-close") ?><span class="visually-hidden">Nascondi: <?cs var:r.testo ?></span></button></span></li><?cs /if ?><?cs /each ?>
</ul></form><?cs else ?><div class="siz-vuoto"><h3>Nessuna notifica da vedere</h3><p>Quando un collega ti assegna una pratica o ti risponde, lo trovi qui.</p></div><?cs /if ?>
<div class="siz-riquadro__piede"><a href="/notifiche">Tutte le notifiche</a></div>
</section><?cs /def ?><?cs

def:riquadro_bozze() ?><section class="siz-riquadro" aria-labelledby="t-boz">
<div class="siz-riquadro__capo"><h2 id="t-boz">Bozze</h2><?cs if:Bozze.righe ?><a class="siz-piccolo" href="/bozze">Tutte</a><?cs /if ?></div>
<?cs if:Bozze.righe ?><?cs call:righe_bozze("/") ?><?cs else ?><p class="siz-tenue px-3 py-2 mb-0">Nessuna bozza: tutto quello che hai scritto è salvato.</p><?cs /if ?>
</section><?cs /def ?><?cs

def:riquadro_scadenze() ?><section class="siz-riquadro" aria-labelledby="t-sca">
<div class="siz-riquadro__capo"><h2 id="t-sca">Scadenze</h2><?cs if:Scadenze.righe ?><a class="siz-piccolo" href="/scadenze">Tutte</a><?cs /if ?></div>
<?cs if:Scadenze.righe ?><?cs call:righe_scadenze() ?><?cs else ?><p class="siz-tenue px-3 py-2 mb-0">Nessuna scadenza nei prossimi 7 giorni.</p><?cs /if ?>
</section><?cs /def ?><?cs

def:riquadro_preferiti() ?><section class="siz-riquadro" aria-labelledby="t-pref">
<div class="siz-riquadro__capo"><h2 id="t-pref">Preferiti</h2><?cs if:Preferiti.righe ?><a class="siz-piccolo" href="/preferiti">Tutti</a><?cs /if ?></div>
<?cs if:Preferiti.visibili ?><?cs call:righe_preferiti("") ?><?cs elif:!Preferiti.righe ?><p class="siz-tenue px-3 py-2 mb-0">Aggiungi una persona o una pratica dal menu «Altre azioni» della sua pagina.</p><?cs /if ?><?cs call:non_visibili(Preferiti.nascosti) ?>
</section><?cs /def ?><?cs

def:riquadro_cronologia() ?><section class="siz-riquadro" aria-labelledby="t-cro">
<div class="siz-riquadro__capo"><h2 id="t-cro">Cronologia</h2><?cs if:Cronologia.righe ?><a class="siz-piccolo" href="/cronologia">Tutta</a><?cs /if ?></div>
<?cs if:Cronologia.visibili ?><?cs call:righe_cronologia() ?><?cs elif:!Cronologia.righe ?><p class="siz-tenue px-3 py-2 mb-0">Qui trovi le persone e le pratiche che hai aperto.</p><?cs /if ?><?cs call:non_visibili(Cronologia.nascosti) ?>
</section><?cs /def ?><?cs

def:riquadro(nome) ?><?cs if:nome == "numeri" ?><?cs call:riquadro_numeri() ?><?cs elif:nome == "notifiche" ?><?cs call:riquadro_notifiche() ?><?cs elif:nome == "bozze" ?><?cs call:riquadro_bozze() ?><?cs elif:nome == "scadenze" ?><?cs call:riquadro_scadenze() ?><?cs elif:nome == "preferiti" ?><?cs call:riquadro_preferiti() ?><?cs elif:nome == "cronologia" ?><?cs call:riquadro_cronologia() ?><?cs /if ?><?cs /def ?><?cs

def:scelte_riquadri(zona) ?><ul class="siz-righe siz-a-filo"><?cs each:p = zona ?>
<li><span class="siz-opzione siz-righe__testo"><input type="checkbox" id="r-<?cs var:p.nome ?>" name="riquadro" value="<?cs var:p.nome ?>"<?cs if:p.mostra ?> checked<?cs /if ?>><label for="r-<?cs var:p.nome ?>"><?cs var:p.titolo ?></label></span>
<?cs if:!p.primo ?><button class="siz-icona-btn" name="su" value="<?cs var:p.nome ?>" type="submit"><?cs call:icona("it-arrow-up") ?><span class="visually-hidden">Sposta <?cs var:p.titolo ?> in su</span></button><?cs /if ?>
<?cs if:!p.ultimo ?><button class="siz-icona-btn" name="giu" value="<?cs var:p.nome ?>" type="submit"><?cs call:icona("it-arrow-down") ?><span class="visually-hidden">Sposta <?cs var:p.titolo ?> in giù</span></button><?cs /if ?></li><?cs /each ?>
</ul><?cs /def ?><div class="siz-cont siz-corpo">
<div class="siz-capo pt-3"><div class="siz-capo__titolo"><h1>Home</h1><span class="siz-tenue"><?cs var:Home.oggi ?></span></div>
<div class="siz-fila"><details class="siz-menu"<?cs if:Home.personalizza ?> open<?cs /if ?>><summary class="btn btn-outline-primary"><?cs call:icona("it-settings") ?> Personalizza</summary>
<form class="siz-menu__foglio siz-menu__foglio--destra siz-menu__foglio--largo" action="/" method="post"><?cs call:nascosti() ?>
<h2 class="mb-2">Riquadri della home</h2>
<button class="visually-hidden" type="submit" tabindex="-1" aria-hidden="true">Salva</button>
<?cs if:subcount(Scelta.lato) > #0 ?><h3 class="siz-piccolo siz-tenue mb-0">Al centro</h3><?cs /if ?><?cs call:scelte_riquadri(Scelta.centro) ?><?cs if:subcount(Scelta.lato) > #0 ?>
<h3 class="siz-piccolo siz-tenue mt-3 mb-0">A lato</h3><?cs call:scelte_riquadri(Scelta.lato) ?><?cs /if ?>
<div class="siz-fila mt-3"><button class="btn btn-primary" type="submit">Salva</button><button class="btn btn-link" name="ripristina" value="1" type="submit">Ripristina</button></div>
</form></details></div></div>
<?cs call:annullo("/") ?>
<div class="siz-pila"><?cs if:Home.sopra ?><?cs call:riquadro_numeri() ?><?cs /if ?><?cs if:Home.vuota ?><div class="siz-riquadro"><div class="siz-vuoto"><h3>Hai nascosto tutti i riquadri</h3><p>Scegli quali vedere con «Personalizza», o premi «Ripristina».</p></div></div><?cs /if ?>
<?cs if:subcount(Home.centro) > #0 && subcount(Home.lato) > #0 ?><div class="siz-colonne siz-colonne--lato"><div class="siz-pila"><?cs each:n = Home.centro ?><?cs call:riquadro(n) ?>
<?cs /each ?></div>
<div class="siz-pila"><?cs each:n = Home.lato ?><?cs call:riquadro(n) ?>
<?cs /each ?></div></div><?cs else ?><?cs each:n = Home.centro ?><?cs call:riquadro(n) ?>
<?cs /each ?><?cs each:n = Home.lato ?><?cs call:riquadro(n) ?>
<?cs /each ?><?cs /if ?></div></div>
<?cs include:"pagina_fine.cs" ?>
