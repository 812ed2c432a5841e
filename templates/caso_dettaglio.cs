<?cs include:"pagina_inizio.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--tre"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><?cs if:Pratica.scrive && !Pagina.stampa ?><?cs call:modulo_errori(Modulo) ?>
<form class="siz-riquadro" aria-labelledby="t-det"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-det">Dettaglio</h2><?cs call:legenda_obbligo() ?></div>
<?cs include:"caso_campi.cs" ?><?cs call:salva(Modulo) ?>
</form><?cs else ?>
<section class="siz-riquadro" aria-labelledby="t-det"><div class="siz-riquadro__capo"><h2 id="t-det">Dettaglio</h2><?cs if:!Pratica.scrive ?><?cs call:tag("Sola lettura", "info", "") ?><?cs /if ?></div><?cs each:g = Modulo.gruppo ?>
<div class="siz-sez-modulo"><h3><?cs var:g.titolo ?></h3><dl class="siz-dati"><?cs each:c = g.campo ?><?cs if:c.nome == "da" || c.nome == "segnalazione" || c.nome == "domanda" ?><?cs # the chain stands beside ?><?cs elif:!c.mostra_campo || c.parole != "" ?><dt><?cs var:c.etichetta ?></dt><dd><?cs call:mancante(c.parole) ?></dd><?cs /if ?><?cs /each ?></dl></div><?cs /each ?>
</section><?cs /if ?></div>
<?cs include:"pratica_lato.cs" ?></div></div>
<?cs include:"pagina_fine.cs" ?>
