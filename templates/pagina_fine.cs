</main>

<footer class="siz-piede"><div class="siz-cont"><?cs call:piede() ?>
<?cs if:Sessione.ultimo_accesso ?><span class="siz-piede__versione">Ultimo accesso: <?cs var:Sessione.ultimo_accesso ?></span><?cs /if ?>
</div></footer>
<?cs if:Sessione.servizio ?><dialog class="siz-tavolozza" id="tavolozza" data-fonte="/cerca/voci" aria-label="Cerca in tutte le aree">
<div class="siz-tavolozza__campo"><?cs call:icona("it-search") ?>
<input type="text" role="combobox" aria-label="Cerca persone, pratiche, funzioni" aria-expanded="true" aria-controls="tav-voci" aria-autocomplete="list" placeholder="Cerca persone, pratiche, funzioni" autocomplete="off">
<form method="dialog"><button class="btn btn-link btn-xs" type="submit">Chiudi <kbd aria-hidden="true">Esc</kbd></button></form></div>
<div class="siz-tavolozza__elenco" id="tav-voci" role="listbox" aria-label="Risultati"></div>
<p class="siz-tavolozza__piede mb-0"><span><kbd>↑</kbd> <kbd>↓</kbd> scegli</span><span><kbd>Invio</kbd> apri</span><span><kbd>Esc</kbd> chiudi</span><span class="ms-auto">Le ricerche di persone sono registrate.</span></p>
</dialog><?cs /if ?>
<?cs if:Pagina.stampa ?><p class="siz-solo-stampa">Documento riservato: contiene dati personali. <?cs var:Pagina.stampa ?></p><?cs /if ?>
</body>
</html>
