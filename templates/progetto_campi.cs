<?cs call:modulo_conferme(Modulo) ?><?cs each:g = Modulo.gruppo ?><?cs if:!Caso.nuovo || g.titolo == "Progetto" ?><fieldset class="siz-sez-modulo"><legend><?cs var:g.titolo ?></legend>
<div class="siz-modulo"><?cs each:c = g.campo ?><?cs if:c.nome == "da" ?><?cs if:Caso.nuovo && Caso.precedenti ?><?cs call:campo(c) ?><?cs /if ?><?cs else ?><?cs call:campo(c) ?><?cs /if ?><?cs /each ?></div></fieldset>
<?cs /if ?><?cs /each ?>
