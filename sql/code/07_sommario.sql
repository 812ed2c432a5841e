-- The little that everybody may see: of a case they may not open, and of colleagues.
-- Owned by siz_sommario, a role of its own with column grants and policies of its own.

-- For the banner "Non puoi aprire questa pratica" (AZ-5).  No row for kinds that the quadro does
-- not show, for reserved persons, for unknown ids: all three are the same 404.
CREATE OR REPLACE FUNCTION pratica_sommario(quale bigint)
RETURNS TABLE (pratica_id bigint, codice text, kind text, kind_nome text, articolo text, servizio_nome text, servizio_telefono text, servizio_email text,
               riferimento text, riferimento_telefono text, riferimento_email text, data_inizio date, gia_chiesta boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT p.id, p.codice, p.kind, k.denominazione, k.articolo, v.denominazione, v.telefono, v.email,
         o.nome || ' ' || o.cognome, o.telefono, o.email, p.data_inizio,
         EXISTS (SELECT FROM richiesta_accesso r WHERE r.pratica_id = p.id AND r.operatore_id = identita_operatore() AND r.esito IS NULL)
    FROM pratica p JOIN kind k ON k.codice = p.kind JOIN servizio v ON v.id = p.servizio_id
    JOIN operatore o ON o.id = p.riferimento_operatore_id JOIN soggetto s ON s.id = p.titolare_soggetto_id
   WHERE p.id = quale AND k.nel_quadro AND NOT s.riservato AND identita_operatore() IS NOT NULL
$$;

-- Names of colleagues and of services: who works where, with the contacts of the office (ROL-09).
CREATE OR REPLACE FUNCTION operatore_nome(chi bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT o.nome || ' ' || o.cognome FROM operatore o WHERE o.id = chi AND identita_operatore() IS NOT NULL $$;

-- `come`: those who open such a case in one of these relations, of a case that somebody in the role `aperta_da` opened.
DROP FUNCTION IF EXISTS colleghi(bigint, text);
CREATE OR REPLACE FUNCTION colleghi(di_servizio bigint, per_kind text, come text[] DEFAULT NULL, aperta_da smallint DEFAULT NULL)
RETURNS TABLE (operatore_id bigint, nome text, ruolo_nome text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  RETURN QUERY
  SELECT DISTINCT o.id, o.cognome || ' ' || o.nome, r.denominazione
    FROM appartenenza a JOIN operatore o ON o.id = a.operatore_id JOIN ruolo r ON r.id = a.ruolo
    JOIN regola_accesso g ON g.ruolo = a.ruolo AND g.kind = per_kind
     AND (come IS NULL AND g.relazione <> 'emergenza' OR g.relazione = ANY (come) AND (g.creatore_ruolo IS NULL OR g.creatore_ruolo = aperta_da))
   WHERE a.servizio_id = di_servizio AND o.stato = 'attivo' AND coalesce(o.valido_al, current_date) >= current_date
     AND a.valida_dal <= current_date AND coalesce(a.valida_al, current_date) >= current_date AND identita_operatore() IS NOT NULL
   ORDER BY 2;
END
$$;

-- Who else is writing in this case now: drafts touched in the last two minutes (BEY-10).  For who
-- opens the case.
CREATE OR REPLACE FUNCTION pratica_chi_scrive(quale bigint) RETURNS TABLE (nome text, da timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  RETURN QUERY
  SELECT o.nome || ' ' || o.cognome, b.aggiornata_il FROM bozza b JOIN operatore o ON o.id = b.operatore_id
   WHERE b.pratica_id = quale AND b.aggiornata_il > now() - interval '2 minutes' AND b.operatore_id <> identita_operatore()
     AND pratica_livello(quale) > 0
   ORDER BY b.aggiornata_il DESC;
END
$$;

-- How many private pages of this case were left behind by authors who no longer work in its
-- service (DIA-02): the number only.  Who may, takes them in custody for a written reason.
CREATE OR REPLACE FUNCTION diario_abbandonate(quale bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT count(*) FROM diario_pagina d JOIN pratica p ON p.id = d.pratica_id
   WHERE d.pratica_id = quale AND d.privata AND d.custode_operatore_id IS NULL AND p.servizio_id = identita_servizio()
     AND NOT operatore_apre(d.autore_operatore_id, d.autore_servizio_id, p.kind) AND pratica_livello(quale) > 0
$$;
CREATE OR REPLACE FUNCTION diario_custodia(quale bigint, perche text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  quante bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM ruolo_permesso r WHERE r.ruolo = identita_ruolo() AND r.permesso = 'CUSTODIA') OR NOT identita_scrive()
     OR NOT EXISTS (SELECT FROM pratica p WHERE p.id = quale AND p.servizio_id = identita_servizio()) OR pratica_livello(quale) < 2 THEN
    RAISE EXCEPTION 'not this role' USING ERRCODE = 'SZ403';
  END IF;
  IF coalesce(btrim(perche), '') = '' THEN
    RAISE EXCEPTION 'a reason is owed' USING ERRCODE = '23514', CONSTRAINT = 'diario_custodia_motivo';
  END IF;
  UPDATE diario_pagina d SET custode_operatore_id = identita_operatore(), custode_motivo = btrim(perche)
    FROM pratica p WHERE p.id = d.pratica_id AND d.pratica_id = quale AND d.privata AND d.custode_operatore_id IS NULL
     AND NOT operatore_apre(d.autore_operatore_id, d.autore_servizio_id, p.kind);
  GET DIAGNOSTICS quante = ROW_COUNT;
  PERFORM notifica_manda(a.operatore_id, a.servizio_id, 'avviso', NULL, NULL, NULL,
            'Pagine private aperte in custodia in ' || (SELECT codice FROM pratica WHERE id = quale), NULL)
     FROM appartenenza a WHERE a.ruolo = 5;
  RETURN quante;
END
$$;

DO $$
DECLARE f regprocedure;
BEGIN
  FOREACH f IN ARRAY ARRAY['pratica_sommario(bigint)', 'operatore_nome(bigint)', 'colleghi(bigint, text, text[], smallint)']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_sommario', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO siz_web, siz_job', f);
  END LOOP;
END
$$;
-- these ask the access list too, which the summary does not see
ALTER FUNCTION pratica_chi_scrive(bigint) OWNER TO siz_cancello;
ALTER FUNCTION diario_abbandonate(bigint) OWNER TO siz_cancello;
ALTER FUNCTION diario_custodia(bigint, text) OWNER TO siz_cancello;
GRANT EXECUTE ON FUNCTION pratica_chi_scrive(bigint), diario_abbandonate(bigint) TO siz_web, siz_job;
GRANT EXECUTE ON FUNCTION diario_custodia(bigint, text) TO siz_web;
GRANT EXECUTE ON FUNCTION pratica_livello(bigint) TO siz_cancello;
GRANT EXECUTE ON FUNCTION operatore_apre(bigint, bigint, text, text[], smallint) TO siz_sommario;

GRANT SELECT (id, codice, kind, servizio_id, riferimento_operatore_id, titolare_soggetto_id, data_inizio, stato) ON pratica TO siz_sommario;
GRANT SELECT (id, nome, cognome, telefono, email, stato, valido_al) ON operatore TO siz_sommario;
GRANT SELECT (id, riservato) ON soggetto TO siz_sommario;
GRANT SELECT (pratica_id, operatore_id, esito) ON richiesta_accesso TO siz_sommario;
REVOKE ALL ON bozza, diario_pagina FROM siz_sommario;
GRANT SELECT ON servizio, kind, ruolo, appartenenza, regola_accesso TO siz_sommario;
