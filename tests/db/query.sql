-- Queries of the tests: every mode, every type.

-- name: soggetto_nuovo :one
-- A comment of the query goes into the header.
INSERT INTO soggetto (cognome, nascita, madre_soggetto_id, attivo, figli, reddito, foto, codice)
VALUES (:cognome, :nascita, :madre_soggetto_id, :attivo, :figli, :reddito, :foto, :codice)
RETURNING id AS soggetto_id;

-- name: soggetto_leggi :one
SELECT id AS soggetto_id, cognome, nascita, madre_soggetto_id, attivo, figli, reddito, foto, creato
  FROM soggetto WHERE id = :soggetto_id;

-- name: soggetto_vuoto :maybe
SELECT NULL::bigint AS numero, NULL::boolean AS attivo, NULL::text AS testo, NULL::bytea AS foto,
       NULL::bigint AS soggetto_id
 WHERE :c_e;

-- name: soggetto_per_cognome :many
-- Quotes, casts and comments are left alone: ':no', "::", $$ :no $$.
SELECT id AS soggetto_id, cognome || ':no' AS cognome, /* :no /* :no */ */ $q$ :no $q$::text AS citato,
       E'\':no' AS barra, 'x'::text AS "from_cast" -- :no
  FROM soggetto WHERE cognome = :cognome OR codice = :cognome ORDER BY id;

-- name: soggetto_rinomina :exec1
UPDATE soggetto SET cognome = :cognome WHERE id = :soggetto_id;

-- name: soggetto_cancella :count
DELETE FROM soggetto WHERE cognome = :cognome;

-- name: soggetto_tocca :exec
UPDATE soggetto SET figli = figli + 1 WHERE cognome = :cognome;

-- name: soggetto_mostra :hdf
SELECT cognome, nascita, creato, reddito, attivo, figli, id AS soggetto_id, '09:20'::time AS ora
  FROM soggetto WHERE cognome = :cognome ORDER BY id;

-- name: pratica_nuova :exec
INSERT INTO pratica (soggetto_id) VALUES (:soggetto_id);

-- name: tutti_i_conti :one
SELECT count(*) AS soggetti, (SELECT count(*) FROM pratica) AS pratiche FROM soggetto;

-- name: eco :many
SELECT :testo::text AS testo, count(*) AS quanti, jsonb_build_object('a', 1) ? 'a' AS chiave FROM generate_series(1, 1);

-- name: rifiuta :exec
SELECT rifiuta(:stato, :vincolo);

-- name: data :one
SELECT :testo::text::date AS data;

-- name: senza_cognome :exec
INSERT INTO soggetto (cognome) VALUES (NULL);

-- name: riservata :exec
SELECT count(*) FROM pg_authid;

-- name: ruolo :exec
SET LOCAL ROLE pg_monitor;

-- name: dormi :exec
SELECT pg_sleep(:secondi::int);

-- name: processo :one
SELECT pg_backend_pid() AS pid, current_setting('TimeZone') AS fuso;

-- name: termina :exec
SELECT pg_terminate_backend(:pid, 5000);

-- name: id_lungo :maybe
SELECT id AS soggetto_pratica_id, id AS pratica_id FROM soggetto_pratica WHERE id = :soggetto_pratica_id;

-- name: cambia_tipo :exec
ALTER TABLE pratica ALTER soggetto_id TYPE integer;

-- name: pratica_soggetti :many
SELECT soggetto_id::bigint AS soggetto_id, pratica.* FROM (SELECT soggetto_id AS altro FROM pratica) AS pratica, (SELECT 1::bigint AS soggetto_id) AS uno;

-- name: riempi_lista :count
INSERT INTO soggetto (id, cognome, nascita, attivo, figli, creato)
SELECT 1000 + n, CASE WHEN n % 10 = 0 THEN 'D''Amico <b>&"Rossi' || n % 7 ELSE 'Càrlo ' || n % 13 END,
       CASE WHEN n % 4 > 0 THEN DATE '1950-01-01' + n % 11 END, n % 3 = 0, n % 5,
       timestamptz '2026-05-06 00:00+02' + n * interval '1 minute'
  FROM generate_series(1, :quanti::int) AS n;

-- name: lista_ids :many
-- The oracle of the list tests.
SELECT id AS numero FROM soggetto
 ORDER BY CASE WHEN :ordine::text = 'nascita' THEN nascita END,
          CASE WHEN :ordine = 'giovani' THEN nascita END DESC,
          CASE WHEN :ordine = 'chiave' THEN chiave END,
          CASE WHEN :ordine = 'giovani' THEN -id ELSE id END;

-- name: svuota :exec
TRUNCATE soggetto CASCADE;

-- name: parole :one
-- Parameters may be called like anything.
SELECT :int::text || :db || :out || :parameters || :digits AS insieme, :soggetto_id::bigint AS uno_soggetto_id,
       :altro_soggetto_id::bigint AS altro_soggetto_id;
