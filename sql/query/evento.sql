-- Events of a case (GEN-36).

-- name: evento_elenco :hdf
SELECT e.id, extract(year FROM e.data)::int AS anno, e.data, e.ora, t.descrizione AS tipo, e.titolo, e.luogo, e.note, e.promemoria,
       e.promemoria_dato_il IS NOT NULL AS promemoria_dato, e.data > current_date AS futuro, e.data = current_date AS oggi, operatore_nome(e.creato_da) AS autore
  FROM evento e LEFT JOIN scelta t ON t.vocabolario = 'tipo_evento' AND t.codice = e.tipo
 WHERE e.pratica_id = :pratica_id ORDER BY e.data DESC, e.ora DESC NULLS LAST, e.id DESC LIMIT 300;

-- name: evento_leggi :maybe
SELECT e.id AS evento_id, e.versione FROM evento e WHERE e.id = :evento_id AND e.pratica_id = :pratica_id;

-- name: evento_campi :hdf1
-- For the form: the columns are its fields.
SELECT e.tipo, e.titolo, e.data, e.ora, e.luogo, e.note, e.promemoria FROM evento e WHERE e.id = :evento_id AND e.pratica_id = :pratica_id;

-- name: evento_crea :one
INSERT INTO evento (pratica_id, tipo, titolo, data, ora, luogo, note, promemoria, creato_da)
VALUES (:pratica_id, :tipo, :titolo, :data, :ora, :luogo, :note, :promemoria, identita_operatore()) RETURNING id AS evento_id;

-- name: evento_salva :count
-- A reminder moved to another day is due again.
UPDATE evento SET tipo = :tipo, titolo = :titolo, data = :data, ora = :ora, luogo = :luogo, note = :note, promemoria = :promemoria,
       promemoria_dato_il = CASE WHEN promemoria IS NOT DISTINCT FROM :promemoria::date THEN promemoria_dato_il END
 WHERE id = :evento_id AND pratica_id = :pratica_id AND versione = :versione;

-- name: evento_togli :count
DELETE FROM evento WHERE id = :evento_id AND pratica_id = :pratica_id;

-- name: riga_salvata_da :maybe
-- Who saved a row of a section last, for the page with both texts.
SELECT operatore_nome(s.operatore_id) AS chi, s.quando FROM storia s
 WHERE s.pratica_id = :pratica_id AND s.tabella = :tabella AND s.riga_id = :riga::bigint ORDER BY s.id DESC LIMIT 1;
