<?cs include:"pagina_inizio.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><?cs call:modulo_errori(Modulo) ?>
<section class="siz-riquadro" aria-labelledby="t-eq"><div class="siz-riquadro__capo"><h2 id="t-eq">Équipe</h2></div><?cs if:Equipe.righe ?><ul class="siz-righe"><?cs each:r = Equipe ?><?cs if:r.id ?>
<li><?cs call:icona("it-user") ?><span class="siz-righe__testo"><a class="siz-forte" href="/equipe/<?cs var:r.equipe ?>"><?cs var:r.nome ?></a><small><?cs if:r.membri != "" ?><?cs var:r.membri ?> · <?cs /if ?>dal <?cs var:r.valida_dal ?><?cs if:r.valida_al != "" ?> al <?cs var:r.valida_al ?><?cs /if ?></small></span><?cs if:r.valida_al != "" ?><?cs call:tag("Non più", "vuoto", "") ?><?cs elif:Equipe_scrive ?><form action="/pratiche/<?cs var:Pratica.id ?>/equipe/<?cs var:r.id ?>/sciogli" method="post"><?cs call:nascosti() ?><button class="btn btn-link btn-xs" type="submit">Non la segue più<span class="visually-hidden">: <?cs var:r.nome ?></span></button></form><?cs /if ?></li><?cs /if ?><?cs /each ?></ul><?cs else ?>
<div class="siz-vuoto"><h3>Nessuna équipe</h3><p>Un’équipe legata alla pratica si ritrova qui e nell’agenda. Non apre la pratica: per quello c’è l’assegnazione. Solo una valutazione la aprono anche gli operatori sociali del servizio che ne fanno parte.</p></div><?cs /if ?></section><?cs if:Equipe_scrive ?>
<form class="siz-riquadro" aria-labelledby="t-lega"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-lega">Lega un’équipe</h2><?cs call:legenda_obbligo() ?></div>
<div class="siz-riquadro__corpo siz-modulo"><?cs call:modulo_campi(Modulo) ?></div>
<?cs call:salva(Modulo) ?>
</form><?cs /if ?></div></div></div>
<?cs include:"pagina_fine.cs" ?>
