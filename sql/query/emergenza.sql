-- Access in an emergency (sql/code/18_emergenza.sql says who and what).

-- name: emergenza_ammessa :one
SELECT coalesce(emergenza_ammessa(:pratica_id), false) AS ammessa;

-- name: emergenza_apri :one
SELECT emergenza_apri(:pratica_id::bigint, :motivo::text, :spiegazione::text, :ore::int) AS fino;

-- name: emergenza_titolare :one
SELECT titolare_soggetto_id FROM pratica WHERE id = :pratica_id;

-- name: emergenza_chiudi :one
SELECT emergenza_chiudi(:pratica_id::bigint) AS quante;

-- name: emergenza_mia :maybe
-- Until when the reader has the case open in an emergency.
SELECT s.fino FROM accesso_straordinario s
 WHERE s.pratica_id = :pratica_id AND s.operatore_id = identita_operatore() AND s.chiuso_il IS NULL AND s.fino > now()
 ORDER BY s.id DESC LIMIT 1;

-- name: emergenza_elenco :hdf
-- Who opened the case in an emergency: why, until when, whether it is open now.
SELECT s.id, operatore_nome(s.operatore_id) AS nome, v.denominazione AS servizio_nome, r.denominazione AS ruolo_nome,
       (SELECT z.descrizione FROM voce z WHERE z.vocabolario = 'motivo_emergenza' AND z.codice = s.motivo ORDER BY z.valida_dal DESC LIMIT 1) AS motivo,
       s.spiegazione, s.dal, coalesce(s.chiuso_il, s.fino) AS al, s.chiuso_il IS NULL AND s.fino > now() AS aperto, operatore_nome(s.chiuso_da) AS chiuso_da
  FROM accesso_straordinario s JOIN servizio v ON v.id = s.servizio_id JOIN ruolo r ON r.id = s.ruolo
 WHERE s.pratica_id = :pratica_id ORDER BY s.id DESC LIMIT 100;
