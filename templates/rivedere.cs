<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-pila">
<div class="siz-capo"><div class="siz-capo__titolo"><h1><?cs var:Pagina.titolo ?></h1></div></div>
<p>Persone inserite a mano senza codice fiscale, senza residenza o sconosciute ad ANPR. Quando i dati si completano escono da sole dall’elenco.</p>
<div class="siz-riquadro"><?cs if:Persone.righe ?>
<div class="siz-scorri" tabindex="0" role="region" aria-label="Persone da rivedere, tabella scorrevole"><table class="siz-tabella siz-tabella--schede"><caption class="visually-hidden">Persone da rivedere</caption>
<thead><tr><th scope="col">Persona</th><th scope="col">Perché</th><th scope="col">Codice</th><th scope="col">Da quando</th><th scope="col"><span class="visually-hidden">Azione</span></th></tr></thead><tbody><?cs each:r = Persone ?><?cs if:r.id ?>
<tr><th scope="row" class="primo"><a href="/soggetti/<?cs var:r.soggetto_id ?>"><?cs var:r.cognome ?> <?cs var:r.nome ?></a><small><?cs var:r.data_nascita ?></small></th><td data-nome="Perché"><?cs var:r.motivo_testo ?></td><td data-nome="Codice"><?cs if:r.codice_fiscale != "" ?><span class="siz-mono"><?cs var:r.codice_fiscale ?></span><?cs elif:r.codice_stp != "" ?><span class="siz-mono"><?cs var:r.codice_stp ?></span><?cs else ?><span class="siz-tenue">manca</span><?cs /if ?></td><td data-nome="Da quando"><?cs var:r.creato_il ?><?cs if:r.inserita_da != "" ?><small>inserita da <?cs var:r.inserita_da ?></small><?cs /if ?></td><td class="angolo"><a class="btn btn-outline-primary btn-xs" href="/soggetti/da-rivedere/<?cs var:r.id ?>">Ho verificato<span class="visually-hidden">: <?cs var:r.cognome ?> <?cs var:r.nome ?></span></a></td></tr><?cs /if ?><?cs /each ?>
</tbody></table></div><?cs else ?><div class="siz-vuoto"><h2>Nessuno da rivedere</h2><p>Le persone del tuo servizio hanno codice fiscale e residenza.</p></div><?cs /if ?></div>
</div></div>
<?cs include:"pagina_fine.cs" ?>
