<?cs include:"errore_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-stretta pt-3 siz-pila">
<h1>Il tuo ruolo non può fare questa operazione</h1>
<p>Il tuo ruolo è «<?cs var:Utente.ruolo ?>»<?cs if:Sessione.servizio ?> nel servizio «<?cs var:Sessione.servizio ?>»<?cs /if ?>.<?cs if:Sessione.sola_lettura ?> In questo servizio si può solo leggere.<?cs /if ?></p>
<p>Se ti serve, chiedi alla persona referente del tuo servizio.</p>
<p>Hai cambiato servizio o password in un’altra finestra? Un modulo rimasto aperto qui non vale più: ricarica la pagina e riprova.</p>
<p><a href="/">Torna alla Home</a><?cs if:Sessione.servizi ?> · <a href="/servizio">Cambia servizio</a><?cs /if ?></p>
</div></div>
<?cs include:"errore_fine.cs" ?>
