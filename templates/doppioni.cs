<?cs include:"pagina_inizio.cs" ?><?cs # one person of a pair, in a cell ?><?cs
def:scheda(numero, nome, nata, codice) ?><span class="siz-forte"><?cs var:nome ?></span><small><?cs var:nata ?> · <?cs if:codice != "" ?><span class="siz-mono"><?cs var:codice ?></span><?cs else ?>senza codice fiscale<?cs /if ?> · numero <?cs var:numero ?></small><?cs /def ?><div class="siz-cont siz-corpo"><div class="siz-pila">
<div class="siz-capo"><div class="siz-capo__titolo"><h1><?cs var:Pagina.titolo ?></h1><span class="siz-tenue"><?cs var:Elenco.conteggio ?></span></div></div>
<p>Schede che potrebbero essere della stessa persona. Ogni notte si confrontano le persone nuove o cambiate; niente si unisce da solo. Collegare non sposta e non cancella niente, e si può sciogliere.</p>
<nav aria-label="Stato delle coppie"><?cs call:schede(Schede) ?></nav>
<div class="siz-fila"><nav class="siz-scelta" aria-label="Di chi"><?cs each:v = Scelta_di_chi ?><a href="<?cs var:v.url ?>"<?cs if:v.corrente ?> aria-current="true"<?cs /if ?>><?cs var:v.testo ?></a><?cs /each ?></nav></div>
<div class="siz-riquadro"><?cs if:Coppie.righe ?>
<div class="siz-scorri" tabindex="0" role="region" aria-label="Coppie, tabella scorrevole"><table class="siz-tabella siz-tabella--schede"><caption class="visually-hidden">Coppie di schede</caption>
<thead><tr><th scope="col">Una scheda</th><th scope="col">L’altra</th><th scope="col">Perché</th><?cs if:!Elenco.da_decidere ?><th scope="col">Decisione</th><?cs /if ?><th scope="col"><span class="visually-hidden">Azione</span></th></tr></thead><tbody><?cs each:r = Coppie ?><?cs if:r.id ?>
<tr><th scope="row" class="primo"><?cs call:scheda(r.uno_numero, r.uno_nome, r.uno_nata, r.uno_codice) ?></th><td data-nome="L’altra"><?cs call:scheda(r.altro_numero, r.altro_nome, r.altro_nata, r.altro_codice) ?></td><td data-nome="Perché"><?cs if:r.certa ?><?cs call:tag("Quasi certa", "attesa", "") ?> <?cs /if ?><?cs var:r.motivi ?></td><?cs if:!Elenco.da_decidere ?><td data-nome="Decisione"><?cs var:r.motivo ?><small><?cs var:r.decisa_da ?>, <?cs var:r.decisa_il ?></small></td><?cs /if ?><td class="angolo"><a class="btn btn-outline-primary btn-xs" href="/soggetti/doppioni/<?cs var:r.id ?>">Confronta<span class="visually-hidden">: <?cs var:r.uno_nome ?> e <?cs var:r.altro_nome ?></span></a></td></tr><?cs /if ?><?cs /each ?>
</tbody></table></div><?cs call:pagine(Pagine) ?><?cs else ?><?cs call:vuoto(Vuoto) ?><?cs /if ?></div>
</div></div>
<?cs include:"pagina_fine.cs" ?>
