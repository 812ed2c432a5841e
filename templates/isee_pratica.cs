<?cs include:"pagina_inizio.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><section class="siz-riquadro" aria-labelledby="t-isee"><div class="siz-riquadro__capo"><h2 id="t-isee">ISEE del nucleo</h2><a class="btn btn-outline-primary" href="/soggetti/<?cs var:Soggetto.id ?>/isee">Apri nella scheda della persona</a></div><?cs
if:Isee.righe ?><?cs include:"isee_elenco.cs" ?><?cs else ?><div class="siz-vuoto"><h3>Nessun ISEE</h3><p>Si carica dal file dell’INPS o si inserisce a mano nella scheda della persona.</p></div><?cs /if ?>
</section><?cs if:Isee_giorno.data ?><section class="siz-riquadro"><?cs include:"intervento_isee.cs" ?></section><?cs /if ?></div></div></div>
<?cs include:"pagina_fine.cs" ?>
