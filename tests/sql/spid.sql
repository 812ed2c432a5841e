-- What siz-spid leaves and siz web takes: each once, each in its time, nothing by any other way.
BEGIN;
SELECT plan(46);

INSERT INTO servizio (codice, denominazione, tipo, sola_lettura) VALUES ('self', 'SELF', 'area', false);
SELECT operatore_crea('due.servizi', 'due@example.org', 'Servizi', 'Due', NULL, '$argon2id$prova', false, true, false);
INSERT INTO sessione (impronta, operatore_id, fase, inattivita, scade_il)
SELECT sha256(n::text::bytea), 1, 'piena', '30 minutes', now() + interval '10 hours' FROM generate_series(1, 3) n;

-- ---- nothing but functions --------------------------------------------------------------------
SELECT is((SELECT string_agg(r.ruolo || ' ' || c.relname || ' ' || p.comando, ', ')
             FROM pg_class c, (VALUES ('siz_web'), ('siz_job'), ('siz_spid')) r (ruolo), (VALUES ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE'), ('TRUNCATE')) p (comando)
            WHERE c.relkind = 'r' AND c.relname ~ 'spid' AND has_table_privilege(r.ruolo, c.oid, p.comando)), NULL,
  'no program reads or writes a table of SPID');
SELECT is((SELECT string_agg(c.relname, ', ') FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
              AND (c.relrowsecurity AND has_any_column_privilege('siz_spid', c.oid, 'SELECT') OR has_any_column_privilege('siz_spid', c.oid, 'INSERT, UPDATE, REFERENCES'))), NULL,
  'siz_spid reads no table but public vocabularies, and writes none');
SELECT set_eq($$SELECT p.proname::text FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
                  AND has_function_privilege('siz_spid', p.oid, 'EXECUTE') AND p.proname NOT LIKE 'identita%'$$,
  ARRAY['spid_richiesta_lascia', 'spid_richiesta_prendi', 'spid_asserzione_segna', 'spid_risposta_registra', 'spid_esito_lascia', 'spid_uscita_prendi',
        'spid_uscita_spedita', 'spid_uscita_conclusa', 'spid_uscita_registra', 'spid_sessione_chiudi', 'spid_idp_metadati', 'spid_idp_edizione'],
  'siz_spid may do these twelve things');
SELECT set_eq($$SELECT p.proname::text FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.proname LIKE 'spid%'
                  AND has_function_privilege('siz_web', p.oid, 'EXECUTE') AND p.prosecdef$$,
  ARRAY['spid_esito_prendi', 'spid_uscita_lascia', 'spid_idp_elenco'], 'siz_web these three');
SELECT is((SELECT string_agg(c.relname, ', ') FROM pg_class c WHERE c.relname ~ 'spid' AND c.relkind = 'r' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)), NULL,
  'row-level security is on and forced on each table');

-- ---- a request and its answer -----------------------------------------------------------------
SET ROLE siz_spid;
SELECT lives_ok($$SELECT spid_richiesta_lascia('_a', 'https://idp.example', '2026-05-06T09:20:00Z', 2, 'minimum', 'rs', '/self', '\x01', 'redirect', 'SAMLRequest=x', 'https://sp.example', '192.0.2.1')$$,
  'a request is stored');
SELECT throws_ok($$SELECT spid_richiesta_lascia('_a', 'https://idp.example', '2026-05-06T09:20:00Z', 2, 'minimum', 'rs', '/self', '\x01', 'redirect', 'x', 'x', NULL)$$, '23505', NULL,
  'an id is used once');
SELECT throws_ok($$SELECT spid_richiesta_lascia('_b', 'https://idp.example', '2026-05-06T09:20:00Z', 4, 'minimum', 'rs', '/self', '\x01', 'redirect', 'x', 'x', NULL)$$, '23514', NULL,
  'there are three levels');
SELECT is_empty($$SELECT * FROM spid_richiesta_prendi('_altra')$$, 'an unknown request gives no row');
SELECT results_eq($$SELECT idp, istante, livello::int, confronto, relay_state, ritorno, legame_impronta FROM spid_richiesta_prendi('_a')$$,
  $$VALUES ('https://idp.example', 1778059200::bigint, 2, 'minimum', 'rs', '/self', '\x01'::bytea)$$, 'a pending one comes back whole');
SELECT is_empty($$SELECT * FROM spid_richiesta_prendi('_a')$$, 'and only once');
SELECT spid_richiesta_lascia('_vecchia', 'https://idp.example', '2026-05-06T09:20:00Z', 2, 'minimum', 'rs', '/self', '\x01', 'post', 'x', 'x', NULL);
RESET ROLE;
UPDATE spid_richiesta SET creata_il = now() - interval '10 minutes' WHERE id = '_vecchia';
SET ROLE siz_spid;
SELECT is_empty($$SELECT * FROM spid_richiesta_prendi('_vecchia')$$, 'after ten minutes it is gone');

SELECT ok(spid_asserzione_segna('https://idp.example', '_as', 1778059500), 'an assertion is new once');
SELECT ok(NOT spid_asserzione_segna('https://idp.example', '_as', 1778059500), 'a second time it is a repetition');
SELECT ok(spid_asserzione_segna('https://altro.example', '_as', 1778059500), 'another provider may use the same id');

-- ---- the outcome ------------------------------------------------------------------------------
CREATE FUNCTION pg_temp.lascia(gettone text) RETURNS void LANGUAGE sql AS $$
  SELECT spid_esito_lascia(gettone, 'https://idp.example', 2, 'IDPX0000000001', 'RSSMRA80A01E648K', 'Mario', 'D''Amico <b>&"Rossi"', '', '_nome', '', '/self',
    spid_risposta_registra(1, 'https://idp.example', '<xml/>', '_r', '2026-05-06T09:20:03Z', 'https://idp.example', '_as', '_nome', 'https://idp.example',
                           'IDPX0000000001', 2, 'ok', 0, NULL, '192.0.2.1')) $$;
RESET ROLE;
GRANT USAGE ON SCHEMA public TO siz_spid;
SET ROLE siz_spid;
SELECT lives_ok($$SELECT pg_temp.lascia('gettone')$$, 'an outcome is left');
SELECT throws_ok($$SELECT * FROM spid_esito_prendi('gettone')$$, '42501', NULL, 'who left it does not take it');
RESET ROLE;
SELECT is((SELECT impronta FROM spid_esito), sha256('gettone'), 'only the hash of its token is kept');
SET ROLE siz_web;
SELECT throws_ok($$SELECT spid_esito_lascia('x', 'x', 2, 'x', 'x', 'x', 'x', 'x', 'x', 'x', '/', 1)$$, '42501', NULL, 'siz web leaves none for itself');
SELECT is_empty($$SELECT * FROM spid_esito_prendi('altro')$$, 'another token takes nothing');
SELECT results_eq($$SELECT idp, livello::int, spid_code, codice_fiscale, nome, cognome, email, name_id, session_index, ritorno FROM spid_esito_prendi('gettone')$$,
  $$VALUES ('https://idp.example', 2, 'IDPX0000000001', 'RSSMRA80A01E648K', 'Mario', 'D''Amico <b>&"Rossi"', NULL, '_nome', NULL, '/self')$$,
  'siz web takes it');
SELECT is_empty($$SELECT * FROM spid_esito_prendi('gettone')$$, 'once');
RESET ROLE;
SELECT is((SELECT count(*) FROM spid_esito), 0::bigint, 'nothing of it stays');
SET ROLE siz_spid;
SELECT pg_temp.lascia('lento');
RESET ROLE;
UPDATE spid_esito SET creato_il = now() - interval '2 minutes';
SET ROLE siz_web;
SELECT is_empty($$SELECT * FROM spid_esito_prendi('lento')$$, 'after two minutes it is worth nothing');
RESET ROLE;

-- ---- the session of ours, closed from either side -----------------------------------------------
INSERT INTO sessione_spid SELECT s.id, 'https://idp.example', '_nome', CASE s.id % 2 WHEN 0 THEN '_indice' END, r.id
  FROM sessione s, (SELECT max(id) AS id FROM spid_registro) r WHERE s.impronta IN (sha256('1'), sha256('2'));
SELECT is((SELECT count(*) FROM spid_registro WHERE tipo = 'sessione' AND sessione_id IN (SELECT sessione_id FROM sessione_spid)), 2::bigint,
  'the register says which session a login opened');
SET ROLE siz_spid;
SELECT is(spid_sessione_chiudi('https://altro.example', '_nome', NULL), 0::bigint, 'another provider closes nothing');
SELECT is(spid_sessione_chiudi('https://idp.example', '_altro', NULL), 0::bigint, 'nor does another name');
SELECT is(spid_sessione_chiudi('https://idp.example', '_nome', '_indice'), 1::bigint, 'an index closes its own');
SELECT is(spid_sessione_chiudi('https://idp.example', '_nome', ''), 1::bigint, 'no index closes all that are open');
SELECT is(spid_sessione_chiudi('https://idp.example', '_nome', ''), 0::bigint, 'a second time there is none');
SELECT throws_ok($$SELECT spid_uscita_lascia('u', 'https://idp.example', '_nome', '')$$, '42501', NULL, 'siz_spid begins no logout');
RESET ROLE;
SELECT is((SELECT count(*) FROM sessione WHERE chiusa_il IS NULL), 1::bigint, 'sessions without SPID stay');
SET ROLE siz_web;
SELECT spid_uscita_lascia('u', 'https://idp.example', '_nome', '_indice');
RESET ROLE;
SET ROLE siz_spid;
SELECT results_eq($$SELECT idp, name_id, qualificatore, session_index, livello::int FROM spid_uscita_prendi('u')$$,
  $$VALUES ('https://idp.example', '_nome', 'https://idp.example', '_indice', 2)$$, 'a logout goes out with what the login said');
SELECT is_empty($$SELECT * FROM spid_uscita_prendi('u')$$, 'once');
SELECT spid_uscita_spedita('_lr', 'https://idp.example', '_nome', 'relay', 'redirect', 'SAMLRequest=y', '2026-05-06T09:30:00Z', 'https://sp.example', NULL);
SELECT is_empty($$SELECT * FROM spid_uscita_prendi('relay')$$, 'what was sent is not begun again');
SELECT is((SELECT idp FROM spid_uscita_conclusa('_lr')), 'https://idp.example', 'its answer finds it');
SELECT is_empty($$SELECT * FROM spid_uscita_conclusa('_lr')$$, 'once');
RESET ROLE;

-- ---- the federation -----------------------------------------------------------------------------
SELECT spid_idp_aggiungi('https://idp.example/a b?x=é', 'Gestore <b>', '', false, '<md/>');
SET ROLE siz_web;
SELECT results_eq('SELECT nome, logo, collegamento FROM spid_idp_elenco()',
  $$VALUES ('Gestore <b>', NULL::text, '/spid/accesso?idp=https%3A%2F%2Fidp.example%2Fa%20b%3Fx%3D%C3%A9')$$, 'the buttons name an entityID, never an address to go to');
RESET ROLE;

-- ---- the register ---------------------------------------------------------------------------------
SELECT throws_ok($$UPDATE spid_registro SET esito = 'ok'$$, 'SZ403', NULL, 'the superuser, too, is stopped when rows are changed');
SELECT throws_ok($$DELETE FROM spid_registro$$, 'SZ403', NULL, 'or removed');
SELECT throws_ok($$TRUNCATE spid_registro$$, 'SZ403', NULL, 'or all emptied');
SELECT is((SELECT string_agg(r.ruolo || ' ' || p.comando, ', ')
             FROM (VALUES ('siz_web'), ('siz_job'), ('siz_spid'), ('siz_cancello'), ('siz_sommario'), ('siz_manutenzione')) r (ruolo), (VALUES ('UPDATE'), ('TRUNCATE')) p (comando)
            WHERE has_table_privilege(r.ruolo, 'spid_registro', p.comando)), NULL, 'no role may change or empty it');
INSERT INTO spid_registro (quando, tipo, idp, esito) VALUES (now() - interval '24 months 1 day', 'richiesta', 'x', 'ok'), (now() - interval '23 months', 'richiesta', 'x', 'ok');
SELECT is((SELECT quante FROM pulizia(30) WHERE cosa LIKE '%SPID%'), 1::bigint, 'after 24 months a row goes');
SELECT is((SELECT count(*) FROM spid_registro WHERE quando < now() - interval '1 month'), 1::bigint, 'not before');
SELECT is((SELECT messaggio FROM spid_registro_esporta(0, now() - interval '1 day', now() + interval '1 day') WHERE messaggio_id = '_a'), 'SAMLRequest=x'::bytea,
  'what is exported is what was sent, byte for byte');
SET ROLE siz_spid;
SELECT throws_ok($$SELECT * FROM spid_registro_esporta(0, now(), now())$$, '42501', NULL, 'who writes the register does not read it');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
