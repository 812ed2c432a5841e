<?cs include:"macro.cs" ?><?cs call:testata_pubblica() ?>
