-- External users: an identity that opens nothing of operators, their sessions, the bodies, SPID for
-- operators.  The sweep asks every table, also those that come later.
BEGIN;
SELECT plan(49);

UPDATE chiave_identita SET programma = decode(repeat('07', 32), 'hex');
CREATE FUNCTION prova(parole text) RETURNS text LANGUAGE sql AS
  $$ SELECT encode(hmac(convert_to(parole, 'UTF8'), decode(repeat('07', 32), 'hex'), 'sha256'), 'hex') $$;
GRANT EXECUTE ON FUNCTION prova(text) TO siz_web;
-- A login with SPID that leads to a session.
CREATE FUNCTION entra_spid(cf text, idp text, livello integer, verso text, gettone text, nome text DEFAULT 'Fiorella', cognome text DEFAULT 'Serrabassa')
RETURNS text LANGUAGE sql AS $$
  SELECT fase || CASE WHEN scelta THEN ' scelta' ELSE '' END
    FROM accesso_spid_entra(cf, idp, livello, nome, cognome, 'f@example.org', 'nome', 'indice', 1, verso, gettone, '30 minutes', '10 hours', '127.0.0.1', 'prova',
                            prova('accesso_spid_entra|' || cf || '|' || idp || '|' || livello || '|' || gettone)) $$;
GRANT EXECUTE ON FUNCTION entra_spid(text, text, integer, text, text, text, text) TO siz_web;
CREATE FUNCTION apri(gettone text) RETURNS text LANGUAGE sql AS $$ SELECT fase FROM sessione_apri(gettone) $$;
GRANT EXECUTE ON FUNCTION apri(text) TO siz_web;

INSERT INTO servizio (codice, denominazione, tipo) VALUES ('maleo', 'Comune di Maleo', 'comune'), ('self', 'SELF', 'area'), ('b2', 'Misura B2', 'area');
SELECT operatore_crea('anna.prova', 'anna@example.org', 'Prova', 'Anna', NULL, '$argon2id$prova', false, true, false);
SELECT operatore_crea('referente.self', 'self@example.org', 'Self', 'Paola', NULL, '$argon2id$prova', false, true, false);
SELECT operatore_crea('referente.b2', 'b2@example.org', 'Due', 'Roberta', NULL, '$argon2id$prova', false, true, false);
SELECT operatore_crea('admin.prova', 'admin@example.org', 'Ammin', 'Ada', NULL, '$argon2id$prova', false, true, false);
SELECT operatore_iscrivi(1, 'maleo', 'assistente_sociale', false), operatore_iscrivi(2, 'self', 'referente', false),
       operatore_iscrivi(3, 'b2', 'referente', false), operatore_iscrivi(4, 'maleo', 'amministratore', false);
SELECT avviso_apri('self', 'self', 'Segnalazione al SELF', NULL, true);
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('intervento_generico', 1, 'x', 'x');
-- something of everything
SELECT identita_comando('anna.prova', 'maleo');
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, codice_fiscale) VALUES ('D''Amico <b>&"Rossi', 'Ugo', 'M', '1950-01-01', 'DMCGUO50A01E648X');
INSERT INTO pratica (kind, codice, titolare_soggetto_id, servizio_id, riferimento_operatore_id, stato, data_inizio, modulo_id, creato_da)
  VALUES ('intervento_generico', '', 1, 1, 1, 'A', current_date, 1, 1);
INSERT INTO diario_pagina (pratica_id, data, oggetto, testo, autore_operatore_id, autore_servizio_id) VALUES (1, current_date, 'x', 'x', 1, 1);
INSERT INTO evento (pratica_id, titolo, data, creato_da) VALUES (1, 'x', current_date, 1);
INSERT INTO consenso (soggetto_id, informativa_id, esito, data) SELECT 1, id, 'dato', current_date FROM informativa;
INSERT INTO assegnazione (pratica_id, servizio_id, operatore_id, assegnata_da) VALUES (1, 2, 2, 1);
INSERT INTO bozza (operatore_id, percorso, dati) VALUES (1, '/x', '{"a":"b"}');
INSERT INTO documento (bozza_id, nome_file, oggetto, data, byte, stato, chiave, chiave_maestra, autore_operatore_id, autore_servizio_id)
  VALUES (1, 'x', 'x', current_date, 1, 'pulito', 'x', 'x', 1, 1);
INSERT INTO documento_blocco VALUES (1, 0, 'x');
INSERT INTO preferenza VALUES (1, 'home', 'x');
SELECT set_config('siz.identita', '', true);

-- ---- sessions ---------------------------------------------------------------------------------
SET ROLE siz_web;
SELECT throws_ok($$SELECT * FROM accesso_spid_entra('AAAAAA00A00A000A', 'idp', 2, 'x', 'x', NULL, 'x', NULL, 1, '/self', 'g', '1 h', '1 h', '127.0.0.1', '', 'inventata')$$,
  'SZ403', NULL, 'an external session is not made without the program''s proof');
SELECT throws_ok($$SELECT identita_esterno_stabilisci(1)$$, '42501', NULL, 'nor an identity set by hand');
SELECT is(entra_spid('TINIT-SRRFLL80A41E648X', 'https://uno', 2, '/self', 'uno'), 'esterna', 'who reports has a session of their own');
SELECT is(entra_spid('SRRFLL80A41E648X', 'https://due', 2, '/self', 'due'), 'esterna', 'of another provider too');
SELECT is((SELECT count(*)::int FROM utente_esterno), 0, 'before the session is opened nobody sees who came');
SELECT throws_ok($$SELECT * FROM sessione_scegli_servizio('uno', 'x', 1)$$, 'SZ401', NULL, 'an external session chooses no service');
SELECT is((SELECT count(*)::int FROM sessione_servizi('uno')), 0, 'and is offered none');
SELECT is((SELECT count(*)::int FROM sessione_chi('uno', '90 days')), 0, 'it is nobody''s account');
SELECT throws_ok($$SELECT * FROM sessione_prova('uno', 'x', 5)$$, 'SZ401', NULL, 'it proves no password');
SELECT is(bozza_da_scaduta('uno', '/x', '{}'), false, 'it leaves no operator''s draft');
SELECT throws_ok(format($$SELECT * FROM accesso_spid_operatore('uno', 'nuovo', '1 h', '1 h', '127.0.0.1', '', %L)$$, prova('accesso_spid_operatore|nuovo')), 'SZ403', NULL,
  'no account is given to whom none was offered');
SELECT is((SELECT permessi FROM sessione_apri('uno')), 'ESTERNO SEGNALA', 'it may report and nothing else');
SELECT isnt(identita_esterno(), NULL, 'it has an identity');
SELECT is(identita_operatore(), NULL, 'which is no operator''s');
SELECT is(identita_scrive(), false, 'and writes nowhere that asks for one');
SELECT is((SELECT count(*)::int FROM utente_esterno), 1, 'it sees itself, and not the other');
SELECT set_config('siz.esterno', replace(current_setting('siz.esterno'), identita_esterno()::text || '|', (identita_esterno() + 1)::text || '|'), true) \g /dev/null
SELECT is(identita_esterno(), NULL, 'a number that was changed has no valid signature');
SELECT set_config('siz.esterno', '', true) \g /dev/null

-- ---- every table ------------------------------------------------------------------------------
RESET ROLE;
-- What an external user reads of a table, and what happens to writing: a line for each thing that is more
-- than nothing.  Tables without row-level security hold no personal data (siz verifica says so).
CREATE FUNCTION spazza() RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
  t record;
  c text;
  n bigint;
BEGIN
  FOR t IN SELECT k.relname AS nome FROM pg_class k WHERE k.relnamespace = 'public'::regnamespace AND k.relkind = 'r' AND k.relrowsecurity ORDER BY 1 LOOP
    IF has_any_column_privilege('siz_web', t.nome, 'SELECT') THEN
      SELECT quote_ident(a.attname) INTO c FROM pg_attribute a WHERE a.attrelid = t.nome::regclass AND a.attnum > 0 AND NOT a.attisdropped
         AND has_column_privilege('siz_web', t.nome, a.attname, 'SELECT') LIMIT 1;
      EXECUTE format('SELECT count(%s) FROM %I', c, t.nome) INTO n;
      IF n > 0 THEN RETURN NEXT t.nome || ': reads ' || n; END IF;
    END IF;
    IF has_any_column_privilege('siz_web', t.nome, 'UPDATE') THEN
      SELECT quote_ident(a.attname) INTO c FROM pg_attribute a WHERE a.attrelid = t.nome::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
         AND a.attidentity = '' AND has_column_privilege('siz_web', t.nome, a.attname, 'UPDATE') LIMIT 1;
      BEGIN
        EXECUTE format('UPDATE %I SET %s = %s', t.nome, c, c);
        GET DIAGNOSTICS n = ROW_COUNT;
        IF n > 0 THEN RETURN NEXT t.nome || ': changes ' || n; END IF;
      EXCEPTION WHEN insufficient_privilege THEN NULL;
      END;
    END IF;
    IF has_table_privilege('siz_web', t.nome, 'DELETE') THEN
      EXECUTE format('DELETE FROM %I', t.nome);
      GET DIAGNOSTICS n = ROW_COUNT;
      IF n > 0 THEN RETURN NEXT t.nome || ': deletes ' || n; END IF;
    END IF;
    IF has_table_privilege('siz_web', t.nome, 'INSERT') THEN
      BEGIN
        EXECUTE format('INSERT INTO %I DEFAULT VALUES', t.nome);
        RETURN NEXT t.nome || ': inserts';
      EXCEPTION WHEN insufficient_privilege OR SQLSTATE 'SZ403' THEN NULL;
                WHEN OTHERS THEN RETURN NEXT t.nome || ': is refused by ' || SQLSTATE || ' ' || SQLERRM;
      END;
    END IF;
  END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION spazza() TO siz_web;
SELECT cmp_ok((SELECT count(*)::int FROM pratica) + (SELECT count(*)::int FROM bozza) + (SELECT count(*)::int FROM documento), '>=', 3, 'there is something to be seen');
SET ROLE siz_web;
SELECT is(apri('uno'), 'esterna', 'an external user asks');
SELECT results_eq('SELECT * FROM spazza()', $$VALUES ('utente_esterno: reads 1')$$, 'and reads of all tables only the own name, and writes none');
SELECT set_config('siz.esterno', '', true) \g /dev/null
SELECT results_eq('SELECT * FROM spazza()', 'SELECT NULL::text WHERE false', 'nobody reads and writes nothing at all');
SELECT apri('uno') \g /dev/null

-- functions that pages may call give nothing either
SELECT is((SELECT count(*)::int FROM pratica_sommario(1)), 0, 'the banner of a case says nothing');
SELECT is(operatore_nome(1), NULL, 'names of operators are not told');
SELECT is((SELECT count(*)::int FROM colleghi(1, 'intervento_generico')) + (SELECT count(*)::int FROM collega) + (SELECT count(*)::int FROM pratica_chi_vede(1))
          + (SELECT count(*)::int FROM enti_esterni(NULL)) + (SELECT count(*)::int FROM operatori_spid()) + (SELECT count(*)::int FROM elenco_domande), 0,
  'nor colleagues, nor bodies, nor accounts');
SELECT throws_ok($$SELECT operatore_spid_collega(1, 'SRRFLL80A41E648X')$$, 'SZ403', NULL, 'nobody links an account to themselves');
SELECT throws_ok($$SELECT utente_ente_esamina(1, 1, 'approvato', NULL)$$, 'SZ403', NULL, 'nor approves a body');
SELECT throws_ok($$SELECT lavoro_chiedi('posta', '{}')$$, 'SZ403', NULL, 'nor sends mails');

-- ---- bodies -----------------------------------------------------------------------------------
SELECT is(ente_esterno_dichiara('SERD', 'SerD di Codogno', 'Codogno', '0377', NULL, 'educatrice') > 0, true, 'the person declares a body');
SELECT throws_ok($$SELECT ente_esterno_dichiara('SERD', 'serd di codògno', 'Codogno', NULL, NULL, NULL)$$, '23505', NULL, 'once');
SELECT set_config('siz.esterno', '', true) \g /dev/null
SELECT apri('due') \g /dev/null
SELECT is((SELECT count(*)::int FROM ente_esterno), 0, 'bodies of others are not looked up');
SELECT set_config('siz.esterno', '', true) \g /dev/null
RESET ROLE;
SELECT is((SELECT count(*)::int FROM notifica WHERE operatore_id = 2 AND testo LIKE '%ente esterno%'), 1, 'who approves is told');
SELECT identita_comando('referente.b2', 'b2') \g /dev/null
SET ROLE siz_web;
SELECT throws_ok($$SELECT utente_ente_esamina(1, 1, 'approvato', NULL)$$, 'SZ403', NULL, 'the referente of a service that receives no reports approves none');
RESET ROLE;
SELECT identita_comando('referente.self', 'self') \g /dev/null
SET ROLE siz_web;
SELECT throws_ok($$SELECT utente_ente_esamina(1, 1, 'rifiutato', ' ')$$, '23514', NULL, 'a refusal owes a reason');
SELECT is(utente_ente_esamina(1, 1, 'approvato', NULL), true, 'the one of SELF does');
SELECT throws_ok($$SELECT utente_ente_esamina(1, 1, 'rifiutato', 'x')$$, 'SZ409', NULL, 'who read it before that overwrites nothing');
SELECT is((SELECT count(*)::int FROM enti_esterni(1)) + (SELECT count(*)::int FROM enti_esterni(99)), 1, 'one row is asked for alone');
SELECT set_config('siz.identita', '', true) \g /dev/null
SELECT apri('due') \g /dev/null
SELECT ok(ente_esterno_dichiara('SERD', 'SERD di Codogno', 'x', '1', NULL, 'x') > 1, 'who names a body that is there reports for that one');
SELECT throws_ok($$SELECT telefono FROM ente_esterno$$, '42501', NULL, 'and does not read how to reach it');
SELECT ente_esterno_dichiara('CPI', 'Ente ' || n, 'x', '1', NULL, 'x') FROM generate_series(1, 9) n \g /dev/null
SELECT throws_ok($$SELECT ente_esterno_dichiara('CPI', 'Ente 10', 'x', '1', NULL, 'x')$$, '23514', NULL, 'ten bodies a day are enough');
-- a body that reports no more: all of its people at once
RESET ROLE;
SELECT set_config('siz.esterno', '', true), identita_comando('referente.b2', 'b2') \g /dev/null
SET ROLE siz_web;
SELECT throws_ok($$SELECT ente_esterno_revoca(1, 'x')$$, 'SZ403', NULL, 'a service that receives no reports revokes no body');
RESET ROLE;
SELECT identita_comando('referente.self', 'self') \g /dev/null
SET ROLE siz_web;
SELECT is((SELECT count(*)::int FROM ente_esterno_persone(1)), 2, 'who receives them reads who reports for it');
SELECT throws_ok($$SELECT ente_esterno_revoca(1, ' ')$$, '23514', NULL, 'a reason is owed');
SELECT is(ente_esterno_revoca(1, 'Convenzione finita'), 2::bigint, 'both are out at once');
SELECT is((SELECT string_agg(DISTINCT stato || motivo || ente_approvato, '') FROM enti_esterni(1)), 'rifiutatoConvenzione finitafalse', 'with the reason, and the body is approved no more');
SELECT set_config('siz.identita', '', true) \g /dev/null
SELECT apri('due') \g /dev/null
SELECT throws_ok($$INSERT INTO bozza_esterna VALUES (1, '/self', '{}')$$, '42501', NULL, 'no page writes what a session left');
SELECT set_config('siz.esterno', '', true) \g /dev/null
RESET ROLE;

-- ---- operators --------------------------------------------------------------------------------
SELECT identita_comando('admin.prova', 'maleo') \g /dev/null
SET ROLE siz_web;
SELECT is(operatore_spid_collega(1, 'prv nna 70a41 e648x'), true, 'an administrator links a codice fiscale');
SELECT throws_ok($$SELECT operatore_spid_collega(9223372036854775807, NULL)$$, 'SZ404', NULL, 'an account that is not there has no link to take away');
SELECT is(operatore_spid_collega(2, 'PRVNNA70A41E648X'), false, 'which opens one account only');
SELECT set_config('siz.identita', '', true) \g /dev/null
SELECT is(entra_spid('PRVNNA70A41E648X', 'https://uno', 2, '/', 'tre', 'ANNA', 'PROVA'), 'piena', 'SPID opens the account');
RESET ROLE;
SELECT * FROM finish();
ROLLBACK;
