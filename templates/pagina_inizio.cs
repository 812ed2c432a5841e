<?cs include:"macro.cs" ?><?cs include:"testata.cs" ?>
