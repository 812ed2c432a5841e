-- A person's whole file on paper (BEY-17): the cases that the reader opens, in one PDF with an index.

-- name: fascicolo_persona :hdf1
SELECT s.codice AS numero, s.cognome || ' ' || s.nome AS nome, s.data_nascita, s.codice_fiscale, s.data_decesso,
       c.denominazione AS residenza_comune, s.residenza_indirizzo
  FROM soggetto s LEFT JOIN comune c ON c.id = s.residenza_comune_id WHERE s.id = :soggetto_id;

-- name: fascicolo_pratiche :many
-- Oldest first: a file is read from its beginning.
SELECT p.id AS pratica_id, p.kind, p.codice, coalesce(t.descrizione, k.denominazione) AS titolo, e.descrizione AS stato, p.data_inizio, v.denominazione AS servizio
  FROM pratica p JOIN kind k ON k.codice = p.kind JOIN servizio v ON v.id = p.servizio_id
  LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo
  LEFT JOIN voce e ON e.vocabolario = k.stati AND e.codice = p.stato AND e.valida_dal = DATE '1900-01-01'
 WHERE p.titolare_soggetto_id = :soggetto_id ORDER BY p.data_inizio, p.id LIMIT 500;

-- name: stampa_avanza :exec
SELECT stampa_avanza(:stampa_id, :fatte::int, :totale::int, :pratica_id);
