-- Rules that hold whatever the program does: who wrote, the code, the version, the states.

CREATE OR REPLACE FUNCTION contatore_prossimo(quale text, di_anno integer) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  INSERT INTO contatore AS c VALUES (quale, di_anno, 1)
    ON CONFLICT ON CONSTRAINT contatore_pk DO UPDATE SET ultimo = c.ultimo + 1 RETURNING ultimo
$$;
ALTER FUNCTION contatore_prossimo(text, integer) OWNER TO siz_cancello;

-- Author, service, code, state and version never come from a form (AZ-7).
CREATE OR REPLACE FUNCTION pratica_prima() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF identita_operatore() IS NULL THEN
    RETURN NEW;  -- maintenance: bulk loads bring their own (other roles stop at the policy)
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF (SELECT k.domanda FROM kind k WHERE k.codice = NEW.kind) THEN
      RAISE EXCEPTION 'what is sent to a call is a domanda, not a case' USING ERRCODE = 'SZ403';
    END IF;
    NEW.servizio_id := identita_servizio();
    NEW.creato_da := identita_operatore();
    NEW.creato_ruolo := identita_ruolo();
    NEW.modificato_da := identita_operatore();
    NEW.riferimento_operatore_id := identita_operatore();  -- ROL-10
    NEW.creato_il := now();
    NEW.modificato_il := now();
    NEW.versione := 1;
    NEW.stato := 'A';
    NEW.data_fine := NULL;
    NEW.motivo_termine := NULL;
    SELECT k.prefisso || '-' || extract(year FROM now()) || '-' || lpad(n.n::text, greatest(5, length(n.n::text)), '0') INTO STRICT NEW.codice
      FROM kind k, LATERAL (SELECT contatore_prossimo(k.prefisso, extract(year FROM now())::int) AS n) n WHERE k.codice = NEW.kind;
    RETURN NEW;
  END IF;
  -- The service too, but where one that closes gives its cases on (servizio_consegna): who administers opens no
  -- case, so that only the gate comes here under such an identity.
  IF (NEW.id, NEW.kind, NEW.codice, NEW.creato_da, NEW.creato_ruolo, NEW.creato_il) IS DISTINCT FROM
     (OLD.id, OLD.kind, OLD.codice, OLD.creato_da, OLD.creato_ruolo, OLD.creato_il)
     OR NEW.servizio_id <> OLD.servizio_id AND NOT amministra() THEN
    RAISE EXCEPTION 'what a case is born with does not change' USING ERRCODE = 'SZ403';
  END IF;
  -- The state changes only through pratica_transizione, which names the transition; the name is a
  -- setting that anybody may write, so the rule is asked here too.
  IF NEW.stato <> OLD.stato
     AND (coalesce(current_setting('siz.transizione', true), '') <> NEW.id || ':' || NEW.stato
          OR NOT EXISTS (SELECT FROM transizione t JOIN ruolo_permesso r ON r.permesso = t.permesso AND r.ruolo = identita_ruolo()
                          WHERE t.kind = OLD.kind AND t.da = OLD.stato AND t.a = NEW.stato)) THEN
    RAISE EXCEPTION 'the state changes only by an action' USING ERRCODE = 'SZ403';
  END IF;
  -- Whose a case is says its own service: an assignee who tried one person after the other would learn whom
  -- that service follows, by what only one of may be open.
  IF OLD.titolare_soggetto_id IS NOT NULL AND NEW.titolare_soggetto_id <> OLD.titolare_soggetto_id AND OLD.servizio_id <> identita_servizio() THEN
    RAISE EXCEPTION 'only its own service says whose a case is' USING ERRCODE = '23514', CONSTRAINT = 'pratica_titolare_servizio';
  END IF;
  -- Handing over is for its own service, to one of its operators (pratica_passa says so in words).
  IF NEW.riferimento_operatore_id <> OLD.riferimento_operatore_id
     AND (OLD.servizio_id <> identita_servizio() AND NEW.servizio_id = OLD.servizio_id
          OR NOT operatore_apre(NEW.riferimento_operatore_id, NEW.servizio_id, OLD.kind, ARRAY['servizio'], OLD.creato_ruolo)) THEN
    RAISE EXCEPTION 'only its own service hands a case over' USING ERRCODE = 'SZ403';
  END IF;
  NEW.versione := OLD.versione + 1;
  NEW.modificato_da := identita_operatore();
  NEW.modificato_il := now();
  RETURN NEW;
END
$$;
ALTER FUNCTION pratica_prima() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER pratica_prima BEFORE INSERT OR UPDATE ON pratica FOR EACH ROW EXECUTE FUNCTION pratica_prima();

-- Only somebody whom one may see is the holder of a case: holding the case of a reserved person
-- opens that person.  Not a definer: the policies of persons answer.  What is hidden and what does
-- not exist are the same answer.
CREATE OR REPLACE FUNCTION pratica_titolare_visibile() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
  IF NEW.titolare_soggetto_id IS NULL THEN
    -- Once tied to somebody a case does not become anonymous again.
    IF TG_OP = 'UPDATE' AND OLD.titolare_soggetto_id IS NOT NULL OR NOT (SELECT k.senza_titolare FROM kind k WHERE k.codice = NEW.kind) THEN
      RAISE EXCEPTION 'of nobody' USING ERRCODE = '23514', CONSTRAINT = 'pratica_titolare_dovuto';
    END IF;
    RETURN NEW;
  END IF;
  IF identita_operatore() IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.titolare_soggetto_id IS DISTINCT FROM OLD.titolare_soggetto_id)
     AND NOT EXISTS (SELECT FROM soggetto s WHERE s.id = NEW.titolare_soggetto_id) THEN
    RAISE EXCEPTION 'no such person' USING ERRCODE = '23503', CONSTRAINT = 'pratica_titolare';
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER pratica_titolare_visibile BEFORE INSERT OR UPDATE OF titolare_soggetto_id ON pratica
  FOR EACH ROW EXECUTE FUNCTION pratica_titolare_visibile();

-- Whether the case counts as the one open of its person and service.
CREATE OR REPLACE FUNCTION pratica_una_aperta() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  NEW.una_aperta := (SELECT k.una_aperta FROM kind k WHERE k.codice = NEW.kind) AND NOT (SELECT v.sola_lettura FROM servizio v WHERE v.id = NEW.servizio_id);
  RETURN NEW;
END
$$;
ALTER FUNCTION pratica_una_aperta() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER pratica_una_aperta BEFORE INSERT OR UPDATE ON pratica FOR EACH ROW EXECUTE FUNCTION pratica_una_aperta();

-- The first state has its line in the history too.
CREATE OR REPLACE FUNCTION pratica_nasce() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  INSERT INTO stato_storia (pratica_id, azione, da, a, data, motivo, operatore_id, quando)
  VALUES (NEW.id, 'apri', NULL, NEW.stato, NEW.data_inizio, NEW.motivo_attivazione, NEW.creato_da, NEW.creato_il);
  RETURN NULL;
END
$$;
ALTER FUNCTION pratica_nasce() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER pratica_nasce AFTER INSERT ON pratica FOR EACH ROW EXECUTE FUNCTION pratica_nasce();

-- Suspend, resume, close, reopen.  SZ404 if not visible, SZ403 if not allowed from here or to
-- this role, SZ409 if somebody saved meanwhile.  Dates and reasons are checked here as well as
-- in the form, because an import or another program comes this way too (GEN-19, GEN-20).
CREATE OR REPLACE FUNCTION pratica_transizione(quale bigint, su_versione integer, con_azione text, in_data date, con_motivo text) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
DECLARE
  p pratica;
  t transizione;
BEGIN
  SELECT * INTO p FROM pratica WHERE id = quale FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such case' USING ERRCODE = CASE WHEN pratica_livello(quale) > 0 THEN 'SZ403' ELSE 'SZ404' END;
  END IF;
  IF p.versione <> su_versione THEN
    RAISE EXCEPTION 'saved by somebody else' USING ERRCODE = 'SZ409';
  END IF;
  SELECT * INTO t FROM transizione WHERE kind = p.kind AND da = p.stato AND azione = con_azione;
  IF NOT FOUND OR NOT EXISTS (SELECT FROM ruolo_permesso r WHERE r.ruolo = identita_ruolo() AND r.permesso = t.permesso) THEN
    RAISE EXCEPTION 'not from this state, or not by this role' USING ERRCODE = 'SZ403';
  END IF;
  IF t.motivo IN ('obbligatorio', 'vocabolario') AND coalesce(btrim(con_motivo), '') = '' THEN
    RAISE EXCEPTION 'a reason is owed' USING ERRCODE = '23514', CONSTRAINT = 'transizione_motivo_dovuto';
  END IF;
  IF t.motivo = 'vocabolario' AND NOT EXISTS (SELECT FROM voce v JOIN kind k ON k.codice = p.kind
                                             WHERE v.vocabolario = k.motivi_termine AND v.codice = con_motivo) THEN
    RAISE EXCEPTION 'no such reason' USING ERRCODE = '23514', CONSTRAINT = 'transizione_motivo_noto';
  END IF;
  IF in_data < p.data_inizio OR in_data < (SELECT max(s.data) FROM stato_storia s WHERE s.pratica_id = quale AND s.azione <> 'apri') THEN
    RAISE EXCEPTION 'before what happened before' USING ERRCODE = '23514', CONSTRAINT = 'transizione_data_ordine';
  END IF;
  IF in_data > current_date THEN
    RAISE EXCEPTION 'in the future' USING ERRCODE = '23514', CONSTRAINT = 'transizione_data_futura';
  END IF;
  PERFORM set_config('siz.transizione', quale || ':' || t.a, true);
  UPDATE pratica SET stato = t.a,
         data_fine = CASE WHEN t.data_fine THEN in_data END,
         motivo_termine = CASE WHEN t.motivo = 'vocabolario' THEN con_motivo END
   WHERE id = quale;
  PERFORM set_config('siz.transizione', '', true);
  INSERT INTO stato_storia (pratica_id, azione, da, a, data, motivo, operatore_id)
  VALUES (quale, con_azione, p.stato, t.a, in_data, nullif(btrim(con_motivo), ''), identita_operatore());
  RETURN t.a;
END
$$;
GRANT EXECUTE ON FUNCTION pratica_transizione(bigint, integer, text, date, text) TO siz_web, siz_job;

-- Rows that say who wrote them: the author is the identity, not a parameter.
CREATE OR REPLACE FUNCTION autore_imposta() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
  IF identita_operatore() IS NULL THEN
    RETURN NEW;
  END IF;
  CASE TG_TABLE_NAME
  WHEN 'diario_pagina', 'documento' THEN
    NEW.autore_operatore_id := CASE TG_OP WHEN 'INSERT' THEN identita_operatore() ELSE OLD.autore_operatore_id END;
    NEW.autore_servizio_id := CASE TG_OP WHEN 'INSERT' THEN identita_servizio() ELSE OLD.autore_servizio_id END;
  WHEN 'assegnazione' THEN
    NEW.assegnata_da := CASE TG_OP WHEN 'INSERT' THEN identita_operatore() ELSE OLD.assegnata_da END;
  WHEN 'richiesta_accesso' THEN
    IF TG_OP = 'INSERT' THEN
      NEW.operatore_id := identita_operatore();
      NEW.servizio_id := identita_servizio();
      NEW.quando := now();
      NEW.esito := NULL;
      NEW.esito_motivo := NULL;
      NEW.esito_da := NULL;
      NEW.esito_il := NULL;
    END IF;
  WHEN 'soggetto' THEN
    IF TG_OP = 'INSERT' THEN
      NEW.creato_da := identita_operatore();
      NEW.creato_servizio_id := identita_servizio();
      NEW.creato_il := now();
    ELSIF (NEW.creato_da, NEW.creato_servizio_id, NEW.creato_il, NEW.codice) IS DISTINCT FROM (OLD.creato_da, OLD.creato_servizio_id, OLD.creato_il, OLD.codice) THEN
      RAISE EXCEPTION 'what a person is born with in the register does not change' USING ERRCODE = 'SZ403';
    END IF;
  WHEN 'soggetto_significativo', 'evento' THEN
    NEW.creato_da := CASE TG_OP WHEN 'INSERT' THEN identita_operatore() ELSE OLD.creato_da END;
  END CASE;
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME <> 'richiesta_accesso' THEN
    NEW.versione := OLD.versione + 1;
    -- Two steps: an expression that names a column which the table lacks fails as a whole.
    IF TG_TABLE_NAME NOT IN ('soggetto', 'documento') THEN
      IF NEW.pratica_id IS DISTINCT FROM OLD.pratica_id THEN
        RAISE EXCEPTION 'a row does not move to another case' USING ERRCODE = 'SZ403';
      END IF;
    END IF;
  END IF;
  IF TG_TABLE_NAME = 'diario_pagina' AND TG_OP = 'UPDATE' THEN
    NEW.modificata_il := now();
  END IF;
  RETURN NEW;
END
$$;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['soggetto', 'assegnazione', 'richiesta_accesso', 'diario_pagina', 'soggetto_significativo', 'evento', 'documento'] LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER autore_imposta BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION autore_imposta()', t);
  END LOOP;
END
$$;

-- Hand a case over (ASG-02, ROL-10): another operatore di riferimento, of the same service; the
-- old one keeps seeing it as everybody of the service does.
CREATE OR REPLACE FUNCTION pratica_passa(quale bigint, su_versione integer, a_operatore bigint, con_nota text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
DECLARE
  p pratica;
BEGIN
  SELECT * INTO p FROM pratica WHERE id = quale FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such case' USING ERRCODE = CASE WHEN pratica_livello(quale) > 0 THEN 'SZ403' ELSE 'SZ404' END;
  END IF;
  IF p.versione <> su_versione THEN
    RAISE EXCEPTION 'saved by somebody else' USING ERRCODE = 'SZ409';
  END IF;
  IF p.servizio_id <> identita_servizio() THEN
    RAISE EXCEPTION 'only its own service hands a case over' USING ERRCODE = 'SZ403';
  END IF;
  IF NOT operatore_apre(a_operatore, p.servizio_id, p.kind, ARRAY['servizio'], p.creato_ruolo) THEN
    RAISE EXCEPTION 'not an operator of this service whose role may open it' USING ERRCODE = '23514', CONSTRAINT = 'pratica_passaggio_operatore';
  END IF;
  -- the trigger passaggio_annota takes the note into the history and tells the new operator
  PERFORM set_config('siz.nota', coalesce(btrim(con_nota), ''), true);
  UPDATE pratica SET riferimento_operatore_id = a_operatore WHERE id = quale;
  PERFORM set_config('siz.nota', '', true);
END
$$;
GRANT EXECUTE ON FUNCTION pratica_passa(bigint, integer, bigint, text) TO siz_web;

-- May this operator, acting in that service, open cases of that kind there?  `come`: in one of these relations, for a
-- case that somebody in the role `aperta_da` opened; without it, in any in which one works with a case.
DROP FUNCTION IF EXISTS operatore_apre(bigint, bigint, text);
CREATE OR REPLACE FUNCTION operatore_apre(chi bigint, dove bigint, quale_kind text, come text[] DEFAULT NULL, aperta_da smallint DEFAULT NULL) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT EXISTS (SELECT FROM appartenenza a JOIN operatore o ON o.id = a.operatore_id JOIN regola_accesso r ON r.ruolo = a.ruolo
                  WHERE a.operatore_id = chi AND a.servizio_id = dove AND r.kind = quale_kind AND o.stato = 'attivo' AND coalesce(o.valido_al, current_date) >= current_date
                    AND (come IS NULL AND r.relazione <> 'emergenza' OR r.relazione = ANY (come) AND (r.creatore_ruolo IS NULL OR r.creatore_ruolo = aperta_da))
                    AND a.valida_dal <= current_date AND coalesce(a.valida_al, current_date) >= current_date)
$$;
ALTER FUNCTION operatore_apre(bigint, bigint, text, text[], smallint) OWNER TO siz_cancello;
GRANT EXECUTE ON FUNCTION operatore_apre(bigint, bigint, text, text[], smallint) TO siz_web, siz_job;

-- Assignments: the person must be of that service and of a role that may open the kind, the case
-- must be open to the assigner for writing, and of the assigner's service (ASG-15).
CREATE OR REPLACE FUNCTION assegnazione_prima() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  p pratica;
BEGIN
  IF TG_OP = 'INSERT' AND identita_operatore() IS NOT NULL THEN
    IF NOT assegnazione_tocca(NEW.pratica_id) THEN
      RETURN NEW; -- the policy refuses it
    END IF;
    SELECT * INTO STRICT p FROM pratica WHERE id = NEW.pratica_id;
    -- AMB-03: only whose role may see it by assignment; a colleague who sees it anyway is told and kept track of (ASG-02)
    IF NEW.operatore_id IS NOT NULL AND NOT operatore_apre(NEW.operatore_id, NEW.servizio_id, p.kind,
         CASE WHEN NEW.servizio_id = p.servizio_id AND NOT (SELECT k.solo_creatore FROM kind k WHERE k.codice = p.kind) THEN ARRAY['persona', 'servizio'] ELSE ARRAY['persona'] END, p.creato_ruolo) THEN
      RAISE EXCEPTION 'not an operator of that service whose role may open it' USING ERRCODE = '23514', CONSTRAINT = 'assegnazione_operatore_del_servizio';
    END IF;
    IF NEW.operatore_id = identita_operatore() THEN
      RAISE EXCEPTION 'nobody assigns to themselves' USING ERRCODE = '23514', CONSTRAINT = 'assegnazione_non_a_se';
    END IF;
    IF NEW.operatore_id IS NULL AND NEW.servizio_id = p.servizio_id THEN
      RAISE EXCEPTION 'the service owns it' USING ERRCODE = '23514', CONSTRAINT = 'assegnazione_non_al_proprio_servizio';
    END IF;
    IF NEW.valida_al < current_date THEN
      RAISE EXCEPTION 'ended before it begins' USING ERRCODE = '23514', CONSTRAINT = 'assegnazione_fine_futura';
    END IF;
  ELSIF TG_OP = 'UPDATE' AND (NEW.pratica_id, NEW.servizio_id, NEW.operatore_id) IS DISTINCT FROM (OLD.pratica_id, OLD.servizio_id, OLD.operatore_id) THEN
    RAISE EXCEPTION 'an assignment does not change its receiver' USING ERRCODE = 'SZ403';
  ELSIF TG_OP = 'UPDATE' AND identita_operatore() IS NOT NULL THEN
    -- The service of the case revokes and changes; the receiver alone answers, once.
    SELECT * INTO STRICT p FROM pratica WHERE id = NEW.pratica_id;
    IF (NEW.livello, NEW.valida_al, NEW.terminata_il, NEW.terminata_da) IS DISTINCT FROM (OLD.livello, OLD.valida_al, OLD.terminata_il, OLD.terminata_da)
       AND p.servizio_id <> identita_servizio() THEN
      RAISE EXCEPTION 'only the service of the case changes an assignment' USING ERRCODE = 'SZ403';
    END IF;
    IF (NEW.risposta, NEW.risposta_motivo, NEW.risposta_il) IS DISTINCT FROM (OLD.risposta, OLD.risposta_motivo, OLD.risposta_il)
       AND (NEW.operatore_id IS DISTINCT FROM identita_operatore() OR OLD.risposta IS NOT NULL OR OLD.terminata_il IS NOT NULL) THEN
      RAISE EXCEPTION 'the receiver alone answers, once' USING ERRCODE = 'SZ403';
    END IF;
    IF OLD.terminata_il IS NOT NULL AND NEW.terminata_il IS NULL THEN
      RAISE EXCEPTION 'what has ended does not begin again' USING ERRCODE = 'SZ403';
    END IF;
  END IF;
  RETURN NEW;
END
$$;
ALTER FUNCTION assegnazione_prima() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER assegnazione_prima BEFORE INSERT OR UPDATE ON assegnazione FOR EACH ROW EXECUTE FUNCTION assegnazione_prima();
