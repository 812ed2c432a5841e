<?cs include:"pubblica_inizio.cs" ?><div class="siz-accesso">
<?cs call:modulo_errori(Modulo) ?><h1>Conferma che sei tu</h1>
<p>Apri l’applicazione dei codici sul tuo telefono. Scrivi il codice di 6 cifre che vedi adesso.</p>
<form class="siz-modulo"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?><?cs call:modulo_campi(Modulo) ?>
<div class="siz-campo"><button class="btn btn-primary w-100" type="submit">Entra</button></div>
</form>
<ul class="siz-lista mt-3"><li><a href="/guida/assistenza">Non hai più il telefono?</a></li><li class="mt-2"><a href="/accesso">Torna all’accesso</a></li></ul>
</div>
<?cs include:"pubblica_fine.cs" ?>
