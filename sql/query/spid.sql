-- SPID: calls of the functions in sql/code/13_spid.sql, by siz-spid and its commands.

-- name: spid_richiesta_lascia :exec
SELECT spid_richiesta_lascia(:id::text, :idp::text, :istante::text, :livello::int, :confronto::text, :relay_state::text, :ritorno::text,
                             :legame_impronta::bytea, :legame::text, :messaggio::bytea, :emittente::text, (:indirizzo::text)::inet);

-- name: spid_richiesta_prendi :maybe
SELECT idp, istante, livello, confronto, relay_state, ritorno, legame_impronta, spid_registro_id AS registro
  FROM spid_richiesta_prendi(:id::text);

-- name: spid_asserzione_segna :one
SELECT spid_asserzione_segna(:idp::text, :id::text, :scade::bigint) AS nuova;

-- name: spid_risposta_registra :one
SELECT spid_risposta_registra(:di::bigint, :idp::text, :messaggio::bytea, :messaggio_id::text, :istante::text, :emittente::text,
                              :asserzione_id::text, :soggetto::text, :qualificatore::text, :spid_code::text, :livello::int,
                              :esito::text, :anomalia::int, :motivo::text, (:indirizzo::text)::inet) AS registro;

-- name: spid_esito_lascia :exec
SELECT spid_esito_lascia(:gettone::text, :idp::text, :livello::int, :spid_code::text, :codice_fiscale::text, :nome::text, :cognome::text,
                         :email::text, :name_id::text, :session_index::text, :ritorno::text, :di::bigint);

-- name: spid_uscita_prendi :maybe
SELECT idp, name_id, qualificatore, session_index, livello FROM spid_uscita_prendi(:gettone::text);

-- name: spid_uscita_spedita :exec
SELECT spid_uscita_spedita(:id::text, :idp::text, :name_id::text, :relay_state::text, :legame::text, :messaggio::bytea, :istante::text,
                           :emittente::text, (:indirizzo::text)::inet);

-- name: spid_uscita_conclusa :maybe
SELECT idp, spid_registro_id AS registro FROM spid_uscita_conclusa(:id::text);

-- name: spid_uscita_registra :one
SELECT spid_uscita_registra(:tipo::text, :di::bigint, :idp::text, :legame::text, :messaggio::bytea, :messaggio_id::text, :istante::text,
                            :emittente::text, :soggetto::text, :esito::text, :motivo::text, (:indirizzo::text)::inet) AS registro;

-- name: spid_sessione_chiudi :one
SELECT spid_sessione_chiudi(:idp::text, :name_id::text, :session_index::text) AS chiuse;

-- name: spid_idp_edizione :one
SELECT spid_idp_edizione() AS edizione;

-- name: spid_idp_metadati :many
SELECT entity_id, prova, metadati FROM spid_idp_metadati();

-- name: spid_idp_svuota :exec
SELECT spid_idp_svuota(:prova::boolean);

-- name: spid_idp_aggiungi :exec
SELECT spid_idp_aggiungi(:entity_id::text, :nome::text, :logo::text, :prova::boolean, :metadati::text);

-- name: spid_registro_esporta :many
-- A page of the register from an id on; dates are days of Rome, the last one included.
SELECT id::bigint AS riga, to_char(quando AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS quando, tipo,
       coalesce(di_spid_registro_id, 0) AS di, idp, legame, messaggio, messaggio_id, istante, emittente, asserzione_id, soggetto,
       soggetto_qualificatore, spid_code, coalesce(livello, 0) AS livello, esito, coalesce(anomalia, 0) AS anomalia, motivo,
       coalesce(sessione_id, 0) AS sessione, host(indirizzo) AS indirizzo
  FROM spid_registro_esporta(:dopo::bigint, (:dal::text)::date, (:al::text)::date + 1);
