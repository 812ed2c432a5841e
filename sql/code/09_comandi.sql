-- What the commands (`siz operatore`, `siz migra`, `siz dati-demo`) and the job worker may do and
-- the pages may not.

CREATE OR REPLACE FUNCTION operatore_crea(con_username text, con_email text, con_cognome text, con_nome text, con_telefono text,
                                          con_impronta text, da_cambiare boolean, mai_scade boolean, di_dimostrazione boolean) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  nuovo bigint;
BEGIN
  INSERT INTO operatore (username, email, cognome, nome, telefono, dimostrazione)
  VALUES (lower(con_username), lower(con_email), con_cognome, con_nome, con_telefono, di_dimostrazione) RETURNING id INTO nuovo;
  INSERT INTO credenziale (operatore_id, impronta, cambiata_il, deve_cambiare, non_scade)
  VALUES (nuovo, con_impronta, now(), da_cambiare, mai_scade);
  PERFORM registro_scrivi(NULL, NULL, NULL, NULL, 'crea', 'siz operatore', 'operatore', nuovo, NULL, 'ok', NULL, NULL, NULL);
  RETURN nuovo;
END
$$;
CREATE OR REPLACE FUNCTION operatore_iscrivi(chi bigint, servizio_codice text, ruolo_codice text, come_responsabile boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, responsabile)
  SELECT chi, v.id, r.id, come_responsabile FROM servizio v, ruolo r WHERE v.codice = servizio_codice AND r.codice = ruolo_codice;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no service is called % or no role %', servizio_codice, ruolo_codice USING ERRCODE = 'SZ404';
  END IF;
END
$$;
CREATE OR REPLACE FUNCTION operatore_trova(con_username text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT id FROM operatore WHERE lower(username) = lower(con_username) $$;
-- State of an account; leaving ends sessions and memberships at once (AUTH-9, ACC-13).
CREATE OR REPLACE FUNCTION operatore_stato_imposta(chi bigint, quale text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  UPDATE operatore SET stato = quale WHERE id = chi;
  IF quale <> 'attivo' THEN
    UPDATE sessione SET chiusa_il = now(), motivo_chiusura = 'utenza ' || quale WHERE operatore_id = chi AND chiusa_il IS NULL;
  END IF;
  IF quale = 'cessato' THEN
    UPDATE appartenenza SET valida_al = greatest(current_date - 1, valida_dal) WHERE operatore_id = chi AND coalesce(valida_al, current_date) >= current_date;
  END IF;
  PERFORM registro_scrivi(NULL, NULL, NULL, NULL, 'modifica', 'siz operatore', 'operatore', chi, NULL, quale, NULL, NULL, NULL);
END
$$;
CREATE OR REPLACE FUNCTION credenziale_imposta(chi bigint, nuova text, da_cambiare boolean, fino interval) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  -- the one that is replaced is not to be used again (AUTH-2)
  INSERT INTO credenziale_passata (operatore_id, impronta)
    SELECT operatore_id, impronta FROM credenziale WHERE operatore_id = chi AND impronta IS NOT NULL AND temporanea_fino IS NULL;
  SELECT registro_scrivi(NULL, NULL, NULL, NULL, 'password', 'siz operatore', 'operatore', chi, NULL, 'temporanea', NULL, NULL, NULL);
  UPDATE credenziale SET impronta = nuova, cambiata_il = now(), deve_cambiare = da_cambiare, temporanea_fino = now() + fino, fallimenti = 0, chiusa_fino = NULL
   WHERE operatore_id = chi;
  UPDATE sessione SET chiusa_il = now(), motivo_chiusura = 'password reimpostata' WHERE operatore_id = chi AND chiusa_il IS NULL;
$$;
-- The phone is lost and no recovery code is left: the second factor goes, and with it what it
-- opened and the wrong codes that were counted.  Whoever must have one switches it on again at the
-- next login.  False if there was none.
CREATE OR REPLACE FUNCTION operatore_secondo_fattore_togli(chi bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  UPDATE credenziale SET totp_attivo = false, totp_segreto = NULL, totp_ultimo_passo = 0 WHERE operatore_id = chi AND totp_attivo;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  DELETE FROM codice_recupero WHERE operatore_id = chi;
  DELETE FROM tentativo WHERE chiave = sha256(convert_to('secondo fattore|' || chi, 'UTF8'));
  UPDATE sessione SET chiusa_il = now(), motivo_chiusura = 'secondo fattore tolto' WHERE operatore_id = chi AND chiusa_il IS NULL;
  PERFORM registro_scrivi(NULL, NULL, NULL, NULL, 'modifica', 'siz operatore', 'operatore', chi, NULL, 'secondo fattore tolto', NULL, NULL, NULL);
  PERFORM avviso_posta(chi, 'secondo_fattore_tolto');
  RETURN true;
END
$$;
-- Who there is, for `siz operatore elenco`: no codice fiscale, no credential.
CREATE OR REPLACE FUNCTION operatori_elenco() RETURNS TABLE (username text, nome text, email text, stato text, servizi text, dimostrazione boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT o.username, o.cognome || ' ' || o.nome, o.email, o.stato,
         coalesce((SELECT string_agg(v.codice || ' (' || r.codice || CASE WHEN a.responsabile THEN ', responsabile' ELSE '' END || ')', ', ' ORDER BY v.codice)
                     FROM appartenenza a JOIN servizio v ON v.id = a.servizio_id JOIN ruolo r ON r.id = a.ruolo
                    WHERE a.operatore_id = o.id AND coalesce(a.valida_al, current_date) >= current_date), ''),
         o.dimostrazione
    FROM operatore o ORDER BY o.username
$$;
CREATE OR REPLACE FUNCTION operatori_di_dimostrazione() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT count(*) FROM operatore WHERE dimostrazione AND stato = 'attivo' $$;

-- The command acts as one of its operators (demonstration data): only the owner may.
CREATE OR REPLACE FUNCTION identita_comando(con_username text, servizio_codice text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  x record;
BEGIN
  SELECT o.id AS operatore, a.servizio_id, a.ruolo, v.sola_lettura INTO STRICT x
    FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id JOIN servizio v ON v.id = a.servizio_id
   WHERE o.username = con_username AND v.codice = servizio_codice;
  PERFORM identita_stabilisci(x.operatore, x.servizio_id, x.ruolo, x.sola_lettura);
END
$$;

-- A case of the archive before SIZ, in the historic service: it brings its own dates, state and
-- operator, which the triggers would otherwise set.  Only into a read-only service.
CREATE OR REPLACE FUNCTION pratica_storica_crea(di_soggetto bigint, servizio_codice text, con_username text, di_kind text, dal date, al date,
                                                attivazione text, termine text, con_dati text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  v servizio;
  o operatore;
  k kind;
  m bigint;
  nuova bigint;
BEGIN
  IF identita_operatore() IS NOT NULL THEN
    RAISE EXCEPTION 'the archive is not loaded under an identity' USING ERRCODE = 'SZ403';
  END IF;
  SELECT * INTO STRICT v FROM servizio WHERE codice = servizio_codice AND sola_lettura;
  SELECT * INTO STRICT o FROM operatore WHERE username = con_username;
  SELECT * INTO STRICT k FROM kind WHERE codice = di_kind;
  SELECT id INTO STRICT m FROM modulo WHERE nome = k.modulo ORDER BY versione DESC LIMIT 1;
  INSERT INTO pratica (kind, codice, titolare_soggetto_id, servizio_id, riferimento_operatore_id, stato, data_inizio, data_fine,
                       motivo_attivazione, motivo_termine, dati, modulo_id, creato_da, creato_il, modificato_da, modificato_il)
  VALUES (di_kind, k.prefisso || '-' || extract(year FROM dal) || '-' ||
            to_char(contatore_prossimo(k.prefisso, extract(year FROM dal)::int), 'FM99999900000'),
          di_soggetto, v.id, o.id, CASE WHEN al IS NULL THEN 'A' ELSE 'T' END, dal, al, attivazione, termine, con_dati::jsonb, m,
          o.id, dal::timestamptz, o.id, coalesce(al, dal)::timestamptz)
  RETURNING id INTO nuova;
  IF al IS NOT NULL THEN
    INSERT INTO stato_storia (pratica_id, azione, da, a, data, motivo, operatore_id, quando)
    VALUES (nuova, 'chiudi', 'A', 'T', al, termine, o.id, al::timestamptz);
  END IF;
  RETURN nuova;
END
$$;

CREATE OR REPLACE FUNCTION chiave_programma_imposta(nuova bytea) RETURNS void
LANGUAGE sql SECURITY INVOKER SET search_path = pg_catalog, public
AS $$ UPDATE chiave_identita SET programma = nuova $$;

-- The queue.  A job that a page asks for runs under the identity of who asked.  Only the kinds
-- named here: a mail is never asked for by a page, or text in SQL could write to anybody.
CREATE OR REPLACE FUNCTION lavoro_chiedi(di_tipo text, con_dati text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  nuovo bigint;
BEGIN
  IF di_tipo NOT IN ('documento_controllo') OR identita_operatore() IS NULL AND identita_esterno() IS NULL THEN
    RAISE EXCEPTION 'not a job that a page may ask for' USING ERRCODE = 'SZ403';
  END IF;
  INSERT INTO lavoro (tipo, dati, operatore_id, servizio_id, ruolo)
  VALUES (di_tipo, con_dati::jsonb, identita_operatore(), identita_servizio(), identita_ruolo()) RETURNING id INTO nuovo;
  PERFORM pg_notify('siz_lavoro', '');
  RETURN nuovo;
END
$$;
-- The next one, locked until the end of the transaction; no row: nothing to do.  `esclusi` are kinds
-- left to another worker, `soli` the only ones to be taken; NULL: no such limit.
DROP FUNCTION IF EXISTS lavoro_prendi();
CREATE OR REPLACE FUNCTION lavoro_prendi(esclusi text[] DEFAULT NULL, soli text[] DEFAULT NULL)
RETURNS TABLE (lavoro_id bigint, tipo text, dati text, tentativi integer)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT l.id, l.tipo, l.dati::text, l.tentativi FROM lavoro l
   WHERE l.stato = 'in_coda' AND l.pronto_il <= now()
     AND (esclusi IS NULL OR l.tipo <> ALL (esclusi)) AND (soli IS NULL OR l.tipo = ANY (soli))
   ORDER BY l.pronto_il, l.id LIMIT 1 FOR UPDATE SKIP LOCKED
$$;
-- A job that calls outside is taken for a term, without keeping a transaction open: it comes back by
-- itself if whoever took it dies.  The attempt counts now; false: there were too many.
CREATE OR REPLACE FUNCTION lavoro_riserva(quale bigint, secondi integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  fatti integer;
BEGIN
  UPDATE lavoro SET riservato_il = now(), pronto_il = now() + make_interval(secs => secondi), tentativi = tentativi + 1
   WHERE id = quale AND stato = 'in_coda' RETURNING tentativi INTO fatti;
  RETURN coalesce(fatti <= 8, false);
END
$$;
-- Success empties `dati` (a reset link is in it); failure waits longer each time, then gives up.  The
-- attempt of a reserved job was counted when it was taken; one that was tried too often has failed.
CREATE OR REPLACE FUNCTION lavoro_esito(quale bigint, con_errore text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  UPDATE lavoro l SET tentativi = x.fatti, errore = left(con_errore, 500), riservato_il = NULL,
         stato = CASE WHEN x.fatti > 8 THEN 'fallito' WHEN con_errore IS NULL THEN 'fatto' WHEN x.fatti >= 8 THEN 'fallito' ELSE 'in_coda' END,
         finito_il = CASE WHEN con_errore IS NULL OR x.fatti >= 8 THEN now() END,
         pronto_il = CASE WHEN con_errore IS NULL THEN l.pronto_il ELSE now() + least(3600, 5 * 2 ^ (x.fatti - 1)) * interval '1 second' END,
         dati = CASE WHEN con_errore IS NULL THEN '{}' ELSE l.dati END
    FROM (SELECT k.tentativi + CASE WHEN k.riservato_il IS NULL THEN 1 ELSE 0 END AS fatti FROM lavoro k WHERE k.id = quale) x
   WHERE l.id = quale
$$;

-- Documents to be checked: bytes for the job, verdict back.
CREATE OR REPLACE FUNCTION documento_da_controllare(quale bigint)
RETURNS TABLE (documento_id bigint, nome_file text, byte bigint, chiave bytea, chiave_maestra text, impronta bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT d.id, d.nome_file, d.byte, d.chiave, d.chiave_maestra, d.impronta FROM documento d WHERE d.id = quale AND d.stato = 'in_controllo' $$;
CREATE OR REPLACE FUNCTION documento_blocco_leggi(quale bigint, numero integer) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT b.dati FROM documento_blocco b WHERE b.documento_id = quale AND b.indice = numero $$;
CREATE OR REPLACE FUNCTION documento_verdetto(quale bigint, con_stato text, con_mime text, con_pdfa text, con_esito text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  d documento;
BEGIN
  UPDATE documento SET stato = con_stato, mime = con_mime, pdfa = con_pdfa, esito = con_esito, controllato_il = now()
   WHERE id = quale AND stato = 'in_controllo' RETURNING * INTO d;
  IF FOUND AND con_stato IN ('rifiutato', 'infetto') THEN
    -- who is no operator reads it beside the attachment
    IF d.autore_operatore_id IS NOT NULL THEN
      PERFORM notifica_manda(d.autore_operatore_id, d.autore_servizio_id, 'avviso', d.pratica_id, NULL, NULL, 'Un documento che hai caricato non è stato accettato: ' || con_esito,
        CASE WHEN d.pratica_id IS NOT NULL THEN '/pratiche/' || d.pratica_id || '/documenti' WHEN d.domanda_id IS NOT NULL THEN '/self/' || d.domanda_id || '/documenti' ELSE '/bozze' END);
    END IF;
    DELETE FROM documento_blocco WHERE documento_id = quale;  -- what is refused is not kept
  END IF;
END
$$;
-- Uploads that stopped half way, drafts and keys past their term (AUTH-10, DOC-2).
CREATE OR REPLACE FUNCTION pulizia(giorni_bozze integer) RETURNS TABLE (cosa text, quante bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  cosa := 'assegnazioni di chi ha lasciato';
  quante := assegnazioni_di_chi_lascia(); RETURN NEXT;
  cosa := 'documenti in arrivo';
  DELETE FROM documento WHERE stato = 'in_arrivo' AND creato_il < now() - interval '1 day';
  GET DIAGNOSTICS quante = ROW_COUNT; RETURN NEXT;
  cosa := 'bozze';
  DELETE FROM documento d USING bozza b WHERE b.id = d.bozza_id AND b.aggiornata_il < now() - make_interval(days => giorni_bozze);
  DELETE FROM bozza WHERE aggiornata_il < now() - make_interval(days => giorni_bozze);
  GET DIAGNOSTICS quante = ROW_COUNT; RETURN NEXT;
  cosa := 'bozze di utenti esterni';
  DELETE FROM bozza_esterna WHERE aggiornata_il < now() - make_interval(days => giorni_bozze);
  GET DIAGNOSTICS quante = ROW_COUNT; RETURN NEXT;
  cosa := 'domande in bozza';
  quante := domande_abbandonate(giorni_bozze); RETURN NEXT;
  cosa := 'chiavi di invio';
  DELETE FROM invio WHERE quando < now() - interval '7 days';
  GET DIAGNOSTICS quante = ROW_COUNT; RETURN NEXT;
  cosa := 'sessioni';
  DELETE FROM sessione WHERE scade_il < now() - interval '30 days';
  GET DIAGNOSTICS quante = ROW_COUNT; RETURN NEXT;
  cosa := 'tentativi';
  DELETE FROM tentativo_indirizzo WHERE ultimo < now() - interval '1 day';
  DELETE FROM tentativo WHERE ultimo < now() - interval '1 day';
  GET DIAGNOSTICS quante = ROW_COUNT; RETURN NEXT;
  cosa := 'registro SPID oltre 24 mesi';
  quante := spid_pulizia(); RETURN NEXT;
END
$$;
-- Reminders that are due: told once to the operatore di riferimento.
CREATE OR REPLACE FUNCTION promemoria_manda() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  WITH dovuti AS (
    UPDATE evento e SET promemoria_dato_il = now() FROM pratica p
     WHERE p.id = e.pratica_id AND e.promemoria <= current_date AND e.promemoria_dato_il IS NULL
    RETURNING p.riferimento_operatore_id, p.servizio_id, p.id, p.codice, e.data
  ), mandati AS (
    SELECT notifica_manda(riferimento_operatore_id, servizio_id, 'scadenza', id, NULL, NULL, 'Il ' || to_char(data, 'DD/MM/YYYY') || ' c’è un evento in ' || codice,
                          '/pratiche/' || id || '/eventi') FROM dovuti
  )
  SELECT count(*) FROM mandati
$$;

-- A POST on an expired session is kept as a draft of the same operator, or external user (AUTH-10): the
-- token is known, only late.  Nothing is read.
CREATE OR REPLACE FUNCTION bozza_da_scaduta(gettone text, per_percorso text, con_dati text) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  WITH z AS (
    SELECT s.operatore_id, s.servizio_id FROM sessione s JOIN operatore o ON o.id = s.operatore_id
     WHERE s.impronta = sha256(convert_to(gettone, 'UTF8')) AND s.chiusa_il IS NULL AND o.stato = 'attivo'
       AND s.scade_il > now() - interval '1 day' AND s.fase = 'piena'
  ), b AS (
    INSERT INTO bozza (operatore_id, servizio_id, percorso, dati) SELECT z.operatore_id, z.servizio_id, per_percorso, con_dati::jsonb FROM z
      ON CONFLICT ON CONSTRAINT bozza_unica DO UPDATE SET dati = excluded.dati, aggiornata_il = now() RETURNING 1
  ), e AS (
    INSERT INTO bozza_esterna (utente_esterno_id, percorso, dati)
    SELECT u.id, per_percorso, con_dati::jsonb FROM sessione s JOIN utente_esterno u ON u.id = s.utente_esterno_id
     WHERE s.impronta = sha256(convert_to(gettone, 'UTF8')) AND s.chiusa_il IS NULL AND u.stato = 'attivo'
       AND s.scade_il > now() - interval '1 day' AND s.fase = 'esterna' AND per_percorso ~ '^/(self|richiesta-utenza)(/|$)'
      ON CONFLICT ON CONSTRAINT bozza_esterna_pk DO UPDATE SET dati = excluded.dati, aggiornata_il = now() RETURNING 1
  )
  SELECT EXISTS (SELECT FROM b) OR EXISTS (SELECT FROM e)
$$;

DO $$
DECLARE
  f regprocedure;
BEGIN
  FOREACH f IN ARRAY ARRAY['operatore_crea(text, text, text, text, text, text, boolean, boolean, boolean)', 'operatore_iscrivi(bigint, text, text, boolean)',
    'operatore_trova(text)', 'operatore_stato_imposta(bigint, text)', 'credenziale_imposta(bigint, text, boolean, interval)',
    'operatore_secondo_fattore_togli(bigint)', 'operatori_elenco()',
    'operatori_di_dimostrazione()', 'pratica_storica_crea(bigint, text, text, text, date, date, text, text, text)',
    'identita_comando(text, text)', 'lavoro_chiedi(text, text)', 'lavoro_prendi(text[], text[])', 'lavoro_riserva(bigint, integer)', 'lavoro_esito(bigint, text)', 'documento_da_controllare(bigint)',
    'documento_blocco_leggi(bigint, integer)', 'documento_verdetto(bigint, text, text, text, text)', 'pulizia(integer)', 'promemoria_manda()',
    'bozza_da_scaduta(text, text, text)']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO siz_owner', f);
  END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION lavoro_chiedi(text, text), bozza_da_scaduta(text, text, text) TO siz_web;
GRANT EXECUTE ON FUNCTION lavoro_prendi(text[], text[]), lavoro_riserva(bigint, integer), lavoro_esito(bigint, text), documento_da_controllare(bigint), documento_blocco_leggi(bigint, integer),
  documento_verdetto(bigint, text, text, text, text), pulizia(integer), promemoria_manda() TO siz_job;
