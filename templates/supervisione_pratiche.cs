<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-pila">
<div class="siz-capo"><div class="siz-capo__titolo"><h1><?cs var:Pagina.titolo ?></h1></div></div>
<form class="siz-riquadro" action="/supervisione/pratiche" method="get" aria-label="Filtri"><div class="siz-riquadro__corpo siz-fila">
<div class="siz-campo siz-fila"><label class="mb-0" for="operatore">Di chi</label><select class="w-auto" id="operatore" name="operatore"><option value="">Di tutti</option><?cs each:o = Chi ?><option value="<?cs var:o.id ?>"<?cs if:o.scelta ?> selected<?cs /if ?>><?cs var:o.nome ?></option><?cs /each ?></select></div>
<div class="siz-campo siz-fila"><label class="mb-0" for="tipo">Che cosa</label><select class="w-auto" id="tipo" name="tipo"><option value="">Tutte le pratiche</option><?cs each:o = Tipi ?><option value="<?cs var:o.codice ?>"<?cs if:o.scelta ?> selected<?cs /if ?>><?cs var:o.nome ?></option><?cs /each ?></select></div>
<div class="siz-campo siz-fila"><label class="mb-0" for="silenzio">In silenzio da giorni</label><input class="w-auto" id="silenzio" name="silenzio" type="number" min="1" max="3650" value="<?cs var:Supervisione.giorni ?>"></div>
<button class="btn btn-outline-primary" type="submit">Filtra</button></div></form><?cs
if:subcount(Pratiche) > #0 ?><?cs call:modulo_errori(Modulo) ?>
<form class="siz-riquadro" aria-labelledby="t-pra"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-pra">Scegli e riassegna</h2><?cs call:legenda_obbligo() ?></div>
<div class="siz-scorri" tabindex="0" role="region" aria-label="Pratiche, tabella scorrevole"><table class="siz-tabella siz-tabella--schede"><caption class="visually-hidden">Pratiche da scegliere</caption>
<thead><tr><th scope="col"><input type="checkbox" data-tutte="pratica" aria-label="Scegli tutte quelle di questa pagina"></th><th scope="col">Codice</th><th scope="col">Tipo</th><th scope="col">Soggetto</th><th scope="col">Dal</th><th scope="col">Ultima attività</th><th scope="col">Riferimento</th></tr></thead>
<tbody><?cs each:r = Pratiche ?><tr><td data-nome="Scelta"><input type="checkbox" id="p<?cs var:r.id ?>" name="pratica" value="<?cs var:r.id ?>" aria-label="Scegli <?cs var:r.codice ?>"<?cs if:r.scelta ?> checked<?cs /if ?>></td><th scope="row" class="primo"><a class="siz-nowrap" href="/pratiche/<?cs var:r.id ?>"><?cs var:r.codice ?></a></th><td data-nome="Tipo"><?cs var:r.tipo ?></td><td data-nome="Soggetto"><?cs var:r.titolare ?></td><td data-nome="Dal"><?cs var:r.inizio ?></td><td data-nome="Ultima attività"><?cs call:mancante(r.silenzio) ?></td><td data-nome="Riferimento"><?cs var:r.riferimento ?></td></tr><?cs /each ?></tbody></table></div>
<div class="siz-riquadro__corpo siz-modulo"><?cs call:modulo_campi(Modulo) ?></div><?cs call:salva(Modulo) ?></form><?cs
if:Supervisione.successiva || Supervisione.seguito ?><nav class="siz-fila" aria-label="Pagine"><?cs if:Supervisione.seguito ?><a class="btn btn-outline-primary" href="<?cs var:Supervisione.inizio ?>">Dall’inizio</a><?cs /if ?><?cs if:Supervisione.successiva ?><a class="btn btn-outline-primary" href="<?cs var:Supervisione.successiva ?>">Successive</a><?cs /if ?></nav><?cs /if ?><?cs else ?>
<div class="siz-riquadro"><div class="siz-vuoto"><h2>Nessuna pratica</h2><p>Con questi filtri non ce n’è nessuna aperta in questo servizio.</p></div></div><?cs /if ?>
</div></div>
<?cs include:"pagina_fine.cs" ?>
