<?cs include:"pagina_inizio.cs" ?><div class="siz-cont py-4"><div class="siz-stretta mx-auto">
<p class="siz-passo">Ente: <?cs var:Ambito.nome ?></p>
<?cs call:modulo_errori(Modulo) ?><h1 class="mb-1">Scegli il servizio</h1>
<p class="siz-tenue">Vedrai le pratiche del servizio scelto. Puoi cambiarlo in ogni momento dalla testata, senza uscire.</p>
<form action="/servizio" method="post"><?cs call:modulo_nascosti(Modulo) ?>
<ul class="siz-riquadro siz-righe"><?cs each:s = Servizi ?><?cs if:s.codice ?>
<li class="py-2"><?cs if:s.ultimo ?><?cs call:icona("it-bookmark") ?><?cs elif:s.storico ?><?cs call:icona("it-folder") ?><?cs else ?><?cs call:icona("it-pa") ?><?cs /if ?>
<span class="siz-righe__testo"><span class="siz-forte"><?cs var:s.nome ?></span><?cs if:s.ultimo ?> <?cs call:tag("Ultimo usato", "info", "") ?><?cs /if ?><?cs if:s.storico ?> <?cs call:tag("Sola lettura", "", "it-locked") ?><?cs /if ?><small><?cs var:s.ruolo ?><?cs if:s.descrizione ?> · <?cs var:s.descrizione ?><?cs /if ?><?cs if:s.notifiche ?> · <?cs var:s.notifiche ?><?cs /if ?></small></span>
<button class="btn <?cs if:s.ultimo || first(s) ?>btn-primary<?cs else ?>btn-outline-primary<?cs /if ?>" name="servizio" value="<?cs var:s.codice ?>" type="submit">Entra<span class="visually-hidden"> in <?cs var:s.nome ?></span></button></li><?cs /if ?><?cs /each ?>
</ul>
<div class="siz-opzione mt-3"><input type="checkbox" id="sempre" name="sempre" value="1"<?cs if:Sessione.sempre ?> checked<?cs /if ?>><label for="sempre">Entra sempre nell’ultimo servizio usato</label></div>
</form>
<?cs if:Ambito.posta ?><p class="siz-nota mt-4 siz-piccolo">Hai cambiato area o ti manca un servizio? Scrivi a <a href="mailto:<?cs var:Ambito.posta ?>"><?cs var:Ambito.posta ?></a>.</p><?cs /if ?>
</div></div>
<?cs include:"pagina_fine.cs" ?>
