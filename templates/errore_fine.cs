<?cs if:Utente.nome ?><?cs include:"pagina_fine.cs" ?><?cs else ?><?cs include:"pubblica_fine.cs" ?><?cs /if ?>
