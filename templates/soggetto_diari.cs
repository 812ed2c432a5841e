<?cs include:"pagina_inizio.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><?cs if:Modulo.nome ?><?cs call:modulo_errori(Modulo) ?>
<form class="siz-riquadro siz-no-stampa" aria-labelledby="t-an"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-an">Annota nel diario</h2><?cs call:legenda_obbligo() ?></div>
<div class="siz-riquadro__corpo siz-modulo"><?cs call:modulo_campi(Modulo) ?></div>
<?cs call:salva(Modulo) ?>
</form><?cs /if ?>
<section class="siz-riquadro" aria-labelledby="t-d"><div class="siz-riquadro__capo"><h2 id="t-d">Diari delle pratiche che puoi aprire</h2><form class="siz-fila siz-no-stampa" action="/soggetti/<?cs var:Soggetto.id ?>/diari" method="get" role="search" aria-label="Cerca nei diari"><div class="siz-campo siz-con-tasto"><label class="visually-hidden" for="dc">Cerca nei diari</label><input type="search" id="dc" name="cerca" value="<?cs var:Ricerca.cerca ?>" placeholder="Cerca nei diari"><button class="btn btn-outline-primary" type="submit">Cerca</button></div></form></div><?cs
if:subcount(Diari) > #0 ?><?cs each:r = Diari ?><article class="siz-sez-modulo"><div class="siz-fila siz-fila--divisa"><h3><?cs var:r.oggetto ?><?cs if:r.privata ?> <?cs call:tag("Privata", "attesa", "it-locked") ?><?cs /if ?></h3><span class="siz-piccolo siz-tenue"><time datetime="<?cs var:r.data_iso ?>"><?cs var:r.data ?></time> · <?cs if:r.tipo ?><?cs var:r.tipo ?> · <?cs /if ?><?cs var:r.autore ?></span></div>
<?cs if:r.testo != r.oggetto ?><p class="mt-1 siz-testo-righe"><?cs var:r.testo ?></p><?cs /if ?><p class="siz-piccolo siz-tenue mb-0"><?cs var:r.kind_nome ?> <a href="/pratiche/<?cs var:r.pratica ?>/diario#pagina-<?cs var:r.id ?>"><?cs var:r.codice ?></a>, <?cs var:r.servizio ?></p></article>
<?cs /each ?><?cs call:pagine(Pagine) ?><?cs else ?><div class="siz-vuoto"><?cs if:Ricerca.cerca ?><h3>Nessuna pagina contiene «<?cs var:Ricerca.cerca ?>»</h3><p><a href="/soggetti/<?cs var:Soggetto.id ?>/diari">Mostra tutte le pagine</a></p><?cs else ?><h3>Nessuna pagina</h3><p>Qui leggi in fila le pagine di diario delle pratiche che puoi aprire. Si scrivono nella sezione «Diario» di una pratica<?cs if:Modulo.nome ?>, o annotando qui sopra<?cs /if ?>.</p><?cs /if ?></div><?cs /if ?></section>
<p class="siz-nota siz-piccolo">Ogni pagina resta nella sua pratica: la vede solo chi può aprirla. La scheda della persona non ha un diario suo.</p>
</div></div></div>
<?cs include:"pagina_fine.cs" ?>
