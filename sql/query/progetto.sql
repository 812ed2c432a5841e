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
