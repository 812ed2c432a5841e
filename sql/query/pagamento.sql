-- Lists of payment of the service, and the authorised movements that wait for one.

-- name: pagamenti_elenco :hdf
SELECT e.id, e.codice, e.descrizione, e.creato_il::date AS creato_il, atto_in_parole(e.atto_tipo, e.atto_numero, e.atto_data) AS atto, e.mandato_numero || ' del ' || to_char(e.mandato_data, 'DD/MM/YYYY') AS mandato,
       e.movimenti AS quanti, e.totale, CASE e.stato WHEN 'pagato' THEN 'Pagato' ELSE 'Aperto' END AS stato_nome, CASE e.stato WHEN 'pagato' THEN 'ok' ELSE 'attesa' END AS aspetto
  FROM elenco_pagamento e WHERE e.servizio_id = identita_servizio() ORDER BY e.id DESC LIMIT 200;

-- name: pagamenti_attesa :hdf1
SELECT count(*) AS quanti, count(*) > 0 AS qualcosa, count(*) = 1 AS uno, coalesce(sum(m.netto), 0) AS netto FROM movimento m WHERE m.servizio_id = identita_servizio() AND m.stato = 'A';

-- ---- what waits ----

-- name: da_pagare :hdf
SELECT m.id, p.id AS pratica, p.codice, coalesce(t.descrizione, k.denominazione) AS tipo, pratica_di_chi(p.titolare_soggetto_id, s.cognome, s.nome, p.dati) AS titolare, c.denominazione AS comune,
       m.periodo_dal, m.periodo_al, m.scadenza, m.fondo, m.impegno, m.netto
  FROM movimento_in_parole m JOIN pratica p ON p.id = m.pratica_id JOIN kind k ON k.codice = p.kind LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo
  LEFT JOIN soggetto s ON s.id = p.titolare_soggetto_id LEFT JOIN comune c ON c.id = s.residenza_comune_id
 WHERE m.servizio_id = identita_servizio() AND m.stato = 'A' AND (:finanziamento_id::bigint IS NULL OR m.finanziamento_id = :finanziamento_id)
   AND (:mese::text IS NULL OR m.scadenza >= (:mese || '-01')::date AND m.scadenza < (:mese || '-01')::date + interval '1 month')
   AND (:comune_id::bigint IS NULL OR s.residenza_comune_id = :comune_id)
 ORDER BY m.scadenza, m.id LIMIT 500;

-- name: da_pagare_totale :hdf1
SELECT count(*) AS quanti, count(*) > 500 AS tagliato, coalesce(sum(m.netto), 0) AS netto
  FROM movimento m JOIN pratica p ON p.id = m.pratica_id LEFT JOIN soggetto s ON s.id = p.titolare_soggetto_id
 WHERE m.servizio_id = identita_servizio() AND m.stato = 'A' AND (:finanziamento_id::bigint IS NULL OR m.finanziamento_id = :finanziamento_id)
   AND (:mese::text IS NULL OR m.scadenza >= (:mese || '-01')::date AND m.scadenza < (:mese || '-01')::date + interval '1 month')
   AND (:comune_id::bigint IS NULL OR s.residenza_comune_id = :comune_id);

-- name: da_pagare_fondi :many
SELECT f.id AS finanziamento_id, f.denominazione || ' ' || f.anno AS denominazione FROM finanziamento f
 WHERE EXISTS (SELECT FROM movimento m WHERE m.servizio_id = identita_servizio() AND m.stato = 'A' AND m.finanziamento_id = f.id) ORDER BY 2;

-- name: da_pagare_mesi :many
SELECT to_char(m.mese, 'YYYY-MM') AS mese, mese_in_parole(m.mese) AS nome
  FROM (SELECT DISTINCT date_trunc('month', m.scadenza)::date AS mese FROM movimento m WHERE m.servizio_id = identita_servizio() AND m.stato = 'A') m ORDER BY m.mese;

-- name: da_pagare_comuni :many
SELECT DISTINCT c.id AS comune_id, c.denominazione
  FROM movimento m JOIN pratica p ON p.id = m.pratica_id JOIN soggetto s ON s.id = p.titolare_soggetto_id JOIN comune c ON c.id = s.residenza_comune_id
 WHERE m.servizio_id = identita_servizio() AND m.stato = 'A' ORDER BY 2;

-- ---- one ----

-- name: elenco_leggi :maybe
SELECT e.id AS elenco_pagamento_id, e.codice, e.stato = 'pagato' AS pagato, e.versione::bigint AS versione FROM elenco_pagamento e WHERE e.id = :elenco_pagamento_id;

-- name: elenco_vedi :hdf1
SELECT e.id, e.codice, e.descrizione, e.creato_il::date AS creato_il, c.nome AS chi, atto_in_parole(e.atto_tipo, e.atto_numero, e.atto_data) AS atto,
       e.mandato_numero || ' del ' || to_char(e.mandato_data, 'DD/MM/YYYY') AS mandato, e.movimenti AS quanti, e.movimenti = 1 AS uno, e.movimenti = 0 AS vuoto, e.totale, e.stato = 'pagato' AS pagato,
       (SELECT sum(m.netto) FROM movimento m WHERE m.elenco_id = e.id AND m.stato = 'R') AS resi,
       btrim(coalesce(e.atto_numero, '')) <> '' AND e.atto_data IS NOT NULL AND e.movimenti > 0 AS pagabile, s.denominazione AS servizio
  FROM elenco_pagamento e JOIN servizio s ON s.id = e.servizio_id LEFT JOIN collega c ON c.operatore_id = e.creato_da WHERE e.id = :elenco_pagamento_id;

-- name: elenco_movimenti :hdf
SELECT m.id, p.id AS pratica, p.codice, coalesce(t.descrizione, k.denominazione) AS tipo, pratica_di_chi(p.titolare_soggetto_id, s.cognome, s.nome, p.dati) AS titolare, s.codice_fiscale,
       c.denominazione AS comune, m.periodo_dal, m.periodo_al, m.scadenza, m.fondo, m.impegno, m.netto, m.stato, m.stato_nome, m.aspetto, m.motivo, m.beneficiario, m.iban, mo.descrizione AS modalita
  FROM movimento_in_parole m JOIN pratica p ON p.id = m.pratica_id JOIN kind k ON k.codice = p.kind LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo
  LEFT JOIN soggetto s ON s.id = p.titolare_soggetto_id LEFT JOIN comune c ON c.id = s.residenza_comune_id LEFT JOIN scelta mo ON mo.vocabolario = 'mezzo_pagamento' AND mo.codice = m.modalita
 WHERE m.elenco_id = :elenco_pagamento_id ORDER BY titolare, m.scadenza, m.id LIMIT 2000;

-- name: elenco_fondi :hdf
SELECT coalesce(m.fondo, '') AS fondo, coalesce(m.impegno, '') AS impegno, count(*) AS quanti, sum(m.netto) AS netto
  FROM movimento_in_parole m WHERE m.elenco_id = :elenco_pagamento_id AND m.stato <> 'R' GROUP BY 1, 2 ORDER BY 1, 2;

-- name: elenco_campi :hdf1
SELECT e.descrizione, e.atto_tipo, e.atto_numero, e.atto_data FROM elenco_pagamento e WHERE e.id = :elenco_pagamento_id;

-- name: elenco_salva :count
UPDATE elenco_pagamento SET descrizione = :descrizione, atto_tipo = :atto_tipo, atto_numero = :atto_numero, atto_data = :atto_data WHERE id = :elenco_pagamento_id AND versione = :versione;

-- name: elenco_elimina :count
DELETE FROM elenco_pagamento WHERE id = :elenco_pagamento_id;

-- name: elenco_crea :one
INSERT INTO elenco_pagamento (descrizione, atto_tipo, atto_numero, atto_data) VALUES (:descrizione, :atto_tipo, :atto_numero, :atto_data) RETURNING id AS elenco_pagamento_id;

-- name: elenco_aggiungi :one
SELECT elenco_aggiungi(:elenco_pagamento_id, (:quali::text)::bigint[]) AS messi;

-- name: elenco_togli :one
SELECT elenco_togli(:elenco_pagamento_id, (:quali::text)::bigint[]) AS tolti;

-- name: elenco_paga :exec
SELECT elenco_paga(:elenco_pagamento_id, :versione::int, :mandato_numero::text, :mandato_data::date);

-- name: elenco_rendi :one
SELECT movimenti_passano(array_agg(m.id), array_agg(m.versione), 'rendi', coalesce(:data::date, current_date), :motivo::text) AS resi
  FROM movimento m WHERE m.id = ANY ((:quali::text)::bigint[]) AND m.elenco_id = :elenco_pagamento_id;
