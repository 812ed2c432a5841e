-- Services of an intervento con prestazione: planned, rendered, the month.

-- name: prestazione_conta :one
SELECT (SELECT count(*) FROM prestazione_prevista v WHERE v.pratica_id = :pratica_id) AS previste;

-- ---- planned ----

-- name: prestazioni_previste :hdf
SELECT v.id, coalesce(t.descrizione, v.prestazione) AS prestazione, f.denominazione AS fornitore, v.fornitore_id AS fornitore_pagina, lower(coalesce(u.descrizione, v.unita)) AS unita, v.dal, v.al,
       prestazione_quando(v) AS quando, prestazione_parole(v.unita, v.quantita) AS quanto, v.note, x.importo AS tariffa,
       v.recupero_importo, trim_scale(v.recupero_percentuale)::text AS recupero_percentuale, coalesce(v.al < current_date, false) AS finita, v.dal > current_date AS futura,
       EXISTS (SELECT FROM prestazione_resa r WHERE r.prestazione_prevista_id = v.id) AS resa
  FROM prestazione_prevista v JOIN fornitore f ON f.id = v.fornitore_id
  LEFT JOIN tipo_intervento t ON t.kind = 'intervento_prestazione' AND t.codice = v.prestazione
  LEFT JOIN scelta u ON u.vocabolario = 'unita_prestazione' AND u.codice = v.unita
  LEFT JOIN tariffa x ON x.fornitore_id = v.fornitore_id AND x.prestazione = v.prestazione AND x.unita = v.unita
        AND daterange(x.valida_dal, x.valida_al, '[]') @> least(greatest(current_date, v.dal), coalesce(v.al, 'infinity'))
 WHERE v.pratica_id = :pratica_id ORDER BY coalesce(v.al < current_date, false), v.dal DESC, v.id LIMIT 200;

-- name: prestazione_fornitori :many
-- Suppliers that the service of the case may use now.
SELECT f.id AS fornitore_id, f.denominazione FROM fornitore f, pratica p
 WHERE p.id = :pratica_id AND fornitore_usabile(f.id, p.servizio_id, current_date) ORDER BY f.denominazione LIMIT 500;

-- name: prestazione_prevista_leggi :maybe
SELECT v.id AS prestazione_prevista_id, v.versione, v.unita, v.fornitore_id, f.denominazione AS fornitore, coalesce(t.descrizione, v.prestazione) AS prestazione,
       v.dal, v.al, v.quantita::bigint AS quantita, v.dalle::text AS dalle
  FROM prestazione_prevista v JOIN fornitore f ON f.id = v.fornitore_id LEFT JOIN tipo_intervento t ON t.kind = 'intervento_prestazione' AND t.codice = v.prestazione
 WHERE v.id = :prestazione_prevista_id AND v.pratica_id = :pratica_id;

-- name: prestazione_prevista_campi :hdf1
-- For the form: the columns are its fields.
SELECT v.prestazione, v.fornitore_id AS fornitore, v.unita, v.dal, v.al, array_to_string(v.giorni, ',') AS giorni, prestazione_parole(v.unita, v.quantita) AS quantita,
       to_char(v.dalle, 'HH24:MI') AS dalle, v.recupero_importo, replace(trim_scale(v.recupero_percentuale)::text, '.', ',') AS recupero_percentuale, v.note
  FROM prestazione_prevista v WHERE v.id = :prestazione_prevista_id AND v.pratica_id = :pratica_id;

-- name: prestazione_prevista_crea :one
INSERT INTO prestazione_prevista (pratica_id, prestazione, fornitore_id, unita, dal, al, giorni, quantita, dalle, recupero_importo, recupero_percentuale, note, creato_da)
VALUES (:pratica_id, :prestazione, :fornitore_id, :unita, :dal, :al, string_to_array(coalesce(:giorni, ''), ',')::smallint[], :quantita::int, :dalle, :recupero_importo, :recupero_percentuale, :note,
        identita_operatore()) RETURNING id AS prestazione_prevista_id;

-- name: prestazione_prevista_salva :count
UPDATE prestazione_prevista SET prestazione = :prestazione, fornitore_id = :fornitore_id, unita = :unita, dal = :dal, al = :al, giorni = string_to_array(coalesce(:giorni, ''), ',')::smallint[],
       quantita = :quantita::int, dalle = :dalle, recupero_importo = :recupero_importo, recupero_percentuale = :recupero_percentuale, note = :note
 WHERE id = :prestazione_prevista_id AND pratica_id = :pratica_id AND versione = :versione;

-- name: prestazione_prevista_togli :count
-- 0: something was rendered.
DELETE FROM prestazione_prevista v WHERE v.id = :prestazione_prevista_id AND v.pratica_id = :pratica_id
   AND NOT EXISTS (SELECT FROM prestazione_resa r WHERE r.prestazione_prevista_id = :prestazione_prevista_id);

-- ---- a month of a case ----

-- name: prestazione_mese_stato :one
-- The month in words and how it stands; versione 0: nothing was written in it yet.
SELECT x.mese::text AS mese, to_char(x.mese, 'YYYY-MM') AS parola, prestazione_mese_parole(x.mese) AS nome, to_char(x.mese - interval '1 month', 'YYYY-MM') AS prima, to_char(x.mese + interval '1 month', 'YYYY-MM') AS dopo,
       prestazione_mese_parole((x.mese - interval '1 month')::date) AS prima_nome, prestazione_mese_parole((x.mese + interval '1 month')::date) AS dopo_nome,
       coalesce(m.versione, 0)::bigint AS versione, m.chiuso_il IS NOT NULL AS chiuso, m.chiuso_il, operatore_nome(m.chiuso_da) AS chiuso_da, m.costo::text AS costo, m.recupero::text AS recupero,
       x.mese > current_date AS futuro
  FROM (SELECT date_trunc('month', :giorno::date)::date AS mese) x LEFT JOIN prestazione_mese m ON m.pratica_id = :pratica_id AND m.mese = x.mese;

-- name: prestazione_mese_conto :hdf
-- What the month costs by the tariffs as they stand; of a closed month what stood when it was closed.
SELECT v.id, coalesce(t.descrizione, v.prestazione) AS prestazione, f.denominazione AS fornitore, lower(coalesce(u.descrizione, v.unita)) AS unita, p.volte AS previste, c.volte, c.mancate,
       prestazione_parole(v.unita, c.quantita) AS quantita, c.tariffa, c.costo, c.recupero, c.quantita > 0 AND c.costo IS NULL AS senza_tariffa
  FROM prestazione_prevista v
 CROSS JOIN LATERAL (SELECT count(*) AS volte FROM prestazione_giorni(v, :mese::date, (:mese::date + interval '1 month' - interval '1 day')::date)) p
  LEFT JOIN (SELECT k.prestazione_prevista_id, k.volte, k.mancate, k.quantita, k.tariffa, k.costo, k.recupero FROM prestazione_conto(:pratica_id, :mese::date) k
              WHERE NOT EXISTS (SELECT FROM prestazione_mese m WHERE m.pratica_id = :pratica_id AND m.mese = :mese::date AND m.chiuso_il IS NOT NULL)
             UNION ALL
             SELECT r.prestazione_prevista_id, d.volte, d.mancate, r.quantita, r.tariffa, r.costo, r.recupero FROM prestazione_mese m JOIN prestazione_mese_riga r ON r.prestazione_mese_id = m.id
               LEFT JOIN prestazione_conto(:pratica_id, :mese::date) d ON d.prestazione_prevista_id = r.prestazione_prevista_id AND d.tariffa IS NOT DISTINCT FROM r.tariffa
              WHERE m.pratica_id = :pratica_id AND m.mese = :mese::date AND m.chiuso_il IS NOT NULL) c ON c.prestazione_prevista_id = v.id
  JOIN fornitore f ON f.id = v.fornitore_id
  LEFT JOIN tipo_intervento t ON t.kind = 'intervento_prestazione' AND t.codice = v.prestazione
  LEFT JOIN scelta u ON u.vocabolario = 'unita_prestazione' AND u.codice = v.unita
 WHERE v.pratica_id = :pratica_id AND v.dal < (:mese::date + interval '1 month')::date AND coalesce(v.al >= :mese::date, true) ORDER BY 2, v.id, c.tariffa LIMIT 200;

-- name: prestazione_mese_totale :hdf1
-- costo NULL: of something no tariff is known.  da_registrare: planned until today, and nothing was written.
SELECT CASE WHEN bool_and(k.costo IS NOT NULL) THEN coalesce(sum(k.costo), 0) END AS costo, CASE WHEN bool_and(k.costo IS NOT NULL) THEN coalesce(sum(k.recupero), 0) END AS recupero,
       count(*) > 0 AS qualcosa, bool_or(k.costo IS NULL) AS senza_tariffa,
       (SELECT count(*) FROM prestazione_prevista v CROSS JOIN LATERAL prestazione_giorni(v, :mese::date, least(current_date, (:mese::date + interval '1 month' - interval '1 day')::date)) g (giorno)
         WHERE v.pratica_id = :pratica_id AND NOT EXISTS (SELECT FROM prestazione_resa r WHERE r.prestazione_prevista_id = v.id AND r.data = g.giorno)) AS da_registrare
  FROM prestazione_conto(:pratica_id, :mese::date) k;

-- name: prestazioni_mese :hdf
-- Planned beside rendered, day by day.
SELECT coalesce(r.id, 0) AS id, v.id AS prevista, coalesce(r.data, g.giorno) AS data, to_char(coalesce(r.data, g.giorno), 'YYYY-MM-DD') AS giorno, prestazione_giorno(coalesce(r.data, g.giorno)) AS giorno_nome,
       coalesce(t.descrizione, v.prestazione) AS prestazione, lower(coalesce(u.descrizione, v.unita)) AS unita, CASE WHEN g.giorno IS NOT NULL THEN prestazione_parole(v.unita, v.quantita) END AS previsto,
       to_char(v.dalle, 'HH24:MI') AS alle_previste, CASE WHEN r.motivo IS NULL AND r.id IS NOT NULL THEN prestazione_parole(v.unita, r.quantita) END AS reso, r.motivo, n.descrizione AS motivo_nome,
       to_char(r.dalle, 'HH24:MI') AS dalle, to_char(r.alle, 'HH24:MI') AS alle, r.operatore, r.nota,
       CASE WHEN r.id IS NULL THEN CASE WHEN g.giorno > current_date THEN 'prevista' ELSE 'manca' END WHEN r.motivo IS NOT NULL THEN 'non_resa' ELSE 'resa' END AS come
  FROM prestazione_prevista v
  LEFT JOIN tipo_intervento t ON t.kind = 'intervento_prestazione' AND t.codice = v.prestazione
  LEFT JOIN scelta u ON u.vocabolario = 'unita_prestazione' AND u.codice = v.unita
 CROSS JOIN LATERAL (SELECT d AS giorno FROM prestazione_giorni(v, :mese::date, (:mese::date + interval '1 month' - interval '1 day')::date) d
                     UNION
                     SELECT q.data FROM prestazione_resa q WHERE q.prestazione_prevista_id = v.id AND q.data >= :mese::date AND q.data < (:mese::date + interval '1 month')::date) y
  LEFT JOIN LATERAL (SELECT d AS giorno FROM prestazione_giorni(v, y.giorno, y.giorno) d) g ON true
  LEFT JOIN prestazione_resa r ON r.prestazione_prevista_id = v.id AND r.data = y.giorno
  LEFT JOIN scelta n ON n.vocabolario = 'motivo_non_resa' AND n.codice = r.motivo
 WHERE v.pratica_id = :pratica_id AND v.dal < (:mese::date + interval '1 month')::date AND coalesce(v.al >= :mese::date, true) ORDER BY y.giorno, v.dalle NULLS LAST, 6, v.id LIMIT 1000;

-- name: prestazione_mese_giorni :hdf
-- The days of whole weeks around a month, Monday first.
SELECT row_number() OVER (ORDER BY g) AS id, to_char(g, 'YYYY-MM-DD') AS giorno, extract(day FROM g)::int AS numero, g >= :mese::date AND g < :mese::date + interval '1 month' AS dentro,
       extract(isodow FROM g) = 1 AS lunedi, extract(isodow FROM g) = 7 AS domenica, g = current_date AS oggi, prestazione_giorno(g::date) AS nome
  FROM generate_series(date_trunc('week', :mese::date), date_trunc('week', :mese::date + interval '1 month' - interval '1 day') + interval '6 days', interval '1 day') g;

-- ---- one that was rendered ----

-- name: prestazione_scelte :many
-- The planned services of a case, for a choice: those that stand now or stood within a year.
SELECT v.id AS prestazione_prevista_id, coalesce(t.descrizione, v.prestazione) || ', ' || f.denominazione || CASE WHEN v.al IS NULL THEN ', dal ' || to_char(v.dal, 'DD/MM/YYYY')
         ELSE ', dal ' || to_char(v.dal, 'DD/MM/YYYY') || ' al ' || to_char(v.al, 'DD/MM/YYYY') END AS testo, v.unita
  FROM prestazione_prevista v JOIN fornitore f ON f.id = v.fornitore_id LEFT JOIN tipo_intervento t ON t.kind = 'intervento_prestazione' AND t.codice = v.prestazione
 WHERE v.pratica_id = :pratica_id AND coalesce(v.al > current_date - 366, true) ORDER BY v.al IS NOT NULL, 2 LIMIT 100;

-- name: prestazione_resa_leggi :maybe
SELECT r.id AS prestazione_resa_id, r.versione, r.prestazione_prevista_id, v.unita, to_char(r.data, 'YYYY-MM') AS mese, prestazione_giorno(r.data) AS giorno
  FROM prestazione_resa r JOIN prestazione_prevista v ON v.id = r.prestazione_prevista_id WHERE r.id = :prestazione_resa_id AND r.pratica_id = :pratica_id;

-- name: prestazione_resa_campi :hdf1
-- For the form: the columns are its fields.
SELECT r.prestazione_prevista_id AS prevista, r.data, CASE WHEN r.motivo IS NULL THEN 'SI' ELSE 'NO' END AS esito, r.motivo, CASE WHEN r.motivo IS NULL THEN prestazione_parole(v.unita, r.quantita) END AS quantita,
       to_char(r.dalle, 'HH24:MI') AS dalle, to_char(r.alle, 'HH24:MI') AS alle, r.operatore, r.nota
  FROM prestazione_resa r JOIN prestazione_prevista v ON v.id = r.prestazione_prevista_id WHERE r.id = :prestazione_resa_id AND r.pratica_id = :pratica_id;

-- name: prestazione_resa_crea :one
INSERT INTO prestazione_resa (pratica_id, prestazione_prevista_id, data, quantita, motivo, dalle, alle, operatore, nota, creato_da)
VALUES (:pratica_id, :prestazione_prevista_id, :data, :quantita::int, :motivo, :dalle, :alle, :operatore, :nota, identita_operatore()) RETURNING id AS prestazione_resa_id;

-- name: prestazione_resa_salva :count
UPDATE prestazione_resa SET prestazione_prevista_id = :prestazione_prevista_id, data = :data, quantita = :quantita::int, motivo = :motivo, dalle = :dalle, alle = :alle, operatore = :operatore, nota = :nota
 WHERE id = :prestazione_resa_id AND pratica_id = :pratica_id AND versione = :versione;

-- name: prestazione_resa_togli :maybe
DELETE FROM prestazione_resa WHERE id = :prestazione_resa_id AND pratica_id = :pratica_id RETURNING to_char(data, 'YYYY-MM') AS mese;

-- ---- a whole month at once ----

-- name: prestazione_righe_pratica :many
-- The planned services of a case that stand in a month.
SELECT v.id AS prestazione_prevista_id, v.pratica_id, coalesce(t.descrizione, v.prestazione) AS prestazione, f.denominazione AS sotto, v.unita, lower(coalesce(u.descrizione, v.unita)) AS unita_nome
  FROM prestazione_prevista v JOIN fornitore f ON f.id = v.fornitore_id
  LEFT JOIN tipo_intervento t ON t.kind = 'intervento_prestazione' AND t.codice = v.prestazione
  LEFT JOIN scelta u ON u.vocabolario = 'unita_prestazione' AND u.codice = v.unita
 WHERE v.pratica_id = :pratica_id AND v.dal < (:mese::date + interval '1 month')::date AND coalesce(v.al >= :mese::date, true) ORDER BY v.dalle NULLS LAST, 3, v.id LIMIT 20;

-- name: prestazione_righe_fornitore :many
-- What a supplier renders in a month, of the cases that the reader writes, by person; after that one.  Whether they write it is asked of the
-- cases of that supplier alone: before the join it would be asked of every case of the service.
WITH c AS MATERIALIZED (
  SELECT v.id, v.pratica_id, v.prestazione, v.unita, p.codice, s.cognome || ' ' || s.nome AS persona, s.chiave
    FROM prestazione_prevista v JOIN pratica p ON p.id = v.pratica_id JOIN soggetto s ON s.id = p.titolare_soggetto_id
   WHERE v.fornitore_id = :fornitore_id AND coalesce(v.al, 'infinity') >= :mese::date AND v.dal < (:mese::date + interval '1 month')::date AND p.servizio_id = (SELECT identita_servizio()))
SELECT c.id AS prestazione_prevista_id, c.pratica_id, c.persona, c.codice, coalesce(t.descrizione, c.prestazione) AS prestazione, c.unita, lower(coalesce(u.descrizione, c.unita)) AS unita_nome,
       coalesce(m.chiuso_il IS NOT NULL, false) AS chiuso
  FROM c LEFT JOIN tipo_intervento t ON t.kind = 'intervento_prestazione' AND t.codice = c.prestazione
  LEFT JOIN scelta u ON u.vocabolario = 'unita_prestazione' AND u.codice = c.unita
  LEFT JOIN prestazione_mese m ON m.pratica_id = c.pratica_id AND m.mese = :mese::date
 WHERE pratica_livello(c.pratica_id) = 2 AND (:dopo::bigint = 0 OR (c.chiave, c.id) > (SELECT d.chiave, d.id FROM c d WHERE d.id = :dopo::bigint))
 ORDER BY c.chiave, c.id LIMIT 16;

-- name: prestazione_celle :many
-- The days until today on which those may be rendered: what is stored, and what the plan says of the day.
SELECT v.id AS prestazione_prevista_id, extract(day FROM d)::int AS giorno, prestazione_giorno(d::date) AS giorno_nome, r.id IS NOT NULL AS scritta,
       CASE WHEN r.motivo IS NOT NULL THEN r.motivo WHEN r.id IS NOT NULL THEN prestazione_parole(v.unita, r.quantita) END AS valore,
       CASE WHEN EXISTS (SELECT FROM prestazione_giorni(v, d::date, d::date)) THEN prestazione_parole(v.unita, v.quantita) END AS previsto
  FROM prestazione_prevista v
 CROSS JOIN LATERAL generate_series(greatest(:mese::date, v.dal)::timestamp, least((:mese::date + interval '1 month' - interval '1 day')::date, current_date, coalesce(v.al, current_date))::timestamp, interval '1 day') d
  LEFT JOIN prestazione_resa r ON r.prestazione_prevista_id = v.id AND r.data = d::date
 WHERE v.id = ANY (:previste::bigint[]) ORDER BY d, v.id;

-- name: prestazione_mesi_blocca :one
-- The sum of the versions of a month of those cases, which nobody else writes until this transaction ends.
SELECT prestazione_mesi_blocca(:pratiche::bigint[], :mese::date) AS versione;

-- name: prestazione_mesi_versione :one
SELECT coalesce(sum(m.versione), 0)::bigint AS versione FROM prestazione_mese m WHERE m.pratica_id = ANY (:pratiche::bigint[]) AND m.mese = :mese::date;

-- name: prestazione_celle_salva :exec
-- [{"p": planned, "d": day, "q": quantity, "m": reason or null}]; hours that were stated go where the quantity is another.
INSERT INTO prestazione_resa AS r (pratica_id, prestazione_prevista_id, data, quantita, motivo, creato_da)
SELECT v.pratica_id, v.id, x.d, x.q, x.m, identita_operatore() FROM jsonb_to_recordset(:righe::jsonb) AS x (p bigint, d date, q int, m text) JOIN prestazione_prevista v ON v.id = x.p ORDER BY v.id, x.d
ON CONFLICT ON CONSTRAINT prestazione_resa_giorno DO UPDATE SET quantita = excluded.quantita, motivo = excluded.motivo, dalle = NULL, alle = NULL
 WHERE (r.quantita, r.motivo) IS DISTINCT FROM (excluded.quantita, excluded.motivo);

-- name: prestazione_celle_togli :exec
-- [{"p": planned, "d": day}]: what was emptied.
DELETE FROM prestazione_resa r USING jsonb_to_recordset(:righe::jsonb) AS x (p bigint, d date) WHERE r.prestazione_prevista_id = x.p AND r.data = x.d;

-- name: prestazione_mese_salvato_da :maybe
-- Who wrote in a month last, for the page with both texts.
SELECT operatore_nome(s.operatore_id) AS chi, s.operatore_id = identita_operatore() AS mio, s.quando FROM storia s
 WHERE s.pratica_id = ANY (:pratiche::bigint[]) AND s.tabella = 'prestazione_resa' ORDER BY s.id DESC LIMIT 1;

-- name: prestazione_motivi_legenda :hdf
SELECT c.codice AS id, c.descrizione FROM scelta c WHERE c.vocabolario = 'motivo_non_resa' AND c.valida_dal <= current_date AND coalesce(c.valida_al >= current_date, true) ORDER BY c.ordine, c.codice;

-- name: prestazione_motivi :many
SELECT c.codice FROM scelta c WHERE c.vocabolario = 'motivo_non_resa' AND c.valida_dal <= current_date AND coalesce(c.valida_al >= current_date, true) ORDER BY c.ordine, c.codice;

-- name: prestazione_mese_chiudi :one
-- perche NULL: it is closed.
SELECT prestazione_mese_chiudi(:pratica_id, :mese::date, :versione::int) AS perche;

-- name: prestazione_mese_riapri :one
-- perche NULL: it is open.
SELECT prestazione_mese_riapri(:pratica_id, :mese::date) AS perche;
