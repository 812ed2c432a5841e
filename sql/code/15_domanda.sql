-- Domande: who sees one, and the acts that change one.  Pages write only drafts; sending, triage and
-- answers are functions of the gate, so no other way leads from state to state.

-- ---- who --------------------------------------------------------------------------------------

-- Its author: the external user, or the operator in the service from which it was begun.
CREATE OR REPLACE FUNCTION domanda_mia(d domanda) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT coalesce(d.utente_esterno_id = public.identita_esterno()
                  OR d.operatore_id = public.identita_operatore() AND d.operatore_servizio_id = public.identita_servizio(), false)
$$;
-- The level at which the receiving service's operator opens it; drafts are nobody's but their author's.
CREATE OR REPLACE FUNCTION domanda_livello(d domanda) RETURNS integer
LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT r.livello::int FROM public.regola_accesso r
                    WHERE d.stato <> 'B' AND d.servizio_id = public.identita_servizio()
                      AND r.kind = d.kind AND r.ruolo = public.identita_ruolo() AND r.relazione = 'servizio'), 0)
$$;
-- Both by number, for the policies of what hangs on a domanda.
CREATE OR REPLACE FUNCTION domanda_e_mia(quale bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT EXISTS (SELECT FROM domanda d WHERE d.id = quale AND domanda_mia(d)) $$;
CREATE OR REPLACE FUNCTION domanda_si_apre(quale bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT EXISTS (SELECT FROM domanda d WHERE d.id = quale AND domanda_livello(d) > 0) $$;
-- Attachments come while it is a draft, and with the answer to a request for more.
CREATE OR REPLACE FUNCTION domanda_allega(quale bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT EXISTS (SELECT FROM domanda d WHERE d.id = quale AND d.stato IN ('B', 'N') AND domanda_mia(d)
                    AND (identita_esterno() IS NOT NULL OR identita_scrive()))
$$;
-- May be sent now.
CREATE OR REPLACE FUNCTION avviso_aperto(a avviso) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT a.aperto_dal <= now() AND coalesce(a.aperto_al > now(), true) AND (a.esterni OR public.identita_esterno() IS NULL)
$$;

-- ---- drafts -----------------------------------------------------------------------------------

-- What a page may not say of a domanda.
CREATE OR REPLACE FUNCTION domanda_prima() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
DECLARE
  a avviso;
BEGIN
  IF current_user <> 'siz_web' THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' THEN
    SELECT * INTO a FROM avviso WHERE id = NEW.avviso_id;
    IF NOT FOUND OR NOT avviso_aperto(a) THEN
      RAISE EXCEPTION 'no such call, or not open' USING ERRCODE = 'SZ403';
    END IF;
    NEW.kind := a.kind;
    NEW.servizio_id := a.servizio_id;
    NEW.stato := 'B';
    NEW.codice := NULL;
    NEW.inviata_il := NULL;
    -- external users name nobody of the register (SELF-06), operators only whom they see
    IF NEW.soggetto_id IS NOT NULL AND NOT EXISTS (SELECT FROM soggetto s WHERE s.id = NEW.soggetto_id) THEN
      RAISE EXCEPTION 'no such person for this author' USING ERRCODE = '23503', CONSTRAINT = 'domanda_soggetto';
    END IF;
    NEW.utente_esterno_id := identita_esterno();
    NEW.operatore_id := identita_operatore();
    NEW.operatore_servizio_id := identita_servizio();
    NEW.creato_il := now();
    NEW.versione := 1;
  ELSE
    NEW.versione := OLD.versione + 1;
    -- the parts that this changes: whoever has another text of them on the screen will see both
    NEW.versioni := OLD.versioni || coalesce((SELECT jsonb_object_agg(p.key, coalesce((OLD.versioni ->> p.key)::int, 1) + 1)
                                                FROM jsonb_each(NEW.dati) p WHERE p.value IS DISTINCT FROM OLD.dati -> p.key), '{}');
  END IF;
  NEW.aggiornata_il := now();
  -- one's own body only; a body that was refused does not report
  IF NEW.utente_ente_id IS NOT NULL
     AND NOT EXISTS (SELECT FROM utente_ente x WHERE x.id = NEW.utente_ente_id AND x.utente_esterno_id = NEW.utente_esterno_id) THEN
    RAISE EXCEPTION 'not a body of this person' USING ERRCODE = '23503', CONSTRAINT = 'domanda_utente_ente';
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER domanda_prima BEFORE INSERT OR UPDATE ON domanda FOR EACH ROW EXECUTE FUNCTION domanda_prima();

-- A draft that goes takes its attachments along.
CREATE OR REPLACE FUNCTION domanda_con_documenti() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  DELETE FROM documento WHERE domanda_id = OLD.id;
  RETURN OLD;
END
$$;
ALTER FUNCTION domanda_con_documenti() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER domanda_con_documenti BEFORE DELETE ON domanda FOR EACH ROW WHEN (OLD.stato = 'B') EXECUTE FUNCTION domanda_con_documenti();

-- ---- telling people ---------------------------------------------------------------------------

DROP FUNCTION IF EXISTS notifica_domanda(bigint, bigint, text, bigint, text);
CREATE OR REPLACE FUNCTION notifica_domanda(a_chi bigint, in_servizio bigint, di_tipo text, quale bigint, con_testo text, in_via text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  INSERT INTO notifica (operatore_id, servizio_id, tipo, domanda_id, da_operatore_id, testo, via)
  SELECT a_chi, in_servizio, di_tipo, quale, identita_operatore(), con_testo, in_via WHERE a_chi IS DISTINCT FROM identita_operatore()
$$;
-- Everybody in the receiving service whose role opens it.
CREATE OR REPLACE FUNCTION domanda_avvisa_servizio(d domanda, con_testo text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT notifica_domanda(a.operatore_id, d.servizio_id, 'domanda', d.id, con_testo, '/domande/' || d.id)
    FROM appartenenza a
   WHERE a.servizio_id = d.servizio_id AND operatore_apre(a.operatore_id, d.servizio_id, d.kind)
     AND a.valida_dal <= current_date AND coalesce(a.valida_al, current_date) >= current_date
$$;
-- Who reported: an operator by notification, an external user by mail, without anything of the person.
CREATE OR REPLACE FUNCTION domanda_avvisa_mittente(d domanda, modello text, con_testo text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  indirizzo text := coalesce(nullif(d.dati #>> '{segnalante,email}', ''),
    (SELECT email FROM utente_esterno WHERE id = d.utente_esterno_id), (SELECT email FROM operatore WHERE id = d.operatore_id));
BEGIN
  IF d.operatore_id IS NOT NULL AND modello <> 'domanda_inviata' THEN
    PERFORM notifica_domanda(d.operatore_id, d.operatore_servizio_id, 'risposta', d.id, con_testo, '/self/' || d.id);
  END IF;
  IF indirizzo IS NOT NULL AND (d.utente_esterno_id IS NOT NULL OR modello = 'domanda_inviata') THEN
    INSERT INTO lavoro (tipo, dati) VALUES ('posta', jsonb_build_object('a', indirizzo, 'modello', modello, 'codice', d.codice,
      'nome', coalesce((SELECT nome FROM utente_esterno WHERE id = d.utente_esterno_id), (SELECT nome FROM operatore WHERE id = d.operatore_id))));
    PERFORM pg_notify('siz_lavoro', '');
  END IF;
END
$$;

-- ---- the acts ---------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION domanda_annota(d domanda, con_azione text, prima text, con_data date, con_testo text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  INSERT INTO domanda_passo (domanda_id, azione, da, a, data, testo, operatore_id, utente_esterno_id)
  VALUES (d.id, con_azione, prima, d.stato, con_data, nullif(btrim(con_testo), ''), identita_operatore(), identita_esterno());
  SELECT registro_scrivi(identita_operatore(), identita_servizio(), identita_ruolo(), NULL, 'modifica', 'domanda_' || con_azione, 'domanda', d.id, d.soggetto_id, 'ok',
    NULL, NULL, jsonb_strip_nulls(jsonb_build_object('da', prima, 'a', d.stato, 'utente_esterno', identita_esterno())));
$$;

-- Send it, once: number, date, names as they are now.  Sending waits for no approval: a person in need
-- must not wait for a clerk, and paper is not taken (SELF-02).  A body still to be verified is marked so
-- to the receiving service; one that was refused sends no more.
CREATE OR REPLACE FUNCTION domanda_invia(quale bigint) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  d domanda;
  a avviso;
  x record;
BEGIN
  SELECT * INTO d FROM domanda WHERE id = quale FOR UPDATE;
  IF NOT FOUND OR NOT domanda_mia(d) OR d.stato <> 'B' OR (identita_esterno() IS NULL AND NOT identita_scrive()) THEN
    RAISE EXCEPTION 'no such draft' USING ERRCODE = 'SZ404';
  END IF;
  SELECT * INTO STRICT a FROM avviso WHERE id = d.avviso_id;
  IF NOT avviso_aperto(a) THEN
    RAISE EXCEPTION 'the call is closed' USING ERRCODE = '23514', CONSTRAINT = 'domanda_avviso_chiuso';
  END IF;
  SELECT u.nome || ' ' || u.cognome AS nome, e.denominazione AS ente, x2.stato INTO x
    FROM utente_esterno u LEFT JOIN utente_ente x2 ON x2.id = d.utente_ente_id LEFT JOIN ente_esterno e ON e.id = x2.ente_esterno_id
   WHERE u.id = d.utente_esterno_id;
  IF d.utente_esterno_id IS NOT NULL AND coalesce(x.stato, 'rifiutato') = 'rifiutato' THEN
    RAISE EXCEPTION 'no body to report for' USING ERRCODE = '23514', CONSTRAINT = 'domanda_ente_dovuto';
  END IF;
  UPDATE domanda SET stato = 'I', inviata_il = now(), aggiornata_il = now(), versione = versione + 1,
         mittente = coalesce(x.nome, (SELECT o.nome || ' ' || o.cognome FROM operatore o WHERE o.id = d.operatore_id)),
         mittente_ente = coalesce(x.ente, (SELECT v.denominazione FROM servizio v WHERE v.id = d.operatore_servizio_id)),
         codice = (SELECT k.prefisso || '-' || extract(year FROM now()) || '-' || lpad(n.n::text, greatest(5, length(n.n::text)), '0')
                     FROM kind k, LATERAL (SELECT contatore_prossimo(k.prefisso, extract(year FROM now())::int) AS n) n WHERE k.codice = d.kind)
   WHERE id = quale RETURNING * INTO d;
  PERFORM domanda_annota(d, 'invia', 'B', NULL, NULL);
  PERFORM domanda_avvisa_servizio(d, 'È arrivata la segnalazione ' || d.codice);
  PERFORM domanda_avvisa_mittente(d, 'domanda_inviata', '');
  PERFORM ricevuta_accoda(d.id); -- its PDF, by the queue (16_ricevuta.sql)
  RETURN d.codice;
END
$$;

-- One step of the triage, by the receiving service.  SZ404 not seen, SZ403 not from here or not by
-- this role, SZ409 saved by somebody else.
CREATE OR REPLACE FUNCTION domanda_transizione(quale bigint, su_versione integer, con_azione text, in_data date, con_testo text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  d domanda;
  t transizione;
  prima text;
BEGIN
  SELECT * INTO d FROM domanda WHERE id = quale FOR UPDATE;
  IF NOT FOUND OR domanda_livello(d) = 0 THEN
    RAISE EXCEPTION 'no such domanda' USING ERRCODE = 'SZ404';
  END IF;
  IF domanda_livello(d) < 2 OR NOT identita_scrive() THEN
    RAISE EXCEPTION 'only reading' USING ERRCODE = 'SZ403';
  END IF;
  IF d.versione <> su_versione THEN
    RAISE EXCEPTION 'saved by somebody else' USING ERRCODE = 'SZ409';
  END IF;
  SELECT * INTO t FROM transizione WHERE kind = d.kind AND da = d.stato AND azione = con_azione;
  IF NOT FOUND OR NOT EXISTS (SELECT FROM ruolo_permesso r WHERE r.ruolo = identita_ruolo() AND r.permesso = t.permesso) THEN
    RAISE EXCEPTION 'not from this state, or not by this role' USING ERRCODE = 'SZ403';
  END IF;
  IF t.motivo = 'obbligatorio' AND coalesce(btrim(con_testo), '') = '' THEN
    RAISE EXCEPTION 'a reason is owed' USING ERRCODE = '23514', CONSTRAINT = 'transizione_motivo_dovuto';
  END IF;
  IF con_azione = 'colloquio' AND in_data IS NULL THEN
    RAISE EXCEPTION 'an interview has a day' USING ERRCODE = '23514', CONSTRAINT = 'domanda_colloquio_data';
  END IF;
  IF con_azione = 'prendi' AND d.soggetto_id IS NULL THEN
    RAISE EXCEPTION 'whom one takes in charge is known' USING ERRCODE = '23514', CONSTRAINT = 'domanda_persona_dovuta';
  END IF;
  prima := d.stato;
  UPDATE domanda SET stato = t.a, versione = versione + 1, aggiornata_il = now(), colloquio_il = CASE WHEN con_azione = 'colloquio' THEN in_data ELSE colloquio_il END
   WHERE id = quale RETURNING * INTO d;
  PERFORM domanda_annota(d, con_azione, prima, CASE WHEN con_azione = 'colloquio' THEN in_data END, con_testo);
  -- somebody looks after it: what told the colleagues no longer waits (HOM-03)
  UPDATE notifica SET archiviata_il = now() WHERE domanda_id = quale AND tipo = 'domanda' AND archiviata_il IS NULL;
  PERFORM domanda_avvisa_mittente(d, CASE con_azione WHEN 'integra' THEN 'domanda_integrazione' ELSE 'domanda_stato' END,
    CASE con_azione WHEN 'integra' THEN 'Serve un’integrazione a ' ELSE 'È cambiato lo stato di ' END || d.codice);
  RETURN d.stato;
END
$$;

-- The reporter answers what was asked.
CREATE OR REPLACE FUNCTION domanda_rispondi(quale bigint, con_testo text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  d domanda;
BEGIN
  SELECT * INTO d FROM domanda WHERE id = quale FOR UPDATE;
  IF NOT FOUND OR NOT domanda_mia(d) THEN
    RAISE EXCEPTION 'no such domanda' USING ERRCODE = 'SZ404';
  END IF;
  IF d.stato <> 'N' OR (identita_esterno() IS NULL AND NOT identita_scrive()) THEN
    RAISE EXCEPTION 'nothing was asked' USING ERRCODE = 'SZ403';
  END IF;
  IF coalesce(btrim(con_testo), '') = '' THEN
    RAISE EXCEPTION 'an answer has words' USING ERRCODE = '23514', CONSTRAINT = 'domanda_risposta_dovuta';
  END IF;
  UPDATE domanda SET stato = 'V', versione = versione + 1, aggiornata_il = now() WHERE id = quale RETURNING * INTO d;
  PERFORM domanda_annota(d, 'rispondi', 'N', NULL, con_testo);
  PERFORM domanda_avvisa_servizio(d, 'È arrivata un’integrazione per ' || d.codice);
END
$$;

-- The person of the register whom it concerns (SELF-06): one whom the operator sees, as the policy of
-- soggetto says.
CREATE OR REPLACE FUNCTION domanda_collega(quale bigint, di_soggetto bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  d domanda;
BEGIN
  SELECT * INTO d FROM domanda WHERE id = quale FOR UPDATE;
  IF NOT FOUND OR domanda_livello(d) < 2 OR NOT identita_scrive() THEN
    RETURN false;
  END IF;
  IF di_soggetto IS NOT NULL
     AND NOT EXISTS (SELECT FROM soggetto s WHERE s.id = di_soggetto AND (NOT s.riservato OR s.creato_servizio_id = identita_servizio() OR soggetto_seguito(s.id))) THEN
    RAISE EXCEPTION 'no such person for this operator' USING ERRCODE = 'SZ404';
  END IF;
  UPDATE domanda SET soggetto_id = di_soggetto, versione = versione + 1 WHERE id = quale RETURNING * INTO d;
  PERFORM domanda_annota(d, CASE WHEN di_soggetto IS NULL THEN 'scollega' ELSE 'collega' END, d.stato, NULL, NULL);
  RETURN true;
END
$$;

-- Drafts that nobody has touched for so long.
CREATE OR REPLACE FUNCTION domande_abbandonate(giorni integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  quante bigint;
BEGIN
  DELETE FROM domanda WHERE stato = 'B' AND aggiornata_il < now() - make_interval(days => giorni);
  GET DIAGNOSTICS quante = ROW_COUNT;
  RETURN quante;
END
$$;

-- A call of a kind, received by that service: from the command and the demonstration data.
CREATE OR REPLACE FUNCTION avviso_apri(di_kind text, servizio_codice text, con_titolo text, con_descrizione text, per_esterni boolean) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  nuovo bigint;
BEGIN
  INSERT INTO avviso (kind, titolo, descrizione, anno, servizio_id, esterni)
  SELECT di_kind, con_titolo, con_descrizione, extract(year FROM now()), v.id, per_esterni FROM servizio v WHERE v.codice = servizio_codice
  RETURNING id INTO nuovo;
  IF nuovo IS NULL THEN
    RAISE EXCEPTION 'no service is called %', servizio_codice USING ERRCODE = 'SZ404';
  END IF;
  RETURN nuovo;
END
$$;

-- ---- who may what -----------------------------------------------------------------------------

DO $$
DECLARE
  f regprocedure;
  t text;
BEGIN
  FOREACH f IN ARRAY ARRAY['domanda_e_mia(bigint)', 'domanda_si_apre(bigint)', 'domanda_allega(bigint)',
    'notifica_domanda(bigint, bigint, text, bigint, text, text)', 'domanda_avvisa_servizio(domanda, text)', 'domanda_avvisa_mittente(domanda, text, text)',
    'domanda_annota(domanda, text, text, date, text)', 'domanda_invia(bigint)', 'domanda_transizione(bigint, integer, text, date, text)',
    'domanda_rispondi(bigint, text)', 'domanda_collega(bigint, bigint)', 'domande_abbandonate(integer)', 'avviso_apri(text, text, text, text, boolean)']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
  GRANT EXECUTE ON FUNCTION domanda_e_mia(bigint), domanda_si_apre(bigint), domanda_allega(bigint), domanda_invia(bigint),
    domanda_transizione(bigint, integer, text, date, text), domanda_rispondi(bigint, text), domanda_collega(bigint, bigint) TO siz_web;
  GRANT EXECUTE ON FUNCTION domanda_mia(domanda), domanda_livello(domanda), avviso_aperto(avviso) TO siz_web, siz_cancello;
  GRANT EXECUTE ON FUNCTION domande_abbandonate(integer) TO siz_job;
  GRANT EXECUTE ON FUNCTION avviso_apri(text, text, text, text, boolean) TO siz_owner;
  FOREACH t IN ARRAY ARRAY['domanda', 'domanda_passo'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('DROP POLICY IF EXISTS cancello ON %I', t);
    EXECUTE format('DROP POLICY IF EXISTS lettura ON %I', t);
    EXECUTE format('DROP POLICY IF EXISTS mia ON %I', t);
    EXECUTE format('CREATE POLICY cancello ON %I TO siz_cancello USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO siz_cancello', t);
  END LOOP;
  REVOKE UPDATE, DELETE ON domanda_passo FROM siz_cancello;
END
$$;
-- Calls and their parts hold nothing of anybody.
GRANT SELECT ON avviso, domanda_parte TO siz_web, siz_job, siz_cancello;
GRANT INSERT ON avviso TO siz_cancello;

-- The receiving service sees what was sent; the author sees the own ones, drafts too.
CREATE POLICY lettura ON domanda FOR SELECT TO siz_web
  USING (stato <> 'B' AND servizio_id = (SELECT identita_servizio()) AND kind = ANY ((SELECT identita_kind())::text[]));
CREATE POLICY mia ON domanda FOR SELECT TO siz_web
  USING (utente_esterno_id = (SELECT identita_esterno())
         OR operatore_id = (SELECT identita_operatore()) AND operatore_servizio_id = (SELECT identita_servizio()));
DROP POLICY IF EXISTS inserimento ON domanda;
CREATE POLICY inserimento ON domanda FOR INSERT TO siz_web
  WITH CHECK (stato = 'B' AND (utente_esterno_id = (SELECT identita_esterno())
              OR operatore_id = (SELECT identita_operatore()) AND (SELECT identita_scrive())
                 AND (SELECT true FROM ruolo_permesso r WHERE r.ruolo = identita_ruolo() AND r.permesso = 'SEGNALA')));
DROP POLICY IF EXISTS modifica ON domanda;
CREATE POLICY modifica ON domanda FOR UPDATE TO siz_web
  USING (stato = 'B' AND (utente_esterno_id = (SELECT identita_esterno())
         OR operatore_id = (SELECT identita_operatore()) AND operatore_servizio_id = (SELECT identita_servizio()) AND (SELECT identita_scrive())))
  WITH CHECK (stato = 'B');
DROP POLICY IF EXISTS eliminazione ON domanda;
CREATE POLICY eliminazione ON domanda FOR DELETE TO siz_web
  USING (stato = 'B' AND (utente_esterno_id = (SELECT identita_esterno())
         OR operatore_id = (SELECT identita_operatore()) AND operatore_servizio_id = (SELECT identita_servizio()) AND (SELECT identita_scrive())));
GRANT SELECT, DELETE ON domanda TO siz_web;
GRANT INSERT (avviso_id, kind, servizio_id, soggetto_id, utente_ente_id, dati, moduli) ON domanda TO siz_web;
GRANT UPDATE (dati, moduli, utente_ente_id) ON domanda TO siz_web;
CREATE POLICY lettura ON domanda_passo FOR SELECT TO siz_web USING (EXISTS (SELECT FROM domanda d WHERE d.id = domanda_id));
GRANT SELECT ON domanda_passo TO siz_web;

-- Attachments.  The policies of 08_politiche.sql know cases and drafts; these know domande.  The
-- restrictive ones hold for both: nobody puts a document on a domanda, or touches one there, but its
-- author while that is open.
CREATE POLICY lettura_domanda ON documento FOR SELECT TO siz_web
  USING (domanda_id IS NOT NULL
         AND ((autore_esterno_id = (SELECT identita_esterno()) OR autore_operatore_id = (SELECT identita_operatore())) AND domanda_e_mia(domanda_id)
              OR stato IN ('pulito', 'non_controllato') AND domanda_si_apre(domanda_id)));
CREATE POLICY inserimento_domanda ON documento FOR INSERT TO siz_web
  WITH CHECK (domanda_id IS NOT NULL AND stato = 'in_arrivo'
              AND (autore_esterno_id = (SELECT identita_esterno()) OR autore_operatore_id = (SELECT identita_operatore())));
CREATE POLICY modifica_domanda ON documento FOR UPDATE TO siz_web
  USING (domanda_id IS NOT NULL AND autore_esterno_id = (SELECT identita_esterno())) WITH CHECK (domanda_id IS NOT NULL);
CREATE POLICY domanda_aperta_inserimento ON documento AS RESTRICTIVE FOR INSERT TO siz_web WITH CHECK (domanda_id IS NULL OR domanda_allega(domanda_id));
CREATE POLICY domanda_aperta_modifica ON documento AS RESTRICTIVE FOR UPDATE TO siz_web USING (domanda_id IS NULL OR domanda_allega(domanda_id));
CREATE POLICY inserimento_domanda ON documento_blocco FOR INSERT TO siz_web
  WITH CHECK (EXISTS (SELECT FROM documento d WHERE d.id = documento_id AND d.stato = 'in_arrivo' AND d.autore_esterno_id = (SELECT identita_esterno())));

-- The list of the receiving service, and whether the body was verified: asked for the row at hand,
-- because who is behind a body is not read by everybody there.
CREATE OR REPLACE FUNCTION domanda_ente_verificato(d domanda) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT d.utente_ente_id IS NULL
         OR domanda_livello(d) > 0 AND EXISTS (SELECT FROM utente_ente x WHERE x.id = d.utente_ente_id AND x.stato = 'approvato')
$$;
ALTER FUNCTION domanda_ente_verificato(domanda) OWNER TO siz_cancello;
REVOKE ALL ON FUNCTION domanda_ente_verificato(domanda) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION domanda_ente_verificato(domanda) TO siz_web;

CREATE OR REPLACE VIEW elenco_domande WITH (security_invoker = true) AS
SELECT d.id, d.avviso_id, d.servizio_id, d.codice, d.stato, v.descrizione AS stato_nome, d.beneficiario, d.beneficiario_chiave, d.mittente, d.mittente_ente,
       d.inviata_il, d.soggetto_id IS NOT NULL AS collegata, NOT domanda_ente_verificato(d) AS da_verificare
  FROM domanda d
  LEFT JOIN voce v ON v.vocabolario = 'stato_domanda' AND v.codice = d.stato AND v.valida_dal = DATE '1900-01-01'
 WHERE d.stato <> 'B' AND d.servizio_id = (SELECT identita_servizio());
GRANT SELECT ON elenco_domande TO siz_web;
