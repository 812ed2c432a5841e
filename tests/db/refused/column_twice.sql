-- expect: column_twice.sql:2: persona: two columns are called id
-- name: persona :hdf
SELECT s.id, p.id FROM soggetto s JOIN pratica p ON p.soggetto_id = s.id;
