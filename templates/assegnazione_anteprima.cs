<?cs include:"pagina_inizio.cs" ?><?cs

def:tieni(c) ?><input type="hidden" name="<?cs var:c.nome ?>" value="<?cs var:c.valore ?>"><?cs /def ?><?cs

def:dati_assegnazione() ?><?cs call:tieni(Modulo.campo.servizio) ?><?cs call:tieni(Modulo.campo.operatore) ?><?cs call:tieni(Modulo.campo.livello) ?><?cs call:tieni(Modulo.campo.valida_al) ?><?cs call:tieni(Modulo.campo.nota) ?><?cs /def ?><?cs

call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><?cs call:modulo_errori(Modulo) ?>
<form class="siz-riquadro" action="<?cs var:Modulo.azione ?>" method="post" aria-labelledby="t-ant" novalidate><?cs call:modulo_nascosti(Modulo) ?><?cs call:dati_assegnazione() ?>
<div class="siz-riquadro__capo"><h2 id="t-ant">Che cosa vedrà <?cs if:Anteprima.persona ?><?cs var:Anteprima.persona ?><?cs else ?><?cs var:Anteprima.servizio ?><?cs /if ?></h2></div>
<div class="siz-riquadro__corpo"><?cs
if:Anteprima.persona ?><p><strong>Solo <?cs var:Anteprima.persona ?></strong> potrà <strong><?cs if:Anteprima.scrive ?>leggere e modificare<?cs else ?>leggere, senza modificarla,<?cs /if ?></strong> questa pratica, <?cs if:Anteprima.fino ?>fino al <?cs var:Anteprima.fino ?><?cs else ?>senza scadenza<?cs /if ?>. <?cs if:Anteprima.proprio ?>È del tuo servizio: la vedeva già, ora resta traccia dell’assegnazione.<?cs else ?>Il servizio «<?cs var:Anteprima.servizio ?>» compare fra le UO abilitate solo per questa persona: chi altro ci lavora non vede niente.<?cs /if ?></p><?cs
else ?><p><strong>Tutto il servizio «<?cs var:Anteprima.servizio ?>»</strong> potrà <strong><?cs if:Anteprima.scrive ?>leggere e modificare<?cs else ?>leggere, senza modificarla,<?cs /if ?></strong> questa pratica, <?cs if:Anteprima.fino ?>fino al <?cs var:Anteprima.fino ?><?cs else ?>senza scadenza<?cs /if ?>. Vale per chi ha un ruolo che la apre, anche per chi arriverà dopo. Oggi: <?cs if:Anteprima.persone == "1" ?>1 persona<?cs else ?><?cs var:Anteprima.persone ?> persone<?cs /if ?>.</p><?cs if:subcount(Anteprima.chi) > #0 ?>
<details class="mb-3"><summary>Chi lavora in questo servizio</summary><ul class="mt-1 mb-0 siz-piccolo"><?cs each:c = Anteprima.chi ?><li><?cs var:c.nome ?>, <?cs var:c.ruoli ?></li><?cs /each ?></ul></details><?cs /if ?><?cs /if ?>
<p>Vedrà il dettaglio con i dati della persona, la storia delle modifiche, e quello che segue. Vedrà anche quello che aggiungerete dopo.</p>
<ul class="siz-righe mb-3">
<li><?cs call:icona("it-pencil") ?><span class="siz-righe__testo"><span class="siz-forte"><?cs if:Anteprima.diario == "1" ?>1 pagina di diario<?cs else ?><?cs var:Anteprima.diario ?> pagine di diario<?cs /if ?></span><small>Le pagine private non le vede.</small><?cs if:Diario.righe ?><details><summary>Quali</summary><ul class="siz-piccolo mb-0"><?cs each:r = Diario ?><?cs if:r.oggetto ?><li><?cs var:r.data ?>, <?cs var:r.oggetto ?> <span class="siz-tenue">(<?cs var:r.autore ?>)</span></li><?cs /if ?><?cs /each ?></ul></details><?cs /if ?></span></li>
<li><?cs call:icona("it-calendar") ?><span class="siz-righe__testo"><span class="siz-forte"><?cs if:Anteprima.eventi == "1" ?>1 evento<?cs else ?><?cs var:Anteprima.eventi ?> eventi<?cs /if ?></span><?cs if:Eventi.righe ?><details><summary>Quali</summary><ul class="siz-piccolo mb-0"><?cs each:r = Eventi ?><?cs if:r.titolo ?><li><?cs var:r.data ?>, <?cs var:r.titolo ?></li><?cs /if ?><?cs /each ?></ul></details><?cs /if ?></span></li>
<li><?cs call:icona("it-user") ?><span class="siz-righe__testo"><span class="siz-forte"><?cs if:Anteprima.significativi == "1" ?>1 soggetto significativo<?cs else ?><?cs var:Anteprima.significativi ?> soggetti significativi<?cs /if ?></span><?cs if:Significativi.righe ?><details><summary>Quali</summary><ul class="siz-piccolo mb-0"><?cs each:r = Significativi ?><?cs if:r.nome ?><li><?cs var:r.nome ?>, <?cs var:r.tipo ?></li><?cs /if ?><?cs /each ?></ul></details><?cs /if ?></span></li>
</ul><?cs
if:subcount(Modulo.campo.lascia_fuori.opzione) > #0 ?><div class="siz-modulo"><?cs call:campo(Modulo.campo.lascia_fuori) ?><div class="siz-campo"><p class="siz-piccolo siz-tenue mb-0">I documenti con la spunta restano fuori: chi riceve la pratica non li vede. Gli altri li vede e li può scaricare.</p></div></div><?cs else ?><p class="mb-3">La pratica non ha documenti.</p><?cs /if ?><?cs
if:Anteprima.nota ?><h3 class="mt-3">La tua nota</h3><div class="siz-testo-intero"><?cs var:Anteprima.nota ?></div><?cs /if ?></div>
<div class="siz-salva"><button class="btn btn-primary" type="submit">Assegna e avvisa</button><button class="btn btn-outline-primary" type="submit" name="_mostra" value="1" formaction="<?cs var:Anteprima.indietro ?>">Torna indietro e cambia</button><a class="btn btn-link" href="<?cs var:Modulo.annulla ?>">Annulla</a></div>
</form></div></div></div>
<?cs include:"pagina_fine.cs" ?>
