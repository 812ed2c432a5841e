<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo">
<div class="siz-capo"><div class="siz-capo__titolo"><h1><?cs var:Pagina.titolo ?></h1></div></div>
<div class="siz-pila"><?cs call:modulo_errori(Modulo) ?><?cs if:Caso.chiudi ?><p class="siz-nota mb-0"><a href="<?cs var:Caso.chiudi ?>">Chiudi <?cs var:Caso.chiudi_codice ?> adesso, con un motivo</a></p><?cs /if ?><?cs if:subcount(Modelli) > #0 ?>
<nav class="siz-fila" aria-label="Modelli"><span class="siz-tenue siz-piccolo">Modelli:</span><?cs each:m = Modelli ?><a class="chip" href="<?cs var:m.url ?>"<?cs if:m.scelto ?> aria-current="true"<?cs /if ?>><span class="chip-label"><?cs var:m.testo ?></span></a><?cs /each ?></nav><?cs /if ?>
<form class="siz-riquadro" id="f-nuovo" aria-labelledby="t-det"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-det">Dettaglio</h2><?cs call:legenda_obbligo() ?></div>
<?cs include:"caso_campi.cs" ?><?cs call:salva(Modulo) ?>
</form>
<?cs include:"documenti_bozza.cs" ?></div></div>
<?cs include:"pagina_fine.cs" ?>
