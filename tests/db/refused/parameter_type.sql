-- expect: parameter_type.sql:2: persona: could not determine data type of parameter $1
-- name: persona :one
SELECT 1 AS uno WHERE :x IS NULL;
