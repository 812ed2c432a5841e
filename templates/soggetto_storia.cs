<?cs include:"pagina_inizio.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila">
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
