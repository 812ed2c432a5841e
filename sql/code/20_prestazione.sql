-- Services planned and rendered: seen by who sees the case, written by who writes it; a closed month is written by nobody.

DO $$
DECLARE
  t text;
  p record;
BEGIN
  FOREACH t IN ARRAY ARRAY['prestazione_prevista', 'prestazione_resa', 'prestazione_mese', 'prestazione_mese_riga', 'prestazione_mese_costo'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    FOR p IN SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = t LOOP
      EXECUTE format('DROP POLICY %I ON %I', p.policyname, t);
    END LOOP;
    EXECUTE format('CREATE POLICY cancello ON %I TO siz_cancello USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY lettura ON %I FOR SELECT TO siz_web, siz_job USING ((SELECT true FROM pratica p WHERE p.id = pratica_id))', t);
    EXECUTE format('GRANT SELECT ON %I TO siz_web, siz_job', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO siz_cancello', t);
  END LOOP;
  -- the months are written by the functions below alone
  FOREACH t IN ARRAY ARRAY['prestazione_prevista', 'prestazione_resa'] LOOP
    EXECUTE format('CREATE POLICY inserimento ON %I FOR INSERT TO siz_web WITH CHECK ((SELECT identita_scrive()) AND pratica_livello(pratica_id) = 2)', t);
    EXECUTE format('CREATE POLICY modifica ON %I FOR UPDATE TO siz_web USING ((SELECT identita_scrive()) AND pratica_livello(pratica_id) = 2) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY eliminazione ON %I FOR DELETE TO siz_web USING ((SELECT identita_scrive()) AND pratica_livello(pratica_id) = 2)', t);
    EXECUTE format('GRANT INSERT, UPDATE, DELETE ON %I TO siz_web', t);
  END LOOP;
END
$$;

-- ---- planned ----

-- Who wrote, the version and the case of a row are the database's.  Of an hour that is stated the minutes are those between.
CREATE OR REPLACE FUNCTION prestazione_prima() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.creato_da := coalesce(identita_operatore(), NEW.creato_da);
    NEW.creato_il := now();
    NEW.versione := 1;
  ELSIF (NEW.id, NEW.pratica_id, NEW.creato_da, NEW.creato_il) IS DISTINCT FROM (OLD.id, OLD.pratica_id, OLD.creato_da, OLD.creato_il) THEN
    RAISE EXCEPTION 'a row does not move to another case' USING ERRCODE = 'SZ403';
  ELSE
    NEW.versione := OLD.versione + 1;
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER prestazione_prima BEFORE INSERT OR UPDATE ON prestazione_prevista FOR EACH ROW EXECUTE FUNCTION prestazione_prima();
CREATE OR REPLACE TRIGGER prestazione_prima BEFORE INSERT OR UPDATE ON prestazione_resa FOR EACH ROW EXECUTE FUNCTION prestazione_prima();

-- Asked after the policy has spoken, as who answers below: only an intervento con prestazione has services, with a supplier that its
-- service may use; what was rendered stays what it is and within the days of the plan.
CREATE OR REPLACE FUNCTION prestazione_prevista_dopo() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  servizio bigint;
BEGIN
  SELECT p.servizio_id INTO servizio FROM pratica p WHERE p.id = NEW.pratica_id AND p.kind = 'intervento_prestazione';
  IF servizio IS NULL THEN
    RAISE EXCEPTION 'no intervento con prestazione' USING ERRCODE = 'SZ403';
  END IF;
  IF (TG_OP = 'INSERT' OR (NEW.fornitore_id, NEW.dal) IS DISTINCT FROM (OLD.fornitore_id, OLD.dal)) AND NOT fornitore_usabile(NEW.fornitore_id, servizio, NEW.dal) THEN
    RAISE EXCEPTION 'a supplier that the service may not use then' USING ERRCODE = '23514', CONSTRAINT = 'prestazione_prevista_fornitore_usabile';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.prestazione, NEW.fornitore_id, NEW.unita) IS DISTINCT FROM (OLD.prestazione, OLD.fornitore_id, OLD.unita)
       AND EXISTS (SELECT FROM prestazione_resa r WHERE r.prestazione_prevista_id = NEW.id) THEN
      RAISE EXCEPTION 'rendered already' USING ERRCODE = '23514', CONSTRAINT = 'prestazione_prevista_gia_resa';
    END IF;
    IF EXISTS (SELECT FROM prestazione_resa r WHERE r.prestazione_prevista_id = NEW.id AND (r.data < NEW.dal OR r.data > NEW.al)) THEN
      RAISE EXCEPTION 'rendered outside of it' USING ERRCODE = '23514', CONSTRAINT = 'prestazione_prevista_rese_fuori';
    END IF;
  END IF;
  RETURN NULL;
END
$$;
ALTER FUNCTION prestazione_prevista_dopo() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER prestazione_prevista_dopo AFTER INSERT OR UPDATE ON prestazione_prevista FOR EACH ROW EXECUTE FUNCTION prestazione_prevista_dopo();

-- The days on which a planned service is due between two days; where it has no fixed days only the monthly ones have one: the first of the
-- month, or the first day of the plan.
CREATE OR REPLACE FUNCTION prestazione_giorni(v prestazione_prevista, da date, a date) RETURNS SETOF date
LANGUAGE sql STABLE SET search_path = pg_catalog, public
AS $$
  SELECT g::date FROM generate_series(greatest(da, v.dal)::timestamp, least(a, coalesce(v.al, a))::timestamp, interval '1 day') g
   WHERE extract(isodow FROM g)::smallint = ANY (v.giorni)
      OR v.giorni = '{}' AND v.unita = 'MESE' AND g::date = greatest(date_trunc('month', g)::date, v.dal)
$$;
GRANT EXECUTE ON FUNCTION prestazione_giorni(prestazione_prevista, date, date) TO siz_web, siz_job, siz_cancello;

-- ---- rendered ----

-- Once for a statement, however many rows: days within the plan and not to come, and the months in which something was written count
-- one more.  The row of the month is a lock: two who write in it are one after the other, and a closed one lets nobody in.
CREATE OR REPLACE FUNCTION prestazione_resa_dopo() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  toccati date[];
  pratiche bigint[];
BEGIN
  IF TG_OP = 'DELETE' THEN
    SELECT array_agg(x.pratica_id ORDER BY x.pratica_id, x.mese), array_agg(x.mese ORDER BY x.pratica_id, x.mese) INTO pratiche, toccati
      FROM (SELECT DISTINCT v.pratica_id, date_trunc('month', v.data)::date AS mese FROM vecchie v) x;
  ELSE
    IF EXISTS (SELECT FROM nuove n JOIN prestazione_prevista p ON p.id = n.prestazione_prevista_id WHERE n.data < p.dal OR n.data > p.al) THEN
      RAISE EXCEPTION 'outside of its plan' USING ERRCODE = '23514', CONSTRAINT = 'prestazione_resa_periodo';
    ELSIF EXISTS (SELECT FROM nuove n WHERE n.data > current_date) THEN
      RAISE EXCEPTION 'not yet' USING ERRCODE = '23514', CONSTRAINT = 'prestazione_resa_futura';
    END IF;
    IF TG_OP = 'INSERT' THEN
      SELECT array_agg(x.pratica_id ORDER BY x.pratica_id, x.mese), array_agg(x.mese ORDER BY x.pratica_id, x.mese) INTO pratiche, toccati
        FROM (SELECT DISTINCT n.pratica_id, date_trunc('month', n.data)::date AS mese FROM nuove n) x;
    ELSE
      SELECT array_agg(x.pratica_id ORDER BY x.pratica_id, x.mese), array_agg(x.mese ORDER BY x.pratica_id, x.mese) INTO pratiche, toccati
        FROM (SELECT n.pratica_id, date_trunc('month', n.data)::date AS mese FROM nuove n
              UNION SELECT v.pratica_id, date_trunc('month', v.data)::date FROM vecchie v) x;
    END IF;
  END IF;
  INSERT INTO prestazione_mese AS m (pratica_id, mese) SELECT * FROM unnest(pratiche, toccati)
  ON CONFLICT ON CONSTRAINT prestazione_mese_uno DO UPDATE SET versione = m.versione + 1;
  IF EXISTS (SELECT FROM unnest(pratiche, toccati) x (pratica, mese) JOIN prestazione_mese m ON m.pratica_id = x.pratica AND m.mese = x.mese WHERE m.chiuso_il IS NOT NULL) THEN
    RAISE EXCEPTION 'the month is closed' USING ERRCODE = '23514', CONSTRAINT = 'prestazione_mese_chiuso';
  END IF;
  RETURN NULL;
END
$$;
ALTER FUNCTION prestazione_resa_dopo() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER prestazione_resa_messa AFTER INSERT ON prestazione_resa REFERENCING NEW TABLE AS nuove FOR EACH STATEMENT EXECUTE FUNCTION prestazione_resa_dopo();
CREATE OR REPLACE TRIGGER prestazione_resa_cambiata AFTER UPDATE ON prestazione_resa REFERENCING NEW TABLE AS nuove OLD TABLE AS vecchie FOR EACH STATEMENT EXECUTE FUNCTION prestazione_resa_dopo();
CREATE OR REPLACE TRIGGER prestazione_resa_tolta AFTER DELETE ON prestazione_resa REFERENCING OLD TABLE AS vecchie FOR EACH STATEMENT EXECUTE FUNCTION prestazione_resa_dopo();

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['prestazione_prevista', 'prestazione_resa', 'prestazione_mese'] LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER storia_annota AFTER DELETE OR UPDATE%s ON %I FOR EACH ROW EXECUTE FUNCTION storia_annota()',
                   CASE t WHEN 'prestazione_mese' THEN '' ELSE ' OR INSERT' END, t);
  END LOOP;
END
$$;

-- ---- cost ----

-- What that many units cost (minutes of an hour's tariff), half up to the cent.
CREATE OR REPLACE FUNCTION prestazione_importo(unita text, quantita bigint, importo numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public
AS $$ SELECT denaro_frazione(importo, quantita, CASE unita WHEN 'ORA' THEN 60 ELSE 1 END) $$;
GRANT EXECUTE ON FUNCTION prestazione_importo(text, bigint, numeric) TO siz_web, siz_job, siz_cancello;

-- A month of a case, one row for each planned service and tariff: how often and how much, what it costs by the tariff of each day, what
-- the person bears of it («recupero ass.», never more than the cost).  tariffa and costo are NULL where no tariff held.
CREATE OR REPLACE FUNCTION prestazione_conto(pratica bigint, mese_ date)
RETURNS TABLE (prestazione_prevista_id bigint, tariffa numeric, volte bigint, mancate bigint, quantita bigint, costo numeric, recupero numeric)
LANGUAGE sql STABLE SET search_path = pg_catalog, public
AS $$
  SELECT x.id, x.tariffa, x.volte, x.mancate, x.quantita, x.costo,
         CASE WHEN x.recupero_percentuale IS NOT NULL THEN denaro_frazione(x.costo, x.recupero_percentuale, 100)
              WHEN x.recupero_importo IS NOT NULL THEN least(x.costo, prestazione_importo(x.unita, x.quantita, x.recupero_importo)) ELSE CASE WHEN x.costo IS NOT NULL THEN 0 END END
    FROM (SELECT v.id, v.unita, v.recupero_importo, v.recupero_percentuale, t.importo AS tariffa, count(*) FILTER (WHERE r.motivo IS NULL) AS volte,
                 count(*) FILTER (WHERE r.motivo IS NOT NULL) AS mancate, sum(r.quantita)::bigint AS quantita,
                 CASE WHEN sum(r.quantita) = 0 THEN 0 ELSE prestazione_importo(v.unita, sum(r.quantita)::bigint, t.importo) END AS costo
            FROM prestazione_resa r JOIN prestazione_prevista v ON v.id = r.prestazione_prevista_id
            LEFT JOIN tariffa t ON t.fornitore_id = v.fornitore_id AND t.prestazione = v.prestazione AND t.unita = v.unita AND daterange(t.valida_dal, t.valida_al, '[]') @> r.data
           WHERE r.pratica_id = pratica AND r.data >= mese_ AND r.data < (mese_ + interval '1 month')::date
           GROUP BY v.id, t.importo) x
$$;
GRANT EXECUTE ON FUNCTION prestazione_conto(bigint, date) TO siz_web, siz_job, siz_cancello;

-- ---- words ----

-- 90 minutes are 1:30; of other units the number.
CREATE OR REPLACE FUNCTION prestazione_parole(unita text, quantita bigint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public
AS $$ SELECT CASE unita WHEN 'ORA' THEN quantita / 60 || ':' || lpad((quantita % 60)::text, 2, '0') ELSE quantita::text END $$;
CREATE OR REPLACE FUNCTION prestazione_giorno(g date) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public
AS $$ SELECT (ARRAY['lun', 'mar', 'mer', 'gio', 'ven', 'sab', 'dom'])[extract(isodow FROM g)::int] || ' ' || extract(day FROM g) $$;
CREATE OR REPLACE FUNCTION prestazione_mese_parole(m date) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public
AS $$
  SELECT (ARRAY['gennaio', 'febbraio', 'marzo', 'aprile', 'maggio', 'giugno', 'luglio', 'agosto', 'settembre', 'ottobre', 'novembre', 'dicembre'])[extract(month FROM m)::int] || ' ' || extract(year FROM m)
$$;
CREATE OR REPLACE FUNCTION prestazione_quando(v prestazione_prevista) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public
AS $$
  SELECT CASE WHEN v.giorni = '{}' THEN CASE v.unita WHEN 'MESE' THEN 'ogni mese' ELSE 'senza giorni fissi' END WHEN cardinality(v.giorni) = 7 THEN 'tutti i giorni'
              ELSE (SELECT string_agg((ARRAY['lun', 'mar', 'mer', 'gio', 'ven', 'sab', 'dom'])[g], ', ' ORDER BY g) FROM unnest(v.giorni) g) END || coalesce(' alle ' || to_char(v.dalle, 'HH24:MI'), '')
$$;
GRANT EXECUTE ON FUNCTION prestazione_parole(text, bigint), prestazione_giorno(date), prestazione_mese_parole(date), prestazione_quando(prestazione_prevista) TO siz_web, siz_job, siz_cancello;

-- ---- months ----

-- Nobody else writes in that month of those cases until the transaction ends; the sum of their versions (a month in which nothing was ever
-- written counts 0, and writing counts one more, so a sum that stands says that nobody wrote).  Cases that the caller does not write are refused.
CREATE OR REPLACE FUNCTION prestazione_mesi_blocca(pratiche bigint[], mese_ date) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF NOT identita_scrive() OR EXISTS (SELECT FROM unnest(pratiche) q WHERE pratica_livello(q) <> 2) THEN
    RAISE EXCEPTION 'a case that is not theirs to write' USING ERRCODE = 'SZ403';
  END IF;
  INSERT INTO prestazione_mese (pratica_id, mese, versione) SELECT DISTINCT q, mese_, 0 FROM unnest(pratiche) q ORDER BY q ON CONFLICT ON CONSTRAINT prestazione_mese_uno DO NOTHING;
  RETURN (SELECT coalesce(sum(x.versione), 0) FROM (SELECT m.versione FROM prestazione_mese m WHERE m.pratica_id = ANY (pratiche) AND m.mese = mese_ ORDER BY m.pratica_id FOR UPDATE) x);
END
$$;

-- A movement of that month that is more than planned.
CREATE OR REPLACE FUNCTION prestazione_mese_fermo(quale bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT EXISTS (SELECT FROM prestazione_mese_costo k JOIN movimento z ON z.origine = 'prestazione' AND z.origine_id = k.id WHERE k.prestazione_mese_id = quale AND z.stato <> 'P')
$$;

-- What the rows of a month owe each supplier, into the ledger; nothing any more where there are none.  The whole cost: the supplier is paid
-- whole, and the person's share comes back («recupero»).
CREATE OR REPLACE FUNCTION prestazione_mese_movimenti(m prestazione_mese) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  c record;
BEGIN
  UPDATE prestazione_mese_costo k SET costo = 0 WHERE k.prestazione_mese_id = m.id;
  INSERT INTO prestazione_mese_costo (prestazione_mese_id, pratica_id, fornitore_id, costo)
  SELECT m.id, m.pratica_id, v.fornitore_id, sum(r.costo) FROM prestazione_mese_riga r JOIN prestazione_prevista v ON v.id = r.prestazione_prevista_id
   WHERE r.prestazione_mese_id = m.id GROUP BY v.fornitore_id
  ON CONFLICT ON CONSTRAINT prestazione_mese_costo_uno DO UPDATE SET costo = excluded.costo;
  FOR c IN SELECT k.id, k.costo, f.denominazione FROM prestazione_mese_costo k JOIN fornitore f ON f.id = k.fornitore_id WHERE k.prestazione_mese_id = m.id ORDER BY k.id LOOP
    PERFORM movimento_dal_costo(m.pratica_id, 'prestazione', c.id, m.mese, (m.mese + interval '1 month' - interval '1 day')::date, c.costo, NULL,
                                'Prestazioni di ' || prestazione_mese_parole(m.mese), c.denominazione);
  END LOOP;
END
$$;

-- Closes a month as it stands: what it costs is kept with its rows, and is a movement of the ledger for each supplier.  NULL: it is closed; else why not:
-- cambiato (somebody wrote in it since that version), futuro, tariffa (of something none is known), movimento (one is more than planned).
CREATE OR REPLACE FUNCTION prestazione_mese_chiudi(pratica bigint, mese_ date, versione_ int) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  m prestazione_mese;
BEGIN
  PERFORM FROM pratica p WHERE p.id = pratica FOR NO KEY UPDATE; -- the ledger locks the case first; NO KEY: who writes a day holds the month and needs the key of the case
  IF prestazione_mesi_blocca(ARRAY[pratica], mese_) IS DISTINCT FROM versione_ THEN
    RETURN 'cambiato';
  END IF;
  SELECT * INTO m FROM prestazione_mese x WHERE x.pratica_id = pratica AND x.mese = mese_;
  IF m.chiuso_il IS NOT NULL THEN
    RETURN NULL;
  ELSIF mese_ > current_date THEN
    RETURN 'futuro';
  ELSIF EXISTS (SELECT FROM prestazione_conto(pratica, mese_) k WHERE k.costo IS NULL) THEN
    RETURN 'tariffa';
  ELSIF prestazione_mese_fermo(m.id) THEN
    RETURN 'movimento';
  END IF;
  INSERT INTO prestazione_mese_riga (prestazione_mese_id, pratica_id, prestazione_prevista_id, tariffa, quantita, costo, recupero)
  SELECT m.id, pratica, k.prestazione_prevista_id, k.tariffa, k.quantita, k.costo, k.recupero FROM prestazione_conto(pratica, mese_) k WHERE k.quantita > 0;
  PERFORM prestazione_mese_movimenti(m);
  UPDATE prestazione_mese x SET costo = t.costo, recupero = t.recupero, chiuso_il = now(), chiuso_da = identita_operatore(), versione = x.versione + 1
    FROM (SELECT coalesce(sum(r.costo), 0) AS costo, coalesce(sum(r.recupero), 0) AS recupero FROM prestazione_mese_riga r WHERE r.prestazione_mese_id = m.id) t WHERE x.id = m.id;
  RETURN NULL;
END
$$;

-- Opens it again, as long as its movements are only planned: they go.  NULL: it is open; else movimento.
CREATE OR REPLACE FUNCTION prestazione_mese_riapri(pratica bigint, mese_ date) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  m prestazione_mese;
BEGIN
  PERFORM FROM pratica p WHERE p.id = pratica FOR NO KEY UPDATE;
  PERFORM prestazione_mesi_blocca(ARRAY[pratica], mese_);
  SELECT * INTO m FROM prestazione_mese x WHERE x.pratica_id = pratica AND x.mese = mese_;
  IF prestazione_mese_fermo(m.id) THEN
    RETURN 'movimento';
  END IF;
  DELETE FROM prestazione_mese_riga r WHERE r.prestazione_mese_id = m.id;
  PERFORM prestazione_mese_movimenti(m);
  UPDATE prestazione_mese x SET costo = NULL, recupero = NULL, chiuso_il = NULL, chiuso_da = NULL, versione = x.versione + 1 WHERE x.id = m.id AND x.chiuso_il IS NOT NULL;
  RETURN NULL;
END
$$;

DO $$
DECLARE
  f regprocedure;
BEGIN
  FOREACH f IN ARRAY ARRAY['prestazione_mese_fermo(bigint)', 'prestazione_mese_movimenti(prestazione_mese)', 'prestazione_mesi_blocca(bigint[], date)', 'prestazione_mese_chiudi(bigint, date, int)', 'prestazione_mese_riapri(bigint, date)']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION prestazione_mesi_blocca(bigint[], date), prestazione_mese_chiudi(bigint, date, int), prestazione_mese_riapri(bigint, date) TO siz_web;
