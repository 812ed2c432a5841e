-- Movements of many cases: the job of the queue (sql/code/21_conti_lavoro.sql).

-- name: generazione_passo :one
SELECT generazione_passo(:generazione::bigint, :quante::int)::bigint AS viste;

-- name: generazione_avvia :one
SELECT generazione_avvia(:fino::date) AS generazione_id;

-- name: generazioni_elenco :hdf
SELECT g.id, g.chiesta_il, c.nome AS chi, g.fino, g.pratiche, g.fatte, g.movimenti, g.stato = 'in_corso' AS in_corso, g.stato = 'fermata' AS fermata, conti_lungo(g.fatte, greatest(g.pratiche, g.fatte, 1)) AS lungo,
       (SELECT count(*) FROM generazione_scarto s WHERE s.generazione_id = g.id) AS scarti
  FROM generazione_movimenti g LEFT JOIN collega c ON c.operatore_id = g.operatore_id WHERE g.servizio_id = identita_servizio() ORDER BY g.id DESC LIMIT 10;

-- name: generazioni_scarti :hdf
-- Cases that the last one left out; a case that the reader does not open has no name.
SELECT s.pratica_id AS pratica, p.codice, s.motivo
  FROM generazione_scarto s LEFT JOIN pratica p ON p.id = s.pratica_id
 WHERE s.generazione_id = (SELECT max(g.id) FROM generazione_movimenti g WHERE g.servizio_id = identita_servizio()) ORDER BY p.codice LIMIT 100;
