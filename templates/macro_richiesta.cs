<?cs # Macros of richieste.

# The bar: what it is, of whom, by when. ?><?cs
def:richiesta_barra() ?><div class="siz-identita"><div class="siz-cont"><div class="siz-identita__testo"><div><h1><?cs var:Richiesta.tipo ?></h1> <?cs call:tag(Richiesta.stato, Richiesta.aspetto, "") ?><?cs if:Richiesta.scaduta ?> <?cs call:tag("Scaduta", "no", "") ?><?cs /if ?></div>
<ul class="siz-identita__dati"><li><span class="siz-mono"><?cs var:Richiesta.codice ?></span></li><?cs if:Richiesta.persona ?><li>per <?cs if:Richiesta.persona_url ?><a class="siz-forte" href="<?cs var:Richiesta.persona_url ?>"><?cs var:Richiesta.persona ?></a><?cs else ?><strong><?cs var:Richiesta.persona ?></strong><?cs /if ?></li><?cs /if ?><li>pratica <?cs if:Richiesta.pratica_url ?><a class="siz-mono" href="<?cs var:Richiesta.pratica_url ?>"><?cs var:Richiesta.pratica ?></a><?cs else ?><span class="siz-mono"><?cs var:Richiesta.pratica ?></span><?cs /if ?></li><li>chiesta da <strong><?cs var:Richiesta.richiedente ?></strong>, <?cs var:Richiesta.servizio ?></li><?cs if:Richiesta.attesa ?><li>risposta entro il <strong><?cs var:Richiesta.entro ?></strong></li><?cs /if ?></ul></div></div></div><?cs /def ?><?cs

# By when, in a row of a list: the day counts while somebody has to decide. ?><?cs
def:richiesta_entro(r) ?><?cs if:r.attende == "decide" ?><?cs var:r.entro ?><?cs if:r.scaduta ?><small>scaduta</small><?cs /if ?><?cs else ?><span class="siz-tenue"><?cs var:r.entro ?></span><?cs /if ?><?cs /def ?>
