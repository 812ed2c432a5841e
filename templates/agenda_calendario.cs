<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-stretta">
<div class="siz-capo"><div class="siz-capo__titolo"><h1>Calendario del telefono</h1></div></div>
<p>Con un indirizzo segreto il calendario del telefono o del computer mostra i tuoi appuntamenti e gli eventi delle pratiche che segui. Ci sono solo il tipo, l’ora e il codice della pratica: nessun nome, nessun luogo, nessun titolo.</p><?cs if:Calendario.indirizzo ?>
<div class="alert alert-warning" role="note"><h2>Copialo adesso</h2><p>Per sicurezza non si può rivedere. Chi lo conosce legge la tua agenda: non mandarlo a nessuno.</p>
<p class="siz-mono siz-spezza mb-0"><?cs var:Calendario.indirizzo ?></p></div><?cs /if ?>
<section class="siz-riquadro mt-3" aria-labelledby="t-col"><div class="siz-riquadro__capo"><h2 id="t-col">Il tuo indirizzo</h2><?cs if:Calendario.attivo ?><?cs call:tag("Attivo", "ok", "") ?><?cs else ?><?cs call:tag("Non attivo", "vuoto", "") ?><?cs /if ?></div>
<div class="siz-riquadro__corpo"><?cs if:Calendario.attivo ?><p>Creato <?cs var:Calendario.creato ?>. <?cs if:Calendario.letto != "" ?>Letto l’ultima volta <?cs var:Calendario.letto ?>.<?cs else ?>Non ancora letto.<?cs /if ?></p>
<p>Se lo rinnovi quello di prima smette di funzionare. Se lo revochi non ne resta nessuno.</p><?cs else ?><p>Crea l’indirizzo e incollalo nel calendario del telefono, dove dice «abbonamento» o «da URL».</p><?cs /if ?>
<div class="siz-fila"><form action="/agenda/calendario" method="post"><?cs call:nascosti() ?><button class="btn btn-primary" type="submit"><?cs if:Calendario.attivo ?>Rinnova l’indirizzo<?cs else ?>Crea l’indirizzo<?cs /if ?></button></form><?cs if:Calendario.attivo ?><form action="/agenda/calendario/revoca" method="post"><?cs call:nascosti() ?><button class="btn btn-outline-primary" type="submit">Revoca</button></form><?cs /if ?></div></div></section>
</div></div>
<?cs include:"pagina_fine.cs" ?>
