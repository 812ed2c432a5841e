<?cs include:"pubblica_inizio.cs" ?><div class="siz-accesso">
<?cs if:Pagina.scaduto ?><h1>Il collegamento non vale più</h1>
<p>È già stato usato, ne è arrivato uno più nuovo o è passato troppo tempo. <a href="/password-dimenticata">Chiedine un altro</a>.</p>
<?cs else ?><?cs call:modulo_errori(Modulo) ?><h1>Scegli una nuova password</h1>
<p>Quando la salvi, le sessioni aperte a tuo nome si chiudono. Poi accedi con quella nuova.</p>
<?cs if:subcount(Pagina.avviso) > #0 ?><div class="siz-pila gap-2 mb-4"><?cs call:avvisi() ?></div><?cs /if ?>
<?cs call:regole_password() ?>
<form class="siz-modulo"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?><?cs call:modulo_campi(Modulo) ?>
<div class="siz-campo"><button class="btn btn-primary w-100" type="submit">Salva la password</button></div>
</form><?cs /if ?>
</div>
<?cs include:"pubblica_fine.cs" ?>
