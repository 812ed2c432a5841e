-- Documents: who sees which, what a page may change of them, the doors of their bytes.
BEGIN;
SELECT plan(48);

-- Comune di Maleo: Laura and Ugo.  Contrasto alla povertà: Sara and Maria.  Lodi: Lia.
INSERT INTO servizio (codice, denominazione, tipo) VALUES ('t_maleo', 'Comune di Maleo di prova', 'comune'),
  ('t_poverta', 'Contrasto alla povertà di prova', 'area'), ('t_lodi', 'Comune di Lodi di prova', 'comune');
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'Prova <b>&"' || n || '"', initcap(n) FROM unnest(ARRAY['laura', 'ugo', 'sara', 'maria', 'lia']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
SELECT o.id, v.id, 1, current_date - 100
  FROM (VALUES ('laura', 't_maleo'), ('ugo', 't_maleo'), ('sara', 't_poverta'), ('maria', 't_poverta'), ('lia', 't_lodi')) x (n, s)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('intervento_generico', 1, 'Prova', '');
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice, creato_da, creato_servizio_id)
SELECT 'D''Amico <b>&"Rossi"', 'Ida', 'F', DATE '1950-02-03', 'NON_NOTO', o.id, a.servizio_id
  FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id WHERE o.username = 't.laura';
-- who shares with another service has the consent of the person
INSERT INTO consenso (soggetto_id, informativa_id, esito, data) SELECT s.id, f.id, 'dato', current_date FROM soggetto s, informativa f;
UPDATE chiave_identita SET programma = 'chiave di prova';

CREATE FUNCTION pg_temp.chi(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM operatore WHERE username = 't.' || n $$;
CREATE FUNCTION pg_temp.dove(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM servizio WHERE codice = 't_' || n $$;
CREATE FUNCTION pg_temp.p() RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM pratica WHERE servizio_id = pg_temp.dove('maleo') $$;
CREATE FUNCTION pg_temp.doc(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM documento WHERE nome_file = n $$;
-- A question of an operator, through the same role and policies as the pages; a write gives the rows touched.
CREATE FUNCTION pg_temp.da(n text, domanda text, ferma boolean DEFAULT false) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  risposta text;
  toccate bigint;
BEGIN
  PERFORM identita_stabilisci(o.id, a.servizio_id, a.ruolo, ferma) FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id WHERE o.username = 't.' || n;
  SET LOCAL ROLE siz_web;
  IF domanda ~* '^\s*select' OR domanda ~* 'returning' THEN
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
CREATE FUNCTION pg_temp.vede(n text, nome text) RETURNS boolean LANGUAGE sql AS $$
  SELECT pg_temp.da(n, format('SELECT count(*) FROM documento WHERE id = %s', pg_temp.doc(nome))) = '1' $$;
CREATE FUNCTION pg_temp.blocchi(n text, nome text) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da(n, format('SELECT count(*) FROM documento_blocco WHERE documento_id = %s', pg_temp.doc(nome))) $$;
CREATE FUNCTION pg_temp.carica(nome text, caso bigint, bozza bigint DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
  SELECT format('INSERT INTO documento (pratica_id, bozza_id, nome_file, oggetto, data, byte, stato, chiave, chiave_maestra, autore_operatore_id, autore_servizio_id)
    VALUES (%L, %L, %L, %L, current_date, 3, ''in_arrivo'', ''\x00'', ''m'', identita_operatore(), identita_servizio())', caso, bozza, nome, nome) $$;
CREATE FUNCTION pg_temp.blocco(nome text) RETURNS text LANGUAGE sql AS $$
  SELECT format('INSERT INTO documento_blocco VALUES (%s, 0, ''\x616263'')', pg_temp.doc(nome)) $$;
CREATE FUNCTION pg_temp.arriva(nome text) RETURNS text LANGUAGE sql AS $$
  SELECT format('UPDATE documento SET stato = ''in_controllo'', impronta = sha256(''abc'') WHERE id = %s', pg_temp.doc(nome)) $$;
-- As the job worker.
CREATE FUNCTION pg_temp.lavoro(domanda text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  risposta text;
BEGIN
  SET LOCAL ROLE siz_job;
  EXECUTE domanda INTO risposta;
  RESET ROLE;
  RETURN risposta;
END
$$;
CREATE FUNCTION pg_temp.verdetto(nome text, stato text) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.lavoro(format('SELECT documento_verdetto(%s, %L, ''application/pdf'', NULL, ''esito'')', pg_temp.doc(nome), stato)) $$;

SELECT pg_temp.da('laura', format('INSERT INTO pratica (kind, codice, titolare_soggetto_id, servizio_id, riferimento_operatore_id, stato, data_inizio, dati, modulo_id, creato_da)
  VALUES (''intervento_generico'', '''', %s, 1, 1, ''A'', current_date, ''{}'', %s, 1)', (SELECT max(id) FROM soggetto), (SELECT max(id) FROM modulo)));
UPDATE pratica SET creato_il = now() - interval '1 hour' WHERE id = pg_temp.p();

-- arriving, and waiting for the check: the uploader alone (DOC-5)
SELECT is(pg_temp.da('laura', pg_temp.carica('uno.pdf', pg_temp.p())), '1', 'Laura uploads');
SELECT is(pg_temp.da('laura', pg_temp.blocco('uno.pdf')), '1', 'and writes its bytes');
SELECT throws_ok(format('SELECT pg_temp.da(''lia'', %L)', pg_temp.carica('altrui.pdf', pg_temp.p())), '42501', NULL, 'another service does not upload into the case');
SELECT throws_ok(format('SELECT pg_temp.da(''ugo'', %L)', format('INSERT INTO documento_blocco VALUES (%s, 1, ''\x00'')', pg_temp.doc('uno.pdf'))), '42501', NULL,
  'a colleague adds no bytes to it');
SELECT throws_ok(format('SELECT pg_temp.da(''laura'', %L)', replace(pg_temp.carica('pulito.pdf', pg_temp.p()), 'in_arrivo', 'pulito')), '42501', NULL,
  'nobody uploads what is already clean');
SELECT is(pg_temp.da('laura', pg_temp.arriva('uno.pdf')), '1', 'it has arrived');
SELECT ok(pg_temp.vede('laura', 'uno.pdf'), 'before the check the uploader sees it');
SELECT ok(NOT pg_temp.vede('ugo', 'uno.pdf'), 'a colleague does not');
SELECT is(pg_temp.blocchi('ugo', 'uno.pdf'), '0', 'nor its bytes');
SELECT throws_ok(format('SELECT pg_temp.da(''laura'', %L)', format('UPDATE documento SET stato = ''pulito'' WHERE id = %s', pg_temp.doc('uno.pdf'))), 'SZ403', NULL,
  'the uploader does not declare it clean');
SELECT throws_ok(format('SELECT pg_temp.da(''laura'', %L)', format('UPDATE documento SET impronta = sha256(''altro'') WHERE id = %s', pg_temp.doc('uno.pdf'))), 'SZ403', NULL,
  'what has arrived does not change');
SELECT throws_ok(format('SELECT pg_temp.da(''laura'', %L)', format('INSERT INTO documento_blocco VALUES (%s, 1, ''\x00'')', pg_temp.doc('uno.pdf'))), '42501', NULL,
  'nor grow');
SELECT throws_ok(format('SELECT pg_temp.da(''laura'', ''UPDATE documento_blocco SET dati = ''''\x00'''' '')'), '42501', NULL, 'blocks are never changed');

-- checked
SELECT is(pg_temp.verdetto('uno.pdf', 'non_controllato'), '', 'the job worker gives its verdict');
SELECT ok(pg_temp.vede('ugo', 'uno.pdf'), 'now the colleague sees it');
SELECT is(pg_temp.blocchi('ugo', 'uno.pdf'), '1', 'and its bytes');
SELECT ok(NOT pg_temp.vede('lia', 'uno.pdf'), 'another service does not');
SELECT is(pg_temp.blocchi('lia', 'uno.pdf'), '0', 'nor its bytes');
SELECT is(pg_temp.da('ugo', format('UPDATE documento SET oggetto = ''nuovo'' WHERE id = %s', pg_temp.doc('uno.pdf'))), '1', 'who writes the case edits the card');
SELECT is(pg_temp.da('ugo', format('UPDATE documento SET oggetto = ''fermo'' WHERE id = %s', pg_temp.doc('uno.pdf')), true), '0', 'not in a service that is read only');

-- refused: told to the uploader, bytes are not kept
SELECT pg_temp.da('laura', pg_temp.carica('virus.pdf', pg_temp.p()));
SELECT pg_temp.da('laura', pg_temp.blocco('virus.pdf'));
SELECT pg_temp.da('laura', pg_temp.arriva('virus.pdf'));
SELECT pg_temp.verdetto('virus.pdf', 'infetto');
SELECT ok(NOT pg_temp.vede('ugo', 'virus.pdf'), 'an infected document is not shown to others');
SELECT is((SELECT count(*) FROM documento_blocco WHERE documento_id = pg_temp.doc('virus.pdf')), 0::bigint, 'its bytes are gone');
SELECT is((SELECT count(*) FROM notifica WHERE operatore_id = pg_temp.chi('laura') AND testo LIKE '%non è stato accettato%'), 1::bigint, 'the uploader is told');
SELECT pg_temp.verdetto('virus.pdf', 'pulito');
SELECT is((SELECT stato FROM documento WHERE id = pg_temp.doc('virus.pdf')), 'infetto', 'a verdict is given once');

-- assigned, with one document kept out (DOC-11)
SELECT pg_temp.da('laura', pg_temp.carica('riservato.pdf', pg_temp.p()));
SELECT pg_temp.da('laura', pg_temp.blocco('riservato.pdf'));
SELECT pg_temp.da('laura', pg_temp.arriva('riservato.pdf'));
SELECT pg_temp.verdetto('riservato.pdf', 'pulito');
SELECT pg_temp.da('laura', format('INSERT INTO assegnazione (pratica_id, servizio_id, operatore_id, livello, nota, assegnata_da) VALUES (%s, %s, NULL, 2, ''nota'', 1)',
  pg_temp.p(), pg_temp.dove('poverta')));
SELECT ok(pg_temp.vede('sara', 'uno.pdf'), 'the assigned service sees the documents');
SELECT ok(pg_temp.vede('sara', 'riservato.pdf'), 'all of them');
SELECT is(pg_temp.da('laura', format('INSERT INTO assegnazione_esclusione VALUES (%s, %s)', (SELECT max(id) FROM assegnazione), pg_temp.doc('riservato.pdf'))), '1',
  'Laura keeps one out');
SELECT ok(pg_temp.vede('sara', 'uno.pdf'), 'the others are still seen');
SELECT ok(NOT pg_temp.vede('sara', 'riservato.pdf'), 'that one is not');
SELECT is(pg_temp.blocchi('sara', 'riservato.pdf'), '0', 'nor its bytes');
SELECT ok(pg_temp.vede('ugo', 'riservato.pdf'), 'the own service sees it');

-- taken off the list
SELECT is(pg_temp.da('ugo', format('UPDATE documento SET tolto_il = DATE ''2000-01-01'', tolto_motivo = ''sbagliato'' WHERE id = %s', pg_temp.doc('riservato.pdf'))), '1', 'Ugo takes it off');
SELECT is((SELECT tolto_da FROM documento WHERE id = pg_temp.doc('riservato.pdf')), pg_temp.chi('ugo'), 'who did it is the identity');
SELECT is((SELECT tolto_il FROM documento WHERE id = pg_temp.doc('riservato.pdf')), now(), 'and when is now');
SELECT throws_ok(format('SELECT pg_temp.da(''laura'', %L)', format('UPDATE documento SET tolto_motivo = ''altro'' WHERE id = %s', pg_temp.doc('riservato.pdf'))), 'SZ403', NULL,
  'the reason stays');
SELECT throws_ok(format('SELECT pg_temp.da(''laura'', %L)', format('DELETE FROM documento WHERE id = %s', pg_temp.doc('riservato.pdf'))), '42501', NULL, 'nobody deletes it');

-- of a draft
INSERT INTO bozza (operatore_id, servizio_id, percorso, dati) VALUES (pg_temp.chi('laura'), pg_temp.dove('maleo'), '/interventi/generici/nuovo', '{}');
SELECT pg_temp.da('laura', pg_temp.carica('bozza.pdf', NULL, (SELECT max(id) FROM bozza)));
SELECT throws_ok(format('SELECT pg_temp.da(''ugo'', %L)', pg_temp.carica('altra.pdf', NULL, (SELECT max(id) FROM bozza))), '42501', NULL, 'nobody attaches to the draft of another');
SELECT pg_temp.da('laura', pg_temp.arriva('bozza.pdf'));
SELECT pg_temp.verdetto('bozza.pdf', 'pulito');
SELECT ok(NOT pg_temp.vede('ugo', 'bozza.pdf'), 'of a draft only its author sees them, checked or not');
SELECT is(pg_temp.da('laura', format('UPDATE documento SET pratica_id = %s, bozza_id = NULL WHERE id = %s', pg_temp.p(), pg_temp.doc('bozza.pdf'))), '1', 'it moves to the case');
SELECT throws_ok(format('SELECT pg_temp.da(''laura'', %L)', format('UPDATE documento SET pratica_id = NULL, bozza_id = %s WHERE id = %s', (SELECT max(id) FROM bozza), pg_temp.doc('bozza.pdf'))),
  'SZ403', NULL, 'and never back');
SELECT pg_temp.da('laura', pg_temp.carica('persa.pdf', NULL, (SELECT max(id) FROM bozza)));
SELECT is(pg_temp.da('laura', 'DELETE FROM bozza'), '1', 'a draft with documents can be thrown away');
SELECT is(pg_temp.doc('persa.pdf'), NULL, 'and takes them with it');

-- the doors
SELECT throws_ok($$SELECT pg_temp.da('laura', 'SELECT documento_blocco_leggi(1, 0)')$$, '42501', NULL, 'the door of the job worker is closed to pages');
SELECT throws_ok($$SELECT pg_temp.da('laura', 'SELECT documento_verdetto(1, ''pulito'', NULL, NULL, NULL)')$$, '42501', NULL, 'and so is the verdict');
INSERT INTO sessione (impronta, operatore_id, servizio_id, ruolo, fase, inattivita, scade_il)
VALUES (sha256('gettone'), pg_temp.chi('ugo'), pg_temp.dove('maleo'), 1, 'piena', interval '1 hour', now() + interval '1 hour');
CREATE FUNCTION pg_temp.consegna(nome text, rilasciato bigint, prova text) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da('ugo', format('SELECT documento_blocco_consegna(''gettone'', %s, 0, %s, %L)', pg_temp.doc(nome), rilasciato, prova)) $$;
CREATE FUNCTION pg_temp.prova(nome text, rilasciato bigint) RETURNS text LANGUAGE sql AS $$
  SELECT encode(hmac(convert_to('documento|' || pg_temp.doc(nome) || '|' || rilasciato || '|gettone', 'UTF8'), 'chiave di prova'::bytea, 'sha256'), 'hex') $$;
SELECT is(pg_temp.consegna('uno.pdf', extract(epoch FROM now())::bigint, pg_temp.prova('uno.pdf', extract(epoch FROM now())::bigint)), '\x616263', 'a ticket of the program gives the block');
SELECT throws_ok($$SELECT pg_temp.consegna('uno.pdf', extract(epoch FROM now())::bigint, pg_temp.prova('virus.pdf', extract(epoch FROM now())::bigint))$$, 'SZ403', NULL,
  'one for another document does not');
SELECT is(pg_temp.consegna('uno.pdf', extract(epoch FROM now())::bigint - 50000, pg_temp.prova('uno.pdf', extract(epoch FROM now())::bigint - 50000)), NULL, 'nor one of yesterday');
UPDATE sessione SET chiusa_il = now() WHERE operatore_id = pg_temp.chi('ugo');
SELECT is(pg_temp.consegna('uno.pdf', extract(epoch FROM now())::bigint, pg_temp.prova('uno.pdf', extract(epoch FROM now())::bigint)), NULL, 'logging out ends it');

SELECT * FROM finish();
ROLLBACK;
