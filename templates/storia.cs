<?cs include:"pagina_inizio.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila">
<section class="siz-riquadro" aria-labelledby="t-stati"><div class="siz-riquadro__capo"><h2 id="t-stati">Stati</h2></div>
<div class="siz-scorri" tabindex="0" role="region" aria-label="Stati, tabella scorrevole"><table class="siz-tabella siz-tabella--schede">
<caption class="visually-hidden">Stati della pratica, dal più recente</caption>
<thead><tr><th scope="col">Stato</th><th scope="col">Dal</th><th scope="col">Motivo</th><th scope="col">Chi</th><th scope="col">Registrato</th></tr></thead>
<tbody><?cs each:s = Stati ?><?cs if:s.id ?>
<tr><th scope="row" class="primo"><?cs var:s.stato ?></th><td data-nome="Dal"><?cs var:s.data ?></td><td data-nome="Motivo"><?cs call:mancante(s.motivo) ?></td><td data-nome="Chi"><?cs var:s.chi ?></td><td data-nome="Registrato"><time datetime="<?cs var:s.quando_iso ?>"><?cs var:s.quando ?></time></td></tr><?cs /if ?><?cs /each ?>
</tbody></table></div></section>
<section class="siz-riquadro" aria-labelledby="t-mod"><div class="siz-riquadro__capo"><h2 id="t-mod">Modifiche</h2></div><?cs if:subcount(Modifiche) > #0 ?>
<ol class="siz-storia"><?cs each:m = Modifiche ?>
<li class="siz-storia__voce"><time datetime="<?cs var:m.quando_iso ?>"><?cs var:m.quando ?></time>
<span class="siz-storia__segno<?cs if:!m.nuova ?> siz-storia__segno--chiusa<?cs /if ?>"><?cs if:m.nuova ?><?cs call:icona("it-plus") ?><?cs else ?><?cs call:icona("it-pencil") ?><?cs /if ?></span>
<div><div class="siz-storia__capo"><h3><?cs var:m.testo ?></h3></div>
<p class="siz-piccolo siz-tenue mb-0"><?cs var:m.chi ?><?cs if:m.servizio ?>, <?cs var:m.servizio ?><?cs /if ?></p><?cs if:subcount(m.campo) > #0 ?>
<details<?cs if:!m.nuova || Pagina.stampa ?> open<?cs /if ?>><summary><?cs if:m.nuova ?>Che cosa è stato scritto<?cs else ?>Che cosa è cambiato<?cs /if ?></summary><dl class="siz-dati mb-2"><?cs each:c = m.campo ?><dt><?cs var:c.nome ?></dt><dd><?cs if:m.nuova ?><?cs call:mancante(c.dopo) ?><?cs else ?><del><?cs call:mancante(c.prima) ?></del> <span aria-hidden="true">→</span> <ins><?cs call:mancante(c.dopo) ?></ins><?cs /if ?></dd><?cs /each ?></dl></details><?cs /if ?></div></li><?cs /each ?>
</ol>
<?cs call:pagine(Pagine) ?><?cs else ?><div class="siz-riquadro__corpo"><p class="mb-0">Nessuna modifica registrata.</p></div><?cs /if ?></section>
</div></div></div>
<?cs include:"pagina_fine.cs" ?>
