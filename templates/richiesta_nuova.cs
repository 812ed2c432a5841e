<?cs include:"pagina_inizio.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><?cs call:modulo_errori(Modulo) ?>
<div class="siz-nota"><p class="mb-0"><?cs var:Tipo.descrizione ?> Di solito si risponde entro <?cs var:Tipo.giorni ?> giorni.<?cs if:Tipo.altro ?> L’altro servizio vede il nome della persona, il numero della pratica, quello che scrivi e i documenti che scegli qui. La pratica non si apre: per quello serve un’assegnazione.<?cs /if ?></p></div>
<form class="siz-riquadro" aria-labelledby="t-modulo"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-modulo"><?cs var:Tipo.nome ?></h2><?cs call:legenda_obbligo() ?></div>
<div class="siz-riquadro__corpo siz-modulo"><?cs call:modulo_conferme(Modulo) ?><?cs if:Tipo.altro ?><?cs call:campo(Modulo.campo.destinatario) ?><?cs /if ?><?cs call:campo(Modulo.campo.oggetto) ?><?cs call:campo(Modulo.campo.testo) ?><?cs call:campo(Modulo.campo.entro) ?><?cs if:Allegati.ci_sono ?><?cs call:campo(Modulo.campo.allegati) ?><?cs /if ?></div>
<?cs call:salva(Modulo) ?>
</form></div></div></div>
<?cs include:"pagina_fine.cs" ?>
