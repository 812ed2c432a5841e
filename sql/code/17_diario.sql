-- The diary, besides the policies of its pages (08): templates, and the subject of a note.
GRANT SELECT ON diario_modello, diario_modello_kind TO siz_web, siz_job, siz_cancello;

-- What a note of one field is called: its first line, cut between two words where it is long.
CREATE OR REPLACE FUNCTION diario_oggetto(testo text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public AS $$
  SELECT CASE WHEN length(riga) <= 80 THEN riga ELSE coalesce(substring(left(riga, 79) FROM '^(.*\S)\s'), left(riga, 79)) || '…' END
    FROM (SELECT btrim(split_part(btrim(translate(testo, E'\r\t', '  '), E' \n'), E'\n', 1)) AS riga) r $$;
REVOKE ALL ON FUNCTION diario_oggetto(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION diario_oggetto(text) TO siz_web;
