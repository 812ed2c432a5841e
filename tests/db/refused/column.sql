-- expect: column.sql:5: persona: column "cognom" does not exist
-- name: persona :many
SELECT id AS soggetto_id,
       nascita,
       cognom
  FROM soggetto;
