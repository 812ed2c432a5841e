<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-stretta siz-pila">
<div class="siz-capo"><div class="siz-capo__titolo"><h1 class="siz-spezza"><?cs var:Appuntamento.titolo ?></h1></div></div><?cs if:Appuntamento.sola_lettura ?>
<section class="siz-riquadro" aria-labelledby="t-app"><div class="siz-riquadro__capo"><h2 id="t-app">Appuntamento</h2><?cs call:tag("Sola lettura", "info", "") ?></div>
<div class="siz-riquadro__corpo"><dl class="siz-dati"><dt>Quando</dt><dd><?cs var:Appuntamento.quando ?></dd><dt>Luogo</dt><dd><?cs call:mancante(Appuntamento.luogo) ?></dd><dt>Partecipano</dt><dd><?cs call:mancante(Appuntamento.nomi) ?></dd><?cs if:Appuntamento.equipe != "" ?><dt>Équipe</dt><dd><?cs var:Appuntamento.equipe ?></dd><?cs /if ?><?cs if:Appuntamento.codice != "" ?><dt>Pratica</dt><dd><a href="/pratiche/<?cs var:Appuntamento.pratica ?>"><?cs var:Appuntamento.codice ?></a></dd><?cs /if ?><?cs if:Appuntamento.note != "" ?><dt>Note</dt><dd class="siz-testo-righe"><?cs var:Appuntamento.note ?></dd><?cs /if ?><dt>Inserito da</dt><dd><?cs var:Appuntamento.autore ?>, <?cs var:Appuntamento.servizio ?></dd></dl></div></section><?cs else ?><?cs call:modulo_errori(Modulo) ?>
<form class="siz-riquadro" aria-labelledby="t-modulo"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-modulo">Che cosa, quando, con chi</h2><?cs call:legenda_obbligo() ?></div>
<div class="siz-riquadro__corpo siz-modulo"><?cs call:modulo_campi(Modulo) ?></div>
<?cs call:salva(Modulo) ?>
</form><?cs if:Appuntamento.togli ?>
<div><p class="siz-piccolo siz-tenue mb-1">Inserito da <?cs var:Appuntamento.autore ?></p><details><summary>Togli dall’agenda</summary><form action="<?cs var:Appuntamento.togli ?>" method="post"><?cs call:nascosti() ?><p class="mb-1"><?cs if:Appuntamento.nel_diario ?>L’appuntamento sparisce per tutti. Nel diario della pratica resta scritto che c’era e che è stato tolto.<?cs else ?>L’appuntamento sparisce per tutti quelli che partecipano.<?cs /if ?></p><button class="btn btn-outline-primary btn-xs" type="submit">Togli l’appuntamento</button></form></details></div><?cs /if ?><?cs /if ?>
</div></div>
<?cs include:"pagina_fine.cs" ?>
