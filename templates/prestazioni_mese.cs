<?cs include:"pagina_inizio.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><?cs call:modulo_errori(Modulo) ?>
<div class="siz-nota"><p>Nelle caselle azzurre c’è quello che dice il piano e che nessuno ha ancora registrato: controlla e salva, una volta per tutto il mese. Le ore si scrivono così: <strong>1:30</strong>. Se non è stata svolta scrivi una lettera:</p>
<ul class="siz-legenda"><?cs each:r = Motivi ?><?cs if:r.id ?><li><strong><?cs var:r.id ?></strong> <?cs var:r.descrizione ?></li><?cs /if ?><?cs /each ?></ul></div>
<form class="siz-riquadro" aria-labelledby="t-modulo"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-modulo">Registra <?cs var:Mese.nome ?></h2><?cs call:mese_accanto("./") ?></div><?cs if:subcount(Griglia.riga) > #0 ?>
<div class="siz-scorri" tabindex="0" role="region" aria-label="Il mese, tabella scorrevole"><table class="siz-tabella siz-tabella--schede siz-griglia"><caption class="visually-hidden"><?cs var:Mese.nome ?>: un giorno per riga, una prestazione per colonna</caption>
<thead><tr><th scope="col">Giorno</th><?cs each:v = Griglia.voce ?><th scope="col"><?cs var:v.titolo ?><small><?cs var:v.sotto ?>, <?cs var:v.unita ?></small></th><?cs /each ?></tr></thead><tbody><?cs each:r = Griglia.riga ?>
<tr><th scope="row" class="primo"><?cs var:r.giorno ?></th><?cs each:c = r.cella ?><td<?cs if:c.nome ?> data-nome="<?cs var:c.voce ?>"<?cs else ?> class="via"<?cs /if ?>><?cs call:cella_mese(c) ?></td><?cs /each ?></tr><?cs /each ?></tbody></table></div>
<?cs call:salva(Modulo) ?><?cs else ?>
<div class="siz-vuoto"><h3>Niente da registrare</h3><p>In questo mese nessun giorno già passato è nel periodo di una prestazione prevista.</p></div><?cs /if ?>
</form></div></div></div>
<?cs include:"pagina_fine.cs" ?>
