<?cs include:"pubblica_inizio.cs" ?><div class="siz-accesso">
<h1>Come vuoi entrare?</h1>
<p>Con questa identità sei sia operatrice o operatore di <?cs call:marchio() ?>, sia una persona che segnala per un ente esterno.</p>
<form class="mb-3" action="/accesso/come" method="post"><?cs call:nascosti() ?><input type="hidden" name="_ritorno" value="<?cs var:Come.ritorno ?>"><button class="btn btn-primary w-100" type="submit">Entra con la mia utenza di <?cs call:marchio() ?></button></form>
<a class="btn btn-outline-primary w-100" href="<?cs var:Come.esterno ?>">Segnala per un ente esterno</a>
<p class="siz-tenue siz-piccolo mt-3">La scelta vale per questa sessione. Per cambiare esci e rientra.</p>
</div>
<?cs include:"pubblica_fine.cs" ?>
