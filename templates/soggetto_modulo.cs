<?cs include:"pagina_inizio.cs" ?><?cs # choices of a place that is not clear; the script asks for them while typing ?><?cs
def:luoghi(lista, campo, campi) ?><div class="siz-campo" role="status" data-suggerimenti="/luoghi/suggerimenti" data-campi="<?cs var:campi ?>"><?cs if:subcount(lista) > #0 ?><fieldset class="siz-luoghi"><legend class="siz-piccolo">Quale?</legend><div class="siz-opzioni"><?cs each:l = lista ?><span class="siz-opzione"><input type="radio" id="l<?cs var:campo ?>-<?cs var:l.id ?>" name="<?cs var:campo ?>" value="<?cs var:l.id ?>"<?cs if:l.scelta ?> checked<?cs /if ?>><label for="l<?cs var:campo ?>-<?cs var:l.id ?>"><?cs var:l.testo ?><?cs if:l.nota ?> <small><?cs var:l.nota ?></small><?cs /if ?></label></span><?cs /each ?></div></fieldset><?cs /if ?></div><?cs /def ?><div class="siz-cont siz-corpo">
<div class="siz-capo"><div class="siz-capo__titolo"><h1><?cs var:Pagina.titolo ?></h1></div></div>
<div class="siz-pila"><?cs call:modulo_errori(Modulo) ?>
<div class="siz-nota"><p>Questa scheda la vedono tutti gli operatori di tutti i servizi. Scrivi qui solo i dati anagrafici e i recapiti.</p></div>
<form class="siz-riquadro" aria-labelledby="t-modulo"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?><?cs if:Scelta.campo ?><input type="hidden" name="_campo" value="<?cs var:Scelta.campo ?>"><?cs /if ?><?cs if:Soggetto.id ?><input type="hidden" name="_soggetto" value="<?cs var:Soggetto.id ?>"><?cs /if ?>
<?cs # Enter in a field presses the first button of a form: it must be one that saves ?><button class="visually-hidden" type="submit" tabindex="-1" aria-hidden="true">Salva</button>
<div class="siz-riquadro__capo"><h2 id="t-modulo"><?cs var:Modulo.titolo ?></h2><?cs call:legenda_obbligo() ?></div>
<?cs each:e = Modulo.avviso ?><?cs if:e.confermato ?><input type="hidden" name="conferma" value="<?cs var:e.codice ?>"><?cs /if ?><?cs /each ?><?cs
each:g = Modulo.gruppo ?><fieldset class="siz-sez-modulo"><legend><?cs var:g.titolo ?></legend>
<div class="siz-modulo"><?cs each:c = g.campo ?><?cs call:campo(c) ?><?cs
if:c.nome == "luogo_nascita" ?><?cs call:luoghi(Luogo, "_luogo_nascita", "luogo_nascita data_nascita") ?><?cs
elif:c.nome == "residenza_comune" ?><?cs call:luoghi(Residenza, "_residenza_comune", "residenza_comune") ?><?cs
elif:c.nome == "codice_fiscale" ?><div class="siz-campo siz-c6 siz-calcola"><?cs if:Proposta.codice ?><p class="mb-1">Dai dati il codice fiscale sarebbe <strong class="siz-mono"><?cs var:Proposta.codice ?></strong>. Controllalo sulla tessera sanitaria.</p><button class="btn btn-outline-primary btn-xs" type="submit" name="_usa_codice" value="<?cs var:Proposta.codice ?>" formnovalidate>Usa questo codice</button> <button class="btn btn-link btn-xs" type="submit" name="_calcola" value="1" formnovalidate>Ricalcola</button><?cs else ?><button class="btn btn-outline-primary btn-xs" type="submit" name="_calcola" value="1" formnovalidate>Calcola dai dati</button><?cs /if ?></div><?cs
/if ?><?cs /each ?></div><?cs
if:first(g) ?><div class="siz-simili" role="status" data-suggerimenti="/soggetti/simili" data-campi="cognome nome data_nascita codice_fiscale _soggetto"><?cs include:"soggetto_simili.cs" ?></div><?cs each:e = Modulo.avviso ?><?cs if:!e.confermato && e.campo == "" ?><div class="siz-opzione mt-2"><input type="checkbox" id="k-modulo-<?cs var:name(e) ?>" name="conferma" value="<?cs var:e.codice ?>"><label for="k-modulo-<?cs var:name(e) ?>">Ho controllato: è un’altra persona, salvala</label></div><?cs /if ?><?cs /each ?><?cs /if ?></fieldset>
<?cs /each ?><?cs call:salva(Modulo) ?>
</form></div></div>
<?cs include:"pagina_fine.cs" ?>
