<?cs include:"pubblica_inizio.cs" ?><div class="siz-accesso">
<?cs if:Pagina.scaduto ?><h1>Il collegamento non vale più</h1>
<p>È già stato usato oppure è passato troppo tempo. <a href="/password-dimenticata">Chiedine un altro</a>.</p>
<?cs else ?><?cs call:modulo_errori(Modulo) ?><h1>Scegli una nuova password</h1>
<?cs call:regole_password() ?>
<form class="siz-modulo"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?><?cs call:modulo_campi(Modulo) ?>
<div class="siz-campo"><button class="btn btn-primary w-100" type="submit">Salva la password</button></div>
</form><?cs /if ?>
</div>
<?cs include:"pubblica_fine.cs" ?>
