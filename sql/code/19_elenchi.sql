-- Lists and types of intervention, changed by who administers; every change is kept and can be taken back.

GRANT SELECT, INSERT, UPDATE ON voce, tipo_intervento TO siz_cancello;
GRANT SELECT, INSERT ON documento_atteso TO siz_cancello;
GRANT SELECT ON vocabolario, kind, inps_prestazione TO siz_web, siz_job, siz_cancello;
CREATE OR REPLACE TRIGGER configurazione_annota AFTER INSERT OR UPDATE OR DELETE ON voce FOR EACH ROW EXECUTE FUNCTION configurazione_annota();
CREATE OR REPLACE TRIGGER configurazione_annota AFTER INSERT OR UPDATE OR DELETE ON tipo_intervento FOR EACH ROW EXECUTE FUNCTION configurazione_annota();

-- May that of the list be changed?  `cosa`: «voci» come and end, «parole» are other words.
CREATE OR REPLACE FUNCTION elenco_cambia(quale text, cosa text) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF NOT amministra() THEN
    RAISE EXCEPTION 'not this role' USING ERRCODE = 'SZ403';
  END IF;
  IF NOT EXISTS (SELECT FROM vocabolario v WHERE v.codice = quale AND (v.cambia = 'tutto' OR v.cambia = 'parole' AND cosa = 'parole')) THEN
    RAISE EXCEPTION 'that list is not changed here' USING ERRCODE = '23514', CONSTRAINT = 'elenco_fisso';
  END IF;
END
$$;

-- A code that nobody has, from the words.  Those of this installation begin with L, so that what SIZ brings with a
-- later version does not meet them.
CREATE OR REPLACE FUNCTION voce_codice(in_elenco text, parole text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT CASE WHEN EXISTS (SELECT FROM voce v WHERE v.vocabolario = in_elenco AND v.codice = b.base) THEN b.base || '_' || (SELECT count(*) + 1 FROM voce v WHERE v.vocabolario = in_elenco AND v.codice LIKE b.base || '%')
              ELSE b.base END
    FROM (SELECT 'L_' || upper(left(codice_da_nome(parole), 24)) AS base) b
$$;

CREATE OR REPLACE FUNCTION voce_crea(in_elenco text, con_descrizione text, sotto text, al_posto integer, dal date, al date) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  nuova bigint;
BEGIN
  PERFORM elenco_cambia(in_elenco, 'voci');
  PERFORM pg_advisory_xact_lock(hashtext('voce ' || in_elenco));
  IF EXISTS (SELECT FROM voce v WHERE v.vocabolario = in_elenco AND senza_accenti(v.descrizione) = senza_accenti(btrim(con_descrizione)) AND coalesce(v.valida_al, current_date) >= current_date
               AND v.codice_padre IS NOT DISTINCT FROM sotto) THEN
    RAISE EXCEPTION 'said before' USING ERRCODE = '23505', CONSTRAINT = 'voce_gia_detta';
  END IF;
  IF sotto IS NOT NULL AND NOT EXISTS (SELECT FROM voce v WHERE v.vocabolario = in_elenco AND v.codice_padre = sotto) THEN
    RAISE EXCEPTION 'no such heading' USING ERRCODE = '23514', CONSTRAINT = 'voce_gruppo';
  END IF;
  INSERT INTO voce (vocabolario, codice, descrizione, codice_padre, ordine, valida_dal, valida_al, locale)
  VALUES (in_elenco, voce_codice(in_elenco, con_descrizione), btrim(con_descrizione), sotto,
          coalesce(al_posto, (SELECT max(v.ordine) + 1 FROM voce v WHERE v.vocabolario = in_elenco AND v.codice_padre IS NOT DISTINCT FROM sotto), 1),
          CASE WHEN sotto IS NULL THEN coalesce(dal, current_date) ELSE DATE '1900-01-01' END, al, true)
  RETURNING id INTO nuova;
  RETURN nuova;
END
$$;

CREATE OR REPLACE FUNCTION voce_prendi(quale bigint, su_versione integer) RETURNS voce
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  v voce;
BEGIN
  IF NOT amministra() THEN
    RAISE EXCEPTION 'not this role' USING ERRCODE = 'SZ403';
  END IF;
  SELECT * INTO v FROM voce WHERE id = quale FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such entry' USING ERRCODE = 'SZ404';
  END IF;
  IF v.versione IS DISTINCT FROM su_versione THEN
    RAISE EXCEPTION 'saved by somebody else' USING ERRCODE = 'SZ409';
  END IF;
  RETURN v;
END
$$;
-- Other words.  `sostituisce`: they mean something else, so the old entry ends yesterday and another begins today;
-- cases written before keep the old word.  Else the same entry is put better, everywhere.
CREATE OR REPLACE FUNCTION voce_salva(quale bigint, su_versione integer, con_descrizione text, sostituisce boolean, al_posto integer, al date) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  v voce := voce_prendi(quale, su_versione);
  nuova bigint;
BEGIN
  PERFORM elenco_cambia(v.vocabolario, CASE WHEN sostituisce OR al IS DISTINCT FROM v.valida_al THEN 'voci' ELSE 'parole' END);
  IF NOT sostituisce OR btrim(con_descrizione) = v.descrizione THEN
    UPDATE voce SET descrizione = btrim(con_descrizione), ordine = coalesce(al_posto, ordine), valida_al = al, locale = true, versione = versione + 1 WHERE id = quale;
    RETURN quale;
  END IF;
  IF EXISTS (SELECT FROM voce f WHERE f.vocabolario = v.vocabolario AND f.codice_padre = v.codice) THEN
    RAISE EXCEPTION 'a heading is only put better' USING ERRCODE = '23514', CONSTRAINT = 'voce_intestazione';
  END IF;
  UPDATE voce SET valida_dal = least(valida_dal, current_date - 1), valida_al = current_date - 1, locale = true, versione = versione + 1 WHERE id = quale;
  INSERT INTO voce (vocabolario, codice, descrizione, codice_padre, attributi, ordine, valida_dal, valida_al, locale)
  VALUES (v.vocabolario, voce_codice(v.vocabolario, con_descrizione), btrim(con_descrizione), v.codice_padre, v.attributi, coalesce(al_posto, v.ordine),
          CASE WHEN v.codice_padre IS NULL THEN current_date ELSE v.valida_dal END, al, true) RETURNING id INTO nuova;
  RETURN nuova;
END
$$;

-- ---- types of intervention ---------------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION tipo_codice(di_kind text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT k.prefisso || 'L' || (SELECT coalesce(max(substring(t.codice FROM '^' || k.prefisso || 'L(\d+)$')::integer), 0) + 1 FROM tipo_intervento t WHERE t.kind = di_kind) FROM kind k WHERE k.codice = di_kind
$$;
-- What a type says must be there: classes of ISTAT and levels are entries of a list, which no foreign key can hold.
CREATE OR REPLACE FUNCTION tipo_intervento_noto() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF NEW.istat IS NOT NULL AND NOT EXISTS (SELECT FROM voce v WHERE v.vocabolario = 'istat' AND v.codice = NEW.istat) THEN
    RAISE EXCEPTION 'no such class' USING ERRCODE = '23514', CONSTRAINT = 'tipo_intervento_istat';
  END IF;
  IF NEW.livello_assistenza IS NOT NULL AND NOT EXISTS (SELECT FROM voce v WHERE v.vocabolario = 'livello_assistenza' AND v.codice = NEW.livello_assistenza) THEN
    RAISE EXCEPTION 'no such level' USING ERRCODE = '23514', CONSTRAINT = 'tipo_intervento_livello';
  END IF;
  IF NOT NEW.servizi <@ (SELECT array_agg(v.id) FROM servizio v WHERE v.tipo <> 'storico') THEN
    RAISE EXCEPTION 'no such service' USING ERRCODE = '23514', CONSTRAINT = 'tipo_intervento_servizi';
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER tipo_intervento_noto BEFORE INSERT OR UPDATE ON tipo_intervento FOR EACH ROW WHEN (NEW.locale) EXECUTE FUNCTION tipo_intervento_noto();

CREATE OR REPLACE FUNCTION tipo_intervento_crea(di_kind text, con_descrizione text, con_livello text, con_istat text, con_inps text, con_casellario text, in_servizi bigint[],
                                                al_posto integer, dal date, al date) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  nuovo bigint;
BEGIN
  IF NOT amministra() THEN
    RAISE EXCEPTION 'not this role' USING ERRCODE = 'SZ403';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('tipo_intervento ' || di_kind));
  IF EXISTS (SELECT FROM tipo_intervento t WHERE t.kind = di_kind AND senza_accenti(t.descrizione) = senza_accenti(btrim(con_descrizione)) AND coalesce(t.valido_al, current_date) >= current_date) THEN
    RAISE EXCEPTION 'said before' USING ERRCODE = '23505', CONSTRAINT = 'voce_gia_detta';
  END IF;
  INSERT INTO tipo_intervento (kind, codice, descrizione, livello_assistenza, macro_livello, istat, inps, escludi_casellario_proposto, servizi, ordine, valido_dal, valido_al, locale)
  SELECT k.codice, tipo_codice(k.codice), btrim(con_descrizione), con_livello, (SELECT v.attributi ->> 'macro_livello' FROM voce v WHERE v.vocabolario = 'livello_assistenza' AND v.codice = con_livello LIMIT 1),
         con_istat, con_inps, coalesce(con_casellario, 'NR'), nullif(in_servizi, '{}'), coalesce(al_posto, (SELECT max(t.ordine) + 1 FROM tipo_intervento t WHERE t.kind = di_kind), 1),
         coalesce(dal, current_date), al, true
    FROM kind k WHERE k.codice = di_kind AND NOT k.domanda RETURNING id INTO nuovo;
  IF nuovo IS NULL THEN
    RAISE EXCEPTION 'no such kind' USING ERRCODE = 'SZ404';
  END IF;
  RETURN nuovo;
END
$$;
CREATE OR REPLACE FUNCTION tipo_intervento_salva(quale bigint, su_versione integer, con_descrizione text, sostituisce boolean, con_livello text, con_istat text, con_inps text, con_casellario text,
                                                 in_servizi bigint[], al_posto integer, dal date, al date) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  t tipo_intervento;
  nuovo bigint;
BEGIN
  IF NOT amministra() THEN
    RAISE EXCEPTION 'not this role' USING ERRCODE = 'SZ403';
  END IF;
  SELECT * INTO t FROM tipo_intervento WHERE id = quale FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such type' USING ERRCODE = 'SZ404';
  END IF;
  IF t.versione IS DISTINCT FROM su_versione THEN
    RAISE EXCEPTION 'saved by somebody else' USING ERRCODE = 'SZ409';
  END IF;
  IF sostituisce AND btrim(con_descrizione) <> t.descrizione THEN
    UPDATE tipo_intervento SET valido_dal = least(valido_dal, current_date - 1), valido_al = current_date - 1, locale = true, versione = versione + 1 WHERE id = quale;
    nuovo := tipo_intervento_crea(t.kind, con_descrizione, con_livello, con_istat, con_inps, con_casellario, in_servizi, coalesce(al_posto, t.ordine), current_date, al);
    -- what the page does not ask goes on with the new one, and so do the documents that are expected
    UPDATE tipo_intervento SET destinatario = t.destinatario, motivo = t.motivo, carattere = t.carattere, unita_misura = t.unita_misura WHERE id = nuovo;
    INSERT INTO documento_atteso (kind, tipo, documento, necessario, scade, ordine)
      SELECT d.kind, n.codice, d.documento, d.necessario, d.scade, d.ordine FROM documento_atteso d, tipo_intervento n WHERE n.id = nuovo AND d.kind = t.kind AND d.tipo = t.codice;
    RETURN nuovo;
  END IF;
  UPDATE tipo_intervento SET descrizione = btrim(con_descrizione), livello_assistenza = con_livello,
         macro_livello = CASE WHEN con_livello IS DISTINCT FROM t.livello_assistenza THEN (SELECT v.attributi ->> 'macro_livello' FROM voce v WHERE v.vocabolario = 'livello_assistenza' AND v.codice = con_livello LIMIT 1)
                              ELSE macro_livello END,
         istat = con_istat, inps = con_inps, escludi_casellario_proposto = coalesce(con_casellario, 'NR'), servizi = nullif(in_servizi, '{}'), ordine = coalesce(al_posto, ordine),
         valido_dal = coalesce(dal, valido_dal), valido_al = al, locale = true, versione = versione + 1 WHERE id = quale;
  RETURN quale;
END
$$;
-- How many cases have it: a number, and nothing of them.
CREATE OR REPLACE FUNCTION tipi_usati(di_kind text) RETURNS TABLE (codice text, pratiche bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT p.tipo, count(*) FROM pratica p WHERE p.kind = di_kind AND p.tipo IS NOT NULL AND amministra() GROUP BY 1 $$;

-- ---- what was changed, in words, and taking it back --------------------------------------------------------------

-- A column and a value as a person reads them.
CREATE OR REPLACE FUNCTION configurazione_etichetta(campo text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public
AS $$
  SELECT coalesce((SELECT x.e FROM (VALUES ('denominazione', 'Nome'), ('descrizione', 'Parole'), ('tipo', 'Che cosa è'), ('telefono', 'Telefono'), ('email', 'Email'), ('indirizzo', 'Indirizzo'),
    ('orario', 'Orario'), ('valido_dal', 'Dal'), ('valida_dal', 'Dal'), ('valido_al', 'Fino al'), ('valida_al', 'Fino al'), ('stato', 'Utenza'), ('sospeso_motivo', 'Perché sospesa'), ('cognome', 'Cognome'),
    ('nome', 'Nome'), ('username', 'Nome utente'), ('formazione_il', 'Formazione'), ('formazione_deroga', 'Perché senza formazione'), ('ruolo', 'Ruolo'), ('servizio_id', 'Servizio'),
    ('responsabile', 'Responsabile'), ('ordine', 'Posto'), ('livello_assistenza', 'Livello di assistenza'), ('macro_livello', 'Macro livello'), ('istat', 'Classe ISTAT'), ('inps', 'Codice INPS'),
    ('escludi_casellario_proposto', 'Escludi dal casellario'), ('servizi', 'Servizi'), ('codice_padre', 'Gruppo'), ('secondo_fattore', 'Secondo fattore'), ('codice', 'Codice'), ('vocabolario', 'Elenco'),
    ('kind', 'Tipo di pratica'), ('sola_lettura', 'In sola lettura')) x (c, e) WHERE x.c = campo), replace(campo, '_', ' '))
$$;
CREATE OR REPLACE FUNCTION configurazione_valore(campo text, valore jsonb) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT CASE
    WHEN valore IS NULL OR jsonb_typeof(valore) = 'null' OR valore = '""' THEN 'niente'
    WHEN jsonb_typeof(valore) = 'boolean' THEN CASE WHEN valore::text = 'true' THEN 'sì' ELSE 'no' END
    WHEN campo = 'servizio_id' THEN coalesce((SELECT v.denominazione FROM servizio v WHERE v.id = (valore #>> '{}')::bigint), valore #>> '{}')
    WHEN campo = 'servizi' THEN (SELECT string_agg(v.denominazione, ', ' ORDER BY v.denominazione) FROM servizio v WHERE v.id IN (SELECT x::bigint FROM jsonb_array_elements_text(valore) x))
    WHEN campo = 'ruolo' THEN coalesce((SELECT r.denominazione FROM ruolo r WHERE r.id = (valore #>> '{}')::smallint), valore #>> '{}')
    WHEN campo = 'kind' THEN coalesce((SELECT k.plurale FROM kind k WHERE k.codice = valore #>> '{}'), valore #>> '{}')
    WHEN campo = 'vocabolario' THEN coalesce((SELECT v.nome FROM vocabolario v WHERE v.codice = valore #>> '{}'), valore #>> '{}')
    WHEN valore #>> '{}' ~ '^\d{4}-\d\d-\d\d$' THEN to_char((valore #>> '{}')::date, 'DD/MM/YYYY')
    ELSE valore #>> '{}' END
$$;

CREATE OR REPLACE FUNCTION configurazione_modifiche(di_tabella text, prima_di bigint, quante integer)
RETURNS TABLE (configurazione_modifica_id bigint, quando timestamptz, chi text, cosa text, nome text, azione text, righe text, motivo text, annulla bigint, annullata boolean, annullabile boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT m.id, m.quando, o.nome || ' ' || o.cognome,
         CASE m.tabella WHEN 'servizio' THEN 'Servizio' WHEN 'operatore' THEN 'Utenza' WHEN 'appartenenza' THEN 'Dove lavora' WHEN 'credenziale' THEN 'Accesso' WHEN 'voce' THEN 'Elenco' ELSE 'Tipo' END,
         m.nome, m.azione,
         (SELECT string_agg(configurazione_etichetta(k) || ': ' || CASE WHEN m.azione = 'UPDATE' THEN configurazione_valore(k, m.prima -> k) || ' → ' ELSE '' END
                   || configurazione_valore(k, coalesce(m.dopo, m.prima) -> k), E'\n' ORDER BY k)
            FROM jsonb_object_keys(coalesce(m.dopo, m.prima)) k
           WHERE k NOT IN ('id', 'operatore_id', 'attributi', 'dimostrazione', 'codice_fiscale') AND (m.azione = 'UPDATE' OR jsonb_typeof(coalesce(m.dopo, m.prima) -> k) <> 'null')),
         m.motivo, m.annulla, m.annullata_il IS NOT NULL,
         m.annullata_il IS NULL AND (m.azione = 'UPDATE' AND m.tabella IN ('servizio', 'operatore', 'appartenenza', 'voce', 'tipo_intervento')
                                     OR m.azione = 'INSERT' AND m.tabella IN ('appartenenza', 'voce', 'tipo_intervento'))
    FROM configurazione_modifica m JOIN operatore o ON o.id = m.operatore_id
   WHERE amministra() AND (di_tabella IS NULL OR m.tabella = di_tabella) AND (prima_di IS NULL OR m.id < prima_di)
   ORDER BY m.id DESC LIMIT least(quante, 200)
$$;

-- Take one back: what it changed gets its old values, where nothing of that changed since.  What was added is ended and
-- not deleted.  The rules of the tables hold for this as for everything else.
CREATE OR REPLACE FUNCTION configurazione_annulla(quale bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  m configurazione_modifica;
  ora jsonb;
  colonne text;
BEGIN
  IF NOT amministra() THEN
    RAISE EXCEPTION 'not this role' USING ERRCODE = 'SZ403';
  END IF;
  SELECT * INTO m FROM configurazione_modifica WHERE id = quale FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such change' USING ERRCODE = 'SZ404';
  END IF;
  IF m.annullata_il IS NOT NULL THEN
    RAISE EXCEPTION 'taken back before' USING ERRCODE = 'SZ409';
  END IF;
  IF m.tabella NOT IN ('servizio', 'operatore', 'appartenenza', 'voce', 'tipo_intervento') OR m.azione = 'DELETE' OR m.azione = 'INSERT' AND m.tabella IN ('servizio', 'operatore') THEN
    RAISE EXCEPTION 'not taken back' USING ERRCODE = '23514', CONSTRAINT = 'configurazione_non_annullabile';
  END IF;
  IF m.tabella = 'operatore' THEN
    PERFORM operatore_pretendi(m.riga_id);
  END IF;
  EXECUTE format('SELECT to_jsonb(t) FROM %I t WHERE t.id = $1 FOR UPDATE', m.tabella) INTO ora USING m.riga_id;
  IF ora IS NULL OR m.azione = 'UPDATE' AND EXISTS (SELECT FROM jsonb_object_keys(m.dopo) k WHERE ora -> k IS DISTINCT FROM m.dopo -> k) THEN
    RAISE EXCEPTION 'changed since' USING ERRCODE = '23514', CONSTRAINT = 'configurazione_superata';
  END IF;
  PERFORM set_config('siz.annulla', quale::text, true);
  IF m.azione = 'INSERT' THEN
    IF m.tabella = 'appartenenza' THEN
      PERFORM appartenenza_termina((ora ->> 'operatore_id')::bigint, m.riga_id, NULL);
    ELSIF m.tabella = 'voce' THEN
      UPDATE voce SET valida_dal = least(valida_dal, current_date - 1), valida_al = current_date - 1, versione = versione + 1 WHERE id = m.riga_id;
    ELSE
      UPDATE tipo_intervento SET valido_dal = least(valido_dal, current_date - 1), valido_al = current_date - 1, versione = versione + 1 WHERE id = m.riga_id;
    END IF;
  ELSE
    SELECT string_agg(format('%1$I = r.%1$I', k), ', ') INTO colonne FROM jsonb_object_keys(m.prima) k;
    EXECUTE format('UPDATE %1$I t SET %2$s%3$s FROM jsonb_populate_record(NULL::%1$I, $1) r WHERE t.id = $2', m.tabella, colonne,
                   CASE WHEN m.tabella = 'appartenenza' THEN '' ELSE ', versione = t.versione + 1' END) USING m.prima, m.riga_id;
    IF m.tabella = 'operatore' AND m.prima ? 'email' THEN
      PERFORM operatore_email_cambiata(m.riga_id, ora ->> 'email');
    END IF;
    IF m.tabella = 'operatore' AND m.prima ->> 'stato' = 'attivo' THEN
      UPDATE operatore SET riattivato_il = now(), sospeso_il = NULL WHERE id = m.riga_id;
    ELSIF m.tabella = 'operatore' AND m.prima ? 'stato' THEN
      PERFORM operatore_sessioni_chiudi(m.riga_id, 'utenza sospesa');
    ELSIF m.tabella = 'appartenenza' THEN
      PERFORM operatore_sessioni_chiudi((ora ->> 'operatore_id')::bigint, 'servizi o ruolo cambiati');
    END IF;
  END IF;
  PERFORM set_config('siz.annulla', '', true);
  UPDATE configurazione_modifica SET annullata_il = now() WHERE id = quale;
END
$$;

DO $$
DECLARE
  f regprocedure;
BEGIN
  FOREACH f IN ARRAY ARRAY['voce_crea(text, text, text, integer, date, date)', 'voce_salva(bigint, integer, text, boolean, integer, date)',
    'tipo_intervento_crea(text, text, text, text, text, text, bigint[], integer, date, date)',
    'tipo_intervento_salva(bigint, integer, text, boolean, text, text, text, text, bigint[], integer, date, date)', 'tipi_usati(text)',
    'configurazione_modifiche(text, bigint, integer)', 'configurazione_annulla(bigint)']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO siz_web', f);
  END LOOP;
  FOREACH f IN ARRAY ARRAY['elenco_cambia(text, text)', 'voce_codice(text, text)', 'voce_prendi(bigint, integer)', 'tipo_codice(text)', 'tipo_intervento_noto()',
    'configurazione_valore(text, jsonb)']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION configurazione_etichetta(text) TO siz_cancello;
