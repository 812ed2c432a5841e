<?cs # the list of documents: of a case and of a draft; its heads sort where they have an address ?><?cs if:Documenti.righe ?><div class="siz-scorri" tabindex="0" role="region" aria-label="Documenti, tabella scorrevole"><table class="siz-tabella siz-tabella--schede">
<caption class="visually-hidden">Documenti</caption>
<?cs call:tabella_testa(Elenco.colonna) ?>
<tbody><?cs each:d = Documenti ?><?cs if:d.id ?>
<tr><th scope="row" class="primo"><?cs call:icona(d.icona) ?> <?cs if:d.si_apre ?><a href="/documenti/<?cs var:d.id ?>" download><?cs var:d.oggetto ?></a><?cs else ?><?cs var:d.oggetto ?><?cs /if ?><?cs if:d.etichette ?> <?cs call:tag(d.etichette, "info", "") ?><?cs /if ?><small><?cs var:d.nome ?><?cs if:d.autore ?> · <?cs var:d.autore ?>, <?cs var:d.creato ?><?cs /if ?></small></th>
<td data-nome="Data"><?cs var:d.data ?></td>
<td data-nome="Tipo"><?cs call:mancante(d.tipo) ?></td>
<td data-nome="Grandezza" class="siz-num"><?cs var:d.grandezza ?></td>
<td data-nome="Stato"><?cs call:tag(d.stato, d.stato_tipo, "") ?><?cs if:d.pdfa ?> <?cs call:tag(d.pdfa, "ok", "") ?><?cs /if ?><?cs if:d.in_controllo ?><small>Per ora lo vedi solo tu.</small><?cs elif:d.esito ?><small><?cs var:d.esito ?></small><?cs /if ?></td>
<td class="angolo"><a class="btn btn-link btn-xs" href="/documenti/<?cs var:d.id ?>/scheda"><?cs if:d.scrive ?>Modifica<?cs else ?>Scheda<?cs /if ?><span class="visually-hidden"> <?cs var:d.oggetto ?></span></a><?cs if:d.scrive ?> <a class="btn btn-link btn-xs" href="/documenti/<?cs var:d.id ?>/togli">Togli<span class="visually-hidden"> <?cs var:d.oggetto ?></span></a><?cs /if ?></td></tr><?cs /if ?><?cs /each ?>
</tbody></table></div><?cs if:Elenco.altri ?><div class="siz-sotto-tabella"><span>Sono più di 500: vedi i primi 500. Ordina per data o per tipo per trovare gli altri.</span></div><?cs /if ?><?cs else ?><div class="siz-vuoto"><h3>Nessun documento</h3><p><?cs if:Allegati.cerca != "" || Allegati.etichetta != "" ?>Prova con meno parole. Le scansioni senza testo si trovano solo dal nome.<?cs else ?>Qui trovi i file caricati, il più recente in alto.<?cs /if ?></p></div><?cs /if ?>
