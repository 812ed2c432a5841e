-- What the search of persons starts from.  Below row-level security only leakproof conditions reach
-- an index, and a comparison of a plain column is one while a function of it is not: so what is
-- searched is stored.

-- Name first, for who says «Mario Rossi».
ALTER TABLE soggetto ADD COLUMN chiave_nome text COLLATE "C"
  GENERATED ALWAYS AS (senza_accenti(nome) || ' ' || senza_accenti(cognome)) STORED;
CREATE INDEX soggetto_chiave_nome ON soggetto (chiave_nome, id);

-- The codice fiscale without its control character and with the omocodia undone: equal for two
-- codes that differ by it alone.  A provisional code stays as it is.
CREATE FUNCTION codice_fiscale_piano(codice text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
  SELECT CASE WHEN length(codice) <> 16 THEN codice
         ELSE substr(codice, 1, 6) || translate(substr(codice, 7, 2), 'LMNPQRSTUV', '0123456789') || substr(codice, 9, 1)
              || translate(substr(codice, 10, 2), 'LMNPQRSTUV', '0123456789') || substr(codice, 12, 1)
              || translate(substr(codice, 13, 3), 'LMNPQRSTUV', '0123456789') END
$$;
GRANT EXECUTE ON FUNCTION codice_fiscale_piano(text) TO PUBLIC;
ALTER TABLE soggetto ADD COLUMN codice_fiscale_piano text COLLATE "C" GENERATED ALWAYS AS (codice_fiscale_piano(codice_fiscale)) STORED;
CREATE INDEX soggetto_codice_fiscale_piano ON soggetto (codice_fiscale_piano);

-- The first characters of a code are a range in the "C" order.
CREATE INDEX soggetto_codice_fiscale_inizio ON soggetto (codice_fiscale COLLATE "C");
CREATE INDEX soggetto_codice_storico ON soggetto (codice_storico) WHERE codice_storico IS NOT NULL;

-- The list by date of birth; the key stands in it so that the search of likely doubles, by year of
-- birth and first letter, looks at the index alone.
DROP INDEX soggetto_nascita;
CREATE INDEX soggetto_nascita ON soggetto (data_nascita, id, chiave);
