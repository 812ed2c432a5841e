-- Prints: whose they are, what the pages and the worker may do with them.
BEGIN;
SELECT plan(23);

INSERT INTO servizio (codice, denominazione, tipo) VALUES ('t_maleo', 'Comune di Maleo di prova', 'comune'), ('t_lodi', 'Comune di Lodi di prova', 'comune');
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'Prova <b>&"' || n || '"', initcap(n) FROM unnest(ARRAY['laura', 'ugo', 'lia']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
SELECT o.id, v.id, 1, current_date - 100
  FROM (VALUES ('laura', 't_maleo'), ('ugo', 't_maleo'), ('lia', 't_lodi')) x (n, s)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('intervento_generico', 1, 'Prova', '');
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice, creato_da, creato_servizio_id)
SELECT 'D''Amico <b>&"Rossi"', 'Ida', 'F', DATE '1950-02-03', 'NON_NOTO', o.id, a.servizio_id
  FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id WHERE o.username = 't.laura';

CREATE FUNCTION pg_temp.chi(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM operatore WHERE username = 't.' || n $$;
CREATE FUNCTION pg_temp.p() RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM pratica $$;
CREATE FUNCTION pg_temp.s() RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM stampa $$;
CREATE FUNCTION pg_temp.l() RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM lavoro WHERE tipo = 'stampa' $$;
-- A question of an operator through the role and policies of the pages; `ruolo` another one.
CREATE FUNCTION pg_temp.da(n text, domanda text, con_ruolo smallint DEFAULT 1) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  risposta text;
BEGIN
  PERFORM identita_stabilisci(o.id, a.servizio_id, con_ruolo, false) FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id WHERE o.username = 't.' || n;
  SET LOCAL ROLE siz_web;
  EXECUTE domanda INTO risposta;
  RESET ROLE;
  PERFORM set_config('siz.identita', '', true);
  RETURN risposta;
END
$$;
-- As the worker, under the identity of who asked for the job.
CREATE FUNCTION pg_temp.lavoro(domanda text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  risposta text;
  quale bigint := pg_temp.l();
BEGIN
  SET LOCAL ROLE siz_job;
  PERFORM * FROM lavoro_identita(quale);
  EXECUTE domanda INTO risposta;
  RESET ROLE;
  PERFORM set_config('siz.identita', '', true);
  RETURN risposta;
END
$$;
CREATE FUNCTION pg_temp.chiedi(n text, opzioni text DEFAULT '{}') RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da(n, format('SELECT stampa_chiedi(''pratica'', ''pratica'', %1$s, %1$s, NULL, %2$L, ''Pratica'', ''a.pdf'')', pg_temp.p(), opzioni)) $$;

SELECT pg_temp.da('laura', format('INSERT INTO pratica (kind, codice, titolare_soggetto_id, servizio_id, riferimento_operatore_id, stato, data_inizio, dati, modulo_id, creato_da)
  VALUES (''intervento_generico'', '''', %s, 1, 1, ''A'', current_date, ''{}'', %s, 1) RETURNING id', (SELECT max(id) FROM soggetto), (SELECT max(id) FROM modulo)));

SELECT isnt(pg_temp.chiedi('laura'), NULL, 'Laura asks for a print');
SELECT is((SELECT count(*) FROM lavoro WHERE tipo = 'stampa' AND operatore_id = pg_temp.chi('laura')), 1::bigint, 'a job waits, in her name');
SELECT is(pg_temp.chiedi('laura'), pg_temp.s()::text, 'asked again while it waits it is the same one');
SELECT isnt(pg_temp.chiedi('laura', '{"diario": true}'), NULL, 'with other sections it is another');
SELECT is(pg_temp.da('laura', 'SELECT count(*) FROM stampa'), '2', 'she sees her two');
SELECT is(pg_temp.da('ugo', 'SELECT count(*) FROM stampa'), '0', 'a colleague does not');
SELECT is(pg_temp.da('laura', 'SELECT count(*) FROM stampa', 2::smallint), '0', 'nor she in another role');
SELECT throws_ok(format('SELECT pg_temp.da(''laura'', %L)', 'INSERT INTO stampa_blocco VALUES (1, 0, '''') RETURNING 1'), '42501', NULL, 'no page writes bytes');
SELECT throws_ok(format('SELECT pg_temp.da(''laura'', %L)', 'SELECT stampa_finita(1, ''pronta'', 1, '''', '''', '''', 1)'), '42501', NULL, 'nor says that it is ready');
SELECT throws_ok(format('SELECT pg_temp.da(''laura'', %L)', 'SELECT 1 FROM lavoro_identita(1)'), '42501', NULL, 'nor takes an identity from the queue');
SELECT throws_ok('SET LOCAL ROLE siz_web; SELECT stampa_chiedi(''pratica'', ''pratica'', 1, 1, NULL, ''{}'', ''a'', ''a'')', 'SZ403', NULL, 'nobody asks for nothing');
RESET ROLE;

SELECT is(pg_temp.lavoro('SELECT count(*) FROM pratica'), '1', 'the worker sees the case as she does');
SELECT is(pg_temp.lavoro(format('SELECT tipo FROM stampa WHERE id = %s', pg_temp.s())), 'pratica', 'and her print');
SELECT throws_ok(format('SELECT pg_temp.lavoro(%L)', 'SELECT chiave FROM documento'), '42501', NULL, 'but no key of a document');
SELECT lives_ok(format('SELECT pg_temp.lavoro(%L)', format('SELECT stampa_blocco_scrivi(%1$s, 0, ''\x00''), stampa_finita(%1$s, ''pronta'', 1, ''\x00'', ''\x00'', ''m'', 24)', pg_temp.s())), 'it brings the bytes');
SELECT is(pg_temp.da('laura', 'SELECT count(*) FROM stampa_blocco'), '1', 'which she reads');
SELECT is(pg_temp.da('ugo', 'SELECT count(*) FROM stampa_blocco'), '0', 'and nobody else');
SELECT is((SELECT esito FROM registro WHERE azione = 'stampa' AND operatore_id = pg_temp.chi('laura') ORDER BY id DESC LIMIT 1), 'ok', 'the register has it');

-- a print that follows neither a case nor a person
SELECT pg_temp.da('ugo', 'SELECT stampa_chiedi(''pratica'', ''pratica'', 1, NULL, NULL, ''{}'', ''a'', ''a'')') \g /dev/null
SELECT is(pg_temp.da('ugo', 'SELECT count(*) FROM stampa'), '0', 'what follows no right is nobody''s, not even its own');
DELETE FROM lavoro WHERE tipo = 'stampa' AND operatore_id = pg_temp.chi('ugo');
DELETE FROM stampa WHERE operatore_id = pg_temp.chi('ugo');

-- the right ends
UPDATE appartenenza SET valida_al = current_date - 1 WHERE operatore_id = pg_temp.chi('laura');
SELECT is(pg_temp.lavoro('SELECT count(*) FROM pratica'), '0', 'who left the service lends the worker no identity');
UPDATE appartenenza SET valida_al = NULL WHERE operatore_id = pg_temp.chi('laura');
DELETE FROM accesso;
DELETE FROM regola_accesso WHERE ruolo = 1;
SELECT is(pg_temp.da('laura', 'SELECT count(*) FROM stampa'), '0', 'a case that opens no more closes its prints');
SELECT is(pg_temp.da('ugo', format('SELECT stampa_togli(%s)', pg_temp.s())), '0', 'a colleague takes none off');
SELECT is(pg_temp.da('laura', format('SELECT stampa_togli(%s)', pg_temp.s())), '1', 'she does, still');

SELECT * FROM finish();
ROLLBACK;
