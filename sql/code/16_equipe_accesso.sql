-- What being of an équipe opens (AMB-17), where a rule of the kind says so: accesso_proprio writes the rows by name, here they
-- follow the équipe.  Who leaves it, or an équipe that follows the case no more, ends them at once.

-- The rows by name of that case, anew.
CREATE OR REPLACE FUNCTION accesso_equipe_rifai(quale bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM FROM pratica p WHERE p.id = quale FOR NO KEY UPDATE; -- two at a time, one after the other
  DELETE FROM accesso a WHERE a.pratica_id = quale AND a.origine = 0 AND a.principale > 0;
  INSERT INTO accesso SELECT x.* FROM accesso_proprio(quale) x WHERE x.principale > 0;
END
$$;
-- Of an équipe: all that it follows, of kinds with such a rule.
CREATE OR REPLACE FUNCTION accesso_equipe_segue(quale bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT accesso_equipe_rifai(x.id)
    FROM (SELECT DISTINCT p.id FROM equipe_pratica q JOIN pratica p ON p.id = q.pratica_id
           WHERE q.equipe_id = quale AND p.kind IN (SELECT r.kind FROM regola_accesso r WHERE r.relazione = 'equipe') ORDER BY 1) x
$$;
CREATE OR REPLACE FUNCTION equipe_accesso() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF TG_TABLE_NAME = 'equipe' THEN
    PERFORM accesso_equipe_segue(NEW.id);
  ELSIF TG_TABLE_NAME = 'equipe_membro' THEN
    PERFORM accesso_equipe_segue(NEW.equipe_id);
  ELSIF EXISTS (SELECT FROM pratica p JOIN regola_accesso r ON r.kind = p.kind AND r.relazione = 'equipe' WHERE p.id = NEW.pratica_id) THEN
    PERFORM accesso_equipe_rifai(NEW.pratica_id);
  END IF;
  RETURN NULL;
END
$$;
-- After equipe_membro_collega and the policies have spoken.
CREATE OR REPLACE TRIGGER equipe_z_accesso AFTER INSERT OR UPDATE ON equipe_membro FOR EACH ROW EXECUTE FUNCTION equipe_accesso();
CREATE OR REPLACE TRIGGER equipe_z_accesso AFTER INSERT OR UPDATE ON equipe_pratica FOR EACH ROW EXECUTE FUNCTION equipe_accesso();
CREATE OR REPLACE TRIGGER equipe_z_accesso AFTER UPDATE OF chiusa_il ON equipe FOR EACH ROW
  WHEN (OLD.chiusa_il IS DISTINCT FROM NEW.chiusa_il) EXECUTE FUNCTION equipe_accesso();

-- Who was written in for a day that has come: with the hourly cleaning (assegnazioni_di_chi_lascia).
CREATE OR REPLACE FUNCTION accesso_equipe_comincia() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT accesso_equipe_rifai(x.id)
    FROM (SELECT DISTINCT p.id
            FROM equipe_membro m JOIN equipe_pratica q ON q.equipe_id = m.equipe_id JOIN pratica p ON p.id = q.pratica_id
            JOIN regola_accesso r ON r.kind = p.kind AND r.relazione = 'equipe'
           WHERE m.valido_dal BETWEEN current_date - 31 AND current_date AND m.valido_al IS NULL AND q.valida_al IS NULL
             AND operatore_apre(m.operatore_id, p.servizio_id, p.kind, ARRAY['equipe'], p.creato_ruolo)
             AND NOT EXISTS (SELECT FROM accesso a WHERE a.pratica_id = p.id AND a.principale = m.operatore_id AND a.origine = 0) ORDER BY 1) x
$$;

DO $$
DECLARE f regprocedure;
BEGIN
  FOREACH f IN ARRAY ARRAY['accesso_equipe_rifai(bigint)', 'accesso_equipe_segue(bigint)', 'equipe_accesso()', 'accesso_equipe_comincia()']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END
$$;
