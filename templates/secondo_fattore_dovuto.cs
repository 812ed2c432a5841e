<?cs include:"pubblica_inizio.cs" ?><div class="siz-accesso">
<?cs call:modulo_errori(Modulo) ?><h1>Attiva il secondo fattore</h1>
<p>Chi amministra <?cs call:marchio() ?> può aprire e chiudere le utenze di tutti. Per questo entra con la password e con un codice del telefono.</p>
<?cs if:subcount(Pagina.avviso) > #0 ?><div class="siz-pila gap-2 mb-4"><?cs call:avvisi() ?></div><?cs /if ?>
<?cs if:Fattore.segreto ?><form action="/secondo-fattore/attiva" method="post" novalidate><?cs call:modulo_nascosti(Modulo) ?>
<?cs include:"secondo_fattore_chiave.cs" ?>
<div class="siz-modulo"><?cs call:modulo_campi(Modulo) ?>
<div class="siz-campo"><button class="btn btn-primary w-100" type="submit">Attiva e continua</button></div></div>
</form>
<p class="mt-3 siz-tenue">Dopo ti diamo i codici di recupero, poi continui da dove stavi andando.</p>
<?cs else ?><p>Serve un’applicazione dei codici sul telefono. Funziona anche senza rete. Ci vuole un minuto.</p>
<form action="/secondo-fattore/prepara" method="post"><?cs call:modulo_nascosti(Modulo) ?><button class="btn btn-primary w-100" type="submit">Comincia</button></form>
<?cs /if ?><form class="mt-3" action="/esci" method="post"><?cs call:nascosti() ?><button class="btn btn-link" type="submit">Esci</button></form>
</div>
<?cs include:"pubblica_fine.cs" ?>
