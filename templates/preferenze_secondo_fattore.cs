<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo">
<div class="siz-capo"><div class="siz-capo__titolo"><h1><?cs var:Pagina.titolo ?></h1></div></div>
<div class="siz-pila"><?cs call:modulo_errori(Modulo) ?>
<?cs if:subcount(Fattore.codice) > #0 ?><section class="siz-riquadro" aria-labelledby="t-codici">
<div class="siz-riquadro__capo"><h2 id="t-codici">Conserva i codici di recupero</h2></div>
<div class="siz-riquadro__corpo"><p>Servono se perdi il telefono. Ognuno vale una volta. Stampali o scrivili in un posto sicuro: dopo non li puoi più vedere.</p>
<ul class="siz-mono"><?cs each:c = Fattore.codice ?><li><?cs var:c ?></li><?cs /each ?></ul></div>
<form class="siz-salva" action="/preferenze/secondo-fattore/codici-salvati" method="post"><?cs call:nascosti() ?><?cs if:Fattore.ritorno ?><input type="hidden" name="_ritorno" value="<?cs var:Fattore.ritorno ?>"><?cs /if ?><button class="btn btn-primary" type="submit">Li ho conservati</button></form>
</section>
<?cs elif:Fattore.attivo ?><section class="siz-riquadro" aria-labelledby="t-togli">
<div class="siz-riquadro__capo"><h2 id="t-togli">Il secondo fattore è attivo</h2></div>
<form action="/preferenze/secondo-fattore/togli" method="post" novalidate><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__corpo"><p>A ogni accesso ti chiediamo un codice del telefono. Codici di recupero rimasti: <?cs var:Fattore.rimasti ?>.</p>
<p>Per toglierlo, o per avere codici nuovi togliendolo e attivandolo di nuovo, scrivi un codice del telefono o di recupero.</p>
<?cs if:Fattore.dovuto ?><p>Chi amministra il sistema deve averlo: se lo togli, ti chiediamo subito di attivarne un altro.</p><?cs /if ?>
<div class="siz-modulo"><?cs call:modulo_campi(Modulo) ?></div></div>
<div class="siz-salva"><button class="btn btn-outline-primary" type="submit">Togli il secondo fattore</button><a class="btn btn-link" href="/preferenze">Annulla</a></div>
</form></section>
<?cs elif:Fattore.segreto ?><section class="siz-riquadro" aria-labelledby="t-prepara">
<div class="siz-riquadro__capo"><h2 id="t-prepara">Collega il telefono</h2></div>
<form action="/preferenze/secondo-fattore" method="post" novalidate><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__corpo"><?cs include:"secondo_fattore_chiave.cs" ?>
<div class="siz-modulo"><?cs call:modulo_campi(Modulo) ?></div></div>
<div class="siz-salva"><button class="btn btn-primary" type="submit">Attiva</button><a class="btn btn-link" href="/preferenze">Annulla</a></div>
</form></section>
<?cs else ?><section class="siz-riquadro" aria-labelledby="t-comincia">
<div class="siz-riquadro__capo"><h2 id="t-comincia">Un codice del telefono, oltre alla password</h2></div>
<div class="siz-riquadro__corpo"><p>Chi scopre la tua password non entra senza il tuo telefono. Serve un’applicazione dei codici, anche senza rete.</p></div>
<form class="siz-salva" action="/preferenze/secondo-fattore/prepara" method="post"><?cs call:nascosti() ?><button class="btn btn-primary" type="submit">Comincia</button><a class="btn btn-link" href="/preferenze">Annulla</a></form>
</section><?cs /if ?>
</div></div>
<?cs include:"pagina_fine.cs" ?>
