-- Facilities and stays: who sees and writes them, places that are never overbooked, the days that count, what they cost.

DO $$
DECLARE
  t text;
  p record;
BEGIN
  FOREACH t IN ARRAY ARRAY['struttura', 'struttura_servizio', 'struttura_posti', 'retta', 'inserimento', 'presenza_assenza', 'spesa_extra'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    FOR p IN SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = t LOOP
      EXECUTE format('DROP POLICY %I ON %I', p.policyname, t);
    END LOOP;
    EXECUTE format('CREATE POLICY cancello ON %I TO siz_cancello USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO siz_cancello', t);
    EXECUTE format('GRANT SELECT ON %I TO siz_web, siz_job', t);
  END LOOP;
  -- What a case has in a facility is read and written as the case is.
  FOREACH t IN ARRAY ARRAY['inserimento', 'presenza_assenza', 'spesa_extra'] LOOP
    EXECUTE format('CREATE POLICY lettura ON %I FOR SELECT TO siz_web, siz_job USING (EXISTS (SELECT FROM pratica p WHERE p.id = pratica_id))', t);
    EXECUTE format('CREATE POLICY inserimento ON %I FOR INSERT TO siz_web WITH CHECK ((SELECT identita_scrive()) AND (SELECT identita_ha(''INTERVENTO_SCRIVI'')) AND pratica_livello(pratica_id) = 2%s)', t,
      -- nobody is sent to a facility that the sender does not see, or that is closed
      CASE t WHEN 'inserimento' THEN ' AND EXISTS (SELECT FROM struttura s WHERE s.id = struttura_id AND s.chiusa_il IS NULL)' ELSE '' END);
    EXECUTE format('CREATE POLICY modifica ON %I FOR UPDATE TO siz_web USING ((SELECT identita_scrive()) AND (SELECT identita_ha(''INTERVENTO_SCRIVI'')) AND pratica_livello(pratica_id) = 2) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY eliminazione ON %I FOR DELETE TO siz_web USING ((SELECT identita_scrive()) AND (SELECT identita_ha(''INTERVENTO_SCRIVI'')) AND pratica_livello(pratica_id) = 2)', t);
    EXECUTE format('GRANT INSERT, UPDATE, DELETE ON %I TO siz_web', t);
  END LOOP;
END
$$;

-- ---- the register ----

-- A facility is seen by the services that use it and by the one that keeps its row, and written by that one.
CREATE OR REPLACE FUNCTION identita_strutture() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT coalesce(array_agg(u.struttura_id), '{}') FROM struttura_servizio u WHERE u.servizio_id = identita_servizio() $$;
ALTER FUNCTION identita_strutture() OWNER TO siz_cancello;
REVOKE ALL ON FUNCTION identita_strutture() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identita_strutture() TO siz_web, siz_job, siz_cancello;

CREATE POLICY lettura ON struttura FOR SELECT TO siz_web, siz_job
  USING ((SELECT identita_ha('STRUTTURA_LEGGI')) AND (per_tutti OR servizio_id = (SELECT identita_servizio()) OR id = ANY ((SELECT identita_strutture())::bigint[])));
CREATE POLICY inserimento ON struttura FOR INSERT TO siz_web
  WITH CHECK ((SELECT identita_scrive()) AND (SELECT identita_ha('STRUTTURA_SCRIVI')) AND servizio_id = (SELECT identita_servizio()));
CREATE POLICY modifica ON struttura FOR UPDATE TO siz_web
  USING ((SELECT identita_scrive()) AND (SELECT identita_ha('STRUTTURA_SCRIVI')) AND servizio_id = (SELECT identita_servizio())) WITH CHECK (servizio_id = (SELECT identita_servizio()));
GRANT INSERT ON struttura TO siz_web;
GRANT UPDATE (denominazione, tipo, gestore, comune, indirizzo, referente, telefono, email, autorizzazione, autorizzazione_al, accreditamento, accreditamento_al,
  conta_dimissione, per_tutti, note, chiusa_il) ON struttura TO siz_web;

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['struttura_servizio', 'struttura_posti', 'retta'] LOOP
    EXECUTE format('CREATE POLICY lettura ON %I FOR SELECT TO siz_web, siz_job USING (EXISTS (SELECT FROM struttura s WHERE s.id = struttura_id))', t);
    EXECUTE format('CREATE POLICY inserimento ON %I FOR INSERT TO siz_web WITH CHECK ((SELECT identita_scrive()) AND (SELECT identita_ha(''STRUTTURA_SCRIVI''))
      AND EXISTS (SELECT FROM struttura s WHERE s.id = struttura_id AND s.servizio_id = (SELECT identita_servizio())))', t);
    EXECUTE format('CREATE POLICY modifica ON %I FOR UPDATE TO siz_web USING ((SELECT identita_scrive()) AND (SELECT identita_ha(''STRUTTURA_SCRIVI''))
      AND EXISTS (SELECT FROM struttura s WHERE s.id = struttura_id AND s.servizio_id = (SELECT identita_servizio()))) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY eliminazione ON %I FOR DELETE TO siz_web USING ((SELECT identita_scrive()) AND (SELECT identita_ha(''STRUTTURA_SCRIVI''))
      AND EXISTS (SELECT FROM struttura s WHERE s.id = struttura_id AND s.servizio_id = (SELECT identita_servizio())))', t);
    EXECUTE format('GRANT INSERT, DELETE ON %I TO siz_web', t);
  END LOOP;
END
$$;
GRANT UPDATE (tipo_posto, dal, posti) ON struttura_posti TO siz_web;
GRANT UPDATE (tipo_posto, unita, importo, assenza_ospedale, assenza_casa, assenza_vacanza, assenza_altra, dal, al) ON retta TO siz_web;

-- Author and version are the database's; a row stays where it was born.
CREATE OR REPLACE FUNCTION struttura_riga_prima() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
DECLARE
  vecchia jsonb;
  nuova jsonb;
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.creato_da := coalesce(identita_operatore(), NEW.creato_da);
    NEW.creato_il := now();
    NEW.versione := 1;
    RETURN NEW;
  END IF;
  vecchia := to_jsonb(OLD);
  nuova := to_jsonb(NEW);
  IF EXISTS (SELECT FROM unnest(ARRAY['id', 'creato_da', 'creato_il', 'pratica_id', 'inserimento_id', 'mese']) k
              WHERE vecchia -> k IS DISTINCT FROM nuova -> k)
     OR TG_TABLE_NAME IN ('struttura_posti', 'retta', 'inserimento') AND vecchia -> 'struttura_id' <> nuova -> 'struttura_id' THEN
    RAISE EXCEPTION 'a row does not move' USING ERRCODE = 'SZ403';
  END IF;
  NEW.versione := OLD.versione + 1;
  RETURN NEW;
END
$$;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['struttura', 'struttura_posti', 'retta', 'inserimento', 'presenza_assenza', 'spesa_extra'] LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER a_riga_prima BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION struttura_riga_prima()', t);
    EXECUTE format('CREATE OR REPLACE TRIGGER storia_annota AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION storia_annota()', t);
  END LOOP;
END
$$;

-- ---- places ----

-- How many places of that kind the facility has on a day.
CREATE OR REPLACE FUNCTION struttura_posti_il(quale bigint, di_tipo text, giorno date) RETURNS integer
LANGUAGE sql STABLE
AS $$
  SELECT coalesce((SELECT n.posti FROM public.struttura_posti n WHERE n.struttura_id = quale AND n.tipo_posto = di_tipo AND n.dal <= giorno ORDER BY n.dal DESC LIMIT 1), 0)
$$;

-- The first day of a span on which more people than places would be there, or NULL.  People only become more on a day of
-- admission, and places only fewer on a day from which a row counts: no other day need be looked at.
CREATE OR REPLACE FUNCTION struttura_oltre(quale bigint, di_tipo text, tempo daterange) RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT min(g.giorno)
    FROM (SELECT lower(tempo) AS giorno
          UNION SELECT i.ammissione FROM inserimento i WHERE i.struttura_id = quale AND i.tipo_posto = di_tipo AND i.occupazione && tempo AND i.ammissione <@ tempo
          UNION SELECT n.dal FROM struttura_posti n WHERE n.struttura_id = quale AND n.tipo_posto = di_tipo AND n.dal <@ tempo) g
   WHERE (SELECT count(*) FROM inserimento i WHERE i.struttura_id = quale AND i.tipo_posto = di_tipo AND i.occupazione @> g.giorno) > struttura_posti_il(quale, di_tipo, g.giorno)
$$;
ALTER FUNCTION struttura_oltre(bigint, text, daterange) OWNER TO siz_cancello;
REVOKE ALL ON FUNCTION struttura_oltre(bigint, text, daterange) FROM PUBLIC;

-- Who admits waits for who is admitting to the same facility, and then counts again what stands there now (each statement of
-- the function has a snapshot of its own).  NO KEY: the foreign key of the row just written holds a KEY SHARE.
CREATE OR REPLACE FUNCTION inserimento_posti() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  pieno date;
BEGIN
  PERFORM FROM struttura WHERE id = NEW.struttura_id FOR NO KEY UPDATE;
  pieno := struttura_oltre(NEW.struttura_id, NEW.tipo_posto, NEW.occupazione);
  IF pieno IS NOT NULL THEN
    RAISE EXCEPTION 'no free place on %', pieno USING ERRCODE = '23514', CONSTRAINT = 'inserimento_posti';
  END IF;
  RETURN NULL;
END
$$;
ALTER FUNCTION inserimento_posti() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER inserimento_posti AFTER INSERT OR UPDATE OF struttura_id, tipo_posto, ammissione, dimissione ON inserimento
  FOR EACH ROW EXECUTE FUNCTION inserimento_posti();

-- Nor do places become fewer than who is there.
CREATE OR REPLACE FUNCTION struttura_posti_bastano() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  r struttura_posti;
BEGIN
  FOREACH r IN ARRAY CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW] WHEN 'DELETE' THEN ARRAY[OLD] ELSE ARRAY[OLD, NEW] END LOOP
    PERFORM FROM struttura WHERE id = r.struttura_id FOR NO KEY UPDATE;
    IF struttura_oltre(r.struttura_id, r.tipo_posto, daterange(r.dal, NULL)) IS NOT NULL THEN
      RAISE EXCEPTION 'fewer places than people' USING ERRCODE = '23514', CONSTRAINT = 'struttura_posti_bastano';
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
ALTER FUNCTION struttura_posti_bastano() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER struttura_posti_bastano AFTER INSERT OR UPDATE OR DELETE ON struttura_posti FOR EACH ROW EXECUTE FUNCTION struttura_posti_bastano();

-- How full it is, day after day: numbers alone, of all services.  For who sees the facility: the policy of `struttura` answers,
-- so this asks it before it asks the gate.
CREATE OR REPLACE FUNCTION struttura_presi(quale bigint, dal date, al date) RETURNS TABLE (tipo_posto text, giorno date, occupati bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT d.tipo_posto, d.giorno, sum(d.di_piu) OVER (PARTITION BY d.tipo_posto ORDER BY d.giorno)
    FROM (SELECT x.tipo_posto, x.giorno, sum(x.piu)::bigint AS di_piu
            FROM (SELECT i.tipo_posto, greatest(i.ammissione, dal) AS giorno, 1 AS piu FROM inserimento i
                   WHERE i.struttura_id = quale AND i.occupazione && daterange(dal, al, '[]')
                  UNION ALL
                  SELECT i.tipo_posto, upper(i.occupazione), -1 FROM inserimento i
                   WHERE i.struttura_id = quale AND i.occupazione && daterange(dal, al, '[]') AND upper(i.occupazione) <= al) x
           GROUP BY x.tipo_posto, x.giorno) d
   WHERE identita_ha('STRUTTURA_LEGGI') AND EXISTS (SELECT FROM struttura s WHERE s.id = quale AND (s.per_tutti OR s.servizio_id = identita_servizio() OR s.id = ANY (identita_strutture())))
$$;
ALTER FUNCTION struttura_presi(bigint, date, date) OWNER TO siz_cancello;
REVOKE ALL ON FUNCTION struttura_presi(bigint, date, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION struttura_presi(bigint, date, date) TO siz_web;

-- Places and the most people at once, month by month of a year, for each kind of place that the facility has or had.
CREATE OR REPLACE FUNCTION struttura_anno(quale bigint, anno integer) RETURNS TABLE (tipo_posto text, mese date, posti integer, occupati bigint)
LANGUAGE sql STABLE
AS $$
  WITH presi AS MATERIALIZED (SELECT * FROM struttura_presi(quale, make_date(anno, 1, 1), make_date(anno, 12, 31)))
  SELECT t.tipo_posto, m.mese::date, struttura_posti_il(quale, t.tipo_posto, (m.mese + interval '1 month' - interval '1 day')::date),
         greatest(coalesce((SELECT max(p.occupati) FROM presi p WHERE p.tipo_posto = t.tipo_posto AND date_trunc('month', p.giorno) = m.mese), 0),
                  coalesce((SELECT p.occupati FROM presi p WHERE p.tipo_posto = t.tipo_posto AND p.giorno <= m.mese ORDER BY p.giorno DESC LIMIT 1), 0))
    FROM (SELECT DISTINCT n.tipo_posto FROM struttura_posti n WHERE n.struttura_id = quale) t,
         generate_series(make_timestamp(anno, 1, 1, 0, 0, 0), make_timestamp(anno, 12, 1, 0, 0, 0), interval '1 month') m (mese)
   ORDER BY t.tipo_posto, m.mese
$$;
GRANT EXECUTE ON FUNCTION struttura_posti_il(bigint, text, date), struttura_anno(bigint, integer) TO siz_web, siz_cancello;

-- ---- stays ----

-- Of whom a stay is says the case; whether it is residential, the kind of place.
CREATE OR REPLACE FUNCTION inserimento_prima() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  NEW.soggetto_id := (SELECT p.titolare_soggetto_id FROM pratica p WHERE p.id = NEW.pratica_id);
  NEW.residenziale := coalesce((SELECT (v.attributi ->> 'residenziale')::boolean FROM voce v
                                 WHERE v.vocabolario = 'tipo_posto' AND v.codice = NEW.tipo_posto ORDER BY v.valida_dal DESC LIMIT 1), false);
  RETURN NEW;
END
$$;
ALTER FUNCTION inserimento_prima() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER inserimento_prima BEFORE INSERT OR UPDATE ON inserimento FOR EACH ROW EXECUTE FUNCTION inserimento_prima();

-- Asked after the policy has spoken.  Linked rows of one person (not through a reserved one) are one person; months that are
-- closed keep their days.
CREATE OR REPLACE FUNCTION inserimento_caso() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  p pratica;
BEGIN
  SELECT * INTO p FROM pratica WHERE id = NEW.pratica_id FOR SHARE;
  IF p.kind IS DISTINCT FROM 'intervento_struttura' THEN
    RAISE EXCEPTION 'not a case of that kind' USING ERRCODE = 'SZ403';
  END IF;
  IF TG_OP = 'INSERT' AND p.stato NOT IN ('A', 'S') THEN
    RAISE EXCEPTION 'the case has ended' USING ERRCODE = '23514', CONSTRAINT = 'inserimento_pratica_aperta';
  END IF;
  IF NEW.residenziale AND EXISTS (SELECT FROM stessa_persona t JOIN inserimento i ON i.soggetto_id = t.altro_soggetto_id
                                   WHERE t.soggetto_id = NEW.soggetto_id AND t.tramite = '{}' AND i.residenziale AND i.id <> NEW.id AND i.occupazione && NEW.occupazione) THEN
    RAISE EXCEPTION 'already in a residential place' USING ERRCODE = '23P01', CONSTRAINT = 'inserimento_residenziale_uno';
  END IF;
  IF TG_OP = 'UPDATE' AND EXISTS (
       SELECT FROM presenza_assenza m, daterange(m.mese, (m.mese + interval '1 month')::date) d WHERE m.inserimento_id = NEW.id AND m.chiuso_il IS NOT NULL
          AND (NEW.ammissione <> OLD.ammissione AND d && daterange(least(OLD.ammissione, NEW.ammissione), greatest(OLD.ammissione, NEW.ammissione))
               OR NEW.dimissione IS DISTINCT FROM OLD.dimissione AND d && daterange(least(OLD.dimissione, NEW.dimissione), CASE WHEN OLD.dimissione IS NOT NULL AND NEW.dimissione IS NOT NULL THEN greatest(OLD.dimissione, NEW.dimissione) END, '[]'))) THEN
    RAISE EXCEPTION 'days of a closed month' USING ERRCODE = '23514', CONSTRAINT = 'inserimento_mese_chiuso';
  END IF;
  RETURN NULL;
END
$$;
ALTER FUNCTION inserimento_caso() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER inserimento_caso AFTER INSERT OR UPDATE ON inserimento FOR EACH ROW EXECUTE FUNCTION inserimento_caso();

-- The holder of a case was corrected: its stays are of the right person too.
CREATE OR REPLACE FUNCTION inserimento_segue_titolare() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  UPDATE inserimento SET soggetto_id = NEW.titolare_soggetto_id WHERE pratica_id = NEW.id AND soggetto_id <> NEW.titolare_soggetto_id;
  RETURN NULL;
END
$$;
ALTER FUNCTION inserimento_segue_titolare() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER inserimento_segue_titolare AFTER UPDATE OF titolare_soggetto_id ON pratica
  FOR EACH ROW WHEN (OLD.titolare_soggetto_id IS DISTINCT FROM NEW.titolare_soggetto_id AND NEW.kind = 'intervento_struttura') EXECUTE FUNCTION inserimento_segue_titolare();

-- The name of the facility of a stay, for who opens the case though their service does not use that facility.
CREATE OR REPLACE FUNCTION inserimento_dove(quale bigint) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT s.denominazione FROM inserimento i JOIN struttura s ON s.id = i.struttura_id WHERE i.id = quale AND pratica_livello(i.pratica_id) > 0 $$;
ALTER FUNCTION inserimento_dove(bigint) OWNER TO siz_cancello;
REVOKE ALL ON FUNCTION inserimento_dove(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION inserimento_dove(bigint) TO siz_web, siz_job;

-- ---- the days that count ----

-- THE rule of days, here and nowhere else.  The day of admission is a day of the facility.  The day of discharge is one if the
-- contract of that facility says so (struttura.conta_dimissione); by itself it is not, as in a hospital the days of a stay
-- are the date of discharge less that of admission.  Who comes and goes on one day was there for a day.
-- A day is what presenza_assenza says; until somebody has written the month, present on the days of the week agreed on.
CREATE OR REPLACE FUNCTION inserimento_giorni(quale bigint, del_mese date) RETURNS TABLE (giorno date, codice text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT g.giorno::date, CASE WHEN m.giorni IS NOT NULL THEN substr(m.giorni, extract(day FROM g.giorno)::int, 1)
                              WHEN extract(isodow FROM g.giorno)::text = ANY (string_to_array(i.giorni_settimana, ',')) THEN 'P' ELSE '-' END
    FROM inserimento i JOIN struttura s ON s.id = i.struttura_id
    LEFT JOIN presenza_assenza m ON m.inserimento_id = i.id AND m.mese = del_mese,
         generate_series(del_mese::timestamp, del_mese + interval '1 month' - interval '1 day', interval '1 day') g (giorno)
   WHERE i.id = quale AND pratica_livello(i.pratica_id) > 0
     AND g.giorno >= i.ammissione AND (i.dimissione IS NULL OR g.giorno < i.dimissione OR g.giorno = i.dimissione AND (s.conta_dimissione OR i.dimissione = i.ammissione))
   ORDER BY g.giorno
$$;
ALTER FUNCTION inserimento_giorni(bigint, date) OWNER TO siz_cancello;
REVOKE ALL ON FUNCTION inserimento_giorni(bigint, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION inserimento_giorni(bigint, date) TO siz_web, siz_job;

-- Places and people of today, for each kind of place.
CREATE OR REPLACE FUNCTION struttura_oggi(quale bigint) RETURNS TABLE (tipo_posto text, posti integer, occupati bigint)
LANGUAGE sql STABLE
AS $$
  SELECT t.tipo_posto, public.struttura_posti_il(quale, t.tipo_posto, current_date), coalesce((SELECT max(p.occupati) FROM public.struttura_presi(quale, current_date, current_date) p WHERE p.tipo_posto = t.tipo_posto), 0)
    FROM (SELECT DISTINCT n.tipo_posto FROM public.struttura_posti n WHERE n.struttura_id = quale) t
$$;
GRANT EXECUTE ON FUNCTION struttura_oggi(bigint) TO siz_web, siz_cancello;

-- A month as it stands, one letter a day.  Days outside the stay, which inserimento_giorni leaves out, have theirs too: of a stay
-- whose first or last day is corrected afterwards no day is lost because somebody wrote the month before.
CREATE OR REPLACE FUNCTION inserimento_mese(quale bigint, del_mese date) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public
AS $$
  SELECT coalesce(m.giorni, (SELECT string_agg(CASE WHEN extract(isodow FROM g)::text = ANY (string_to_array(i.giorni_settimana, ',')) THEN 'P' ELSE '-' END, '' ORDER BY g)
                               FROM generate_series(del_mese::timestamp, del_mese + interval '1 month' - interval '1 day', interval '1 day') g))
    FROM inserimento i LEFT JOIN presenza_assenza m ON m.inserimento_id = i.id AND m.mese = del_mese WHERE i.id = quale
$$;
GRANT EXECUTE ON FUNCTION inserimento_mese(bigint, date) TO siz_web, siz_cancello;

-- The days from … to … are all of one kind; those on which the person is not expected stay so.  Months are written as they are
-- touched, a closed one refuses.  Not further than a year from today, or a wrong year would write months without end.  How many days changed.
CREATE OR REPLACE FUNCTION presenza_periodo(quale bigint, dal date, al date, con_codice text) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
DECLARE
  i inserimento;
  del_mese date;
  prima text;
  dopo text;
  cambiati integer := 0;
BEGIN
  IF al > current_date + 366 THEN
    RAISE EXCEPTION 'too far' USING ERRCODE = '23514', CONSTRAINT = 'presenza_assenza_lontana';
  END IF;
  SELECT * INTO i FROM inserimento WHERE id = quale;
  FOR del_mese IN SELECT generate_series(date_trunc('month', dal::timestamp), date_trunc('month', al::timestamp), interval '1 month')::date LOOP
    prima := inserimento_mese(quale, del_mese);
    SELECT string_agg(CASE WHEN z.giorno BETWEEN dal AND al AND z.codice <> '-' THEN con_codice ELSE z.codice END, '' ORDER BY z.giorno),
           cambiati + count(*) FILTER (WHERE z.giorno BETWEEN dal AND al AND z.codice NOT IN ('-', con_codice))
      INTO dopo, cambiati FROM (SELECT del_mese + n - 1 AS giorno, substr(prima, n, 1) AS codice FROM generate_series(1, length(prima)) n) z;
    INSERT INTO presenza_assenza AS m (pratica_id, inserimento_id, mese, giorni, creato_da) VALUES (i.pratica_id, i.id, del_mese, dopo, identita_operatore())
    ON CONFLICT ON CONSTRAINT presenza_assenza_una DO UPDATE SET giorni = excluded.giorni WHERE m.giorni <> excluded.giorni;
  END LOOP;
  RETURN cambiati;
END
$$;
GRANT EXECUTE ON FUNCTION presenza_periodo(bigint, date, date, text) TO siz_web;

-- ---- what it costs ----

-- The days of a month by fee and by what they were, and what is due for them.  Per day: days x fee.  Per month: the whole fee for
-- a month spent there from its first day to its last, else so many parts of it as days of the month (denaro_frazione).  Of a day of
-- absence the share of its reason; a day on which nobody is expected costs nothing per day, and is part of a month.  The
-- amount of each fee is rounded once, and its rows add up to it.  A row without a fee has no amount: somebody has to enter one.
CREATE OR REPLACE FUNCTION inserimento_costo(quale bigint, del_mese date)
RETURNS TABLE (riga integer, retta_id bigint, unita text, tariffa numeric, codice text, giorni bigint, percentuale numeric, importo numeric)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  WITH righe AS (
    SELECT r.id, r.unita, r.importo AS tariffa, g.codice, count(*) AS giorni, row_number() OVER (ORDER BY r.dal, r.id, strpos('POCVA-', g.codice))::int AS n,
           CASE g.codice WHEN 'P' THEN 100 WHEN 'O' THEN r.assenza_ospedale WHEN 'C' THEN r.assenza_casa WHEN 'V' THEN r.assenza_vacanza WHEN 'A' THEN r.assenza_altra
                         ELSE CASE r.unita WHEN 'M' THEN 100 ELSE 0 END END AS percentuale
      FROM inserimento i CROSS JOIN LATERAL inserimento_giorni(i.id, del_mese) g
      LEFT JOIN retta r ON r.struttura_id = i.struttura_id AND r.tipo_posto = i.tipo_posto AND daterange(r.dal, r.al, '[]') @> g.giorno
     WHERE i.id = quale GROUP BY r.id, r.unita, r.importo, r.dal, r.assenza_ospedale, r.assenza_casa, r.assenza_vacanza, r.assenza_altra, g.codice),
  rette AS (
    SELECT id, array_agg(n ORDER BY n) AS righe,
           denaro_ripartisci(denaro_frazione(min(tariffa), sum(giorni * percentuale), CASE min(unita) WHEN 'G' THEN 100 ELSE 100 * extract(day FROM del_mese + interval '1 month' - interval '1 day') END),
                             VARIADIC array_agg(giorni * percentuale ORDER BY n)) AS quote
      FROM righe WHERE id IS NOT NULL GROUP BY id)
  SELECT x.n, x.id, x.unita, x.tariffa, x.codice, x.giorni, x.percentuale,
         CASE WHEN x.id IS NOT NULL THEN coalesce(t.quote[array_position(t.righe, x.n)], 0) WHEN x.codice = '-' THEN 0 END
    FROM righe x LEFT JOIN rette t ON t.id = x.id ORDER BY x.n
$$;
ALTER FUNCTION inserimento_costo(bigint, date) OWNER TO siz_cancello;
REVOKE ALL ON FUNCTION inserimento_costo(bigint, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION inserimento_costo(bigint, date) TO siz_web, siz_job;

-- In one row: days present and absent, the cost, and days for which there is no fee.
CREATE OR REPLACE FUNCTION inserimento_conto(quale bigint, del_mese date) RETURNS TABLE (presenze bigint, assenze bigint, importo numeric, senza_retta bigint)
LANGUAGE sql STABLE
AS $$
  SELECT coalesce(sum(c.giorni) FILTER (WHERE c.codice = 'P'), 0)::bigint, coalesce(sum(c.giorni) FILTER (WHERE c.codice NOT IN ('P', '-')), 0)::bigint,
         coalesce(sum(c.importo), 0), coalesce(sum(c.giorni) FILTER (WHERE c.importo IS NULL), 0)::bigint
    FROM public.inserimento_costo(quale, del_mese) c
$$;
GRANT EXECUTE ON FUNCTION inserimento_conto(bigint, date) TO siz_web, siz_job, siz_cancello;

-- ---- months that are closed ----

-- What a closed month says does not change.  It is closed and opened again by the two functions below alone: pages write the days.
CREATE OR REPLACE FUNCTION presenza_chiusa() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
  IF OLD.chiuso_il IS NOT NULL AND (TG_OP = 'DELETE' OR NEW.chiuso_il IS NOT NULL OR NEW.giorni <> OLD.giorni) THEN
    RAISE EXCEPTION 'closed' USING ERRCODE = '23514', CONSTRAINT = 'presenza_assenza_chiusa';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE OR REPLACE TRIGGER presenza_chiusa BEFORE UPDATE OR DELETE ON presenza_assenza FOR EACH ROW EXECUTE FUNCTION presenza_chiusa();
REVOKE INSERT, UPDATE ON presenza_assenza, inserimento FROM siz_web;
GRANT INSERT (pratica_id, inserimento_id, mese, giorni, creato_da), UPDATE (giorni) ON presenza_assenza TO siz_web;
GRANT INSERT (pratica_id, struttura_id, tipo_posto, ammissione, giorni_settimana, spese_personali, note, creato_da),
  UPDATE (ammissione, dimissione, motivo_dimissione, giorni_settimana, spese_personali, note) ON inserimento TO siz_web;

-- ---- what goes to the ledger (sql/code/20_conti_atti.sql) ----

-- A month is closed once its last day there has come and every day has its fee: days and cost are written down, and the cost is a
-- planned movement of the case.  False if somebody changed the month meanwhile.
CREATE OR REPLACE FUNCTION presenza_chiudi(quale bigint, del_mese date, su_versione integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  i inserimento;
  p pratica;
  m presenza_assenza;
  c record;
  primo date;
  ultimo date;
BEGIN
  SELECT * INTO i FROM inserimento WHERE id = quale;
  p := conti_pretendi(coalesce(i.pratica_id, 0), 'INTERVENTO_SCRIVI');
  SELECT min(g.giorno), max(g.giorno) INTO primo, ultimo FROM inserimento_giorni(quale, del_mese) g;
  IF primo IS NULL THEN
    RAISE EXCEPTION 'no day of that month' USING ERRCODE = 'SZ404';
  END IF;
  INSERT INTO presenza_assenza (pratica_id, inserimento_id, mese, giorni, creato_da) VALUES (p.id, quale, del_mese, inserimento_mese(quale, del_mese), identita_operatore())
  ON CONFLICT ON CONSTRAINT presenza_assenza_una DO NOTHING;
  SELECT * INTO m FROM presenza_assenza WHERE inserimento_id = quale AND mese = del_mese FOR UPDATE; -- who writes its days does not lock the case
  IF m.versione IS DISTINCT FROM su_versione OR m.chiuso_il IS NOT NULL THEN
    RETURN false;
  END IF;
  IF ultimo > current_date THEN
    RAISE EXCEPTION 'not over' USING ERRCODE = '23514', CONSTRAINT = 'presenza_assenza_non_finita';
  END IF;
  SELECT * INTO c FROM inserimento_conto(quale, del_mese);
  IF c.senza_retta > 0 THEN
    RAISE EXCEPTION 'days without a fee' USING ERRCODE = '23514', CONSTRAINT = 'presenza_assenza_senza_retta';
  END IF;
  UPDATE presenza_assenza SET chiuso_il = now(), chiuso_da = identita_operatore(), presenze = c.presenze, assenze = c.assenze, importo = c.importo WHERE id = m.id;
  PERFORM movimento_dal_costo(p.id, 'struttura', m.id, primo, ultimo, c.importo, NULL, 'Retta di ' || to_char(del_mese, 'MM/YYYY'),
                              (SELECT s.gestore FROM struttura s WHERE s.id = i.struttura_id));
  RETURN true;
END
$$;

-- Open again as long as its movement is only planned; the movement goes.
CREATE OR REPLACE FUNCTION presenza_riapri(quale bigint, del_mese date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  p pratica;
  m presenza_assenza;
  v movimento;
BEGIN
  p := conti_pretendi(coalesce((SELECT i.pratica_id FROM inserimento i WHERE i.id = quale), 0), 'INTERVENTO_SCRIVI');
  SELECT * INTO m FROM presenza_assenza WHERE inserimento_id = quale AND mese = del_mese AND chiuso_il IS NOT NULL;
  IF m.id IS NULL THEN
    RETURN false;
  END IF;
  SELECT * INTO v FROM movimento WHERE origine = 'struttura' AND origine_id = m.id;
  IF v.stato <> 'P' THEN
    RAISE EXCEPTION 'more than planned' USING ERRCODE = '23514', CONSTRAINT = 'presenza_assenza_pagata';
  END IF;
  IF v.id IS NOT NULL THEN
    PERFORM movimento_dal_costo(p.id, 'struttura', m.id, v.periodo_dal, v.periodo_al, 0);
  END IF;
  UPDATE presenza_assenza SET chiuso_il = NULL, chiuso_da = NULL, presenze = NULL, assenze = NULL, importo = NULL WHERE id = m.id;
  RETURN true;
END
$$;

-- An extra expense is a movement of its day, as long as that is only planned.  Asked after the policy has spoken.
CREATE OR REPLACE FUNCTION spesa_extra_movimento() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  v movimento;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    PERFORM conti_pretendi(OLD.pratica_id, 'INTERVENTO_SCRIVI');
    SELECT * INTO v FROM movimento WHERE origine = 'spesa' AND origine_id = OLD.id;
    IF v.stato <> 'P' THEN
      RAISE EXCEPTION 'more than planned' USING ERRCODE = '23514', CONSTRAINT = 'spesa_extra_pagata';
    END IF;
    IF v.id IS NOT NULL AND (TG_OP = 'DELETE' OR NEW.data <> OLD.data) THEN
      PERFORM movimento_dal_costo(OLD.pratica_id, 'spesa', OLD.id, v.periodo_dal, v.periodo_al, 0);
    END IF;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    IF NEW.documento_id IS NOT NULL AND NOT EXISTS (SELECT FROM documento d WHERE d.id = NEW.documento_id AND d.pratica_id = NEW.pratica_id) THEN
      RAISE EXCEPTION 'of another case' USING ERRCODE = '23514', CONSTRAINT = 'spesa_extra_documento_pratica';
    END IF;
    PERFORM movimento_dal_costo(NEW.pratica_id, 'spesa', NEW.id, NEW.data, NEW.data, NEW.importo, NULL,
      coalesce((SELECT t.descrizione FROM voce t WHERE t.vocabolario = 'tipo_spesa_extra' AND t.codice = NEW.tipo AND t.valida_al IS NULL), NEW.tipo));
  END IF;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER spesa_extra_movimento AFTER INSERT OR UPDATE OR DELETE ON spesa_extra FOR EACH ROW EXECUTE FUNCTION spesa_extra_movimento();
DO $$
DECLARE f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['presenza_chiudi(bigint, date, integer)', 'presenza_riapri(bigint, date)', 'spesa_extra_movimento()'] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION presenza_chiudi(bigint, date, integer), presenza_riapri(bigint, date) TO siz_web;
REVOKE INSERT, UPDATE ON spesa_extra FROM siz_web;
GRANT INSERT (pratica_id, data, tipo, descrizione, importo, documento_id, creato_da), UPDATE (data, tipo, descrizione, importo, documento_id) ON spesa_extra TO siz_web;
