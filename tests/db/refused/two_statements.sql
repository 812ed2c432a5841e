-- expect: cannot insert multiple commands into a prepared statement
-- name: persona :exec
SELECT 1; SELECT 2;
