-- A kind whose cases are of who opened them, of who holds them and of the referenti (AMB-04): rows alone, as an
-- administrator would make it.
BEGIN;
SELECT plan(24);

INSERT INTO servizio (codice, denominazione, tipo, sola_lettura) VALUES ('t_uno', 'Servizio uno', 'comune', false), ('t_due', 'Servizio due', 'comune', false),
  ('t_fermo', 'Servizio fermo', 'storico', true);
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'D''Amico <b>&"Rossi"', initcap(n) FROM unnest(ARRAY['as', 'collega', 'capo', 'amministrativo', 'admin', 'due_as', 'due_capo', 'due_capo_2', 'fermo_capo']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
SELECT o.id, v.id, x.r, current_date - 100
  FROM (VALUES ('as', 't_uno', 1), ('collega', 't_uno', 1), ('capo', 't_uno', 2), ('amministrativo', 't_uno', 3), ('admin', 't_uno', 5), ('due_as', 't_due', 1), ('due_capo', 't_due', 2),
               ('due_capo_2', 't_due', 2), ('fermo_capo', 't_fermo', 2)) x (n, s, r)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('t_riservata', 1, 'Prova', '');
INSERT INTO kind (codice, denominazione, plurale, articolo, prefisso, percorso, modulo, nel_quadro, solo_creatore) VALUES
  ('t_riservata', 'Riservata', 'Riservate', 'la riservata', 'TRI', '/t', 't_riservata', true, true);
INSERT INTO regola_accesso (kind, ruolo, relazione, livello) VALUES
  ('t_riservata', 1, 'servizio', 2), ('t_riservata', 2, 'servizio', 2), ('t_riservata', 3, 'servizio', 2), ('t_riservata', 1, 'persona', 2);
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice, riservato) VALUES ('Verdi', 'Ida', 'F', DATE '1950-02-03', 'NON_NOTO', false),
  ('Verdi', 'Ugo', 'M', DATE '1951-02-03', 'NON_NOTO', false);

CREATE FUNCTION pg_temp.chi(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM operatore WHERE username = 't.' || n $$;
CREATE FUNCTION pg_temp.ultima(k text) RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM pratica WHERE kind = k $$;
CREATE FUNCTION pg_temp.da(n text, domanda text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  risposta text;
  toccate bigint;
BEGIN
  PERFORM identita_stabilisci(o.id, a.servizio_id, a.ruolo, v.sola_lettura)
     FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id JOIN servizio v ON v.id = a.servizio_id WHERE o.username = 't.' || n;
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
CREATE FUNCTION pg_temp.nuova(k text, di text) RETURNS text LANGUAGE sql AS $$
  SELECT format('INSERT INTO pratica (kind, titolare_soggetto_id, data_inizio, dati, modulo_id) VALUES (%L, %s, current_date, ''{}'', %s) RETURNING id', k,
                (SELECT id FROM soggetto WHERE nome = di), (SELECT m.id FROM modulo m JOIN kind q ON q.modulo = m.nome WHERE q.codice = k)) $$;
CREATE FUNCTION pg_temp.vede(n text, quale bigint) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da(n, format('SELECT count(*) || '' '' || coalesce(max(pratica_livello(id)), 0) FROM pratica WHERE id = %s', quale)) $$;

CREATE FUNCTION pg_temp.prima() RETURNS bigint LANGUAGE sql AS $$ SELECT min(id) FROM pratica WHERE kind = 't_riservata' $$;
SELECT isnt(pg_temp.da('as', pg_temp.nuova('t_riservata', 'Ida')), NULL, 'who opens one has it back, as the program asks (RETURNING)');
SELECT is(pg_temp.vede(x.n, pg_temp.prima()), x.atteso, x.n || ' opens it, or not')
  FROM (VALUES ('as', '1 2'), ('collega', '0 0'), ('capo', '1 2'), ('amministrativo', '0 0'), ('admin', '0 0'), ('due_as', '0 0'), ('due_capo', '0 0'), ('fermo_capo', '0 0')) x (n, atteso);
SELECT is(pg_temp.da(x.n, 'SELECT count(*) FROM elenco_pratiche WHERE kind = ''t_riservata'' AND servizio_id = identita_servizio()'), x.atteso, x.n || ' lists it, or not')
  FROM (VALUES ('as', '1'), ('collega', '0'), ('capo', '1')) x (n, atteso);
SELECT isnt(pg_temp.da('amministrativo', pg_temp.nuova('t_riservata', 'Ida')), NULL, 'an amministrativo opens one too');
SELECT is(pg_temp.vede('amministrativo', pg_temp.ultima('t_riservata')) || ' ' || pg_temp.vede('as', pg_temp.ultima('t_riservata')), '1 2 0 0', 'theirs, and not the others’');
SELECT throws_ok(format('SELECT pg_temp.da(''due_capo'', %L)', format('SELECT emergenza_apri(%s, ''MINORE'', ''Serve adesso, è urgente'', 1)', pg_temp.prima())), 'SZ403', NULL,
  'no emergency where no rule names one');

-- a deputy, and the handing over
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', format('INSERT INTO assegnazione (pratica_id, servizio_id, operatore_id) SELECT %s, identita_servizio(), %s', pg_temp.prima(), pg_temp.chi('amministrativo'))),
  '23514', NULL, 'not to whom the assignment would open nothing');
SELECT is(pg_temp.da('as', format('INSERT INTO assegnazione (pratica_id, servizio_id, operatore_id) SELECT %s, identita_servizio(), %s', pg_temp.prima(), pg_temp.chi('collega'))), '1', 'a deputy is named by an assignment');
SELECT is(pg_temp.vede('collega', pg_temp.prima()) || ' ' || pg_temp.vede('collega', pg_temp.ultima('t_riservata')), '1 2 0 0', 'and opens that one alone');
SELECT is(pg_temp.da('as', format('SELECT pratica_passa(%1$s, (SELECT versione FROM pratica WHERE id = %1$s), %2$s, '''')', pg_temp.prima(), pg_temp.chi('amministrativo'))), '', 'it is handed over');
SELECT is(pg_temp.vede('amministrativo', pg_temp.prima()) || ' ' || pg_temp.vede('as', pg_temp.prima()), '1 2 1 2', 'to who holds it now; who opened it goes on seeing it');
SELECT is(pg_temp.da('capo', format('SELECT string_agg(coalesce(persona, ruoli), '', '' ORDER BY coalesce(persona, ruoli)) FROM pratica_chi_vede(%s)', pg_temp.prima())),
  'Amministrativo D''Amico <b>&"Rossi", As D''Amico <b>&"Rossi", Collega D''Amico <b>&"Rossi", Referente', '«chi può vederla» names them');
SELECT accesso_ricostruisci() \g /dev/null
SELECT is(pg_temp.vede('amministrativo', pg_temp.prima()) || ' ' || pg_temp.vede('as', pg_temp.prima()) || ' ' || pg_temp.vede('capo', pg_temp.prima()), '1 2 1 2 1 2', 'the list built anew says what it said');

-- who leaves the service does not take it along
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal) SELECT pg_temp.chi('as'), id, 1, current_date FROM servizio WHERE codice = 't_due';
UPDATE appartenenza SET valida_al = current_date - 1 WHERE operatore_id = pg_temp.chi('as') AND servizio_id = (SELECT id FROM servizio WHERE codice = 't_uno');
SELECT is((SELECT count(*) FROM accesso a JOIN pratica p ON p.id = a.pratica_id WHERE a.principale = pg_temp.chi('as') AND p.kind = 't_riservata'), 0::bigint, 'who left does not open it from another service');
SELECT accesso_ricostruisci() \g /dev/null
SELECT is((SELECT count(*) FROM accesso a JOIN pratica p ON p.id = a.pratica_id WHERE a.principale = pg_temp.chi('as') AND p.kind = 't_riservata'), 0::bigint, 'nor by a list built anew');

SELECT * FROM finish();
ROLLBACK;
