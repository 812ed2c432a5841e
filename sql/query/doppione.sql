-- Rows of one and the same person: what is proposed, what was decided, who is linked with whom.

-- name: doppione_vedi :maybe
SELECT d.id AS doppione_id, d.stato, d.certa, d.punti::bigint AS punti, d.versione::bigint AS versione, d.trovata_il, operatore_nome(d.segnalata_da) AS segnalata_da,
       operatore_nome(d.decisa_da) AS decisa_da, v.denominazione AS decisa_servizio, d.decisa_il, d.motivo,
       a.id AS uno_soggetto_id, a.cognome || ' ' || a.nome AS uno_nome, a.codice AS uno_codice,
       b.id AS altro_soggetto_id, b.cognome || ' ' || b.nome AS altro_nome, b.codice AS altro_codice,
       d.stato <> 'collegata' AND EXISTS (SELECT FROM stessa_persona t WHERE t.soggetto_id = a.id AND t.altro_soggetto_id = b.id) AS per_altra
  FROM doppione d JOIN soggetto a ON a.id = d.uno_soggetto_id JOIN soggetto b ON b.id = d.altro_soggetto_id
  LEFT JOIN servizio v ON v.id = d.decisa_servizio_id
 WHERE d.id = :doppione_id;

-- name: doppione_motivi :hdf
SELECT m.motivo AS testo FROM doppione d, unnest(d.motivi) WITH ORDINALITY m (motivo, n) WHERE d.id = :doppione_id ORDER BY m.n;

-- name: doppione_confronto :hdf
SELECT c.etichetta, c.uno, c.altro, c.diverso, c.codice FROM doppione d, doppione_confronta(d.uno_soggetto_id, d.altro_soggetto_id) c
 WHERE d.id = :doppione_id ORDER BY c.ordine;

-- name: doppione_storia :hdf
-- What was decided before, newest first.
SELECT h.quando, operatore_nome(h.operatore_id) AS chi, v.denominazione AS servizio, h.motivo,
       CASE h.a WHEN 'collegata' THEN 'Collegate' WHEN 'sciolta' THEN 'Collegamento sciolto' WHEN 'non_stessa' THEN 'Non è la stessa persona' WHEN 'superata' THEN 'Proposta superata: i dati sono cambiati'
                ELSE CASE h.da WHEN 'non_stessa' THEN 'Decisione ritirata' ELSE 'Proposta' END END AS che
  FROM doppione_storia h LEFT JOIN servizio v ON v.id = h.servizio_id
 WHERE h.doppione_id = :doppione_id ORDER BY h.id DESC LIMIT 50;

-- name: doppione_decidi :one
-- 0: decided by somebody meanwhile.
SELECT doppione_decidi(:doppione_id, :versione::int, :atto, :motivo) AS doppione_id;

-- name: doppione_segnala :one
SELECT doppione_segnala(:soggetto_id, :altro_soggetto_id) AS doppione_id;

-- name: stesse_persone :hdf
-- The other rows of a person; with the pair that links them, where it is one.
SELECT s.id, s.codice AS numero, s.cognome, s.nome, s.data_nascita, coalesce(s.codice_fiscale, s.codice_stp) AS codice, c.denominazione AS residenza, s.riservato,
       (SELECT d.id FROM doppione d WHERE d.uno_soggetto_id = least(t.soggetto_id, s.id) AND d.altro_soggetto_id = greatest(t.soggetto_id, s.id) AND d.stato = 'collegata') AS doppione
  FROM stessa_persona t JOIN soggetto s ON s.id = t.altro_soggetto_id LEFT JOIN comune c ON c.id = s.residenza_comune_id
 WHERE t.soggetto_id = :soggetto_id ORDER BY s.chiave, s.id;

-- name: doppioni_della_persona :hdf
-- Rows that may be of the same person and wait for somebody to decide.
SELECT e.id, CASE WHEN e.uno = :soggetto_id THEN e.altro_nome ELSE e.uno_nome END AS nome, e.motivi
  FROM elenco_doppioni e
 WHERE e.id IN (SELECT d.id FROM doppione d WHERE (d.uno_soggetto_id = :soggetto_id OR d.altro_soggetto_id = :soggetto_id) AND d.stato = 'proposta')
 ORDER BY e.ordine DESC, e.id LIMIT 10;

-- name: anche :many
-- Of several persons (an array of ids) the other rows: what is written otherwise there, for «anche: …».
SELECT t.soggetto_id, t.altro_soggetto_id,
       concat_ws(', ', CASE WHEN s.chiave <> io.chiave OR s.cognome <> io.cognome OR s.nome <> io.nome THEN s.cognome || ' ' || s.nome END,
                       CASE WHEN s.data_nascita <> io.data_nascita THEN to_char(s.data_nascita, 'DD/MM/YYYY') END, coalesce(s.codice_fiscale, s.codice_stp),
                       'numero ' || s.codice) AS testo
  FROM stessa_persona t JOIN soggetto io ON io.id = t.soggetto_id JOIN soggetto s ON s.id = t.altro_soggetto_id
 WHERE t.soggetto_id = ANY ((:quali::text)::bigint[]) ORDER BY t.soggetto_id, s.chiave, s.id;

-- ---- the worker ----

-- name: doppioni_avvia :one
SELECT doppioni_avvia() AS avviata;

-- name: doppioni_guarda :one
SELECT doppioni_guarda(:quante::int) AS guardate;

-- name: doppioni_continua :exec
SELECT doppioni_continua();
