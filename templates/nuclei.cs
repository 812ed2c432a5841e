<?cs include:"pagina_inizio.cs" ?><?cs include:"genogramma.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila">
<form class="siz-riquadro siz-no-stampa" action="/soggetti/<?cs var:Soggetto.id ?>/nuclei" method="get"><div class="siz-riquadro__capo"><h2><?cs if:Giorno.oggi ?>Composizione di oggi<?cs else ?>Composizione al <?cs var:Giorno.testo ?><?cs /if ?></h2>
<div class="siz-fila"><div class="siz-campo siz-fila"><label class="mb-0" for="giorno">Giorno</label><input class="siz-data w-auto" type="date" id="giorno" name="giorno" value="<?cs var:Giorno.iso ?>"<?cs if:Giorno.errore ?> aria-invalid="true" aria-describedby="e-giorno"<?cs /if ?>></div><button class="btn btn-outline-primary" type="submit">Mostra</button><?cs if:!Giorno.oggi ?><a href="/soggetti/<?cs var:Soggetto.id ?>/nuclei">Oggi</a><?cs /if ?></div></div><?cs
if:Giorno.errore ?><div class="siz-riquadro__corpo"><p class="siz-errore mb-0" id="e-giorno"><?cs var:Giorno.errore ?></p></div><?cs /if ?></form>
<p class="siz-solo-stampa">Composizione al <?cs var:Giorno.testo ?></p>
<?cs each:n = Nuclei ?><section class="siz-riquadro" aria-labelledby="t-<?cs var:n.codice ?>">
<div class="siz-riquadro__capo"><h2 id="t-<?cs var:n.codice ?>"><?cs var:n.titolo ?> <span class="siz-tenue fw-normal siz-piccolo"><?cs if:n.conta ?><?cs var:n.quante ?><?cs /if ?></span></h2><?cs if:Soggetto.scrive ?><a class="btn btn-outline-primary siz-no-stampa" href="/soggetti/<?cs var:Soggetto.id ?>/nuclei/aggiungi?tipo=<?cs var:n.codice ?>"><?cs call:icona("it-plus") ?> Aggiungi una persona<span class="visually-hidden"> al <?cs var:n.titolo ?></span></a><?cs /if ?></div><?cs
if:subcount(n.componente) > #0 ?><div class="siz-nucleo"><ul class="siz-righe"><?cs each:c = n.componente ?>
<li><?cs call:icona("it-user") ?><span class="siz-righe__testo"><?cs if:c.se_stesso ?><strong><?cs var:c.nome ?></strong><?cs else ?><a href="/soggetti/<?cs var:c.soggetto ?>/nuclei"><?cs var:c.nome ?></a><?cs /if ?> <span class="siz-tenue">(<?cs var:c.sesso ?>, <?cs var:c.eta ?>)</span>
<small><?cs var:c.relazione ?> · dal <?cs var:c.dal ?><?cs if:c.al != "" ?> al <?cs var:c.al ?><?cs /if ?><?cs if:c.anpr ?> · da ANPR<?cs /if ?></small></span><?cs if:c.morte ?><?cs call:tag(c.morte, "", "") ?><?cs /if ?><?cs
if:Soggetto.scrive && c.aperta ?><span class="siz-fila siz-piccolo siz-no-stampa"><a href="/soggetti/<?cs var:Soggetto.id ?>/nuclei/<?cs var:c.id ?>/modifica">Correggi<span class="visually-hidden"> <?cs var:c.nome ?></span></a> <a href="/soggetti/<?cs var:Soggetto.id ?>/nuclei/<?cs var:c.id ?>/esce">Esce<span class="visually-hidden"> dal nucleo: <?cs var:c.nome ?></span></a></span><?cs /if ?></li><?cs /each ?></ul>
<?cs call:genogramma(n) ?></div><?cs else ?>
<div class="siz-vuoto"><h3>Nessuna persona nel <?cs var:n.titolo ?></h3><p><?cs if:n.codice == "di_fatto" ?>Il nucleo di fatto è chi vive davvero con la persona.<?cs else ?>Il nucleo anagrafico è la famiglia scritta all’anagrafe.<?cs /if ?><?cs if:!Giorno.oggi ?> Prova con un altro giorno.<?cs /if ?></p></div><?cs /if ?>
</section>
<?cs /each ?>
<?cs if:Nucleo_isee.protocollo ?><section class="siz-riquadro" aria-labelledby="t-nisee"><div class="siz-riquadro__capo"><h2 id="t-nisee">Nucleo dell’ISEE</h2><a class="btn btn-outline-primary siz-no-stampa" href="/soggetti/<?cs var:Soggetto.id ?>/isee">Apri gli ISEE</a></div>
<div class="siz-riquadro__corpo"><p class="mb-0"><?cs var:Nucleo_isee.tipi ?>, DSU <span class="siz-mono siz-spezza"><?cs var:Nucleo_isee.protocollo ?></span> del <?cs var:Nucleo_isee.presentata ?>, vale fino al <?cs var:Nucleo_isee.fine ?>. <?cs if:Nucleo_isee.da_inps ?>Il nucleo è quello scritto nel file dell’INPS.<?cs else ?>ISEE inserito a mano: il nucleo è quello anagrafico di quel giorno.<?cs /if ?></p></div>
<div class="siz-nucleo"><ul class="siz-righe"><?cs each:c = Nucleo_isee.componente ?>
<li><?cs call:icona("it-user") ?><span class="siz-righe__testo"><?cs if:c.se_stesso ?><strong><?cs var:c.nome ?></strong><?cs elif:c.soggetto ?><a href="/soggetti/<?cs var:c.soggetto ?>/nuclei"><?cs var:c.nome ?></a><?cs else ?><?cs var:c.nome ?><?cs /if ?>
<small><?cs if:c.rapporto ?><?cs var:c.rapporto ?> · <?cs /if ?><span class="siz-mono"><?cs var:c.codice_fiscale ?></span></small></span><?cs
if:c.manca ?><?cs call:tag("Nel nucleo anagrafico, non nell’ISEE", "attesa", "") ?><?cs elif:!c.dentro ?><?cs if:c.soggetto ?><?cs call:tag("Non è nel nucleo anagrafico", "attesa", "") ?><?cs else ?><?cs call:tag("Non è in SIZ", "", "") ?><?cs /if ?><?cs /if ?></li><?cs /each ?></ul>
<?cs if:Nucleo_isee.genogramma.larghezza ?><?cs call:genogramma(Nucleo_isee) ?><?cs /if ?></div></section>
<?cs /if ?><section class="siz-riquadro" aria-labelledby="t-mov"><div class="siz-riquadro__capo"><h2 id="t-mov">Entrate e uscite</h2></div><?cs
if:Movimenti.righe ?><div class="siz-scorri" tabindex="0" role="region" aria-label="Entrate e uscite, tabella scorrevole"><table class="siz-tabella siz-tabella--schede"><caption class="visually-hidden">Entrate e uscite nei nuclei della persona</caption>
<thead><tr><th scope="col">Giorno</th><th scope="col">Persona</th><th scope="col">Che cosa</th><th scope="col">Nucleo</th><th scope="col">Legame</th><th scope="col">Motivo</th></tr></thead>
<tbody><?cs each:m = Movimenti ?><?cs if:m.giorno ?><tr><td data-nome="Giorno"><?cs var:m.giorno ?></td><th scope="row" class="primo"><?cs if:m.se_stesso ?><?cs var:m.nome ?><?cs else ?><a href="/soggetti/<?cs var:m.soggetto ?>/nuclei"><?cs var:m.nome ?></a><?cs /if ?></th><td data-nome="Che cosa"><?cs if:m.entra ?>Entra<?cs else ?>Ultimo giorno<?cs /if ?></td><td data-nome="Nucleo"><?cs var:m.nucleo ?></td><td data-nome="Legame"><?cs call:mancante(m.relazione) ?></td><td data-nome="Motivo"><?cs call:mancante(m.motivo) ?></td></tr><?cs /if ?><?cs /each ?></tbody></table></div><?cs else ?>
<div class="siz-vuoto"><h3>Nessun movimento</h3><p>Qui restano le entrate e le uscite, con il giorno e il motivo.</p></div><?cs /if ?></section>
<p class="siz-nota siz-piccolo">I nuclei li vedono tutti gli operatori di tutti i servizi. Le persone riservate compaiono solo a chi può vederle.</p>
</div></div></div>
<?cs include:"pagina_fine.cs" ?>
