<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-stretta pt-3 siz-pila">
<?cs call:modulo_errori(Modulo) ?><div><h1 class="mb-2"><?cs var:Pagina.titolo ?></h1>
<p>È <?cs var:Emergenza.cosa ?>, del servizio <?cs var:Emergenza.servizio ?>. Se puoi aspettare, chiama <?cs var:Emergenza.riferimento ?><?cs if:Emergenza.telefono != "" ?> (tel. <?cs var:Emergenza.telefono ?>)<?cs /if ?> oppure <a href="<?cs var:Modulo.annulla ?>">chiedi l’accesso</a>.</p></div>
<div class="siz-nota"><p>In emergenza la leggi subito, per <?cs if:Emergenza.ore == "1" ?>un’ora<?cs else ?><?cs var:Emergenza.ore ?> ore<?cs /if ?>, senza modificarla. Le pagine private del diario restano chiuse. Il servizio della pratica e chi amministra SIZ vengono avvisati appena la apri. Il tuo nome, il motivo e quello che scrivi qui restano nella pratica, e la persona può chiederli.</p></div>
<form class="siz-riquadro" aria-labelledby="t-em"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-em">Perché la apri</h2><?cs call:legenda_obbligo() ?></div>
<div class="siz-riquadro__corpo siz-modulo"><?cs call:modulo_campi(Modulo) ?></div><?cs call:salva(Modulo) ?>
</form></div></div>
<?cs include:"pagina_fine.cs" ?>
