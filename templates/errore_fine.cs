<?cs if:Utente.nome && !Sessione.esterna ?><?cs call:chiusura() ?><?cs else ?><?cs call:chiusura_pubblica() ?><?cs /if ?>
