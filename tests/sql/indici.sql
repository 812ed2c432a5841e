-- Each reference to a table that grows has an index of its own: without one, changing a row there reads the whole table that refers to it.
BEGIN;
SELECT plan(4);
CREATE FUNCTION pg_temp.senza() RETURNS SETOF text LANGUAGE sql AS $$
  SELECT c.conrelid::regclass || '.' || a.attname || ' -> ' || c.confrelid::regclass
    FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
   WHERE c.contype = 'f' AND c.confrelid::regclass::text = ANY (ARRAY['soggetto', 'pratica', 'documento', 'domanda', 'richiesta', 'diario_pagina', 'evento', 'appuntamento', 'assegnazione', 'nucleo',
           'isee', 'bozza', 'sessione', 'storia', 'lavoro', 'notifica', 'stampa', 'utente_esterno', 'progetto_obiettivo', 'progetto_verifica', 'valutazione_parte', 'rilevazione', 'archivio_riga', 'riassegnazione'])
     AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indisvalid AND i.indkey[0] = ANY (c.conkey)
                        AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid) = '(' || quote_ident(a.attname) || ' IS NOT NULL)')) $$;
SELECT is((SELECT string_agg(x, ', ' ORDER BY x) FROM pg_temp.senza() x), NULL, 'every reference to a table that grows has an index');
CREATE TABLE t_senza (id bigint PRIMARY KEY, pratica_id bigint REFERENCES pratica, soggetto_id bigint REFERENCES soggetto);
CREATE INDEX ON t_senza (soggetto_id) WHERE id > 5;
SELECT is((SELECT string_agg(x, ', ' ORDER BY x) FROM pg_temp.senza() x), 't_senza.pratica_id -> pratica, t_senza.soggetto_id -> soggetto', 'one without, or with an index of some rows only, is found');
CREATE INDEX ON t_senza (pratica_id) WHERE pratica_id IS NOT NULL;
CREATE INDEX ON t_senza (soggetto_id, id);
SELECT is((SELECT count(*)::int FROM pg_temp.senza() x), 0, 'an index of those that refer is one');
-- what is to be read of documents is a range of an index, however many documents there are
CREATE FUNCTION pg_temp.piano(q text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE r text; t text := '';
BEGIN
  FOR r IN EXECUTE 'EXPLAIN ' || q LOOP t := t || r; END LOOP;
  RETURN t;
END
$$;
SET LOCAL enable_seqscan = off;
SELECT matches(pg_temp.piano('SELECT d.id FROM documento_testo t JOIN documento d ON d.id = t.documento_id WHERE t.regole < 1 ORDER BY t.regole, t.documento_id DESC LIMIT 10'), 'documento_testo_regole', 'documents to be read start from the index of rules');
SELECT * FROM finish();
ROLLBACK;
