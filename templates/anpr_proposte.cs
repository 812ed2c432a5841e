<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-pila">
<div class="siz-capo"><div class="siz-capo__titolo"><h1><?cs var:Pagina.titolo ?></h1></div></div>
<p>ANPR dice qualcosa di diverso da quello che c’è in SIZ. Niente cambia da solo: decidi tu, dato per dato.</p>
<div class="siz-riquadro"><?cs if:Proposte.righe ?>
<div class="siz-scorri" tabindex="0" role="region" aria-label="Proposte, tabella scorrevole"><table class="siz-tabella siz-tabella--schede"><caption class="visually-hidden">Proposte aperte</caption>
<thead><tr><th scope="col">Persona</th><th scope="col">Dato</th><th scope="col">In SIZ</th><th scope="col">ANPR</th><th scope="col">Trovata</th><th scope="col"><span class="visually-hidden">Azione</span></th></tr></thead><tbody><?cs each:r = Proposte ?><?cs if:r.id ?>
<tr><th scope="row" class="primo"><a href="/soggetti/<?cs var:r.soggetto_id ?>"><?cs var:r.cognome ?> <?cs var:r.nome ?></a><small><?cs var:r.data_nascita ?></small></th><td data-nome="Dato"><?cs if:r.decesso ?><?cs call:tag("Decesso", "no", "") ?><?cs else ?><?cs var:r.etichetta ?><?cs /if ?></td><td data-nome="In SIZ"><?cs call:mancante(r.nostro) ?></td><td data-nome="ANPR"><?cs var:r.loro ?></td><td data-nome="Trovata"><?cs var:r.trovata_il ?></td><td class="angolo"><a class="btn btn-outline-primary btn-xs" href="/anpr/proposte/<?cs var:r.id ?>">Decidi<span class="visually-hidden">: <?cs var:r.etichetta ?> di <?cs var:r.cognome ?> <?cs var:r.nome ?></span></a></td></tr><?cs /if ?><?cs /each ?>
</tbody></table></div><?cs else ?><div class="siz-vuoto"><h2>Nessuna proposta</h2><p>Per le persone che segui, quello che sappiamo e quello che dice ANPR coincidono. Il confronto si ripete da solo ogni tanto.</p></div><?cs /if ?></div>
</div></div>
<?cs include:"pagina_fine.cs" ?>
