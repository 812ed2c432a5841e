<?cs include:"pagina_inizio.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila">
<div class="siz-nota"><p><?cs if:Soggetto.riservato ?>Questa persona è riservata: la vedono solo il servizio che l’ha inserita e chi ne apre una pratica.<?cs else ?>Questa pagina la vedono tutti gli operatori di tutti i servizi. Non scriverci notizie delicate: vanno nel diario della pratica.<?cs /if ?></p></div>
<div class="siz-colonne siz-colonne--meta">
<section class="siz-riquadro" aria-labelledby="t-dati"><div class="siz-riquadro__capo"><h2 id="t-dati">Dati anagrafici</h2><?cs if:Soggetto.scrive ?><a class="btn btn-outline-primary siz-no-stampa" href="/soggetti/<?cs var:Soggetto.id ?>/modifica"><?cs call:icona("it-pencil") ?> Modifica<span class="visually-hidden"> i dati anagrafici</span></a><?cs /if ?></div>
<div class="siz-riquadro__corpo"><dl class="siz-dati siz-dati--stretti"><?cs each:d = Dati ?><dt><?cs var:d.nome ?></dt><dd<?cs if:d.codice ?> class="siz-mono"<?cs /if ?>><?cs call:mancante(d.valore) ?><?cs if:d.fonte ?> <?cs call:tag(d.fonte, "ok", "it-check") ?><?cs /if ?></dd><?cs /each ?></dl></div></section>
<section class="siz-riquadro" aria-labelledby="t-prat"><div class="siz-riquadro__capo"><h2 id="t-prat">Pratiche che puoi aprire</h2><?cs if:Soggetto.nuovo_intervento ?><a class="btn btn-primary" href="<?cs var:Soggetto.nuovo_intervento ?>"><?cs call:icona("it-plus") ?> Nuovo intervento generico</a><?cs /if ?></div>
<?cs if:Pratiche.righe ?><ul class="siz-righe"><?cs each:p = Pratiche ?><?cs if:p.id ?>
<li><?cs call:icona("it-file") ?><span class="siz-righe__testo"><a class="siz-forte" href="/pratiche/<?cs var:p.id ?>"><?cs var:p.codice ?> <?cs var:p.tipo ?></a><small><?cs var:p.kind_nome ?> · dal <?cs var:p.data_inizio ?><?cs if:p.data_fine ?> al <?cs var:p.data_fine ?><?cs /if ?> · <?cs var:p.servizio ?> · <?cs var:p.riferimento ?></small></span><?cs if:p.stato == "A" ?><?cs call:tag(p.stato_testo, "ok", "") ?><?cs elif:p.stato == "S" ?><?cs call:tag(p.stato_testo, "attesa", "") ?><?cs else ?><?cs call:tag(p.stato_testo, "", "") ?><?cs /if ?></li><?cs /if ?><?cs /each ?></ul><?cs
else ?><div class="siz-vuoto"><h3>Nessuna pratica che puoi aprire</h3><p>Quelle degli altri servizi sono nel <a href="/soggetti/<?cs var:Soggetto.id ?>/quadro">quadro riassuntivo</a>.</p></div><?cs /if ?>
</section></div>
</div></div></div>
<?cs include:"pagina_fine.cs" ?>
