-- Suppliers and tariffs: who reads and writes them, one tariff a day, which service may use which.
BEGIN;
SELECT plan(40);

INSERT INTO servizio (codice, denominazione, tipo, sola_lettura) VALUES ('t_uno', 'Servizio uno', 'comune', false), ('t_due', 'Servizio due', 'comune', false),
  ('t_fermo', 'Servizio fermo', 'storico', true);
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'Prova', n FROM unnest(ARRAY['as', 'referente', 'amministrativo', 'sociale', 'admin', 'due_amministrativo', 'fermo_amministrativo']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
SELECT o.id, v.id, x.r, current_date - 100
  FROM (VALUES ('as', 't_uno', 1), ('referente', 't_uno', 2), ('amministrativo', 't_uno', 3), ('sociale', 't_uno', 4), ('admin', 't_uno', 5),
               ('due_amministrativo', 't_due', 3), ('fermo_amministrativo', 't_fermo', 3)) x (n, s, r)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;
CREATE FUNCTION pg_temp.dove(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM servizio WHERE codice = 't_' || n $$;
CREATE FUNCTION pg_temp.fornitore() RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM fornitore $$;
CREATE FUNCTION pg_temp.da(n text, domanda text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  risposta text;
  toccate bigint;
BEGIN
  PERFORM identita_stabilisci(o.id, a.servizio_id, a.ruolo, v.sola_lettura)
     FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id JOIN servizio v ON v.id = a.servizio_id WHERE o.username = 't.' || n;
  SET LOCAL ROLE siz_web;
  IF domanda ~* '^\s*(select|with)' THEN
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
CREATE FUNCTION pg_temp.nuovo(iva text, resto text DEFAULT '') RETURNS text LANGUAGE sql AS $$
  SELECT format('INSERT INTO fornitore (denominazione, partita_iva) VALUES (%L, %L)', 'Cooperativa <b>&"' || resto, iva) $$;
CREATE FUNCTION pg_temp.tariffa(dal date, al date DEFAULT NULL, importo text DEFAULT '20.00', prestazione text DEFAULT 'PRE01', unita text DEFAULT 'ORA') RETURNS text LANGUAGE sql AS $$
  SELECT format('INSERT INTO tariffa (fornitore_id, prestazione, unita, importo, valida_dal, valida_al) VALUES (%s, %L, %L, %s, %L, %L)', pg_temp.fornitore(), prestazione, unita, importo, dal, al) $$;

-- who enters one
SELECT throws_ok(format('SELECT pg_temp.da(%L, %L)', n, pg_temp.nuovo('12345678903')), '42501', NULL, n || ' enters no supplier')
  FROM unnest(ARRAY['as', 'sociale', 'admin', 'fermo_amministrativo']) n;
SELECT is(pg_temp.da('amministrativo', pg_temp.nuovo('12345678903')), '1', 'an amministrativo enters one');
SELECT is((SELECT servizio_id || ' ' || versione FROM fornitore WHERE id = pg_temp.fornitore()), pg_temp.dove('uno') || ' 1', 'kept by their service');
SELECT is(pg_temp.da(n, 'SELECT count(*) FROM fornitore'), x, n || ' reads ' || x)
  FROM (VALUES ('as', '1'), ('referente', '1'), ('amministrativo', '1'), ('sociale', '1'), ('admin', '0'), ('due_amministrativo', '1')) v (n, x);
SELECT is(pg_temp.da(n, 'UPDATE fornitore SET note = ''x'''), x, n || ' changes ' || x)
  FROM (VALUES ('as', '0'), ('referente', '1'), ('amministrativo', '1'), ('sociale', '0'), ('admin', '0'), ('due_amministrativo', '0'), ('fermo_amministrativo', '0')) v (n, x);
SELECT throws_ok('SELECT pg_temp.da(''amministrativo'', ''DELETE FROM fornitore'')', '42501', NULL, 'none is deleted');
SELECT throws_ok(format('SELECT pg_temp.da(%L, %L)', 'amministrativo', pg_temp.nuovo('12345678903', 'due')), '23505', NULL, 'a partita IVA once for each service');
SELECT is(pg_temp.da('due_amministrativo', pg_temp.nuovo('12345678903', 'altro contratto')), '1', 'another service has a contract of its own');
SELECT is(pg_temp.da('due_amministrativo', 'DELETE FROM fornitore_servizio'), '0', 'nothing to take away yet');
DELETE FROM fornitore WHERE servizio_id = pg_temp.dove('due');

-- tariffs
SELECT throws_ok(format('SELECT pg_temp.da(%L, %L)', n, pg_temp.tariffa('2026-01-01')), '42501', NULL, n || ' writes no tariff of it')
  FROM unnest(ARRAY['as', 'sociale', 'due_amministrativo']) n;
SELECT is(pg_temp.da('referente', pg_temp.tariffa('2026-01-01', '2026-06-30')), '1', 'the referente does');
SELECT throws_ok(format('SELECT pg_temp.da(%L, %L)', 'referente', pg_temp.tariffa('2026-06-30', NULL, '22.00')), '23P01', NULL, 'no day has two: not even the last');
SELECT is(pg_temp.da('referente', pg_temp.tariffa('2026-07-01', NULL, '22.00')), '1', 'from the day after it does');
SELECT is(pg_temp.da('referente', pg_temp.tariffa('2026-01-01', NULL, '7.50', 'PRE01', 'ACCESSO')), '1', 'another unit is another tariff');
SELECT throws_ok(format('SELECT pg_temp.da(%L, %L)', 'referente', pg_temp.tariffa('2025-12-31', '2025-12-01')), '23514', NULL, 'it ends after it begins');
SELECT throws_ok(format('SELECT pg_temp.da(%L, %L)', 'referente', pg_temp.tariffa('2020-01-01', '2020-01-02', '-1')), '23514', NULL, 'and costs nothing at least');
SELECT is(pg_temp.da('due_amministrativo', 'DELETE FROM tariffa'), '0', 'another service takes none away');
SELECT is((SELECT count(*) FROM storia WHERE tabella = 'tariffa'), 3::bigint, 'each in the history');

-- who may use it
SELECT ok(fornitore_usabile(pg_temp.fornitore(), pg_temp.dove('uno'), current_date) AND NOT fornitore_usabile(pg_temp.fornitore(), pg_temp.dove('due'), current_date), 'the service that keeps it');
SELECT is(pg_temp.da('amministrativo', format('INSERT INTO fornitore_servizio (fornitore_id, servizio_id) VALUES (%s, %s)', pg_temp.fornitore(), pg_temp.dove('due'))), '1', 'which names another');
SELECT ok(fornitore_usabile(pg_temp.fornitore(), pg_temp.dove('due'), current_date), 'that uses it too');
SELECT is(pg_temp.da('due_amministrativo', 'UPDATE fornitore SET note = ''x'''), '0', 'and does not change it');
UPDATE fornitore SET accreditato_al = DATE '2026-06-30';
SELECT ok(fornitore_usabile(pg_temp.fornitore(), pg_temp.dove('uno'), '2026-06-30') AND NOT fornitore_usabile(pg_temp.fornitore(), pg_temp.dove('uno'), '2026-07-01'), 'as long as it is accredited');
UPDATE fornitore SET accreditato_al = NULL, chiuso_il = DATE '2026-03-01';
SELECT ok(fornitore_usabile(pg_temp.fornitore(), pg_temp.dove('uno'), '2026-02-28') AND NOT fornitore_usabile(pg_temp.fornitore(), pg_temp.dove('uno'), '2026-03-01'), 'and until it is closed');

SELECT * FROM finish();
ROLLBACK;
