-- Administration: services, accounts, who works where.  The functions of sql/code/19_amministrazione.sql say who may.

-- ---- services ----

-- name: amministra_servizi :hdf
SELECT v.id, v.denominazione AS nome, w.descrizione AS tipo, v.telefono, v.email, v.valido_dal, v.valido_al, v.sola_lettura,
       coalesce(v.valido_al, current_date) < current_date AS chiuso, v.valido_dal > current_date AS futuro, coalesce(p.persone, 0) AS persone
  FROM servizio v LEFT JOIN servizi_persone() p ON p.servizio_id = v.id
  LEFT JOIN voce w ON w.vocabolario = 'tipo_servizio' AND w.codice = v.tipo AND w.valida_al IS NULL
 WHERE (:parole::text IS NULL OR strpos(senza_accenti(v.denominazione), senza_accenti(:parole)) > 0)
   AND (:chiusi::boolean OR coalesce(v.valido_al, current_date) >= current_date)
 ORDER BY coalesce(v.valido_al, current_date) < current_date, v.denominazione LIMIT 300;

-- name: amministra_servizio :maybe
SELECT v.id AS servizio_id, v.denominazione, v.descrizione, v.tipo, v.sola_lettura, v.telefono, v.email, v.indirizzo, v.orario, v.valido_dal, v.valido_al,
       v.versione::bigint AS versione, coalesce(v.valido_al, current_date) < current_date AS chiuso
  FROM servizio v WHERE v.id = :servizio_id;

-- name: amministra_servizio_regge :one
SELECT pratiche, operatori, appuntamenti, equipe, domande, assegnate FROM servizio_regge(:servizio_id::bigint);

-- name: amministra_servizio_pratiche :hdf
SELECT tipo, quante FROM servizio_pratiche_aperte(:servizio_id::bigint);

-- name: amministra_servizio_crea :one
SELECT servizio_crea(:denominazione::text, :tipo::text, :descrizione::text, :telefono::text, :email::text, :indirizzo::text, :orario::text, :valido_dal::date) AS servizio_id;

-- name: amministra_servizio_salva :exec
SELECT servizio_salva(:servizio_id::bigint, :versione::int, :denominazione::text, :tipo::text, :descrizione::text, :telefono::text, :email::text, :indirizzo::text, :orario::text, :valido_dal::date);

-- name: amministra_servizio_termina :exec
SELECT servizio_termina(:servizio_id::bigint, :versione::int, :valido_al::date, :motivo::text);

-- name: amministra_servizio_persone :many
SELECT operatore_id, nome FROM servizio_persone(:servizio_id::bigint);

-- name: amministra_servizi_altri :hdf
-- Where the cases of a service could go.
SELECT v.id, v.denominazione AS nome, v.id = :scelto::bigint AS scelto FROM servizio v
 WHERE v.id <> :servizio_id::bigint AND v.tipo <> 'storico' AND NOT v.sola_lettura AND v.valido_dal <= current_date AND coalesce(v.valido_al, current_date) >= current_date ORDER BY v.denominazione;

-- name: amministra_servizio_consegna :one
SELECT servizio_consegna(:servizio_id::bigint, :a_servizio_id::bigint, :operatore_id::bigint, :motivo::text) AS quante;

-- ---- accounts ----

-- name: amministra_operatori :many
SELECT operatore_id, cognome, nome, username, email, stato, servizi, ultimo_accesso, attivata, dimostrazione
  FROM operatori_cerca(:parole::text, :servizio_id::bigint, :stato::text, :dopo_operatore_id::bigint, 51);

-- name: amministra_operatore :maybe
SELECT operatore_id, username, email, cognome, nome, telefono, stato, valido_al, formazione_il, formazione_deroga, sospeso_il, sospeso_motivo, ultimo_accesso, creato_il,
       attivata, spid, fattore, versione, governabile, proprio, sessioni
  FROM operatore_leggi(:operatore_id::bigint);

-- name: amministra_appartenenze :many
SELECT appartenenza_id, servizio_id, servizio, ruolo_codice, ruolo, responsabile, valida_dal, valida_al, quando, cambia, aperte
  FROM operatore_appartenenze(:operatore_id::bigint, NULL);

-- name: amministra_appartenenza :maybe
SELECT appartenenza_id, servizio_id, servizio, ruolo_codice, ruolo, responsabile, valida_dal, valida_al, quando, cambia, aperte
  FROM operatore_appartenenze(:operatore_id::bigint, :appartenenza_id::bigint);

-- name: amministra_ruoli :many
SELECT codice, denominazione FROM ruoli_conferibili();

-- name: amministra_servizi_offerti :many
-- In which services the identity may put somebody: its own, or any for who administers SIZ.
SELECT v.id AS servizio_id, v.denominazione FROM servizio v
 WHERE v.tipo <> 'storico' AND coalesce(v.valido_al, current_date) >= current_date AND (amministra() OR v.id = identita_servizio()) ORDER BY v.denominazione;

-- name: amministra_operatore_crea :one
SELECT operatore_utenza_crea(:username::text, :email::text, :cognome::text, :nome::text, :telefono::text, :servizio_id::bigint, :ruolo::text, :responsabile::boolean, :valida_dal::date,
         :valida_al::date, :formazione_il::date, :deroga::text, :gettone::text, make_interval(hours => :ore::int), :indirizzo_pubblico::text, :prova::text) AS operatore_id;

-- name: amministra_operatore_rimanda :exec
SELECT operatore_collegamento_rimanda(:operatore_id::bigint, :gettone::text, make_interval(hours => :ore::int), :indirizzo_pubblico::text, :prova::text);

-- name: amministra_operatore_salva :exec
SELECT operatore_dati_salva(:operatore_id::bigint, :versione::int, :email::text, :cognome::text, :nome::text, :telefono::text, :valido_al::date, :formazione_il::date, :deroga::text);

-- name: amministra_operatore_sospendi :exec
SELECT operatore_sospendi(:operatore_id::bigint, :motivo::text);

-- name: amministra_operatore_riattiva :exec
SELECT operatore_riattiva(:operatore_id::bigint);

-- name: amministra_fattore_azzera :exec
SELECT operatore_fattore_azzera(:operatore_id::bigint, :motivo::text);

-- name: amministra_appartenenza_aggiungi :one
SELECT appartenenza_aggiungi(:operatore_id::bigint, :servizio_id::bigint, :ruolo::text, :responsabile::boolean, :valida_dal::date, :valida_al::date) AS appartenenza_id;

-- name: amministra_appartenenza_cambia :exec
SELECT appartenenza_cambia(:operatore_id::bigint, :appartenenza_id::bigint, :ruolo::text, :responsabile::boolean, :dal::date, :valida_al::date);

-- name: amministra_appartenenza_termina :exec
SELECT appartenenza_termina(:operatore_id::bigint, :appartenenza_id::bigint, :ultimo::date);

-- name: operatori_inattivi :one
-- For the worker of the queue, once an hour.
SELECT operatori_inattivi_sospendi(:giorni::int) AS sospesi;

-- ---- lists ----

-- name: amministra_elenchi :hdf
SELECT replace(v.codice, '_', '-') AS codice, v.nome, v.area, v.cambia, count(x.id) FILTER (WHERE coalesce(x.valida_al, current_date) >= current_date) AS voci
  FROM vocabolario v LEFT JOIN voce x ON x.vocabolario = v.codice GROUP BY v.codice, v.nome, v.area, v.cambia ORDER BY v.cambia = 'niente', v.area, v.nome;

-- name: amministra_elenco :maybe
SELECT v.codice, v.nome, v.cambia FROM vocabolario v WHERE replace(v.codice, '_', '-') = :parola;

-- name: amministra_voci :hdf
SELECT x.id, x.codice, x.descrizione, x.ordine, x.valida_dal, x.valida_al, x.valida_dal = DATE '1900-01-01' AS da_sempre, coalesce(x.valida_al, current_date) < current_date AS finita,
       x.valida_dal > current_date AS futura, x.locale, p.descrizione AS gruppo,
       EXISTS (SELECT FROM voce f WHERE f.vocabolario = x.vocabolario AND f.codice_padre = x.codice) AS intestazione
  FROM voce x LEFT JOIN voce p ON p.vocabolario = x.vocabolario AND p.codice = x.codice_padre AND p.valida_dal = x.valida_dal
 WHERE x.vocabolario = :vocabolario ORDER BY coalesce(x.valida_al, current_date) < current_date, x.ordine, x.descrizione, x.id LIMIT 500;

-- name: amministra_voci_gruppi :many
SELECT x.codice, x.descrizione FROM voce x WHERE x.vocabolario = :vocabolario AND EXISTS (SELECT FROM voce f WHERE f.vocabolario = x.vocabolario AND f.codice_padre = x.codice) ORDER BY x.ordine;

-- name: amministra_voce :maybe
SELECT x.id AS voce_id, x.vocabolario, v.nome AS elenco, v.cambia, x.codice, x.descrizione, x.ordine::bigint AS ordine, x.valida_dal, x.valida_al, x.versione::bigint AS versione,
       replace(x.vocabolario, '_', '-') AS parola
  FROM voce x JOIN vocabolario v ON v.codice = x.vocabolario WHERE x.id = :voce_id;

-- name: amministra_voce_crea :one
SELECT voce_crea(:vocabolario::text, :descrizione::text, :gruppo::text, nullif(:ordine::int, 0), :valida_dal::date, :valida_al::date) AS voce_id;

-- name: amministra_voce_salva :one
SELECT voce_salva(:voce_id::bigint, :versione::int, :descrizione::text, :sostituisce::boolean, nullif(:ordine::int, 0), :valida_al::date) AS voce_id;

-- ---- types of intervention ----

-- name: amministra_tipi_kind :many
SELECT k.codice, k.plurale FROM kind k WHERE NOT k.domanda AND EXISTS (SELECT FROM tipo_intervento t WHERE t.kind = k.codice) ORDER BY k.ordine, k.codice;

-- name: amministra_tipi :hdf
SELECT t.id, t.codice, t.descrizione, t.valido_dal, t.valido_al, coalesce(t.valido_al, current_date) < current_date AS finito, t.istat, t.inps, l.descrizione AS livello,
       (SELECT string_agg(v.denominazione, ', ' ORDER BY v.denominazione) FROM servizio v WHERE v.id = ANY (t.servizi)) AS servizi, coalesce(u.pratiche, 0) AS pratiche
  FROM tipo_intervento t LEFT JOIN tipi_usati(:kind) u ON u.codice = t.codice
  LEFT JOIN LATERAL (SELECT x.descrizione FROM voce x WHERE x.vocabolario = 'livello_assistenza' AND x.codice = t.livello_assistenza ORDER BY x.valida_dal DESC LIMIT 1) l ON true
 WHERE t.kind = :kind ORDER BY coalesce(t.valido_al, current_date) < current_date, t.ordine, t.descrizione LIMIT 500;

-- name: amministra_tipo :maybe
SELECT t.id AS tipo_intervento_id, t.kind, k.plurale, t.codice, t.descrizione, t.livello_assistenza, t.istat, t.inps, t.escludi_casellario_proposto AS casellario,
       array_to_string(t.servizi, ',') AS servizi, t.ordine::bigint AS ordine, nullif(t.valido_dal, DATE '1900-01-01') AS valido_dal, t.valido_al, t.versione::bigint AS versione
  FROM tipo_intervento t JOIN kind k ON k.codice = t.kind WHERE t.id = :tipo_intervento_id;

-- name: amministra_tipo_crea :one
SELECT tipo_intervento_crea(:kind::text, :descrizione::text, :livello_assistenza::text, :istat::text, :inps::text, :casellario::text, :servizi::bigint[], nullif(:ordine::int, 0),
                            :valido_dal::date, :valido_al::date) AS tipo_intervento_id;

-- name: amministra_tipo_salva :one
SELECT tipo_intervento_salva(:tipo_intervento_id::bigint, :versione::int, :descrizione::text, :sostituisce::boolean, :livello_assistenza::text, :istat::text, :inps::text, :casellario::text,
                             :servizi::bigint[], nullif(:ordine::int, 0), :valido_dal::date, :valido_al::date) AS tipo_intervento_id;

-- ---- what was changed ----

-- name: amministra_modifiche :many
SELECT configurazione_modifica_id, quando, chi, cosa, nome, azione, righe, motivo, annulla, annullata, annullabile
  FROM configurazione_modifiche(:tabella::text, :prima_di_configurazione_modifica_id::bigint, 51);

-- name: amministra_modifica_annulla :exec
SELECT configurazione_annulla(:configurazione_modifica_id::bigint);
