<?cs include:"pagina_inizio.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila">
<div class="siz-nota"><p>Questi dati vengono dal sistema precedente (archivio «<?cs var:Archivio.nome ?>») e sono com’erano scritti lì. Nessuno li può cambiare.</p></div>
<section class="siz-riquadro" aria-labelledby="t-arc"><div class="siz-riquadro__capo"><h2 id="t-arc">Com’era nel sistema precedente</h2><?cs call:tag("Archivio storico", "info", "it-folder") ?></div>
<div class="siz-riquadro__corpo"><dl class="siz-dati"><dt>Codice</dt><dd class="siz-mono"><?cs var:Archivio.codice ?></dd><?cs each:d = Archivio.dato ?><dt><?cs var:d.nome ?></dt><dd><?cs var:d.valore ?></dd><?cs /each ?></dl></div></section>
<section class="siz-riquadro" aria-labelledby="t-pre"><div class="siz-riquadro__capo"><h2 id="t-pre">Prestazioni</h2></div><?cs if:Prestazioni.righe ?>
<div class="siz-scorri" tabindex="0" role="region" aria-label="Prestazioni, tabella scorrevole"><table class="siz-tabella siz-tabella--schede"><caption class="visually-hidden">Prestazioni del progetto nel sistema precedente</caption>
<thead><tr><th scope="col">Codice</th><th scope="col">Prestazione</th><th scope="col">Dal</th><th scope="col">Al</th><th scope="col">Quantità</th><th scope="col">Importo</th><th scope="col">Invio a INPS</th></tr></thead>
<tbody><?cs each:r = Prestazioni ?><?cs if:r.codice ?><tr><th scope="row" class="primo siz-mono"><?cs var:r.codice ?></th><td data-nome="Prestazione"><?cs if:r.codice_inps ?><span class="siz-mono"><?cs var:r.codice_inps ?></span> <?cs /if ?><?cs var:r.descrizione ?><?cs if:r.note ?><small class="siz-tenue d-block"><?cs var:r.note ?></small><?cs /if ?></td><td data-nome="Dal"><?cs var:r.dal ?></td><td data-nome="Al"><?cs call:mancante(r.al) ?></td><td data-nome="Quantità"><?cs call:mancante(r.quantita) ?></td><td data-nome="Importo"><?cs call:mancante(r.importo) ?></td><td data-nome="Invio a INPS"><?cs call:mancante(r.stato_invio) ?></td></tr><?cs /if ?><?cs /each ?></tbody></table></div><?cs else ?>
<div class="siz-vuoto"><h3>Nessuna prestazione</h3><p>Con questo progetto l’archivio non ne ha portate.</p></div><?cs /if ?></section>
</div></div></div>
<?cs include:"pagina_fine.cs" ?>
