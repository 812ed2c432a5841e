<?cs # The macros of all pages, parsed once for all of them.  README.md shows each with its nodes
and an example.

Small things. ?><?cs def:marchio() ?><?cs if:Ambito.marchio ?><?cs var:Ambito.marchio ?><?cs else ?>SIZ<?cs /if ?><?cs /def ?><?cs

def:icona(nome) ?><svg class="icon" aria-hidden="true"><use href="<?cs var:Sprite ?>#<?cs var:nome ?>"></use></svg><?cs /def ?><?cs

def:icona_piccola(nome) ?><svg class="icon icon-xs" aria-hidden="true"><use href="<?cs var:Sprite ?>#<?cs var:nome ?>"></use></svg><?cs /def ?><?cs

def:tag(testo, tipo, icona) ?><span class="siz-tag<?cs if:tipo ?> siz-tag--<?cs var:tipo ?><?cs /if ?>"><?cs if:icona ?><?cs call:icona(icona) ?><?cs /if ?><?cs var:testo ?></span><?cs /def ?><?cs

def:conta(numero) ?><?cs if:numero ?><span class="siz-conta"><?cs var:numero ?></span><?cs /if ?><?cs /def ?><?cs

def:mancante(valore) ?><?cs if:valore != "" && ?valore ?><?cs var:valore ?><?cs else ?><span class="siz-tenue">non inserito</span><?cs /if ?><?cs /def ?><?cs

def:regole_password() ?><?cs if:subcount(Password.regola) > #0 ?><ul><?cs each:r = Password.regola ?><li><?cs var:r ?></li><?cs /each ?></ul><?cs /if ?><?cs /def ?><?cs

def:piede() ?><?cs each:p = Piede ?>
<a href="<?cs var:p.url ?>"><?cs var:p.testo ?><?cs if:p.nota ?><span class="visually-hidden"> <?cs var:p.nota ?></span><?cs /if ?></a><?cs /each ?><?cs /def ?><?cs

# Notices of the page: Pagina.avviso.N.{tipo,titolo,testo,url,testo_url} ?><?cs
def:avvisi() ?><?cs each:a = Pagina.avviso ?>
<div class="alert alert-<?cs var:a.tipo ?>"<?cs if:a.tipo == "success" ?> role="status"<?cs elif:a.tipo == "danger" ?> role="alert"<?cs /if ?>><?cs if:a.titolo ?><h2><?cs var:a.titolo ?></h2><?cs /if ?><p><?cs var:a.testo ?><?cs if:a.url ?> <a href="<?cs var:a.url ?>"><?cs var:a.testo_url ?></a><?cs /if ?></p></div><?cs /each ?><?cs /def ?><?cs

# Hidden fields that each POST carries; modulo_nascosti for a form with a definition. ?><?cs
def:nascosti() ?><input type="hidden" name="_csrf" value="<?cs var:Sessione.csrf ?>"><?cs if:Pagina.chiave ?><input type="hidden" name="_chiave" value="<?cs var:Pagina.chiave ?>"><?cs /if ?><?cs /def ?><?cs

def:modulo_nascosti(m) ?><input type="hidden" name="_csrf" value="<?cs var:Sessione.csrf ?>"><?cs if:m.chiave ?><input type="hidden" name="_chiave" value="<?cs var:m.chiave ?>"><?cs /if ?><?cs if:m.versione ?><input type="hidden" name="_versione" value="<?cs var:m.versione ?>"><?cs /if ?><?cs if:m.ritorno ?><input type="hidden" name="_ritorno" value="<?cs var:m.ritorno ?>"><?cs /if ?><?cs /def ?><?cs

# --- fields: pieces of campo ------------------------------------------------------------- ?><?cs
def:obbligo(c) ?><?cs if:c.obbligatorio && !Pagina.pubblica ?> <span class="siz-obbl" aria-hidden="true">*</span><?cs elif:!c.obbligatorio && Pagina.pubblica ?> (facoltativo)<?cs /if ?><?cs /def ?><?cs

def:campo_descritto(c) ?><?cs if:c.errore ?> aria-invalid="true"<?cs /if ?><?cs if:c.aiuto || c.errore || c.avviso ?> aria-describedby="<?cs if:c.errore ?>e-<?cs var:c.nome ?> <?cs /if ?><?cs if:c.avviso ?>w-<?cs var:c.nome ?> <?cs /if ?><?cs if:c.aiuto ?>a-<?cs var:c.nome ?><?cs /if ?>"<?cs /if ?><?cs /def ?><?cs

def:campo_conferma(c) ?><?cs if:c.avviso ?><div class="siz-opzione"><input type="checkbox" id="k-<?cs var:c.nome ?>" name="conferma" value="<?cs var:c.avviso_codice ?>"><label for="k-<?cs var:c.nome ?>">Confermo: il dato è giusto</label></div><?cs /if ?><?cs /def ?><?cs

def:campo_attributi(c) ?> id="<?cs var:c.id ?>" name="<?cs var:c.nome ?>"<?cs if:c.obbligatorio ?> required<?cs /if ?><?cs if:c.massimo ?> maxlength="<?cs var:c.massimo ?>"<?cs /if ?><?cs if:c.autocomplete ?> autocomplete="<?cs var:c.autocomplete ?>"<?cs /if ?><?cs call:campo_descritto(c) ?><?cs /def ?><?cs

def:campo_detto(c) ?><?cs if:c.aiuto ?><span class="siz-aiuto" id="a-<?cs var:c.nome ?>"><?cs var:c.aiuto ?></span><?cs /if ?><?cs if:c.errore ?><p class="siz-errore" id="e-<?cs var:c.nome ?>"><?cs call:icona("it-error") ?><span><span class="visually-hidden">Errore: </span><?cs var:c.errore ?></span></p><?cs /if ?><?cs if:c.avviso ?><div class="siz-avviso" id="w-<?cs var:c.nome ?>"><?cs call:icona("it-warning-circle") ?><span><span class="visually-hidden">Avviso: </span><?cs var:c.avviso ?></span></div><?cs /if ?><?cs /def ?><?cs

def:campo_classi(c) ?>siz-campo<?cs if:c.larghezza && c.larghezza != "12" ?> siz-c<?cs var:c.larghezza ?><?cs /if ?><?cs if:c.errore ?> siz-campo--errore<?cs /if ?><?cs /def ?><?cs

def:campo_se(c) ?><?cs if:c.mostra_campo ?> data-se-campo="<?cs var:c.mostra_campo ?>" data-se-valore="<?cs var:c.mostra_valore ?>"<?cs /if ?><?cs /def ?><?cs

def:campo_opzioni(c) ?><option value=""><?cs if:Pagina.ricerca ?>Tutti<?cs else ?>Scegli<?cs /if ?></option><?cs set:Gruppo_ora = "" ?><?cs each:o = c.opzione ?><?cs if:o.gruppo != Gruppo_ora ?><?cs if:Gruppo_ora != "" ?></optgroup><?cs /if ?><?cs if:o.gruppo != "" ?><optgroup label="<?cs var:o.gruppo ?>"><?cs /if ?><?cs set:Gruppo_ora = o.gruppo ?><?cs /if ?><option value="<?cs var:o.codice ?>"<?cs if:o.scelta ?> selected<?cs /if ?>><?cs var:o.testo ?></option><?cs /each ?><?cs if:Gruppo_ora != "" ?></optgroup><?cs /if ?><?cs /def ?><?cs

def:campo_scelte(c, tipo) ?><fieldset class="<?cs call:campo_classi(c) ?>"<?cs call:campo_se(c) ?><?cs call:campo_descritto(c) ?>><legend><?cs var:c.etichetta ?><?cs call:obbligo(c) ?></legend><?cs call:campo_detto(c) ?>
<div class="siz-opzioni<?cs if:tipo == "checkbox" ?> siz-opzioni--pila<?cs /if ?>"><?cs each:o = c.opzione ?><span class="siz-opzione"><input type="<?cs var:tipo ?>" id="<?cs var:c.id ?><?cs if:!first(o) ?>-<?cs var:name(o) ?><?cs /if ?>" name="<?cs var:c.nome ?>" value="<?cs var:o.codice ?>"<?cs if:o.scelta ?> checked<?cs /if ?>><label for="<?cs var:c.id ?><?cs if:!first(o) ?>-<?cs var:name(o) ?><?cs /if ?>"><?cs var:o.testo ?></label></span><?cs /each ?></div><?cs call:campo_conferma(c) ?></fieldset><?cs /def ?><?cs

def:campo_persona(c) ?><div class="<?cs call:campo_classi(c) ?>"<?cs call:campo_se(c) ?>><span class="siz-etichetta" id="l-<?cs var:c.nome ?>"><?cs var:c.etichetta ?><?cs call:obbligo(c) ?></span><?cs call:campo_detto(c) ?>
<?cs # Enter in a field presses the first button of a form: it must be one that saves ?><button class="visually-hidden" type="submit" tabindex="-1" aria-hidden="true">Salva</button>
<input type="hidden" name="<?cs var:c.nome ?>" value="<?cs var:c.valore ?>">
<div class="siz-persona" role="group" aria-labelledby="l-<?cs var:c.nome ?>"><?cs call:icona("it-user") ?><span><?cs if:c.persona_nome ?><?cs if:c.persona_url ?><a href="<?cs var:c.persona_url ?>"><?cs var:c.persona_nome ?></a><?cs else ?><?cs var:c.persona_nome ?><?cs /if ?><?cs if:c.persona_dettaglio ?> <span class="siz-tenue">· <?cs var:c.persona_dettaglio ?></span><?cs /if ?><?cs else ?><span class="siz-tenue">Nessuna persona scelta</span><?cs /if ?></span>
<button class="btn btn-outline-primary btn-xs" type="submit" name="_scegli" value="<?cs var:c.nome ?>" id="<?cs var:c.id ?>" formnovalidate><?cs if:c.persona_nome ?>Cambia<?cs else ?>Scegli<?cs /if ?><span class="visually-hidden">: <?cs var:c.etichetta ?></span></button></div><?cs call:campo_conferma(c) ?></div><?cs /def ?><?cs

def:campo_casella(c) ?><div class="<?cs call:campo_classi(c) ?>"<?cs call:campo_se(c) ?>><?cs if:c.errore || c.avviso ?><?cs call:campo_detto(c) ?><?cs /if ?><div class="siz-opzione"><input type="checkbox" id="<?cs var:c.id ?>" name="<?cs var:c.nome ?>" value="1"<?cs if:c.valore ?> checked<?cs /if ?><?cs if:c.obbligatorio ?> required<?cs /if ?><?cs if:c.errore ?> aria-invalid="true" aria-describedby="e-<?cs var:c.nome ?>"<?cs /if ?>><label for="<?cs var:c.id ?>"><?cs var:c.etichetta ?><?cs call:obbligo(c) ?><?cs if:c.aiuto ?><small><?cs var:c.aiuto ?></small><?cs /if ?></label></div><?cs call:campo_conferma(c) ?></div><?cs /def ?><?cs

# The control of a field with one label above it. ?><?cs
def:campo_controllo(c) ?><?cs
if:c.tipo == "testo_lungo" ?><textarea rows="4"<?cs call:campo_attributi(c) ?>>
<?cs var:c.valore ?></textarea><?cs
elif:c.tipo == "scelta" ?><select<?cs call:campo_attributi(c) ?>><?cs call:campo_opzioni(c) ?></select><?cs
elif:c.tipo == "file" ?><input type="file" multiple<?cs call:campo_attributi(c) ?>><?cs
elif:c.tipo == "password" ?><input type="password"<?cs call:campo_attributi(c) ?>><button class="btn btn-link btn-xs" type="button" data-mostra="<?cs var:c.id ?>" aria-pressed="false" aria-label="Mostra la password" hidden>Mostra</button><?cs
elif:c.tipo == "data" && !c.libero ?><input class="siz-data" type="date" value="<?cs var:c.valore ?>"<?cs call:campo_attributi(c) ?>><?cs
elif:c.tipo == "data" || c.tipo == "data_nascita" ?><input class="siz-data" type="text" inputmode="numeric" placeholder="gg/mm/aaaa" value="<?cs var:c.valore ?>"<?cs call:campo_attributi(c) ?>><?cs
elif:c.tipo == "ora" ?><input class="siz-data" type="time" value="<?cs var:c.valore ?>"<?cs call:campo_attributi(c) ?>><?cs
elif:c.tipo == "importo" ?><input type="text" inputmode="decimal" value="<?cs var:c.valore ?>"<?cs call:campo_attributi(c) ?>><?cs
elif:c.tipo == "intero" ?><input type="text" inputmode="numeric" value="<?cs var:c.valore ?>"<?cs call:campo_attributi(c) ?>><?cs
elif:c.tipo == "codice_fiscale" || c.tipo == "iban" ?><input class="siz-mono" type="text" autocapitalize="characters" spellcheck="false" value="<?cs var:c.valore ?>"<?cs call:campo_attributi(c) ?>><?cs
elif:c.tipo == "email" ?><input type="email" value="<?cs var:c.valore ?>"<?cs call:campo_attributi(c) ?>><?cs
elif:c.tipo == "telefono" ?><input type="tel" value="<?cs var:c.valore ?>"<?cs call:campo_attributi(c) ?>><?cs
else ?><input type="text" value="<?cs var:c.valore ?>"<?cs if:c.autocomplete == "username" ?> autocapitalize="none" spellcheck="false"<?cs /if ?><?cs call:campo_attributi(c) ?>><?cs
/if ?><?cs /def ?><?cs

# Any field of a form: campo(Modulo.campo.cognome), or each of a group. ?><?cs
def:campo(c) ?><?cs
if:c.tipo == "nascosto" ?><input type="hidden" name="<?cs var:c.nome ?>" value="<?cs var:c.valore ?>"><?cs
elif:c.tipo == "radio" ?><?cs call:campo_scelte(c, "radio") ?><?cs
elif:c.tipo == "scelte" ?><?cs call:campo_scelte(c, "checkbox") ?><?cs
elif:c.tipo == "casella" ?><?cs call:campo_casella(c) ?><?cs
elif:c.tipo == "persona" ?><?cs call:campo_persona(c) ?><?cs
else ?><div class="<?cs call:campo_classi(c) ?><?cs if:c.tipo == "password" ?> siz-mostra-pw<?cs /if ?>"<?cs call:campo_se(c) ?>><label for="<?cs var:c.id ?>"><?cs var:c.etichetta ?><?cs call:obbligo(c) ?></label><?cs call:campo_detto(c) ?><?cs call:campo_controllo(c) ?><?cs call:campo_conferma(c) ?></div><?cs
/if ?>
<?cs /def ?><?cs

# A value the system gives by itself. ?><?cs
def:campo_auto(etichetta, valore, larghezza) ?><div class="siz-campo siz-c<?cs var:larghezza ?>"><span class="siz-etichetta"><?cs var:etichetta ?></span><span class="siz-auto"><?cs var:valore ?></span></div>
<?cs /def ?><?cs

# --- whole forms ---------------------------------------------------------------------------

The draft that lies over what is stored (Bozza.ripresa), with the way to throw it away. ?><?cs
def:bozza_ripresa() ?><?cs if:Bozza.ripresa ?><div class="alert alert-info"><h2>Hai ripreso una bozza</h2><p>Nei campi c’è quello che avevi scritto <?cs var:Bozza.quando ?> e non salvato.<?cs if:Bozza.superata ?> Nel frattempo qualcuno ha salvato: se salvi, vedi i due testi a confronto.<?cs /if ?></p>
<form action="/bozze/scarta" method="post"><?cs call:nascosti() ?><input type="hidden" name="_percorso" value="<?cs var:Bozza.percorso ?>"><button class="btn btn-link btn-xs" type="submit">Scarta la bozza</button></form></div>
<?cs /if ?><?cs /def ?><?cs

# Summary of errors and of warnings still to be confirmed; nothing if all is well.
m.non_fatto: what did not happen, where nothing was to be saved. ?><?cs
def:modulo_errori(m) ?><?cs call:bozza_ripresa() ?><?cs if:m.errori ?><div class="siz-errori" tabindex="-1" role="group" aria-labelledby="t-err">
<h2 id="t-err"><?cs if:Pagina.pubblica ?>C’è un problema<?cs else ?><?cs if:m.non_fatto ?><?cs var:m.non_fatto ?><?cs else ?>Non è stato salvato<?cs /if ?>: correggi <?cs if:m.errori == "1" ?>un punto<?cs else ?><?cs var:m.errori ?> punti<?cs /if ?><?cs /if ?></h2>
<ul><?cs each:e = m.errore ?><li><?cs if:e.campo ?><a href="#f-<?cs var:e.campo ?>"><?cs var:e.testo ?></a><?cs else ?><?cs var:e.testo ?><?cs /if ?></li><?cs /each ?></ul></div>
<?cs elif:m.avvisi ?><div class="siz-errori siz-errori--avvisi" tabindex="-1" role="group" aria-labelledby="t-err">
<h2 id="t-err">Non è ancora salvato: conferma o correggi</h2>
<ul><?cs each:e = m.avviso ?><?cs if:!e.confermato ?><li><?cs if:e.campo ?><a href="#f-<?cs var:e.campo ?>"><?cs var:e.testo ?></a><?cs else ?><?cs var:e.testo ?><?cs /if ?></li><?cs /if ?><?cs /each ?></ul></div>
<?cs /if ?><?cs /def ?><?cs

# Confirmations of warnings that stand beside no field, and those already given. ?><?cs
def:modulo_conferme(m) ?><?cs each:e = m.avviso ?><?cs if:e.confermato ?><input type="hidden" name="conferma" value="<?cs var:e.codice ?>"><?cs elif:!e.campo ?><div class="siz-sez-modulo siz-opzione"><input type="checkbox" id="k-modulo-<?cs var:name(e) ?>" name="conferma" value="<?cs var:e.codice ?>"><label for="k-modulo-<?cs var:name(e) ?>">Confermo: <?cs var:e.testo ?></label></div><?cs /if ?><?cs /each ?><?cs /def ?><?cs

# All fields in one grid (short forms). ?><?cs
def:modulo_campi(m) ?><?cs call:modulo_conferme(m) ?><?cs each:g = m.gruppo ?><?cs each:c = g.campo ?><?cs call:campo(c) ?><?cs /each ?><?cs /each ?><?cs /def ?><?cs

# One fieldset for each group. ?><?cs
def:modulo_gruppi(m) ?><?cs call:modulo_conferme(m) ?><?cs each:g = m.gruppo ?><fieldset class="siz-sez-modulo"><?cs if:g.titolo ?><legend><?cs var:g.titolo ?></legend><?cs /if ?>
<div class="siz-modulo"><?cs each:c = g.campo ?><?cs call:campo(c) ?><?cs /each ?></div></fieldset>
<?cs /each ?><?cs /def ?><?cs

def:legenda_obbligo() ?><span class="siz-piccolo siz-tenue"><span class="siz-obbl">*</span> campo obbligatorio</span><?cs /def ?><?cs

# Attributes of the form element: <form class="siz-riquadro"...> ?><?cs
def:modulo_attributi(m) ?> action="<?cs var:m.azione ?>" method="post"<?cs if:m.bozza ?> data-bozza="<?cs var:m.bozza ?>"<?cs /if ?> novalidate<?cs /def ?><?cs

# Save bar: m.salva (words of the button, default Salva), m.torna, m.calcolo (url), m.annulla (url), m.bozza_stato ?><?cs
def:salva(m) ?><div class="siz-salva"><button class="btn btn-primary" type="submit"><?cs if:m.salva ?><?cs var:m.salva ?><?cs else ?>Salva<?cs /if ?></button><?cs if:m.torna ?>
<button class="btn btn-outline-primary" type="submit" name="poi" value="chiudi">Salva e torna all’elenco</button><?cs /if ?><?cs if:m.calcolo ?>
<a class="btn btn-outline-primary" href="<?cs var:m.calcolo ?>">Calcolo costo intervento</a><?cs /if ?><?cs if:m.annulla ?>
<a class="btn btn-link" href="<?cs var:m.annulla ?>">Annulla</a><?cs /if ?>
<span class="siz-salva__stato"><?cs if:m.bozza_stato ?><?cs var:m.bozza_stato ?><?cs elif:m.bozza ?><span class="siz-solo-largo"><kbd>Ctrl</kbd> <kbd>Invio</kbd> <?cs if:m.salva ?>per «<?cs var:m.salva ?>»<?cs else ?>per salvare<?cs /if ?></span><?cs /if ?></span></div><?cs /def ?><?cs

# --- lists -----------------------------------------------------------------------------------

Column heads: colonne.N.{testo,url,ordine,classe}; ordine: ascending, descending or nothing. ?><?cs
def:tabella_testa(colonne) ?><thead><tr><?cs each:k = colonne ?><th scope="col"<?cs if:k.classe ?> class="<?cs var:k.classe ?>"<?cs /if ?><?cs if:k.ordine ?> aria-sort="<?cs var:k.ordine ?>"<?cs /if ?>><?cs if:k.url ?><a href="<?cs var:k.url ?>"><?cs var:k.testo ?><?cs if:k.ordine == "ascending" ?> <?cs call:icona("it-arrow-up") ?><?cs elif:k.ordine == "descending" ?> <?cs call:icona("it-arrow-down") ?><?cs /if ?></a><?cs else ?><?cs var:k.testo ?><?cs /if ?></th><?cs /each ?></tr></thead><?cs /def ?><?cs

# Under the table: p.{testo,precedente,successiva}; without urls the words stand alone. ?><?cs
def:pagine(p) ?><div class="siz-sotto-tabella"><span><?cs var:p.testo ?></span><?cs if:p.precedente || p.successiva ?>
<nav aria-label="Pagine dell’elenco"><ul class="siz-pagine"><li><?cs if:p.precedente ?><a href="<?cs var:p.precedente ?>" rel="prev">Precedenti</a><?cs else ?><span>Precedenti</span><?cs /if ?></li><li><?cs if:p.successiva ?><a href="<?cs var:p.successiva ?>" rel="next">Successivi</a><?cs else ?><span>Successivi</span><?cs /if ?></li></ul></nav><?cs /if ?></div><?cs /def ?><?cs

# Nothing to show: what is empty, why, what to do: v.{titolo,testo,azione.N.{testo,url}} ?><?cs
def:vuoto(v) ?><div class="siz-vuoto"><h3><?cs var:v.titolo ?></h3><p><?cs var:v.testo ?></p><?cs if:subcount(v.azione) > #0 ?><div class="siz-fila justify-content-center"><?cs each:z = v.azione ?><a class="btn btn-outline-primary" href="<?cs var:z.url ?>"><?cs var:z.testo ?></a><?cs /each ?></div><?cs /if ?></div><?cs /def ?><?cs

# Active filters: f.{tutti,voce.N.{testo,url}} ?><?cs
def:filtri(f) ?><?cs if:subcount(f.voce) > #0 ?><ul class="siz-filtri" aria-label="Filtri attivi"><?cs each:v = f.voce ?><li><a class="chip" href="<?cs var:v.url ?>"><span class="chip-label"><?cs var:v.testo ?></span><?cs call:icona("it-close") ?><span class="visually-hidden">Togli il filtro</span></a></li><?cs /each ?><?cs if:f.tutti ?><li><a class="siz-piccolo ms-1" href="<?cs var:f.tutti ?>">Togli tutti</a></li><?cs /if ?></ul><?cs /if ?><?cs /def ?><?cs

# Tabs: s.{nome,voce.N.{testo,url,conta,corrente}} ?><?cs
def:schede(s) ?><ul class="siz-schede" aria-label="<?cs var:s.nome ?>"><?cs each:v = s.voce ?><li><a href="<?cs var:v.url ?>"<?cs if:v.corrente ?> aria-current="page"<?cs /if ?>><?cs var:v.testo ?> <?cs call:conta(v.conta) ?></a></li><?cs /each ?></ul><?cs /def ?><?cs

# --- a person or a case ------------------------------------------------------------------------

Sections: s.{nome,voce.N.{testo,url,conta,corrente,gruppo,spenta}} ?><?cs
def:sezioni(s) ?><nav class="siz-sezioni siz-cassetto" id="sezioni" aria-label="<?cs var:s.nome ?>"><ul><?cs each:v = s.voce ?><?cs if:v.gruppo ?><li class="siz-sezioni__gruppo"><?cs var:v.gruppo ?></li><?cs /if ?><?cs if:v.spenta ?><li class="spenta"><?cs var:v.testo ?><small><?cs var:v.spenta ?></small></li><?cs else ?><li><a href="<?cs var:v.url ?>"<?cs if:v.corrente ?> aria-current="page"<?cs /if ?>><?cs var:v.testo ?><?cs call:conta(v.conta) ?></a></li><?cs /if ?><?cs /each ?></ul></nav><?cs /def ?><?cs

# «Stampa», where the page prints. ?><?cs
def:stampa() ?><?cs if:Pagina.stampa_url ?>
<a class="btn btn-outline-primary siz-solo-largo" href="<?cs var:Pagina.stampa_url ?>" rel="nofollow"><?cs call:icona("it-print") ?> Stampa</a><?cs /if ?><?cs /def ?><?cs

# Identity bar: i.{titolo,tag.N.{testo,tipo,icona},dato.N.{prima,testo,url,codice,copia,dopo},
# azione.N.{testo,url,icona},altra.N.{testo,url,post,nome,valore},sezioni} ?><?cs
def:identita(i) ?><div class="siz-identita"><div class="siz-cont"><div class="siz-identita__testo">
<div><h1><?cs var:i.titolo ?></h1><?cs each:t = i.tag ?> <?cs call:tag(t.testo, t.tipo, t.icona) ?><?cs /each ?></div>
<ul class="siz-identita__dati"><?cs each:d = i.dato ?><li><?cs if:d.prima ?><?cs var:d.prima ?> <?cs /if ?><?cs if:d.url ?><a class="siz-forte" href="<?cs var:d.url ?>"><?cs var:d.testo ?></a><?cs elif:d.codice ?><span class="siz-mono"><?cs var:d.testo ?></span><?cs if:d.copia ?> <button class="siz-icona-btn p-0" type="button" title="Copia" data-copia="<?cs var:d.testo ?>" hidden><?cs call:icona("it-copy") ?><span class="visually-hidden">Copia <?cs var:d.testo ?></span></button><?cs /if ?><?cs else ?><strong><?cs var:d.testo ?></strong><?cs /if ?><?cs if:d.dopo ?><?cs var:d.dopo ?><?cs /if ?></li><?cs /each ?></ul></div>
<div class="siz-identita__azioni"><?cs if:i.sezioni ?><a class="btn btn-outline-primary siz-apri" href="#sezioni"><?cs call:icona("it-list") ?> Sezioni</a><?cs /if ?><?cs each:z = i.azione ?>
<a class="btn btn-outline-primary siz-solo-largo" href="<?cs var:z.url ?>"><?cs if:z.icona ?><?cs call:icona(z.icona) ?> <?cs /if ?><?cs var:z.testo ?></a><?cs /each ?><?cs call:stampa() ?><?cs if:subcount(i.altra) > #0 ?>
<details class="siz-menu"><summary class="btn btn-outline-primary">Altre azioni <?cs call:icona_piccola("it-expand") ?></summary><ul class="siz-menu__foglio siz-menu__foglio--destra"><?cs each:z = i.altra ?><li><?cs if:z.post ?><form action="<?cs var:z.url ?>" method="post"><?cs call:nascosti() ?><button type="submit" name="<?cs var:z.nome ?>" value="<?cs var:z.valore ?>"><?cs var:z.testo ?></button></form><?cs else ?><a href="<?cs var:z.url ?>"><?cs var:z.testo ?></a><?cs /if ?></li><?cs /each ?></ul></details><?cs /if ?></div></div></div><?cs /def ?><?cs

# --- the frame, and what a room shares between its pages -------------------------------------- ?><?cs
include:"macro_pagina.cs" ?><?cs
include:"macro_home.cs" ?><?cs
include:"macro_self.cs" ?><?cs
include:"macro_richiesta.cs" ?><?cs
include:"macro_amministrazione.cs" ?><?cs
include:"macro_conti.cs" ?><?cs
include:"macro_prestazione.cs" ?>
