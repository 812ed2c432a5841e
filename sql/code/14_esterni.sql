-- People of external bodies: their sessions, the bodies for which they report, and the accounts of
-- operators that SPID opens.  An external user is nobody to every policy that asks for an operator
-- (sql/code/01_identita.sql); what is theirs has policies of its own, here and in 15_domanda.sql.

-- ---- sessions --------------------------------------------------------------------------------

-- The part of sessione_apri for external users; no row if the session is none of theirs.
DROP FUNCTION IF EXISTS sessione_apri_esterna(text);
CREATE FUNCTION sessione_apri_esterna(gettone text)
RETURNS TABLE (fase text, sessione_id bigint, operatore_id bigint, servizio_id bigint, ruolo bigint, nome text,
               ruolo_nome text, servizio_nome text, sola_lettura boolean, permessi text, csrf text,
               scade_tra bigint, scade_dopo bigint, accesso_precedente timestamptz, servizi bigint, da_leggere bigint, moduli bigint,
               compatta boolean, tasti boolean, utente_esterno_id bigint, offerto boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  z record;
  aperta boolean;
BEGIN
  SELECT s.*, u.nome AS u_nome, u.cognome AS u_cognome, u.stato AS u_stato, least(s.attiva_il + s.inattivita, s.scade_il) AS termine
    INTO z FROM sessione s JOIN utente_esterno u ON u.id = s.utente_esterno_id
   WHERE s.impronta = sha256(convert_to(gettone, 'UTF8')) AND s.fase = 'esterna';
  IF NOT FOUND OR z.chiusa_il IS NOT NULL OR z.u_stato <> 'attivo' THEN
    RETURN;
  END IF;
  aperta := z.termine > now();
  IF aperta THEN
    PERFORM identita_esterno_stabilisci(z.utente_esterno_id);
  END IF;
  RETURN QUERY SELECT CASE WHEN aperta THEN 'esterna' ELSE 'scaduta' END, z.id, NULL::bigint, NULL::bigint, NULL::bigint,
    CASE WHEN aperta THEN z.u_nome || ' ' || z.u_cognome END, CASE WHEN aperta THEN 'Ente esterno' END, NULL::text, false,
    CASE WHEN aperta THEN 'ESTERNO SEGNALA' END, encode(z.csrf, 'hex'),
    greatest(0, extract(epoch FROM z.termine - now()))::bigint,
    extract(epoch FROM CASE WHEN z.attiva_il < now() - interval '1 minute' THEN least(now() + z.inattivita, z.scade_il) ELSE z.termine END - now())::bigint,
    z.accesso_precedente, 0::bigint, 0::bigint, (SELECT coalesce(max(m.id), 0) FROM modulo m), false, false,
    CASE WHEN aperta THEN z.utente_esterno_id END, z.operatore_offerto IS NOT NULL AND z.creata_il > now() - interval '10 minutes';
END
$$;

-- Is it the same person?  A surname and a name in common; capitals, accents and particles do not count.
-- The code that opens an account is typed by an administrator, the name is vouched for by the
-- provider: without this, who administers the system would open any account with the own SPID (AZ-9).
CREATE OR REPLACE FUNCTION nomi_concordi(cognome text, nome text, altro_cognome text, altro_nome text) RETURNS boolean
LANGUAGE sql IMMUTABLE
AS $$
  SELECT bool_and(EXISTS (SELECT FROM unnest(public.parole_di(x.a)) p WHERE p = ANY (public.parole_di(x.b)) AND NOT public.particella(p)))
    FROM (VALUES (cognome, altro_cognome), (nome, altro_nome)) x (a, b)
$$;
GRANT EXECUTE ON FUNCTION nomi_concordi(text, text, text, text) TO siz_cancello;

-- After a SPID login: the session that follows from who it is and where they were going.
--   an operator to whom an administrator linked that codice fiscale, of that name, and nothing else: that account;
--   an operator on the way to a page for external users, or known as one: an external session, which
--   may be exchanged once for the account (scelta);
--   anybody else: an external user.
-- The program proves itself, or text in SQL could make itself anybody's session.
DROP FUNCTION IF EXISTS accesso_spid_entra(text, text, integer, text, text, text, text, text, bigint, text, text, interval, interval, inet, text, text);
CREATE FUNCTION accesso_spid_entra(cf text, con_idp text, livello integer, con_nome text, con_cognome text, con_email text,
                                   con_name_id text, con_session_index text, di_registro bigint, verso text, gettone text,
                                   inattivita_massima interval, durata interval, da inet, con text, prova text)
RETURNS TABLE (fase text, sessione_id bigint, operatore_id bigint, scelta boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
DECLARE
  codice text := regexp_replace(upper(btrim(cf)), '^TINIT-', '');
  chi bigint;
  suo boolean;
  u utente_esterno;
  nuova bigint;
  in_fase text := 'esterna';
BEGIN
  PERFORM prova_pretendi('accesso_spid_entra|' || cf || '|' || con_idp || '|' || livello || '|' || gettone, prova);
  SELECT o.id, nomi_concordi(o.cognome, o.nome, con_cognome, con_nome) INTO chi, suo FROM operatore_spid c JOIN operatore o ON o.id = c.operatore_id
   WHERE c.codice_fiscale = codice AND o.stato = 'attivo' AND coalesce(o.valido_al, current_date) >= current_date;
  IF chi IS NOT NULL AND NOT suo THEN
    PERFORM registro_scrivi(chi, NULL, NULL, NULL, 'rifiuto', 'accesso_spid', 'operatore', chi, NULL, 'nome diverso', da, NULL, NULL);
    chi := NULL;
  END IF;
  SELECT * INTO u FROM utente_esterno e WHERE e.codice_fiscale = codice AND e.idp = con_idp FOR UPDATE;
  IF chi IS NOT NULL AND u.id IS NULL AND verso !~ '^/(self|richiesta-utenza)' THEN
    SELECT x.fase, x.sessione_id INTO in_fase, nuova
      FROM sessione_inizia(chi, gettone, false, interval '0', inattivita_massima, durata, da, con, true, livello::smallint) x;
  ELSE
    INSERT INTO utente_esterno AS e (codice_fiscale, idp, cognome, nome, email, ultimo_accesso)
    VALUES (codice, con_idp, con_cognome, con_nome, con_email, now())
    ON CONFLICT ON CONSTRAINT utente_esterno_unico
      DO UPDATE SET cognome = excluded.cognome, nome = excluded.nome, email = coalesce(excluded.email, e.email), ultimo_accesso = now()
    RETURNING * INTO u;
    IF u.stato <> 'attivo' THEN
      RETURN QUERY SELECT 'sospesa', NULL::bigint, NULL::bigint, false;
      RETURN;
    END IF;
    INSERT INTO sessione AS z (impronta, utente_esterno_id, operatore_offerto, fase, inattivita, scade_il, accesso_precedente, indirizzo, programma, spid_livello)
    VALUES (sha256(convert_to(gettone, 'UTF8')), u.id, chi, 'esterna', inattivita_massima, now() + durata,
            (SELECT max(y.creata_il) FROM sessione y WHERE y.utente_esterno_id = u.id), da, left(con, 200), livello)
    RETURNING z.id INTO nuova;
    PERFORM registro_scrivi(NULL, NULL, NULL, nuova, 'entra', 'accesso_spid', NULL, NULL, NULL, 'esterna', da, NULL,
                            jsonb_build_object('utente_esterno', u.id));
  END IF;
  INSERT INTO sessione_spid (sessione_id, idp, name_id, session_index, spid_registro_id)
  VALUES (nuova, con_idp, con_name_id, con_session_index, di_registro);
  RETURN QUERY SELECT in_fase, nuova, CASE WHEN in_fase <> 'esterna' THEN chi END, in_fase = 'esterna' AND chi IS NOT NULL;
END
$$;

-- Who is both goes on as the operator: the external session ends, the account's begins.  Once, and
-- only soon after the login: a screen left open must not be enough.
DROP FUNCTION IF EXISTS accesso_spid_operatore(text, text, interval, interval, inet, text, text);
CREATE FUNCTION accesso_spid_operatore(gettone text, nuovo_gettone text, inattivita_massima interval, durata interval, da inet, con text, prova text)
RETURNS TABLE (fase text, sessione_id bigint, operatore_id bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
DECLARE
  z sessione;
  in_fase text;
  nuova bigint;
BEGIN
  PERFORM prova_pretendi('accesso_spid_operatore|' || nuovo_gettone, prova);
  UPDATE sessione s SET chiusa_il = now(), motivo_chiusura = 'continua come operatore'
   WHERE s.impronta = sha256(convert_to(gettone, 'UTF8')) AND s.chiusa_il IS NULL AND s.fase = 'esterna'
     AND s.operatore_offerto IS NOT NULL AND s.creata_il > now() - interval '10 minutes'
     AND least(s.attiva_il + s.inattivita, s.scade_il) > now()
     AND EXISTS (SELECT FROM operatore o JOIN operatore_spid c ON c.operatore_id = o.id JOIN utente_esterno u ON u.codice_fiscale = c.codice_fiscale
                  WHERE o.id = s.operatore_offerto AND u.id = s.utente_esterno_id AND o.stato = 'attivo' AND coalesce(o.valido_al, current_date) >= current_date)
  RETURNING * INTO z;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no operator is offered to this session' USING ERRCODE = 'SZ403';
  END IF;
  SELECT x.fase, x.sessione_id INTO in_fase, nuova
    FROM sessione_inizia(z.operatore_offerto, nuovo_gettone, false, interval '0', inattivita_massima, durata, da, con, true, z.spid_livello) x;
  INSERT INTO sessione_spid (sessione_id, idp, name_id, session_index, spid_registro_id)
    SELECT nuova, p.idp, p.name_id, p.session_index, p.spid_registro_id FROM sessione_spid p WHERE p.sessione_id = z.id;
  RETURN QUERY SELECT in_fase, nuova, z.operatore_offerto;
END
$$;

-- On which session of a provider this one stands; no row after a password.
DROP FUNCTION IF EXISTS accesso_spid_di(text);
CREATE FUNCTION accesso_spid_di(gettone text) RETURNS TABLE (idp text, name_id text, session_index text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT p.idp, p.name_id, p.session_index FROM sessione z JOIN sessione_spid p ON p.sessione_id = z.id
   WHERE z.impronta = sha256(convert_to(gettone, 'UTF8')) AND z.chiusa_il IS NULL
$$;

-- ---- operators and SPID ----------------------------------------------------------------------

CREATE OR REPLACE FUNCTION amministra() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT identita_scrive() AND EXISTS (SELECT FROM ruolo_permesso r WHERE r.ruolo = identita_ruolo() AND r.permesso = 'AMMINISTRAZIONE') $$;

-- Link a codice fiscale to an account, or take it away (NULL): by an administrator on a page, or by
-- the command, whose identity is nobody's.  False: that code is another operator's.  SZ404: no such account.
CREATE OR REPLACE FUNCTION operatore_spid_scrivi(chi bigint, cf text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  codice text := nullif(upper(regexp_replace(coalesce(cf, ''), '\s', '', 'g')), '');
BEGIN
  PERFORM FROM operatore WHERE id = chi FOR UPDATE; -- two links of one account do not cross
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such operator' USING ERRCODE = 'SZ404';
  END IF;
  IF EXISTS (SELECT FROM operatore_spid c WHERE c.codice_fiscale = codice AND c.operatore_id <> chi) THEN
    RETURN false;
  END IF;
  DELETE FROM operatore_spid WHERE operatore_id = chi;
  IF codice IS NOT NULL THEN
    INSERT INTO operatore_spid (operatore_id, codice_fiscale, collegato_da) VALUES (chi, codice, identita_operatore());
  END IF;
  -- what the link opened ends with it
  UPDATE sessione SET chiusa_il = now(), motivo_chiusura = 'collegamento SPID cambiato'
   WHERE operatore_id = chi AND spid_livello IS NOT NULL AND chiusa_il IS NULL;
  PERFORM registro_scrivi(identita_operatore(), identita_servizio(), identita_ruolo(), NULL, 'modifica', 'operatore_spid', 'operatore', chi, NULL,
                          CASE WHEN codice IS NULL THEN 'SPID scollegato' ELSE 'SPID collegato' END, NULL, NULL, NULL);
  PERFORM avviso_posta(chi, CASE WHEN codice IS NULL THEN 'spid_scollegato' ELSE 'spid_collegato' END);
  RETURN true;
END
$$;
-- On a page: never the own code into somebody else's account, and of somebody who is called like the administrator
-- nothing at all, because the name is what would keep them out (AZ-9): another administrator does it, or the command.
-- An account whose codice fiscale is known is opened by that one only.
CREATE OR REPLACE FUNCTION operatore_spid_collega(chi bigint, cf text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  codice text := nullif(upper(regexp_replace(coalesce(cf, ''), '\s', '', 'g')), '');
BEGIN
  IF NOT amministra() THEN
    RAISE EXCEPTION 'not an administrator' USING ERRCODE = 'SZ403';
  END IF;
  IF codice IS NOT NULL AND EXISTS (SELECT FROM operatore io LEFT JOIN operatore_spid c ON c.operatore_id = io.id, operatore o
                                     WHERE io.id = identita_operatore() AND o.id = chi AND o.id <> io.id
                                       AND (codice IN (io.codice_fiscale, c.codice_fiscale) OR nomi_concordi(o.cognome, o.nome, io.cognome, io.nome))) THEN
    RAISE EXCEPTION 'an account of one''s own name' USING ERRCODE = '23514', CONSTRAINT = 'operatore_spid_omonimo';
  END IF;
  IF codice IS NOT NULL AND EXISTS (SELECT FROM operatore o WHERE o.id = chi AND o.codice_fiscale <> codice) THEN
    RAISE EXCEPTION 'not the code of this account' USING ERRCODE = '23514', CONSTRAINT = 'operatore_spid_altro_codice';
  END IF;
  RETURN operatore_spid_scrivi(chi, cf);
END
$$;
-- For the page of administrators: accounts, and which of them SPID opens.
CREATE OR REPLACE FUNCTION operatori_spid()
RETURNS TABLE (operatore_id bigint, nome text, username text, stato text, servizi text, codice_fiscale text, collegato_il timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT o.id, o.cognome || ' ' || o.nome, o.username, o.stato,
         coalesce((SELECT string_agg(v.denominazione, ', ' ORDER BY v.denominazione) FROM appartenenza a JOIN servizio v ON v.id = a.servizio_id
                    WHERE a.operatore_id = o.id AND coalesce(a.valida_al, current_date) >= current_date), ''),
         c.codice_fiscale, c.collegato_il
    FROM operatore o LEFT JOIN operatore_spid c ON c.operatore_id = o.id
   WHERE amministra() ORDER BY o.cognome, o.nome, o.id
$$;

-- ---- bodies ----------------------------------------------------------------------------------

-- The service that receives reports has people who approve bodies: the permission, in that service.
CREATE OR REPLACE FUNCTION enti_esterni_approva() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT EXISTS (SELECT FROM ruolo_permesso r WHERE r.ruolo = identita_ruolo() AND r.permesso = 'ENTE_ESTERNO')
     AND EXISTS (SELECT FROM avviso a WHERE a.servizio_id = identita_servizio() AND a.kind = 'self')
$$;

-- Somebody says for which body they report.  A body that was approved under that name is that one,
-- whoever named it first; the person is approved by itself.
CREATE OR REPLACE FUNCTION ente_esterno_dichiara(di_tipo text, con_nome text, in_comune text, con_telefono text, con_email text, con_qualifica text)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  ente bigint;
  nuovo bigint;
BEGIN
  IF identita_esterno() IS NULL THEN
    RAISE EXCEPTION 'not an external user' USING ERRCODE = 'SZ403';
  END IF;
  -- nobody works for so many bodies: who tries names, or fills the queue of those who approve, is stopped
  IF (SELECT count(*) FROM utente_ente x WHERE x.utente_esterno_id = identita_esterno() AND x.creato_il > now() - interval '1 day') >= 10 THEN
    RAISE EXCEPTION 'too many bodies in a day' USING ERRCODE = '23514', CONSTRAINT = 'ente_esterno_troppi';
  END IF;
  SELECT e.id INTO ente FROM ente_esterno e
   WHERE e.tipo = di_tipo AND e.chiave = senza_accenti(btrim(con_nome))
     AND (e.approvato_il IS NOT NULL OR EXISTS (SELECT FROM utente_ente x WHERE x.ente_esterno_id = e.id AND x.utente_esterno_id = identita_esterno()))
   ORDER BY e.id LIMIT 1;
  IF NOT FOUND THEN
    INSERT INTO ente_esterno (tipo, denominazione, comune, telefono, email)
    VALUES (di_tipo, btrim(con_nome), in_comune, con_telefono, con_email) RETURNING id INTO ente;
  END IF;
  INSERT INTO utente_ente (utente_esterno_id, ente_esterno_id, qualifica) VALUES (identita_esterno(), ente, con_qualifica) RETURNING id INTO nuovo;
  PERFORM registro_scrivi(NULL, NULL, NULL, NULL, 'crea', 'ente_esterno_dichiara', 'utente_ente', nuovo, NULL, 'ok', NULL, NULL,
                          jsonb_build_object('utente_esterno', identita_esterno()));
  PERFORM notifica_manda(a.operatore_id, a.servizio_id, 'avviso', NULL, NULL, NULL, 'Un ente esterno chiede di poter segnalare: approvalo in «Enti esterni»',
            '/enti-esterni/' || nuovo)
     FROM appartenenza a JOIN ruolo_permesso r ON r.ruolo = a.ruolo AND r.permesso = 'ENTE_ESTERNO'
    WHERE a.servizio_id IN (SELECT servizio_id FROM avviso WHERE kind = 'self')
      AND a.valida_dal <= current_date AND coalesce(a.valida_al, current_date) >= current_date;
  RETURN nuovo;
END
$$;

-- The register of the bodies, with who reports for them, for those who approve; or one row of it.
DROP FUNCTION IF EXISTS enti_esterni();
DROP FUNCTION IF EXISTS enti_esterni(bigint);
CREATE FUNCTION enti_esterni(quale bigint)
RETURNS TABLE (utente_ente_id bigint, ente text, tipo text, comune text, telefono text, email text, persona text, persona_email text, idp text,
               qualifica text, stato text, motivo text, esaminato_da text, esaminato_il timestamptz, creato_il timestamptz, ente_approvato boolean, segnalazioni bigint,
               versione bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT x.id, e.denominazione, e.tipo, e.comune, e.telefono, e.email, u.cognome || ' ' || u.nome, u.email, u.idp,
         x.qualifica, x.stato, x.motivo, (SELECT o.nome || ' ' || o.cognome FROM operatore o WHERE o.id = x.esaminato_da), x.esaminato_il, x.creato_il,
         e.approvato_il IS NOT NULL,
         (SELECT count(*) FROM domanda d WHERE d.utente_ente_id = x.id AND d.stato <> 'B'), x.versione::bigint
    FROM utente_ente x JOIN ente_esterno e ON e.id = x.ente_esterno_id JOIN utente_esterno u ON u.id = x.utente_esterno_id
   WHERE enti_esterni_approva() AND (quale IS NULL OR x.id = quale)
   ORDER BY x.stato <> 'da_verificare', x.creato_il DESC, x.id DESC LIMIT 500
$$;
-- On the text that was read: another one who examined it meanwhile is not overwritten.
DROP FUNCTION IF EXISTS utente_ente_esamina(bigint, text, text);
CREATE OR REPLACE FUNCTION utente_ente_esamina(quale bigint, con_versione integer, con_stato text, perche text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  x utente_ente;
BEGIN
  IF NOT enti_esterni_approva() OR NOT identita_scrive() OR con_stato NOT IN ('approvato', 'rifiutato') THEN
    RAISE EXCEPTION 'not for this service or role' USING ERRCODE = 'SZ403';
  END IF;
  SELECT * INTO x FROM utente_ente WHERE id = quale FOR UPDATE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  IF x.versione <> con_versione THEN
    RAISE EXCEPTION 'examined meanwhile' USING ERRCODE = 'SZ409';
  END IF;
  UPDATE utente_ente SET stato = con_stato, motivo = nullif(btrim(perche), ''), esaminato_da = identita_operatore(), esaminato_il = now(), versione = versione + 1
   WHERE id = quale RETURNING * INTO x;
  IF con_stato = 'approvato' THEN
    UPDATE ente_esterno SET approvato_il = coalesce(approvato_il, now()) WHERE id = x.ente_esterno_id;
  END IF;
  PERFORM registro_scrivi(identita_operatore(), identita_servizio(), identita_ruolo(), NULL, 'modifica', 'utente_ente_esamina', 'utente_ente', quale, NULL,
                          con_stato, NULL, NULL, NULL);
  -- no personal data but the receiver's own name
  INSERT INTO lavoro (tipo, dati)
    SELECT 'posta', jsonb_build_object('a', u.email, 'modello', 'ente_' || con_stato, 'nome', u.nome) FROM utente_esterno u
     WHERE u.id = x.utente_esterno_id AND u.email IS NOT NULL;
  PERFORM pg_notify('siz_lavoro', '');
  RETURN true;
END
$$;

-- Who else reports for the body of that row.
CREATE OR REPLACE FUNCTION ente_esterno_persone(quale bigint) RETURNS TABLE (utente_ente_id bigint, persona text, qualifica text, stato text, segnalazioni bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT x.id, u.cognome || ' ' || u.nome, x.qualifica, x.stato, (SELECT count(*) FROM domanda d WHERE d.utente_ente_id = x.id AND d.stato <> 'B')
    FROM utente_ente q JOIN utente_ente x ON x.ente_esterno_id = q.ente_esterno_id JOIN utente_esterno u ON u.id = x.utente_esterno_id
   WHERE q.id = quale AND enti_esterni_approva() ORDER BY u.cognome, u.nome, x.id LIMIT 200
$$;
-- The body itself may report no more: all of its people at once, each told; the drafts stay theirs.  How many.
CREATE OR REPLACE FUNCTION ente_esterno_revoca(quale bigint, perche text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  e bigint;
  quanti bigint;
BEGIN
  IF NOT enti_esterni_approva() OR NOT identita_scrive() THEN
    RAISE EXCEPTION 'not for this service or role' USING ERRCODE = 'SZ403';
  END IF;
  SELECT x.ente_esterno_id INTO e FROM utente_ente x WHERE x.id = quale;
  IF e IS NULL THEN
    RAISE EXCEPTION 'no such body' USING ERRCODE = 'SZ404';
  END IF;
  IF btrim(coalesce(perche, '')) = '' THEN
    RAISE EXCEPTION 'a reason is owed' USING ERRCODE = '23514', CONSTRAINT = 'ente_esterno_revoca_motivo';
  END IF;
  PERFORM FROM ente_esterno x WHERE x.id = e FOR UPDATE;
  WITH tolti AS (
    UPDATE utente_ente SET stato = 'rifiutato', motivo = btrim(perche), esaminato_da = identita_operatore(), esaminato_il = now(), versione = versione + 1
     WHERE ente_esterno_id = e AND stato <> 'rifiutato' RETURNING utente_esterno_id
  ), detti AS (
    INSERT INTO lavoro (tipo, dati)
      SELECT 'posta', jsonb_build_object('a', u.email, 'modello', 'ente_rifiutato', 'nome', u.nome) FROM tolti t JOIN utente_esterno u ON u.id = t.utente_esterno_id WHERE u.email IS NOT NULL
    RETURNING 1
  )
  SELECT count(*) INTO quanti FROM tolti;
  UPDATE ente_esterno SET approvato_il = NULL WHERE id = e;
  PERFORM registro_scrivi(identita_operatore(), identita_servizio(), identita_ruolo(), NULL, 'modifica', 'ente_esterno_revoca', 'ente_esterno', e, NULL, 'revocato', NULL, NULL,
                          jsonb_build_object('persone', quanti));
  PERFORM pg_notify('siz_lavoro', '');
  RETURN quanti;
END
$$;

-- ---- who may what ----------------------------------------------------------------------------

DO $$
DECLARE
  f regprocedure;
  t text;
BEGIN
  FOREACH f IN ARRAY ARRAY['sessione_apri_esterna(text)',
    'accesso_spid_entra(text, text, integer, text, text, text, text, text, bigint, text, text, interval, interval, inet, text, text)',
    'accesso_spid_operatore(text, text, interval, interval, inet, text, text)', 'accesso_spid_di(text)', 'amministra()',
    'operatore_spid_scrivi(bigint, text)', 'operatore_spid_collega(bigint, text)', 'operatori_spid()', 'enti_esterni_approva()',
    'ente_esterno_dichiara(text, text, text, text, text, text)', 'enti_esterni(bigint)', 'utente_ente_esamina(bigint, integer, text, text)',
    'ente_esterno_persone(bigint)', 'ente_esterno_revoca(bigint, text)']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO siz_web', f);
  END LOOP;
  REVOKE ALL ON FUNCTION sessione_apri_esterna(text), operatore_spid_scrivi(bigint, text) FROM siz_web;
  GRANT EXECUTE ON FUNCTION operatore_spid_scrivi(bigint, text) TO siz_owner;
  FOREACH t IN ARRAY ARRAY['utente_esterno', 'operatore_spid', 'ente_esterno', 'utente_ente', 'bozza_esterna'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('DROP POLICY IF EXISTS cancello ON %I', t);
    EXECUTE format('DROP POLICY IF EXISTS io ON %I', t);
    EXECUTE format('CREATE POLICY cancello ON %I TO siz_cancello USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO siz_cancello', t);
  END LOOP;
END
$$;

-- Oneself: who one is and for whom one reports.  Bodies of others are not looked up.
CREATE POLICY io ON utente_esterno FOR SELECT TO siz_web USING (id = (SELECT identita_esterno()));
CREATE POLICY io ON utente_ente FOR SELECT TO siz_web USING (utente_esterno_id = (SELECT identita_esterno()));
CREATE POLICY io ON ente_esterno FOR SELECT TO siz_web USING (EXISTS (SELECT FROM utente_ente x WHERE x.ente_esterno_id = ente_esterno.id));
GRANT SELECT ON utente_esterno, utente_ente TO siz_web;
-- Who names a body that is there already learns its name, not how to reach it.
REVOKE SELECT ON ente_esterno FROM siz_web, siz_job;
GRANT SELECT (id, tipo, denominazione, chiave, comune, approvato_il, creato_il) ON ente_esterno TO siz_web, siz_job;

-- What was being typed when their session ended: read on that page, forgotten when it is sent.
CREATE POLICY io ON bozza_esterna TO siz_web USING (utente_esterno_id = (SELECT identita_esterno())) WITH CHECK (false);
GRANT SELECT, DELETE ON bozza_esterna TO siz_web;

-- The submission keys of an external user (those of operators: 08_politiche.sql).
CREATE POLICY io_esterno ON invio TO siz_web USING (utente_esterno_id = (SELECT identita_esterno())) WITH CHECK (utente_esterno_id = (SELECT identita_esterno()));
