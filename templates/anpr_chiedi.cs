<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo">
<div class="siz-capo"><div class="siz-capo__titolo"><h1><?cs var:Pagina.titolo ?></h1></div></div>
<div class="siz-colonne siz-colonne--lato"><div class="siz-pila"><?cs call:modulo_errori(Modulo) ?>
<?cs if:Anpr.attivo ?><form class="siz-riquadro" aria-labelledby="t-modulo"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-modulo"><?cs var:Modulo.titolo ?></h2><?cs call:legenda_obbligo() ?></div>
<div class="siz-riquadro__corpo siz-modulo"><?cs call:modulo_campi(Modulo) ?></div>
<?cs call:salva(Modulo) ?>
</form><?cs else ?><div class="siz-riquadro"><div class="siz-vuoto"><h2>Il collegamento non è attivo</h2><p>In questa installazione ANPR non si può interrogare. I dati si inseriscono a mano.</p></div></div><?cs /if ?>
<div class="siz-nota"><p>Ogni domanda resta nel registro con il tuo nome e il perché. Chiedi solo di chi segui o stai per seguire.</p></div></div>
<div class="siz-pila"><section class="siz-riquadro" aria-labelledby="t-porte"><div class="siz-riquadro__capo"><h2 id="t-porte">Come stanno i servizi</h2></div>
<ul class="siz-righe"><?cs each:p = Porte ?><?cs if:p.codice ?><li><span class="siz-righe__testo"><strong><?cs var:p.denominazione ?></strong><small><?cs if:p.funziona ?><?cs if:p.riuscita_il != "" ?>Ultima risposta <?cs var:p.riuscita_il ?><?cs else ?>Ancora nessuna domanda<?cs /if ?><?cs else ?><?cs var:p.errore ?> Le domande sono sospese<?cs if:p.fino != "" ?> fino alle <?cs var:p.fino ?><?cs /if ?>.<?cs /if ?></small></span><?cs if:p.funziona ?><?cs call:tag("Funziona", "ok", "") ?><?cs else ?><?cs call:tag("Non risponde", "attesa", "") ?><?cs /if ?></li><?cs /if ?><?cs /each ?></ul></section>
<section class="siz-riquadro" aria-labelledby="t-mie"><div class="siz-riquadro__capo"><h2 id="t-mie">Le tue ultime domande</h2></div><?cs if:Mie.righe ?>
<ul class="siz-righe"><?cs each:m = Mie ?><?cs if:m.id ?><li><span class="siz-righe__testo"><a class="siz-forte" href="/anpr/<?cs var:m.id ?>"><?cs if:m.cognome != "" ?><?cs var:m.cognome ?> <?cs var:m.nome ?><?cs else ?><span class="siz-mono"><?cs var:m.codice_fiscale ?></span><?cs /if ?></a><small><?cs if:m.porta == "vcf" ?>Codice fiscale<?cs else ?>Dati della persona<?cs /if ?> · <?cs var:m.chiesta_il ?></small></span><?cs if:m.stato == "in_attesa" ?><?cs call:tag("In attesa", "attesa", "") ?><?cs elif:m.stato == "trovata" || m.stato == "valido" ?><?cs call:tag("Trovato", "ok", "") ?><?cs elif:m.stato == "usata" ?><?cs call:tag("Usata", "", "") ?><?cs elif:m.stato == "errore" ?><?cs call:tag("Non riuscita", "no", "") ?><?cs else ?><?cs call:tag("Non risulta", "", "") ?><?cs /if ?></li><?cs /if ?><?cs /each ?></ul><?cs
else ?><div class="siz-vuoto"><h3>Nessuna domanda negli ultimi 7 giorni</h3><p>Scrivi un codice fiscale e premi «Chiedi»: la domanda resta qui.</p></div><?cs /if ?></section></div>
</div></div>
<?cs include:"pagina_fine.cs" ?>
