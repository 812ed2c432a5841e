<?cs include:"pagina_inizio.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><section class="siz-riquadro" aria-labelledby="t-ric"><div class="siz-riquadro__capo"><h2 id="t-ric">Richieste</h2><?cs if:subcount(Tipi) > #0 ?><a class="btn btn-outline-primary" href="#nuova"><?cs call:icona("it-plus") ?> Nuova richiesta</a><?cs /if ?></div><?cs if:Richieste.righe ?>
<ul class="siz-righe"><?cs each:r = Richieste ?><?cs if:r.id ?>
<li><span class="siz-righe__testo"><a href="/richieste/<?cs var:r.id ?>"><?cs var:r.oggetto ?></a><small><span class="siz-mono"><?cs var:r.codice ?></span> · <?cs var:r.tipo_nome ?> · a <?cs var:r.destinatario ?> · chiesta da <?cs var:r.richiedente ?> <?cs var:r.chiesta_il ?><?cs if:r.attesa ?> · risposta entro il <?cs var:r.entro ?><?cs /if ?></small></span><?cs if:r.scaduta ?><?cs call:tag("Scaduta", "no", "") ?> <?cs /if ?><?cs call:tag(r.stato_nome, r.aspetto, "") ?></li><?cs /if ?><?cs /each ?></ul><?cs else ?>
<div class="siz-vuoto"><h3>Nessuna richiesta</h3><p>Qui stanno le autorizzazioni e i pareri chiesti per questa pratica, con la risposta e i suoi motivi.</p></div><?cs /if ?></section><?cs if:subcount(Tipi) > #0 ?>
<section class="siz-riquadro" id="nuova" aria-labelledby="t-nuova"><div class="siz-riquadro__capo"><h2 id="t-nuova">Nuova richiesta</h2></div>
<ul class="siz-righe"><?cs each:t = Tipi ?><li><?cs call:icona("it-plus") ?><span class="siz-righe__testo"><a href="<?cs var:t.url ?>"><?cs var:t.nome ?></a><small><?cs var:t.descrizione ?></small></span></li><?cs /each ?></ul></section><?cs /if ?>
</div></div></div>
<?cs include:"pagina_fine.cs" ?>
