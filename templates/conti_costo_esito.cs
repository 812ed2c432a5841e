<?cs include:"macro.cs" ?><?cs include:"conti_costo_corpo.cs" ?>
