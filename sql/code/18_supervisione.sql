-- Supervision (BEY-13): what a referente sees of the service, and acts on many cases at once.

DO $$
DECLARE
  t text;
  p record;
BEGIN
  FOREACH t IN ARRAY ARRAY['pratica_attivita', 'riassegnazione', 'riassegnazione_riga', 'riassegnazione_appuntamento'] LOOP
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

-- May the present identity supervise its service?  Who the table of rights says, and not where one only reads.
CREATE OR REPLACE FUNCTION supervisione_ammessa() RETURNS boolean
LANGUAGE sql STABLE
AS $$ SELECT public.identita_scrive() AND EXISTS (SELECT FROM public.ruolo_permesso r WHERE r.ruolo = public.identita_ruolo() AND r.permesso = 'SUPERVISIONE') $$;
GRANT EXECUTE ON FUNCTION supervisione_ammessa() TO siz_web, siz_cancello;

-- ---- when something last happened ----------------------------------------------------------------------

-- The history knows of everything that happens in a case.  That a case changed hands, or that somebody asks
-- to see it, is not work on it.  Written at most once an hour.
CREATE OR REPLACE FUNCTION pratica_attivita_segue() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  INSERT INTO pratica_attivita AS z (pratica_id, servizio_id, aperta, ultima)
  SELECT p.id, p.servizio_id, p.stato IN ('A', 'S'), NEW.quando FROM pratica p WHERE p.id = NEW.pratica_id
  ON CONFLICT ON CONSTRAINT pratica_attivita_pk DO UPDATE SET aperta = excluded.aperta, ultima = excluded.ultima
   WHERE z.aperta <> excluded.aperta OR z.ultima < excluded.ultima - interval '1 hour';
  RETURN NULL;
END
$$;
ALTER FUNCTION pratica_attivita_segue() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER pratica_attivita_segue AFTER INSERT ON storia FOR EACH ROW
  WHEN (NEW.pratica_id IS NOT NULL AND NEW.tabella NOT IN ('passaggio', 'richiesta_accesso', 'assegnazione')
        AND NOT (NEW.tabella = 'pratica' AND NEW.azione = 'UPDATE' AND NEW.dopo ? 'riferimento_operatore_id' AND NEW.dopo - 'riferimento_operatore_id' - 'modificato_da' = '{}'))
  EXECUTE FUNCTION pratica_attivita_segue();
CREATE POLICY lettura ON pratica_attivita FOR SELECT TO siz_web
  USING (servizio_id = (SELECT identita_servizio()) AND (SELECT supervisione_ammessa()));
GRANT SELECT ON pratica_attivita TO siz_web;

-- ---- load ------------------------------------------------------------------------------------------------

-- Who works in the service today and can enter, with their roles there.
CREATE OR REPLACE FUNCTION supervisione_membri() RETURNS TABLE (chi bigint, ruolo text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT a.operatore_id, string_agg(r.denominazione, ', ' ORDER BY r.id)
    FROM appartenenza a JOIN operatore o ON o.id = a.operatore_id AND o.stato = 'attivo' AND coalesce(o.valido_al, current_date) >= current_date JOIN ruolo r ON r.id = a.ruolo
   WHERE a.servizio_id = identita_servizio() AND a.ruolo <> 5 AND a.valida_dal <= current_date AND coalesce(a.valida_al, current_date) >= current_date GROUP BY 1
$$;

-- Open cases of the service by who follows them and of which kind; standing assignments to the people of the
-- service, from wherever; who works here without any.  Only of kinds, and cases, that the role opens.
-- `dentro`: works in the service today.  One scan of an index over the open cases of one service.
CREATE OR REPLACE FUNCTION supervisione_carico() RETURNS TABLE (operatore_id bigint, nome text, ruolo text, dentro boolean, kind text, aperte bigint, assegnate bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  WITH regola AS MATERIALIZED (
    SELECT r.kind, r.creatore_ruolo FROM regola_accesso r WHERE r.ruolo = identita_ruolo() AND r.relazione = 'servizio'
  ), conto AS (
    SELECT p.riferimento_operatore_id AS chi, p.kind, count(*) AS aperte
      FROM pratica p JOIN regola r ON r.kind = p.kind AND (r.creatore_ruolo IS NULL OR r.creatore_ruolo = p.creato_ruolo)
     WHERE p.servizio_id = identita_servizio() AND p.stato IN ('A', 'S') GROUP BY 1, 2
  ), membro AS (
    SELECT m.chi, m.ruolo FROM supervisione_membri() m
  ), chi AS (
    SELECT chi FROM membro UNION SELECT chi FROM conto
  )
  SELECT c.chi, o.nome || ' ' || o.cognome, m.ruolo, m.chi IS NOT NULL, k.kind, k.aperte,
         (SELECT count(*) FROM accesso x JOIN assegnazione s ON s.id = x.origine AND s.servizio_id = identita_servizio() JOIN pratica q ON q.id = x.pratica_id AND q.stato IN ('A', 'S')
           WHERE x.principale = c.chi AND x.origine > 0)
    FROM chi c JOIN operatore o ON o.id = c.chi LEFT JOIN membro m ON m.chi = c.chi LEFT JOIN conto k ON k.chi = c.chi
   WHERE supervisione_ammessa()
   ORDER BY m.chi IS NULL, o.cognome, o.nome, c.chi, k.kind
$$;

-- The open cases that somebody of the service follows, as far as the role opens them.
CREATE OR REPLACE FUNCTION supervisione_pratiche_di(chi bigint) RETURNS TABLE (pratica_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT p.id FROM pratica p JOIN regola_accesso r ON r.kind = p.kind AND r.ruolo = identita_ruolo() AND r.relazione = 'servizio'
     AND (r.creatore_ruolo IS NULL OR r.creatore_ruolo = p.creato_ruolo)
   WHERE p.servizio_id = identita_servizio() AND p.riferimento_operatore_id = chi AND p.stato IN ('A', 'S') AND supervisione_ammessa()
$$;

-- What somebody of the service still has: beside the open cases, appointments to come, and assignments of other
-- services, which only those can give to somebody else.
CREATE OR REPLACE FUNCTION supervisione_di(chi bigint) RETURNS TABLE (nome text, dentro boolean, aperte bigint, appuntamenti bigint, eventi bigint, private bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT o.nome || ' ' || o.cognome,
         EXISTS (SELECT FROM supervisione_membri() m WHERE m.chi = o.id),
         (SELECT count(*) FROM supervisione_pratiche_di(chi)),
         (SELECT count(*) FROM appuntamento_partecipante x JOIN appuntamento z ON z.id = x.appuntamento_id WHERE x.operatore_id = o.id AND x.inizio >= now() AND z.servizio_id = identita_servizio()),
         (SELECT count(*) FROM evento e JOIN pratica p ON p.id = e.pratica_id AND p.servizio_id = identita_servizio() AND p.stato IN ('A', 'S')
           WHERE e.segue_operatore_id = o.id AND e.data >= current_date),
         (SELECT count(*) FROM diario_pagina d JOIN supervisione_pratiche_di(chi) q ON q.pratica_id = d.pratica_id
           WHERE d.autore_operatore_id = o.id AND d.privata AND d.custode_operatore_id IS NULL)
    FROM operatore o
   WHERE o.id = chi AND supervisione_ammessa()
     AND (EXISTS (SELECT FROM appartenenza a WHERE a.operatore_id = o.id AND a.servizio_id = identita_servizio()) OR EXISTS (SELECT FROM supervisione_pratiche_di(chi)))
$$;


-- ---- acts --------------------------------------------------------------------------------------------------

-- Are these cases given on by an act of this very transaction?  Then the act tells both ends, once.
CREATE OR REPLACE FUNCTION riassegnazione_in_corso(quale bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT EXISTS (SELECT FROM riassegnazione_riga r JOIN riassegnazione a ON a.id = r.riassegnazione_id
                  WHERE r.pratica_id = quale AND a.servizio_id = identita_servizio() AND (a.creata_il = now() OR a.annullata_il = now()))
$$;

-- Both ends are told, once for the whole act.
CREATE OR REPLACE FUNCTION riassegnazione_avvisa(quale bigint, indietro boolean) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT notifica_manda(x.chi, a.servizio_id, 'passaggio', NULL, NULL, NULL,
           CASE WHEN x.riceve THEN CASE WHEN x.n = 1 THEN 'Ora segui tu una pratica in più' ELSE 'Ora segui tu ' || x.n || ' pratiche in più' END
                ELSE CASE WHEN x.n = 1 THEN 'Una tua pratica è passata ad altri' ELSE x.n || ' tue pratiche sono passate ad altri' END END
             || CASE WHEN indietro THEN ': il passaggio è annullato' ELSE ': ' || left(a.motivo, 200) END, '/passaggi/' || a.id)
    FROM riassegnazione a
   CROSS JOIN LATERAL (SELECT CASE WHEN indietro THEN r.da_operatore_id ELSE r.a_operatore_id END AS chi, true AS riceve, count(*) AS n FROM riassegnazione_riga r WHERE r.riassegnazione_id = a.id GROUP BY 1
                       UNION ALL
                       SELECT CASE WHEN indietro THEN r.a_operatore_id ELSE r.da_operatore_id END, false, count(*) FROM riassegnazione_riga r WHERE r.riassegnazione_id = a.id GROUP BY 1) x
    JOIN operatore o ON o.id = x.chi AND o.stato = 'attivo'
   WHERE a.id = quale
$$;

-- Give cases of the own service on, all in one act or none.  `quali`: what was chosen; NULL with consegna_di:
-- all that the leaver has open.  Several receivers take turns, each only what the role opens.  Returns the act.
CREATE OR REPLACE FUNCTION supervisione_riassegna(quali bigint[], a_chi bigint[], con_motivo text, di_chi bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  p pratica;
  atto bigint;
  scelto bigint;
  giro integer := 0;
  viste integer := 0;
BEGIN
  IF NOT supervisione_ammessa() THEN
    RAISE EXCEPTION 'not this role' USING ERRCODE = 'SZ403';
  END IF;
  IF di_chi IS NOT NULL AND quali IS NULL THEN
    quali := ARRAY(SELECT s.pratica_id FROM supervisione_pratiche_di(di_chi) s);
    IF NOT EXISTS (SELECT FROM supervisione_di(di_chi)) THEN
      RAISE EXCEPTION 'nobody of this service' USING ERRCODE = 'SZ404';
    END IF;
  END IF;
  a_chi := ARRAY(SELECT DISTINCT x FROM unnest(a_chi) x WHERE x IS NOT NULL AND x IS DISTINCT FROM di_chi ORDER BY x);
  IF coalesce(cardinality(a_chi), 0) = 0 THEN
    RAISE EXCEPTION 'to nobody' USING ERRCODE = '23514', CONSTRAINT = 'supervisione_a_chi';
  END IF;
  IF coalesce(cardinality(quali), 0) = 0 AND di_chi IS NULL THEN
    RAISE EXCEPTION 'nothing was chosen' USING ERRCODE = '23514', CONSTRAINT = 'supervisione_quali';
  END IF;
  IF coalesce(btrim(con_motivo), '') = '' THEN
    RAISE EXCEPTION 'a reason is owed' USING ERRCODE = '23514', CONSTRAINT = 'riassegnazione_motivo';
  END IF;
  -- also where no case is given on: who takes an appointment reads what it is about
  IF NOT a_chi <@ ARRAY(SELECT m.chi FROM supervisione_membri() m) THEN
    RAISE EXCEPTION 'not somebody of this service' USING ERRCODE = '23514', CONSTRAINT = 'supervisione_operatore';
  END IF;
  INSERT INTO riassegnazione (servizio_id, operatore_id, consegna_di, motivo) VALUES (identita_servizio(), identita_operatore(), di_chi, btrim(con_motivo)) RETURNING id INTO atto;
  PERFORM set_config('siz.nota', left(btrim(con_motivo), 2000), true);
  FOR p IN SELECT x.* FROM pratica x WHERE x.id = ANY (quali) ORDER BY x.id FOR UPDATE LOOP
    IF p.servizio_id <> identita_servizio() OR p.stato NOT IN ('A', 'S') OR pratica_livello(p.id) < 2 THEN
      RAISE EXCEPTION 'no such open case of this service' USING ERRCODE = 'SZ404';
    END IF;
    viste := viste + 1;
    SELECT x INTO scelto FROM unnest(a_chi) WITH ORDINALITY u (x, n)
     WHERE x <> p.riferimento_operatore_id AND operatore_apre(x, p.servizio_id, p.kind, ARRAY['servizio'], p.creato_ruolo) ORDER BY (n + cardinality(a_chi) - 1 - giro % cardinality(a_chi)) % cardinality(a_chi) LIMIT 1;
    IF scelto IS NULL THEN
      CONTINUE WHEN p.riferimento_operatore_id = ANY (a_chi) AND operatore_apre(p.riferimento_operatore_id, p.servizio_id, p.kind, ARRAY['servizio'], p.creato_ruolo); -- has it already
      RAISE EXCEPTION 'none of them may follow it' USING ERRCODE = '23514', CONSTRAINT = 'supervisione_operatore';
    END IF;
    giro := giro + 1;
    INSERT INTO riassegnazione_riga VALUES (atto, p.id, p.riferimento_operatore_id, scelto);
    UPDATE pratica SET riferimento_operatore_id = scelto WHERE id = p.id;
  END LOOP;
  PERFORM set_config('siz.nota', '', true);
  IF viste <> (SELECT count(DISTINCT x) FROM unnest(quali) x) THEN
    RAISE EXCEPTION 'no such case' USING ERRCODE = 'SZ404';
  END IF;
  IF di_chi IS NOT NULL THEN
    PERFORM supervisione_consegna_agenda(atto, di_chi, a_chi);
  END IF;
  PERFORM riassegnazione_avvisa(atto, false);
  RETURN atto;
END
$$;

-- What the leaver was to do in the agenda goes to who has the case now; what is of no case, to the first.
CREATE OR REPLACE FUNCTION supervisione_consegna_agenda(atto bigint, di_chi bigint, a_chi bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  INSERT INTO riassegnazione_appuntamento
  SELECT atto, z.id, di_chi, coalesce(r.a_operatore_id, a_chi[1])
    FROM appuntamento_partecipante x JOIN appuntamento z ON z.id = x.appuntamento_id
    LEFT JOIN riassegnazione_riga r ON r.riassegnazione_id = atto AND r.pratica_id = z.pratica_id
   WHERE x.operatore_id = di_chi AND x.inizio >= now() AND z.servizio_id = identita_servizio() AND (z.pratica_id IS NULL OR r.pratica_id IS NOT NULL);
  INSERT INTO appuntamento_partecipante (appuntamento_id, operatore_id, inizio)
  SELECT q.appuntamento_id, q.a_operatore_id, z.inizio FROM riassegnazione_appuntamento q JOIN appuntamento z ON z.id = q.appuntamento_id WHERE q.riassegnazione_id = atto
  ON CONFLICT ON CONSTRAINT appuntamento_partecipante_pk DO NOTHING;
  DELETE FROM appuntamento_partecipante x USING riassegnazione_appuntamento q WHERE q.riassegnazione_id = atto AND x.appuntamento_id = q.appuntamento_id AND x.operatore_id = di_chi;
END
$$;

-- Take an act back: each case that is still where the act put it returns to who had it, where that person
-- still works here.  How many returned.
CREATE OR REPLACE FUNCTION supervisione_annulla(quale bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  a riassegnazione;
  quante bigint;
BEGIN
  SELECT * INTO a FROM riassegnazione x WHERE x.id = quale AND x.servizio_id = identita_servizio() FOR UPDATE;
  IF NOT FOUND OR NOT supervisione_ammessa() THEN
    RAISE EXCEPTION 'no such act of this service' USING ERRCODE = CASE WHEN supervisione_ammessa() THEN 'SZ404' ELSE 'SZ403' END;
  END IF;
  IF a.annullata_il IS NOT NULL THEN
    RAISE EXCEPTION 'taken back before' USING ERRCODE = 'SZ409';
  END IF;
  UPDATE riassegnazione SET annullata_il = now(), annullata_da = identita_operatore() WHERE id = quale;
  PERFORM set_config('siz.nota', 'Annullato: ' || left(a.motivo, 1900), true);
  UPDATE pratica p SET riferimento_operatore_id = r.da_operatore_id FROM riassegnazione_riga r
   WHERE r.riassegnazione_id = quale AND p.id = r.pratica_id AND p.riferimento_operatore_id = r.a_operatore_id AND p.stato IN ('A', 'S')
     AND operatore_apre(r.da_operatore_id, p.servizio_id, p.kind, ARRAY['servizio'], p.creato_ruolo) AND pratica_livello(p.id) = 2;
  GET DIAGNOSTICS quante = ROW_COUNT;
  PERFORM set_config('siz.nota', '', true);
  INSERT INTO appuntamento_partecipante (appuntamento_id, operatore_id, inizio)
  SELECT q.appuntamento_id, q.da_operatore_id, z.inizio FROM riassegnazione_appuntamento q JOIN appuntamento z ON z.id = q.appuntamento_id AND z.inizio >= now()
   WHERE q.riassegnazione_id = quale AND q.da_operatore_id IN (SELECT m.chi FROM supervisione_membri() m)
  ON CONFLICT ON CONSTRAINT appuntamento_partecipante_pk DO NOTHING;
  PERFORM riassegnazione_avvisa(quale, true);
  RETURN quante;
END
$$;

-- A function, because the policy of the rows looks at the act.
CREATE OR REPLACE FUNCTION riassegnazione_mia(quale bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT EXISTS (SELECT FROM riassegnazione_riga r WHERE r.riassegnazione_id = quale AND identita_operatore() IN (r.da_operatore_id, r.a_operatore_id)) $$;

DO $$
DECLARE
  f regprocedure;
BEGIN
  FOREACH f IN ARRAY ARRAY['supervisione_membri()', 'supervisione_carico()', 'supervisione_di(bigint)', 'supervisione_pratiche_di(bigint)', 'riassegnazione_in_corso(bigint)', 'riassegnazione_avvisa(bigint, boolean)',
    'supervisione_riassegna(bigint[], bigint[], text, bigint)', 'supervisione_consegna_agenda(bigint, bigint, bigint[])', 'supervisione_annulla(bigint)', 'riassegnazione_mia(bigint)']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION supervisione_carico(), supervisione_di(bigint), supervisione_pratiche_di(bigint), supervisione_riassegna(bigint[], bigint[], text, bigint), supervisione_annulla(bigint),
  riassegnazione_mia(bigint) TO siz_web;

-- An act is read by who supervises the service, and by both ends; of a case in it what each may open.
CREATE POLICY lettura ON riassegnazione FOR SELECT TO siz_web
  USING (servizio_id = (SELECT identita_servizio()) AND ((SELECT supervisione_ammessa()) OR riassegnazione_mia(id)));
CREATE POLICY lettura ON riassegnazione_riga FOR SELECT TO siz_web USING (EXISTS (SELECT FROM riassegnazione a WHERE a.id = riassegnazione_id)
  AND EXISTS (SELECT FROM pratica p WHERE p.id = pratica_id));
CREATE POLICY lettura ON riassegnazione_appuntamento FOR SELECT TO siz_web USING (EXISTS (SELECT FROM riassegnazione a WHERE a.id = riassegnazione_id));
GRANT SELECT ON riassegnazione, riassegnazione_riga, riassegnazione_appuntamento TO siz_web;
