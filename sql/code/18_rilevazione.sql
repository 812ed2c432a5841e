-- Schede di rilevazione: who opens the case reads them, who writes the case fills in, changes and takes away,
-- whoever the author is; the history keeps what was there (GEN-32).

CREATE OR REPLACE FUNCTION rilevazione_prima() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.autore_operatore_id := coalesce(identita_operatore(), NEW.autore_operatore_id);
    NEW.autore_servizio_id := coalesce(identita_servizio(), NEW.autore_servizio_id);
    NEW.creata_il := now();
    NEW.versione := 1;
    NEW.tolta_il := NULL;
  ELSE
    IF (NEW.pratica_id, NEW.scheda_rilevazione_id, NEW.autore_operatore_id, NEW.autore_servizio_id, NEW.creata_il) IS DISTINCT FROM
       (OLD.pratica_id, OLD.scheda_rilevazione_id, OLD.autore_operatore_id, OLD.autore_servizio_id, OLD.creata_il) OR OLD.tolta_il IS NOT NULL THEN
      RAISE EXCEPTION 'what a filling is born with does not change' USING ERRCODE = 'SZ403';
    END IF;
    NEW.versione := OLD.versione + 1;
    NEW.tolta_il := CASE WHEN NEW.tolta_il IS NOT NULL THEN now() END;
  END IF;
  NEW.modificata_il := now();
  RETURN NEW;
END
$$;
ALTER FUNCTION rilevazione_prima() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER rilevazione_prima BEFORE INSERT OR UPDATE ON rilevazione FOR EACH ROW EXECUTE FUNCTION rilevazione_prima();

-- Asked after the policy has spoken: who does not write the case learns not of what kind it is.
CREATE OR REPLACE FUNCTION rilevazione_caso() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT FROM pratica p JOIN scheda_rilevazione_kind k ON k.kind = p.kind JOIN scheda_rilevazione s ON s.id = k.scheda_rilevazione_id
                  WHERE p.id = NEW.pratica_id AND s.id = NEW.scheda_rilevazione_id
                    AND s.valida_dal <= current_date AND coalesce(s.valida_al, current_date) >= current_date) THEN
    RAISE EXCEPTION 'not a scheda of this kind today' USING ERRCODE = '23514', CONSTRAINT = 'rilevazione_scheda_kind';
  END IF;
  IF NOT EXISTS (SELECT FROM scheda_rilevazione s JOIN modulo m ON m.nome = s.modulo WHERE s.id = NEW.scheda_rilevazione_id AND m.id = NEW.modulo_id) THEN
    RAISE EXCEPTION 'not the form of this scheda' USING ERRCODE = '23514', CONSTRAINT = 'rilevazione_modulo_scheda';
  END IF;
  IF NEW.data > current_date THEN
    RAISE EXCEPTION 'in the future' USING ERRCODE = '23514', CONSTRAINT = 'rilevazione_data_futura';
  END IF;
  RETURN NULL;
END
$$;
ALTER FUNCTION rilevazione_caso() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER rilevazione_caso AFTER INSERT OR UPDATE ON rilevazione FOR EACH ROW EXECUTE FUNCTION rilevazione_caso();
CREATE OR REPLACE TRIGGER storia_annota AFTER INSERT OR UPDATE OR DELETE ON rilevazione FOR EACH ROW EXECUTE FUNCTION storia_annota();

DO $$
DECLARE
  p record;
BEGIN
  ALTER TABLE rilevazione ENABLE ROW LEVEL SECURITY;
  ALTER TABLE rilevazione FORCE ROW LEVEL SECURITY;
  FOR p IN SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = 'rilevazione' LOOP
    EXECUTE format('DROP POLICY %I ON rilevazione', p.policyname);
  END LOOP;
END
$$;
CREATE POLICY cancello ON rilevazione TO siz_cancello USING (true) WITH CHECK (true);
CREATE POLICY lettura ON rilevazione FOR SELECT TO siz_web, siz_job USING (EXISTS (SELECT FROM pratica p WHERE p.id = pratica_id));
CREATE POLICY inserimento ON rilevazione FOR INSERT TO siz_web
  WITH CHECK ((SELECT identita_scrive()) AND autore_operatore_id = (SELECT identita_operatore()) AND pratica_livello(pratica_id) = 2);
CREATE POLICY modifica ON rilevazione FOR UPDATE TO siz_web USING ((SELECT identita_scrive()) AND pratica_livello(pratica_id) = 2) WITH CHECK (true);
GRANT SELECT, INSERT ON rilevazione TO siz_web;
GRANT UPDATE (data, modulo_id, dati, tolta_il) ON rilevazione TO siz_web;
GRANT SELECT ON rilevazione TO siz_job;
GRANT SELECT, INSERT, UPDATE ON rilevazione TO siz_cancello;
GRANT SELECT ON scheda_rilevazione, scheda_rilevazione_kind TO siz_web, siz_job, siz_cancello;
