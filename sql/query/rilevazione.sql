-- Schede di rilevazione of a case (GEN-32).

-- name: rilevazione_schede :many
-- Those of the kind of that case; one that is over only where it was filled in.
SELECT s.id AS scheda_rilevazione_id, s.codice, s.denominazione, s.descrizione, s.fonte,
       k.kind IS NOT NULL AND s.valida_dal <= current_date AND coalesce(s.valida_al, current_date) >= current_date AS vale
  FROM pratica p CROSS JOIN scheda_rilevazione s LEFT JOIN scheda_rilevazione_kind k ON k.scheda_rilevazione_id = s.id AND k.kind = p.kind
 WHERE p.id = :pratica_id AND (k.kind IS NOT NULL AND s.valida_dal <= current_date AND coalesce(s.valida_al, current_date) >= current_date
        OR EXISTS (SELECT FROM rilevazione r WHERE r.pratica_id = p.id AND r.scheda_rilevazione_id = s.id AND r.tolta_il IS NULL))
 ORDER BY s.ordine, s.id;

-- name: rilevazione_scheda :maybe
-- One that may be filled in today.
SELECT s.id AS scheda_rilevazione_id, s.denominazione, s.descrizione, s.fonte, s.modulo
  FROM pratica p JOIN scheda_rilevazione_kind k ON k.kind = p.kind JOIN scheda_rilevazione s ON s.id = k.scheda_rilevazione_id AND s.codice = :codice
 WHERE p.id = :pratica_id AND s.valida_dal <= current_date AND coalesce(s.valida_al, current_date) >= current_date;

-- name: rilevazione_elenco :many
SELECT r.id AS rilevazione_id, r.scheda_rilevazione_id, r.data, r.modulo_id, r.dati::text AS dati, operatore_nome(r.autore_operatore_id) AS autore, z.denominazione AS servizio,
       r.modificata_il, r.versione > 1 AS modificata
  FROM rilevazione r JOIN servizio z ON z.id = r.autore_servizio_id
 WHERE r.pratica_id = :pratica_id AND r.tolta_il IS NULL
 ORDER BY r.data DESC, r.id DESC LIMIT 200;

-- name: rilevazione_leggi :maybe
SELECT r.id AS rilevazione_id, s.denominazione, s.descrizione, s.fonte, s.modulo, r.data, r.dati::text AS dati, r.versione::bigint AS versione
  FROM rilevazione r JOIN scheda_rilevazione s ON s.id = r.scheda_rilevazione_id
 WHERE r.id = :rilevazione_id AND r.pratica_id = :pratica_id AND r.tolta_il IS NULL;

-- name: rilevazione_crea :one
INSERT INTO rilevazione (pratica_id, scheda_rilevazione_id, data, autore_operatore_id, autore_servizio_id, modulo_id, dati)
VALUES (:pratica_id, :scheda_rilevazione_id, :data, identita_operatore(), identita_servizio(), :modulo_id, :dati::jsonb - 'data') RETURNING id AS rilevazione_id;

-- name: rilevazione_salva :count
-- 0 touched: somebody saved it meanwhile.
UPDATE rilevazione SET data = :data, modulo_id = :modulo_id, dati = :dati::jsonb - 'data'
 WHERE id = :rilevazione_id AND pratica_id = :pratica_id AND versione = :versione::int AND tolta_il IS NULL;

-- name: rilevazione_togli :count
UPDATE rilevazione SET tolta_il = now() WHERE id = :rilevazione_id AND pratica_id = :pratica_id AND tolta_il IS NULL;
