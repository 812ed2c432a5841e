-- The ledger: who sees which rows, what may never happen to them, and the sums that each row above keeps of those below.
-- Rules that plan movements: 20_conti_regole.sql.  What people do with movements and lists: 20_conti_atti.sql.  What a case costs:
-- 21_conti_costo.sql.  Many cases at once: 21_conti_lavoro.sql.

-- Every intervento has a ledger (AMB-15: one form; the generic ones too, GEN-37).
INSERT INTO kind_contabile SELECT codice FROM kind WHERE codice LIKE 'intervento\_%' ON CONFLICT DO NOTHING;

DO $$
DECLARE
  t text;
  p record;
BEGIN
  FOREACH t IN ARRAY ARRAY['finanziamento', 'finanziamento_servizio', 'finanziamento_pratica', 'impegno', 'regola_pagamento', 'regola_tranche', 'sospensione_pagamento',
    'decurtazione', 'quota_compartecipazione', 'elenco_pagamento', 'movimento', 'movimento_storia', 'generazione_movimenti', 'generazione_scarto'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    FOR p IN SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = t LOOP
      EXECUTE format('DROP POLICY %I ON %I', p.policyname, t);
    END LOOP;
    EXECUTE format('CREATE POLICY cancello ON %I TO siz_cancello USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO siz_cancello', t);
    EXECUTE format('GRANT SELECT ON %I TO siz_web', t);
  END LOOP;
  REVOKE UPDATE, DELETE, TRUNCATE ON movimento_storia FROM siz_cancello;
  -- what hangs on a case is seen by who sees the case
  FOREACH t IN ARRAY ARRAY['finanziamento_pratica', 'impegno', 'regola_pagamento', 'regola_tranche', 'sospensione_pagamento', 'decurtazione', 'quota_compartecipazione',
    'movimento', 'movimento_storia'] LOOP
    EXECUTE format('CREATE POLICY lettura ON %I FOR SELECT TO siz_web USING ((SELECT true FROM pratica p WHERE p.id = pratica_id))', t);
  END LOOP;
  -- what is agreed to be paid is written by who writes the case; shares, commitments and movements by functions alone
  FOREACH t IN ARRAY ARRAY['regola_pagamento', 'regola_tranche', 'sospensione_pagamento', 'decurtazione', 'quota_compartecipazione'] LOOP
    EXECUTE format('CREATE POLICY inserimento ON %I FOR INSERT TO siz_web WITH CHECK ((SELECT identita_scrive()) AND (SELECT identita_ha(''INTERVENTO_SCRIVI'')) AND pratica_livello(pratica_id) = 2)', t);
    EXECUTE format('CREATE POLICY modifica ON %I FOR UPDATE TO siz_web USING ((SELECT identita_scrive()) AND (SELECT identita_ha(''INTERVENTO_SCRIVI'')) AND pratica_livello(pratica_id) = 2) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY eliminazione ON %I FOR DELETE TO siz_web USING ((SELECT identita_scrive()) AND (SELECT identita_ha(''INTERVENTO_SCRIVI'')) AND pratica_livello(pratica_id) = 2)', t);
    EXECUTE format('GRANT INSERT, DELETE ON %I TO siz_web', t);
  END LOOP;
END
$$;
GRANT UPDATE (dal, al, cadenza, importo, mese_intero, giorno, descrizione, beneficiario, iban, modalita, finanziamento_id, impegno_id) ON regola_pagamento TO siz_web;
GRANT UPDATE (numero, data, importo) ON regola_tranche TO siz_web;
GRANT UPDATE (dal, al, motivo) ON sospensione_pagamento TO siz_web;
GRANT UPDATE (dal, al, importo, percentuale, motivo) ON decurtazione TO siz_web;
GRANT UPDATE (pagatore, denominazione, dal, al, importo, percentuale, note) ON quota_compartecipazione TO siz_web;
GRANT SELECT ON kind_contabile, movimento_stato, movimento_transizione TO siz_web, siz_job, siz_cancello;

-- Funds: of the service, and those that it may spend.  Its own service alone writes them.
CREATE OR REPLACE FUNCTION identita_fondi() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT coalesce(array_agg(s.finanziamento_id), '{}') FROM finanziamento_servizio s WHERE s.servizio_id = identita_servizio() $$;
ALTER FUNCTION identita_fondi() OWNER TO siz_cancello;
GRANT EXECUTE ON FUNCTION identita_fondi() TO siz_web;
CREATE POLICY lettura ON finanziamento FOR SELECT TO siz_web
  USING ((SELECT identita_ha('CONTI_LEGGI')) AND (servizio_id = (SELECT identita_servizio()) OR id = ANY ((SELECT identita_fondi())::bigint[])));
CREATE POLICY inserimento ON finanziamento FOR INSERT TO siz_web
  WITH CHECK ((SELECT identita_scrive()) AND (SELECT identita_ha('CONTI_SCRIVI')) AND servizio_id = (SELECT identita_servizio()) AND assegnato = 0);
CREATE POLICY modifica ON finanziamento FOR UPDATE TO siz_web
  USING ((SELECT identita_scrive()) AND (SELECT identita_ha('CONTI_SCRIVI')) AND servizio_id = (SELECT identita_servizio())) WITH CHECK (true);
GRANT INSERT (anno, denominazione, fonte, capitolo, cup, importo, valido_dal, valido_al, soglia_avviso, chiuso, note) ON finanziamento TO siz_web;
GRANT UPDATE (anno, denominazione, fonte, capitolo, cup, importo, valido_dal, valido_al, soglia_avviso, chiuso, note) ON finanziamento TO siz_web;
CREATE POLICY lettura ON finanziamento_servizio FOR SELECT TO siz_web USING (EXISTS (SELECT FROM finanziamento f WHERE f.id = finanziamento_id));
CREATE POLICY inserimento ON finanziamento_servizio FOR INSERT TO siz_web
  WITH CHECK ((SELECT identita_scrive()) AND (SELECT identita_ha('CONTI_SCRIVI'))
              AND EXISTS (SELECT FROM finanziamento f WHERE f.id = finanziamento_id AND f.servizio_id = (SELECT identita_servizio())));
CREATE POLICY eliminazione ON finanziamento_servizio FOR DELETE TO siz_web
  USING ((SELECT identita_scrive()) AND (SELECT identita_ha('CONTI_SCRIVI'))
         AND EXISTS (SELECT FROM finanziamento f WHERE f.id = finanziamento_id AND f.servizio_id = (SELECT identita_servizio())));
GRANT INSERT, DELETE ON finanziamento_servizio TO siz_web;

-- Lists: of the service.  What is in them and their mandate: functions.
CREATE POLICY lettura ON elenco_pagamento FOR SELECT TO siz_web USING (servizio_id = (SELECT identita_servizio()) AND (SELECT identita_ha('CONTI_LEGGI')));
CREATE POLICY inserimento ON elenco_pagamento FOR INSERT TO siz_web
  WITH CHECK ((SELECT identita_scrive()) AND (SELECT identita_ha('CONTI_SCRIVI')) AND servizio_id = (SELECT identita_servizio()) AND stato = 'aperto');
CREATE POLICY modifica ON elenco_pagamento FOR UPDATE TO siz_web
  USING ((SELECT identita_scrive()) AND (SELECT identita_ha('CONTI_SCRIVI')) AND servizio_id = (SELECT identita_servizio())) WITH CHECK (true);
CREATE POLICY eliminazione ON elenco_pagamento FOR DELETE TO siz_web
  USING ((SELECT identita_scrive()) AND (SELECT identita_ha('CONTI_SCRIVI')) AND servizio_id = (SELECT identita_servizio()));
GRANT INSERT (descrizione, atto_tipo, atto_numero, atto_data), UPDATE (descrizione, atto_tipo, atto_numero, atto_data), DELETE ON elenco_pagamento TO siz_web;

CREATE POLICY lettura ON generazione_movimenti FOR SELECT TO siz_web USING (servizio_id = (SELECT identita_servizio()) AND (SELECT identita_ha('CONTI_LEGGI')));
CREATE POLICY lettura ON generazione_scarto FOR SELECT TO siz_web USING (EXISTS (SELECT FROM generazione_movimenti g WHERE g.id = generazione_id));

-- ---- rows: what is the database's, and what never happens --------------------------------------

-- The case is locked, and with it everything of its ledger, until the end of the transaction.  Whoever writes more than one row of
-- a case by hand calls it first; functions do it themselves.
CREATE OR REPLACE FUNCTION conti_blocca(quale bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF pratica_livello(quale) < 2 THEN
    RAISE EXCEPTION 'no such case, or not to be written' USING ERRCODE = CASE WHEN pratica_livello(quale) > 0 THEN 'SZ403' ELSE 'SZ404' END;
  END IF;
  PERFORM FROM pratica p WHERE p.id = quale FOR NO KEY UPDATE;
END
$$;

-- Author and version are the database's; a row does not move to another case.
CREATE OR REPLACE FUNCTION conti_riga_prima() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  tenute constant text[] := ARRAY['assegnato', 'impegnato', 'impiegato', 'generata_fino'];
  nuova jsonb;
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.versione := 1;
    IF TG_TABLE_NAME <> 'regola_tranche' THEN
      NEW.creato_da := coalesce(identita_operatore(), NEW.creato_da);
      NEW.creato_il := now();
    END IF;
    IF TG_TABLE_NAME IN ('finanziamento', 'elenco_pagamento') THEN
      NEW.servizio_id := coalesce(identita_servizio(), NEW.servizio_id);
    END IF;
    IF TG_TABLE_NAME = 'elenco_pagamento' THEN
      NEW.codice := 'ELE-' || extract(year FROM now()) || '-' || to_char(contatore_prossimo('ELE', extract(year FROM now())::int), 'FM99999900000');
    END IF;
    RETURN NEW;
  END IF;
  nuova := to_jsonb(NEW);
  IF nuova - tenute = to_jsonb(OLD) - tenute THEN
    RETURN NEW;                       -- a sum that the database keeps, no change of somebody's
  END IF;
  IF nuova -> 'id' <> to_jsonb(OLD) -> 'id' OR nuova -> 'pratica_id' IS DISTINCT FROM to_jsonb(OLD) -> 'pratica_id'
     OR nuova -> 'servizio_id' IS DISTINCT FROM to_jsonb(OLD) -> 'servizio_id' OR nuova -> 'creato_da' IS DISTINCT FROM to_jsonb(OLD) -> 'creato_da' THEN
    RAISE EXCEPTION 'what a row is born with does not change' USING ERRCODE = 'SZ403';
  END IF;
  NEW.versione := OLD.versione + 1;
  RETURN NEW;
END
$$;

-- Asked after the policy has spoken: only cases of a kind with a ledger have one.
CREATE OR REPLACE FUNCTION conti_riga_caso() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM pratica p JOIN kind_contabile k ON k.kind = p.kind WHERE p.id = NEW.pratica_id) THEN
    RAISE EXCEPTION 'cases of this kind have no ledger' USING ERRCODE = 'SZ403';
  END IF;
  RETURN NULL;
END
$$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['finanziamento', 'finanziamento_pratica', 'impegno', 'regola_pagamento', 'regola_tranche', 'sospensione_pagamento', 'decurtazione',
    'quota_compartecipazione', 'elenco_pagamento'] LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER conti_riga_prima BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION conti_riga_prima()', t);
    IF t NOT IN ('finanziamento', 'elenco_pagamento') THEN
      EXECUTE format('CREATE OR REPLACE TRIGGER conti_riga_caso AFTER INSERT ON %I FOR EACH ROW EXECUTE FUNCTION conti_riga_caso()', t);
    END IF;
  END LOOP;
  -- what people changed goes to the history of the case; the sums that the database keeps do not
  FOREACH t IN ARRAY ARRAY['regola_tranche', 'sospensione_pagamento', 'decurtazione', 'quota_compartecipazione'] LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER storia_annota AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION storia_annota()', t);
  END LOOP;
END
$$;
CREATE OR REPLACE TRIGGER storia_annota AFTER INSERT OR DELETE OR UPDATE OF importo ON finanziamento_pratica FOR EACH ROW EXECUTE FUNCTION storia_annota();
CREATE OR REPLACE TRIGGER storia_annota AFTER INSERT OR DELETE OR UPDATE OF anno, numero, capitolo, atto_tipo, atto_numero, atto_data, importo ON impegno
  FOR EACH ROW EXECUTE FUNCTION storia_annota();
CREATE OR REPLACE TRIGGER storia_annota AFTER INSERT OR DELETE OR UPDATE OF dal, al, cadenza, importo, mese_intero, giorno, descrizione, beneficiario, iban, modalita, finanziamento_id, impegno_id
  ON regola_pagamento FOR EACH ROW EXECUTE FUNCTION storia_annota();
CREATE OR REPLACE TRIGGER storia_annota AFTER INSERT OR DELETE OR UPDATE OF anno, denominazione, fonte, capitolo, cup, importo, valido_dal, valido_al, soglia_avviso, chiuso, note
  ON finanziamento FOR EACH ROW EXECUTE FUNCTION storia_annota();
CREATE OR REPLACE TRIGGER storia_annota AFTER INSERT OR DELETE OR UPDATE OF descrizione, atto_tipo, atto_numero, atto_data, stato ON elenco_pagamento
  FOR EACH ROW EXECUTE FUNCTION storia_annota();
CREATE OR REPLACE TRIGGER movimento_storia_immutabile BEFORE UPDATE OR DELETE OR TRUNCATE ON movimento_storia FOR EACH STATEMENT EXECUTE FUNCTION registro_immutabile();

-- The control digits of an IBAN (ISO 13616: the number with its first four characters last is 1 modulo 97).
CREATE OR REPLACE FUNCTION iban_valido(iban text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  resto integer := 0;
  c text;
BEGIN
  FOREACH c IN ARRAY string_to_array(substr(iban, 5) || left(iban, 4), NULL) LOOP
    resto := CASE WHEN c ~ '[0-9]' THEN (resto * 10 + c::int) % 97 ELSE (resto * 100 + ascii(c) - 55) % 97 END;
  END LOOP;
  RETURN resto = 1;
END
$$;
CREATE OR REPLACE FUNCTION iban_controlla() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
  NEW.iban := nullif(upper(regexp_replace(NEW.iban, '\s', '', 'g')), '');
  IF NEW.iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$' AND NOT iban_valido(NEW.iban) THEN
    RAISE EXCEPTION 'the control digits say otherwise' USING ERRCODE = '23514', CONSTRAINT = TG_TABLE_NAME || '_iban_controllo';
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER iban_controlla BEFORE INSERT OR UPDATE OF iban ON regola_pagamento FOR EACH ROW WHEN (NEW.iban IS NOT NULL) EXECUTE FUNCTION iban_controlla();
CREATE OR REPLACE TRIGGER iban_controlla BEFORE INSERT OR UPDATE OF iban ON movimento FOR EACH ROW WHEN (NEW.iban IS NOT NULL) EXECUTE FUNCTION iban_controlla();

-- What a movement never suffers, whoever writes: a state that no row of movimento_transizione leads to, amounts or payee changed after
-- it was planned, a way out of the ledger once it was more than planned.
CREATE OR REPLACE FUNCTION movimento_prima() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.stato <> 'P' THEN
      RAISE EXCEPTION 'a movement that is more than planned is never deleted' USING ERRCODE = 'SZ403';
    END IF;
    RETURN OLD;
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.stato <> 'P' THEN
      RAISE EXCEPTION 'a movement is born planned' USING ERRCODE = 'SZ403';
    END IF;
    NEW.finanziamento_id := NULL;     -- given afterwards, so that only updates weigh (movimento_pesa)
    NEW.impegno_id := NULL;
    NEW.elenco_id := NULL;
    NEW.versione := 1;
    RETURN NEW;
  END IF;
  -- its service is that of the case: one that closes gives its cases on, and what is not yet in a list goes with them
  IF NEW.servizio_id <> OLD.servizio_id OR OLD.stato = 'L' AND NEW.stato = 'A' THEN
    NEW.servizio_id := (SELECT p.servizio_id FROM pratica p WHERE p.id = OLD.pratica_id);
  END IF;
  IF (NEW.id, NEW.pratica_id, NEW.origine, NEW.origine_id, NEW.creato_da, NEW.creato_il) IS DISTINCT FROM
     (OLD.id, OLD.pratica_id, OLD.origine, OLD.origine_id, OLD.creato_da, OLD.creato_il)
     OR OLD.stato NOT IN ('P', 'D', 'A', 'L') AND NEW.servizio_id <> OLD.servizio_id
     OR OLD.stato <> 'P' AND (NEW.tranche, NEW.periodo_dal, NEW.periodo_al, NEW.scadenza, NEW.descrizione, NEW.beneficiario, NEW.iban, NEW.modalita, NEW.lordo, NEW.decurtazione)
        IS DISTINCT FROM (OLD.tranche, OLD.periodo_dal, OLD.periodo_al, OLD.scadenza, OLD.descrizione, OLD.beneficiario, OLD.iban, OLD.modalita, OLD.lordo, OLD.decurtazione)
     OR OLD.stato NOT IN ('P', 'D') AND (NEW.finanziamento_id, NEW.impegno_id) IS DISTINCT FROM (OLD.finanziamento_id, OLD.impegno_id)
     OR OLD.stato IN ('G', 'R') AND NEW.elenco_id IS DISTINCT FROM OLD.elenco_id THEN
    RAISE EXCEPTION 'what is authorised or paid does not change' USING ERRCODE = 'SZ403';
  END IF;
  IF NEW.stato <> OLD.stato AND NOT EXISTS (SELECT FROM movimento_transizione t WHERE t.da = OLD.stato AND t.azione = NEW.azione AND t.a = NEW.stato) THEN
    RAISE EXCEPTION 'no step leads from % to %', OLD.stato, NEW.stato USING ERRCODE = 'SZ403';
  END IF;
  IF NEW.stato IN ('P', 'R', 'X') THEN
    NEW.atteso := NULL;               -- of these there is no difference to be mended
  END IF;
  NEW.versione := OLD.versione + 1;
  NEW.modificato_il := now();
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER movimento_prima BEFORE INSERT OR UPDATE OR DELETE ON movimento FOR EACH ROW EXECUTE FUNCTION movimento_prima();

CREATE OR REPLACE FUNCTION movimento_segue_servizio() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  UPDATE movimento SET servizio_id = NEW.servizio_id WHERE pratica_id = NEW.id AND stato IN ('P', 'D', 'A') AND servizio_id <> NEW.servizio_id;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER movimento_segue_servizio AFTER UPDATE OF servizio_id ON pratica FOR EACH ROW
  WHEN (OLD.servizio_id <> NEW.servizio_id) EXECUTE FUNCTION movimento_segue_servizio();

-- A paid list is closed: neither it nor what is in it changes; only an empty one goes away.
CREATE OR REPLACE FUNCTION elenco_prima() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF OLD.stato = 'pagato' THEN
    RAISE EXCEPTION 'a list with a mandate does not change' USING ERRCODE = '23514', CONSTRAINT = 'elenco_pagamento_chiuso';
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF OLD.movimenti > 0 THEN
      RAISE EXCEPTION 'movements are in it' USING ERRCODE = '23514', CONSTRAINT = 'elenco_pagamento_vuoto';
    END IF;
    RETURN OLD;
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER elenco_prima BEFORE UPDATE OR DELETE ON elenco_pagamento FOR EACH ROW EXECUTE FUNCTION elenco_prima();

-- Who may spend a fund does not lose it while some of it is given to its cases.
CREATE OR REPLACE FUNCTION finanziamento_servizio_in_uso() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM FROM finanziamento f WHERE f.id = OLD.finanziamento_id FOR NO KEY UPDATE; -- who is giving some of it holds the fund
  IF EXISTS (SELECT FROM finanziamento_pratica q JOIN pratica p ON p.id = q.pratica_id WHERE q.finanziamento_id = OLD.finanziamento_id AND p.servizio_id = OLD.servizio_id) THEN
    RAISE EXCEPTION 'some of it is given to cases of that service' USING ERRCODE = '23514', CONSTRAINT = 'finanziamento_servizio_in_uso';
  END IF;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER in_uso AFTER DELETE OR UPDATE ON finanziamento_servizio FOR EACH ROW EXECUTE FUNCTION finanziamento_servizio_in_uso();

-- ---- sums ---------------------------------------------------------------------------------------

-- A share weighs on its fund, a commitment on its share; the CHECK of the row above refuses what does not fit, and who comes second
-- waits for that row.
CREATE OR REPLACE FUNCTION finanziamento_pratica_pesa() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.finanziamento_id <> OLD.finanziamento_id THEN
    RAISE EXCEPTION 'a share is of one fund' USING ERRCODE = 'SZ403';
  END IF;
  UPDATE finanziamento SET assegnato = assegnato + CASE TG_OP WHEN 'DELETE' THEN -OLD.importo WHEN 'INSERT' THEN NEW.importo ELSE NEW.importo - OLD.importo END
   WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.finanziamento_id ELSE NEW.finanziamento_id END;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER finanziamento_pratica_pesa AFTER INSERT OR DELETE OR UPDATE OF importo, finanziamento_id ON finanziamento_pratica
  FOR EACH ROW EXECUTE FUNCTION finanziamento_pratica_pesa();
CREATE OR REPLACE FUNCTION impegno_pesa() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.finanziamento_id <> OLD.finanziamento_id THEN
    RAISE EXCEPTION 'a commitment is on one fund' USING ERRCODE = 'SZ403';
  END IF;
  UPDATE finanziamento_pratica SET impegnato = impegnato + CASE TG_OP WHEN 'DELETE' THEN -OLD.importo WHEN 'INSERT' THEN NEW.importo ELSE NEW.importo - OLD.importo END
   WHERE (pratica_id, finanziamento_id) = (CASE TG_OP WHEN 'DELETE' THEN OLD.pratica_id ELSE NEW.pratica_id END, CASE TG_OP WHEN 'DELETE' THEN OLD.finanziamento_id ELSE NEW.finanziamento_id END);
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER impegno_pesa AFTER INSERT OR DELETE OR UPDATE OF importo, finanziamento_id ON impegno FOR EACH ROW EXECUTE FUNCTION impegno_pesa();

-- Movements weigh on their commitment and share while they live, and on their list: once a statement, by what changed in all, so that
-- what one gives back another may take.  They are born without any of these, and only planned ones go away.
-- Acts go to the history and, as everything, to the register.
CREATE OR REPLACE FUNCTION movimento_pesa() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM dopo) THEN
    RETURN NULL;                      -- a statement that changed nothing: the plan of most cases
  END IF;
  UPDATE impegno i SET impiegato = i.impiegato + x.peso
    FROM (SELECT z.impegno_id, sum(z.peso) AS peso
            FROM (SELECT n.impegno_id, n.netto AS peso FROM dopo n WHERE n.stato NOT IN ('R', 'X')
                  UNION ALL SELECT o.impegno_id, -o.netto FROM prima o WHERE o.stato NOT IN ('R', 'X')) z
           WHERE z.impegno_id IS NOT NULL GROUP BY 1) x
   WHERE i.id = x.impegno_id AND x.peso <> 0;
  UPDATE finanziamento_pratica f SET impiegato = f.impiegato + x.peso
    FROM (SELECT z.pratica_id, z.finanziamento_id, sum(z.peso) AS peso
            FROM (SELECT n.pratica_id, n.finanziamento_id, n.netto AS peso FROM dopo n WHERE n.stato NOT IN ('R', 'X')
                  UNION ALL SELECT o.pratica_id, o.finanziamento_id, -o.netto FROM prima o WHERE o.stato NOT IN ('R', 'X')) z
           WHERE z.finanziamento_id IS NOT NULL GROUP BY 1, 2) x
   WHERE (f.pratica_id, f.finanziamento_id) = (x.pratica_id, x.finanziamento_id) AND x.peso <> 0;
  UPDATE elenco_pagamento e SET totale = e.totale + x.peso, movimenti = e.movimenti + x.quanti
    FROM (SELECT z.elenco_id, sum(z.peso) AS peso, sum(z.uno) AS quanti
            FROM (SELECT n.elenco_id, n.netto AS peso, 1 AS uno FROM dopo n UNION ALL SELECT o.elenco_id, -o.netto, -1 FROM prima o) z
           WHERE z.elenco_id IS NOT NULL GROUP BY 1) x
   WHERE e.id = x.elenco_id AND (x.peso, x.quanti) <> (0, 0);
  -- FULL JOIN, IS DISTINCT FROM: nothing but a hash serves these, while the plan of an inner one, made for the one row of the session's first act, would be
  -- kept for the thousands of a later one, as a loop within a loop.  A row keeps its id, so both are the same join.
  IF EXISTS (SELECT FROM dopo n FULL JOIN prima o ON o.id = n.id WHERE n.stato IS DISTINCT FROM o.stato) THEN
    INSERT INTO movimento_storia (movimento_id, pratica_id, periodo_dal, periodo_al, azione, da, a, data, motivo, netto, impegno_id, elenco_id, operatore_id, servizio_id, ruolo)
    SELECT n.id, n.pratica_id, n.periodo_dal, n.periodo_al, n.azione, o.stato, n.stato, n.stato_dal, n.motivo, n.netto, n.impegno_id, coalesce(n.elenco_id, o.elenco_id),
           identita_operatore(), identita_servizio(), identita_ruolo()
      FROM dopo n FULL JOIN prima o ON o.id = n.id WHERE n.stato IS DISTINCT FROM o.stato ORDER BY n.id;
    INSERT INTO registro (operatore_id, servizio_id, ruolo, azione, oggetto, oggetto_id, dettaglio)
    SELECT identita_operatore(), identita_servizio(), identita_ruolo(), 'modifica', 'movimento', n.id, jsonb_build_object('azione', n.azione, 'stato', n.stato)
      FROM dopo n FULL JOIN prima o ON o.id = n.id WHERE n.stato IS DISTINCT FROM o.stato ORDER BY n.id;
  END IF;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER movimento_pesa AFTER UPDATE ON movimento REFERENCING OLD TABLE AS prima NEW TABLE AS dopo
  FOR EACH STATEMENT EXECUTE FUNCTION movimento_pesa();

CREATE OR REPLACE FUNCTION movimento_tolto_pesa() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM prima) THEN
    RETURN NULL;
  END IF;
  UPDATE impegno i SET impiegato = i.impiegato - x.peso FROM (SELECT impegno_id, sum(netto) AS peso FROM prima WHERE impegno_id IS NOT NULL GROUP BY 1) x WHERE i.id = x.impegno_id;
  UPDATE finanziamento_pratica f SET impiegato = f.impiegato - x.peso
    FROM (SELECT pratica_id, finanziamento_id, sum(netto) AS peso FROM prima WHERE finanziamento_id IS NOT NULL GROUP BY 1, 2) x
   WHERE (f.pratica_id, f.finanziamento_id) = (x.pratica_id, x.finanziamento_id);
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER movimento_tolto_pesa AFTER DELETE ON movimento REFERENCING OLD TABLE AS prima FOR EACH STATEMENT EXECUTE FUNCTION movimento_tolto_pesa();

-- Whether the sums that rows keep are those of the rows below: no row where they agree.  For tests and `siz verifica`.
CREATE OR REPLACE FUNCTION conti_quadratura() RETURNS TABLE (che text, id bigint, tenuto numeric, contato numeric)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT 'finanziamento', f.id, f.assegnato, x.n FROM finanziamento f, LATERAL (SELECT coalesce(sum(q.importo), 0) AS n FROM finanziamento_pratica q WHERE q.finanziamento_id = f.id) x
   WHERE f.assegnato <> x.n
  UNION ALL
  SELECT 'quota, impegni', q.id, q.impegnato, x.n FROM finanziamento_pratica q,
         LATERAL (SELECT coalesce(sum(i.importo), 0) AS n FROM impegno i WHERE (i.pratica_id, i.finanziamento_id) = (q.pratica_id, q.finanziamento_id)) x WHERE q.impegnato <> x.n
  UNION ALL
  SELECT 'quota, movimenti', q.id, q.impiegato, coalesce(x.n, 0) FROM finanziamento_pratica q
    LEFT JOIN (SELECT m.pratica_id, m.finanziamento_id, sum(m.netto) AS n FROM movimento m WHERE m.stato NOT IN ('R', 'X') AND m.finanziamento_id IS NOT NULL GROUP BY 1, 2) x
           ON (x.pratica_id, x.finanziamento_id) = (q.pratica_id, q.finanziamento_id) WHERE q.impiegato <> coalesce(x.n, 0)
  UNION ALL
  SELECT 'impegno', i.id, i.impiegato, coalesce(x.n, 0) FROM impegno i
    LEFT JOIN (SELECT m.impegno_id, sum(m.netto) AS n FROM movimento m WHERE m.stato NOT IN ('R', 'X') AND m.impegno_id IS NOT NULL GROUP BY 1) x ON x.impegno_id = i.id
   WHERE i.impiegato <> coalesce(x.n, 0)
  UNION ALL
  SELECT 'elenco', e.id, e.totale, coalesce(x.n, 0) FROM elenco_pagamento e
    LEFT JOIN (SELECT m.elenco_id, sum(m.netto) AS n, count(*) AS quanti FROM movimento m WHERE m.elenco_id IS NOT NULL GROUP BY 1) x ON x.elenco_id = e.id
   WHERE e.totale <> coalesce(x.n, 0) OR e.movimenti <> coalesce(x.quanti, 0)
$$;

DO $$
DECLARE
  f regprocedure;
BEGIN
  FOREACH f IN ARRAY ARRAY['conti_blocca(bigint)', 'conti_riga_prima()', 'conti_riga_caso()', 'movimento_prima()', 'movimento_segue_servizio()', 'elenco_prima()', 'finanziamento_servizio_in_uso()', 'finanziamento_pratica_pesa()', 'impegno_pesa()',
    'movimento_pesa()', 'movimento_tolto_pesa()', 'conti_quadratura()']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION conti_blocca(bigint) TO siz_web;
GRANT EXECUTE ON FUNCTION conti_quadratura() TO siz_owner, siz_job;
GRANT EXECUTE ON FUNCTION iban_valido(text), iban_controlla() TO siz_web, siz_cancello;
