-- What being of an équipe opens (AMB-17): a valutazione, to an operatore sociale of its service, from when until when.
BEGIN;
SELECT plan(31);

INSERT INTO servizio (codice, denominazione, tipo, sola_lettura) VALUES ('t_uno', 'Servizio uno', 'comune', false), ('t_due', 'Servizio due', 'comune', false);
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'D''Amico <b>&"Rossi"', initcap(n) FROM unnest(ARRAY['as', 'capo', 'amministrativo', 'sociale', 'sociale_due', 'sociale_altrove', 'domani']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
SELECT o.id, v.id, x.r, current_date - 100
  FROM (VALUES ('as', 't_uno', 1), ('capo', 't_uno', 2), ('amministrativo', 't_uno', 3), ('sociale', 't_uno', 4), ('sociale_due', 't_uno', 4), ('sociale_altrove', 't_due', 4), ('domani', 't_uno', 4)) x (n, s, r)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('valutazione', 1, 'Prova', ''), ('presa_in_carico', 1, 'Prova', '');
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice) VALUES ('Verdi', 'Ida', 'F', DATE '1950-02-03', 'NON_NOTO');

CREATE FUNCTION pg_temp.chi(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM operatore WHERE username = 't.' || n $$;
CREATE FUNCTION pg_temp.ultima(k text DEFAULT 'valutazione') RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM pratica WHERE kind = k $$;
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
CREATE FUNCTION pg_temp.vede(n text, quale bigint DEFAULT pg_temp.ultima()) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da(n, format('SELECT count(*) || '' '' || coalesce(max(pratica_livello(id)), 0) FROM pratica WHERE id = %s', quale)) $$;
SELECT isnt(pg_temp.da('as', format('INSERT INTO pratica (kind, titolare_soggetto_id, data_inizio, dati, modulo_id) VALUES (%L, %s, current_date, %L, %s) RETURNING id', k,
         (SELECT max(id) FROM soggetto), d, (SELECT id FROM modulo WHERE nome = k))), NULL, 'a ' || k)
  FROM (VALUES ('valutazione', '{"tipo": "MULTI", "motivo": "SEGR"}'), ('presa_in_carico', '{"area": "4", "consenso": "SENZA", "senza_motivo": "URGENZA"}')) x (k, d);

-- the équipe, with its members; then it follows the cases
SELECT pg_temp.da('as', 'INSERT INTO equipe (nome, tra_servizi) VALUES (''Minori'', true) RETURNING id') AS eq \gset
CREATE FUNCTION pg_temp.entra(eq bigint, n text, dal date DEFAULT current_date) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da('as', format('INSERT INTO equipe_membro (equipe_id, operatore_id, funzione, valido_dal) VALUES (%s, %s, ''educa'', %L)', eq, pg_temp.chi(n), dal)) $$;
CREATE FUNCTION pg_temp.esce(eq bigint, n text) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da('as', format('UPDATE equipe_membro SET valido_al = greatest(valido_dal, current_date - 1) WHERE equipe_id = %s AND operatore_id = %s AND valido_al IS NULL', eq, pg_temp.chi(n))) $$;
SELECT is(pg_temp.entra(:eq, n), '1', n || ' enters') FROM unnest(ARRAY['sociale', 'amministrativo', 'sociale_altrove']) n;
SELECT is(pg_temp.entra(:eq, 'domani', current_date + 1), '1', 'one enters tomorrow');
SELECT is(pg_temp.vede('sociale'), '0 0', 'before it follows the case it opens nothing');
SELECT is(pg_temp.da('as', format('INSERT INTO equipe_pratica (equipe_id, pratica_id, creato_da) VALUES (%s, %s, identita_operatore())', :eq, pg_temp.ultima(k))), '1', 'it follows a ' || k) FROM unnest(ARRAY['valutazione', 'presa_in_carico']) k;
SELECT is(pg_temp.vede(x.n), x.a, x.n || ' of it: ' || x.a) FROM (VALUES ('sociale', '1 2'), ('amministrativo', '0 0'), ('sociale_altrove', '0 0'), ('domani', '0 0'), ('sociale_due', '0 0')) x (n, a);
SELECT is(pg_temp.vede('sociale', pg_temp.ultima('presa_in_carico')), '0 0', 'a presa in carico stays shut (AMB-17)');
SELECT throws_ok(format('SELECT pg_temp.da(''sociale'', %L)', format('INSERT INTO equipe_membro (equipe_id, operatore_id, funzione) VALUES (%s, %s, ''io'')', :eq, pg_temp.chi('sociale_due'))), '42501', NULL, 'who may not compose it lets nobody in');

-- in and out
SELECT is(pg_temp.entra(:eq, 'sociale_due'), '1', 'who enters now');
SELECT is(pg_temp.vede('sociale_due'), '1 2', 'opens it from now on');
SELECT is(pg_temp.esce(:eq, 'sociale_due'), '1', 'who leaves, on the very day');
SELECT is(pg_temp.vede('sociale_due'), '0 0', 'opens it no more');
UPDATE equipe_membro SET valido_dal = current_date WHERE operatore_id = pg_temp.chi('domani');
DELETE FROM accesso WHERE principale = pg_temp.chi('domani');
SELECT assegnazioni_di_chi_lascia() \g /dev/null
SELECT is(pg_temp.vede('domani'), '1 2', 'whose day has come opens it with the hourly cleaning');
UPDATE appartenenza SET valida_al = current_date - 1 WHERE operatore_id = pg_temp.chi('domani');
SELECT is((SELECT count(*)::int FROM accesso WHERE principale = pg_temp.chi('domani')), 0, 'who leaves the service opens nothing by it');
SELECT is(pg_temp.vede('sociale'), '1 2', 'the others stay');
SELECT is(pg_temp.da('as', format('UPDATE equipe_pratica SET valida_al = current_date WHERE equipe_id = %s AND pratica_id = %s', :eq, pg_temp.ultima())), '1', 'it follows the case no more');
SELECT is(pg_temp.vede('sociale'), '0 0', 'then nobody of it opens it');
SELECT is(pg_temp.da('as', format('INSERT INTO equipe_pratica (equipe_id, pratica_id, creato_da) VALUES (%s, %s, identita_operatore())', :eq, pg_temp.ultima())), '1', 'again');
SELECT is(pg_temp.vede('sociale'), '1 2', 'open');
SELECT is(accesso_ricostruisci() > 0 AND pg_temp.vede('sociale') = '1 2', true, 'the list made anew says the same');
SELECT is(pg_temp.da('as', format('UPDATE equipe SET chiusa_il = current_date WHERE id = %s', :eq)), '1', 'the équipe closes');
SELECT is(pg_temp.vede('sociale'), '0 0', 'and opens nothing');
SELECT is(pg_temp.vede('as') || ' ' || pg_temp.vede('capo'), '1 2 1 2', 'whoever opened it for another reason still does');
SELECT * FROM finish();
ROLLBACK;
