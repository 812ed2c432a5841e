<?cs include:"macro.cs" ?><?cs include:"regola_anteprima_corpo.cs" ?>
