-- The ledger of a case: rules, funds, commitments, reductions, shares, movements, what it costs.

-- name: conti_sezioni :one
-- How much each section of the ledger holds (GEN-31).
SELECT (SELECT count(*) FROM regola_pagamento r WHERE r.pratica_id = :pratica_id) AS regole,
       (SELECT count(*) FROM movimento m WHERE m.pratica_id = :pratica_id AND m.stato <> 'X') AS movimenti,
       (SELECT count(*) FROM finanziamento_pratica f WHERE f.pratica_id = :pratica_id) AS finanziamenti,
       (SELECT count(*) FROM quota_compartecipazione q WHERE q.pratica_id = :pratica_id) AS quote;

-- ---- choices of forms ----

-- name: conti_fondi_della_pratica :many
SELECT p.finanziamento_id, coalesce(f.denominazione || ' ' || f.anno, 'Fondo di un altro servizio') AS denominazione
  FROM finanziamento_pratica p LEFT JOIN finanziamento f ON f.id = p.finanziamento_id WHERE p.pratica_id = :pratica_id ORDER BY 2, 1;

-- name: conti_impegni_della_pratica :many
SELECT i.id AS impegno_id, i.anno, i.numero, i.importo - i.impiegato AS residuo, coalesce(f.denominazione || ' ' || f.anno, 'Fondo di un altro servizio') AS fondo
  FROM impegno i LEFT JOIN finanziamento f ON f.id = i.finanziamento_id WHERE i.pratica_id = :pratica_id ORDER BY 5, i.anno, i.numero;

-- name: conti_fondi_del_servizio :many
-- What the service may still spend today.
SELECT f.id AS finanziamento_id, f.denominazione, f.anno, f.importo - f.assegnato AS residuo
  FROM finanziamento f WHERE NOT f.chiuso AND coalesce(f.valido_al, current_date) >= current_date ORDER BY f.anno DESC, f.denominazione, f.id;

-- ---- rows, whichever they are ----

-- name: conti_riga_versione :maybe
SELECT x.versione::bigint AS versione FROM (
  SELECT 'regole' AS parola, r.id, r.pratica_id, r.versione FROM regola_pagamento r UNION ALL
  SELECT 'sospensioni', s.id, s.pratica_id, s.versione FROM sospensione_pagamento s UNION ALL
  SELECT 'finanziamenti', f.id, f.pratica_id, f.versione FROM finanziamento_pratica f UNION ALL
  SELECT 'decurtazioni', d.id, d.pratica_id, d.versione FROM decurtazione d UNION ALL
  SELECT 'impegni', i.id, i.pratica_id, i.versione FROM impegno i UNION ALL
  SELECT 'quote', q.id, q.pratica_id, q.versione FROM quota_compartecipazione q) x
 WHERE x.id = :riga::bigint AND x.parola = :parola::text AND x.pratica_id = :pratica_id::bigint;

-- ---- rules ----

-- name: regole_elenco :hdf
SELECT r.id, v.descrizione AS cadenza_nome, r.importo, r.dal, r.al, r.al < current_date AS finita, r.cadenza = 'R' AS tranche,
       CASE WHEN r.finanziamento_id IS NOT NULL THEN coalesce(f.denominazione || ' ' || f.anno, 'Fondo di un altro servizio') END AS fondo,
       EXISTS (SELECT FROM finanziamento_pratica d WHERE d.pratica_id = r.pratica_id) AS dei_fondi,
       i.numero || '/' || i.anno AS impegno, coalesce(r.descrizione, '') AS descrizione, r.beneficiario, mo.descrizione AS modalita, m.quanti AS movimenti, coalesce(m.netto, 0) AS previsto
  FROM regola_pagamento r LEFT JOIN scelta v ON v.vocabolario = 'cadenza_pagamento' AND v.codice = r.cadenza
  LEFT JOIN scelta mo ON mo.vocabolario = 'mezzo_pagamento' AND mo.codice = r.modalita
  LEFT JOIN finanziamento f ON f.id = r.finanziamento_id LEFT JOIN impegno i ON i.id = r.impegno_id
  LEFT JOIN LATERAL (SELECT count(*) AS quanti, sum(m.netto) AS netto FROM movimento m WHERE m.origine = 'regola' AND m.origine_id = r.id AND m.stato NOT IN ('X', 'R')) m ON true
 WHERE r.pratica_id = :pratica_id ORDER BY r.dal DESC, r.id DESC LIMIT 200;

-- name: regole_tranche :hdf
SELECT t.id, t.regola_id AS regola, t.data, t.importo FROM regola_tranche t WHERE t.pratica_id = :pratica_id ORDER BY t.regola_id, t.numero LIMIT 1000;

-- name: regola_campi :hdf1
-- For the form: the columns are its fields.
SELECT r.cadenza, r.importo::text AS importo, r.dal, r.al, r.mese_intero, r.giorno::text AS giorno, r.descrizione, r.finanziamento_id AS finanziamento, r.impegno_id AS impegno, r.beneficiario,
       r.iban, r.modalita
  FROM regola_pagamento r WHERE r.id = :regola_pagamento_id AND r.pratica_id = :pratica_id;

-- name: regola_campi_tranche :hdf1
SELECT max(t.data) FILTER (WHERE t.numero = 1) AS tranche_data_1, max(t.importo) FILTER (WHERE t.numero = 1) AS tranche_importo_1,
       max(t.data) FILTER (WHERE t.numero = 2) AS tranche_data_2, max(t.importo) FILTER (WHERE t.numero = 2) AS tranche_importo_2,
       max(t.data) FILTER (WHERE t.numero = 3) AS tranche_data_3, max(t.importo) FILTER (WHERE t.numero = 3) AS tranche_importo_3,
       max(t.data) FILTER (WHERE t.numero = 4) AS tranche_data_4, max(t.importo) FILTER (WHERE t.numero = 4) AS tranche_importo_4,
       max(t.data) FILTER (WHERE t.numero = 5) AS tranche_data_5, max(t.importo) FILTER (WHERE t.numero = 5) AS tranche_importo_5,
       max(t.data) FILTER (WHERE t.numero = 6) AS tranche_data_6, max(t.importo) FILTER (WHERE t.numero = 6) AS tranche_importo_6,
       max(t.data) FILTER (WHERE t.numero = 7) AS tranche_data_7, max(t.importo) FILTER (WHERE t.numero = 7) AS tranche_importo_7,
       max(t.data) FILTER (WHERE t.numero = 8) AS tranche_data_8, max(t.importo) FILTER (WHERE t.numero = 8) AS tranche_importo_8
  FROM regola_tranche t WHERE t.regola_id = :regola_pagamento_id AND t.pratica_id = :pratica_id;

-- ---- suspensions ----

-- name: sospensioni_elenco :hdf
SELECT s.id, s.dal, s.al, s.motivo, current_date BETWEEN s.dal AND coalesce(s.al, current_date) AS ora
  FROM sospensione_pagamento s WHERE s.pratica_id = :pratica_id ORDER BY s.dal DESC, s.id DESC LIMIT 200;

-- name: sospensione_campi :hdf1
SELECT s.dal, s.al, s.motivo FROM sospensione_pagamento s WHERE s.id = :sospensione_pagamento_id AND s.pratica_id = :pratica_id;

-- name: sospensione_crea :exec1
INSERT INTO sospensione_pagamento (pratica_id, dal, al, motivo, creato_da) VALUES (:pratica_id, :dal, :al, :motivo, identita_operatore());

-- name: sospensione_salva :count
UPDATE sospensione_pagamento SET dal = :dal, al = :al, motivo = :motivo WHERE id = :sospensione_pagamento_id AND pratica_id = :pratica_id AND versione = :versione;

-- ---- reductions ----

-- name: decurtazioni_elenco :hdf
SELECT d.id, d.dal, d.al, d.importo, replace(d.percentuale::text, '.', ',') AS percentuale, d.motivo
  FROM decurtazione d WHERE d.pratica_id = :pratica_id ORDER BY d.dal DESC, d.id DESC LIMIT 200;

-- name: decurtazione_campi :hdf1
SELECT d.dal, d.al, CASE WHEN d.importo IS NULL THEN 'P' ELSE 'I' END AS come, d.importo, d.percentuale, d.motivo
  FROM decurtazione d WHERE d.id = :decurtazione_id AND d.pratica_id = :pratica_id;

-- name: decurtazione_crea :exec1
INSERT INTO decurtazione (pratica_id, dal, al, importo, percentuale, motivo, creato_da) VALUES (:pratica_id, :dal, :al, :importo, :percentuale, :motivo, identita_operatore());

-- name: decurtazione_salva :count
UPDATE decurtazione SET dal = :dal, al = :al, importo = :importo, percentuale = :percentuale, motivo = :motivo
 WHERE id = :decurtazione_id AND pratica_id = :pratica_id AND versione = :versione;

-- ---- shares of others ----

-- name: quote_elenco :hdf
SELECT q.id, v.descrizione AS pagatore_nome, q.denominazione AS ente, q.importo, replace(q.percentuale::text, '.', ',') AS percentuale, q.dal, q.al, c.importo AS parte
  FROM quota_compartecipazione q LEFT JOIN scelta v ON v.vocabolario = 'pagatore_quota' AND v.codice = q.pagatore
  LEFT JOIN intervento_quote(:pratica_id, :dal::date, :al::date) c ON c.quota_id = q.id
 WHERE q.pratica_id = :pratica_id ORDER BY q.dal DESC, q.id DESC LIMIT 200;

-- name: quote_somma :hdf1
-- What others bear, what the service bears, and what amounts ask for beyond the cost.
SELECT coalesce(sum(c.importo) FILTER (WHERE c.quota_id IS NOT NULL), 0) AS altri, coalesce(sum(c.importo) FILTER (WHERE c.quota_id IS NULL), 0) AS servizio, coalesce(sum(c.importo), 0) AS costo,
       sum(c.manca) > 0 AS troppo, coalesce(sum(c.manca), 0) AS oltre
  FROM intervento_quote(:pratica_id, :dal::date, :al::date) c;

-- name: quota_campi :hdf1
SELECT q.pagatore, q.denominazione, CASE WHEN q.importo IS NULL THEN 'P' ELSE 'I' END AS come, q.importo, q.percentuale, q.dal, q.al, q.note
  FROM quota_compartecipazione q WHERE q.id = :quota_compartecipazione_id AND q.pratica_id = :pratica_id;

-- name: quota_crea :exec1
INSERT INTO quota_compartecipazione (pratica_id, pagatore, denominazione, importo, percentuale, dal, al, note, creato_da)
VALUES (:pratica_id, :pagatore, :denominazione, :importo, :percentuale, :dal, :al, :note, identita_operatore());

-- name: quota_salva :count
UPDATE quota_compartecipazione SET pagatore = :pagatore, denominazione = :denominazione, importo = :importo, percentuale = :percentuale, dal = :dal, al = :al, note = :note
 WHERE id = :quota_compartecipazione_id AND pratica_id = :pratica_id AND versione = :versione;

-- ---- commitments ----

-- name: impegni_elenco :hdf
SELECT i.id, i.anno::text AS anno, i.numero, i.capitolo, atto_in_parole(i.atto_tipo, i.atto_numero, i.atto_data) AS atto, i.importo, i.impiegato AS usato, i.importo - i.impiegato AS residuo,
       coalesce(f.denominazione || ' ' || f.anno, 'Fondo di un altro servizio') AS fondo
  FROM impegno i LEFT JOIN finanziamento f ON f.id = i.finanziamento_id WHERE i.pratica_id = :pratica_id ORDER BY i.anno DESC, i.id DESC LIMIT 200;

-- name: impegno_campi :hdf1
SELECT i.finanziamento_id AS finanziamento, i.anno::text AS anno, i.numero, i.capitolo, i.atto_tipo, i.atto_numero, i.atto_data, i.importo
  FROM impegno i WHERE i.id = :impegno_id AND i.pratica_id = :pratica_id;

-- ---- funds of the case ----

-- name: finanziamento_pratica_elenco :hdf
SELECT p.id, p.finanziamento_id AS finanziamento, f.id IS NOT NULL AS apre, coalesce(f.denominazione, 'Fondo di un altro servizio') AS denominazione, f.anno::text AS anno, f.chiuso, p.importo,
       p.impegnato, p.impiegato AS previsto, p.importo - p.impiegato AS residuo, g.speso, conti_lungo(p.impegnato, p.importo) AS x_assegnato, conti_lungo(p.impiegato, p.importo) AS x_impegnato,
       conti_lungo(g.speso, p.importo) AS x_speso
  FROM finanziamento_pratica p LEFT JOIN finanziamento f ON f.id = p.finanziamento_id
  LEFT JOIN LATERAL (SELECT coalesce(sum(m.netto), 0) AS speso FROM movimento m WHERE m.pratica_id = p.pratica_id AND m.finanziamento_id = p.finanziamento_id AND m.stato = 'G') g ON true
 WHERE p.pratica_id = :pratica_id ORDER BY f.anno DESC, p.id LIMIT 100;

-- name: finanziamento_pratica_campi :hdf1
SELECT p.finanziamento_id AS finanziamento, p.importo FROM finanziamento_pratica p WHERE p.id = :finanziamento_pratica_id AND p.pratica_id = :pratica_id;

-- name: finanziamento_prova :maybe
-- What the fund would have left with that amount for this case in place of what it has now.
SELECT f.importo, f.importo - f.assegnato + coalesce(p.importo, 0) AS disponibile, f.importo - f.assegnato + coalesce(p.importo, 0) - :importo::numeric(12,2) AS resta,
       :importo::numeric(12,2) > f.importo - f.assegnato + coalesce(p.importo, 0) AS oltre,
       (f.assegnato - coalesce(p.importo, 0) + :importo::numeric(12,2)) * 100 >= f.soglia_avviso * f.importo AS soglia, replace(trim_scale(f.soglia_avviso)::text, '.', ',') AS soglia_percentuale
  FROM finanziamento f LEFT JOIN finanziamento_pratica p ON p.finanziamento_id = f.id AND p.pratica_id = :pratica_id
 WHERE f.id = :finanziamento_id;

-- ---- movements ----

-- name: movimenti_anni :many
SELECT extract(year FROM m.scadenza)::bigint AS anno, count(*) AS quanti FROM movimento m WHERE m.pratica_id = :pratica_id GROUP BY 1 ORDER BY 1 DESC;

-- name: movimenti_elenco :hdf
SELECT m.id, m.versione, m.periodo_dal, m.periodo_al, m.scadenza, m.origine_nome, m.lordo, m.decurtazione, m.netto, m.atteso, m.atteso <> m.netto AS diverso, m.stato, m.stato_nome, m.aspetto, m.fondo,
       m.impegno, m.elenco_id AS elenco, e.codice AS elenco_codice, EXISTS (SELECT FROM movimento_transizione t WHERE t.da = m.stato AND NOT t.da_elenco) AS si_muove
  FROM movimento_in_parole m LEFT JOIN elenco_pagamento e ON e.id = m.elenco_id
 WHERE m.pratica_id = :pratica_id AND extract(year FROM m.scadenza) = :anno::int ORDER BY m.scadenza DESC, m.id DESC LIMIT 500;

-- name: movimenti_totali :hdf
SELECT m.stato, s.denominazione AS stato_nome, sum(m.netto) AS netto, count(*) AS quanti
  FROM movimento m JOIN movimento_stato s ON s.codice = m.stato WHERE m.pratica_id = :pratica_id AND m.stato <> 'X' GROUP BY 1, 2, s.ordine ORDER BY s.ordine;

-- name: movimenti_resto :hdf1
SELECT coalesce(sum(p.importo), 0) AS assegnato, coalesce(sum(p.importo - p.impiegato), 0) AS residuo FROM finanziamento_pratica p WHERE p.pratica_id = :pratica_id;

-- name: movimento_leggi :maybe
SELECT m.id AS movimento_id, m.impegno_id, m.versione::bigint AS versione, m.origine = 'manuale' AND m.stato = 'P' AS a_mano, m.stato IN ('P', 'D') AS imputabile
  FROM movimento m WHERE m.id = :movimento_id AND m.pratica_id = :pratica_id;

-- name: movimento_campi :hdf1
SELECT m.descrizione, m.periodo_dal AS dal, m.periodo_al AS al, m.scadenza, m.lordo, nullif(m.decurtazione, 0) AS decurtazione, m.beneficiario, m.iban, m.modalita
  FROM movimento m WHERE m.id = :movimento_id AND m.pratica_id = :pratica_id;

-- name: movimento_aggiungi :one
SELECT movimento_aggiungi(:pratica_id, :periodo_dal::date, :periodo_al::date, coalesce(:scadenza::date, :periodo_al::date), :lordo::numeric, :decurtazione::numeric, :descrizione::text,
                          :beneficiario::text, :iban::text, :modalita::text) AS movimento_id;

-- name: movimento_cambia :exec
SELECT movimento_cambia(:movimento_id, :versione::int, :periodo_dal::date, :periodo_al::date, coalesce(:scadenza::date, :periodo_al::date), :lordo::numeric, :decurtazione::numeric, :descrizione::text,
                        :beneficiario::text, :iban::text, :modalita::text);

-- name: movimento_togli :exec
SELECT movimento_togli(:movimento_id, :versione::int);

-- name: movimento_imputa :exec
SELECT movimento_imputa(:movimento_id, :versione::int, :impegno_id);

-- name: movimenti_passano :one
-- One act on those of the case among the ones that were ticked; all or none.
SELECT movimenti_passano(array_agg(m.id), array_agg(v.versione), :azione::text, coalesce(:data::date, current_date), :motivo::text) AS passati
  FROM unnest((:quali::text)::bigint[], (:viste::text)::int[]) v (id, versione) JOIN movimento m ON m.id = v.id AND m.pratica_id = :pratica_id;

-- name: movimento_vedi :hdf1
SELECT m.id, m.periodo_dal, m.periodo_al, m.scadenza, m.origine_nome, m.lordo, m.decurtazione, m.netto, m.atteso, m.atteso <> m.netto AS diverso, m.stato_nome, m.aspetto, m.fondo, m.impegno,
       m.elenco_id AS elenco, e.id IS NOT NULL AS elenco_mio, e.codice AS elenco_codice, e.mandato_numero || ' del ' || to_char(e.mandato_data, 'DD/MM/YYYY') AS mandato, m.beneficiario, m.iban,
       mo.descrizione AS modalita
  FROM movimento_in_parole m LEFT JOIN elenco_pagamento e ON e.id = m.elenco_id LEFT JOIN scelta mo ON mo.vocabolario = 'mezzo_pagamento' AND mo.codice = m.modalita
 WHERE m.id = :movimento_id AND m.pratica_id = :pratica_id;

-- name: movimento_passi :hdf
SELECT h.id, coalesce(t.etichetta || ': ', '') || 'da ' || lower(d.denominazione) || ' a ' || lower(a.denominazione) AS testo, coalesce(c.nome, 'SIZ') AS chi, h.motivo, h.quando
  FROM movimento_storia h JOIN movimento_stato d ON d.codice = h.da JOIN movimento_stato a ON a.codice = h.a LEFT JOIN movimento_transizione t ON t.da = h.da AND t.azione = h.azione
  LEFT JOIN collega c ON c.operatore_id = h.operatore_id
 WHERE h.movimento_id = :movimento_id ORDER BY h.id DESC LIMIT 100;

-- name: conti_blocca :exec
SELECT conti_blocca(:pratica_id::bigint);

-- name: regola_crea :one
-- In tranches the whole is their sum, unless it was written.
INSERT INTO regola_pagamento (pratica_id, cadenza, importo, dal, al, mese_intero, giorno, descrizione, beneficiario, iban, modalita, finanziamento_id, impegno_id, creato_da)
VALUES (:pratica_id, :cadenza, coalesce(:importo::numeric, (SELECT sum((x ->> 'importo')::numeric) FROM jsonb_array_elements(:tranche::jsonb) x)), :dal, :al, :mese_intero::boolean,
        (:giorno::text)::smallint, :descrizione, :beneficiario, :iban, :modalita, :finanziamento_id, :impegno_id, identita_operatore()) RETURNING id AS regola_pagamento_id;

-- name: regola_salva :count
UPDATE regola_pagamento
   SET cadenza = :cadenza, importo = coalesce(:importo::numeric, (SELECT sum((x ->> 'importo')::numeric) FROM jsonb_array_elements(:tranche::jsonb) x)), dal = :dal, al = :al,
       mese_intero = :mese_intero::boolean, giorno = (:giorno::text)::smallint, descrizione = :descrizione, beneficiario = :beneficiario, iban = :iban, modalita = :modalita,
       finanziamento_id = :finanziamento_id, impegno_id = :impegno_id
 WHERE id = :regola_pagamento_id AND pratica_id = :pratica_id AND versione = :versione;

-- name: regola_tranche_toglie :exec
DELETE FROM regola_tranche WHERE regola_id = :regola_pagamento_id AND numero NOT IN (SELECT (x ->> 'numero')::smallint FROM jsonb_array_elements(:tranche::jsonb) x);

-- name: regola_tranche_scrive :exec
INSERT INTO regola_tranche (regola_id, pratica_id, numero, data, importo)
SELECT :regola_pagamento_id, :pratica_id, (x ->> 'numero')::smallint, (x ->> 'data')::date, (x ->> 'importo')::numeric FROM jsonb_array_elements(:tranche::jsonb) x
ON CONFLICT (regola_id, numero) DO UPDATE SET data = excluded.data, importo = excluded.importo WHERE (regola_tranche.data, regola_tranche.importo) <> (excluded.data, excluded.importo);

-- name: movimenti_azioni :many
-- What this identity may do, from the states that the movements of the case have.
SELECT t.azione, max(t.etichetta) AS etichetta, string_agg(lower(s.denominazione), ', ' ORDER BY s.ordine) AS da
  FROM movimento_transizione t JOIN movimento_stato s ON s.codice = t.da
 WHERE NOT t.da_elenco AND identita_ha(t.permesso) AND (NOT t.responsabile OR identita_responsabile())
   AND EXISTS (SELECT FROM movimento m WHERE m.pratica_id = :pratica_id AND m.stato = t.da)
 GROUP BY t.azione ORDER BY min(t.ordine), t.azione;

-- ---- saving and taking away ----

-- name: impegno_salva :one
SELECT impegno_salva(:pratica_id, :impegno_id, :versione::int, :finanziamento_id, :anno::int, :numero::text, :capitolo::text, :atto_tipo::text, :atto_numero::text, :atto_data::date,
                     :importo::numeric) AS impegno_id;

-- name: impegno_togli :exec
SELECT impegno_togli(:impegno_id, :versione::int);

-- name: finanziamento_pratica_salva :one
SELECT finanziamento_pratica_salva(:pratica_id, :finanziamento_id, :importo::numeric) AS finanziamento_pratica_id;

-- name: finanziamento_pratica_togli :exec
SELECT finanziamento_pratica_salva(p.pratica_id, p.finanziamento_id, 0) FROM finanziamento_pratica p WHERE p.id = :finanziamento_pratica_id AND p.pratica_id = :pratica_id;

-- name: regola_togli :exec
DELETE FROM regola_pagamento WHERE id = :regola_pagamento_id AND pratica_id = :pratica_id;

-- name: sospensione_togli :exec
DELETE FROM sospensione_pagamento WHERE id = :sospensione_pagamento_id AND pratica_id = :pratica_id;

-- name: decurtazione_togli :exec
DELETE FROM decurtazione WHERE id = :decurtazione_id AND pratica_id = :pratica_id;

-- name: quota_togli :exec
DELETE FROM quota_compartecipazione WHERE id = :quota_compartecipazione_id AND pratica_id = :pratica_id;

-- ---- before it is saved ----

-- name: regola_anteprima :hdf
-- What the rule would plan; a tranche is a payment of one day.
SELECT a.dal AS periodo_dal, a.al AS periodo_al, a.scadenza, a.lordo, a.decurtazione, a.lordo - a.decurtazione AS netto
  FROM (SELECT r.* FROM regola_simula(:pratica_id, :cadenza::text, :importo::numeric, :dal::date, :al::date, (:giorno::text)::int, :mese_intero::boolean) r WHERE :cadenza <> 'R'
        UNION ALL
        SELECT r.* FROM jsonb_array_elements(:tranche::jsonb) x, regola_simula(:pratica_id, 'U', (x ->> 'importo')::numeric, (x ->> 'data')::date, NULL, NULL, false) r) a
 WHERE a.lordo > 0 ORDER BY a.scadenza, a.dal LIMIT 240;

-- name: regola_anteprima_somma :hdf1
SELECT count(*) AS quanti, count(*) = 1 AS uno, sum(a.lordo) AS lordo, sum(a.decurtazione) AS decurtazione, sum(a.lordo - a.decurtazione) AS netto, sum(a.decurtazione) > 0 AS tolto
  FROM (SELECT r.* FROM regola_simula(:pratica_id, :cadenza::text, :importo::numeric, :dal::date, :al::date, (:giorno::text)::int, :mese_intero::boolean) r WHERE :cadenza <> 'R'
        UNION ALL
        SELECT r.* FROM jsonb_array_elements(:tranche::jsonb) x, regola_simula(:pratica_id, 'U', (x ->> 'importo')::numeric, (x ->> 'data')::date, NULL, NULL, false) r) a
 WHERE a.lordo > 0;

-- ---- what it costs ----

-- name: costo_periodo :one
-- Where nobody says it: from the beginning of the case to the end of what is planned, or of the year.
SELECT coalesce(:dal::date, p.data_inizio) AS dal,
       greatest(coalesce(:al::date, (SELECT max(m.periodo_al) FROM movimento m WHERE m.pratica_id = p.id AND m.stato NOT IN ('R', 'X')), make_date(extract(year FROM current_date)::int, 12, 31)),
                coalesce(:dal::date, p.data_inizio)) AS al
  FROM pratica p WHERE p.id = :pratica_id;

-- name: costo_somma :hdf1
SELECT coalesce(sum(m.lordo), 0) AS lordo, coalesce(sum(m.lordo - m.netto), 0) AS decurtazione, coalesce(sum(m.netto), 0) AS netto, count(*) AS quanti, coalesce(sum(m.lordo), 0) > 0 AS qualcosa,
       :dal::date AS dal, :al::date AS al
  FROM intervento_movimenti(:pratica_id, :dal::date, :al::date) m;

-- name: costo_quote :hdf
-- Who bears it, each behind the others on a bar of 1000 units.
SELECT q.pagatore, q.importo, replace(round(q.importo * 100 / nullif(q.costo, 0), 1)::text, '.', ',') AS percento, ((q.n - 1) % 4 + 1)::bigint AS colore,
       conti_lungo(q.dopo, q.costo) - conti_lungo(q.dopo - q.importo, q.costo) AS lungo, conti_lungo(q.dopo - q.importo, q.costo) AS x
  FROM (SELECT z.n, coalesce(v.descrizione, 'Il servizio') || coalesce(': ' || z.denominazione, '') AS pagatore, z.importo, sum(z.importo) OVER () AS costo, sum(z.importo) OVER (ORDER BY z.n) AS dopo
          FROM (SELECT row_number() OVER () AS n, y.* FROM intervento_quote(:pratica_id, :dal::date, :al::date) y) z
          LEFT JOIN scelta v ON v.vocabolario = 'pagatore_quota' AND v.codice = z.pagatore) q ORDER BY q.n;

-- name: costo_impegni :hdf
SELECT q.testo, q.importo, ((q.ordine - 1) % 4 + 1)::bigint AS colore, conti_lungo(q.dopo, q.costo) - conti_lungo(q.dopo - q.importo, q.costo) AS lungo, conti_lungo(q.dopo - q.importo, q.costo) AS x
  FROM (SELECT c.ordine, c.etichetta AS testo, c.importo, sum(c.importo) OVER () AS costo, sum(c.importo) OVER (ORDER BY c.ordine) AS dopo
          FROM intervento_impegni(:pratica_id, :dal::date, :al::date) c) q ORDER BY q.ordine;

-- name: costo_manca :hdf
SELECT m.n, m.parole AS testo FROM intervento_manca(:pratica_id, :dal::date, :al::date) m ORDER BY m.n LIMIT 50;

-- name: conti_a_chi :hdf1
-- To whom it is paid, and how, as the form of the intervento says; else to the person.
SELECT coalesce(CASE p.dati ->> 'pagamento_a' WHEN 'DELEGATO' THEN p.dati ->> 'delegato_nome' WHEN 'TERZI' THEN p.dati ->> 'terzi_nome' END, s.cognome || ' ' || s.nome) AS beneficiario,
       p.dati ->> 'mezzo_pagamento' AS modalita, CASE p.dati ->> 'mezzo_pagamento' WHEN 'BONIFICO' THEN p.dati ->> 'iban' END AS iban
  FROM pratica p LEFT JOIN soggetto s ON s.id = p.titolare_soggetto_id WHERE p.id = :pratica_id;
