-- Administration: services, accounts and who works where; who may, what nobody may, and that somebody always can.
BEGIN;
SELECT plan(92);

UPDATE chiave_identita SET programma = decode(repeat('07', 32), 'hex');
CREATE FUNCTION pg_temp.prova(parole text) RETURNS text LANGUAGE sql AS
  $$ SELECT encode(hmac(convert_to(parole, 'UTF8'), decode(repeat('07', 32), 'hex'), 'sha256'), 'hex') $$;
INSERT INTO servizio (codice, denominazione, tipo) VALUES ('t_uno', 'Servizio uno', 'comune'), ('t_due', 'Servizio due', 'comune'), ('t_amb', 'Ambito', 'ambito');
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'Prova' || n, 'Nome' || n FROM unnest(ARRAY['as', 'doppia', 'referente', 'altro_referente', 'admin', 'admin_due', 'due_as', 'amministrativo']) n;
INSERT INTO credenziale (operatore_id, impronta) SELECT id, '$argon2id$prova' FROM operatore WHERE username LIKE 't.%';
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
SELECT o.id, v.id, x.r, current_date - 100
  FROM (VALUES ('as', 't_uno', 1), ('doppia', 't_uno', 1), ('doppia', 't_due', 1), ('referente', 't_uno', 2), ('altro_referente', 't_uno', 2), ('admin', 't_amb', 5),
               ('admin_due', 't_amb', 5), ('due_as', 't_due', 1), ('amministrativo', 't_uno', 3)) x (n, s, r)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('intervento_generico', 1, 'Prova', '');
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice) VALUES ('D''Amico <b>&"Rossi"', 'Ida', 'F', DATE '1950-02-03', 'NON_NOTO');

CREATE FUNCTION pg_temp.chi(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM operatore WHERE username = 't.' || n $$;
CREATE FUNCTION pg_temp.dove(c text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM servizio WHERE codice = c $$;
CREATE FUNCTION pg_temp.posto(n text, s text) RETURNS bigint LANGUAGE sql AS
  $$ SELECT id FROM appartenenza WHERE operatore_id = pg_temp.chi(n) AND servizio_id = pg_temp.dove(s) AND coalesce(valida_al, current_date) >= current_date ORDER BY id DESC LIMIT 1 $$;
CREATE FUNCTION pg_temp.da(n text, domanda text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  risposta text;
BEGIN
  PERFORM identita_stabilisci(o.id, a.servizio_id, a.ruolo, v.sola_lettura)
     FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id JOIN servizio v ON v.id = a.servizio_id WHERE o.username = 't.' || n AND coalesce(a.valida_al, current_date) >= current_date ORDER BY a.id LIMIT 1;
  SET LOCAL ROLE siz_web;
  EXECUTE domanda INTO risposta;
  RESET ROLE;
  PERFORM set_config('siz.identita', '', true);
  RETURN risposta;
END
$$;
CREATE FUNCTION pg_temp.sessione(n text, s text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO sessione (impronta, operatore_id, servizio_id, ruolo, fase, inattivita, scade_il)
  SELECT sha256(convert_to(n || clock_timestamp()::text, 'UTF8')), pg_temp.chi(n), pg_temp.dove(s), a.ruolo, 'piena', '30 minutes', now() + interval '1 hour' FROM appartenenza a WHERE a.id = pg_temp.posto(n, s) $$;
CREATE FUNCTION pg_temp.aperte(n text) RETURNS integer LANGUAGE sql AS $$ SELECT count(*)::int FROM sessione WHERE operatore_id = pg_temp.chi(n) AND chiusa_il IS NULL $$;

-- ---- who sees whom --------------------------------------------------------------------------------------------
SELECT is(pg_temp.da('admin', 'SELECT count(*) FROM operatori_cerca(NULL, NULL, NULL, NULL, 100)'), '8', 'who administers sees all accounts');
SELECT is(pg_temp.da('referente', 'SELECT string_agg(username, '' '' ORDER BY username) FROM operatori_cerca(NULL, NULL, NULL, NULL, 100)'), 't.altro_referente t.amministrativo t.as t.doppia t.referente', 'a referente those of the service');
SELECT is(pg_temp.da(n, 'SELECT count(*) FROM operatori_cerca(NULL, NULL, NULL, NULL, 100)'), '0', n || ' sees none') FROM unnest(ARRAY['as', 'amministrativo', 'due_as']) n;
SELECT is(pg_temp.da('admin', 'SELECT string_agg(username, '' '') FROM operatori_cerca(''nomeàs prova'', NULL, NULL, NULL, 100)'), 't.as', 'found by words, without accents');
SELECT is(pg_temp.da('admin', format('SELECT count(*) FROM operatori_cerca(NULL, NULL, NULL, %s, 100)', pg_temp.chi('due_as'))), '1', 'the next page begins after the last name');
SELECT is(pg_temp.da('referente', format('SELECT count(*) FROM operatore_leggi(%s)', pg_temp.chi('due_as'))), '0', 'an account of another service is not there');
SELECT is(pg_temp.da('referente', format('SELECT governabile FROM operatore_leggi(%s)', pg_temp.chi(n))), x, 'governs ' || n || ': ' || x)
  FROM (VALUES ('as', 'true'), ('amministrativo', 'true'), ('doppia', 'false'), ('altro_referente', 'false'), ('referente', 'false')) v (n, x);
SELECT is(pg_temp.da('referente', format('SELECT count(*) FROM operatore_appartenenze(%s)', pg_temp.chi('doppia'))), '1', 'and reads nothing of where else somebody works');

-- ---- memberships -----------------------------------------------------------------------------------------------
CREATE FUNCTION pg_temp.mette(n text, s text, r text, resp boolean DEFAULT false, dal date DEFAULT NULL, al date DEFAULT NULL) RETURNS text LANGUAGE sql AS
  $$ SELECT format('SELECT appartenenza_aggiungi(%L, %L, %L, %L, %L, %L)', pg_temp.chi(n), pg_temp.dove(s), r, resp, dal, al) $$;
SELECT throws_ok(format('SELECT pg_temp.da(%L, %L)', n, pg_temp.mette('due_as', 't_uno', 'assistente_sociale')), 'SZ403', NULL, n || ' puts nobody anywhere') FROM unnest(ARRAY['as', 'amministrativo']) n;
SELECT throws_ok(format('SELECT pg_temp.da(''referente'', %L)', pg_temp.mette('due_as', 't_uno', 'assistente_sociale')), 'SZ404', NULL, 'a referente takes nobody from elsewhere');
SELECT throws_ok(format('SELECT pg_temp.da(''referente'', %L)', pg_temp.mette('as', 't_due', 'assistente_sociale')), 'SZ403', NULL, 'nor gives another service');
SELECT throws_ok(format('SELECT pg_temp.da(''referente'', ''SELECT appartenenza_cambia(%s, %s, ''''%s'''', %s, NULL, NULL)'')', pg_temp.chi('as'), pg_temp.posto('as', 't_uno'), r, resp), '23514', NULL, r || ' ' || resp || ' is not given by a referente')
  FROM (VALUES ('referente', 'false'), ('amministratore', 'false'), ('assistente_sociale', 'true')) v (r, resp);
SELECT throws_ok(format('SELECT pg_temp.da(''referente'', ''SELECT appartenenza_termina(%s, %s, NULL)'')', pg_temp.chi('altro_referente'), pg_temp.posto('altro_referente', 't_uno')), '23514', NULL, 'nor taken from another referente');
SELECT throws_ok(format('SELECT pg_temp.da(%L, %L)', n, pg_temp.mette(n, s, 'referente')), '23514', NULL, n || ' gives themselves nothing') FROM (VALUES ('referente', 't_uno'), ('admin', 't_uno')) v (n, s);
SELECT throws_ok(format('SELECT pg_temp.da(''admin'', %L)', pg_temp.mette('as', 't_uno', 'amministrativo')), '23P01', NULL, 'one role at a time in one service');
SELECT throws_ok(format('SELECT pg_temp.da(''admin'', %L)', pg_temp.mette('as', 't_due', 'amministrativo', false, current_date, current_date - 5)), '23514', NULL, 'no end before its beginning');
SELECT lives_ok(format('SELECT pg_temp.da(''admin'', %L)', pg_temp.mette('as', 't_due', 'amministrativo', true, current_date + 10, current_date + 20)), 'another service, another role, later');
SELECT is((SELECT count(*)::int FROM servizi_di(pg_temp.chi('as'))), 1, 'which is not entered before its day');
SELECT throws_ok($$SELECT pg_temp.da('as', 'UPDATE appartenenza SET ruolo = 5')$$, '42501', NULL, 'and no page writes the table itself');

SELECT pg_temp.sessione('amministrativo', 't_uno') \g /dev/null
SELECT lives_ok(format('SELECT pg_temp.da(''referente'', ''SELECT appartenenza_cambia(%s, %s, ''''operatore_sociale'''', false, NULL, NULL)'')', pg_temp.chi('amministrativo'), pg_temp.posto('amministrativo', 't_uno')), 'a referente changes a role');
SELECT is((SELECT string_agg(ruolo || ' ' || coalesce(valida_al - current_date, 99), ', ' ORDER BY id) FROM appartenenza WHERE operatore_id = pg_temp.chi('amministrativo')), '3 -1, 4 99', 'the old one ended yesterday, the new one began');
SELECT is(pg_temp.aperte('amministrativo'), 0, 'and the session with the old role is over');
SELECT lives_ok(format('SELECT pg_temp.da(''referente'', ''SELECT appartenenza_termina(%s, %s, NULL)'')', pg_temp.chi('amministrativo'), pg_temp.posto('amministrativo', 't_uno')), 'what began today ends today');
SELECT is((SELECT count(*)::int FROM servizi_di(pg_temp.chi('amministrativo'))), 0, 'and opens nothing any more');
SELECT lives_ok(format('SELECT pg_temp.da(''referente'', %L)', pg_temp.mette('amministrativo', 't_uno', 'amministrativo')), 'the same day it may begin again');
SELECT pg_temp.sessione('doppia', 't_uno') \g /dev/null
SELECT lives_ok(format('SELECT pg_temp.da(''referente'', ''SELECT appartenenza_termina(%s, %s, NULL)'')', pg_temp.chi('doppia'), pg_temp.posto('doppia', 't_uno')), 'who works elsewhere too leaves this service');
SELECT is((SELECT string_agg(denominazione, '') FROM servizi_di(pg_temp.chi('doppia'))), 'Servizio due', 'and keeps the other');
SELECT is(pg_temp.aperte('doppia'), 0, 'their sessions are over');

-- ---- suspension -----------------------------------------------------------------------------------------------------
SELECT throws_ok(format('SELECT pg_temp.da(%L, ''SELECT operatore_sospendi(%s, ''''x'''')'')', n, pg_temp.chi(c)), x, NULL, n || ' does not suspend ' || c)
  FROM (VALUES ('as', 'amministrativo', 'SZ403'), ('referente', 'due_as', 'SZ404'), ('referente', 'altro_referente', '23514'), ('referente', 'referente', '23514'), ('admin', 'admin', '23514')) v (n, c, x);
SELECT throws_ok(format('SELECT pg_temp.da(''referente'', ''SELECT operatore_sospendi(%s, '''' '''')'')', pg_temp.chi('amministrativo')), '23514', NULL, 'without a reason nobody is');
SELECT pg_temp.sessione('amministrativo', 't_uno') \g /dev/null
SELECT lives_ok(format('SELECT pg_temp.da(''referente'', ''SELECT operatore_sospendi(%s, ''''Congedo'''')'')', pg_temp.chi('amministrativo')), 'suspended');
SELECT is(pg_temp.aperte('amministrativo'), 0, 'at once');
SELECT is((SELECT count(*)::int FROM credenziale_leggi('t.amministrativo', '127.0.0.1', 5, 10, '15 minutes', NULL, NULL, pg_temp.prova('credenziale_leggi|t.amministrativo')) WHERE operatore_id IS NOT NULL), 0, 'and does not enter');
SELECT is((SELECT dati ->> 'modello' FROM lavoro WHERE tipo = 'posta' ORDER BY id DESC LIMIT 1), 'utenza_sospesa', 'who is suspended is told');
SELECT is((SELECT prima ->> 'stato' || ' ' || (dopo ->> 'stato') || ' ' || motivo FROM configurazione_modifica WHERE tabella = 'operatore' ORDER BY id DESC LIMIT 1), 'attivo sospeso Congedo', 'old, new and why are kept');
SELECT lives_ok(format('SELECT pg_temp.da(''referente'', ''SELECT operatore_riattiva(%s)'')', pg_temp.chi('amministrativo')), 'active again');

-- unused
UPDATE operatore SET creato_il = now() - interval '400 days', ultimo_accesso = now() - interval '200 days' WHERE username IN ('t.due_as', 't.admin', 't.admin_due');
UPDATE operatore SET creato_il = now() - interval '400 days', riattivato_il = now() - interval '3 days', ultimo_accesso = NULL WHERE username = 't.as';
SELECT is(operatori_inattivi_sospendi(180), 2::bigint, 'who was not here for so long is suspended by itself');
SELECT is((SELECT string_agg(username, ' ' ORDER BY username) FROM operatore WHERE stato = 'sospeso'), 't.admin t.due_as', 'but not who was taken up again, nor the last who administers');
UPDATE operatore SET stato = 'attivo', riattivato_il = now() WHERE username LIKE 't.%';
SELECT throws_ok($$SELECT pg_temp.da('admin', 'SELECT operatori_inattivi_sospendi(1)')$$, '42501', NULL, 'no page asks for it');

-- ---- the last who administers ---------------------------------------------------------------------------------------------
SELECT lives_ok(format('SELECT pg_temp.da(''admin'', ''SELECT operatore_sospendi(%s, ''''Assenza'''')'')', pg_temp.chi('admin_due')), 'one of two who administer may be suspended');
SELECT throws_ok(format('UPDATE operatore SET stato = ''sospeso'' WHERE id = %s', pg_temp.chi('admin')), '23514', NULL, 'the last one not, by whomever');
SELECT throws_ok(format('UPDATE operatore SET valido_al = current_date + 30 WHERE id = %s', pg_temp.chi('admin')), '23514', NULL, 'nor given an end');
SELECT throws_ok(format('UPDATE appartenenza SET valida_al = current_date + 1 WHERE operatore_id = %s', pg_temp.chi('admin')), '23514', NULL, 'nor does the membership end');
SELECT throws_ok(format('UPDATE appartenenza SET ruolo = 1 WHERE operatore_id = %s', pg_temp.chi('admin')), '23514', NULL, 'nor change its role');
UPDATE operatore SET stato = 'attivo' WHERE username = 't.admin_due';

-- ---- accounts ----------------------------------------------------------------------------------------------------------
CREATE FUNCTION pg_temp.crea(u text, cognome text, nome text, s text, r text, formato date, deroga text, chi_prova text DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT operatore_utenza_crea(%L, %L, %L, %L, NULL, %L, %L, false, NULL, NULL, %L, %L, ''g-%s'', ''72 hours'', ''https://x'', %L)', u, u || '@esempio.it', cognome, nome, pg_temp.dove(s), r, formato, deroga, u,
                coalesce(chi_prova, pg_temp.prova('operatore_utenza_crea|g-' || u || '|https://x'))) $$;
SELECT throws_ok(format('SELECT pg_temp.da(''admin'', %L)', pg_temp.crea('nuova.una', 'Una', 'Nuova', 't_uno', 'assistente_sociale', current_date, NULL, 'inventata')), 'SZ403', NULL, 'only the program makes the link');
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', pg_temp.crea('nuova.una', 'Una', 'Nuova', 't_uno', 'assistente_sociale', current_date, NULL)), 'SZ403', NULL, 'not everybody makes accounts');
SELECT throws_ok(format('SELECT pg_temp.da(''referente'', %L)', pg_temp.crea('nuova.una', 'Una', 'Nuova', 't_due', 'assistente_sociale', current_date, NULL)), 'SZ403', NULL, 'a referente not for another service');
SELECT throws_ok(format('SELECT pg_temp.da(''admin'', %L)', pg_temp.crea('nuova.una', 'Una', 'Nuova', 't_uno', 'assistente_sociale', NULL, NULL)), '23514', NULL, 'training, or why not');
SELECT throws_ok(format('SELECT pg_temp.da(''admin'', %L)', pg_temp.crea('mia.altra', 'Provaadmin', 'Nomeadmin', 't_uno', 'assistente_sociale', current_date, NULL)), '23514', NULL, 'nobody makes an account in their own name');
SELECT lives_ok(format('SELECT pg_temp.da(''referente'', %L)', pg_temp.crea('nuova.una', 'Una', 'Nuova', 't_uno', 'operatore_sociale', NULL, 'Corso a marzo')), 'made');
SELECT is((SELECT dati ->> 'modello' || ' ' || (dati ->> 'indirizzo') FROM lavoro WHERE tipo = 'posta' ORDER BY id DESC LIMIT 1), 'utenza_nuova https://x/password-nuova?g=g-nuova.una', 'the link is on its way');
SELECT is((SELECT username FROM recupero_leggi('g-nuova.una')), 'nuova.una', 'and opens the choice of a password');
SELECT is((SELECT impronta FROM credenziale WHERE operatore_id = (SELECT id FROM operatore WHERE username = 'nuova.una')), NULL, 'there is none yet');
SELECT throws_ok(format('SELECT pg_temp.da(''referente'', ''SELECT operatore_fattore_azzera(%s, ''''x'''')'')', pg_temp.chi('as')), 'SZ403', NULL, 'the second factor is for who administers SIZ');
UPDATE credenziale SET totp_attivo = true WHERE operatore_id = pg_temp.chi('as');
SELECT lives_ok(format('SELECT pg_temp.da(''admin'', ''SELECT operatore_fattore_azzera(%s, ''''Telefono perso'''')'')', pg_temp.chi('as')), 'who takes it away with a reason');

-- ---- services ---------------------------------------------------------------------------------------------------------------
SELECT throws_ok($$SELECT pg_temp.da('referente', 'SELECT servizio_crea(''x'', ''comune'', NULL, NULL, NULL, NULL, NULL, NULL)')$$, 'SZ403', NULL, 'a referente makes no service');
SELECT lives_ok($$SELECT pg_temp.da('admin', 'SELECT servizio_crea(''Comune di Prova Nuova'', ''comune'', NULL, NULL, NULL, NULL, NULL, NULL)')$$, 'who administers makes one');
SELECT is((SELECT codice FROM servizio ORDER BY id DESC LIMIT 1), 'prova_nuova', 'whose code follows from its name');
SELECT pg_temp.da('due_as', format('INSERT INTO pratica (kind, titolare_soggetto_id, data_inizio, modulo_id) VALUES (''intervento_generico'', %s, DATE ''2026-02-01'', %s) RETURNING id', (SELECT max(id) FROM soggetto), (SELECT id FROM modulo WHERE nome = 'intervento_generico'))) \g /dev/null
SELECT throws_ok(format('SELECT pg_temp.da(''admin'', ''SELECT servizio_termina(%s, 1, current_date, ''''x'''')'')', pg_temp.dove('t_due')), '23514', NULL, 'with open cases it is not closed');
SELECT is(pg_temp.da('admin', format('SELECT pratiche || '' '' || operatori FROM servizio_regge(%s)', pg_temp.dove('t_due'))), '1 2', 'what stands on it is counted');
SELECT throws_ok(format('SELECT pg_temp.da(''admin'', ''SELECT servizio_consegna(%s, %s, %s, ''''x'''')'')', pg_temp.dove('t_due'), pg_temp.dove('t_uno'), pg_temp.chi('due_as')), '23514', NULL, 'its cases go to nobody of elsewhere');
SELECT throws_ok(format('SELECT pg_temp.da(''referente'', ''SELECT servizio_consegna(%s, %s, %s, ''''x'''')'')', pg_temp.dove('t_due'), pg_temp.dove('t_uno'), pg_temp.chi('as')), 'SZ403', NULL, 'nor by a referente');
SELECT is(pg_temp.da('admin', format('SELECT servizio_consegna(%s, %s, %s, ''Fusione'')', pg_temp.dove('t_due'), pg_temp.dove('t_uno'), pg_temp.chi('as'))), '1', 'they go to somebody of the other service');
SELECT is(pg_temp.da('as', 'SELECT count(*) FROM pratica') || pg_temp.da('due_as', 'SELECT count(*) FROM pratica') || pg_temp.da('admin', 'SELECT count(*) FROM pratica'), '100', 'who opens them there, and nobody else');
SELECT lives_ok(format('SELECT pg_temp.da(''admin'', ''SELECT servizio_termina(%s, 1, current_date - 1, ''''Fusione'''')'')', pg_temp.dove('t_due')), 'then it is closed');
SELECT throws_ok(format('SELECT pg_temp.da(''admin'', %L)', pg_temp.mette('as', 't_due', 'amministrativo')), '23514', NULL, 'and nobody is put there any more');

-- ---- a service does not begin tomorrow: who administers could not enter any more, nor who follows its cases ----------------
CREATE FUNCTION pg_temp.comincia(s text, dal date, v text DEFAULT 'NULL') RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT servizio_salva(%s, %s, denominazione, tipo, NULL, NULL, NULL, NULL, NULL, %L) FROM servizio WHERE id = %s', id, CASE v WHEN 'NULL' THEN versione::text ELSE 'NULL' END, dal, id) FROM servizio WHERE codice = s $$;
SELECT throws_ok(format('SELECT pg_temp.da(''admin'', %L)', pg_temp.comincia('t_amb', current_date + 1)), '23514', NULL, 'not the one of who administers');
SELECT throws_ok(format('SELECT pg_temp.da(''admin'', %L)', pg_temp.comincia('t_uno', current_date + 1)), '23514', NULL, 'nor one with open cases');
SELECT throws_ok(format('SELECT pg_temp.da(''admin'', %L)', pg_temp.comincia('t_uno', current_date, 'senza')), 'SZ409', NULL, 'nor is a service saved without saying what was read');
SELECT lives_ok(format('SELECT pg_temp.da(''admin'', %L)', pg_temp.comincia('t_uno', current_date)), 'one may begin today');
INSERT INTO servizio (codice, denominazione, tipo, valido_dal) VALUES ('t_poi', 'Servizio che comincia', 'comune', current_date + 10);
SELECT lives_ok(format('SELECT pg_temp.da(''admin'', %L)', pg_temp.comincia('t_poi', current_date + 20)), 'and one in which nobody works later still');

-- ---- another mail: whoever reads it could ask for a password, so the owner is told at the old one ----------------------------
INSERT INTO recupero_password (operatore_id, impronta, scade_il) VALUES (pg_temp.chi('as'), sha256('x'), now() + interval '1 hour');
SELECT lives_ok(format('SELECT pg_temp.da(''admin'', %L)', (SELECT format('SELECT operatore_dati_salva(%s, %s, ''altra@esempio.it'', %L, %L, NULL, NULL, current_date, NULL)', id, versione, cognome, nome) FROM operatore WHERE username = 't.as')), 'who administers changes it');
SELECT is((SELECT dati ->> 'a' || ' ' || (dati ->> 'modello') FROM lavoro WHERE tipo = 'posta' ORDER BY id DESC LIMIT 1), 't.as@esempio.it email_cambiata', 'the old address is told');
INSERT INTO recupero_password (operatore_id, impronta, scade_il) VALUES (pg_temp.chi('as'), sha256('y'), now() + interval '1 hour');
SELECT lives_ok(format('SELECT pg_temp.da(''admin'', ''SELECT configurazione_annulla(%s)'')', (SELECT max(id) FROM configurazione_modifica WHERE tabella = 'operatore' AND prima ? 'email')), 'taken back');
SELECT is((SELECT dati ->> 'a' FROM lavoro WHERE tipo = 'posta' ORDER BY id DESC LIMIT 1), 'altra@esempio.it', 'the other one is told');
SELECT is((SELECT count(*) FROM recupero_password WHERE operatore_id = pg_temp.chi('as') AND usato_il IS NULL), 0::bigint, 'and no link that went there opens anything');

-- ---- the ledger goes with the cases ---------------------------------------------------------------------------------------------
INSERT INTO servizio (codice, denominazione, tipo) VALUES ('t_tre', 'Servizio tre', 'comune');
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal) VALUES (pg_temp.chi('doppia'), pg_temp.dove('t_tre'), 3, current_date - 1);
SELECT is(pg_temp.da('as', format('SELECT movimento_aggiungi(%s, current_date, current_date, current_date, 10, 0, NULL, NULL, NULL, NULL) > 0', (SELECT min(id) FROM pratica WHERE servizio_id = pg_temp.dove('t_uno')))), 'true', 'something is to be paid');
SELECT pg_temp.da('admin', format('SELECT servizio_consegna(%s, %s, %s, ''Fusione'')', pg_temp.dove('t_uno'), pg_temp.dove('t_tre'), pg_temp.chi('doppia'))) \g /dev/null
SELECT is((SELECT string_agg(DISTINCT v.codice, ' ') FROM movimento m JOIN servizio v ON v.id = m.servizio_id), 't_tre', 'by the service that has the case now');

SELECT * FROM finish();
ROLLBACK;
