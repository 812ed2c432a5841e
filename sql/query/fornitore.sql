-- Suppliers of services and their tariffs.

-- name: fornitori_elenco :hdf
-- Those that the own service may use, or all; a word of the name, or a code.
SELECT f.id, f.denominazione, f.partita_iva, f.codice_fiscale, v.denominazione AS servizio, f.tutti_i_servizi, f.chiuso_il, f.accreditato_al,
       coalesce(f.accreditato_al < current_date, false) AS scaduto, f.chiuso_il <= current_date AS chiuso, fornitore_usabile(f.id, identita_servizio(), current_date) AS usabile,
       (SELECT count(*) FROM tariffa t WHERE t.fornitore_id = f.id AND t.valida_dal <= current_date AND coalesce(t.valida_al >= current_date, true)) AS tariffe
  FROM fornitore f JOIN servizio v ON v.id = f.servizio_id
 WHERE (:q::text IS NULL OR f.partita_iva = :q OR f.codice_fiscale = upper(:q) OR senza_accenti(f.denominazione) LIKE '%' || replace(replace(senza_accenti(:q), '\', '\\'), '%', '\%') || '%')
   AND (:tutti OR f.tutti_i_servizi OR f.servizio_id = identita_servizio()
        OR EXISTS (SELECT FROM fornitore_servizio s WHERE s.fornitore_id = f.id AND s.servizio_id = identita_servizio()))
 ORDER BY f.chiuso_il IS NOT NULL, f.denominazione, f.id LIMIT 200;

-- name: fornitore_leggi :maybe
SELECT f.id AS fornitore_id, f.denominazione, f.versione, f.tutti_i_servizi, f.chiuso_il, v.denominazione AS servizio, fornitore_scrive(f.id) AS scrive
  FROM fornitore f JOIN servizio v ON v.id = f.servizio_id WHERE f.id = :fornitore_id;

-- name: fornitore_campi :hdf1
-- For the form and the page: the columns are its fields.
SELECT f.denominazione, f.partita_iva, f.codice_fiscale, f.indirizzo, f.telefono, f.email, f.pec, f.persona_contatto, f.accreditamento, f.accreditato_dal, f.accreditato_al,
       f.tutti_i_servizi, f.chiuso_il, f.note
  FROM fornitore f WHERE f.id = :fornitore_id;

-- name: fornitore_crea :one
INSERT INTO fornitore (denominazione, partita_iva, codice_fiscale, indirizzo, telefono, email, pec, persona_contatto, accreditamento, accreditato_dal, accreditato_al, tutti_i_servizi, chiuso_il, note, servizio_id, creato_da)
VALUES (:denominazione, :partita_iva, :codice_fiscale, :indirizzo, :telefono, :email, :pec, :persona_contatto, :accreditamento, :accreditato_dal, :accreditato_al, :tutti_i_servizi, :chiuso_il, :note,
        identita_servizio(), identita_operatore()) RETURNING id AS fornitore_id;

-- name: fornitore_salva :count
UPDATE fornitore SET denominazione = :denominazione, partita_iva = :partita_iva, codice_fiscale = :codice_fiscale, indirizzo = :indirizzo, telefono = :telefono, email = :email, pec = :pec,
       persona_contatto = :persona_contatto, accreditamento = :accreditamento, accreditato_dal = :accreditato_dal, accreditato_al = :accreditato_al, tutti_i_servizi = :tutti_i_servizi, chiuso_il = :chiuso_il, note = :note
 WHERE id = :fornitore_id AND versione = :versione;

-- ---- which services use it ----

-- name: fornitore_servizi :hdf
SELECT s.id, v.denominazione AS nome FROM fornitore_servizio s JOIN servizio v ON v.id = s.servizio_id WHERE s.fornitore_id = :fornitore_id ORDER BY v.denominazione LIMIT 200;

-- name: fornitore_servizio_metti :exec
INSERT INTO fornitore_servizio (fornitore_id, servizio_id, creato_da) VALUES (:fornitore_id, :servizio_id, identita_operatore()) ON CONFLICT ON CONSTRAINT fornitore_servizio_uno DO NOTHING;

-- name: fornitore_servizio_togli :count
DELETE FROM fornitore_servizio WHERE id = :fornitore_servizio_id AND fornitore_id = :fornitore_id;

-- ---- tariffs ----

-- name: tariffe :hdf
SELECT t.id, coalesce(p.descrizione, t.prestazione) AS prestazione, lower(coalesce(u.descrizione, t.unita)) AS unita, t.importo, t.valida_dal, t.valida_al, t.atto,
       t.valida_dal <= current_date AND coalesce(t.valida_al >= current_date, true) AS vale, t.valida_dal > current_date AS futura
  FROM tariffa t LEFT JOIN tipo_intervento p ON p.kind = 'intervento_prestazione' AND p.codice = t.prestazione
  LEFT JOIN scelta u ON u.vocabolario = 'unita_prestazione' AND u.codice = t.unita
 WHERE t.fornitore_id = :fornitore_id ORDER BY 2, 3, t.valida_dal DESC LIMIT 500;

-- name: tariffa_leggi :maybe
SELECT t.id AS tariffa_id, t.versione, coalesce(p.descrizione, t.prestazione) AS prestazione FROM tariffa t
  LEFT JOIN tipo_intervento p ON p.kind = 'intervento_prestazione' AND p.codice = t.prestazione
 WHERE t.id = :tariffa_id AND t.fornitore_id = :fornitore_id;

-- name: tariffa_campi :hdf1
-- For the form: the columns are its fields.
SELECT t.prestazione, t.unita, t.importo, t.valida_dal, t.valida_al, t.atto FROM tariffa t WHERE t.id = :tariffa_id AND t.fornitore_id = :fornitore_id;

-- name: tariffa_chiudi_prima :count
-- A new tariff ends the one that is open: its last day is the day before.
UPDATE tariffa SET valida_al = :valida_dal::date - 1
 WHERE fornitore_id = :fornitore_id AND prestazione = :prestazione AND unita = :unita AND valida_al IS NULL AND valida_dal < :valida_dal::date;

-- name: tariffa_crea :one
INSERT INTO tariffa (fornitore_id, prestazione, unita, importo, valida_dal, valida_al, atto, creato_da)
VALUES (:fornitore_id, :prestazione, :unita, :importo, :valida_dal, :valida_al, :atto, identita_operatore()) RETURNING id AS tariffa_id;

-- name: tariffa_salva :count
UPDATE tariffa SET prestazione = :prestazione, unita = :unita, importo = :importo, valida_dal = :valida_dal, valida_al = :valida_al, atto = :atto
 WHERE id = :tariffa_id AND fornitore_id = :fornitore_id AND versione = :versione;
