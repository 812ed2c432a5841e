-- Progetti.

-- name: progetto_da :maybe
-- What a case that leads to projects knows already (VAL-02, PIC-09): the fields that have the same meaning.
SELECT p.codice, p.kind, p.titolare_soggetto_id, p.dati ->> 'area' AS area, coalesce(p.dati ->> 'bisogno', p.dati ->> 'sintesi') AS situazione,
       coalesce(p.dati ->> 'obiettivi', p.dati ->> 'proposta') AS finalita
  FROM pratica p JOIN kind_seguito s ON s.da_kind = p.kind AND s.a_kind = 'progetto' WHERE p.id = :pratica_id AND p.titolare_soggetto_id IS NOT NULL;

-- name: progetto_precedenti :many
-- Cases of the person, of the kinds that lead to projects, that the reader opens: what is open first.
SELECT p.id AS altra_pratica_id, p.kind, k.plurale, p.codice || coalesce(' · ' || t.descrizione, '') || ' · dal ' || to_char(p.data_inizio, 'DD/MM/YYYY') || ' · ' || coalesce(e.descrizione, p.stato) AS testo
  FROM pratica p JOIN kind k ON k.codice = p.kind JOIN kind_seguito s ON s.da_kind = p.kind AND s.a_kind = 'progetto'
  LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo
  LEFT JOIN voce e ON e.vocabolario = k.stati AND e.codice = p.stato AND e.valida_dal = DATE '1900-01-01'
 WHERE p.titolare_soggetto_id = :soggetto_id AND p.stato <> 'X'
 ORDER BY k.ordine DESC, p.stato IN ('T'), p.data_inizio DESC, p.id DESC LIMIT 100;

-- ---- goals ----

-- name: progetto_conta :one
SELECT (SELECT count(*) FROM progetto_obiettivo o WHERE o.pratica_id = :pratica_id) AS obiettivi;

-- name: progetto_avanzamento :hdf1
-- How far the whole is; the shares are hundredths, for the drawing.
SELECT x.*, CASE WHEN obiettivi > 0 THEN raggiunti * 100 / obiettivi ELSE 0 END AS quota_obiettivi, CASE WHEN azioni > 0 THEN fatte * 100 / azioni ELSE 0 END AS quota_azioni,
       prossima < current_date AS prossima_passata
  FROM (SELECT (SELECT count(*) FROM progetto_obiettivo o WHERE o.pratica_id = :pratica_id) AS obiettivi,
               (SELECT count(*) FROM progetto_esito_ultimo u WHERE u.pratica_id = :pratica_id AND u.esito = 'RAGGIUNTO') AS raggiunti,
               (SELECT count(*) FROM progetto_esito_ultimo u WHERE u.pratica_id = :pratica_id AND u.esito = 'PARTE') AS in_parte,
               (SELECT count(*) FROM progetto_azione a WHERE a.pratica_id = :pratica_id) AS azioni,
               (SELECT count(*) FROM progetto_azione a WHERE a.pratica_id = :pratica_id AND a.stato = 'FATTA') AS fatte,
               (SELECT count(*) FROM progetto_azione a WHERE a.pratica_id = :pratica_id AND a.stato IN ('DA_FARE', 'IN_CORSO') AND a.al < current_date) AS scadute,
               (SELECT v.prossima FROM progetto_verifica v WHERE v.pratica_id = :pratica_id ORDER BY v.data DESC, v.id DESC LIMIT 1) AS prossima) x;

-- name: progetto_obiettivi :hdf
SELECT o.id, o.numero, o.testo, r.descrizione AS area, o.indicatore, o.atteso, o.entro, u.esito, e.descrizione AS esito_nome, u.nota AS esito_nota, u.data AS esito_data,
       o.entro < current_date AND coalesce(u.esito, 'CONTINUA') IN ('CONTINUA', 'PARTE') AS scaduto, a.azioni, a.fatte, a.azioni = 1 AS una, a.fatte = 1 AS una_fatta,
       CASE WHEN a.azioni > 0 THEN a.fatte * 100 / a.azioni ELSE 0 END AS quota
  FROM progetto_obiettivo o
  LEFT JOIN progetto_esito_ultimo u ON u.progetto_obiettivo_id = o.id AND u.pratica_id = :pratica_id
  LEFT JOIN scelta r ON r.vocabolario = 'area_obiettivo' AND r.codice = o.area
  LEFT JOIN scelta e ON e.vocabolario = 'esito_obiettivo' AND e.codice = u.esito
 CROSS JOIN LATERAL (SELECT count(*) AS azioni, count(*) FILTER (WHERE z.stato = 'FATTA') AS fatte FROM progetto_azione z WHERE z.pratica_id = :pratica_id AND z.progetto_obiettivo_id = o.id) a
 WHERE o.pratica_id = :pratica_id ORDER BY o.numero;

-- name: progetto_obiettivo_leggi :maybe
SELECT o.id AS progetto_obiettivo_id, o.versione, o.numero::bigint AS numero, o.testo FROM progetto_obiettivo o WHERE o.id = :progetto_obiettivo_id AND o.pratica_id = :pratica_id;

-- name: progetto_obiettivo_campi :hdf1
-- For the form: the columns are its fields.
SELECT o.testo, o.area, o.entro, o.indicatore, o.atteso FROM progetto_obiettivo o WHERE o.id = :progetto_obiettivo_id AND o.pratica_id = :pratica_id;

-- name: progetto_obiettivo_crea :one
-- Its number is the database's.
INSERT INTO progetto_obiettivo (pratica_id, numero, testo, area, entro, indicatore, atteso, creato_da)
VALUES (:pratica_id, 1, :testo, :area, :entro, :indicatore, :atteso, identita_operatore()) RETURNING id AS progetto_obiettivo_id;

-- name: progetto_obiettivo_salva :count
UPDATE progetto_obiettivo SET testo = :testo, area = :area, entro = :entro, indicatore = :indicatore, atteso = :atteso
 WHERE id = :progetto_obiettivo_id AND pratica_id = :pratica_id AND versione = :versione;

-- name: progetto_obiettivo_togli :count
-- 0: actions or reviews speak of it.
DELETE FROM progetto_obiettivo WHERE id = :progetto_obiettivo_id AND pratica_id = :pratica_id
   AND NOT EXISTS (SELECT FROM progetto_azione a WHERE a.progetto_obiettivo_id = :progetto_obiettivo_id) AND NOT EXISTS (SELECT FROM progetto_esito e WHERE e.progetto_obiettivo_id = :progetto_obiettivo_id);

-- ---- actions ----

-- name: progetto_azioni :hdf
SELECT a.id, a.progetto_obiettivo_id AS obiettivo, a.testo, a.chi,
       CASE a.chi WHEN 'OPERATORE' THEN coalesce(c.nome, 'Un operatore') WHEN 'SERVIZIO' THEN s.denominazione WHEN 'PERSONA' THEN 'La persona'
                  WHEN 'FAMIGLIA' THEN 'La famiglia' || coalesce(': ' || a.chi_nome, '') ELSE a.chi_nome END AS chi_parole,
       a.operatore_id = identita_operatore() AS mia, a.dal, a.al, a.stato, v.descrizione AS stato_nome, a.stato IN ('DA_FARE', 'IN_CORSO') AND a.al < current_date AS scaduta, a.note
  FROM progetto_azione a LEFT JOIN collega c ON c.operatore_id = a.operatore_id LEFT JOIN servizio s ON s.id = a.servizio_id
  LEFT JOIN scelta v ON v.vocabolario = 'stato_azione' AND v.codice = a.stato
 WHERE a.pratica_id = :pratica_id ORDER BY a.progetto_obiettivo_id, a.al NULLS LAST, a.id LIMIT 500;

-- name: progetto_responsabili :many
-- Who may answer for an action: who opens the project, in its service or by name.
SELECT x.operatore_id, max(x.nome) AS nome, x.operatore_id = identita_operatore() AS io
  FROM (SELECT c.operatore_id, c.nome FROM pratica p, LATERAL colleghi(p.servizio_id, p.kind) c WHERE p.id = :pratica_id
        UNION ALL
        SELECT a.operatore_id, c.nome FROM assegnazione a JOIN collega c ON c.operatore_id = a.operatore_id
         WHERE a.pratica_id = :pratica_id AND a.terminata_il IS NULL AND a.risposta IS DISTINCT FROM 'rifiutata' AND coalesce(a.valida_al, current_date) >= current_date) x
 GROUP BY x.operatore_id ORDER BY 2;

-- name: progetto_azione_leggi :maybe
SELECT a.id AS progetto_azione_id, a.versione, a.progetto_obiettivo_id, a.operatore_id, c.nome AS operatore, o.numero::bigint AS numero, o.testo AS obiettivo
  FROM progetto_azione a JOIN progetto_obiettivo o ON o.id = a.progetto_obiettivo_id LEFT JOIN collega c ON c.operatore_id = a.operatore_id
 WHERE a.id = :progetto_azione_id AND a.pratica_id = :pratica_id;

-- name: progetto_azione_campi :hdf1
-- For the form: the columns are its fields.
SELECT a.testo, a.chi, a.operatore_id AS operatore, a.servizio_id AS servizio, CASE a.chi WHEN 'FAMIGLIA' THEN a.chi_nome END AS familiare,
       CASE a.chi WHEN 'ESTERNO' THEN a.chi_nome END AS ente, a.dal, a.al, a.stato, a.note
  FROM progetto_azione a WHERE a.id = :progetto_azione_id AND a.pratica_id = :pratica_id;

-- name: progetto_azione_crea :one
INSERT INTO progetto_azione (pratica_id, progetto_obiettivo_id, testo, chi, operatore_id, servizio_id, chi_nome, dal, al, stato, note, creato_da)
VALUES (:pratica_id, :progetto_obiettivo_id, :testo, :chi, :operatore_id, :servizio_id, :chi_nome, :dal, :al, :stato, :note, identita_operatore()) RETURNING id AS progetto_azione_id;

-- name: progetto_azione_salva :count
UPDATE progetto_azione SET testo = :testo, chi = :chi, operatore_id = :operatore_id, servizio_id = :servizio_id, chi_nome = :chi_nome, dal = :dal, al = :al, stato = :stato, note = :note
 WHERE id = :progetto_azione_id AND pratica_id = :pratica_id AND versione = :versione;

-- name: progetto_azione_togli :count
DELETE FROM progetto_azione WHERE id = :progetto_azione_id AND pratica_id = :pratica_id;

-- ---- reviews ----

-- name: progetto_verifiche :hdf
SELECT v.id, extract(year FROM v.data)::int AS anno, v.data, v.partecipanti, v.sintesi, v.prossima, operatore_nome(v.creato_da) AS autore
  FROM progetto_verifica v WHERE v.pratica_id = :pratica_id ORDER BY v.data DESC, v.id DESC LIMIT 200;

-- name: progetto_esiti :hdf
SELECT e.id, e.progetto_verifica_id AS verifica, o.numero, o.testo, e.esito, t.descrizione AS esito_nome, e.nota
  FROM progetto_esito e JOIN progetto_obiettivo o ON o.id = e.progetto_obiettivo_id
  LEFT JOIN scelta t ON t.vocabolario = 'esito_obiettivo' AND t.codice = e.esito
 WHERE e.pratica_id = :pratica_id ORDER BY e.progetto_verifica_id DESC, o.numero LIMIT 2400;

-- name: progetto_verifica_obiettivi :hdf
-- The goals about which a review asks; `esito` and `nota` are the names of its fields.
SELECT o.id, o.numero, o.testo, 'esito_' || o.numero AS esito, 'nota_' || o.numero AS nota, o.entro, e.descrizione AS prima, u.data AS prima_data
  FROM progetto_obiettivo o LEFT JOIN progetto_esito_ultimo u ON u.progetto_obiettivo_id = o.id AND u.pratica_id = :pratica_id
  LEFT JOIN scelta e ON e.vocabolario = 'esito_obiettivo' AND e.codice = u.esito
 WHERE o.pratica_id = :pratica_id ORDER BY o.numero;

-- name: progetto_verifica_leggi :maybe
-- esiti: {"esito_1": …, "nota_1": …}, as the form calls them.
SELECT v.id AS progetto_verifica_id, v.versione,
       coalesce((SELECT jsonb_object_agg('esito_' || o.numero, e.esito) || coalesce(jsonb_object_agg('nota_' || o.numero, e.nota) FILTER (WHERE e.nota IS NOT NULL), '{}')
                   FROM progetto_esito e JOIN progetto_obiettivo o ON o.id = e.progetto_obiettivo_id WHERE e.progetto_verifica_id = v.id), '{}')::text AS esiti
  FROM progetto_verifica v WHERE v.id = :progetto_verifica_id AND v.pratica_id = :pratica_id;

-- name: progetto_verifica_campi :hdf1
-- For the form: the columns are its fields.
SELECT v.data, v.partecipanti, v.sintesi, v.prossima FROM progetto_verifica v WHERE v.id = :progetto_verifica_id AND v.pratica_id = :pratica_id;

-- name: progetto_verifica_crea :one
INSERT INTO progetto_verifica (pratica_id, data, partecipanti, sintesi, prossima, creato_da)
VALUES (:pratica_id, :data, :partecipanti, :sintesi, :prossima, identita_operatore()) RETURNING id AS progetto_verifica_id;

-- name: progetto_verifica_salva :count
UPDATE progetto_verifica SET data = :data, partecipanti = :partecipanti, sintesi = :sintesi, prossima = :prossima
 WHERE id = :progetto_verifica_id AND pratica_id = :pratica_id AND versione = :versione;

-- name: progetto_esiti_togli :exec
-- Those that were taken back.
DELETE FROM progetto_esito e USING progetto_obiettivo o
 WHERE e.progetto_verifica_id = :progetto_verifica_id AND o.id = e.progetto_obiettivo_id AND (:dati::jsonb) ->> ('esito_' || o.numero) IS NULL;

-- name: progetto_esiti_salva :exec
INSERT INTO progetto_esito AS e (pratica_id, progetto_verifica_id, progetto_obiettivo_id, esito, nota, creato_da)
SELECT o.pratica_id, :progetto_verifica_id, o.id, (:dati::jsonb) ->> ('esito_' || o.numero), (:dati::jsonb) ->> ('nota_' || o.numero), identita_operatore()
  FROM progetto_obiettivo o WHERE o.pratica_id = :pratica_id AND (:dati::jsonb) ->> ('esito_' || o.numero) IS NOT NULL
ON CONFLICT ON CONSTRAINT progetto_esito_uno DO UPDATE SET esito = excluded.esito, nota = excluded.nota WHERE (e.esito, e.nota) IS DISTINCT FROM (excluded.esito, excluded.nota);

-- name: progetto_verifica_togli :count
DELETE FROM progetto_verifica WHERE id = :progetto_verifica_id AND pratica_id = :pratica_id;
