-- Reserved persons and their codes: who has a code, as far as the reader may know, and who is told when
-- somebody enters it a second time.

-- Does the present identity see this person?  Said as the policy of soggetto says it, for the functions that
-- no policy binds.
CREATE OR REPLACE FUNCTION soggetto_visibile(quale bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public
AS $$
  SELECT EXISTS (SELECT FROM soggetto s WHERE s.id = quale AND (NOT s.riservato OR s.creato_servizio_id = identita_servizio() OR soggetto_seguito(s.id)))
$$;

-- The person with that code whom the present identity sees (as the policy of soggetto says): `prima` if
-- it is one of them, else the reserved one, which is the one that the reader follows.
CREATE OR REPLACE FUNCTION soggetto_di_codice(cercato text, prima bigint) RETURNS bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, public
AS $$
  SELECT s.id FROM soggetto s
   WHERE s.codice_fiscale = cercato AND (NOT s.riservato OR s.creato_servizio_id = identita_servizio() OR soggetto_seguito(s.id))
   ORDER BY s.id IS NOT DISTINCT FROM prima DESC, s.riservato DESC, s.id LIMIT 1
$$;

-- Every new code asks for the same look, whoever has it: the answer to the typist, and the time that it
-- takes, are those of a code that nobody has.  (Bulk loads have no identity, and nobody to be told.)
CREATE OR REPLACE FUNCTION soggetto_codice_nuovo() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF identita_operatore() IS NOT NULL THEN
    INSERT INTO lavoro (tipo, dati) VALUES ('doppio_riservato', jsonb_build_object('soggetto', NEW.id, 'da', identita_operatore()));
    PERFORM pg_notify('siz_lavoro', '');
  END IF;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER soggetto_codice_nuovo AFTER INSERT ON soggetto FOR EACH ROW
  WHEN (num_nonnulls(NEW.codice_fiscale, NEW.codice_stp) > 0) EXECUTE FUNCTION soggetto_codice_nuovo();
CREATE OR REPLACE TRIGGER soggetto_codice_cambiato AFTER UPDATE OF codice_fiscale, codice_stp, riservato ON soggetto FOR EACH ROW
  WHEN (num_nonnulls(NEW.codice_fiscale, NEW.codice_stp) > 0
        AND ((NEW.codice_fiscale, NEW.codice_stp) IS DISTINCT FROM (OLD.codice_fiscale, OLD.codice_stp) OR OLD.riservato AND NOT NEW.riservato))
  EXECUTE FUNCTION soggetto_codice_nuovo();

-- For the worker: the service that protects somebody of the same code is told, by numbers only: who
-- follows an open case, and who enters persons in the service that entered her.  Not who typed the code.
-- Of two reserved persons neither service learns of the other.  How many were told.
CREATE OR REPLACE FUNCTION doppio_riservato(quale bigint, da bigint) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  WITH doppi AS (
    SELECT r.id, r.codice, r.creato_servizio_id, n.codice AS nuovo FROM soggetto n
      JOIN soggetto r ON r.riservato AND r.id <> n.id AND (r.codice_fiscale = n.codice_fiscale OR r.codice_stp = n.codice_stp)
     WHERE n.id = quale AND NOT n.riservato
  ), chi AS (
    SELECT p.riferimento_operatore_id AS operatore, p.servizio_id AS servizio, d.* FROM doppi d JOIN pratica p ON p.titolare_soggetto_id = d.id AND p.stato IN ('A', 'S')
    UNION ALL
    SELECT a.operatore_id, a.servizio_id, d.* FROM doppi d JOIN appartenenza a ON a.servizio_id = d.creato_servizio_id
      JOIN ruolo_permesso m ON m.ruolo = a.ruolo AND m.permesso = 'SOGGETTO_SCRIVI'
     WHERE a.valida_dal <= current_date AND coalesce(a.valida_al, current_date) >= current_date
  ), uno AS (
    SELECT DISTINCT ON (operatore, id) operatore, servizio, codice, nuovo FROM chi WHERE operatore IS DISTINCT FROM da ORDER BY operatore, id
  ), mandati AS (
    SELECT notifica_manda(operatore, servizio, 'avviso', NULL, NULL, NULL,
             'Una persona riservata ha una seconda scheda: la numero ' || nuovo || ' ha lo stesso codice della numero ' || codice
             || '. Confrontale: chi l’ha inserita non sa della vostra') FROM uno
  )
  SELECT count(*) FROM mandati
$$;

-- Where a person comes from is not for a page to say: ANPR only where ANPR did answer, of the person or of the household.
CREATE OR REPLACE FUNCTION soggetto_fonte_vera() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
  IF identita_operatore() IS NULL THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    NEW.fonte := OLD.fonte;
  ELSIF NEW.fonte <> 'operatore' AND NOT EXISTS (SELECT FROM anpr_richiesta a WHERE a.operatore_id = identita_operatore() AND a.stato = 'trovata' AND a.dati IS NOT NULL
      AND (a.codice_fiscale = NEW.codice_fiscale OR EXISTS (SELECT FROM anpr_famiglia(a.dati) f WHERE f.codice_fiscale = NEW.codice_fiscale))) THEN
    NEW.fonte := 'operatore';
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER soggetto_fonte_vera BEFORE INSERT OR UPDATE ON soggetto FOR EACH ROW EXECUTE FUNCTION soggetto_fonte_vera();

DO $$
DECLARE
  f regprocedure;
BEGIN
  FOREACH f IN ARRAY ARRAY['soggetto_codice_nuovo()', 'doppio_riservato(bigint, bigint)']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END
$$;
REVOKE ALL ON FUNCTION soggetto_visibile(bigint), soggetto_di_codice(text, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION soggetto_visibile(bigint) TO siz_cancello;
GRANT EXECUTE ON FUNCTION soggetto_di_codice(text, bigint) TO siz_web, siz_cancello;
GRANT EXECUTE ON FUNCTION doppio_riservato(bigint, bigint) TO siz_job;
