<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo">
<div class="siz-capo"><div class="siz-capo__titolo"><h1 class="siz-spezza"><?cs var:Fornitore.nome ?></h1><span class="siz-tenue"><?cs var:Mese.nome ?></span></div><?cs call:mese_accanto("./") ?></div>
<div class="siz-pila"><?cs call:modulo_errori(Modulo) ?>
<div class="siz-nota"><p>Le persone del tuo servizio che hanno qualcosa da questo fornitore, come nella sua fattura. Nelle caselle azzurre c’è quello che dice il piano e che nessuno ha ancora registrato. Le ore si scrivono così: <strong>1:30</strong>. Se non è stata svolta scrivi una lettera:</p>
<ul class="siz-legenda"><?cs each:r = Motivi ?><?cs if:r.id ?><li><strong><?cs var:r.id ?></strong> <?cs var:r.descrizione ?></li><?cs /if ?><?cs /each ?></ul></div>
<form class="siz-riquadro" aria-labelledby="t-modulo"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-modulo">Registra <?cs var:Mese.nome ?></h2></div><?cs if:subcount(Griglia.riga) > #0 ?>
<div class="siz-scorri" tabindex="0" role="region" aria-label="Il mese, tabella scorrevole"><table class="siz-tabella siz-tabella--schede siz-tabella--fissa siz-griglia siz-griglia--giorni"><caption class="visually-hidden"><?cs var:Mese.nome ?>: una persona e una prestazione per riga, un giorno per colonna</caption>
<thead><tr><th scope="col">Persona e prestazione</th><?cs each:d = Griglia.giorno ?><th scope="col"><?cs var:d.nome ?></th><?cs /each ?></tr></thead><tbody><?cs each:r = Griglia.riga ?>
<tr><th scope="row" class="primo"><?cs var:r.titolo ?><small><?cs var:r.sotto ?> (<?cs var:r.unita ?>)</small><small><a href="/pratiche/<?cs var:r.pratica ?>/prestazioni"><?cs var:r.codice ?></a></small><?cs if:r.chiuso ?><?cs call:tag("Mese chiuso", "ok", "") ?><?cs /if ?></th><?cs each:c = r.cella ?><td<?cs if:c.nome ?> data-nome="<?cs var:c.giorno ?>"<?cs else ?> class="via"<?cs /if ?>><?cs call:cella_mese(c) ?></td><?cs /each ?></tr><?cs /each ?></tbody></table></div>
<?cs call:salva(Modulo) ?><?cs else ?>
<div class="siz-vuoto"><h3>Nessuno in questo mese</h3><p>Nessuna pratica che puoi modificare ha prestazioni previste da questo fornitore.</p></div><?cs /if ?><?cs if:Griglia.successiva || Griglia.seguito ?>
<div class="siz-sotto-tabella"><span>Quindici righe per pagina: salva prima di andare avanti.</span><nav aria-label="Pagine dell’elenco"><ul class="siz-pagine"><li><?cs if:Griglia.seguito ?><a href="./<?cs var:Griglia.mese ?>">Dall’inizio</a><?cs else ?><span>Dall’inizio</span><?cs /if ?></li><li><?cs if:Griglia.successiva ?><a href="./<?cs var:Griglia.successiva ?>" rel="next">Successivi</a><?cs else ?><span>Successivi</span><?cs /if ?></li></ul></nav></div><?cs /if ?>
</form></div></div>
<?cs include:"pagina_fine.cs" ?>
