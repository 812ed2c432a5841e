<div class="capitolo"><h1 id="pratica-<?cs var:Pratica.id ?>"><?cs if:Pratica.codice ?><?cs var:Pratica.codice ?>, <?cs var:Pratica.tipo ?><?cs else ?>Pratica che non si apre più<?cs /if ?></h1>
<?cs if:Pratica.codice ?><?cs include:"stampa/pratica_corpo.cs" ?><?cs else ?><p>Mentre il fascicolo si preparava è venuto meno il diritto di aprirla.</p><?cs /if ?></div>
