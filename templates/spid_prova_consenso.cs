<?cs # Gestore di prova: the data that go to the service ?><?cs include:"macro.cs" ?><?cs call:testata_pubblica() ?><div class="siz-stretta pt-3 siz-pila">
<h1>Consenso all’invio dei dati</h1>
<p>Il servizio «<?cs var:Ambito.nome ?>» chiede questi dati:</p>
<ul><li>nome: <strong>@NOME@</strong></li><li>cognome: <strong>@COGNOME@</strong></li><li>codice fiscale: <span class="siz-mono">@CODICEFISCALE@</span></li><li>email: @EMAIL@</li><li>codice identificativo SPID: <span class="siz-mono">@SPIDCODE@</span></li></ul>
<form method="post" action="/prova/consenso">
<input type="hidden" name="richiesta" value="@RICHIESTA@"><input type="hidden" name="RelayState" value="@RELAYSTATE@"><input type="hidden" name="livello" value="@LIVELLO@"><input type="hidden" name="persona" value="@PERSONA@"><input type="hidden" name="esito" value="@ESITO@">
<button type="submit" class="btn btn-primary" name="consenso" value="si">Acconsento</button> <button type="submit" class="btn btn-outline-primary" name="consenso" value="no">Non acconsento</button>
</form></div>
<?cs call:chiusura_pubblica() ?>
