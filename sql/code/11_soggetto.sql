-- Lists of persons.  security_invoker: the policies are those of who asks.
CREATE OR REPLACE VIEW elenco_soggetti WITH (security_invoker = true) AS
SELECT s.id, s.codice, s.codice_storico, s.cognome, s.nome, s.sesso, s.data_nascita, s.codice_fiscale,
       s.codice_fiscale COLLATE "C" AS codice_fiscale_inizio, s.codice_stp, s.condizione, s.residenza_comune_id,
       c.denominazione AS residenza_comune, s.residenza_indirizzo, s.data_decesso, s.data_decesso IS NOT NULL AS deceduto,
       s.riservato, s.chiave, s.chiave_nome
  FROM soggetto s LEFT JOIN comune c ON c.id = s.residenza_comune_id;
GRANT SELECT ON elenco_soggetti TO siz_web, siz_job;

-- Persons of one piece of codice fiscale (code/11_ricerca.sql).
CREATE OR REPLACE FUNCTION soggetti_con_pezzo(pezzo text) RETURNS SETOF elenco_soggetti
LANGUAGE sql STABLE
AS $$ SELECT e.* FROM elenco_soggetti e WHERE e.id = ANY (ARRAY(SELECT ricerca_pezzo(pezzo))) $$;
GRANT EXECUTE ON FUNCTION soggetti_con_pezzo(text) TO siz_web, siz_job;
DROP FUNCTION IF EXISTS soggetti_per_cognome(text, text), soggetti_per_nome(text, text);
