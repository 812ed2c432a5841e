-- Movements of many cases: the job of the queue (sql/code/21_conti_lavoro.sql).

-- name: generazione_passo :one
SELECT generazione_passo(:generazione::bigint, :quante::int)::bigint AS viste;
