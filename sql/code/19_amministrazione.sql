-- Administration on pages: services, accounts, who works where.  Whoever administers SIZ has all of it; a referente
-- has the people of the own service (ACC-13, ACC-14).  Every function asks by itself who is asking.

DO $$
DECLARE
  t text;
  p record;
BEGIN
  FOREACH t IN ARRAY ARRAY['configurazione_modifica'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    FOR p IN SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = t LOOP
      EXECUTE format('DROP POLICY %I ON %I', p.policyname, t);
    END LOOP;
    EXECUTE format('CREATE POLICY cancello ON %I TO siz_cancello USING (true) WITH CHECK (true)', t);
  END LOOP;
END
$$;
GRANT SELECT, INSERT ON configurazione_modifica TO siz_cancello;
GRANT UPDATE (annullata_il) ON configurazione_modifica TO siz_cancello;
GRANT SELECT, INSERT, UPDATE, DELETE ON servizio TO siz_cancello;
GRANT SELECT ON ruolo_conferibile TO siz_web, siz_job, siz_cancello;

-- ---- who may --------------------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION amministra_persone() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT identita_scrive() AND EXISTS (SELECT FROM ruolo_permesso r WHERE r.ruolo = identita_ruolo() AND r.permesso IN ('OPERATORI', 'AMMINISTRAZIONE')) $$;

-- May the present identity give this role?
CREATE OR REPLACE FUNCTION ruolo_conferisce(quale smallint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT EXISTS (SELECT FROM ruolo_conferibile r WHERE r.ruolo = identita_ruolo() AND r.conferisce = quale) $$;

-- Whose page it reads: of all for who administers SIZ; of a referente who works in the service, will, or did in the
-- last year.
CREATE OR REPLACE FUNCTION operatore_amministrabile(chi bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT amministra() OR amministra_persone() AND EXISTS (SELECT FROM appartenenza a WHERE a.operatore_id = chi AND a.servizio_id = identita_servizio()
                                                             AND coalesce(a.valida_al, current_date) >= current_date - 365)
$$;

-- Whose account as a whole it changes: nobody's own; of a referente only who works nowhere else, in roles that a
-- referente gives.
CREATE OR REPLACE FUNCTION operatore_governabile(chi bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT chi IS DISTINCT FROM identita_operatore()
     AND (amministra() OR amministra_persone() AND operatore_amministrabile(chi)
          AND NOT EXISTS (SELECT FROM appartenenza a WHERE a.operatore_id = chi AND coalesce(a.valida_al, current_date) >= current_date
                             AND NOT (a.servizio_id = identita_servizio() AND ruolo_conferisce(a.ruolo) AND NOT a.responsabile)))
$$;

-- SZ404 for whom one may not see, a sentence for whom one may not change.
CREATE OR REPLACE FUNCTION operatore_pretendi(chi bigint) RETURNS operatore
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  o operatore;
BEGIN
  IF NOT amministra_persone() THEN
    RAISE EXCEPTION 'not this role' USING ERRCODE = 'SZ403';
  END IF;
  SELECT * INTO o FROM operatore WHERE id = chi FOR UPDATE;
  IF NOT FOUND OR NOT operatore_amministrabile(chi) THEN
    RAISE EXCEPTION 'no such operator' USING ERRCODE = 'SZ404';
  END IF;
  IF chi = identita_operatore() THEN
    RAISE EXCEPTION 'one''s own account' USING ERRCODE = '23514', CONSTRAINT = 'operatore_proprio';
  END IF;
  IF NOT operatore_governabile(chi) THEN
    RAISE EXCEPTION 'works elsewhere, too, or higher' USING ERRCODE = '23514', CONSTRAINT = 'operatore_altrui';
  END IF;
  RETURN o;
END
$$;

-- ---- what was changed -----------------------------------------------------------------------------------

-- Every change under an identity, with the values.  siz.motivo: why, where a page asks; siz.annulla: which change it
-- takes back.  Nobody's own settings are configuration.
CREATE OR REPLACE FUNCTION configurazione_annota() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  vecchia jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
  nuova jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
  riga jsonb := coalesce(nuova, vecchia);
  taciute constant text[] := ARRAY['versione', 'locale', 'ultimo_uso', 'ultimo_accesso', 'riattivato_il', 'entra_ultimo_servizio', 'sospeso_il', 'creato_il'];
  prima jsonb;
  dopo jsonb;
BEGIN
  IF identita_operatore() IS NULL OR TG_TABLE_NAME = 'operatore' AND (riga ->> 'id')::bigint = identita_operatore() THEN
    RETURN NULL;
  END IF;
  SELECT jsonb_object_agg(k, vecchia -> k) FILTER (WHERE vecchia IS NOT NULL), jsonb_object_agg(k, nuova -> k) FILTER (WHERE nuova IS NOT NULL) INTO prima, dopo
    FROM jsonb_object_keys(riga) k
   WHERE k <> ALL (taciute) AND (TG_OP <> 'UPDATE' OR (vecchia -> k) IS DISTINCT FROM (nuova -> k));
  IF TG_OP = 'UPDATE' AND dopo IS NULL THEN
    RETURN NULL;
  END IF;
  INSERT INTO configurazione_modifica (operatore_id, servizio_id, tabella, riga_id, nome, azione, prima, dopo, motivo, annulla)
  VALUES (identita_operatore(), identita_servizio(), TG_TABLE_NAME, (riga ->> 'id')::bigint, configurazione_nome(TG_TABLE_NAME, riga), TG_OP, prima, dopo,
          nullif(left(current_setting('siz.motivo', true), 2000), ''), nullif(current_setting('siz.annulla', true), '')::bigint);
  INSERT INTO registro (operatore_id, servizio_id, ruolo, azione, oggetto, oggetto_id, dettaglio)
  VALUES (identita_operatore(), identita_servizio(), identita_ruolo(), CASE TG_OP WHEN 'INSERT' THEN 'crea' WHEN 'UPDATE' THEN 'modifica' ELSE 'elimina' END,
          TG_TABLE_NAME, (riga ->> 'id')::bigint, jsonb_build_object('campi', (SELECT jsonb_agg(k) FROM jsonb_object_keys(coalesce(dopo, prima, '{}')) k)));
  RETURN NULL;
END
$$;

-- What a row is called.
CREATE OR REPLACE FUNCTION configurazione_nome(di_tabella text, riga jsonb) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT coalesce(CASE di_tabella
    WHEN 'servizio' THEN riga ->> 'denominazione'
    WHEN 'operatore' THEN concat_ws(' ', riga ->> 'nome', riga ->> 'cognome')
    WHEN 'appartenenza' THEN (SELECT o.nome || ' ' || o.cognome || ', ' || v.denominazione FROM operatore o, servizio v
                               WHERE o.id = (riga ->> 'operatore_id')::bigint AND v.id = (riga ->> 'servizio_id')::bigint)
    ELSE riga ->> 'descrizione' END, di_tabella)
$$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['servizio', 'operatore', 'appartenenza'] LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER configurazione_annota AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION configurazione_annota()', t);
  END LOOP;
END
$$;

-- ---- rules that hold whatever the program does -------------------------------------------------------------

-- Nobody gives rights to themselves, a role higher than their own table says, or in a service that is not theirs.
CREATE OR REPLACE FUNCTION appartenenza_lecita() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF coalesce(NEW.valida_al, NEW.valida_dal) >= NEW.valida_dal AND EXISTS (SELECT FROM servizio v WHERE v.id = NEW.servizio_id AND v.valido_al < NEW.valida_dal) THEN
    RAISE EXCEPTION 'the service is closed' USING ERRCODE = '23514', CONSTRAINT = 'appartenenza_servizio_chiuso';
  END IF;
  IF identita_operatore() IS NULL THEN
    RETURN NEW;  -- the commands
  END IF;
  IF NEW.operatore_id = identita_operatore() THEN
    RAISE EXCEPTION 'one''s own membership' USING ERRCODE = '23514', CONSTRAINT = 'operatore_proprio';
  END IF;
  IF NOT amministra() AND (NOT amministra_persone() OR NEW.servizio_id <> identita_servizio()) THEN
    RAISE EXCEPTION 'not this role, or not this service' USING ERRCODE = 'SZ403';
  END IF;
  IF NOT ruolo_conferisce(NEW.ruolo) OR TG_OP = 'UPDATE' AND NOT ruolo_conferisce(OLD.ruolo)
     OR NOT amministra() AND (NEW.responsabile OR TG_OP = 'UPDATE' AND OLD.responsabile) THEN
    RAISE EXCEPTION 'a higher role' USING ERRCODE = '23514', CONSTRAINT = 'appartenenza_ruolo_alto';
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER appartenenza_lecita BEFORE INSERT OR UPDATE OF operatore_id, servizio_id, ruolo, responsabile, valida_dal, valida_al ON appartenenza
  FOR EACH ROW EXECUTE FUNCTION appartenenza_lecita();

-- Somebody who administers, today and without an end, always remains: else nobody could let anybody in again.
-- Two who take the rights from each other at once are looked at one after the other.
CREATE OR REPLACE FUNCTION amministratore_resta() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('amministratore_resta'));
  IF NOT EXISTS (SELECT FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id JOIN servizio v ON v.id = a.servizio_id
                   JOIN ruolo_permesso p ON p.ruolo = a.ruolo AND p.permesso = 'AMMINISTRAZIONE'
                  WHERE o.stato = 'attivo' AND o.valido_al IS NULL AND a.valida_dal <= current_date AND a.valida_al IS NULL
                    AND v.valido_dal <= current_date AND v.valido_al IS NULL AND NOT v.sola_lettura) THEN
    RAISE EXCEPTION 'nobody would administer' USING ERRCODE = '23514', CONSTRAINT = 'amministratore_ultimo';
  END IF;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER amministratore_resta AFTER UPDATE OF ruolo, valida_dal, valida_al ON appartenenza FOR EACH ROW
  WHEN (OLD.ruolo = 5 AND OLD.valida_al IS NULL AND (NEW.ruolo <> 5 OR NEW.valida_al IS NOT NULL OR NEW.valida_dal > OLD.valida_dal)) EXECUTE FUNCTION amministratore_resta();
CREATE OR REPLACE FUNCTION amministratore_resta_utenza() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF EXISTS (SELECT FROM appartenenza a WHERE a.operatore_id = NEW.id AND a.ruolo = 5 AND a.valida_dal <= current_date AND a.valida_al IS NULL) THEN
    PERFORM pg_advisory_xact_lock(hashtext('amministratore_resta'));
    IF NOT EXISTS (SELECT FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id AND a.ruolo = 5 AND a.valida_dal <= current_date AND a.valida_al IS NULL
                     JOIN servizio v ON v.id = a.servizio_id AND v.valido_dal <= current_date AND v.valido_al IS NULL AND NOT v.sola_lettura
                    WHERE o.stato = 'attivo' AND o.valido_al IS NULL) THEN
      RAISE EXCEPTION 'nobody would administer' USING ERRCODE = '23514', CONSTRAINT = 'amministratore_ultimo';
    END IF;
  END IF;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER amministratore_resta AFTER UPDATE OF stato, valido_al ON operatore FOR EACH ROW
  WHEN (OLD.stato = 'attivo' AND OLD.valido_al IS NULL AND (NEW.stato <> 'attivo' OR NEW.valido_al IS NOT NULL)) EXECUTE FUNCTION amministratore_resta_utenza();

-- Closed, never deleted, and not while cases stand open in it: its people could not enter any more (ACC-22).
CREATE OR REPLACE FUNCTION servizio_chiudibile() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF EXISTS (SELECT FROM pratica p WHERE p.servizio_id = NEW.id AND p.stato IN ('A', 'S')) AND NOT NEW.sola_lettura THEN
    RAISE EXCEPTION 'open cases stand in it' USING ERRCODE = '23514', CONSTRAINT = 'servizio_pratiche_aperte';
  END IF;
  IF EXISTS (SELECT FROM appartenenza a JOIN operatore o ON o.id = a.operatore_id AND o.stato = 'attivo'
              WHERE a.servizio_id = NEW.id AND coalesce(a.valida_al, NEW.valido_al + 1) > NEW.valido_al AND a.ruolo = 5) THEN
    RAISE EXCEPTION 'who administers works in it' USING ERRCODE = '23514', CONSTRAINT = 'servizio_amministratori';
  END IF;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER servizio_chiudibile AFTER UPDATE OF valido_al ON servizio FOR EACH ROW
  WHEN (NEW.valido_al IS NOT NULL AND NEW.valido_al IS DISTINCT FROM OLD.valido_al) EXECUTE FUNCTION servizio_chiudibile();

-- Nor does one in which somebody works begin later than today: it would be closed until then.
CREATE OR REPLACE FUNCTION servizio_comincia() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF EXISTS (SELECT FROM pratica p WHERE p.servizio_id = NEW.id AND p.stato IN ('A', 'S'))
     OR EXISTS (SELECT FROM appartenenza a JOIN operatore o ON o.id = a.operatore_id AND o.stato = 'attivo'
                 WHERE a.servizio_id = NEW.id AND a.ruolo = 5 AND a.valida_dal < NEW.valido_dal AND coalesce(a.valida_al, current_date) >= current_date) THEN
    RAISE EXCEPTION 'somebody works in it' USING ERRCODE = '23514', CONSTRAINT = 'servizio_comincia_in_uso';
  END IF;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER servizio_comincia AFTER UPDATE OF valido_dal ON servizio FOR EACH ROW
  WHEN (NEW.valido_dal > OLD.valido_dal AND NEW.valido_dal > current_date) EXECUTE FUNCTION servizio_comincia();

-- When somebody last entered (ACC-13); sessions themselves are forgotten after a month.
CREATE OR REPLACE FUNCTION sessione_ultimo_accesso() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  UPDATE operatore SET ultimo_accesso = NEW.creata_il WHERE id = NEW.operatore_id;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER sessione_ultimo_accesso AFTER INSERT ON sessione FOR EACH ROW WHEN (NEW.operatore_id IS NOT NULL) EXECUTE FUNCTION sessione_ultimo_accesso();

-- ---- services ------------------------------------------------------------------------------------------------

-- What stands on a service, for who administers: numbers, and nothing of the cases themselves (AZ-9).
CREATE OR REPLACE FUNCTION servizio_regge(quale bigint)
RETURNS TABLE (pratiche bigint, operatori bigint, appuntamenti bigint, equipe bigint, domande bigint, assegnate bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT (SELECT count(*) FROM pratica p WHERE p.servizio_id = v.id AND p.stato IN ('A', 'S')),
         (SELECT count(*) FROM appartenenza a JOIN operatore o ON o.id = a.operatore_id AND o.stato <> 'cessato'
           WHERE a.servizio_id = v.id AND a.valida_dal <= current_date AND coalesce(a.valida_al, current_date) >= current_date),
         (SELECT count(*) FROM appuntamento x WHERE x.servizio_id = v.id AND x.inizio >= now()),
         (SELECT count(*) FROM equipe e WHERE e.servizio_id = v.id AND e.chiusa_il IS NULL),
         (SELECT count(*) FROM domanda d WHERE d.servizio_id = v.id AND d.stato IN ('I', 'V', 'N', 'C', 'L')),
         (SELECT count(*) FROM assegnazione s WHERE s.servizio_id = v.id AND s.operatore_id IS NULL AND s.terminata_il IS NULL)
    FROM servizio v WHERE v.id = quale AND amministra()
$$;
-- The open cases by kind, and how many people work in each service.
CREATE OR REPLACE FUNCTION servizio_pratiche_aperte(quale bigint) RETURNS TABLE (tipo text, quante bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT k.plurale, count(*) FROM pratica p JOIN kind k ON k.codice = p.kind
   WHERE p.servizio_id = quale AND p.stato IN ('A', 'S') AND amministra() GROUP BY k.codice, k.plurale, k.ordine ORDER BY k.ordine
$$;
CREATE OR REPLACE FUNCTION servizi_persone() RETURNS TABLE (servizio_id bigint, persone bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT a.servizio_id, count(DISTINCT a.operatore_id) FROM appartenenza a JOIN operatore o ON o.id = a.operatore_id AND o.stato = 'attivo'
   WHERE amministra() AND a.valida_dal <= current_date AND coalesce(a.valida_al, current_date) >= current_date GROUP BY 1
$$;

-- A code for a new one, from its name.
CREATE OR REPLACE FUNCTION codice_da_nome(con_nome text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public
AS $$ SELECT left(coalesce(nullif(btrim(regexp_replace(senza_accenti(con_nome), '[^a-z0-9]+', '_', 'g'), '_'), ''), 'voce'), 40) $$;

CREATE OR REPLACE FUNCTION servizio_crea(con_nome text, di_tipo text, con_descrizione text, con_telefono text, con_email text, con_indirizzo text, con_orario text, dal date)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  base text;
  nuovo bigint;
BEGIN
  IF NOT amministra() OR di_tipo = 'storico' THEN
    RAISE EXCEPTION 'not this role' USING ERRCODE = 'SZ403';
  END IF;
  base := codice_da_nome(regexp_replace(con_nome, '^\s*comune di\s+', '', 'i'));
  INSERT INTO servizio (codice, denominazione, tipo, descrizione, telefono, email, indirizzo, orario, valido_dal)
  SELECT CASE WHEN EXISTS (SELECT FROM servizio v WHERE v.codice = base) THEN base || '_' || (SELECT count(*) + 1 FROM servizio v WHERE v.codice LIKE base || '%') ELSE base END,
         btrim(con_nome), di_tipo, con_descrizione, con_telefono, con_email, con_indirizzo, con_orario, coalesce(dal, current_date)
  RETURNING id INTO nuovo;
  RETURN nuovo;
END
$$;

-- The service as it was read, for as long as this transaction.
CREATE OR REPLACE FUNCTION servizio_prendi(quale bigint, su_versione integer) RETURNS servizio
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  v servizio;
BEGIN
  IF NOT amministra() THEN
    RAISE EXCEPTION 'not this role' USING ERRCODE = 'SZ403';
  END IF;
  SELECT * INTO v FROM servizio WHERE id = quale FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such service' USING ERRCODE = 'SZ404';
  END IF;
  IF v.versione IS DISTINCT FROM su_versione THEN
    RAISE EXCEPTION 'saved by somebody else' USING ERRCODE = 'SZ409';
  END IF;
  RETURN v;
END
$$;
CREATE OR REPLACE FUNCTION servizio_salva(quale bigint, su_versione integer, con_nome text, di_tipo text, con_descrizione text, con_telefono text, con_email text,
                                          con_indirizzo text, con_orario text, dal date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  v servizio := servizio_prendi(quale, su_versione);
BEGIN
  UPDATE servizio SET denominazione = btrim(con_nome), tipo = CASE WHEN v.tipo = 'storico' OR di_tipo = 'storico' THEN v.tipo ELSE di_tipo END, descrizione = con_descrizione,
         telefono = con_telefono, email = con_email, indirizzo = con_indirizzo, orario = con_orario, valido_dal = coalesce(dal, valido_dal), versione = versione + 1
   WHERE id = quale;
END
$$;
-- The last day of a service; NULL opens it again.
CREATE OR REPLACE FUNCTION servizio_termina(quale bigint, su_versione integer, ultimo_giorno date, perche text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  v servizio := servizio_prendi(quale, su_versione);
BEGIN
  PERFORM set_config('siz.motivo', coalesce(perche, ''), true);
  UPDATE servizio SET valido_al = ultimo_giorno, versione = versione + 1 WHERE id = quale;
  PERFORM set_config('siz.motivo', '', true);
END
$$;

-- Before it is closed, all its open cases go to another service, to one person there, in one act.  Who administers
-- moves them without reading them (AZ-9); both ends read of it in the history of each case.
CREATE OR REPLACE FUNCTION servizio_consegna(da bigint, a bigint, a_chi bigint, perche text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  quante bigint;
BEGIN
  IF NOT amministra() THEN
    RAISE EXCEPTION 'not this role' USING ERRCODE = 'SZ403';
  END IF;
  IF NOT EXISTS (SELECT FROM servizio v WHERE v.id = da AND NOT v.sola_lettura) THEN
    RAISE EXCEPTION 'no such service' USING ERRCODE = 'SZ404';
  END IF;
  IF a = da OR NOT EXISTS (SELECT FROM servizio v WHERE v.id = a AND v.tipo <> 'storico' AND NOT v.sola_lettura AND v.valido_dal <= current_date AND coalesce(v.valido_al, current_date) >= current_date) THEN
    RAISE EXCEPTION 'to which service' USING ERRCODE = '23514', CONSTRAINT = 'servizio_consegna_servizio';
  END IF;
  PERFORM FROM pratica p WHERE p.servizio_id = da AND p.stato IN ('A', 'S') ORDER BY p.id FOR UPDATE;
  IF EXISTS (SELECT FROM pratica p WHERE p.servizio_id = da AND p.stato IN ('A', 'S') AND NOT operatore_apre(a_chi, a, p.kind, ARRAY['servizio'], p.creato_ruolo)) THEN
    RAISE EXCEPTION 'one of them is not opened by that person' USING ERRCODE = '23514', CONSTRAINT = 'servizio_consegna_chi';
  END IF;
  PERFORM set_config('siz.nota', left(btrim(perche), 2000), true);
  UPDATE pratica SET servizio_id = a, riferimento_operatore_id = a_chi WHERE servizio_id = da AND stato IN ('A', 'S');
  GET DIAGNOSTICS quante = ROW_COUNT;
  PERFORM set_config('siz.nota', '', true);
  UPDATE pratica_attivita z SET servizio_id = a FROM pratica p WHERE p.id = z.pratica_id AND p.servizio_id = a AND z.servizio_id = da;
  IF quante > 0 THEN
    PERFORM notifica_manda(a_chi, a, 'passaggio', NULL, NULL, NULL, 'Ora segui tu ' || quante || ' pratiche di ' || (SELECT v.denominazione FROM servizio v WHERE v.id = da)
              || ', che chiude: ' || left(btrim(perche), 200), '/supervisione/pratiche');
  END IF;
  PERFORM registro_scrivi(identita_operatore(), identita_servizio(), identita_ruolo(), NULL, 'modifica', 'servizio_consegna', 'servizio', da, NULL, 'ok', NULL, NULL,
                          jsonb_build_object('a', a, 'pratiche', quante));
  RETURN quante;
END
$$;
-- Who works in a service and can enter, for that choice.
CREATE OR REPLACE FUNCTION servizio_persone(quale bigint) RETURNS TABLE (operatore_id bigint, nome text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT o.id, o.cognome || ' ' || o.nome || ', ' || r.denominazione
    FROM appartenenza a JOIN operatore o ON o.id = a.operatore_id AND o.stato = 'attivo' AND coalesce(o.valido_al, current_date) >= current_date JOIN ruolo r ON r.id = a.ruolo
   WHERE a.servizio_id = quale AND a.ruolo <> 5 AND amministra() AND a.valida_dal <= current_date AND coalesce(a.valida_al, current_date) >= current_date
   ORDER BY o.cognome, o.nome, o.id
$$;

-- ---- accounts ------------------------------------------------------------------------------------------------

-- The accounts that the identity administers: by words of name, username or mail; of a service; in a state.  At most
-- `quante`, after the one named.
CREATE OR REPLACE FUNCTION operatori_cerca(parole text, di_servizio bigint, in_stato text, dopo bigint, quante integer)
RETURNS TABLE (operatore_id bigint, cognome text, nome text, username text, email text, stato text, servizi text, ultimo_accesso timestamptz, attivata boolean,
               dimostrazione boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  WITH mio AS MATERIALIZED (SELECT amministra() AS tutti, amministra_persone() AS alcuni, identita_servizio() AS qui)
  SELECT o.id, o.cognome, o.nome, o.username, o.email,
         CASE WHEN o.stato = 'attivo' AND o.valido_al < current_date THEN 'cessato' ELSE o.stato END,
         coalesce((SELECT string_agg(v.denominazione || ' (' || r.denominazione || ')', ', ' ORDER BY v.denominazione) FROM appartenenza a JOIN servizio v ON v.id = a.servizio_id
                     JOIN ruolo r ON r.id = a.ruolo
                    WHERE a.operatore_id = o.id AND a.valida_dal <= current_date AND coalesce(a.valida_al, current_date) >= current_date), ''),
         o.ultimo_accesso, coalesce(k.impronta IS NOT NULL OR s.operatore_id IS NOT NULL, false), o.dimostrazione
    FROM mio, operatore o LEFT JOIN credenziale k ON k.operatore_id = o.id LEFT JOIN operatore_spid s ON s.operatore_id = o.id,
         LATERAL (SELECT senza_accenti(o.cognome || ' ' || o.nome) || ' ' || lpad(o.id::text, 12, '0') AS posto) x
   WHERE (mio.tutti OR mio.alcuni AND EXISTS (SELECT FROM appartenenza a WHERE a.operatore_id = o.id AND a.servizio_id = mio.qui AND coalesce(a.valida_al, current_date) >= current_date - 365))
     AND (di_servizio IS NULL OR EXISTS (SELECT FROM appartenenza a WHERE a.operatore_id = o.id AND a.servizio_id = di_servizio
                                           AND a.valida_dal <= current_date AND coalesce(a.valida_al, current_date) >= current_date))
     AND (in_stato IS NULL OR in_stato = CASE WHEN o.stato = 'attivo' AND o.valido_al < current_date THEN 'cessato' ELSE o.stato END)
     AND NOT EXISTS (SELECT FROM regexp_split_to_table(senza_accenti(btrim(coalesce(parole, ''))), '\s+') w
                      WHERE w <> '' AND strpos(senza_accenti(o.cognome || ' ' || o.nome || ' ' || o.username || ' ' || o.email), w) = 0)
     AND (dopo IS NULL OR x.posto COLLATE "C" > (SELECT senza_accenti(z.cognome || ' ' || z.nome) || ' ' || lpad(z.id::text, 12, '0') FROM operatore z WHERE z.id = dopo))
   ORDER BY x.posto COLLATE "C" LIMIT least(quante, 200)
$$;

-- One account, as its page shows it; no credential, no codice fiscale.
CREATE OR REPLACE FUNCTION operatore_leggi(chi bigint)
RETURNS TABLE (operatore_id bigint, username text, email text, cognome text, nome text, telefono text, stato text, valido_al date, formazione_il date, formazione_deroga text,
               sospeso_il timestamptz, sospeso_motivo text, ultimo_accesso timestamptz, creato_il timestamptz, attivata boolean, spid boolean, fattore boolean, versione bigint,
               governabile boolean, proprio boolean, sessioni bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT o.id, o.username, o.email, o.cognome, o.nome, o.telefono, CASE WHEN o.stato = 'attivo' AND o.valido_al < current_date THEN 'cessato' ELSE o.stato END, o.valido_al,
         o.formazione_il, o.formazione_deroga, o.sospeso_il, o.sospeso_motivo, o.ultimo_accesso, o.creato_il, coalesce(k.impronta IS NOT NULL, false),
         EXISTS (SELECT FROM operatore_spid s WHERE s.operatore_id = o.id), coalesce(k.totp_attivo, false), o.versione::bigint, operatore_governabile(o.id), o.id = identita_operatore(),
         (SELECT count(*) FROM sessione z WHERE z.operatore_id = o.id AND z.chiusa_il IS NULL AND least(z.attiva_il + z.inattivita, z.scade_il) > now())
    FROM operatore o LEFT JOIN credenziale k ON k.operatore_id = o.id WHERE o.id = chi AND operatore_amministrabile(chi)
$$;
-- Where they work, worked and will; of a referente only the own service.  `cambia`: whether it may be changed.
CREATE OR REPLACE FUNCTION operatore_appartenenze(chi bigint, quale bigint DEFAULT NULL)
RETURNS TABLE (appartenenza_id bigint, servizio_id bigint, servizio text, ruolo_codice text, ruolo text, responsabile boolean, valida_dal date, valida_al date, quando text, cambia boolean,
               aperte bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT a.id, a.servizio_id, v.denominazione, r.codice, r.denominazione, a.responsabile, a.valida_dal, a.valida_al,
         CASE WHEN a.valida_dal > current_date AND coalesce(a.valida_al, a.valida_dal) >= a.valida_dal THEN 'futura' WHEN coalesce(a.valida_al, current_date) >= current_date THEN 'oggi' ELSE 'finita' END,
         coalesce(a.valida_al, current_date) >= current_date AND chi <> identita_operatore() AND ruolo_conferisce(a.ruolo)
           AND (amministra() OR a.servizio_id = identita_servizio() AND NOT a.responsabile),
         (SELECT count(*) FROM pratica p WHERE p.servizio_id = a.servizio_id AND p.riferimento_operatore_id = chi AND p.stato IN ('A', 'S'))
    FROM appartenenza a JOIN servizio v ON v.id = a.servizio_id JOIN ruolo r ON r.id = a.ruolo
   WHERE a.operatore_id = chi AND operatore_amministrabile(chi) AND (amministra() OR a.servizio_id = identita_servizio()) AND (quale IS NULL OR a.id = quale)
     AND coalesce(a.valida_al, a.valida_dal) >= a.valida_dal
   ORDER BY coalesce(a.valida_al, current_date) < current_date, v.denominazione, a.valida_dal DESC LIMIT 200
$$;

-- A new account with its first membership and the link by which its owner chooses a password; no password is ever
-- typed by who administers (ACC-05).  Training is owed, or the reason why not (ACC-03).  The token comes from the
-- program, which proves it.
CREATE OR REPLACE FUNCTION operatore_utenza_crea(con_username text, con_email text, con_cognome text, con_nome text, con_telefono text, in_servizio bigint, in_ruolo text,
                                                 come_responsabile boolean, dal date, al date, formato_il date, deroga text, gettone text, durata interval, indirizzo_pubblico text, prova text)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  nuovo bigint;
BEGIN
  PERFORM prova_pretendi('operatore_utenza_crea|' || gettone || '|' || indirizzo_pubblico, prova);
  IF NOT amministra_persone() THEN
    RAISE EXCEPTION 'not this role' USING ERRCODE = 'SZ403';
  END IF;
  -- who administers reads no case (AZ-9), and nobody gets another role by an account in their own name
  IF EXISTS (SELECT FROM operatore o WHERE o.id = identita_operatore() AND (lower(o.email) = lower(con_email) OR nomi_concordi(o.cognome, o.nome, con_cognome, con_nome))) THEN
    RAISE EXCEPTION 'one''s own account' USING ERRCODE = '23514', CONSTRAINT = 'operatore_proprio_nuovo';
  END IF;
  IF formato_il IS NULL AND btrim(coalesce(deroga, '')) = '' THEN
    RAISE EXCEPTION 'no training' USING ERRCODE = '23514', CONSTRAINT = 'operatore_formazione_dovuta';
  END IF;
  IF formato_il > current_date THEN
    RAISE EXCEPTION 'training to come' USING ERRCODE = '23514', CONSTRAINT = 'operatore_formazione_futura';
  END IF;
  INSERT INTO operatore (username, email, cognome, nome, telefono, formazione_il, formazione_deroga)
  VALUES (lower(btrim(con_username)), lower(btrim(con_email)), btrim(con_cognome), btrim(con_nome), con_telefono, formato_il, nullif(btrim(deroga), '')) RETURNING id INTO nuovo;
  INSERT INTO credenziale (operatore_id) VALUES (nuovo);
  PERFORM appartenenza_metti(nuovo, in_servizio, in_ruolo, come_responsabile, dal, al);
  PERFORM operatore_collegamento_manda(nuovo, gettone, durata, indirizzo_pubblico);
  RETURN nuovo;
END
$$;
-- The mail with the link; those sent before open nothing any more.
CREATE OR REPLACE FUNCTION operatore_collegamento_manda(chi bigint, gettone text, durata interval, indirizzo_pubblico text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  UPDATE recupero_password SET usato_il = now() WHERE operatore_id = chi AND usato_il IS NULL;
  INSERT INTO recupero_password (operatore_id, impronta, scade_il) VALUES (chi, sha256(convert_to(gettone, 'UTF8')), now() + durata);
  INSERT INTO lavoro (tipo, dati)
    SELECT 'posta', jsonb_build_object('a', o.email, 'modello', 'utenza_nuova', 'nome', o.nome, 'utente', o.username, 'indirizzo', indirizzo_pubblico || '/password-nuova?g=' || gettone,
                                       'ore', extract(epoch FROM durata)::int / 3600) FROM operatore o WHERE o.id = chi;
  SELECT pg_notify('siz_lavoro', '');
$$;
-- Sent again, while the account was never entered with a password.
CREATE OR REPLACE FUNCTION operatore_collegamento_rimanda(chi bigint, gettone text, durata interval, indirizzo_pubblico text, prova text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  o operatore;
BEGIN
  PERFORM prova_pretendi('operatore_collegamento_rimanda|' || gettone || '|' || indirizzo_pubblico || '|' || chi, prova);
  o := operatore_pretendi(chi);
  IF o.stato <> 'attivo' OR EXISTS (SELECT FROM credenziale k WHERE k.operatore_id = chi AND k.impronta IS NOT NULL) THEN
    RAISE EXCEPTION 'activated before' USING ERRCODE = '23514', CONSTRAINT = 'operatore_gia_attivato';
  END IF;
  PERFORM operatore_collegamento_manda(chi, gettone, durata, indirizzo_pubblico);
  PERFORM registro_scrivi(identita_operatore(), identita_servizio(), identita_ruolo(), NULL, 'modifica', 'operatore_collegamento_rimanda', 'operatore', chi, NULL, 'ok', NULL, NULL, NULL);
END
$$;

-- Another address: links that are under way went to the old one and open nothing any more, and its owner is told there, because
-- whoever reads the new one can ask for a password.
CREATE OR REPLACE FUNCTION operatore_email_cambiata(chi bigint, vecchia text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  UPDATE recupero_password SET usato_il = now() WHERE operatore_id = chi AND usato_il IS NULL;
  INSERT INTO lavoro (tipo, dati) SELECT 'posta', jsonb_build_object('a', vecchia, 'modello', 'email_cambiata', 'nome', o.nome) FROM operatore o WHERE o.id = chi;
  SELECT pg_notify('siz_lavoro', '');
$$;
CREATE OR REPLACE FUNCTION operatore_dati_salva(chi bigint, su_versione integer, con_email text, con_cognome text, con_nome text, con_telefono text, al date, formato_il date, deroga text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  o operatore := operatore_pretendi(chi);
BEGIN
  IF o.versione IS DISTINCT FROM su_versione THEN
    RAISE EXCEPTION 'saved by somebody else' USING ERRCODE = 'SZ409';
  END IF;
  -- a link sent to another address would open the account: only who administers SIZ changes the mail
  IF lower(o.email) <> lower(btrim(con_email)) AND NOT amministra() THEN
    RAISE EXCEPTION 'not this role' USING ERRCODE = '23514', CONSTRAINT = 'operatore_email_altrui';
  END IF;
  UPDATE operatore SET email = lower(btrim(con_email)), cognome = btrim(con_cognome), nome = btrim(con_nome), telefono = con_telefono, valido_al = al, formazione_il = formato_il,
         formazione_deroga = nullif(btrim(deroga), ''), versione = versione + 1 WHERE id = chi;
  IF lower(o.email) <> lower(btrim(con_email)) THEN
    PERFORM operatore_email_cambiata(chi, o.email);
  END IF;
  IF al < current_date THEN
    PERFORM operatore_sessioni_chiudi(chi, 'utenza finita');
  END IF;
END
$$;

CREATE OR REPLACE FUNCTION operatore_sessioni_chiudi(chi bigint, perche text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ UPDATE sessione SET chiusa_il = now(), motivo_chiusura = perche WHERE operatore_id = chi AND chiusa_il IS NULL $$;

-- Suspended: nothing is lost, nobody enters, what is open ends at once (ACC-13, AUTH-9).
CREATE OR REPLACE FUNCTION operatore_sospendi(chi bigint, perche text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  o operatore := operatore_pretendi(chi);
BEGIN
  IF btrim(coalesce(perche, '')) = '' THEN
    RAISE EXCEPTION 'a reason is owed' USING ERRCODE = '23514', CONSTRAINT = 'operatore_motivo_dovuto';
  END IF;
  IF o.stato <> 'attivo' THEN
    RAISE EXCEPTION 'suspended before' USING ERRCODE = 'SZ409';
  END IF;
  PERFORM set_config('siz.motivo', perche, true);
  UPDATE operatore SET stato = 'sospeso', sospeso_il = now(), sospeso_motivo = btrim(perche), versione = versione + 1 WHERE id = chi;
  PERFORM set_config('siz.motivo', '', true);
  UPDATE recupero_password SET usato_il = now() WHERE operatore_id = chi AND usato_il IS NULL;
  PERFORM operatore_sessioni_chiudi(chi, 'utenza sospesa');
  PERFORM avviso_posta(chi, 'utenza_sospesa');
END
$$;
CREATE OR REPLACE FUNCTION operatore_riattiva(chi bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  o operatore := operatore_pretendi(chi);
BEGIN
  IF o.stato = 'attivo' THEN
    RAISE EXCEPTION 'active' USING ERRCODE = 'SZ409';
  END IF;
  UPDATE operatore SET stato = 'attivo', sospeso_il = NULL, sospeso_motivo = NULL, riattivato_il = now(), versione = versione + 1 WHERE id = chi;
  PERFORM avviso_posta(chi, 'utenza_riattivata');
END
$$;

-- The phone is lost and no code is left: for who administers SIZ, with the reason; the owner is told (AUTH-11).
CREATE OR REPLACE FUNCTION operatore_fattore_azzera(chi bigint, perche text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  o operatore;
BEGIN
  IF NOT amministra() THEN
    RAISE EXCEPTION 'not this role' USING ERRCODE = 'SZ403';
  END IF;
  o := operatore_pretendi(chi);
  IF btrim(coalesce(perche, '')) = '' THEN
    RAISE EXCEPTION 'a reason is owed' USING ERRCODE = '23514', CONSTRAINT = 'operatore_motivo_dovuto';
  END IF;
  IF NOT operatore_secondo_fattore_togli(chi) THEN
    RAISE EXCEPTION 'has none' USING ERRCODE = 'SZ409';
  END IF;
  INSERT INTO configurazione_modifica (operatore_id, servizio_id, tabella, riga_id, nome, azione, prima, dopo, motivo)
  VALUES (identita_operatore(), identita_servizio(), 'credenziale', chi, o.nome || ' ' || o.cognome, 'UPDATE', '{"secondo_fattore": true}', '{"secondo_fattore": false}', btrim(perche));
END
$$;

-- ---- who works where -------------------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION appartenenza_metti(chi bigint, in_servizio bigint, in_ruolo text, come_responsabile boolean, dal date, al date) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  nuova bigint;
BEGIN
  IF NOT amministra_persone() THEN
    RAISE EXCEPTION 'not this role' USING ERRCODE = 'SZ403';
  END IF;
  INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, responsabile, valida_dal, valida_al)
  SELECT chi, v.id, r.id, come_responsabile, coalesce(dal, current_date), al FROM servizio v, ruolo r WHERE v.id = in_servizio AND v.tipo <> 'storico' AND r.codice = in_ruolo
  RETURNING id INTO nuova;
  IF nuova IS NULL THEN
    RAISE EXCEPTION 'no such service or role' USING ERRCODE = '23514', CONSTRAINT = 'appartenenza_servizio_ruolo';
  END IF;
  RETURN nuova;
END
$$;
CREATE OR REPLACE FUNCTION appartenenza_aggiungi(chi bigint, in_servizio bigint, in_ruolo text, come_responsabile boolean, dal date, al date) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF NOT operatore_amministrabile(chi) THEN
    RAISE EXCEPTION 'no such operator' USING ERRCODE = CASE WHEN amministra_persone() THEN 'SZ404' ELSE 'SZ403' END;
  END IF;
  RETURN appartenenza_metti(chi, in_servizio, in_ruolo, come_responsabile, dal, al);
END
$$;
-- Another role from that day on: the old membership ends the day before, a new one begins.  Only another last day:
-- the same one.  Sessions end at once, so that nobody works on with what they no longer have.
CREATE OR REPLACE FUNCTION appartenenza_cambia(chi bigint, quale bigint, in_ruolo text, come_responsabile boolean, dal date, al date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  a appartenenza;
  r smallint := (SELECT x.id FROM ruolo x WHERE x.codice = in_ruolo);
  da date := coalesce(dal, current_date);
BEGIN
  IF NOT operatore_amministrabile(chi) THEN
    RAISE EXCEPTION 'no such operator' USING ERRCODE = CASE WHEN amministra_persone() THEN 'SZ404' ELSE 'SZ403' END;
  END IF;
  SELECT * INTO a FROM appartenenza WHERE id = quale AND operatore_id = chi FOR UPDATE;
  IF NOT FOUND OR coalesce(a.valida_al, current_date) < current_date THEN
    RAISE EXCEPTION 'no such membership' USING ERRCODE = 'SZ404';
  END IF;
  IF r = a.ruolo AND come_responsabile = a.responsabile THEN
    UPDATE appartenenza SET valida_al = al WHERE id = quale;
  ELSE
    IF da < current_date OR da < a.valida_dal THEN
      RAISE EXCEPTION 'not in the past' USING ERRCODE = '23514', CONSTRAINT = 'appartenenza_nel_passato';
    END IF;
    UPDATE appartenenza SET valida_al = da - 1 WHERE id = quale;
    PERFORM appartenenza_metti(chi, a.servizio_id, in_ruolo, come_responsabile, da, al);
  END IF;
  PERFORM operatore_sessioni_chiudi(chi, 'servizi o ruolo cambiati');
END
$$;
-- Ended with that day; none: at once, so that yesterday was the last.
CREATE OR REPLACE FUNCTION appartenenza_termina(chi bigint, quale bigint, ultimo_giorno date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  a appartenenza;
BEGIN
  IF NOT operatore_amministrabile(chi) THEN
    RAISE EXCEPTION 'no such operator' USING ERRCODE = CASE WHEN amministra_persone() THEN 'SZ404' ELSE 'SZ403' END;
  END IF;
  SELECT * INTO a FROM appartenenza WHERE id = quale AND operatore_id = chi FOR UPDATE;
  IF NOT FOUND OR coalesce(a.valida_al, current_date) < current_date THEN
    RAISE EXCEPTION 'no such membership' USING ERRCODE = 'SZ404';
  END IF;
  UPDATE appartenenza SET valida_al = greatest(valida_dal - 1, coalesce(ultimo_giorno, current_date - 1)) WHERE id = quale;
  PERFORM operatore_sessioni_chiudi(chi, 'servizi o ruolo cambiati');
END
$$;

-- The roles that the identity may give.
CREATE OR REPLACE FUNCTION ruoli_conferibili() RETURNS TABLE (codice text, denominazione text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT r.codice, r.denominazione FROM ruolo_conferibile x JOIN ruolo r ON r.id = x.conferisce WHERE x.ruolo = identita_ruolo() AND amministra_persone() ORDER BY r.id $$;

-- Unused for so long: suspended by itself, and listed (ACC-13).  Never the last who administers, never the accounts
-- of a demonstration.  One that was never entered counts from the day it was made.
CREATE OR REPLACE FUNCTION operatori_inattivi_sospendi(giorni integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  o record;
  quanti bigint := 0;
BEGIN
  IF identita_operatore() IS NOT NULL OR giorni < 1 THEN
    RETURN 0;
  END IF;
  FOR o IN SELECT x.id FROM operatore x WHERE x.stato = 'attivo' AND NOT x.dimostrazione
              AND greatest(x.ultimo_accesso, x.riattivato_il, x.creato_il) < now() - make_interval(days => giorni) ORDER BY x.id LOOP
    BEGIN
      UPDATE operatore SET stato = 'sospeso', sospeso_il = now(), sospeso_motivo = 'Non usata da ' || giorni || ' giorni', versione = versione + 1 WHERE id = o.id;
    EXCEPTION WHEN check_violation THEN
      CONTINUE; -- the last who administers
    END;
    PERFORM operatore_sessioni_chiudi(o.id, 'utenza sospesa');
    PERFORM registro_scrivi(NULL, NULL, NULL, NULL, 'modifica', 'operatori_inattivi_sospendi', 'operatore', o.id, NULL, 'sospeso', NULL, NULL, NULL);
    PERFORM avviso_posta(o.id, 'utenza_sospesa');
    quanti := quanti + 1;
  END LOOP;
  RETURN quanti;
END
$$;

DO $$
DECLARE
  f regprocedure;
BEGIN
  -- what a page may ask for
  FOREACH f IN ARRAY ARRAY['amministra_persone()', 'servizio_regge(bigint)', 'servizio_pratiche_aperte(bigint)', 'servizi_persone()', 'servizio_persone(bigint)',
    'servizio_crea(text, text, text, text, text, text, text, date)', 'servizio_salva(bigint, integer, text, text, text, text, text, text, text, date)',
    'servizio_termina(bigint, integer, date, text)', 'servizio_consegna(bigint, bigint, bigint, text)', 'operatori_cerca(text, bigint, text, bigint, integer)', 'operatore_leggi(bigint)',
    'operatore_appartenenze(bigint, bigint)', 'operatore_utenza_crea(text, text, text, text, text, bigint, text, boolean, date, date, date, text, text, interval, text, text)',
    'operatore_collegamento_rimanda(bigint, text, interval, text, text)', 'operatore_dati_salva(bigint, integer, text, text, text, text, date, date, text)',
    'operatore_sospendi(bigint, text)', 'operatore_riattiva(bigint)', 'operatore_fattore_azzera(bigint, text)', 'appartenenza_aggiungi(bigint, bigint, text, boolean, date, date)',
    'appartenenza_cambia(bigint, bigint, text, boolean, date, date)', 'appartenenza_termina(bigint, bigint, date)', 'ruoli_conferibili()']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO siz_web', f);
  END LOOP;
  -- what only those ask for
  FOREACH f IN ARRAY ARRAY['ruolo_conferisce(smallint)', 'operatore_amministrabile(bigint)', 'operatore_governabile(bigint)', 'operatore_pretendi(bigint)',
    'configurazione_annota()', 'configurazione_nome(text, jsonb)', 'appartenenza_lecita()', 'amministratore_resta()', 'amministratore_resta_utenza()', 'servizio_chiudibile()', 'servizio_comincia()',
    'sessione_ultimo_accesso()', 'servizio_prendi(bigint, integer)', 'operatore_collegamento_manda(bigint, text, interval, text)', 'operatore_sessioni_chiudi(bigint, text)', 'operatore_email_cambiata(bigint, text)',
    'appartenenza_metti(bigint, bigint, text, boolean, date, date)', 'operatori_inattivi_sospendi(integer)']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION operatori_inattivi_sospendi(integer) TO siz_job;
GRANT EXECUTE ON FUNCTION codice_da_nome(text) TO siz_cancello;
GRANT EXECUTE ON FUNCTION operatore_secondo_fattore_togli(bigint) TO siz_cancello;
