-- Access in an emergency (BEY-18).
BEGIN;
SELECT plan(50);

INSERT INTO servizio (codice, denominazione, tipo, sola_lettura) VALUES ('t_uno', 'Servizio uno', 'comune', false), ('t_due', 'Servizio due', 'comune', false),
  ('t_fermo', 'Servizio fermo', 'storico', true);
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'D''Amico <b>&"Rossi"', initcap(n) FROM unnest(ARRAY['as', 'collega', 'capo', 'amministrativo', 'admin', 'due_as', 'due_capo', 'due_capo_2', 'fermo_capo']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
SELECT o.id, v.id, x.r, current_date - 100
  FROM (VALUES ('as', 't_uno', 1), ('collega', 't_uno', 1), ('capo', 't_uno', 2), ('amministrativo', 't_uno', 3), ('admin', 't_uno', 5), ('due_as', 't_due', 1), ('due_capo', 't_due', 2),
               ('due_capo_2', 't_due', 2), ('fermo_capo', 't_fermo', 2)) x (n, s, r)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('segnalazione', 1, 'Prova', '');
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice, riservato) VALUES ('Verdi', 'Ida', 'F', DATE '1950-02-03', 'NON_NOTO', false),
  ('Verdi', 'Ugo', 'M', DATE '1951-02-03', 'NON_NOTO', false);

CREATE FUNCTION pg_temp.chi(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM operatore WHERE username = 't.' || n $$;
CREATE FUNCTION pg_temp.ultima(k text) RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM pratica WHERE kind = k $$;
CREATE FUNCTION pg_temp.da(n text, domanda text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  risposta text;
  toccate bigint;
BEGIN
  PERFORM identita_stabilisci(o.id, a.servizio_id, a.ruolo, v.sola_lettura)
     FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id JOIN servizio v ON v.id = a.servizio_id WHERE o.username = 't.' || n;
  SET LOCAL ROLE siz_web;
  IF domanda ~* '^\s*select' OR domanda ~* 'returning' THEN
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
CREATE FUNCTION pg_temp.nuova(k text, di text) RETURNS text LANGUAGE sql AS $$
  SELECT format('INSERT INTO pratica (kind, titolare_soggetto_id, data_inizio, dati, modulo_id) VALUES (%L, %s, current_date, ''{}'', %s) RETURNING id', k,
                (SELECT id FROM soggetto WHERE nome = di), (SELECT m.id FROM modulo m JOIN kind q ON q.modulo = m.nome WHERE q.codice = k)) $$;
CREATE FUNCTION pg_temp.apri(quale bigint, motivo text DEFAULT 'MINORE', perche text DEFAULT 'La bambina è al pronto soccorso', ore integer DEFAULT 4) RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT emergenza_apri(%s, %L, %L, %s)', quale, motivo, perche, ore) $$;
CREATE FUNCTION pg_temp.vede(n text, quale bigint) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da(n, format('SELECT count(*) || '' '' || coalesce(max(pratica_livello(id)), 0) FROM pratica WHERE id = %s', quale)) $$;

SELECT isnt(pg_temp.da('as', pg_temp.nuova('segnalazione', 'Ida')), NULL, 'a case of one service');
SELECT isnt(pg_temp.da('as', format('INSERT INTO diario_pagina (pratica_id, data, oggetto, testo, privata, autore_operatore_id, autore_servizio_id)
  VALUES (%1$s, current_date, ''a'', ''aperta'', false, identita_operatore(), identita_servizio()), (%1$s, current_date, ''p'', ''privata'', true, identita_operatore(), identita_servizio()) RETURNING id',
  pg_temp.ultima('segnalazione'))), NULL, 'with an open page and a private one');

-- who may
SELECT is(pg_temp.vede('due_capo', pg_temp.ultima('segnalazione')), '0 0', 'a referente of another service does not open it');
SELECT is(pg_temp.da(x.n, format('SELECT emergenza_ammessa(%s)', pg_temp.ultima('segnalazione'))), x.puo, x.n || ' may in an emergency, or not')
  FROM (VALUES ('due_capo', 'true'), ('due_as', 'false'), ('as', 'false'), ('capo', 'false'), ('amministrativo', 'false'), ('admin', 'false'), ('fermo_capo', 'false')) x (n, puo);
SELECT throws_ok(format('SELECT pg_temp.da(%L, %L)', n, pg_temp.apri(pg_temp.ultima('segnalazione'))), 'SZ403', NULL, n || ' is refused') FROM unnest(ARRAY['due_as', 'capo', 'fermo_capo', 'admin']) n;
SELECT throws_ok(format('SELECT pg_temp.da(''due_capo'', %L)', pg_temp.apri(pg_temp.ultima('segnalazione'), 'X')), '23514', NULL, 'a reason of the list is owed');
SELECT throws_ok(format('SELECT pg_temp.da(''due_capo'', %L)', pg_temp.apri(pg_temp.ultima('segnalazione'), 'MINORE', '   presto   ')), '23514', NULL, 'and words');
SELECT throws_ok(format('SELECT pg_temp.da(''due_capo'', %L)', pg_temp.apri(pg_temp.ultima('segnalazione'), 'MINORE', 'La bambina è in ospedale', 73)), '23514', NULL, 'for no longer than three days');
SELECT throws_ok(format('SELECT pg_temp.da(''due_capo'', %L)', pg_temp.apri(99999999)), 'SZ404', NULL, 'a case that is not there');
SELECT isnt(pg_temp.da('as', pg_temp.nuova('segnalazione', 'Ugo')), NULL, 'a case of a reserved person');
UPDATE soggetto SET riservato = true WHERE nome = 'Ugo';
SELECT throws_ok(format('SELECT pg_temp.da(''due_capo'', %L)', pg_temp.apri(pg_temp.ultima('segnalazione'))), 'SZ404', NULL, 'is the same');
SELECT throws_ok($$SELECT pg_temp.da('due_capo', 'INSERT INTO accesso_straordinario (pratica_id, operatore_id, servizio_id, ruolo, motivo, spiegazione, fino) SELECT 1, 1, 1, 2, ''X'', ''0123456789'', now() + interval ''1 hour''')$$,
  '42501', NULL, 'nobody writes it by hand');

-- what it opens
CREATE TEMP TABLE caso AS SELECT min(id) AS id FROM pratica WHERE kind = 'segnalazione';
GRANT SELECT ON caso TO PUBLIC;
SELECT isnt(pg_temp.da('due_capo', pg_temp.apri((SELECT id FROM caso))), NULL, 'it is opened');
SELECT is(pg_temp.vede('due_capo', (SELECT id FROM caso)), '1 1', 'and read');
SELECT is(pg_temp.vede('due_capo_2', (SELECT id FROM caso)), '0 0', 'by nobody else');
SELECT is(pg_temp.da('due_capo', format('SELECT string_agg(testo, '','') FROM diario_pagina WHERE pratica_id = %s', (SELECT id FROM caso))), 'aperta', 'not the private pages');
SELECT is(pg_temp.da('due_capo', format('UPDATE pratica SET dati = ''{}'' WHERE id = %s', (SELECT id FROM caso))), '0', 'nothing is written');
SELECT is(pg_temp.da('due_capo', 'SELECT count(*) FROM elenco_pratiche_assegnate'), '0', 'it is no assignment');
SELECT is(pg_temp.da('due_capo', 'SELECT soggetto_seguito(titolare_soggetto_id) FROM pratica WHERE id = ' || (SELECT id FROM caso)), 'false', 'nor following the person: the ISEE stays shut');
SELECT throws_ok(format('SELECT pg_temp.da(''due_capo'', %L)', pg_temp.apri((SELECT id FROM caso))), 'SZ403', NULL, 'not twice');

-- who is told, and what stays
SELECT is((SELECT string_agg(DISTINCT o.username, ' ' ORDER BY o.username) FROM notifica n JOIN operatore o ON o.id = n.operatore_id WHERE n.testo LIKE 'Accesso in emergenza%'), 't.admin t.as t.capo',
  'who holds it, the referente of its service and who administers are told');
SELECT is((SELECT count(*) FROM lavoro WHERE tipo = 'posta' AND dati ->> 'modello' = 'accesso_emergenza'), 3::bigint, 'by mail too');
SELECT is((SELECT count(*) FROM notifica n WHERE n.testo LIKE 'Accesso in emergenza%' AND n.operatore_id = pg_temp.chi('admin') AND (n.pratica_id IS NOT NULL OR n.via IS NOT NULL)), 0::bigint,
  'who administers is led to no case');
SELECT is(pg_temp.da('collega', format('SELECT motivo || '' '' || spiegazione FROM accesso_straordinario WHERE pratica_id = %s', (SELECT id FROM caso))), 'MINORE La bambina è al pronto soccorso', 'a colleague reads why');
SELECT is(pg_temp.da('due_as', 'SELECT count(*) FROM accesso_straordinario'), '0', 'who does not open the case reads nothing');
SELECT is(pg_temp.da('as', format('SELECT count(*) FROM storia WHERE tabella = ''accesso_straordinario'' AND pratica_id = %s', (SELECT id FROM caso))), '1', 'it is in the history of the case');
SELECT is(pg_temp.da('as', format('SELECT persona || '' '' || scrive FROM pratica_chi_vede(%s) WHERE servizio_nome = ''Servizio due''', (SELECT id FROM caso))), 'Due_Capo D''Amico <b>&"Rossi" false', 'and among who can see it');

-- how it ends
SELECT is((SELECT count(*) FROM accesso WHERE pratica_id = (SELECT id FROM caso) AND origine < 0), 1::bigint, 'one row of the access list');
SELECT accesso_ricostruisci() \g /dev/null
SELECT is(pg_temp.vede('due_capo', (SELECT id FROM caso)), '1 1', 'which the list built anew keeps');
UPDATE accesso SET scade_il = now() - interval '1 second' WHERE origine < 0;
SELECT is(pg_temp.vede('due_capo', (SELECT id FROM caso)), '0 0', 'its hour comes, and it is shut');
UPDATE accesso SET scade_il = now() + interval '1 hour' WHERE origine < 0;
SELECT is(pg_temp.da('due_as', format('SELECT emergenza_chiudi(%s)', (SELECT id FROM caso))), '0', 'a stranger ends nothing');
SELECT is(pg_temp.da('collega', format('SELECT emergenza_chiudi(%s)', (SELECT id FROM caso))), '1', 'the service of the case ends it');
SELECT is(pg_temp.vede('due_capo', (SELECT id FROM caso)), '0 0', 'at once');


-- what happens afterwards
SELECT isnt(pg_temp.da('due_capo', pg_temp.apri((SELECT id FROM caso))), NULL, 'opened again');
UPDATE soggetto SET riservato = true WHERE nome = 'Ida';
SELECT is(pg_temp.vede('due_capo', (SELECT id FROM caso)), '0 0', 'the person is protected now: shut at once');
SELECT is(pg_temp.da('due_capo', 'SELECT count(*) FROM soggetto WHERE nome = ''Ida'''), '0', 'and the person is not seen');
SELECT is((SELECT count(*) FROM accesso_straordinario WHERE pratica_id = (SELECT id FROM caso) AND chiuso_il IS NULL), 0::bigint, 'it has ended, and is not built anew');
UPDATE soggetto SET riservato = false WHERE nome = 'Ida';
SELECT isnt(pg_temp.da('due_capo', pg_temp.apri((SELECT id FROM caso))), NULL, 'opened once more');
UPDATE pratica SET titolare_soggetto_id = (SELECT id FROM soggetto WHERE nome = 'Ugo') WHERE id = (SELECT id FROM caso);
SELECT is(pg_temp.vede('due_capo', (SELECT id FROM caso)), '0 0', 'the case is of somebody protected now: shut at once');
UPDATE pratica SET titolare_soggetto_id = (SELECT id FROM soggetto WHERE nome = 'Ida') WHERE id = (SELECT id FROM caso);
SELECT isnt(pg_temp.da('due_capo', pg_temp.apri((SELECT id FROM caso))), NULL, 'opened for the last time');
UPDATE appartenenza SET valida_al = current_date - 1 WHERE operatore_id = pg_temp.chi('due_capo');
SELECT is(pg_temp.vede('due_capo', (SELECT id FROM caso)), '0 0', 'who left the service in which they asked has it no more');

SELECT * FROM finish();
ROLLBACK;
