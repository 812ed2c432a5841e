-- Supervision: who sees the load of a service, acts on many cases at once, and taking them back (BEY-13).
BEGIN;
SELECT plan(41);

INSERT INTO servizio (codice, denominazione, tipo) VALUES ('t_uno', 'Servizio uno', 'comune'), ('t_due', 'Servizio due', 'comune');
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'Prova', n FROM unnest(ARRAY['as', 'as_altra', 'referente', 'amministrativo', 'admin', 'due_as', 'due_referente', 'andata']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal, valida_al)
SELECT o.id, v.id, x.r, current_date - 100, x.al
  FROM (VALUES ('as', 't_uno', 1, NULL::date), ('as_altra', 't_uno', 1, NULL), ('referente', 't_uno', 2, NULL), ('amministrativo', 't_uno', 3, NULL), ('admin', 't_uno', 5, NULL),
               ('due_as', 't_due', 1, NULL), ('due_referente', 't_due', 2, NULL), ('andata', 't_uno', 1, current_date - 1)) x (n, s, r, al)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('presa_in_carico', 1, 'Prova', ''), ('intervento_generico', 1, 'Prova', '');
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice) VALUES ('D''Amico <b>&"Rossi"', 'Ida', 'F', DATE '1950-02-03', 'NON_NOTO');

CREATE FUNCTION pg_temp.chi(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM operatore WHERE username = 't.' || n $$;
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
-- three interventi of `as`, one of `andata`, one of the other service
SELECT pg_temp.da(n, format('INSERT INTO pratica (kind, titolare_soggetto_id, data_inizio, modulo_id) VALUES (''intervento_generico'', %s, DATE ''2026-02-01'', %s)', (SELECT max(id) FROM soggetto), (SELECT id FROM modulo WHERE nome = 'intervento_generico')))
  FROM unnest(ARRAY['as', 'as', 'as', 'andata', 'due_as']) n \g /dev/null
CREATE FUNCTION pg_temp.di(n text) RETURNS bigint[] LANGUAGE sql AS $$ SELECT coalesce(array_agg(id ORDER BY id), '{}') FROM pratica WHERE riferimento_operatore_id = pg_temp.chi(n) $$;
CREATE FUNCTION pg_temp.passa(quali bigint[], a text[], motivo text DEFAULT 'Ferie', di bigint DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT supervisione_riassegna(%L, %L, %L, %L)', quali, (SELECT array_agg(pg_temp.chi(x)) FROM unnest(a) x), motivo, di) $$;

-- who looks
SELECT is(pg_temp.da('referente', 'SELECT string_agg(nome || '' '' || coalesce(aperte, 0) || '' '' || dentro, '', '' ORDER BY nome) FROM supervisione_carico() WHERE aperte > 0'), 'andata Prova 1 false, as Prova 3 true', 'the load of the own service, with who has left');
SELECT is(pg_temp.da('referente', 'SELECT count(*) FROM supervisione_carico() WHERE dentro'), '4', 'who works there without any too');
SELECT is(pg_temp.da('due_referente', 'SELECT string_agg(nome || aperte, '' '') FROM supervisione_carico() WHERE aperte > 0'), 'due_as Prova1', 'each of the own service');
SELECT is(pg_temp.da(n, 'SELECT count(*) FROM supervisione_carico()'), '0', n || ' sees no load') FROM unnest(ARRAY['as', 'amministrativo', 'admin']) n;
SELECT is(pg_temp.da(n, 'SELECT count(*) FROM pratica_attivita'), x, n || ' reads ' || x || ' rows of when something happened') FROM (VALUES ('as', '0'), ('amministrativo', '0'), ('admin', '0'), ('referente', '4'), ('due_referente', '1')) v (n, x);

-- silence
UPDATE pratica_attivita SET ultima = now() - interval '90 days';
SELECT pg_temp.da('as', format('INSERT INTO diario_pagina (pratica_id, data, oggetto, testo, autore_operatore_id, autore_servizio_id) VALUES (%s, current_date, ''a'', ''b'', 1, 1)', (pg_temp.di('as'))[1])) \g /dev/null
SELECT is((SELECT count(*)::int FROM pratica_attivita WHERE ultima < now() - interval '60 days'), 4, 'a page of the diary ends the silence of its case');

-- chosen cases
SELECT throws_ok(format('SELECT pg_temp.da(%L, %L)', n, pg_temp.passa(pg_temp.di('as'), ARRAY['as_altra'])), 'SZ403', NULL, n || ' reassigns nothing') FROM unnest(ARRAY['as', 'amministrativo', 'admin']) n;
SELECT throws_ok(format('SELECT pg_temp.da(''due_referente'', %L)', pg_temp.passa(pg_temp.di('as'), ARRAY['due_as'])), 'SZ404', NULL, 'nor the referente of another service');
SELECT throws_ok(format('SELECT pg_temp.da(''referente'', %L)', pg_temp.passa(pg_temp.di('as') || pg_temp.di('due_as'), ARRAY['as_altra'])), 'SZ404', NULL, 'all of them or none');
SELECT is(cardinality(pg_temp.di('as')), 3, 'and so none moved');
SELECT throws_ok(format('SELECT pg_temp.da(''referente'', %L)', pg_temp.passa(pg_temp.di('as'), ARRAY['due_as'])), '23514', NULL, 'not to somebody of another service');
SELECT throws_ok(format('SELECT pg_temp.da(''referente'', %L)', pg_temp.passa(pg_temp.di('as'), ARRAY['as_altra'], ' ')), '23514', NULL, 'not without a reason');
SELECT ok(pg_temp.da('referente', pg_temp.passa(pg_temp.di('as'), ARRAY['as_altra', 'referente']))::bigint > 0, 'a referente does, to two');
SELECT is(cardinality(pg_temp.di('as_altra')) || ' ' || cardinality(pg_temp.di('referente')), '2 1', 'who take turns');
SELECT is((SELECT count(*)::int FROM storia WHERE tabella = 'passaggio' AND dopo ->> 'nota' = 'Ferie'), 3, 'each case says so in its history');
SELECT is((SELECT string_agg(o.username || ': ' || n.testo, ', ' ORDER BY o.username) FROM notifica n JOIN operatore o ON o.id = n.operatore_id WHERE n.tipo = 'passaggio'),
  't.as: 3 tue pratiche sono passate ad altri: Ferie, t.as_altra: Ora segui tu 2 pratiche in più: Ferie', 'both ends are told, once');
SELECT is((SELECT count(*)::int FROM pratica_attivita WHERE ultima < now() - interval '60 days'), 4, 'to change hands is not to break the silence');
SELECT is(pg_temp.da(x.n, 'SELECT count(*) FROM riassegnazione'), x.a, x.n || ' reads the act: ' || x.a) FROM (VALUES ('as', '1'), ('as_altra', '1'), ('amministrativo', '0'), ('due_referente', '0')) x (n, a);

-- back
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', 'SELECT supervisione_annulla(' || max(id) || ')'), 'SZ403', NULL, 'who received does not take it back') FROM riassegnazione;
SELECT is((SELECT pg_temp.da('referente', 'SELECT supervisione_annulla(' || max(id) || ')') FROM riassegnazione), '3', 'the referente does');
SELECT is(cardinality(pg_temp.di('as')), 3, 'and the cases are back');
SELECT throws_ok(format('SELECT pg_temp.da(''referente'', %L)', 'SELECT supervisione_annulla(' || max(id) || ')'), 'SZ409', NULL, 'once') FROM riassegnazione;

-- all that a leaver has
SELECT ok(pg_temp.da('referente', pg_temp.passa(NULL, ARRAY['as_altra'], 'Ha lasciato il servizio', pg_temp.chi('andata')))::bigint > 0, 'what a leaver had goes on in one act');
SELECT is(cardinality(pg_temp.di('andata')) || ' ' || cardinality(pg_temp.di('as_altra')), '0 1', 'all of it');

-- only to who works here and can enter: also where nothing but appointments is given on
INSERT INTO appuntamento (titolo, tipo, inizio, fine, creato_da, servizio_id)
SELECT 'Colloquio riservato', 'COLLOQUIO', now() + interval '1 day', now() + interval '25 hours', pg_temp.chi('andata'), id FROM servizio WHERE codice = 't_uno';
INSERT INTO appuntamento_partecipante (appuntamento_id, operatore_id, inizio) SELECT max(id), pg_temp.chi('andata'), now() FROM appuntamento;
SELECT throws_ok(format('SELECT pg_temp.da(''referente'', %L)', pg_temp.passa(NULL, ARRAY[x], 'Via', pg_temp.chi('andata'))), '23514', NULL, 'the appointments of a leaver do not go to ' || x)
  FROM unnest(ARRAY['due_as', 'admin']) x;
SELECT throws_ok(format('SELECT pg_temp.da(''referente'', %L)', pg_temp.passa(NULL, ARRAY['due_as', 'as'], 'Via', pg_temp.chi('andata'))), '23514', NULL, 'nor to one such among others');
SELECT is(pg_temp.da('due_as', 'SELECT count(*) FROM appuntamento'), '0', 'who is of another service reads none');
UPDATE operatore SET valido_al = current_date - 1 WHERE username = 't.as_altra';
SELECT is(pg_temp.da('referente', format('SELECT count(*) FROM supervisione_carico() WHERE dentro AND operatore_id = %s', pg_temp.chi('as_altra'))), '0', 'whose account has expired is not offered');
SELECT throws_ok(format('SELECT pg_temp.da(''referente'', %L)', pg_temp.passa(pg_temp.di('as'), ARRAY['as_altra'])), '23514', NULL, 'and is given nothing');
SELECT * FROM finish();
ROLLBACK;
