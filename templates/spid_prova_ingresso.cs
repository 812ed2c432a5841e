<?cs # Gestore di prova: who enters and how it ends; @NAMES@ are written in by siz-spid-prova ?><?cs include:"macro.cs" ?><?cs call:testata_pubblica() ?><div class="siz-stretta pt-3 siz-pila">
<h1>Gestore di prova</h1>
<p>Questo non è un vero gestore SPID: serve a provare il servizio con persone inventate. È chiesto il livello @LIVELLO@.</p>
<form class="siz-pila" method="post" action="/prova/entra">
<input type="hidden" name="richiesta" value="@RICHIESTA@"><input type="hidden" name="RelayState" value="@RELAYSTATE@"><input type="hidden" name="livello" value="@LIVELLO@">
<fieldset class="siz-pila"><legend>Chi entra</legend>
<span class="siz-opzione"><input type="radio" id="p-impiego" name="persona" value="impiego" checked><label for="p-impiego">Giulia Ferrari, centro per l’impiego</label></span>
<span class="siz-opzione"><input type="radio" id="p-serd" name="persona" value="serd"><label for="p-serd">Paolo D’Amico, servizio per le dipendenze (SerD)</label></span>
</fieldset>
<div class="siz-campo"><label for="esito">Come va l’accesso</label>
<select id="esito" name="esito"><option value="ok">Riuscito</option><option value="basso">Riuscito, ma con un livello più basso di quello chiesto</option><?cs each:a = Anomalia ?><option value="<?cs var:a.nr ?>">Anomalia <?cs var:a.nr ?></option><?cs /each ?></select></div>
<div><button type="submit" class="btn btn-primary">Entra</button></div>
</form></div>
<?cs call:chiusura_pubblica() ?>
