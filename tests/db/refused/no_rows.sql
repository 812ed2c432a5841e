-- expect: no_rows.sql:2: persona is :one but gives no rows
-- name: persona :one
UPDATE soggetto SET figli = 0 WHERE id = :soggetto_id;
