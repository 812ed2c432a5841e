<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-pila">
<div class="siz-capo"><div class="siz-capo__titolo"><h1><?cs var:Pagina.titolo ?></h1><?cs if:!Consegna.dentro ?><?cs call:tag("Non lavora più qui", "no", "") ?><?cs /if ?></div></div>
<section class="siz-riquadro" aria-labelledby="t-che"><div class="siz-riquadro__capo"><h2 id="t-che">Che cosa passa</h2></div>
<div class="siz-riquadro__corpo siz-pila"><dl class="siz-dati"><dt>Pratiche aperte</dt><dd><?cs if:Consegna.aperte > #0 ?><a href="/supervisione/pratiche?operatore=<?cs var:Consegna.id ?>"><?cs var:Consegna.aperte ?></a><?cs else ?>0<?cs /if ?></dd><dt>Eventi e scadenze che verranno</dt><dd><?cs var:Consegna.eventi ?>, con la loro pratica</dd><dt>Appuntamenti che verranno</dt><dd><?cs var:Consegna.appuntamenti ?>: vanno a chi prende la pratica; quelli senza pratica alla prima persona scelta</dd><dt>Pagine private di diario</dt><dd><?cs var:Consegna.private ?>: restano di chi le ha scritte. Quando avrà lasciato il servizio si aprono in custodia, dal diario di ogni pratica, con un motivo scritto</dd></dl>
<p class="siz-nota siz-piccolo mb-0">Le pratiche che altri servizi hanno assegnato a questa persona le riassegna il servizio che le segue.</p></div></section><?cs
call:modulo_errori(Modulo) ?>
<form class="siz-riquadro" aria-labelledby="t-con"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-con">Consegna in un solo atto</h2><?cs call:legenda_obbligo() ?></div>
<div class="siz-riquadro__corpo siz-modulo"><?cs if:!Supervisione.colleghi ?><div class="siz-campo"><p class="siz-nota mb-0">In questo servizio non c’è un’altra persona.</p></div><?cs /if ?><?cs call:modulo_campi(Modulo) ?></div><?cs call:salva(Modulo) ?></form>
</div></div>
<?cs include:"pagina_fine.cs" ?>
