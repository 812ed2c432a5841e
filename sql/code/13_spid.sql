-- What siz-spid may do, and what `siz web` takes from it.  Neither reads a table: each function is
-- one step of a login or logout (rules of SPID in comments).

-- ---- the register ----------------------------------------------------------------------------

-- Rows come in; after 24 months they go (DPCM 24/10/2014 art. 13(2)), and never change.
CREATE OR REPLACE FUNCTION spid_registro_immutabile() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD.quando < now() - interval '24 months' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'rows of % are kept as they came for 24 months', TG_TABLE_NAME USING ERRCODE = 'SZ403';
END
$$;
CREATE OR REPLACE TRIGGER spid_registro_immutabile BEFORE UPDATE OR DELETE ON spid_registro
  FOR EACH ROW EXECUTE FUNCTION spid_registro_immutabile();
CREATE OR REPLACE TRIGGER spid_registro_intero BEFORE TRUNCATE ON spid_registro
  FOR EACH STATEMENT EXECUTE FUNCTION spid_registro_immutabile();

-- The session that a login opened is the last row of its transaction.
CREATE OR REPLACE FUNCTION spid_registro_sessione() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  INSERT INTO spid_registro (tipo, di_spid_registro_id, idp, soggetto, esito, sessione_id)
  VALUES ('sessione', NEW.spid_registro_id, NEW.idp, NEW.name_id, 'ok', NEW.sessione_id);
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER spid_registro_sessione AFTER INSERT ON sessione_spid
  FOR EACH ROW EXECUTE FUNCTION spid_registro_sessione();

-- For the command that exports: oldest first, page by page from an id on.
CREATE OR REPLACE FUNCTION spid_registro_esporta(dopo bigint, dal timestamptz, al timestamptz)
RETURNS SETOF spid_registro
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT * FROM spid_registro r WHERE r.id > dopo AND r.quando >= dal AND r.quando < al ORDER BY r.id LIMIT 500
$$;

-- ---- login -----------------------------------------------------------------------------------

-- A request leaves: its row in the register and what its answer will be judged by.
CREATE OR REPLACE FUNCTION spid_richiesta_lascia(id text, idp text, istante text, livello integer, confronto text, relay_state text,
  ritorno text, legame_impronta bytea, legame text, messaggio bytea, emittente text, indirizzo inet) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  WITH r AS (
    INSERT INTO spid_registro (tipo, idp, legame, messaggio, messaggio_id, istante, emittente, livello, esito, indirizzo)
    VALUES ('richiesta', idp, legame, messaggio, id, istante, emittente, livello, 'ok', indirizzo) RETURNING spid_registro.id
  )
  INSERT INTO spid_richiesta (id, idp, istante, livello, confronto, relay_state, ritorno, legame_impronta, spid_registro_id)
  SELECT spid_richiesta_lascia.id, idp, istante::timestamptz, livello, confronto, relay_state, ritorno, legame_impronta, r.id FROM r
$$;

-- Its answer came: no row if there is no such request, if it is too old or was answered before.
-- Whatever comes of the answer, the request is used up (5.5).
CREATE OR REPLACE FUNCTION spid_richiesta_prendi(quale text)
RETURNS TABLE (idp text, istante bigint, livello smallint, confronto text, relay_state text, ritorno text, legame_impronta bytea,
               spid_registro_id bigint)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  UPDATE spid_richiesta r SET usata_il = now()
   WHERE r.id = quale AND r.usata_il IS NULL AND r.creata_il > now() - interval '10 minutes'
  RETURNING r.idp, floor(extract(epoch FROM r.istante))::bigint, r.livello, r.confronto, r.relay_state, r.ritorno, r.legame_impronta, r.spid_registro_id
$$;

-- True if this assertion was not seen before (5.5); it is remembered an hour beyond its end.
CREATE OR REPLACE FUNCTION spid_asserzione_segna(di_idp text, quale text, scade bigint) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  WITH nuova AS (
    INSERT INTO spid_asserzione (idp, id, fino) VALUES (di_idp, quale, to_timestamp(scade) + interval '1 hour')
      ON CONFLICT ON CONSTRAINT spid_asserzione_pk DO NOTHING RETURNING 1
  )
  SELECT EXISTS (SELECT FROM nuova)
$$;

-- The answer as it came, with what could be read of it; the number of its row.
CREATE OR REPLACE FUNCTION spid_risposta_registra(di bigint, idp text, messaggio bytea, messaggio_id text, istante text, emittente text,
  asserzione_id text, soggetto text, soggetto_qualificatore text, spid_code text, livello integer, esito text, anomalia integer,
  motivo text, indirizzo inet) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  INSERT INTO spid_registro (tipo, di_spid_registro_id, idp, legame, messaggio, messaggio_id, istante, emittente, asserzione_id, soggetto,
                             soggetto_qualificatore, spid_code, livello, esito, anomalia, motivo, indirizzo)
  VALUES ('risposta', di, idp, 'post', messaggio, messaggio_id, istante, emittente, asserzione_id, soggetto,
          soggetto_qualificatore, spid_code, nullif(livello, 0), esito, nullif(anomalia, 0), motivo, indirizzo)
  RETURNING id
$$;

-- The outcome for `siz web`, under a token that only the browser gets.
CREATE OR REPLACE FUNCTION spid_esito_lascia(gettone text, idp text, livello integer, spid_code text, codice_fiscale text, nome text,
  cognome text, email text, name_id text, session_index text, ritorno text, di bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  INSERT INTO spid_esito (impronta, idp, livello, spid_code, codice_fiscale, nome, cognome, email, name_id, session_index, ritorno, spid_registro_id)
  VALUES (sha256(convert_to(gettone, 'UTF8')), idp, livello, spid_code, codice_fiscale, nome, cognome, nullif(email, ''), name_id,
          nullif(session_index, ''), ritorno, di)
$$;
-- Once, within two minutes.  spid_registro_id is what the audit trail refers to.
CREATE OR REPLACE FUNCTION spid_esito_prendi(gettone text)
RETURNS TABLE (idp text, livello smallint, spid_code text, codice_fiscale text, nome text, cognome text, email text, name_id text,
               session_index text, ritorno text, spid_registro_id bigint)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  WITH presa AS (DELETE FROM spid_esito e WHERE e.impronta = sha256(convert_to(gettone, 'UTF8')) RETURNING e.*)
  SELECT p.idp, p.livello, p.spid_code, p.codice_fiscale, p.nome, p.cognome, p.email, p.name_id, p.session_index, p.ritorno, p.spid_registro_id
    FROM presa p WHERE p.creato_il > now() - interval '2 minutes'
$$;

-- ---- logout ----------------------------------------------------------------------------------

-- `siz web` has closed its session and sends the browser on to the provider.
CREATE OR REPLACE FUNCTION spid_uscita_lascia(gettone text, idp text, name_id text, session_index text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  INSERT INTO spid_uscita (impronta, idp, name_id, session_index)
  VALUES (sha256(convert_to(gettone, 'UTF8')), idp, name_id, nullif(session_index, ''))
$$;
-- Once, within two minutes.  Level and qualifier are those of the login (7: NameID as received).
CREATE OR REPLACE FUNCTION spid_uscita_prendi(gettone text)
RETURNS TABLE (idp text, name_id text, qualificatore text, session_index text, livello smallint)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  WITH presa AS (
    DELETE FROM spid_uscita u WHERE u.impronta = sha256(convert_to(gettone, 'UTF8')) AND u.richiesta_id IS NULL RETURNING u.*
  )
  SELECT p.idp, p.name_id, r.soggetto_qualificatore, p.session_index, r.livello
    FROM presa p
    JOIN LATERAL (SELECT * FROM spid_registro x WHERE x.idp = p.idp AND x.soggetto = p.name_id AND x.tipo = 'risposta' AND x.esito = 'ok'
                   ORDER BY x.id DESC LIMIT 1) r ON true
   WHERE p.creata_il > now() - interval '2 minutes'
$$;
-- The LogoutRequest leaves.
CREATE OR REPLACE FUNCTION spid_uscita_spedita(richiesta text, di_idp text, di_name_id text, relay_state text, legame text, messaggio bytea,
  istante text, emittente text, indirizzo inet) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  WITH r AS (
    INSERT INTO spid_registro (tipo, idp, legame, messaggio, messaggio_id, istante, emittente, soggetto, esito, indirizzo)
    VALUES ('uscita_richiesta', di_idp, legame, messaggio, richiesta, istante, emittente, di_name_id, 'ok', indirizzo) RETURNING id
  )
  INSERT INTO spid_uscita (impronta, idp, name_id, richiesta_id, spid_registro_id)
  SELECT sha256(convert_to(relay_state, 'UTF8')), di_idp, di_name_id, richiesta, r.id FROM r
$$;
-- Its answer came: once, within ten minutes.
CREATE OR REPLACE FUNCTION spid_uscita_conclusa(richiesta text) RETURNS TABLE (idp text, spid_registro_id bigint)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  WITH presa AS (DELETE FROM spid_uscita u WHERE u.richiesta_id = richiesta RETURNING u.*)
  SELECT p.idp, p.spid_registro_id FROM presa p WHERE p.creata_il > now() - interval '10 minutes'
$$;
-- Messages of a logout that came from outside, or our answer to one.
CREATE OR REPLACE FUNCTION spid_uscita_registra(di_tipo text, di bigint, idp text, legame text, messaggio bytea, messaggio_id text, istante text,
  emittente text, soggetto text, esito text, motivo text, indirizzo inet) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  INSERT INTO spid_registro (tipo, di_spid_registro_id, idp, legame, messaggio, messaggio_id, istante, emittente, soggetto, esito, motivo, indirizzo)
  VALUES ('uscita_' || di_tipo, nullif(di, 0), idp, legame, messaggio, messaggio_id, istante, emittente, soggetto, esito, motivo, indirizzo)
  RETURNING id
$$;
-- The provider says that the person left: every session of that NameID, or the one of that index.
CREATE OR REPLACE FUNCTION spid_sessione_chiudi(di_idp text, di_name_id text, di_session_index text) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  WITH chiuse AS (
    UPDATE sessione s SET chiusa_il = now(), motivo_chiusura = 'uscita SPID'
      FROM sessione_spid p
     WHERE p.sessione_id = s.id AND s.chiusa_il IS NULL AND p.idp = di_idp AND p.name_id = di_name_id
       AND (coalesce(di_session_index, '') = '' OR p.session_index = di_session_index)
    RETURNING 1
  )
  SELECT count(*) FROM chiuse
$$;

-- ---- the federation --------------------------------------------------------------------------

-- For the buttons, in another order each time: none is preferred (10).  The link lacks only where
-- to return to: `&ritorno=/...`.
CREATE OR REPLACE FUNCTION spid_idp_elenco() RETURNS TABLE (entity_id text, nome text, logo text, collegamento text, prova boolean)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT i.entity_id, i.nome, i.logo,
         '/spid/accesso?idp=' || (SELECT string_agg(CASE WHEN c ~ '[A-Za-z0-9._~-]' THEN c
                                                         ELSE regexp_replace(upper(encode(convert_to(c, 'UTF8'), 'hex')), '(..)', '%\1', 'g') END, '' ORDER BY n)
                                    FROM regexp_split_to_table(i.entity_id, '') WITH ORDINALITY x (c, n)),
         i.prova
    FROM spid_idp i ORDER BY random()
$$;
-- For siz-spid: what it believes, and a word that changes when that changes.
CREATE OR REPLACE FUNCTION spid_idp_metadati() RETURNS TABLE (entity_id text, prova boolean, metadati text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT i.entity_id, i.prova, i.metadati FROM spid_idp i ORDER BY i.entity_id $$;
CREATE OR REPLACE FUNCTION spid_idp_edizione() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT count(*) || ' ' || coalesce(max(i.aggiornato_il)::text, '') FROM spid_idp i $$;
-- For the command: first all of that kind go, then each comes.
CREATE OR REPLACE FUNCTION spid_idp_svuota(quelli_di_prova boolean) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ DELETE FROM spid_idp i WHERE i.prova = quelli_di_prova $$;
CREATE OR REPLACE FUNCTION spid_idp_aggiungi(entity_id text, nome text, logo text, prova boolean, metadati text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ INSERT INTO spid_idp (entity_id, nome, logo, prova, metadati) VALUES (entity_id, nome, nullif(logo, ''), prova, metadati) $$;

-- ---- housekeeping ----------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION spid_pulizia() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  quante bigint;
BEGIN
  DELETE FROM spid_richiesta WHERE creata_il < now() - interval '1 day';
  DELETE FROM spid_asserzione WHERE fino < now();
  DELETE FROM spid_esito WHERE creato_il < now() - interval '2 minutes';
  DELETE FROM spid_uscita WHERE creata_il < now() - interval '1 hour';
  DELETE FROM spid_registro WHERE quando < now() - interval '24 months';
  GET DIAGNOSTICS quante = ROW_COUNT;
  RETURN quante;
END
$$;

-- ---- who may what ----------------------------------------------------------------------------

DO $$
DECLARE
  t text;
  f record;
BEGIN
  FOREACH t IN ARRAY ARRAY['spid_idp', 'spid_registro', 'spid_richiesta', 'spid_asserzione', 'spid_esito', 'spid_uscita', 'sessione_spid'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('DROP POLICY IF EXISTS cancello ON %I', t);
    EXECUTE format('CREATE POLICY cancello ON %I TO siz_cancello USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT, DELETE ON %I TO siz_cancello', t);
  END LOOP;
  GRANT UPDATE (usata_il) ON spid_richiesta TO siz_cancello;
  REVOKE ALL ON spid_esito, spid_uscita, spid_registro, spid_richiesta FROM siz_manutenzione;
  GRANT SELECT ON spid_registro TO siz_manutenzione; -- dumps
  FOR f IN SELECT p.oid::regprocedure AS chi, p.proname AS nome FROM pg_proc p
            WHERE p.pronamespace = 'public'::regnamespace AND p.proname LIKE 'spid\_%' AND p.prosecdef LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f.chi);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC, siz_web, siz_job, siz_spid', f.chi);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %s', f.chi, CASE
      WHEN f.nome IN ('spid_esito_prendi', 'spid_uscita_lascia', 'spid_idp_elenco') THEN 'siz_web'
      WHEN f.nome IN ('spid_idp_svuota', 'spid_idp_aggiungi', 'spid_registro_esporta') THEN 'siz_owner'
      WHEN f.nome = 'spid_pulizia' THEN 'siz_job'
      WHEN f.nome = 'spid_registro_sessione' THEN 'siz_cancello'
      ELSE 'siz_spid' END);
  END LOOP;
END
$$;
