-- Schede di rilevazione: who fills in, changes and takes away which, and what nobody does (GEN-32).
BEGIN;
SELECT plan(42);

INSERT INTO servizio (codice, denominazione, tipo, sola_lettura) VALUES ('t_uno', 'Servizio uno', 'comune', false), ('t_due', 'Servizio due', 'comune', false), ('t_fermo', 'Servizio fermo', 'storico', true);
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'Prova', n FROM unnest(ARRAY['as', 'as_altra', 'amministrativo', 'admin', 'due_as', 'fermo_as']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
SELECT o.id, v.id, x.r, current_date - 100
  FROM (VALUES ('as', 't_uno', 1), ('as_altra', 't_uno', 1), ('amministrativo', 't_uno', 3), ('admin', 't_uno', 5), ('due_as', 't_due', 1), ('fermo_as', 't_fermo', 1)) x (n, s, r)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;
INSERT INTO modulo (nome, versione, titolo, impronta) SELECT n, v, 'Prova', n || v FROM unnest(ARRAY['intervento_generico', 'valutazione', 'segnalazione', 'scheda_sina', 'scheda_sinba']) n, generate_series(1, 2) v;
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice) VALUES ('Prova', 'Ida', 'F', DATE '1950-02-03', 'NON_NOTO');
INSERT INTO consenso (soggetto_id, informativa_id, esito, data) SELECT s.id, (SELECT min(id) FROM informativa), 'dato', current_date FROM soggetto s;

CREATE FUNCTION pg_temp.scheda(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM scheda_rilevazione WHERE codice = n $$;
CREATE FUNCTION pg_temp.modulo(n text, v int DEFAULT 1) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM modulo WHERE nome = n AND versione = v $$;
CREATE FUNCTION pg_temp.pratica(k text) RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM pratica WHERE kind = k $$;
CREATE FUNCTION pg_temp.una() RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM rilevazione $$;
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
CREATE FUNCTION pg_temp.compila(k text, s text, giorno text DEFAULT 'current_date', modulo bigint DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
  SELECT format('INSERT INTO rilevazione (pratica_id, scheda_rilevazione_id, data, autore_operatore_id, autore_servizio_id, modulo_id, dati)
                 VALUES (%s, %s, %s, identita_operatore(), identita_servizio(), %s, ''{"note": "prima"}'')', pg_temp.pratica(k), pg_temp.scheda(s), giorno, coalesce(modulo, pg_temp.modulo('scheda_' || s))) $$;

SELECT is(pg_temp.da('as', format('INSERT INTO pratica (kind, titolare_soggetto_id, data_inizio, dati, modulo_id) SELECT %L, id, DATE ''2026-02-01'', %L, %s FROM soggetto', k, d, pg_temp.modulo(k))), '1', 'a case: ' || k)
  FROM (VALUES ('intervento_generico', '{"tipo": "GEN01"}'), ('valutazione', '{"tipo": "MULTI", "motivo": "SEGR"}')) x (k, d);

-- who fills in
SELECT is(pg_temp.da(n, pg_temp.compila('intervento_generico', 'sina')), '1', n || ' of the service fills one in') FROM unnest(ARRAY['as', 'as_altra', 'amministrativo']) n;
SELECT throws_ok(format('SELECT pg_temp.da(%L, %L)', n, pg_temp.compila('intervento_generico', 'sina')), '42501', NULL, n || ' does not') FROM unnest(ARRAY['due_as', 'fermo_as', 'admin']) n;
SELECT throws_ok(format('SELECT pg_temp.da(%L, %L)', 'amministrativo', pg_temp.compila('valutazione', 'sina')), '42501', NULL, 'an amministrativo fills in none of a valutazione (VAL-08)');
SELECT is(pg_temp.da('as', pg_temp.compila('valutazione', 'sinba')), '1', 'an assistente does');
SELECT is(pg_temp.da(x.n, 'SELECT count(*) FROM rilevazione'), x.atteso, x.n || ' reads ' || x.atteso)
  FROM (VALUES ('as', '4'), ('as_altra', '4'), ('amministrativo', '3'), ('due_as', '0'), ('fermo_as', '0'), ('admin', '0')) x (n, atteso);

-- which scheda, which form, which day
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', q), '23514', NULL, t)
  FROM (VALUES (pg_temp.compila('intervento_generico', 'sinba'), 'not a scheda of another kind'),
               (pg_temp.compila('intervento_generico', 'sina', 'current_date + 1'), 'not in the future'),
               (pg_temp.compila('intervento_generico', 'sina', 'DATE ''1899-12-31'''), 'nor in another century'),
               (pg_temp.compila('intervento_generico', 'sina', 'current_date', pg_temp.modulo('scheda_sinba')), 'not on the form of another scheda')) x (q, t);
SELECT is(pg_temp.da('as', pg_temp.compila('intervento_generico', 'sina', 'current_date', pg_temp.modulo('scheda_sina', 2))), '1', 'on any version of its own');
UPDATE scheda_rilevazione SET valida_al = current_date - 1 WHERE codice = 'sina';
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', pg_temp.compila('intervento_generico', 'sina')), '23514', NULL, 'not one that is over');
SELECT is(pg_temp.da('as', format('UPDATE rilevazione SET dati = ''{"note": "seconda"}'' WHERE id = %s', pg_temp.una())), '1', 'what was filled in before is still corrected');
UPDATE scheda_rilevazione SET valida_al = NULL WHERE codice = 'sina';

-- the author is who writes, whatever is said
SELECT is(pg_temp.da('as', replace(pg_temp.compila('intervento_generico', 'sina'), 'identita_operatore()', (SELECT id::text FROM operatore WHERE username = 't.as_altra'))), '1', 'a row in the name of a colleague');
SELECT is((SELECT o.username || ' ' || r.versione FROM rilevazione r JOIN operatore o ON o.id = r.autore_operatore_id WHERE r.id = pg_temp.una()), 't.as 1', 'is of who wrote it');

-- who changes and takes away
SELECT is(pg_temp.da(x.n, format('UPDATE rilevazione SET dati = ''{"note": %s}'' WHERE id = %s', to_json(x.n), pg_temp.una())), x.atteso, x.n || ' changes ' || x.atteso)
  FROM (VALUES ('as_altra', '1'), ('amministrativo', '1'), ('due_as', '0'), ('fermo_as', '0'), ('admin', '0')) x (n, atteso);
SELECT is((SELECT versione || ' ' || (dati ->> 'note') FROM rilevazione WHERE id = pg_temp.una()), '3 amministrativo', 'each change is a version');
SELECT is((SELECT string_agg((prima -> 'dati' ->> 'note') || '>' || (dopo -> 'dati' ->> 'note'), ', ' ORDER BY id) FROM storia WHERE tabella = 'rilevazione' AND azione = 'UPDATE' AND riga_id = pg_temp.una()),
  'prima>as_altra, as_altra>amministrativo', 'with what was there before');
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', q), '42501', NULL, t)
  FROM (VALUES ('DELETE FROM rilevazione', 'no row is deleted'), ('UPDATE rilevazione SET autore_operatore_id = 1', 'the author does not change'), ('UPDATE rilevazione SET pratica_id = 1', 'nor the case'),
               ('UPDATE scheda_rilevazione SET fonte = ''x''', 'nor the schede, from a page')) x (q, t);
-- a read-only assignment
SELECT is(pg_temp.da('as', format('INSERT INTO assegnazione (pratica_id, servizio_id, livello) VALUES (%s, (SELECT id FROM servizio WHERE codice = ''t_due''), 1)', pg_temp.pratica('intervento_generico'))), '1', 'given for reading only');
SELECT is(pg_temp.da('due_as', 'SELECT (count(*) > 0)::text FROM rilevazione'), 'true', 'is read');
SELECT is(pg_temp.da('due_as', format('UPDATE rilevazione SET tolta_il = now() WHERE id = %s', pg_temp.una())), '0', 'and not changed');
SELECT throws_ok(format('SELECT pg_temp.da(''due_as'', %L)', pg_temp.compila('intervento_generico', 'sina')), '42501', NULL, 'nor filled in');

SELECT is(pg_temp.da('as', format('UPDATE rilevazione SET tolta_il = now() WHERE id = %s', pg_temp.una())), '1', 'taken away');
SELECT throws_ok(format('SELECT pg_temp.da(''as'', ''UPDATE rilevazione SET tolta_il = NULL WHERE id = %s'')', pg_temp.una()), 'SZ403', NULL, 'it does not come back');

SELECT * FROM finish();
ROLLBACK;
