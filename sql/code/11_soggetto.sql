-- Lists of persons.  security_invoker: the policies are those of who asks.
CREATE OR REPLACE VIEW elenco_soggetti WITH (security_invoker = true) AS
SELECT s.id, s.codice, s.codice_storico, s.cognome, s.nome, s.sesso, s.data_nascita, s.codice_fiscale,
       s.codice_fiscale COLLATE "C" AS codice_fiscale_inizio, s.codice_stp, s.condizione, s.residenza_comune_id,
       c.denominazione AS residenza_comune, s.residenza_indirizzo, s.data_decesso, s.data_decesso IS NOT NULL AS deceduto,
       s.riservato, s.chiave, s.chiave_nome
  FROM soggetto s LEFT JOIN comune c ON c.id = s.residenza_comune_id;
GRANT SELECT ON elenco_soggetti TO siz_web, siz_job;

-- Persons whose surname (whose name) begins with `prima` and who have, somewhere among their names, a
-- word beginning with each word of `altre`.  Two functions, each a range of one index in its own
-- order: a list of both together would have to sort all the Marios before its first page.
CREATE OR REPLACE FUNCTION soggetti_per_cognome(prima text, altre text) RETURNS SETOF elenco_soggetti
LANGUAGE sql STABLE
AS $$
  SELECT e.* FROM elenco_soggetti e
   WHERE e.chiave >= senza_accenti(prima) AND e.chiave < senza_accenti(prima) || chr(1114111)
     AND NOT EXISTS (SELECT FROM unnest(string_to_array(senza_accenti(altre), ' ')) p WHERE strpos(' ' || e.chiave, ' ' || p) = 0)
$$;
CREATE OR REPLACE FUNCTION soggetti_per_nome(prima text, altre text) RETURNS SETOF elenco_soggetti
LANGUAGE sql STABLE
AS $$
  SELECT e.* FROM elenco_soggetti e
   WHERE e.chiave_nome >= senza_accenti(prima) AND e.chiave_nome < senza_accenti(prima) || chr(1114111)
     AND NOT EXISTS (SELECT FROM unnest(string_to_array(senza_accenti(altre), ' ')) p WHERE strpos(' ' || e.chiave_nome, ' ' || p) = 0)
$$;
GRANT EXECUTE ON FUNCTION soggetti_per_cognome(text, text), soggetti_per_nome(text, text) TO siz_web, siz_job;
