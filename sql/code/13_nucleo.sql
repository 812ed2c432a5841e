-- Households: who writes them, who sees them, how somebody enters, leaves, moves.

-- Rows that hang on a person, not on a case: their author is the identity, a row does not pass to
-- another person, the version goes on by itself.
CREATE OR REPLACE FUNCTION persona_riga_prima() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
  IF identita_operatore() IS NULL THEN
    RETURN NEW;  -- maintenance brings its own
  END IF;
  IF TG_OP = 'INSERT' THEN
    NEW.creato_da := identita_operatore();
    NEW.creato_servizio_id := identita_servizio();
    NEW.creato_il := now();
    NEW.versione := 1;
    RETURN NEW;
  END IF;
  IF (NEW.soggetto_id, NEW.creato_da, NEW.creato_servizio_id, NEW.creato_il) IS DISTINCT FROM
     (OLD.soggetto_id, OLD.creato_da, OLD.creato_servizio_id, OLD.creato_il) THEN
    RAISE EXCEPTION 'a row does not move to another person' USING ERRCODE = 'SZ403';
  END IF;
  NEW.versione := OLD.versione + 1;
  RETURN NEW;
END
$$;

-- What hangs on a person is seen by who sees the person and written by who writes persons.  A
-- scalar probe, as everywhere: an EXISTS may be turned into a hash of all persons.
CREATE OR REPLACE FUNCTION persona_riga_politiche(tabella regclass) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
DECLARE
  vede constant text := '(SELECT true FROM soggetto s WHERE s.id = soggetto_id LIMIT 1)';
  scrive constant text := '(SELECT identita_scrive()) AND (SELECT true FROM ruolo_permesso r WHERE r.ruolo = identita_ruolo() AND r.permesso = ''SOGGETTO_SCRIVI'')';
  p record;
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tabella);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', tabella);
  FOR p IN SELECT polname FROM pg_policy WHERE polrelid = tabella LOOP
    EXECUTE format('DROP POLICY %I ON %s', p.polname, tabella);
  END LOOP;
  EXECUTE format('CREATE POLICY cancello ON %s TO siz_cancello USING (true) WITH CHECK (true)', tabella);
  EXECUTE format('CREATE POLICY lettura ON %s FOR SELECT TO siz_web, siz_job USING (%s)', tabella, vede);
  EXECUTE format('CREATE POLICY inserimento ON %s FOR INSERT TO siz_web WITH CHECK (%s AND %s)', tabella, scrive, vede);
  EXECUTE format('CREATE POLICY modifica ON %s FOR UPDATE TO siz_web USING (%s AND %s) WITH CHECK (true)', tabella, scrive, vede);
  EXECUTE format('CREATE POLICY eliminazione ON %s FOR DELETE TO siz_web USING (%s AND %s)', tabella, scrive, vede);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO siz_web, siz_cancello', tabella);
  EXECUTE format('GRANT SELECT ON %s TO siz_job', tabella);
  EXECUTE format('CREATE OR REPLACE TRIGGER persona_riga_prima BEFORE INSERT OR UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION persona_riga_prima()', tabella);
  EXECUTE format('CREATE OR REPLACE TRIGGER storia_annota AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION storia_annota()', tabella);
END
$$;
REVOKE ALL ON FUNCTION persona_riga_politiche(regclass) FROM PUBLIC;
SELECT persona_riga_politiche('nucleo_componente');

-- A household by itself says nothing of anybody: it is there for its members.
ALTER TABLE nucleo ENABLE ROW LEVEL SECURITY;
ALTER TABLE nucleo FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS cancello ON nucleo;
DROP POLICY IF EXISTS lettura ON nucleo;
DROP POLICY IF EXISTS inserimento ON nucleo;
CREATE POLICY cancello ON nucleo TO siz_cancello USING (true) WITH CHECK (true);
CREATE POLICY lettura ON nucleo FOR SELECT TO siz_web, siz_job
  USING ((SELECT true FROM ruolo_permesso r WHERE r.ruolo = identita_ruolo() AND r.permesso = 'SOGGETTO_LEGGI'));
CREATE POLICY inserimento ON nucleo FOR INSERT TO siz_web
  WITH CHECK ((SELECT identita_scrive()) AND creato_da = (SELECT identita_operatore())
              AND (SELECT true FROM ruolo_permesso r WHERE r.ruolo = identita_ruolo() AND r.permesso = 'SOGGETTO_SCRIVI'));
GRANT SELECT, INSERT ON nucleo TO siz_web;
GRANT SELECT ON nucleo TO siz_job;
GRANT SELECT, INSERT ON nucleo TO siz_cancello;
GRANT SELECT ON parentela_riferita TO siz_web, siz_job;

-- «Zio / Zia (Collaterale)» of one person: «Zia (Collaterale)».
CREATE OR REPLACE FUNCTION parentela_parola(testo text, sesso text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT CASE sesso WHEN 'F' THEN regexp_replace(testo, '^.* / ', '') ELSE regexp_replace(testo, ' / [^ ]+', '') END $$;
GRANT EXECUTE ON FUNCTION parentela_parola(text, text) TO siz_web, siz_job, siz_cancello;

-- The household of a person on a day; NULL: none.
CREATE OR REPLACE FUNCTION nucleo_di(quale bigint, di_tipo text, il_giorno date) RETURNS bigint
LANGUAGE sql STABLE
AS $$
  SELECT c.nucleo_id FROM nucleo_componente c
   WHERE c.soggetto_id = quale AND c.tipo = di_tipo AND c.dal <= il_giorno AND coalesce(c.al, 'infinity') >= il_giorno
$$;
GRANT EXECUTE ON FUNCTION nucleo_di(bigint, text, date) TO siz_web, siz_job;

-- Somebody enters the household of `presso`, who becomes the intestatario of a new one if there is
-- none.  Who is in another household of that kind moves: leaves it on the day before.  An
-- intestatario does not leave others behind that way (nucleo_esce asks who comes next).
CREATE OR REPLACE FUNCTION nucleo_entra(presso bigint, di_tipo text, chi bigint, con_relazione text, con_legame bigint, da_giorno date, con_motivo text)
RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
DECLARE
  in_nucleo bigint := nucleo_di(presso, di_tipo, da_giorno);
  altrove nucleo_componente;
  fatta bigint;
BEGIN
  IF con_relazione = '1' THEN
    RAISE EXCEPTION 'the intestatario is there already' USING ERRCODE = '23514', CONSTRAINT = 'nucleo_un_intestatario';
  END IF;
  IF chi = presso THEN
    RAISE EXCEPTION 'the same person' USING ERRCODE = '23514', CONSTRAINT = 'nucleo_stessa_persona';
  END IF;
  IF in_nucleo IS NULL THEN
    INSERT INTO nucleo (tipo, creato_da, creato_servizio_id) VALUES (di_tipo, identita_operatore(), identita_servizio()) RETURNING id INTO in_nucleo;
    INSERT INTO nucleo_componente (nucleo_id, tipo, soggetto_id, relazione, dal, motivo_ingresso)
    VALUES (in_nucleo, di_tipo, presso, '1', da_giorno, con_motivo);
  END IF;
  SELECT * INTO altrove FROM nucleo_componente c
   WHERE c.soggetto_id = chi AND c.tipo = di_tipo AND c.dal < da_giorno AND coalesce(c.al, 'infinity') >= da_giorno AND c.nucleo_id <> in_nucleo
     FOR UPDATE;
  IF FOUND THEN
    IF altrove.relazione = '1' AND EXISTS (SELECT FROM nucleo_componente o WHERE o.nucleo_id = altrove.nucleo_id AND o.soggetto_id <> chi
                                              AND coalesce(o.al, 'infinity') >= da_giorno) THEN
      RAISE EXCEPTION 'would leave others without an intestatario' USING ERRCODE = '23514', CONSTRAINT = 'nucleo_intestatario_lascia';
    END IF;
    UPDATE nucleo_componente SET al = da_giorno - 1, motivo_uscita = 'SPOSTATO' WHERE id = altrove.id;
  END IF;
  INSERT INTO nucleo_componente (nucleo_id, tipo, soggetto_id, relazione, legame_soggetto_id, dal, motivo_ingresso)
  VALUES (in_nucleo, di_tipo, chi, con_relazione, con_legame, da_giorno, con_motivo) RETURNING id INTO fatta;
  RETURN fatta;
END
$$;

-- Somebody leaves: `ultimo` is the last day.  When it is the intestatario and others stay, `poi` (one
-- of their rows) comes next, and everybody's relation is said anew from the day after.  What was
-- entered by mistake is taken out whole.
CREATE OR REPLACE FUNCTION nucleo_esce(quale bigint, su_versione integer, ultimo date, con_motivo text, poi bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
DECLARE
  c nucleo_componente;
  nuovo nucleo_componente;
  altri boolean;
BEGIN
  SELECT * INTO c FROM nucleo_componente WHERE id = quale FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such member' USING ERRCODE = 'SZ404';
  END IF;
  IF c.versione <> su_versione THEN
    RAISE EXCEPTION 'saved by somebody else' USING ERRCODE = 'SZ409';
  END IF;
  altri := c.relazione = '1' AND EXISTS (SELECT FROM nucleo_componente o WHERE o.nucleo_id = c.nucleo_id AND o.id <> c.id AND coalesce(o.al, 'infinity') > ultimo);
  IF con_motivo = 'ERRORE' THEN
    IF c.relazione = '1' AND EXISTS (SELECT FROM nucleo_componente o WHERE o.nucleo_id = c.nucleo_id AND o.id <> c.id) THEN
      RAISE EXCEPTION 'others were entered beside' USING ERRCODE = '23514', CONSTRAINT = 'nucleo_intestatario_lascia';
    END IF;
    DELETE FROM nucleo_componente WHERE id = quale;
    RETURN;
  END IF;
  IF altri THEN
    SELECT * INTO nuovo FROM nucleo_componente o
     WHERE o.id = poi AND o.nucleo_id = c.nucleo_id AND o.id <> c.id AND o.dal <= ultimo AND coalesce(o.al, 'infinity') > ultimo;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'who comes next?' USING ERRCODE = '23514', CONSTRAINT = 'nucleo_intestatario_nuovo';
    END IF;
  END IF;
  UPDATE nucleo_componente SET al = ultimo, motivo_uscita = con_motivo WHERE id = quale;
  IF altri THEN
    WITH restano AS (
      UPDATE nucleo_componente o SET al = ultimo, motivo_uscita = 'INTESTATARIO'
       WHERE o.nucleo_id = c.nucleo_id AND o.id <> c.id AND o.dal <= ultimo AND coalesce(o.al, 'infinity') > ultimo
      RETURNING o.*
    )
    INSERT INTO nucleo_componente (nucleo_id, tipo, soggetto_id, relazione, legame_soggetto_id, dal, motivo_ingresso, fonte)
    SELECT r.nucleo_id, r.tipo, r.soggetto_id, CASE WHEN r.id = nuovo.id THEN '1' ELSE coalesce(p.relazione, '99') END,
           nullif(r.legame_soggetto_id, nuovo.soggetto_id), ultimo + 1, 'INTESTATARIO', r.fonte
      FROM restano r LEFT JOIN parentela_riferita p ON p.nuovo = nuovo.relazione AND p.componente = r.relazione;
  END IF;
END
$$;
GRANT EXECUTE ON FUNCTION nucleo_entra(bigint, text, bigint, text, bigint, date, text), nucleo_esce(bigint, integer, date, text, bigint) TO siz_web;
