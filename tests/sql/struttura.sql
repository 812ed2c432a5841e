-- Facilities and stays (STR-01): who sees and writes them, places, one residential facility at a time, days and cost against a
-- model of its own, closed months.
BEGIN;
SELECT plan(65);

INSERT INTO servizio (codice, denominazione, tipo, sola_lettura) VALUES ('t_uno', 'Servizio uno', 'comune', false), ('t_due', 'Servizio due', 'comune', false);
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'Prova', n FROM unnest(ARRAY['as', 'referente', 'amministrativo', 'sociale', 'admin', 'due_as', 'due_amministrativo']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
SELECT o.id, v.id, x.r, current_date - 100
  FROM (VALUES ('as', 't_uno', 1), ('referente', 't_uno', 2), ('amministrativo', 't_uno', 3), ('sociale', 't_uno', 4), ('admin', 't_uno', 5), ('due_as', 't_due', 1), ('due_amministrativo', 't_due', 3)) x (n, s, r)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('intervento_struttura', 1, 'Prova', ''), ('intervento_generico', 1, 'Prova', '');
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice) SELECT 'Verdi', n, 'F', DATE '1950-02-03', 'NON_NOTO' FROM unnest(ARRAY['Ida', 'Ugo', 'Pia', 'Leo']) n;
INSERT INTO consenso (soggetto_id, informativa_id, esito, data) SELECT s.id, (SELECT min(id) FROM informativa), 'dato', current_date FROM soggetto s;

CREATE FUNCTION pg_temp.chi(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM operatore WHERE username = 't.' || n $$;
CREATE FUNCTION pg_temp.dove(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM servizio WHERE codice = 't_' || n $$;
CREATE FUNCTION pg_temp.casa(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM struttura WHERE denominazione = n $$;
CREATE FUNCTION pg_temp.caso(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT max(p.id) FROM pratica p JOIN soggetto s ON s.id = p.titolare_soggetto_id WHERE s.nome = n AND p.kind = 'intervento_struttura' $$;
CREATE FUNCTION pg_temp.ultimo(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM inserimento WHERE pratica_id = pg_temp.caso(n) $$;
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
CREATE FUNCTION pg_temp.nuovo(nome text) RETURNS text LANGUAGE sql AS $$
  SELECT format('INSERT INTO pratica (kind, titolare_soggetto_id, data_inizio, dati, modulo_id) VALUES (''intervento_struttura'', %s, DATE ''2026-01-01'', ''{"tipo": "STR11"}'', %s)',
                (SELECT id FROM soggetto s WHERE s.nome = nuovo.nome), (SELECT id FROM modulo m WHERE m.nome = 'intervento_struttura')) $$;
CREATE FUNCTION pg_temp.entra(nome text, casa text, quando date, tipo text DEFAULT 'RESIDENZIALE', giorni text DEFAULT '1,2,3,4,5,6,7') RETURNS text LANGUAGE sql AS $$
  SELECT format('INSERT INTO inserimento (pratica_id, struttura_id, tipo_posto, ammissione, giorni_settimana, creato_da) VALUES (%s, %s, %L, %L, %L, 1)', pg_temp.caso(nome), pg_temp.casa(casa), tipo, quando, giorni) $$;
CREATE FUNCTION pg_temp.esce(nome text, quando date) RETURNS text LANGUAGE sql AS $$
  SELECT format('UPDATE inserimento SET dimissione = %L, motivo_dimissione = ''ALTRO'' WHERE id = %s', quando, pg_temp.ultimo(nome)) $$;

-- the register: who enters a facility, who sees it
CREATE FUNCTION pg_temp.casa_nuova(n text, tipo text DEFAULT 'STR11') RETURNS text LANGUAGE sql AS $$
  SELECT format('INSERT INTO struttura (denominazione, tipo, gestore, servizio_id, creato_da) VALUES (%L, %L, ''Ente'', identita_servizio(), 1)', n, tipo) $$;
SELECT throws_ok(format('SELECT pg_temp.da(%L, %L)', n, pg_temp.casa_nuova('Nessuna')), '42501', NULL, n || ' enters no facility') FROM unnest(ARRAY['as', 'sociale', 'admin']) n;
SELECT is(pg_temp.da(x.n, pg_temp.casa_nuova(x.c)), '1', x.n || ' enters one') FROM (VALUES ('amministrativo', 'Una'), ('referente', 'Due')) x (n, c);
SELECT is((SELECT string_agg(creato_da || ' ' || servizio_id, ',' ORDER BY id) FROM struttura), pg_temp.chi('amministrativo') || ' ' || pg_temp.dove('uno') || ',' || pg_temp.chi('referente') || ' ' || pg_temp.dove('uno'), 'the author is the identity');
SELECT is(pg_temp.da(x.n, 'SELECT count(*) FROM struttura'), x.atteso, x.n || ' sees ' || x.atteso)
  FROM (VALUES ('as', '2'), ('sociale', '2'), ('admin', '0'), ('due_as', '0'), ('due_amministrativo', '0')) x (n, atteso);
SELECT throws_ok(format('SELECT pg_temp.da(''due_amministrativo'', %L)', format('INSERT INTO struttura_posti (struttura_id, tipo_posto, dal, posti, creato_da) VALUES (%s, ''DIURNO'', current_date, 1, 1)', pg_temp.casa('Una'))), '42501', NULL, 'nobody of another service adds places');
SELECT throws_ok(format('SELECT pg_temp.da(''amministrativo'', %L)', $$INSERT INTO struttura (denominazione, tipo, gestore, per_tutti, servizio_id, creato_da) VALUES ('Rifugio', 'STR16', 'x', true, identita_servizio(), 1)$$), '23514', NULL, 'a refuge is not everybody''s');
SELECT is(pg_temp.da('amministrativo', format('INSERT INTO struttura_posti (struttura_id, tipo_posto, dal, posti, creato_da) VALUES (%s, ''RESIDENZIALE'', ''2026-01-01'', 1, 1), (%s, ''RESIDENZIALE'', ''2026-07-01'', 2, 1), (%s, ''RESIDENZIALE'', ''2026-01-01'', 9, 1), (%s, ''DIURNO'', ''2026-01-01'', 9, 1)',
  pg_temp.casa('Una'), pg_temp.casa('Una'), pg_temp.casa('Due'), pg_temp.casa('Due'))), '4', 'places from a day on');
SELECT is((SELECT string_agg(struttura_posti_il(pg_temp.casa('Una'), 'RESIDENZIALE', g)::text, ',') FROM unnest(ARRAY['2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01']::date[]) g), '0,1,1,2', 'none before, then what the last row says');

-- stays: read and written as the case is
SELECT is(pg_temp.da('as', pg_temp.nuovo(n)), '1', 'an intervento for ' || n) FROM unnest(ARRAY['Ida', 'Ugo', 'Pia']) n;
SELECT is(pg_temp.da('as', pg_temp.entra('Ida', 'Una', '2026-02-10')), '1', 'admitted');
SELECT is((SELECT soggetto_id = (SELECT id FROM soggetto WHERE nome = 'Ida') AND residenziale AND creato_da = pg_temp.chi('as') FROM inserimento), true, 'whose, of which kind and who wrote it are the database''s');
SELECT is(pg_temp.da(x.n, 'SELECT count(*) FROM inserimento') || pg_temp.da(x.n, 'UPDATE inserimento SET note = ''x'''), x.atteso, x.n || ' reads and writes it: ' || x.atteso)
  FROM (VALUES ('as', '11'), ('referente', '11'), ('amministrativo', '11'), ('sociale', '11'), ('admin', '00'), ('due_as', '00')) x (n, atteso);
SELECT throws_ok(format('SELECT pg_temp.da(''due_as'', %L)', pg_temp.entra('Ida', 'Una', '2027-01-01')), '42501', NULL, 'who does not write the case admits nobody');
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', 'UPDATE inserimento SET soggetto_id = 1'), '42501', NULL, 'whose it is does not change');

-- places and persons
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', pg_temp.entra('Ugo', 'Una', d)), '23514', NULL, 'no place for who comes on ' || d) FROM unnest(ARRAY['2026-02-10', '2026-01-01', '2026-06-30', '2025-12-31']::date[]) d;
SELECT is(pg_temp.da('as', pg_temp.entra('Ugo', 'Una', '2026-07-01')), '1', 'from July there are two');
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', pg_temp.entra('Ida', 'Due', '2026-03-01')), '23P01', NULL, 'one residential facility at a time');
SELECT is(pg_temp.da('as', pg_temp.entra('Ida', 'Due', '2026-03-01', 'DIURNO', '1,3')), '1', 'a day centre besides');
SELECT throws_ok(format('SELECT pg_temp.da(''amministrativo'', %L)', format('UPDATE struttura_posti SET posti = 1 WHERE struttura_id = %s AND dal = ''2026-07-01''', pg_temp.casa('Una'))), '23514', NULL, 'places do not become fewer than people');
SELECT is(pg_temp.da('as', pg_temp.esce('Ugo', '2026-07-05')), '1', 'discharged');
SELECT is(pg_temp.da('as', pg_temp.entra('Pia', 'Una', '2026-07-05')), '1', 'the place is free on that day');
SELECT is(pg_temp.da('as', format('SELECT string_agg(occupati::text, '','' ORDER BY mese) FROM struttura_anno(%s, 2026)', pg_temp.casa('Una'))), '0,1,1,1,1,1,2,2,2,2,2,2', 'the year in numbers');
SELECT is(pg_temp.da('due_as', format('SELECT count(*) FROM struttura_presi(%s, ''2026-01-01'', ''2026-12-31'')', pg_temp.casa('Una'))), '0', 'none for who does not see the facility');
SELECT is(pg_temp.da('due_as', format('SELECT inserimento_dove(%s)', pg_temp.ultimo('Pia'))), NULL, 'nor its name through a stay');

-- days and cost: against a model written day by day, for a year of stays and absences
INSERT INTO retta (struttura_id, tipo_posto, unita, importo, assenza_ospedale, assenza_casa, assenza_vacanza, assenza_altra, dal, al, creato_da) VALUES
  (pg_temp.casa('Una'), 'RESIDENZIALE', 'G', 61.35, 50, 0, 33.33, 100, '2026-01-01', '2026-03-14', 1), (pg_temp.casa('Una'), 'RESIDENZIALE', 'M', 1834.77, 70, 12.5, 33.33, 100, '2026-03-15', '2026-08-31', 1),
  (pg_temp.casa('Una'), 'RESIDENZIALE', 'G', 0.07, 50, 50, 50, 50, '2026-09-01', NULL, 1);
SELECT throws_ok($$INSERT INTO retta (struttura_id, tipo_posto, unita, importo, dal, creato_da) SELECT id, 'RESIDENZIALE', 'G', 1, '2026-03-01', 1 FROM struttura WHERE denominazione = 'Una'$$, '23P01', NULL, 'two fees never hold on one day');
INSERT INTO presenza_assenza (pratica_id, inserimento_id, mese, giorni, creato_da)
SELECT pg_temp.caso('Pia'), pg_temp.ultimo('Pia'), m, (SELECT string_agg(substr('POCVA-PPPP', 1 + (g * 7 + extract(month FROM m)::int * 3) % 10, 1), '' ORDER BY g) FROM generate_series(1, extract(day FROM m + interval '1 month' - interval '1 day')::int) g), 1
  FROM generate_series(DATE '2026-07-01', DATE '2026-10-01', interval '1 month') x, LATERAL (SELECT x::date AS m) y;
CREATE FUNCTION pg_temp.modello(quale bigint, m date) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
  somme jsonb := '{}';
  giorno date;
  ultimo int := extract(day FROM m + interval '1 month' - interval '1 day');
  i inserimento := (SELECT x FROM inserimento x WHERE x.id = quale);
  r retta;
  lettera text;
  parte numeric;
BEGIN
  FOR n IN 1 .. ultimo LOOP
    giorno := m + n - 1;
    CONTINUE WHEN giorno < i.ammissione OR giorno >= i.dimissione;
    lettera := coalesce((SELECT substr(p.giorni, n, 1) FROM presenza_assenza p WHERE p.inserimento_id = quale AND p.mese = m), 'P');
    SELECT * INTO r FROM retta x WHERE x.struttura_id = i.struttura_id AND x.tipo_posto = i.tipo_posto AND giorno >= x.dal AND giorno <= coalesce(x.al, 'infinity');
    parte := CASE lettera WHEN 'P' THEN 100 WHEN 'O' THEN r.assenza_ospedale WHEN 'C' THEN r.assenza_casa WHEN 'V' THEN r.assenza_vacanza WHEN 'A' THEN r.assenza_altra
                          ELSE CASE r.unita WHEN 'M' THEN 100 ELSE 0 END END;
    somme := somme || jsonb_build_object(r.id::text, coalesce((somme ->> r.id::text)::numeric, 0) + r.importo * parte * CASE r.unita WHEN 'G' THEN ultimo ELSE 1 END);
  END LOOP;
  RETURN (SELECT sum(round(value::numeric / (100 * ultimo), 2)) FROM jsonb_each_text(somme));
END
$$;
SELECT is((SELECT string_agg(c.importo::text, ' ' ORDER BY x.n, m) FROM (VALUES ('Ida'), ('Ugo'), ('Pia')) x (n), generate_series(DATE '2026-02-01', DATE '2026-10-01', interval '1 month') m,
             LATERAL (SELECT pg_temp.da('as', format('SELECT importo FROM inserimento_conto(%s, %L)', (SELECT min(id) FROM inserimento WHERE pratica_id = pg_temp.caso(x.n)), m::date))::numeric AS importo) c WHERE c.importo > 0),
          (SELECT string_agg(c.importo::text, ' ' ORDER BY x.n, m) FROM (VALUES ('Ida'), ('Ugo'), ('Pia')) x (n), generate_series(DATE '2026-02-01', DATE '2026-10-01', interval '1 month') m,
             LATERAL (SELECT pg_temp.modello((SELECT min(id) FROM inserimento WHERE pratica_id = pg_temp.caso(x.n)), m::date) AS importo) c WHERE c.importo > 0), 'each month costs what the model says, to the cent');
SELECT is((SELECT count(*) FROM generate_series(DATE '2026-02-01', DATE '2026-10-01', interval '1 month') m, LATERAL (SELECT pg_temp.da('as', format(
    'SELECT sum(c.importo) = (SELECT importo FROM inserimento_conto(%1$s, %2$L)) AND min(c.importo) >= 0 FROM inserimento_costo(%1$s, %2$L) c', (SELECT min(id) FROM inserimento WHERE pratica_id = pg_temp.caso('Pia')), m::date)) AS uguale) c
    WHERE c.uguale = 'false'), 0::bigint, 'rows add up to it, none is less than nothing');
-- worked by hand: a month from its first day to its last costs the fee of a month; half of February by days
SELECT is(pg_temp.da('as', format('SELECT importo FROM inserimento_conto(%s, %L)', (SELECT min(id) FROM inserimento), '2026-05-01')), '1834.77', 'a whole month is the whole fee');
SELECT is(pg_temp.da('as', format('SELECT presenze || '' '' || importo FROM inserimento_conto(%s, %L)', (SELECT min(id) FROM inserimento), '2026-02-01')), '19 1165.65', 'from the 10th of February on: 19 days of 61.35');
SELECT is(pg_temp.da('as', format('SELECT importo FROM inserimento_conto(%s, %L)', (SELECT min(id) FROM inserimento), '2026-03-01')), (14 * 61.35 + round(1834.77 * 17 / 31, 2))::text, 'March has two fees, each by its days');
SELECT is(pg_temp.da('as', format('SELECT presenze || '' '' || importo FROM inserimento_conto(%s, %L)', pg_temp.ultimo('Ugo'), '2026-07-01')), '4 ' || round(1834.77 * 4 / 31, 2), 'the day of discharge is not counted');
UPDATE struttura SET conta_dimissione = true WHERE denominazione = 'Una';
SELECT is(pg_temp.da('as', format('SELECT presenze FROM inserimento_conto(%s, %L)', pg_temp.ultimo('Ugo'), '2026-07-01')), '5', 'unless the contract says so');
SELECT is(pg_temp.da('as', format('SELECT presenze || '' '' || senza_retta FROM inserimento_conto(%s, %L)', pg_temp.ultimo('Ida'), '2026-03-01')), '9 9', 'Mondays and Wednesdays of March, of which nobody knows the fee');

-- closed months
SELECT throws_ok(format('SELECT pg_temp.da(%L, %L)', n, format('SELECT presenza_chiudi(%s, ''2026-02-01'', 1)', (SELECT min(id) FROM inserimento))), 'SZ404', NULL, n || ' closes no month of a case that they do not open') FROM unnest(ARRAY['due_as', 'admin']) n;
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', format('UPDATE presenza_assenza SET importo = 1, chiuso_il = now(), chiuso_da = 1 WHERE mese = %L', '2026-07-01')), '42501', NULL, 'not by hand');
SELECT is(pg_temp.da('as', format('SELECT presenza_chiudi(%s, ''2026-02-01'', 1)', (SELECT min(id) FROM inserimento))), 'true', 'closed');
SELECT is((SELECT lordo || ' ' || periodo_dal || ' ' || periodo_al || ' ' || stato FROM movimento WHERE origine = 'struttura'), '1165.65 2026-02-10 2026-02-28 P', 'in the ledger, planned');
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', format('UPDATE presenza_assenza SET giorni = replace(giorni, ''P'', ''O'') WHERE inserimento_id = %s', (SELECT min(id) FROM inserimento))), '23514', NULL, 'its days stand');
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', format('UPDATE inserimento SET ammissione = ''2026-02-12'' WHERE id = %s', (SELECT min(id) FROM inserimento))), '23514', NULL, 'also against another day of admission');
SELECT is(pg_temp.da('as', format('UPDATE inserimento SET dimissione = ''2026-03-20'', motivo_dimissione = ''ALTRO'' WHERE id = %s', (SELECT min(id) FROM inserimento))), '1', 'later days may change');

-- a month that was written before the stay was corrected
SELECT is(pg_temp.da('as', format('SELECT presenza_periodo(%s, ''2026-07-02'', ''2026-07-03'', ''O'')', pg_temp.ultimo('Ugo'))), '2', 'two days in hospital of a stay of five');
SELECT is(pg_temp.da('as', format('UPDATE inserimento SET dimissione = ''2026-07-12'' WHERE id = %s', pg_temp.ultimo('Ugo'))), '1', 'it lasted longer');
SELECT is(pg_temp.da('as', format('SELECT presenze || '' '' || assenze FROM inserimento_conto(%s, ''2026-07-01'')', pg_temp.ultimo('Ugo'))), '10 2', 'the days that it lasted longer count');
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', format('SELECT presenza_periodo(%s, current_date, current_date + 367, ''O'')', pg_temp.ultimo('Pia'))), '23514', NULL, 'nobody is absent until a year that is a slip of the pen');

-- an amount is a number
SELECT throws_ok($$INSERT INTO retta (struttura_id, tipo_posto, unita, importo, dal, creato_da) SELECT id, 'SOLLIEVO', 'G', 'NaN', '2026-03-01', 1 FROM struttura WHERE denominazione = 'Una'$$, '23514', NULL, 'a fee');
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', format('INSERT INTO spesa_extra (pratica_id, data, tipo, importo) VALUES (%s, current_date, ''ALTRO'', ''NaN'')', pg_temp.caso('Ida'))), '23514', NULL, 'an expense');
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', format('UPDATE inserimento SET spese_personali = ''NaN'' WHERE pratica_id = %s', pg_temp.caso('Ida'))), '23514', NULL, 'what is left to the person');

SELECT * FROM finish();
ROLLBACK;
