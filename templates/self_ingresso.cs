<?cs include:"pubblica_inizio.cs" ?><?cs if:subcount(Pagina.avviso) > #0 ?><div class="siz-pila gap-2 pt-3"><?cs call:avvisi() ?></div><?cs /if ?><?cs if:Self.scaduta ?>
<div class="alert alert-warning mt-3" role="status"><p>La sessione è scaduta. Entra di nuovo con SPID: le bozze salvate sono al loro posto.</p></div><?cs /if ?>
<div class="siz-colonne siz-colonne--lato pt-3 pb-5"><div class="siz-stretta">
<h1>Segnala al servizio SELF</h1>
<p>Centri per l’impiego, SerD, servizi di salute mentale, UEPE, cooperative, enti di formazione e associazioni possono segnalare a SELF, i servizi educativi per il lavoro e la formazione dell’Ambito, una persona che ha bisogno di sostegno.</p>
<p>La segnalazione si fa solo in questa pagina: il servizio non prende in carico schede cartacee o inviate per email.</p>
<?cs if:Self.chiuso ?><div class="alert alert-warning"><p>Adesso non si possono inviare segnalazioni.</p></div><?cs /if ?>
<h2 class="mt-4 mb-2">Che cosa serve</h2>
<ul><li>la tua identità digitale SPID;</li><li>il codice fiscale della persona da segnalare;</li><li>l’<a href="/self/informativa">informativa privacy</a> letta e firmata dalla persona, o da chi la rappresenta;</li><li>eventuali relazioni, in formato PDF (meglio PDF/A), Word, Excel o immagine.</li></ul>
<h2 class="mt-4 mb-2">Come funziona</h2>
<ol><li>Entri con SPID, la prima volta dici per quale ente segnali.</li><li>Compili la segnalazione: circa 15 minuti. Puoi interrompere e riprendere entro 30 giorni.</li><li>Rileggi il riepilogo e invii. Hai subito numero, data e ricevuta.</li><li>Il servizio ti risponde. Segui lo stato da «Le mie segnalazioni».</li></ol>
</div>
<section class="siz-riquadro siz-riquadro__corpo p-4" aria-labelledby="t-entra"><h2 id="t-entra" class="mb-2">Accedi al servizio</h2>
<?cs if:subcount(Spid) > #0 ?><p>Usa SPID, il Sistema Pubblico di Identità Digitale.</p>
<?cs call:spid() ?><?cs else ?><p>L’accesso con SPID non è attivo in questo momento. Riprova più tardi.</p><?cs /if ?>
<hr><p class="siz-piccolo mb-0">Lavori in un Comune o nell’Ambito? <a href="/accesso?ritorno=/self">Accedi a <?cs call:marchio() ?> con le tue credenziali</a>.</p></section></div>
<?cs include:"pubblica_fine.cs" ?>
