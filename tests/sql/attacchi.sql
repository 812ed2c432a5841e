-- What somebody with another role's account, or with SQL under the role of the pages, tried: each of
-- these gave something away once.
BEGIN;
SELECT plan(48);

UPDATE chiave_identita SET programma = decode(repeat('07', 32), 'hex');
INSERT INTO servizio (codice, denominazione, tipo) VALUES ('t_maleo', 'Maleo di prova', 'comune'), ('t_lodi', 'Lodi di prova', 'comune'), ('t_self', 'SELF di prova', 'area');
SELECT operatore_crea('t.' || n, 't.' || n || '@example.org', c, n, NULL, '$argon2id$prova', false, true, false)
  FROM (VALUES ('Anna', 'Bassi'), ('Lia', 'D''Àmico De Luca'), ('Ada', 'Dossena'), ('Paola', 'Tonani')) x (n, c);
SELECT operatore_iscrivi(o.id, x.s, x.r, false)
  FROM (VALUES ('t.Anna', 't_maleo', 'referente'), ('t.Lia', 't_lodi', 'assistente_sociale'), ('t.Ada', 't_maleo', 'amministratore'), ('t.Paola', 't_self', 'referente')) x (n, s, r)
  JOIN operatore o ON o.username = lower(x.n) OR o.username = x.n;
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('intervento_generico', 1, 'Prova', '');
SELECT avviso_apri('self', 't_self', 'Segnalazione al SELF', NULL, true);

CREATE FUNCTION pg_temp.chi(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM operatore WHERE lower(username) = 't.' || lower(n) $$;
CREATE FUNCTION pg_temp.persona(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM soggetto WHERE nome = n $$;
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
-- What a door answers: the state of the refusal, 'permesso' if there was none.
CREATE FUNCTION pg_temp.rifiuto(n text, domanda text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_temp.da(n, domanda);
  RETURN 'permesso';
EXCEPTION WHEN OTHERS THEN
  RETURN SQLSTATE;
END
$$;
SELECT pg_temp.da(x.n, format($$INSERT INTO soggetto (cognome, nome, sesso, data_nascita, codice_fiscale, riservato, riservato_motivo) VALUES ('Galimberti', %L, 'F', '1990-04-03', %L, %L, %L) RETURNING id$$,
                              x.p, x.c, x.r, CASE WHEN x.r THEN 'protezione' END))
  FROM (VALUES ('Anna', 'Chiara', 'GLMCHR90D43F205M', true), ('Lia', 'Ida', 'GLMDIA90D43F205I', false)) x (n, p, c, r);
SELECT pg_temp.da(x.n, format($$INSERT INTO pratica (kind, titolare_soggetto_id, data_inizio, dati, modulo_id) VALUES ('intervento_generico', %s, current_date, '{"tipo": "ALTRO"}', %s) RETURNING id$$,
                              pg_temp.persona(x.p), (SELECT max(id) FROM modulo)))
  FROM (VALUES ('Anna', 'Chiara'), ('Lia', 'Ida')) x (n, p);
CREATE FUNCTION pg_temp.pratica(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM pratica WHERE titolare_soggetto_id = pg_temp.persona(n) $$;
SELECT is(pg_temp.da('Lia', 'SELECT count(*) FROM soggetto WHERE nome = ''Chiara'''), '0', 'a reserved person is not there for another service');

-- ---- ISEE: a household names its members --------------------------------------------------------
INSERT INTO isee (soggetto_id, tipo, valore, protocollo, presentata_il, valida_fino) VALUES
  (pg_temp.persona('Chiara'), 'ORD', 1000, 'INPS-ISEE-2026-00000001A-00', '2026-01-10', '2026-12-31'),
  (pg_temp.persona('Ida'), 'ORD', 2000, 'INPS-ISEE-2026-00000002A-00', '2026-01-10', '2026-12-31');
INSERT INTO isee_componente (isee_id, soggetto_id, codice_fiscale, cognome, nome)
SELECT i.id, s.id, s.codice_fiscale, s.cognome, s.nome FROM isee i, soggetto s WHERE s.nome IN ('Chiara', 'Ida');
SELECT is(pg_temp.da('Lia', 'SELECT string_agg(valore::text, '' '' ORDER BY valore) FROM isee'), '2000.00', 'the ISEE on the page of a reserved person is not read through another member');
SELECT is(pg_temp.da('Lia', 'SELECT string_agg(nome, '' '' ORDER BY nome) FROM isee_componente'), 'Ida', 'nor does that of another member name her');
SELECT is(pg_temp.da('Lia', 'WITH u AS (UPDATE isee SET valore = 1 RETURNING 1) SELECT count(*) FROM u'), '1', 'what is not read is not changed');
SELECT is(pg_temp.da('Anna', 'SELECT count(*) FROM isee_componente WHERE nome = ''Chiara'''), '2', 'who sees her reads both');

CREATE FUNCTION prova(parole text) RETURNS text LANGUAGE sql AS
  $$ SELECT encode(hmac(convert_to(parole, 'UTF8'), decode(repeat('07', 32), 'hex'), 'sha256'), 'hex') $$;
CREATE FUNCTION pg_temp.anpr(n text, codice text, chi bigint, massime integer DEFAULT 30, provate integer DEFAULT 30) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.rifiuto(n, format('SELECT anpr_chiedi(''anpr'', %L, %L, ''x'', ''rif'', %s, %L)', codice, chi, massime, prova('anpr_chiedi|' || codice || '|' || provate))) $$;

-- ---- a person named by number -------------------------------------------------------------------
SELECT is(pg_temp.anpr('Lia', 'GLMCHR90D43F205M', pg_temp.persona('Chiara')), 'SZ404', 'ANPR is not asked about a person who is not seen');
SELECT is(pg_temp.anpr('Lia', 'GLMCHR90D43F205M', 999999), 'SZ404', 'nor about one who does not exist: the same answer');
SELECT is(pg_temp.anpr('Lia', 'RSSMRA58C54E648K', pg_temp.persona('Ida')), 'SZ404', 'nor by the code of somebody else');
SELECT is(pg_temp.anpr('Lia', 'GLMDIA90D43F205I', pg_temp.persona('Ida')), 'permesso', 'one who is seen is asked about');
SELECT is(pg_temp.anpr('Lia', 'RSSMRA58C54E648K', NULL), 'permesso', 'and whoever is not here yet');
SELECT is(pg_temp.anpr('Anna', 'GLMCHR90D43F205M', pg_temp.persona('Chiara')), 'permesso', 'her own service asks about her');
SELECT is(pg_temp.anpr('Lia', 'GLMDIA90D43F205I', pg_temp.persona('Ida'), 100000), 'SZ403', 'and how often is not for SQL to say');

CREATE FUNCTION pg_temp.segnala(n text, di bigint) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.rifiuto(n, format('INSERT INTO domanda (avviso_id, kind, servizio_id, soggetto_id) SELECT id, kind, servizio_id, %L::bigint FROM avviso LIMIT 1 RETURNING id', di)) $$;
SELECT is(pg_temp.segnala('Lia', pg_temp.persona('Chiara')), '23503', 'a report is not begun about a person who is not seen');
SELECT is(pg_temp.segnala('Lia', 999999), '23503', 'nor about one who does not exist: the same answer');
SELECT is(pg_temp.segnala('Lia', pg_temp.persona('Ida')), 'permesso', 'about one who is seen it is');
UPDATE domanda SET stato = 'I', inviata_il = now(), codice = 'SELF-2026-00001';
CREATE FUNCTION pg_temp.collega(di bigint) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.rifiuto('Paola', format('SELECT domanda_collega((SELECT max(id) FROM domanda), %L::bigint)', di)) $$;
SELECT is(pg_temp.collega(pg_temp.persona('Chiara')), 'SZ404', 'a report is not linked to a person who is not seen');
SELECT is(pg_temp.collega(999999), 'SZ404', 'nor to one who does not exist: the same answer');
SELECT is(pg_temp.collega(pg_temp.persona('Ida')), 'permesso', 'to one who is seen it is');
SELECT is(pg_temp.collega(NULL), 'permesso', 'and taken away');

-- ---- words, codes and consents without the right to read persons ----------------------------------
SELECT is(pg_temp.da('Ada', 'SELECT count(*) FROM ricerca_parole_vicine(''galimberti'')'), '0', 'who administers the system reads no names');
SELECT is(pg_temp.da('Ada', 'SELECT count(*) FROM ricerca_pezzo(''GLMDIA'')'), '0', 'nor pieces of a codice fiscale');
SELECT is(pg_temp.da('Lia', 'SELECT count(*) FROM ricerca_pezzo(''GLMDIA'')'), '1', 'who reads persons does');
SELECT ok(NOT has_function_privilege('siz_web', 'consenso_vale(bigint)', 'EXECUTE'), 'the consent of whomever is not asked from a page');

-- ---- the feed: what the page does not say ----------------------------------------------------------
INSERT INTO equipe (nome, tra_servizi, servizio_id, creato_da) SELECT 'Insieme', true, id, pg_temp.chi('Anna') FROM servizio WHERE codice = 't_maleo';
INSERT INTO equipe_membro (equipe_id, operatore_id, funzione) SELECT max(id), pg_temp.chi('Lia'), 'x' FROM equipe;
INSERT INTO appuntamento (tipo, titolo, inizio, fine, pratica_id, equipe_id, servizio_id, creato_da)
SELECT 'VISITA', 'x', now() + interval '1 day', now() + interval '25 hours', pg_temp.pratica(p), (SELECT max(id) FROM equipe), v.id, pg_temp.chi('Anna')
  FROM unnest(ARRAY['Chiara', 'Ida']) p, servizio v WHERE v.codice = 't_maleo';
SELECT pg_temp.da('Lia', 'SELECT agenda_collega(repeat(''a'', 40))');
SELECT is((SELECT string_agg(sommario, ' ' ORDER BY sommario) FROM agenda_ics_righe(repeat('a', 40))),
          'Visita Visita ' || (SELECT codice FROM pratica WHERE id = pg_temp.pratica('Ida')), 'the calendar names only cases that its operator opens');

-- ---- accounts and SPID -----------------------------------------------------------------------------
CREATE FUNCTION pg_temp.entra(cf text, n text, c text, verso text, gettone text) RETURNS text LANGUAGE sql AS $$
  SELECT CASE fase WHEN 'esterna' THEN 'esterna' ELSE 'utenza' END || CASE WHEN scelta THEN ' scelta' ELSE '' END
    FROM accesso_spid_entra(cf, 'https://' || gettone, 2, n, c, NULL, 'nome', 'indice', 1, verso, gettone, '30 minutes', '10 hours', '127.0.0.1', 'prova',
                            prova('accesso_spid_entra|' || cf || '|https://' || gettone || '|2|' || gettone)) $$;
SELECT operatore_spid_scrivi(pg_temp.chi('Anna'), 'DSSDAA75A41E648X'), operatore_spid_scrivi(pg_temp.chi('Lia'), 'DMCLIA80A41E648Z');
SELECT is(pg_temp.entra('DSSDAA75A41E648X', 'ADA', 'DOSSENA', '/', 'uno'), 'esterna', 'an administrator who links the own code to a colleague''s account does not enter it');
SELECT is(pg_temp.entra('DSSDAA75A41E648X', 'ADA', 'DOSSENA', '/self', 'due'), 'esterna', 'nor is it offered');
SELECT is((SELECT count(*)::int FROM registro WHERE esito = 'nome diverso' AND operatore_id = pg_temp.chi('Anna')), 2, 'and the register says so');
SELECT is(pg_temp.entra('DMCLIA80A41E648Z', 'LIA MARIA', 'D''AMICO', '/', 'tre'), 'utenza', 'capitals, accents, a second name or surname are the same person');
SELECT is(pg_temp.entra('DMCLIA80A41E648Z', 'LIA', 'DE ROSSI', '/', 'quattro'), 'esterna', 'a particle alone is no surname');
SELECT is(pg_temp.entra('DMCLIA80A41E648Z', 'LIA', 'D''AMICO', '/self', 'cinque'), 'esterna scelta', 'who is both is offered the account');
SELECT operatore_spid_scrivi(pg_temp.chi('Lia'), 'LCULIA80A41E648Z');
SELECT throws_ok(format($$SELECT * FROM accesso_spid_operatore('cinque', 'sei', '1 h', '1 h', '127.0.0.1', '', %L)$$, prova('accesso_spid_operatore|sei')), 'SZ403', NULL,
  'the offer ends when the account is linked to another code');

-- A colleague who is called like the administrator: the name, which keeps others out, does not keep that one out.
SELECT operatore_crea('t.omonima', 't.omonima@example.org', 'Dossena', 'Ada', NULL, '$argon2id$prova', false, true, false) \g /dev/null
SELECT operatore_iscrivi(pg_temp.chi('omonima'), 't_maleo', 'referente', false) \g /dev/null
CREATE FUNCTION pg_temp.collega(n text, cf text) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.rifiuto('Ada', format('SELECT operatore_spid_collega(%s, %L)', pg_temp.chi(n), cf)) $$;
SELECT operatore_spid_scrivi(pg_temp.chi('Anna'), NULL) \g /dev/null
SELECT is(pg_temp.collega('omonima', 'DSSDAA75A41E648X'), '23514', 'an administrator opens no account of their own name');
SELECT operatore_spid_scrivi(pg_temp.chi('Ada'), 'DSSDAA75A41E648X') \g /dev/null
SELECT is(pg_temp.collega('Anna', 'DSSDAA75A41E648X'), '23514', 'nor puts the own code into any other');
UPDATE operatore SET codice_fiscale = 'BSSNNA80A41E648X' WHERE id = pg_temp.chi('Anna');
SELECT is(pg_temp.collega('Anna', 'BSSNNA80A41E648Y'), '23514', 'an account whose code is known is opened by that one alone');
SELECT is(pg_temp.collega('Anna', 'bss nna 80a41 e648x'), 'permesso', 'which is linked');
SELECT is(pg_temp.collega('omonima', NULL), 'permesso', 'a link is taken away from anybody');
SELECT is(pg_temp.collega('Ada', 'DSSDAA75A41E648X'), 'permesso', 'and the own account is one''s own');

-- An account that one asks for and opens oneself is one of another role.
INSERT INTO richiesta_utenza (utente_esterno_id, codice_fiscale, cognome, nome, email, telefono, servizio_id, ruolo)
SELECT (SELECT min(id) FROM utente_esterno), x.cf, x.c, x.n, x.n || '@example.org', '0377', v.id, 2
  FROM (VALUES ('DSSDAA75A41E648W', 'DOSSENA', 'ADA'), ('DSSDLA75A41E648Y', 'DOSSENI', 'ADELE'), ('RSSRSO80A41E648Z', 'ROSSI', 'ROSA')) x (cf, c, n), servizio v WHERE v.codice = 't_lodi';
UPDATE operatore SET codice_fiscale = 'DSSDLA75A41E648Y' WHERE id = pg_temp.chi('Ada');
CREATE FUNCTION pg_temp.accogli(n text) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.rifiuto('Ada', format('SELECT richiesta_utenza_accogli(%s, 1, %L, current_date, NULL, %L, ''1 hour'', ''https://x'', %L)', r.id, 'nuova.' || lower(n), 'g' || n,
                                       prova('richiesta_utenza_accogli|g' || n || '|https://x|' || r.id)))
    FROM richiesta_utenza r WHERE r.nome = n $$;
SELECT is(pg_temp.accogli('ADA'), '23514', 'an administrator does not accept the own request');
SELECT is(pg_temp.accogli('ADELE'), '23514', 'nor one with the own codice fiscale');
SELECT is(pg_temp.accogli('ROSA'), 'permesso', 'somebody else''s they do');

-- ---- the chain of cases, and whose a case is ------------------------------------------------------
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('segnalazione', 1, 'Prova', ''), ('presa_in_carico', 1, 'Prova', '');
SELECT operatore_crea('t.sara', 't.sara@example.org', 'Riva', 'Sara', NULL, '$argon2id$prova', false, true, false);
SELECT operatore_iscrivi(id, 't_maleo', 'assistente_sociale', false) FROM operatore WHERE username = 't.sara';
CREATE FUNCTION pg_temp.nuova(n text, k text, di text) RETURNS bigint LANGUAGE sql AS $$
  SELECT pg_temp.da(n, format('INSERT INTO pratica (kind, titolare_soggetto_id, data_inizio, dati, modulo_id) VALUES (%L, %s, current_date, ''{"tipo": "ALTRO", "consenso": "SENZA", "senza_motivo": "x"}'', %s) RETURNING id',
                              k, pg_temp.persona(di), (SELECT max(id) FROM modulo WHERE nome = k)))::bigint $$;
SELECT pg_temp.da('Lia', $$INSERT INTO soggetto (cognome, nome, sesso, data_nascita, codice_fiscale) VALUES ('Galimberti', 'Olga', 'F', '1990-04-03', 'GLMLGO90D43F205X') RETURNING id$$);
CREATE TEMP TABLE catena AS SELECT pg_temp.nuova('Sara', 'segnalazione', 'Ida') AS prima, pg_temp.nuova('Sara', 'intervento_generico', 'Ida') AS dopo, pg_temp.nuova('Sara', 'presa_in_carico', 'Ida') AS presa, pg_temp.nuova('Sara', 'presa_in_carico', 'Olga') AS altra;
GRANT SELECT ON catena TO siz_web;
INSERT INTO assegnazione (pratica_id, servizio_id, operatore_id, livello, assegnata_da)
SELECT p, v.id, pg_temp.chi('Lia'), 2, pg_temp.chi('Sara') FROM catena c, unnest(ARRAY[c.dopo, c.presa]) p, servizio v WHERE v.codice = 't_lodi';
SELECT pg_temp.da('Sara', 'INSERT INTO pratica_collegamento (da_pratica_id, pratica_id, creato_da) SELECT prima, dopo, identita_operatore() FROM catena RETURNING id');
INSERT INTO pratica_domanda (pratica_id, domanda_id, creato_da) SELECT c.dopo, (SELECT max(id) FROM domanda WHERE operatore_id IS DISTINCT FROM pg_temp.chi('Sara')), pg_temp.chi('Sara') FROM catena c;
CREATE FUNCTION pg_temp.ricorda(n text, t text) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da(n, format('SELECT count(*) FROM storia s, catena c WHERE s.pratica_id = c.dopo AND s.tabella = %L', t)) $$;
SELECT is(pg_temp.ricorda('Sara', 'pratica_collegamento'), '1', 'who opens both ends reads in the history that they were linked');
SELECT is(pg_temp.ricorda('Lia', 'pratica_collegamento'), '0', 'who opens one of them does not learn of the other');
SELECT is(pg_temp.ricorda('Sara', 'pratica_domanda'), '0', 'nor of a report who does not read it');
SELECT is(pg_temp.rifiuto('Lia', format('UPDATE pratica SET titolare_soggetto_id = %s WHERE id = (SELECT presa FROM catena) RETURNING id', pg_temp.persona('Olga'))), '23514', 'an assignee does not ask, person by person, whom the service follows');
SELECT is(pg_temp.rifiuto('Lia', 'UPDATE pratica SET titolare_soggetto_id = titolare_soggetto_id WHERE id = (SELECT presa FROM catena) RETURNING id'), 'permesso', 'and changes the rest');
SELECT is(pg_temp.rifiuto('Sara', format('UPDATE pratica SET titolare_soggetto_id = %s WHERE id = (SELECT presa FROM catena) RETURNING id', pg_temp.persona('Olga'))), '23505', 'its own service may, where only one is open');
SELECT is(pg_temp.rifiuto('Sara', format('UPDATE pratica SET titolare_soggetto_id = %s WHERE id = (SELECT dopo FROM catena) RETURNING id', pg_temp.persona('Olga'))), 'permesso', 'and where that is no matter');

-- ---- what is kept ------------------------------------------------------------------------------------
INSERT INTO sessione (impronta, operatore_id, fase, inattivita, scade_il) VALUES (sha256('vecchia'), pg_temp.chi('Lia'), 'scelta_servizio', '1 hour', now() - interval '40 days');
INSERT INTO motivo_apertura (sessione_id, operatore_id, soggetto_id, motivo) SELECT id, operatore_id, pg_temp.persona('Ida'), 'x' FROM sessione WHERE impronta = sha256('vecchia');
SELECT lives_ok('SELECT * FROM pulizia(30)', 'a purpose that was said once does not stop the housekeeping');

SELECT * FROM finish();
ROLLBACK;
