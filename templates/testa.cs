<!doctype html>
<html lang="it">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title><?cs if:Pagina.errore || Modulo.errori ?>Errore: <?cs /if ?><?cs var:Pagina.titolo ?> - <?cs call:marchio() ?></title>
<link rel="preload" href="<?cs var:Assets ?>/titillium-regular.woff2" as="font" type="font/woff2" crossorigin>
<link rel="preload" href="<?cs var:Assets ?>/titillium-600.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="<?cs var:Assets ?>/siz.css">
<link rel="icon" href="<?cs var:Assets ?>/icona.svg" type="image/svg+xml">
<script src="<?cs var:Assets ?>/siz.js" defer></script>
</head>
