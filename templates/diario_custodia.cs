<?cs include:"pagina_inizio.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><?cs call:modulo_errori(Modulo) ?><?cs if:Lasciate.quante ?>
<form class="siz-riquadro" aria-labelledby="t-cust"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-cust">Pagine private di chi non lavora più qui: <?cs var:Lasciate.quante ?></h2><?cs call:legenda_obbligo() ?></div>
<div class="siz-riquadro__corpo siz-modulo"><div class="siz-campo"><p class="mb-0">Sono appunti personali. Aprili solo se servono alla persona seguita. Dopo li vedi solo tu.</p></div>
<?cs call:modulo_campi(Modulo) ?></div><?cs call:salva(Modulo) ?>
</form><?cs else ?>
<div class="alert alert-info"><p>In questo diario non ci sono pagine private lasciate da chi non lavora più qui. <a href="<?cs var:Modulo.annulla ?>">Torna al diario</a></p></div><?cs /if ?>
</div></div></div>
<?cs include:"pagina_fine.cs" ?>
