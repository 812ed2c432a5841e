<?cs include:"errore_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-stretta pt-3 siz-pila">
<h1>Questa operazione non è permessa</h1><?cs if:Rifiuto.perche ?>
<p><?cs var:Rifiuto.perche ?></p><?cs else ?>
<p>Quello che volevi leggere o cambiare non è affidato a te: può dipendere dal servizio in cui sei entrato, dal tuo ruolo, o dalla pratica che non ti è assegnata.</p>
<p>Chiedi alla persona di riferimento della pratica, oppure a chi fa da referente nel tuo servizio.</p><?cs /if ?><?cs if:Sessione.servizio ?>
<p class="siz-tenue">Sei nel servizio «<?cs var:Sessione.servizio ?>» con il ruolo «<?cs var:Utente.ruolo ?>»<?cs if:Sessione.sola_lettura ?>, in sola lettura<?cs /if ?>.</p><?cs /if ?>
<p><?cs if:Sessione.esterna ?><a href="/self">Torna alle tue segnalazioni</a><?cs else ?><a href="/">Torna alla Home</a><?cs if:Sessione.servizi ?> · <a href="/servizio">Cambia servizio</a><?cs /if ?><?cs /if ?></p>
</div></div>
<?cs include:"errore_fine.cs" ?>
