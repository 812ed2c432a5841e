-- The queue, as its worker sees it (role siz_job).

-- name: lavoro_ascolta :exec
-- A notice wakes the worker; it looks by itself too, so that a lost notice costs seconds.
LISTEN siz_lavoro;

-- name: lavoro_prendi :maybe
-- `esclusi`, `soli`: kinds that are left to another worker, or the only ones to be taken; NULL: no such limit.
SELECT lavoro_id, tipo, dati, tentativi::bigint AS tentativi FROM lavoro_prendi(:esclusi::text[], :soli::text[]);

-- name: lavoro_riserva :one
SELECT lavoro_riserva(:lavoro_id::bigint, :secondi::int) AS riservato;

-- name: lavoro_esito :exec
SELECT lavoro_esito(:lavoro_id::bigint, :errore::text);

-- name: registro_sigilla :one
SELECT registro_sigilla() AS righe;

-- name: promemoria_manda :one
SELECT promemoria_manda() AS mandati;

-- name: pulizia :many
SELECT cosa, quante FROM pulizia(:giorni_bozze::int);

-- name: ricerca_conta :one
SELECT ricerca_conta() AS nuove;

-- name: doppio_riservato :one
SELECT doppio_riservato(:soggetto::bigint, :da::bigint) AS avvisati;
