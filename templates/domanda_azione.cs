<?cs include:"pagina_inizio.cs" ?><?cs call:domanda_barra() ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><?cs call:modulo_errori(Modulo) ?><form class="siz-riquadro" aria-labelledby="t-az"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-az"><?cs var:Azione.titolo ?></h2><?cs call:legenda_obbligo() ?></div><div class="siz-sez-modulo"><div class="siz-modulo"><?cs call:modulo_conferme(Modulo) ?><?cs if:Azione.data ?><?cs call:campo(Modulo.campo.data) ?><?cs /if ?><?cs if:Azione.testo ?><?cs call:campo(Modulo.campo.testo) ?><?cs else ?><p class="siz-campo mb-0">Chi ha segnalato vede il nuovo stato e riceve un avviso.</p><?cs /if ?></div></div>
<?cs call:salva(Modulo) ?></form></div></div></div>
<?cs include:"pagina_fine.cs" ?>
