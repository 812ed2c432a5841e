<!doctype html>
<html lang="it">
<head>
<meta charset="utf-8">
<title>Ricevuta <?cs var:Domanda.codice ?></title>
</head>
<body>
<p class="piede">Ricevuta <?cs var:Domanda.codice ?> del <?cs var:Domanda.giorno ?>. Documento riservato: contiene dati personali.</p>
<div class="testa"><p><?cs var:Ambito.nome ?> · <?cs var:Domanda.servizio ?></p><h1>Ricevuta di segnalazione</h1></div>
<table class="dati"><tbody>
<tr><th scope="row">Numero</th><td><strong><?cs var:Domanda.codice ?></strong></td></tr>
<tr><th scope="row">Data di invio</th><td><?cs var:Domanda.giorno ?>, ore <?cs var:Domanda.ora ?></td></tr>
<tr><th scope="row">Avviso</th><td><?cs var:Domanda.titolo ?></td></tr>
<tr><th scope="row">Da</th><td><?cs var:Domanda.mittente ?><?cs if:Domanda.ente != "" ?>, <?cs var:Domanda.ente ?><?cs /if ?></td></tr>
<tr><th scope="row">A</th><td><?cs var:Domanda.servizio ?></td></tr>
</tbody></table>
<?cs each:p = Riepilogo ?><?cs if:p.titolo ?><h2><?cs var:p.titolo ?></h2>
<?cs if:subcount(p.voce) > #0 ?><table class="dati"><tbody><?cs each:v = p.voce ?>
<tr><th scope="row"><?cs var:v.nome ?></th><td class="righe"><?cs if:v.valore != "" ?><?cs var:v.valore ?><?cs else ?>non inserito<?cs /if ?></td></tr><?cs /each ?></tbody></table><?cs else ?><p class="tenue">Nessuna risposta.</p><?cs /if ?><?cs /if ?><?cs /each ?>
<h2>Documenti allegati</h2>
<?cs if:subcount(Allegati) > #0 ?><table class="elenco"><thead><tr><th scope="col">Documento</th><th scope="col">Nome del file</th><th scope="col">Grandezza</th></tr></thead><tbody><?cs each:a = Allegati ?>
<tr><td><?cs var:a.oggetto ?></td><td><?cs var:a.nome ?></td><td><?cs var:a.grandezza ?></td></tr><?cs /each ?></tbody></table><?cs else ?><p class="tenue">Nessun documento.</p><?cs /if ?>
</body>
</html>
