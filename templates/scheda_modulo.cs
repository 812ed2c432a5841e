<?cs include:"pagina_inizio.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><?cs call:modulo_errori(Modulo) ?>
<form class="siz-riquadro" aria-labelledby="t-sch"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-sch"><?cs var:Scheda.titolo ?></h2><?cs call:legenda_obbligo() ?></div>
<div class="siz-riquadro__corpo"><p class="siz-piccolo siz-tenue mb-0"><?cs var:Scheda.descrizione ?>. Fonte: <?cs var:Scheda.fonte ?></p></div>
<?cs call:modulo_gruppi(Modulo) ?>
<?cs call:salva(Modulo) ?>
</form></div></div></div>
<?cs include:"pagina_fine.cs" ?>
