-- Cases: what they are born with, states, versions, who opens which; role by role, service by service.
BEGIN;
SELECT plan(97);

INSERT INTO servizio (codice, denominazione, tipo, sola_lettura) VALUES ('t_uno', 'Servizio uno', 'comune', false), ('t_due', 'Servizio due', 'comune', false),
  ('t_fermo', 'Servizio fermo', 'storico', true);
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'D''Amico <b>&"Rossi"', initcap(n) FROM unnest(ARRAY['assistente', 'referente', 'amministrativo', 'sociale', 'admin', 'altra', 'storica']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
SELECT o.id, v.id, x.r, current_date - 100
  FROM (VALUES ('assistente', 't_uno', 1), ('referente', 't_uno', 2), ('amministrativo', 't_uno', 3), ('sociale', 't_uno', 4), ('admin', 't_uno', 5),
               ('altra', 't_due', 1), ('storica', 't_fermo', 1)) x (n, s, r)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('intervento_generico', 1, 'Prova', '');
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice) VALUES ('D''Amico <b>&"Rossi"', 'Ida', 'F', DATE '1950-02-03', 'NON_NOTO');

CREATE FUNCTION pg_temp.chi(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM operatore WHERE username = 't.' || n $$;
CREATE FUNCTION pg_temp.dove(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM servizio WHERE codice = 't_' || n $$;
CREATE FUNCTION pg_temp.ultima() RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM pratica $$;
-- A question of an operator, through the same role and policies as the pages; a write gives the rows touched.
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
-- The text of a new case that claims a service, an author and a state that are not its own.
CREATE FUNCTION pg_temp.nuova(inizio date DEFAULT DATE '2026-05-10') RETURNS text LANGUAGE sql AS $$
  SELECT format('INSERT INTO pratica (kind, codice, titolare_soggetto_id, servizio_id, riferimento_operatore_id, stato, data_inizio, motivo_attivazione, dati, modulo_id, creato_da, versione)
    VALUES (''intervento_generico'', ''FALSO-1'', %s, %s, %s, ''T'', %L, ''1'', ''{"tipo": "GEN05", "inps": "A2.16"}'', %s, %s, 77)',
    (SELECT max(id) FROM soggetto), pg_temp.dove('uno'), pg_temp.chi('altra'), inizio, (SELECT max(id) FROM modulo), pg_temp.chi('altra')) $$;
CREATE FUNCTION pg_temp.passo(azione text, data date, motivo text, versione int DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT pratica_transizione(%s, %s, %L, %L, %L)', pg_temp.ultima(),
                coalesce(versione, (SELECT p.versione FROM pratica p WHERE p.id = pg_temp.ultima())), azione, data, motivo) $$;

-- birth: code, service, author, state and version are the database's (AZ-7, GEN-12, GEN-20, ROL-10)
SELECT is(pg_temp.da('assistente', pg_temp.nuova()), '1', 'an assistente sociale opens a case');
SELECT is((SELECT servizio_id FROM pratica WHERE id = pg_temp.ultima()), pg_temp.dove('uno'), 'of the service in which she acts');
SELECT is((SELECT creato_da FROM pratica WHERE id = pg_temp.ultima()), pg_temp.chi('assistente'), 'written by her, whoever was claimed');
SELECT is((SELECT riferimento_operatore_id FROM pratica WHERE id = pg_temp.ultima()), pg_temp.chi('assistente'), 'who is its operatore di riferimento (ROL-10)');
SELECT is((SELECT stato FROM pratica WHERE id = pg_temp.ultima()), 'A', 'it begins active');
SELECT is((SELECT versione FROM pratica WHERE id = pg_temp.ultima()), 1, 'at its first version');
SELECT matches((SELECT codice FROM pratica WHERE id = pg_temp.ultima()), '^GEN-' || extract(year FROM now()) || '-[0-9]{5,}$', 'with a readable code of the year (GEN-12)');
SELECT is((SELECT tipo || ' ' || inps FROM pratica WHERE id = pg_temp.ultima()), 'GEN05 A2.16', 'type and benefit are columns too');
SELECT is((SELECT azione || ' ' || a || ' ' || data FROM stato_storia WHERE pratica_id = pg_temp.ultima()), 'apri A 2026-05-10', 'the first state is in the history');
SELECT is((SELECT count(*) FROM storia WHERE pratica_id = pg_temp.ultima() AND operatore_id = pg_temp.chi('assistente')), 1::bigint, 'so is the writing');
SELECT is((SELECT count(*) FROM registro WHERE oggetto = 'pratica' AND oggetto_id = pg_temp.ultima() AND azione = 'crea'), 1::bigint, 'and the register has it');
SELECT is(pg_temp.da('altra', pg_temp.nuova()), '1', 'another service opens its own');
SELECT is((SELECT servizio_id FROM pratica WHERE id = pg_temp.ultima()), pg_temp.dove('due'), 'not one of the service that was claimed');
SELECT isnt((SELECT codice FROM pratica WHERE id = pg_temp.ultima()), (SELECT codice FROM pratica WHERE id = (SELECT max(id) FROM pratica WHERE servizio_id = pg_temp.dove('uno'))), 'codes differ');
DELETE FROM stato_storia WHERE pratica_id = pg_temp.ultima();
DELETE FROM pratica WHERE id = pg_temp.ultima();
SELECT throws_ok($$SELECT pg_temp.da('admin', pg_temp.nuova())$$, '23503', NULL, 'who administers the system opens none (AZ-9)');
SELECT throws_ok($$SELECT pg_temp.da('storica', pg_temp.nuova())$$, '42501', NULL, 'nor does anybody in a read-only service');
-- the policy for the row just written is not what the rest stands on
UPDATE pratica SET creato_il = now() - interval '1 hour' WHERE id = pg_temp.ultima();

-- what it is born with stays
SELECT throws_ok(format('SELECT pg_temp.da(''assistente'', %L)', format('UPDATE pratica SET %s WHERE id = %s', cosa, pg_temp.ultima())), 'SZ403', NULL, 'cannot be changed: ' || cosa)
  FROM unnest(ARRAY['codice = codice || 1', 'servizio_id = servizio_id + 1', 'creato_da = creato_da + 1', 'creato_il = now() - interval ''1 day''']) cosa;
SELECT throws_ok(format($$SELECT pg_temp.da('assistente', 'UPDATE pratica SET stato = ''S'' WHERE id = %s')$$, pg_temp.ultima()), 'SZ403', NULL, 'the state changes only by an action');
SELECT throws_ok(format($$SELECT pg_temp.da('assistente', 'DELETE FROM pratica WHERE id = %s')$$, pg_temp.ultima()), '42501', NULL, 'a case is never removed');

-- versions
SELECT is(pg_temp.da('assistente', format('UPDATE pratica SET dati = dati || ''{"note": "a"}'' WHERE id = %s AND versione = 1', pg_temp.ultima())), '1', 'the first to save wins');
SELECT is((SELECT versione FROM pratica WHERE id = pg_temp.ultima()), 2, 'the version counts by itself');
SELECT is(pg_temp.da('referente', format('UPDATE pratica SET dati = dati || ''{"note": "b"}'' WHERE id = %s AND versione = 1', pg_temp.ultima())), '0', 'the second touches nothing');
SELECT is((SELECT modificato_da FROM pratica WHERE id = pg_temp.ultima()), pg_temp.chi('assistente'), 'and who saved last is known');
SELECT is((SELECT dopo -> 'dati' ->> 'note' FROM storia WHERE pratica_id = pg_temp.ultima() ORDER BY id DESC LIMIT 1), 'a', 'the history has the new value');

-- constraints
SELECT throws_ok(format('SELECT pg_temp.da(''assistente'', %L)', format('UPDATE pratica SET %s WHERE id = %s', cosa, pg_temp.ultima())), '23514', NULL, 'refused: ' || cosa)
  FROM unnest(ARRAY['data_fine_prevista = data_inizio - 1', 'data_fine = data_inizio', 'dati = ''[]''']) cosa;
SELECT throws_ok(format($$SELECT pg_temp.da('assistente', 'UPDATE pratica SET titolare_soggetto_id = 0 WHERE id = %s')$$, pg_temp.ultima()), '23503', NULL, 'a holder that is nobody');

-- states (GEN-19, GEN-20)
SELECT throws_ok(format($$SELECT pg_temp.da('assistente', %L)$$, pg_temp.passo('sospendi', '2026-06-01', ' ')), '23514', NULL, 'suspending owes a reason');
SELECT throws_ok(format($$SELECT pg_temp.da('assistente', %L)$$, pg_temp.passo('sospendi', '2026-05-09', 'x')), '23514', NULL, 'not before the beginning');
SELECT throws_ok(format($$SELECT pg_temp.da('assistente', %L)$$, pg_temp.passo('sospendi', current_date + 1, 'x')), '23514', NULL, 'not in the future');
SELECT throws_ok(format($$SELECT pg_temp.da('assistente', %L)$$, pg_temp.passo('sospendi', '2026-06-01', 'x', 1)), 'SZ409', NULL, 'not on an old version');
SELECT throws_ok(format($$SELECT pg_temp.da('assistente', %L)$$, pg_temp.passo('riprendi', '2026-06-01', 'x')), 'SZ403', NULL, 'not from this state');
SELECT throws_ok(format($$SELECT pg_temp.da('altra', %L)$$, pg_temp.passo('sospendi', '2026-06-01', 'x')), 'SZ404', NULL, 'not by another service');
SELECT is(pg_temp.da('assistente', pg_temp.passo('sospendi', '2026-06-01', 'D''Amico <b>')), 'S', 'suspended');
SELECT is((SELECT data_fine FROM pratica WHERE id = pg_temp.ultima()), NULL, 'suspended has no end');
SELECT throws_ok(format($$SELECT pg_temp.da('assistente', %L)$$, pg_temp.passo('riprendi', '2026-05-31', NULL)), '23514', NULL, 'not before what happened before');
SELECT is(pg_temp.da('sociale', pg_temp.passo('riprendi', '2026-06-02', NULL)), 'A', 'a colleague resumes it, a reason is not owed');
SELECT throws_ok(format($$SELECT pg_temp.da('assistente', %L)$$, pg_temp.passo('chiudi', '2026-07-01', NULL)), '23514', NULL, 'closing owes a reason (GEN-19)');
SELECT throws_ok(format($$SELECT pg_temp.da('assistente', %L)$$, pg_temp.passo('chiudi', '2026-07-01', 'inventato')), '23514', NULL, 'of the list');
SELECT is(pg_temp.da('assistente', pg_temp.passo('chiudi', '2026-07-01', '01')), 'T', 'closed');
SELECT is((SELECT data_fine || ' ' || motivo_termine FROM pratica WHERE id = pg_temp.ultima()), '2026-07-01 01', 'with its date and reason');
SELECT throws_ok(format($$SELECT pg_temp.da('assistente', 'UPDATE pratica SET data_fine = NULL WHERE id = %s')$$, pg_temp.ultima()), '23514', NULL, 'closed without an end does not exist');
SELECT throws_ok(format($$SELECT pg_temp.da('amministrativo', %L)$$, pg_temp.passo('riapri', '2026-07-02', 'x')), 'SZ403', NULL, 'an amministrativo does not reopen');
SELECT is(pg_temp.da('referente', pg_temp.passo('riapri', '2026-07-02', 'chiuso per errore')), 'A', 'a referente does');
SELECT is((SELECT coalesce(data_fine::text, 'nessuna') || coalesce(motivo_termine, ' nessuno') FROM pratica WHERE id = pg_temp.ultima()), 'nessuna nessuno', 'and the end is gone');
SELECT is((SELECT string_agg(a, '' ORDER BY id) FROM stato_storia WHERE pratica_id = pg_temp.ultima()), 'ASATA', 'the history keeps every step');
SELECT is((SELECT operatore_id FROM stato_storia WHERE pratica_id = pg_temp.ultima() ORDER BY id DESC LIMIT 1), pg_temp.chi('referente'), 'with who made it');
SELECT throws_ok(format($$SELECT pg_temp.da('assistente', 'INSERT INTO stato_storia (pratica_id, azione, a, data, operatore_id) VALUES (%s, ''chiudi'', ''T'', current_date, %s)')$$,
  pg_temp.ultima(), pg_temp.chi('referente')), '42501', NULL, 'a step cannot be signed for another');

-- the matrix: role x relation, as regola_accesso says (AZ-1, GEN-01, GEN-02, ROL-02, ROL-04)
SELECT is(pg_temp.da(x.n, format('SELECT pratica_livello(%s)', pg_temp.ultima()))::int,
          coalesce((SELECT g.livello::int FROM regola_accesso g WHERE g.kind = 'intervento_generico' AND g.ruolo = x.r AND g.relazione = 'servizio'), 0),
          x.n || ' of the own service: the level of the rules')
  FROM (VALUES ('assistente', 1), ('referente', 2), ('amministrativo', 3), ('sociale', 4), ('admin', 5)) x (n, r);
SELECT is(pg_temp.da(x.n, format('UPDATE pratica SET dati = dati || ''{"note": "c"}'' WHERE id = %s', pg_temp.ultima())), x.atteso, x.n || ' writes, or not')
  FROM (VALUES ('assistente', '1'), ('referente', '1'), ('amministrativo', '1'), ('sociale', '1'), ('admin', '0'), ('altra', '0'), ('storica', '0')) x (n, atteso);
SELECT is(pg_temp.da(x.n, format('SELECT count(*) FROM %I WHERE %I = %s', x.t, x.c, pg_temp.ultima())), '0', x.n || ' sees nothing in ' || x.t)
  FROM (SELECT n, t, c FROM unnest(ARRAY['altra', 'admin', 'storica']) n,
               (VALUES ('pratica', 'id'), ('stato_storia', 'pratica_id'), ('storia', 'pratica_id'), ('accesso', 'pratica_id'), ('elenco_pratiche', 'id')) v (t, c)) x;
SELECT is(pg_temp.da('assistente', format('SELECT titolare || '' | '' || riferimento || '' | '' || servizio FROM elenco_pratiche WHERE id = %s', pg_temp.ultima())),
  'D''Amico <b>&"Rossi" Ida | Assistente D''Amico <b>&"Rossi" | Servizio uno', 'the list has the words of the own service');

-- the list of assigned cases: once each, whoever was enabled
SELECT is(pg_temp.da('altra', 'SELECT count(*) FROM elenco_pratiche_assegnate'), '0', 'nothing was assigned yet');
INSERT INTO assegnazione (pratica_id, servizio_id, operatore_id, livello, assegnata_da)
VALUES (pg_temp.ultima(), pg_temp.dove('due'), NULL, 1, pg_temp.chi('assistente')), (pg_temp.ultima(), pg_temp.dove('due'), pg_temp.chi('altra'), 2, pg_temp.chi('assistente'));
SELECT is(pg_temp.da('altra', 'SELECT count(*) FROM elenco_pratiche_assegnate'), '1', 'assigned to her and to her service: listed once');
SELECT is(pg_temp.da('assistente', 'SELECT count(*) FROM elenco_pratiche_assegnate'), '0', 'not for the service that assigned');
UPDATE assegnazione SET terminata_il = now() WHERE operatore_id IS NOT NULL AND pratica_id = pg_temp.ultima();
SELECT is(pg_temp.da('altra', 'SELECT count(*) FROM elenco_pratiche_assegnate'), '1', 'by her service alone: still listed');
SELECT is(pg_temp.da('altra', format('SELECT pratica_livello(%s)', pg_temp.ultima())), '1', 'for reading');
UPDATE assegnazione SET terminata_il = now() WHERE pratica_id = pg_temp.ultima() AND terminata_il IS NULL;
SELECT is(pg_temp.da('altra', 'SELECT count(*) FROM elenco_pratiche_assegnate'), '0', 'ended: not listed');

-- what may be known without opening it (AZ-5)
SELECT is(pg_temp.da('altra', format('SELECT servizio_nome FROM pratica_sommario(%s)', pg_temp.ultima())), 'Servizio uno', 'another service knows whom to ask');
SELECT is(pg_temp.da('altra', format('INSERT INTO richiesta_accesso (pratica_id, operatore_id, servizio_id, motivo) VALUES (%s, 1, 1, ''serve'')', pg_temp.ultima())), '1', 'and asks');
SELECT is((SELECT operatore_id FROM richiesta_accesso WHERE pratica_id = pg_temp.ultima()), pg_temp.chi('altra'), 'in her own name');
SELECT throws_ok(format($$SELECT pg_temp.da('altra', 'INSERT INTO richiesta_accesso (pratica_id, operatore_id, servizio_id, motivo) VALUES (%s, 1, 1, ''ancora'')')$$, pg_temp.ultima()), '23505', NULL, 'once');
SELECT throws_ok(format($$SELECT pg_temp.da('assistente', 'INSERT INTO richiesta_accesso (pratica_id, operatore_id, servizio_id, motivo) VALUES (%s, 1, 1, ''x'')')$$, pg_temp.ultima()), '42501', NULL,
  'who opens it has nothing to ask');
UPDATE soggetto SET riservato = true WHERE id = (SELECT max(id) FROM soggetto);
SELECT is(pg_temp.da('altra', format('SELECT count(*) FROM pratica_sommario(%s)', pg_temp.ultima())), '0', 'of a reserved person nothing is known');
SELECT is(pg_temp.da('altra', 'SELECT count(*) FROM pratica_sommario(0)'), '0', 'as of what does not exist');

-- nobody: no identity, no rows, no names
SET LOCAL ROLE siz_web;
SELECT is((SELECT count(*) FROM pratica), 0::bigint, 'without identity no case is seen');
SELECT is((SELECT count(*) FROM collega), 0::bigint, 'nor any name of a colleague');
SELECT set_config('siz.identita', '1|1|1|0|1,-33|firma', true) \g /dev/null
SELECT is((SELECT count(*) FROM pratica), 0::bigint, 'a forged identity sees none either');
SELECT is((SELECT count(*) FROM collega), 0::bigint, 'and no names');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
