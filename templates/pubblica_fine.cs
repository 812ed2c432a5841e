<?cs call:chiusura_pubblica() ?>
