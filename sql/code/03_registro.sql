-- The register: rows, history of changes, seals.

CREATE OR REPLACE FUNCTION registro_scrivi(chi bigint, servizio bigint, con_ruolo smallint, sessione bigint, azione text, rotta text,
  oggetto text, oggetto_id bigint, soggetto_id bigint, esito text, indirizzo inet, richiesta text, dettaglio jsonb) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  INSERT INTO registro (operatore_id, servizio_id, ruolo, sessione_id, azione, rotta, oggetto, oggetto_id, soggetto_id, esito, indirizzo, richiesta, dettaglio)
  VALUES (chi, servizio, con_ruolo, sessione, azione, rotta, oggetto, oggetto_id, soggetto_id, esito, indirizzo, richiesta, dettaglio)
$$;

-- The short transaction after a page (ARCHITECTURE, "registra"): the reading, "last seen" at most
-- once a minute, Cronologia, the notification read.  The operator comes from the session, never
-- from the program: without the token of a session, which SQL cannot read, no row is written, so
-- that text injected into SQL puts nothing into the register.  attivita: false for background polling (AUTH-9).
CREATE OR REPLACE FUNCTION registra(gettone text, azione text, rotta text, oggetto text, oggetto_id bigint, soggetto_id bigint, esito text,
                                    da inet, richiesta text, dettaglio text, attivita boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  z sessione;
BEGIN
  SELECT * INTO z FROM sessione s WHERE s.impronta = sha256(convert_to(gettone, 'UTF8'));
  IF azione IS NOT NULL THEN
    IF z.id IS NULL THEN
      RAISE EXCEPTION 'no session, no row' USING ERRCODE = 'SZ401';
    END IF;
    INSERT INTO registro (operatore_id, servizio_id, ruolo, sessione_id, azione, rotta, oggetto, oggetto_id, soggetto_id, esito, indirizzo, richiesta, dettaglio)
    VALUES (z.operatore_id, z.servizio_id, z.ruolo, z.id, azione, rotta, oggetto, oggetto_id, soggetto_id, esito, da, richiesta,
            -- an external user is named in the detail, which the seal covers like the rest
            CASE WHEN z.utente_esterno_id IS NULL THEN dettaglio::jsonb
                 ELSE coalesce(dettaglio::jsonb, '{}') || jsonb_build_object('utente_esterno', z.utente_esterno_id) END);
  END IF;
  IF z.id IS NULL OR NOT attivita THEN
    RETURN;
  END IF;
  IF z.attiva_il < now() - interval '1 minute' THEN
    UPDATE sessione SET attiva_il = now() WHERE id = z.id AND chiusa_il IS NULL AND least(attiva_il + inattivita, scade_il) > now();
  END IF;
  IF azione = 'apri' AND esito = 'ok' AND z.operatore_id IS NOT NULL AND oggetto IN ('soggetto', 'pratica') THEN
    INSERT INTO cronologia AS c (operatore_id, oggetto, oggetto_id) VALUES (z.operatore_id, registra.oggetto, registra.oggetto_id)
      ON CONFLICT ON CONSTRAINT cronologia_pk DO UPDATE SET quando = now() WHERE c.quando < now() - interval '1 minute';
    IF oggetto = 'pratica' THEN
      UPDATE notifica n SET letta_il = now() WHERE n.operatore_id = z.operatore_id AND n.pratica_id = registra.oggetto_id AND n.letta_il IS NULL;
      IF FOUND THEN
        UPDATE assegnazione a SET letta_il = now() WHERE a.pratica_id = registra.oggetto_id AND a.operatore_id = z.operatore_id AND a.letta_il IS NULL;
      END IF;
    END IF;
  END IF;
  IF azione = 'apri' AND esito = 'ok' AND oggetto = 'domanda' THEN
    UPDATE notifica n SET letta_il = now() WHERE n.operatore_id = z.operatore_id AND n.domanda_id = registra.oggetto_id AND n.letta_il IS NULL;
  END IF;
  -- what belongs to no case is known by the page that it leads to
  IF azione = 'apri' AND esito = 'ok' AND oggetto IN ('appuntamento', 'utente_ente', 'richiesta_utenza') THEN
    UPDATE notifica n SET letta_il = now()
     WHERE n.operatore_id = z.operatore_id AND n.letta_il IS NULL AND n.presa_il IS NULL AND n.nascosta_il IS NULL AND n.archiviata_il IS NULL
       AND n.via = CASE oggetto WHEN 'appuntamento' THEN '/agenda/appuntamenti/' WHEN 'utente_ente' THEN '/enti-esterni/'
                                ELSE '/amministrazione/richieste-utenza/' END || registra.oggetto_id;
  END IF;
END
$$;

-- Every change of a row of the file of a person goes to storia (values, visible as its case is)
-- and to registro (names of the columns only), in the transaction of the change (AUD-2).
CREATE OR REPLACE FUNCTION storia_annota() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  vecchia jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
  nuova jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
  riga jsonb := coalesce(nuova, vecchia);
  taciute constant text[] := ARRAY['versione', 'modificato_il', 'modificata_il', 'chiave', 'chiave_nome', 'codice_fiscale_piano', 'chiave_maestra', 'tipo_generato', 'impronta', 'letta_il', 'segue_operatore_id'];
  prima jsonb;
  dopo jsonb;
BEGIN
  SELECT jsonb_object_agg(k, vecchia -> k), jsonb_object_agg(k, nuova -> k) INTO prima, dopo
    FROM jsonb_object_keys(riga) k
   WHERE k <> ALL (taciute) AND (vecchia -> k) IS DISTINCT FROM (nuova -> k) AND NOT (vecchia IS NULL AND jsonb_typeof(nuova -> k) = 'null');
  IF TG_OP = 'UPDATE' AND dopo IS NULL THEN
    RETURN NULL;
  END IF;
  INSERT INTO storia (operatore_id, servizio_id, tabella, riga_id, pratica_id, soggetto_id, documento_id, privata_di, azione, prima, dopo)
  VALUES (identita_operatore(), identita_servizio(), TG_TABLE_NAME, (riga ->> 'id')::bigint,
          CASE TG_TABLE_NAME WHEN 'pratica' THEN (riga ->> 'id')::bigint ELSE (riga ->> 'pratica_id')::bigint END,
          CASE TG_TABLE_NAME WHEN 'soggetto' THEN (riga ->> 'id')::bigint ELSE coalesce((riga ->> 'titolare_soggetto_id')::bigint, (riga ->> 'soggetto_id')::bigint) END,
          CASE TG_TABLE_NAME WHEN 'documento' THEN (riga ->> 'id')::bigint END,
          -- a page that was private or becomes so shows its history to its author alone
          CASE WHEN coalesce((vecchia ->> 'privata')::boolean, false) OR coalesce((nuova ->> 'privata')::boolean, false)
               THEN (riga ->> 'autore_operatore_id')::bigint END,
          TG_OP, CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE prima END, CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE dopo END);
  INSERT INTO registro (operatore_id, servizio_id, ruolo, azione, oggetto, oggetto_id, soggetto_id, dettaglio)
  VALUES (identita_operatore(), identita_servizio(), identita_ruolo(),
          CASE TG_OP WHEN 'INSERT' THEN 'crea' WHEN 'UPDATE' THEN 'modifica' ELSE 'elimina' END,
          TG_TABLE_NAME, (riga ->> 'id')::bigint,
          CASE TG_TABLE_NAME WHEN 'soggetto' THEN (riga ->> 'id')::bigint ELSE coalesce((riga ->> 'titolare_soggetto_id')::bigint, (riga ->> 'soggetto_id')::bigint) END,
          jsonb_strip_nulls(jsonb_build_object('campi', (SELECT jsonb_agg(k) FROM jsonb_object_keys(coalesce(dopo, prima, '{}')) k),
                                               'utente_esterno', identita_esterno())));
  RETURN NULL;
END
$$;
ALTER FUNCTION storia_annota() OWNER TO siz_cancello;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['soggetto', 'pratica', 'assegnazione', 'richiesta_accesso', 'diario_pagina', 'soggetto_significativo', 'evento', 'documento'] LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER storia_annota AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION storia_annota()', t);
  END LOOP;
END
$$;

-- Append-only, also for the owner (AUD-3).
CREATE OR REPLACE FUNCTION registro_immutabile() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed nor removed', TG_TABLE_NAME USING ERRCODE = 'SZ403';
END
$$;
CREATE OR REPLACE TRIGGER registro_immutabile BEFORE UPDATE OR DELETE OR TRUNCATE ON registro FOR EACH STATEMENT EXECUTE FUNCTION registro_immutabile();
CREATE OR REPLACE TRIGGER sigillo_immutabile BEFORE UPDATE OR DELETE OR TRUNCATE ON sigillo FOR EACH STATEMENT EXECUTE FUNCTION registro_immutabile();
CREATE OR REPLACE TRIGGER storia_immutabile BEFORE UPDATE OR DELETE OR TRUNCATE ON storia FOR EACH STATEMENT EXECUTE FUNCTION registro_immutabile();

-- The canonical form of a row: every field in a fixed order and form, whatever the session's settings.
CREATE OR REPLACE FUNCTION registro_impronta(r registro) RETURNS bytea
LANGUAGE sql STABLE SET search_path = pg_catalog, public SET timezone = 'UTC' SET datestyle = 'ISO' SET bytea_output = 'hex'
AS $$
  SELECT sha256(convert_to(jsonb_build_array(r.id, r.transazione, to_char(r.quando, 'YYYY-MM-DD"T"HH24:MI:SS.US BC'), r.operatore_id, r.servizio_id,
    r.ruolo, r.sessione_id, r.azione, r.rotta, r.oggetto, r.oggetto_id, r.soggetto_id, r.esito, text(r.indirizzo), r.richiesta, r.dettaglio)::text, 'UTF8'))
$$;

-- Seal what has ended since the last seal; the number of rows sealed.  Only below the oldest
-- running transaction, because a row with a smaller number may still be on its way.
CREATE OR REPLACE FUNCTION registro_sigilla() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  ultimo sigillo;
  fino bigint := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
  nuovo sigillo;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('registro_sigilla'));
  SELECT * INTO ultimo FROM sigillo ORDER BY id DESC LIMIT 1;
  SELECT count(*), coalesce(string_agg(int8send(r.id) || substring(registro_impronta(r) FROM 1 FOR 16), '' ORDER BY r.id), '')
    INTO nuovo.righe, nuovo.impronte
    FROM registro r WHERE r.transazione >= coalesce(ultimo.a, 0) AND r.transazione < fino;
  IF nuovo.righe = 0 THEN
    RETURN 0;
  END IF;
  nuovo.precedente := coalesce(ultimo.sigillo, sha256('SIZ registro'));
  INSERT INTO sigillo (da, a, righe, impronte, precedente, sigillo)
  VALUES (coalesce(ultimo.a, 0), fino, nuovo.righe, nuovo.impronte, nuovo.precedente,
          sha256(nuovo.precedente || convert_to(coalesce(ultimo.a, 0) || '|' || fino || '|' || nuovo.righe || '|', 'UTF8') || nuovo.impronte));
  RETURN nuovo.righe;
END
$$;

-- Check the whole chain.  No row: all is as it was sealed.  Else the first bad thing of each
-- seal: 'sigillo' the seal itself was altered, 'alterata' the row, 'tolta', 'aggiunta'.
CREATE OR REPLACE FUNCTION registro_verifica() RETURNS TABLE (sigillo_id bigint, registro_id bigint, cosa text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  s sigillo;
  prima sigillo;
  trovato record;
BEGIN
  FOR s IN SELECT * FROM sigillo g ORDER BY g.id LOOP
    IF s.precedente <> coalesce(prima.sigillo, sha256('SIZ registro')) OR s.da <> coalesce(prima.a, 0)
       OR s.sigillo <> sha256(s.precedente || convert_to(s.da || '|' || s.a || '|' || s.righe || '|', 'UTF8') || s.impronte)
       OR length(s.impronte) <> s.righe * 24 THEN
      RETURN QUERY SELECT s.id, NULL::bigint, 'sigillo';
    ELSE
      SELECT coalesce(r.id, v.id) AS id, CASE WHEN r.id IS NULL THEN 'tolta' WHEN v.id IS NULL THEN 'aggiunta' ELSE 'alterata' END AS cosa INTO trovato
        FROM (SELECT ('x' || encode(substring(s.impronte FROM n * 24 + 1 FOR 8), 'hex'))::bit(64)::bigint AS id,
                     substring(s.impronte FROM n * 24 + 9 FOR 16) AS impronta
                FROM generate_series(0, s.righe::int - 1) n) v
        FULL JOIN (SELECT t.id, substring(registro_impronta(t) FROM 1 FOR 16) AS impronta
                     FROM registro t WHERE t.transazione < s.a AND (t.transazione >= s.da OR prima.id IS NULL)) r ON r.id = v.id
       WHERE r.id IS NULL OR v.id IS NULL OR r.impronta <> v.impronta
       ORDER BY 1 LIMIT 1;
      IF FOUND THEN
        RETURN QUERY SELECT s.id, trovato.id, trovato.cosa;
      END IF;
    END IF;
    prima := s;
  END LOOP;
END
$$;

-- The head of the chain, to be published outside (a mail, a bulletin) so that an outsider can check.
CREATE OR REPLACE FUNCTION registro_testa() RETURNS TABLE (sigillo_id bigint, quando timestamptz, sigillo text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT g.id, g.quando, encode(g.sigillo, 'hex') FROM sigillo g ORDER BY g.id DESC LIMIT 1 $$;

ALTER FUNCTION registro_scrivi(bigint, bigint, smallint, bigint, text, text, text, bigint, bigint, text, inet, text, jsonb) OWNER TO siz_cancello;
ALTER FUNCTION registra(text, text, text, text, bigint, bigint, text, inet, text, text, boolean) OWNER TO siz_cancello;
ALTER FUNCTION registro_impronta(registro) OWNER TO siz_cancello;
ALTER FUNCTION registro_sigilla() OWNER TO siz_cancello;
ALTER FUNCTION registro_verifica() OWNER TO siz_cancello;
ALTER FUNCTION registro_testa() OWNER TO siz_cancello;
GRANT EXECUTE ON FUNCTION registra(text, text, text, text, bigint, bigint, text, inet, text, text, boolean) TO siz_web;
GRANT EXECUTE ON FUNCTION registro_sigilla(), registro_verifica(), registro_testa() TO siz_job;
GRANT EXECUTE ON FUNCTION registro_verifica(), registro_testa() TO siz_owner;
