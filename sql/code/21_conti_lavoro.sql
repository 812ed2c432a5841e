-- The movements of many cases, planned until a day: asked by who keeps the accounts of a service, done by the queue (siz job, kind «movimenti»).
--
-- A piece is one transaction: some cases by rising id, how far it came, and the job of the next piece.  A worker that is killed leaves nothing
-- half done: the piece is taken again from where the last one ended, and planning a case twice plans nothing twice (conti_genera).

-- Begins, for the cases of the service that are open and have rules (of one kind, or all); its id.  SZ403 to who may not; 23505
-- generazione_movimenti_una while one is running: one whose job was given up is set going again instead.
CREATE OR REPLACE FUNCTION generazione_avvia(con_fino date, con_kind text DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  g generazione_movimenti;
BEGIN
  IF NOT identita_scrive() OR NOT identita_ha('CONTI_SCRIVI') THEN
    RAISE EXCEPTION 'not by this role' USING ERRCODE = 'SZ403';
  ELSIF con_fino > current_date + 1100 THEN
    RAISE EXCEPTION 'too far' USING ERRCODE = '23514', CONSTRAINT = 'generazione_movimenti_lontana';
  END IF;
  SELECT * INTO g FROM generazione_movimenti WHERE servizio_id = identita_servizio() AND stato = 'in_corso' FOR UPDATE;
  IF NOT FOUND OR EXISTS (SELECT FROM lavoro l WHERE l.tipo = 'movimenti' AND l.stato = 'in_coda' AND l.dati = jsonb_build_object('generazione', g.id)) THEN
    INSERT INTO generazione_movimenti (servizio_id, operatore_id, ruolo, fino, kind, pratiche)
    SELECT identita_servizio(), identita_operatore(), identita_ruolo(), con_fino, con_kind, count(*)
      FROM pratica p WHERE p.servizio_id = identita_servizio() AND p.stato IN ('A', 'S') AND (con_kind IS NULL OR p.kind = con_kind)
       AND EXISTS (SELECT FROM regola_pagamento r WHERE r.pratica_id = p.id)
    RETURNING * INTO g;
  END IF;
  PERFORM generazione_continua(g.id);
  RETURN g.id;
END
$$;
CREATE OR REPLACE FUNCTION generazione_continua(quale bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  INSERT INTO lavoro (tipo, dati, operatore_id, servizio_id, ruolo)
  SELECT 'movimenti', jsonb_build_object('generazione', g.id), g.operatore_id, g.servizio_id, g.ruolo FROM generazione_movimenti g WHERE g.id = quale;
  SELECT pg_notify('siz_lavoro', '');
$$;

-- One piece; how many cases it looked at, 0: there are no more, or it was stopped.  Under the identity of who asked, if they still may.
CREATE OR REPLACE FUNCTION generazione_passo(quale bigint, quante integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan -- as siz_web: one plan serves every case
AS $$
DECLARE
  g generazione_movimenti;
  caso bigint;
  viste integer := 0;
  nuovi bigint := 0;
  vincolo text;
BEGIN
  SELECT * INTO g FROM generazione_movimenti WHERE id = quale AND stato = 'in_corso' FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 0;
  END IF;
  IF NOT EXISTS (SELECT FROM appartenenza a JOIN operatore o ON o.id = a.operatore_id JOIN ruolo_permesso r ON r.ruolo = a.ruolo AND r.permesso = 'CONTI_SCRIVI' JOIN servizio v ON v.id = a.servizio_id
                  WHERE (a.operatore_id, a.servizio_id, a.ruolo) = (g.operatore_id, g.servizio_id, g.ruolo) AND NOT v.sola_lettura AND o.stato = 'attivo' AND coalesce(o.valido_al, current_date) >= current_date
                    AND a.valida_dal <= current_date AND coalesce(a.valida_al, current_date) >= current_date) THEN
    UPDATE generazione_movimenti SET stato = 'fermata', finita_il = now() WHERE id = quale;
    RETURN 0;
  END IF;
  PERFORM identita_stabilisci(g.operatore_id, g.servizio_id, g.ruolo, false);
  FOR caso IN SELECT DISTINCT r.pratica_id FROM regola_pagamento r JOIN pratica p ON p.id = r.pratica_id
               WHERE r.pratica_id > g.dopo_pratica_id AND p.servizio_id = g.servizio_id AND p.stato IN ('A', 'S') AND (g.kind IS NULL OR p.kind = g.kind) ORDER BY 1 LIMIT quante LOOP
    BEGIN
      nuovi := nuovi + conti_genera(caso, g.fino);
    EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN
      -- one case that cannot be planned does not keep the others waiting; an outage or a lock is another matter
      GET STACKED DIAGNOSTICS vincolo = CONSTRAINT_NAME;
      INSERT INTO generazione_scarto VALUES (quale, caso, coalesce(nullif(vincolo, ''), SQLSTATE)) ON CONFLICT DO NOTHING;
    END;
    viste := viste + 1;
    g.dopo_pratica_id := caso;
  END LOOP;
  UPDATE generazione_movimenti SET fatte = fatte + viste, movimenti = movimenti + nuovi, dopo_pratica_id = g.dopo_pratica_id,
         stato = CASE WHEN viste < quante THEN 'fatta' ELSE stato END, finita_il = CASE WHEN viste < quante THEN now() END WHERE id = quale;
  IF viste < quante THEN
    PERFORM registro_scrivi(g.operatore_id, g.servizio_id, g.ruolo, NULL, 'modifica', 'siz job', 'generazione_movimenti', quale, NULL, 'ok', NULL, NULL,
                            (SELECT jsonb_build_object('pratiche', z.fatte, 'movimenti', z.movimenti) FROM generazione_movimenti z WHERE z.id = quale));
  ELSE
    PERFORM generazione_continua(quale);
  END IF;
  RETURN viste;
END
$$;

DO $$
DECLARE
  f regprocedure;
BEGIN
  FOREACH f IN ARRAY ARRAY['generazione_avvia(date, text)', 'generazione_continua(bigint)', 'generazione_passo(bigint, integer)']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION generazione_avvia(date, text) TO siz_web;
GRANT EXECUTE ON FUNCTION generazione_passo(bigint, integer) TO siz_job;
