-- ANPR: who asks, who sees an answer, what is written of it, what is proposed.
BEGIN;
SELECT plan(57);

INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('intervento_generico', 1, 'Prova', '');
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
UPDATE chiave_identita SET programma = decode(repeat('07', 32), 'hex');
CREATE FUNCTION pg_temp.prova(parole text) RETURNS text LANGUAGE sql AS
  $$ SELECT encode(hmac(convert_to(parole, 'UTF8'), decode(repeat('07', 32), 'hex'), 'sha256'), 'hex') $$;
CREATE FUNCTION pg_temp.chiede(n text, codice text, ferma boolean DEFAULT false) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da(n, format('SELECT anpr_chiedi(''anpr'', %L, NULL, ''FLUSSI'', '' prot. 12 '', 3, %L)', codice, pg_temp.prova('anpr_chiedi|' || codice || '|3')), ferma) $$;
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

-- ---- citizenship ----
SELECT is((SELECT concat_ws('|', nostro, loro, diverso) FROM soggetto s, anpr_confronta(s, pg_temp.risposta('{"cittadinanze": [{"stato": "ITALIA"}, {"stato": "UCRAINA", "stato_istat": "243"}]}')) c
            WHERE s.id = pg_temp.mario() AND campo = 'cittadinanza'), 'Italia, Ucraina|t', 'where we have none ANPR says another');
SELECT pg_temp.da('ugo', format($$INSERT INTO soggetto_cittadinanza (soggetto_id, stato_estero_id) SELECT %s, id FROM stato_estero WHERE denominazione = 'Ucraina' AND NOT cessato$$, pg_temp.mario()));
SELECT is((SELECT diverso FROM soggetto s, anpr_confronta(s, pg_temp.risposta('{"cittadinanze": [{"stato": "UCRAINA", "stato_istat": "243"}]}')) c
            WHERE s.id = pg_temp.mario() AND campo = 'cittadinanza'), false, 'one that we have is no difference');
SELECT is((SELECT loro || diverso FROM soggetto s, anpr_confronta(s, pg_temp.risposta('{"cittadinanze": [{"stato": "ATLANTIDE"}]}')) c
            WHERE s.id = pg_temp.mario() AND campo = 'cittadinanza'), 'Atlantidefalse', 'a State that nobody knows is shown and not offered');
SELECT anpr_proponi(pg_temp.mario(), pg_temp.risposta('{"data_decesso": "2026-10-02", "cittadinanze": [{"stato": "ITALIA"}]}'));
SELECT is((SELECT string_agg(campo, ',') FROM anpr_proposta WHERE stato = 'aperta'), 'cittadinanza', 'it is proposed');
SELECT pg_temp.da('ugo', 'SELECT anpr_proposta_decidi(' || (SELECT max(id) FROM anpr_proposta) || ', true, NULL)');
SELECT is((SELECT count(*) FROM soggetto_cittadinanza WHERE soggetto_id = pg_temp.mario())::int, 2, 'taking adds, and takes none away');
SELECT is((SELECT string_agg(coalesce(fonte || (fonte_il = current_date), '-'), ' ' ORDER BY stato_estero_id NULLS FIRST) FROM soggetto_cittadinanza WHERE soggetto_id = pg_temp.mario()), 'anprtrue -',
  'with its source and day, of the one that came from there');
SELECT pg_temp.da('ugo', format('UPDATE soggetto_cittadinanza SET stato_estero_id = (SELECT id FROM stato_estero WHERE denominazione = ''Albania'' AND NOT cessato) WHERE soggetto_id = %s AND stato_estero_id IS NULL', pg_temp.mario()));
SELECT is((SELECT count(fonte) FROM soggetto_cittadinanza WHERE soggetto_id = pg_temp.mario())::int, 0, 'which goes when somebody changes it by hand');

-- ---- residences ----
SELECT is((SELECT fonte FROM soggetto_indirizzo WHERE soggetto_id = pg_temp.mario() AND tipo = 'residenza' AND al IS NULL), 'operatore', 'an address that was written by hand is its operator''s');
UPDATE soggetto_indirizzo SET dal = '2020-01-01' WHERE soggetto_id = pg_temp.mario() AND al IS NULL;
SELECT anpr_proponi(pg_temp.mario(), pg_temp.risposta('{"data_decesso": "2026-10-02", "residenza_indirizzo": "VIA NUOVA 1", "residenza_comune": "LODI", "residenza_istat": "098031", "residenza_dal": "2026-09-15"}'));
SELECT pg_temp.da('ugo', 'SELECT anpr_proposta_decidi(' || id || ', true, NULL)') FROM anpr_proposta WHERE stato = 'aperta' AND campo = 'residenza_comune';
SELECT is((SELECT fonte || ' ' || dal FROM soggetto_indirizzo WHERE soggetto_id = pg_temp.mario() AND tipo = 'residenza' AND al IS NULL), 'anpr 2026-09-15', 'the move that ANPR tells has its day');
SELECT is((SELECT max(al)::text FROM soggetto_indirizzo WHERE soggetto_id = pg_temp.mario() AND tipo = 'residenza'), '2026-09-14', 'and the residence before ends the day before');
UPDATE anpr_proposta SET stato = 'superata' WHERE stato = 'aperta';

-- ---- the household ----
UPDATE soggetto SET data_decesso = NULL WHERE id = pg_temp.mario();
CREATE FUNCTION pg_temp.famiglia(legame text) RETURNS jsonb LANGUAGE sql AS $$
  SELECT pg_temp.risposta(jsonb_build_object('famiglia', jsonb_build_array(
    '{"codice_fiscale": "BNCLCU85A41H501K", "cognome": "BIANCHI", "nome": "LUCIA", "sesso": "F", "data_nascita": "1985-01-01", "legame": "1", "legame_dal": "2015-03-01"}'::jsonb,
    jsonb_build_object('codice_fiscale', 'RSSMRA80A01H501U', 'cognome', 'ROSSI', 'nome', 'MARIO', 'sesso', 'M', 'data_nascita', '1980-01-01', 'legame', legame, 'legame_dal', '2015-03-01'),
    '{"codice_fiscale": "RSSTMS16A01H501X", "cognome": "ROSSI", "nome": "TOMMASO", "sesso": "M", "data_nascita": "2016-01-01", "legame": "3", "legame_dal": "2016-01-01"}'::jsonb,
    '{"codice_fiscale": "RSSNNN40A01H501Q", "cognome": "ROSSI", "nome": "NINO", "sesso": "M", "data_nascita": "1940-01-01", "legame": "7", "data_decesso": "2020-01-01"}'::jsonb,
    '{"codice_fiscale": "RSSXXX80A01H501Q", "cognome": "ROSSI", "legame": "9"}'::jsonb))) $$;
CREATE FUNCTION pg_temp.con_famiglia(n text) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM anpr_richiesta WHERE operatore_id = (SELECT id FROM operatore WHERE username = 't.' || n);
  PERFORM pg_temp.da(n, format('SELECT anpr_chiedi(''anpr'', ''RSSMRA80A01H501U'', NULL, ''FLUSSI'', ''prot. 12'', 30, %L, true)', pg_temp.prova('anpr_chiedi|RSSMRA80A01H501U|30')));
  PERFORM pg_temp.arriva(pg_temp.famiglia('2'));
  RETURN pg_temp.ultima();
END
$$;
SELECT is((SELECT count(*) FROM anpr_richiesta WHERE famiglia)::int, 0, 'the household is not asked for by itself');
SELECT pg_temp.con_famiglia('ugo');
SELECT is((SELECT famiglia FROM anpr_da_chiedere(pg_temp.ultima())), NULL, 'a question that was answered is not asked again');
SELECT throws_ok(format($$SELECT pg_temp.da('ugo', 'SELECT anpr_applica(%s, %s, (SELECT versione FROM soggetto WHERE id = %2$s), ''{}'', ''{3}'')')$$, pg_temp.ultima(), pg_temp.mario()),
  '23514', NULL, 'without the intestatario nobody enters');
SELECT is((SELECT count(*) FROM soggetto WHERE codice_fiscale = 'RSSTMS16A01H501X')::int, 0, 'and nobody was written');
SELECT ok(pg_temp.da('ugo', format('SELECT anpr_applica(%s, %s, (SELECT versione FROM soggetto WHERE id = %2$s), ''{}'', ''{1,3,4,5}'')', pg_temp.ultima(), pg_temp.mario())) IS NOT NULL, 'with them they do');
SELECT is((SELECT string_agg(s.nome || ' ' || c.relazione || ' ' || c.dal || ' ' || c.fonte, ', ' ORDER BY s.nome)
             FROM nucleo_componente c JOIN soggetto s ON s.id = c.soggetto_id WHERE c.nucleo_id = nucleo_di(pg_temp.mario(), 'anagrafico', current_date)),
  'Lucia 1 2015-03-01 anpr, Mario 2 2015-03-01 anpr, Tommaso 3 2016-01-01 anpr', 'in the Nucleo anagrafico, with relation and day; who died or is not whole does not');
SELECT is((SELECT concat_ws('|', fonte, residenza_indirizzo, anpr_luogo(residenza_comune_id)) FROM soggetto WHERE codice_fiscale = 'RSSTMS16A01H501X'), 'anpr|Via Dell''Adda 3|Maleo (LO)', 'who lives together has the address');
SELECT is((SELECT count(*) FROM soggetto WHERE codice_fiscale IN ('RSSNNN40A01H501Q', 'RSSXXX80A01H501Q'))::int, 0, 'of the others nothing is kept');
SELECT is((SELECT dati FROM anpr_richiesta WHERE id = pg_temp.ultima()), NULL, 'the answer is used');
SELECT pg_temp.con_famiglia('ugo');
SELECT lives_ok(format($$SELECT pg_temp.da('ugo', 'SELECT anpr_applica(%s, %s, (SELECT versione FROM soggetto WHERE id = %2$s), ''{}'', ''{1,3}'')')$$, pg_temp.ultima(), pg_temp.mario()), 'a second time nobody enters twice');
SELECT is((SELECT count(*) FROM nucleo_componente WHERE nucleo_id = nucleo_di(pg_temp.mario(), 'anagrafico', current_date))::int, 3, 'three they are');

-- ---- asking again ----
SELECT pg_temp.da('ugo', format($$INSERT INTO pratica (kind, titolare_soggetto_id, data_inizio, dati, modulo_id) VALUES ('intervento_generico', %s, current_date, '{"tipo": "ALTRO"}', %s) RETURNING id$$,
  pg_temp.mario(), (SELECT max(id) FROM modulo)));
DELETE FROM soggetto_anpr;
UPDATE anpr_richiesta SET chiesta_il = now() - interval '2 days', stato = 'errore', soggetto_id = pg_temp.mario();
SELECT is(anpr_ricontrolla(30, 20), 1::bigint, 'a question that failed does not count as done');
SELECT is(anpr_ricontrolla(30, 20), 0::bigint, 'one that waits does');
UPDATE anpr_richiesta SET stato = 'non_trovata', chiesta_il = now() - interval '2 days' WHERE operatore_id IS NULL;
SELECT is(anpr_ricontrolla(30, 20), 0::bigint, 'so does any answer, also that nobody is there');

SELECT * FROM finish();
ROLLBACK;
