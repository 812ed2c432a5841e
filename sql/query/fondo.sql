-- Funds: ceiling, what is given out, committed, spent, left (ECO-09).

-- name: fondi_elenco :hdf
SELECT f.id, f.denominazione, f.anno::text AS anno, v.descrizione AS fonte_nome, f.servizio_id = identita_servizio() AS mio, s.denominazione AS servizio, f.importo, r.assegnato, r.impegnato, r.pagato AS speso, r.residuo,
       conti_lungo(r.assegnato, f.importo) AS x_assegnato, conti_lungo(r.impegnato, f.importo) AS x_impegnato, conti_lungo(r.pagato, f.importo) AS x_speso,
       CASE WHEN f.soglia_avviso < 100 THEN floor(f.soglia_avviso * 10)::bigint END AS x_soglia, replace(trim_scale(f.soglia_avviso)::text, '.', ',') AS soglia,
       NOT f.chiuso AND r.avviso AS oltre, f.valido_al < current_date AS scade
  FROM finanziamento f JOIN servizio s ON s.id = f.servizio_id LEFT JOIN scelta v ON v.vocabolario = 'fonte_finanziamento' AND v.codice = f.fonte, LATERAL fondo_residuo(f.id) r
 WHERE f.chiuso = :chiusi::boolean ORDER BY f.anno DESC, f.denominazione, f.id LIMIT 500;

-- name: fondi_totale :hdf1
SELECT coalesce(sum(f.importo), 0) AS importo, coalesce(sum(r.assegnato), 0) AS assegnato, coalesce(sum(r.impegnato), 0) AS impegnato, coalesce(sum(r.pagato), 0) AS speso,
       coalesce(sum(r.residuo), 0) AS residuo
  FROM finanziamento f, LATERAL fondo_residuo(f.id) r WHERE f.chiuso = :chiusi::boolean;

-- name: fondo_leggi :maybe
SELECT f.id AS finanziamento_id, f.denominazione, f.chiuso, f.versione::bigint AS versione, f.servizio_id = identita_servizio() AS scrive FROM finanziamento f WHERE f.id = :finanziamento_id;

-- name: fondo_vedi :hdf1
SELECT f.id, f.denominazione, f.anno::text AS anno, v.descrizione AS fonte_nome, s.denominazione AS servizio, f.capitolo, f.cup, f.valido_dal, f.valido_al, f.chiuso, f.note, f.importo, r.assegnato, r.impegnato,
       r.pagato AS speso, r.residuo, conti_lungo(r.assegnato, f.importo) AS x_assegnato, conti_lungo(r.impegnato, f.importo) AS x_impegnato, conti_lungo(r.pagato, f.importo) AS x_speso,
       CASE WHEN f.soglia_avviso < 100 THEN floor(f.soglia_avviso * 10)::bigint END AS x_soglia, replace(trim_scale(f.soglia_avviso)::text, '.', ',') AS soglia,
       NOT f.chiuso AND r.avviso AS oltre
  FROM finanziamento f JOIN servizio s ON s.id = f.servizio_id LEFT JOIN scelta v ON v.vocabolario = 'fonte_finanziamento' AND v.codice = f.fonte, LATERAL fondo_residuo(f.id) r
 WHERE f.id = :finanziamento_id;

-- name: fondo_servizi :hdf
SELECT s.denominazione FROM finanziamento_servizio x JOIN servizio s ON s.id = x.servizio_id WHERE x.finanziamento_id = :finanziamento_id ORDER BY s.denominazione;

-- name: fondo_pratiche :hdf
-- The cases that the reader opens, each with what it takes; what others take is one more row.
SELECT x.pratica, x.codice, x.tipo, x.titolare, x.servizio, x.assegnato, x.impegnato, x.speso
  FROM (SELECT p.id AS pratica, p.codice, coalesce(t.descrizione, k.denominazione) AS tipo, pratica_di_chi(p.titolare_soggetto_id, g.cognome, g.nome, p.dati) AS titolare, s.denominazione AS servizio,
               q.importo AS assegnato, q.impegnato, (SELECT coalesce(sum(m.netto), 0) FROM movimento m WHERE m.pratica_id = q.pratica_id AND m.finanziamento_id = q.finanziamento_id AND m.stato = 'G') AS speso, 1 AS ordine
          FROM finanziamento_pratica q JOIN pratica p ON p.id = q.pratica_id JOIN kind k ON k.codice = p.kind JOIN servizio s ON s.id = p.servizio_id LEFT JOIN soggetto g ON g.id = p.titolare_soggetto_id
          LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo
         WHERE q.finanziamento_id = :finanziamento_id
        UNION ALL
        SELECT NULL, NULL, NULL, NULL, 'Altri interventi, che non apri', r.assegnato - v.assegnato, r.impegnato - v.impegnato, r.pagato - v.speso, 2
          FROM fondo_residuo(:finanziamento_id) r,
               (SELECT coalesce(sum(q.importo), 0) AS assegnato, coalesce(sum(q.impegnato), 0) AS impegnato,
                       coalesce(sum((SELECT sum(m.netto) FROM movimento m WHERE m.pratica_id = q.pratica_id AND m.finanziamento_id = q.finanziamento_id AND m.stato = 'G')), 0) AS speso
                  FROM finanziamento_pratica q WHERE q.finanziamento_id = :finanziamento_id) v
         WHERE r.assegnato <> v.assegnato) x
 ORDER BY x.ordine, x.assegnato DESC, x.pratica LIMIT 500;

-- name: fondo_mesi :hdf
-- Of the movements that the reader sees.
SELECT mese_in_parole(date_trunc('month', m.scadenza)::date) AS mese, coalesce(sum(m.netto) FILTER (WHERE m.stato IN ('P', 'D', 'A', 'L')), 0) AS da_pagare,
       coalesce(sum(m.netto) FILTER (WHERE m.stato = 'G'), 0) AS pagato
  FROM movimento m WHERE m.finanziamento_id = :finanziamento_id AND m.stato NOT IN ('X', 'R') GROUP BY date_trunc('month', m.scadenza) ORDER BY date_trunc('month', m.scadenza) LIMIT 60;

-- name: fondo_altri_servizi :many
SELECT s.id AS servizio_id, s.denominazione FROM servizio s
 WHERE s.tipo <> 'storico' AND s.id <> identita_servizio() AND coalesce(s.valido_al, current_date) >= current_date ORDER BY CASE s.tipo WHEN 'comune' THEN 2 ELSE 1 END, s.denominazione;

-- name: fondo_campi :hdf1
SELECT f.denominazione, f.anno::text AS anno, f.fonte, f.capitolo, f.cup, f.importo, f.soglia_avviso, f.valido_dal, f.valido_al, f.note,
       (SELECT string_agg(x.servizio_id::text, ',') FROM finanziamento_servizio x WHERE x.finanziamento_id = f.id) AS servizi
  FROM finanziamento f WHERE f.id = :finanziamento_id;

-- name: fondo_crea :one
INSERT INTO finanziamento (anno, denominazione, fonte, capitolo, cup, importo, valido_dal, valido_al, soglia_avviso, note)
VALUES (:anno::int, :denominazione, :fonte, :capitolo, :cup, :importo, :valido_dal, :valido_al, coalesce(:soglia_avviso::numeric, 90), :note) RETURNING id AS finanziamento_id;

-- name: fondo_salva :count
UPDATE finanziamento SET anno = :anno::int, denominazione = :denominazione, fonte = :fonte, capitolo = :capitolo, cup = :cup, importo = :importo, valido_dal = :valido_dal, valido_al = :valido_al,
       soglia_avviso = coalesce(:soglia_avviso::numeric, 90), note = :note
 WHERE id = :finanziamento_id AND versione = :versione;

-- name: fondo_servizi_toglie :exec
DELETE FROM finanziamento_servizio WHERE finanziamento_id = :finanziamento_id AND NOT servizio_id = ANY ((:servizi::text)::bigint[]);

-- name: fondo_servizi_aggiunge :exec
INSERT INTO finanziamento_servizio (finanziamento_id, servizio_id)
SELECT :finanziamento_id, x FROM unnest((:servizi::text)::bigint[]) x WHERE NOT EXISTS (SELECT FROM finanziamento_servizio s WHERE s.finanziamento_id = :finanziamento_id AND s.servizio_id = x);

-- name: fondo_chiudi :count
UPDATE finanziamento SET chiuso = :chiuso::boolean WHERE id = :finanziamento_id;
