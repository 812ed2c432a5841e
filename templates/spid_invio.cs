<?cs # fixed page of siz-spid: one form that takes a signed message to the provider; siz.js sends it, without script its button ?><?cs include:"pubblica_inizio.cs" ?><div class="siz-stretta pt-3 siz-pila">
<h1><?cs var:Pagina.titolo ?></h1>
<p>Stiamo passando la richiesta al tuo gestore SPID. Se la pagina non cambia da sola, premi «Continua».</p>
<form class="siz-invio" method="post" action="@INDIRIZZO@">
<input type="hidden" name="@CAMPO@" value="@MESSAGGIO@"><input type="hidden" name="RelayState" value="@RELAYSTATE@">
<button type="submit" class="btn btn-primary">Continua</button>
</form>
</div>
<?cs include:"pubblica_fine.cs" ?>
