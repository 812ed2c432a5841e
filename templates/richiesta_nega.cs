<?cs include:"pagina_inizio.cs" ?><?cs call:identita(Identita) ?>
<div class="siz-cont siz-corpo"><div class="siz-colonne siz-colonne--sezioni"><?cs call:sezioni(Sezioni) ?>
<div class="siz-pila"><?cs call:modulo_errori(Modulo) ?><?cs if:Richiesta.aperta ?>
<form class="siz-riquadro" aria-labelledby="t-nega"<?cs call:modulo_attributi(Modulo) ?>><?cs call:modulo_nascosti(Modulo) ?>
<div class="siz-riquadro__capo"><h2 id="t-nega">Nega l’accesso</h2><?cs call:legenda_obbligo() ?></div>
<div class="siz-riquadro__corpo siz-modulo">
<div class="siz-campo"><p><?cs var:Richiesta.nome ?> (<?cs var:Richiesta.servizio_nome ?>) ha chiesto l’accesso <?cs var:Richiesta.quando ?>:</p><div class="siz-testo-intero"><?cs var:Richiesta.motivo ?></div></div>
<?cs call:modulo_campi(Modulo) ?></div><?cs call:salva(Modulo) ?>
</form><?cs else ?>
<div class="alert alert-info"><p>La richiesta ha già avuto risposta. <a href="<?cs var:Modulo.annulla ?>">Torna alle assegnazioni</a></p></div><?cs /if ?>
</div></div></div>
<?cs include:"pagina_fine.cs" ?>
