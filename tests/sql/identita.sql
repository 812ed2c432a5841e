-- The gate: sessions, identity that SQL cannot forge, tables that show nothing without one.
BEGIN;
SELECT plan(74);

-- ---- a small office -------------------------------------------------------------------------
UPDATE chiave_identita SET programma = decode(repeat('07', 32), 'hex');
CREATE FUNCTION prova(parole text) RETURNS text LANGUAGE sql AS
  $$ SELECT encode(hmac(convert_to(parole, 'UTF8'), decode(repeat('07', 32), 'hex'), 'sha256'), 'hex') $$;
GRANT EXECUTE ON FUNCTION prova(text) TO siz_web;
CREATE FUNCTION entra(chi bigint, gettone text) RETURNS text LANGUAGE sql AS $$
  SELECT fase FROM sessione_crea(chi, gettone, false, '90 days', '30 minutes', '10 hours', '127.0.0.1', 'prova', prova('sessione_crea|' || chi || '|' || gettone)) $$;
INSERT INTO servizio (codice, denominazione, tipo, sola_lettura) VALUES
  ('maleo', 'Comune di Maleo', 'comune', false), ('self', 'SELF', 'area', false), ('abitative', 'Politiche Abitative', 'area', false),
  ('b2', 'Misura B2', 'area', false), ('storico', 'SERVIZIO STORICO', 'storico', true);
SELECT operatore_crea('anna.prova', 'anna@example.org', 'Prova', 'Anna', NULL, '$argon2id$prova', false, true, false);
SELECT operatore_crea('due.servizi', 'due@example.org', 'Servizi', 'Due', NULL, '$argon2id$prova', false, true, false);
SELECT operatore_crea('nuova.prova', 'nuova@example.org', 'Prova', 'Nuova', NULL, '$argon2id$prova', true, false, false);
SELECT operatore_iscrivi(1, 'maleo', 'assistente_sociale', false);
SELECT operatore_iscrivi(2, 'self', 'amministrativo', false), operatore_iscrivi(2, 'abitative', 'amministrativo', false);
SELECT operatore_iscrivi(3, 'maleo', 'operatore_sociale', false);

-- ---- who may make a session -----------------------------------------------------------------
SET ROLE siz_web;
SELECT throws_ok($$SELECT * FROM sessione_crea(1, 'x', false, '0', '1 h', '1 h', '127.0.0.1', '', 'inventata')$$, 'SZ403', NULL,
  'a session is not made without the program''s proof');
SELECT throws_ok($$SELECT credenziale_cambia(1, '$argon2id$altra', 'x', 'inventata')$$, 'SZ403', NULL, 'nor a password set');
SELECT throws_ok($$SELECT credenziale_esito(1, true, '10.0.0.1', 10, '15 minutes', '$argon2id$altra', NULL, 'inventata')$$, 'SZ403', NULL,
  'nor in the manner of a login with newer parameters');
SELECT throws_ok($$SELECT impronta FROM credenziale_leggi('anna.prova', '10.0.0.1', 5, 10, '15 minutes', NULL, NULL, 'inventata')$$, 'SZ403', NULL,
  'no hash is read without it');
SELECT throws_ok(format($$SELECT impronta FROM credenziale_leggi('anna.prova', '10.0.0.1', 5, 10, '15 minutes', NULL, NULL, %L)$$, prova('credenziale_leggi|due.servizi')), 'SZ403', NULL,
  'nor with the proof for another name');
SELECT throws_ok($$SELECT impronta FROM credenziale_passate(1, 10, 'inventata')$$, 'SZ403', NULL, 'nor one of before');
SELECT throws_ok($$SELECT totp_usa(1, 99999999999, 'inventata')$$, 'SZ403', NULL, 'the codes of a phone are not burnt');
SELECT throws_ok(format($$SELECT totp_usa(1, 99999999999, %L)$$, prova('totp_usa|1|5')), 'SZ403', NULL, 'nor with the proof for another moment');
SELECT throws_ok($$SELECT codice_recupero_usa(1, 'x', 'inventata')$$, 'SZ403', NULL, 'nor recovery codes');
SELECT throws_ok($$SELECT registra('inventato', 'apri', 'pratica_dettaglio', 'pratica', 1, 1, 'ok', '10.0.0.1', 'r', NULL, true)$$, 'SZ401', NULL,
  'no row of the register without the token of a session');
SELECT throws_ok($$SELECT registro_scrivi(1, 1, 1::smallint, 1, 'apri', 'x', 'pratica', 1, 1, 'ok', '10.0.0.1', 'r', NULL)$$, '42501', NULL, 'nor by the function behind it');
SELECT throws_ok($$INSERT INTO registro (azione, esito) VALUES ('apri', 'ok')$$, '42501', NULL, 'nor by hand');
SELECT is((SELECT impronta FROM credenziale_leggi('anna.prova', '10.0.0.1', 5, 10, '15 minutes', NULL, NULL, prova('credenziale_leggi|anna.prova'))), '$argon2id$prova',
  'the program itself reads it');
SELECT throws_ok(format($$SELECT credenziale_esito(1, true, '10.0.0.1', 10, '15 minutes', '$argon2id$altra', NULL, %L)$$, prova('credenziale_esito|1|true|')), 'SZ403', NULL,
  'not even with the proof of a login');
SELECT throws_ok($$SELECT credenziale_esito(1, false, '10.0.0.1', 10, '15 minutes', NULL, NULL, 'inventata')$$, 'SZ403', NULL, 'nor an account closed by made-up failures');
SELECT throws_ok($$SELECT recupero_chiedi('anna.prova', 'gettone scelto', '1 day', 100, 'https://altrove.example', 'inventata')$$, 'SZ403', NULL,
  'who chooses the token of a link would choose the password');
SELECT lives_ok(format($$SELECT recupero_chiedi('anna.prova', 'gettone vero', '30 minutes', 3, 'https://siz.example', %L)$$,
  prova('recupero_chiedi|gettone vero|https://siz.example|anna.prova')), 'the program may');
SELECT throws_ok($$SELECT * FROM servizi_di(2)$$, '42501', NULL, 'who works where is not asked before the login');
SELECT throws_ok($$SELECT prova_pretendi('x', 'y')$$, '42501', NULL, 'proofs are not tried out');
SELECT throws_ok($$SELECT notifica_manda(2, NULL, 'avviso', NULL, NULL, NULL, 'Scrivi qui la password', NULL)$$, '42501', NULL,
  'nobody speaks to colleagues in the name of the system');

-- A temporary table comes before all others, in the gate's functions too if they do not say otherwise.
CREATE TEMPORARY TABLE sessione AS SELECT 1::bigint AS id, sha256('finto') AS impronta, 1::bigint AS operatore_id, 1::bigint AS servizio_id, 1::smallint AS ruolo,
  'piena' AS fase, ''::bytea AS csrf, now() AS creata_il, now() AS attiva_il, interval '1 h' AS inattivita, now() + interval '1 h' AS scade_il,
  NULL::timestamptz AS chiusa_il, NULL::text AS motivo_chiusura, NULL::timestamptz AS accesso_precedente, NULL::inet AS indirizzo, NULL::text AS programma;
GRANT SELECT ON pg_temp.sessione TO PUBLIC;
SELECT is((SELECT fase FROM sessione_apri('finto')), 'nessuna', 'a temporary table does not tell the gate who asks');
DROP TABLE pg_temp.sessione;
RESET ROLE;
SELECT is((SELECT string_agg(p.oid::regprocedure::text, ', ') FROM pg_proc p
            WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND NOT (coalesce(p.proconfig, '{}') @> ARRAY['search_path=pg_catalog, public, pg_temp'])), NULL,
  'every function with other rights looks for them last');
\i sql/code/90_chiusura.sql
SET ROLE siz_web;
SELECT throws_ok('CREATE TEMPORARY TABLE sessione (impronta bytea)', '42501', NULL, 'and the programs'' roles make none');
SELECT throws_ok($$SELECT identita_stabilisci(1, 1, 1::smallint, false)$$, '42501', NULL, 'an identity cannot be set by hand');
SELECT throws_ok($$SELECT identita_firma('1|1|1|0|1')$$, '42501', NULL, 'nor signed');
SELECT throws_ok($$SELECT * FROM chiave_identita$$, '42501', NULL, 'the key cannot be read');
SELECT throws_ok($$SELECT * FROM credenziale$$, '42501', NULL, 'nor the hashes of all');
SELECT throws_ok($$SELECT impronta FROM sessione$$, '42501', NULL, 'nor the sessions'' hashes');

SELECT is(entra(1, 'gettone-anna'), 'piena', 'one service: entered directly (ACC-18)');
SELECT is(entra(2, 'gettone-due'), 'scelta_servizio', 'two services: to be chosen');
SELECT is(entra(3, 'gettone-nuova'), 'cambio_password', 'a password to change comes first (AUTH-3)');
SELECT is((SELECT fase FROM sessione_apri('un gettone qualsiasi')), 'nessuna', 'an unknown token is nobody');
SELECT is((SELECT fase FROM sessione_apri('')), 'nessuna', 'no token is nobody');

-- ---- half way in there is no identity -----------------------------------------------------------
SELECT is((SELECT fase FROM sessione_apri('gettone-due')), 'scelta_servizio', 'half way in');
SELECT ok(identita_operatore() IS NULL, 'no identity before the service is chosen');
SELECT is((SELECT array_agg(denominazione ORDER BY denominazione) FROM sessione_servizi('gettone-due')),
  ARRAY['Politiche Abitative', 'SELF', 'SERVIZIO STORICO'], 'the choice: own services and the historic one, not Misura B2 (ACC-21, ACC-23)');
SELECT throws_ok($$SELECT sessione_scegli_servizio('gettone-due', 'g2', 4)$$, 'SZ403', NULL, 'a service of others cannot be chosen (ACC-21)');
SELECT lives_ok($$SELECT sessione_scegli_servizio('gettone-due', 'gettone-self', 2)$$, 'an own one can');
SELECT is((SELECT fase FROM sessione_apri('gettone-due')), 'nessuna', 'the token before the choice is dead (AUTH-8)');
SELECT is((SELECT fase || ' ' || servizio_nome FROM sessione_apri('gettone-self')), 'piena SELF', 'the new one is in that service');
SELECT lives_ok($$SELECT sessione_scegli_servizio('gettone-self', 'gettone-storico', 5)$$, 'everybody may enter the historic service');
SELECT is((SELECT sola_lettura FROM sessione_apri('gettone-storico')), true, 'read only');
SELECT ok((SELECT permessi !~ 'SCRIVI' FROM sessione_apri('gettone-storico')), 'with no permission to write');
SELECT ok(NOT identita_scrive(), 'and an identity that does not write');

-- ---- identity -------------------------------------------------------------------------------
SELECT is((SELECT operatore_id FROM sessione_apri('gettone-anna')), 1::bigint, 'the session opens the identity');
SELECT is(identita_operatore(), 1::bigint, 'of its operator');
SELECT is(identita_principali(), ARRAY[1, -33, -(s.id * 32 + 1)]::bigint[], 'the principals: the operator, the service in the role, the archive in the same role') FROM servizio s WHERE s.codice = 'storico';
SELECT set_config('prova.vera', current_setting('siz.identita'), false);
SELECT set_config('siz.identita', '1|1|1|0|1,-33|' || repeat('0', 64), true);
SELECT ok(identita_operatore() IS NULL, 'a made-up signature is nobody');
SELECT set_config('siz.identita', replace(current_setting('prova.vera'), '1|1|1|0|', '1|1|2|0|'), true);
SELECT ok(identita_operatore() IS NULL, 'a true one with another role is nobody');
SELECT set_config('siz.identita', current_setting('prova.vera'), true);
SELECT is(identita_operatore(), 1::bigint, 'the true one still holds in its own transaction');

-- ---- a session that was closed ------------------------------------------------------------------
UPDATE sessione SET chiusa_il = now() WHERE id = (SELECT max(id) FROM sessione);
SELECT is((SELECT count(*) FROM sessione WHERE chiusa_il IS NOT NULL), 1::bigint, 'an operator closes an own session');
SELECT lives_ok('UPDATE sessione SET chiusa_il = NULL', 'to open it again');
SELECT is((SELECT count(*) FROM sessione WHERE chiusa_il IS NOT NULL), 1::bigint, 'does nothing');
SELECT is((SELECT fase FROM sessione_apri('gettone-anna')), 'nessuna', 'its token is dead');
RESET ROLE;
UPDATE sessione SET chiusa_il = NULL WHERE operatore_id = 1;
SET ROLE siz_web;

-- ---- limits -----------------------------------------------------------------------------------
RESET ROLE;
UPDATE sessione SET attiva_il = now() - interval '31 minutes' WHERE operatore_id = 1;
SET ROLE siz_web;
SELECT is((SELECT fase FROM sessione_apri('gettone-anna')), 'scaduta', 'idle too long: expired, not unknown (ACC-15)');
SELECT is((SELECT sessione_resta('gettone-anna')), NULL, 'an expired session cannot be kept alive');
SELECT ok((SELECT bozza_da_scaduta('gettone-anna', '/soggetti/nuovo', '{"cognome": "Rossi"}')), 'what was posted on it is kept as a draft (AUTH-10)');
SELECT ok(NOT (SELECT bozza_da_scaduta('inventato', '/soggetti/nuovo', '{}')), 'but not for an unknown token');
RESET ROLE;
UPDATE sessione SET attiva_il = now(), scade_il = now() - interval '1 second' WHERE operatore_id = 1;
SET ROLE siz_web;
SELECT is((SELECT fase FROM sessione_apri('gettone-anna')), 'scaduta', 'the absolute limit holds as well');
RESET ROLE;
UPDATE sessione SET scade_il = now() + interval '1 hour' WHERE operatore_id = 1;
SELECT set_config('siz.identita', '', true) \g /dev/null
UPDATE appartenenza SET valida_dal = current_date - 2, valida_al = current_date - 1 WHERE operatore_id = 1;
SET ROLE siz_web;
SELECT is((SELECT fase FROM sessione_apri('gettone-anna')), 'scelta_servizio', 'who left a service is out with the next request (AUTH-9)');
RESET ROLE;
SELECT operatore_stato_imposta(1, 'sospeso');
SET ROLE siz_web;
SELECT is((SELECT fase FROM sessione_apri('gettone-anna')), 'nessuna', 'a suspended account has no session');

-- ---- attempts ---------------------------------------------------------------------------------
SELECT is((SELECT operatore_id FROM credenziale_leggi('nessuno.prova', '10.0.0.1', 5, 10, '15 minutes', NULL, NULL, prova('credenziale_leggi|nessuno.prova'))), NULL, 'an unknown name gives a row too (AUTH-5)');
SELECT credenziale_esito(3, false, '10.0.0.1', 10, '15 minutes', NULL, NULL, prova('credenziale_esito|3|false|')) FROM generate_series(1, 9);
SELECT ok((SELECT attesa > 0 FROM credenziale_leggi('nuova.prova', '10.0.0.1', 5, 10, '15 minutes', NULL, NULL, prova('credenziale_leggi|nuova.prova'))), 'after some failures answers are delayed');
SELECT ok((SELECT attesa <= 30 FROM credenziale_leggi('nuova.prova', '10.0.0.1', 5, 10, '15 minutes', NULL, NULL, prova('credenziale_leggi|nuova.prova'))), 'by half a minute at most');
SELECT credenziale_esito(3, false, '10.0.0.1', 10, '15 minutes', NULL, NULL, prova('credenziale_esito|3|false|'));
SELECT ok((SELECT attesa BETWEEN 31 AND 900 FROM credenziale_leggi('nuova.prova', '10.9.9.9', 5, 10, '15 minutes', NULL, NULL, prova('credenziale_leggi|nuova.prova'))),
  'after ten the account is closed for a quarter of an hour, not for longer (AUTH-4)');

-- ---- nobody sees nothing ------------------------------------------------------------------------
SELECT set_config('siz.identita', '', true);
SELECT is((SELECT count(*) FROM operatore) + (SELECT count(*) FROM soggetto) + (SELECT count(*) FROM pratica) + (SELECT count(*) FROM bozza)
        + (SELECT count(*) FROM storia) + (SELECT count(*) FROM documento) + (SELECT count(*) FROM notifica), 0::bigint,
  'without identity every table is empty (AZ-3)');

-- ---- who administers the system has a second factor (AUTH-11) ----------------------------------
RESET ROLE;
SELECT operatore_crea('capo.prova', 'capo@example.org', 'Prova', 'Capo', NULL, '$argon2id$prova', false, true, false);
SELECT operatore_crea('capo.finto', 'finto@example.org', 'Prova', 'Capo', NULL, '$argon2id$prova', false, true, true);
SELECT operatore_iscrivi(operatore_trova(n), 'abitative', 'amministratore', false) FROM unnest(ARRAY['capo.prova', 'capo.finto']) n;
SELECT is(entra(operatore_trova('capo.prova'), 'gettone-capo'), 'attiva_secondo_fattore', 'an administrator without one is led to it');
SELECT is(entra(operatore_trova('capo.finto'), 'gettone-finto'), 'piena', 'a demonstration account is not');
SELECT ok((SELECT permessi IS NULL AND fase = 'attiva_secondo_fattore' FROM sessione_apri('gettone-capo')), 'before it nothing is permitted');
SELECT throws_ok($$SELECT sessione_scegli_servizio('gettone-capo', 'g3', 3)$$, 'SZ401', NULL, 'and no service can be entered');
SELECT operatore_iscrivi(2, 'b2', 'amministratore', false);
SELECT lives_ok($$SELECT sessione_scegli_servizio('gettone-storico', 'gettone-nominato', 4)$$, 'who became one within a session changes service');
SELECT is((SELECT fase FROM sessione_apri('gettone-nominato')), 'attiva_secondo_fattore', 'and is led to it too');
UPDATE credenziale SET totp_attivo = true, totp_segreto = '\x01' WHERE operatore_id = operatore_trova('capo.prova');
SELECT is(entra(operatore_trova('capo.prova'), 'gettone-capo-2'), 'secondo_fattore', 'who has one is asked for it');
SELECT is((SELECT fase FROM sessione_crea(operatore_trova('capo.prova'), 'g4', true, '90 days', '30 minutes', '10 hours', '127.0.0.1', 'prova',
  prova('sessione_crea|' || operatore_trova('capo.prova') || '|g4'))), 'piena', 'and enters');
SELECT * FROM finish();
ROLLBACK;
