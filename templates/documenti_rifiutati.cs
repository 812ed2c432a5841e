<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-pila">
<div class="siz-capo"><div class="siz-capo__titolo"><h1><?cs var:Pagina.titolo ?></h1></div></div>
<div class="siz-errori" tabindex="-1" role="group" aria-labelledby="t-err"><h2 id="t-err">Che cosa non va</h2>
<ul><?cs each:r = Allegati.rifiuto ?><li><?cs var:r.testo ?></li><?cs /each ?></ul></div>
<p>Nessun file è stato caricato. Quello che avevi scritto è salvo nella bozza.</p>
<div class="siz-fila"><a class="btn btn-primary" href="<?cs var:Allegati.ritorno ?>">Torna alla pagina</a></div>
</div></div>
<?cs include:"pagina_fine.cs" ?>
