-- Views from which pages are made.  Views of cases run with the rights of who asks.

-- Names of colleagues for joins: the identity is checked once per statement, not once per row as
-- in operatore_nome().  Runs with the rights of siz_sommario, who sees names and no more.
CREATE OR REPLACE VIEW collega AS
SELECT o.id AS operatore_id, o.nome || ' ' || o.cognome AS nome
  FROM operatore o
 WHERE (SELECT identita_operatore()) IS NOT NULL;
ALTER VIEW collega OWNER TO siz_sommario;
GRANT SELECT ON collega TO siz_web, siz_job;

-- Whose a case is, in words: a person of the register, one who cannot be seen here, or what a contact
-- left of themselves.
CREATE OR REPLACE FUNCTION pratica_di_chi(titolare bigint, cognome text, nome text, dati jsonb) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT CASE WHEN titolare IS NOT NULL THEN coalesce(cognome || ' ' || nome, 'Persona riservata')
              ELSE coalesce(nullif(btrim(concat_ws(' ', dati ->> 'contatto_cognome', dati ->> 'contatto_nome')), ''), 'Contatto anonimo') END
$$;
GRANT EXECUTE ON FUNCTION pratica_di_chi(bigint, text, text, jsonb) TO siz_web, siz_job;

-- The name that was told with a contact, as it is searched.
CREATE OR REPLACE FUNCTION contatto_chiave(dati jsonb) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$ SELECT public.senza_accenti(btrim(concat_ws(' ', dati ->> 'contatto_cognome', dati ->> 'contatto_nome'))) $$;
GRANT EXECUTE ON FUNCTION contatto_chiave(jsonb) TO siz_web, siz_job;

-- What stands in a field of a case, in words: the text of a code, with its heading.  plpgsql: a list asks for
-- each of its rows.
CREATE OR REPLACE FUNCTION pratica_campo(modulo bigint, dati jsonb, campo text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  IF campo IS NULL OR dati ->> campo IS NULL THEN
    RETURN NULL;
  END IF;
  RETURN coalesce(
    (SELECT coalesce(g.descrizione || ': ', '') || v.descrizione FROM public.modulo_campo m
       JOIN public.voce v ON v.vocabolario = m.vocabolario AND v.codice = dati ->> campo
       LEFT JOIN public.voce g ON g.vocabolario = v.vocabolario AND g.codice = v.codice_padre AND g.valida_dal = v.valida_dal
      WHERE m.modulo_id = modulo AND m.nome = campo ORDER BY v.valida_dal DESC LIMIT 1), dati ->> campo);
END
$$;
GRANT EXECUTE ON FUNCTION pratica_campo(bigint, jsonb, text) TO siz_web, siz_job;

-- The list of cases of every kind; a page names one.  All joins are to the left and one to one, so that
-- counting and searching need not make them.  A contact without a person has the name that was told.
DROP VIEW IF EXISTS elenco_interventi_generici, elenco_interventi_generici_assegnati;
CREATE OR REPLACE VIEW elenco_pratiche WITH (security_invoker = true) AS
SELECT p.id, p.kind, p.codice, p.servizio_id, p.riferimento_operatore_id, p.titolare_soggetto_id, p.tipo AS tipo_codice, p.stato, p.inps,
       p.data_inizio, p.data_fine, p.data_fine_prevista,
       t.descrizione AS tipo, e.descrizione AS stato_nome, pratica_di_chi(p.titolare_soggetto_id, s.cognome, s.nome, p.dati) AS titolare,
       s.chiave AS titolare_chiave, senza_accenti(s.nome) COLLATE "C" AS titolare_nome, s.codice_fiscale, s.residenza_comune_id,
       c.nome AS riferimento, v.denominazione AS servizio,
       p.dati ->> k.elenco[1] AS valore_1, p.dati ->> k.elenco[2] AS valore_2,
       pratica_campo(p.modulo_id, p.dati, k.elenco[1]) AS campo_1, pratica_campo(p.modulo_id, p.dati, k.elenco[2]) AS campo_2,
       p.titolare_soggetto_id IS NULL AS senza_titolare, p.inps IS NULL AS senza_inps,
       p.dati ->> 'protocollo_numero' IS NULL OR p.dati ->> 'protocollo_data' IS NULL AS senza_protocollo,
       contatto_chiave(p.dati) COLLATE "C" AS contatto_chiave
  FROM pratica p
  LEFT JOIN kind k ON k.codice = p.kind
  LEFT JOIN soggetto s ON s.id = p.titolare_soggetto_id
  LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo
  LEFT JOIN voce e ON e.vocabolario = k.stati AND e.codice = p.stato AND e.valida_dal = DATE '1900-01-01'
  LEFT JOIN collega c ON c.operatore_id = p.riferimento_operatore_id
  LEFT JOIN servizio v ON v.id = p.servizio_id;
GRANT SELECT ON elenco_pratiche TO siz_web, siz_job;

-- Those that came by an assignment, to the operator or to the operator's service: the access list
-- itself is walked in the order of the list, a branch for each of the two principals (one, in a
-- read-only service).  The order inside keeps the planner from making all joins before it sorts.
CREATE OR REPLACE VIEW elenco_pratiche_assegnate WITH (security_invoker = true) AS
SELECT a.pratica_id AS id, a.kind, p.codice, p.servizio_id, p.riferimento_operatore_id, p.titolare_soggetto_id, p.tipo AS tipo_codice, p.stato, p.inps,
       a.data AS data_inizio, p.data_fine, p.data_fine_prevista,
       t.descrizione AS tipo, e.descrizione AS stato_nome, pratica_di_chi(p.titolare_soggetto_id, s.cognome, s.nome, p.dati) AS titolare,
       s.chiave AS titolare_chiave, senza_accenti(s.nome) COLLATE "C" AS titolare_nome, s.codice_fiscale, s.residenza_comune_id,
       c.nome AS riferimento, v.denominazione AS servizio,
       p.dati ->> k.elenco[1] AS valore_1, p.dati ->> k.elenco[2] AS valore_2,
       pratica_campo(p.modulo_id, p.dati, k.elenco[1]) AS campo_1, pratica_campo(p.modulo_id, p.dati, k.elenco[2]) AS campo_2,
       p.titolare_soggetto_id IS NULL AS senza_titolare, p.inps IS NULL AS senza_inps,
       p.dati ->> 'protocollo_numero' IS NULL OR p.dati ->> 'protocollo_data' IS NULL AS senza_protocollo,
       contatto_chiave(p.dati) COLLATE "C" AS contatto_chiave
  FROM (SELECT z.pratica_id, z.kind, z.data, z.seconda
          FROM (SELECT x.pratica_id, x.kind, x.data, false AS seconda FROM accesso x
                 WHERE x.origine > 0 AND x.principale = ((SELECT identita_principali())::bigint[])[1]
                UNION ALL
                SELECT x.pratica_id, x.kind, x.data, true FROM accesso x
                 WHERE x.origine > 0 AND x.principale = ((SELECT identita_principali())::bigint[])[2]) z
         ORDER BY z.data DESC, z.pratica_id DESC) a
  JOIN pratica p ON p.id = a.pratica_id
  LEFT JOIN kind k ON k.codice = p.kind
  LEFT JOIN soggetto s ON s.id = p.titolare_soggetto_id
  LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo
  LEFT JOIN voce e ON e.vocabolario = k.stati AND e.codice = p.stato AND e.valida_dal = DATE '1900-01-01'
  LEFT JOIN collega c ON c.operatore_id = p.riferimento_operatore_id
  LEFT JOIN servizio v ON v.id = p.servizio_id
 -- once, where both were enabled
 WHERE NOT a.seconda OR (SELECT true FROM accesso y WHERE y.pratica_id = a.pratica_id AND y.origine > 0
                            AND y.principale = ((SELECT identita_principali())::bigint[])[1] LIMIT 1) IS NULL;
GRANT SELECT ON elenco_pratiche_assegnate TO siz_web, siz_job;
