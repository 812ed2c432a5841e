<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-stretta">
<div class="siz-capo"><div class="siz-capo__titolo"><h1><?cs var:Stampa.titolo ?></h1><span class="siz-tenue">chiesta <?cs var:Stampa.chiesta ?></span></div></div>
<section class="siz-riquadro" aria-labelledby="t-st"><div class="siz-riquadro__capo"><h2 id="t-st">Stato della stampa</h2></div>
<div class="siz-riquadro__corpo"<?cs if:Stampa.attesa ?> data-attesa="/stampe/<?cs var:Stampa.id ?>"<?cs /if ?>><?cs include:"stampa_stato.cs" ?></div></section>
<?cs if:Stampa.attesa ?><noscript><p><a href="/stampe/<?cs var:Stampa.id ?>">Aggiorna adesso</a></p></noscript><?cs /if ?>
</div></div>
<?cs include:"pagina_fine.cs" ?>
