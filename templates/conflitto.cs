<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-pila">
<div><h1 class="mb-2"><?cs var:Pagina.titolo ?></h1>
<p><?cs if:Conflitto.mio ?>Hai salvato tu, da un’altra finestra,<?cs else ?><?cs var:Conflitto.chi ?> ha salvato<?cs /if ?> <?cs var:Conflitto.quando ?>. Il tuo testo non è perso: scegli che cosa tenere, poi salva.</p></div>
<?cs call:conflitto_modulo() ?></div></div>
<?cs include:"pagina_fine.cs" ?>
