-- Stays in facilities: admission, discharge, days month by month.

-- name: inserimento_conta :one
SELECT count(*) AS inserimenti FROM inserimento i WHERE i.pratica_id = :pratica_id;

-- name: inserimenti_righe :hdf
-- The stays of a case, the last one first.  The address of the facility only for who sees the facility.
SELECT i.id, inserimento_dove(i.id) AS dove, s.id AS struttura, coalesce(t.descrizione, i.tipo_posto) AS tipo, i.ammissione, i.dimissione, d.descrizione AS motivo,
       i.giorni_settimana <> '1,2,3,4,5,6,7' AS a_giorni,
       (SELECT string_agg(g.descrizione, ', ' ORDER BY g.codice) FROM voce g WHERE g.vocabolario = 'giorno_settimana' AND g.codice = ANY (string_to_array(i.giorni_settimana, ','))) AS giorni,
       i.spese_personali, i.note, i.dimissione IS NULL OR i.dimissione > current_date AS aperto, i.ammissione > current_date AS futuro, i.dimissione IS NULL AS senza_fine,
       NOT EXISTS (SELECT FROM presenza_assenza m WHERE m.inserimento_id = i.id) AS vuoto
  FROM inserimento i LEFT JOIN struttura s ON s.id = i.struttura_id
  LEFT JOIN voce t ON t.vocabolario = 'tipo_posto' AND t.codice = i.tipo_posto AND t.valida_al IS NULL
  LEFT JOIN voce d ON d.vocabolario = 'motivo_dimissione' AND d.codice = i.motivo_dimissione AND d.valida_al IS NULL
 WHERE i.pratica_id = :pratica_id ORDER BY i.ammissione DESC, i.id DESC LIMIT 100;

-- name: inserimento_posti_offerti :many
-- Where somebody can be admitted: facilities of the type of the intervento first; free places of today.
SELECT s.id AS struttura_id, o.tipo_posto, s.denominazione || ' · ' || coalesce(t.descrizione, o.tipo_posto) || ' (' || CASE o.posti - o.occupati WHEN 1 THEN '1 libero' ELSE (o.posti - o.occupati) || ' liberi' END || ' oggi)' AS testo,
       coalesce(y.descrizione, s.tipo) AS gruppo
  FROM struttura s CROSS JOIN LATERAL struttura_oggi(s.id) o
  LEFT JOIN voce t ON t.vocabolario = 'tipo_posto' AND t.codice = o.tipo_posto AND t.valida_al IS NULL
  LEFT JOIN voce y ON y.vocabolario = 'tipo_struttura' AND y.codice = s.tipo AND y.valida_al IS NULL
 WHERE s.chiusa_il IS NULL
 ORDER BY s.tipo <> coalesce((SELECT p.tipo FROM pratica p WHERE p.id = :pratica_id), ''), coalesce(y.descrizione, s.tipo), lower(s.denominazione), t.ordine LIMIT 500;

-- name: inserimento_altrove :maybe
-- Another residential stay of the person on these days that the reader may see; none that they may not.
SELECT inserimento_dove(i.id) AS dove, p.codice, i.ammissione, i.dimissione FROM inserimento i JOIN pratica p ON p.id = i.pratica_id
 WHERE i.soggetto_id = (SELECT q.titolare_soggetto_id FROM pratica q WHERE q.id = :pratica_id) AND i.residenziale AND i.id <> coalesce(:inserimento_id::bigint, 0)
   AND i.occupazione && daterange(:ammissione::date, greatest(:dimissione::date, CASE WHEN :dimissione::date IS NOT NULL THEN :ammissione::date + 1 END))
   AND (SELECT (v.attributi ->> 'residenziale')::boolean FROM voce v WHERE v.vocabolario = 'tipo_posto' AND v.codice = :tipo_posto::text AND v.valida_al IS NULL)
 ORDER BY i.ammissione LIMIT 1;

-- name: inserimento_crea :one
INSERT INTO inserimento (pratica_id, struttura_id, tipo_posto, ammissione, giorni_settimana, spese_personali, note, creato_da)
VALUES (:pratica_id, :struttura_id, :tipo_posto, :ammissione, :giorni_settimana, :spese_personali::numeric, :note, identita_operatore()) RETURNING id AS inserimento_id;

-- name: inserimento_leggi :maybe
SELECT i.id AS inserimento_id, i.struttura_id, i.tipo_posto, i.ammissione, i.dimissione, i.giorni_settimana, i.spese_personali::text AS spese_personali, i.versione, inserimento_dove(i.id) AS dove
  FROM inserimento i WHERE i.id = :inserimento_id AND i.pratica_id = :pratica_id;

-- name: inserimento_campi :hdf1
SELECT i.ammissione, i.giorni_settimana, i.spese_personali::text AS spese_personali, i.note FROM inserimento i WHERE i.id = :inserimento_id;

-- name: inserimento_salva :count
UPDATE inserimento SET ammissione = :ammissione, giorni_settimana = :giorni_settimana, spese_personali = :spese_personali::numeric, note = :note
 WHERE id = :inserimento_id AND pratica_id = :pratica_id AND versione = :versione::int;

-- name: inserimento_uscita_campi :hdf1
SELECT i.dimissione, i.motivo_dimissione FROM inserimento i WHERE i.id = :inserimento_id;

-- name: inserimento_dimetti :count
UPDATE inserimento SET dimissione = :dimissione, motivo_dimissione = :motivo_dimissione WHERE id = :inserimento_id AND pratica_id = :pratica_id AND versione = :versione::int;

-- name: inserimento_togli :count
DELETE FROM inserimento WHERE id = :inserimento_id AND pratica_id = :pratica_id;

-- ---- days ----

-- name: presenze_mesi :hdf
-- The months of the stays of a case that have begun, the last first: days, cost, whether they are closed.
SELECT i.id AS inserimento, to_char(m.mese, 'YYYY-MM') AS chiave, to_char(m.mese, 'MM/YYYY') AS mese, inserimento_dove(i.id) AS dove, p.id IS NOT NULL AS scritto, p.chiuso_il IS NOT NULL AS chiuso,
       coalesce(p.presenze, c.presenze) AS presenze, coalesce(p.assenze, c.assenze) AS assenze, coalesce(p.importo, c.importo) AS importo, p.importo IS NULL AND c.senza_retta > 0 AS senza_retta,
       z.denominazione AS movimento, z.aspetto
  FROM inserimento i
 CROSS JOIN LATERAL generate_series(date_trunc('month', i.ammissione::timestamp), date_trunc('month', least(coalesce(i.dimissione, current_date), current_date)::timestamp), interval '1 month') m (mese)
  LEFT JOIN presenza_assenza p ON p.inserimento_id = i.id AND p.mese = m.mese::date
 CROSS JOIN LATERAL inserimento_conto(i.id, m.mese::date) c
  LEFT JOIN movimento v ON v.origine = 'struttura' AND v.origine_id = p.id LEFT JOIN movimento_stato z ON z.codice = v.stato
 WHERE i.pratica_id = :pratica_id AND m.mese::date > (current_date - interval '25 months') ORDER BY m.mese DESC, i.ammissione DESC LIMIT 60;

-- name: presenze_mese :maybe
-- A month of a stay: its first day, the row if somebody has written it.  None outside the stay.
SELECT m.mese, to_char(m.mese, 'MM/YYYY') AS mese_parole, coalesce(p.id, 0) AS riga, coalesce(p.versione, 1) AS versione, p.chiuso_il IS NOT NULL AS chiuso, inserimento_mese(i.id, m.mese) AS giorni,
       m.mese <= current_date AS cominciato
  FROM inserimento i CROSS JOIN (SELECT to_date(:chiave::text || '-01', 'YYYY-MM-DD') AS mese) m LEFT JOIN presenza_assenza p ON p.inserimento_id = i.id AND p.mese = m.mese
 WHERE i.id = :inserimento_id AND i.pratica_id = :pratica_id AND EXISTS (SELECT FROM inserimento_giorni(i.id, m.mese));

-- name: presenze_giorni :hdf
-- The days of the stay in that month, for the form: g_1 is the field of the first.
SELECT extract(day FROM g.giorno)::int AS numero, 'g_' || extract(day FROM g.giorno)::int AS campo, g.giorno, w.descrizione AS settimana, extract(isodow FROM g.giorno) > 5 AS festa
  FROM inserimento_giorni(:inserimento_id::bigint, :mese::date) g LEFT JOIN voce w ON w.vocabolario = 'giorno_settimana' AND w.codice = extract(isodow FROM g.giorno)::text AND w.valida_al IS NULL
 ORDER BY g.giorno;

-- name: presenze_costo :hdf
SELECT c.riga, c.codice, coalesce(v.descrizione, c.codice) AS giornate, c.giorni, c.tariffa, c.unita, replace(trim_scale(c.percentuale)::text, '.', ',') AS percentuale, c.importo, c.retta_id IS NULL AS senza_retta
  FROM inserimento_costo(:inserimento_id::bigint, :mese::date) c LEFT JOIN voce v ON v.vocabolario = 'presenza' AND v.codice = c.codice AND v.valida_al IS NULL ORDER BY c.riga;

-- name: presenze_conto :hdf1
SELECT c.presenze, c.assenze, c.importo, c.senza_retta FROM inserimento_conto(:inserimento_id::bigint, :mese::date) c;

-- name: presenze_quote :hdf
-- Who bears the cost of a month that is closed (sql/code/21_conti_costo.sql): shares of the case, then its service.
SELECT q.pagatore, CASE q.pagatore WHEN 'UTENTE' THEN 'Utente' WHEN 'COMUNE' THEN 'Comune' WHEN 'SSR' THEN 'Servizio sanitario' WHEN 'INPS' THEN 'INPS' WHEN 'SERVIZIO' THEN 'Il servizio' ELSE 'Altro ente' END AS chi,
       q.denominazione, q.importo
  FROM intervento_quote(:pratica_id::bigint, :mese::date, (:mese::date + interval '1 month' - interval '1 day')::date) q WHERE q.importo <> 0;

-- name: presenze_movimento :maybe
SELECT z.denominazione AS stato, z.aspetto, v.stato = 'P' AS previsto FROM presenza_assenza p JOIN movimento v ON v.origine = 'struttura' AND v.origine_id = p.id JOIN movimento_stato z ON z.codice = v.stato
 WHERE p.inserimento_id = :inserimento_id AND p.mese = :mese;

-- name: presenze_chiudi :one
SELECT presenza_chiudi(:inserimento_id::bigint, :mese::date, :versione::int) AS fatto;

-- name: presenze_riapri :one
SELECT presenza_riapri(:inserimento_id::bigint, :mese::date) AS fatto;

-- name: presenze_crea :count
-- Nobody had written the month: somebody who did meanwhile is not written over.
INSERT INTO presenza_assenza (pratica_id, inserimento_id, mese, giorni, creato_da) VALUES (:pratica_id, :inserimento_id, :mese, :giorni, identita_operatore()) ON CONFLICT DO NOTHING;

-- name: presenze_salva :count
UPDATE presenza_assenza SET giorni = :giorni WHERE inserimento_id = :inserimento_id AND mese = :mese AND versione = :versione::int;

-- name: presenze_periodo :one
SELECT presenza_periodo(:inserimento_id::bigint, :dal::date, :al::date, :codice::text) AS giorni;

-- ---- extra expenses ----

-- name: spese_righe :hdf
SELECT e.id, e.data, coalesce(t.descrizione, e.tipo) AS tipo, e.descrizione, e.importo, e.documento_id AS documento, d.oggetto AS documento_nome, z.denominazione AS stato, z.aspetto,
       coalesce(v.stato = 'P', true) AS cambia
  FROM spesa_extra e LEFT JOIN voce t ON t.vocabolario = 'tipo_spesa_extra' AND t.codice = e.tipo AND t.valida_al IS NULL
  LEFT JOIN documento d ON d.id = e.documento_id LEFT JOIN movimento v ON v.origine = 'spesa' AND v.origine_id = e.id LEFT JOIN movimento_stato z ON z.codice = v.stato
 WHERE e.pratica_id = :pratica_id ORDER BY e.data DESC, e.id DESC LIMIT 200;

-- name: spesa_documenti :many
-- The documents of the case that the reader sees.
SELECT d.id AS documento_id, d.oggetto AS testo FROM documento d WHERE d.pratica_id = :pratica_id AND d.tolto_il IS NULL ORDER BY d.id DESC LIMIT 200;

-- name: spesa_crea :one
INSERT INTO spesa_extra (pratica_id, data, tipo, descrizione, importo, documento_id, creato_da)
VALUES (:pratica_id, :data, :tipo, :descrizione, :importo::numeric, :documento_id, identita_operatore()) RETURNING id AS spesa_extra_id;

-- name: spesa_leggi :maybe
SELECT e.id AS spesa_extra_id, e.versione, e.documento_id FROM spesa_extra e WHERE e.id = :spesa_extra_id AND e.pratica_id = :pratica_id;

-- name: spesa_campi :hdf1
SELECT e.data, e.tipo, e.descrizione, e.importo::text AS importo, e.documento_id::text AS documento FROM spesa_extra e WHERE e.id = :spesa_extra_id;

-- name: spesa_salva :count
UPDATE spesa_extra SET data = :data, tipo = :tipo, descrizione = :descrizione, importo = :importo::numeric, documento_id = :documento_id
 WHERE id = :spesa_extra_id AND pratica_id = :pratica_id AND versione = :versione::int;

-- name: spesa_togli :count
DELETE FROM spesa_extra WHERE id = :spesa_extra_id AND pratica_id = :pratica_id;
