<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-stretta pt-3 siz-pila">
<?cs call:modulo_errori(Modulo) ?><div><h1 class="mb-2"><?cs var:Pagina.titolo ?></h1>
<p><?cs var:Assegnazione.da ?> (<?cs var:Assegnazione.servizio ?>) ti ha assegnato la pratica <a href="<?cs var:Assegnazione.url ?>"><?cs var:Assegnazione.codice ?></a>, <?cs if:Assegnazione.scrive ?>da leggere e modificare<?cs else ?>in sola lettura<?cs /if ?><?cs if:Assegnazione.fino ?>, fino al <?cs var:Assegnazione.fino ?><?cs /if ?>.</p><?cs if:Assegnazione.nota ?>
<div class="siz-testo-intero"><?cs var:Assegnazione.nota ?></div><?cs /if ?></div>
<form class="siz-riquadro" action="<?cs var:Modulo.azione ?>" method="post" aria-labelledby="t-risp" novalidate><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-risp">La tua risposta</h2></div>
<div class="siz-riquadro__corpo siz-modulo">
<div class="siz-campo"><button class="btn btn-primary" type="submit" name="risposta" value="accettata">Accetta</button></div>
<?cs call:campo(Modulo.campo.motivo) ?>
<div class="siz-campo siz-fila"><button class="btn btn-outline-primary" type="submit" name="risposta" value="rifiutata">Rifiuta</button><span class="siz-piccolo siz-tenue">Se rifiuti, non apri più la pratica. Chi te l’ha assegnata è avvisato.</span></div>
</div></form></div></div>
<?cs include:"pagina_fine.cs" ?>
