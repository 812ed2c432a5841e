<?cs include:"pagina_inizio.cs" ?><?cs call:richiesta_barra() ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--lato">
<div class="siz-pila"><?cs if:Richiesta.nascosta_di_la ?><div class="siz-nota"><p class="mb-0">La persona adesso è riservata: il servizio <?cs var:Richiesta.destinatario ?> non vede più questa richiesta. Annullala e parlane a voce con chi ne è responsabile.</p></div><?cs /if ?>
<section class="siz-riquadro" aria-labelledby="t-cosa"><div class="siz-riquadro__capo"><h2 id="t-cosa"><?cs var:Richiesta.oggetto ?></h2></div><div class="siz-riquadro__corpo"><p class="mb-0 siz-testo-righe"><?cs var:Richiesta.testo ?></p></div>
<div class="siz-riquadro__piede siz-fila siz-no-stampa"><?cs if:subcount(Azioni) > #0 ?><?cs each:a = Azioni ?><a class="btn <?cs if:a.prima ?>btn-primary<?cs else ?>btn-outline-primary<?cs /if ?>" href="<?cs var:a.url ?>"><?cs var:a.testo ?></a><?cs /each ?><?cs elif:Richiesta.aperta ?>Per te non ci sono passi da fare adesso.<?cs else ?>La richiesta è chiusa.<?cs /if ?></div></section>
<?cs if:Allegati.righe ?><section class="siz-riquadro" aria-labelledby="t-all"><div class="siz-riquadro__capo"><h2 id="t-all">Documenti allegati</h2></div><ul class="siz-righe"><?cs each:d = Allegati ?><?cs if:d.oggetto ?><li><?cs call:icona("it-file") ?><span class="siz-righe__testo"><a href="/documenti/<?cs var:d.id ?>" download><?cs var:d.oggetto ?></a><small><?cs if:d.tipo ?><?cs var:d.tipo ?> · <?cs /if ?>del <?cs var:d.data ?> · mostrato da <?cs var:d.chi ?></small></span></li><?cs /if ?><?cs /each ?></ul></section>
<?cs /if ?><section class="siz-riquadro" aria-labelledby="t-sto"><div class="siz-riquadro__capo"><h2 id="t-sto">Che cosa è successo</h2></div><ol class="siz-storia"><?cs each:p = Passi ?><?cs if:p.id ?>
<li class="siz-storia__voce"><time datetime="<?cs var:p.quando_iso ?>"><?cs var:p.quando ?></time><span class="siz-storia__segno"><?cs if:p.nascita ?><?cs call:icona("it-pencil") ?><?cs else ?><?cs call:icona("it-check-circle") ?><?cs /if ?></span>
<div><div class="siz-storia__capo"><h3><?cs if:p.nascita ?>Richiesta inviata<?cs else ?><?cs var:p.stato_nome ?><?cs /if ?></h3></div>
<p class="mb-0 siz-piccolo siz-tenue"><?cs var:p.chi ?>, <?cs var:p.ruolo ?> · <?cs var:p.servizio ?><?cs if:!p.nascita ?> · «<?cs var:p.etichetta ?>»<?cs /if ?></p><?cs if:p.testo ?><p class="mb-0 siz-testo-righe"><?cs var:p.testo ?></p><?cs /if ?></div></li><?cs /if ?><?cs /each ?></ol></section></div>
<div class="siz-pila"><section class="siz-riquadro" aria-labelledby="t-chi"><div class="siz-riquadro__capo"><h2 id="t-chi">Chi</h2></div><div class="siz-riquadro__corpo"><dl class="siz-dati siz-dati--stretti">
<dt>Chiede</dt><dd><?cs var:Richiesta.richiedente ?>, <?cs var:Richiesta.servizio ?><?cs if:Richiesta.telefono ?>, tel. <?cs var:Richiesta.telefono ?><?cs /if ?></dd><?cs if:Richiesta.segue ?>
<dt>Aspetta la risposta</dt><dd><?cs var:Richiesta.segue ?>, dopo un passaggio di consegne</dd><?cs /if ?>
<dt>Decide</dt><dd><?cs var:Richiesta.destinatario ?></dd><?cs if:Richiesta.chi_decide ?>
<dt>Ora tocca a</dt><dd><?cs var:Richiesta.chi_decide ?></dd><?cs /if ?>
<dt>Entro</dt><dd><?cs var:Richiesta.entro ?></dd>
<dt>Pratica</dt><dd><?cs var:Richiesta.kind ?> <?cs if:Richiesta.pratica_url ?><a class="siz-mono" href="<?cs var:Richiesta.pratica_url ?>"><?cs var:Richiesta.pratica ?></a><?cs else ?><span class="siz-mono"><?cs var:Richiesta.pratica ?></span><?cs /if ?></dd><?cs if:Richiesta.persona ?>
<dt>Persona</dt><dd><?cs var:Richiesta.persona ?><?cs if:Richiesta.persona_nascita ?>, nascita <?cs var:Richiesta.persona_nascita ?><?cs /if ?><?cs if:Richiesta.persona_codice ?><br><span class="siz-mono"><?cs var:Richiesta.persona_codice ?></span><?cs /if ?></dd><?cs /if ?></dl><?cs if:!Richiesta.pratica_url ?>
<p class="mb-0 mt-3 siz-piccolo siz-tenue">La pratica per te non si apre: di essa leggi quello che sta in questa pagina, documenti allegati compresi. Se per decidere serve di più, chiedi un’integrazione.</p><?cs /if ?></div></section></div>
</div></div>
<?cs include:"pagina_fine.cs" ?>
