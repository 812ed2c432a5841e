<?cs include:"pagina_inizio.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><?cs call:modulo_errori(Modulo) ?>
<form class="siz-riquadro<?cs if:Parte.scala ?> siz-scala<?cs /if ?>" aria-labelledby="t-par"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-par"><?cs var:Parte.titolo ?></h2><?cs call:legenda_obbligo() ?></div>
<div class="siz-riquadro__corpo"><p class="siz-piccolo siz-tenue mb-0"><?cs if:Parte.aiuto ?><?cs var:Parte.aiuto ?>. <?cs /if ?>Fonte: <?cs var:Parte.fonte ?><?cs if:Parte.scala ?>. Totale e fascia si calcolano dalle risposte: li leggi dopo aver salvato<?cs /if ?></p></div>
<?cs call:modulo_gruppi(Modulo) ?>
<div class="siz-salva"><button class="btn btn-primary" type="submit">Salva</button>
<button class="btn btn-outline-primary" type="submit" name="poi" value="firma">Salva e firma</button>
<a class="btn btn-link" href="<?cs var:Modulo.annulla ?>">Annulla</a>
<span class="siz-salva__stato"><?cs if:Modulo.bozza_stato ?><?cs var:Modulo.bozza_stato ?><?cs else ?>Dopo la firma non si cambia più<?cs /if ?></span></div>
</form></div></div></div>
<?cs include:"pagina_fine.cs" ?>
