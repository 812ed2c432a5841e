<?cs include:"pubblica_inizio.cs" ?><div class="siz-accesso">
<?cs call:modulo_errori(Modulo) ?><h1>Conferma che sei tu</h1>
<p>Apri l’applicazione dei codici sul tuo telefono. Scrivi il codice di 6 cifre che vedi adesso.</p>
<?cs if:subcount(Pagina.avviso) > #0 ?><div class="siz-pila gap-2 mb-4"><?cs call:avvisi() ?></div><?cs /if ?>
<form class="siz-modulo"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?><?cs call:modulo_campi(Modulo) ?>
<div class="siz-campo"><button class="btn btn-primary w-100" type="submit">Entra</button></div>
</form>
<p class="mt-3 siz-tenue">Non hai il telefono con te? Usa un codice di recupero. Se li hai finiti, chi amministra <?cs call:marchio() ?> può togliere il secondo fattore.</p>
<form action="/esci" method="post"><?cs call:nascosti() ?><button class="btn btn-link" type="submit">Torna all’accesso</button></form>
</div>
<?cs include:"pubblica_fine.cs" ?>
