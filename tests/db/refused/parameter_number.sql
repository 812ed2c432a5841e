-- expect: parameter_number.sql:2: persona: write :name, not $1
-- name: persona :one
SELECT 1 AS uno WHERE 1 = $1;
