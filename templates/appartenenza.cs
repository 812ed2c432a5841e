<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-stretta"><div class="siz-pila">
<div class="siz-capo"><div class="siz-capo__titolo"><h1 class="siz-spezza"><?cs var:Pagina.titolo ?></h1><span class="siz-tenue"><?cs var:Appartenenza.ruolo ?>, dal <?cs var:Appartenenza.dal ?></span></div></div><?cs if:Appartenenza.aperte > #0 ?>
<div class="alert alert-warning mb-0"><p>Qui segue <?cs if:Appartenenza.aperte == "1" ?>una pratica aperta<?cs else ?><?cs var:Appartenenza.aperte ?> pratiche aperte<?cs /if ?>. Prima che lasci, <?cs if:Appartenenza.consegna ?><a href="/supervisione/consegna/<?cs var:Appartenenza.operatore ?>">consegnale ad altri</a>.<?cs else ?>il referente del servizio le consegna ad altri, da «Supervisione».<?cs /if ?></p></div><?cs /if ?>
<?cs call:modulo_errori(Modulo) ?>
<form class="siz-riquadro" aria-labelledby="t-app"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-app"><?cs var:Modulo.titolo ?></h2><?cs call:legenda_obbligo() ?></div>
<div class="siz-riquadro__corpo siz-modulo"><?cs call:modulo_campi(Modulo) ?></div><?cs call:salva(Modulo) ?></form>
<section class="siz-riquadro" aria-labelledby="t-fin"><div class="siz-riquadro__capo"><h2 id="t-fin">Lascia subito</h2></div><div class="siz-riquadro__corpo siz-pila"><p class="mb-0">Da ora non entra più in questo servizio, le sessioni aperte si chiudono e finiscono le assegnazioni per nome. Gli altri servizi restano.</p>
<form action="/amministrazione/operatori/<?cs var:Appartenenza.operatore ?>/appartenenze/<?cs var:Appartenenza.id ?>/termina" method="post"><?cs call:nascosti() ?><button class="btn btn-outline-danger" type="submit">Togli subito da questo servizio</button></form></div></section>
</div></div></div>
<?cs include:"pagina_fine.cs" ?>
