-- The ledger: arithmetic with worked examples, plans from rules, states of movements, lists and mandates, sums that never pass what is above
-- them, who sees and who may do what.  Random sequences and several sessions at once: tests/conti.
BEGIN;
SELECT no_plan();

INSERT INTO servizio (codice, denominazione, tipo, sola_lettura) VALUES ('t_uno', 'Servizio uno', 'comune', false), ('t_due', 'Servizio due', 'comune', false), ('t_fermo', 'Servizio fermo', 'storico', true);
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'D''Amico <b>&"Rossi"', initcap(n)
  FROM unnest(ARRAY['assistente', 'capo', 'referente', 'amministrativo', 'sociale', 'admin', 'altra', 'altro', 'storica', 'estranea']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, responsabile, valida_dal)
SELECT o.id, v.id, x.r, x.c, current_date - 1000
  FROM (VALUES ('assistente', 't_uno', 1, false), ('capo', 't_uno', 2, true), ('referente', 't_uno', 2, false), ('amministrativo', 't_uno', 3, false), ('sociale', 't_uno', 4, false),
               ('admin', 't_uno', 5, true), ('altra', 't_due', 1, false), ('altro', 't_due', 3, true), ('storica', 't_fermo', 3, true)) x (n, s, r, c)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('intervento_generico', 1, 'Prova', ''), ('segnalazione', 1, 'Prova', '');
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice, creato_servizio_id)
SELECT 'D''Amico <b>&"Rossi"', 'Ida', 'F', DATE '1950-02-03', 'NON_NOTO', v.id FROM servizio v WHERE v.codice = 't_uno';
INSERT INTO consenso (soggetto_id, informativa_id, esito, data) SELECT s.id, (SELECT min(id) FROM informativa), 'dato', current_date FROM soggetto s WHERE s.nome = 'Ida';

CREATE FUNCTION pg_temp.dove(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM servizio WHERE codice = 't_' || n $$;
CREATE FUNCTION pg_temp.chi(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM operatore WHERE username = 't.' || n $$;
CREATE FUNCTION pg_temp.da(n text, domanda text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  risposta text;
  toccate bigint;
BEGIN
  PERFORM identita_stabilisci(o.id, a.servizio_id, a.ruolo, v.sola_lettura)
     FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id JOIN servizio v ON v.id = a.servizio_id WHERE o.username = 't.' || n;
  SET LOCAL ROLE siz_web;
  IF domanda ~* '^\s*(select|insert.*returning)' THEN
    EXECUTE domanda INTO risposta;
  ELSE
    EXECUTE domanda;
    GET DIAGNOSTICS toccate = ROW_COUNT;
    risposta := toccate;
  END IF;
  RESET ROLE;
  PERFORM set_config('siz.identita', '', true);
  RETURN risposta;
EXCEPTION WHEN OTHERS THEN
  RESET ROLE;
  PERFORM set_config('siz.identita', '', true);
  RAISE;
END
$$;
-- 'permesso', or how it was refused: the constraint where there is one
CREATE FUNCTION pg_temp.rifiuto(n text, domanda text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  vincolo text;
BEGIN
  PERFORM pg_temp.da(n, domanda);
  RETURN 'permesso';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS vincolo = CONSTRAINT_NAME;
  RETURN coalesce(nullif(vincolo, ''), SQLSTATE);
END
$$;
-- a case that began then, with nothing in it
CREATE FUNCTION pg_temp.caso(dal date DEFAULT '2024-01-01') RETURNS bigint LANGUAGE sql AS $$
  SELECT pg_temp.da('assistente', format('INSERT INTO pratica (kind, titolare_soggetto_id, data_inizio, dati, modulo_id) VALUES (''intervento_generico'', %s, %L, ''{"tipo": "GEN05"}'', %s) RETURNING id',
    (SELECT max(id) FROM soggetto WHERE nome = 'Ida'), dal, (SELECT id FROM modulo WHERE nome = 'intervento_generico')))::bigint $$;
CREATE FUNCTION pg_temp.regola(caso bigint, cadenza text, importo numeric, dal date, al date, altro text DEFAULT '', valori text DEFAULT '') RETURNS bigint LANGUAGE sql AS $$
  SELECT pg_temp.da('assistente', format('INSERT INTO regola_pagamento (pratica_id, cadenza, importo, dal, al%s) VALUES (%s, %L, %s, %L, %L%s) RETURNING id', altro, caso, cadenza, importo, dal, al, valori))::bigint $$;
-- the plan of a case: what falls due when
CREATE FUNCTION pg_temp.piano(caso bigint) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(to_char(periodo_dal, 'YYMMDD') || '-' || to_char(periodo_al, 'MMDD') || ' ' || netto || CASE stato WHEN 'P' THEN '' ELSE ' ' || stato END, ', ' ORDER BY periodo_dal, id) FROM movimento WHERE pratica_id = caso $$;
CREATE FUNCTION pg_temp.passa(n text, m bigint, azione text, giorno date DEFAULT current_date, motivo text DEFAULT 'Perché') RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.rifiuto(n, format('SELECT movimento_passa(%s, %s, %L, %L, %L)', m, (SELECT versione FROM movimento WHERE id = m), azione, giorno, motivo)) $$;
CREATE FUNCTION pg_temp.stato(m bigint) RETURNS text LANGUAGE sql AS $$ SELECT stato::text FROM movimento WHERE id = m $$;
CREATE FUNCTION pg_temp.fondo(importo numeric) RETURNS bigint LANGUAGE sql AS $$
  SELECT pg_temp.da('amministrativo', format('INSERT INTO finanziamento (anno, denominazione, fonte, importo) VALUES (2024, ''Fondo <b>'', ''COMUNE'', %s) RETURNING id', importo))::bigint $$;
CREATE FUNCTION pg_temp.quota(caso bigint, fondo bigint, importo numeric, n text DEFAULT 'amministrativo') RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.rifiuto(n, format('SELECT finanziamento_pratica_salva(%s, %s, %s)', caso, fondo, importo)) $$;
CREATE FUNCTION pg_temp.impegno(caso bigint, fondo bigint, anno int, importo numeric, n text DEFAULT 'amministrativo') RETURNS bigint LANGUAGE sql AS $$
  SELECT pg_temp.da(n, format('SELECT impegno_salva(%s, NULL, NULL, %s, %s, %L, NULL, ''Determina'', ''7'', ''2024-01-02'', %s)', caso, fondo, anno, anno || '/' || (SELECT count(*) FROM impegno), importo))::bigint $$;
CREATE TEMP TABLE nota (k text PRIMARY KEY, v bigint);
CREATE FUNCTION pg_temp.n(chiave text) RETURNS bigint LANGUAGE sql AS $$ SELECT v FROM nota WHERE k = chiave $$;

-- ---- arithmetic, each example with its sum ---------------------------------------------------
SELECT is(denaro_arrotonda(x.a), x.b, 'half up: ' || x.a) FROM (VALUES (0.005, 0.01), (2.675, 2.68), (2.6749999, 2.67), (1.004999, 1.00), (0, 0)) x (a, b);
SELECT is(denaro_ripartisci(100, 1, 1, 1), ARRAY[33.33, 33.33, 33.34], '100 in three: 33,33 + 33,33 + the difference 33,34');
SELECT is(denaro_ripartisci(0.02, 1, 1, 1, 1), ARRAY[0.01, 0.01, 0, 0], 'two cents in four: half a cent goes up, never more than is left');
SELECT is(denaro_ripartisci(1000, 50, 30, 20), ARRAY[500, 300, 200.00], '50, 30 and 20 per cent of 1.000');
SELECT is(denaro_ripartisci(10, 0, 0), NULL, 'among nobody');
SELECT is(denaro_mese_parziale(300, '2024-01-15', '2024-01-31'), 164.52, '300 x 17/31 = 164,516…');
SELECT is(denaro_mese_parziale(300, '2024-02-01', '2024-02-15'), 155.17, 'leap: 300 x 15/29 = 155,172…');
SELECT is(denaro_mese_parziale(300, '2023-02-01', '2023-02-15'), 160.71, 'not leap: 300 x 15/28 = 160,714…');
SELECT is(denaro_mese_parziale(300, '2024-01-15', '2024-03-10'), 561.29, '300 x (17/31 + 1 + 10/31) = 561,290…: one rounding, at the end');
SELECT is(denaro_mese_parziale(300, '2024-01-31', '2024-02-01', true), 600.00, 'whole months: both');
SELECT is(denaro_mese_parziale(0.62, '2024-01-01', '2024-01-01'), 0.02, '0,62 / 31 = 0,02 exactly');
SELECT is(denaro_mese_parziale(0.15, '2024-04-01', '2024-04-01'), 0.01, '0,15 / 30 = 0,005: exactly half a cent goes up');
SELECT is(denaro_mese_parziale(9999999999.99, '2024-01-01', '2024-01-01'), 322580645.16, 'also the largest amount');

-- ---- plans --------------------------------------------------------------------------------------
INSERT INTO nota VALUES ('c', pg_temp.caso());
INSERT INTO nota SELECT 'r', pg_temp.regola(pg_temp.n('c'), 'M', 300, '2024-01-15', '2024-04-10', ', giorno', ', 27');
SELECT is(pg_temp.piano(pg_temp.n('c')), '240115-0131 164.52, 240201-0229 300.00, 240301-0331 300.00, 240401-0410 100.00', 'monthly: 300 x 17/31, 300, 300, 300 x 10/30');
SELECT is((SELECT string_agg(to_char(scadenza, 'DD/MM'), ' ' ORDER BY scadenza) FROM movimento WHERE pratica_id = pg_temp.n('c')), '27/01 27/02 27/03 27/04', 'due on the 27th');
SELECT is(pg_temp.piano(c), p, k || ': ' || s)
  FROM (VALUES ('B', 200, '240115-0229 154.84, 240301-0430 200.00, 240501-0531 100.00', 'two months: 200 x (17/31 + 1)/2 = 154,838…; 200; 200 x 1/2'),
               ('T', 100, '240115-0331 84.95, 240401-0531 66.67', 'three months: 100 x (17/31 + 2)/3 = 84,946…; 100 x 2/3'),
               ('A', 1200, '240115-0531 454.84', 'yearly: 1.200 x (17/31 + 4)/12 = 454,838…'),
               ('U', 750, '240115-0115 750.00', 'once: whole, on its day')) x (k, i, p, s),
       LATERAL (SELECT pg_temp.caso() AS c, k AS kk OFFSET 0) y, LATERAL (SELECT pg_temp.regola(y.c, x.k, x.i, '2024-01-15', '2024-05-31') OFFSET 0) z;
INSERT INTO nota VALUES ('w', pg_temp.caso());
SELECT pg_temp.regola(pg_temp.n('w'), 'M', 300, '2024-01-15', '2024-02-10', ', mese_intero', ', true');
SELECT is(pg_temp.piano(pg_temp.n('w')), '240115-0131 300.00, 240201-0210 300.00', 'a rule of whole months pays the month whole');
SELECT pg_temp.da('assistente', format('INSERT INTO sospensione_pagamento (pratica_id, dal, al, motivo) VALUES (%s, ''2024-01-01'', ''2024-01-31'', ''x'')', pg_temp.n('w')));
SELECT is(pg_temp.piano(pg_temp.n('w')), '240201-0210 300.00', 'and a month without any day is not paid');

-- tranches
INSERT INTO nota VALUES ('t', pg_temp.caso());
INSERT INTO nota SELECT 'tr', pg_temp.regola(pg_temp.n('t'), 'R', 1000, '2024-01-01', NULL);
SELECT pg_temp.da('assistente', format('INSERT INTO regola_tranche (regola_id, pratica_id, numero, data, importo) VALUES (%s, %s, %s, %L, %s)', pg_temp.n('tr'), pg_temp.n('t'), x.n, x.d, x.i))
  FROM (VALUES (1, '2024-02-01', 333.33), (2, '2024-06-01', 333.33), (3, '2024-10-01', 333.34)) x (n, d, i);
SELECT lives_ok('SET CONSTRAINTS ALL IMMEDIATE', 'tranches that add up to their rule');
SELECT is(pg_temp.piano(pg_temp.n('t')), '240201-0201 333.33, 240601-0601 333.33, 241001-1001 333.34', 'a movement a tranche');
SELECT is(pg_temp.rifiuto('assistente', format('UPDATE regola_tranche SET importo = 333.35 WHERE regola_id = %s AND numero = 3', pg_temp.n('tr'))), 'regola_tranche_somma', 'a cent more is refused');
SET CONSTRAINTS ALL DEFERRED;

-- suspensions: days that are not paid, by days; what is due on such a day is skipped, and said
SELECT pg_temp.da('assistente', format('INSERT INTO sospensione_pagamento (pratica_id, dal, al, motivo) VALUES (%s, ''2024-02-10'', ''2024-03-05'', ''Ricovero'')', c)) FROM unnest(ARRAY[pg_temp.n('c'), pg_temp.n('t')]) c;
SELECT is(pg_temp.piano(pg_temp.n('c')), '240115-0131 164.52, 240201-0229 93.10, 240301-0331 251.61, 240401-0410 100.00', '300 x 9/29 = 93,103…; 300 x 26/31 = 251,612…');
UPDATE sospensione_pagamento SET dal = '2024-01-20' WHERE pratica_id = pg_temp.n('t');
SELECT is(pg_temp.piano(pg_temp.n('t')), '240601-0601 333.33, 241001-1001 333.34', 'a tranche on a suspended day is skipped');
SELECT is(pg_temp.da('assistente', format('SELECT string_agg(etichetta, ''|'') FROM intervento_costo(%s, ''2024-01-01'', ''2024-12-31'') WHERE chiave = ''sospesa''', pg_temp.n('t'))),
  'La tranche 1 del 01/02/2024 (333,33 €) non è prevista: quel giorno l’intervento è sospeso o non è attivo.', 'and the calculation says so');
SELECT pg_temp.da('assistente', format('DELETE FROM sospensione_pagamento WHERE pratica_id = %s', c)) FROM unnest(ARRAY[pg_temp.n('c'), pg_temp.n('t')]) c;
SELECT is(pg_temp.piano(pg_temp.n('t')), '240201-0201 333.33, 240601-0601 333.33, 241001-1001 333.34', 'it comes back with its day');

-- reductions: by amount on each movement, by percentage on the days in common, never under zero
SELECT pg_temp.da('assistente', format('INSERT INTO decurtazione (pratica_id, dal, al, importo, percentuale, motivo) VALUES (%s, %L, %L, %L, %L, ''Assenza'')', pg_temp.n('c'), x.dal, x.al, x.i, x.p))
  FROM (VALUES ('2024-02-15', '2024-03-10', NULL, 50), ('2024-04-01', NULL, 130, NULL)) x (dal, al, i, p);
SELECT is(pg_temp.piano(pg_temp.n('c')), '240115-0131 164.52, 240201-0229 222.41, 240301-0331 251.61, 240401-0410 0.00',
  '300 - 300 x 50% x 15/29 (77,59); 300 - 300 x 50% x 10/31 (48,39); 100 - 130 is nothing, not less');
SELECT is((SELECT string_agg(lordo || '-' || decurtazione, ' ' ORDER BY periodo_dal) FROM movimento WHERE pratica_id = pg_temp.n('c')), '164.52-0.00 300.00-77.59 300.00-48.39 100.00-100.00', 'gross and reduction stand beside each other');
SELECT pg_temp.da('assistente', format('DELETE FROM decurtazione WHERE pratica_id = %s', pg_temp.n('c')));

-- made again: nothing twice, nothing written where nothing changed
SELECT is(pg_temp.da('assistente', format('SELECT movimenti_genera(%s)', pg_temp.n('c'))), '0', 'planned again: nothing new');
SELECT is((SELECT sum(versione) FROM movimento WHERE pratica_id = pg_temp.n('c')), (SELECT sum(versione) FROM movimento WHERE pratica_id = pg_temp.n('c') AND pg_temp.da('assistente', format('SELECT movimenti_genera(%s)', pg_temp.n('c'))) = '0'), 'and nothing is written');

-- ---- funds, shares, commitments -----------------------------------------------------------------
INSERT INTO nota VALUES ('f', pg_temp.fondo(1000)), ('f2', pg_temp.fondo(500));
SELECT is(pg_temp.quota(pg_temp.n('c'), pg_temp.n('f'), 700), 'permesso', 'a share of the fund');
SELECT is(pg_temp.quota(pg_temp.n('t'), pg_temp.n('f'), 300.01), 'finanziamento_capienza', 'a cent more than the fund has is refused');
SELECT is(pg_temp.quota(pg_temp.n('t'), pg_temp.n('f'), 300), 'permesso', 'the last cent is not');
SELECT is(pg_temp.rifiuto('amministrativo', format('UPDATE finanziamento SET importo = 999.99 WHERE id = %s', pg_temp.n('f'))), 'finanziamento_capienza', 'a fund does not shrink under what was given out');
SELECT is(pg_temp.rifiuto('amministrativo', format('UPDATE finanziamento SET assegnato = 0 WHERE id = %s', pg_temp.n('f'))), '42501', 'nobody writes what the database keeps');
INSERT INTO nota VALUES ('i', pg_temp.impegno(pg_temp.n('c'), pg_temp.n('f'), 2024, 500));
SELECT is(pg_temp.rifiuto('amministrativo', format('SELECT impegno_salva(%s, NULL, NULL, %s, 2024, ''9'', NULL, NULL, NULL, NULL, 200.01)', pg_temp.n('c'), pg_temp.n('f'))), 'finanziamento_pratica_impegni', 'commitments do not pass the share');
SELECT is((SELECT string_agg(netto || coalesce('i', ''), ' ' ORDER BY scadenza) FROM movimento WHERE impegno_id = pg_temp.n('i')), '164.52i 300.00i', 'movements are on it while there is room: 164,52 + 300; with 300 more it would be 764,52');
SELECT is((SELECT impiegato FROM impegno WHERE id = pg_temp.n('i')), 464.52, 'as it knows itself');
SELECT is((SELECT string_agg(netto::text, ' ' ORDER BY scadenza) FROM movimento WHERE pratica_id = pg_temp.n('c') AND finanziamento_id IS NOT NULL AND impegno_id IS NULL), '100.00', 'one that the commitment has no room for is on the share, if that has: 464,52 + 300 > 700 but 464,52 + 100 is not');
SELECT matches(pg_temp.da('assistente', format('SELECT string_agg(etichetta, ''|'') FROM intervento_costo(%s, ''2024-01-01'', ''2024-12-31'') WHERE gruppo = ''manca''', pg_temp.n('c'))),
  'Non c’è copertura per 300,00 €: un movimento non trova posto.*Manca l’impegno dell’anno 2024 per 100,00 €', 'the calculation says what is missing');
SELECT is(pg_temp.quota(pg_temp.n('c'), pg_temp.n('f'), 464.51), 'finanziamento_pratica_impegni', 'a share does not shrink under its commitments');
SELECT is(pg_temp.rifiuto('amministrativo', format('SELECT impegno_salva(%s, %s, %s, %s, 2024, ''1'', NULL, NULL, NULL, NULL, 200)', pg_temp.n('c'), i.id, i.versione, pg_temp.n('f'))), 'permesso', 'a commitment shrinks under what was only planned on it')
  FROM impegno i WHERE i.id = pg_temp.n('i');
SELECT is((SELECT impiegato FROM impegno WHERE id = pg_temp.n('i')), 164.52, 'and plans find other places');
SELECT is(pg_temp.rifiuto('amministrativo', format('SELECT impegno_salva(%s, %s, 1, %s, 2024, ''1'', NULL, NULL, NULL, NULL, 500)', pg_temp.n('c'), pg_temp.n('i'), pg_temp.n('f'))), 'SZ409', 'not over what somebody else saved');
SELECT pg_temp.da('amministrativo', format('SELECT impegno_salva(%s, %s, %s, %s, 2024, ''1'', NULL, NULL, NULL, NULL, 500)', pg_temp.n('c'), i.id, i.versione, pg_temp.n('f'))) FROM impegno i WHERE i.id = pg_temp.n('i');
SELECT is((SELECT impiegato FROM impegno WHERE id = pg_temp.n('i')), 464.52, 'and come back');
SELECT is(pg_temp.rifiuto('amministrativo', format('UPDATE finanziamento SET chiuso = true WHERE id = %s', pg_temp.n('f2'))), 'permesso', 'a fund is closed');
SELECT is(pg_temp.quota(pg_temp.n('c'), pg_temp.n('f2'), 1), 'finanziamento_chiuso', 'and gives nothing more');
SELECT is(pg_temp.da('assistente', format('SELECT concat_ws('' '', importo, assegnato, impegnato, previsto, residuo, percentuale, avviso) FROM fondo_residuo(%s)', pg_temp.n('f'))), '1000.00 1000.00 500.00 564.52 0.00 100.0 t', 'what is left of a fund');

-- ---- states -------------------------------------------------------------------------------------
INSERT INTO nota SELECT 'm' || row_number() OVER (ORDER BY periodo_dal), id FROM movimento WHERE pratica_id = pg_temp.n('c');
SELECT is(pg_temp.passa('assistente', pg_temp.n('m1'), a), 'SZ403', 'planned: not ' || a) FROM unnest(ARRAY['autorizza', 'elenca', 'paga', 'rendi', 'nessuna']) a;
SELECT is(pg_temp.passa('assistente', pg_temp.n('m1'), 'proponi'), 'permesso', 'who enters the intervention asks');
SELECT is(pg_temp.passa(n, pg_temp.n('m1'), 'autorizza'), 'SZ403', n || ' does not authorise') FROM unnest(ARRAY['assistente', 'sociale', 'amministrativo', 'referente']) n;
SELECT is(pg_temp.passa('capo', pg_temp.n('m1'), 'autorizza', current_date + 1), 'movimento_data_futura', 'not tomorrow');
SELECT is(pg_temp.passa('capo', pg_temp.n('m1'), 'respingi', current_date, ' '), 'movimento_motivo_dovuto', 'not back without a reason');
SELECT is(pg_temp.rifiuto('capo', format('SELECT movimento_passa(%s, 1, ''autorizza'', current_date, NULL)', pg_temp.n('m1'))), 'SZ409', 'not what somebody else changed');
SELECT is(pg_temp.passa('capo', pg_temp.n('m1'), 'autorizza'), 'permesso', 'who is responsabile does');
SELECT is(pg_temp.passa('assistente', x.m, 'proponi') || pg_temp.passa('capo', x.m, 'autorizza'), 'permessomovimento_impegno_dovuto', 'without a commitment nothing is authorised (TUEL, art. 191)') FROM (SELECT pg_temp.n('m4') AS m) x;
SELECT is(pg_temp.passa('assistente', pg_temp.n('m4'), 'ritira'), 'permesso', 'and it goes back');

-- what is authorised is not touched by its rule; the difference is shown
SELECT pg_temp.da('assistente', format('UPDATE regola_pagamento SET importo = 310 WHERE id = %s', pg_temp.n('r')));
SELECT is((SELECT netto || ' ' || atteso FROM movimento WHERE id = pg_temp.n('m1')), '164.52 170.00', 'authorised 164,52; today 310 x 17/31 = 170');
SELECT is(pg_temp.piano(pg_temp.n('c')), '240115-0131 164.52 A, 240201-0229 310.00, 240301-0331 310.00, 240401-0410 103.33', 'the others follow');
SELECT pg_temp.da('assistente', format('UPDATE regola_pagamento SET dal = ''2024-01-20'' WHERE id = %s', pg_temp.n('r')));
SELECT is(pg_temp.piano(pg_temp.n('c')), '240115-0131 164.52 A, 240201-0229 310.00, 240301-0331 310.00, 240401-0410 103.33', 'a later beginning does not pay January twice');
SELECT is((SELECT atteso FROM movimento WHERE id = pg_temp.n('m1')), 120.00, '310 x 12/31 = 120');
SELECT is(pg_temp.rifiuto('assistente', format(q, pg_temp.n('r'))), 'regola_pagamento_in_uso', 'a rule in use keeps its frequency, and stays') FROM unnest(ARRAY['UPDATE regola_pagamento SET cadenza = ''U'' WHERE id = %s', 'DELETE FROM regola_pagamento WHERE id = %s']) q;
SELECT pg_temp.da('assistente', format('UPDATE regola_pagamento SET dal = ''2024-01-15'', importo = 300 WHERE id = %s', pg_temp.n('r')));
SELECT is((SELECT atteso FROM movimento WHERE id = pg_temp.n('m1')), NULL, 'as it was: no difference');
SELECT is(pg_temp.passa('assistente', pg_temp.n('m3'), 'annulla'), 'permesso', 'a planned one is annulled by hand');
SELECT pg_temp.da('assistente', format('SELECT movimenti_genera(%s)', pg_temp.n('c')));
SELECT is(pg_temp.piano(pg_temp.n('c')), '240115-0131 164.52 A, 240201-0229 300.00, 240301-0331 300.00 X, 240401-0410 100.00', 'and is not planned again');

-- lists
INSERT INTO nota SELECT 'e', pg_temp.da('amministrativo', 'INSERT INTO elenco_pagamento (descrizione) VALUES (''Gennaio'') RETURNING id')::bigint;
CREATE FUNCTION pg_temp.elenca(n text, quali bigint[]) RETURNS text LANGUAGE sql AS $$ SELECT pg_temp.rifiuto(n, format('SELECT elenco_aggiungi(%s, %L)', pg_temp.n('e'), quali)) $$;
CREATE FUNCTION pg_temp.paga(n text, giorno date DEFAULT current_date, v int DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.rifiuto(n, format('SELECT elenco_paga(%s, %s, ''88'', %L)', e.id, coalesce(v, e.versione), giorno)) FROM elenco_pagamento e WHERE id = pg_temp.n('e') $$;
SELECT is(pg_temp.elenca(n, ARRAY[pg_temp.n('m1')]), x, n || ' fills a list, or not') FROM (VALUES ('assistente', 'SZ403'), ('sociale', 'SZ403'), ('altro', 'SZ404'), ('admin', 'SZ404')) y (n, x);
SELECT is(pg_temp.elenca('amministrativo', ARRAY[pg_temp.n('m1'), pg_temp.n('m2')]), 'SZ409', 'only authorised ones, all or none');
SELECT is(pg_temp.paga('amministrativo'), 'elenco_pagamento_vuoto_mandato', 'an empty list has no mandate');
SELECT is(pg_temp.elenca('amministrativo', ARRAY[pg_temp.n('m1')]), 'permesso', 'an authorised one goes in');
SELECT is((SELECT totale || ' ' || movimenti FROM elenco_pagamento WHERE id = pg_temp.n('e')), '164.52 1', 'the list knows its total');
SELECT is(pg_temp.paga('amministrativo', current_date, 1), 'SZ409', 'not a list that has changed since it was seen');
SELECT is(pg_temp.paga('amministrativo'), 'elenco_pagamento_atto', 'no mandate before the act (TUEL, artt. 184, 185)');
SELECT is(pg_temp.rifiuto('amministrativo', format('SELECT elenco_togli(%s, ARRAY[%s::bigint])', pg_temp.n('e'), pg_temp.n('m1'))) || pg_temp.stato(pg_temp.n('m1')), 'permessoA', 'out of an open list: authorised again');
SELECT is((SELECT totale || ' ' || movimenti FROM elenco_pagamento WHERE id = pg_temp.n('e')), '0.00 0', 'and the total without it');
SELECT pg_temp.elenca('amministrativo', ARRAY[pg_temp.n('m1')]);
SELECT pg_temp.da('amministrativo', format('UPDATE elenco_pagamento SET atto_tipo = ''Determina'', atto_numero = ''12'', atto_data = current_date - 3 WHERE id = %s', pg_temp.n('e')));
SELECT is(pg_temp.paga('amministrativo', current_date + 1), 'elenco_pagamento_mandato_futuro', 'no mandate of tomorrow');
SELECT is(pg_temp.paga('amministrativo', current_date - 4), 'elenco_pagamento_atto', 'nor from before its act');
SELECT is(pg_temp.paga('amministrativo') || pg_temp.stato(pg_temp.n('m1')), 'permessoG', 'number and date: paid');
SELECT is(pg_temp.rifiuto('amministrativo', format(q, pg_temp.n('e'))), 'elenco_pagamento_chiuso', 'then the list is closed: ' || q)
  FROM unnest(ARRAY['UPDATE elenco_pagamento SET descrizione = ''y'' WHERE id = %s', 'DELETE FROM elenco_pagamento WHERE id = %s', 'SELECT elenco_aggiungi(%s, ARRAY[1])', 'SELECT elenco_togli(%s, ARRAY[1])', 'SELECT elenco_paga(%s, 1, ''1'', current_date)']) q;
SELECT is((SELECT impiegato FROM impegno WHERE id = pg_temp.n('i')), 464.52, 'paid ones still weigh');
SELECT is(pg_temp.passa('amministrativo', pg_temp.n('m1'), 'rendi') || pg_temp.stato(pg_temp.n('m1')), 'permessoR', 'money that came back');
SELECT is((SELECT impiegato FROM impegno WHERE id = pg_temp.n('i')) || ' ' || (SELECT totale FROM elenco_pagamento WHERE id = pg_temp.n('e')), '400.00 164.52', 'goes back to commitment and fund (300 + 100 stay); the list keeps what was paid');
SELECT is((SELECT string_agg(azione || da || a, ' ' ORDER BY id) FROM movimento_storia WHERE movimento_id = pg_temp.n('m1')), 'proponiPD autorizzaDA elencaAL togliLA elencaAL pagaLG rendiGR', 'the history has every step');
SELECT is(pg_temp.piano(pg_temp.n('c')), '240115-0131 164.52 R, 240201-0229 300.00, 240301-0331 300.00 X, 240401-0410 100.00', 'what was returned is not planned again by itself');

-- RIC-02: of a type that asks for a granted richiesta nothing is authorised before; what is authorised stays so
INSERT INTO nota VALUES ('ric', pg_temp.caso()), ('fric', pg_temp.fondo(50));
UPDATE tipo_intervento SET richiesta = 'autorizzazione' WHERE (kind, codice) = ('intervento_generico', 'GEN05');
SELECT pg_temp.regola(pg_temp.n('ric'), 'U', 50, '2024-02-01', NULL);
SELECT is(pg_temp.quota(pg_temp.n('ric'), pg_temp.n('fric'), 50), 'permesso', 'fifty of the fund');
SELECT pg_temp.impegno(pg_temp.n('ric'), pg_temp.n('fric'), 2024, 50);
INSERT INTO nota SELECT 'mric', id FROM movimento WHERE pratica_id = pg_temp.n('ric');
SELECT is(pg_temp.passa('assistente', pg_temp.n('mric'), 'proponi') || pg_temp.passa('capo', pg_temp.n('mric'), 'autorizza'), 'permessomovimento_autorizzazione_dovuta', 'the richiesta is not granted');
UPDATE tipo_intervento SET richiesta = NULL WHERE (kind, codice) = ('intervento_generico', 'GEN05');
SELECT is(pg_temp.passa('capo', pg_temp.n('mric'), 'autorizza'), 'permesso', 'of a type that asks for none it is');
SELECT is(pg_temp.passa('capo', pg_temp.n('mric'), 'annulla'), 'permesso', 'and back');

-- what nobody does, not even who owns the tables
SELECT throws_ok(q, s, NULL, 'never: ' || q) FROM (VALUES
  (format('DELETE FROM movimento WHERE id = %s', pg_temp.n('m1')), 'SZ403'), (format('UPDATE movimento SET stato = ''G'' WHERE id = %s', pg_temp.n('m2')), 'SZ403'),
  (format('UPDATE movimento SET lordo = 1 WHERE id = %s', pg_temp.n('m1')), 'SZ403'), (format('UPDATE movimento SET elenco_id = NULL WHERE id = %s', pg_temp.n('m1')), 'SZ403'),
  ('UPDATE movimento_storia SET motivo = ''y''', 'SZ403'), ('DELETE FROM movimento_storia', 'SZ403')) x (q, s);
SELECT is(pg_temp.rifiuto('capo', q), '42501', 'no page writes: ' || q) FROM unnest(ARRAY['UPDATE movimento SET stato = ''A''', 'DELETE FROM movimento', 'INSERT INTO movimento (pratica_id) VALUES (1)', 'INSERT INTO movimento_storia (azione) VALUES (''x'')',
  'UPDATE finanziamento_pratica SET importo = 1', 'INSERT INTO finanziamento_pratica (importo) VALUES (1)', 'UPDATE impegno SET importo = 1', 'DELETE FROM impegno', 'UPDATE elenco_pagamento SET totale = 1', 'UPDATE elenco_pagamento SET stato = ''pagato''',
  'UPDATE regola_pagamento SET generata_fino = current_date', 'SELECT conti_genera(1)', 'SELECT conti_imputa(1)', 'SELECT conti_quadratura()', 'UPDATE generazione_movimenti SET fatte = 1']) q;

-- ---- the case's own states ------------------------------------------------------------------------
CREATE FUNCTION pg_temp.muta(caso bigint, azione text, giorno date) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.rifiuto('capo', format('SELECT pratica_transizione(%s, %s, %L, %L, %L)', p.id, p.versione, azione, giorno, CASE azione WHEN 'chiudi' THEN (SELECT min(codice) FROM voce WHERE vocabolario = 'motivo_termine') ELSE 'x' END)) FROM pratica p WHERE p.id = caso $$;
INSERT INTO nota VALUES ('s', pg_temp.caso());
SELECT pg_temp.regola(pg_temp.n('s'), 'M', 310, '2024-01-01', '2024-06-30');
SELECT is(pg_temp.muta(pg_temp.n('s'), 'sospendi', '2024-02-11'), 'permesso', 'suspended on 11 February');
SELECT is(pg_temp.piano(pg_temp.n('s')), '240101-0131 310.00, 240201-0229 106.90', '310 x 10/29 = 106,896…, then nothing');
SELECT is(pg_temp.muta(pg_temp.n('s'), 'riprendi', '2024-04-16'), 'permesso', 'resumed on 16 April');
SELECT is(pg_temp.piano(pg_temp.n('s')), '240101-0131 310.00, 240201-0229 106.90, 240401-0430 155.00, 240501-0531 310.00, 240601-0630 310.00', '310 x 15/30 = 155');
SELECT is(pg_temp.muta(pg_temp.n('s'), 'chiudi', '2024-05-10'), 'permesso', 'closed on 10 May');
SELECT is(pg_temp.piano(pg_temp.n('s')), '240101-0131 310.00, 240201-0229 106.90, 240401-0430 155.00, 240501-0531 100.00', '310 x 10/31 = 100: the last day is paid');
SELECT is(pg_temp.muta(pg_temp.n('s'), 'riapri', '2024-06-21'), 'permesso', 'reopened on 21 June');
SELECT is(pg_temp.piano(pg_temp.n('s')), '240101-0131 310.00, 240201-0229 106.90, 240401-0430 155.00, 240501-0531 100.00, 240601-0630 103.33', '310 x 10/30 = 103,33: not what lies between');
SELECT is(pg_temp.muta(pg_temp.n('s'), 'annulla', current_date), 'permesso', 'annulled');
SELECT is((SELECT count(*) FILTER (WHERE stato = 'X') || ' ' || count(*) FROM movimento WHERE pratica_id = pg_temp.n('s')), '5 5', 'and with it what was planned');
INSERT INTO nota VALUES ('o', pg_temp.caso());
SELECT pg_temp.regola(pg_temp.n('o'), 'M', 100, date_trunc('year', current_date)::date, NULL);
SELECT is((SELECT count(*) FROM movimento WHERE pratica_id = pg_temp.n('o')), 12::bigint, 'without an end: until the end of this year');
SELECT is(pg_temp.da('assistente', format('SELECT movimenti_genera(%s, %L)', pg_temp.n('o'), (date_trunc('year', current_date) + interval '2 years -1 day')::date)), '12', 'and of the next, when asked');
SELECT is(pg_temp.da('assistente', format('SELECT movimenti_genera(%s)', pg_temp.n('o'))), '0', 'which stays');
SELECT is((SELECT count(*) FROM movimento WHERE pratica_id = pg_temp.n('o')), 24::bigint, 'all of it');

-- ---- costs of presences and services, shares -------------------------------------------------------
INSERT INTO nota VALUES ('p', pg_temp.caso());
-- what rooms say of a cost they say from functions of their own
CREATE FUNCTION pg_temp.da_dentro(domanda text) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER AS $$ DECLARE r bigint; BEGIN EXECUTE domanda INTO r; RETURN r; END $$;
SELECT is(pg_temp.rifiuto('assistente', format('SELECT movimento_dal_costo(%s, ''prestazione'', 7, ''2024-03-01'', ''2024-03-31'', 10, NULL, NULL, ''Altri'', ''IT60X0542811101000000123456'')', pg_temp.n('p'))), '42501',
          'nobody says by themselves what a service rendered cost, nor takes the place of the movement of another case');
CREATE FUNCTION pg_temp.costo(n text, lordo numeric, mese date DEFAULT '2024-03-01', o bigint DEFAULT 7) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.rifiuto(n, format('SELECT pg_temp.da_dentro(%L)', format('SELECT movimento_dal_costo(%s, ''prestazione'', %s, %L, %L, %s)', pg_temp.n('p'), o, mese, (mese + interval '1 month -1 day')::date, lordo))) $$;
SELECT is(pg_temp.costo('assistente', 123.455), 'permesso', 'a cost');
SELECT is(pg_temp.costo('assistente', 200), 'permesso', 'another one of the same month');
SELECT is(pg_temp.piano(pg_temp.n('p')), '240301-0331 200.00', 'takes its place');
SELECT is(pg_temp.costo('assistente', 0) || coalesce(pg_temp.piano(pg_temp.n('p')), ''), 'permesso', 'nothing rendered: nothing planned');
SELECT is(pg_temp.costo('assistente', 123.455) || pg_temp.piano(pg_temp.n('p')), 'permesso240301-0331 123.46', 'rounded half up');
-- of an annulled case: what was asked for stays, and today it would be nothing, not less
INSERT INTO nota VALUES ('an', pg_temp.caso());
SELECT pg_temp.da('assistente', format('INSERT INTO decurtazione (pratica_id, dal, importo, motivo) VALUES (%s, ''2024-01-01'', 10, ''x'')', pg_temp.n('an')));
CREATE FUNCTION pg_temp.reso() RETURNS text LANGUAGE sql AS $$ SELECT pg_temp.rifiuto('assistente', format('SELECT pg_temp.da_dentro(%L)', format('SELECT movimento_dal_costo(%s, ''prestazione'', 99, ''2024-03-01'', ''2024-03-31'', 100)', pg_temp.n('an')))) $$;
SELECT is(pg_temp.reso(), 'permesso', 'a cost with a reduction');
SELECT is(pg_temp.passa('assistente', m.id, 'proponi') || pg_temp.muta(pg_temp.n('an'), 'annulla', current_date) || pg_temp.reso(), 'permessopermessopermesso', 'asked for, of a case that is annulled then')
  FROM movimento m WHERE m.pratica_id = pg_temp.n('an');
SELECT is((SELECT stato || ' ' || netto || ' ' || atteso FROM movimento WHERE pratica_id = pg_temp.n('an')), 'D 90.00 0.00', 'would be nothing today');
SELECT is(pg_temp.costo(n, 1), x, n || ' enters a cost, or not') FROM (VALUES ('altra', 'SZ404'), ('admin', 'SZ404'), ('sociale', 'permesso')) y (n, x);
SELECT pg_temp.costo('assistente', 100), pg_temp.costo('assistente', 0.05, '2024-04-01');
INSERT INTO nota SELECT 'q', pg_temp.da('assistente', format('INSERT INTO quota_compartecipazione (pratica_id, pagatore, dal, percentuale) VALUES (%s, ''SSR'', ''2024-01-01'', 25) RETURNING id', pg_temp.n('p')))::bigint FROM generate_series(1, 1);
SELECT pg_temp.da('assistente', format('INSERT INTO quota_compartecipazione (pratica_id, pagatore, dal, percentuale) VALUES (%s, ''INPS'', ''2024-01-01'', 25)', pg_temp.n('p'))) FROM generate_series(1, 3);
SELECT is(pg_temp.rifiuto('assistente', format('INSERT INTO quota_compartecipazione (pratica_id, pagatore, dal, percentuale) VALUES (%s, ''ALTRO'', ''2030-01-01'', 0.01)', pg_temp.n('p'))), 'quota_compartecipazione_somma', 'over a hundred is refused, also in a year to come');
CREATE FUNCTION pg_temp.quote(dal date, al date) RETURNS text LANGUAGE sql AS $$ SELECT pg_temp.da('assistente', format('SELECT string_agg(importo::text, '' '' ORDER BY ordine) FROM intervento_costo(%s, %L, %L) WHERE gruppo = ''quota''', pg_temp.n('p'), dal, al)) $$;
SELECT is(pg_temp.quote('2024-04-01', '2024-04-30'), '0.01 0.02 0.01 0.01 0.00', 'four quarters of five cents: 0,0125 0,025 0,0375 0,05 as a running sum');
SELECT pg_temp.da('assistente', format('UPDATE quota_compartecipazione SET al = ''2024-03-15'' WHERE pratica_id = %s', pg_temp.n('p')));
SELECT pg_temp.da('assistente', format('INSERT INTO quota_compartecipazione (pratica_id, pagatore, dal, importo) VALUES (%s, ''UTENTE'', ''2024-01-01'', 60)', pg_temp.n('p')));
SELECT is(pg_temp.quote('2024-03-01', '2024-03-31'), '12.10 12.09 12.10 12.10 51.61 0.00', '100 x 25% x 15/31 = 12,0967… four times is 48,39; of the 60 of the user 51,61 are left; to the service nothing');
SELECT is(pg_temp.quote('2024-03-01', '2024-03-15'), '12.10 12.10 12.09 12.10 0.00 0.00', 'of half a month the part by days, 48,39: 12,0975 24,195 36,2925 48,39 as a running sum; nothing is left');
SELECT is(pg_temp.quote('2024-03-16', '2024-03-31'), '30.97 20.64', 'the rest, 51,61: the user 60 x 16/31 = 30,97; the service what is left');
SELECT is((SELECT sum(importo) FROM intervento_quote(pg_temp.n('p'), '2024-01-01', '2024-12-31')), 100.05, 'shares add up to the cost');
SELECT is(pg_temp.da('assistente', format('SELECT string_agg(gruppo || ordine || ''='' || importo, '' '' ORDER BY gruppo, ordine) FROM intervento_costo(%s, ''2024-03-01'', ''2024-03-31'') WHERE gruppo IN (''costo'', ''stato'', ''impegno'')', pg_temp.n('p'))),
  'costo1=100.00 costo2=0.00 costo3=100.00 impegno1=100.00 stato1=100.00', 'and so do states and commitments');

-- ---- by hand ------------------------------------------------------------------------------------
INSERT INTO nota VALUES ('h', pg_temp.caso()), ('hf', pg_temp.fondo(1000));
SELECT pg_temp.quota(pg_temp.n('h'), pg_temp.n('hf'), 600);
INSERT INTO nota VALUES ('h1', pg_temp.impegno(pg_temp.n('h'), pg_temp.n('hf'), 2024, 100)), ('h2', pg_temp.impegno(pg_temp.n('h'), pg_temp.n('hf'), 2024, 300));
INSERT INTO nota SELECT 'hm', pg_temp.da('assistente', format('SELECT movimento_aggiungi(%s, ''2024-05-01'', ''2024-05-31'', ''2024-05-31'', 80, 5, ''Conguaglio'', ''Rossi'', NULL, NULL)', pg_temp.n('h')))::bigint;
SELECT is((SELECT netto || ' ' || (impegno_id = pg_temp.n('h1')) FROM movimento WHERE id = pg_temp.n('hm')), '75.00 true', 'a movement by hand is on the first commitment with room');
CREATE FUNCTION pg_temp.mano(n text, f text) RETURNS text LANGUAGE sql AS $$ SELECT pg_temp.rifiuto(n, format(f, m.id, m.versione)) FROM movimento m WHERE id = pg_temp.n('hm') $$;
SELECT is(pg_temp.mano(n, 'SELECT movimento_imputa(%s, %s, ' || pg_temp.n('h2') || ')'), x, n || ' chooses a commitment, or not') FROM (VALUES ('assistente', 'SZ403'), ('altro', 'SZ404'), ('amministrativo', 'permesso')) y (n, x);
SELECT is((SELECT impegno_id FROM movimento WHERE id = pg_temp.n('hm')), pg_temp.n('h2'), 'and it stays there');
SELECT is(pg_temp.mano('amministrativo', 'SELECT movimento_imputa(%s, %s, ' || pg_temp.n('i') || ')'), 'SZ404', 'not one of another case');
SELECT is(pg_temp.mano('assistente', 'SELECT movimento_cambia(%s, %s, ''2024-05-01'', ''2024-05-31'', ''2024-05-31'', 350, 0, NULL, NULL, NULL, NULL)'), 'permesso', 'changed while it is planned');
SELECT is((SELECT impegno_id IS NULL AND finanziamento_id = pg_temp.n('hf') FROM movimento WHERE id = pg_temp.n('hm')), true, 'what its commitment has no room for is on the share alone');
SELECT is(pg_temp.mano('amministrativo', 'SELECT movimento_imputa(%s, %s, ' || pg_temp.n('h2') || ')'), 'impegno_capienza', 'more than a commitment has is refused');
SELECT is(pg_temp.mano('assistente', 'SELECT movimento_cambia(%s, 1, ''2024-05-01'', ''2024-05-31'', ''2024-05-31'', 1, 0, NULL, NULL, NULL, NULL)'), 'SZ409', 'not over what somebody else saved');
SELECT is(pg_temp.mano('assistente', 'SELECT movimento_cambia(%s, %s, ''2024-05-01'', ''2024-05-31'', ''2024-05-31'', 50, 60, NULL, NULL, NULL, NULL)'), 'movimento_decurtazione', 'never under zero');
SELECT is(pg_temp.rifiuto('amministrativo', format('SELECT impegno_togli(%s, 1)', pg_temp.n('h1'))), 'permesso', 'a commitment on which nothing is more than planned goes away');
SELECT is(pg_temp.mano('assistente', 'SELECT movimento_togli(%s, %s)'), 'permesso', 'and so does what was made by hand');
SELECT is((SELECT count(*) FROM impegno WHERE id = pg_temp.n('h1')) + (SELECT count(*) FROM movimento WHERE id = pg_temp.n('hm')), 0::bigint, 'both');
SELECT is(pg_temp.rifiuto('assistente', format('SELECT movimento_togli(%s, %s)', m.id, m.versione)), 'SZ403', 'not what a rule made') FROM movimento m WHERE m.id = pg_temp.n('m2');
SELECT is(pg_temp.rifiuto('amministrativo', format('SELECT impegno_togli(%s, %s)', i.id, i.versione)), 'movimento_impegno', 'a commitment on which something was paid stays') FROM impegno i WHERE i.id = pg_temp.n('i');
SELECT is(pg_temp.quota(pg_temp.n('c'), pg_temp.n('f'), 0), 'impegno_quota', 'and so does its share');
SELECT is(pg_temp.da('sociale', format('SELECT string_agg(lordo::text, '' '' ORDER BY dal) FROM regola_simula(%s, ''M'', 300, ''2024-01-15'', ''2024-04-10'', 27, false)', pg_temp.n('c'))), '164.52 300.00 300.00 100.00', 'a rule is tried before it is saved');
SELECT is(pg_temp.da('sociale', format('SELECT count(*) || '' '' || max(al) FROM regola_simula(%s, ''M'', 300, date_trunc(''year'', current_date)::date, NULL, NULL, false)', pg_temp.n('c'))),
  '12 ' || (date_trunc('year', current_date) + interval '1 year -1 day')::date, 'without an end as far as it would be planned');
SELECT is(pg_temp.rifiuto(n, format('SELECT * FROM regola_simula(%s, ''M'', 300, ''2024-01-15'', ''2024-04-10'', 27, false)', pg_temp.n('o'))), 'SZ404', n || ' tries nothing on what they do not open') FROM unnest(ARRAY['altra', 'admin']) n;

-- ---- who ----------------------------------------------------------------------------------------
SELECT is(pg_temp.da(n, format('SELECT count(*) FROM movimento WHERE pratica_id = %s', pg_temp.n('c'))), x, n || ' sees the movements of the case, or not')
  FROM (VALUES ('assistente', '4'), ('capo', '4'), ('amministrativo', '4'), ('sociale', '4'), ('admin', '0'), ('altra', '0'), ('altro', '0'), ('storica', '0')) y (n, x);
SELECT is(pg_temp.da('altro', 'SELECT count(*) FROM ' || t), '0', 'another service sees nothing of ' || t)
  FROM unnest(ARRAY['finanziamento', 'finanziamento_servizio', 'finanziamento_pratica', 'impegno', 'regola_pagamento', 'regola_tranche', 'sospensione_pagamento', 'decurtazione', 'quota_compartecipazione', 'elenco_pagamento', 'movimento', 'movimento_storia', 'generazione_movimenti', 'generazione_scarto']) t;
SELECT is(pg_temp.da('admin', 'SELECT count(*) FROM ' || t), '0', 'nor does who administers the system of ' || t) FROM unnest(ARRAY['finanziamento', 'finanziamento_pratica', 'impegno', 'elenco_pagamento', 'movimento', 'movimento_storia']) t;
SET LOCAL ROLE siz_web;
SELECT is_empty('SELECT 1 FROM ' || t, 'without an identity nothing of ' || t) FROM unnest(ARRAY['finanziamento', 'finanziamento_pratica', 'impegno', 'regola_pagamento', 'movimento', 'movimento_storia', 'elenco_pagamento', 'quota_compartecipazione']) t;
SELECT throws_ok(format(q, (SELECT 1)), s, NULL, 'without an identity: ' || q) FROM (VALUES ('SELECT movimenti_genera(1)', 'SZ404'), ('SELECT movimento_dal_costo(1, ''spesa'', 1, current_date, current_date, 1)', '42501'), ('SELECT finanziamento_pratica_salva(1, 1, 1)', 'SZ404'),
  ('SELECT elenco_paga(1, 1, ''1'', current_date)', 'SZ404'), ('SELECT conti_blocca(1)', 'SZ404'), ('SELECT movimento_passa(1, 1, ''proponi'', current_date, NULL)', 'SZ404'),
  ('INSERT INTO finanziamento (anno, denominazione, fonte, importo) VALUES (2024, ''x'', ''x'', 1)', NULL), ('INSERT INTO regola_pagamento (pratica_id, dal, cadenza, importo) VALUES (1, current_date, ''U'', 1)', NULL)) x (q, s);
RESET ROLE;
-- an external user (SPID) has no operator, service or role: nothing of it
SELECT identita_esterno_stabilisci(1);
SET LOCAL ROLE siz_web;
SELECT is_empty('SELECT 1 FROM ' || t, 'to an external user nothing of ' || t) FROM unnest(ARRAY['finanziamento', 'finanziamento_pratica', 'impegno', 'regola_pagamento', 'movimento', 'movimento_storia', 'elenco_pagamento', 'quota_compartecipazione', 'generazione_movimenti']) t;
SELECT throws_ok(q, s, NULL, 'an external user: ' || q) FROM (VALUES ('SELECT movimenti_genera(1)', 'SZ404'), ('SELECT elenco_paga(1, 1, ''1'', current_date)', 'SZ404'), ('SELECT generazione_avvia(current_date)', 'SZ403')) x (q, s);
RESET ROLE;
SELECT set_config('siz.esterno', '', true);
SELECT is(pg_temp.rifiuto(n, 'INSERT INTO finanziamento (anno, denominazione, fonte, importo) VALUES (2024, ''x'', ''x'', 1)'), x, n || ' keeps funds, or not')
  FROM (VALUES ('assistente', '42501'), ('sociale', '42501'), ('admin', '42501'), ('storica', '42501'), ('referente', 'permesso'), ('amministrativo', 'permesso')) y (n, x);
SELECT is(pg_temp.quota(pg_temp.n('o'), pg_temp.n('f'), 0.00, n), x, n || ' gives of a fund, or not') FROM (VALUES ('assistente', 'SZ403'), ('sociale', 'SZ403'), ('admin', 'SZ404'), ('altro', 'SZ404'), ('storica', 'SZ404')) y (n, x);
SELECT is(pg_temp.rifiuto(n, format('INSERT INTO %s (pratica_id, dal, motivo%s) VALUES (%s, ''2024-01-01'', ''x''%s)', t, a, pg_temp.n('c'), v)), '42501', n || ' does not write into ' || t)
  FROM unnest(ARRAY['altra', 'admin', 'storica']) n, (VALUES ('sospensione_pagamento', '', ''), ('decurtazione', ', importo', ', 1')) y (t, a, v);
-- a fund shared with another service, whose case is worked on by both
SELECT pg_temp.da('amministrativo', format('INSERT INTO finanziamento_servizio VALUES (%s, %s)', pg_temp.n('f'), pg_temp.dove('due')));
SELECT is(pg_temp.da('altro', 'SELECT count(*) FROM finanziamento'), '1', 'a fund that one may spend is seen');
SELECT is(pg_temp.da('altro', format('SELECT count(*) FROM fondo_residuo(%s)', pg_temp.n('f'))) || pg_temp.da('altro', format('SELECT count(*) FROM fondo_residuo(%s)', pg_temp.n('f2'))), '10', 'with what is left of it; of others not');
SELECT is(pg_temp.da('altro', format('UPDATE finanziamento SET importo = 9 WHERE id = %s', pg_temp.n('f'))), '0', 'and not written');
SELECT is(pg_temp.rifiuto('amministrativo', format('DELETE FROM finanziamento_servizio WHERE finanziamento_id = %s', pg_temp.n('f'))), 'permesso', 'and taken back while nothing of it is given');
SELECT pg_temp.da('amministrativo', format('INSERT INTO finanziamento_servizio VALUES (%s, %s)', pg_temp.n('hf'), pg_temp.dove('due')));
INSERT INTO nota SELECT 'd', pg_temp.da('altra', format('INSERT INTO pratica (kind, titolare_soggetto_id, data_inizio, dati, modulo_id) VALUES (''intervento_generico'', %s, ''2024-01-01'', ''{"tipo": "GEN05"}'', %s) RETURNING id',
  (SELECT max(id) FROM soggetto WHERE nome = 'Ida'), (SELECT id FROM modulo WHERE nome = 'intervento_generico')))::bigint;
SELECT is(pg_temp.quota(pg_temp.n('d'), pg_temp.n('hf'), 400, 'altro') || pg_temp.quota(pg_temp.n('d'), pg_temp.n('f2'), 1, 'altro'), 'permessofinanziamento_pratica_servizio', 'the other service gives of what it may spend, and of nothing else');
SELECT is(pg_temp.quota(pg_temp.n('d'), pg_temp.n('hf'), 400.01, 'altro'), 'finanziamento_capienza', 'and never more than both together have');
SELECT is(pg_temp.rifiuto('amministrativo', format('DELETE FROM finanziamento_servizio WHERE finanziamento_id = %s', pg_temp.n('hf'))), 'finanziamento_servizio_in_uso', 'then it is not taken back');
SELECT pg_temp.da('capo', format('INSERT INTO assegnazione (pratica_id, servizio_id, livello) VALUES (%s, %s, 2)', pg_temp.n('c'), pg_temp.dove('due')));
SELECT is(pg_temp.da('altro', format('SELECT count(*) FROM movimento WHERE pratica_id = %s', pg_temp.n('c'))), '4', 'who works on the case by assignment sees its movements');
SELECT is(pg_temp.quota(pg_temp.n('c'), pg_temp.n('f'), 1, 'altro') || pg_temp.passa('altro', pg_temp.n('m2'), 'proponi') || pg_temp.passa('altro', pg_temp.n('m2'), 'autorizza'), 'SZ403permessoSZ403', 'asks, but spends and authorises nothing of another service');
SELECT is(pg_temp.rifiuto('assistente', format('INSERT INTO sospensione_pagamento (pratica_id, dal, motivo) VALUES (%s, current_date, ''x'')', x.id)), 'SZ403', 'a kind without a ledger has none')
  FROM (SELECT pg_temp.da('assistente', format('INSERT INTO pratica (kind, data_inizio, dati, modulo_id) VALUES (''segnalazione'', current_date, ''{}'', %s) RETURNING id', (SELECT id FROM modulo WHERE nome = 'segnalazione'))) AS id) x;
SELECT is(iban_valido(i), x, i || ': control digits') FROM (VALUES ('IT60X0542811101000000123456', true), ('IT61X0542811101000000123456', false), ('DE89370400440532013000', true), ('GB82WEST12345698765432', true)) y (i, x);
SELECT is(pg_temp.rifiuto('assistente', format('UPDATE regola_pagamento SET iban = %L WHERE pratica_id = %s', i, pg_temp.n('o'))), x, 'IBAN ' || i) FROM (VALUES ('it60 x054 2811 1010 0000 0123 456', 'permesso'), ('IT61X0542811101000000123456', 'regola_pagamento_iban_controllo'), ('x', 'regola_pagamento_iban')) y (i, x);


-- ---- what is authorised is what was seen, and what was granted ------------------------------------
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('intervento_economico', 1, 'Prova', '');
INSERT INTO nota SELECT 'vista', pg_temp.da('assistente', format('INSERT INTO pratica (kind, titolare_soggetto_id, data_inizio, dati, modulo_id) VALUES (''intervento_economico'', %s, ''2024-01-01'', ''{"tipo": "ECO02"}'', %s) RETURNING id',
  (SELECT max(id) FROM soggetto WHERE nome = 'Ida'), (SELECT id FROM modulo WHERE nome = 'intervento_economico')))::bigint;
INSERT INTO nota VALUES ('vista_f', pg_temp.fondo(1000));
SELECT pg_temp.quota(pg_temp.n('vista'), pg_temp.n('vista_f'), 500) || pg_temp.impegno(pg_temp.n('vista'), pg_temp.n('vista_f'), 2024, 400) \g /dev/null
INSERT INTO nota SELECT 'vista' || x, pg_temp.da('assistente', format('SELECT movimento_aggiungi(%s, ''2024-05-01'', ''2024-05-31'', ''2024-05-31'', 50, 0, NULL, ''Ida'', NULL, NULL)', pg_temp.n('vista')))::bigint FROM generate_series(1, 2) x;
SELECT is(pg_temp.passa('assistente', pg_temp.n('vista1'), 'proponi') || pg_temp.passa('assistente', pg_temp.n('vista2'), 'proponi'), 'permessopermesso', 'both are asked');
SELECT is(pg_temp.passa('capo', pg_temp.n('vista1'), 'autorizza'), 'movimento_autorizzazione_dovuta', 'of a type that wants a richiesta nothing is authorised before it is granted (RIC-02)');
SELECT is(pg_temp.rifiuto('capo', format('SELECT movimenti_passano(ARRAY[%s], ARRAY[%s], ''autorizza'', current_date, NULL)', pg_temp.n('vista1'), (SELECT versione FROM movimento WHERE id = pg_temp.n('vista1')))), 'movimento_autorizzazione_dovuta', 'nor many at once');
SELECT pg_temp.da('assistente', format('SELECT richiesta_crea(''autorizzazione'', %s, NULL, ''Contributo'', ''Serve'', current_date + 5)', pg_temp.n('vista'))) \g /dev/null
SELECT is(pg_temp.passa('capo', pg_temp.n('vista1'), 'autorizza'), 'movimento_autorizzazione_dovuta', 'nor while it is asked');
SELECT pg_temp.da('capo', format('SELECT richiesta_transizione(%s, %s, ''approva'', ''Sì'')', r.id, r.versione)) FROM richiesta r WHERE r.pratica_id = pg_temp.n('vista') \g /dev/null
CREATE FUNCTION pg_temp.viste() RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT movimenti_passano(ARRAY[%s, %s], ARRAY[%s, %s], ''autorizza'', current_date, NULL)', pg_temp.n('vista1'), pg_temp.n('vista2'), (SELECT versione FROM movimento WHERE id = pg_temp.n('vista1')), (SELECT versione FROM movimento WHERE id = pg_temp.n('vista2'))) $$;
CREATE TEMP TABLE pagina AS SELECT pg_temp.viste() AS letta;
SELECT pg_temp.passa('assistente', pg_temp.n('vista2'), 'ritira') \g /dev/null
SELECT is(pg_temp.rifiuto('assistente', format('SELECT movimento_cambia(%s, %s, ''2024-05-01'', ''2024-05-31'', ''2024-05-31'', 300, 0, NULL, ''Altri'', ''IT60X0542811101000000123456'', NULL)',
  pg_temp.n('vista2'), (SELECT versione FROM movimento WHERE id = pg_temp.n('vista2')))), 'permesso', 'withdrawn, and changed');
SELECT is(pg_temp.passa('assistente', pg_temp.n('vista2'), 'proponi'), 'permesso', 'asked again');
SELECT is(pg_temp.rifiuto('capo', (SELECT letta FROM pagina)), 'SZ409', 'what was changed after it was read is not authorised with the others');
SELECT is(pg_temp.rifiuto('capo', format('SELECT movimenti_passano(ARRAY[%s], %s, ''autorizza'', current_date, NULL)', pg_temp.n('vista2'), v)), 'SZ409', 'nor without saying what was read: ' || v) FROM unnest(ARRAY['NULL', 'ARRAY[]::int[]', 'ARRAY[NULL]::int[]', 'ARRAY[0]']) v;
SELECT is(pg_temp.rifiuto('capo', format('SELECT movimento_passa(%s, NULL, ''autorizza'', current_date, NULL)', pg_temp.n('vista2'))), 'SZ409', 'nor one by one');
SELECT is(pg_temp.stato(pg_temp.n('vista1')) || pg_temp.stato(pg_temp.n('vista2')), 'DD', 'both wait');
SELECT is(pg_temp.rifiuto('capo', pg_temp.viste()) || pg_temp.stato(pg_temp.n('vista1')) || pg_temp.stato(pg_temp.n('vista2')), 'permessoAA', 'read again they are authorised');

-- a service that closes hands its cases over: what is still to be paid goes with them
INSERT INTO nota VALUES ('con', pg_temp.caso()), ('conf', pg_temp.fondo(1000));
SELECT is(pg_temp.quota(pg_temp.n('con'), pg_temp.n('conf'), 300), 'permesso', 'a share'), pg_temp.impegno(pg_temp.n('con'), pg_temp.n('conf'), 2024, 300), pg_temp.regola(pg_temp.n('con'), 'M', 100, '2024-01-01', '2024-03-31');
INSERT INTO nota SELECT 'con' || extract(month FROM periodo_dal), id FROM movimento WHERE pratica_id = pg_temp.n('con');
SELECT is(pg_temp.passa('assistente', pg_temp.n('con' || m), 'proponi') || pg_temp.passa('capo', pg_temp.n('con' || m), 'autorizza'), 'permessopermesso', 'authorised') FROM generate_series(1, 2) m;
INSERT INTO nota SELECT 'cone', pg_temp.da('amministrativo', 'INSERT INTO elenco_pagamento (descrizione) VALUES (''x'') RETURNING id')::bigint;
SELECT is(pg_temp.da('amministrativo', format('SELECT elenco_aggiungi(%s, ARRAY[%s])', pg_temp.n('cone'), pg_temp.n('con2'))), '1', 'one of them in a list');
INSERT INTO nota SELECT 'pagati', count(*) FROM movimento WHERE stato IN ('G', 'R', 'X') AND servizio_id = pg_temp.dove('uno');
SELECT is(pg_temp.da('admin', format('SELECT servizio_consegna(%s, %s, %s, ''Fusione'') > 0', pg_temp.dove('uno'), pg_temp.dove('due'), pg_temp.chi('altro'))), 'true', 'all cases go to another service');
SELECT is((SELECT string_agg(stato || CASE servizio_id WHEN pg_temp.dove('due') THEN ' due' ELSE ' uno' END, ', ' ORDER BY id) FROM movimento WHERE pratica_id = pg_temp.n('con')), 'A due, L uno, P due', 'with what is to be paid; what a list holds stays');
SELECT is((SELECT count(*) FROM movimento WHERE stato IN ('G', 'R', 'X') AND servizio_id = pg_temp.dove('uno')), pg_temp.n('pagati'), 'what was paid was the other''s');
SELECT is(pg_temp.da('amministrativo', format('SELECT elenco_togli(%s, ARRAY[%s])', pg_temp.n('cone'), pg_temp.n('con2'))), '1', 'taken off the list');
INSERT INTO nota SELECT 'cone2', pg_temp.da('altro', 'INSERT INTO elenco_pagamento (descrizione) VALUES (''x'') RETURNING id')::bigint;
SELECT is(pg_temp.da('altro', format('SELECT elenco_aggiungi(%s, ARRAY[%s, %s])', pg_temp.n('cone2'), pg_temp.n('con1'), pg_temp.n('con2'))), '2', 'both are paid by the service that has the case now');
SELECT is_empty('SELECT * FROM conti_quadratura()', 'every sum that is kept is the sum of its rows');
SELECT * FROM finish();
ROLLBACK;
