-- expect: mode.sql:2: the mode of persona is
-- name: persona :all
SELECT 1 AS uno;
