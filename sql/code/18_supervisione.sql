-- Supervision (BEY-13): what a referente sees of the service, and acts on many cases at once.

DO $$
DECLARE
  t text;
  p record;
BEGIN
  FOREACH t IN ARRAY ARRAY['pratica_attivita', 'riassegnazione', 'riassegnazione_riga', 'riassegnazione_appuntamento', 'riassegnazione_richiesta'] LOOP
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

-- The open cases of somebody of the service that this role does not open (PIC-04): how many of which kind, opened in
-- which role, in which they must have been opened (NULL: never), and who of the service can pass them on, a few names.
CREATE OR REPLACE FUNCTION supervisione_lasciate(chi bigint) RETURNS TABLE (plurale text, quante bigint, aperte_da text, servono_da text, chi_puo text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT k.plurale, x.quante, d.denominazione, m.denominazione,
         (SELECT string_agg(y.nome, ', ' ORDER BY y.nome)
            FROM (SELECT o.nome || ' ' || o.cognome AS nome FROM supervisione_membri() z JOIN operatore o ON o.id = z.chi WHERE z.chi <> supervisione_lasciate.chi AND operatore_apre(z.chi, identita_servizio(), x.kind, ARRAY['servizio'], x.creato_ruolo)
                   ORDER BY z.chi LIMIT 6) y)
    FROM (SELECT p.kind, p.creato_ruolo, count(*) AS quante FROM pratica p
           WHERE p.servizio_id = identita_servizio() AND p.riferimento_operatore_id = supervisione_lasciate.chi AND p.stato IN ('A', 'S')
             AND NOT EXISTS (SELECT FROM regola_accesso r WHERE r.kind = p.kind AND r.ruolo = identita_ruolo() AND r.relazione = 'servizio'
                                AND (r.creatore_ruolo IS NULL OR r.creatore_ruolo = p.creato_ruolo)) GROUP BY 1, 2) x
    JOIN kind k ON k.codice = x.kind LEFT JOIN ruolo d ON d.id = x.creato_ruolo
    LEFT JOIN regola_accesso g ON g.kind = x.kind AND g.ruolo = identita_ruolo() AND g.relazione = 'servizio' LEFT JOIN ruolo m ON m.id = g.creatore_ruolo
   WHERE supervisione_ammessa()
   ORDER BY k.ordine, k.plurale, d.denominazione
$$;

-- Richieste that wait here for somebody who decides or carries out: those that `chi` can do, and those that nobody
-- but `chi` can, of whom who asked never is one.
CREATE OR REPLACE FUNCTION supervisione_decide(chi bigint, OUT sue bigint, OUT sole bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  WITH passo AS MATERIALIZED (
    SELECT s.tipo, s.codice, ARRAY(SELECT richiesta_chi_decide(identita_servizio(), s.tipo, s.codice)) AS chi FROM stato_richiesta s WHERE s.attende IN ('decide', 'esegue')
  )
  SELECT count(*) FILTER (WHERE supervisione_decide.chi = ANY (p.chi) AND r.richiedente_operatore_id <> supervisione_decide.chi),
         count(*) FILTER (WHERE NOT EXISTS (SELECT FROM unnest(p.chi) x WHERE x <> supervisione_decide.chi AND x <> r.richiedente_operatore_id))
    FROM richiesta r JOIN passo p ON p.tipo = r.tipo AND p.codice = r.stato
   WHERE r.destinatario_id = identita_servizio() AND r.attende IN ('decide', 'esegue') AND supervisione_ammessa()
$$;

-- What somebody of the service still has: beside the open cases, appointments to come, richieste that they asked and
-- that are open, those to decide; and assignments of other services, which only those can give to somebody else.
DROP FUNCTION IF EXISTS supervisione_di(bigint);
CREATE OR REPLACE FUNCTION supervisione_di(chi bigint) RETURNS TABLE (nome text, dentro boolean, aperte bigint, appuntamenti bigint, eventi bigint, private bigint, richieste bigint, decidere bigint, sole bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT o.nome || ' ' || o.cognome,
         EXISTS (SELECT FROM supervisione_membri() m WHERE m.chi = o.id),
         (SELECT count(*) FROM supervisione_pratiche_di(chi)),
         (SELECT count(*) FROM appuntamento_partecipante x JOIN appuntamento z ON z.id = x.appuntamento_id WHERE x.operatore_id = o.id AND x.inizio >= now() AND z.servizio_id = identita_servizio()),
         (SELECT count(*) FROM evento e JOIN pratica p ON p.id = e.pratica_id AND p.servizio_id = identita_servizio() AND p.stato IN ('A', 'S')
           WHERE e.segue_operatore_id = o.id AND e.data >= current_date),
         (SELECT count(*) FROM diario_pagina d JOIN supervisione_pratiche_di(chi) q ON q.pratica_id = d.pratica_id
           WHERE d.autore_operatore_id = o.id AND d.privata AND d.custode_operatore_id IS NULL),
         (SELECT count(*) FROM richiesta r WHERE r.segue_operatore_id = o.id AND r.attende IS NOT NULL AND r.servizio_id = identita_servizio()),
         z.sue, z.sole
    FROM operatore o, supervisione_decide(chi) z
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
           CASE WHEN x.riceve THEN 'Ora segui tu ' || concat_ws(' e ', CASE x.n WHEN 0 THEN NULL WHEN 1 THEN 'una pratica in più' ELSE x.n || ' pratiche in più' END,
                                                            CASE x.m WHEN 0 THEN NULL WHEN 1 THEN 'una richiesta in più' ELSE x.m || ' richieste in più' END)
                ELSE concat_ws(', ', CASE x.n WHEN 0 THEN NULL WHEN 1 THEN 'Una tua pratica è passata ad altri' ELSE x.n || ' tue pratiche sono passate ad altri' END,
                                     CASE x.m WHEN 0 THEN NULL WHEN 1 THEN 'una tua richiesta è passata ad altri' ELSE x.m || ' tue richieste sono passate ad altri' END) END
             || CASE WHEN indietro THEN ': il passaggio è annullato' ELSE ': ' || left(a.motivo, 200) END, '/passaggi/' || a.id)
    FROM riassegnazione a
   CROSS JOIN LATERAL (SELECT CASE WHEN indietro = riceve THEN r.da_operatore_id ELSE r.a_operatore_id END AS chi, riceve, count(*) FILTER (WHERE r.pratica) AS n, count(*) FILTER (WHERE NOT r.pratica) AS m
                         FROM (SELECT y.da_operatore_id, y.a_operatore_id, true AS pratica FROM riassegnazione_riga y WHERE y.riassegnazione_id = a.id
                               UNION ALL
                               SELECT y.da_operatore_id, y.a_operatore_id, false FROM riassegnazione_richiesta y WHERE y.riassegnazione_id = a.id) r, (VALUES (true), (false)) z (riceve)
                        GROUP BY 1, 2) x
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
    PERFORM supervisione_consegna_richieste(atto, di_chi, a_chi);
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
  SELECT atto, z.id, di_chi, coalesce(r.a_operatore_id, a_chi[1]),
         NOT EXISTS (SELECT FROM appuntamento_partecipante y WHERE y.appuntamento_id = z.id AND y.operatore_id = coalesce(r.a_operatore_id, a_chi[1]))
    FROM appuntamento_partecipante x JOIN appuntamento z ON z.id = x.appuntamento_id
    LEFT JOIN riassegnazione_riga r ON r.riassegnazione_id = atto AND r.pratica_id = z.pratica_id
   WHERE x.operatore_id = di_chi AND x.inizio >= now() AND z.servizio_id = identita_servizio() AND (z.pratica_id IS NULL OR r.pratica_id IS NOT NULL);
  INSERT INTO appuntamento_partecipante (appuntamento_id, operatore_id, inizio)
  SELECT q.appuntamento_id, q.a_operatore_id, z.inizio FROM riassegnazione_appuntamento q JOIN appuntamento z ON z.id = q.appuntamento_id WHERE q.riassegnazione_id = atto
  ON CONFLICT ON CONSTRAINT appuntamento_partecipante_pk DO NOTHING;
  DELETE FROM appuntamento_partecipante x USING riassegnazione_appuntamento q WHERE q.riassegnazione_id = atto AND x.appuntamento_id = q.appuntamento_id AND x.operatore_id = di_chi;
END
$$;

-- Richieste.  An answer that the leaver awaits is awaited by who follows the case now, or else by the first who opens
-- it.  What waits for a decision waits for everybody here who may decide: those of the receivers are told.
CREATE OR REPLACE FUNCTION supervisione_consegna_richieste(atto bigint, di_chi bigint, a_chi bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  INSERT INTO riassegnazione_richiesta
  SELECT atto, r.id, di_chi, c.chi
    FROM richiesta r JOIN pratica p ON p.id = r.pratica_id
   CROSS JOIN LATERAL (SELECT x AS chi FROM unnest(p.riferimento_operatore_id || a_chi) WITH ORDINALITY u (x, n)
                        WHERE x <> di_chi AND operatore_apre(x, p.servizio_id, p.kind, ARRAY['servizio'], p.creato_ruolo) ORDER BY n LIMIT 1) c
   WHERE r.segue_operatore_id = di_chi AND r.attende IS NOT NULL AND r.servizio_id = identita_servizio();
  UPDATE richiesta r SET segue_operatore_id = q.a_operatore_id FROM riassegnazione_richiesta q WHERE q.riassegnazione_id = atto AND r.id = q.richiesta_id;
  PERFORM riassegnazione_registra_richieste(atto);
  PERFORM richiesta_notifica(r, x, r.destinatario_id, 'decisione', 'Da decidere entro il ' || to_char(r.entro, 'DD/MM/YYYY') || ': ' || r.codice)
     FROM richiesta r, unnest(a_chi) x
    WHERE r.destinatario_id = identita_servizio() AND r.attende IN ('decide', 'esegue') AND x <> r.richiedente_operatore_id
      AND r.tipo || ':' || r.stato = ANY (supervisione_passi_di(di_chi)) AND r.tipo || ':' || r.stato = ANY (supervisione_passi_di(x))
      AND NOT EXISTS (SELECT FROM notifica n WHERE n.richiesta_id = r.id AND n.operatore_id = x AND n.tipo = 'decisione' AND n.archiviata_il IS NULL);
END
$$;
-- The steps of who receives that somebody may make in this service, each as type:state.
CREATE OR REPLACE FUNCTION supervisione_passi_di(quale bigint) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT coalesce(array_agg(s.tipo || ':' || s.codice), '{}') FROM stato_richiesta s
   WHERE s.attende IN ('decide', 'esegue') AND quale IN (SELECT richiesta_chi_decide(identita_servizio(), s.tipo, s.codice))
$$;
CREATE OR REPLACE FUNCTION riassegnazione_registra_richieste(atto bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT registro_scrivi(identita_operatore(), identita_servizio(), identita_ruolo(), NULL, 'modifica', 'richiesta_consegna', 'richiesta', r.id, r.soggetto_id, 'ok', NULL, NULL,
                         jsonb_build_object('atto', atto, 'segue', r.segue_operatore_id))
    FROM riassegnazione_richiesta q JOIN richiesta r ON r.id = q.richiesta_id WHERE q.riassegnazione_id = atto
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
  UPDATE richiesta r SET segue_operatore_id = q.da_operatore_id FROM riassegnazione_richiesta q
   WHERE q.riassegnazione_id = quale AND r.id = q.richiesta_id AND r.segue_operatore_id = q.a_operatore_id AND r.attende IS NOT NULL AND q.da_operatore_id IN (SELECT m.chi FROM supervisione_membri() m);
  PERFORM riassegnazione_registra_richieste(quale);
  -- whom the act brought into an appointment leaves it when who was there returns
  DELETE FROM appuntamento_partecipante x USING riassegnazione_appuntamento q
   WHERE q.riassegnazione_id = quale AND q.aggiunto AND x.appuntamento_id = q.appuntamento_id AND x.operatore_id = q.a_operatore_id AND x.inizio >= now()
     AND q.da_operatore_id IN (SELECT m.chi FROM supervisione_membri() m);
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
AS $$ SELECT EXISTS (SELECT FROM riassegnazione_riga r WHERE r.riassegnazione_id = quale AND identita_operatore() IN (r.da_operatore_id, r.a_operatore_id))
            OR EXISTS (SELECT FROM riassegnazione_richiesta r WHERE r.riassegnazione_id = quale AND identita_operatore() IN (r.da_operatore_id, r.a_operatore_id)) $$;

DO $$
DECLARE
  f regprocedure;
BEGIN
  FOREACH f IN ARRAY ARRAY['supervisione_lasciate(bigint)', 'supervisione_decide(bigint)', 'supervisione_passi_di(bigint)', 'supervisione_consegna_richieste(bigint, bigint, bigint[])',
    'riassegnazione_registra_richieste(bigint)', 'supervisione_membri()', 'supervisione_carico()', 'supervisione_di(bigint)', 'supervisione_pratiche_di(bigint)', 'riassegnazione_in_corso(bigint)', 'riassegnazione_avvisa(bigint, boolean)',
    'supervisione_riassegna(bigint[], bigint[], text, bigint)', 'supervisione_consegna_agenda(bigint, bigint, bigint[])', 'supervisione_annulla(bigint)', 'riassegnazione_mia(bigint)']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION supervisione_carico(), supervisione_di(bigint), supervisione_lasciate(bigint), supervisione_pratiche_di(bigint), supervisione_riassegna(bigint[], bigint[], text, bigint), supervisione_annulla(bigint),
  riassegnazione_mia(bigint) TO siz_web;

-- An act is read by who supervises the service, and by both ends; of a case in it what each may open.
CREATE POLICY lettura ON riassegnazione FOR SELECT TO siz_web
  USING (servizio_id = (SELECT identita_servizio()) AND ((SELECT supervisione_ammessa()) OR riassegnazione_mia(id)));
CREATE POLICY lettura ON riassegnazione_riga FOR SELECT TO siz_web USING (EXISTS (SELECT FROM riassegnazione a WHERE a.id = riassegnazione_id)
  AND EXISTS (SELECT FROM pratica p WHERE p.id = pratica_id));
CREATE POLICY lettura ON riassegnazione_appuntamento FOR SELECT TO siz_web USING (EXISTS (SELECT FROM riassegnazione a WHERE a.id = riassegnazione_id));
CREATE POLICY lettura ON riassegnazione_richiesta FOR SELECT TO siz_web USING (EXISTS (SELECT FROM riassegnazione a WHERE a.id = riassegnazione_id)
  AND EXISTS (SELECT FROM richiesta r WHERE r.id = richiesta_id));
GRANT SELECT ON riassegnazione, riassegnazione_riga, riassegnazione_appuntamento, riassegnazione_richiesta TO siz_web;
