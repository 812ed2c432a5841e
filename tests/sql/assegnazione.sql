-- Assignments, service by service and person by person: who opens what, who may assign, what ends it.
BEGIN;
SELECT plan(76);

-- Comune di Maleo: Laura, and Ugo.  Contrasto alla povertà: Sara, Maria, Anna, and Rita who administers the system.
INSERT INTO servizio (codice, denominazione, tipo) VALUES ('t_poverta', 'Contrasto alla povertà di prova', 'area'), ('t_maleo', 'Comune di Maleo di prova', 'comune'),
  ('t_lodi', 'Comune di Lodi di prova', 'comune');
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'Prova <b>&"' || n || '"', initcap(n) FROM unnest(ARRAY['sara', 'maria', 'anna', 'laura', 'ugo', 'lodi', 'admin']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
SELECT o.id, v.id, x.r, current_date - 100
  FROM (VALUES ('sara', 't_poverta', 1), ('maria', 't_poverta', 1), ('anna', 't_poverta', 3), ('laura', 't_maleo', 1), ('ugo', 't_maleo', 4),
               ('lodi', 't_lodi', 1), ('admin', 't_poverta', 5)) x (n, s, r)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('intervento_generico', 1, 'Prova', '');
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice, creato_da, creato_servizio_id)
SELECT 'D''Amico <b>&"Rossi"', 'Ida', 'F', DATE '1950-02-03', 'NON_NOTO', o.id, a.servizio_id FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id WHERE o.username = 't.sara';
-- who shares with another service has the consent of the person
INSERT INTO consenso (soggetto_id, informativa_id, esito, data) SELECT s.id, f.id, 'dato', current_date FROM soggetto s, informativa f;

CREATE FUNCTION pg_temp.chi(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM operatore WHERE username = 't.' || n $$;
CREATE FUNCTION pg_temp.dove(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM servizio WHERE codice = 't_' || n $$;
-- The case of the tests.
CREATE FUNCTION pg_temp.p() RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM pratica WHERE servizio_id = pg_temp.dove('poverta') $$;
-- A question of an operator, through the same role and policies as the pages; a write gives the rows touched.
CREATE FUNCTION pg_temp.da(n text, domanda text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  risposta text;
  toccate bigint;
BEGIN
  PERFORM identita_stabilisci(o.id, a.servizio_id, a.ruolo, false) FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id WHERE o.username = 't.' || n;
  SET LOCAL ROLE siz_web;
  IF domanda ~* '^\s*select' THEN
    EXECUTE domanda INTO risposta;
  ELSE
    EXECUTE domanda;
    GET DIAGNOSTICS toccate = ROW_COUNT;
    risposta := toccate;
  END IF;
  RESET ROLE;
  PERFORM set_config('siz.identita', '', true);
  RETURN risposta;
END
$$;
CREATE FUNCTION pg_temp.livello(n text) RETURNS integer LANGUAGE sql AS $$ SELECT pg_temp.da(n, format('SELECT pratica_livello(%s)', pg_temp.p()))::int $$;
CREATE FUNCTION pg_temp.apre(n text) RETURNS boolean LANGUAGE sql AS $$ SELECT pg_temp.da(n, format('SELECT count(*) FROM pratica WHERE id = %s', pg_temp.p())) = '1' $$;
-- The text of an assignment; a NULL person is the whole service.
CREATE FUNCTION pg_temp.assegna(servizio text, persona text, livello int, fino date DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
  SELECT format('INSERT INTO assegnazione (pratica_id, servizio_id, operatore_id, livello, valida_al, nota, assegnata_da) VALUES (%s, %s, %L, %s, %L, ''nota'', 1)',
                pg_temp.p(), pg_temp.dove(servizio), pg_temp.chi(persona), livello, fino) $$;
CREATE FUNCTION pg_temp.ultima() RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM assegnazione $$;

SELECT is(pg_temp.da('sara', format('INSERT INTO pratica (kind, codice, titolare_soggetto_id, servizio_id, riferimento_operatore_id, stato, data_inizio, dati, modulo_id, creato_da)
  VALUES (''intervento_generico'', '''', %s, 1, 1, ''A'', current_date, ''{}'', %s, 1)', (SELECT max(id) FROM soggetto), (SELECT max(id) FROM modulo))), '1', 'Sara opens a case');
UPDATE pratica SET creato_il = now() - interval '1 hour' WHERE id = pg_temp.p();

-- roles of the own service, others
SELECT is(pg_temp.livello('maria'), 2, 'a colleague of the service writes in it');
SELECT is(pg_temp.livello('anna'), 2, 'the administrative role too (AMB-17)');
SELECT is(pg_temp.livello('admin'), 0, 'who administers the system opens no case (AZ-9)');
SELECT is(pg_temp.livello('laura'), 0, 'another service does not');
SELECT ok(NOT pg_temp.apre('laura'), 'and does not find it');

-- ASG-02, ASG-03: within the service
SELECT is(pg_temp.da('maria', pg_temp.assegna('poverta', 'anna', 2)), '1', 'Maria assigns to Anna, of the same service (ASG-03)');
SELECT is(pg_temp.livello('maria'), 2, 'Maria goes on editing');
SELECT is((SELECT assegnata_da FROM assegnazione WHERE id = pg_temp.ultima()), pg_temp.chi('maria'), 'the register knows who assigned, whatever was written');
SELECT is((SELECT count(*) FROM notifica WHERE operatore_id = pg_temp.chi('anna') AND tipo = 'assegnazione'), 1::bigint, 'Anna is told by itself (ASG-08)');

-- ASG-05: to a person of another service, and to that person only (AMB-18)
SELECT is(pg_temp.da('sara', pg_temp.assegna('maleo', 'laura', 2)), '1', 'Sara assigns to Laura, of Maleo (ASG-05)');
SELECT is(pg_temp.livello('laura'), 2, 'Laura writes (ASG-12)');
SELECT ok(pg_temp.apre('laura'), 'Laura finds it');
SELECT is(pg_temp.livello('sara'), 2, 'Sara still writes');
SELECT ok(NOT pg_temp.apre('ugo'), 'Ugo, of the same service as Laura, does not see it');
SELECT is((SELECT count(*) FROM notifica WHERE operatore_id = pg_temp.chi('laura') AND tipo = 'assegnazione' AND assegnazione_id = pg_temp.ultima()), 1::bigint, 'Laura is told, once');
SELECT is((SELECT count(*) FROM notifica WHERE operatore_id = pg_temp.chi('ugo')), 0::bigint, 'Ugo is not');
SELECT is(pg_temp.da('laura', format('UPDATE pratica SET dati = ''{"x": "y"}'' WHERE id = %s', pg_temp.p())), '1', 'Laura edits the case in all its parts');
SELECT is(pg_temp.da('laura', format('SELECT string_agg(coalesce(persona, servizio_nome), '' | '' ORDER BY persona NULLS FIRST, servizio_nome) FROM pratica_chi_vede(%s)', pg_temp.p())),
  'Contrasto alla povertà di prova | Anna Prova <b>&"anna" | Laura Prova <b>&"laura"', 'who can see it, in words');
SELECT is(pg_temp.da('ugo', format('SELECT count(*) FROM pratica_chi_vede(%s)', pg_temp.p())), '0', 'and nothing for who does not open it');

-- nobody of another service assigns or hands over
SELECT throws_ok($$SELECT pg_temp.da('laura', pg_temp.assegna('lodi', 'lodi', 2))$$, '42501', NULL, 'the receiver does not assign further (ASG-15)');
SELECT throws_ok($$SELECT pg_temp.da('lodi', pg_temp.assegna('lodi', 'laura', 2))$$, NULL, NULL, 'nor does somebody who does not see it');
SELECT throws_ok(format($$SELECT pg_temp.da('laura', 'UPDATE pratica SET riferimento_operatore_id = %s WHERE id = %s')$$, pg_temp.chi('laura'), pg_temp.p()), 'SZ403', NULL,
  'the receiver does not take the case over');
SELECT throws_ok($$SELECT pg_temp.da('admin', pg_temp.assegna('maleo', 'ugo', 2))$$, NULL, NULL, 'nor does who administers the system');

-- what the assigner may not say
SELECT throws_ok($$SELECT pg_temp.da('sara', pg_temp.assegna('maleo', 'laura', 2))$$, '23505', NULL, 'twice to the same person');
SELECT throws_ok($$SELECT pg_temp.da('sara', pg_temp.assegna('maleo', 'lodi', 2))$$, '23514', NULL, 'to a person who does not work there');
SELECT throws_ok($$SELECT pg_temp.da('sara', pg_temp.assegna('poverta', 'sara', 2))$$, '23514', NULL, 'to oneself');
SELECT throws_ok($$SELECT pg_temp.da('sara', pg_temp.assegna('poverta', 'admin', 2))$$, '23514', NULL, 'to a role that does not open it');
SELECT throws_ok($$SELECT pg_temp.da('sara', pg_temp.assegna('poverta', NULL, 2))$$, '23514', NULL, 'to the own service as a whole');
SELECT throws_ok($$SELECT pg_temp.da('sara', pg_temp.assegna('maleo', 'ugo', 2, current_date - 1))$$, '23514', NULL, 'with an end in the past');

-- the receiver changes nothing of the assignment but the answer, and once
SELECT throws_ok(format($$SELECT pg_temp.da('laura', 'UPDATE assegnazione SET valida_al = NULL, livello = 1 WHERE id = %s')$$, pg_temp.ultima()), 'SZ403', NULL, 'not the level nor the end');
SELECT throws_ok(format($$SELECT pg_temp.da('laura', 'UPDATE assegnazione SET terminata_il = now() WHERE id = %s')$$, pg_temp.ultima()), 'SZ403', NULL, 'nor that it stands');
SELECT throws_ok(format($$SELECT pg_temp.da('sara', 'UPDATE assegnazione SET risposta = ''accettata'' WHERE id = %s')$$, pg_temp.ultima()), 'SZ403', NULL, 'nobody answers for another');
SELECT throws_ok(format($$SELECT pg_temp.da('laura', 'UPDATE assegnazione SET risposta = ''rifiutata'' WHERE id = %s')$$, pg_temp.ultima()), '23514', NULL, 'declining owes a reason');
SELECT is(pg_temp.da('laura', format('UPDATE assegnazione SET risposta = ''accettata'', risposta_il = now() WHERE id = %s', pg_temp.ultima())), '1', 'Laura accepts (ASG-11)');
SELECT throws_ok(format($$SELECT pg_temp.da('laura', 'UPDATE assegnazione SET risposta = ''rifiutata'', risposta_motivo = ''ripensato'' WHERE id = %s')$$, pg_temp.ultima()), 'SZ403', NULL, 'an answer stands');
SELECT is((SELECT count(*) FROM notifica WHERE operatore_id = pg_temp.chi('sara') AND tipo = 'risposta'), 1::bigint, 'Sara sees that it was accepted');

-- revoked
SELECT is(pg_temp.da('maria', format('UPDATE assegnazione SET terminata_il = now(), terminata_da = identita_operatore() WHERE id = %s', pg_temp.ultima())), '1', 'a colleague of the service ends it');
SELECT is(pg_temp.livello('laura'), 0, 'Laura does not open it any more');
SELECT is((SELECT count(*) FROM notifica WHERE operatore_id = pg_temp.chi('laura') AND tipo = 'revoca'), 1::bigint, 'and is told');

-- read-only, until a day
SELECT is(pg_temp.da('sara', pg_temp.assegna('maleo', 'laura', 1, current_date)), '1', 'again, read-only, until today');
SELECT is(pg_temp.livello('laura'), 1, 'Laura reads');
SELECT is(pg_temp.da('laura', format('UPDATE pratica SET dati = ''{"x": "z"}'' WHERE id = %s', pg_temp.p())), '0', 'and cannot write the case');
SELECT throws_ok($$SELECT pg_temp.da('laura', format('INSERT INTO diario_pagina (pratica_id, data, oggetto, testo, autore_operatore_id, autore_servizio_id)
  VALUES (%s, current_date, ''x'', ''y'', 1, 1)', pg_temp.p()))$$, '42501', NULL, 'nor a page of the diary');
SELECT throws_ok($$SELECT pg_temp.da('laura', format('INSERT INTO evento (pratica_id, titolo, data, creato_da) VALUES (%s, ''x'', current_date, 1)', pg_temp.p()))$$, '42501', NULL, 'nor an event');
UPDATE assegnazione SET valida_al = current_date - 1 WHERE id = pg_temp.ultima();
SELECT is(pg_temp.livello('laura'), 0, 'past its last day it opens nothing');
SELECT ok(NOT pg_temp.apre('laura'), 'and shows nothing');
UPDATE assegnazione SET terminata_il = now() WHERE id = pg_temp.ultima();

-- declined
SELECT is(pg_temp.da('sara', pg_temp.assegna('maleo', 'laura', 2)), '1', 'a third time');
SELECT is(pg_temp.da('laura', format('UPDATE assegnazione SET risposta = ''rifiutata'', risposta_motivo = ''Non è del mio territorio'', risposta_il = now() WHERE id = %s', pg_temp.ultima())),
  '1', 'Laura declines with a reason');
SELECT is(pg_temp.livello('laura'), 0, 'and does not open it any more');
SELECT is((SELECT risposta_motivo FROM assegnazione WHERE id = pg_temp.ultima()), 'Non è del mio territorio', 'Sara reads why');

-- the whole service, without two documents
INSERT INTO documento (pratica_id, nome_file, oggetto, data, byte, stato, chiave, chiave_maestra, autore_operatore_id, autore_servizio_id)
SELECT pg_temp.p(), n || '.pdf', n, current_date, 1, 'pulito', '\x00', 'k', pg_temp.chi('sara'), pg_temp.dove('poverta') FROM unnest(ARRAY['relazione', 'segreto']) n;
SELECT is(pg_temp.da('sara', pg_temp.assegna('maleo', NULL, 2)), '1', 'to the whole of Maleo');
SELECT is(pg_temp.da('sara', format('INSERT INTO assegnazione_esclusione SELECT %s, id FROM documento WHERE oggetto = ''segreto''', pg_temp.ultima())), '1', 'one document left out (DOC-11)');
SELECT ok(pg_temp.livello('ugo') = 2 AND pg_temp.livello('laura') = 2, 'all of it whose role allows, also who had declined');
SELECT is(pg_temp.da('ugo', 'SELECT string_agg(oggetto, '','') FROM documento'), 'relazione', 'without the document left out');
SELECT is(pg_temp.da('ugo', $$SELECT count(*) FROM storia WHERE tabella = 'documento' AND dopo ->> 'oggetto' = 'segreto'$$), '0', 'also in the history');
SELECT throws_ok(format($$SELECT pg_temp.da('ugo', 'DELETE FROM assegnazione_esclusione')$$), '42501', NULL, 'which the receiver does not undo');
SELECT is(pg_temp.da('ugo', $$UPDATE documento SET oggetto = 'cambiato'$$), '1', 'nor changes what was left out, not even without looking');
SELECT is((SELECT string_agg(oggetto, ',' ORDER BY oggetto) FROM documento WHERE pratica_id = pg_temp.p()), 'cambiato,segreto', 'only what is seen');
SELECT is(pg_temp.da('maria', $$SELECT count(*) FROM documento$$), '2', 'the own service sees both');

-- a request for access, granted
SELECT is(pg_temp.da('lodi', format('INSERT INTO richiesta_accesso (pratica_id, operatore_id, servizio_id, motivo) VALUES (%s, 1, 1, ''mi serve'')', pg_temp.p())), '1', 'Lodi asks');
SELECT is(pg_temp.da('ugo', $$SELECT count(*) FROM storia WHERE tabella = 'richiesta_accesso'$$), '0', 'the assignees do not read why, in the history neither');
SELECT ok(pg_temp.da('maria', $$SELECT count(*) FROM storia WHERE tabella = 'richiesta_accesso'$$)::int > 0
      AND pg_temp.da('lodi', $$SELECT count(*) FROM richiesta_accesso$$) = '1', 'the service of the case does');
SELECT is(pg_temp.da('maria', 'UPDATE richiesta_accesso SET esito = ''negata'', esito_motivo = ''no'', esito_da = identita_operatore()'), '1', 'an answer');
SELECT is(pg_temp.da('maria', 'UPDATE richiesta_accesso SET esito = ''concessa'', esito_da = identita_operatore()'), '0', 'which is not given twice');

-- handing over
SELECT is(pg_temp.da('maria', format('SELECT pratica_passa(%s, %s, %s, ''ferie'')', pg_temp.p(), (SELECT versione FROM pratica WHERE id = pg_temp.p()), pg_temp.chi('maria'))), '',
  'Maria takes the case over');
SELECT is((SELECT dopo ->> 'nota' FROM storia WHERE tabella = 'passaggio' AND pratica_id = pg_temp.p()), 'ferie', 'the history has the note');
SELECT is(pg_temp.da('sara', format('SELECT pratica_passa(%s, %s, %s, ''turni'')', pg_temp.p(), (SELECT versione FROM pratica WHERE id = pg_temp.p()), pg_temp.chi('sara'))), '', 'and gives it back');

-- ---- who leaves the service leaves what was assigned there -------------------------------------
SELECT pg_temp.da('sara', format('INSERT INTO assegnazione (pratica_id, servizio_id, operatore_id, assegnata_da) VALUES (%s, %s, %s, 1)', pg_temp.p(), pg_temp.dove('lodi'), pg_temp.chi('lodi')));
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal) SELECT pg_temp.chi('lodi'), pg_temp.dove('maleo'), 1, current_date - 50;
SELECT is(pg_temp.livello('lodi'), 2, 'assigned by name in the Comune di Lodi: opens and writes');
UPDATE appartenenza SET valida_al = current_date - 1 WHERE operatore_id = pg_temp.chi('lodi') AND servizio_id = pg_temp.dove('lodi');
SELECT is((SELECT count(*) FROM assegnazione WHERE operatore_id = pg_temp.chi('lodi') AND terminata_il IS NULL), 0::bigint, 'having left Lodi, no assignment stands');
SELECT is((SELECT count(*) FROM accesso WHERE principale = pg_temp.chi('lodi')), 0::bigint, 'nor a row of the access list, though another service goes on (AUTH-9)');
SELECT ok((SELECT count(*) FROM accesso WHERE pratica_id = pg_temp.p() AND origine = 0) > 0, 'the own service keeps its rows');
-- who may not assign a case learns nothing of it by trying: not that it is there, nor whether its person consented
SELECT throws_ok(format('SELECT pg_temp.da(%L, %L)', n, format('INSERT INTO assegnazione (pratica_id, servizio_id, operatore_id, livello) VALUES (%s, %s, %s, 1)', x.caso, pg_temp.dove('lodi'), pg_temp.chi('laura'))),
    '42501', NULL, n || ' is refused alike by ' || x.quale)
  FROM unnest(ARRAY['lodi', 'admin']) n, (VALUES (pg_temp.p(), 'a case of another service'), (99999999, 'none')) x (caso, quale);

SELECT * FROM finish();
ROLLBACK;
