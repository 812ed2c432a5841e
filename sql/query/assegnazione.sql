-- Assignments, requests for access, handing over.

-- name: assegnazione_propria :hdf1
-- The service that owns the case, and who follows it.
SELECT v.denominazione AS servizio_nome, p.creato_il, operatore_nome(p.riferimento_operatore_id) AS riferimento,
       CASE WHEN p.riferimento_operatore_id = p.creato_da THEN '' ELSE operatore_nome(p.creato_da) END AS creatore
  FROM pratica p JOIN servizio v ON v.id = p.servizio_id WHERE p.id = :pratica_id;

-- name: assegnazione_uo :hdf
-- Services that are enabled now.  A person's assignment shows the service too, for that person
-- only (AMB-18), unless the whole of it is enabled anyway.
-- How many documents were left out is for the service of the case, not for who received it.
SELECT CASE WHEN a.operatore_id IS NULL THEN a.id END AS id, v.denominazione AS nome,
       CASE WHEN a.operatore_id IS NOT NULL THEN 'solo per ' || operatore_nome(a.operatore_id) END AS solo_per,
       a.valida_dal, operatore_nome(a.assegnata_da) AS da, a.valida_al, a.livello = 1 AS sola_lettura, a.letta_il, a.nota,
       CASE WHEN p.servizio_id = identita_servizio() THEN (SELECT count(*) FROM assegnazione_esclusione e WHERE e.assegnazione_id = a.id) ELSE 0 END AS esclusi
  FROM assegnazione a JOIN servizio v ON v.id = a.servizio_id JOIN pratica p ON p.id = a.pratica_id
 WHERE a.pratica_id = :pratica_id AND a.terminata_il IS NULL AND a.risposta IS DISTINCT FROM 'rifiutata' AND coalesce(a.valida_al, current_date) >= current_date
   AND (a.operatore_id IS NULL
        OR a.servizio_id <> p.servizio_id AND NOT EXISTS (SELECT FROM assegnazione w WHERE w.pratica_id = a.pratica_id AND w.servizio_id = a.servizio_id
              AND w.operatore_id IS NULL AND w.terminata_il IS NULL AND coalesce(w.valida_al, current_date) >= current_date))
 ORDER BY a.id;

-- name: assegnazione_operatori :hdf
SELECT a.id, operatore_nome(a.operatore_id) AS nome, v.denominazione AS servizio_nome, a.valida_dal, operatore_nome(a.assegnata_da) AS da, a.valida_al,
       a.livello = 1 AS sola_lettura, a.letta_il, a.nota, a.risposta = 'accettata' AS accettata, a.risposta_il,
       CASE WHEN p.servizio_id = identita_servizio() THEN (SELECT count(*) FROM assegnazione_esclusione e WHERE e.assegnazione_id = a.id) ELSE 0 END AS esclusi
  FROM assegnazione a JOIN servizio v ON v.id = a.servizio_id JOIN pratica p ON p.id = a.pratica_id
 WHERE a.pratica_id = :pratica_id AND a.operatore_id IS NOT NULL AND a.terminata_il IS NULL AND a.risposta IS DISTINCT FROM 'rifiutata'
   AND coalesce(a.valida_al, current_date) >= current_date
 ORDER BY a.id;

-- name: assegnazione_finite :hdf
-- Ended, past their term, or declined: the newest first.
SELECT a.id, coalesce(operatore_nome(a.operatore_id), 'Tutto il servizio') AS nome, v.denominazione AS servizio_nome, a.valida_dal, a.valida_al,
       a.terminata_il, operatore_nome(a.terminata_da) AS terminata_da, a.risposta = 'rifiutata' AS rifiutata, a.risposta_il, a.risposta_motivo
  FROM assegnazione a JOIN servizio v ON v.id = a.servizio_id
 WHERE a.pratica_id = :pratica_id AND (a.terminata_il IS NOT NULL OR a.risposta = 'rifiutata' OR a.valida_al < current_date)
 ORDER BY a.id DESC LIMIT 100;

-- name: assegnazione_richieste :hdf
SELECT r.id, operatore_nome(r.operatore_id) AS nome, r.operatore_id AS operatore, r.servizio_id AS servizio, v.denominazione AS servizio_nome, r.motivo, r.quando
  FROM richiesta_accesso r JOIN servizio v ON v.id = r.servizio_id
 WHERE r.pratica_id = :pratica_id AND r.esito IS NULL ORDER BY r.id LIMIT 50;

-- name: pratica_chi_vede :hdf
SELECT persona, servizio_nome, ruoli, scrive, fino, proprio, quanti FROM pratica_chi_vede(:pratica_id);

-- name: assegnazione_colleghi :many
-- Who works in that service and opens this case when it is assigned to them (a colleague who opens it anyway, too);
-- `con_uo`: also when it is assigned to the whole service.
SELECT c.operatore_id, c.nome, string_agg(c.ruolo_nome, ', ') AS ruoli, c.operatore_id = identita_operatore() AS io,
       EXISTS (SELECT FROM colleghi(:servizio_id, p.kind, ARRAY['uo'], p.creato_ruolo) u WHERE u.operatore_id = c.operatore_id) AS con_uo
  FROM pratica p JOIN kind k ON k.codice = p.kind,
       LATERAL colleghi(:servizio_id, p.kind, CASE WHEN :servizio_id = p.servizio_id AND NOT k.solo_creatore THEN ARRAY['persona', 'servizio'] ELSE ARRAY['persona'] END, p.creato_ruolo) c
 WHERE p.id = :pratica_id
 GROUP BY p.id, c.operatore_id, c.nome ORDER BY c.nome;

-- name: passaggio_colleghi :many
-- To whom of its service a case can be handed over.
SELECT c.operatore_id, c.nome, string_agg(c.ruolo_nome, ', ') AS ruoli, c.operatore_id = identita_operatore() AS io
  FROM pratica p, LATERAL colleghi(p.servizio_id, p.kind, ARRAY['servizio'], p.creato_ruolo) c
 WHERE p.id = :pratica_id
 GROUP BY c.operatore_id, c.nome ORDER BY c.nome;

-- name: assegnazione_servizio :maybe
SELECT denominazione FROM servizio WHERE id = :servizio_id;

-- name: assegnazione_documenti :many
-- What of the case can be kept out of an assignment (DOC-11).
SELECT d.id AS documento_id, d.oggetto, d.nome_file, to_char(d.data, 'DD/MM/YYYY') AS data
  FROM documento d WHERE d.pratica_id = :pratica_id AND d.tolto_il IS NULL ORDER BY d.id DESC LIMIT 300;

-- name: anteprima_diario :hdf
SELECT d.data, d.oggetto, operatore_nome(d.autore_operatore_id) AS autore
  FROM diario_pagina d WHERE d.pratica_id = :pratica_id AND NOT d.privata ORDER BY d.data DESC, d.id DESC LIMIT 100;

-- name: anteprima_eventi :hdf
SELECT e.data, e.titolo FROM evento e WHERE e.pratica_id = :pratica_id ORDER BY e.data DESC, e.id DESC LIMIT 100;

-- name: anteprima_significativi :hdf
SELECT coalesce(g.cognome || ' ' || g.nome, s.denominazione) AS nome, t.descrizione AS tipo
  FROM soggetto_significativo s LEFT JOIN soggetto g ON g.id = s.soggetto_id
  LEFT JOIN scelta t ON t.vocabolario = 'tipo_soggetto_significativo' AND t.codice = s.tipo
 WHERE s.pratica_id = :pratica_id ORDER BY s.id LIMIT 100;

-- name: anteprima_numeri :one
SELECT (SELECT count(*) FROM diario_pagina d WHERE d.pratica_id = :pratica_id AND NOT d.privata) AS diario,
       (SELECT count(*) FROM evento e WHERE e.pratica_id = :pratica_id) AS eventi,
       (SELECT count(*) FROM soggetto_significativo s WHERE s.pratica_id = :pratica_id) AS significativi;

-- name: assegnazione_chiudi_superate :exec
-- Declined, or past its term: it makes room for a new one to the same receiver.
UPDATE assegnazione SET terminata_il = now(), terminata_da = identita_operatore()
 WHERE pratica_id = :pratica_id AND servizio_id = :servizio_id AND operatore_id IS NOT DISTINCT FROM :operatore_id AND terminata_il IS NULL
   AND (risposta = 'rifiutata' OR valida_al < current_date);

-- name: assegnazione_crea :one
INSERT INTO assegnazione (pratica_id, servizio_id, operatore_id, livello, valida_al, nota, assegnata_da)
VALUES (:pratica_id, :servizio_id, :operatore_id, :livello::smallint, :valida_al, :nota, identita_operatore()) RETURNING id AS assegnazione_id;

-- name: assegnazione_escludi :exec
INSERT INTO assegnazione_esclusione (assegnazione_id, documento_id)
SELECT :assegnazione_id, d.id FROM documento d WHERE d.pratica_id = :pratica_id AND d.id = ANY (:documenti::bigint[]);

-- name: richiesta_accesso_concedi :exec
-- What was asked and has now been given.
UPDATE richiesta_accesso SET esito = 'concessa', esito_da = identita_operatore(), esito_il = now()
 WHERE pratica_id = :pratica_id AND esito IS NULL AND (operatore_id = :operatore_id OR :operatore_id IS NULL AND servizio_id = :servizio_id);

-- name: richiesta_accesso_nega :count
UPDATE richiesta_accesso SET esito = 'negata', esito_motivo = :motivo, esito_da = identita_operatore(), esito_il = now()
 WHERE id = :richiesta_accesso_id AND pratica_id = :pratica_id AND esito IS NULL;

-- name: richiesta_accesso_leggi :hdf1
SELECT r.id, operatore_nome(r.operatore_id) AS nome, v.denominazione AS servizio_nome, r.motivo, r.quando, r.esito IS NULL AS aperta
  FROM richiesta_accesso r JOIN servizio v ON v.id = r.servizio_id
 WHERE r.id = :richiesta_accesso_id AND r.pratica_id = :pratica_id;

-- name: assegnazione_termina :count
UPDATE assegnazione SET terminata_il = now(), terminata_da = identita_operatore()
 WHERE id = :assegnazione_id AND pratica_id = :pratica_id AND terminata_il IS NULL;

-- name: assegnazione_mia :hdf1
-- What waits for the answer of who opens this case.
SELECT a.id, operatore_nome(a.assegnata_da) AS da, a.livello = 1 AS sola_lettura, a.valida_al, a.nota
  FROM assegnazione a
 WHERE a.pratica_id = :pratica_id AND a.operatore_id = identita_operatore() AND a.risposta IS NULL AND a.terminata_il IS NULL
   AND coalesce(a.valida_al, current_date) >= current_date;

-- name: assegnazione_leggi :maybe
-- One that waits for the answer of this operator.
SELECT a.id AS assegnazione_id, p.id AS pratica_id, p.codice, p.titolare_soggetto_id, k.denominazione AS kind_nome, v.denominazione AS servizio_nome,
       operatore_nome(a.assegnata_da) AS da, a.livello, to_char(a.valida_al, 'DD/MM/YYYY') AS fino, a.nota
  FROM assegnazione a JOIN pratica p ON p.id = a.pratica_id JOIN kind k ON k.codice = p.kind JOIN servizio v ON v.id = p.servizio_id
 WHERE a.id = :assegnazione_id AND a.operatore_id = identita_operatore() AND a.risposta IS NULL AND a.terminata_il IS NULL;

-- name: assegnazione_rispondi :count
UPDATE assegnazione SET risposta = :risposta, risposta_motivo = :motivo, risposta_il = now(), letta_il = coalesce(letta_il, now())
 WHERE id = :assegnazione_id AND operatore_id = identita_operatore() AND risposta IS NULL AND terminata_il IS NULL;

-- name: passaggio_esegui :exec
SELECT pratica_passa(:pratica_id, :versione::int, :operatore_id, :nota);

-- name: passaggio_elenco :hdf
-- Who has followed the case before.
SELECT s.quando, s.dopo ->> 'da' AS da, s.dopo ->> 'a' AS a, s.dopo ->> 'nota' AS nota, operatore_nome(s.operatore_id) AS chi
  FROM storia s WHERE s.pratica_id = :pratica_id AND s.tabella = 'passaggio' ORDER BY s.id DESC LIMIT 50;
