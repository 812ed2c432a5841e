-- Households: one of each kind at a time, dates, who comes next, who sees and writes them.
BEGIN;
SELECT plan(47);

INSERT INTO servizio (codice, denominazione, tipo) VALUES ('t_maleo', 'Comune di Maleo di prova', 'comune'), ('t_lodi', 'Comune di Lodi di prova', 'comune');
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'Prova', initcap(n) FROM unnest(ARRAY['laura', 'sara', 'capo']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
SELECT o.id, v.id, x.r, current_date - 100 FROM (VALUES ('laura', 't_maleo', 1), ('sara', 't_lodi', 1), ('capo', 't_maleo', 5)) x (n, s, r)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;

-- A question of an operator, through the same role and policies as the pages; a write gives the rows touched.
CREATE FUNCTION pg_temp.da(n text, domanda text, sola_lettura boolean DEFAULT false) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  risposta text;
  toccate bigint;
BEGIN
  PERFORM set_config('siz.identita', '', true);
  PERFORM identita_stabilisci(o.id, a.servizio_id, a.ruolo, sola_lettura) FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id WHERE o.username = 't.' || n;
  SET LOCAL ROLE siz_web;
  IF domanda ~* '^\s*(select|insert.*returning)' THEN
    EXECUTE domanda INTO risposta;
  ELSE
    EXECUTE domanda;
    GET DIAGNOSTICS toccate = ROW_COUNT;
    risposta := toccate;
  END IF;
  RESET ROLE;
  PERFORM set_config('siz.identita', '', true);
  RETURN risposta;
EXCEPTION WHEN OTHERS THEN
  RESET ROLE;
  PERFORM set_config('siz.identita', '', true);
  RAISE;
END
$$;
-- Persons by their first letter: A grandmother, B and C her son and his wife, D E their children, F elsewhere, R reserved.
SELECT pg_temp.da('laura', format('INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice, riservato) VALUES (''Prova'', %L, %L, %L, ''NON_NOTO'', %L)', n, s, d, n = 'R'))
  FROM (VALUES ('A', 'F', '1940-01-01'), ('B', 'M', '1970-01-01'), ('C', 'F', '1972-01-01'), ('D', 'F', '2000-01-01'), ('E', 'M', '2004-01-01'),
               ('F', 'M', '1980-01-01'), ('R', 'F', '1990-01-01')) x (n, s, d) \g /dev/null
CREATE FUNCTION pg_temp.chi(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM soggetto WHERE cognome = 'Prova' AND nome = n $$;
CREATE FUNCTION pg_temp.entra(chi text, presso text, relazione text, dal text, tipo text DEFAULT 'di_fatto') RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT nucleo_entra(%s, %L, %s, %L, NULL, %L, ''ALTRO'')', pg_temp.chi(presso), tipo, pg_temp.chi(chi), relazione, dal) $$;
CREATE FUNCTION pg_temp.esce(chi text, ultimo text, motivo text, poi text DEFAULT NULL, di_tipo text DEFAULT 'di_fatto') RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT nucleo_esce(%s, %s, %L, %L, %s)', c.id, c.versione, ultimo, motivo,
                coalesce((SELECT o.id::text FROM nucleo_componente o WHERE o.soggetto_id = pg_temp.chi(poi) AND o.tipo = di_tipo AND o.al IS NULL), 'NULL'))
    FROM nucleo_componente c WHERE c.soggetto_id = pg_temp.chi(chi) AND c.tipo = di_tipo AND c.al IS NULL $$;
-- Who is with A (or whom else) on a day: name and relation.
CREATE FUNCTION pg_temp.con(n text, giorno text, di_tipo text DEFAULT 'di_fatto') RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(s.nome || c.relazione, ' ' ORDER BY c.relazione::int, s.nome) FROM nucleo_componente c JOIN soggetto s ON s.id = c.soggetto_id
   WHERE c.nucleo_id = nucleo_di(pg_temp.chi(n), di_tipo, giorno::date) AND c.dal <= giorno::date AND coalesce(c.al, 'infinity') >= giorno::date $$;

-- enter
SELECT isnt(pg_temp.da('laura', pg_temp.entra('C', 'B', '2', '2000-01-01')), NULL, 'a wife enters the household of her husband');
SELECT is(pg_temp.con('B', '2000-01-01'), 'B1 C2', 'which is made by that, with him as intestatario');
SELECT is(pg_temp.con('B', '1999-12-31'), NULL, 'and was not there the day before');
SELECT isnt(pg_temp.da('laura', pg_temp.entra('D', 'C', '3', '2000-01-01')), NULL, 'a child, from the page of the mother');
SELECT isnt(pg_temp.da('laura', pg_temp.entra('E', 'B', '3', '2004-01-01')), NULL, 'another one later');
SELECT isnt(pg_temp.da('sara', pg_temp.entra('A', 'D', '6', '2010-06-01')), NULL, 'another service adds the grandmother');
SELECT is(pg_temp.con('E', '2003-12-31'), NULL, 'before birth nobody is anywhere');
SELECT is(pg_temp.con('A', '2010-06-01'), 'B1 C2 D3 E3 A6', 'all together, whoever is asked');
SELECT is(pg_temp.con('B', '2010-05-31'), 'B1 C2 D3 E3', 'on the day before not yet');
SELECT is((SELECT o.username FROM nucleo_componente c JOIN operatore o ON o.id = c.creato_da WHERE c.soggetto_id = pg_temp.chi('A')), 't.sara', 'the author is the identity');
SELECT throws_like(format('SELECT pg_temp.da(%L, %L)', 'laura', pg_temp.entra('D', 'D', '3', '2010-01-01')), '%same person%', 'nobody enters their own household');
SELECT throws_like(format('SELECT pg_temp.da(%L, %L)', 'laura', pg_temp.entra('F', 'B', '1', '2010-01-01')), '%intestatario%', 'one intestatario');

-- one household of each kind at a time
SELECT throws_like(format('INSERT INTO nucleo_componente (nucleo_id, tipo, soggetto_id, relazione, dal) SELECT nucleo_id, tipo, soggetto_id, ''3'', ''2015-01-01'' FROM nucleo_componente WHERE soggetto_id = %s', pg_temp.chi('D')),
  '%nucleo_componente_uno%', 'nobody is twice in a household of one kind');
SELECT throws_like(format('INSERT INTO nucleo_componente (nucleo_id, tipo, soggetto_id, relazione, dal, al, motivo_uscita) SELECT nucleo_id, tipo, %s, ''1'', ''2015-01-01'', ''2015-01-02'', ''ALTRO'' FROM nucleo_componente WHERE soggetto_id = %s', pg_temp.chi('F'), pg_temp.chi('D')),
  '%nucleo_componente_intestatario%', 'nor has a household two intestatari');
SELECT throws_like(format('INSERT INTO nucleo_componente (nucleo_id, tipo, soggetto_id, relazione, dal) SELECT nucleo_id, ''anagrafico'', %s, ''9'', ''2015-01-01'' FROM nucleo_componente WHERE soggetto_id = %s', pg_temp.chi('F'), pg_temp.chi('D')),
  '%nucleo_componente_nucleo%', 'a row is of the kind of its household');
SELECT isnt(pg_temp.da('laura', pg_temp.entra('A', 'F', '13', '2012-01-01', 'anagrafico')), NULL, 'but one of the other kind is free');
SELECT is(pg_temp.con('F', '2012-01-01', 'anagrafico'), 'F1 A13', 'with others');

-- move
SELECT isnt(pg_temp.da('laura', pg_temp.entra('E', 'F', '23', '2024-03-01')), NULL, 'who enters elsewhere moves');
SELECT is(pg_temp.con('B', '2024-03-01'), 'B1 C2 D3 A6', 'is no more here');
SELECT is(pg_temp.con('B', '2024-02-29'), 'B1 C2 D3 E3 A6', 'was until the day before');
SELECT is(pg_temp.con('E', '2024-03-01'), 'F1 E23', 'is there');
SELECT is((SELECT motivo_uscita FROM nucleo_componente WHERE soggetto_id = pg_temp.chi('E') AND al IS NOT NULL), 'SPOSTATO', 'and the reason says so');
SELECT throws_like(format('SELECT pg_temp.da(%L, %L)', 'laura', pg_temp.entra('B', 'F', '23', '2025-01-01')), '%without an intestatario%', 'an intestatario does not leave others behind by moving');

-- leave
SELECT is(pg_temp.da('laura', pg_temp.esce('D', '2024-06-30', 'FORMA_NUCLEO')), '', 'a daughter leaves');
SELECT is(pg_temp.con('B', '2024-06-30'), 'B1 C2 D3 A6', 'until that day she is there');
SELECT is(pg_temp.con('B', '2024-07-01'), 'B1 C2 A6', 'after it she is not');
SELECT throws_like(format('SELECT pg_temp.da(%L, %L)', 'laura', pg_temp.esce('B', '2025-01-31', 'DECESSO')), '%who comes next%', 'the intestatario names who comes next');
SELECT throws_like(format('SELECT pg_temp.da(%L, %L)', 'laura', pg_temp.esce('B', '2025-01-31', 'DECESSO', 'E')), '%who comes next%', 'one of the household');
SELECT is(pg_temp.da('laura', pg_temp.esce('B', '2025-01-31', 'DECESSO', 'C')), '', 'the wife');
SELECT is(pg_temp.con('C', '2025-02-01'), 'C1 A17', 'and the relations are said anew: his mother is her mother-in-law');
SELECT is(pg_temp.con('C', '2025-01-31'), 'B1 C2 A6', 'until the day they are as they were');
SELECT throws_like(format('SELECT pg_temp.da(%L, %L)', 'laura', replace(pg_temp.esce('A', '2025-03-31', 'ALTRO'), ', 1, ', ', 99, ')), '%somebody else%', 'who saved meanwhile is noticed');
SELECT throws_like(format('SELECT pg_temp.da(%L, %L)', 'laura', pg_temp.esce('A', '2025-01-01', 'ALTRO')), '%nucleo_componente_periodo%', 'the end is not before the beginning');
SELECT throws_like(format('SELECT pg_temp.da(%L, %L)', 'laura', pg_temp.esce('F', '2025-01-01', 'ERRORE')), '%entered beside%', 'an intestatario is no mistake while others are there');
SELECT is(pg_temp.da('laura', pg_temp.esce('E', '2025-01-01', 'ERRORE')), '', 'what was a mistake');
SELECT is(pg_temp.con('F', '2024-03-01'), 'F1', 'is gone whole');
SELECT ok(EXISTS (SELECT FROM storia WHERE tabella = 'nucleo_componente' AND azione = 'DELETE' AND soggetto_id = pg_temp.chi('E')), 'but not from the history');

-- words
SELECT is(parentela_parola('Zio / Zia (Collaterale)', 'F') || '|' || parentela_parola('Zio / Zia (Collaterale)', 'M'), 'Zia (Collaterale)|Zio (Collaterale)', 'the word of one person');
SELECT is(parentela_parola('Cognato / Cognata', 'M') || '|' || parentela_parola('Altro Parente', 'F'), 'Cognato|Altro Parente', 'where there are two');
SELECT is((SELECT count(*) FROM parentela_riferita p WHERE NOT EXISTS (SELECT FROM voce v WHERE v.vocabolario = 'relazione_parentela' AND v.codice = p.relazione)
              OR NOT EXISTS (SELECT FROM voce v WHERE v.vocabolario = 'relazione_parentela' AND v.codice = p.nuovo)), 0::bigint, 'what becomes of a relation is one of the list');

-- who sees and writes
SELECT isnt(pg_temp.da('laura', pg_temp.entra('R', 'C', '13', '2025-05-01')), NULL, 'a reserved person is in a household');
SELECT is(pg_temp.da('sara', format('SELECT count(*) FROM nucleo_componente WHERE soggetto_id = %s', pg_temp.chi('R'))), '0', 'which another service does not learn');
SELECT throws_ok(format('SELECT pg_temp.da(%L, %L)', 'sara', pg_temp.entra('R', 'F', '13', '2025-06-01')), '42501', NULL, 'nor puts the person anywhere');
SELECT is(pg_temp.da('', 'SELECT count(*) FROM nucleo_componente') || pg_temp.da('', 'SELECT count(*) FROM nucleo'), '00', 'without an identity there are no households');
SELECT is(pg_temp.da('capo', 'SELECT count(*) FROM nucleo_componente') || pg_temp.da('capo', 'SELECT count(*) FROM nucleo'), '00', 'nor for who administers the system');
SELECT throws_ok(format('SELECT pg_temp.da(%L, %L, true)', 'laura', pg_temp.entra('D', 'F', '13', '2026-01-01')), '42501', NULL, 'nobody writes where one only reads');
SELECT throws_ok($$SELECT pg_temp.da('laura', 'UPDATE nucleo_componente SET soggetto_id = (SELECT max(id) FROM soggetto)')$$, 'SZ403', NULL, 'a row does not pass to another person');

SELECT * FROM finish();
ROLLBACK;
