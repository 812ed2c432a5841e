<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-pila">
<div class="siz-capo"><div class="siz-capo__titolo"><h1><?cs var:Pagina.titolo ?></h1></div></div>
<section class="siz-riquadro" aria-label="Documenti"><?cs include:"documenti_righe.cs" ?></section>
<div class="siz-fila"><a class="btn btn-primary" href="<?cs var:Allegati.ritorno ?>">Torna alla bozza</a></div>
</div></div>
<?cs include:"pagina_fine.cs" ?>
