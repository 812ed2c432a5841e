<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-stretta">
<div class="siz-capo"><div class="siz-capo__titolo"><h1>Équipe</h1></div><?cs if:Equipe.scrive ?><div class="siz-fila"><a class="btn btn-primary" href="/equipe/nuova"><?cs call:icona("it-plus") ?> Nuova équipe</a></div><?cs /if ?></div>
<p>Gruppi di persone che lavorano insieme, di un servizio o di più servizi. Far parte di un’équipe non apre pratiche: quelle si aprono con un’assegnazione. Solo le valutazioni del suo servizio le apre anche un operatore sociale dell’équipe che le segue.</p>
<div class="siz-riquadro"><h2 class="visually-hidden">Elenco</h2><?cs if:Elenco.righe ?><ul class="siz-righe"><?cs each:r = Elenco ?><?cs if:r.id ?>
<li><?cs call:icona("it-user") ?><span class="siz-righe__testo"><a class="siz-forte" href="/equipe/<?cs var:r.id ?>"><?cs var:r.nome ?></a><small><?cs var:r.servizio ?><?cs if:r.tra_servizi ?> e altri servizi<?cs /if ?> · <?cs if:r.membri == "1" ?>1 persona<?cs else ?><?cs var:r.membri ?> persone<?cs /if ?></small></span><?cs if:r.chiusa_il != "" ?><?cs call:tag("Chiusa", "vuoto", "") ?><?cs elif:r.mia ?><?cs call:tag("Ne fai parte", "info", "") ?><?cs /if ?></li><?cs /if ?><?cs /each ?></ul><?cs else ?>
<div class="siz-vuoto"><h3>Nessuna équipe</h3><p>Il tuo servizio non ne ha, e non fai parte di quelle di altri.</p></div><?cs /if ?></div>
</div></div>
<?cs include:"pagina_fine.cs" ?>
