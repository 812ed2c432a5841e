<?cs include:"pagina_inizio.cs" ?><?cs call:richiesta_barra() ?>
<div class="siz-cont siz-corpo"><section class="siz-riquadro siz-stretta" aria-labelledby="t-sup"><div class="siz-riquadro__capo"><h2 id="t-sup"><?cs var:Pagina.titolo ?></h2></div><div class="siz-riquadro__corpo siz-pila">
<p class="mb-0"><?cs var:Superata.chi ?> ha risposto <?cs var:Superata.quando ?>. Adesso lo stato è «<?cs var:Richiesta.stato ?>».</p>
<p class="mb-0">Il tuo passo «<?cs var:Superata.passo ?>» non è stato fatto<?cs if:Superata.ancora ?>: rileggi che cosa è cambiato, poi decidi se serve ancora<?cs else ?> e da questo stato non si può fare<?cs /if ?>.</p><?cs if:Superata.scritto ?>
<div class="siz-nota"><h3>Quello che avevi scritto</h3><p class="mb-0 siz-testo-righe"><?cs var:Superata.scritto ?></p></div><?cs /if ?>
<p class="siz-fila mb-0"><a class="btn btn-primary" href="<?cs var:Richiesta.url ?>">Torna alla richiesta</a><?cs if:Superata.ancora ?> <a class="btn btn-outline-primary" href="<?cs var:Superata.ancora ?>">Riprendi «<?cs var:Superata.passo ?>»</a><?cs /if ?></p></div></section></div>
<?cs include:"pagina_fine.cs" ?>
