<?cs include:"macro.cs" ?><?cs call:self_inizio() ?><div class="siz-stretta pt-3 pb-5">
<h1 class="mb-2"><?cs var:Pagina.titolo ?></h1>
<p>Nel frattempo questa parte è stata salvata da un’altra finestra, con altre parole. Niente è perso e niente è stato sovrascritto: scegli che cosa tenere, poi salva.</p>
<?cs call:conflitto_modulo() ?></div>
<?cs call:self_fine() ?>
