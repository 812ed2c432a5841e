-- Persons around a case: guardians, caregivers (GEN-33).

-- name: significativo_elenco :hdf
SELECT s.id, t.descrizione AS tipo, coalesce(g.cognome || ' ' || g.nome, s.denominazione) AS nome, g.id AS soggetto, s.telefono, s.email, s.atto, s.atto_data,
       s.valido_dal, s.valido_al, s.note, s.valido_al < current_date AS scaduto, s.valido_al BETWEEN current_date AND current_date + 60 AS in_scadenza,
       s.valido_dal > current_date AS futuro
  FROM soggetto_significativo s LEFT JOIN soggetto g ON g.id = s.soggetto_id
  LEFT JOIN scelta t ON t.vocabolario = 'tipo_soggetto_significativo' AND t.codice = s.tipo
 WHERE s.pratica_id = :pratica_id ORDER BY s.valido_al < current_date NULLS FIRST, s.id DESC LIMIT 200;

-- name: significativo_leggi :maybe
SELECT s.id AS soggetto_significativo_id, s.versione FROM soggetto_significativo s WHERE s.id = :soggetto_significativo_id AND s.pratica_id = :pratica_id;

-- name: significativo_campi :hdf1
-- For the form: the columns are its fields.
SELECT s.tipo, s.soggetto_id AS soggetto, s.denominazione, s.telefono, s.email, s.atto, s.atto_data, s.valido_dal, s.valido_al, s.note
  FROM soggetto_significativo s WHERE s.id = :soggetto_significativo_id AND s.pratica_id = :pratica_id;

-- name: significativo_crea :one
INSERT INTO soggetto_significativo (pratica_id, tipo, soggetto_id, denominazione, telefono, email, atto, atto_data, valido_dal, valido_al, note, creato_da)
VALUES (:pratica_id, :tipo, :soggetto_id, :denominazione, :telefono, :email, :atto, :atto_data, :valido_dal, :valido_al, :note, identita_operatore())
RETURNING id AS soggetto_significativo_id;

-- name: significativo_salva :count
UPDATE soggetto_significativo
   SET tipo = :tipo, soggetto_id = :soggetto_id, denominazione = :denominazione, telefono = :telefono, email = :email, atto = :atto,
       atto_data = :atto_data, valido_dal = :valido_dal, valido_al = :valido_al, note = :note
 WHERE id = :soggetto_significativo_id AND pratica_id = :pratica_id AND versione = :versione;

-- name: significativo_togli :count
DELETE FROM soggetto_significativo WHERE id = :soggetto_significativo_id AND pratica_id = :pratica_id;
