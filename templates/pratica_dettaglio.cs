<?cs include:"pagina_inizio.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--tre"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><?cs if:Pratica.scrive && !Pagina.stampa ?><?cs call:modulo_errori(Modulo) ?>
<form class="siz-riquadro" aria-labelledby="t-det"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-det">Dettaglio</h2><?cs call:legenda_obbligo() ?></div>
<?cs include:"intervento_campi.cs" ?><?cs call:salva(Modulo) ?>
</form><?cs else ?>
<section class="siz-riquadro" aria-labelledby="t-det"><div class="siz-riquadro__capo"><h2 id="t-det">Dettaglio</h2><?cs if:!Pratica.scrive ?><?cs call:tag("Sola lettura", "info", "") ?><?cs /if ?></div>
<div class="siz-riquadro__corpo"><dl class="siz-dati"><dt>Codice intervento</dt><dd><?cs var:Intervento.codice ?></dd><dt>Stato corrente</dt><dd><?cs var:Intervento.stato ?></dd><?cs if:Intervento.data_fine ?><dt>Data fine</dt><dd><?cs var:Intervento.data_fine ?></dd><dt>Motivo termine</dt><dd><?cs call:mancante(Intervento.motivo_termine) ?></dd><?cs /if ?><dt>Livello assistenza</dt><dd><?cs var:Intervento.livello ?></dd><?cs if:Dovuta.nome ?><dt><?cs var:Dovuta.nome ?></dt><dd><?cs var:Dovuta.testo ?><?cs if:Dovuta.url ?> <a href="<?cs var:Dovuta.url ?>"><?cs var:Dovuta.url_testo ?></a><?cs /if ?></dd><?cs /if ?></dl></div><?cs each:g = Modulo.gruppo ?>
<div class="siz-sez-modulo"><h3><?cs var:g.titolo ?></h3><dl class="siz-dati"><?cs each:c = g.campo ?><?cs if:!c.mostra_campo || c.parole != "" ?><dt><?cs var:c.etichetta ?></dt><dd><?cs call:mancante(c.parole) ?></dd><?cs /if ?><?cs /each ?></dl></div><?cs /each ?><?cs include:"intervento_isee.cs" ?>
</section><?cs /if ?></div>
<?cs include:"pratica_lato.cs" ?></div></div>
<?cs include:"pagina_fine.cs" ?>
