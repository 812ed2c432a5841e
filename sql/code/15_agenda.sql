-- Équipe and agenda: who sees and writes what, the diary line of an appointment, the feed.

DO $$
DECLARE
  t text;
  p record;
BEGIN
  FOREACH t IN ARRAY ARRAY['equipe', 'equipe_membro', 'equipe_pratica', 'appuntamento', 'appuntamento_partecipante', 'agenda_collegamento'] LOOP
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

-- An équipe is made of colleagues, and who works where is no secret (ROL-09): every operator of a
-- role with an agenda sees all of them; the service that keeps one writes it.
CREATE OR REPLACE FUNCTION identita_ha(quale text) RETURNS boolean
LANGUAGE sql STABLE
AS $$ SELECT EXISTS (SELECT FROM public.ruolo_permesso r WHERE r.ruolo = public.identita_ruolo() AND r.permesso = quale) $$;
GRANT EXECUTE ON FUNCTION identita_ha(text) TO siz_web, siz_job, siz_cancello;
CREATE POLICY lettura ON equipe FOR SELECT TO siz_web USING ((SELECT identita_ha('AGENDA_LEGGI')));
CREATE POLICY inserimento ON equipe FOR INSERT TO siz_web
  WITH CHECK ((SELECT identita_scrive()) AND (SELECT identita_ha('EQUIPE_SCRIVI')) AND servizio_id = (SELECT identita_servizio()));
CREATE POLICY modifica ON equipe FOR UPDATE TO siz_web
  USING ((SELECT identita_scrive()) AND (SELECT identita_ha('EQUIPE_SCRIVI')) AND servizio_id = (SELECT identita_servizio())) WITH CHECK (servizio_id = (SELECT identita_servizio()));
GRANT SELECT, INSERT ON equipe TO siz_web;
GRANT UPDATE (nome, tra_servizi, scopo, chiusa_il) ON equipe TO siz_web;

CREATE POLICY lettura ON equipe_membro FOR SELECT TO siz_web USING ((SELECT identita_ha('AGENDA_LEGGI')));
CREATE POLICY inserimento ON equipe_membro FOR INSERT TO siz_web
  WITH CHECK ((SELECT identita_scrive()) AND (SELECT identita_ha('EQUIPE_SCRIVI'))
              AND EXISTS (SELECT FROM equipe e WHERE e.id = equipe_id AND e.servizio_id = (SELECT identita_servizio()) AND e.chiusa_il IS NULL));
CREATE POLICY modifica ON equipe_membro FOR UPDATE TO siz_web
  USING ((SELECT identita_scrive()) AND (SELECT identita_ha('EQUIPE_SCRIVI'))
         AND EXISTS (SELECT FROM equipe e WHERE e.id = equipe_id AND e.servizio_id = (SELECT identita_servizio()))) WITH CHECK (true);
GRANT SELECT, INSERT ON equipe_membro TO siz_web;
GRANT UPDATE (valido_al) ON equipe_membro TO siz_web;

-- Which équipe follows a case is known to who opens the case.
CREATE POLICY lettura ON equipe_pratica FOR SELECT TO siz_web USING (EXISTS (SELECT FROM pratica p WHERE p.id = pratica_id));
CREATE POLICY inserimento ON equipe_pratica FOR INSERT TO siz_web
  WITH CHECK ((SELECT identita_scrive()) AND (SELECT identita_ha('EQUIPE_SCRIVI')) AND creato_da = (SELECT identita_operatore()) AND pratica_livello(pratica_id) = 2
              AND EXISTS (SELECT FROM equipe e WHERE e.id = equipe_id AND e.chiusa_il IS NULL));
CREATE POLICY modifica ON equipe_pratica FOR UPDATE TO siz_web
  USING ((SELECT identita_scrive()) AND (SELECT identita_ha('EQUIPE_SCRIVI')) AND pratica_livello(pratica_id) = 2) WITH CHECK (true);
GRANT SELECT, INSERT ON equipe_pratica TO siz_web;
GRANT UPDATE (valida_al) ON equipe_pratica TO siz_web;

-- Who is a member today.  A function of the gate, so that policies ask it once a statement.
CREATE OR REPLACE FUNCTION identita_equipe() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT coalesce(array_agg(m.equipe_id), '{}') FROM equipe_membro m
   WHERE m.operatore_id = identita_operatore() AND m.valido_dal <= current_date AND coalesce(m.valido_al, current_date) >= current_date
$$;
-- Does this operator take part?  Asked by the policy of the appointment, which the policy of the
-- participants asks in its turn: a policy would ask itself.
CREATE OR REPLACE FUNCTION appuntamento_partecipa(quale bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT EXISTS (SELECT FROM appuntamento_partecipante x WHERE x.appuntamento_id = quale AND x.operatore_id = identita_operatore()) $$;

-- An appointment is seen by who made it and who takes part; by the service and the équipe, unless
-- it is about a case that they do not open (its title may name the person).  The others learn
-- «Occupata» and no more (agenda_occupata).
CREATE POLICY lettura ON appuntamento FOR SELECT TO siz_web
  USING ((SELECT identita_ha('AGENDA_LEGGI'))
         AND (creato_da = (SELECT identita_operatore()) OR appuntamento_partecipa(id)
              OR (servizio_id = (SELECT identita_servizio()) OR equipe_id = ANY ((SELECT identita_equipe())::bigint[]))
                 AND (pratica_id IS NULL OR EXISTS (SELECT FROM pratica p WHERE p.id = pratica_id))));
CREATE POLICY inserimento ON appuntamento FOR INSERT TO siz_web
  WITH CHECK ((SELECT identita_scrive()) AND (SELECT identita_ha('AGENDA_SCRIVI')) AND creato_da = (SELECT identita_operatore())
              AND servizio_id = (SELECT identita_servizio()) AND (pratica_id IS NULL OR pratica_livello(pratica_id) = 2)
              AND (equipe_id IS NULL OR equipe_id = ANY ((SELECT identita_equipe())::bigint[])
                   OR EXISTS (SELECT FROM equipe e WHERE e.id = equipe_id AND e.servizio_id = (SELECT identita_servizio()))));
CREATE POLICY modifica ON appuntamento FOR UPDATE TO siz_web
  USING ((SELECT identita_scrive()) AND (SELECT identita_ha('AGENDA_SCRIVI')) AND servizio_id = (SELECT identita_servizio())
         AND (pratica_id IS NULL OR pratica_livello(pratica_id) = 2))
  WITH CHECK (servizio_id = (SELECT identita_servizio()) AND (pratica_id IS NULL OR pratica_livello(pratica_id) = 2)
              AND (equipe_id IS NULL OR equipe_id = ANY ((SELECT identita_equipe())::bigint[])
                   OR EXISTS (SELECT FROM equipe e WHERE e.id = equipe_id AND e.servizio_id = (SELECT identita_servizio()))));
CREATE POLICY eliminazione ON appuntamento FOR DELETE TO siz_web
  USING ((SELECT identita_scrive()) AND (SELECT identita_ha('AGENDA_SCRIVI')) AND servizio_id = (SELECT identita_servizio())
         AND (pratica_id IS NULL OR pratica_livello(pratica_id) = 2));
GRANT SELECT, INSERT, DELETE ON appuntamento TO siz_web;
GRANT UPDATE (tipo, titolo, inizio, fine, luogo, note, pratica_id, equipe_id, del_servizio) ON appuntamento TO siz_web;

CREATE POLICY lettura ON appuntamento_partecipante FOR SELECT TO siz_web USING (EXISTS (SELECT FROM appuntamento a WHERE a.id = appuntamento_id));
CREATE POLICY inserimento ON appuntamento_partecipante FOR INSERT TO siz_web
  WITH CHECK ((SELECT identita_scrive()) AND EXISTS (SELECT FROM appuntamento a WHERE a.id = appuntamento_id AND a.servizio_id = (SELECT identita_servizio())));
CREATE POLICY eliminazione ON appuntamento_partecipante FOR DELETE TO siz_web
  USING ((SELECT identita_scrive()) AND EXISTS (SELECT FROM appuntamento a WHERE a.id = appuntamento_id AND a.servizio_id = (SELECT identita_servizio())));
GRANT SELECT, INSERT, DELETE ON appuntamento_partecipante TO siz_web;

CREATE POLICY io ON agenda_collegamento FOR SELECT TO siz_web USING (operatore_id = (SELECT identita_operatore()));
GRANT SELECT (operatore_id, creato_il, letto_il) ON agenda_collegamento TO siz_web;

-- Author, service and version are the database's; the author does not change.
CREATE OR REPLACE FUNCTION agenda_prima() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
  IF identita_operatore() IS NOT NULL AND TG_OP = 'INSERT' THEN
    NEW.creato_da := identita_operatore();
    NEW.servizio_id := identita_servizio();
  ELSIF TG_OP = 'UPDATE' THEN
    NEW.creato_da := OLD.creato_da;
    NEW.versione := OLD.versione + 1;
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER agenda_prima BEFORE INSERT OR UPDATE ON equipe FOR EACH ROW EXECUTE FUNCTION agenda_prima();
CREATE OR REPLACE TRIGGER agenda_prima BEFORE INSERT OR UPDATE ON appuntamento FOR EACH ROW EXECUTE FUNCTION agenda_prima();

-- The members of an équipe of one service are of that service; those of one across services of any.
-- Asked after the policy has spoken: who may add nobody learns nothing of colleagues either.
CREATE OR REPLACE FUNCTION equipe_membro_collega() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM equipe e JOIN appartenenza a ON e.tra_servizi OR a.servizio_id = e.servizio_id
                   JOIN operatore o ON o.id = a.operatore_id AND o.stato = 'attivo'
                  WHERE e.id = NEW.equipe_id AND a.operatore_id = NEW.operatore_id AND a.valida_dal <= current_date AND coalesce(a.valida_al, current_date) >= current_date) THEN
    RAISE EXCEPTION 'not a colleague of its services' USING ERRCODE = '23514', CONSTRAINT = 'equipe_membro_collega';
  END IF;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER equipe_membro_collega AFTER INSERT ON equipe_membro FOR EACH ROW EXECUTE FUNCTION equipe_membro_collega();

-- A participant's row follows its appointment; whom somebody else puts in is told, by day and hour only.
CREATE OR REPLACE FUNCTION appuntamento_partecipante_prima() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  a appuntamento;
BEGIN
  SELECT * INTO a FROM appuntamento x WHERE x.id = NEW.appuntamento_id;
  NEW.inizio := a.inizio;
  PERFORM notifica_manda(NEW.operatore_id, a.servizio_id, 'avviso', NULL, NULL, NULL,
            'Hai un appuntamento il ' || to_char(a.inizio AT TIME ZONE 'Europe/Rome', 'DD/MM/YYYY') || ' alle ' || to_char(a.inizio AT TIME ZONE 'Europe/Rome', 'HH24:MI'),
            '/agenda/appuntamenti/' || a.id);
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER appuntamento_partecipante_prima BEFORE INSERT ON appuntamento_partecipante FOR EACH ROW EXECUTE FUNCTION appuntamento_partecipante_prima();
CREATE OR REPLACE FUNCTION appuntamento_sposta_partecipanti() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF NEW.inizio <> OLD.inizio THEN
    UPDATE appuntamento_partecipante SET inizio = NEW.inizio WHERE appuntamento_id = NEW.id;
    PERFORM notifica_manda(x.operatore_id, NEW.servizio_id, 'avviso', NULL, NULL, NULL,
              'L’appuntamento del ' || to_char(OLD.inizio AT TIME ZONE 'Europe/Rome', 'DD/MM/YYYY') || ' è spostato al ' || to_char(NEW.inizio AT TIME ZONE 'Europe/Rome', 'DD/MM/YYYY')
              || ' alle ' || to_char(NEW.inizio AT TIME ZONE 'Europe/Rome', 'HH24:MI'), '/agenda/appuntamenti/' || NEW.id)
       FROM appuntamento_partecipante x WHERE x.appuntamento_id = NEW.id;
  END IF;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER appuntamento_sposta_partecipanti AFTER UPDATE ON appuntamento FOR EACH ROW EXECUTE FUNCTION appuntamento_sposta_partecipanti();

-- Off: who would have come is told, and nothing leads any more to what is not there.
CREATE OR REPLACE FUNCTION appuntamento_togli_avvisa() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  UPDATE notifica SET via = NULL
   WHERE via = '/agenda/appuntamenti/' || OLD.id AND operatore_id IN (SELECT x.operatore_id FROM appuntamento_partecipante x WHERE x.appuntamento_id = OLD.id);
  PERFORM notifica_manda(x.operatore_id, OLD.servizio_id, 'avviso', NULL, NULL, NULL,
            'L’appuntamento del ' || to_char(OLD.inizio AT TIME ZONE 'Europe/Rome', 'DD/MM/YYYY') || ' alle ' || to_char(OLD.inizio AT TIME ZONE 'Europe/Rome', 'HH24:MI')
            || ' è annullato', '/agenda')
     FROM appuntamento_partecipante x WHERE x.appuntamento_id = OLD.id AND OLD.inizio > now();
  RETURN OLD;
END
$$;
CREATE OR REPLACE TRIGGER appuntamento_togli_avvisa BEFORE DELETE ON appuntamento FOR EACH ROW EXECUTE FUNCTION appuntamento_togli_avvisa();

-- The diary of the case says that there is an appointment, that it moved, that it is off (AGE-01): in
-- the transaction of the act, signed by who acts, by the rights of who acts (the policy of the diary).
CREATE OR REPLACE FUNCTION appuntamento_nel_diario() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
DECLARE
  parole constant jsonb := '{"COLLOQUIO": "colloquio", "VISITA": "visita domiciliare", "EQUIPE": "riunione di équipe", "ALTRO": "appuntamento"}';
  riga appuntamento;
  detto text;
  testo text;
BEGIN
  IF identita_operatore() IS NULL THEN
    RETURN NULL; -- the archive is loaded, or maintenance is done: nobody is there to sign
  END IF;
  IF TG_OP = 'UPDATE' AND (NEW.pratica_id, NEW.inizio, NEW.fine) IS NOT DISTINCT FROM (OLD.pratica_id, OLD.inizio, OLD.fine) THEN
    RETURN NULL;
  END IF;
  IF TG_OP <> 'INSERT' AND OLD.pratica_id IS NOT NULL AND (TG_OP = 'DELETE' OR NEW.pratica_id IS DISTINCT FROM OLD.pratica_id) THEN
    INSERT INTO diario_pagina (pratica_id, data, tipo, oggetto, testo, autore_operatore_id, autore_servizio_id)
    VALUES (OLD.pratica_id, (now() AT TIME ZONE 'Europe/Rome')::date, CASE OLD.tipo WHEN 'ALTRO' THEN 'NOTA' ELSE OLD.tipo END,
            'Appuntamento tolto: ' || (parole ->> OLD.tipo),
            'È tolto dall’agenda l’appuntamento «' || OLD.titolo || '» del ' || agenda_quando(OLD.inizio, OLD.fine) || '.', identita_operatore(), identita_servizio());
  END IF;
  IF TG_OP = 'DELETE' OR NEW.pratica_id IS NULL THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.pratica_id IS NOT DISTINCT FROM OLD.pratica_id THEN
    detto := 'Appuntamento spostato: ';
    testo := 'L’appuntamento «' || NEW.titolo || '» del ' || agenda_quando(OLD.inizio, OLD.fine) || ' è spostato al ' || agenda_quando(NEW.inizio, NEW.fine) || '.';
  ELSE
    detto := 'Appuntamento: ';
    testo := '«' || NEW.titolo || '» il ' || agenda_quando(NEW.inizio, NEW.fine) || coalesce(', ' || NEW.luogo, '') || '.';
  END IF;
  INSERT INTO diario_pagina (pratica_id, data, tipo, oggetto, testo, autore_operatore_id, autore_servizio_id)
  VALUES (NEW.pratica_id, (now() AT TIME ZONE 'Europe/Rome')::date, CASE NEW.tipo WHEN 'ALTRO' THEN 'NOTA' ELSE NEW.tipo END, detto || (parole ->> NEW.tipo), testo,
          identita_operatore(), identita_servizio());
  RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION agenda_quando(da timestamptz, a timestamptz) RETURNS text
LANGUAGE sql STABLE
AS $$ SELECT to_char(da AT TIME ZONE 'Europe/Rome', 'DD/MM/YYYY" dalle "HH24:MI') || ' alle ' || to_char(a AT TIME ZONE 'Europe/Rome', 'HH24:MI') $$;
GRANT EXECUTE ON FUNCTION agenda_quando(timestamptz, timestamptz) TO siz_web, siz_cancello;
CREATE OR REPLACE TRIGGER appuntamento_nel_diario AFTER INSERT OR UPDATE OR DELETE ON appuntamento FOR EACH ROW EXECUTE FUNCTION appuntamento_nel_diario();
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['appuntamento', 'equipe_pratica', 'equipe_membro', 'equipe'] LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER storia_annota AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION storia_annota()', t);
  END LOOP;
END
$$;

-- When these colleagues are not free: hours and nothing else (design, section 14).
CREATE OR REPLACE FUNCTION agenda_occupata(chi bigint[], da timestamptz, a timestamptz) RETURNS TABLE (appuntamento_id bigint, operatore_id bigint, inizio timestamptz, fine timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT z.id, x.operatore_id, z.inizio, z.fine FROM appuntamento_partecipante x JOIN appuntamento z ON z.id = x.appuntamento_id
   WHERE x.operatore_id = ANY (chi) AND x.inizio >= da - interval '24 hours' AND x.inizio < a AND z.fine > da AND identita_ha('AGENDA_LEGGI')
  UNION
  SELECT z.id, m.operatore_id, z.inizio, z.fine
    FROM equipe_membro m JOIN appuntamento z ON z.equipe_id = m.equipe_id
   WHERE m.operatore_id = ANY (chi) AND m.valido_dal <= current_date AND coalesce(m.valido_al, current_date) >= current_date
     AND z.inizio >= da - interval '24 hours' AND z.inizio < a AND z.fine > da AND identita_ha('AGENDA_LEGGI')
$$;

-- ---- the feed ----

-- A new secret takes the place of the old one; NULL revokes.  Only for oneself.
CREATE OR REPLACE FUNCTION agenda_collega(segreto text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF identita_operatore() IS NULL OR NOT identita_ha('AGENDA_LEGGI') OR length(segreto) < 40 THEN
    RAISE EXCEPTION 'not a link of somebody' USING ERRCODE = 'SZ403';
  END IF;
  DELETE FROM agenda_collegamento WHERE operatore_id = identita_operatore();
  IF segreto IS NOT NULL THEN
    INSERT INTO agenda_collegamento (operatore_id, impronta) VALUES (identita_operatore(), sha256(convert_to(segreto, 'UTF8')));
  END IF;
  PERFORM registro_scrivi(identita_operatore(), identita_servizio(), identita_ruolo(), NULL, CASE WHEN segreto IS NULL THEN 'elimina' ELSE 'crea' END,
                          'agenda_collega', 'agenda', identita_operatore(), NULL, 'ok', NULL, NULL, NULL);
END
$$;
-- A reading by the secret: counted, registered, and refused beyond sixty an hour.
--   'ok', 'troppe', 'nessuno' (unknown, revoked, or an operator who is no more)
CREATE OR REPLACE FUNCTION agenda_ics_apri(segreto text, da inet, numero text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  c agenda_collegamento;
  quante integer;
BEGIN
  SELECT k.* INTO c FROM agenda_collegamento k JOIN operatore o ON o.id = k.operatore_id
   WHERE k.impronta = sha256(convert_to(segreto, 'UTF8')) AND o.stato = 'attivo' AND coalesce(o.valido_al, current_date) >= current_date
     AND EXISTS (SELECT FROM servizi_di(o.id) v JOIN ruolo_permesso r ON r.ruolo = v.ruolo AND r.permesso = 'AGENDA_LEGGI')
     FOR UPDATE OF k;
  IF NOT FOUND THEN
    -- A guess leaves a number, not a row each: strangers must not fill the register.  Of an address (of IPv6: a
    -- network) that guesses on, one row an hour says so.
    INSERT INTO tentativo AS t (chiave, fallimenti, ultimo)
    VALUES (sha256(convert_to('agenda_ics|' || network(set_masklen(da, least(masklen(da), 64))), 'UTF8')), 1, now())
    ON CONFLICT (chiave) DO UPDATE SET fallimenti = CASE WHEN t.ultimo < now() - interval '1 hour' THEN 1 ELSE t.fallimenti + 1 END,
                                       ultimo = CASE WHEN t.fallimenti > 60 AND t.ultimo > now() - interval '1 hour' THEN t.ultimo ELSE now() END
    RETURNING t.fallimenti INTO quante;
    IF quante = 61 THEN
      PERFORM registro_scrivi(NULL, NULL, NULL, NULL, 'rifiuto', 'agenda_ics', 'agenda', NULL, NULL, 'troppe', da, numero, NULL);
    END IF;
    RETURN CASE WHEN quante > 60 THEN 'troppe' ELSE 'nessuno' END;
  END IF;
  IF c.finestra < now() - interval '1 hour' THEN
    c.finestra := now();
    c.letture := 0;
  END IF;
  UPDATE agenda_collegamento SET finestra = c.finestra, letture = c.letture + 1, letto_il = now() WHERE operatore_id = c.operatore_id;
  PERFORM registro_scrivi(c.operatore_id, NULL, NULL, NULL, 'esporta', 'agenda_ics', 'agenda', c.operatore_id, NULL, CASE WHEN c.letture < 60 THEN 'ok' ELSE 'troppe' END, da, numero, NULL);
  RETURN CASE WHEN c.letture < 60 THEN 'ok' ELSE 'troppe' END;
END
$$;
-- Does this operator open this case, in one of the services that they may enter today?  As
-- pratica_livello says it for an identity; the feed has none.
CREATE OR REPLACE FUNCTION operatore_apre_pratica(chi bigint, quale bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT EXISTS (SELECT FROM servizi_di(chi) v JOIN accesso a ON a.principale IN (principale_di_servizio(v.servizio_id, v.ruolo), CASE WHEN NOT v.sola_lettura THEN chi END)
                  WHERE a.pratica_id = quale AND (a.ruoli & (1 << v.ruolo)) <> 0 AND (a.valido_fino IS NULL OR a.valido_fino >= current_date) AND (a.scade_il IS NULL OR a.scade_il > now()))
$$;
-- What leaves the house: hours, and kind and code of a case that its operator opens.  Never a title, a place or a name.
CREATE OR REPLACE FUNCTION agenda_ics_righe(segreto text) RETURNS TABLE (chiave text, inizio text, fine text, sommario text, scritto text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  WITH chi AS (SELECT k.operatore_id FROM agenda_collegamento k WHERE k.impronta = sha256(convert_to(segreto, 'UTF8')))
  SELECT 'appuntamento-' || z.id, to_char(z.inizio AT TIME ZONE 'UTC', 'YYYYMMDD"T"HH24MISS"Z"'), to_char(z.fine AT TIME ZONE 'UTC', 'YYYYMMDD"T"HH24MISS"Z"'),
         CASE z.tipo WHEN 'COLLOQUIO' THEN 'Colloquio' WHEN 'VISITA' THEN 'Visita' WHEN 'EQUIPE' THEN 'Équipe' ELSE 'Appuntamento' END || coalesce(' ' || p.codice, ''),
         to_char(z.creato_il AT TIME ZONE 'UTC', 'YYYYMMDD"T"HH24MISS"Z"')
    FROM appuntamento z LEFT JOIN pratica p ON p.id = z.pratica_id AND operatore_apre_pratica((SELECT operatore_id FROM chi), p.id)
   WHERE z.inizio >= now() - interval '30 days' AND z.inizio < now() + interval '400 days'
     AND (z.id = ANY (ARRAY(SELECT x.appuntamento_id FROM appuntamento_partecipante x JOIN chi ON x.operatore_id = chi.operatore_id WHERE x.inizio >= now() - interval '30 days'))
          OR z.equipe_id = ANY (ARRAY(SELECT m.equipe_id FROM equipe_membro m JOIN chi ON m.operatore_id = chi.operatore_id
                                       WHERE m.valido_dal <= current_date AND coalesce(m.valido_al, current_date) >= current_date)))
  UNION ALL
  SELECT 'evento-' || e.id, CASE WHEN e.ora IS NULL THEN to_char(e.data, 'YYYYMMDD') ELSE to_char((e.data + e.ora) AT TIME ZONE 'Europe/Rome' AT TIME ZONE 'UTC', 'YYYYMMDD"T"HH24MISS"Z"') END,
         CASE WHEN e.ora IS NULL THEN to_char(e.data + 1, 'YYYYMMDD') ELSE to_char((e.data + e.ora + interval '1 hour') AT TIME ZONE 'Europe/Rome' AT TIME ZONE 'UTC', 'YYYYMMDD"T"HH24MISS"Z"') END,
         'Evento ' || p.codice, to_char(e.creato_il AT TIME ZONE 'UTC', 'YYYYMMDD"T"HH24MISS"Z"')
    FROM evento e JOIN pratica p ON p.id = e.pratica_id JOIN chi ON e.segue_operatore_id = chi.operatore_id
   WHERE e.data >= current_date - 30 AND e.data < current_date + 400 AND operatore_apre_pratica(chi.operatore_id, p.id)
   ORDER BY 2
$$;

DO $$
DECLARE
  f regprocedure;
BEGIN
  FOREACH f IN ARRAY ARRAY['identita_equipe()', 'appuntamento_partecipa(bigint)', 'equipe_membro_collega()', 'appuntamento_partecipante_prima()',
    'appuntamento_sposta_partecipanti()', 'appuntamento_togli_avvisa()', 'agenda_occupata(bigint[], timestamptz, timestamptz)', 'agenda_collega(text)', 'agenda_ics_apri(text, inet, text)',
    'agenda_ics_righe(text)', 'operatore_apre_pratica(bigint, bigint)']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION identita_equipe(), appuntamento_partecipa(bigint), agenda_occupata(bigint[], timestamptz, timestamptz), agenda_collega(text),
  agenda_ics_apri(text, inet, text), agenda_ics_righe(text) TO siz_web;
