<?cs if:Obiettivi.righe ?><h2>Obiettivi e azioni</h2><?cs each:o = Obiettivi ?><?cs if:o.id ?>
<h3><?cs var:o.numero ?>. <?cs var:o.testo ?></h3>
<table class="dati"><tbody><?cs if:o.area != "" ?><tr><th scope="row">Area</th><td><?cs var:o.area ?></td></tr><?cs /if ?><?cs if:o.indicatore != "" ?><tr><th scope="row">Indicatore</th><td><?cs var:o.indicatore ?></td></tr><?cs /if ?><?cs if:o.atteso != "" ?><tr><th scope="row">Risultato atteso</th><td><?cs var:o.atteso ?></td></tr><?cs /if ?>
<tr><th scope="row">Entro</th><td><?cs if:o.entro != "" ?><?cs var:o.entro ?><?cs else ?>senza termine<?cs /if ?></td></tr><?cs if:o.esito_nome != "" ?>
<tr><th scope="row">Alla verifica del <?cs var:o.esito_data ?></th><td><?cs var:o.esito_nome ?><?cs if:o.esito_nota != "" ?>. <?cs var:o.esito_nota ?><?cs /if ?></td></tr><?cs /if ?></tbody></table><?cs if:o.azioni != "0" ?>
<table class="elenco"><thead><tr><th scope="col">Azione</th><th scope="col">Chi se ne occupa</th><th scope="col">Dal</th><th scope="col">Al</th><th scope="col">A che punto è</th></tr></thead><tbody><?cs each:a = Azioni ?><?cs if:a.id && a.obiettivo == o.id ?>
<tr><td class="righe"><?cs var:a.testo ?><?cs if:a.note != "" ?> (<?cs var:a.note ?>)<?cs /if ?></td><td><?cs var:a.chi_parole ?></td><td><?cs var:a.dal ?></td><td><?cs var:a.al ?></td><td><?cs var:a.stato_nome ?></td></tr><?cs /if ?><?cs /each ?></tbody></table><?cs else ?><p class="tenue">Nessuna azione.</p><?cs /if ?><?cs /if ?><?cs /each ?><?cs /if ?>
<?cs if:Verifiche.righe ?><h2>Verifiche</h2><?cs each:v = Verifiche ?><?cs if:v.id ?>
<div class="voce"><h3>Verifica del <?cs var:v.data ?></h3>
<p class="righe"><strong>Chi ha partecipato:</strong> <?cs var:v.partecipanti ?></p>
<ul><?cs each:e = Esiti ?><?cs if:e.id && e.verifica == v.id ?><li>Obiettivo <?cs var:e.numero ?>: <?cs var:e.esito_nome ?><?cs if:e.nota != "" ?>. <?cs var:e.nota ?><?cs /if ?></li><?cs /if ?><?cs /each ?></ul><?cs if:v.sintesi != "" ?>
<p class="righe"><?cs var:v.sintesi ?></p><?cs /if ?><?cs if:v.prossima != "" ?><p>Prossima verifica: <?cs var:v.prossima ?></p><?cs /if ?></div><?cs /if ?><?cs /each ?><?cs /if ?>
