<?cs include:"pagina_inizio.cs" ?><?cs

# What an assignment allows, besides when and by whom. ?><?cs
def:limiti(r) ?><?cs if:r.sola_lettura ?><?cs call:tag("Sola lettura", "info", "") ?><?cs else ?>legge e modifica<?cs /if ?><?cs if:r.valida_al != "" ?><small>fino al <?cs var:r.valida_al ?></small><?cs /if ?><?cs if:r.esclusi != "0" ?><small>documenti lasciati fuori: <?cs var:r.esclusi ?></small><?cs /if ?><?cs /def ?><?cs

def:notifica(r) ?><?cs if:r.letta_il != "" ?><?cs call:tag("Letta", "ok", "it-mail-open") ?><small><?cs var:r.letta_il ?></small><?cs else ?><?cs call:tag("Non ancora letta", "attesa", "it-mail") ?><?cs /if ?><?cs /def ?><?cs

def:termina(r) ?><?cs if:Assegna.termina && r.id ?><form class="siz-azioni-riga" action="/pratiche/<?cs var:Pratica.id ?>/assegnazioni/<?cs var:r.id ?>/termina" method="post"><?cs call:nascosti() ?><button class="btn btn-link btn-xs" type="submit">Termina<span class="visually-hidden"> l’assegnazione a <?cs var:r.nome ?></span></button></form><?cs /if ?><?cs /def ?><?cs

call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><?cs include:"assegnazione_mia.cs" ?><?cs
if:Assegna.puo ?><?cs call:modulo_errori(Modulo) ?>
<form class="siz-riquadro" action="<?cs var:Modulo.azione ?>" method="post" aria-labelledby="t-ass" id="assegna" novalidate><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-ass">Assegna la pratica</h2><?cs call:legenda_obbligo() ?></div>
<div class="siz-riquadro__corpo siz-modulo">
<div class="siz-campo"><p class="mb-0">Servizio e persona si abilitano insieme, e la notifica parte da sola. Prima di confermare vedi <strong>che cosa vedrà</strong> chi riceve la pratica.</p></div>
<button class="visually-hidden" type="submit" tabindex="-1" aria-hidden="true">Continua</button>
<?cs call:campo(Modulo.campo.servizio) ?>
<div class="siz-campo siz-c6"><span class="siz-etichetta siz-solo-largo" aria-hidden="true">&nbsp;</span><button class="btn btn-outline-primary" type="submit" name="_mostra" value="1" formnovalidate>Mostra chi lavora lì</button></div><?cs
if:Assegna.persone ?>
<?cs call:campo(Modulo.campo.operatore) ?><?cs call:campo(Modulo.campo.valida_al) ?><?cs call:campo(Modulo.campo.livello) ?><?cs call:campo(Modulo.campo.nota) ?>
<div class="siz-campo siz-fila"><button class="btn btn-primary" type="submit">Continua: che cosa vedrà</button></div><?cs else ?>
<input type="hidden" name="livello" value="2">
<div class="siz-campo"><p class="siz-nota mb-0">Scegli il servizio: poi scegli una persona, oppure tutto il servizio.</p></div><?cs /if ?>
</div></form><?cs
elif:Assegna.altri ?>
<div class="alert alert-info" role="note"><p>Solo <?cs var:Propria.servizio_nome ?> può assegnare questa pratica. Se serve ad altri, chiedilo a <?cs var:Propria.riferimento ?>.</p></div><?cs
else ?>
<div class="alert alert-info" role="note"><p>In questo servizio la pratica è in sola lettura: non si può assegnare.</p></div><?cs /if ?><?cs

if:Richieste.righe ?>
<section class="siz-riquadro" aria-labelledby="t-ric"><div class="siz-riquadro__capo"><h2 id="t-ric">Richieste di accesso</h2></div>
<ul class="siz-righe"><?cs each:r = Richieste ?><?cs if:r.id ?>
<li class="flex-wrap"><?cs call:icona("it-user") ?><span class="siz-righe__testo"><span class="siz-forte"><?cs var:r.nome ?></span>, <?cs var:r.servizio_nome ?> <span class="siz-tenue">· <?cs var:r.quando ?></span><small class="siz-testo-righe"><?cs var:r.motivo ?></small></span><?cs if:Assegna.termina ?>
<span class="siz-azioni-riga"><form action="/pratiche/<?cs var:Pratica.id ?>/assegnazioni/anteprima" method="post"><?cs call:nascosti() ?><input type="hidden" name="servizio" value="<?cs var:r.servizio ?>"><input type="hidden" name="operatore" value="<?cs var:r.operatore ?>"><input type="hidden" name="livello" value="2"><button class="btn btn-outline-primary btn-xs" type="submit">Concedi<span class="visually-hidden"> l’accesso a <?cs var:r.nome ?></span></button></form>
<a class="btn btn-link btn-xs" href="/pratiche/<?cs var:Pratica.id ?>/richieste-accesso/<?cs var:r.id ?>">Nega<span class="visually-hidden"> l’accesso a <?cs var:r.nome ?></span></a></span><?cs /if ?></li><?cs /if ?><?cs /each ?>
</ul></section><?cs /if ?>
<section class="siz-riquadro" aria-labelledby="t-uo"><div class="siz-riquadro__capo"><h2 id="t-uo">UO abilitate</h2></div>
<div class="siz-scorri" tabindex="0" role="region" aria-label="UO abilitate, tabella scorrevole"><table class="siz-tabella siz-tabella--media siz-tabella--schede">
<thead><tr><th scope="col">Denominazione</th><th scope="col">Dal</th><th scope="col">Assegnata da</th><th scope="col">Che cosa può fare</th><th scope="col">Notifica</th><th scope="col"><span class="visually-hidden">Azioni</span></th></tr></thead>
<tbody><tr><th scope="row" class="primo"><?cs var:Propria.servizio_nome ?></th><td data-nome="Dal"><?cs var:Propria.creato_il ?></td><td data-nome="Assegnata da">servizio che ha creato la pratica</td><td data-nome="Che cosa può fare">secondo il ruolo</td><td class="siz-tenue via">non serve</td><td></td></tr><?cs
each:r = Uo ?><?cs if:r.nome ?>
<tr><th scope="row" class="primo"><?cs var:r.nome ?><?cs if:r.solo_per != "" ?> <?cs call:tag(r.solo_per, "vuoto", "") ?><?cs /if ?></th><td data-nome="Dal"><?cs var:r.valida_dal ?></td><td data-nome="Assegnata da"><?cs var:r.da ?></td><td data-nome="Che cosa può fare"><?cs call:limiti(r) ?></td><td data-nome="Notifica"><?cs call:notifica(r) ?></td><td><?cs call:termina(r) ?></td></tr><?cs /if ?><?cs /each ?>
</tbody></table></div></section>
<section class="siz-riquadro" aria-labelledby="t-op"><div class="siz-riquadro__capo"><h2 id="t-op">Operatori abilitati</h2><?cs if:Assegna.termina ?><a class="btn btn-outline-primary btn-xs" href="/pratiche/<?cs var:Pratica.id ?>/passaggio">Passaggio del caso</a><?cs /if ?></div>
<div class="siz-scorri" tabindex="0" role="region" aria-label="Operatori abilitati, tabella scorrevole"><table class="siz-tabella siz-tabella--media siz-tabella--schede">
<thead><tr><th scope="col">Nome</th><th scope="col">Servizio</th><th scope="col">Dal</th><th scope="col">Assegnata da</th><th scope="col">Che cosa può fare</th><th scope="col">Notifica</th><th scope="col"><span class="visually-hidden">Azioni</span></th></tr></thead>
<tbody><tr><th scope="row" class="primo"><?cs var:Propria.riferimento ?> <?cs call:tag("Riferimento", "info", "") ?></th><td data-nome="Servizio"><?cs var:Propria.servizio_nome ?></td><td data-nome="Dal"><?cs var:Propria.creato_il ?></td><td data-nome="Assegnata da"><?cs if:Propria.creatore != "" ?>creata da <?cs var:Propria.creatore ?><?cs else ?>ha creato la pratica<?cs /if ?></td><td data-nome="Che cosa può fare">secondo il ruolo</td><td class="siz-tenue via">non serve</td><td></td></tr><?cs
each:r = Operatori ?><?cs if:r.id ?>
<tr><th scope="row" class="primo"><?cs var:r.nome ?><?cs if:r.accettata ?> <?cs call:tag("Presa in carico", "ok", "") ?><?cs /if ?></th><td data-nome="Servizio"><?cs var:r.servizio_nome ?></td><td data-nome="Dal"><?cs var:r.valida_dal ?></td><td data-nome="Assegnata da"><?cs var:r.da ?><?cs if:r.nota != "" ?><small><?cs var:r.nota ?></small><?cs /if ?></td><td data-nome="Che cosa può fare"><?cs call:limiti(r) ?></td><td data-nome="Notifica"><?cs call:notifica(r) ?></td><td><?cs call:termina(r) ?></td></tr><?cs /if ?><?cs /each ?>
</tbody></table></div><?cs if:Assegna.termina && (Operatori.righe || Uo.righe) ?>
<p class="siz-riquadro__piede mb-0 siz-tenue">«Termina» chiude subito l’accesso: chi aveva la pratica non la apre più. La persona riceve un avviso. Quello che ha scritto resta.</p><?cs /if ?></section><?cs
if:Finite.righe ?>
<details class="siz-riquadro siz-riquadro__corpo"><summary class="siz-forte">Assegnazioni terminate (<?cs var:Finite.righe ?>)</summary><ul class="mt-2 mb-0 siz-piccolo"><?cs each:r = Finite ?><?cs if:r.id ?>
<li><?cs var:r.nome ?>, <?cs var:r.servizio_nome ?>, dal <?cs var:r.valida_dal_data ?><?cs if:r.rifiutata ?>: rifiutata il <?cs var:r.risposta_il_data ?>, «<?cs var:r.risposta_motivo ?>»<?cs elif:r.terminata_il != "" ?> al <?cs var:r.terminata_il_data ?><?cs if:r.terminata_da != "" ?>, terminata da <?cs var:r.terminata_da ?><?cs /if ?><?cs else ?>: scaduta il <?cs var:r.valida_al ?><?cs /if ?>.</li><?cs /if ?><?cs /each ?></ul></details><?cs /if ?><?cs
if:Passaggi.righe ?>
<details class="siz-riquadro siz-riquadro__corpo"><summary class="siz-forte">Passaggi del caso (<?cs var:Passaggi.righe ?>)</summary><ul class="mt-2 mb-0 siz-piccolo"><?cs each:r = Passaggi ?><?cs if:r.a ?>
<li><?cs var:r.quando ?>: da <?cs var:r.da ?> a <?cs var:r.a ?><?cs if:r.nota != "" ?>. <span class="siz-testo-righe"><?cs var:r.nota ?></span><?cs /if ?></li><?cs /if ?><?cs /each ?></ul></details><?cs /if ?>
<?cs if:Straordinari.righe ?>
<section class="siz-riquadro" aria-labelledby="straordinari"><div class="siz-riquadro__capo"><h2 id="straordinari">Accessi straordinari</h2></div>
<ul class="siz-righe"><?cs each:r = Straordinari ?><?cs if:r.id ?>
<li class="flex-wrap"><?cs call:icona("it-unlocked") ?><span class="siz-righe__testo"><span class="siz-forte"><?cs var:r.nome ?></span>, <?cs var:r.ruolo_nome ?>, <?cs var:r.servizio_nome ?> <?cs if:r.aperto ?><?cs call:tag("Aperto ora", "attesa", "") ?><?cs else ?><?cs call:tag("Finito", "vuoto", "") ?><?cs /if ?><small class="siz-testo-righe"><?cs var:r.motivo ?>. <?cs var:r.spiegazione ?></small><small>Dal <?cs var:r.dal ?> al <?cs var:r.al ?><?cs if:r.chiuso_da != "" ?>, chiuso prima del tempo da <?cs var:r.chiuso_da ?><?cs /if ?></small></span><?cs if:r.aperto && Assegna.termina ?>
<form class="siz-azioni-riga" action="/pratiche/<?cs var:Pratica.id ?>/emergenza/chiudi" method="post"><?cs call:nascosti() ?><button class="btn btn-link btn-xs" type="submit">Chiudi<span class="visually-hidden"> l’accesso in emergenza di <?cs var:r.nome ?></span></button></form><?cs /if ?></li><?cs /if ?><?cs /each ?>
</ul>
<p class="siz-riquadro__piede mb-0 siz-tenue">Chi apre in emergenza legge soltanto, per poche ore, e non vede le pagine private del diario.</p></section><?cs /if ?>
<section class="siz-riquadro" aria-labelledby="chi-vede"><div class="siz-riquadro__capo"><h2 id="chi-vede">Chi può vederla</h2></div>
<ul class="siz-righe"><?cs each:r = Vede ?><?cs if:r.servizio_nome ?>
<li><?cs if:r.persona != "" ?><?cs call:icona("it-user") ?><?cs else ?><?cs call:icona("it-pa") ?><?cs /if ?><span class="siz-righe__testo"><?cs if:r.persona != "" ?><span class="siz-forte"><?cs var:r.persona ?></span>, <?cs var:r.servizio_nome ?><?cs else ?><span class="siz-forte"><?cs var:r.servizio_nome ?></span><?cs if:r.quanti != "" ?> <span class="siz-tenue">· oggi <?cs if:r.quanti == "1" ?>1 persona<?cs else ?><?cs var:r.quanti ?> persone<?cs /if ?></span><?cs /if ?><?cs /if ?><small><?cs if:r.scrive ?>Legge e modifica<?cs else ?>Solo lettura<?cs /if ?><?cs if:r.fino != "" ?>, fino al <?cs var:r.fino ?><?cs /if ?>. <?cs if:r.persona == "" ?>Ruoli: <?cs var:r.ruoli ?>.<?cs /if ?></small></span></li><?cs /if ?><?cs /each ?>
</ul>
<p class="siz-riquadro__piede mb-0 siz-tenue">Le pagine private del diario le vede solo chi le ha scritte. Ogni apertura è nel registro.</p></section>
</div></div></div>
<?cs include:"pagina_fine.cs" ?>
