<?cs # The pieces that the home page shares with the longer lists behind it (after macro.cs).

One row of a list of notifications: what it says, where it leads, what can be done.
?><?cs
def:notifica_icona(tipo) ?><?cs if:tipo == "assegnazione" ?><?cs call:icona("it-user") ?><?cs elif:tipo == "risposta" ?><?cs call:icona("it-check-circle") ?><?cs elif:tipo == "richiesta" ?><?cs call:icona("it-help-circle") ?><?cs elif:tipo == "passaggio" ?><?cs call:icona("it-exchange-circle") ?><?cs elif:tipo == "revoca" ?><?cs call:icona("it-close-circle") ?><?cs elif:tipo == "domanda" ?><?cs call:icona("it-pencil") ?><?cs elif:tipo == "scadenza" ?><?cs call:icona("it-clock") ?><?cs else ?><?cs call:icona("it-info-circle") ?><?cs /if ?><?cs /def ?><?cs

def:notifica_testo(riga) ?><span class="siz-righe__testo"><?cs if:riga.via ?><a<?cs if:riga.da_leggere ?> class="siz-forte"<?cs /if ?> href="<?cs var:riga.via ?>"><?cs var:riga.testo ?></a><?cs else ?><span<?cs if:riga.da_leggere ?> class="siz-forte"<?cs /if ?>><?cs var:riga.testo ?></span><?cs /if ?><?cs if:riga.da_leggere ?><span class="visually-hidden"> (da leggere)</span><?cs /if ?>
<small><?cs if:riga.domanda ?>Segnalazione al SELF<?cs elif:riga.pratica ?><?cs var:riga.cosa ?> · <?cs var:riga.titolare ?><?cs elif:riga.cosa ?><?cs var:riga.cosa ?><?cs elif:riga.altro_servizio ?>Nel servizio <?cs var:riga.altro_servizio ?>: <a href="/servizio">cambia servizio</a> per aprirla<?cs else ?>La pratica non è tra quelle che puoi aprire ora<?cs /if ?><?cs if:riga.da ?> · da <?cs var:riga.da ?><?cs /if ?><?cs if:riga.rinviata_al ?> · rinviata al <?cs var:riga.rinviata_al ?><?cs /if ?><?cs if:riga.presa_il ?> · presa in carico <?cs var:riga.presa_il ?><?cs /if ?></small></span>
<time datetime="<?cs var:riga.creata_il_iso ?>"><?cs var:riga.creata_il ?></time><?cs /def ?><?cs

def:notifica_apri(riga) ?><?cs if:riga.da_prendere ?><button class="btn btn-outline-primary btn-xs" type="submit" name="prendi" value="<?cs var:riga.id ?>">Prendi in carico<span class="visually-hidden">: <?cs var:riga.testo ?></span></button><?cs elif:riga.via ?><a class="btn btn-outline-primary btn-xs" href="<?cs var:riga.via ?>">Apri<span class="visually-hidden">: <?cs var:riga.testo ?></span></a><?cs /if ?><?cs /def ?><?cs

# What was just done, with the button that takes it back. ?><?cs
def:annullo(ritorno) ?><?cs if:Annullo.testo ?><div class="alert alert-success mb-3" role="status"><form class="siz-fila" action="/notifiche" method="post"><?cs call:nascosti() ?><input type="hidden" name="_ritorno" value="<?cs var:ritorno ?>"><?cs each:i = Annullo.id ?><input type="hidden" name="id" value="<?cs var:i ?>"><?cs /each ?>
<span><?cs var:Annullo.testo ?></span> <button class="btn btn-outline-primary btn-xs" type="submit" name="annulla" value="<?cs var:Annullo.atto ?>">Annulla</button></form></div><?cs /if ?><?cs /def ?><?cs

# A person or a case, by the name that it has now. ?><?cs
def:oggetto_via(r) ?><?cs if:r.pratica ?>/pratiche/<?cs var:r.pratica ?><?cs else ?>/soggetti/<?cs var:r.soggetto ?><?cs /if ?><?cs /def ?><?cs

def:non_visibili(quanti) ?><?cs if:quanti ?><p class="siz-tenue siz-piccolo px-3 py-2 mb-0"><?cs if:quanti == "1" ?>Un’altra voce non è visibile<?cs else ?>Altre <?cs var:quanti ?> voci non sono visibili<?cs /if ?> in questo servizio, o non lo sono più.</p><?cs /if ?><?cs /def ?><?cs

def:righe_preferiti(ritorno) ?><ul class="siz-righe"><?cs each:r = Preferiti ?><?cs if:r.nome ?>
<li><?cs call:icona("it-star-full") ?><span class="siz-righe__testo"><a href="<?cs call:oggetto_via(r) ?>"><?cs var:r.nome ?></a><small><?cs var:r.cosa ?></small></span><?cs if:ritorno ?>
<form action="/preferiti/togli" method="post"><?cs call:nascosti() ?><input type="hidden" name="_ritorno" value="<?cs var:ritorno ?>"><input type="hidden" name="oggetto" value="<?cs var:r.oggetto ?>"><button class="btn btn-outline-primary btn-xs" type="submit" name="id" value="<?cs var:r.id ?>">Togli<span class="visually-hidden"> <?cs var:r.nome ?> dai preferiti</span></button></form><?cs /if ?></li><?cs /if ?><?cs /each ?>
</ul><?cs /def ?><?cs

def:righe_cronologia() ?><ul class="siz-righe"><?cs each:r = Cronologia ?><?cs if:r.nome ?>
<li><span class="siz-righe__testo"><a href="<?cs call:oggetto_via(r) ?>"><?cs var:r.nome ?></a><small><?cs var:r.cosa ?></small></span><time datetime="<?cs var:r.quando_iso ?>"><?cs var:r.quando ?></time></li><?cs /if ?><?cs /each ?>
</ul><?cs /def ?><?cs

def:righe_scadenze() ?><ul class="siz-righe"><?cs each:r = Scadenze ?><?cs if:r.pratica || r.richiesta ?>
<li><time datetime="<?cs var:r.data_iso ?>"><?cs if:r.oggi ?>oggi<?cs else ?><?cs var:r.data ?><?cs /if ?><?cs if:r.ora ?> <?cs var:r.ora ?><?cs /if ?></time><span class="siz-righe__testo"><a href="<?cs if:r.richiesta ?>/richieste/<?cs var:r.richiesta ?><?cs elif:r.di_persona ?>/soggetti/<?cs var:r.soggetto ?><?cs else ?>/pratiche/<?cs var:r.pratica ?><?cs /if ?><?cs if:r.sezione ?>/<?cs var:r.sezione ?><?cs /if ?>"><?cs var:r.testo ?></a><small><?cs var:r.codice ?> · <?cs var:r.titolare ?></small></span></li><?cs /if ?><?cs /each ?>
</ul><?cs /def ?><?cs

def:righe_bozze(ritorno) ?><ul class="siz-righe"><?cs each:r = Bozze ?><?cs if:r.id ?>
<li><?cs call:icona("it-pencil") ?><span class="siz-righe__testo"><?cs if:r.altro_servizio ?><span class="siz-forte"><?cs var:r.testo ?></span><?cs else ?><a href="<?cs var:r.apri ?>"><?cs var:r.testo ?></a><?cs /if ?><small><?cs if:r.codice ?><?cs var:r.codice ?> · <?cs /if ?>scritta <?cs var:r.aggiornata_il ?><?cs if:r.altro_servizio ?> · nel servizio <?cs var:r.altro_servizio ?>: <a href="/servizio">cambia servizio</a> per continuare<?cs /if ?></small></span>
<span class="siz-azioni-riga"><?cs if:!r.altro_servizio ?><a class="btn btn-outline-primary btn-xs" href="<?cs var:r.apri ?>">Continua<span class="visually-hidden">: <?cs var:r.testo ?> <?cs var:r.codice ?></span></a><?cs /if ?>
<form action="/bozze/scarta" method="post"><?cs call:nascosti() ?><input type="hidden" name="_percorso" value="<?cs var:r.percorso ?>"><input type="hidden" name="_ritorno" value="<?cs var:ritorno ?>"><button class="btn btn-link btn-xs" type="submit">Scarta<span class="visually-hidden"> la bozza: <?cs var:r.testo ?> <?cs var:r.codice ?></span></button></form></span></li><?cs /if ?><?cs /each ?>
</ul><?cs /def ?>
