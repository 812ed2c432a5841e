<?cs include:"pagina_inizio.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><?cs call:modulo_errori(Modulo) ?><form class="siz-riquadro" action="/pratiche/<?cs var:Pratica.id ?>/costo" method="get" aria-labelledby="t-cos">
<div class="siz-riquadro__capo"><h2 id="t-cos">Calcolo costo intervento</h2><?cs call:stampa() ?></div>
<div class="siz-riquadro__corpo siz-modulo"><?cs each:g = Modulo.gruppo ?><?cs each:c = g.campo ?><?cs call:campo(c) ?><?cs /each ?><?cs /each ?>
<div class="siz-campo"><button class="btn btn-primary" type="submit">Calcola</button></div></div>
<div class="siz-riquadro__corpo" role="status" data-suggerimenti="/pratiche/<?cs var:Pratica.id ?>/costo/esito" data-campi="dal al"><?cs include:"conti_costo_corpo.cs" ?></div></form>
</div></div></div>
<?cs include:"pagina_fine.cs" ?>
