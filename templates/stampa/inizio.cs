<!doctype html>
<html lang="it">
<head>
<meta charset="utf-8">
<title><?cs var:Stampa.titolo ?></title>
</head>
<body>
<p class="piede">Documento riservato: contiene dati personali. Stampato da <?cs var:Stampa.chi ?>, <?cs var:Stampa.servizio ?>, il <?cs var:Stampa.data ?> alle <?cs var:Stampa.ora ?>.</p>
<div class="testa"><p><?cs var:Stampa.ambito ?> · <?cs var:Stampa.servizio ?></p><h1><?cs var:Stampa.titolo ?></h1></div>
