<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-pila">
<div><h1 class="mb-2"><?cs var:Pagina.titolo ?></h1>
<p><?cs var:Conflitto.chi ?> ha salvato <?cs var:Conflitto.quando ?>. Il tuo testo non è perso: scegli che cosa tenere, poi salva.</p></div>
<form class="siz-riquadro" action="<?cs var:Conflitto.azione ?>" method="post" aria-labelledby="t-conf"><?cs call:modulo_nascosti(Conflitto) ?><?cs each:u = Conflitto.uguale ?><input type="hidden" name="<?cs var:u.nome ?>" value="<?cs var:u.valore ?>"><?cs /each ?>
<div class="siz-riquadro__capo"><h2 id="t-conf">Punti diversi</h2></div>
<?cs if:subcount(Conflitto.campo) > #0 ?><?cs each:c = Conflitto.campo ?><fieldset class="siz-sez-modulo"><legend><?cs var:c.etichetta ?></legend>
<div class="siz-modulo">
<div class="siz-campo siz-c6"><span class="siz-opzione"><input type="radio" id="m-<?cs var:c.nome ?>" name="<?cs var:c.nome ?>" value="<?cs var:c.mio ?>" checked><label for="m-<?cs var:c.nome ?>"><strong>Tieni il tuo</strong></label></span><div class="siz-testo-intero"><?cs if:c.mio_testo != "" ?><?cs var:c.mio_testo ?><?cs else ?><span class="siz-tenue">vuoto</span><?cs /if ?></div></div>
<div class="siz-campo siz-c6"><span class="siz-opzione"><input type="radio" id="s-<?cs var:c.nome ?>" name="<?cs var:c.nome ?>" value="<?cs var:c.suo ?>"><label for="s-<?cs var:c.nome ?>"><strong>Tieni quello salvato da <?cs var:Conflitto.chi ?></strong></label></span><div class="siz-testo-intero"><?cs if:c.suo_testo != "" ?><?cs var:c.suo_testo ?><?cs else ?><span class="siz-tenue">vuoto</span><?cs /if ?></div></div>
</div></fieldset><?cs /each ?><?cs else ?><div class="siz-riquadro__corpo"><p>I campi sono uguali: puoi salvare senza cambiare niente.</p></div><?cs /if ?>
<div class="siz-salva"><button class="btn btn-primary" type="submit">Salva</button><a class="btn btn-link" href="<?cs var:Conflitto.annulla ?>">Lascia com’è salvata</a></div>
</form></div></div>
<?cs include:"pagina_fine.cs" ?>
