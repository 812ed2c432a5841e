-- expect: table.sql:3: persona: relation "persone" does not exist
-- name: persona :many
SELECT nome FROM persone;
