-- Services planned and rendered: who writes them, which days are due, what a month costs to the cent, the closed month, two who save.
BEGIN;
SELECT plan(77);

INSERT INTO servizio (codice, denominazione, tipo, sola_lettura) VALUES ('t_uno', 'Servizio uno', 'comune', false), ('t_due', 'Servizio due', 'comune', false);
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'Prova', n FROM unnest(ARRAY['as', 'amministrativo', 'sociale', 'admin', 'due_as', 'due_amministrativo']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
SELECT o.id, v.id, x.r, current_date - 100
  FROM (VALUES ('as', 't_uno', 1), ('amministrativo', 't_uno', 3), ('sociale', 't_uno', 4), ('admin', 't_uno', 5), ('due_as', 't_due', 1), ('due_amministrativo', 't_due', 3)) x (n, s, r)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('intervento_prestazione', 1, 'Prova', ''), ('intervento_generico', 1, 'Prova', '');
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice) VALUES ('D''Amico <b>&"Rossi"', 'Ida', 'F', DATE '1950-02-03', 'NON_NOTO');
INSERT INTO consenso (soggetto_id, informativa_id, esito, data) SELECT s.id, (SELECT min(id) FROM informativa), 'dato', current_date FROM soggetto s;

CREATE FUNCTION pg_temp.dove(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM servizio WHERE codice = 't_' || n $$;
CREATE FUNCTION pg_temp.caso() RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM pratica WHERE kind = 'intervento_prestazione' $$;
CREATE FUNCTION pg_temp.coop() RETURNS bigint LANGUAGE sql AS $$ SELECT min(id) FROM fornitore $$;
CREATE FUNCTION pg_temp.sad() RETURNS bigint LANGUAGE sql AS $$ SELECT min(id) FROM prestazione_prevista $$;
CREATE FUNCTION pg_temp.pasti() RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM prestazione_prevista $$;
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
-- What the database answers to that: rows touched, or the constraint that refused.
CREATE FUNCTION pg_temp.prova(n text, domanda text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  vincolo text;
BEGIN
  RETURN pg_temp.da(n, domanda);
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS vincolo = CONSTRAINT_NAME;
  RESET ROLE;
  PERFORM set_config('siz.identita', '', true);
  RETURN coalesce(nullif(vincolo, ''), SQLSTATE);
END
$$;
CREATE FUNCTION pg_temp.prevista(resto text DEFAULT '''{1,3}'', 90', unita text DEFAULT 'ORA', dal date DEFAULT '2026-03-01', prestazione text DEFAULT 'PRE01', recupero text DEFAULT 'NULL, NULL') RETURNS text LANGUAGE sql AS $$
  SELECT format('INSERT INTO prestazione_prevista (pratica_id, prestazione, fornitore_id, unita, dal, giorni, quantita, recupero_importo, recupero_percentuale) VALUES (%s, %L, %s, %L, %L, %s, %s)',
                pg_temp.caso(), prestazione, pg_temp.coop(), unita, dal, resto, recupero) $$;
CREATE FUNCTION pg_temp.resa(prevista bigint, data date, quantita int, motivo text DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
  SELECT format('INSERT INTO prestazione_resa (pratica_id, prestazione_prevista_id, data, quantita, motivo) VALUES (%s, %s, %L, %s, %L)', pg_temp.caso(), prevista, data, quantita, motivo) $$;
CREATE FUNCTION pg_temp.versione(m date) RETURNS bigint LANGUAGE sql AS $$ SELECT coalesce((SELECT versione FROM prestazione_mese WHERE pratica_id = pg_temp.caso() AND mese = m), 0) $$;

SELECT pg_temp.da('as', format('INSERT INTO pratica (kind, titolare_soggetto_id, data_inizio, dati, modulo_id) SELECT %L, %s, DATE ''2026-02-01'', %L, m.id FROM modulo m WHERE m.nome = %L', k,
  (SELECT max(id) FROM soggetto), '{"tipo": "PRE01", "motivo_attivazione": "1"}', k)) FROM unnest(ARRAY['intervento_generico', 'intervento_prestazione']) k;
SELECT pg_temp.da('amministrativo', 'INSERT INTO fornitore (denominazione, partita_iva) VALUES (''Cooperativa'', ''12345678903'')');
SELECT pg_temp.da('due_amministrativo', 'INSERT INTO fornitore (denominazione, partita_iva) VALUES (''Di altri'', ''12345678903'')');
SELECT pg_temp.da('amministrativo', format('INSERT INTO tariffa (fornitore_id, prestazione, unita, importo, valida_dal, valida_al) VALUES (%s, ''PRE01'', ''ORA'', 20.35, ''2026-01-01'', ''2026-03-15''),
  (%1$s, ''PRE01'', ''ORA'', 21.15, ''2026-03-16'', NULL), (%1$s, ''PRE05'', ''PASTO'', 6.35, ''2026-01-01'', NULL)', pg_temp.coop()));

-- planned: who, of which case, with whom
SELECT is(pg_temp.prova(n, pg_temp.prevista()), x, n || ' plans: ' || x)
  FROM (VALUES ('admin', '42501'), ('due_as', '42501'), ('due_amministrativo', '42501'), ('as', '1'), ('sociale', '1')) v (n, x);
DELETE FROM prestazione_prevista WHERE id > pg_temp.sad();
SELECT is(pg_temp.prova('as', replace(pg_temp.prevista(), format('VALUES (%s,', pg_temp.caso()), format('VALUES (%s,', (SELECT id FROM pratica WHERE kind = 'intervento_generico')))), 'SZ403', 'only an intervento con prestazione has services');
SELECT is(pg_temp.prova('as', replace(pg_temp.prevista(), format('''PRE01'', %s,', pg_temp.coop()), format('''PRE01'', %s,', (SELECT max(id) FROM fornitore)))), 'prestazione_prevista_fornitore_usabile', 'a supplier of another service');
SELECT is(pg_temp.prova('as', pg_temp.prevista('''{1,8}'', 60')), 'prestazione_prevista_giorni', 'an eighth day');
SELECT is(pg_temp.prova('as', pg_temp.prevista('''{1}'', 0')), 'prestazione_prevista_quantita', 'nothing');
SELECT is(pg_temp.prova('as', pg_temp.prevista(recupero => '1, 10')), 'prestazione_prevista_un_recupero', 'a share in both ways');
SELECT is(pg_temp.prova('as', pg_temp.prevista(recupero => 'NULL, 100.01')), 'prestazione_prevista_recupero_percentuale', 'more than all');
SELECT is(pg_temp.da(n, 'SELECT count(*) FROM prestazione_prevista'), x, n || ' sees ' || x)
  FROM (VALUES ('as', '1'), ('amministrativo', '1'), ('sociale', '1'), ('admin', '0'), ('due_as', '0')) v (n, x);
SELECT is(pg_temp.da('due_as', 'UPDATE prestazione_prevista SET quantita = 60') || pg_temp.da('due_as', 'DELETE FROM prestazione_prevista'), '00', 'another service changes nothing');

-- which days are due
SELECT is((SELECT string_agg(to_char(g, 'DD'), ' ' ORDER BY g) FROM prestazione_prevista v, prestazione_giorni(v, '2026-03-01', '2026-03-31') g WHERE v.id = pg_temp.sad()), '02 04 09 11 16 18 23 25 30', 'Mondays and Wednesdays');
UPDATE prestazione_prevista SET dal = '2026-03-04', al = '2026-03-16' WHERE id = pg_temp.sad();
SELECT is((SELECT string_agg(to_char(g, 'DD'), ' ' ORDER BY g) FROM prestazione_prevista v, prestazione_giorni(v, '2026-03-01', '2026-03-31') g WHERE v.id = pg_temp.sad()), '04 09 11 16', 'within the plan, both ends');
UPDATE prestazione_prevista SET dal = '2026-03-10', al = NULL, giorni = '{}' WHERE id = pg_temp.sad();
SELECT is((SELECT count(*) FROM prestazione_prevista v, prestazione_giorni(v, '2026-03-01', '2026-03-31') g WHERE v.id = pg_temp.sad()), 0::bigint, 'no fixed days, none due');
UPDATE prestazione_prevista SET unita = 'MESE' WHERE id = pg_temp.sad();
SELECT is((SELECT string_agg(g::text, ' ' ORDER BY g) FROM prestazione_prevista v, prestazione_giorni(v, '2026-03-01', '2026-05-31') g WHERE v.id = pg_temp.sad()), '2026-03-10 2026-04-01 2026-05-01', 'by the month once a month');
UPDATE prestazione_prevista SET dal = '2026-03-01', unita = 'ORA', giorni = '{1,3}' WHERE id = pg_temp.sad();

-- rendered: who, on which days
SELECT is(pg_temp.prova(n, pg_temp.resa(pg_temp.sad(), d, q, m)), x, format('%s on %s: %s', n, d, x))
  FROM (VALUES ('admin', DATE '2026-03-02', 90, NULL, '42501'), ('due_as', '2026-03-02', 90, NULL, '42501'), ('as', '2026-03-02', 90, NULL, '1'), ('sociale', '2026-03-04', 95, NULL, '1'),
               ('amministrativo', '2026-03-16', 90, NULL, '1'), ('as', '2026-03-02', 60, NULL, 'prestazione_resa_giorno'), ('as', '2026-02-28', 60, NULL, 'prestazione_resa_periodo'),
               ('as', '2026-03-09', 0, 'R', '1'), ('as', '2026-03-11', 60, 'A', 'prestazione_resa_o_no'), ('as', '2026-03-11', 0, NULL, 'prestazione_resa_o_no'),
               ('as', '2026-03-11', -1, 'A', 'prestazione_resa_quantita')) v (n, d, q, m, x);
SELECT is(pg_temp.prova('as', pg_temp.resa(pg_temp.sad(), current_date + 1, 60)), 'prestazione_resa_futura', 'not tomorrow''s');
SELECT is(pg_temp.da('due_as', 'UPDATE prestazione_resa SET quantita = 60') || pg_temp.da('due_as', 'DELETE FROM prestazione_resa') || pg_temp.da('due_as', 'SELECT count(*) FROM prestazione_resa'), '000', 'another service sees and changes none');
SELECT is(pg_temp.versione('2026-03-01'), 4::bigint, 'four statements wrote in March');
SELECT is((SELECT count(*) FROM storia WHERE tabella = 'prestazione_resa' AND pratica_id = pg_temp.caso()), 4::bigint, 'each in the history');
SELECT is(pg_temp.prova('as', 'UPDATE prestazione_resa SET pratica_id = pratica_id + 1'), 'SZ403', 'none moves to another case');
SELECT is(pg_temp.prova('as', format('UPDATE prestazione_prevista SET unita = ''PASTO'' WHERE id = %s', pg_temp.sad())), 'prestazione_prevista_gia_resa', 'what was rendered stays what it is');
SELECT is(pg_temp.prova('as', format('UPDATE prestazione_prevista SET al = ''2026-03-15'' WHERE id = %s', pg_temp.sad())), 'prestazione_prevista_rese_fuori', 'and within the plan');
SELECT is(pg_temp.prova('as', format('DELETE FROM prestazione_prevista WHERE id = %s', pg_temp.sad())), 'prestazione_resa_prevista', 'which is not taken away from under it');

-- cost, worked out by hand: until the 15th 90 + 95 = 185 minutes at 20.35 = 62.7458… -> 62.75; from the 16th 90 minutes at 21.15 = 31.725 -> 31.73 (half up)
SELECT is(pg_temp.da('as', format('SELECT string_agg(volte || '' '' || mancate || '' '' || quantita || '' '' || costo || '' '' || recupero, '', '' ORDER BY tariffa) FROM prestazione_conto(%s, ''2026-03-01'')', pg_temp.caso())),
  '2 1 185 62.75 0, 1 0 90 31.73 0', 'the tariff of each day, half up to the cent');
UPDATE prestazione_prevista SET recupero_percentuale = 33.33 WHERE id = pg_temp.sad();
SELECT is(pg_temp.da('as', format('SELECT string_agg(recupero::text, '', '' ORDER BY tariffa) FROM prestazione_conto(%s, ''2026-03-01'')', pg_temp.caso())), '20.91, 10.58', 'a percentage of the cost');
SELECT is(pg_temp.da('as', pg_temp.prevista('''{1,2,3,4,5}'', 1', 'PASTO', '2026-03-01', 'PRE05', '2.50, NULL')), '1', 'meals');
SELECT is(pg_temp.da('as', pg_temp.resa(pg_temp.pasti(), '2026-03-02', 1)) || pg_temp.da('as', pg_temp.resa(pg_temp.pasti(), '2026-03-03', 2)), '11', 'one, and two on one day');
SELECT is(pg_temp.da('as', format('SELECT costo || '' '' || recupero FROM prestazione_conto(%s, ''2026-03-01'') WHERE prestazione_prevista_id = %s', pg_temp.caso(), pg_temp.pasti())), '19.05 7.50', 'an amount for each unit');
UPDATE prestazione_prevista SET recupero_importo = 9 WHERE id = pg_temp.pasti();
SELECT is(pg_temp.da('as', format('SELECT recupero FROM prestazione_conto(%s, ''2026-03-01'') WHERE prestazione_prevista_id = %s', pg_temp.caso(), pg_temp.pasti())), '19.05', 'never more than the cost');
-- the same by another way: for any tariffs and quantities the sum of the parts is the whole, and nobody bears more than it costs
SELECT is((SELECT count(*) FROM (SELECT q, t, prestazione_importo('ORA', q, t) c FROM generate_series(1, 2000, 7) q, unnest(ARRAY[0.01, 7.77, 19.99, 20.35, 33.33]) t) x
  WHERE abs(c - q * t / 60) > 0.005 OR c <> floor(q * t / 60 * 100 + 0.5) / 100), 0::bigint, 'half up, whatever the minutes');

-- the closed month
SELECT is(pg_temp.prova('due_as', format('SELECT prestazione_mese_chiudi(%s, ''2026-03-01'', %s)', pg_temp.caso(), pg_temp.versione('2026-03-01'))), 'SZ403', 'another service closes nothing');
SELECT is(pg_temp.prova('admin', format('SELECT prestazione_mesi_blocca(ARRAY[%s]::bigint[], ''2026-03-01'')', pg_temp.caso())), 'SZ403', 'nor locks');
SELECT is(pg_temp.da('as', format('SELECT prestazione_mese_chiudi(%s, ''2026-03-01'', %s)', pg_temp.caso(), pg_temp.versione('2026-03-01') - 1)), 'cambiato', 'who has not seen the last does not close');
UPDATE tariffa SET prestazione = 'PRE06' WHERE prestazione = 'PRE05';
SELECT is(pg_temp.prova('as', format('SELECT prestazione_mese_chiudi(%s, ''2026-03-01'', %s)', pg_temp.caso(), pg_temp.versione('2026-03-01'))), 'tariffa', 'nor without a tariff');
UPDATE tariffa SET prestazione = 'PRE05' WHERE prestazione = 'PRE06';
SELECT is(pg_temp.da('as', format('SELECT prestazione_mese_chiudi(%s, ''2026-03-01'', %s)', pg_temp.caso(), pg_temp.versione('2026-03-01'))), NULL, 'closed');
SELECT is((SELECT costo || ' ' || recupero FROM prestazione_mese WHERE mese = '2026-03-01'), '113.53 50.54', '62.75 + 31.73 + 19.05, of which 20.91 + 10.58 + 19.05');
SELECT is((SELECT sum(costo) FROM prestazione_mese_riga), 113.53, 'its rows add up');
SELECT is(pg_temp.prova('as', q), 'prestazione_mese_chiuso', 'closed to ' || left(q, 6))
  FROM unnest(ARRAY[pg_temp.resa(pg_temp.sad(), '2026-03-18', 60), 'UPDATE prestazione_resa SET quantita = 120 WHERE motivo IS NULL', 'DELETE FROM prestazione_resa']) q;
SELECT is(pg_temp.prova('as', q), '42501', 'and to the hand: ' || left(q, 22))
  FROM unnest(ARRAY['UPDATE prestazione_mese SET costo = 1', 'DELETE FROM prestazione_mese_riga', 'DELETE FROM prestazione_mese']) q;
SELECT is(pg_temp.da('as', pg_temp.resa(pg_temp.sad(), '2026-04-01', 60)), '1', 'April is open');
UPDATE tariffa SET importo = 99;
SELECT is((SELECT costo FROM prestazione_mese WHERE mese = '2026-03-01'), 113.53, 'a tariff of later does not change it');
UPDATE tariffa SET importo = 20;
SELECT is(pg_temp.prova('due_as', format('SELECT prestazione_mese_riapri(%s, ''2026-03-01'')', pg_temp.caso())), 'SZ403', 'another service does not open it');
SELECT pg_temp.da('as', format('SELECT prestazione_mese_riapri(%s, ''2026-03-01'')', pg_temp.caso()));
SELECT is((SELECT count(*) FILTER (WHERE chiuso_il IS NULL) || ' ' || (SELECT count(*) FROM prestazione_mese_riga) FROM prestazione_mese), '2 0', 'opened again');
SELECT is(pg_temp.da('as', pg_temp.resa(pg_temp.sad(), '2026-03-18', 60)), '1', 'and written');

-- the ledger: one movement for each supplier of the month, while it is planned
SELECT is((SELECT count(*) FROM movimento WHERE pratica_id = pg_temp.caso()), 0::bigint, 'an open month has no movement');
SELECT is(pg_temp.da('as', format('SELECT prestazione_mese_chiudi(%s, %L, %s)', pg_temp.caso(), '2026-03-01', pg_temp.versione('2026-03-01'))), NULL, 'closed again');
SELECT is((SELECT string_agg(origine || ' ' || periodo_dal || ' ' || periodo_al || ' ' || lordo || ' ' || stato || ' ' || beneficiario, '; ') FROM movimento WHERE pratica_id = pg_temp.caso()),
  (SELECT 'prestazione 2026-03-01 2026-03-31 ' || costo || ' P Cooperativa' FROM prestazione_mese WHERE mese = '2026-03-01'), 'its whole cost, for the supplier');
SELECT is((SELECT sum(costo) FROM prestazione_mese_costo), (SELECT costo FROM prestazione_mese WHERE mese = '2026-03-01'), 'what the suppliers are owed is the cost');
SELECT is(pg_temp.da('as', format('SELECT prestazione_mese_riapri(%s, %L)', pg_temp.caso(), '2026-03-01')), NULL, 'opened again');
SELECT is((SELECT count(*) || ' ' || (SELECT sum(costo) FROM prestazione_mese_costo) FROM movimento WHERE pratica_id = pg_temp.caso()), '0 0.00', 'it goes');
SELECT pg_temp.da('as', format('SELECT prestazione_mese_chiudi(%s, %L, %s)', pg_temp.caso(), '2026-03-01', pg_temp.versione('2026-03-01')));
SELECT pg_temp.da('as', 'SELECT movimento_passa(id, versione, ''proponi'', current_date, NULL) FROM movimento');
SELECT is(pg_temp.da('as', format('SELECT prestazione_mese_riapri(%s, %L)', pg_temp.caso(), '2026-03-01')), 'movimento', 'not when it waits to be authorised');
SELECT is((SELECT chiuso_il IS NOT NULL FROM prestazione_mese WHERE mese = '2026-03-01'), true, 'and the month stays closed');
SELECT pg_temp.da('as', 'SELECT movimento_passa(id, versione, ''ritira'', current_date, NULL) FROM movimento');
SELECT is(pg_temp.prova('as', 'SELECT prestazione_mese_movimenti(m) FROM prestazione_mese m'), '42501', 'nobody makes movements of a month by hand');
SELECT pg_temp.da('as', format('SELECT prestazione_mese_riapri(%s, %L)', pg_temp.caso(), '2026-03-01'));

-- the lock of several cases
SELECT is(pg_temp.da('as', format('SELECT prestazione_mesi_blocca(ARRAY[%s]::bigint[], ''2026-05-01'')', pg_temp.caso())), '0', 'a month of which nothing is known counts nothing');
SELECT is(pg_temp.da('as', pg_temp.resa(pg_temp.sad(), '2026-05-04', 60)), '1', 'written once');
SELECT is(pg_temp.versione('2026-05-01'), 1::bigint, 'counts one');

SELECT * FROM finish();
ROLLBACK;
