-- expect: comment_end.sql:2: the comment of persona would end the comment in C
-- name: persona :one
-- Here it ends: */ and here code would begin.
SELECT 1 AS uno;
