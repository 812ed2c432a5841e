-- What a project consists of: seen by who sees the project, written by who writes it; the author is the identity.

DO $$
DECLARE
  t text;
  p record;
BEGIN
  FOREACH t IN ARRAY ARRAY['progetto_obiettivo', 'progetto_azione', 'progetto_verifica', 'progetto_esito'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    FOR p IN SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = t LOOP
      EXECUTE format('DROP POLICY %I ON %I', p.policyname, t);
    END LOOP;
    EXECUTE format('CREATE POLICY cancello ON %I TO siz_cancello USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY lettura ON %I FOR SELECT TO siz_web, siz_job USING (EXISTS (SELECT FROM pratica p WHERE p.id = pratica_id))', t);
    EXECUTE format('CREATE POLICY inserimento ON %I FOR INSERT TO siz_web WITH CHECK ((SELECT identita_scrive()) AND pratica_livello(pratica_id) = 2)', t);
    EXECUTE format('CREATE POLICY modifica ON %I FOR UPDATE TO siz_web USING ((SELECT identita_scrive()) AND pratica_livello(pratica_id) = 2) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY eliminazione ON %I FOR DELETE TO siz_web USING ((SELECT identita_scrive()) AND pratica_livello(pratica_id) = 2)', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO siz_web, siz_cancello', t);
    EXECUTE format('GRANT SELECT ON %I TO siz_job', t);
  END LOOP;
END
$$;

-- Who wrote, the version and the case of a row are the database's.
CREATE OR REPLACE FUNCTION progetto_riga_prima() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.creato_da := coalesce(identita_operatore(), NEW.creato_da);
    NEW.creato_il := now();
    NEW.versione := 1;
  ELSIF (NEW.id, NEW.pratica_id, NEW.creato_da, NEW.creato_il) IS DISTINCT FROM (OLD.id, OLD.pratica_id, OLD.creato_da, OLD.creato_il) THEN
    RAISE EXCEPTION 'a row does not move to another case' USING ERRCODE = 'SZ403';
  ELSE
    NEW.versione := OLD.versione + 1;
  END IF;
  RETURN NEW;
END
$$;
ALTER FUNCTION progetto_riga_prima() OWNER TO siz_cancello;

-- Only projects have goals, and one that is concluded keeps them as they were when it was: it is opened again first.  Asked
-- after the policy has spoken, as who answers below: who does not write the case learns neither of what kind it is nor who
-- works on it.  Who concludes it waits for who is writing, and the other way round.
CREATE OR REPLACE FUNCTION progetto_riga_caso() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  p pratica;
BEGIN
  SELECT * INTO p FROM pratica x WHERE x.id = CASE TG_OP WHEN 'DELETE' THEN OLD.pratica_id ELSE NEW.pratica_id END FOR SHARE;
  IF p.kind IS DISTINCT FROM 'progetto' THEN
    RAISE EXCEPTION 'no project' USING ERRCODE = 'SZ403';
  END IF;
  IF p.stato NOT IN ('A', 'S') THEN
    RAISE EXCEPTION 'concluded' USING ERRCODE = '23514', CONSTRAINT = 'progetto_concluso';
  END IF;
  RETURN NULL;
END
$$;
ALTER FUNCTION progetto_riga_caso() OWNER TO siz_cancello;

CREATE OR REPLACE FUNCTION progetto_obiettivo_numera() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM FROM pratica p WHERE p.id = NEW.pratica_id FOR UPDATE; -- two at a time get two numbers
    NEW.numero := 1 + coalesce((SELECT max(o.numero) FROM progetto_obiettivo o WHERE o.pratica_id = NEW.pratica_id), 0);
  ELSE
    NEW.numero := OLD.numero;
  END IF;
  RETURN NEW;
END
$$;
ALTER FUNCTION progetto_obiettivo_numera() OWNER TO siz_cancello;

-- An operator answers for an action only if they can open the project.
CREATE OR REPLACE FUNCTION progetto_azione_responsabile() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF NEW.operatore_id IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.operatore_id IS DISTINCT FROM OLD.operatore_id)
     AND NOT EXISTS (SELECT FROM pratica p WHERE p.id = NEW.pratica_id AND (p.riferimento_operatore_id = NEW.operatore_id OR operatore_apre(NEW.operatore_id, p.servizio_id, p.kind)))
     AND NOT EXISTS (SELECT FROM assegnazione a WHERE a.pratica_id = NEW.pratica_id AND a.operatore_id = NEW.operatore_id AND a.terminata_il IS NULL
                        AND a.risposta IS DISTINCT FROM 'rifiutata' AND coalesce(a.valida_al, current_date) >= current_date) THEN
    RAISE EXCEPTION 'not somebody who opens the project' USING ERRCODE = '23514', CONSTRAINT = 'progetto_azione_responsabile';
  END IF;
  RETURN NULL;
END
$$;
ALTER FUNCTION progetto_azione_responsabile() OWNER TO siz_cancello;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['progetto_obiettivo', 'progetto_azione', 'progetto_verifica', 'progetto_esito'] LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER progetto_riga_prima BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION progetto_riga_prima()', t);
    EXECUTE format('CREATE OR REPLACE TRIGGER progetto_riga_caso AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION progetto_riga_caso()', t);
    EXECUTE format('CREATE OR REPLACE TRIGGER storia_annota AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION storia_annota()', t);
  END LOOP;
END
$$;
CREATE OR REPLACE TRIGGER progetto_obiettivo_numera BEFORE INSERT OR UPDATE ON progetto_obiettivo FOR EACH ROW EXECUTE FUNCTION progetto_obiettivo_numera();
CREATE OR REPLACE TRIGGER progetto_azione_responsabile AFTER INSERT OR UPDATE ON progetto_azione FOR EACH ROW EXECUTE FUNCTION progetto_azione_responsabile();

-- What came of each goal at its last review; no row: not reviewed yet.
CREATE OR REPLACE VIEW progetto_esito_ultimo WITH (security_invoker = true) AS
SELECT DISTINCT ON (e.progetto_obiettivo_id) e.progetto_obiettivo_id, e.pratica_id, e.esito, e.nota, v.data
  FROM progetto_esito e JOIN progetto_verifica v ON v.id = e.progetto_verifica_id
 ORDER BY e.progetto_obiettivo_id, v.data DESC, v.id DESC;
GRANT SELECT ON progetto_esito_ultimo TO siz_web, siz_job, siz_cancello;
