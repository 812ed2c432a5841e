-- Receipts: whose they are, and the few doors of the worker that makes them.

DO $$
DECLARE
  t text;
  p record;
BEGIN
  FOREACH t IN ARRAY ARRAY['ricevuta', 'ricevuta_blocco'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    FOR p IN SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = t LOOP
      EXECUTE format('DROP POLICY %I ON %I', p.policyname, t);
    END LOOP;
    EXECUTE format('CREATE POLICY cancello ON %I TO siz_cancello USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO siz_cancello', t);
  END LOOP;
END
$$;

-- Of who sent the domanda, and of nobody else: the receiving service has the domanda itself.
CREATE POLICY mia ON ricevuta FOR SELECT TO siz_web USING (domanda_e_mia(domanda_id));
CREATE POLICY mia ON ricevuta_blocco FOR SELECT TO siz_web USING (domanda_e_mia(domanda_id));
GRANT SELECT ON ricevuta, ricevuta_blocco TO siz_web;

-- A job of whoever asks now puts the receipt into the queue.
CREATE OR REPLACE FUNCTION ricevuta_accoda(quale bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  INSERT INTO ricevuta (domanda_id) VALUES (quale)
    ON CONFLICT ON CONSTRAINT ricevuta_pk DO UPDATE SET stato = 'in_coda', chiesta_il = now();
  INSERT INTO lavoro (tipo, dati, operatore_id, servizio_id, ruolo, utente_esterno_id)
  VALUES ('ricevuta', jsonb_build_object('domanda', quale), identita_operatore(), identita_servizio(), identita_ruolo(), identita_esterno());
  PERFORM pg_notify('siz_lavoro', '');
END
$$;
-- Asked for by a page: one that failed, that nobody has made for an hour, or of a domanda sent before
-- there were receipts.  False: there is one, or it is on its way.
CREATE OR REPLACE FUNCTION ricevuta_chiedi(quale bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM FROM domanda d WHERE d.id = quale AND d.stato <> 'B' AND domanda_mia(d) FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such domanda of this author' USING ERRCODE = 'SZ404';
  END IF;
  IF EXISTS (SELECT FROM ricevuta r WHERE r.domanda_id = quale
                AND (r.stato = 'pronta' OR r.stato = 'in_coda' AND r.chiesta_il > now() - interval '1 hour')) THEN
    RETURN false;
  END IF;
  PERFORM ricevuta_accoda(quale);
  RETURN true;
END
$$;

-- What the worker tells: a block, the end.  A second one for the same domanda writes nothing.
CREATE OR REPLACE FUNCTION ricevuta_da_fare(quale bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM FROM ricevuta r WHERE r.domanda_id = quale AND r.stato = 'in_coda' FOR UPDATE;
  RETURN FOUND;
END
$$;
CREATE OR REPLACE FUNCTION ricevuta_blocco_scrivi(quale bigint, numero integer, con_dati bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ INSERT INTO ricevuta_blocco SELECT r.domanda_id, numero, con_dati FROM ricevuta r WHERE r.domanda_id = quale AND r.stato = 'in_coda' $$;
CREATE OR REPLACE FUNCTION ricevuta_finita(quale bigint, come text, con_byte bigint, con_impronta bytea, con_chiave bytea, maestra text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  d domanda;
BEGIN
  UPDATE ricevuta SET stato = come, finita_il = now(), byte = con_byte, impronta = con_impronta, chiave = con_chiave, chiave_maestra = maestra
   WHERE domanda_id = quale AND stato = 'in_coda';
  IF FOUND THEN
    SELECT * INTO STRICT d FROM domanda WHERE id = quale;
    PERFORM registro_scrivi(d.operatore_id, d.operatore_servizio_id, NULL, NULL, 'stampa', 'siz job', 'domanda', d.id, d.soggetto_id,
                            CASE come WHEN 'pronta' THEN 'ok' ELSE come END, NULL, NULL,
                            jsonb_strip_nulls(jsonb_build_object('tipo', 'ricevuta', 'utente_esterno', d.utente_esterno_id)));
  END IF;
END
$$;

DO $$
DECLARE
  f regprocedure;
BEGIN
  FOREACH f IN ARRAY ARRAY['ricevuta_accoda(bigint)', 'ricevuta_chiedi(bigint)', 'ricevuta_da_fare(bigint)', 'ricevuta_blocco_scrivi(bigint, integer, bytea)',
    'ricevuta_finita(bigint, text, bigint, bytea, bytea, text)']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION ricevuta_chiedi(bigint) TO siz_web;
GRANT EXECUTE ON FUNCTION ricevuta_da_fare(bigint), ricevuta_blocco_scrivi(bigint, integer, bytea), ricevuta_finita(bigint, text, bigint, bytea, bytea, text) TO siz_job;

-- The worker reads what it prints as its author does, and nothing else: these policies ask for the
-- identity that lavoro_identita() gave it.
ALTER POLICY mia ON domanda TO siz_web, siz_job;
ALTER POLICY io ON utente_ente TO siz_web, siz_job;
ALTER POLICY io ON ente_esterno TO siz_web, siz_job;
ALTER POLICY lettura_domanda ON documento TO siz_web, siz_job;
GRANT SELECT ON domanda, utente_ente TO siz_job;
GRANT SELECT (domanda_id, autore_esterno_id) ON documento TO siz_job;
GRANT EXECUTE ON FUNCTION domanda_mia(domanda), domanda_e_mia(bigint), domanda_si_apre(bigint) TO siz_job;
