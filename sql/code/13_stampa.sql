-- Prints: who sees which, and the few doors of the worker that makes them.

DO $$
DECLARE
  t text;
  p record;
BEGIN
  FOREACH t IN ARRAY ARRAY['stampa', 'stampa_blocco'] LOOP
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

-- A print belongs to who asked for it, in the service and the role in which it was asked, and only
-- for as long as they still open what is printed: also while it waits in the queue, and also when
-- it is ready.  Nobody writes it but through the functions below.
CREATE POLICY io ON stampa FOR SELECT TO siz_web, siz_job
  USING (operatore_id = (SELECT identita_operatore()) AND servizio_id = (SELECT identita_servizio()) AND ruolo = (SELECT identita_ruolo())
         AND CASE WHEN pratica_id IS NOT NULL THEN EXISTS (SELECT FROM pratica p WHERE p.id = pratica_id)
                  WHEN soggetto_id IS NOT NULL THEN EXISTS (SELECT FROM soggetto s WHERE s.id = soggetto_id)
                  WHEN oggetto = 'elenco_pagamento' THEN EXISTS (SELECT FROM elenco_pagamento e WHERE e.id = oggetto_id)
                  ELSE false END); -- what follows no right is nobody's
CREATE POLICY io ON stampa_blocco FOR SELECT TO siz_web USING (EXISTS (SELECT FROM stampa s WHERE s.id = stampa_id));
GRANT SELECT ON stampa, stampa_blocco TO siz_web;
GRANT SELECT ON stampa TO siz_job;

-- A page that is printed shows the list of its documents: the worker reads their cards, under the
-- identity of who asked and by the same policy, never their keys.
ALTER POLICY lettura ON documento TO siz_web, siz_job;
GRANT SELECT (id, pratica_id, bozza_id, nome_file, oggetto, data, tipo, byte, stato, pdfa, autore_operatore_id, autore_servizio_id, creato_il, tolto_il) ON documento TO siz_job;
GRANT SELECT ON assegnazione_esclusione TO siz_job;

-- The worker takes the identity of who asked for a job, if they could still ask: the account is
-- active, and the role in that service is still theirs; of an external user, whoever is not suspended.
-- No row: the job is not to be done.
DROP FUNCTION IF EXISTS lavoro_identita(bigint);
CREATE FUNCTION lavoro_identita(quale bigint)
RETURNS TABLE (operatore_id bigint, servizio_id bigint, ruolo bigint, nome text, ruolo_nome text, servizio_nome text, sola_lettura boolean,
               permessi text, moduli bigint, utente_esterno_id bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  x record;
BEGIN
  SELECT u.id AS u_id, u.nome || ' ' || u.cognome AS u_nome INTO x
    FROM lavoro l JOIN utente_esterno u ON u.id = l.utente_esterno_id WHERE l.id = quale AND l.stato = 'in_coda' AND u.stato = 'attivo';
  IF FOUND THEN
    PERFORM identita_esterno_stabilisci(x.u_id);
    RETURN QUERY SELECT NULL::bigint, NULL::bigint, NULL::bigint, x.u_nome, 'Ente esterno', NULL::text, false, 'ESTERNO SEGNALA',
      (SELECT coalesce(max(m.id), 0) FROM modulo m), x.u_id;
    RETURN;
  END IF;
  SELECT o.id AS o_id, v.id AS v_id, l.ruolo AS l_ruolo, o.nome || ' ' || o.cognome AS o_nome, r.denominazione AS r_nome, v.denominazione AS v_nome, v.sola_lettura AS ferma
    INTO x
    FROM lavoro l JOIN operatore o ON o.id = l.operatore_id JOIN servizio v ON v.id = l.servizio_id JOIN ruolo r ON r.id = l.ruolo
   WHERE l.id = quale AND l.stato = 'in_coda' AND o.stato = 'attivo' AND coalesce(o.valido_al, current_date) >= current_date
     AND EXISTS (SELECT FROM servizi_di(o.id) d WHERE d.servizio_id = l.servizio_id AND d.ruolo = l.ruolo);
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM identita_stabilisci(x.o_id, x.v_id, x.l_ruolo, x.ferma);
  RETURN QUERY SELECT x.o_id, x.v_id, x.l_ruolo::bigint, x.o_nome, x.r_nome, x.v_nome, x.ferma,
    (SELECT string_agg(rp.permesso, ' ') FROM ruolo_permesso rp
      WHERE rp.ruolo = x.l_ruolo AND NOT (x.ferma AND EXISTS (SELECT FROM permesso p WHERE p.codice = rp.permesso AND p.scrive))),
    (SELECT coalesce(max(m.id), 0) FROM modulo m), NULL::bigint;
END
$$;

-- Ask for a print.  The same one that still waits is not asked for twice; who has twenty waiting
-- waits: the queue is everybody's.
CREATE OR REPLACE FUNCTION stampa_chiedi(di_tipo text, su_oggetto text, su_oggetto_id bigint, su_pratica bigint, su_soggetto bigint, con_opzioni jsonb,
                                         con_titolo text, con_nome text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  nuova bigint;
BEGIN
  IF identita_operatore() IS NULL THEN
    RAISE EXCEPTION 'nobody asks for a print' USING ERRCODE = 'SZ403';
  END IF;
  SELECT s.id INTO nuova FROM stampa s
   WHERE s.operatore_id = identita_operatore() AND s.servizio_id = identita_servizio() AND s.ruolo = identita_ruolo() AND s.stato = 'in_coda'
     AND s.tipo = di_tipo AND s.oggetto_id = su_oggetto_id AND s.opzioni = con_opzioni AND s.chiesta_il > now() - interval '1 hour' LIMIT 1;
  IF FOUND THEN
    RETURN nuova;
  END IF;
  IF (SELECT count(*) FROM stampa s WHERE s.operatore_id = identita_operatore() AND s.stato = 'in_coda' AND s.chiesta_il > now() - interval '1 hour') >= 20 THEN
    RAISE EXCEPTION 'too many prints are waiting' USING ERRCODE = '23514', CONSTRAINT = 'stampa_troppe';
  END IF;
  INSERT INTO stampa (tipo, oggetto, oggetto_id, pratica_id, soggetto_id, opzioni, titolo, nome_file, operatore_id, servizio_id, ruolo)
  VALUES (di_tipo, su_oggetto, su_oggetto_id, su_pratica, su_soggetto, con_opzioni, con_titolo, con_nome, identita_operatore(), identita_servizio(), identita_ruolo())
  RETURNING id INTO nuova;
  INSERT INTO lavoro (tipo, dati, operatore_id, servizio_id, ruolo)
  VALUES ('stampa', jsonb_build_object('stampa', nuova), identita_operatore(), identita_servizio(), identita_ruolo());
  PERFORM pg_notify('siz_lavoro', '');
  RETURN nuova;
END
$$;

-- What the worker tells: a block, the end.  What was made is in the register with its person, the
-- refusal too (AUD-1).
CREATE OR REPLACE FUNCTION stampa_blocco_scrivi(quale bigint, numero integer, con_dati bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ INSERT INTO stampa_blocco SELECT s.id, numero, con_dati FROM stampa s WHERE s.id = quale AND s.stato = 'in_coda' $$;
CREATE OR REPLACE FUNCTION stampa_finita(quale bigint, come text, con_byte bigint, con_impronta bytea, con_chiave bytea, maestra text, ore integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  s stampa;
BEGIN
  UPDATE stampa SET stato = come, finita_il = now(), byte = con_byte, impronta = con_impronta, chiave = con_chiave, chiave_maestra = maestra,
         scade_il = CASE come WHEN 'pronta' THEN now() + make_interval(hours => ore) END
   WHERE id = quale AND stato = 'in_coda' RETURNING * INTO s;
  IF FOUND THEN
    PERFORM registro_scrivi(s.operatore_id, s.servizio_id, s.ruolo, NULL, 'stampa', 'siz job', s.oggetto, s.oggetto_id, s.soggetto_id,
                            CASE come WHEN 'pronta' THEN 'ok' ELSE come END, NULL, NULL, jsonb_build_object('stampa', s.id, 'tipo', s.tipo));
  END IF;
END
$$;
-- Who asked no longer wants it: the bytes go at once, that it was made stays.
CREATE OR REPLACE FUNCTION stampa_togli(quale bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  tolte bigint;
BEGIN
  UPDATE stampa SET stato = 'scaduta', scade_il = now(), chiave = NULL WHERE id = quale AND operatore_id = identita_operatore() AND stato <> 'scaduta';
  GET DIAGNOSTICS tolte = ROW_COUNT;
  IF tolte > 0 THEN
    DELETE FROM stampa_blocco WHERE stampa_id = quale;
  END IF;
  RETURN tolte;
END
$$;
-- Without its key what a backup may still hold of it opens no more.
CREATE OR REPLACE FUNCTION stampe_scadute() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  WITH scadute AS (
    UPDATE stampa SET stato = 'scaduta', chiave = NULL WHERE stato = 'pronta' AND scade_il <= now() RETURNING id
  ), tolti AS (
    DELETE FROM stampa_blocco b USING scadute s WHERE b.stampa_id = s.id
  )
  SELECT count(*) FROM scadute
$$;

DO $$
DECLARE
  f regprocedure;
BEGIN
  FOREACH f IN ARRAY ARRAY['lavoro_identita(bigint)', 'stampa_chiedi(text, text, bigint, bigint, bigint, jsonb, text, text)',
    'stampa_blocco_scrivi(bigint, integer, bytea)', 'stampa_finita(bigint, text, bigint, bytea, bytea, text, integer)', 'stampa_togli(bigint)',
    'stampe_scadute()']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION stampa_chiedi(text, text, bigint, bigint, bigint, jsonb, text, text), stampa_togli(bigint) TO siz_web;
GRANT EXECUTE ON FUNCTION lavoro_identita(bigint), stampa_blocco_scrivi(bigint, integer, bytea),
  stampa_finita(bigint, text, bigint, bytea, bytea, text, integer), stampe_scadute() TO siz_job;
