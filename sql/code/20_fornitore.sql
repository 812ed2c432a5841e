-- Suppliers and tariffs: every role that works on interventions reads all of them, the service that keeps a supplier writes it.

-- Does who asks keep that supplier, and may they write?
CREATE OR REPLACE FUNCTION fornitore_scrive(quale bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT identita_scrive() AND identita_ha('FORNITORE_SCRIVI') AND EXISTS (SELECT FROM fornitore f WHERE f.id = quale AND f.servizio_id = identita_servizio())
$$;
ALTER FUNCTION fornitore_scrive(bigint) OWNER TO siz_cancello;
REVOKE ALL ON FUNCTION fornitore_scrive(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION fornitore_scrive(bigint) TO siz_web, siz_job;

DO $$
DECLARE
  t text;
  p record;
BEGIN
  FOREACH t IN ARRAY ARRAY['fornitore', 'fornitore_servizio', 'tariffa'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    FOR p IN SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = t LOOP
      EXECUTE format('DROP POLICY %I ON %I', p.policyname, t);
    END LOOP;
    EXECUTE format('CREATE POLICY cancello ON %I TO siz_cancello USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY lettura ON %I FOR SELECT TO siz_web, siz_job USING ((SELECT identita_ha(''FORNITORE_LEGGI'')))', t);
    EXECUTE format('GRANT SELECT ON %I TO siz_web, siz_job', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO siz_cancello', t);
  END LOOP;
  CREATE POLICY inserimento ON fornitore FOR INSERT TO siz_web
    WITH CHECK ((SELECT identita_scrive()) AND (SELECT identita_ha('FORNITORE_SCRIVI')) AND servizio_id = (SELECT identita_servizio()));
  CREATE POLICY modifica ON fornitore FOR UPDATE TO siz_web
    USING ((SELECT identita_scrive()) AND (SELECT identita_ha('FORNITORE_SCRIVI')) AND servizio_id = (SELECT identita_servizio()))
    WITH CHECK (servizio_id = (SELECT identita_servizio()));
  FOREACH t IN ARRAY ARRAY['fornitore_servizio', 'tariffa'] LOOP
    EXECUTE format('CREATE POLICY inserimento ON %I FOR INSERT TO siz_web WITH CHECK (fornitore_scrive(fornitore_id))', t);
    EXECUTE format('CREATE POLICY modifica ON %I FOR UPDATE TO siz_web USING (fornitore_scrive(fornitore_id)) WITH CHECK (fornitore_scrive(fornitore_id))', t);
    EXECUTE format('CREATE POLICY eliminazione ON %I FOR DELETE TO siz_web USING (fornitore_scrive(fornitore_id))', t);
  END LOOP;
END
$$;
GRANT INSERT, UPDATE ON fornitore TO siz_web;
GRANT INSERT, UPDATE, DELETE ON fornitore_servizio, tariffa TO siz_web;

-- Author, service and version are the database's; a row does not move.
CREATE OR REPLACE FUNCTION fornitore_prima() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.creato_da := coalesce(identita_operatore(), NEW.creato_da);
    NEW.creato_il := now();
    NEW.versione := 1;
    IF TG_TABLE_NAME = 'fornitore' THEN
      NEW.servizio_id := coalesce(identita_servizio(), NEW.servizio_id);
    END IF;
    RETURN NEW;
  END IF;
  NEW.creato_da := OLD.creato_da;
  NEW.creato_il := OLD.creato_il;
  NEW.versione := OLD.versione + 1;
  IF TG_TABLE_NAME = 'fornitore' THEN
    NEW.servizio_id := OLD.servizio_id;
  ELSE
    NEW.fornitore_id := OLD.fornitore_id;
  END IF;
  RETURN NEW;
END
$$;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['fornitore', 'fornitore_servizio', 'tariffa'] LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER fornitore_prima BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION fornitore_prima()', t);
    EXECUTE format('CREATE OR REPLACE TRIGGER storia_annota AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION storia_annota()', t);
  END LOOP;
END
$$;

-- May that service begin something with that supplier on that day?  Its own, one that is for all, or one that is for it by name;
-- not closed, and within the accreditation where one is stated.
CREATE OR REPLACE FUNCTION fornitore_usabile(quale bigint, servizio bigint, giorno date) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT EXISTS (SELECT FROM fornitore f WHERE f.id = quale AND coalesce(f.chiuso_il > giorno, true)
                    AND coalesce(f.accreditato_dal <= giorno, true) AND coalesce(f.accreditato_al >= giorno, true)
                    AND (f.tutti_i_servizi OR f.servizio_id = servizio
                         OR EXISTS (SELECT FROM fornitore_servizio s WHERE s.fornitore_id = f.id AND s.servizio_id = servizio)))
$$;
ALTER FUNCTION fornitore_usabile(bigint, bigint, date) OWNER TO siz_cancello;
REVOKE ALL ON FUNCTION fornitore_usabile(bigint, bigint, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION fornitore_usabile(bigint, bigint, date) TO siz_web, siz_job;
