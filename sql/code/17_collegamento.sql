-- The chain of cases: who opens both ends sees it, who writes the follower makes and ends it (SEG-10, PIC-07,
-- PIC-09).  To who opens one end only there is no chain: not even a number of links.
DO $$
DECLARE
  p record;
BEGIN
  ALTER TABLE pratica_collegamento ENABLE ROW LEVEL SECURITY;
  ALTER TABLE pratica_collegamento FORCE ROW LEVEL SECURITY;
  FOR p IN SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = 'pratica_collegamento' LOOP
    EXECUTE format('DROP POLICY %I ON pratica_collegamento', p.policyname);
  END LOOP;
END
$$;
CREATE POLICY cancello ON pratica_collegamento TO siz_cancello USING (true) WITH CHECK (true);
CREATE POLICY lettura ON pratica_collegamento FOR SELECT TO siz_web, siz_job
  USING (EXISTS (SELECT FROM pratica p WHERE p.id = pratica_id) AND EXISTS (SELECT FROM pratica p WHERE p.id = da_pratica_id));
CREATE POLICY inserimento ON pratica_collegamento FOR INSERT TO siz_web
  WITH CHECK ((SELECT identita_scrive()) AND creato_da = (SELECT identita_operatore()) AND pratica_livello(pratica_id) = 2
    AND EXISTS (SELECT FROM pratica a, pratica b JOIN kind_seguito s ON s.a_kind = b.kind
                 WHERE a.id = da_pratica_id AND b.id = pratica_id AND s.da_kind = a.kind));
CREATE POLICY eliminazione ON pratica_collegamento FOR DELETE TO siz_web
  USING ((SELECT identita_scrive()) AND pratica_livello(pratica_id) = 2);
GRANT SELECT, INSERT, DELETE ON pratica_collegamento TO siz_web;
GRANT SELECT ON pratica_collegamento TO siz_job;
GRANT SELECT, INSERT, UPDATE, DELETE ON pratica_collegamento TO siz_cancello;
CREATE OR REPLACE TRIGGER storia_annota AFTER INSERT OR UPDATE OR DELETE ON pratica_collegamento FOR EACH ROW EXECUTE FUNCTION storia_annota();

GRANT SELECT ON kind_colonna, kind_seguito, documento_atteso TO siz_web, siz_job, siz_cancello;

-- From a report: who opens the case and reads the report.
DO $$
DECLARE
  p record;
BEGIN
  ALTER TABLE pratica_domanda ENABLE ROW LEVEL SECURITY;
  ALTER TABLE pratica_domanda FORCE ROW LEVEL SECURITY;
  FOR p IN SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = 'pratica_domanda' LOOP
    EXECUTE format('DROP POLICY %I ON pratica_domanda', p.policyname);
  END LOOP;
END
$$;
CREATE POLICY cancello ON pratica_domanda TO siz_cancello USING (true) WITH CHECK (true);
CREATE POLICY lettura ON pratica_domanda FOR SELECT TO siz_web
  USING ((SELECT identita_operatore()) IS NOT NULL AND EXISTS (SELECT FROM pratica p WHERE p.id = pratica_id)
         AND EXISTS (SELECT FROM domanda d WHERE d.id = domanda_id AND domanda_livello(d) > 0));
CREATE POLICY inserimento ON pratica_domanda FOR INSERT TO siz_web
  WITH CHECK ((SELECT identita_scrive()) AND creato_da = (SELECT identita_operatore()) AND pratica_livello(pratica_id) = 2
    AND EXISTS (SELECT FROM domanda d WHERE d.id = domanda_id AND domanda_livello(d) > 0));
GRANT SELECT, INSERT ON pratica_domanda TO siz_web;
GRANT SELECT, INSERT, UPDATE, DELETE ON pratica_domanda TO siz_cancello;
CREATE OR REPLACE TRIGGER storia_annota AFTER INSERT OR UPDATE OR DELETE ON pratica_domanda FOR EACH ROW EXECUTE FUNCTION storia_annota();

-- What a case remembers of these links is seen as the links are, also of those that have ended.
DROP POLICY IF EXISTS catena ON storia;
CREATE POLICY catena ON storia AS RESTRICTIVE FOR SELECT TO siz_web, siz_job
  USING (CASE tabella WHEN 'pratica_collegamento' THEN EXISTS (SELECT FROM pratica p WHERE p.id = (coalesce(dopo, prima) ->> 'da_pratica_id')::bigint)
                      WHEN 'pratica_domanda' THEN EXISTS (SELECT FROM domanda d WHERE d.id = (coalesce(dopo, prima) ->> 'domanda_id')::bigint)
                      ELSE true END);
