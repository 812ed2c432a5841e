<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-stretta"><div class="siz-pila">
<div class="siz-capo"><div class="siz-capo__titolo"><h1 class="siz-spezza"><?cs var:Pagina.titolo ?></h1></div></div>
<section class="siz-riquadro" aria-labelledby="t-regge"><div class="siz-riquadro__capo"><h2 id="t-regge">Che cosa passa</h2></div><div class="siz-riquadro__corpo siz-pila"><dl class="siz-dati"><dt>Pratiche aperte</dt><dd><?cs var:Servizio.pratiche ?><?cs if:Pratiche.righe ?><ul class="mb-0"><?cs each:r = Pratiche ?><?cs if:r.tipo ?><li><?cs var:r.tipo ?>: <?cs var:r.quante ?></li><?cs /if ?><?cs /each ?></ul><?cs /if ?></dd></dl>
<p class="siz-nota mb-0">Passano tutte insieme, con diario, documenti e storia. Le assegnazioni restano. Le pagine private di diario restano di chi le ha scritte. Tu non le leggi.</p></div></section>
<form class="siz-riquadro" action="/amministrazione/servizi/<?cs var:Servizio.id ?>/consegna" method="get" aria-labelledby="t-ser"><div class="siz-riquadro__capo"><h2 id="t-ser">A quale servizio</h2></div><div class="siz-riquadro__corpo siz-fila"><label class="visually-hidden" for="ser">Servizio che le riceve</label><select class="siz-select" id="ser" name="servizio"><option value="">Scegli</option><?cs each:s = Servizi ?><?cs if:s.id ?><option value="<?cs var:s.id ?>"<?cs if:s.scelto ?> selected<?cs /if ?>><?cs var:s.nome ?></option><?cs /if ?><?cs /each ?></select><button class="btn btn-outline-primary" type="submit">Mostra chi lavora lì</button></div></form><?cs
call:modulo_errori(Modulo) ?>
<form class="siz-riquadro" aria-labelledby="t-con"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?><input type="hidden" name="servizio" value="<?cs var:Consegna.servizio ?>">
<div class="siz-riquadro__capo"><h2 id="t-con">A chi, e perché</h2><?cs call:legenda_obbligo() ?></div>
<div class="siz-riquadro__corpo siz-modulo"><?cs if:Consegna.nessuno ?><div class="siz-campo"><p class="siz-nota mb-0">In quel servizio oggi non lavora nessuno che apra pratiche.</p></div><?cs /if ?><?cs call:modulo_campi(Modulo) ?></div><?cs call:salva(Modulo) ?></form>
</div></div></div>
<?cs include:"pagina_fine.cs" ?>
