-- Interventi: the same benefit twice, and what may be said of it; what must be granted before one is paid; types by service and day.
BEGIN;
SELECT plan(47);

INSERT INTO servizio (codice, denominazione, tipo, sola_lettura) VALUES ('t_uno', 'Servizio uno', 'comune', false), ('t_due', 'Servizio due', 'comune', false);
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'D''Amico <b>&"Rossi"', initcap(n) FROM unnest(ARRAY['assistente', 'capo', 'amministrativo', 'admin', 'altra']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, responsabile, valida_dal)
SELECT o.id, v.id, x.r, x.c, current_date - 100
  FROM (VALUES ('assistente', 't_uno', 1, false), ('capo', 't_uno', 2, true), ('amministrativo', 't_uno', 3, false), ('admin', 't_uno', 5, false), ('altra', 't_due', 1, false)) x (n, s, r, c)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('intervento_economico', 1, 'Prova', ''), ('intervento_prestazione', 1, 'Prova', '');
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice, riservato, riservato_motivo, creato_servizio_id)
SELECT x.*, v.id FROM servizio v, (VALUES ('D''Amico <b>&"Rossi"', 'Ida', 'F', DATE '1950-02-03', 'NON_NOTO', false, NULL), ('Bassi', 'Nera', 'F', DATE '1951-02-03', 'NON_NOTO', true, 'prova'),
       ('Corti', 'Senza', 'F', DATE '1952-02-03', 'NON_NOTO', false, NULL)) x WHERE v.codice = 't_uno';
INSERT INTO consenso (soggetto_id, informativa_id, esito, data) SELECT s.id, (SELECT min(id) FROM informativa), 'dato', current_date FROM soggetto s WHERE s.nome IN ('Ida', 'Nera');

CREATE FUNCTION pg_temp.dove(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM servizio WHERE codice = 't_' || n $$;
CREATE FUNCTION pg_temp.persona(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM soggetto WHERE nome = n $$;
CREATE FUNCTION pg_temp.da(n text, domanda text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  risposta text;
BEGIN
  PERFORM identita_stabilisci(o.id, a.servizio_id, a.ruolo, v.sola_lettura)
     FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id JOIN servizio v ON v.id = a.servizio_id WHERE o.username = 't.' || n;
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
CREATE FUNCTION pg_temp.apre(n text, kind text, chi text, tipo text, inps text, dal date, prevista date DEFAULT NULL) RETURNS bigint LANGUAGE sql AS $$
  SELECT pg_temp.da(n, format('INSERT INTO pratica (kind, codice, titolare_soggetto_id, servizio_id, riferimento_operatore_id, stato, data_inizio, data_fine_prevista, motivo_attivazione, dati, modulo_id, creato_da)
    VALUES (%L, '''', %s, identita_servizio(), identita_operatore(), ''A'', %L, %L, ''1'', %L, %s, identita_operatore()) RETURNING id', kind, pg_temp.persona(chi), dal, prevista,
    jsonb_build_object('tipo', tipo, 'inps', inps), (SELECT max(m.id) FROM modulo m WHERE m.nome = kind)))::bigint $$;
-- What somebody learns before they give a benefit to that person.
CREATE FUNCTION pg_temp.doppi(n text, chi text, tipo text, inps text, dal date DEFAULT current_date, al date DEFAULT NULL, escluso bigint DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da(n, format('SELECT string_agg(servizio || '' '' || che, '', '' ORDER BY pratica_id) FROM intervento_doppi(ARRAY[%s]::bigint[], ''intervento_economico'', %L, %L, %L, %L, %L)',
    pg_temp.persona(chi), tipo, inps, dal, al, escluso)) $$;

-- ---- the kinds are rows, as the generic ones (GEN-38, ECO-01) ----
SELECT is((SELECT string_agg(codice || ' ' || prefisso, ', ' ORDER BY codice) FROM kind WHERE intervento),
  'intervento_economico ECO, intervento_generico GEN, intervento_prestazione PRS, intervento_struttura STR', 'four kinds of intervento');
SELECT is_empty($$SELECT k.codice, r.ruolo, r.relazione, r.livello FROM kind k, regola_accesso r WHERE k.intervento AND r.kind = 'intervento_generico'
  EXCEPT SELECT kind, ruolo, relazione, livello FROM regola_accesso$$, 'who may what is the same for all four');
SELECT is_empty($$SELECT k.codice, t.da, t.azione, t.a FROM kind k, transizione t WHERE k.intervento AND t.kind = 'intervento_generico' EXCEPT SELECT kind, da, azione, a FROM transizione$$, 'so are states');
SELECT is_empty($$SELECT s.da_kind, k.codice FROM kind k, kind_seguito s WHERE k.intervento AND s.a_kind = 'intervento_generico' EXCEPT SELECT da_kind, a_kind FROM kind_seguito$$, 'and what they follow from');

-- ---- the same benefit twice (QRI-08, ECO-05) ----
CREATE TEMP TABLE c AS SELECT pg_temp.apre('altra', 'intervento_economico', 'Ida', 'ECO04', 'A1.05', current_date - 30, current_date + 30) AS due;
SELECT is(pg_temp.doppi('assistente', 'Ida', 'ECO04', NULL), 'Servizio due Sostegno all’affitto in locazione sul libero mercato', 'the same type in another service is said');
SELECT is(pg_temp.doppi('amministrativo', 'Ida', 'ECO03', 'A1.05'), 'Servizio due Sostegno all’affitto in locazione sul libero mercato', 'the same INPS code too');
SELECT is(pg_temp.doppi('assistente', 'Ida', 'ECO01', 'A1.04'), NULL, 'another benefit is none');
SELECT is(pg_temp.doppi('assistente', 'Ida', 'ECO04', 'A1.05', current_date + 31), NULL, 'nor is one after it has ended');
SELECT is(pg_temp.doppi('assistente', 'Ida', 'ECO04', 'A1.05', current_date - 90, current_date - 31), NULL, 'nor one before it began');
SELECT isnt(pg_temp.doppi('assistente', 'Ida', 'ECO04', 'A1.05', current_date - 90, current_date - 30), NULL, 'one day together is enough');
SELECT is(pg_temp.doppi('altra', 'Ida', 'ECO04', 'A1.05', current_date, NULL, (SELECT due FROM c)), NULL, 'one is not the double of itself');
UPDATE pratica SET data_fine_prevista = current_date - 5 WHERE id = (SELECT due FROM c);
SELECT isnt(pg_temp.doppi('assistente', 'Ida', 'ECO04', 'A1.05'), NULL, 'one that is open beyond its expected end still counts');
SELECT is(pg_temp.doppi('assistente', 'Ida', 'ECO04', 'A1.05', current_date + 1), NULL, 'until today');
UPDATE pratica SET data_fine_prevista = current_date + 30 WHERE id = (SELECT due FROM c);
SELECT is(pg_temp.doppi('admin', 'Ida', 'ECO04', 'A1.05'), NULL, 'who administers the system learns nothing (AZ-9)');
SELECT throws_ok($$SELECT pg_temp.da('assistente', 'SELECT data_inizio::text FROM intervento_doppi(ARRAY[1]::bigint[], ''x'', ''x'', ''x'', current_date, NULL, NULL)')$$, '42703', NULL, 'it has no more columns than the quadro shows');
SELECT is(pg_temp.da('assistente', format('SELECT count(*) FROM pratica WHERE id = %s', (SELECT due FROM c))), '0', 'the case itself stays closed');
UPDATE quadro_dato SET visibile = false WHERE kind = 'intervento_economico' AND dato = 'tipo';
SELECT is(pg_temp.doppi('assistente', 'Ida', 'ECO04', 'A1.05'), NULL, 'where the quadro does not name the type this does not either');
UPDATE quadro_dato SET visibile = true WHERE kind = 'intervento_economico' AND dato = 'tipo';
SELECT pg_temp.apre('assistente', 'intervento_economico', 'Nera', 'ECO04', 'A1.05', current_date - 30) \g /dev/null
SELECT is(pg_temp.doppi('altra', 'Nera', 'ECO04', 'A1.05'), NULL, 'nothing is said of a reserved person');
SELECT pg_temp.apre('assistente', 'intervento_economico', 'Senza', 'ECO04', 'A1.05', current_date - 30) \g /dev/null
SELECT is(pg_temp.doppi('altra', 'Senza', 'ECO04', 'A1.05'), NULL, 'nor of who has not consented');
SELECT pg_temp.apre('altra', 'intervento_prestazione', 'Ida', 'PRE15', 'A2.01', current_date - 3) \g /dev/null
SELECT is(pg_temp.doppi('assistente', 'Ida', 'ECO05', 'A2.01'), 'Servizio due Mensa sociale', 'a benefit of another kind with the same code');
UPDATE pratica SET stato = 'X' WHERE kind = 'intervento_prestazione' AND titolare_soggetto_id = pg_temp.persona('Ida');
SELECT is(pg_temp.doppi('assistente', 'Ida', 'ECO05', 'A2.01'), NULL, 'what was annulled is none');
SELECT is(pg_temp.da('assistente', format('SELECT sum(aperte) FROM quadro_conta(ARRAY[%s]::bigint[]) WHERE kind = ''intervento_economico''', pg_temp.persona('Ida'))), '1', 'everybody sees that one is open');
SELECT is(intervento_fino('T', DATE '2026-02-01', DATE '2026-12-31'), DATE '2026-02-01', 'what is closed ends when it was closed');
SELECT is(intervento_fino('A', NULL, NULL), 'infinity'::date, 'without an expected end it goes on');

-- ---- what must be granted before it is paid (RIC-02) ----
CREATE TEMP TABLE a AS SELECT pg_temp.apre('assistente', 'intervento_economico', 'Ida', 'ECO02', 'A1.04', current_date - 30) AS una;
CREATE FUNCTION pg_temp.pagabile(n text) RETURNS text LANGUAGE sql AS $$ SELECT pg_temp.da(n, format('SELECT intervento_autorizzato(%s)', (SELECT una FROM a))) $$;
CREATE FUNCTION pg_temp.passo(n text, azione text) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da(n, format('SELECT richiesta_transizione(%s, %s, %L, %L)', r.id, r.versione, azione, 'perché')) FROM richiesta r WHERE r.pratica_id = (SELECT una FROM a) ORDER BY r.id DESC LIMIT 1 $$;
CREATE FUNCTION pg_temp.chiede() RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da('assistente', format('SELECT richiesta_crea(%L, %s, NULL, %L, %L, current_date + 5)', 'autorizzazione', (SELECT una FROM a), 'Contributo', 'Serve')) $$;
SELECT is(pg_temp.pagabile('assistente'), 'false', 'before anything is asked it may not be paid');
SELECT pg_temp.chiede() \g /dev/null
SELECT is(pg_temp.pagabile('amministrativo'), 'false', 'nor while it is asked');
SELECT pg_temp.passo('capo', 'respingi') \g /dev/null
SELECT is(pg_temp.pagabile('amministrativo'), 'false', 'nor when it was refused');
UPDATE richiesta SET decisa_il = decisa_il - interval '1 hour' WHERE pratica_id = (SELECT una FROM a);
SELECT pg_temp.chiede() \g /dev/null
SELECT throws_ok($$SELECT pg_temp.passo('amministrativo', 'approva')$$, NULL, NULL, 'who is not responsabile does not grant it');
SELECT is(pg_temp.pagabile('assistente'), 'false', 'and nothing has changed');
SELECT pg_temp.passo('capo', 'approva') \g /dev/null
SELECT is(pg_temp.pagabile(n), 'true', 'granted: ' || n || ' may go on') FROM unnest(ARRAY['assistente', 'amministrativo', 'capo']) n;
SELECT is(pg_temp.pagabile(n), 'false', n || ', who does not open the case, learns nothing') FROM unnest(ARRAY['altra', 'admin']) n;
SELECT is(pg_temp.da('assistente', 'SELECT intervento_autorizzato(9223372036854775807)'), 'false', 'of a case that is not there neither');
-- closed and opened again: granted anew
INSERT INTO stato_storia (pratica_id, azione, da, a, data, operatore_id, quando) SELECT una, 'riapri', 'T', 'A', current_date, (SELECT min(id) FROM operatore), now() + interval '1 minute' FROM a;
SELECT is(pg_temp.pagabile('capo'), 'false', 'what was granted before it was closed does not hold for what comes after');
DELETE FROM stato_storia WHERE pratica_id = (SELECT una FROM a) AND azione = 'riapri';
SELECT is(pg_temp.pagabile('capo'), 'true', 'it was that');
UPDATE tipo_intervento SET richiesta = NULL WHERE kind = 'intervento_economico' AND codice = 'ECO04';
SELECT is(pg_temp.da('altra', format('SELECT intervento_autorizzato(%s)', (SELECT due FROM c))), 'true', 'a type that wants none');
SELECT is(pg_temp.da('assistente', format('SELECT intervento_autorizzato(%s)', (SELECT due FROM c))), 'false', 'for who opens it');
SELECT ok(NOT has_function_privilege('siz_spid', 'intervento_autorizzato(bigint)', 'EXECUTE') AND has_function_privilege('siz_job', 'intervento_autorizzato(bigint)', 'EXECUTE'), 'the worker asks too, siz-spid does not');

-- ---- types are data (GEN-09, ECO-03, AMB-14) ----
SELECT is((SELECT count(*) FROM tipo_intervento WHERE kind = 'intervento_economico' AND richiesta IS DISTINCT FROM 'autorizzazione' AND codice <> 'ECO04'), 0::bigint, 'what ships wants an authorisation');
SELECT is_empty($$SELECT codice FROM tipo_intervento t, unnest(t.blocchi) b WHERE b NOT IN ('pagamento', 'locazione', 'retta', 'buoni', 'prestito', 'tirocinio', 'assistente')$$, 'blocks that ship are known');
INSERT INTO tipo_intervento (kind, codice, descrizione, istat, servizi, locale) SELECT 'intervento_economico', 'T1', 'Solo di uno', 'B1', ARRAY[pg_temp.dove('uno')], true;
INSERT INTO tipo_intervento (kind, codice, descrizione, istat, valido_al, locale) VALUES ('intervento_economico', 'T2', 'Finito', 'B1', current_date - 1, true);
CREATE FUNCTION pg_temp.offerto(n text, tipo text) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da(n, format('SELECT count(*) FROM scelta WHERE vocabolario = ''tipo_intervento_economico'' AND codice = %L AND valida_dal <= current_date AND coalesce(valida_al, current_date) >= current_date', tipo)) $$;
SELECT is(pg_temp.offerto('assistente', 'T1'), '1', 'a type of a service is offered there');
SELECT is(pg_temp.offerto('altra', 'T1'), '0', 'and nowhere else');
SELECT is(pg_temp.offerto('assistente', 'T2'), '0', 'one that has ended is not offered');
SELECT is(pg_temp.offerto('altra', 'ECO02'), '1', 'one of everybody is');
SELECT throws_ok($$INSERT INTO tipo_intervento (kind, codice, descrizione, richiesta) VALUES ('intervento_economico', 'T3', 'X', 'che')$$, '23503', NULL, 'a type wants a richiesta that there is');

SELECT * FROM finish();
ROLLBACK;
