<?cs include:"macro.cs" ?><?cs call:self_inizio() ?>
<div class="siz-colonne siz-colonne--lato pb-5"><div class="siz-stretta"><h1 class="mt-3">La tua segnalazione</h1>
<p>Hai completato <?cs var:Parti.complete ?> parti su <?cs var:Parti.tutte ?>, senza contare i documenti. Puoi compilarle nell’ordine che preferisci e riprendere entro <?cs var:Domanda.scade ?>.</p>
<?cs each:s = Sezione ?><h2 class="mt-4 mb-2"><?cs var:s.numero ?>. <?cs var:s.titolo ?></h2>
<ul class="siz-attivita"><?cs each:p = s.parte ?><li><div><a class="siz-forte" href="<?cs var:p.url ?>"><?cs var:p.titolo ?></a><small><?cs var:p.descrizione ?></small></div><?cs if:p.completa ?>Completata<?cs elif:p.in_corso ?><?cs call:tag("In corso", "info", "") ?><?cs elif:p.facoltativa ?><?cs call:tag("Facoltativa", "vuoto", "") ?><?cs else ?><?cs call:tag("Da iniziare", "vuoto", "") ?><?cs /if ?></li><?cs /each ?></ul><?cs /each ?>
<h2 class="mt-4 mb-2"><?cs var:Parti.numero_invio ?>. Invio</h2>
<ul class="siz-attivita"><li><div><a class="siz-forte" href="<?cs var:Domanda.url ?>/invio">Rileggi e invia</a><small><?cs if:Parti.pronta ?>Tutte le parti sono complete<?cs else ?>Ti dice anche che cosa manca<?cs /if ?></small></div><?cs if:Parti.pronta ?><?cs call:tag("Pronta", "ok", "") ?><?cs else ?><span class="siz-tenue">Mancano delle parti</span><?cs /if ?></li></ul>
<div class="siz-fila mt-4"><a class="btn btn-outline-primary" href="/self">Torna alle mie segnalazioni</a>
<details><summary class="btn btn-link">Elimina la bozza</summary><form class="mt-2" action="<?cs var:Domanda.url ?>/elimina" method="post"><?cs call:nascosti() ?><p>La bozza e i suoi allegati spariscono per sempre.</p><button class="btn btn-outline-danger" type="submit">Elimina la bozza</button></form></details></div>
</div><?cs call:self_aiuto() ?></div>
<?cs call:self_fine() ?>
