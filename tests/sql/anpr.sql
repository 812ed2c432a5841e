-- ANPR: who asks, who sees an answer, what is written of it, what is proposed.
BEGIN;
SELECT plan(33);

INSERT INTO servizio (codice, denominazione, tipo) VALUES ('t_maleo', 'Comune di Maleo di prova', 'comune'), ('t_lodi', 'Comune di Lodi di prova', 'comune');
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'Prova <b>&"' || n || '"', initcap(n) FROM unnest(ARRAY['laura', 'ugo', 'olga', 'lia']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
SELECT o.id, v.id, x.r, current_date - 100 FROM (VALUES ('laura', 't_maleo', 1), ('ugo', 't_maleo', 1), ('olga', 't_maleo', 4), ('lia', 't_lodi', 1)) x (n, s, r)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;

CREATE FUNCTION pg_temp.da(n text, domanda text, ferma boolean DEFAULT false) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  risposta text;
  toccate bigint;
BEGIN
  PERFORM identita_stabilisci(o.id, a.servizio_id, a.ruolo, ferma) FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id WHERE o.username = 't.' || n;
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
CREATE FUNCTION pg_temp.chiede(n text, codice text, ferma boolean DEFAULT false) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da(n, format('SELECT anpr_chiedi(''anpr'', %L, NULL, ''FLUSSI'', '' prot. 12 '', 3)', codice), ferma) $$;
CREATE FUNCTION pg_temp.ultima() RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM anpr_richiesta $$;
CREATE FUNCTION pg_temp.arriva(dati jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  SET LOCAL ROLE siz_job;
  PERFORM anpr_risposta((SELECT (l.dati ->> 'richiesta')::bigint FROM pg_temp.l l), 'trovata', NULL, dati::text, 'C030 1', true, NULL, 5, 60);
  RESET ROLE;
END
$$;
CREATE TEMP VIEW l AS SELECT dati FROM lavoro WHERE tipo = 'anpr' ORDER BY id DESC LIMIT 1;
GRANT SELECT ON l TO siz_job;
CREATE FUNCTION pg_temp.risposta(piu jsonb DEFAULT '{}') RETURNS jsonb LANGUAGE sql AS $$
  SELECT '{"id_anpr": "AB1", "codice_fiscale": "RSSMRA80A01H501U", "cognome": "ROSSI", "nome": "MARIO", "sesso": "M", "data_nascita": "1980-01-01",
    "nascita_comune": "ROMA", "nascita_istat": "058091", "nascita_provincia": "RM", "residenza_comune": "MALEO", "residenza_istat": "098035", "residenza_indirizzo": "VIA DELL''ADDA 3"}'::jsonb || piu $$;

-- ---- asking ----
SELECT throws_ok($$SELECT pg_temp.chiede('olga', 'RSSMRA80A01H501U')$$, 'SZ403', NULL, 'a role without the permission does not ask');
SELECT throws_ok($$SELECT pg_temp.chiede('laura', 'RSSMRA80A01H501U', true)$$, 'SZ403', NULL, 'nobody asks from a read-only service');
SELECT ok(pg_temp.chiede('laura', 'RSSMRA80A01H501U') IS NOT NULL, 'who may, asks');
SELECT is((SELECT riferimento || '|' || (operatore_id IS NOT NULL) FROM anpr_richiesta WHERE id = pg_temp.ultima()), 'prot. 12|true', 'with number and name');
SELECT is((SELECT (dati ->> 'richiesta')::bigint FROM l), pg_temp.ultima(), 'the question is in the queue, and nothing of a person with it');
SELECT throws_ok($$SELECT pg_temp.chiede('laura', 'XX')$$, '23514', NULL, 'only a codice fiscale is asked about');
SELECT pg_temp.chiede('laura', 'RSSMRA80A01H501U'), pg_temp.chiede('laura', 'RSSMRA80A01H501U');
SELECT throws_ok($$SELECT pg_temp.chiede('laura', 'RSSMRA80A01H501U')$$, '23514', NULL, 'the fourth of three in an hour is refused');
SELECT ok(pg_temp.chiede('ugo', 'RSSMRA80A01H501U') IS NOT NULL, 'a colleague has an hour of his own');
SELECT throws_ok($$SELECT pg_temp.da('laura', 'INSERT INTO anpr_richiesta (porta, codice_fiscale, scopo, riferimento) VALUES (''anpr'', ''RSSMRA80A01H501U'', ''x'', ''x'')')$$, '42501', NULL, 'there is no other way to ask');
SELECT throws_ok($$SELECT pg_temp.da('laura', 'SELECT anpr_risposta(1, ''trovata'', NULL, ''{}'', NULL, true, NULL, 1, 1)')$$, '42501', NULL, 'a page does not answer');

-- ---- the answer ----
SELECT pg_temp.arriva(pg_temp.risposta());
SELECT is(pg_temp.da('ugo', 'SELECT count(*) FROM anpr_richiesta WHERE dati IS NOT NULL'), '1', 'the answer is there for who asked');
SELECT is(pg_temp.da('laura', 'SELECT count(*) FROM anpr_richiesta WHERE dati IS NOT NULL'), '0', 'and for nobody else');
SELECT is((SELECT count(*) FROM registro WHERE azione = 'interroga' AND esito = 'trovata' AND dettaglio ->> 'scopo' = 'FLUSSI')::int, 1, 'the register has its row');
SELECT throws_ok(format($$SELECT pg_temp.da('laura', 'SELECT anpr_importa(%s)')$$, pg_temp.ultima()), 'SZ410', NULL, 'another does not use it');
SELECT ok(pg_temp.da('ugo', format('SELECT anpr_importa(%s)', pg_temp.ultima())) IS NOT NULL, 'who asked takes the person over');
CREATE FUNCTION pg_temp.mario() RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM soggetto WHERE codice_fiscale = 'RSSMRA80A01H501U' $$;
SELECT is((SELECT concat_ws('|', cognome, nome, residenza_indirizzo, fonte, anpr_luogo(nascita_comune_id)) FROM soggetto WHERE id = pg_temp.mario()), 'Rossi|Mario|Via Dell''Adda 3|anpr|Roma (RM)', 'in our letters');
SELECT is((SELECT count(*) FROM soggetto_fonte WHERE soggetto_id = pg_temp.mario() AND fonte = 'anpr')::int, 8, 'with source and date of each field');
SELECT throws_ok(format($$SELECT pg_temp.da('ugo', 'SELECT anpr_importa(%s)')$$, pg_temp.ultima()), 'SZ410', NULL, 'once');

-- ---- comparing ----
UPDATE soggetto SET residenza_indirizzo = 'Via dell’Adda, 3', cognome = 'Róssi' WHERE id = pg_temp.mario();
SELECT is((SELECT count(*) FROM soggetto s, anpr_confronta(s, pg_temp.risposta()) c WHERE s.id = pg_temp.mario() AND c.diverso)::int, 0, 'accents, apostrophes and commas are no difference');
SELECT is((SELECT string_agg(campo, ',') FROM soggetto s, anpr_confronta(s, pg_temp.risposta('{"data_decesso": "2026-10-01", "residenza_istat": "098019"}')) c WHERE s.id = pg_temp.mario() AND c.diverso),
  'residenza_comune,data_decesso', 'a death and a move are');
SELECT is((SELECT count(*) FROM soggetto s, anpr_confronta(s, '{}') c WHERE s.id = pg_temp.mario() AND c.diverso)::int, 0, 'what ANPR does not say is none');
SELECT is((SELECT count(*) FROM soggetto_fonte WHERE soggetto_id = pg_temp.mario() AND campo IN ('cognome', 'residenza_indirizzo'))::int, 0, 'what was changed by hand is certified no more');

-- ---- proposals ----
SELECT anpr_proponi(pg_temp.mario(), pg_temp.risposta('{"data_decesso": "2026-10-01"}'));
SELECT is((SELECT data_decesso FROM soggetto WHERE id = pg_temp.mario()), NULL, 'a death is proposed, not applied');
SELECT anpr_proponi(pg_temp.mario(), pg_temp.risposta('{"data_decesso": "2026-10-01"}'));
SELECT is((SELECT count(*) FROM anpr_proposta WHERE stato = 'aperta')::int, 1, 'once');
SELECT throws_ok($$SELECT pg_temp.da('lia', 'SELECT anpr_proposta_decidi(' || (SELECT max(id) FROM anpr_proposta) || ', false, NULL)')$$, '23514', NULL, 'turning down owes a reason');
SELECT ok(pg_temp.da('ugo', 'SELECT anpr_proposta_decidi(' || (SELECT max(id) FROM anpr_proposta) || ', false, ''Omonimia'')') <> '0', 'with one it is turned down');
SELECT anpr_proponi(pg_temp.mario(), pg_temp.risposta('{"data_decesso": "2026-10-01"}'));
SELECT is((SELECT count(*) FROM anpr_proposta WHERE stato = 'aperta')::int, 0, 'and stays so while ANPR says the same');
SELECT anpr_proponi(pg_temp.mario(), pg_temp.risposta('{"data_decesso": "2026-10-02"}'));
SELECT is((SELECT count(*) FROM anpr_proposta WHERE stato = 'aperta')::int, 1, 'something new is proposed');
SELECT is(pg_temp.da('ugo', 'SELECT anpr_proposta_decidi(' || (SELECT max(id) FROM anpr_proposta) || ', true, NULL)', true), '0', 'nobody takes it in a read-only service');
SELECT ok(pg_temp.da('ugo', 'SELECT anpr_proposta_decidi(' || (SELECT max(id) FROM anpr_proposta) || ', true, NULL)') <> '0', 'taken');
SELECT is((SELECT data_decesso::text FROM soggetto WHERE id = pg_temp.mario()), '2026-10-02', 'then it is written');

-- ---- the review queue ----
SELECT pg_temp.da('ugo', $$INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice, condizione) VALUES ('D''Amico <b>&"Rossi"', 'Ida', 'F', '1950-02-03', 'NON_NOTO', 'residente') RETURNING id$$);
SELECT is((SELECT motivo FROM soggetto_rivedere WHERE rivisto_il IS NULL), 'cf_da_attribuire', 'who has no codice fiscale waits in the queue');
SELECT pg_temp.da('ugo', $$UPDATE soggetto SET codice_fiscale = 'DMCDIA50B43H501X' WHERE nome = 'Ida'$$);
SELECT is((SELECT esito FROM soggetto_rivedere), 'I dati che mancavano sono stati completati', 'and leaves it when the datum is there');

SELECT * FROM finish();
ROLLBACK;
