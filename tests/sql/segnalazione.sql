-- Segnalazioni: who opens them, contacts of nobody, the chain of cases with both its ends.
BEGIN;
SELECT plan(37);

INSERT INTO servizio (codice, denominazione, tipo, sola_lettura) VALUES ('t_uno', 'Servizio uno', 'comune', false), ('t_due', 'Servizio due', 'comune', false),
  ('t_fermo', 'Servizio fermo', 'storico', true);
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'D''Amico <b>&"Rossi"', initcap(n) FROM unnest(ARRAY['assistente', 'referente', 'amministrativo', 'sociale', 'admin', 'altra', 'storica']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
SELECT o.id, v.id, x.r, current_date - 100
  FROM (VALUES ('assistente', 't_uno', 1), ('referente', 't_uno', 2), ('amministrativo', 't_uno', 3), ('sociale', 't_uno', 4), ('admin', 't_uno', 5),
               ('altra', 't_due', 1), ('storica', 't_fermo', 1)) x (n, s, r)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('segnalazione', 1, 'Prova', ''), ('intervento_generico', 1, 'Prova', '');
INSERT INTO modulo_campo (modulo_id, nome, etichetta, tipo, ordine, gruppo, vocabolario)
SELECT id, 'motivo', 'Motivo', 'scelta', 1, 'g', 'motivo_segnalazione' FROM modulo WHERE nome = 'segnalazione';
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice) VALUES ('D''Amico <b>&"Rossi"', 'Ida', 'F', DATE '1950-02-03', 'NON_NOTO');

CREATE FUNCTION pg_temp.dove(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM servizio WHERE codice = 't_' || n $$;
CREATE FUNCTION pg_temp.ultima(k text) RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM pratica WHERE kind = k $$;
CREATE FUNCTION pg_temp.da(n text, domanda text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  risposta text;
  toccate bigint;
BEGIN
  PERFORM identita_stabilisci(o.id, a.servizio_id, a.ruolo, v.sola_lettura)
     FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id JOIN servizio v ON v.id = a.servizio_id WHERE o.username = 't.' || n;
  SET LOCAL ROLE siz_web;
  IF domanda ~* '^\s*select' THEN
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
CREATE FUNCTION pg_temp.nuova(k text, di bigint, dati text) RETURNS text LANGUAGE sql AS $$
  SELECT format('INSERT INTO pratica (kind, titolare_soggetto_id, data_inizio, dati, modulo_id) VALUES (%L, %L, current_date, %L, %s)', k, di, dati,
                (SELECT m.id FROM modulo m JOIN kind q ON q.modulo = m.nome WHERE q.codice = k)) $$;
CREATE FUNCTION pg_temp.ida() RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM soggetto $$;

-- who writes one: every role that works in a service (AMB-17), in no read-only one
SELECT is(pg_temp.da(n, pg_temp.nuova('segnalazione', pg_temp.ida(), '{"tipo": "CONTATTO", "motivo": "ABI01"}')), '1', n || ' writes a segnalazione')
  FROM unnest(ARRAY['referente', 'amministrativo', 'sociale', 'assistente']) n;
SELECT throws_ok(format('SELECT pg_temp.da(%L, %L)', n, pg_temp.nuova('segnalazione', pg_temp.ida(), '{}')), NULL, NULL, n || ' writes none')
  FROM unnest(ARRAY['admin', 'storica']) n;
SELECT matches((SELECT codice FROM pratica WHERE id = pg_temp.ultima('segnalazione')), '^SEG-\d{4}-\d{5,}$', 'with a code of its own');
SELECT is((SELECT creato_ruolo::int FROM pratica WHERE id = pg_temp.ultima('segnalazione')), 1, 'and the role in which it was written');
SELECT throws_ok(format($$SELECT pg_temp.da('assistente', 'UPDATE pratica SET creato_ruolo = 2 WHERE id = %s')$$, pg_temp.ultima('segnalazione')), 'SZ403', NULL, 'which does not change');

-- who opens it (SEG-08, ROL-04, ROL-05)
SELECT is(pg_temp.da(x.n, format('SELECT count(*) FROM pratica WHERE id = %s', pg_temp.ultima('segnalazione'))), x.atteso, x.n || ' opens it, or not')
  FROM (VALUES ('assistente', '1'), ('referente', '1'), ('amministrativo', '1'), ('sociale', '1'), ('admin', '0'), ('altra', '0'), ('storica', '0')) x (n, atteso);
SELECT is(pg_temp.da('altra', format('SELECT count(*) FROM pratica_sommario(%s)', pg_temp.ultima('segnalazione'))), '1', 'that it is there another service may know');
SELECT is(pg_temp.da('assistente', format('SELECT campo_1 || '' | '' || stato_nome || '' | '' || titolare FROM elenco_pratiche WHERE id = %s', pg_temp.ultima('segnalazione'))),
  'Abitazione: Sfratto esecutivo | Aperta | D''Amico <b>&"Rossi" Ida', 'the list has its words');

-- of nobody (SEG-02)
SELECT is(pg_temp.da('sociale', pg_temp.nuova('segnalazione', NULL, '{"contatto_cognome": "Ferari"}')), '1', 'a contact may be nobody''s');
SELECT is(pg_temp.da('assistente', format('SELECT titolare FROM elenco_pratiche WHERE id = %s', pg_temp.ultima('segnalazione'))), 'Ferari', 'called as they were');
SELECT is(pg_temp.da('altra', format('SELECT count(*) FROM pratica_sommario(%s)', pg_temp.ultima('segnalazione'))), '0', 'of which others know nothing');
SELECT throws_ok(format('SELECT pg_temp.da(''assistente'', %L)', pg_temp.nuova('intervento_generico', NULL, '{}')), '23514', NULL, 'an intervento is always somebody''s');
SELECT throws_ok(format($$SELECT pg_temp.da('assistente', 'INSERT INTO assegnazione (pratica_id, servizio_id) VALUES (%s, %s)')$$, pg_temp.ultima('segnalazione'), pg_temp.dove('due')),
  '23514', NULL, 'without a person there is no consent: it goes nowhere (SOG-10)');
SELECT is(pg_temp.da('assistente', format('UPDATE pratica SET titolare_soggetto_id = %s WHERE id = %s', pg_temp.ida(), pg_temp.ultima('segnalazione'))), '1', 'it is tied later');
SELECT throws_ok(format($$SELECT pg_temp.da('assistente', 'UPDATE pratica SET titolare_soggetto_id = NULL WHERE id = %s')$$, pg_temp.ultima('segnalazione')), '23514', NULL, 'and not untied');
SELECT throws_ok(format($$SELECT pg_temp.da('assistente', 'UPDATE pratica SET titolare_soggetto_id = 0 WHERE id = %s')$$, pg_temp.ultima('segnalazione')), '23503', NULL, 'nor to one who is not there');

-- its end has a list of its own
SELECT throws_ok(format($$SELECT pg_temp.da('assistente', 'SELECT pratica_transizione(%s, %s, ''chiudi'', current_date, ''01'')')$$, pg_temp.ultima('segnalazione'),
  (SELECT versione FROM pratica WHERE id = pg_temp.ultima('segnalazione'))), '23514', NULL, 'a reason of interventi does not end it');
SELECT is(pg_temp.da('assistente', format('SELECT pratica_transizione(%s, %s, ''chiudi'', current_date, ''INFO'')', pg_temp.ultima('segnalazione'),
  (SELECT versione FROM pratica WHERE id = pg_temp.ultima('segnalazione')))), 'T', 'an outcome does');

-- the chain
SELECT is(pg_temp.da('assistente', pg_temp.nuova('intervento_generico', pg_temp.ida(), '{"tipo": "GEN05"}')), '1', 'an intervento of the same person');
CREATE FUNCTION pg_temp.lega(da bigint, a bigint, chi text) RETURNS text LANGUAGE sql AS $$
  SELECT format('INSERT INTO pratica_collegamento (da_pratica_id, pratica_id, creato_da) VALUES (%s, %s, identita_operatore())', da, a) $$;
SELECT throws_ok(format('SELECT pg_temp.da(''assistente'', %L)', pg_temp.lega(pg_temp.ultima('intervento_generico'), pg_temp.ultima('segnalazione'), 'assistente')), '42501', NULL,
  'a segnalazione does not follow from an intervento');
SELECT throws_ok(format('SELECT pg_temp.da(''altra'', %L)', pg_temp.lega(pg_temp.ultima('segnalazione'), pg_temp.ultima('intervento_generico'), 'altra')), '42501', NULL,
  'who opens neither ties nothing');
SELECT is(pg_temp.da('assistente', pg_temp.lega(pg_temp.ultima('segnalazione'), pg_temp.ultima('intervento_generico'), 'assistente')), '1', 'the intervento follows');
SELECT throws_ok(format('SELECT pg_temp.da(''assistente'', %L)', pg_temp.lega(pg_temp.ultima('segnalazione'), pg_temp.ultima('intervento_generico'), 'assistente')), '23505', NULL, 'once');
SELECT is(pg_temp.da('sociale', 'SELECT count(*) FROM pratica_collegamento'), '1', 'who opens both ends sees it');
SELECT is(pg_temp.da('altra', 'SELECT count(*) FROM pratica_collegamento'), '0', 'nobody else');
UPDATE accesso SET livello = 1 WHERE pratica_id = pg_temp.ultima('intervento_generico');
SELECT is(pg_temp.da('sociale', 'DELETE FROM pratica_collegamento'), '0', 'who only reads the follower does not untie it');
INSERT INTO consenso (soggetto_id, informativa_id, esito, data) SELECT pg_temp.ida(), min(id), 'dato', current_date FROM informativa;
INSERT INTO assegnazione (pratica_id, servizio_id, livello, assegnata_da) SELECT pg_temp.ultima('segnalazione'), pg_temp.dove('due'), 2, min(id) FROM operatore;
SELECT is(pg_temp.da('altra', 'SELECT count(*) FROM pratica') || pg_temp.da('altra', 'SELECT count(*) FROM pratica_collegamento'), '10',
  'who opens one end does not learn that there is another');

SELECT * FROM finish();
ROLLBACK;
