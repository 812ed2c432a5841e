</div><div class="siz-riquadro__piede">Non hai trovato la risposta? <a href="/guida/assistenza">Chiedi all’assistenza</a> o <a href="/guida">cerca nella guida</a>.</div></article></div></div></div>
<?cs include:"errore_fine.cs" ?>
