<?cs if:Utente.nome ?><?cs call:chiusura() ?><?cs else ?><?cs call:chiusura_pubblica() ?><?cs /if ?>
