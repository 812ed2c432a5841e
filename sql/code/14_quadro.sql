-- The quadro riassuntivo: counts and the few details that everybody reads of cases that they may not
-- open (QRI-01 … QRI-08, ROL-07).  Definer functions of siz_sommario, with columns of its own; they say
-- nothing of kinds that the quadro does not show (AMB-21) nor of reserved persons, and nothing to
-- who does not read persons (AZ-9).

-- The order of the design; a kind that is not named here stands behind.
UPDATE kind k SET ordine = v.ordine
  FROM (VALUES ('segnalazione', 1), ('presa_in_carico', 2), ('valutazione', 3), ('progetto', 4), ('intervento_economico', 5), ('intervento_generico', 6),
               ('intervento_prestazione', 7), ('intervento_struttura', 8), ('domanda', 9), ('domanda_b2', 10)) v (codice, ordine)
 WHERE k.codice = v.codice AND k.ordine = 50;
-- The default of each kind.  What an intervento is everybody may know (QRI-08); what a segnalazione or a
-- presa in carico is about, nobody.  What an administrator has decided stays.
INSERT INTO quadro_dato (kind, dato, visibile)
SELECT k.codice, d.dato, d.dato IN ('stato', 'data_inizio', 'data_fine') OR (d.dato = 'tipo' AND k.intervento)
  FROM kind k, unnest(ARRAY['tipo', 'stato', 'data_inizio', 'data_fine', 'motivo_termine']) d (dato)
ON CONFLICT ON CONSTRAINT quadro_dato_pk DO NOTHING;

-- May the present identity read the quadro at all?
CREATE OR REPLACE FUNCTION quadro_ammesso() RETURNS boolean
LANGUAGE sql STABLE
AS $$ SELECT EXISTS (SELECT FROM public.ruolo_permesso r WHERE r.ruolo = public.identita_ruolo() AND r.permesso = 'SOGGETTO_LEGGI') $$;

-- Open and all cases of each of these persons, kind by kind.
CREATE OR REPLACE FUNCTION quadro_conta(quali bigint[]) RETURNS TABLE (soggetto_id bigint, kind text, aperte bigint, totali bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT p.titolare_soggetto_id, p.kind, count(*) FILTER (WHERE p.stato NOT IN ('T', 'X')), count(*)
    FROM pratica p JOIN soggetto s ON s.id = p.titolare_soggetto_id JOIN kind k ON k.codice = p.kind
   WHERE p.titolare_soggetto_id = ANY (quali) AND NOT s.riservato AND k.nel_quadro AND (SELECT quadro_ammesso())
   GROUP BY p.titolare_soggetto_id, p.kind
$$;

-- The cases of these persons, newest first, with what everybody may read of each.  di_kind and
-- solo_aperte filter; dopo_data and dopo_id are the last row of the page before.
DROP FUNCTION IF EXISTS quadro_pratiche(bigint[], text, boolean, date, bigint, bigint);
CREATE FUNCTION quadro_pratiche(quali bigint[], di_kind text, solo_aperte boolean, dopo_data date, dopo_id bigint, quante bigint)
RETURNS TABLE (pratica_id bigint, soggetto_id bigint, codice text, kind text, kind_nome text, chiusa boolean, tipo text, stato text, data_inizio date,
               data_fine date, motivo_termine text, servizio text, servizio_telefono text, servizio_email text, riferimento_operatore_id bigint,
               riferimento text, riferimento_telefono text, riferimento_email text, gia_chiesta boolean, storica boolean, ordine date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT x.id, x.titolare_soggetto_id, x.codice, x.kind, k.denominazione, x.stato IN ('T', 'X'),
         CASE WHEN 'tipo' = ANY (d.visti) THEN t.descrizione END,
         CASE WHEN 'stato' = ANY (d.visti) THEN x.stato END,
         CASE WHEN 'data_inizio' = ANY (d.visti) THEN x.data_inizio END,
         CASE WHEN 'data_fine' = ANY (d.visti) THEN x.data_fine END,
         CASE WHEN 'motivo_termine' = ANY (d.visti) THEN x.motivo_termine END,
         v.denominazione, v.telefono, v.email, x.riferimento_operatore_id, o.nome || ' ' || o.cognome, o.telefono, o.email,
         EXISTS (SELECT FROM richiesta_accesso r WHERE r.pratica_id = x.id AND r.operatore_id = identita_operatore() AND r.esito IS NULL), v.sola_lettura, x.ordine
    FROM (SELECT p.*, z.consenso, CASE WHEN q.visibile AND z.consenso THEN p.data_inizio ELSE DATE '0001-01-01' END AS ordine
            FROM (SELECT a.id, a.titolare_soggetto_id, a.codice, a.kind, a.stato, a.tipo, a.data_inizio, a.data_fine, a.motivo_termine, a.servizio_id,
                         a.riferimento_operatore_id
                    FROM pratica a WHERE a.titolare_soggetto_id = ANY (quali)) p
            JOIN soggetto s ON s.id = p.titolare_soggetto_id AND NOT s.riservato
            -- without consent the sharing part is closed: that there is a case, whose, and whom to call
            CROSS JOIN LATERAL (SELECT consenso_vale(s.id) AS consenso) z
            JOIN quadro_dato q ON q.kind = p.kind AND q.dato = 'data_inizio'
           WHERE (di_kind IS NULL OR p.kind = di_kind) AND (NOT solo_aperte OR p.stato NOT IN ('T', 'X'))) x
    JOIN kind k ON k.codice = x.kind AND k.nel_quadro
    JOIN servizio v ON v.id = x.servizio_id
    JOIN operatore o ON o.id = x.riferimento_operatore_id
    LEFT JOIN tipo_intervento t ON t.kind = x.kind AND t.codice = x.tipo
    CROSS JOIN LATERAL (SELECT array_agg(q.dato) AS visti FROM quadro_dato q WHERE q.kind = x.kind AND q.visibile AND x.consenso) d
   WHERE (SELECT quadro_ammesso()) AND (dopo_data IS NULL OR (x.ordine, x.id) < (dopo_data, dopo_id))
   ORDER BY x.ordine DESC, x.id DESC
   LIMIT quante
$$;

-- The same benefit open more than once among these persons: the same INPS code, else the same type.
-- Said to everybody (QRI-08), with who gives it and to whom; what it is for stays in the case.
CREATE OR REPLACE FUNCTION quadro_doppie(quali bigint[]) RETURNS TABLE (che text, pratica_id bigint, soggetto_id bigint, codice text, servizio text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT z.che, z.id, z.titolare_soggetto_id, z.codice, z.servizio
    FROM (SELECT x.*, count(*) OVER (PARTITION BY x.chiave) AS quante
            FROM (SELECT p.id, p.titolare_soggetto_id, p.codice, v.denominazione AS servizio,
                         coalesce('inps ' || p.inps, 'tipo ' || p.kind || ' ' || p.tipo) AS chiave,
                         coalesce(i.codice || ' ' || i.descrizione, t.descrizione) AS che
                    FROM pratica p JOIN soggetto s ON s.id = p.titolare_soggetto_id AND NOT s.riservato AND consenso_vale(s.id)
                    JOIN kind k ON k.codice = p.kind AND k.nel_quadro
                    JOIN quadro_dato q ON q.kind = p.kind AND q.dato = 'tipo' AND q.visibile
                    JOIN servizio v ON v.id = p.servizio_id
                    LEFT JOIN inps_prestazione i ON i.codice = p.inps
                    LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo
                   WHERE p.titolare_soggetto_id = ANY (quali) AND p.stato NOT IN ('T', 'X') AND coalesce(p.inps, p.tipo) IS NOT NULL) x
         ) z
   WHERE z.quante > 1 AND (SELECT quadro_ammesso())
   ORDER BY z.chiave, z.id
   LIMIT 40
$$;

DO $$
DECLARE f regprocedure;
BEGIN
  FOREACH f IN ARRAY ARRAY['quadro_conta(bigint[])', 'quadro_pratiche(bigint[], text, boolean, date, bigint, bigint)', 'quadro_doppie(bigint[])']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_sommario', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO siz_web, siz_job', f);
  END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION quadro_ammesso() TO siz_web, siz_job, siz_sommario;
GRANT SELECT (tipo, inps, data_fine, motivo_termine) ON pratica TO siz_sommario;
GRANT SELECT ON quadro_dato, ruolo_permesso TO siz_sommario;
GRANT SELECT ON quadro_dato TO siz_web, siz_job;
