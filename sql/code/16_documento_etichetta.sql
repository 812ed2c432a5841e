-- Tags are seen with their document, and written by who may change its card.
DO $$
DECLARE
  p record;
BEGIN
  ALTER TABLE documento_etichetta ENABLE ROW LEVEL SECURITY;
  ALTER TABLE documento_etichetta FORCE ROW LEVEL SECURITY;
  FOR p IN SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = 'documento_etichetta' LOOP
    EXECUTE format('DROP POLICY %I ON documento_etichetta', p.policyname);
  END LOOP;
END
$$;
CREATE POLICY cancello ON documento_etichetta TO siz_cancello USING (true) WITH CHECK (true);
CREATE POLICY lettura ON documento_etichetta FOR SELECT TO siz_web USING (EXISTS (SELECT FROM documento d WHERE d.id = documento_id));
CREATE POLICY inserimento ON documento_etichetta FOR INSERT TO siz_web
  WITH CHECK ((SELECT identita_scrive()) AND servizio_id = (SELECT identita_servizio())
    AND EXISTS (SELECT FROM documento d WHERE d.id = documento_id AND d.tolto_il IS NULL AND d.domanda_id IS NULL AND (d.pratica_id IS NULL OR pratica_livello(d.pratica_id) = 2)));
CREATE POLICY eliminazione ON documento_etichetta FOR DELETE TO siz_web
  USING ((SELECT identita_scrive())
    AND EXISTS (SELECT FROM documento d WHERE d.id = documento_id AND d.tolto_il IS NULL AND d.domanda_id IS NULL AND (d.pratica_id IS NULL OR pratica_livello(d.pratica_id) = 2)));
GRANT SELECT, INSERT, DELETE ON documento_etichetta TO siz_web;
GRANT SELECT, INSERT, UPDATE, DELETE ON documento_etichetta TO siz_cancello;

-- One word is written one way: «  Tribunale  di Lodi » is «tribunale di lodi».
CREATE OR REPLACE FUNCTION etichette_di(testo text) RETURNS SETOF text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public
AS $$
  SELECT DISTINCT w FROM (SELECT btrim(left(btrim(regexp_replace(lower(x), '[[:space:][:cntrl:]]+', ' ', 'g')), 40)) AS w
                            FROM regexp_split_to_table(testo, ',') x) y WHERE w <> '' ORDER BY w LIMIT 20
$$;
REVOKE ALL ON FUNCTION etichette_di(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION etichette_di(text) TO siz_web;
