<?cs include:"stampa/inizio.cs" ?>
<table class="dati"><tbody>
<tr><th scope="row">Persona</th><td><?cs var:Pratica.titolare ?></td></tr>
<?cs if:Pratica.nascita != "" ?><tr><th scope="row">Data di nascita</th><td><?cs var:Pratica.nascita ?></td></tr><?cs /if ?>
<?cs if:Pratica.codice_fiscale != "" ?><tr><th scope="row">Codice fiscale</th><td><?cs var:Pratica.codice_fiscale ?></td></tr><?cs /if ?>
<tr><th scope="row">Tipo di progetto</th><td><?cs var:Pratica.tipo ?></td></tr>
<tr><th scope="row">Servizio</th><td><?cs var:Pratica.servizio ?></td></tr>
<tr><th scope="row">Case manager</th><td><?cs var:Pratica.riferimento ?></td></tr>
<tr><th scope="row">Durata</th><td>dal <?cs var:Pratica.inizio ?><?cs if:Pratica.fine_prevista != "" ?> al <?cs var:Pratica.fine_prevista ?><?cs /if ?></td></tr>
</tbody></table><?cs each:g = Modulo.gruppo ?><?cs each:c = g.campo ?><?cs if:(c.nome == "situazione" || c.nome == "finalita" || c.nome == "budget") && c.parole != "" && ?c.parole ?>
<h2><?cs var:c.etichetta ?></h2>
<p class="righe"><?cs var:c.parole ?></p><?cs /if ?><?cs /each ?><?cs /each ?>
<?cs include:"stampa/progetto_obiettivi.cs" ?>
<?cs if:!Obiettivi.righe ?><h2>Obiettivi e azioni</h2><p>Nessun obiettivo è stato ancora scritto.</p><?cs /if ?>
<div class="firme"><h2>Firme</h2>
<p>Chi firma ha letto il progetto, o se l’è fatto leggere e spiegare, e lo condivide. Prossima verifica: <?cs if:Avanzamento.prossima != "" ?><?cs var:Avanzamento.prossima ?><?cs else ?>da concordare<?cs /if ?>.</p>
<table class="firma"><tbody>
<tr><th scope="row">La persona<br><span class="tenue"><?cs var:Pratica.titolare ?></span></th><td>Data</td><td>Firma</td></tr>
<tr><th scope="row">La famiglia, o chi rappresenta la persona<br><span class="tenue">Nome e a quale titolo</span></th><td>Data</td><td>Firma</td></tr>
<tr><th scope="row">Il case manager<br><span class="tenue"><?cs var:Pratica.riferimento ?>, <?cs var:Pratica.servizio ?></span></th><td>Data</td><td>Firma</td></tr>
</tbody></table></div>
<?cs include:"stampa/fine.cs" ?>
