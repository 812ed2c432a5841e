-- Parts of a valutazione: who opens the case reads them, who writes the case adds one, its author alone
-- changes, signs and takes away the own, and nobody changes what is signed (VAL-07).

CREATE OR REPLACE FUNCTION valutazione_parte_prima() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  p pratica;
BEGIN
  -- Waits for who is concluding the case, and makes them wait: a part is not written into a concluded one.
  SELECT * INTO p FROM pratica WHERE id = NEW.pratica_id FOR SHARE;
  IF p.kind IS DISTINCT FROM 'valutazione' THEN
    RAISE EXCEPTION 'parts are of a valutazione' USING ERRCODE = '23514', CONSTRAINT = 'valutazione_parte_kind';
  END IF;
  IF p.stato <> 'A' THEN
    RAISE EXCEPTION 'concluded' USING ERRCODE = '23514', CONSTRAINT = 'valutazione_parte_conclusa';
  END IF;
  IF TG_OP = 'INSERT' THEN
    NEW.autore_operatore_id := coalesce(identita_operatore(), NEW.autore_operatore_id);
    NEW.autore_servizio_id := coalesce(identita_servizio(), NEW.autore_servizio_id);
    NEW.creata_il := now();
    NEW.versione := 1;
    NEW.tolta_il := NULL;
    IF NOT EXISTS (SELECT FROM valutazione_area a WHERE a.id = NEW.area_id AND a.tipo = p.tipo) THEN
      RAISE EXCEPTION 'not a heading of this type' USING ERRCODE = '23514', CONSTRAINT = 'valutazione_parte_area_tipo';
    END IF;
    IF NEW.sostituisce_id IS NOT NULL AND NOT EXISTS (
         SELECT FROM valutazione_parte v WHERE v.id = NEW.sostituisce_id AND v.pratica_id = NEW.pratica_id AND v.area_id = NEW.area_id
            AND v.autore_operatore_id = NEW.autore_operatore_id AND v.firmata_il IS NOT NULL) THEN
      RAISE EXCEPTION 'only its author puts another in the place of a signed part' USING ERRCODE = 'SZ403';
    END IF;
  ELSE
    IF OLD.firmata_il IS NOT NULL THEN
      RAISE EXCEPTION 'signed' USING ERRCODE = '23514', CONSTRAINT = 'valutazione_parte_firmata';
    END IF;
    IF (NEW.pratica_id, NEW.area_id, NEW.autore_operatore_id, NEW.autore_servizio_id, NEW.creata_il, NEW.sostituisce_id) IS DISTINCT FROM
       (OLD.pratica_id, OLD.area_id, OLD.autore_operatore_id, OLD.autore_servizio_id, OLD.creata_il, OLD.sostituisce_id) OR OLD.tolta_il IS NOT NULL THEN
      RAISE EXCEPTION 'what a part is born with does not change' USING ERRCODE = 'SZ403';
    END IF;
    NEW.versione := OLD.versione + 1;
    NEW.tolta_il := CASE WHEN NEW.tolta_il IS NOT NULL THEN now() END;
  END IF;
  NEW.modificata_il := now();
  NEW.firmata_il := CASE WHEN NEW.firmata_il IS NOT NULL THEN now() END;
  RETURN NEW;
END
$$;
ALTER FUNCTION valutazione_parte_prima() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER valutazione_parte_prima BEFORE INSERT OR UPDATE ON valutazione_parte FOR EACH ROW EXECUTE FUNCTION valutazione_parte_prima();
CREATE OR REPLACE TRIGGER storia_annota AFTER INSERT OR UPDATE OR DELETE ON valutazione_parte FOR EACH ROW EXECUTE FUNCTION storia_annota();

DO $$
DECLARE
  p record;
BEGIN
  ALTER TABLE valutazione_parte ENABLE ROW LEVEL SECURITY;
  ALTER TABLE valutazione_parte FORCE ROW LEVEL SECURITY;
  FOR p IN SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = 'valutazione_parte' LOOP
    EXECUTE format('DROP POLICY %I ON valutazione_parte', p.policyname);
  END LOOP;
END
$$;
CREATE POLICY cancello ON valutazione_parte TO siz_cancello USING (true) WITH CHECK (true);
-- Of a reserved person who lives with the holder, only to who may know of that person.
CREATE POLICY lettura ON valutazione_parte FOR SELECT TO siz_web, siz_job
  USING (EXISTS (SELECT FROM pratica p WHERE p.id = pratica_id)
         AND (soggetto_id IS NULL OR (SELECT true FROM soggetto s WHERE s.id = valutazione_parte.soggetto_id LIMIT 1)));
CREATE POLICY inserimento ON valutazione_parte FOR INSERT TO siz_web
  WITH CHECK ((SELECT identita_scrive()) AND autore_operatore_id = (SELECT identita_operatore()) AND pratica_livello(pratica_id) = 2
              AND (SELECT true FROM ruolo_permesso r WHERE r.ruolo = identita_ruolo() AND r.permesso = 'VALUTAZIONE_SCRIVI')
              AND (soggetto_id IS NULL OR (SELECT true FROM soggetto s WHERE s.id = valutazione_parte.soggetto_id LIMIT 1)));
CREATE POLICY modifica ON valutazione_parte FOR UPDATE TO siz_web
  USING ((SELECT identita_scrive()) AND autore_operatore_id = (SELECT identita_operatore()) AND pratica_livello(pratica_id) = 2)
  WITH CHECK (soggetto_id IS NULL OR (SELECT true FROM soggetto s WHERE s.id = valutazione_parte.soggetto_id LIMIT 1));
GRANT SELECT, INSERT ON valutazione_parte TO siz_web;
GRANT UPDATE (soggetto_id, funzione, modulo_id, dati, firmata_il, tolta_il) ON valutazione_parte TO siz_web;
GRANT SELECT ON valutazione_parte TO siz_job;
GRANT SELECT, INSERT, UPDATE ON valutazione_parte TO siz_cancello;
GRANT SELECT ON valutazione_area TO siz_web, siz_job, siz_cancello;

-- What a case remembers of a part is seen as the part is.
DROP POLICY IF EXISTS parti ON storia;
CREATE POLICY parti ON storia AS RESTRICTIVE FOR SELECT TO siz_web, siz_job
  USING (tabella <> 'valutazione_parte' OR (SELECT true FROM valutazione_parte v WHERE v.id = storia.riga_id LIMIT 1));
