<?cs include:"stampa/inizio.cs" ?>
<?cs include:"stampa/pratica_corpo.cs" ?>
<?cs include:"stampa/fine.cs" ?>
