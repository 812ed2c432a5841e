-- Progetti: who opens which, cell by cell (as prese in carico: PIC-01 … PIC-05, AMB-03, AMB-17), several open, the chain.
BEGIN;
SELECT plan(109);

INSERT INTO servizio (codice, denominazione, tipo, sola_lettura) VALUES ('t_uno', 'Servizio uno', 'comune', false), ('t_due', 'Servizio due', 'comune', false),
  ('t_fermo', 'Servizio fermo', 'storico', true);
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'Prova', n FROM unnest(ARRAY['as', 'as_altra', 'referente', 'amministrativo', 'sociale', 'admin', 'due_as', 'due_referente', 'due_amministrativo',
  'due_sociale', 'fermo_as', 'fermo_referente', 'fermo_amministrativo', 'fermo_sociale']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
SELECT o.id, v.id, x.r, current_date - 100
  FROM (VALUES ('as', 't_uno', 1), ('as_altra', 't_uno', 1), ('referente', 't_uno', 2), ('amministrativo', 't_uno', 3), ('sociale', 't_uno', 4), ('admin', 't_uno', 5),
               ('due_as', 't_due', 1), ('due_referente', 't_due', 2), ('due_amministrativo', 't_due', 3), ('due_sociale', 't_due', 4),
               ('fermo_as', 't_fermo', 1), ('fermo_referente', 't_fermo', 2), ('fermo_amministrativo', 't_fermo', 3), ('fermo_sociale', 't_fermo', 4)) x (n, s, r)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('progetto', 1, 'Prova', ''), ('presa_in_carico', 1, 'Prova', ''), ('segnalazione', 1, 'Prova', ''), ('intervento_generico', 1, 'Prova', '');
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice) VALUES ('D''Amico <b>&"Rossi"', 'Ida', 'F', DATE '1950-02-03', 'NON_NOTO'), ('Verdi', 'Ugo', 'M', DATE '1960-02-03', 'NON_NOTO');
INSERT INTO consenso (soggetto_id, informativa_id, esito, data) SELECT s.id, (SELECT min(id) FROM informativa), 'dato', current_date FROM soggetto s;

CREATE FUNCTION pg_temp.dove(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM servizio WHERE codice = 't_' || n $$;
CREATE FUNCTION pg_temp.chi(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM operatore WHERE username = 't.' || n $$;
CREATE FUNCTION pg_temp.ultima(k text) RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM pratica WHERE kind = k $$;
CREATE FUNCTION pg_temp.ida() RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM soggetto WHERE nome = 'Ida' $$;
CREATE FUNCTION pg_temp.ugo() RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM soggetto WHERE nome = 'Ugo' $$;
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
CREATE FUNCTION pg_temp.nuova(di bigint, dati text DEFAULT '{"area": "1", "tipo": "PP"}', k text DEFAULT 'progetto')
RETURNS text LANGUAGE sql AS $$
  SELECT format('INSERT INTO pratica (kind, titolare_soggetto_id, data_inizio, dati, modulo_id) VALUES (%L, %s, DATE ''2026-02-01'', %L, %s)', k, di, dati, (SELECT id FROM modulo WHERE nome = k)) $$;
CREATE FUNCTION pg_temp.passo(quale bigint, azione text, motivo text) RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT pratica_transizione(%s, %s, %L, current_date, %L)', quale, (SELECT versione FROM pratica WHERE id = quale), azione, motivo) $$;

CREATE FUNCTION pg_temp.pic() RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.nuova(pg_temp.ida(), '{"area": "1", "consenso": "SI", "consenso_informativa": "1", "consenso_data": "2026-01-02"}', 'presa_in_carico') $$;

-- who opens one
SELECT throws_ok(format('SELECT pg_temp.da(%L, %L)', n, pg_temp.nuova(pg_temp.ida())), '42501', NULL, n || ' opens no project')
  FROM unnest(ARRAY['referente', 'amministrativo', 'sociale', 'fermo_as', 'fermo_referente']) n;
SELECT is(pg_temp.da('as', pg_temp.nuova(pg_temp.ida())), '1', 'an assistente sociale does');
SELECT is(pg_temp.da('as', pg_temp.nuova(pg_temp.ida())), '1', 'and a second one for the same person');
SELECT matches((SELECT codice FROM pratica WHERE id = pg_temp.ultima('progetto')), '^PRG-[0-9]{4}-[0-9]{5}$', 'under a code of its own');

-- who opens it: every role of the own service, of another, of the read-only one; and writes
SELECT is(pg_temp.da(x.n, format('SELECT count(*) FROM pratica WHERE id = %s', pg_temp.ultima('progetto'))) || ' ' ||
          pg_temp.da(x.n, format('UPDATE pratica SET dati = dati || ''{"finalita": "x"}'' WHERE id = %s', pg_temp.ultima('progetto'))), x.atteso,
          x.n || ' reads and writes it: ' || x.atteso)
  FROM (VALUES ('as', '1 1'), ('as_altra', '1 1'), ('referente', '1 1'), ('amministrativo', '0 0'), ('sociale', '0 0'), ('admin', '0 0'), ('due_as', '0 0'), ('due_referente', '0 0'),
               ('due_amministrativo', '0 0'), ('fermo_as', '0 0'), ('fermo_referente', '0 0'), ('fermo_amministrativo', '0 0')) x (n, atteso);
SELECT is(pg_temp.da('amministrativo', format('SELECT (SELECT count(*) FROM %I WHERE %I = %s)', t, c, pg_temp.ultima('progetto'))), '0', 'an amministrativo of the service finds nothing of it in ' || t)
  FROM (VALUES ('elenco_pratiche', 'id'), ('accesso', 'pratica_id'), ('storia', 'pratica_id'), ('stato_storia', 'pratica_id')) v (t, c);
-- that it is there everybody may know (ROL-07), and of which type nobody: the type may say what somebody suffers from
SELECT is(pg_temp.da('amministrativo', format('SELECT kind || '' '' || aperte || '' '' || totali FROM quadro_conta(ARRAY[%s]::bigint[])', pg_temp.ida())), 'progetto 2 2', 'the quadro counts it');
SELECT is(pg_temp.da('due_as', format('SELECT coalesce(max(tipo), ''-'') || '' '' || max(stato) FROM quadro_pratiche(ARRAY[%s]::bigint[], NULL, false, NULL, NULL, 9)', pg_temp.ida())), '- A', 'state and dates, no more');
-- assigned to another service: its assistenti sociali alone
SELECT is(pg_temp.da('as', format('INSERT INTO assegnazione (pratica_id, servizio_id, livello) VALUES (%s, %s, 2)', pg_temp.ultima('progetto'), pg_temp.dove('due'))), '1', 'assigned to the whole service');
SELECT is(pg_temp.da(x.n, format('SELECT count(*) FROM pratica WHERE id = %s', pg_temp.ultima('progetto'))), x.atteso, x.n || ' of the service that received it')
  FROM (VALUES ('due_as', '1'), ('due_referente', '0'), ('due_amministrativo', '0'), ('due_sociale', '0')) x (n, atteso);

-- states
SELECT throws_ok(format($$SELECT pg_temp.da('as', %L)$$, pg_temp.passo(pg_temp.ultima('progetto'), 'chiudi', '14')), '23514', NULL, 'it does not end for a reason of interventi');
SELECT is(pg_temp.da('as', pg_temp.passo(pg_temp.ultima('progetto'), 'sospendi', 'ricovero')), 'S', 'suspended');
SELECT is(pg_temp.da('referente', pg_temp.passo(pg_temp.ultima('progetto'), 'chiudi', 'PARTE')), 'T', 'concluded');
SELECT is((SELECT data_fine FROM pratica WHERE id = pg_temp.ultima('progetto')), current_date, 'with its day');
SELECT is(pg_temp.da('as', pg_temp.passo(pg_temp.ultima('progetto'), 'riapri', 'errore')), 'A', 'opened again');

-- the types say their law, and each expects its signed copy
SELECT is((SELECT count(*) FROM tipo_intervento t WHERE t.kind = 'progetto' AND NOT EXISTS (SELECT FROM documento_atteso d WHERE d.kind = 'progetto' AND d.tipo = t.codice AND d.necessario)), 0::bigint,
  'each type expects its signed copy');

-- the chain
SELECT is(pg_temp.da('as', pg_temp.pic()), '1', 'a presa in carico');
SELECT is(pg_temp.da('as', format('INSERT INTO pratica_collegamento (da_pratica_id, pratica_id, creato_da) VALUES (%s, %s, identita_operatore())', pg_temp.ultima('presa_in_carico'), pg_temp.ultima('progetto'))), '1',
  'from which it follows');
SELECT throws_ok(format('SELECT pg_temp.da(''as'', ''INSERT INTO pratica_collegamento (da_pratica_id, pratica_id, creato_da) VALUES (%s, %s, identita_operatore())'')', pg_temp.ultima('progetto'), pg_temp.ultima('presa_in_carico')),
  '42501', NULL, 'not the other way round');
SELECT is(pg_temp.da('as', pg_temp.nuova(pg_temp.ida(), '{"tipo": "GEN10"}', 'intervento_generico')), '1', 'an intervento');
SELECT is(pg_temp.da('as', format('INSERT INTO pratica_collegamento (da_pratica_id, pratica_id, creato_da) VALUES (%s, %s, identita_operatore())', pg_temp.ultima('progetto'), pg_temp.ultima('intervento_generico'))), '1', 'to which it leads');
SELECT is(pg_temp.da('as', 'SELECT count(*) FROM pratica_collegamento') || pg_temp.da('amministrativo', 'SELECT count(*) FROM pratica_collegamento'), '20', 'an amministrativo who opens the intervento does not learn of the project');

-- goals, actions, reviews: read and written as the project is
CREATE FUNCTION pg_temp.obiettivo(di bigint, testo text DEFAULT 'Meta') RETURNS text LANGUAGE sql AS $$
  SELECT format('INSERT INTO progetto_obiettivo (pratica_id, numero, testo) VALUES (%s, 9, %L)', di, testo) $$;
CREATE FUNCTION pg_temp.primo() RETURNS bigint LANGUAGE sql AS $$ SELECT min(id) FROM progetto_obiettivo WHERE pratica_id = pg_temp.ultima('progetto') $$;
SELECT is(pg_temp.da('as', pg_temp.obiettivo(pg_temp.ultima('progetto'))), '1', 'a goal');
SELECT is((SELECT numero || ' ' || versione || ' ' || creato_da FROM progetto_obiettivo WHERE id = pg_temp.primo()), '1 1 ' || pg_temp.chi('as'), 'number, version and author are the database''s');
SELECT is(pg_temp.da(x.n, 'SELECT count(*) FROM progetto_obiettivo') || ' ' || pg_temp.da(x.n, format('UPDATE progetto_obiettivo SET testo = ''x'' WHERE id = %s', pg_temp.primo())), x.atteso, x.n || ' reads and writes a goal: ' || x.atteso)
  FROM (VALUES ('as', '1 1'), ('as_altra', '1 1'), ('referente', '1 1'), ('due_as', '1 1'), ('amministrativo', '0 0'), ('sociale', '0 0'), ('admin', '0 0'), ('due_referente', '0 0'), ('fermo_as', '0 0')) x (n, atteso);
SELECT is(pg_temp.da('amministrativo', format('SELECT count(*) FROM %I', t)), '0', 'an amministrativo finds nothing in ' || t)
  FROM unnest(ARRAY['progetto_azione', 'progetto_verifica', 'progetto_esito', 'progetto_esito_ultimo']) t;
SELECT throws_ok(format('SELECT pg_temp.da(''amministrativo'', %L)', pg_temp.obiettivo(pg_temp.ultima('progetto'))), '42501', NULL, 'nor writes one');
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', pg_temp.obiettivo(pg_temp.ultima('presa_in_carico'))), 'SZ403', NULL, 'a presa in carico has no goals');
SELECT is(pg_temp.da('as', format('INSERT INTO assegnazione (pratica_id, servizio_id, operatore_id, livello) VALUES (%s, %s, %s, 1)', (SELECT min(id) FROM pratica WHERE kind = 'progetto'), pg_temp.dove('due'), pg_temp.chi('due_as'))), '1',
  'another project, for reading');
SELECT throws_ok(format('SELECT pg_temp.da(''due_as'', %L)', pg_temp.obiettivo((SELECT min(id) FROM pratica WHERE kind = 'progetto'))), '42501', NULL, 'who reads it writes no goal');
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', format('UPDATE progetto_obiettivo SET pratica_id = %s WHERE id = %s', (SELECT min(id) FROM pratica WHERE kind = 'progetto'), pg_temp.primo())), 'SZ403', NULL, 'a goal does not move');
SELECT is((SELECT string_agg(pg_temp.da('as', pg_temp.obiettivo(pg_temp.ultima('progetto'), 'n' || i)), '') FROM generate_series(2, 12) i), '11111111111', 'twelve of them');
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', pg_temp.obiettivo(pg_temp.ultima('progetto'))), '23514', NULL, 'no thirteenth');

CREATE FUNCTION pg_temp.azione(chi text, operatore bigint, servizio bigint, nome text, sotto bigint DEFAULT pg_temp.primo()) RETURNS text LANGUAGE sql AS $$
  SELECT format('INSERT INTO progetto_azione (pratica_id, progetto_obiettivo_id, testo, chi, operatore_id, servizio_id, chi_nome, al, stato) VALUES (%s, %s, ''Fare'', %L, %L, %L, %L, current_date + 1, ''DA_FARE'')',
                pg_temp.ultima('progetto'), sotto, chi, operatore, servizio, nome) $$;
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', pg_temp.azione(x.c, x.o, x.s, x.n)), '23514', NULL, 'refused: an action of ' || x.c || coalesce(' ' || x.n, ''))
  FROM (VALUES ('OPERATORE', NULL::bigint, NULL::bigint, NULL), ('SERVIZIO', NULL, NULL, NULL), ('ESTERNO', NULL, NULL, NULL), ('PERSONA', NULL, NULL, 'un nome'), ('PERSONA', pg_temp.chi('as'), NULL, NULL), ('NESSUNO', NULL, NULL, NULL),
               ('OPERATORE', pg_temp.chi('amministrativo'), NULL, NULL), ('OPERATORE', pg_temp.chi('fermo_as'), NULL, NULL)) x (c, o, s, n);
SELECT is(pg_temp.da('as', pg_temp.azione(x.c, x.o, x.s, x.n)), '1', 'an action of ' || x.c)
  FROM (VALUES ('OPERATORE', pg_temp.chi('as_altra'), NULL::bigint, NULL), ('SERVIZIO', NULL, pg_temp.dove('due'), NULL), ('ESTERNO', NULL, NULL, 'Croce'), ('PERSONA', NULL, NULL, NULL), ('FAMIGLIA', NULL, NULL, 'La figlia')) x (c, o, s, n);
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', format('DELETE FROM progetto_obiettivo WHERE id = %s', pg_temp.primo())), '23503', NULL, 'a goal with actions stays');
SELECT is(pg_temp.da(x.n, 'SELECT count(*) FROM scadenze_mie WHERE testo = ''Azione da finire: Fare'''), x.atteso, x.n || ' finds the day: ' || x.atteso) FROM (VALUES ('as_altra', '1'), ('as', '0')) x (n, atteso);

-- a review, and what came of the goal; the last one counts
SELECT is(pg_temp.da('as', format('INSERT INTO progetto_verifica (pratica_id, data, partecipanti, prossima) VALUES (%s, current_date - %s, ''Tutti'', current_date + 2)', pg_temp.ultima('progetto'), g)), '1', 'a review') FROM unnest(ARRAY[1, 9]) g;
SELECT is(pg_temp.da('as', format('INSERT INTO progetto_esito (pratica_id, progetto_verifica_id, progetto_obiettivo_id, esito) VALUES (%s, %s, %s, %L)', pg_temp.ultima('progetto'), (SELECT id FROM progetto_verifica WHERE data = current_date - x.g), pg_temp.primo(), x.e)),
  '1', 'what came of it') FROM (VALUES (1, 'RAGGIUNTO'), (9, 'PARTE')) x (g, e);
SELECT is(pg_temp.da('as', 'SELECT esito FROM progetto_esito_ultimo'), 'RAGGIUNTO', 'the last review says how it stands');
SELECT is(pg_temp.da('as', 'SELECT count(*) FROM scadenze_mie WHERE testo = ''Verifica del progetto'''), '1', 'the next one is due for who follows the project');
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', format('INSERT INTO progetto_esito (pratica_id, progetto_verifica_id, progetto_obiettivo_id, esito) VALUES (%s, %s, %s, ''PARTE'')', (SELECT min(id) FROM pratica WHERE kind = 'progetto'),
  (SELECT min(id) FROM progetto_verifica), (SELECT max(id) FROM progetto_obiettivo))), '23503', NULL, 'of another project it says nothing');
SELECT is(pg_temp.da('as', 'DELETE FROM progetto_verifica'), '2', 'reviews go with what they said');
SELECT is((SELECT count(*) FROM progetto_esito), 0::bigint, 'all of it');
SELECT is(pg_temp.da('amministrativo', format('SELECT count(*) FROM storia WHERE tabella LIKE ''progetto%%'' AND pratica_id = %s', pg_temp.ultima('progetto'))), '0', 'the history of goals is for who opens the project');
SELECT cmp_ok(pg_temp.da('as', format('SELECT count(*) FROM storia WHERE tabella = ''progetto_esito'' AND azione = ''DELETE'' AND pratica_id = %s', pg_temp.ultima('progetto')))::int, '=', 2, 'which finds all of it there');

-- concluded: nothing is written any more, whoever tries; suspended: it is
SELECT is(pg_temp.da('as', format('INSERT INTO progetto_verifica (pratica_id, data, partecipanti) VALUES (%s, current_date - 3, ''Tutti'')', pg_temp.ultima('progetto'))), '1', 'a review before the end');
SELECT is(pg_temp.da('as', pg_temp.passo(pg_temp.ultima('progetto'), 'sospendi', 'ricovero')), 'S', 'suspended');
SELECT is(pg_temp.da('as', format('UPDATE progetto_obiettivo SET testo = ''y'' WHERE id = %s', pg_temp.primo())), '1', 'a goal of a suspended one is changed');
SELECT is(pg_temp.da('as', pg_temp.passo(pg_temp.ultima('progetto'), 'chiudi', 'PARTE')), 'T', 'concluded');
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', x.q), '23514', 'concluded', 'of a concluded one: no ' || x.n)
  FROM (VALUES ('new action', pg_temp.azione('PERSONA', NULL, NULL, NULL)), ('change of a goal', format('UPDATE progetto_obiettivo SET testo = ''z'' WHERE id = %s', pg_temp.primo())),
               ('change of an action', format('UPDATE progetto_azione SET stato = ''FATTA'' WHERE pratica_id = %s', pg_temp.ultima('progetto'))),
               ('taking away', format('DELETE FROM progetto_azione WHERE pratica_id = %s', pg_temp.ultima('progetto'))),
               ('review', format('INSERT INTO progetto_verifica (pratica_id, data, partecipanti) VALUES (%s, current_date, ''x'')', pg_temp.ultima('progetto'))),
               ('review taken away', format('DELETE FROM progetto_verifica WHERE pratica_id = %s', pg_temp.ultima('progetto')))) x (n, q);

-- who does not write the case learns nothing of it by trying: of what kind it is, who works on it
SELECT throws_ok(format('SELECT pg_temp.da(%L, %L)', n, format('INSERT INTO progetto_obiettivo (pratica_id, numero, testo, creato_da) VALUES (%s, 1, ''x'', 1)', x.caso)), '42501', NULL, n || ' is refused alike by ' || x.quale)
  FROM unnest(ARRAY['amministrativo', 'admin']) n, (VALUES (pg_temp.ultima('progetto'), 'a project'), ((SELECT min(id) FROM pratica WHERE kind <> 'progetto'), 'another case'), (99999999, 'none')) x (caso, quale);
SELECT throws_ok(format('SELECT pg_temp.da(''amministrativo'', %L)', format('INSERT INTO progetto_azione (pratica_id, progetto_obiettivo_id, testo, chi, operatore_id, stato, creato_da) VALUES (%s, 1, ''x'', ''OPERATORE'', %s, ''DA_FARE'', 1)',
         pg_temp.ultima('progetto'), pg_temp.chi('sociale'))), '42501', NULL, 'nor who may answer for an action');

SELECT * FROM finish();
ROLLBACK;
