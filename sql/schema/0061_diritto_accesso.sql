-- The right of access of the person concerned (GDPR art. 15): who may prepare its document.
INSERT INTO permesso VALUES ('DIRITTO_ACCESSO', true, 'Preparare per una persona il documento del diritto di accesso (GDPR art. 15)');
-- The referente answers for the service; another choice is another row.
INSERT INTO ruolo_permesso SELECT r.id, 'DIRITTO_ACCESSO' FROM ruolo r WHERE r.codice = 'referente';
