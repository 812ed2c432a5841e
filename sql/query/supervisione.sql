-- Supervision of a service (BEY-13).

-- name: supervisione_carico :many
SELECT c.operatore_id, c.nome, c.ruolo, c.dentro, c.kind, k.plurale AS kind_nome, k.ordine::bigint AS kind_ordine, c.aperte, c.assegnate
  FROM supervisione_carico() c LEFT JOIN kind k ON k.codice = c.kind;

-- name: supervisione_scadute :hdf
-- Open cases whose expected end is over, the oldest first.
SELECT p.id AS pratica, p.codice, coalesce(t.descrizione, k.denominazione) AS tipo, pratica_di_chi(p.titolare_soggetto_id, s.cognome, s.nome, p.dati) AS titolare,
       p.data_fine_prevista AS data, c.nome AS riferimento
  FROM pratica p JOIN kind k ON k.codice = p.kind LEFT JOIN soggetto s ON s.id = p.titolare_soggetto_id
  LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo LEFT JOIN collega c ON c.operatore_id = p.riferimento_operatore_id
 WHERE p.servizio_id = identita_servizio() AND p.stato IN ('A', 'S') AND p.data_fine_prevista IS NOT NULL AND p.data_fine_prevista < current_date
 ORDER BY p.data_fine_prevista, p.id LIMIT 20;

-- name: supervisione_vicine :hdf
-- What is due in the next days in the service: expected ends, and events of who works here.
SELECT x.pratica, x.codice, x.testo, x.titolare, x.data, x.riferimento
  FROM (SELECT p.id AS pratica, p.codice, 'Fine prevista' AS testo, pratica_di_chi(p.titolare_soggetto_id, s.cognome, s.nome, p.dati) AS titolare,
               p.data_fine_prevista AS data, c.nome AS riferimento
          FROM pratica p LEFT JOIN soggetto s ON s.id = p.titolare_soggetto_id LEFT JOIN collega c ON c.operatore_id = p.riferimento_operatore_id
         WHERE p.servizio_id = identita_servizio() AND p.stato IN ('A', 'S') AND p.data_fine_prevista BETWEEN current_date AND current_date + :entro::int
        UNION ALL
        SELECT p.id, p.codice, e.titolo, pratica_di_chi(p.titolare_soggetto_id, s.cognome, s.nome, p.dati), e.data, c.nome
          FROM evento e JOIN pratica p ON p.id = e.pratica_id AND p.servizio_id = identita_servizio() AND p.stato IN ('A', 'S')
          LEFT JOIN soggetto s ON s.id = p.titolare_soggetto_id LEFT JOIN collega c ON c.operatore_id = p.riferimento_operatore_id
         WHERE e.segue_operatore_id = ANY (ARRAY(SELECT DISTINCT z.operatore_id FROM supervisione_carico() z)) AND e.data BETWEEN current_date AND current_date + :entro::int) x
 ORDER BY x.data, x.pratica LIMIT 20;

-- name: supervisione_silenziose :many
-- Open cases in which nothing happened for so many days, the longest first; of one operator (0: of all).
-- A page begins behind its last row (`dopo`: instant and id).
SELECT p.id AS pratica_id, p.codice, k.denominazione AS kind_nome, coalesce(t.descrizione, k.denominazione) AS tipo, pratica_di_chi(p.titolare_soggetto_id, s.cognome, s.nome, p.dati) AS titolare,
       p.data_inizio, c.nome AS riferimento, a.ultima, a.ultima::text AS segno, (current_date - a.ultima::date)::bigint AS giorni
  FROM pratica_attivita a JOIN pratica p ON p.id = a.pratica_id JOIN kind k ON k.codice = p.kind LEFT JOIN soggetto s ON s.id = p.titolare_soggetto_id
  LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo LEFT JOIN collega c ON c.operatore_id = p.riferimento_operatore_id
 WHERE a.servizio_id = identita_servizio() AND a.aperta AND a.ultima < current_date - :giorni::int
   AND (:operatore_id::bigint IS NULL OR p.riferimento_operatore_id = :operatore_id) AND (:kind::text IS NULL OR p.kind = :kind)
   AND (a.ultima, a.pratica_id) > (coalesce((:dopo::text)::timestamptz, '-infinity'), :dopo_pratica_id::bigint)
 ORDER BY a.ultima, a.pratica_id LIMIT :quante::bigint;

-- name: supervisione_pratiche :many
-- The open cases of one operator, the longest open first.
SELECT p.id AS pratica_id, p.codice, k.denominazione AS kind_nome, coalesce(t.descrizione, k.denominazione) AS tipo, pratica_di_chi(p.titolare_soggetto_id, s.cognome, s.nome, p.dati) AS titolare,
       p.data_inizio, c.nome AS riferimento, a.ultima, p.data_inizio::text AS segno, (current_date - a.ultima::date)::bigint AS giorni
  FROM pratica p JOIN kind k ON k.codice = p.kind LEFT JOIN soggetto s ON s.id = p.titolare_soggetto_id LEFT JOIN pratica_attivita a ON a.pratica_id = p.id
  LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo LEFT JOIN collega c ON c.operatore_id = p.riferimento_operatore_id
 WHERE p.servizio_id = identita_servizio() AND p.riferimento_operatore_id = :operatore_id AND p.stato IN ('A', 'S') AND (:kind::text IS NULL OR p.kind = :kind)
   AND (p.data_inizio, p.id) > (coalesce((:dopo::text)::date, '-infinity'), :dopo_pratica_id::bigint)
 ORDER BY p.data_inizio, p.id LIMIT :quante::bigint;

-- name: supervisione_kind :many
SELECT k.codice, k.plurale FROM kind k WHERE NOT k.domanda AND k.codice IN (SELECT r.kind FROM regola_accesso r WHERE r.ruolo = identita_ruolo() AND r.relazione = 'servizio') ORDER BY k.ordine, k.plurale;

-- name: supervisione_di :maybe
SELECT nome, dentro, aperte, appuntamenti, eventi, private, richieste, decidere, sole FROM supervisione_di(:operatore_id);

-- name: supervisione_lasciate :hdf
-- Open cases of theirs that this role does not open, and who passes them on.
SELECT plurale, quante, quante = 1 AS una, aperte_da, servono_da, chi_puo FROM supervisione_lasciate(:operatore_id);

-- name: supervisione_riassegna :one
SELECT supervisione_riassegna((:quali::text)::bigint[], (:a_chi::text)::bigint[], :motivo::text, :operatore_id::bigint) AS riassegnazione_id;

-- name: supervisione_annulla :one
SELECT supervisione_annulla(:riassegnazione_id) AS tornate;

-- name: supervisione_atti :hdf
-- The last acts of the service.
SELECT a.id, a.creata_il, c.nome AS chi, d.nome AS consegna_di, a.motivo, a.annullata_il, (SELECT count(*) FROM riassegnazione_riga r WHERE r.riassegnazione_id = a.id) AS quante
  FROM riassegnazione a LEFT JOIN collega c ON c.operatore_id = a.operatore_id LEFT JOIN collega d ON d.operatore_id = a.consegna_di
 WHERE a.servizio_id = identita_servizio() ORDER BY a.id DESC LIMIT 5;

-- name: riassegnazione_vedi :maybe
SELECT a.id AS riassegnazione_id, c.nome AS chi, d.nome AS consegna_di, a.motivo, a.creata_il, a.annullata_il, n.nome AS annullata_da,
       (SELECT count(*) FROM riassegnazione_riga r WHERE r.riassegnazione_id = a.id) AS quante,
       (SELECT count(*) FROM riassegnazione_appuntamento r WHERE r.riassegnazione_id = a.id) AS appuntamenti,
       (SELECT count(*) FROM riassegnazione_richiesta r WHERE r.riassegnazione_id = a.id) AS richieste,
       supervisione_ammessa() AS supervisiona
  FROM riassegnazione a LEFT JOIN collega c ON c.operatore_id = a.operatore_id LEFT JOIN collega d ON d.operatore_id = a.consegna_di
  LEFT JOIN collega n ON n.operatore_id = a.annullata_da
 WHERE a.id = :riassegnazione_id;

-- name: riassegnazione_righe :hdf
SELECT p.id AS pratica, p.codice, coalesce(t.descrizione, k.denominazione) AS tipo, pratica_di_chi(p.titolare_soggetto_id, s.cognome, s.nome, p.dati) AS titolare,
       da.nome AS da, a.nome AS a, p.riferimento_operatore_id <> r.a_operatore_id AS altrove, c.nome AS ora
  FROM riassegnazione_riga r JOIN pratica p ON p.id = r.pratica_id JOIN kind k ON k.codice = p.kind LEFT JOIN soggetto s ON s.id = p.titolare_soggetto_id
  LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo
  LEFT JOIN collega da ON da.operatore_id = r.da_operatore_id LEFT JOIN collega a ON a.operatore_id = r.a_operatore_id LEFT JOIN collega c ON c.operatore_id = p.riferimento_operatore_id
 WHERE r.riassegnazione_id = :riassegnazione_id ORDER BY r.a_operatore_id, p.codice LIMIT 500;

-- name: riassegnazione_richieste :hdf
-- As far as the reader sees them.
SELECT r.id, r.codice, r.oggetto, da.nome AS da, a.nome AS a
  FROM riassegnazione_richiesta q JOIN richiesta r ON r.id = q.richiesta_id
  LEFT JOIN collega da ON da.operatore_id = q.da_operatore_id LEFT JOIN collega a ON a.operatore_id = q.a_operatore_id
 WHERE q.riassegnazione_id = :riassegnazione_id ORDER BY r.id LIMIT 500;
