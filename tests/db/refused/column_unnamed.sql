-- expect: column_unnamed.sql:2: persona: the column ?column? needs another name
-- name: persona :one
SELECT 1 + 1;
