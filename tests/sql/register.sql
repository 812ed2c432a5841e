-- The register: sealed rows cannot be changed unseen, and no program role changes any.
-- The superuser, with the triggers switched off, plays the attacker who has the whole database.
\set ON_ERROR_STOP on
BEGIN;
SELECT plan(62);

-- Rows of three "earlier" transactions, as the programs write them: a seal covers only what ended
-- before it, so the numbers lie below the oldest running one.
CREATE FUNCTION pg_temp.semina(quale bigint, quante integer) RETURNS void LANGUAGE sql AS $$
  INSERT INTO registro (transazione, quando, operatore_id, servizio_id, ruolo, sessione_id, azione, rotta, oggetto, oggetto_id, soggetto_id, esito,
                        indirizzo, richiesta, dettaglio)
  SELECT quale, timestamptz '2026-05-06 09:20:00.123456+02' + n * interval '1 second', 10 + n, 20, 1, 30, 'apri', 'pratica_vedi', 'pratica', 40 + n, 50, 'ok',
         '192.0.2.7', 'ab12', '{"campi": ["stato"]}' FROM generate_series(1, quante) n
$$;
SELECT pg_temp.semina(3, 4);
SELECT is(registro_sigilla(), 4::bigint, 'the first seal covers four rows');
-- What the seal's end is depends on the cluster: the next rows come at it.
SELECT pg_temp.semina((SELECT max(a) FROM sigillo), 3);
SELECT is(registro_sigilla(), 0::bigint, 'rows at or above the oldest running transaction are not sealed yet');
SELECT is_empty('SELECT * FROM registro_verifica()', 'an untouched register is found whole');
SELECT is((SELECT sigillo FROM registro_testa()), (SELECT encode(sigillo, 'hex') FROM sigillo ORDER BY id DESC LIMIT 1), 'the head is the last seal');

-- A second seal, so that the chain has a link: its range is written by hand as registro_sigilla does.
INSERT INTO sigillo (da, a, righe, impronte, precedente, sigillo)
SELECT v.a, v.a + 1, r.righe, r.impronte, v.sigillo,
       sha256(v.sigillo || convert_to(v.a || '|' || v.a + 1 || '|' || r.righe || '|', 'UTF8') || r.impronte)
  FROM (SELECT * FROM sigillo ORDER BY id DESC LIMIT 1) v,
       LATERAL (SELECT count(*) AS righe, string_agg(int8send(t.id) || substring(registro_impronta(t) FROM 1 FOR 16), '' ORDER BY t.id) AS impronte
                  FROM registro t WHERE t.transazione = v.a) r;
SELECT is_empty('SELECT * FROM registro_verifica()', 'two seals in a chain are found whole');

SELECT min(id) AS prima, max(id) AS ultima FROM registro WHERE transazione = 3 \gset
SELECT min(id) AS sigillo1, max(id) AS sigillo2 FROM sigillo \gset
SET LOCAL session_replication_role = replica;  -- the attacker: no trigger fires

-- What an attack leaves behind, then everything as before.
CREATE FUNCTION pg_temp.attacco(comando text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  trovato text;
BEGIN
  BEGIN
    EXECUTE comando;
    SELECT coalesce(string_agg(concat_ws(' ', v.sigillo_id, v.registro_id, v.cosa), '; ' ORDER BY v.sigillo_id), 'nothing') INTO trovato FROM registro_verifica() v;
    RAISE EXCEPTION USING ERRCODE = 'ZZ999', MESSAGE = trovato;
  EXCEPTION WHEN SQLSTATE 'ZZ999' THEN
    RETURN SQLERRM;
  END;
END
$$;

-- Each field of a sealed row, to another value and to nothing.
CREATE TEMP TABLE valore (campo text, altro text);
INSERT INTO valore VALUES
  ('quando', $$quando + interval '1 microsecond'$$), ('operatore_id', '99'), ('servizio_id', '99'), ('ruolo', '2'), ('sessione_id', '99'),
  ('azione', $$'elenca'$$), ('rotta', $$'altra'$$), ('oggetto', $$'soggetto'$$), ('oggetto_id', '99'), ('soggetto_id', '99'), ('esito', $$'rifiuto'$$),
  ('indirizzo', $$'192.0.2.8'$$), ('richiesta', $$'ab13'$$), ('dettaglio', $$'{"campi": ["note"]}'$$);
SELECT is((SELECT count(*) FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 'registro' AND column_name NOT IN ('id', 'transazione')),
          (SELECT count(*) FROM valore), 'every field of the register is attacked below');
SELECT is(pg_temp.attacco(format('UPDATE registro SET %I = %s WHERE id = %s', campo, altro, :prima)), :sigillo1 || ' ' || :prima || ' alterata',
          campo || ' of a sealed row, altered, is found')
  FROM valore ORDER BY campo;
SELECT is(pg_temp.attacco(format('UPDATE registro SET %I = NULL WHERE id = %s', v.campo, :prima)), :sigillo1 || ' ' || :prima || ' alterata',
          v.campo || ' of a sealed row, emptied, is found')
  FROM valore v JOIN information_schema.columns c ON c.table_schema = 'public' AND c.table_name = 'registro' AND c.column_name = v.campo
 WHERE c.is_nullable = 'YES' ORDER BY v.campo;
SELECT is(pg_temp.attacco(format($$UPDATE registro SET indirizzo = '192.0.2.7/24' WHERE id = %s$$, :prima)), :sigillo1 || ' ' || :prima || ' alterata',
          'the mask of an address is found');
SELECT is(pg_temp.attacco(format($$UPDATE registro SET quando = (to_char(quando, 'YYYY-MM-DD HH24:MI:SS.US') || '+02 BC')::timestamptz WHERE id = %s$$, :prima)),
          :sigillo1 || ' ' || :prima || ' alterata', 'the era of a date is found');
-- A value that moves to the neighbouring field, so that the text of the row stays the same.
SELECT is(pg_temp.attacco(format('UPDATE registro SET operatore_id = servizio_id, servizio_id = operatore_id WHERE id = %s', :prima)),
          :sigillo1 || ' ' || :prima || ' alterata', 'two fields exchanged are found');
SELECT is(pg_temp.attacco(format($$UPDATE registro SET azione = azione || '", "' || rotta, rotta = NULL WHERE id = %s$$, :prima)),
          :sigillo1 || ' ' || :prima || ' alterata', 'a field that swallows the next is found');

-- Rows removed, added, moved, exchanged.
SELECT is(pg_temp.attacco(format('DELETE FROM registro WHERE id = %s', :prima)), :sigillo1 || ' ' || :prima || ' tolta', 'the first row removed is named');
SELECT is(pg_temp.attacco(format('DELETE FROM registro WHERE id = %s', :ultima)), :sigillo1 || ' ' || :ultima || ' tolta', 'the last row of a seal removed is named');
SELECT is(pg_temp.attacco('DELETE FROM registro WHERE transazione = 3'), :sigillo1 || ' ' || :prima || ' tolta', 'all rows of a seal removed: the first is named');
SELECT is(pg_temp.attacco($$INSERT INTO registro OVERRIDING SYSTEM VALUE SELECT 900001, 3, quando, operatore_id, servizio_id, ruolo, sessione_id, azione, rotta,
             oggetto, oggetto_id, soggetto_id, esito, indirizzo, richiesta, dettaglio FROM registro LIMIT 1$$),
          :sigillo1 || ' 900001 aggiunta', 'a row added to a sealed range is named');
SELECT is(pg_temp.attacco($$INSERT INTO registro (id, transazione, azione) OVERRIDING SYSTEM VALUE VALUES (900002, -5, 'apri')$$),
          :sigillo1 || ' 900002 aggiunta', 'a row added before the beginning of all ranges is named');
SELECT is(pg_temp.attacco(format('UPDATE registro SET transazione = (SELECT max(a) FROM sigillo) WHERE id = %s', :prima)), :sigillo1 || ' ' || :prima || ' tolta',
          'a row moved out of its seal is named');
SELECT is(pg_temp.attacco(format('UPDATE registro SET transazione = 4 WHERE id = %s', :prima)), :sigillo1 || ' ' || :prima || ' alterata',
          'a row moved to another transaction of the same seal is named');
SELECT is(pg_temp.attacco(format('UPDATE registro SET transazione = (SELECT da FROM sigillo ORDER BY id DESC LIMIT 1) WHERE id = %s', :ultima)),
          :sigillo1 || ' ' || :ultima || ' tolta; ' || :sigillo2 || ' ' || :ultima || ' aggiunta', 'a row moved from one seal to the next is named in both');
SELECT is(pg_temp.attacco(format('CREATE TEMP TABLE due ON COMMIT DROP AS SELECT * FROM registro WHERE id IN (%1$s, %2$s); DELETE FROM registro WHERE id IN (%1$s, %2$s);
             UPDATE due SET id = %1$s + %2$s - id; INSERT INTO registro OVERRIDING SYSTEM VALUE SELECT * FROM due', :prima, :ultima)),
          :sigillo1 || ' ' || :prima || ' alterata', 'two rows exchanged are found');

-- The seals themselves.
SELECT is(pg_temp.attacco(format('UPDATE sigillo SET righe = righe - 1 WHERE id = %s', :sigillo1)), :sigillo1 || ' sigillo', 'the count of a seal is found');
SELECT is(pg_temp.attacco(format('UPDATE sigillo SET impronte = substring(impronte FROM 25), righe = righe - 1 WHERE id = %s', :sigillo1)), :sigillo1 || ' sigillo',
          'hashes cut from a seal are found');
SELECT is(pg_temp.attacco(format('UPDATE sigillo SET da = 1 WHERE id = %s', :sigillo1)), :sigillo1 || ' sigillo', 'the beginning of a seal is found');
SELECT is(pg_temp.attacco(format('UPDATE sigillo SET a = a + 1 WHERE id = %s', :sigillo2)), :sigillo2 || ' sigillo', 'the end of a seal is found');
SELECT is(pg_temp.attacco(format($$UPDATE sigillo SET sigillo = sha256('x') WHERE id = %s$$, :sigillo2)), :sigillo2 || ' sigillo', 'another seal in its place is found');
SELECT is(pg_temp.attacco(format('DELETE FROM sigillo WHERE id = %s', :sigillo1)), :sigillo2 || ' sigillo', 'a seal removed breaks the chain at the next');
-- Who has everything can seal anew; then every later seal, and the head outside, disagree.
SELECT is(pg_temp.attacco(format($$
            UPDATE registro SET operatore_id = 99 WHERE id = %1$s;
            UPDATE sigillo s SET impronte = n.impronte, sigillo = sha256(s.precedente || convert_to(s.da || '|' || s.a || '|' || s.righe || '|', 'UTF8') || n.impronte)
              FROM (SELECT string_agg(int8send(t.id) || substring(registro_impronta(t) FROM 1 FOR 16), '' ORDER BY t.id) AS impronte FROM registro t WHERE t.transazione = 3) n
             WHERE s.id = %2$s $$, :prima, :sigillo1)),
          :sigillo2 || ' sigillo', 'a seal made anew over altered rows breaks the next');
SELECT is_empty('SELECT * FROM registro_verifica()', 'after each attack everything was put back');
SET LOCAL session_replication_role = origin;

-- What the roles of the programs, and the owner, can do to the three.
SELECT throws_ok(format('%s %I', c.comando, t.tabella), 'SZ403', NULL, c.comando || ' ' || t.tabella || ' is refused to the superuser by the trigger')
  FROM (VALUES ('DELETE FROM'), ('TRUNCATE')) c (comando), (VALUES ('registro'), ('sigillo'), ('storia')) t (tabella);
SELECT is((SELECT string_agg(DISTINCT r.rolname || ' ' || p.comando || ' ' || t.tabella, ', ')
             FROM pg_roles r, (VALUES ('UPDATE'), ('DELETE'), ('TRUNCATE')) p (comando), (VALUES ('registro'), ('sigillo'), ('storia')) t (tabella)
            WHERE r.rolname IN ('siz_web', 'siz_job', 'siz_spid', 'siz_cancello', 'siz_sommario')
              AND (has_table_privilege(r.oid, t.tabella, p.comando)
                   OR CASE WHEN p.comando = 'UPDATE' THEN has_any_column_privilege(r.oid, t.tabella, 'UPDATE') ELSE false END)),
          NULL, 'no role of the programs may change, remove or empty them');
SELECT is((SELECT string_agg(r.rolname || ' ' || t.tabella, ', ') FROM pg_roles r, (VALUES ('registro'), ('sigillo')) t (tabella)
            WHERE r.rolname IN ('siz_web', 'siz_job', 'siz_spid', 'siz_sommario') AND (has_any_column_privilege(r.oid, t.tabella, 'SELECT') OR has_any_column_privilege(r.oid, t.tabella, 'INSERT'))),
          NULL, 'register and seals are reached through functions only');
-- Column by column they are not told apart: really tried, role by role.
CREATE FUNCTION pg_temp.prova(chi text, comando text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('SET LOCAL ROLE %I', chi);
  BEGIN
    EXECUTE comando;
  EXCEPTION WHEN OTHERS THEN
    RESET ROLE;
    RETURN SQLSTATE;
  END;
  RESET ROLE;
  RETURN 'done';
END
$$;
SELECT is((SELECT string_agg(DISTINCT pg_temp.prova(r.chi, c.comando), ',')
             FROM (VALUES ('siz_web'), ('siz_job'), ('siz_spid')) r (chi),
                  (VALUES ('UPDATE registro SET esito = ''x'''), ('DELETE FROM registro'), ('TRUNCATE registro'),
                          ('UPDATE sigillo SET righe = 0'), ('DELETE FROM sigillo'), ('TRUNCATE sigillo'),
                          ('UPDATE storia SET azione = ''x'''), ('DELETE FROM storia'), ('TRUNCATE storia')) c (comando)),
          '42501', 'tried by each program role, each of the nine commands is refused');
SELECT is(pg_temp.prova('siz_owner', 'TRUNCATE registro'), 'SZ403', 'the owner, too, is stopped by the trigger');

SELECT * FROM finish();
ROLLBACK;
