<?cs include:"pagina_inizio.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><?cs call:modulo_errori(Modulo) ?>
<?cs if:Dovuta.tipo ?><section class="siz-riquadro siz-stretta" aria-labelledby="t-az"><div class="siz-riquadro__capo"><h2 id="t-az"><?cs var:Azione.testo ?>: prima serve una richiesta approvata</h2></div><div class="siz-riquadro__corpo siz-pila">
<p class="mb-0">Per passare allo stato «<?cs var:Azione.stato_nuovo ?>» serve una richiesta di tipo «<?cs var:Dovuta.tipo ?>», approvata da chi la decide.<?cs if:Dovuta.url ?> C’è già: <a href="<?cs var:Dovuta.url ?>"><?cs var:Dovuta.codice ?></a>, nello stato «<?cs var:Dovuta.stato ?>». Quando è approvata torna qui.<?cs elif:!Dovuta.chiedi ?> La chiede il servizio che segue la pratica.<?cs /if ?></p>
<p class="siz-fila mb-0"><?cs if:Dovuta.url ?><a class="btn btn-primary" href="<?cs var:Dovuta.url ?>">Apri la richiesta</a><?cs elif:Dovuta.chiedi ?><a class="btn btn-primary" href="<?cs var:Dovuta.chiedi ?>">Fai la richiesta</a><?cs /if ?> <a class="btn btn-link" href="/pratiche/<?cs var:Pratica.id ?>">Torna alla pratica</a></p></div></section><?cs else ?><form class="siz-riquadro siz-stretta" aria-labelledby="t-az"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-az"><?cs var:Azione.testo ?></h2><?cs call:legenda_obbligo() ?></div>
<div class="siz-riquadro__corpo siz-modulo"><?cs call:modulo_conferme(Modulo) ?>
<p class="siz-campo mb-0">Dopo, lo stato è «<?cs var:Azione.stato_nuovo ?>».<?cs if:Azione.fine ?> La data diventa la data di fine.<?cs /if ?><?cs if:Azione.annulla ?> La pratica resta visibile e non si riapre.<?cs /if ?> Data e motivo restano nella storia.</p>
<?cs call:campo(Modulo.campo.data) ?><?cs if:Azione.motivo == "vocabolario" ?><?cs call:campo(Modulo.campo.motivo_termine) ?><?cs elif:Azione.motivo != "no" ?><?cs call:campo(Modulo.campo.motivo) ?><?cs /if ?></div>
<?cs call:salva(Modulo) ?></form><?cs /if ?>
</div></div></div>
<?cs include:"pagina_fine.cs" ?>
