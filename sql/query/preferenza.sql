-- What an operator chose for the own screens: a row means yes (sessione_apri reads them).

-- name: preferenza_mia_metti :exec
INSERT INTO preferenza (operatore_id, chiave, valore) VALUES (identita_operatore(), :chiave, :valore)
ON CONFLICT ON CONSTRAINT preferenza_pk DO UPDATE SET valore = excluded.valore;

-- name: preferenza_mia_togli :exec
DELETE FROM preferenza WHERE operatore_id = identita_operatore() AND chiave = :chiave;
