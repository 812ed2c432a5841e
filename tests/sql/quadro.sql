-- The quadro riassuntivo: what everybody counts and reads, and what nobody learns from it.
BEGIN;
SELECT plan(38);

INSERT INTO servizio (codice, denominazione, tipo, telefono, email) VALUES ('t_maleo', 'Maleo di prova', 'comune', '0371 1', 'maleo@example.org'), ('t_lodi', 'Lodi di prova', 'comune', NULL, NULL);
INSERT INTO operatore (username, email, cognome, nome, telefono)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'Prova', initcap(n), '333 1' FROM unnest(ARRAY['laura', 'sara', 'capo']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
SELECT o.id, v.id, x.r, current_date - 100 FROM (VALUES ('laura', 't_maleo', 1), ('sara', 't_lodi', 1), ('capo', 't_maleo', 5)) x (n, s, r)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('intervento_generico', 1, 'Prova', '');
INSERT INTO kind VALUES ('t_nascosta', 'Nascosta', 'Nascoste', 'la nascosta', 'TNA', '/t', 'intervento_generico', false), ('t_delicata', 'Delicata', 'Delicate', 'la delicata', 'TDE', '/t', 'intervento_generico', true);
INSERT INTO regola_accesso SELECT k, 1, 'servizio', 2 FROM unnest(ARRAY['t_nascosta', 't_delicata']) k;
INSERT INTO quadro_dato SELECT k, d, d = 'stato' FROM unnest(ARRAY['t_nascosta', 't_delicata']) k, unnest(ARRAY['tipo', 'stato', 'data_inizio', 'data_fine', 'motivo_termine']) d;

CREATE FUNCTION pg_temp.da(n text, domanda text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  risposta text;
BEGIN
  PERFORM set_config('siz.identita', '', true);
  PERFORM identita_stabilisci(o.id, a.servizio_id, a.ruolo, false) FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id WHERE o.username = 't.' || n;
  SET LOCAL ROLE siz_web;
  IF domanda ~* '^\s*(select|insert.*returning)' THEN EXECUTE domanda INTO risposta; ELSE EXECUTE domanda; END IF;
  RESET ROLE;
  PERFORM set_config('siz.identita', '', true);
  RETURN risposta;
EXCEPTION WHEN OTHERS THEN
  RESET ROLE;
  PERFORM set_config('siz.identita', '', true);
  RAISE;
END
$$;
SELECT pg_temp.da('laura', format('INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice, riservato) VALUES (''Prova'', %L, ''F'', ''1980-01-01'', ''NON_NOTO'', %L)', n, n = 'R'))
  FROM unnest(ARRAY['A', 'B', 'R']) n \g /dev/null
INSERT INTO consenso (soggetto_id, informativa_id, esito, data) SELECT s.id, f.id, 'dato', current_date FROM soggetto s, informativa f;
CREATE FUNCTION pg_temp.chi(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM soggetto WHERE cognome = 'Prova' AND nome = n $$;
CREATE FUNCTION pg_temp.caso(chi text, kind text, dati text, giorni integer) RETURNS text LANGUAGE sql AS $$
  SELECT format('INSERT INTO pratica (kind, codice, titolare_soggetto_id, servizio_id, riferimento_operatore_id, stato, data_inizio, dati, modulo_id, creato_da)
    VALUES (%L, '''', %s, 1, 1, ''A'', current_date - %s, %L, %s, 1)', kind, pg_temp.chi(chi), giorni, dati, (SELECT max(id) FROM modulo)) $$;
SELECT pg_temp.da('laura', pg_temp.caso('A', 'intervento_generico', '{"tipo": "GEN10", "inps": "A2.15", "note": "segreto"}', 30)) \g /dev/null
SELECT pg_temp.da('laura', pg_temp.caso('A', 'intervento_generico', '{"tipo": "GEN02"}', 20)) \g /dev/null
SELECT pg_temp.da('sara', pg_temp.caso('B', 'intervento_generico', '{"tipo": "GEN09", "inps": "A2.15"}', 10)) \g /dev/null
SELECT pg_temp.da('laura', pg_temp.caso('A', 't_nascosta', '{"tipo": "X", "inps": "A2.15"}', 5)) \g /dev/null
SELECT pg_temp.da('laura', pg_temp.caso('A', 't_delicata', '{"tipo": "X"}', 5)) \g /dev/null
SELECT pg_temp.da('laura', pg_temp.caso('R', 'intervento_generico', '{"tipo": "GEN10", "inps": "A2.15"}', 5)) \g /dev/null
SELECT pg_temp.da('laura', (SELECT format('SELECT pratica_transizione(%s, %s, ''chiudi'', current_date, ''01'')', id, versione) FROM pratica WHERE tipo = 'GEN02')) \g /dev/null
CREATE FUNCTION pg_temp.tutti() RETURNS text LANGUAGE sql AS $$ SELECT format('ARRAY[%s, %s, %s]', pg_temp.chi('A'), pg_temp.chi('B'), pg_temp.chi('R')) $$;
CREATE FUNCTION pg_temp.conta(n text) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da(n, format('SELECT string_agg(s.nome || '' '' || q.kind || '' '' || q.aperte || ''/'' || q.totali, '', '' ORDER BY s.nome, q.kind) FROM quadro_conta(%s) q JOIN soggetto s ON s.id = q.soggetto_id', pg_temp.tutti())) $$;
CREATE FUNCTION pg_temp.vede(n text, che text, dove text DEFAULT 'true') RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da(n, format('SELECT string_agg(coalesce(%s, ''-''), '', '' ORDER BY q.ordine DESC, q.pratica_id DESC) FROM quadro_pratiche(%s, NULL, false, NULL, NULL, 50) q WHERE %s', che, pg_temp.tutti(), dove)) $$;

-- counts
SELECT is(pg_temp.conta('laura'), 'A intervento_generico 1/2, A t_delicata 1/1, B intervento_generico 1/1', 'open and all, kind by kind, of all services');
SELECT is(pg_temp.conta('sara'), pg_temp.conta('laura'), 'the same for every service (ROL-07)');
SELECT ok(pg_temp.conta('sara') !~ 't_nascosta', 'a kind that the quadro does not show is not counted (AMB-21)');
SELECT is(pg_temp.da('laura', format('SELECT count(*) FROM quadro_conta(ARRAY[%s])', pg_temp.chi('R'))), '0', 'nor are cases of a reserved person');
SELECT is(pg_temp.conta('capo'), NULL, 'nothing for who administers the system (AZ-9)');
SELECT is(pg_temp.conta(''), NULL, 'nor without an identity');
SELECT throws_ok('SET LOCAL ROLE siz_spid; SELECT * FROM quadro_conta(ARRAY[1])', '42501', NULL, 'nor for another program');
RESET ROLE;

-- details
SELECT is(pg_temp.vede('sara', 'q.kind'), 'intervento_generico, intervento_generico, intervento_generico, t_delicata', 'newest first; a date that is not told stands behind');
SELECT is(pg_temp.vede('sara', 'q.tipo', 'q.kind = ''intervento_generico'''), (SELECT string_agg(descrizione, ', ' ORDER BY array_position(ARRAY['GEN09', 'GEN02', 'GEN10'], codice)) FROM tipo_intervento WHERE codice IN ('GEN02', 'GEN09', 'GEN10') AND kind = 'intervento_generico'), 'of an intervento its type (QRI-08)');
SELECT is(pg_temp.vede('sara', 'q.tipo', 'q.kind = ''t_delicata'''), '-', 'of a delicate kind not');
SELECT is(pg_temp.vede('sara', 'q.data_inizio::text', 'q.kind = ''t_delicata'''), '-', 'nor its date');
SELECT is(pg_temp.vede('sara', 'q.stato', 'q.kind = ''t_delicata'''), 'A', 'but what the list says');
SELECT is(pg_temp.vede('sara', 'q.motivo_termine'), '-, -, -, -', 'nobody reads why a case was closed');
SELECT is(pg_temp.vede('sara', 'q.chiusa::text', 'q.kind = ''intervento_generico'''), 'false, true, false', 'that it is closed everybody does');
SELECT is(pg_temp.vede('sara', 'q.servizio || '' '' || coalesce(q.servizio_telefono, '''') || '' '' || q.riferimento || '' '' || q.riferimento_telefono', 'q.kind = ''t_delicata'''), 'Maleo di prova 0371 1 Laura Prova 333 1', 'service and operator of reference, with telephone (ROL-09)');
SELECT ok(pg_temp.vede('sara', 'q::text') !~ 'segreto', 'what stands in the case stays there');
UPDATE quadro_dato SET visibile = true WHERE kind = 't_delicata' AND dato = 'data_inizio';
SELECT is(pg_temp.vede('sara', 'q.data_inizio::text', 'q.kind = ''t_delicata'''), (current_date - 5)::text, 'which details, is data');
UPDATE quadro_dato SET visibile = false WHERE kind = 'intervento_generico' AND dato = 'tipo';
SELECT is(pg_temp.vede('sara', 'q.tipo', 'q.kind = ''intervento_generico'''), '-, -, -', 'in both directions');
UPDATE quadro_dato SET visibile = true WHERE kind = 'intervento_generico' AND dato = 'tipo';
SELECT is(pg_temp.vede('capo', 'q.kind'), NULL, 'nothing for who administers the system');
SELECT throws_ok($$SELECT pg_temp.da('laura', 'UPDATE quadro_dato SET visibile = true')$$, '42501', NULL, 'nor does a page change what everybody reads');

-- pages and filters
SELECT is(pg_temp.da('sara', format('SELECT count(*) FROM quadro_pratiche(%s, NULL, true, NULL, NULL, 50)', pg_temp.tutti())), '3', 'only open ones');
SELECT is(pg_temp.da('sara', format('SELECT count(*) FROM quadro_pratiche(%s, ''t_delicata'', false, NULL, NULL, 50)', pg_temp.tutti())), '1', 'one kind');
SELECT is(pg_temp.da('sara', format('SELECT count(*) FROM quadro_pratiche(%s, ''t_nascosta'', false, NULL, NULL, 50)', pg_temp.tutti())), '0', 'not a hidden one by its name');
SELECT is(pg_temp.da('sara', format('SELECT string_agg(pratica_id::text, '','' ORDER BY n) FROM (SELECT a.pratica_id, row_number() OVER () AS n FROM quadro_pratiche(%s, NULL, false, NULL, NULL, 2) a) x', pg_temp.tutti())),
  pg_temp.da('sara', format('SELECT string_agg(pratica_id::text, '','' ORDER BY n) FROM (SELECT a.pratica_id, row_number() OVER () AS n FROM quadro_pratiche(%s, NULL, false, NULL, NULL, 50) a) x WHERE n <= 2', pg_temp.tutti())), 'a page is the beginning of the whole');
SELECT is(pg_temp.da('sara', format('SELECT count(*) FROM (SELECT min(ordine) AS o FROM quadro_pratiche(%1$s, NULL, false, NULL, NULL, 2)) b, quadro_pratiche(%1$s, NULL, false, b.o, 0, 50)', pg_temp.tutti())), '2', 'the next page goes on behind it');

-- twice
SELECT is(pg_temp.da('sara', format('SELECT string_agg(d.che || '': '' || s.nome || '' '' || d.servizio, ''; '' ORDER BY s.nome) FROM quadro_doppie(%s) d JOIN soggetto s ON s.id = d.soggetto_id', pg_temp.tutti())),
  (SELECT format('%1$s: A Maleo di prova; %1$s: B Lodi di prova', codice || ' ' || descrizione) FROM inps_prestazione WHERE codice = 'A2.15'), 'the same benefit open twice, of whichever service');
SELECT is(pg_temp.da('sara', format('SELECT count(*) FROM quadro_doppie(ARRAY[%s])', pg_temp.chi('A'))), '0', 'once is not twice, and what the quadro does not show does not count');
SELECT pg_temp.da('sara', pg_temp.caso('B', 'intervento_generico', '{"tipo": "GEN02"}', 1)) \g /dev/null
SELECT is(pg_temp.da('sara', format('SELECT count(*) FROM quadro_doppie(%s) WHERE che NOT LIKE ''A2%%''', pg_temp.tutti())), '0', 'the closed one is no second');
SELECT pg_temp.da('laura', pg_temp.caso('A', 'intervento_generico', '{"tipo": "GEN02"}', 1)) \g /dev/null
SELECT is(pg_temp.da('sara', format('SELECT count(*) FROM quadro_doppie(%s) WHERE che NOT LIKE ''A2%%''', pg_temp.tutti())), '2', 'without a code the same type');
UPDATE quadro_dato SET visibile = false WHERE kind = 'intervento_generico' AND dato = 'tipo';
SELECT is(pg_temp.da('sara', format('SELECT count(*) FROM quadro_doppie(%s)', pg_temp.tutti())), '0', 'where the type is not told, neither is this');
SELECT is(pg_temp.da('capo', format('SELECT count(*) FROM quadro_doppie(%s)', pg_temp.tutti())), '0', 'nor to who administers the system');

UPDATE quadro_dato SET visibile = true WHERE kind = 'intervento_generico' AND dato = 'tipo';

-- without consent the sharing part is closed (SOG-10)
SELECT pg_temp.da('laura', format('UPDATE consenso SET revocato_il = current_date WHERE soggetto_id = %s', pg_temp.chi('A'))) \g /dev/null
SELECT is(pg_temp.vede('sara', 'q.tipo', format('q.soggetto_id = %s', pg_temp.chi('A'))), '-, -, -, -', 'no type of a person who shares nothing');
SELECT is(pg_temp.vede('sara', 'coalesce(q.data_inizio::text, q.stato, q.data_fine::text)', format('q.soggetto_id = %s', pg_temp.chi('A'))), '-, -, -, -', 'nor dates or states');
SELECT ok(pg_temp.vede('sara', 'q.riferimento || '' '' || q.riferimento_telefono || '' '' || q.servizio', format('q.soggetto_id = %s', pg_temp.chi('A'))) ~ 'Laura Prova 333 1 Maleo di prova', 'whom to call stays');
SELECT is(pg_temp.conta('sara'), 'A intervento_generico 2/3, A t_delicata 1/1, B intervento_generico 2/2', 'so do the counts');
SELECT is(pg_temp.da('sara', format('SELECT count(*) FROM quadro_doppie(%s)', pg_temp.tutti())), '0', 'and nothing is said of what is given twice');

-- the cost does not grow: the cases are reached by their holder
CREATE FUNCTION pg_temp.piano() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  riga text;
  tutte text := '';
BEGIN
  SET LOCAL enable_seqscan = off;
  FOR riga IN EXPLAIN (COSTS off) SELECT p.titolare_soggetto_id, p.kind, count(*) FROM pratica p WHERE p.titolare_soggetto_id = ANY (ARRAY[1, 2, 3]::bigint[]) GROUP BY 1, 2 LOOP
    tutte := tutte || riga || E'\n';
  END LOOP;
  RETURN tutte;
END
$$;
SELECT matches(pg_temp.piano(), 'Index Cond: \(titolare_soggetto_id = ANY', 'whatever the archive holds');
SELECT is((SELECT count(*) FROM kind k WHERE NOT EXISTS (SELECT FROM quadro_dato q WHERE q.kind = k.codice)), 0::bigint, 'every kind says what everybody reads');

SELECT * FROM finish();
ROLLBACK;
