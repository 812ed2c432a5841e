<?cs include:"pagina_inizio.cs" ?><div class="siz-cont siz-corpo"><div class="siz-stretta">
<div class="siz-capo"><div class="siz-capo__titolo"><h1>Diritto di accesso</h1><span class="siz-tenue"><?cs var:Diritto.nome ?></span></div></div>
<p>Chiunque può sapere quali dati tratta l’Ambito su di lei o su di lui, chi li ha letti e a chi sono stati comunicati (articolo 15 del regolamento europeo 679/2016). Qui prepari il documento da consegnare.</p>
<div class="siz-nota"><p>Il documento dice quali servizi hanno pratiche e chi le ha lette, anche se tu non le puoi aprire. Non contiene le pagine di diario, i nomi di chi ha segnalato e le pratiche che il quadro riassuntivo non mostra. Prima di consegnarlo leggilo, e senti i servizi nominati.</p></div>
<?cs call:modulo_errori(Modulo) ?>
<form class="siz-riquadro mt-3" aria-labelledby="t-modulo"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-modulo">La richiesta</h2><?cs call:legenda_obbligo() ?></div>
<div class="siz-riquadro__corpo siz-modulo"><?cs call:modulo_campi(Modulo) ?></div>
<?cs call:salva(Modulo) ?>
</form></div></div>
<?cs include:"pagina_fine.cs" ?>
