<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo">
<div class="siz-capo"><div class="siz-capo__titolo"><h1><?cs var:Pagina.titolo ?></h1><?cs if:Cerca.testo != "" ?><span class="siz-tenue"><?cs if:Cerca.risultati == "1" ?>1 risultato<?cs else ?><?cs var:Cerca.risultati ?> risultati<?cs /if ?></span><?cs /if ?></div></div>
<div class="siz-pila"><?cs each:g = Gruppi ?>
<section class="siz-riquadro" aria-labelledby="g-<?cs var:name(g) ?>"><div class="siz-riquadro__capo"><h2 id="g-<?cs var:name(g) ?>"><?cs var:g.nome ?></h2><?cs if:g.nome == "Soggetti" && Cerca.soggetti ?><a class="siz-piccolo" href="<?cs var:Cerca.soggetti ?>">Tutti in «Soggetti»</a><?cs /if ?></div>
<ul class="siz-righe"><?cs each:v = g.voce ?><li><?cs call:icona(v.icona) ?><span class="siz-righe__testo"><a class="siz-forte" href="<?cs var:v.url ?>"><?cs each:p = v.pezzo ?><?cs if:p.segno ?><mark><?cs var:p.testo ?></mark><?cs else ?><?cs var:p.testo ?><?cs /if ?><?cs /each ?></a><?cs if:v.dettaglio ?><small><?cs var:v.dettaglio ?></small><?cs /if ?></span><?cs if:v.nota ?><span class="siz-tenue siz-piccolo"><?cs var:v.nota ?></span><?cs /if ?></li><?cs /each ?></ul></section><?cs /each ?><?cs
if:Cerca.risultati == "0" ?><div class="siz-riquadro"><div class="siz-vuoto"><h2>Nessun risultato</h2><p>Controlla come è scritto, o prova con meno lettere. Del codice fiscale bastano quattro caratteri di seguito.</p><?cs if:Cerca.soggetti ?><div class="siz-fila justify-content-center"><a class="btn btn-outline-primary" href="/soggetti">Apri la ricerca dei soggetti</a></div><?cs /if ?></div></div><?cs /if ?>
<p class="siz-tenue siz-piccolo">Le ricerche di persone e nei documenti sono registrate.</p>
</div></div>
<?cs include:"pagina_fine.cs" ?>
