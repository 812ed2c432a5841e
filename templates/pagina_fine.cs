<?cs call:chiusura() ?>
