-- The movements of the service added up (ECO-11), and those of a month one by one (ECO-12).

-- name: elaborazioni :hdf
-- By fund, by month of the day on which they fall due, or by Comune of residence; cancelled and returned ones are in no sum.
SELECT x.chiave, x.nome, count(*) AS quanti, sum(x.lordo) AS lordo, sum(x.decurtazione) AS decurtazione, sum(x.netto) AS netto,
       coalesce(sum(x.netto) FILTER (WHERE x.stato IN ('P', 'D')), 0) AS previsto, coalesce(sum(x.netto) FILTER (WHERE x.stato IN ('A', 'L')), 0) AS autorizzato,
       coalesce(sum(x.netto) FILTER (WHERE x.stato = 'G'), 0) AS pagato
  FROM (SELECT m.lordo, m.decurtazione, m.netto, m.stato,
               CASE :per::text WHEN 'mese' THEN to_char(m.scadenza, 'YYYY-MM') WHEN 'comune' THEN c.id::text ELSE m.finanziamento_id::text END AS chiave,
               CASE :per::text WHEN 'mese' THEN mese_in_parole(m.scadenza) WHEN 'comune' THEN coalesce(c.denominazione, 'Senza residenza in un comune') ELSE coalesce(f.denominazione || ' ' || f.anno,
                    CASE WHEN m.finanziamento_id IS NULL THEN 'Senza finanziamento' ELSE 'Fondo di un altro servizio' END) END AS nome
          FROM movimento m JOIN pratica p ON p.id = m.pratica_id LEFT JOIN soggetto s ON s.id = p.titolare_soggetto_id LEFT JOIN comune c ON c.id = s.residenza_comune_id
          LEFT JOIN finanziamento f ON f.id = m.finanziamento_id
         WHERE m.servizio_id = identita_servizio() AND m.stato NOT IN ('X', 'R') AND (:finanziamento_id::bigint IS NULL OR m.finanziamento_id = :finanziamento_id)
           AND (:comune_id::bigint IS NULL OR s.residenza_comune_id = :comune_id) AND m.scadenza >= coalesce(:dal::date, DATE '2000-01-01') AND m.scadenza <= coalesce(:al::date, DATE '2200-01-01')
           AND (:stato::text IS NULL OR m.stato = :stato)) x
 GROUP BY x.chiave, x.nome ORDER BY CASE WHEN :per = 'mese' THEN x.chiave END, x.nome, x.chiave LIMIT 500;

-- name: elaborazioni_totale :hdf1
SELECT count(*) AS quanti, coalesce(sum(m.lordo), 0) AS lordo, coalesce(sum(m.decurtazione), 0) AS decurtazione, coalesce(sum(m.netto), 0) AS netto,
       coalesce(sum(m.netto) FILTER (WHERE m.stato IN ('P', 'D')), 0) AS previsto, coalesce(sum(m.netto) FILTER (WHERE m.stato IN ('A', 'L')), 0) AS autorizzato,
       coalesce(sum(m.netto) FILTER (WHERE m.stato = 'G'), 0) AS pagato
  FROM movimento m JOIN pratica p ON p.id = m.pratica_id LEFT JOIN soggetto s ON s.id = p.titolare_soggetto_id
 WHERE m.servizio_id = identita_servizio() AND m.stato NOT IN ('X', 'R') AND (:finanziamento_id::bigint IS NULL OR m.finanziamento_id = :finanziamento_id)
   AND (:comune_id::bigint IS NULL OR s.residenza_comune_id = :comune_id) AND m.scadenza >= coalesce(:dal::date, DATE '2000-01-01') AND m.scadenza <= coalesce(:al::date, DATE '2200-01-01')
   AND (:stato::text IS NULL OR m.stato = :stato);

-- name: elaborazioni_fondi :many
SELECT f.id AS finanziamento_id, f.denominazione || ' ' || f.anno AS denominazione FROM finanziamento f ORDER BY f.anno DESC, f.denominazione, f.id;

-- name: elaborazioni_stati :many
SELECT s.codice, s.denominazione FROM movimento_stato s WHERE s.vivo ORDER BY s.ordine;

-- name: elaborazioni_mesi :hdf
-- The months of the ready-made report: those around today in which something falls due.
SELECT to_char(m.mese, 'YYYY-MM') AS mese, mese_in_parole(m.mese) AS nome
  FROM (SELECT DISTINCT date_trunc('month', m.scadenza)::date AS mese FROM movimento m
         WHERE m.servizio_id = identita_servizio() AND m.stato NOT IN ('X', 'R') AND m.scadenza BETWEEN current_date - 730 AND current_date + 366) m ORDER BY m.mese DESC;

-- name: elaborazioni_del_mese :hdf
SELECT m.id, p.id AS pratica, p.codice, coalesce(t.descrizione, k.denominazione) AS tipo, pratica_di_chi(p.titolare_soggetto_id, s.cognome, s.nome, p.dati) AS titolare, c.denominazione AS comune,
       m.periodo_dal, m.periodo_al, m.scadenza, m.fondo, m.impegno, m.lordo, m.decurtazione, m.netto, m.stato_nome, m.aspetto, e.codice AS elenco
  FROM movimento_in_parole m JOIN pratica p ON p.id = m.pratica_id JOIN kind k ON k.codice = p.kind LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo
  LEFT JOIN soggetto s ON s.id = p.titolare_soggetto_id LEFT JOIN comune c ON c.id = s.residenza_comune_id LEFT JOIN elenco_pagamento e ON e.id = m.elenco_id
 WHERE m.servizio_id = identita_servizio() AND m.stato NOT IN ('X', 'R') AND m.scadenza >= (:mese || '-01')::date AND m.scadenza < (:mese || '-01')::date + interval '1 month'
 ORDER BY titolare, m.scadenza, m.id LIMIT 2000;

-- name: elaborazioni_del_mese_totale :hdf1
SELECT mese_in_parole((:mese || '-01')::date) AS nome, count(*) AS quanti, count(DISTINCT m.pratica_id) AS pratiche, coalesce(sum(m.lordo), 0) AS lordo, coalesce(sum(m.decurtazione), 0) AS decurtazione,
       coalesce(sum(m.netto), 0) AS netto, count(*) > 2000 AS tagliato
  FROM movimento m WHERE m.servizio_id = identita_servizio() AND m.stato NOT IN ('X', 'R') AND m.scadenza >= (:mese || '-01')::date AND m.scadenza < (:mese || '-01')::date + interval '1 month';
