<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-stretta"><div class="siz-pila">
<div class="siz-capo"><div class="siz-capo__titolo"><h1 class="siz-spezza"><?cs var:Pagina.titolo ?></h1></div></div>
<section class="siz-riquadro" aria-labelledby="t-per"><div class="siz-riquadro__capo"><h2 id="t-per">Chi non segnalerà più per questo ente</h2></div><?cs call:ente_persone() ?><div class="siz-riquadro__corpo"><p class="siz-nota mb-0">Vale per tutte queste persone insieme. Le segnalazioni già inviate restano, le bozze restano di chi le ha scritte. Ciascuna è avvisata per email. Chi dichiara di nuovo l’ente aspetta un’altra approvazione.</p></div></section>
<?cs call:modulo_errori(Modulo) ?>
<form class="siz-riquadro" aria-labelledby="t-rev"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-rev"><?cs var:Modulo.titolo ?></h2><?cs call:legenda_obbligo() ?></div>
<div class="siz-riquadro__corpo siz-modulo"><?cs call:modulo_campi(Modulo) ?></div><?cs call:salva(Modulo) ?></form>
</div></div></div>
<?cs include:"pagina_fine.cs" ?>
