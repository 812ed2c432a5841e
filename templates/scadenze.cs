<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-stretta">
<div class="siz-capo"><div class="siz-capo__titolo"><h1><?cs var:Pagina.titolo ?></h1></div></div>
<p>Gli eventi e le fini previste delle pratiche aperte di cui sei il riferimento.</p>
<div class="siz-riquadro"><h2 class="visually-hidden">Elenco</h2><?cs if:Scadenze.righe ?><?cs call:righe_scadenze() ?><?cs else ?><div class="siz-vuoto"><h3>Nessuna scadenza</h3><p>Nei prossimi 7 giorni non ci sono eventi e nessuna pratica arriva alla fine prevista.</p></div><?cs /if ?></div>
</div></div>
<?cs include:"pagina_fine.cs" ?>
