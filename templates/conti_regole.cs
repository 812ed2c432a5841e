<?cs include:"pagina_inizio.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila">
<section class="siz-riquadro" aria-labelledby="t-reg"><div class="siz-riquadro__capo"><h2 id="t-reg">Regole per pagamenti</h2><?cs if:Pratica.scrive ?><a class="btn btn-outline-primary" href="/pratiche/<?cs var:Pratica.id ?>/regole/nuova"><?cs call:icona("it-plus") ?> Nuova regola</a><?cs /if ?></div><?cs
if:Regole.righe ?>
<div class="siz-scorri" tabindex="0" role="region" aria-label="Regole per pagamenti, tabella scorrevole"><table class="siz-tabella siz-tabella--schede"><caption class="visually-hidden">Regole per pagamenti, la più recente per prima</caption>
<thead><tr><th scope="col">Cadenza</th><th scope="col" class="siz-num">Importo</th><th scope="col">Quando</th><th scope="col">Con quali soldi</th><th scope="col">A chi</th><th scope="col">Movimenti</th><?cs if:Pratica.scrive ?><th scope="col"><span class="visually-hidden">Azioni</span></th><?cs /if ?></tr></thead>
<tbody><?cs each:r = Regole ?><?cs if:r.id ?><tr id="regola-<?cs var:r.id ?>"><th scope="row" class="primo"><?cs var:r.cadenza_nome ?><?cs if:r.finita ?> <?cs call:tag("Finita", "vuoto", "") ?><?cs /if ?></th>
<td class="siz-num" data-nome="Importo"><?cs var:r.importo ?></td>
<td data-nome="Quando"><?cs call:dal_al(r.dal, r.al) ?><?cs if:r.tranche ?><ul class="siz-elenco-fitto"><?cs each:t = Tranche ?><?cs if:t.id && t.regola == r.id ?><li><?cs var:t.data ?>: <?cs var:t.importo ?></li><?cs /if ?><?cs /each ?></ul><?cs /if ?></td>
<td data-nome="Con quali soldi"><?cs if:r.fondo != "" && ?r.fondo ?><?cs var:r.fondo ?><?cs if:r.impegno != "" && ?r.impegno ?><small>impegno <?cs var:r.impegno ?></small><?cs /if ?><?cs elif:r.dei_fondi ?>Il primo dell’intervento che ha posto<?cs else ?><?cs call:tag("Manca il finanziamento", "attesa", "it-warning-circle") ?><?cs /if ?></td>
<td data-nome="A chi"><?cs if:r.beneficiario != "" && ?r.beneficiario ?><?cs var:r.beneficiario ?><?cs else ?>La persona titolare<?cs /if ?><?cs if:r.modalita != "" && ?r.modalita ?><small><?cs var:r.modalita ?></small><?cs /if ?></td>
<td data-nome="Movimenti"><a href="/pratiche/<?cs var:Pratica.id ?>/movimenti"><?cs var:r.movimenti ?></a><small><?cs var:r.previsto ?> in tutto</small></td><?cs if:Pratica.scrive ?>
<td class="angolo"><?cs call:conti_azioni("regole", r.id, "la regola") ?></td><?cs /if ?></tr><?cs /if ?><?cs /each ?></tbody></table></div><?cs else ?>
<div class="siz-vuoto"><h3>Nessuna regola</h3><p>Una regola dice quanto si paga, ogni quanto e da quando a quando: i movimenti nascono da lei, e li vedi prima di salvarla.</p></div><?cs /if ?></section>
<section class="siz-riquadro" aria-labelledby="t-sos"><div class="siz-riquadro__capo"><h2 id="t-sos">Sospensioni</h2><?cs if:Pratica.scrive ?><a class="btn btn-outline-primary" href="/pratiche/<?cs var:Pratica.id ?>/sospensioni/nuova"><?cs call:icona("it-plus") ?> Sospendi i pagamenti</a><?cs /if ?></div><?cs
if:Sospensioni.righe ?><ul class="siz-righe"><?cs each:s = Sospensioni ?><?cs if:s.id ?><li><?cs call:icona("it-clock") ?><span class="siz-righe__testo"><span class="siz-forte"><?cs call:dal_al(s.dal, s.al) ?></span><small><?cs var:s.motivo ?></small></span><?cs if:s.ora ?><?cs call:tag("In corso", "attesa", "") ?><?cs /if ?><?cs if:Pratica.scrive ?><?cs call:conti_azioni("sospensioni", s.id, "la sospensione") ?><?cs /if ?></li><?cs /if ?><?cs /each ?></ul><?cs else ?>
<div class="siz-vuoto"><h3>Nessuna sospensione</h3><p>Nei giorni di una sospensione le regole non pagano niente. I movimenti già autorizzati restano.</p></div><?cs /if ?></section>
</div></div></div>
<?cs include:"pagina_fine.cs" ?>
