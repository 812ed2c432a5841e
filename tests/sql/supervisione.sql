-- Supervision: who sees the load of a service, acts on many cases at once, and taking them back (BEY-13).
BEGIN;
SELECT plan(65);

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

-- ---- what a hand-over gives on beside the cases ----

UPDATE operatore SET valido_al = NULL WHERE username = 't.as_altra';
INSERT INTO operatore (username, email, cognome, nome) SELECT 't.' || n, 't.' || n || '@esempio.it', 'Prova', n FROM unnest(ARRAY['parte', 'responsabile']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, responsabile, valida_dal)
SELECT pg_temp.chi(x.n), v.id, x.r, x.p, current_date - 10 FROM (VALUES ('parte', 1, true), ('responsabile', 2, true)) x (n, r, p) JOIN servizio v ON v.codice = 't_uno';
SELECT pg_temp.da(n, format('INSERT INTO pratica (kind, titolare_soggetto_id, data_inizio, modulo_id) VALUES (''intervento_generico'', %s, DATE ''2026-03-01'', %s)', (SELECT max(id) FROM soggetto), (SELECT id FROM modulo WHERE nome = 'intervento_generico')))
  FROM unnest(ARRAY['parte', 'as']) n \g /dev/null
-- of `parte`: one asked on the own case, one on the case of `as`, one that is over; and one of `as`, to be decided
CREATE FUNCTION pg_temp.chiede(n text, caso bigint, che text) RETURNS bigint LANGUAGE sql AS $$
  SELECT pg_temp.da(n, format('SELECT richiesta_crea(''autorizzazione'', %s, NULL, %L, ''Perché serve'', current_date + 5)', caso, che))::bigint $$;
SELECT pg_temp.chiede('parte', (pg_temp.di('parte'))[1], 'sua') AS sua, pg_temp.chiede('parte', (pg_temp.di('as'))[1], 'di as') AS altrui, pg_temp.chiede('parte', (pg_temp.di('parte'))[1], 'finita') AS finita,
       pg_temp.chiede('as', (pg_temp.di('as'))[1], 'da decidere') AS decidere \gset
SELECT pg_temp.da('responsabile', format('SELECT richiesta_transizione(%s, 1, ''respingi'', ''No'')', :finita)) \g /dev/null
SELECT is((SELECT segue_operatore_id FROM richiesta WHERE id = :sua), pg_temp.chi('parte'), 'who asks waits for the answer');
SELECT is(pg_temp.da('referente', format('SELECT richieste || '' '' || decidere || '' '' || sole FROM supervisione_di(%s)', pg_temp.chi('parte'))), '2 1 0', 'the preview counts what was asked and is open, and what there is to decide');
UPDATE appartenenza SET responsabile = false WHERE operatore_id = pg_temp.chi('responsabile');
SELECT is(pg_temp.da('referente', format('SELECT decidere || '' '' || sole FROM supervisione_di(%s)', pg_temp.chi('parte'))), '1 3', 'and what nobody else decides');
SELECT is(pg_temp.da('as', format('SELECT count(*) FROM supervisione_di(%s)', pg_temp.chi('parte'))), '0', 'to who supervises alone');
UPDATE appartenenza SET responsabile = true WHERE operatore_id = pg_temp.chi('responsabile');

-- PIC-04: a presa in carico that the referente does not open
INSERT INTO pratica (kind, titolare_soggetto_id, data_inizio, modulo_id, servizio_id, riferimento_operatore_id, creato_da, creato_ruolo, dati, codice, stato)
SELECT 'presa_in_carico', max(s.id), DATE '2026-01-10', (SELECT id FROM modulo WHERE nome = 'presa_in_carico'), v.id, pg_temp.chi('parte'), pg_temp.chi('parte'), NULL, '{}', 'PIC-T-1', 'A'
  FROM soggetto s, servizio v WHERE v.codice = 't_uno' GROUP BY v.id;
SELECT is(pg_temp.da('referente', format('SELECT plurale || '' '' || quante || '' '' || coalesce(aperte_da, ''-'') || '' '' || servono_da || '': '' || chi_puo FROM supervisione_lasciate(%s)', pg_temp.chi('parte'))),
  'Prese in carico 1 - Assistente sociale: as Prova, as_altra Prova', 'a case that the referente does not open is named: how many, why, who passes it on');
SELECT is(pg_temp.da(n, format('SELECT count(*) FROM supervisione_lasciate(%s)', pg_temp.chi('parte'))), '0', n || ' is told of none') FROM unnest(ARRAY['as', 'amministrativo', 'due_referente']) n;
SELECT is(pg_temp.da('referente', format('SELECT count(*) FROM supervisione_pratiche_di(%s)', pg_temp.chi('parte'))), '1', 'and is not among those that go on');

-- appointments: at one the receiver was already
INSERT INTO appuntamento (titolo, tipo, inizio, fine, creato_da, servizio_id)
SELECT n, 'COLLOQUIO', now() + interval '2 days', now() + interval '50 hours', pg_temp.chi('parte'), v.id FROM unnest(ARRAY['solo', 'insieme']) n, servizio v WHERE v.codice = 't_uno';
INSERT INTO appuntamento_partecipante (appuntamento_id, operatore_id, inizio)
SELECT a.id, pg_temp.chi(x.chi), a.inizio FROM (VALUES ('solo', 'parte'), ('insieme', 'parte'), ('insieme', 'as_altra')) x (t, chi) JOIN appuntamento a ON a.titolo = x.t;
CREATE FUNCTION pg_temp.presenti() RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(a.titolo || ': ' || o.nome, ', ' ORDER BY a.titolo, o.nome) FROM appuntamento a JOIN appuntamento_partecipante x ON x.appuntamento_id = a.id JOIN operatore o ON o.id = x.operatore_id
   WHERE a.titolo IN ('solo', 'insieme') $$;

DELETE FROM notifica;
SELECT pg_temp.da('referente', pg_temp.passa(NULL, ARRAY['as_altra', 'responsabile'], 'Va via', pg_temp.chi('parte'))) AS atto \gset
SELECT is((SELECT segue_operatore_id FROM richiesta WHERE id = :altrui), pg_temp.chi('as'), 'what was asked on the case of somebody else is awaited by who follows that');
SELECT ok((SELECT r.segue_operatore_id = p.riferimento_operatore_id AND r.richiedente_operatore_id = pg_temp.chi('parte') FROM richiesta r JOIN pratica p ON p.id = r.pratica_id WHERE r.id = :sua), 'on the own one by who has it now; who asked stays who asked');
SELECT is((SELECT segue_operatore_id FROM richiesta WHERE id = :finita), pg_temp.chi('parte'), 'what is over stays');
SELECT is((SELECT count(*)::int FROM registro WHERE rotta = 'richiesta_consegna'), 2, 'the register knows');
SELECT is(pg_temp.da('as', 'SELECT string_agg(oggetto, '' '') FROM richieste_mie WHERE oggetto = ''di as'''), 'di as', 'it is among theirs');
SELECT is((SELECT count(*)::int FROM notifica n WHERE n.tipo = 'decisione' AND n.operatore_id = pg_temp.chi('responsabile') AND n.richiesta_id = :decidere), 1, 'a receiver who may decide is told what waits');
SELECT is((SELECT count(*)::int FROM notifica n WHERE n.tipo = 'decisione' AND n.operatore_id = pg_temp.chi('as_altra')), 0, 'who may not is not');
SELECT ok((SELECT n.testo FROM notifica n WHERE n.tipo = 'passaggio' AND n.operatore_id = pg_temp.chi('as')) LIKE 'Ora segui tu una richiesta in più:%', 'nor does one learn of it by chance');
SELECT is(pg_temp.da('as', format('SELECT count(*) FROM riassegnazione_richiesta WHERE riassegnazione_id = %s', :atto)), '2', 'who has one reads the act, and of it the richieste that they see');
SELECT is(pg_temp.da('due_referente', 'SELECT count(*) FROM riassegnazione_richiesta'), '0', 'another service none');
SELECT is(pg_temp.presenti(), 'insieme: as_altra, solo: as_altra', 'appointments: the receiver goes');
SELECT is(pg_temp.da('referente', format('SELECT supervisione_annulla(%s)', :atto)), '1', 'taken back: the case returns');
SELECT is((SELECT count(*)::int FROM richiesta WHERE id IN (:sua, :altrui) AND segue_operatore_id = pg_temp.chi('parte')), 2, 'the richieste too');
SELECT is(pg_temp.presenti(), 'insieme: as_altra, insieme: parte, solo: parte', 'and whom the act brought into an appointment leaves it, who was there stays');
SELECT throws_ok(format('INSERT INTO riassegnazione_richiesta VALUES (%s, %s, 1, 1)', :atto, :finita), NULL, NULL, 'pages write no such row') FROM (SELECT set_config('role', 'siz_web', true)) x;
RESET ROLE;
SELECT * FROM finish();
ROLLBACK;
