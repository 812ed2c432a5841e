<?cs include:"pagina_inizio.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--tre"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><?cs if:Pratica.scrive && !Pagina.stampa ?><?cs call:modulo_errori(Modulo) ?>
<form class="siz-riquadro" aria-labelledby="t-det"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-det">Dettaglio</h2><?cs call:legenda_obbligo() ?></div>
<?cs include:"intervento_campi.cs" ?><?cs call:salva(Modulo) ?>
</form><?cs else ?>
<section class="siz-riquadro" aria-labelledby="t-det"><div class="siz-riquadro__capo"><h2 id="t-det">Dettaglio</h2><?cs if:!Pratica.scrive ?><?cs call:tag("Sola lettura", "info", "") ?><?cs /if ?></div>
<div class="siz-riquadro__corpo"><dl class="siz-dati"><dt>Codice intervento</dt><dd><?cs var:Intervento.codice ?></dd><dt>Stato corrente</dt><dd><?cs var:Intervento.stato ?></dd><?cs if:Intervento.data_fine ?><dt>Data fine</dt><dd><?cs var:Intervento.data_fine ?></dd><dt>Motivo termine</dt><dd><?cs call:mancante(Intervento.motivo_termine) ?></dd><?cs /if ?><dt>Livello assistenza</dt><dd><?cs var:Intervento.livello ?></dd></dl></div><?cs each:g = Modulo.gruppo ?>
<div class="siz-sez-modulo"><h3><?cs var:g.titolo ?></h3><dl class="siz-dati"><?cs each:c = g.campo ?><?cs if:!c.mostra_campo || c.parole != "" ?><dt><?cs var:c.etichetta ?></dt><dd><?cs call:mancante(c.parole) ?></dd><?cs /if ?><?cs /each ?></dl></div><?cs /each ?>
</section><?cs /if ?></div>
<aside class="siz-pila siz-fissa" aria-label="Sulla pratica">
<section class="siz-riquadro" aria-labelledby="t-ult"><div class="siz-riquadro__capo"><h2 id="t-ult">Ultime attività</h2></div>
<ul class="siz-righe"><?cs each:a = Attivita ?><?cs if:a.id ?><li><span class="siz-righe__testo"><?cs var:a.testo ?><small><?cs var:a.chi ?>, <?cs var:a.quando ?></small></span></li><?cs /if ?><?cs /each ?></ul>
<div class="siz-riquadro__piede"><a class="siz-piccolo" href="/pratiche/<?cs var:Pratica.id ?>/storia">Tutta la storia</a></div></section>
<section class="siz-riquadro" aria-labelledby="t-abi"><div class="siz-riquadro__capo"><h2 id="t-abi">Operatori abilitati</h2></div><?cs if:Abilitati.righe ?>
<ul class="siz-righe"><?cs each:a = Abilitati ?><?cs if:a.nome ?><li><span class="siz-righe__testo"><?cs var:a.nome ?><small><?cs if:a.servizio ?><?cs var:a.servizio ?> · <?cs /if ?><?cs if:a.livello == "1" ?>legge<?cs else ?>legge e modifica<?cs /if ?><?cs if:a.valida_al ?>, fino al <?cs var:a.valida_al ?><?cs /if ?></small></span></li><?cs /if ?><?cs /each ?></ul><?cs else ?>
<div class="siz-riquadro__corpo"><p class="siz-piccolo siz-tenue mb-0">Nessun altro servizio: la apre chi lavora nel servizio della pratica.</p></div><?cs /if ?></section>
</aside></div></div>
<?cs include:"pagina_fine.cs" ?>
