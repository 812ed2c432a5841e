-- Interventi: the same benefit twice, and what must have been granted before one is paid.

-- The last day on which an intervento counts: its end, else the expected one, which an open one outlives.
CREATE OR REPLACE FUNCTION intervento_fino(stato text, data_fine date, data_fine_prevista date) RETURNS date
LANGUAGE sql STABLE
AS $$ SELECT CASE WHEN stato = 'T' THEN data_fine ELSE greatest(coalesce(data_fine_prevista, 'infinity'), current_date) END $$;
GRANT EXECUTE ON FUNCTION intervento_fino(text, date, date) TO siz_web, siz_job, siz_sommario;

-- Interventi of these persons that give the same benefit in the same days: the same type of the kind, or the same INPS code
-- (QRI-08, ECO-05).  Said to everybody who may read the quadro, and no more than the quadro says: who gives it and to whom.
-- Not of reserved persons, nor of who has not consented.
CREATE OR REPLACE FUNCTION intervento_doppi(quali bigint[], per_kind text, di_tipo text, di_inps text, da date, a date, escluso bigint)
RETURNS TABLE (pratica_id bigint, soggetto_id bigint, codice text, che text, servizio text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT p.id, p.titolare_soggetto_id, p.codice, coalesce(t.descrizione, i.codice || ' ' || i.descrizione), v.denominazione
    FROM pratica p JOIN soggetto s ON s.id = p.titolare_soggetto_id AND NOT s.riservato AND consenso_vale(s.id)
    JOIN kind k ON k.codice = p.kind AND k.nel_quadro AND k.intervento
    JOIN quadro_dato q ON q.kind = p.kind AND q.dato = 'tipo' AND q.visibile
    JOIN servizio v ON v.id = p.servizio_id
    LEFT JOIN inps_prestazione i ON i.codice = p.inps
    LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo
   WHERE p.titolare_soggetto_id = ANY (quali) AND p.id IS DISTINCT FROM escluso AND p.stato <> 'X'
     AND (p.kind = per_kind AND p.tipo = di_tipo OR p.inps = di_inps)
     AND p.data_inizio <= coalesce(a, 'infinity') AND intervento_fino(p.stato, p.data_fine, p.data_fine_prevista) >= da
     AND (SELECT quadro_ammesso())
   ORDER BY p.id LIMIT 20
$$;
ALTER FUNCTION intervento_doppi(bigint[], text, text, text, date, date, bigint) OWNER TO siz_sommario;
REVOKE ALL ON FUNCTION intervento_doppi(bigint[], text, text, text, date, date, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION intervento_doppi(bigint[], text, text, text, date, date, bigint) TO siz_web;
GRANT SELECT (data_fine_prevista) ON pratica TO siz_sommario;

-- May payments of this intervento be authorised (RIC-02)?  Its type says which richiesta must have been granted: one that was
-- granted after the case was opened last, because what was granted before it was closed does not hold for what comes after.
-- For who opens the case, and for the worker, who has no identity; false for everybody else.
CREATE OR REPLACE FUNCTION intervento_autorizzato(quale bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT coalesce((SELECT t.richiesta IS NULL
                       OR EXISTS (SELECT FROM richiesta r JOIN stato_richiesta s ON s.tipo = r.tipo AND s.codice = r.stato AND s.favorevole
                                   WHERE r.pratica_id = p.id AND r.tipo = t.richiesta
                                     AND r.decisa_il > coalesce((SELECT max(h.quando) FROM stato_storia h WHERE h.pratica_id = p.id AND h.da = 'T' AND h.a <> 'T'), '-infinity'))
                     FROM pratica p JOIN kind k ON k.codice = p.kind AND k.intervento LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo
                    WHERE p.id = quale AND (pratica_livello(quale) > 0 OR identita_operatore() IS NULL AND session_user <> 'siz_web')), false)
$$;
ALTER FUNCTION intervento_autorizzato(bigint) OWNER TO siz_cancello;
REVOKE ALL ON FUNCTION intervento_autorizzato(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION intervento_autorizzato(bigint) TO siz_web, siz_job, siz_cancello;
GRANT SELECT ON tipo_intervento TO siz_cancello;
