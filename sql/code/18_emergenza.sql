-- Access in an emergency (BEY-18): somebody whose role the rules name ('emergenza') reads a case that they do not open,
-- for a stated reason and some hours.  Its service is told at once, and the case shows it ever after.  It ends by itself.
-- Never: external users, read-only services, reserved persons, kinds that the quadro does not show, private pages.

DO $$
DECLARE p record;
BEGIN
  ALTER TABLE accesso_straordinario ENABLE ROW LEVEL SECURITY;
  ALTER TABLE accesso_straordinario FORCE ROW LEVEL SECURITY;
  FOR p IN SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = 'accesso_straordinario' LOOP
    EXECUTE format('DROP POLICY %I ON accesso_straordinario', p.policyname);
  END LOOP;
END
$$;
CREATE POLICY cancello ON accesso_straordinario TO siz_cancello USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON accesso_straordinario TO siz_cancello;
-- Who opens the case reads who opened it so; nobody writes but through the functions below.
CREATE POLICY lettura ON accesso_straordinario FOR SELECT TO siz_web, siz_job USING (EXISTS (SELECT FROM pratica p WHERE p.id = pratica_id));
GRANT SELECT ON accesso_straordinario TO siz_web, siz_job;

-- May the present identity open this case in an emergency?  Only one that it does not open and may know of.
CREATE OR REPLACE FUNCTION emergenza_ammessa(quale bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT identita_scrive() AND pratica_livello(quale) = 0
     AND EXISTS (SELECT FROM ruolo_permesso x WHERE x.ruolo = identita_ruolo() AND x.permesso = 'ACCESSO_CHIEDI')
     AND EXISTS (SELECT FROM pratica_sommario(quale) s JOIN regola_accesso r ON r.kind = s.kind AND r.relazione = 'emergenza' AND r.ruolo = identita_ruolo())
$$;

-- Whom it concerns: who holds the case, the referenti of its service, who administers the system (BEY-18).
CREATE OR REPLACE FUNCTION emergenza_avvisa(quale bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  p pratica;
  chi record;
BEGIN
  SELECT * INTO STRICT p FROM pratica WHERE id = quale;
  FOR chi IN
    SELECT a.operatore_id, min(a.servizio_id) AS servizio_id, bool_and(a.ruolo = 5) AS amministra
      FROM appartenenza a JOIN operatore o ON o.id = a.operatore_id
     WHERE o.stato = 'attivo' AND a.valida_dal <= current_date AND coalesce(a.valida_al, current_date) >= current_date
       AND (a.ruolo = 5 OR a.servizio_id = p.servizio_id AND (a.ruolo = 2 OR a.operatore_id = p.riferimento_operatore_id))
     GROUP BY a.operatore_id
  LOOP
    PERFORM notifica_manda(chi.operatore_id, CASE WHEN chi.amministra THEN chi.servizio_id ELSE p.servizio_id END, 'avviso',
      CASE WHEN NOT chi.amministra THEN p.id END, NULL, NULL,
      'Accesso in emergenza a ' || p.codice || ': ' || (SELECT o.nome || ' ' || o.cognome FROM operatore o WHERE o.id = identita_operatore()) || ', ' ||
        (SELECT v.denominazione FROM servizio v WHERE v.id = identita_servizio()),
      CASE WHEN NOT chi.amministra THEN '/pratiche/' || p.id || '/assegnazioni' END);
    IF chi.operatore_id <> identita_operatore() THEN
      PERFORM avviso_posta(chi.operatore_id, 'accesso_emergenza');
    END IF;
  END LOOP;
END
$$;

-- Open it: until when.  SZ404 like a case that is not there, SZ403 where the rules do not admit it.
CREATE OR REPLACE FUNCTION emergenza_apri(quale bigint, con_motivo text, con_spiegazione text, ore integer) RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  nuova accesso_straordinario;
BEGIN
  IF NOT EXISTS (SELECT FROM pratica_sommario(quale)) THEN
    RAISE EXCEPTION 'no such case' USING ERRCODE = 'SZ404';
  END IF;
  IF emergenza_ammessa(quale) IS NOT TRUE THEN
    RAISE EXCEPTION 'not this role, not this kind, or it is open already' USING ERRCODE = 'SZ403';
  END IF;
  IF NOT EXISTS (SELECT FROM voce v WHERE v.vocabolario = 'motivo_emergenza' AND v.codice = con_motivo) THEN
    RAISE EXCEPTION 'no such reason' USING ERRCODE = '23514', CONSTRAINT = 'accesso_straordinario_motivo';
  END IF;
  -- one after the other, or two requests at once would both be the last allowed
  PERFORM 1 FROM operatore o WHERE o.id = identita_operatore() FOR UPDATE;
  IF (SELECT count(*) FROM accesso_straordinario s WHERE s.operatore_id = identita_operatore() AND s.dal > now() - interval '1 day') >= 5 THEN
    RAISE EXCEPTION 'too many in a day' USING ERRCODE = '23514', CONSTRAINT = 'accesso_straordinario_troppi';
  END IF;
  INSERT INTO accesso_straordinario (pratica_id, operatore_id, servizio_id, ruolo, motivo, spiegazione, fino)
  VALUES (quale, identita_operatore(), identita_servizio(), identita_ruolo(), con_motivo, btrim(con_spiegazione), now() + make_interval(hours => ore))
  RETURNING * INTO nuova;
  PERFORM accesso_in_emergenza(nuova.id);
  INSERT INTO storia (operatore_id, servizio_id, tabella, riga_id, pratica_id, soggetto_id, azione, prima, dopo)
  SELECT identita_operatore(), identita_servizio(), 'accesso_straordinario', nuova.id, p.id, p.titolare_soggetto_id, 'INSERT', NULL,
         jsonb_build_object('motivo', (SELECT v.descrizione FROM voce v WHERE v.vocabolario = 'motivo_emergenza' AND v.codice = con_motivo ORDER BY v.valida_dal DESC LIMIT 1),
                            'spiegazione', nuova.spiegazione, 'fino', nuova.fino)
    FROM pratica p WHERE p.id = quale;
  PERFORM emergenza_avvisa(quale);
  RETURN nuova.fino;
END
$$;

-- End it before its time: who opened it, or who writes the case in its own service.  How many it were.
CREATE OR REPLACE FUNCTION emergenza_chiudi(quale bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  quante bigint;
BEGIN
  WITH finite AS (
    UPDATE accesso_straordinario s SET chiuso_il = now(), chiuso_da = identita_operatore()
      FROM pratica p
     WHERE p.id = s.pratica_id AND p.id = quale AND s.chiuso_il IS NULL AND s.fino > now()
       AND (s.operatore_id = identita_operatore() OR p.servizio_id = identita_servizio() AND pratica_livello(quale) = 2 AND identita_scrive())
    RETURNING s.id
  )
  DELETE FROM accesso a USING finite f WHERE a.pratica_id = quale AND a.origine = -f.id;
  GET DIAGNOSTICS quante = ROW_COUNT;
  RETURN quante;
END
$$;

-- What it stands on may go before its hour: the person comes under protection, the case turns out to be of somebody
-- else, who asked no longer works where they asked.  Then it ends, by nobody's act.
CREATE OR REPLACE FUNCTION emergenza_finisci(quali bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  DELETE FROM accesso a USING accesso_straordinario s WHERE s.id = ANY (quali) AND a.pratica_id = s.pratica_id AND a.origine = -s.id;
  UPDATE accesso_straordinario SET chiuso_il = now() WHERE id = ANY (quali) AND chiuso_il IS NULL AND fino > now();
$$;
CREATE OR REPLACE FUNCTION emergenza_segue_persona() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF TG_TABLE_NAME = 'soggetto' THEN
    PERFORM emergenza_finisci(ARRAY(SELECT s.id FROM pratica p JOIN accesso_straordinario s ON s.pratica_id = p.id WHERE p.titolare_soggetto_id = NEW.id AND s.chiuso_il IS NULL));
  ELSE
    PERFORM emergenza_finisci(ARRAY(SELECT s.id FROM accesso_straordinario s WHERE s.pratica_id = NEW.id AND s.chiuso_il IS NULL));
  END IF;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER emergenza_segue_persona AFTER UPDATE OF riservato ON soggetto FOR EACH ROW
  WHEN (NEW.riservato AND NOT OLD.riservato) EXECUTE FUNCTION emergenza_segue_persona();
CREATE OR REPLACE TRIGGER emergenza_segue_persona AFTER UPDATE OF titolare_soggetto_id ON pratica FOR EACH ROW
  WHEN (OLD.titolare_soggetto_id IS DISTINCT FROM NEW.titolare_soggetto_id) EXECUTE FUNCTION emergenza_segue_persona();

DO $$
DECLARE f regprocedure;
BEGIN
  FOREACH f IN ARRAY ARRAY['emergenza_finisci(bigint[])', 'emergenza_segue_persona()', 'emergenza_ammessa(bigint)', 'emergenza_avvisa(bigint)', 'emergenza_apri(bigint, text, text, integer)', 'emergenza_chiudi(bigint)']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION emergenza_ammessa(bigint), emergenza_apri(bigint, text, text, integer), emergenza_chiudi(bigint) TO siz_web;
GRANT EXECUTE ON FUNCTION pratica_sommario(bigint) TO siz_cancello;
