-- Prese in carico: who opens which, cell by cell (PIC-01 … PIC-05, AMB-03, AMB-17), one open for each person and
-- service, consent in parts, links that reveal nothing.
BEGIN;
SELECT plan(64);

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
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('presa_in_carico', 1, 'Prova', ''), ('segnalazione', 1, 'Prova', ''), ('intervento_generico', 1, 'Prova', '');
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
CREATE FUNCTION pg_temp.nuova(di bigint, dati text DEFAULT '{"area": "1", "consenso": "SI", "consenso_informativa": "1", "consenso_data": "2026-01-02"}', k text DEFAULT 'presa_in_carico')
RETURNS text LANGUAGE sql AS $$
  SELECT format('INSERT INTO pratica (kind, titolare_soggetto_id, data_inizio, dati, modulo_id) VALUES (%L, %s, DATE ''2026-02-01'', %L, %s)', k, di, dati, (SELECT id FROM modulo WHERE nome = k)) $$;
CREATE FUNCTION pg_temp.passo(quale bigint, azione text, motivo text) RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT pratica_transizione(%s, %s, %L, current_date, %L)', quale, (SELECT versione FROM pratica WHERE id = quale), azione, motivo) $$;

-- who takes in charge (PIC-01): an assistente sociale, nobody else
SELECT throws_ok(format('SELECT pg_temp.da(%L, %L)', n, pg_temp.nuova(pg_temp.ida())), '42501', NULL, n || ' takes nobody in charge')
  FROM unnest(ARRAY['referente', 'amministrativo', 'sociale', 'fermo_as', 'fermo_referente']) n;
SELECT throws_ok(format('SELECT pg_temp.da(''admin'', %L)', pg_temp.nuova(pg_temp.ida())), '23503', NULL, 'who administers the system does not even see the person');
SELECT is(pg_temp.da('as', pg_temp.nuova(pg_temp.ida())), '1', 'an assistente sociale does');

-- who opens it: every role of the own service, of another, of the read-only one; and writes
SELECT is(pg_temp.da(x.n, format('SELECT count(*) FROM pratica WHERE id = %s', pg_temp.ultima('presa_in_carico'))) || ' ' ||
          pg_temp.da(x.n, format('UPDATE pratica SET dati = dati || ''{"bisogno": "x"}'' WHERE id = %s', pg_temp.ultima('presa_in_carico'))), x.atteso,
          x.n || ' reads and writes it: ' || x.atteso)
  FROM (VALUES ('as', '1 1'), ('as_altra', '1 1'), ('referente', '1 1'), ('amministrativo', '0 0'), ('sociale', '0 0'), ('admin', '0 0'), ('due_as', '0 0'), ('due_referente', '0 0'),
               ('due_amministrativo', '0 0'), ('fermo_as', '0 0'), ('fermo_referente', '0 0'), ('fermo_amministrativo', '0 0')) x (n, atteso);
SELECT is(pg_temp.da('amministrativo', format('SELECT (SELECT count(*) FROM %I WHERE %I = %s)', t, c, pg_temp.ultima('presa_in_carico'))), '0', 'an amministrativo of the service finds nothing of it in ' || t)
  FROM (VALUES ('elenco_pratiche', 'id'), ('accesso', 'pratica_id'), ('storia', 'pratica_id'), ('stato_storia', 'pratica_id')) v (t, c);
SELECT is(pg_temp.da('amministrativo', 'SELECT count(*) FROM elenco_pratiche_assegnate'), '0', 'nor among what was assigned');
-- that it is there everybody may know (ROL-07), and what it is about nobody
SELECT is(pg_temp.da('amministrativo', format('SELECT kind || '' '' || aperte || '' '' || totali FROM quadro_conta(ARRAY[%s]::bigint[])', pg_temp.ida())), 'presa_in_carico 1 1', 'the quadro counts it');
SELECT is(pg_temp.da('due_as', format('SELECT coalesce(tipo, ''-'') || '' '' || stato FROM quadro_pratiche(ARRAY[%s]::bigint[], NULL, false, NULL, NULL, 9)', pg_temp.ida())), '- A', 'state and dates, no more');

-- PIC-04: a referente, only of what an assistente sociale opened
UPDATE pratica SET creato_ruolo = 2 WHERE id = pg_temp.ultima('presa_in_carico');
SELECT accesso_ricostruisci() \g /dev/null
SELECT is(pg_temp.da(x.n, format('SELECT count(*) FROM pratica WHERE id = %s', pg_temp.ultima('presa_in_carico'))), x.atteso, x.n || ', of one that no assistente sociale opened')
  FROM (VALUES ('as_altra', '1'), ('referente', '0')) x (n, atteso);
UPDATE pratica SET creato_ruolo = NULL WHERE id = pg_temp.ultima('presa_in_carico');
SELECT accesso_ricostruisci() \g /dev/null
SELECT is(pg_temp.da('referente', format('SELECT count(*) FROM pratica WHERE id = %s', pg_temp.ultima('presa_in_carico'))), '0', 'nor of one of which nobody knows');
UPDATE pratica SET creato_ruolo = 1 WHERE id = pg_temp.ultima('presa_in_carico');
SELECT accesso_ricostruisci() \g /dev/null
SELECT is(pg_temp.da('referente', format('SELECT pratica_livello(%s)', pg_temp.ultima('presa_in_carico'))), '2', 'the access list built anew says what it said');

-- PIC-05, AMB-03: assigned to another service, only its assistenti sociali open it
SELECT is(pg_temp.da('as', format('INSERT INTO assegnazione (pratica_id, servizio_id, livello) VALUES (%s, %s, 2)', pg_temp.ultima('presa_in_carico'), pg_temp.dove('due'))), '1', 'assigned to the whole service');
SELECT is(pg_temp.da(x.n, format('SELECT count(*) FROM pratica WHERE id = %s', pg_temp.ultima('presa_in_carico'))), x.atteso, x.n || ' of the service that received it')
  FROM (VALUES ('due_as', '1'), ('due_referente', '0'), ('due_amministrativo', '0'), ('due_sociale', '0')) x (n, atteso);
SELECT throws_ok(format($$SELECT pg_temp.da('as', 'INSERT INTO assegnazione (pratica_id, servizio_id, operatore_id, livello) VALUES (%s, %s, %s, 2)')$$,
  pg_temp.ultima('presa_in_carico'), pg_temp.dove('uno'), pg_temp.chi('amministrativo')), NULL, NULL, 'to an amministrativo by name it is not assigned');
SELECT is(pg_temp.da('amministrativo', format('SELECT count(*) FROM pratica WHERE id = %s', pg_temp.ultima('presa_in_carico'))), '0', 'who does not open it');

-- one open for each person and service (PIC-10, PIC-11)
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', pg_temp.nuova(pg_temp.ida())), '23505', NULL, 'a second one of the same service is refused');
SELECT throws_ok(format('SELECT pg_temp.da(''as_altra'', %L)', pg_temp.nuova(pg_temp.ida())), '23505', NULL, 'whoever opens it');
SELECT is(pg_temp.da('due_as', pg_temp.nuova(pg_temp.ida())), '1', 'another service opens its own');
SELECT is(pg_temp.da('as', pg_temp.nuova(pg_temp.ugo())), '1', 'another person is another matter');
SELECT throws_ok(format($$SELECT pg_temp.da('as', 'UPDATE pratica SET titolare_soggetto_id = %s WHERE id = %s')$$, pg_temp.ida(), pg_temp.ultima('presa_in_carico')), '23505', NULL, 'nor by changing the person');
SELECT throws_ok(format($$SELECT pg_temp.da('as', %L)$$, pg_temp.passo(pg_temp.ultima('presa_in_carico'), 'chiudi', '14')), '23514', NULL, 'it is not closed for a reason of interventi');
SELECT throws_ok(format($$SELECT pg_temp.da('amministrativo', %L)$$, pg_temp.passo(pg_temp.ultima('presa_in_carico'), 'chiudi', '01')), 'SZ404', NULL, 'nor by who does not see it');
SELECT is(pg_temp.da('as', pg_temp.passo(pg_temp.ultima('presa_in_carico'), 'sospendi', 'ricovero')), 'S', 'suspended');
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', pg_temp.nuova(pg_temp.ugo())), '23505', NULL, 'it still is the one');
SELECT is(pg_temp.da('referente', pg_temp.passo(pg_temp.ultima('presa_in_carico'), 'chiudi', '01')), 'T', 'closed');
SELECT is(pg_temp.da('as', pg_temp.nuova(pg_temp.ugo())), '1', 'after which a new one begins');
SELECT throws_ok(format($$SELECT pg_temp.da('as', %L)$$, pg_temp.passo((SELECT min(id) FROM pratica WHERE kind = 'presa_in_carico' AND titolare_soggetto_id = pg_temp.ugo()), 'riapri', 'errore')), '23505', NULL,
  'and the old one does not open again beside it');
UPDATE pratica SET una_aperta = false WHERE kind = 'presa_in_carico';
SELECT is((SELECT count(*) FROM pratica WHERE kind = 'presa_in_carico' AND una_aperta), 4::bigint, 'the mark is the database''s');

-- consent in parts (PIC-06)
SELECT throws_ok(format('SELECT pg_temp.da(''due_as'', %L)', pg_temp.nuova(pg_temp.ugo(), d)), '23514', NULL, 'refused: ' || d)
  FROM unnest(ARRAY['{}', '{"consenso": "SI"}', '{"consenso": "SI", "consenso_data": "2026-01-01"}', '{"consenso": "SENZA"}', '{"consenso": "1", "senza_motivo": "AG"}']) d;
SELECT is(pg_temp.da('due_as', pg_temp.nuova(pg_temp.ugo(), '{"consenso": "SENZA", "senza_motivo": "AG"}')), '1', 'without, for a reason');

-- the chain: an amministrativo who opens the segnalazione does not learn of the presa in carico
SELECT is(pg_temp.da('amministrativo', pg_temp.nuova(pg_temp.ida(), '{"motivo": "ABI01"}', 'segnalazione')), '1', 'a segnalazione');
SELECT is(pg_temp.da('as', format('INSERT INTO pratica_collegamento (da_pratica_id, pratica_id, creato_da) VALUES (%s, %s, identita_operatore())', pg_temp.ultima('segnalazione'),
  (SELECT min(id) FROM pratica WHERE kind = 'presa_in_carico'))), '1', 'from which it follows');
SELECT is(pg_temp.da('referente', 'SELECT count(*) FROM pratica_collegamento') || pg_temp.da('amministrativo', 'SELECT count(*) FROM pratica_collegamento'), '10', 'seen by who opens both ends');

-- the archive (read-only service): assistenti sociali alone, and as many as it holds
SELECT is((SELECT count(pratica_storica_crea(pg_temp.ida(), 't_fermo', 't.as', 'presa_in_carico', DATE '2012-01-01', NULL, NULL, NULL, '{}')) FROM generate_series(1, 2)), 2::bigint, 'an archive brings two open ones, without consent');
SELECT is(pg_temp.da(x.n, format('SELECT count(*) || '' '' || coalesce(max(pratica_livello(id)), 0) FROM pratica WHERE kind = ''presa_in_carico'' AND servizio_id = %s', pg_temp.dove('fermo'))), x.atteso,
  x.n || ', in the archive')
  FROM (VALUES ('fermo_as', '2 1'), ('fermo_referente', '0 0'), ('fermo_amministrativo', '0 0'), ('fermo_sociale', '0 0')) x (n, atteso);

SELECT * FROM finish();
ROLLBACK;
