<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-stretta">
<div class="siz-capo"><div class="siz-capo__titolo"><h1><?cs var:Pagina.titolo ?></h1></div></div>
<p>Delle pratiche aperte di cui sei il riferimento: eventi, fini previste, obiettivi e verifiche dei progetti, documenti che scadono. Di ogni progetto che apri: le azioni di cui ti occupi. Delle loro persone: documenti di identità e ISEE che scadono. Delle richieste: quelle che decidi tu e quelle per cui aspetti una risposta.</p>
<div class="siz-riquadro"><h2 class="visually-hidden">Elenco</h2><?cs if:Scadenze.righe ?><?cs call:righe_scadenze() ?><?cs else ?><div class="siz-vuoto"><h3>Nessuna scadenza</h3><p>Nei prossimi 7 giorni non ci sono eventi, nessuna pratica arriva alla fine prevista e nessun documento scade.</p></div><?cs /if ?></div>
</div></div>
<?cs include:"pagina_fine.cs" ?>
