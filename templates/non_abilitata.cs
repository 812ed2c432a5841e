<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-stretta pt-3 siz-pila">
<?cs call:modulo_errori(Modulo) ?><div><h1 class="mb-2"><?cs var:Pagina.titolo ?></h1><p><?cs var:Rifiuto.testo ?></p></div>
<?cs if:subcount(Rifiuto.dato) > #0 ?><section class="siz-riquadro" aria-labelledby="t-cosa">
<div class="siz-riquadro__capo"><h2 id="t-cosa">Chi contattare</h2></div>
<div class="siz-riquadro__corpo"><dl class="siz-dati"><?cs each:d = Rifiuto.dato ?><dt><?cs var:d.nome ?></dt><dd><?cs var:d.testo ?></dd><?cs /each ?></dl></div>
</section><?cs /if ?>
<?cs if:Modulo.azione ?><form class="siz-riquadro" aria-labelledby="t-ch"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-ch">Chiedi l’accesso</h2></div>
<div class="siz-riquadro__corpo siz-modulo"><?cs call:modulo_campi(Modulo) ?>
<div class="siz-campo siz-fila"><button class="btn btn-primary" type="submit">Invia la richiesta</button><?cs if:Rifiuto.torna ?><a class="btn btn-link" href="<?cs var:Rifiuto.torna ?>"><?cs var:Rifiuto.torna_testo ?></a><?cs /if ?></div></div>
</form><?cs elif:Rifiuto.gia_chiesta ?><div class="siz-nota"><p>Hai già chiesto l’accesso. Quando rispondono, lo trovi nelle notifiche.</p></div>
<p><a href="<?cs var:Rifiuto.torna ?>"><?cs var:Rifiuto.torna_testo ?></a></p><?cs else ?><p><a href="<?cs if:Rifiuto.torna ?><?cs var:Rifiuto.torna ?><?cs else ?>/<?cs /if ?>"><?cs if:Rifiuto.torna ?><?cs var:Rifiuto.torna_testo ?><?cs else ?>Torna alla Home<?cs /if ?></a></p><?cs /if ?>
<?cs if:Rifiuto.emergenza ?><p class="siz-nota mb-0">C’è un’emergenza e non puoi aspettare la risposta? Con l’<a href="<?cs var:Rifiuto.emergenza ?>">accesso in emergenza</a> la leggi subito, per poche ore. Il servizio che la segue viene avvisato.</p><?cs /if ?>
</div></div>
<?cs include:"pagina_fine.cs" ?>
