-- The right of access: who may ask, what is left out, and that a large register does not matter.
BEGIN;
SELECT plan(31);

INSERT INTO servizio (codice, denominazione, tipo) VALUES ('t_maleo', 'Maleo di prova', 'comune'), ('t_lodi', 'Lodi di prova', 'comune');
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'Prova', initcap(n) FROM unnest(ARRAY['rita', 'laura', 'lia']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
SELECT o.id, v.id, x.r, current_date - 100
  FROM (VALUES ('rita', 't_maleo', 2), ('laura', 't_maleo', 1), ('lia', 't_lodi', 1)) x (n, s, r)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('intervento_generico', 1, 'Prova', '');
INSERT INTO kind (codice, denominazione, plurale, articolo, prefisso, percorso, modulo, nel_quadro)
VALUES ('t_nascosta', 'Cosa nascosta', 'Cose nascoste', 'la cosa', 'TNA', '/t', 'intervento_generico', false);
INSERT INTO regola_accesso VALUES ('t_nascosta', 1, 'servizio', 2);
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice, creato_da, creato_servizio_id)
SELECT 'D''Amico <b>', n, 'F', DATE '1950-02-03', 'NON_NOTO', o.id, a.servizio_id
  FROM unnest(ARRAY['Ida', 'Ada']) n, operatore o JOIN appartenenza a ON a.operatore_id = o.id WHERE o.username = 't.laura';

CREATE FUNCTION pg_temp.chi(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM operatore WHERE username = 't.' || n $$;
CREATE FUNCTION pg_temp.dove(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM servizio WHERE codice = 't_' || n $$;
CREATE FUNCTION pg_temp.s(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM soggetto WHERE nome = n AND cognome LIKE 'D''Amico <b>' $$;
CREATE FUNCTION pg_temp.caso(n text, di_kind text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM identita_stabilisci(o.id, a.servizio_id, a.ruolo, false) FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id WHERE o.username = 't.' || n;
  INSERT INTO pratica (kind, codice, titolare_soggetto_id, servizio_id, riferimento_operatore_id, stato, data_inizio, dati, modulo_id, creato_da)
  VALUES (di_kind, '', pg_temp.s('Ida'), 1, 1, 'A', current_date - 10, '{}', (SELECT max(id) FROM modulo), 1);
  PERFORM set_config('siz.identita', '', true);
END
$$;
-- As the worker, under the identity of that operator.
CREATE FUNCTION pg_temp.da(n text, domanda text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  risposta text;
BEGIN
  PERFORM identita_stabilisci(o.id, a.servizio_id, a.ruolo, false) FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id WHERE o.username = 't.' || n;
  SET LOCAL ROLE siz_job;
  EXECUTE domanda INTO risposta;
  RESET ROLE;
  PERFORM set_config('siz.identita', '', true);
  RETURN risposta;
END
$$;
CREATE FUNCTION pg_temp.legge(n text, oggetto text, numero bigint, di bigint) RETURNS void LANGUAGE sql AS $$
  INSERT INTO registro (operatore_id, servizio_id, ruolo, azione, oggetto, oggetto_id, soggetto_id)
  SELECT o.id, a.servizio_id, a.ruolo, 'apri', oggetto, numero, di FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id WHERE o.username = 't.' || n $$;

SELECT pg_temp.caso('laura', 'intervento_generico');
SELECT is(pg_temp.da('rita', format('SELECT count(*) FROM diritto_servizi(%s)', pg_temp.s('Ida'))), '1', 'a case of Maleo');
SELECT pg_temp.caso('lia', 'intervento_generico');
SELECT is(pg_temp.da('rita', format('SELECT string_agg(servizio || '' '' || aperte, '', '' ORDER BY servizio) FROM diritto_servizi(%s)', pg_temp.s('Ida'))), 'Lodi di prova 1, Maleo di prova 1',
  'and one of Lodi, which she does not open');
SELECT pg_temp.legge('lia', 'soggetto', pg_temp.s('Ida'), pg_temp.s('Ida'));
SELECT pg_temp.legge('lia', 'lettera', 7, pg_temp.s('Ida'));
SELECT is(pg_temp.da('rita', format('SELECT string_agg(cosa, '', '' ORDER BY cosa) FROM diritto_letture(%s) WHERE ufficio = ''Lodi di prova'' AND cosa NOT LIKE ''Dati%%''', pg_temp.s('Ida'))),
  'Pratica letta, Scheda della persona letta', 'what Lodi read');
SELECT pg_temp.caso('lia', 't_nascosta');
SELECT pg_temp.legge('lia', 'pratica', (SELECT max(id) FROM pratica WHERE kind = 't_nascosta'), pg_temp.s('Ida'));
SELECT is(pg_temp.da('rita', format('SELECT count(*) FROM diritto_servizi(%s) WHERE cosa = ''Cose nascoste''', pg_temp.s('Ida'))), '0', 'a kind that does not show is not told');
SELECT is(pg_temp.da('rita', format('SELECT count(*) FROM diritto_letture(%s) WHERE cosa LIKE ''%%TNA%%''', pg_temp.s('Ida'))), '0', 'nor who read it');
SELECT is(pg_temp.da('rita', format('SELECT string_agg(cosa, '', '' ORDER BY cosa) FROM diritto_letture(%s) WHERE ufficio = ''Lodi di prova'' AND cosa NOT LIKE ''Dati%%''', pg_temp.s('Ida'))),
  'Scheda della persona letta', 'nor what cannot be led back to a case');
SELECT pg_temp.legge('lia', 'soggetto_significativo', 3, pg_temp.s('Ida'));
SELECT is(pg_temp.da('rita', format('SELECT count(*) FROM diritto_letture(%s) WHERE cosa ~ ''significativo''', pg_temp.s('Ida'))), '0', 'nor the cases of others in which she is named');
SELECT is(pg_temp.da('rita', format('SELECT count(*) FROM diritto_comunicazioni(%s)', pg_temp.s('Ida'))), '0', 'communicated to nobody');
INSERT INTO assegnazione (pratica_id, servizio_id, livello, assegnata_da, valida_al)
SELECT p.id, pg_temp.dove('lodi'), 1, pg_temp.chi('laura'), current_date + 30 FROM pratica p WHERE p.servizio_id = pg_temp.dove('maleo') AND p.kind = 'intervento_generico' AND p.titolare_soggetto_id = pg_temp.s('Ida');
SELECT is(pg_temp.da('rita', format('SELECT a_chi || '' '' || come || '' '' || (al = current_date + 30) FROM diritto_comunicazioni(%s)', pg_temp.s('Ida'))), 'Lodi di prova può leggere true', 'then to Lodi, until when');

-- who may ask
SELECT throws_ok(format('SELECT pg_temp.da(''laura'', ''SELECT count(*) FROM diritto_letture(%s)'')', pg_temp.s('Ida')), 'SZ403', NULL, 'not a role without the permission');
SELECT throws_ok(format('SELECT pg_temp.da(''laura'', ''SELECT count(*) FROM diritto_servizi(%s)'')', pg_temp.s('Ida')), 'SZ403', NULL, 'for none of the questions');
SELECT throws_ok(format('SELECT pg_temp.da(''laura'', ''SELECT count(*) FROM diritto_comunicazioni(%s)'')', pg_temp.s('Ida')), 'SZ403', NULL, 'nor this one');
SELECT throws_ok(format('SELECT pg_temp.da(''rita'', ''SELECT count(*) FROM diritto_letture(%s)'')', 999999999), 'SZ404', NULL, 'nobody is nobody');
UPDATE soggetto SET riservato = true, creato_servizio_id = pg_temp.dove('lodi') WHERE id = pg_temp.s('Ada');
SELECT throws_ok(format('SELECT pg_temp.da(''rita'', ''SELECT count(*) FROM diritto_letture(%s)'')', pg_temp.s('Ada')), 'SZ404', NULL, 'nor is a reserved person of others');
SELECT throws_ok('SET LOCAL ROLE siz_web; SELECT * FROM diritto_letture(1)', '42501', NULL, 'no page asks');
RESET ROLE;

-- AUD-5: the cost does not grow with the register.
INSERT INTO registro (operatore_id, servizio_id, ruolo, azione, oggetto, oggetto_id, soggetto_id, quando)
SELECT pg_temp.chi('lia'), pg_temp.dove('lodi'), 1, 'apri', 'soggetto', pg_temp.s('Ida'), CASE WHEN n % 100 = 0 THEN pg_temp.s('Ida') ELSE n END, now() - n * interval '1 minute'
  FROM generate_series(1, 200000) n;
ANALYZE registro;
CREATE FUNCTION pg_temp.piano() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  riga text;
  tutto text := '';
BEGIN
  FOR riga IN EXECUTE format('EXPLAIN SELECT count(*) FROM registro r WHERE r.soggetto_id = %s AND r.oggetto IS DISTINCT FROM ''soggetto_significativo''', pg_temp.s('Ida')) LOOP
    tutto := tutto || riga || E'\n';
  END LOOP;
  RETURN tutto;
END
$$;
SELECT matches(pg_temp.piano(), 'registro_soggetto', 'one person is one range of an index');
SELECT is(pg_temp.da('rita', format('SELECT sum(volte) >= 2000 FROM diritto_letture(%s)', pg_temp.s('Ida'))), 'true', 'and every row of it is counted');

-- ---- what hangs on the person ----
SELECT throws_ok(format('SELECT pg_temp.da(''laura'', ''SELECT count(*) FROM %s(%s)'')', f, pg_temp.s('Ida')), 'SZ403', NULL, 'without the permission no ' || f)
  FROM unnest(ARRAY['diritto_dati', 'diritto_nuclei', 'diritto_isee', 'diritto_domande']) f;
SELECT is(has_function_privilege('siz_web', f || '(bigint)', 'EXECUTE'), false, 'no page asks for ' || f) FROM unnest(ARRAY['diritto_dati', 'diritto_nuclei', 'diritto_isee', 'diritto_domande']) f;
SELECT is(pg_temp.da('rita', format('SELECT count(*) FROM diritto_nuclei(%s)', pg_temp.s('Ida'))), '0', 'who is in no household is in none');

-- ---- what another service was asked ----
INSERT INTO richiesta (codice, tipo, stato, attende, pratica_id, pratica_codice, pratica_kind, soggetto_id, servizio_id, richiedente_operatore_id, destinatario_id, oggetto, testo, entro, promemoria)
SELECT 'RIC-1', 'parere', 'V', 'decide', p.id, p.codice, p.kind, p.titolare_soggetto_id, p.servizio_id, pg_temp.chi('laura'), pg_temp.dove('lodi'), 'Prova', 'Prova', current_date + 5, current_date + 3
  FROM pratica p WHERE p.servizio_id = pg_temp.dove('maleo') AND p.kind = 'intervento_generico' AND p.titolare_soggetto_id = pg_temp.s('Ida') LIMIT 1;
SELECT is(pg_temp.da('rita', format('SELECT a_chi FROM diritto_comunicazioni(%s) WHERE cosa LIKE ''%%RIC-1%%''', pg_temp.s('Ida'))), 'Lodi di prova', 'a service that was asked is told');

-- ---- reports that somebody sent on the person ----
INSERT INTO avviso (kind, servizio_id, titolo, anno) SELECT 'self', pg_temp.dove('maleo'), 'Prova', 2026;
INSERT INTO utente_esterno (codice_fiscale, cognome, nome, email, idp) VALUES ('RSSMRA80A01H501U', 'Rossi', 'Mario', 'm@example.org', 'https://idp.example');
INSERT INTO domanda (avviso_id, kind, servizio_id, codice, stato, utente_esterno_id, mittente, mittente_ente, soggetto_id, inviata_il)
SELECT a.id, 'self', a.servizio_id, 'SELF-1', 'P', u.id, 'Mario Rossi', 'Centro <b>', pg_temp.s('Ida'), now() FROM avviso a, utente_esterno u WHERE a.servizio_id = pg_temp.dove('maleo') AND u.cognome = 'Rossi';
SELECT is(pg_temp.da('rita', format('SELECT codici || '' '' || aperte || '' '' || chiuse FROM diritto_servizi(%s) WHERE cosa = ''Segnalazioni al SELF''', pg_temp.s('Ida'))), 'SELF-1 1 0', 'what was reported is told');
SELECT is(pg_temp.da('rita', format('SELECT a_chi FROM diritto_comunicazioni(%s) WHERE cosa LIKE ''%%SELF-1''', pg_temp.s('Ida'))), 'Centro <b>', 'and who follows it');
UPDATE domanda SET servizio_id = pg_temp.dove('lodi') WHERE codice = 'SELF-1';
SELECT is(pg_temp.da('rita', format('SELECT count(*) FROM diritto_servizi(%s) WHERE cosa = ''Segnalazioni al SELF''', pg_temp.s('Ida'))), '0', 'another service does not learn of it here');
SELECT throws_ok('SET LOCAL ROLE siz_job; SELECT * FROM diritto_segnalazioni(1)', '42501', NULL, 'nor does anybody ask for it by itself');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
