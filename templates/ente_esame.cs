<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo">
<div class="siz-capo"><div class="siz-capo__titolo"><h1><?cs var:Ente.ente ?></h1> <?cs call:tag(Ente.stato, Ente.stato_tipo, "") ?></div></div>
<div class="siz-colonne siz-colonne--meta">
<section class="siz-riquadro" aria-labelledby="t-dich"><div class="siz-riquadro__capo"><h2 id="t-dich">Che cosa è dichiarato</h2></div><div class="siz-riquadro__corpo">
<dl class="siz-dati siz-dati--stretti"><dt>Tipo</dt><dd><?cs var:Ente.tipo ?></dd><dt>Comune</dt><dd><?cs call:mancante(Ente.comune) ?></dd><dt>Telefono dell’ente</dt><dd><?cs call:mancante(Ente.telefono) ?></dd><dt>Email dell’ente</dt><dd><?cs call:mancante(Ente.email) ?></dd><dt>Persona (da SPID)</dt><dd><?cs var:Ente.persona ?></dd><dt>Ruolo</dt><dd><?cs call:mancante(Ente.qualifica) ?></dd><dt>Email della persona</dt><dd><?cs call:mancante(Ente.persona_email) ?></dd><dt>Dichiarato</dt><dd><?cs var:Ente.creato ?></dd><?cs if:Ente.esaminato ?><dt>Esaminato</dt><dd><?cs var:Ente.esaminato ?></dd><?cs /if ?></dl>
<?cs if:Ente.ente_approvato ?><div class="siz-nota mt-3"><p>L’ente è già approvato per un’altra persona: qui decidi se anche questa può segnalare.</p></div><?cs else ?><div class="siz-nota mt-3"><p>Prima di approvare chiama l’ente a un numero pubblico e chiedi se la persona ci lavora.</p></div><?cs /if ?></div></section>
<div class="siz-pila"><?cs call:modulo_errori(Modulo) ?><form class="siz-riquadro" aria-labelledby="t-esito"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-esito">Esito</h2></div><?cs call:modulo_gruppi(Modulo) ?><?cs call:salva(Modulo) ?></form></div></div></div>
<?cs include:"pagina_fine.cs" ?>
