-- expect: name.sql:2: a query's name is a C identifier
-- name: una-persona :one
SELECT 1 AS uno;
