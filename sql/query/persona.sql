-- What hangs on a person: sources of fields, addresses, contacts, citizenships, identity documents,
-- consent, purpose; documents, diary pages and history across cases.

-- name: soggetto_fonti :many
SELECT f.campo, CASE f.fonte WHEN 'anpr' THEN 'ANPR' WHEN 'agenzia_entrate' THEN 'Agenzia delle Entrate' WHEN 'inps' THEN 'INPS' ELSE f.fonte END AS fonte, f.data
  FROM soggetto_fonte f WHERE f.soggetto_id = :soggetto_id;

-- name: indirizzi_elenco :hdf
SELECT i.id, i.tipo = 'residenza' AS residenza, CASE i.tipo WHEN 'residenza' THEN 'Residenza' WHEN 'domicilio' THEN 'Domicilio' ELSE 'Dove riceve la posta' END AS tipo,
       concat_ws(', ', 'presso ' || i.presso, i.indirizzo, c.denominazione || ' (' || c.sigla_provincia || ')') AS testo, i.dal, i.al, i.al IS NULL AS attuale,
       CASE i.fonte WHEN 'anpr' THEN 'ANPR' WHEN 'storico' THEN 'Sistema precedente' END AS fonte
  FROM soggetto_indirizzo i LEFT JOIN comune c ON c.id = i.comune_id
 WHERE i.soggetto_id = :soggetto_id
 ORDER BY i.al IS NOT NULL, CASE i.tipo WHEN 'residenza' THEN 1 WHEN 'domicilio' THEN 2 ELSE 3 END, i.al DESC, i.dal DESC NULLS LAST, i.id DESC LIMIT 60;

-- name: contatti_elenco :hdf
SELECT k.id, v.descrizione AS tipo, k.valore, k.di_chi FROM soggetto_contatto k
  LEFT JOIN voce v ON v.vocabolario = 'tipo_contatto' AND v.codice = k.tipo WHERE k.soggetto_id = :soggetto_id ORDER BY k.id LIMIT 60;

-- name: cittadinanze_elenco :hdf
SELECT c.id, CASE WHEN c.apolide THEN 'Apolide' ELSE coalesce(s.denominazione, 'Italia') END AS testo, c.dal, c.fonte IS NOT NULL AS da_anpr, c.fonte_il
  FROM soggetto_cittadinanza c LEFT JOIN stato_estero s ON s.id = c.stato_estero_id WHERE c.soggetto_id = :soggetto_id ORDER BY c.stato_estero_id NULLS FIRST, c.id LIMIT 20;

-- name: identita_elenco :hdf
SELECT i.id, coalesce(v.descrizione, i.tipo) AS tipo, i.numero, i.rilasciato_da, i.rilasciato_il, i.scade_il, i.scade_il < current_date AS scaduto,
       i.scade_il BETWEEN current_date AND current_date + i.promemoria_giorni AS in_scadenza
  FROM soggetto_identita i LEFT JOIN voce v ON v.vocabolario = 'tipo_identita' AND v.codice = i.tipo
 WHERE i.soggetto_id = :soggetto_id ORDER BY i.scade_il < current_date NULLS FIRST, i.scade_il, i.id LIMIT 60;

-- name: cittadinanze_scelte :many
SELECT s.id AS stato_estero_id, s.denominazione FROM stato_estero s WHERE s.ammessa_cittadinanza ORDER BY s.cessato, s.denominazione;

-- One row of each, for its form: the columns are its fields.

-- name: riga_versione :maybe
-- Whether the row is there for this person, whatever its table; none: not there.
SELECT x.versione::bigint AS versione
  FROM (SELECT 'indirizzi' AS che, id, soggetto_id, versione FROM soggetto_indirizzo WHERE id = :riga::bigint
        UNION ALL SELECT 'contatti', id, soggetto_id, versione FROM soggetto_contatto WHERE id = :riga::bigint
        UNION ALL SELECT 'cittadinanze', id, soggetto_id, versione FROM soggetto_cittadinanza WHERE id = :riga::bigint
        UNION ALL SELECT 'identita', id, soggetto_id, versione FROM soggetto_identita WHERE id = :riga::bigint) x
 WHERE x.che = :che AND x.soggetto_id = :soggetto_id;

-- name: indirizzo_campi :hdf1
SELECT i.tipo, c.denominazione || ' (' || c.sigla_provincia || ')' AS comune, i.indirizzo, i.presso, i.dal, i.al
  FROM soggetto_indirizzo i LEFT JOIN comune c ON c.id = i.comune_id WHERE i.id = :soggetto_indirizzo_id;
-- name: indirizzo_crea :exec
INSERT INTO soggetto_indirizzo (soggetto_id, tipo, comune_id, indirizzo, presso, dal, al)
VALUES (:soggetto_id, :tipo, :comune_id, :indirizzo, :presso, :dal, :al);
-- name: indirizzo_salva :count
UPDATE soggetto_indirizzo SET tipo = :tipo, comune_id = :comune_id, indirizzo = :indirizzo, presso = :presso, dal = :dal, al = :al
 WHERE id = :soggetto_indirizzo_id AND versione = :versione;
-- name: indirizzo_attuale :maybe
-- The present residence is the one of `soggetto`: it is changed there.
SELECT i.id AS soggetto_indirizzo_id FROM soggetto_indirizzo i WHERE i.id = :soggetto_indirizzo_id AND i.tipo = 'residenza' AND i.al IS NULL;

-- name: contatto_campi :hdf1
SELECT k.tipo, k.valore, k.di_chi FROM soggetto_contatto k WHERE k.id = :soggetto_contatto_id;
-- name: contatto_crea :exec
INSERT INTO soggetto_contatto (soggetto_id, tipo, valore, di_chi) VALUES (:soggetto_id, :tipo, :valore, :di_chi);
-- name: contatto_salva :count
UPDATE soggetto_contatto SET tipo = :tipo, valore = :valore, di_chi = :di_chi WHERE id = :soggetto_contatto_id AND versione = :versione;

-- name: cittadinanza_campi :hdf1
SELECT CASE WHEN c.apolide THEN 'A' ELSE coalesce(c.stato_estero_id, 0)::text END AS cittadinanza, c.dal FROM soggetto_cittadinanza c WHERE c.id = :soggetto_cittadinanza_id;
-- name: cittadinanza_crea :exec
INSERT INTO soggetto_cittadinanza (soggetto_id, stato_estero_id, apolide, dal) VALUES (:soggetto_id, :stato_estero_id, :apolide, :dal);
-- name: cittadinanza_salva :count
UPDATE soggetto_cittadinanza SET stato_estero_id = :stato_estero_id, apolide = :apolide, dal = :dal WHERE id = :soggetto_cittadinanza_id AND versione = :versione;

-- name: identita_campi :hdf1
SELECT i.tipo, i.numero, i.rilasciato_da, i.rilasciato_il, i.scade_il, i.promemoria_giorni FROM soggetto_identita i WHERE i.id = :soggetto_identita_id;
-- name: identita_crea :exec
INSERT INTO soggetto_identita (soggetto_id, tipo, numero, rilasciato_da, rilasciato_il, scade_il, promemoria_giorni)
VALUES (:soggetto_id, :tipo, :numero, :rilasciato_da, :rilasciato_il, :scade_il, :promemoria_giorni);
-- name: identita_salva :count
UPDATE soggetto_identita SET tipo = :tipo, numero = :numero, rilasciato_da = :rilasciato_da, rilasciato_il = :rilasciato_il, scade_il = :scade_il,
       promemoria_giorni = :promemoria_giorni
 WHERE id = :soggetto_identita_id AND versione = :versione;

-- name: riga_togli :exec
-- From whichever table; the ids are of one person.
WITH a AS (DELETE FROM soggetto_indirizzo WHERE :che = 'indirizzi' AND id = :riga::bigint AND soggetto_id = :soggetto_id AND NOT (tipo = 'residenza' AND al IS NULL)),
     b AS (DELETE FROM soggetto_contatto WHERE :che = 'contatti' AND id = :riga::bigint AND soggetto_id = :soggetto_id),
     c AS (DELETE FROM soggetto_cittadinanza WHERE :che = 'cittadinanze' AND id = :riga::bigint AND soggetto_id = :soggetto_id)
DELETE FROM soggetto_identita WHERE :che = 'identita' AND id = :riga::bigint AND soggetto_id = :soggetto_id;

-- name: identita_promemoria_manda :one
SELECT identita_promemoria_manda() AS mandati;

-- ---- consent ----

-- name: consenso_stato :one
-- The newest answer, in one row: never asked is esito NULL.
SELECT consenso_dato(:soggetto_id) AS vale, c.id AS consenso_id, c.esito, c.data, c.revocato_il, f.versione AS informativa
  FROM (SELECT 1) u LEFT JOIN LATERAL (SELECT * FROM consenso x WHERE x.soggetto_id = :soggetto_id ORDER BY x.data DESC, x.id DESC LIMIT 1) c ON true
  LEFT JOIN informativa f ON f.id = c.informativa_id;

-- name: consensi_elenco :hdf
SELECT c.id, c.esito = 'dato' AS dato, c.data, f.versione AS informativa, c.firmato_da, c.revocato_il, c.revoca_motivo, operatore_nome(c.creato_da) AS chi,
       v.denominazione AS servizio, d.id AS documento, d.oggetto AS documento_nome
  FROM consenso c JOIN informativa f ON f.id = c.informativa_id LEFT JOIN servizio v ON v.id = c.creato_servizio_id LEFT JOIN documento d ON d.id = c.documento_id
 WHERE c.soggetto_id = :soggetto_id ORDER BY c.data DESC, c.id DESC LIMIT 60;

-- name: informativa_attuale :maybe
SELECT f.id AS informativa_id, f.versione, f.titolo, f.testo FROM informativa f
 WHERE f.valida_dal <= current_date AND coalesce(f.valida_al, current_date) >= current_date ORDER BY f.valida_dal DESC, f.id DESC LIMIT 1;

-- name: consenso_documenti :many
-- Documents of the person's cases that the reader may see: one of them may be the signed paper.
SELECT d.id AS documento_id, d.oggetto, d.data, p.codice FROM pratica p JOIN documento d ON d.pratica_id = p.id
 WHERE p.titolare_soggetto_id = :soggetto_id AND d.tolto_il IS NULL AND d.stato <> 'in_arrivo' ORDER BY (d.tipo = 'PRIV') IS NOT TRUE, d.id DESC LIMIT 100;

-- name: consenso_pratica :maybe
-- The case of the person in which the signed paper can be put: the newest that is open and written here.
SELECT p.id AS pratica_id, p.codice FROM pratica p
 WHERE p.titolare_soggetto_id = :soggetto_id AND p.servizio_id = (SELECT identita_servizio()) AND p.stato IN ('A', 'S') ORDER BY p.id DESC LIMIT 1;

-- name: consenso_crea :exec
INSERT INTO consenso (soggetto_id, informativa_id, esito, data, firmato_da, documento_id)
VALUES (:soggetto_id, :informativa_id, :esito, :data, :firmato_da, :documento_id);

-- name: consenso_revoca :count
UPDATE consenso SET revocato_il = current_date, revoca_motivo = :motivo
 WHERE id = :consenso_id AND soggetto_id = :soggetto_id AND esito = 'dato' AND revocato_il IS NULL;

-- ---- purpose ----

-- name: apertura_motivata :one
-- May the person be opened without a word: the service has something to do with them, or the reason was
-- given in this session.
SELECT soggetto_del_servizio(:soggetto_id)
       OR EXISTS (SELECT FROM motivo_apertura m WHERE m.sessione_id = :sessione_id AND m.soggetto_id = :soggetto_id) AS motivata;

-- name: apertura_motiva :exec
INSERT INTO motivo_apertura (sessione_id, operatore_id, soggetto_id, motivo, dettaglio)
VALUES (:sessione_id, identita_operatore(), :soggetto_id, :motivo, :dettaglio)
ON CONFLICT ON CONSTRAINT motivo_apertura_una DO NOTHING;

-- ---- across cases ----

-- name: soggetto_documenti :hdf
-- Documents of the cases that the reader may see (DOC-09), newest first; every filter may be NULL.
SELECT d.id, d.oggetto, d.data, coalesce(v.descrizione, d.tipo) AS tipo, d.scade_il, d.scade_il < current_date AS scaduto,
       d.scade_il BETWEEN current_date AND current_date + 60 AS in_scadenza, d.stato, p.id AS pratica, p.codice, k.denominazione AS kind_nome,
       operatore_nome(d.autore_operatore_id) AS autore, (SELECT string_agg(e.parola, ', ' ORDER BY e.parola) FROM documento_etichetta e WHERE e.documento_id = d.id) AS etichette
  FROM pratica p JOIN documento d ON d.pratica_id = p.id JOIN kind k ON k.codice = p.kind
  LEFT JOIN voce v ON v.vocabolario = 'tipo_documento' AND v.codice = d.tipo
 WHERE p.titolare_soggetto_id = :soggetto_id AND d.tolto_il IS NULL AND d.stato <> 'in_arrivo'
   AND (:kind::text IS NULL OR p.kind = :kind) AND (:tipo::text IS NULL OR d.tipo = :tipo)
   AND (:dal::date IS NULL OR d.data >= :dal::date) AND (:al::date IS NULL OR d.data <= :al::date)
   AND (:scade_entro::date IS NULL OR d.scade_il <= :scade_entro::date)
   AND (:etichetta::text IS NULL OR EXISTS (SELECT FROM documento_etichetta e WHERE e.documento_id = d.id AND e.parola = ANY (ARRAY(SELECT etichette_di(:etichetta)))))
   AND (:cerca::text IS NULL OR strpos(senza_accenti(d.oggetto || ' ' || d.nome_file), senza_accenti(:cerca)) > 0
        -- a probe, not EXISTS, which beside OR may become a hash of the words of the whole archive
        OR (SELECT t.parole @@ documento_domanda(:cerca) FROM documento_testo t WHERE t.documento_id = d.id LIMIT 1))
 ORDER BY d.data DESC, d.id DESC LIMIT 200;

-- name: soggetto_documenti_scelte :many
-- What there is to choose from: kinds of case and of document, as the reader sees them.
SELECT DISTINCT 'kind' AS che, k.codice, k.plurale AS testo FROM pratica p JOIN documento d ON d.pratica_id = p.id JOIN kind k ON k.codice = p.kind WHERE p.titolare_soggetto_id = :soggetto_id
UNION
SELECT DISTINCT 'tipo', d.tipo, coalesce(v.descrizione, d.tipo) FROM pratica p JOIN documento d ON d.pratica_id = p.id
  LEFT JOIN voce v ON v.vocabolario = 'tipo_documento' AND v.codice = d.tipo WHERE p.titolare_soggetto_id = :soggetto_id AND d.tipo IS NOT NULL
 ORDER BY 1, 3;

-- name: soggetto_diari :many
-- All diary pages of the person's cases that the reader may see, newest first (DIA-04); behind a border.
SELECT d.id AS diario_pagina_id, d.data, t.descrizione AS tipo, d.oggetto, d.testo, d.privata, operatore_nome(d.autore_operatore_id) AS autore,
       p.id AS pratica_id, p.codice, k.denominazione AS kind_nome, v.denominazione AS servizio
  FROM pratica p JOIN diario_pagina d ON d.pratica_id = p.id JOIN kind k ON k.codice = p.kind JOIN servizio v ON v.id = p.servizio_id
  LEFT JOIN scelta t ON t.vocabolario = 'tipo_diario' AND t.codice = d.tipo
 WHERE p.titolare_soggetto_id = :soggetto_id AND (:cerca::text IS NULL OR strpos(senza_accenti(d.oggetto || ' ' || d.testo), senza_accenti(:cerca)) > 0)
   AND (:data::date IS NULL OR (d.data, d.id) < (:data::date, :numero::bigint))
 ORDER BY d.data DESC, d.id DESC LIMIT :quante;

-- name: soggetto_storia :many
-- Every change of the person and of what hangs on them, newest first, field by field; what belongs to a
-- case stands in the history of the case.
SELECT t.id AS storia_id, t.quando, operatore_nome(t.operatore_id) AS chi, v.denominazione AS servizio, t.tabella, t.azione, k.campo,
       t.prima ->> k.campo AS prima, t.dopo ->> k.campo AS dopo
  FROM (SELECT * FROM storia x WHERE x.soggetto_id = :soggetto_id AND x.pratica_id IS NULL AND (:prima_di::bigint = 0 OR x.id < :prima_di::bigint)
         ORDER BY x.id DESC LIMIT :quante) t
  LEFT JOIN servizio v ON v.id = t.servizio_id
  LEFT JOIN LATERAL (SELECT jsonb_object_keys(coalesce(t.dopo, t.prima)) AS campo) k
    ON k.campo NOT IN ('id', 'soggetto_id', 'creato_da', 'creato_servizio_id', 'creato_il', 'codice', 'nucleo_id', 'operatore_id', 'promemoria_dato_il', 'differenze_confermate')
 ORDER BY t.id DESC, k.campo;
