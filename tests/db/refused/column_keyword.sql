-- expect: column_keyword.sql:2: persona: the column default needs another name
-- name: persona :one
SELECT 1 AS "default";
