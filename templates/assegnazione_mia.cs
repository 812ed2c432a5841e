<?cs # for the receiver, while an answer is owed: Mia.{id,da,sola_lettura,valida_al,nota}; to be included in pages of a case ?><?cs if:Mia.id ?><section class="siz-riquadro" aria-labelledby="t-mia">
<div class="siz-riquadro__capo"><h2 id="t-mia">Questa pratica ti è stata assegnata</h2></div>
<div class="siz-riquadro__corpo"><p><?cs var:Mia.da ?> te l’ha assegnata<?cs if:Mia.sola_lettura ?> in sola lettura<?cs /if ?><?cs if:Mia.valida_al != "" ?> fino al <?cs var:Mia.valida_al ?><?cs /if ?>. Puoi accettare, o rifiutare con un motivo.</p><?cs if:Mia.nota != "" ?>
<div class="siz-testo-intero mb-3"><?cs var:Mia.nota ?></div><?cs /if ?>
<div class="siz-fila"><form action="/assegnazioni/<?cs var:Mia.id ?>/risposta" method="post"><?cs call:nascosti() ?><button class="btn btn-primary" type="submit" name="risposta" value="accettata">Accetta</button></form>
<a class="btn btn-outline-primary" href="/assegnazioni/<?cs var:Mia.id ?>/risposta">Rifiuta con un motivo</a></div></div>
</section><?cs /if ?>
