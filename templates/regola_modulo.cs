<?cs # a rule of payment with the movements that it would make: Sezione.titolo, Modulo, Anteprima, Somma ?><?cs include:"pagina_inizio.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><?cs call:modulo_errori(Modulo) ?>
<form class="siz-riquadro" aria-labelledby="t-modulo"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-modulo"><?cs var:Sezione.titolo ?></h2><?cs call:legenda_obbligo() ?></div>
<?cs call:modulo_gruppi(Modulo) ?>
<section class="siz-sez-modulo" aria-labelledby="t-ant"><h3 id="t-ant">Movimenti che genera</h3>
<div role="status" data-suggerimenti="/pratiche/<?cs var:Pratica.id ?>/regole/anteprima" data-campi="cadenza importo dal al giorno tranche_data_1 tranche_importo_1 tranche_data_2 tranche_importo_2 tranche_data_3 tranche_importo_3 tranche_data_4 tranche_importo_4 tranche_data_5 tranche_importo_5 tranche_data_6 tranche_importo_6 tranche_data_7 tranche_importo_7 tranche_data_8 tranche_importo_8"><?cs include:"regola_anteprima_corpo.cs" ?></div>
<p class="mt-2 mb-0"><button class="btn btn-outline-primary" type="submit" name="mostra" value="1">Ricalcola i movimenti senza salvare</button></p></section>
<?cs call:salva(Modulo) ?>
</form></div></div></div>
<?cs include:"pagina_fine.cs" ?>
