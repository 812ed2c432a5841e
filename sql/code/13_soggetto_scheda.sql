-- The person's page: rows that hang on a person, consent, purpose, death.

SELECT persona_riga_politiche(t::regclass) FROM unnest(ARRAY['soggetto_indirizzo', 'soggetto_contatto', 'soggetto_cittadinanza', 'soggetto_identita', 'consenso']) t;

-- ---- residences -------------------------------------------------------------------------------------

-- The present residence stands in `soggetto`; what it was before stays here with its days.  Two
-- changes on one day are a correction of the first.
CREATE OR REPLACE FUNCTION soggetto_residenza_segue() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.residenza_comune_id, NEW.residenza_indirizzo) IS NOT DISTINCT FROM (OLD.residenza_comune_id, OLD.residenza_indirizzo) THEN
      RETURN NULL;
    END IF;
    DELETE FROM soggetto_indirizzo WHERE soggetto_id = NEW.id AND tipo = 'residenza' AND al IS NULL AND dal >= current_date;
    UPDATE soggetto_indirizzo SET al = current_date - 1 WHERE soggetto_id = NEW.id AND tipo = 'residenza' AND al IS NULL;
  END IF;
  IF NEW.residenza_comune_id IS NOT NULL OR btrim(coalesce(NEW.residenza_indirizzo, '')) <> '' THEN
    INSERT INTO soggetto_indirizzo (soggetto_id, tipo, comune_id, indirizzo, dal, fonte)
    VALUES (NEW.id, 'residenza', NEW.residenza_comune_id, NEW.residenza_indirizzo, CASE TG_OP WHEN 'UPDATE' THEN current_date END,
            CASE NEW.fonte WHEN 'storico' THEN 'storico' ELSE 'operatore' END);
  END IF;
  RETURN NULL;
END
$$;
ALTER FUNCTION soggetto_residenza_segue() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER soggetto_residenza_segue AFTER INSERT OR UPDATE ON soggetto FOR EACH ROW EXECUTE FUNCTION soggetto_residenza_segue();

-- ---- consent ----------------------------------------------------------------------------------------

ALTER TABLE informativa ENABLE ROW LEVEL SECURITY;
ALTER TABLE informativa FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS cancello ON informativa;
CREATE POLICY cancello ON informativa FOR SELECT TO siz_cancello USING (true);
DROP POLICY IF EXISTS tutti ON informativa;
CREATE POLICY tutti ON informativa FOR SELECT TO siz_web, siz_job USING ((SELECT identita_operatore()) IS NOT NULL);
GRANT SELECT ON informativa TO siz_web, siz_job, siz_cancello;

-- A consent is an act: once written nothing of it changes but its revocation, and it is not deleted.
DROP POLICY eliminazione ON consenso;
REVOKE DELETE, UPDATE ON consenso FROM siz_web;
GRANT UPDATE (revocato_il, revoca_motivo) ON consenso TO siz_web;
CREATE OR REPLACE FUNCTION consenso_prima() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.revocato_il := NULL;
    NEW.revoca_motivo := NULL;
    IF NEW.documento_id IS NOT NULL AND identita_operatore() IS NOT NULL
       AND NOT EXISTS (SELECT FROM documento d JOIN pratica p ON p.id = d.pratica_id WHERE d.id = NEW.documento_id AND p.titolare_soggetto_id = NEW.soggetto_id) THEN
      RAISE EXCEPTION 'not a document of this person' USING ERRCODE = '23514', CONSTRAINT = 'consenso_documento_suo';
    END IF;
  ELSIF OLD.revocato_il IS NOT NULL OR OLD.esito <> 'dato' THEN
    RAISE EXCEPTION 'revoked once' USING ERRCODE = 'SZ403';
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER consenso_prima BEFORE INSERT OR UPDATE ON consenso FOR EACH ROW EXECUTE FUNCTION consenso_prima();

-- Is the sharing part of this person open?  The newest answer counts.  The sharing part is: assignments
-- to other services, and the details that everybody reads in the quadro («Completo»).  Counts, the
-- service and whom to call stay: without them nobody would know whom to ask for a consent.
-- Pages ask consenso_dato, by their own policies; consenso_vale is for the doors, which ask of whomever.
CREATE OR REPLACE FUNCTION consenso_dato(quale bigint) RETURNS boolean
LANGUAGE sql STABLE
AS $$
  SELECT coalesce((SELECT c.esito = 'dato' AND (c.revocato_il IS NULL OR c.revocato_il > current_date) FROM consenso c
                    WHERE c.soggetto_id = quale ORDER BY c.data DESC, c.id DESC LIMIT 1), false)
$$;
CREATE OR REPLACE FUNCTION consenso_vale(quale bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT consenso_dato(quale) $$;
ALTER FUNCTION consenso_vale(bigint) OWNER TO siz_cancello;
REVOKE ALL ON FUNCTION consenso_vale(bigint) FROM PUBLIC, siz_web, siz_job;
GRANT EXECUTE ON FUNCTION consenso_vale(bigint) TO siz_sommario;
GRANT EXECUTE ON FUNCTION consenso_dato(bigint) TO siz_web, siz_job, siz_cancello;

-- Who may not assign the case is refused by the policy, and learns of it neither what it is nor whether its person
-- consented: the rules about assignments are for who may.
CREATE OR REPLACE FUNCTION assegnazione_tocca(quale bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT pratica_livello(quale) = 2 AND EXISTS (SELECT FROM pratica p WHERE p.id = quale AND p.servizio_id = identita_servizio()) $$;
ALTER FUNCTION assegnazione_tocca(bigint) OWNER TO siz_cancello;
REVOKE ALL ON FUNCTION assegnazione_tocca(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION assegnazione_tocca(bigint) TO siz_cancello;

CREATE OR REPLACE FUNCTION assegnazione_consenso() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF identita_operatore() IS NOT NULL AND assegnazione_tocca(NEW.pratica_id)
     AND EXISTS (SELECT FROM pratica p WHERE p.id = NEW.pratica_id AND p.servizio_id <> NEW.servizio_id AND NOT consenso_vale(p.titolare_soggetto_id)) THEN
    RAISE EXCEPTION 'no consent to share among services' USING ERRCODE = '23514', CONSTRAINT = 'assegnazione_consenso_dovuto';
  END IF;
  RETURN NEW;
END
$$;
ALTER FUNCTION assegnazione_consenso() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER assegnazione_consenso BEFORE INSERT ON assegnazione FOR EACH ROW EXECUTE FUNCTION assegnazione_consenso();

-- ---- what everybody who follows is told -------------------------------------------------------------

-- A death closes nothing: whoever follows an open case of the person has a thing to do (SOG-18).  A
-- revocation ends no assignment by itself: whoever shared is told to look.
CREATE OR REPLACE FUNCTION soggetto_decesso_avvisa() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  INSERT INTO notifica (operatore_id, servizio_id, tipo, pratica_id, da_operatore_id, testo, via)
  SELECT p.riferimento_operatore_id, p.servizio_id, 'avviso', p.id, identita_operatore(),
         'Il titolare di ' || p.codice || ' è morto il ' || to_char(NEW.data_decesso, 'DD/MM/YYYY') || ': decidi che cosa fare della pratica', '/pratiche/' || p.id
    FROM pratica p WHERE p.titolare_soggetto_id = NEW.id AND p.stato NOT IN ('T', 'X');
  -- the thing to do stands in the case, with a day, until somebody takes it away
  INSERT INTO evento (pratica_id, tipo, titolo, data, creato_da)
  SELECT p.id, 'SCADENZA', 'La persona è morta il ' || to_char(NEW.data_decesso, 'DD/MM/YYYY') || ': decidi che cosa fare di questa pratica', current_date + 7,
         coalesce(identita_operatore(), p.riferimento_operatore_id)
    FROM pratica p WHERE p.titolare_soggetto_id = NEW.id AND p.stato NOT IN ('T', 'X');
  RETURN NULL;
END
$$;
ALTER FUNCTION soggetto_decesso_avvisa() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER soggetto_decesso_avvisa AFTER UPDATE OF data_decesso ON soggetto FOR EACH ROW
  WHEN (OLD.data_decesso IS NULL AND NEW.data_decesso IS NOT NULL) EXECUTE FUNCTION soggetto_decesso_avvisa();

CREATE OR REPLACE FUNCTION consenso_revoca_avvisa() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  INSERT INTO notifica (operatore_id, servizio_id, tipo, pratica_id, da_operatore_id, testo, via)
  SELECT DISTINCT p.riferimento_operatore_id, p.servizio_id, 'avviso', p.id, identita_operatore(),
         'Consenso revocato: controlla le assegnazioni ad altri servizi di ' || p.codice, '/pratiche/' || p.id || '/assegnazioni'
    FROM pratica p JOIN assegnazione a ON a.pratica_id = p.id AND a.terminata_il IS NULL AND a.servizio_id <> p.servizio_id
   WHERE p.titolare_soggetto_id = NEW.soggetto_id AND p.stato NOT IN ('T', 'X');
  RETURN NULL;
END
$$;
ALTER FUNCTION consenso_revoca_avvisa() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER consenso_revoca_avvisa AFTER UPDATE OF revocato_il ON consenso FOR EACH ROW
  WHEN (OLD.revocato_il IS NULL AND NEW.revocato_il IS NOT NULL) EXECUTE FUNCTION consenso_revoca_avvisa();

-- Identity documents about to lapse (SOG-20): once, to whoever follows an open case of the person; who
-- entered the document, where nobody does.  Codes and days only, never names.
CREATE OR REPLACE FUNCTION identita_promemoria_manda() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  WITH dovuti AS (
    UPDATE soggetto_identita i SET promemoria_dato_il = now()
     WHERE i.scade_il - i.promemoria_giorni <= current_date AND i.scade_il >= current_date AND i.promemoria_dato_il IS NULL
    RETURNING i.soggetto_id, i.tipo, i.scade_il, i.creato_da, i.creato_servizio_id
  ), chi AS (
    SELECT DISTINCT ON (d.soggetto_id, d.tipo, d.scade_il, coalesce(p.riferimento_operatore_id, d.creato_da)) coalesce(p.riferimento_operatore_id, d.creato_da) AS a,
           coalesce(p.servizio_id, d.creato_servizio_id) AS servizio, p.id AS pratica, coalesce(v.descrizione, d.tipo) AS tipo, d.scade_il, p.codice, s.id AS soggetto, s.codice AS persona
      FROM dovuti d JOIN soggetto s ON s.id = d.soggetto_id AND s.data_decesso IS NULL
      LEFT JOIN pratica p ON p.titolare_soggetto_id = d.soggetto_id AND p.stato NOT IN ('T', 'X')
      LEFT JOIN voce v ON v.vocabolario = 'tipo_identita' AND v.codice = d.tipo
     ORDER BY d.soggetto_id, d.tipo, d.scade_il, coalesce(p.riferimento_operatore_id, d.creato_da), p.id
  ), mandati AS (
    INSERT INTO notifica (operatore_id, servizio_id, tipo, pratica_id, testo, via)
    SELECT a, servizio, 'scadenza', pratica, 'Il ' || to_char(scade_il, 'DD/MM/YYYY') || ' scade un documento di identità ('
           || tipo || ') della persona numero ' || persona || coalesce(', titolare di ' || codice, ''), '/soggetti/' || soggetto || '/identita'
      FROM chi WHERE a IS NOT NULL
    RETURNING 1
  )
  SELECT count(*) FROM mandati
$$;
ALTER FUNCTION identita_promemoria_manda() OWNER TO siz_cancello;
REVOKE ALL ON FUNCTION identita_promemoria_manda() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identita_promemoria_manda() TO siz_job;
-- Moved to another day it is due again.
CREATE OR REPLACE FUNCTION identita_promemoria_rinasce() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.scade_il, NEW.promemoria_giorni) IS DISTINCT FROM (OLD.scade_il, OLD.promemoria_giorni) THEN
    NEW.promemoria_dato_il := NULL;
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER identita_promemoria_rinasce BEFORE UPDATE ON soggetto_identita FOR EACH ROW EXECUTE FUNCTION identita_promemoria_rinasce();

-- ---- purpose ----------------------------------------------------------------------------------------

-- Has the service of the present identity something to do with this person: it entered the person, holds
-- or received a case, or a case of somebody of the same household?
CREATE OR REPLACE FUNCTION soggetto_del_servizio(quale bigint) RETURNS boolean
LANGUAGE sql STABLE
AS $$
  SELECT EXISTS (SELECT FROM soggetto s WHERE s.id = quale AND s.creato_servizio_id = identita_servizio())
      OR EXISTS (SELECT FROM pratica p WHERE p.titolare_soggetto_id = quale)
      OR EXISTS (SELECT FROM soggetto_significativo g WHERE g.soggetto_id = quale)
      OR EXISTS (SELECT FROM nucleo_componente io
                   JOIN nucleo_componente c ON c.nucleo_id = io.nucleo_id AND c.soggetto_id <> quale AND c.dal <= current_date AND coalesce(c.al, 'infinity') >= current_date
                   JOIN pratica p ON p.titolare_soggetto_id = c.soggetto_id
                  WHERE io.soggetto_id = quale AND io.dal <= current_date AND coalesce(io.al, 'infinity') >= current_date)
$$;
GRANT EXECUTE ON FUNCTION soggetto_del_servizio(bigint) TO siz_web, siz_job;

ALTER TABLE motivo_apertura ENABLE ROW LEVEL SECURITY;
ALTER TABLE motivo_apertura FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS cancello ON motivo_apertura;
DROP POLICY IF EXISTS lettura ON motivo_apertura;
DROP POLICY IF EXISTS inserimento ON motivo_apertura;
CREATE POLICY cancello ON motivo_apertura TO siz_cancello USING (true) WITH CHECK (true);
CREATE POLICY lettura ON motivo_apertura FOR SELECT TO siz_web USING (operatore_id = (SELECT identita_operatore()));
CREATE POLICY inserimento ON motivo_apertura FOR INSERT TO siz_web
  WITH CHECK (operatore_id = (SELECT identita_operatore())
              AND (SELECT true FROM sessione z WHERE z.id = sessione_id AND z.operatore_id = (SELECT identita_operatore()) AND z.chiusa_il IS NULL LIMIT 1)
              AND (SELECT true FROM soggetto s WHERE s.id = soggetto_id LIMIT 1));
GRANT SELECT, INSERT ON motivo_apertura TO siz_web;
GRANT SELECT, INSERT, DELETE ON motivo_apertura TO siz_cancello;

-- The reason is in the register, beside the reading that follows.
CREATE OR REPLACE FUNCTION motivo_apertura_registra() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  INSERT INTO registro (operatore_id, servizio_id, ruolo, sessione_id, azione, rotta, oggetto, oggetto_id, soggetto_id, dettaglio)
  VALUES (NEW.operatore_id, identita_servizio(), identita_ruolo(), NEW.sessione_id, 'motiva', 'soggetto_motivo', 'soggetto', NEW.soggetto_id, NEW.soggetto_id,
          jsonb_strip_nulls(jsonb_build_object('motivo', NEW.motivo, 'dettaglio', NEW.dettaglio)));
  RETURN NULL;
END
$$;
ALTER FUNCTION motivo_apertura_registra() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER motivo_apertura_registra AFTER INSERT ON motivo_apertura FOR EACH ROW EXECUTE FUNCTION motivo_apertura_registra();
GRANT UPDATE (scade_il) ON documento TO siz_web;
