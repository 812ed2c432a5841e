-- Valutazioni: who opens which, cell by cell (VAL-08, AMB-01, AMB-03, AMB-17), and the chain.
BEGIN;
SELECT plan(60);

INSERT INTO servizio (codice, denominazione, tipo, sola_lettura) VALUES ('t_uno', 'Servizio uno', 'comune', false), ('t_due', 'Servizio due', 'comune', false),
  ('t_fermo', 'Servizio fermo', 'storico', true);
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'Prova', n FROM unnest(ARRAY['as', 'as_altra', 'referente', 'amministrativo', 'sociale', 'admin', 'due_as', 'due_referente', 'due_amministrativo',
  'due_sociale', 'fermo_as', 'fermo_amministrativo']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
SELECT o.id, v.id, x.r, current_date - 100
  FROM (VALUES ('as', 't_uno', 1), ('as_altra', 't_uno', 1), ('referente', 't_uno', 2), ('amministrativo', 't_uno', 3), ('sociale', 't_uno', 4), ('admin', 't_uno', 5),
               ('due_as', 't_due', 1), ('due_referente', 't_due', 2), ('due_amministrativo', 't_due', 3), ('due_sociale', 't_due', 4),
               ('fermo_as', 't_fermo', 1), ('fermo_amministrativo', 't_fermo', 3)) x (n, s, r)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;
INSERT INTO modulo (nome, versione, titolo, impronta) SELECT n, 1, 'Prova', '' FROM unnest(ARRAY['valutazione', 'presa_in_carico', 'segnalazione', 'intervento_generico']) n;
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice) VALUES ('D''Amico <b>&"Rossi"', 'Ida', 'F', DATE '1950-02-03', 'NON_NOTO');
INSERT INTO consenso (soggetto_id, informativa_id, esito, data) SELECT s.id, (SELECT min(id) FROM informativa), 'dato', current_date FROM soggetto s;

CREATE FUNCTION pg_temp.dove(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM servizio WHERE codice = 't_' || n $$;
CREATE FUNCTION pg_temp.chi(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM operatore WHERE username = 't.' || n $$;
CREATE FUNCTION pg_temp.ultima(k text DEFAULT 'valutazione') RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM pratica WHERE kind = k $$;
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
CREATE FUNCTION pg_temp.nuova(dati text DEFAULT '{"tipo": "MULTI", "motivo": "SEGR"}', k text DEFAULT 'valutazione') RETURNS text LANGUAGE sql AS $$
  SELECT format('INSERT INTO pratica (kind, titolare_soggetto_id, data_inizio, dati, modulo_id) SELECT %L, id, DATE ''2026-02-01'', %L, %s FROM soggetto WHERE nome = ''Ida''',
                k, dati, (SELECT id FROM modulo WHERE nome = k)) $$;
CREATE FUNCTION pg_temp.passo(azione text, motivo text) RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT pratica_transizione(%s, %s, %L, current_date, %L)', pg_temp.ultima(), (SELECT versione FROM pratica WHERE id = pg_temp.ultima()), azione, motivo) $$;
CREATE FUNCTION pg_temp.assegna(a text, di text DEFAULT 'as') RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da(di, format('INSERT INTO assegnazione (pratica_id, servizio_id, operatore_id, livello) SELECT %s, servizio_id, operatore_id, 2 FROM (SELECT %s::bigint AS servizio_id, %s::bigint AS operatore_id) x',
    pg_temp.ultima(), (SELECT servizio_id FROM appartenenza WHERE operatore_id = pg_temp.chi(a)), pg_temp.chi(a))) $$;
CREATE FUNCTION pg_temp.apre(n text) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da(n, format('SELECT count(*) FROM pratica WHERE id = %s', pg_temp.ultima())) || ' ' ||
         pg_temp.da(n, format('UPDATE pratica SET dati = dati || ''{"sintesi": "x"}'' WHERE id = %s', pg_temp.ultima())) $$;

-- who begins one
SELECT throws_ok(format('SELECT pg_temp.da(%L, %L)', n, pg_temp.nuova()), '42501', NULL, n || ' begins none') FROM unnest(ARRAY['amministrativo', 'sociale', 'fermo_as']) n;
SELECT is(pg_temp.da(n, pg_temp.nuova()), '1', n || ' begins one') FROM unnest(ARRAY['referente', 'as']) n;

-- who opens it, and writes
SELECT is(pg_temp.apre(x.n), x.atteso, x.n || ' reads and writes it: ' || x.atteso)
  FROM (VALUES ('as', '1 1'), ('as_altra', '1 1'), ('referente', '1 1'), ('amministrativo', '0 0'), ('sociale', '0 0'), ('admin', '0 0'), ('due_as', '0 0'), ('due_referente', '0 0'),
               ('due_amministrativo', '0 0'), ('due_sociale', '0 0'), ('fermo_as', '0 0'), ('fermo_amministrativo', '0 0')) x (n, atteso);
SELECT is(pg_temp.da(n, format('SELECT count(*) FROM %I WHERE %I = %s', t, c, pg_temp.ultima())), '0', n || ' of the service finds nothing of it in ' || t)
  FROM (VALUES ('elenco_pratiche', 'id'), ('accesso', 'pratica_id'), ('storia', 'pratica_id'), ('stato_storia', 'pratica_id')) v (t, c), unnest(ARRAY['amministrativo', 'sociale']) n;
SELECT is(pg_temp.da('amministrativo', 'SELECT count(*) FROM elenco_pratiche_assegnate'), '0', 'nor among what was assigned');
-- that it is there everybody may know (ROL-07), and what it is about nobody
SELECT is(pg_temp.da('amministrativo', format('SELECT kind || '' '' || aperte || '' '' || totali FROM quadro_conta(ARRAY[%s]::bigint[])', (SELECT id FROM soggetto))), 'valutazione 2 2', 'the quadro counts it');
SELECT is(pg_temp.da('due_as', format('SELECT coalesce(tipo, ''-'') || '' '' || stato FROM quadro_pratiche(ARRAY[%s]::bigint[], NULL, false, NULL, NULL, 9)', (SELECT id FROM soggetto))), '- A', 'state and dates, no more');

-- AMB-17: by name an operatore sociale opens it, through the service never; an amministrativo cannot be named
SELECT is(pg_temp.da('as', format('INSERT INTO assegnazione (pratica_id, servizio_id, livello) VALUES (%s, %s, 2)', pg_temp.ultima(), pg_temp.dove('due'))), '1', 'assigned to the whole of another service');
SELECT is(pg_temp.apre(x.n), x.atteso, x.n || ' of the service that received it: ' || x.atteso)
  FROM (VALUES ('due_as', '1 1'), ('due_referente', '1 1'), ('due_amministrativo', '0 0'), ('due_sociale', '0 0')) x (n, atteso);
SELECT throws_ok(format('SELECT pg_temp.assegna(%L)', n), NULL, NULL, 'to ' || n || ' by name it is not assigned') FROM unnest(ARRAY['amministrativo', 'due_amministrativo', 'admin']) n;
SELECT is(pg_temp.apre(n), '0 0', n || ' does not open it') FROM unnest(ARRAY['amministrativo', 'due_amministrativo']) n;
SELECT is(pg_temp.assegna(n), '1', 'to ' || n || ' it is') FROM unnest(ARRAY['sociale', 'due_sociale']) n;
SELECT is(pg_temp.apre(n), '1 1', n || ' opens it, being named') FROM unnest(ARRAY['sociale', 'due_sociale']) n;
SELECT is(pg_temp.da('sociale', 'SELECT count(*) FROM pratica WHERE kind = ''valutazione'''), '1', 'and no other one of the service');
SELECT throws_ok('SELECT pg_temp.assegna(''as_altra'', ''due_as'')', NULL, NULL, 'who received it does not hand it on (ASG-15)');
UPDATE assegnazione SET terminata_il = now() WHERE operatore_id = pg_temp.chi('due_sociale');
SELECT is(pg_temp.apre('due_sociale'), '0 0', 'when the assignment ends it is shut again');
SELECT accesso_ricostruisci() \g /dev/null
SELECT is(pg_temp.apre(x.n), x.atteso, x.n || ' after the access list was built anew: ' || x.atteso)
  FROM (VALUES ('referente', '1 1'), ('sociale', '1 1'), ('due_as', '1 1'), ('amministrativo', '0 0'), ('due_sociale', '0 0')) x (n, atteso);

-- the end, with its outcome
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', pg_temp.passo('sospendi', 'x')), 'SZ403', NULL, 'it is not suspended');
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', pg_temp.passo('chiudi', '14')), '23514', NULL, 'nor ended for a reason of interventi');
SELECT throws_ok(format('SELECT pg_temp.da(''amministrativo'', %L)', pg_temp.passo('chiudi', 'PIC')), 'SZ404', NULL, 'nor by who does not see it');
SELECT is(pg_temp.da('sociale', pg_temp.passo('chiudi', 'PIC')), 'T', 'concluded with its outcome');
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', pg_temp.passo('riapri', '')), '23514', NULL, 'opened again only for a reason');
SELECT is(pg_temp.da('as', pg_temp.passo('riapri', 'manca una parte')), 'A', 'with which it is');

-- the chain: who opens the intervento alone does not learn of the valutazione
SELECT is(pg_temp.da('amministrativo', pg_temp.nuova('{}', 'intervento_generico')), '1', 'an intervento');
SELECT is(pg_temp.da('as', format('INSERT INTO pratica_collegamento (da_pratica_id, pratica_id, creato_da) VALUES (%s, %s, identita_operatore())', pg_temp.ultima(), pg_temp.ultima('intervento_generico'))), '1',
  'follows from the valutazione');
SELECT is(pg_temp.da('as', 'SELECT count(*) FROM pratica_collegamento') || pg_temp.da('amministrativo', 'SELECT count(*) FROM pratica_collegamento')
       || pg_temp.da('amministrativo', 'SELECT count(*) FROM storia WHERE tabella = ''pratica_collegamento'''), '100', 'seen by who opens both ends, also afterwards');
SELECT is((SELECT count(*) FROM kind_seguito a JOIN kind_seguito b ON (a.da_kind, a.a_kind) = (b.a_kind, b.da_kind)), 0::bigint, 'no two kinds follow each other in both directions');

SELECT * FROM finish();
ROLLBACK;
