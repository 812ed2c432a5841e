<?cs include:"pagina_inizio.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><?cs call:modulo_errori(Modulo) ?>
<form class="siz-riquadro" aria-labelledby="t-pass"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-pass">Passaggio del caso</h2><?cs call:legenda_obbligo() ?></div>
<div class="siz-riquadro__corpo siz-modulo">
<div class="siz-campo"><p class="mb-0">Oggi il riferimento è <strong><?cs var:Propria.riferimento ?></strong>. Il passaggio cambia il riferimento dentro <?cs var:Propria.servizio_nome ?>: chi lo lascia continua a vedere la pratica. Per darla a un altro servizio usa <a href="<?cs var:Modulo.annulla ?>">Assegna la pratica</a>.</p></div><?cs
if:Passaggio.nessuno ?><div class="siz-campo"><p class="siz-nota mb-0">In questo servizio non c’è un’altra persona che possa seguire la pratica.</p></div><?cs /if ?>
<?cs call:modulo_campi(Modulo) ?></div><?cs call:salva(Modulo) ?>
</form><?cs if:Passaggi.righe ?>
<section class="siz-riquadro" aria-labelledby="t-prima"><div class="siz-riquadro__capo"><h2 id="t-prima">Chi l’ha seguita prima</h2></div>
<ul class="siz-righe"><?cs each:r = Passaggi ?><?cs if:r.a ?><li><?cs call:icona("it-user") ?><span class="siz-righe__testo">Da <?cs var:r.da ?> a <span class="siz-forte"><?cs var:r.a ?></span><?cs if:r.nota != "" ?><small class="siz-testo-righe"><?cs var:r.nota ?></small><?cs /if ?></span><time><?cs var:r.quando ?></time></li><?cs /if ?><?cs /each ?></ul></section><?cs /if ?>
</div></div></div>
<?cs include:"pagina_fine.cs" ?>
