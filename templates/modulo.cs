<?cs # a page that is one form: title, summary, groups, save bar; for screens with nothing of their own ?><?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo">
<div class="siz-capo"><div class="siz-capo__titolo"><h1><?cs var:Pagina.titolo ?></h1></div></div>
<div class="siz-pila"><?cs call:modulo_errori(Modulo) ?>
<form class="siz-riquadro" aria-labelledby="t-modulo"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-modulo"><?cs var:Modulo.titolo ?></h2><?cs call:legenda_obbligo() ?></div>
<?cs call:modulo_gruppi(Modulo) ?><?cs call:salva(Modulo) ?>
</form></div></div>
<?cs include:"pagina_fine.cs" ?>
