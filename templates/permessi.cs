<?cs include:"pagina_inizio.cs" ?><?cs

# One cell: words, or that there is nothing. ?><?cs
def:puo(testo) ?><?cs if:testo != "" ?><?cs var:testo ?><?cs else ?><span class="siz-tenue">no</span><?cs /if ?><?cs /def ?><div class="siz-cont siz-corpo">
<div class="siz-capo"><div class="siz-capo__titolo"><h1>Chi può che cosa</h1></div></div>
<div class="siz-pila"><div class="siz-nota"><p>Sono le regole che il sistema applica, lette da dove le applica. Questa pagina non le cambia. Chi non ha accesso a una pratica legge solo il quadro riassuntivo, se il tipo vi compare. Le pagine private del diario le legge solo chi le ha scritte.</p></div>
<?cs each:k = Tipi ?><section class="siz-riquadro" aria-labelledby="t-<?cs var:k.codice ?>"><div class="siz-riquadro__capo"><h2 id="t-<?cs var:k.codice ?>"><?cs var:k.nome ?></h2><?cs if:k.domanda ?><?cs call:tag("Domanda", "info", "") ?><?cs elif:k.nel_quadro ?><?cs call:tag("Nel quadro riassuntivo", "vuoto", "") ?><?cs else ?><?cs call:tag("Fuori dal quadro", "attesa", "") ?><?cs /if ?></div>
<div class="siz-scorri" tabindex="0" role="region" aria-label="<?cs var:k.nome ?>, tabella scorrevole"><table class="siz-tabella siz-tabella--media siz-tabella--schede">
<thead><tr><th scope="col">Ruolo</th><th scope="col">Del proprio servizio</th><th scope="col">Assegnata al servizio</th><th scope="col">Assegnata per nome</th><th scope="col">Della sua équipe</th><th scope="col">In emergenza</th><th scope="col">Ne apre di nuove</th><th scope="col">Cambi di stato</th></tr></thead>
<tbody><?cs each:r = k.ruolo ?><tr><th scope="row" class="primo"><?cs var:r.ruolo ?></th><td data-nome="Del proprio servizio"><?cs call:puo(r.servizio) ?></td><td data-nome="Assegnata al servizio"><?cs call:puo(r.uo) ?></td><td data-nome="Assegnata per nome"><?cs call:puo(r.persona) ?></td><td data-nome="Della sua équipe"><?cs call:puo(r.equipe) ?></td><td data-nome="In emergenza"><?cs call:puo(r.emergenza) ?></td><td data-nome="Ne apre di nuove"><?cs if:k.domanda ?>dall’avviso<?cs elif:r.apre ?>sì<?cs else ?><span class="siz-tenue">no</span><?cs /if ?></td><td data-nome="Cambi di stato"><?cs call:puo(r.stati) ?></td></tr><?cs /each ?></tbody></table></div></section>
<?cs /each ?>
<section class="siz-riquadro" aria-labelledby="t-permessi"><div class="siz-riquadro__capo"><h2 id="t-permessi">Che cosa può fare ogni ruolo</h2></div>
<div class="siz-scorri" tabindex="0" role="region" aria-label="Permessi dei ruoli, tabella scorrevole"><table class="siz-tabella siz-tabella--media siz-tabella--schede">
<thead><tr><th scope="col">Che cosa</th><?cs each:r = Permessi.0.ruolo ?><th scope="col"><?cs var:r.nome ?></th><?cs /each ?></tr></thead>
<tbody><?cs each:p = Permessi ?><tr><th scope="row" class="primo"><?cs var:p.nome ?></th><?cs each:r = p.ruolo ?><td data-nome="<?cs var:r.nome ?>"><?cs if:r.ha ?>sì<?cs else ?><span class="siz-tenue">no</span><?cs /if ?></td><?cs /each ?></tr><?cs /each ?></tbody></table></div>
<p class="siz-riquadro__piede mb-0 siz-tenue">In un servizio in sola lettura, come SERVIZIO STORICO, nessun ruolo scrive.</p></section>
</div></div>
<?cs include:"pagina_fine.cs" ?>
