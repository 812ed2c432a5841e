-- Richieste: who sees one, and the acts that make and change one.  Pages write nothing here: asking and every
-- step are functions of the gate, so no other way leads from state to state (RIC-03, RIC-04).

-- ---- who --------------------------------------------------------------------------------------

-- Authorises in the service and role in which they act now (AMB-16).
CREATE OR REPLACE FUNCTION identita_responsabile() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT EXISTS (SELECT FROM appartenenza a
                  WHERE a.operatore_id = identita_operatore() AND a.servizio_id = identita_servizio() AND a.ruolo = identita_ruolo() AND a.responsabile
                    AND a.valida_dal <= current_date AND coalesce(a.valida_al, current_date) >= current_date)
$$;
-- The steps of who receives that this identity may make, each as type:state; and their types.  Once a statement.
CREATE OR REPLACE FUNCTION identita_decide() RETURNS text[]
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
  SELECT coalesce(array_agg(DISTINCT t.tipo || ':' || t.da), '{}')
    FROM public.transizione_richiesta t JOIN public.transizione_richiesta_ruolo r ON (r.tipo, r.da, r.azione) = (t.tipo, t.da, t.azione)
   WHERE t.chi = 'decide' AND r.ruolo = (SELECT public.identita_ruolo()) AND (NOT r.responsabile OR (SELECT public.identita_responsabile())));
END
$$;
CREATE OR REPLACE FUNCTION identita_tipi_decisi() RETURNS text[]
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT coalesce(array_agg(DISTINCT split_part(x, ':', 1)), '{}') FROM unnest(public.identita_decide()) x);
END
$$;

-- Who in that service may make a step from that state on.
CREATE OR REPLACE FUNCTION richiesta_chi_decide(in_servizio bigint, di_tipo text, da_stato text) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT DISTINCT a.operatore_id
    FROM transizione_richiesta t JOIN transizione_richiesta_ruolo r ON (r.tipo, r.da, r.azione) = (t.tipo, t.da, t.azione)
    JOIN appartenenza a ON a.ruolo = r.ruolo AND (NOT r.responsabile OR a.responsabile) JOIN operatore o ON o.id = a.operatore_id
   WHERE t.tipo = di_tipo AND t.da = da_stato AND t.chi = 'decide' AND a.servizio_id = in_servizio AND o.stato = 'attivo'
     AND coalesce(o.valido_al, current_date) >= current_date
     AND a.valida_dal <= current_date AND coalesce(a.valida_al, current_date) >= current_date
$$;

-- ---- rows -------------------------------------------------------------------------------------

DO $$
DECLARE
  t text;
  p record;
BEGIN
  FOREACH t IN ARRAY ARRAY['richiesta', 'richiesta_passo'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    FOR p IN SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = t LOOP
      EXECUTE format('DROP POLICY %I ON %I', p.policyname, t);
    END LOOP;
    EXECUTE format('CREATE POLICY cancello ON %I TO siz_cancello USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT ON %I TO siz_web', t);
  END LOOP;
END
$$;
-- Who opens the case; and in the service that decides, who may make a step of it, as long as they may see the
-- person: of one who is reserved another service learns nothing (AZ-5).
CREATE POLICY lettura ON richiesta FOR SELECT TO siz_web
  USING (destinatario_id = (SELECT identita_servizio()) AND tipo = ANY ((SELECT identita_tipi_decisi())::text[])
           AND (soggetto_id IS NULL OR (SELECT true FROM soggetto s WHERE s.id = soggetto_id LIMIT 1))
         OR (SELECT true FROM pratica p WHERE p.id = pratica_id LIMIT 1));
CREATE POLICY lettura ON richiesta_passo FOR SELECT TO siz_web USING (EXISTS (SELECT FROM richiesta r WHERE r.id = richiesta_id));
GRANT SELECT, INSERT, UPDATE ON richiesta TO siz_cancello;
GRANT SELECT, INSERT ON richiesta_passo TO siz_cancello;
GRANT SELECT ON tipo_richiesta, tipo_richiesta_kind, stato_richiesta, transizione_richiesta, transizione_richiesta_ruolo, transizione_esige
  TO siz_web, siz_job, siz_cancello;
-- What happened is never changed nor taken away, by nobody: it is the history of a richiesta.
CREATE OR REPLACE TRIGGER richiesta_passo_immutabile BEFORE UPDATE OR DELETE OR TRUNCATE ON richiesta_passo
  FOR EACH STATEMENT EXECUTE FUNCTION registro_immutabile();

-- Whose the case is was corrected: who decides must not go on reading of somebody else.
CREATE OR REPLACE FUNCTION richiesta_segue_titolare() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  UPDATE richiesta SET soggetto_id = NEW.titolare_soggetto_id WHERE pratica_id = NEW.id;
  RETURN NULL;
END
$$;
ALTER FUNCTION richiesta_segue_titolare() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER richiesta_segue_titolare AFTER UPDATE OF titolare_soggetto_id ON pratica FOR EACH ROW
  WHEN (OLD.titolare_soggetto_id IS DISTINCT FROM NEW.titolare_soggetto_id) EXECUTE FUNCTION richiesta_segue_titolare();

-- Who asks waits for the answer, until a hand-over gives it to somebody else (18_supervisione.sql).
CREATE OR REPLACE FUNCTION richiesta_nasce() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.segue_operatore_id := coalesce(NEW.segue_operatore_id, NEW.richiedente_operatore_id);
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER richiesta_nasce BEFORE INSERT ON richiesta FOR EACH ROW EXECUTE FUNCTION richiesta_nasce();

-- ---- telling people ---------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION richiesta_notifica(r richiesta, a_chi bigint, in_servizio bigint, di_tipo text, con_testo text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  INSERT INTO notifica (operatore_id, servizio_id, tipo, richiesta_id, da_operatore_id, testo, via)
  SELECT a_chi, in_servizio, di_tipo, r.id, identita_operatore(), con_testo, '/richieste/' || r.id WHERE a_chi IS DISTINCT FROM identita_operatore()
$$;
-- Who may make the next step, but never who asked.
CREATE OR REPLACE FUNCTION richiesta_avvisa_chi_decide(r richiesta, di_tipo text, con_testo text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT richiesta_notifica(r, x, r.destinatario_id, di_tipo, con_testo) FROM richiesta_chi_decide(r.destinatario_id, r.tipo, r.stato) x
   WHERE x <> r.richiedente_operatore_id
$$;

-- ---- asking -----------------------------------------------------------------------------------

-- SZ404 a case that is not seen, SZ403 one that is only read, of another service, annulled, or a type that this
-- role does not ask for.  To another service goes a name, so it owes what an assignment owes: a person who is
-- known, not reserved, who consented (SOG-10).  The number of the new one.
CREATE OR REPLACE FUNCTION richiesta_crea(di_tipo text, su_pratica bigint, a_servizio bigint, con_oggetto text, con_testo text, entro_il date) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  p pratica;
  t tipo_richiesta;
  passo transizione_richiesta;
  r richiesta;
BEGIN
  SELECT * INTO p FROM pratica WHERE id = su_pratica FOR SHARE;
  IF NOT FOUND OR pratica_livello(su_pratica) = 0 THEN
    RAISE EXCEPTION 'no such case' USING ERRCODE = 'SZ404';
  END IF;
  SELECT x.* INTO t FROM tipo_richiesta x JOIN tipo_richiesta_kind k ON k.tipo = x.codice
   WHERE x.codice = di_tipo AND k.kind = p.kind AND x.valido_dal <= current_date AND coalesce(x.valido_al, current_date) >= current_date;
  SELECT s.* INTO passo FROM transizione_richiesta s JOIN transizione_richiesta_ruolo q ON (q.tipo, q.da, q.azione) = (s.tipo, s.da, s.azione)
   WHERE s.tipo = t.codice AND s.da = '' AND q.ruolo = identita_ruolo() AND (NOT q.responsabile OR identita_responsabile());
  IF passo.tipo IS NULL OR pratica_livello(su_pratica) < 2 OR NOT identita_scrive() OR p.servizio_id <> identita_servizio() OR p.stato = 'X' THEN
    RAISE EXCEPTION 'not of this case, or not by this operator' USING ERRCODE = 'SZ403';
  END IF;
  r.destinatario_id := CASE t.ambito WHEN 'servizio' THEN p.servizio_id ELSE a_servizio END;
  IF r.destinatario_id IS NULL OR t.ambito = 'altro' AND (r.destinatario_id = p.servizio_id
     OR NOT EXISTS (SELECT FROM servizio v WHERE v.id = r.destinatario_id AND NOT v.sola_lettura AND v.valido_dal <= current_date AND coalesce(v.valido_al, current_date) >= current_date)) THEN
    RAISE EXCEPTION 'to which service' USING ERRCODE = '23514', CONSTRAINT = 'richiesta_destinatario_dovuto';
  END IF;
  IF t.ambito = 'altro' AND p.titolare_soggetto_id IS NULL THEN
    RAISE EXCEPTION 'about whom' USING ERRCODE = '23514', CONSTRAINT = 'richiesta_persona_dovuta';
  END IF;
  IF t.ambito = 'altro' AND (SELECT s.riservato FROM soggetto s WHERE s.id = p.titolare_soggetto_id) THEN
    RAISE EXCEPTION 'about somebody who is reserved' USING ERRCODE = '23514', CONSTRAINT = 'richiesta_persona_riservata';
  END IF;
  IF t.ambito = 'altro' AND NOT consenso_vale(p.titolare_soggetto_id) THEN
    RAISE EXCEPTION 'without consent' USING ERRCODE = '23514', CONSTRAINT = 'richiesta_consenso_dovuto';
  END IF;
  IF NOT EXISTS (SELECT FROM richiesta_chi_decide(r.destinatario_id, t.codice, passo.a) x WHERE x <> identita_operatore()) THEN
    RAISE EXCEPTION 'nobody there decides' USING ERRCODE = '23514', CONSTRAINT = 'richiesta_nessuno_decide';
  END IF;
  IF entro_il IS NULL OR entro_il < current_date OR entro_il > current_date + 365 THEN
    RAISE EXCEPTION 'by when' USING ERRCODE = '23514', CONSTRAINT = 'richiesta_entro';
  END IF;
  INSERT INTO richiesta (codice, tipo, stato, attende, pratica_id, pratica_codice, pratica_kind, soggetto_id, servizio_id, richiedente_operatore_id,
                         destinatario_id, oggetto, testo, entro, promemoria)
  SELECT 'RIC-' || extract(year FROM now()) || '-' || lpad(n::text, greatest(5, length(n::text)), '0'), t.codice, passo.a, s.attende, p.id, p.codice, p.kind,
         p.titolare_soggetto_id, identita_servizio(), identita_operatore(), r.destinatario_id, btrim(con_oggetto), btrim(con_testo), entro_il,
         greatest(entro_il - t.preavviso, current_date + 1)
    FROM contatore_prossimo('RIC', extract(year FROM now())::int) n, stato_richiesta s WHERE s.tipo = t.codice AND s.codice = passo.a
  RETURNING * INTO r;
  PERFORM richiesta_annota(r, passo.azione, '', NULL);
  PERFORM richiesta_avvisa_chi_decide(r, 'decisione', 'Da decidere entro il ' || to_char(r.entro, 'DD/MM/YYYY') || ': ' || t.denominazione || ', ' || r.codice);
  RETURN r.id;
END
$$;

-- The step into its history, and into the register with the service that learns of it.
CREATE OR REPLACE FUNCTION richiesta_annota(r richiesta, con_azione text, prima text, con_testo text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  INSERT INTO richiesta_passo (richiesta_id, azione, da, a, testo, operatore_id, servizio_id, ruolo)
  VALUES (r.id, con_azione, prima, r.stato, nullif(btrim(con_testo), ''), identita_operatore(), identita_servizio(), identita_ruolo());
  SELECT registro_scrivi(identita_operatore(), identita_servizio(), identita_ruolo(), NULL, CASE WHEN prima = '' AND r.servizio_id <> r.destinatario_id THEN 'condividi' ELSE 'modifica' END,
    'richiesta_' || con_azione, 'richiesta', r.id, r.soggetto_id, 'ok', NULL, NULL,
    jsonb_strip_nulls(jsonb_build_object('da', nullif(prima, ''), 'a', r.stato, 'a_servizio', CASE WHEN r.servizio_id <> r.destinatario_id THEN r.destinatario_id END)));
$$;

-- ---- a step -----------------------------------------------------------------------------------

-- Does this operator see it: as the policy of the table says, for functions that run as the gate.
CREATE OR REPLACE FUNCTION richiesta_si_vede(r richiesta) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT pratica_livello(r.pratica_id) > 0
      OR r.destinatario_id = identita_servizio() AND r.tipo = ANY (identita_tipi_decisi())
         AND (r.soggetto_id IS NULL OR EXISTS (SELECT FROM soggetto s WHERE s.id = r.soggetto_id
                                                  AND (NOT s.riservato OR s.creato_servizio_id = identita_servizio() OR soggetto_seguito(s.id))))
$$;
-- May this operator make that step, of a richiesta that they see?  Who asked never decides, in whatever service
-- or role they come; of who asks, whoever writes the case.
CREATE OR REPLACE FUNCTION richiesta_puo(r richiesta, t transizione_richiesta) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT identita_scrive()
     AND EXISTS (SELECT FROM transizione_richiesta_ruolo q WHERE (q.tipo, q.da, q.azione) = (t.tipo, t.da, t.azione) AND q.ruolo = identita_ruolo()
                    AND (NOT q.responsabile OR identita_responsabile()))
     AND CASE t.chi WHEN 'decide' THEN r.destinatario_id = identita_servizio() AND r.richiedente_operatore_id <> identita_operatore()
                    ELSE r.servizio_id = identita_servizio() AND pratica_livello(r.pratica_id) = 2 END
$$;

-- SZ404 not seen, SZ409 changed meanwhile, SZ403 not from here or not by this operator.
CREATE OR REPLACE FUNCTION richiesta_transizione(quale bigint, su_versione integer, con_azione text, con_testo text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  r richiesta;
  t transizione_richiesta;
  s stato_richiesta;
  prima text;
BEGIN
  -- two who decide at once: the second waits here, and then finds another version
  SELECT * INTO r FROM richiesta WHERE id = quale FOR UPDATE;
  IF NOT FOUND OR NOT richiesta_si_vede(r) THEN
    RAISE EXCEPTION 'no such richiesta' USING ERRCODE = 'SZ404';
  END IF;
  IF r.versione <> su_versione THEN
    RAISE EXCEPTION 'changed meanwhile' USING ERRCODE = 'SZ409';
  END IF;
  SELECT * INTO t FROM transizione_richiesta x WHERE x.tipo = r.tipo AND x.da = r.stato AND x.azione = con_azione;
  IF NOT FOUND OR NOT richiesta_puo(r, t) THEN
    RAISE EXCEPTION 'not from this state, or not by this operator' USING ERRCODE = 'SZ403';
  END IF;
  IF t.motivo = 'obbligatorio' AND coalesce(btrim(con_testo), '') = '' THEN
    RAISE EXCEPTION 'a reason is owed' USING ERRCODE = '23514', CONSTRAINT = 'richiesta_motivo_dovuto';
  END IF;
  prima := r.stato;
  SELECT * INTO STRICT s FROM stato_richiesta x WHERE x.tipo = r.tipo AND x.codice = t.a;
  -- the days in which who asked was awaited do not count against who decides
  UPDATE richiesta x SET stato = t.a, attende = s.attende, versione = x.versione + 1, attende_dal = current_date,
         decisa_il = CASE WHEN s.favorevole OR s.attende IS NULL THEN coalesce(x.decisa_il, now()) END,
         entro = CASE WHEN r.attende = 'chiede' AND s.attende = 'decide' THEN x.entro + (current_date - x.attende_dal) ELSE x.entro END,
         promemoria = CASE WHEN r.attende = 'chiede' AND s.attende = 'decide' THEN greatest(x.promemoria + (current_date - x.attende_dal), current_date + 1) ELSE x.promemoria END,
         promemoria_dato_il = CASE WHEN s.attende = 'decide' AND r.attende = 'chiede' THEN NULL ELSE x.promemoria_dato_il END
   WHERE x.id = quale RETURNING * INTO r;
  PERFORM richiesta_annota(r, con_azione, prima, con_testo);
  -- somebody has looked after it: what told the others no longer waits (HOM-03)
  UPDATE notifica SET archiviata_il = now() WHERE richiesta_id = quale AND tipo IN ('decisione', 'scadenza') AND archiviata_il IS NULL;
  IF s.attende IN ('decide', 'esegue') THEN
    PERFORM richiesta_avvisa_chi_decide(r, 'decisione', s.denominazione || ', aspetta te: ' || r.codice);
  END IF;
  PERFORM richiesta_notifica(r, r.segue_operatore_id, r.servizio_id, CASE s.attende WHEN 'chiede' THEN 'decisione' ELSE 'risposta' END,
    s.denominazione || ': la tua richiesta ' || r.codice);
  RETURN r.stato;
END
$$;

-- ---- the day by which -------------------------------------------------------------------------

-- Once before that day, to who decides; once after it, to both sides.
CREATE OR REPLACE FUNCTION richiesta_promemoria_manda() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  r richiesta;
  quante bigint := 0;
BEGIN
  FOR r IN UPDATE richiesta x SET promemoria_dato_il = now()
            WHERE x.attende = 'decide' AND x.promemoria <= current_date AND x.entro >= current_date AND x.promemoria_dato_il IS NULL RETURNING * LOOP
    PERFORM richiesta_avvisa_chi_decide(r, 'scadenza', 'Da decidere entro il ' || to_char(r.entro, 'DD/MM/YYYY') || ': ' || r.codice);
    quante := quante + 1;
  END LOOP;
  FOR r IN UPDATE richiesta x SET scaduta_detta_il = now()
            WHERE x.attende = 'decide' AND x.entro < current_date AND x.scaduta_detta_il IS NULL RETURNING * LOOP
    PERFORM richiesta_avvisa_chi_decide(r, 'scadenza', 'Era da decidere entro il ' || to_char(r.entro, 'DD/MM/YYYY') || ': ' || r.codice);
    PERFORM richiesta_notifica(r, r.segue_operatore_id, r.servizio_id, 'scadenza', 'Nessuno ha ancora risposto alla tua richiesta ' || r.codice);
    quante := quante + 1;
  END LOOP;
  RETURN quante;
END
$$;

-- ---- a case that waits for a richiesta --------------------------------------------------------

-- Is one of that type granted to the case that was not used yet: granted after the case last came to that state?
-- For who opens the case: whether something was granted is of the case.
CREATE OR REPLACE FUNCTION richiesta_concessa(su_pratica bigint, di_tipo text, verso text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT pratica_livello(su_pratica) > 0
     AND EXISTS (SELECT FROM richiesta r JOIN stato_richiesta s ON s.tipo = r.tipo AND s.codice = r.stato
                  WHERE r.pratica_id = su_pratica AND r.tipo = di_tipo AND s.favorevole
                    AND r.decisa_il > coalesce((SELECT max(h.quando) FROM stato_storia h WHERE h.pratica_id = su_pratica AND h.a = verso AND h.azione <> 'apri'), '-infinity'))
$$;
CREATE OR REPLACE FUNCTION pratica_richiesta_dovuta() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF identita_operatore() IS NOT NULL
     AND EXISTS (SELECT FROM transizione t JOIN transizione_esige e ON (e.kind, e.da, e.azione) = (t.kind, t.da, t.azione)
                  WHERE t.kind = NEW.kind AND t.da = OLD.stato AND t.a = NEW.stato AND NOT richiesta_concessa(NEW.id, e.tipo_richiesta, NEW.stato)) THEN
    RAISE EXCEPTION 'a richiesta must be granted first' USING ERRCODE = '23514', CONSTRAINT = 'pratica_richiesta_dovuta';
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER pratica_richiesta_dovuta BEFORE UPDATE OF stato ON pratica FOR EACH ROW
  WHEN (OLD.stato <> NEW.stato) EXECUTE FUNCTION pratica_richiesta_dovuta();

DO $$
DECLARE f regprocedure;
BEGIN
  FOREACH f IN ARRAY ARRAY['identita_responsabile()', 'richiesta_chi_decide(bigint, text, text)', 'richiesta_notifica(richiesta, bigint, bigint, text, text)',
    'richiesta_avvisa_chi_decide(richiesta, text, text)', 'richiesta_crea(text, bigint, bigint, text, text, date)', 'richiesta_annota(richiesta, text, text, text)',
    'richiesta_si_vede(richiesta)', 'richiesta_puo(richiesta, transizione_richiesta)', 'richiesta_transizione(bigint, integer, text, text)',
    'richiesta_promemoria_manda()', 'richiesta_concessa(bigint, text, text)', 'pratica_richiesta_dovuta()']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION identita_responsabile(), identita_decide(), identita_tipi_decisi() TO siz_web, siz_job, siz_cancello;
GRANT EXECUTE ON FUNCTION richiesta_crea(text, bigint, bigint, text, text, date), richiesta_transizione(bigint, integer, text, text),
  richiesta_puo(richiesta, transizione_richiesta), richiesta_chi_decide(bigint, text, text), richiesta_concessa(bigint, text, text) TO siz_web;
GRANT EXECUTE ON FUNCTION richiesta_promemoria_manda() TO siz_job;

-- ---- lists ------------------------------------------------------------------------------------

-- Every scope starts from an index of its own.
CREATE OR REPLACE VIEW elenco_richieste WITH (security_invoker = true) AS
SELECT r.id, r.codice, r.tipo, t.denominazione AS tipo_nome, r.oggetto, r.stato, s.denominazione AS stato_nome, s.aspetto,
       r.entro, r.attende, r.attende = 'decide' AND r.entro < current_date AS scaduta, r.attende IS NOT NULL AS aperta, r.chiesta_il,
       r.pratica_id, r.pratica_codice, r.servizio_id, v.denominazione AS servizio, r.destinatario_id, d.denominazione AS destinatario,
       r.richiedente_operatore_id, c.nome AS richiedente, r.soggetto_id, p.cognome || ' ' || p.nome AS persona, p.chiave AS persona_chiave, r.segue_operatore_id
  FROM richiesta r
  JOIN tipo_richiesta t ON t.codice = r.tipo
  JOIN stato_richiesta s ON s.tipo = r.tipo AND s.codice = r.stato
  LEFT JOIN servizio v ON v.id = r.servizio_id
  LEFT JOIN servizio d ON d.id = r.destinatario_id
  LEFT JOIN collega c ON c.operatore_id = r.richiedente_operatore_id
  LEFT JOIN soggetto p ON p.id = r.soggetto_id;
-- What waits for a step of this operator as one who decides or carries out.
CREATE OR REPLACE VIEW richieste_da_decidere WITH (security_invoker = true) AS
SELECT * FROM elenco_richieste r
 WHERE r.destinatario_id = (SELECT identita_servizio()) AND r.attende IN ('decide', 'esegue')
   AND r.tipo || ':' || r.stato = ANY ((SELECT identita_decide())::text[]) AND r.richiedente_operatore_id <> (SELECT identita_operatore());
CREATE OR REPLACE VIEW richieste_mie WITH (security_invoker = true) AS
SELECT * FROM elenco_richieste r WHERE r.segue_operatore_id = (SELECT identita_operatore());
CREATE OR REPLACE VIEW richieste_del_servizio WITH (security_invoker = true) AS
SELECT * FROM elenco_richieste r WHERE r.servizio_id = (SELECT identita_servizio());
CREATE OR REPLACE VIEW richieste_ricevute WITH (security_invoker = true) AS
SELECT * FROM elenco_richieste r WHERE r.destinatario_id = (SELECT identita_servizio()) AND r.servizio_id <> (SELECT identita_servizio());
GRANT SELECT ON elenco_richieste, richieste_da_decidere, richieste_mie, richieste_del_servizio, richieste_ricevute TO siz_web;
