<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo">
<div class="siz-capo"><div class="siz-capo__titolo"><h1><?cs var:Pagina.titolo ?></h1><span class="siz-tenue">validi il <?cs var:Tipi_giorno ?></span></div>
<div class="siz-fila"><a class="btn btn-outline-primary siz-apri" href="#ricerca"><?cs call:icona("it-funnel") ?> Filtri</a></div></div>
<div class="siz-colonne siz-colonne--ricerca">
<form class="siz-riquadro siz-fissa siz-cassetto" id="ricerca" action="/interventi/tipi" method="get" role="search" aria-labelledby="t-ric">
<div class="siz-riquadro__capo"><h2 id="t-ric">Ricerca</h2><a class="siz-chiudi" href="#contenuto">Chiudi</a></div>
<div class="siz-riquadro__corpo siz-modulo"><?cs call:modulo_campi(Modulo) ?>
<div class="siz-campo siz-fila"><button class="btn btn-primary" type="submit">Cerca</button><a class="btn btn-link" href="/interventi/tipi">Azzera</a></div></div>
</form>
<div class="siz-pila"><p class="mb-0">Che cosa propone ogni tipo di intervento: prestazione INPS, classificazione ISTAT, livello di assistenza. Chi lavora sul caso può cambiarli nel modulo.</p>
<div class="siz-riquadro"><?cs if:Tipi.righe ?>
<div class="siz-scorri" tabindex="0" role="region" aria-label="Tipi e codici, tabella scorrevole"><table class="siz-tabella siz-tabella--schede"><caption class="visually-hidden">Tipi di intervento con il codice INPS</caption>
<thead><tr><th scope="col">Tipo</th><th scope="col">Prestazione INPS</th><th scope="col">Classificazione ISTAT</th><th scope="col">Livello assistenza</th><th scope="col">Chi lo usa</th></tr></thead><tbody><?cs each:r = Tipi ?><?cs if:r.id ?>
<tr><th scope="row" class="primo"><?cs var:r.descrizione ?><small><span class="siz-mono"><?cs var:r.codice ?></span> · <?cs var:r.kind_nome ?><?cs if:r.carattere != "" ?> · <?cs var:r.carattere ?><?cs /if ?><?cs if:r.unita_misura != "" ?> · si conta in <?cs var:r.unita_misura ?><?cs /if ?></small></th>
<td data-nome="Prestazione INPS"><?cs if:r.inps != "" ?><span class="siz-mono"><?cs var:r.inps ?></span> <?cs var:r.inps_testo ?><?cs if:r.inps_non_valido ?> <?cs call:tag("Non vale quel giorno", "no", "") ?><?cs /if ?><?cs else ?>nessuna<?cs /if ?></td>
<td data-nome="Classificazione ISTAT"><span class="siz-mono"><?cs var:r.istat ?></span> <?cs var:r.istat_testo ?></td><td data-nome="Livello assistenza"><?cs call:mancante(r.livello) ?></td>
<td data-nome="Chi lo usa"><?cs if:r.servizi != "" ?><?cs var:r.servizi ?><?cs else ?>Tutti i servizi<?cs /if ?><?cs if:r.valido_al != "" ?><small>fino al <?cs var:r.valido_al ?></small><?cs /if ?></td></tr><?cs /if ?><?cs /each ?>
</tbody></table></div><?cs else ?><div class="siz-vuoto"><h3>Nessun tipo con questi filtri</h3><p>Togli una parola o cambia la data.</p></div><?cs /if ?>
</div></div></div></div>
<?cs include:"pagina_fine.cs" ?>
