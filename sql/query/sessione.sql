-- Sessions and credentials: calls of the gate (sql/code/02_sessione.sql says what each may).

-- name: sessione_apri :one
SELECT fase, sessione_id, operatore_id, servizio_id, ruolo, nome, ruolo_nome, servizio_nome, sola_lettura, permessi, csrf,
       scade_tra, scade_dopo, accesso_precedente, servizi, da_leggere, moduli, compatta, tasti,
       utente_esterno_id, offerto
  FROM sessione_apri(:gettone);

-- name: sessione_servizi :hdf
SELECT servizio_id AS codice, denominazione AS nome, ruolo_nome AS ruolo, descrizione, sola_lettura AS storico, ultimo_usato AS ultimo,
       CASE da_leggere WHEN 0 THEN NULL WHEN 1 THEN '1 notifica da leggere' ELSE da_leggere || ' notifiche da leggere' END AS notifiche
  FROM sessione_servizi(:gettone);

-- name: credenziale_leggi :one
SELECT operatore_id, impronta, attesa, totp_attivo, conto
  FROM credenziale_leggi(:nome, (:indirizzo::text)::inet, :ritardo_dopo::int, :chiudi_dopo::int, make_interval(mins => :chiusura_minuti::int),
                         :browser_di::bigint, :browser::text, :prova::text);

-- name: credenziale_esito :exec
SELECT credenziale_esito(:operatore_id::bigint, :riuscito::boolean, (:indirizzo::text)::inet, :chiudi_dopo::int,
                         make_interval(mins => :chiusura_minuti::int), :nuova_impronta::text,
                         :conto::bytea, :prova::text);

-- name: sessione_crea :one
SELECT fase, sessione_id
  FROM sessione_crea(:operatore_id::bigint, :gettone::text, :secondo_fattore::boolean, make_interval(days => :massima_eta_giorni::int),
                     make_interval(mins => :inattivita_minuti::int), make_interval(hours => :durata_ore::int),
                     (:indirizzo::text)::inet, :programma::text, :prova::text, :amministratori_con_fattore::boolean);

-- name: sessione_chiudi :exec
SELECT sessione_chiudi(:gettone, :motivo);

-- name: sessione_scegli_servizio :exec
SELECT sessione_scegli_servizio(:gettone, :nuovo_gettone, :servizio_id::bigint, :sempre::boolean, :amministratori_con_fattore::boolean);

-- name: sessione_resta :one
SELECT coalesce(sessione_resta(:gettone), 0) AS scade_tra;

-- name: credenziale_passate :many
SELECT impronta FROM credenziale_passate(:operatore_id::bigint, 10, :prova::text);

-- name: credenziale_cambia :exec
SELECT credenziale_cambia(:operatore_id::bigint, :nuova_impronta::text, :motivo::text, :prova::text);

-- name: recupero_chiedi :exec
SELECT recupero_chiedi(:nome::text, :gettone::text, make_interval(mins => :minuti::int), :massimi::int, :indirizzo_pubblico::text, :prova::text);

-- name: recupero_leggi :maybe
SELECT operatore_id, username, nome, cognome, amministratore FROM recupero_leggi(:gettone);

-- name: recupero_usa :exec
SELECT recupero_usa(:gettone, :nuova_impronta, :prova);

-- name: sessione_chi :one
SELECT operatore_id, username, email, nome, cognome, amministratore, motivo, entra_ultimo, totp_attivo, segreto, codici, fattore_dovuto
  FROM sessione_chi(:gettone, make_interval(days => :massima_eta_giorni::int));

-- name: sessione_prova :one
SELECT operatore_id, impronta, segreto, totp_attivo, attesa, conto FROM sessione_prova(:gettone, :cosa, :ritardo_dopo::int);

-- name: totp_usa :one
SELECT totp_usa(:operatore_id::bigint, :passo::bigint, :prova::text) AS accettato;

-- name: totp_imposta :exec
SELECT totp_imposta(:operatore_id::bigint, :segreto::bytea, :attivo::boolean, :prova::text);

-- name: codice_recupero_imposta :exec
SELECT codice_recupero_imposta(:operatore_id::bigint, (:impronte::text)::bytea[], :prova::text);

-- name: codice_recupero_usa :one
SELECT codice_recupero_usa(:operatore_id::bigint, :codice::text, :prova::text) AS accettato;

-- name: sessione_mie :many
-- Open sessions of the operator, for the page on which they can be closed (AUTH-9).
SELECT s.id AS sessione_id, s.creata_il, s.attiva_il, host(s.indirizzo) AS indirizzo, s.programma, v.denominazione AS servizio
  FROM sessione s LEFT JOIN servizio v ON v.id = s.servizio_id
 WHERE s.chiusa_il IS NULL AND least(s.attiva_il + s.inattivita, s.scade_il) > now()
 ORDER BY s.attiva_il DESC LIMIT 50;

-- name: sessione_mia_chiudi :count
UPDATE sessione SET chiusa_il = now(), motivo_chiusura = 'chiusa dall’operatore' WHERE id = :sessione_id AND chiusa_il IS NULL;

-- name: operatore_io :one
SELECT id AS operatore_id, username, email, nome, cognome, telefono, entra_ultimo_servizio FROM operatore;

-- name: operatore_entra_ultimo :exec
UPDATE operatore SET entra_ultimo_servizio = :sempre WHERE id = identita_operatore();
