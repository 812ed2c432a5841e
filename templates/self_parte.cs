<?cs include:"macro.cs" ?><?cs call:self_inizio() ?><?cs call:self_indietro() ?>
<div class="siz-colonne siz-colonne--lato pb-5"><div class="siz-stretta"><?cs call:modulo_errori(Modulo) ?>
<p class="siz-passo pt-2"><?cs var:Parte.numero ?></p><h1 class="mb-3"><?cs var:Parte.titolo ?></h1><?cs if:Parte.codice == "persona" ?>
<p>È la persona che riceverà il sostegno di SELF, non chi compila la segnalazione.</p><?cs if:Domanda.interna ?><dl class="siz-riepilogo mb-3"><div><dt>Persona scelta in Soggetti</dt><dd><?cs var:Domanda.beneficiario ?></dd><dd></dd></div></dl><?cs /if ?><?cs elif:Parte.codice == "segnalante" && Sessione.esterna ?><p>Manca il tuo ente? <a href="/self/ente">Registralo qui</a>, poi torna a questa parte.</p><?cs /if ?>
<?cs if:Parte.codice == "persona" || Parte.codice == "consensi" ?><div class="siz-nota mb-3"><p class="mb-0"><a href="/self/informativa">Leggi o stampa l’informativa privacy</a> da far firmare alla persona, o a chi la rappresenta. Poi allega la copia firmata nella parte «Documenti».</p></div><?cs /if ?>
<form class="siz-modulo"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?><?cs if:Parte.dal_riepilogo ?><input type="hidden" name="da" value="invio"><?cs /if ?>
<?cs call:modulo_conferme(Modulo) ?><?cs each:g = Modulo.gruppo ?><?cs if:g.titolo ?><h2 class="siz-campo mb-0"><?cs var:g.titolo ?></h2><?cs /if ?><?cs each:c = g.campo ?><?cs call:campo(c) ?><?cs /each ?><?cs /each ?>
<div class="siz-campo siz-fila mt-2"><button class="btn btn-primary" type="submit">Salva e continua</button><button class="btn btn-outline-primary" type="submit" name="poi" value="esci">Salva ed esci</button><span class="siz-salva__stato siz-piccolo siz-tenue"></span></div></form>
</div><?cs call:self_aiuto() ?></div>
<?cs call:self_fine() ?>
