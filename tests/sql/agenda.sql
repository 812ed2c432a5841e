-- Équipe and agenda: who sees and writes what, the diary lines, what is only «Occupata», the feed.
BEGIN;
SELECT plan(50);

-- Maleo: Laura and Ugo (assistenti), Rita (referente).  Lodi: Lia.  Admin: Ada.
INSERT INTO servizio (codice, denominazione, tipo) VALUES ('t_maleo', 'Maleo di prova', 'comune'), ('t_lodi', 'Lodi di prova', 'comune');
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'Prova', initcap(n) FROM unnest(ARRAY['laura', 'ugo', 'rita', 'lia', 'ada']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
SELECT o.id, v.id, x.r, current_date - 100
  FROM (VALUES ('laura', 't_maleo', 1), ('ugo', 't_maleo', 3), ('rita', 't_maleo', 2), ('lia', 't_lodi', 1), ('ada', 't_lodi', 5)) x (n, s, r)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('intervento_generico', 1, 'Prova', '');
-- a kind that the amministrativo does not open
INSERT INTO kind (codice, denominazione, plurale, articolo, prefisso, percorso, modulo) VALUES ('t_chiusa', 'Cosa', 'Cose', 'la cosa', 'TCH', '/t', 'intervento_generico');
INSERT INTO regola_accesso VALUES ('t_chiusa', 1, 'servizio', 2), ('t_chiusa', 2, 'servizio', 2);
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice, creato_da, creato_servizio_id)
SELECT 'D''Amico <b>', 'Ida', 'F', DATE '1950-02-03', 'NON_NOTO', o.id, a.servizio_id FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id WHERE o.username = 't.laura';

CREATE FUNCTION pg_temp.chi(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM operatore WHERE username = 't.' || n $$;
CREATE FUNCTION pg_temp.p() RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM pratica $$;
CREATE FUNCTION pg_temp.a(t text) RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM appuntamento WHERE titolo = t $$;
CREATE FUNCTION pg_temp.e(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM equipe WHERE nome = n $$;
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
-- An appointment, tomorrow from that hour on, with those people.
CREATE FUNCTION pg_temp.fissa(n text, titolo text, ora int, pratica bigint, equipe bigint, con text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  nuovo text;
BEGIN
  nuovo := pg_temp.da(n, format('INSERT INTO appuntamento (tipo, titolo, inizio, fine, luogo, pratica_id, equipe_id, servizio_id, creato_da)
    VALUES (''COLLOQUIO'', %L, (current_date + 1 + time ''00:00'') AT TIME ZONE ''Europe/Rome'' + %s * interval ''1 hour'', (current_date + 1 + time ''00:00'') AT TIME ZONE ''Europe/Rome'' + %s * interval ''1 hour'',
            ''Stanza 4'', %L, %L, identita_servizio(), identita_operatore()) RETURNING id', titolo, ora, ora + 1, pratica, equipe));
  PERFORM pg_temp.da(n, format('INSERT INTO appuntamento_partecipante (appuntamento_id, operatore_id, inizio) SELECT %s, id, now() FROM unnest(%L::bigint[]) id RETURNING 1', nuovo,
                                (SELECT array_agg(pg_temp.chi(c)) FROM unnest(con) c)));
  RETURN nuovo;
END
$$;
CREATE FUNCTION pg_temp.vede(n text, t text) RETURNS boolean LANGUAGE sql AS $$ SELECT pg_temp.da(n, format('SELECT count(*) FROM appuntamento WHERE id = %s', pg_temp.a(t))) = '1' $$;
CREATE FUNCTION pg_temp.diario(t text) RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM diario_pagina WHERE pratica_id = pg_temp.p() AND oggetto LIKE t $$;
SELECT pg_temp.da('laura', format('INSERT INTO pratica (kind, codice, titolare_soggetto_id, servizio_id, riferimento_operatore_id, stato, data_inizio, dati, modulo_id, creato_da)
  VALUES (''t_chiusa'', '''', %s, 1, 1, ''A'', current_date, ''{}'', %s, 1) RETURNING id', (SELECT max(id) FROM soggetto), (SELECT max(id) FROM modulo)));

-- seen by whom
SELECT isnt(pg_temp.fissa('laura', 'Colloquio libero', 9, NULL, NULL, ARRAY['laura']), NULL, 'Laura makes an appointment');
SELECT is(pg_temp.vede('laura', 'Colloquio libero'), true, 'she sees it');
SELECT is(pg_temp.vede('ugo', 'Colloquio libero'), true, 'her service too');
SELECT is(pg_temp.vede('lia', 'Colloquio libero'), false, 'another service does not');
SELECT is(pg_temp.vede('ada', 'Colloquio libero'), false, 'nor an administrator of the system');
SELECT is(pg_temp.da('lia', format('SELECT count(*) FROM agenda_occupata(ARRAY[%s]::bigint[], now(), now() + interval ''3 days'')', pg_temp.chi('laura'))), '1', 'but learns that she is not free');
SELECT is(pg_temp.da('ada', format('SELECT count(*) FROM agenda_occupata(ARRAY[%s]::bigint[], now(), now() + interval ''3 days'')', pg_temp.chi('laura'))), '0', 'who has no agenda learns nothing');
SELECT is(pg_temp.da('lia', format('SELECT count(*) FROM appuntamento_partecipante WHERE appuntamento_id = %s', pg_temp.a('Colloquio libero'))), '0', 'nor with whom');
SELECT isnt(pg_temp.fissa('laura', 'Colloquio della pratica', 11, pg_temp.p(), NULL, ARRAY['laura', 'lia']), NULL, 'one about a case, with Lia of Lodi');
SELECT is(pg_temp.vede('lia', 'Colloquio della pratica'), true, 'who takes part sees it');
SELECT is(pg_temp.vede('rita', 'Colloquio della pratica'), true, 'who opens the case too');
SELECT is(pg_temp.vede('ugo', 'Colloquio della pratica'), false, 'of the same service, who does not open the case, not');
SELECT is((SELECT testo FROM notifica WHERE operatore_id = pg_temp.chi('lia') ORDER BY id DESC LIMIT 1), 'Hai un appuntamento il ' || to_char(current_date + 1, 'DD/MM/YYYY') || ' alle 11:00', 'Lia is told when, and nothing else');
SELECT is((SELECT count(*) FROM notifica WHERE operatore_id = pg_temp.chi('laura')), 0::bigint, 'who makes it is not told');

-- the diary line
SELECT is(pg_temp.diario('Appuntamento: colloquio'), 1::bigint, 'it stands in the diary of the case');
SELECT is((SELECT autore_operatore_id FROM diario_pagina WHERE pratica_id = pg_temp.p()), pg_temp.chi('laura'), 'signed by who made it');
SELECT is(pg_temp.da('laura', format('UPDATE appuntamento SET luogo = ''Stanza 5'' WHERE id = %s', pg_temp.a('Colloquio della pratica'))), '1', 'another room');
SELECT is(pg_temp.diario('%'), 1::bigint, 'is no news for the diary');
SELECT is(pg_temp.da('rita', format('UPDATE appuntamento SET inizio = inizio + interval ''1 day'', fine = fine + interval ''1 day'' WHERE id = %s', pg_temp.a('Colloquio della pratica'))), '1', 'Rita moves it');
SELECT is(pg_temp.diario('Appuntamento spostato: colloquio'), 1::bigint, 'the diary says so');
SELECT is((SELECT autore_operatore_id FROM diario_pagina WHERE pratica_id = pg_temp.p() ORDER BY id DESC LIMIT 1), pg_temp.chi('rita'), 'signed by Rita');
SELECT is((SELECT count(*) FROM appuntamento_partecipante x JOIN appuntamento z ON z.id = x.appuntamento_id AND z.inizio = x.inizio WHERE z.id = pg_temp.a('Colloquio della pratica')), 2::bigint, 'its people move with it');
SELECT is(pg_temp.da('lia', format('UPDATE appuntamento SET luogo = ''a'' WHERE id = %s', pg_temp.a('Colloquio della pratica'))), '0', 'who only takes part changes nothing');
SELECT is(pg_temp.da('lia', format('DELETE FROM appuntamento WHERE id = %s', pg_temp.a('Colloquio della pratica'))), '0', 'nor takes it off');
SELECT is(pg_temp.da('ugo', format('DELETE FROM appuntamento WHERE id = %s', pg_temp.a('Colloquio della pratica'))), '0', 'nor who does not open the case');
SELECT is(pg_temp.da('laura', format('DELETE FROM appuntamento WHERE id = %s', pg_temp.a('Colloquio della pratica'))), '1', 'Laura takes it off');
SELECT is(pg_temp.diario('Appuntamento tolto: colloquio'), 1::bigint, 'the diary says that, too');
SELECT throws_ok(format('SELECT pg_temp.fissa(''lia'', ''Altrui'', 9, %s, NULL, ARRAY[''lia''])', pg_temp.p()), '42501', NULL, 'nobody writes into the diary of a case of others this way');
SELECT throws_ok('SELECT pg_temp.da(''laura'', ''INSERT INTO appuntamento (tipo, titolo, inizio, fine, servizio_id, creato_da) VALUES (''''ALTRO'''', ''''x'''', now(), now() + interval ''''1 hour'''', 1, 1)'', true)', '42501', NULL,
  'nothing is made in a read-only service');

-- équipe
SELECT is(pg_temp.da('laura', 'INSERT INTO equipe (nome, tra_servizi, servizio_id, creato_da) VALUES (''Minori'', true, identita_servizio(), identita_operatore())'), '1', 'an équipe across services');
SELECT throws_ok('SELECT pg_temp.da(''ugo'', ''INSERT INTO equipe (nome, servizio_id, creato_da) VALUES (''''Mia'''', identita_servizio(), identita_operatore())'')', '42501', NULL, 'not by every role');
SELECT is(pg_temp.da('laura', format('INSERT INTO equipe_membro (equipe_id, operatore_id, funzione) VALUES (%s, %s, ''coordina''), (%s, %s, ''psicologa'')', pg_temp.e('Minori'), pg_temp.chi('laura'), pg_temp.e('Minori'), pg_temp.chi('lia'))), '2', 'with Lia of Lodi');
SELECT throws_ok(format('SELECT pg_temp.da(''lia'', ''INSERT INTO equipe_membro (equipe_id, operatore_id, funzione) VALUES (%s, %s, ''''x'''')'')', pg_temp.e('Minori'), pg_temp.chi('ugo')), '42501', NULL, 'its members do not add others');
SELECT is(pg_temp.da('laura', 'INSERT INTO equipe (nome, servizio_id, creato_da) VALUES (''Anziani'', identita_servizio(), identita_operatore())'), '1', 'one of the service alone');
SELECT throws_ok(format('SELECT pg_temp.da(''laura'', ''INSERT INTO equipe_membro (equipe_id, operatore_id, funzione) VALUES (%s, %s, ''''x'''')'')', pg_temp.e('Anziani'), pg_temp.chi('lia')), '23514', NULL, 'takes nobody of another');
SELECT isnt(pg_temp.fissa('laura', 'Riunione', 15, NULL, pg_temp.e('Minori'), ARRAY[]::text[]), NULL, 'a meeting of the équipe');
SELECT is(pg_temp.vede('lia', 'Riunione'), true, 'its members see it');
SELECT is(pg_temp.da('laura', format('INSERT INTO equipe_pratica (equipe_id, pratica_id, creato_da) VALUES (%s, %s, identita_operatore())', pg_temp.e('Minori'), pg_temp.p())), '1', 'it follows a case');
SELECT is(pg_temp.da('lia', format('SELECT count(*) FROM pratica WHERE id = %s', pg_temp.p())), '0', 'which opens it to nobody');
UPDATE equipe_membro SET valido_dal = current_date - 10, valido_al = current_date - 1 WHERE operatore_id = pg_temp.chi('lia');
SELECT is(pg_temp.vede('lia', 'Riunione'), false, 'who has left the équipe no longer sees its meetings');

-- the feed
SELECT pg_temp.da('laura', 'SELECT agenda_collega(repeat(''a'', 64))');
SELECT pg_temp.fissa('laura', 'Colloquio D''Amico <b>', 9, pg_temp.p(), NULL, ARRAY['laura']);
SET LOCAL ROLE siz_web;
SELECT is(agenda_ics_apri(repeat('a', 64), '192.0.2.1', 'x'), 'ok', 'its secret opens it');
SELECT is((SELECT string_agg(DISTINCT sommario, ', ') FROM agenda_ics_righe(repeat('a', 64)) WHERE sommario ~ 'TCH'), 'Colloquio TCH-' || extract(year FROM current_date) || '-00001', 'with kind and code, no name');
SELECT is(agenda_ics_apri(repeat('b', 64), '192.0.2.1', 'x'), 'nessuno', 'another secret does not');
RESET ROLE;
UPDATE agenda_collegamento SET letture = 60;
SET LOCAL ROLE siz_web;
SELECT is(agenda_ics_apri(repeat('a', 64), '192.0.2.1', 'x'), 'troppe', 'beyond sixty an hour it waits');
RESET ROLE;
-- strangers who guess: a number each address, not a row each guess
UPDATE agenda_collegamento SET letture = 0;
CREATE TEMP TABLE prima AS SELECT count(*) AS righe FROM registro;
DELETE FROM tentativo;
SET LOCAL ROLE siz_web;
SELECT is((SELECT string_agg(DISTINCT agenda_ics_apri('x' || n, '192.0.2.9', 'x'), ',') FROM generate_series(1, 60) n), 'nessuno', 'sixty guesses find nothing');
SELECT is((SELECT string_agg(DISTINCT agenda_ics_apri('y' || n, '192.0.2.9', 'x'), ',') FROM generate_series(1, 200) n), 'troppe', 'then they wait');
SELECT is(agenda_ics_apri('z', '192.0.2.10', 'x'), 'nessuno', 'another address has its own count');
SELECT is((SELECT string_agg(DISTINCT agenda_ics_apri('z', ('2001:db8::' || n)::inet, 'x'), ',') FROM generate_series(1, 61) n), 'nessuno,troppe', 'of IPv6 a network has one');
SELECT is(agenda_ics_apri(repeat('a', 64), '192.0.2.9', 'x'), 'ok', 'who has a secret is served beside them');
RESET ROLE;
SELECT is((SELECT count(*) - (SELECT righe FROM prima) FROM registro)::int, 3, 'the register has a row for each address that went on, and the reading');

SELECT * FROM finish();
ROLLBACK;
