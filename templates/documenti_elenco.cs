<?cs include:"macro.cs" ?><?cs include:"documenti_righe.cs" ?>
