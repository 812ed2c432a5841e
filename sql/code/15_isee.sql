-- ISEE.  Economic data of a whole household: not for everybody who sees the person, but for who opens a
-- case of one of its members, in the roles that hold ISEE_LEGGI (ROL-06 does not reach so far).

-- Does the reader open a case of this person (level 2: and write it)?  Who opens it in an emergency reads that case, and
-- not the means of the household.  plpgsql, for policies ask: its plan lasts for the session.
CREATE OR REPLACE FUNCTION soggetto_seguito(quale bigint, almeno integer DEFAULT 1) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  principali bigint[] := identita_principali();
  mio_ruolo integer := identita_ruolo_bit();
BEGIN
  RETURN EXISTS (SELECT FROM pratica p JOIN accesso a ON a.pratica_id = p.id
                  WHERE p.titolare_soggetto_id = quale AND a.principale = ANY (principali) AND (a.ruoli & mio_ruolo) <> 0
                    AND a.livello >= almeno AND a.origine >= 0 AND (a.valido_fino IS NULL OR a.valido_fino >= current_date)
                    -- who reads what the archive holds of a person does not follow the person
                    AND NOT EXISTS (SELECT FROM servizio v WHERE v.id = p.servizio_id AND v.sola_lettura));
END
$$;
-- The same of a household: the person on whose page it stands, or one of the members.
CREATE OR REPLACE FUNCTION isee_visibile(quale bigint, su_soggetto bigint, almeno integer DEFAULT 1) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  RETURN soggetto_seguito(su_soggetto, almeno)
      OR EXISTS (SELECT FROM isee_componente c WHERE c.isee_id = quale AND c.soggetto_id <> su_soggetto AND soggetto_seguito(c.soggetto_id, almeno));
END
$$;

-- Author and version are not for a form to say.
CREATE OR REPLACE FUNCTION isee_prima() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
  IF identita_operatore() IS NULL THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' THEN
    NEW.creato_da := identita_operatore();
    NEW.creato_servizio_id := identita_servizio();
    NEW.creato_il := now();
    NEW.versione := 1;
    RETURN NEW;
  END IF;
  IF (NEW.soggetto_id, NEW.creato_da, NEW.creato_il, NEW.fonte) IS DISTINCT FROM (OLD.soggetto_id, OLD.creato_da, OLD.creato_il, OLD.fonte) THEN
    RAISE EXCEPTION 'what an ISEE is born with does not change' USING ERRCODE = 'SZ403';
  END IF;
  NEW.versione := OLD.versione + 1;
  IF NEW.valida_fino <> OLD.valida_fino THEN
    NEW.promemoria_il := NULL; -- another end is due again
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER isee_prima BEFORE INSERT OR UPDATE ON isee FOR EACH ROW EXECUTE FUNCTION isee_prima();

-- What changed: the values of an ISEE are not for everybody who reads the person's history, so of them
-- only the register says that they changed.
CREATE OR REPLACE FUNCTION isee_annota() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND identita_operatore() IS NULL THEN
    RETURN NULL; -- the reminder
  END IF;
  INSERT INTO registro (operatore_id, servizio_id, ruolo, azione, oggetto, oggetto_id, soggetto_id, dettaglio)
  VALUES (identita_operatore(), identita_servizio(), identita_ruolo(), CASE TG_OP WHEN 'INSERT' THEN 'crea' ELSE 'modifica' END, 'isee', NEW.id, NEW.soggetto_id,
          jsonb_build_object('tipo', NEW.tipo, 'protocollo', NEW.protocollo, 'fonte', NEW.fonte));
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER isee_annota AFTER INSERT OR UPDATE ON isee FOR EACH ROW EXECUTE FUNCTION isee_annota();

-- A file for the worker: only of a person whom one follows.
CREATE OR REPLACE FUNCTION isee_carica(su_soggetto bigint, byte bytea) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  nuova bigint;
BEGIN
  IF NOT identita_scrive() OR NOT soggetto_seguito(su_soggetto, 2) OR NOT EXISTS (SELECT FROM ruolo_permesso r WHERE r.ruolo = identita_ruolo() AND r.permesso = 'ISEE_SCRIVI') THEN
    RAISE EXCEPTION 'not for this operator' USING ERRCODE = 'SZ403';
  END IF;
  INSERT INTO isee_lettura (soggetto_id, operatore_id, contenuto) VALUES (su_soggetto, identita_operatore(), byte) RETURNING id INTO nuova;
  INSERT INTO lavoro (tipo, dati) VALUES ('isee_lettura', jsonb_build_object('lettura', nuova));
  PERFORM pg_notify('siz_lavoro', '');
  RETURN nuova;
END
$$;
CREATE OR REPLACE FUNCTION isee_da_leggere(quale bigint) RETURNS TABLE (contenuto bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT l.contenuto FROM isee_lettura l WHERE l.id = quale AND l.stato = 'in_attesa' AND l.contenuto IS NOT NULL $$;
CREATE OR REPLACE FUNCTION isee_letta(quale bigint, con_motivo text, con_dati text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  UPDATE isee_lettura SET stato = CASE WHEN con_motivo IS NULL THEN 'letta' ELSE 'rifiutata' END, motivo = con_motivo, dati = con_dati::jsonb, contenuto = NULL
   WHERE id = quale AND stato = 'in_attesa'
$$;

-- What was read becomes rows, one a kind; the number of them.  It asks what the policies ask of who
-- confirms, and does it itself: that INPS said so is for no page to write.  SZ410: used before, or too old.
CREATE OR REPLACE FUNCTION isee_conferma(quale bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  l isee_lettura;
  i jsonb;
  nuovo bigint;
  quanti bigint := 0;
BEGIN
  SELECT x.soggetto_id, x.dati INTO l.soggetto_id, l.dati FROM isee_lettura x
   WHERE x.id = quale AND x.operatore_id = identita_operatore() AND x.stato = 'letta' AND x.dati IS NOT NULL FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such reading any more' USING ERRCODE = 'SZ410';
  END IF;
  IF NOT identita_scrive() OR NOT soggetto_seguito(l.soggetto_id, 2)
     OR NOT EXISTS (SELECT FROM ruolo_permesso r WHERE r.ruolo = identita_ruolo() AND r.permesso = 'ISEE_SCRIVI') THEN
    RAISE EXCEPTION 'not for this operator' USING ERRCODE = 'SZ403';
  END IF;
  FOR i IN SELECT * FROM jsonb_array_elements(l.dati -> 'indicatori') LOOP
    -- on another page that the reader sees it stands already; of one that is not seen nothing is said
    IF EXISTS (SELECT FROM isee e WHERE e.protocollo = l.dati ->> 'protocollo' AND e.tipo = i ->> 'tipo' AND isee_visibile(e.id, e.soggetto_id)
                  AND soggetto_visibile(e.soggetto_id)) THEN
      RAISE EXCEPTION 'this attestation is there already' USING ERRCODE = '23505', CONSTRAINT = 'isee_unico';
    END IF;
    INSERT INTO isee (soggetto_id, tipo, valore, ise, isr, isp, scala, protocollo, presentata_il, valida_fino, difformita, fonte)
    VALUES (l.soggetto_id, i ->> 'tipo', (i ->> 'valore')::numeric, (i ->> 'ise')::numeric, (i ->> 'isr')::numeric, (i ->> 'isp')::numeric, (i ->> 'scala')::numeric,
            l.dati ->> 'protocollo', (l.dati ->> 'presentata_il')::date, (l.dati ->> 'valida_fino')::date, (l.dati ->> 'difformita')::boolean, 'inps_xml')
    RETURNING id INTO nuovo;
    INSERT INTO isee_componente (isee_id, soggetto_id, codice_fiscale, cognome, nome, rapporto)
    SELECT nuovo, s.id, c ->> 'codice_fiscale', anpr_maiuscole(c ->> 'cognome'), anpr_maiuscole(c ->> 'nome'), c ->> 'rapporto'
      FROM jsonb_array_elements(l.dati -> 'componenti') c LEFT JOIN soggetto s ON s.id = soggetto_di_codice(c ->> 'codice_fiscale', l.soggetto_id);
    quanti := quanti + 1;
  END LOOP;
  UPDATE isee_lettura SET stato = 'usata', dati = NULL WHERE id = quale;
  RETURN quanti;
END
$$;

-- The ISEE of one household with that one, itself too: on the page of one of its members, or naming one.
CREATE OR REPLACE FUNCTION isee_del_nucleo(quale bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE
AS $$
  WITH chi AS (
    SELECT i.soggetto_id FROM isee i WHERE i.id = quale
    UNION SELECT c.soggetto_id FROM isee_componente c WHERE c.isee_id = quale AND c.soggetto_id IS NOT NULL
  )
  SELECT i.id FROM chi JOIN isee i USING (soggetto_id) UNION SELECT c.isee_id FROM chi JOIN isee_componente c USING (soggetto_id)
$$;

-- Thirty days before an ISEE ends, who follows a member is told, once; not where a newer one is there, on
-- whosever page of the household.
CREATE OR REPLACE FUNCTION isee_promemoria() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  WITH dovuti AS (
    UPDATE isee i SET promemoria_il = now()
     WHERE i.promemoria_il IS NULL AND i.valida_fino BETWEEN current_date AND current_date + 30
       AND NOT EXISTS (SELECT FROM isee_del_nucleo(i.id) h JOIN isee n ON n.id = h WHERE n.tipo = i.tipo AND n.valida_fino > i.valida_fino)
    RETURNING i.id, i.soggetto_id, i.valida_fino
  ), chi AS (
    SELECT DISTINCT ON (p.id) p.id, p.codice, p.riferimento_operatore_id, p.servizio_id, d.valida_fino
      FROM dovuti d CROSS JOIN LATERAL (SELECT d.soggetto_id UNION SELECT c.soggetto_id FROM isee_componente c WHERE c.isee_id = d.id) x
      JOIN pratica p ON p.titolare_soggetto_id = x.soggetto_id AND p.stato IN ('A', 'S')
     ORDER BY p.id, d.valida_fino
  ), mandati AS (
    SELECT notifica_manda(riferimento_operatore_id, servizio_id, 'scadenza', id, NULL, NULL, 'Il ' || to_char(valida_fino, 'DD/MM/YYYY') || ' scade l’ISEE del titolare di ' || codice,
                          '/pratiche/' || id || '/isee') FROM chi
  )
  SELECT count(*) FROM mandati
$$;
CREATE OR REPLACE FUNCTION isee_pulizia() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  WITH u AS (UPDATE isee_lettura SET dati = NULL, contenuto = NULL WHERE (dati IS NOT NULL OR contenuto IS NOT NULL) AND creata_il < now() - interval '1 day' RETURNING 1)
  SELECT count(*) FROM u
$$;

DO $$
DECLARE
  t text;
  p record;
  f regprocedure;
BEGIN
  FOREACH t IN ARRAY ARRAY['isee', 'isee_componente', 'isee_lettura'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    FOR p IN SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = t LOOP
      EXECUTE format('DROP POLICY %I ON %I', p.policyname, t);
    END LOOP;
    EXECUTE format('CREATE POLICY cancello ON %I TO siz_cancello USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO siz_cancello', t);
  END LOOP;
  FOREACH f IN ARRAY ARRAY['soggetto_seguito(bigint, integer)', 'isee_visibile(bigint, bigint, integer)', 'isee_annota()', 'isee_carica(bigint, bytea)', 'isee_da_leggere(bigint)',
    'isee_letta(bigint, text, text)', 'isee_conferma(bigint)', 'isee_promemoria()', 'isee_pulizia()']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END
$$;
-- Not through another member of the household what stands on the page of a reserved person, nor that
-- person among the members: who hides from a household is in its ISEE still.
CREATE POLICY lettura ON isee FOR SELECT TO siz_web
  USING ((SELECT true FROM ruolo_permesso r WHERE r.ruolo = identita_ruolo() AND r.permesso = 'ISEE_LEGGI') AND isee_visibile(id, soggetto_id)
         AND (SELECT true FROM soggetto s WHERE s.id = soggetto_id LIMIT 1));
CREATE POLICY inserimento ON isee FOR INSERT TO siz_web
  WITH CHECK ((SELECT identita_scrive()) AND (SELECT true FROM ruolo_permesso r WHERE r.ruolo = identita_ruolo() AND r.permesso = 'ISEE_SCRIVI') AND soggetto_seguito(soggetto_id, 2));
CREATE POLICY modifica ON isee FOR UPDATE TO siz_web
  USING ((SELECT identita_scrive()) AND (SELECT true FROM ruolo_permesso r WHERE r.ruolo = identita_ruolo() AND r.permesso = 'ISEE_SCRIVI') AND isee_visibile(id, soggetto_id, 2)
         AND (SELECT true FROM soggetto s WHERE s.id = soggetto_id LIMIT 1))
  WITH CHECK (isee_visibile(id, soggetto_id, 2));
REVOKE INSERT, UPDATE ON isee FROM siz_web;
GRANT SELECT ON isee TO siz_web;
-- by hand: not the source, which isee_conferma says
GRANT INSERT (soggetto_id, tipo, valore, ise, isr, isp, scala, protocollo, presentata_il, valida_fino, difformita) ON isee TO siz_web;
GRANT UPDATE (tipo, valore, ise, isr, isp, scala, protocollo, presentata_il, valida_fino, difformita) ON isee TO siz_web;
CREATE POLICY lettura ON isee_componente FOR SELECT TO siz_web
  -- a member who is nobody here yet is named where the attestation stands, not to who comes through another member
  USING (CASE WHEN soggetto_id IS NULL THEN EXISTS (SELECT FROM isee i WHERE i.id = isee_id AND soggetto_seguito(i.soggetto_id))
              ELSE EXISTS (SELECT FROM isee i WHERE i.id = isee_id) AND (SELECT true FROM soggetto s WHERE s.id = soggetto_id LIMIT 1) END);
CREATE POLICY inserimento ON isee_componente FOR INSERT TO siz_web
  WITH CHECK ((SELECT identita_scrive()) AND EXISTS (SELECT FROM isee i WHERE i.id = isee_id AND i.creato_da = (SELECT identita_operatore()) AND i.creato_il = now() AND i.fonte = 'mano'));
GRANT SELECT, INSERT ON isee_componente TO siz_web;
CREATE POLICY io ON isee_lettura FOR SELECT TO siz_web USING (operatore_id = (SELECT identita_operatore()));
GRANT SELECT (id, soggetto_id, operatore_id, stato, motivo, dati, creata_il) ON isee_lettura TO siz_web;
REVOKE UPDATE ON isee_lettura FROM siz_web;
REVOKE UPDATE (stato, dati) ON isee_lettura FROM siz_web;

GRANT EXECUTE ON FUNCTION soggetto_seguito(bigint, integer), isee_visibile(bigint, bigint, integer) TO siz_web, siz_cancello;
GRANT EXECUTE ON FUNCTION isee_carica(bigint, bytea), isee_conferma(bigint) TO siz_web;
GRANT EXECUTE ON FUNCTION isee_del_nucleo(bigint) TO siz_web, siz_cancello;
GRANT EXECUTE ON FUNCTION isee_da_leggere(bigint), isee_letta(bigint, text, text), isee_promemoria(), isee_pulizia() TO siz_job;
