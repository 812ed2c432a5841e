<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo">
<div class="siz-capo"><div class="siz-capo__titolo"><h1><?cs var:Pagina.titolo ?></h1></div></div>
<div class="siz-pila"><?cs call:modulo_errori(Modulo) ?>
<form class="siz-riquadro" action="/preferenze" method="post" aria-labelledby="t-lavoro"><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-lavoro">Come vuoi lavorare</h2></div>
<div class="siz-riquadro__corpo"><div class="siz-modulo"><?cs call:modulo_campi(Modulo) ?></div></div>
<div class="siz-salva"><button class="btn btn-primary" type="submit">Salva</button></div>
</form>
<section class="siz-riquadro" aria-labelledby="t-utenza">
<div class="siz-riquadro__capo"><h2 id="t-utenza">La tua utenza</h2></div>
<ul class="siz-righe">
<li class="py-2"><?cs call:icona("it-user") ?><span class="siz-righe__testo"><span class="siz-forte"><?cs var:Io.utente ?></span><small><?cs var:Io.email ?></small></span></li>
<li class="py-2"><?cs call:icona("it-key") ?><span class="siz-righe__testo"><span class="siz-forte">Password</span><small>Dopo il cambio le altre sessioni si chiudono.</small></span><a class="btn btn-outline-primary" href="/cambio-password?ritorno=%2Fpreferenze">Cambia password</a></li>
<li class="py-2"><?cs call:icona("it-locked") ?><span class="siz-righe__testo"><span class="siz-forte">Secondo fattore</span> <?cs if:Fattore.attivo ?><?cs call:tag("Attivo", "ok", "") ?><small>Codici di recupero rimasti: <?cs var:Fattore.rimasti ?></small><?cs else ?><?cs call:tag("Non attivo", "", "") ?><small>Oltre alla password, un codice del tuo telefono.</small><?cs /if ?></span><a class="btn btn-outline-primary" href="/preferenze/secondo-fattore"><?cs if:Fattore.attivo ?>Gestisci<?cs else ?>Attiva<?cs /if ?><span class="visually-hidden"> il secondo fattore</span></a></li>
</ul></section>
<section class="siz-riquadro" aria-labelledby="t-sessioni">
<div class="siz-riquadro__capo"><h2 id="t-sessioni">Le tue sessioni aperte</h2></div>
<ul class="siz-righe"><?cs each:s = Sessioni ?>
<li class="py-2"><?cs call:icona("it-software") ?><span class="siz-righe__testo"><span class="siz-forte"><?cs var:s.programma ?></span><?cs if:s.questa ?> <?cs call:tag("Questa", "info", "") ?><?cs /if ?><small><?cs if:s.servizio ?><?cs var:s.servizio ?> · <?cs /if ?>dall’indirizzo <?cs var:s.indirizzo ?> · aperta <?cs var:s.inizio ?> · usata <?cs var:s.ultima ?></small></span><?cs if:!s.questa ?>
<form action="/sessioni/<?cs var:s.id ?>/chiudi" method="post"><?cs call:nascosti() ?><button class="btn btn-outline-primary" type="submit">Chiudi<span class="visually-hidden"> la sessione <?cs var:s.programma ?></span></button></form><?cs /if ?></li><?cs /each ?>
</ul>
<div class="siz-riquadro__corpo"><p class="siz-tenue siz-piccolo mb-0">Non ne riconosci una? Chiudila e cambia la password.</p></div></section>
</div></div>
<?cs include:"pagina_fine.cs" ?>
