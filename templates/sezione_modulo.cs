<?cs # a section of a case that is one form: Sezione.titolo, Modulo ?><?cs include:"pagina_inizio.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><?cs call:modulo_errori(Modulo) ?>
<?cs if:Sezione.nota ?><div class="siz-nota"><p class="mb-0"><?cs var:Sezione.nota ?><?cs if:Sezione.nota_url ?> <a href="<?cs var:Sezione.nota_url ?>"><?cs var:Sezione.nota_url_testo ?></a>.<?cs /if ?></p></div><?cs /if ?>
<form class="siz-riquadro" aria-labelledby="t-modulo"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-modulo"><?cs var:Sezione.titolo ?></h2><?cs call:legenda_obbligo() ?></div>
<div class="siz-riquadro__corpo siz-modulo"><?cs call:modulo_campi(Modulo) ?></div>
<?cs call:salva(Modulo) ?>
</form></div></div></div>
<?cs include:"pagina_fine.cs" ?>
