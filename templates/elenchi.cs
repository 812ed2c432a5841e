<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-pila">
<div class="siz-capo"><div class="siz-capo__titolo"><h1>Elenchi</h1></div></div>
<p class="siz-nota mb-0">Le voci che si scelgono nei moduli. Una voce si aggiunge, si scrive meglio o si termina: non si cancella, perché le pratiche vecchie la tengono.</p>
<section class="siz-riquadro" aria-labelledby="t-ele"><h2 class="visually-hidden" id="t-ele">Tutti gli elenchi</h2>
<div class="siz-scorri" tabindex="0" role="region" aria-label="Elenchi, tabella scorrevole"><table class="siz-tabella siz-tabella--schede"><caption class="visually-hidden">Elenchi delle scelte</caption>
<thead><tr><th scope="col">Elenco</th><th scope="col">Dove si usa</th><th scope="col" class="siz-num">Voci</th><th scope="col">Che cosa si cambia</th></tr></thead>
<tbody><?cs each:r = Elenchi ?><?cs if:r.codice ?><tr><th scope="row" class="primo"><a href="/amministrazione/elenchi/<?cs var:r.codice ?>"><?cs var:r.nome ?></a></th><td data-nome="Dove si usa"><?cs var:r.area ?></td><td data-nome="Voci" class="siz-num"><?cs var:r.voci ?></td><td class="angolo"><?cs if:r.cambia == "tutto" ?><?cs call:tag("Voci e parole", "ok", "") ?><?cs elif:r.cambia == "parole" ?><?cs call:tag("Solo le parole", "info", "") ?><?cs else ?><?cs call:tag("Niente", "vuoto", "") ?><?cs /if ?></td></tr><?cs /if ?><?cs /each ?></tbody></table></div></section>
</div></div>
<?cs include:"pagina_fine.cs" ?>
