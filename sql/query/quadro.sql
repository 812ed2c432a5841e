-- The quadro riassuntivo of a person and of both households.

-- name: quadro_conta :many
-- One query: the person, who is in either household today, and the cases of each by kind.  Rows come by
-- person; kind is NULL for who has none.  Of a reserved person only the cases that the reader opens.
-- Rows of one and the same person, as far as they are seen, are one line (`uniti`: their ids), whether they
-- live in the household or not; the cases stay where they are.
WITH membro AS MATERIALIZED (
  SELECT m.*, ARRAY(SELECT m.soggetto_id UNION ALL SELECT t.altro_soggetto_id FROM stessa_persona t WHERE t.soggetto_id = m.soggetto_id) AS uniti
    FROM (SELECT x.soggetto_id, min(x.relazione) FILTER (WHERE x.tipo = 'di_fatto') AS di_fatto, min(x.relazione) FILTER (WHERE x.tipo = 'anagrafico') AS anagrafico
            FROM (SELECT c.soggetto_id, c.tipo, c.relazione
                    FROM nucleo_componente io JOIN nucleo_componente c ON c.nucleo_id = io.nucleo_id AND c.dal <= current_date AND coalesce(c.al, 'infinity') >= current_date
                   WHERE io.soggetto_id = :soggetto_id AND io.dal <= current_date AND coalesce(io.al, 'infinity') >= current_date
                  UNION ALL SELECT :soggetto_id, NULL, NULL) x
           GROUP BY x.soggetto_id) m
), riga AS MATERIALIZED (
  SELECT c.capo, min(c.di_fatto) AS di_fatto, min(c.anagrafico) AS anagrafico, array_agg(DISTINCT u.id) AS uniti
    FROM (SELECT m.*, CASE WHEN :soggetto_id = ANY (m.uniti) THEN :soggetto_id
                           ELSE (SELECT min(n.soggetto_id) FROM membro n WHERE n.soggetto_id = ANY (m.uniti)) END AS capo FROM membro m) c
   CROSS JOIN LATERAL unnest(c.uniti) u (id)
   GROUP BY c.capo
), insieme AS MATERIALIZED (
  SELECT s.id, s.cognome, s.nome, s.chiave, s.sesso, s.data_nascita, s.data_decesso, r.di_fatto, r.anagrafico, r.uniti
    FROM riga r JOIN soggetto s ON s.id = r.capo
), conti AS (
  SELECT i.id AS soggetto_id, z.kind, sum(z.aperte)::bigint AS aperte, sum(z.totali)::bigint AS totali
    FROM (SELECT q.soggetto_id, q.kind, q.aperte, q.totali FROM quadro_conta((SELECT array_agg(u) FROM insieme i, unnest(i.uniti) u)) q
          UNION ALL
          SELECT s.id, p.kind, count(*) FILTER (WHERE p.stato NOT IN ('T', 'X')), count(*)
            FROM insieme i CROSS JOIN LATERAL unnest(i.uniti) u (id) JOIN soggetto s ON s.id = u.id AND s.riservato
            JOIN pratica p ON p.titolare_soggetto_id = s.id JOIN kind k ON k.codice = p.kind AND k.nel_quadro
           GROUP BY s.id, p.kind) z
    JOIN insieme i ON z.soggetto_id = ANY (i.uniti)
   GROUP BY i.id, z.kind
)
SELECT i.id AS soggetto_id, i.cognome, i.nome, i.sesso, i.data_nascita, i.data_decesso, i.di_fatto, i.anagrafico,
       parentela_parola(f.descrizione, i.sesso) AS di_fatto_testo, parentela_parola(a.descrizione, i.sesso) AS anagrafico_testo,
       c.kind, c.aperte, c.totali, array_to_string(i.uniti, ',') AS uniti,
       (SELECT string_agg(CASE WHEN o.chiave <> i.chiave THEN o.cognome || ' ' || o.nome || ', ' ELSE '' END || coalesce(o.codice_fiscale || ', ', o.codice_stp || ', ', '') || 'numero ' || o.codice, '; ' ORDER BY o.id)
          FROM soggetto o WHERE o.id = ANY (i.uniti) AND o.id <> i.id) AS anche
  FROM insieme i LEFT JOIN conti c ON c.soggetto_id = i.id
  LEFT JOIN voce f ON f.vocabolario = 'relazione_parentela' AND f.codice = i.di_fatto AND f.valida_dal = DATE '1900-01-01'
  LEFT JOIN voce a ON a.vocabolario = 'relazione_parentela' AND a.codice = i.anagrafico AND a.valida_dal = DATE '1900-01-01'
 ORDER BY i.id <> :soggetto_id, coalesce(f.ordine, a.ordine), i.data_nascita, i.id;

-- name: quadro_colonne :many
SELECT k.codice, k.plurale, k.denominazione FROM kind k WHERE k.nel_quadro ORDER BY k.ordine, k.plurale;

-- name: quadro_dati :many
-- What everybody reads of each kind.
SELECT k.plurale, q.dato FROM quadro_dato q JOIN kind k ON k.codice = q.kind WHERE k.nel_quadro AND q.visibile
 ORDER BY k.ordine, k.plurale, array_position(ARRAY['tipo', 'stato', 'data_inizio', 'data_fine', 'motivo_termine'], q.dato);

-- name: quadro_pratiche :many
-- «Completo»: the cases of these persons; of those that the reader opens all that stands in a line,
-- of the others what everybody reads.  `quali` is an array of ids, already as visible.
SELECT q.pratica_id, q.soggetto_id, s.cognome, s.nome, q.codice, q.kind, q.kind_nome, q.chiusa,
       CASE WHEN p.id IS NOT NULL THEN t.descrizione ELSE q.tipo END AS tipo, coalesce(p.stato, q.stato) AS stato, e.descrizione AS stato_nome,
       coalesce(p.data_inizio, q.data_inizio) AS data_inizio, coalesce(p.data_fine, q.data_fine) AS data_fine,
       m.descrizione AS motivo, q.servizio, q.servizio_telefono, q.servizio_email, q.riferimento_operatore_id = identita_operatore() AS mia,
       q.riferimento, q.riferimento_telefono, q.riferimento_email, q.gia_chiesta, q.storica, p.id IS NOT NULL AS apre, q.ordine::text AS ordine
  FROM quadro_pratiche((:quali::text)::bigint[], :kind::text, :solo_aperte::boolean, (:dopo_data::text)::date, :dopo_pratica_id::bigint, :quante::bigint) q
  JOIN soggetto s ON s.id = q.soggetto_id
  JOIN kind k ON k.codice = q.kind
  LEFT JOIN pratica p ON p.id = q.pratica_id
  LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo
  LEFT JOIN voce e ON e.vocabolario = k.stati AND e.codice = coalesce(p.stato, q.stato) AND e.valida_dal = DATE '1900-01-01'
  LEFT JOIN voce m ON m.vocabolario = k.motivi_termine AND m.codice = coalesce(p.motivo_termine, q.motivo_termine) AND m.valida_dal = DATE '1900-01-01'
 ORDER BY q.ordine DESC, q.pratica_id DESC;

-- name: quadro_chi_segue :hdf
-- Who follows an open case of these persons, with what and how to reach them (ROL-09).
SELECT q.riferimento AS nome, q.servizio, string_agg(DISTINCT q.kind_nome || ' di ' || s.nome, ', ') AS che,
       coalesce(min(q.riferimento_telefono), min(q.servizio_telefono)) AS telefono, coalesce(min(q.riferimento_email), min(q.servizio_email)) AS email,
       bool_or(q.riferimento_operatore_id = identita_operatore()) AS tu
  FROM quadro_pratiche((:quali::text)::bigint[], NULL, true, NULL, NULL, 200) q JOIN soggetto s ON s.id = q.soggetto_id
 GROUP BY q.riferimento_operatore_id, q.riferimento, q.servizio
 ORDER BY bool_or(q.riferimento_operatore_id = identita_operatore()) DESC, q.riferimento;

-- name: quadro_doppie :many
SELECT d.che, d.codice, d.servizio, s.cognome || ' ' || s.nome AS nome
  FROM quadro_doppie((:quali::text)::bigint[]) d JOIN soggetto s ON s.id = d.soggetto_id;

-- name: quadro_scadenze :hdf
-- What is due in the next thirty days: in the cases of these persons that the reader opens, and what lapses
-- of the persons themselves (BEY-12).
SELECT x.data, x.testo, x.pratica, x.codice, x.sezione, x.soggetto
  FROM (SELECT e.data, e.titolo AS testo, p.id AS pratica, p.codice, 'eventi' AS sezione, NULL::bigint AS soggetto
          FROM pratica p JOIN evento e ON e.pratica_id = p.id
         WHERE p.titolare_soggetto_id = ANY ((:quali::text)::bigint[]) AND p.stato NOT IN ('T', 'X') AND e.data BETWEEN current_date AND current_date + 30
        UNION ALL
        SELECT p.data_fine_prevista, 'Fine prevista', p.id, p.codice, NULL, NULL
          FROM pratica p
         WHERE p.titolare_soggetto_id = ANY ((:quali::text)::bigint[]) AND p.stato NOT IN ('T', 'X')
           AND p.data_fine_prevista BETWEEN current_date AND current_date + 30
        UNION ALL
        SELECT i.scade_il, 'Scade: ' || coalesce(v.descrizione, i.tipo), NULL, s.cognome || ' ' || s.nome, 'identita', s.id
          FROM soggetto_identita i JOIN soggetto s ON s.id = i.soggetto_id AND s.data_decesso IS NULL
          LEFT JOIN voce v ON v.vocabolario = 'tipo_identita' AND v.codice = i.tipo
         WHERE i.soggetto_id = ANY ((:quali::text)::bigint[]) AND i.scade_il BETWEEN current_date AND current_date + 30
        UNION ALL
        SELECT i.valida_fino, 'Scade l’ISEE: ' || coalesce(v.descrizione, i.tipo), NULL, s.cognome || ' ' || s.nome, 'isee', s.id
          FROM isee i JOIN soggetto s ON s.id = i.soggetto_id
          LEFT JOIN voce v ON v.vocabolario = 'tipo_isee' AND v.codice = i.tipo AND v.valida_al IS NULL
         WHERE i.soggetto_id = ANY ((:quali::text)::bigint[]) AND i.valida_fino BETWEEN current_date AND current_date + 30) x
 ORDER BY x.data, x.codice LIMIT 12;
