-- Prints: asked for, made, listed, delivered.

-- name: stampa_chiedi :one
SELECT stampa_chiedi(:tipo, :oggetto, :oggetto_id::bigint, :pratica_id, :soggetto_id, :opzioni::jsonb, :titolo, :nome_file) AS stampa_id;

-- name: stampa_elenco :hdf
-- One that nobody has made for an hour is not coming any more.
SELECT s.id, s.titolo, s.chiesta_il, s.scade_il, s.byte, s.stato = 'pronta' AND s.scade_il > now() AS pronta,
       s.stato = 'in_coda' AND s.chiesta_il > now() - interval '1 hour' AS attesa, s.stato = 'rifiutata' AS rifiutata,
       s.stato = 'fallita' OR s.stato = 'in_coda' AND s.chiesta_il <= now() - interval '1 hour' AS fallita
  FROM stampa s WHERE s.operatore_id = identita_operatore() ORDER BY s.id DESC LIMIT 50;

-- name: stampa_apri :maybe
SELECT s.id AS stampa_id, s.oggetto, s.oggetto_id, s.soggetto_id, s.titolo, s.nome_file, s.byte, s.chiave, s.chiave_maestra, encode(s.impronta, 'hex') AS impronta,
       s.chiesta_il, s.scade_il, coalesce(s.fatte, 0)::bigint AS fatte, coalesce(s.totale, 0)::bigint AS totale,
       CASE WHEN s.stato = 'pronta' AND s.scade_il <= now() THEN 'scaduta'
            WHEN s.stato = 'in_coda' AND s.chiesta_il <= now() - interval '1 hour' THEN 'fallita' ELSE s.stato END AS stato
  FROM stampa s WHERE s.id = :stampa_id;

-- name: stampa_blocco_vedi :maybe
SELECT dati FROM stampa_blocco WHERE stampa_id = :stampa_id AND indice = :indice;

-- name: stampa_blocco_consegna :one
-- A later block of a download that began with the right to it (NULL: that right has ended).
SELECT stampa_blocco_consegna(:gettone, :stampa_id, :indice::int, :rilasciato::bigint, :prova) AS dati;

-- name: stampa_togli :one
SELECT stampa_togli(:stampa_id) AS tolte;

-- name: lavoro_identita :maybe
-- The identity of who asked for a job, taken for the rest of the transaction.
SELECT operatore_id, servizio_id, ruolo, nome, ruolo_nome, servizio_nome, sola_lettura, permessi, moduli, utente_esterno_id FROM lavoro_identita(:lavoro_id);

-- name: stampa_da_fare :maybe
SELECT s.id AS stampa_id, s.tipo, s.oggetto_id, s.pratica_id, s.soggetto_id, s.opzioni::text AS opzioni, s.titolo, now() AS adesso
  FROM stampa s WHERE s.id = :stampa_id AND s.stato = 'in_coda';

-- name: stampa_blocco_scrivi :exec
SELECT stampa_blocco_scrivi(:stampa_id, :indice::int, :dati);

-- name: stampa_finita :exec
SELECT stampa_finita(:stampa_id, :come, nullif(:byte::bigint, 0), :impronta, :chiave, :maestra, :ore::int);

-- name: stampe_scadute :one
SELECT stampe_scadute() AS scadute;
