<?cs include:"pagina_inizio.cs" ?><?cs call:richiesta_barra() ?>
<div class="siz-cont siz-corpo"><div class="siz-stretta siz-pila"><?cs call:modulo_errori(Modulo) ?>
<section class="siz-riquadro" aria-labelledby="t-cosa"><div class="siz-riquadro__capo"><h2 id="t-cosa"><?cs var:Richiesta.oggetto ?></h2></div><div class="siz-riquadro__corpo"><p class="mb-0 siz-testo-righe"><?cs var:Richiesta.testo ?></p></div></section>
<form class="siz-riquadro" aria-labelledby="t-az"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-az"><?cs var:Azione.titolo ?></h2><?cs call:legenda_obbligo() ?></div>
<div class="siz-riquadro__corpo siz-modulo"><?cs call:modulo_conferme(Modulo) ?><p class="siz-campo mb-0">Dopo, lo stato è «<?cs var:Azione.stato_nuovo ?>» e l’altra parte riceve una notifica.</p><?cs if:Azione.testo ?><?cs call:campo(Modulo.campo.testo) ?><?cs /if ?><?cs if:Allegati.ci_sono ?><?cs call:campo(Modulo.campo.allegati) ?><?cs /if ?></div>
<?cs call:salva(Modulo) ?></form></div></div>
<?cs include:"pagina_fine.cs" ?>
