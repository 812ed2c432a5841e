<?cs include:"macro.cs" ?><?cs include:"testata_pubblica.cs" ?>
