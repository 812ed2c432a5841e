-- External users: their way in with SPID, their bodies, the accounts that SPID opens.

-- name: spid_gestori :many
SELECT entity_id, nome, prova, logo FROM spid_idp_elenco();

-- name: spid_esito_prendi :maybe
SELECT idp, livello, codice_fiscale, nome, cognome, email, name_id, session_index, ritorno, spid_registro_id FROM spid_esito_prendi(:gettone);

-- name: spid_uscita_lascia :exec
SELECT spid_uscita_lascia(:gettone, :idp, :name_id, :session_index);

-- name: accesso_spid_entra :one
SELECT fase, sessione_id, operatore_id, scelta
  FROM accesso_spid_entra(:codice_fiscale::text, :idp::text, :livello::int, :nome::text, :cognome::text, :email::text, :name_id::text,
                          :session_index::text, :spid_registro_id::bigint, :verso::text, :gettone::text, make_interval(mins => :inattivita_minuti::int),
                          make_interval(hours => :durata_ore::int), (:indirizzo::text)::inet, :programma::text, :prova::text);

-- name: accesso_spid_operatore :one
SELECT fase, sessione_id, operatore_id
  FROM accesso_spid_operatore(:gettone::text, :nuovo_gettone::text, make_interval(mins => :inattivita_minuti::int), make_interval(hours => :durata_ore::int),
                              (:indirizzo::text)::inet, :programma::text, :prova::text);

-- name: accesso_spid_di :maybe
SELECT idp, name_id, session_index FROM accesso_spid_di(:gettone);

-- name: esterno_io :one
SELECT id AS utente_esterno_id, codice_fiscale, cognome, nome, email FROM utente_esterno;

-- name: enti_miei :many
-- The bodies for which this person reports, refused ones too, with the reason.
SELECT x.id AS utente_ente_id, e.denominazione, e.tipo, v.descrizione AS tipo_nome, e.comune, x.qualifica, x.stato, x.motivo, x.creato_il
  FROM utente_ente x JOIN ente_esterno e ON e.id = x.ente_esterno_id
  LEFT JOIN voce v ON v.vocabolario = 'tipo_ente_esterno' AND v.codice = e.tipo
 ORDER BY x.id;

-- name: ente_dichiara :one
SELECT ente_esterno_dichiara(:tipo::text, :denominazione::text, :comune::text, :telefono::text, :email::text, :qualifica::text) AS utente_ente_id;

-- name: enti_elenco :many
-- All, or one of them.
SELECT utente_ente_id, ente, coalesce(v.descrizione, e.tipo) AS tipo, comune, telefono, email, persona, persona_email, idp, qualifica, stato, motivo,
       esaminato_da, esaminato_il, creato_il, ente_approvato, segnalazioni, e.versione
  FROM enti_esterni(:utente_ente_id::bigint) e LEFT JOIN voce v ON v.vocabolario = 'tipo_ente_esterno' AND v.codice = e.tipo;

-- name: ente_persone :many
SELECT utente_ente_id, persona, qualifica, stato, segnalazioni FROM ente_esterno_persone(:utente_ente_id::bigint);

-- name: ente_revoca :one
SELECT ente_esterno_revoca(:utente_ente_id::bigint, :motivo::text) AS quanti;

-- name: ente_esamina :one
SELECT utente_ente_esamina(:utente_ente_id::bigint, :versione::int, :stato::text, :motivo::text) AS trovato;

-- name: operatori_spid :many
SELECT operatore_id, nome, username, stato, servizi, codice_fiscale, collegato_il FROM operatori_spid();

-- name: operatore_spid_collega :one
SELECT operatore_spid_collega(:operatore_id::bigint, :codice_fiscale::text) AS collegato;

-- name: operatore_spid_scrivi :one
SELECT operatore_spid_scrivi(:operatore_id::bigint, :codice_fiscale::text) AS collegato;

-- name: utenza_richieste :many
-- An external user's own requests, or the queue of the administrators: the policies say which.
SELECT r.id AS richiesta_utenza_id, r.codice_fiscale, r.cognome, r.nome, r.email, r.telefono, v.denominazione AS servizio, o.denominazione AS ruolo,
       r.note, r.stato, w.descrizione AS stato_nome, r.motivo, r.creata_il, r.esaminata_il, r.versione::bigint AS versione,
       r.operatore_id, left(regexp_replace(lower(senza_accenti(split_part(r.nome, ' ', 1) || '.' || r.cognome)), '[^a-z0-9.]', '', 'g'), 64) AS username
  FROM richiesta_utenza r JOIN servizio v ON v.id = r.servizio_id JOIN ruolo o ON o.id = r.ruolo
  LEFT JOIN voce w ON w.vocabolario = 'stato_richiesta_utenza' AND w.codice = r.stato AND w.valida_al IS NULL
 WHERE :richiesta_utenza_id::bigint IS NULL OR r.id = :richiesta_utenza_id
 ORDER BY r.stato IN ('accolta', 'respinta'), r.id DESC LIMIT 300;

-- name: utenza_chiedi :one
SELECT richiesta_utenza_invia(:email::text, :telefono::text, :servizio_id::bigint, :ruolo::text, :note::text) AS richiesta_utenza_id;

-- name: utenza_esamina :one
SELECT richiesta_utenza_esamina(:richiesta_utenza_id::bigint, :versione::int, :stato::text, :motivo::text) AS trovata;

-- name: utenza_accogli :one
SELECT richiesta_utenza_accogli(:richiesta_utenza_id::bigint, :versione::int, :username::text, :formazione_il::date, :deroga::text, :gettone::text, make_interval(hours => :ore::int),
                                :indirizzo_pubblico::text, :prova::text) AS operatore_id;
