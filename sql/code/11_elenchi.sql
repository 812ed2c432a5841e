-- Views from which pages are made.  Views of cases run with the rights of who asks.

-- Names of colleagues for joins: the identity is checked once per statement, not once per row as
-- in operatore_nome().  Runs with the rights of siz_sommario, who sees names and no more.
CREATE OR REPLACE VIEW collega AS
SELECT o.id AS operatore_id, o.nome || ' ' || o.cognome AS nome
  FROM operatore o
 WHERE (SELECT identita_operatore()) IS NOT NULL;
ALTER VIEW collega OWNER TO siz_sommario;
GRANT SELECT ON collega TO siz_web, siz_job;

-- The list of generic interventions.  All joins are to the left and one to one, so that counting
-- and searching need not make them.
CREATE OR REPLACE VIEW elenco_interventi_generici WITH (security_invoker = true) AS
SELECT p.id, p.codice, p.servizio_id, p.riferimento_operatore_id, p.titolare_soggetto_id, p.tipo AS tipo_codice, p.stato, p.inps,
       p.data_inizio, p.data_fine, p.data_fine_prevista,
       t.descrizione AS tipo, e.descrizione AS stato_nome,
       coalesce(s.cognome || ' ' || s.nome, 'Persona riservata') AS titolare,
       s.chiave AS titolare_chiave, senza_accenti(s.nome) COLLATE "C" AS titolare_nome, s.codice_fiscale, s.residenza_comune_id,
       c.nome AS riferimento, v.denominazione AS servizio,
       p.inps IS NULL AS senza_inps,
       p.dati ->> 'protocollo_numero' IS NULL OR p.dati ->> 'protocollo_data' IS NULL AS senza_protocollo
  FROM pratica p
  LEFT JOIN soggetto s ON s.id = p.titolare_soggetto_id
  LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo
  LEFT JOIN voce e ON e.vocabolario = 'stato_intervento' AND e.codice = p.stato AND e.valida_dal = DATE '1900-01-01'
  LEFT JOIN collega c ON c.operatore_id = p.riferimento_operatore_id
  LEFT JOIN servizio v ON v.id = p.servizio_id
 WHERE p.kind = 'intervento_generico';
GRANT SELECT ON elenco_interventi_generici TO siz_web, siz_job;

-- Those that came by an assignment, to the operator or to the operator's service: the access list
-- itself is walked in the order of the list, a branch for each of the two principals (one, in a
-- read-only service).  The order inside keeps the planner from making all joins before it sorts.
CREATE OR REPLACE VIEW elenco_interventi_generici_assegnati WITH (security_invoker = true) AS
SELECT a.pratica_id AS id, p.codice, p.servizio_id, p.riferimento_operatore_id, p.titolare_soggetto_id, p.tipo AS tipo_codice, p.stato, p.inps,
       a.data AS data_inizio, p.data_fine, p.data_fine_prevista,
       t.descrizione AS tipo, e.descrizione AS stato_nome,
       coalesce(s.cognome || ' ' || s.nome, 'Persona riservata') AS titolare,
       s.chiave AS titolare_chiave, senza_accenti(s.nome) COLLATE "C" AS titolare_nome, s.codice_fiscale, s.residenza_comune_id,
       c.nome AS riferimento, v.denominazione AS servizio,
       p.inps IS NULL AS senza_inps,
       p.dati ->> 'protocollo_numero' IS NULL OR p.dati ->> 'protocollo_data' IS NULL AS senza_protocollo
  FROM (SELECT z.pratica_id, z.data, z.seconda
          FROM (SELECT x.pratica_id, x.data, false AS seconda FROM accesso x
                 WHERE x.origine > 0 AND x.kind = 'intervento_generico' AND x.principale = ((SELECT identita_principali())::bigint[])[1]
                UNION ALL
                SELECT x.pratica_id, x.data, true FROM accesso x
                 WHERE x.origine > 0 AND x.kind = 'intervento_generico' AND x.principale = ((SELECT identita_principali())::bigint[])[2]) z
         ORDER BY z.data DESC, z.pratica_id DESC) a
  JOIN pratica p ON p.id = a.pratica_id
  LEFT JOIN soggetto s ON s.id = p.titolare_soggetto_id
  LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo
  LEFT JOIN voce e ON e.vocabolario = 'stato_intervento' AND e.codice = p.stato AND e.valida_dal = DATE '1900-01-01'
  LEFT JOIN collega c ON c.operatore_id = p.riferimento_operatore_id
  LEFT JOIN servizio v ON v.id = p.servizio_id
 -- once, where both were enabled
 WHERE NOT a.seconda OR (SELECT true FROM accesso y WHERE y.pratica_id = a.pratica_id AND y.origine > 0
                            AND y.principale = ((SELECT identita_principali())::bigint[])[1] LIMIT 1) IS NULL;
GRANT SELECT ON elenco_interventi_generici_assegnati TO siz_web, siz_job;
