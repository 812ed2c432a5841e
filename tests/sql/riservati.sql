-- Reserved persons and their codes: the second of a code is not refused, and who protects her is told;
-- and what no page may write of where data come from.
BEGIN;
SELECT plan(44);

UPDATE chiave_identita SET programma = decode(repeat('07', 32), 'hex');
INSERT INTO servizio (codice, denominazione, tipo) VALUES ('t_maleo', 'Maleo di prova', 'comune'), ('t_lodi', 'Lodi di prova', 'comune');
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@example.org', 'Prova', initcap(n) FROM unnest(ARRAY['anna', 'bruna', 'lia']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
SELECT o.id, v.id, 1, current_date - 10 FROM (VALUES ('anna', 't_maleo'), ('bruna', 't_maleo'), ('lia', 't_lodi')) x (n, s)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('intervento_generico', 1, 'Prova', '');

CREATE FUNCTION pg_temp.chi(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM operatore WHERE username = 't.' || n $$;
CREATE FUNCTION pg_temp.da(n text, domanda text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  risposta text;
BEGIN
  PERFORM identita_stabilisci(a.operatore_id, a.servizio_id, a.ruolo, false) FROM appartenenza a WHERE a.operatore_id = pg_temp.chi(n);
  SET LOCAL ROLE siz_web;
  EXECUTE domanda INTO risposta;
  RESET ROLE;
  PERFORM set_config('siz.identita', '', true);
  RETURN risposta;
EXCEPTION WHEN OTHERS THEN
  RESET ROLE;
  PERFORM set_config('siz.identita', '', true);
  RAISE;
END
$$;
CREATE FUNCTION pg_temp.rifiuto(n text, domanda text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_temp.da(n, domanda);
  RETURN 'permesso';
EXCEPTION WHEN OTHERS THEN
  RETURN SQLSTATE;
END
$$;
CREATE FUNCTION pg_temp.inserisce(n text, chiamata text, codice text, riservata boolean DEFAULT false, stp text DEFAULT NULL) RETURNS bigint LANGUAGE sql AS $$
  SELECT pg_temp.da(n, format('INSERT INTO soggetto (cognome, nome, sesso, data_nascita, codice_fiscale, codice_stp, motivo_senza_codice, riservato, riservato_motivo)
    VALUES (''Prova'', %L, ''F'', ''1990-04-03'', %L, %L, %L, %L, %L) RETURNING id', chiamata, codice, stp, CASE WHEN codice IS NULL THEN 'NON_NOTO' END, riservata,
    CASE WHEN riservata THEN 'protezione' END))::bigint $$;
-- What the worker does with the jobs that wait; how many were told.
CREATE FUNCTION pg_temp.lavora() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  quanti bigint;
BEGIN
  CREATE TEMP TABLE presi ON COMMIT DROP AS SELECT dati FROM lavoro WHERE tipo = 'doppio_riservato';
  DELETE FROM lavoro WHERE tipo = 'doppio_riservato';
  GRANT SELECT ON presi TO siz_job;
  SET LOCAL ROLE siz_job;
  SELECT sum(doppio_riservato((dati ->> 'soggetto')::bigint, (dati ->> 'da')::bigint)) INTO quanti FROM presi;
  RESET ROLE;
  DROP TABLE presi;
  RETURN quanti;
END
$$;
CREATE FUNCTION pg_temp.persona(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM soggetto WHERE nome = n $$;

-- ---- the second of a code ----------------------------------------------------------------------
SELECT ok(pg_temp.inserisce('anna', 'Chiara', 'PRVCHR90D43F205Z', true) IS NOT NULL, 'Maleo protects a person');
SELECT is(pg_temp.lavora(), 0::bigint, 'of whom there is no double');
SELECT ok(pg_temp.inserisce('lia', 'Doppia', 'PRVCHR90D43F205Z') IS NOT NULL, 'another service enters the same code, and is not refused');
SELECT is((SELECT count(*)::int FROM lavoro WHERE tipo = 'doppio_riservato'), 1, 'a look is queued');
SELECT is(pg_temp.da('lia', 'SELECT count(*) FROM soggetto WHERE codice_fiscale = ''PRVCHR90D43F205Z'''), '1', 'who typed it sees one person');
SELECT is(pg_temp.da('anna', 'SELECT count(*) FROM soggetto WHERE codice_fiscale = ''PRVCHR90D43F205Z'''), '2', 'who protects sees both');
SELECT is(pg_temp.lavora(), 2::bigint, 'who enters persons in the protecting service is told');
SELECT is((SELECT string_agg(o.username, ' ' ORDER BY o.username) FROM notifica n JOIN operatore o ON o.id = n.operatore_id), 't.anna t.bruna', 'nobody else, and not who typed it');
SELECT is((SELECT DISTINCT n.testo FROM notifica n),
  format('Una persona riservata ha una seconda scheda: la numero %s ha lo stesso codice della numero %s. Confrontale: chi l’ha inserita non sa della vostra',
         (SELECT codice FROM soggetto WHERE nome = 'Doppia'), (SELECT codice FROM soggetto WHERE nome = 'Chiara')), 'by numbers only');
SELECT ok(pg_temp.inserisce('lia', 'Libera', 'PRVLBR90D43F205Z') IS NOT NULL, 'a code that nobody has');
SELECT is((SELECT count(*)::int FROM lavoro WHERE tipo = 'doppio_riservato'), 1, 'queues the same look');
SELECT is(pg_temp.lavora(), 0::bigint, 'and tells nobody');
SELECT throws_ok($$SELECT pg_temp.inserisce('anna', 'Terza', 'PRVLBR90D43F205Z')$$, '23505', NULL, 'among those whom all see a code is one person''s');
SELECT ok(pg_temp.inserisce('anna', 'Nascosta', NULL, true, 'STP0123456789012') IS NOT NULL, 'the same of an STP code');
SELECT ok(pg_temp.inserisce('lia', 'Straniera', NULL, false, 'STP0123456789012') IS NOT NULL, 'which is not refused either');
SELECT is(pg_temp.lavora(), 2::bigint, 'and is told');
SELECT throws_ok($$SELECT pg_temp.inserisce('lia', 'Altra', NULL, false, 'STP0123456789012')$$, '23505', NULL, 'nor given twice among all');

-- ---- two services that protect ------------------------------------------------------------------
SELECT ok(pg_temp.inserisce('lia', 'Due', 'PRVCHR90D43F205Z', true) IS NOT NULL, 'a second service may protect the same person');
SELECT is(pg_temp.lavora(), 0::bigint, 'and neither learns of the other');
-- ---- a code that changes, a person who is reserved no more ---------------------------------------
SELECT pg_temp.da('lia', format('UPDATE soggetto SET telefono = ''1'' WHERE id = %s RETURNING id', pg_temp.persona('Libera')));
SELECT is((SELECT count(*)::int FROM lavoro WHERE tipo = 'doppio_riservato'), 0, 'a save that leaves the code asks for no look');
SELECT ok(pg_temp.inserisce('anna', 'Altra', 'PRVLTR90D43F205Z', true) IS NOT NULL, 'another protected person');
SELECT pg_temp.lavora();
SELECT pg_temp.da('lia', format('UPDATE soggetto SET codice_fiscale = ''PRVLTR90D43F205Z'' WHERE id = %s RETURNING id', pg_temp.persona('Libera')));
SELECT is(pg_temp.lavora(), 2::bigint, 'a code that becomes hers is told as well');
SELECT is(pg_temp.rifiuto('anna', format('UPDATE soggetto SET riservato = false, riservato_motivo = NULL WHERE id = %s RETURNING id', pg_temp.persona('Altra'))), '23505',
  'who has a double among all does not become one of all');
SELECT pg_temp.da('lia', format('UPDATE soggetto SET riservato = true, riservato_motivo = ''x'' WHERE id = %s RETURNING id', pg_temp.persona('Libera')));
SELECT is(pg_temp.rifiuto('anna', format('UPDATE soggetto SET riservato = false, riservato_motivo = NULL WHERE id = %s RETURNING id', pg_temp.persona('Altra'))), 'permesso', 'without one she does');

-- ---- which of the two ------------------------------------------------------------------------
SELECT is(pg_temp.da('lia', 'SELECT soggetto_di_codice(''PRVCHR90D43F205Z'', NULL)')::bigint, pg_temp.persona('Due'), 'of a code each service finds the one that it follows');
SELECT is(pg_temp.da('anna', 'SELECT soggetto_di_codice(''PRVCHR90D43F205Z'', NULL)')::bigint, pg_temp.persona('Chiara'), 'never the one of others');
SELECT is(pg_temp.da('anna', format('SELECT soggetto_di_codice(''PRVCHR90D43F205Z'', %s)', pg_temp.persona('Doppia')))::bigint, pg_temp.persona('Doppia'), 'or the one that was asked about');
SELECT is(pg_temp.da('anna', format('SELECT soggetto_di_codice(''PRVCHR90D43F205Z'', %s)', pg_temp.persona('Due')))::bigint, pg_temp.persona('Chiara'), 'if it is seen');
SELECT throws_ok($$SELECT pg_temp.da('anna', 'SELECT doppio_riservato(1, NULL)')$$, '42501', NULL, 'no page looks for doubles');

-- ---- an attestation that stands on the page of somebody unseen ------------------------------------
SELECT pg_temp.da(x.n, format('INSERT INTO pratica (kind, titolare_soggetto_id, data_inizio, dati, modulo_id) VALUES (''intervento_generico'', %s, current_date, ''{"tipo": "ALTRO"}'', %s) RETURNING id',
                              pg_temp.persona(x.p), (SELECT max(id) FROM modulo)))
  FROM (VALUES ('anna', 'Chiara'), ('lia', 'Doppia')) x (n, p);
CREATE FUNCTION pg_temp.isee(n text, di text, piu text DEFAULT '', valori text DEFAULT '') RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.rifiuto(n, format('INSERT INTO isee (soggetto_id, tipo, valore, protocollo, presentata_il, valida_fino%s) VALUES (%s, ''ORD'', 1, ''INPS-ISEE-2026-00000001A-00'', ''2026-01-10'', ''2026-12-31''%s) RETURNING id',
    piu, pg_temp.persona(di), valori)) $$;
SELECT is(pg_temp.isee('anna', 'Chiara'), 'permesso', 'an attestation on the page of a protected person');
SELECT is(pg_temp.isee('lia', 'Doppia'), 'permesso', 'the same one elsewhere is not refused: nobody learns that it is there');
SELECT is(pg_temp.isee('lia', 'Doppia'), '23505', 'twice on one page it is');
SELECT is(pg_temp.isee('lia', 'Doppia', ', fonte', ', ''inps_xml'''), '42501', 'that INPS said so is for no page to write');
INSERT INTO isee (soggetto_id, tipo, valore, protocollo, presentata_il, valida_fino, fonte, creato_da)
VALUES (pg_temp.persona('Doppia'), 'ORD', 1, 'INPS-ISEE-2026-00000002A-00', '2026-01-10', '2026-12-31', 'inps_xml', pg_temp.chi('lia'));
SELECT is(pg_temp.rifiuto('lia', 'INSERT INTO isee_componente (isee_id, cognome, nome) SELECT max(id), ''x'', ''x'' FROM isee RETURNING id'), '42501', 'nor whom it names');

-- ---- what the worker alone writes ------------------------------------------------------------------
INSERT INTO isee_lettura (soggetto_id, operatore_id, stato, dati) VALUES (pg_temp.persona('Doppia'), pg_temp.chi('lia'), 'letta', '{"protocollo": "INPS-ISEE-2026-00000009A-00"}');
INSERT INTO anpr_richiesta (porta, codice_fiscale, soggetto_id, scopo, riferimento, operatore_id, stato)
VALUES ('anpr', 'PRVCHR90D43F205Z', pg_temp.persona('Doppia'), 'x', 'x', pg_temp.chi('lia'), 'errore');
SELECT is(pg_temp.rifiuto('lia', 'UPDATE isee_lettura SET dati = ''{}'' RETURNING id'), '42501', 'what a file of INPS said is not written by a page');
SELECT is(pg_temp.rifiuto('lia', 'UPDATE isee_lettura SET stato = ''letta'' RETURNING id'), '42501', 'nor that it was read');
SELECT is(pg_temp.rifiuto('lia', 'UPDATE anpr_richiesta SET dati = ''{"cognome": "X"}'' RETURNING id'), '42501', 'nor an answer of ANPR');
SELECT is(pg_temp.rifiuto('lia', 'UPDATE anpr_richiesta SET stato = ''trovata'' RETURNING id'), '42501', 'nor that it answered');
SELECT is(pg_temp.rifiuto('lia', 'UPDATE anpr_richiesta SET a_mano = ''x'' RETURNING id'), 'permesso', 'only why somebody was entered by hand');
SELECT is(pg_temp.rifiuto('lia', format('INSERT INTO soggetto_fonte (soggetto_id, campo, fonte) VALUES (%s, ''cognome'', ''anpr'') RETURNING campo', pg_temp.persona('Doppia'))), '42501', 'nor that ANPR certifies a field');
SELECT is(pg_temp.rifiuto('lia', format('SELECT soggetto_fonte_nota(%s, ARRAY[''cognome''], ''anpr'')', pg_temp.persona('Doppia'))), '42501', 'nor by the function behind it');
SELECT is(pg_temp.rifiuto('lia', format('SELECT anpr_usata((SELECT max(id) FROM anpr_richiesta), %s)', pg_temp.persona('Doppia'))), 'SZ410', 'what ANPR did not answer certifies nothing');
SELECT is(pg_temp.da('lia', 'INSERT INTO soggetto (cognome, nome, sesso, data_nascita, codice_fiscale, fonte)
  VALUES (''Prova'', ''Finta'', ''F'', ''1990-04-03'', ''PRVFNT90D43F205Z'', ''anpr'') RETURNING fonte'), 'operatore', 'a person does not come from ANPR by saying so');
SELECT is(pg_temp.da('lia', format('UPDATE soggetto SET fonte = ''anpr'' WHERE id = %s RETURNING fonte', pg_temp.persona('Finta'))), 'operatore', 'nor later');

SELECT * FROM finish();
ROLLBACK;
