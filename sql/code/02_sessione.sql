-- The gate: sessions and credentials.  The program hashes and compares passwords (libsodium);
-- here is what must be atomic and what the program may not read for itself.

-- The program's proof: HMAC-SHA-256, hexadecimal, of the words joined by '|'.
CREATE OR REPLACE FUNCTION prova_pretendi(parole text, prova text) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM chiave_identita c WHERE encode(public.hmac(convert_to(parole, 'UTF8'), c.programma, 'sha256'), 'hex') = prova) THEN
    RAISE EXCEPTION 'the program did not prove itself' USING ERRCODE = 'SZ403';
  END IF;
END
$$;

-- Open the identity of this transaction for a session's token.  Always one row:
--   fase 'nessuna'  no such session, or closed
--   fase 'scaduta'  it was one, idle or absolute limit passed (AUTH-9): operatore_id is given so
--                   that what was posted can be kept as that operator's draft
--   fase 'secondo_fattore', 'cambio_password', 'attiva_secondo_fattore', 'scelta_servizio'  half way
--                   in: no identity
--   fase 'piena'    the identity stands until the end of the transaction
--   fase 'esterna'  that of an external user does (sql/code/14_esterni.sql); operatore_id is NULL
--
-- scade_dopo: seconds that are left when this request counts as activity (registra).
DROP FUNCTION IF EXISTS sessione_apri(text);
CREATE FUNCTION sessione_apri(gettone text)
RETURNS TABLE (fase text, sessione_id bigint, operatore_id bigint, servizio_id bigint, ruolo bigint, nome text,
               ruolo_nome text, servizio_nome text, sola_lettura boolean, permessi text, csrf text,
               scade_tra bigint, scade_dopo bigint, accesso_precedente timestamptz, servizi bigint, da_leggere bigint, moduli bigint,
               compatta boolean, tasti boolean, utente_esterno_id bigint, offerto boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  s record;
BEGIN
  SELECT z.*, o.nome AS o_nome, o.cognome AS o_cognome, o.stato AS o_stato, o.valido_al AS o_valido_al,
         v.denominazione AS v_nome, coalesce(v.sola_lettura, false) AS v_sola_lettura, v.valido_dal AS v_dal, v.valido_al AS v_al,
         r.denominazione AS r_nome, least(z.attiva_il + z.inattivita, z.scade_il) AS termine
    INTO s
    FROM sessione z
    JOIN operatore o ON o.id = z.operatore_id
    LEFT JOIN servizio v ON v.id = z.servizio_id
    LEFT JOIN ruolo r ON r.id = z.ruolo
   WHERE z.impronta = sha256(convert_to(gettone, 'UTF8'));
  IF NOT FOUND THEN
    RETURN QUERY SELECT * FROM sessione_apri_esterna(gettone);
    IF FOUND THEN
      RETURN;
    END IF;
  END IF;
  IF s.id IS NULL OR s.chiusa_il IS NOT NULL OR s.o_stato <> 'attivo' OR s.o_valido_al < current_date THEN
    RETURN QUERY SELECT 'nessuna', NULL::bigint, NULL::bigint, NULL::bigint, NULL::bigint, NULL, NULL, NULL, NULL::boolean, NULL, NULL,
                        NULL::bigint, NULL::bigint, NULL::timestamptz, NULL::bigint, NULL::bigint, NULL::bigint, NULL::boolean, NULL::boolean,
                        NULL::bigint, NULL::boolean;
    RETURN;
  END IF;
  IF s.termine <= now() THEN
    RETURN QUERY SELECT 'scaduta', s.id, s.operatore_id, s.servizio_id, NULL::bigint, NULL, NULL, NULL, NULL::boolean, NULL,
                        encode(s.csrf, 'hex'), 0::bigint, 0::bigint, NULL::timestamptz, NULL::bigint, NULL::bigint, NULL::bigint,
                        NULL::boolean, NULL::boolean, NULL::bigint, NULL::boolean;
    RETURN;
  END IF;
  -- Removing somebody from a service holds from the next request on (AUTH-9).
  -- The plain question first: servizi_di, which also knows the historic service, costs as much as
  -- all the rest of this function.
  IF s.fase = 'piena'
     AND NOT EXISTS (SELECT FROM appartenenza a WHERE a.operatore_id = s.operatore_id AND a.servizio_id = s.servizio_id AND a.ruolo = s.ruolo
                        AND a.valida_dal <= current_date AND coalesce(a.valida_al, current_date) >= current_date
                        AND s.v_dal <= current_date AND coalesce(s.v_al, current_date) >= current_date)
     AND NOT EXISTS (SELECT FROM servizi_di(s.operatore_id) x WHERE x.servizio_id = s.servizio_id AND x.ruolo = s.ruolo) THEN
    s.fase := 'scelta_servizio';
  END IF;
  IF s.fase = 'piena' THEN
    PERFORM identita_stabilisci(s.operatore_id, s.servizio_id, s.ruolo, s.v_sola_lettura);
  END IF;
  RETURN QUERY SELECT s.fase, s.id, s.operatore_id, s.servizio_id, s.ruolo::bigint, s.o_nome || ' ' || s.o_cognome,
    s.r_nome, s.v_nome, s.v_sola_lettura,
    CASE WHEN s.fase = 'piena' THEN
      (SELECT string_agg(rp.permesso, ' ') FROM ruolo_permesso rp
        WHERE rp.ruolo = s.ruolo AND NOT (s.v_sola_lettura AND EXISTS (SELECT FROM permesso p WHERE p.codice = rp.permesso AND p.scrive))) END,
    encode(s.csrf, 'hex'),
    extract(epoch FROM s.termine - now())::bigint,
    extract(epoch FROM CASE WHEN s.attiva_il < now() - interval '1 minute' THEN least(now() + s.inattivita, s.scade_il) ELSE s.termine END - now())::bigint,
    s.accesso_precedente,
    -- how many can be chosen: own ones, and the historic one that everybody may enter
    (SELECT count(*) FROM appartenenza a WHERE a.operatore_id = s.operatore_id AND a.valida_dal <= current_date
        AND coalesce(a.valida_al, current_date) >= current_date) + 1,
    (SELECT count(*) FROM (SELECT 1 FROM notifica n WHERE n.operatore_id = s.operatore_id AND n.presa_il IS NULL AND n.nascosta_il IS NULL
        AND n.archiviata_il IS NULL AND n.letta_il IS NULL AND (n.rinviata_al IS NULL OR n.rinviata_al <= current_date) LIMIT 100) c),
    (SELECT coalesce(max(m.id), 0) FROM modulo m),
    EXISTS (SELECT FROM preferenza p WHERE p.operatore_id = s.operatore_id AND p.chiave = 'compatta'),
    EXISTS (SELECT FROM preferenza p WHERE p.operatore_id = s.operatore_id AND p.chiave = 'tasti'), NULL::bigint, NULL::boolean;
END
$$;

-- The services that an operator may enter today.  Everybody may enter the historic one, with the
-- role held first (ACC-23): the rules of kind and role still hold there.
CREATE OR REPLACE FUNCTION servizi_di(chi bigint)
RETURNS TABLE (servizio_id bigint, ruolo smallint, denominazione text, descrizione text, tipo text, sola_lettura boolean, ultimo_uso timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
-- plpgsql, not sql: its plan is kept by the session
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH mie AS (
    SELECT a.servizio_id, a.ruolo, v.denominazione, v.descrizione, v.tipo, v.sola_lettura, a.ultimo_uso, a.id
      FROM appartenenza a JOIN servizio v ON v.id = a.servizio_id
     WHERE a.operatore_id = chi AND a.valida_dal <= current_date AND coalesce(a.valida_al, current_date) >= current_date
       AND v.valido_dal <= current_date AND coalesce(v.valido_al, current_date) >= current_date
  ), prima AS (
    SELECT ruolo FROM mie WHERE ruolo <> 5 ORDER BY id LIMIT 1
  )
  SELECT servizio_id, ruolo, denominazione, descrizione, tipo, sola_lettura, ultimo_uso FROM mie
  UNION ALL
  SELECT v.id, p.ruolo, v.denominazione, v.descrizione, v.tipo, v.sola_lettura, NULL FROM servizio v, prima p
   WHERE v.tipo = 'storico' AND NOT EXISTS (SELECT FROM mie m WHERE m.servizio_id = v.id);
END
$$;

-- For the page that refuses: what a permission is for, and in which other services the present operator has it.
CREATE OR REPLACE FUNCTION permesso_spiega(quale text) RETURNS TABLE (descrizione text, scrive boolean, altrove text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT p.descrizione, p.scrive,
         (SELECT string_agg(x.denominazione, ', ' ORDER BY x.denominazione) FROM servizi_di(identita_operatore()) x JOIN ruolo_permesso r ON r.ruolo = x.ruolo AND r.permesso = quale
           WHERE x.servizio_id <> identita_servizio() AND NOT (x.sola_lettura AND p.scrive))
    FROM permesso p WHERE p.codice = quale
$$;

-- The same for the page on which one chooses, from a session that is not full yet.
CREATE OR REPLACE FUNCTION sessione_servizi(gettone text)
RETURNS TABLE (servizio_id bigint, ruolo_nome text, denominazione text, descrizione text, sola_lettura boolean, ultimo_usato boolean, da_leggere bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT x.servizio_id, r.denominazione, x.denominazione, x.descrizione, x.sola_lettura,
         x.ultimo_uso IS NOT NULL AND x.ultimo_uso = max(x.ultimo_uso) OVER (),
         (SELECT count(*) FROM notifica n WHERE n.operatore_id = z.operatore_id AND n.servizio_id = x.servizio_id AND n.letta_il IS NULL
             AND n.presa_il IS NULL AND n.nascosta_il IS NULL AND n.archiviata_il IS NULL)
    FROM sessione z CROSS JOIN LATERAL servizi_di(z.operatore_id) x JOIN ruolo r ON r.id = x.ruolo
   WHERE z.impronta = sha256(convert_to(gettone, 'UTF8')) AND z.chiusa_il IS NULL
     AND least(z.attiva_il + z.inattivita, z.scade_il) > now() AND z.fase IN ('scelta_servizio', 'piena')
   ORDER BY x.sola_lettura, x.ultimo_uso DESC NULLS LAST, x.denominazione
$$;

-- Seconds that a counter still makes one wait: doubling delays, then closed for a while (AUTH-4).
CREATE OR REPLACE FUNCTION tentativo_attesa(fallimenti integer, ultimo timestamptz, chiusa_fino timestamptz, ritardo_dopo integer) RETURNS bigint
LANGUAGE sql VOLATILE SET search_path = pg_catalog, public
AS $$
  SELECT greatest(0, ceil(extract(epoch FROM greatest(chiusa_fino,
           CASE WHEN fallimenti >= ritardo_dopo THEN ultimo + least(30, 2 ^ least(fallimenti - ritardo_dopo, 5)) * interval '1 second' END)
         - clock_timestamp())))::bigint
$$;

-- What the program needs to compare a password: one name at a time.  A row always comes (AUTH-5):
-- for an unknown name operatore_id is NULL and the program compares against a dummy.
-- attesa: seconds for which no attempt is evaluated; it counts as none.
-- browser_di, browser: an operator who entered from this browser before, as the program's own
-- signed cookie says; that browser has a counter of its own.
-- conto: the counter to be given to credenziale_esito; NULL for the account's.
-- The program proves itself: text injected into SQL reads no hash, and learns of no name whether somebody has it.
DROP FUNCTION IF EXISTS credenziale_leggi(text, inet, integer, integer, interval), credenziale_leggi(text, inet, integer, integer, interval, bigint, text);
CREATE OR REPLACE FUNCTION credenziale_leggi(chi text, da inet, ritardo_dopo integer, chiudi_dopo integer, chiusura interval,
                                             browser_di bigint, browser text, prova text)
RETURNS TABLE (operatore_id bigint, impronta text, attesa bigint, totp_attivo boolean, conto bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  c credenziale;
  t tentativo_indirizzo;
  n tentativo;
  quanto bigint;
BEGIN
  PERFORM prova_pretendi('credenziale_leggi|' || chi, prova);
  -- The row is locked until the end of the transaction in which the program compares and
  -- notes the outcome: a hundred simultaneous guesses are evaluated one after the other (AUTH-4).
  SELECT k.* INTO c FROM operatore o JOIN credenziale k ON k.operatore_id = o.id
   WHERE (lower(o.username) = lower(chi) OR lower(o.email) = lower(chi))
     AND o.stato = 'attivo' AND coalesce(o.valido_al, current_date) >= current_date
   FOR UPDATE OF k;
  conto := CASE WHEN c.operatore_id IS NULL THEN sha256(convert_to('nome|' || lower(chi), 'UTF8'))
                WHEN c.operatore_id = browser_di THEN sha256(convert_to('browser|' || c.operatore_id || '|' || browser, 'UTF8')) END;
  SELECT * INTO n FROM tentativo x WHERE x.chiave = conto FOR UPDATE;
  SELECT * INTO t FROM tentativo_indirizzo WHERE indirizzo = da FOR UPDATE;
  quanto := CASE WHEN conto IS NULL THEN tentativo_attesa(c.fallimenti, c.ultimo_tentativo, c.chiusa_fino, ritardo_dopo)
                 ELSE tentativo_attesa(n.fallimenti, n.ultimo, n.chiusa_fino, ritardo_dopo) END;
  -- An address is only slowed down, and only after ten times as many failures: behind one
  -- address may sit a whole town hall.
  IF t.fallimenti >= ritardo_dopo * 10 AND t.ultimo > now() - chiusura THEN
    quanto := greatest(quanto, ceil(extract(epoch FROM t.ultimo + interval '5 seconds' - clock_timestamp()))::bigint);
  END IF;
  -- A temporary password past its hours opens nothing, nor one that was used (AUTH-3).
  RETURN QUERY SELECT c.operatore_id, CASE WHEN c.temporanea_fino < now() THEN NULL ELSE c.impronta END,
                      coalesce(quanto, 0), coalesce(c.totp_attivo, false), conto;
END
$$;

-- Note the outcome of a comparison, in the same transaction as credenziale_leggi or sessione_prova.
-- A success empties the counter that was used and no other: who enters from a known browser does
-- not give a stranger's guesses a new start.  The program proves itself: text injected into SQL
-- must neither put a known hash in the place of another's, nor empty a counter, nor fill it.
DROP FUNCTION IF EXISTS credenziale_esito(bigint, boolean, inet, integer, interval, text, bytea);
CREATE OR REPLACE FUNCTION credenziale_esito(chi bigint, riuscito boolean, da inet, chiudi_dopo integer, chiusura interval, nuova_impronta text,
                                             conto bytea, prova text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  chiuso boolean;
BEGIN
  PERFORM prova_pretendi('credenziale_esito|' || coalesce(chi, 0) || '|' || riuscito || '|' || coalesce(nuova_impronta, ''), prova);
  IF riuscito THEN
    UPDATE credenziale SET impronta = coalesce(nuova_impronta, impronta),
           fallimenti = CASE WHEN conto IS NULL THEN 0 ELSE fallimenti END,
           chiusa_fino = CASE WHEN conto IS NULL THEN NULL ELSE chiusa_fino END,
           ultimo_tentativo = CASE WHEN conto IS NULL THEN clock_timestamp() ELSE ultimo_tentativo END
     WHERE operatore_id = chi;
    DELETE FROM tentativo WHERE chiave = conto;
    DELETE FROM tentativo_indirizzo WHERE indirizzo = da;
    RETURN;
  END IF;
  IF conto IS NULL THEN
    UPDATE credenziale SET fallimenti = CASE WHEN ultimo_tentativo < clock_timestamp() - chiusura * 4 THEN 1 ELSE fallimenti + 1 END,
           ultimo_tentativo = clock_timestamp(),
           chiusa_fino = CASE WHEN fallimenti + 1 >= chiudi_dopo AND ultimo_tentativo >= clock_timestamp() - chiusura * 4
                              THEN clock_timestamp() + chiusura ELSE chiusa_fino END
     WHERE operatore_id = chi RETURNING coalesce(chiusa_fino > clock_timestamp(), false) INTO chiuso;
  ELSE
    INSERT INTO tentativo AS t VALUES (conto, 1, clock_timestamp(), NULL)
      ON CONFLICT (chiave) DO UPDATE SET fallimenti = CASE WHEN t.ultimo < clock_timestamp() - chiusura * 4 THEN 1 ELSE t.fallimenti + 1 END,
           ultimo = clock_timestamp(),
           chiusa_fino = CASE WHEN t.fallimenti + 1 >= chiudi_dopo AND t.ultimo >= clock_timestamp() - chiusura * 4
                              THEN clock_timestamp() + chiusura ELSE t.chiusa_fino END
    RETURNING coalesce(t.chiusa_fino > clock_timestamp(), false) INTO chiuso;
  END IF;
  INSERT INTO tentativo_indirizzo AS t VALUES (da, 1, clock_timestamp())
    ON CONFLICT (indirizzo) DO UPDATE SET fallimenti = CASE WHEN t.ultimo < clock_timestamp() - chiusura THEN 1 ELSE t.fallimenti + 1 END,
                                          ultimo = clock_timestamp();
  -- the number of the operator, never what was typed (AUTH-13)
  PERFORM registro_scrivi(chi, NULL, NULL, NULL, 'entra', 'accesso', NULL, NULL, NULL,
                          CASE WHEN chi IS NULL THEN 'sconosciuta' WHEN chiuso THEN 'chiusa' ELSE 'rifiutata' END, da, NULL, NULL);
END
$$;

-- Administrators of the system must have a second factor (AUTH-11) when the program's setting says
-- so.  Demonstration accounts are exempt, and `siz verifica` refuses them in production.
CREATE OR REPLACE FUNCTION secondo_fattore_dovuto(chi bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT EXISTS (SELECT FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id
                  WHERE o.id = chi AND NOT o.dimostrazione AND a.ruolo = 5
                    AND a.valida_dal <= current_date AND coalesce(a.valida_al, current_date) >= current_date)
$$;

-- A mail that tells the owner of an account what was done to it; the words are in conf/posta.
CREATE OR REPLACE FUNCTION avviso_posta(chi bigint, modello text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  INSERT INTO lavoro (tipo, dati)
    SELECT 'posta', jsonb_build_object('a', o.email, 'modello', modello, 'nome', o.nome) FROM operatore o WHERE o.id = chi;
  SELECT pg_notify('siz_lavoro', '');
$$;

-- A new session for one who proved to be that operator.  What the phase is follows from the
-- account: second factor, password to change, second factor to switch on, service to choose.
DROP FUNCTION IF EXISTS sessione_crea(bigint, text, boolean, interval, interval, interval, inet, text, text);
CREATE OR REPLACE FUNCTION sessione_crea(chi bigint, gettone text, secondo_fattore_dato boolean, massima_eta interval,
                                         inattivita_massima interval, durata interval, da inet, con text, prova text,
                                         amministratori_con_fattore boolean DEFAULT true)
RETURNS TABLE (fase text, sessione_id bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM prova_pretendi('sessione_crea|' || chi || '|' || gettone, prova);
  RETURN QUERY SELECT * FROM sessione_inizia(chi, gettone, secondo_fattore_dato, massima_eta, inattivita_massima, durata, da, con,
                                             amministratori_con_fattore, NULL);
END
$$;

-- The same without the proof, for the functions of the gate alone.
-- livello: of the SPID login, NULL after a password.  From level 2 on it is two factors already (what
-- one knows and what one has, vouched for by the provider), so no other is asked for; at level 1 it
-- stands for the password alone.  A password that must be changed is no matter of who did not use it.
CREATE OR REPLACE FUNCTION sessione_inizia(chi bigint, gettone text, secondo_fattore_dato boolean, massima_eta interval,
                                           inattivita_massima interval, durata interval, da inet, con text,
                                           amministratori_con_fattore boolean, livello smallint)
RETURNS TABLE (fase text, sessione_id bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  c credenziale;
  nuova sessione;
  quale record;
  quanti bigint;
BEGIN
  SELECT * INTO STRICT c FROM credenziale k WHERE k.operatore_id = chi;
  nuova.fase := CASE
    WHEN c.totp_attivo AND NOT secondo_fattore_dato AND coalesce(livello, 1) < 2 THEN 'secondo_fattore'
    WHEN livello IS NULL AND (c.deve_cambiare OR c.temporanea_fino IS NOT NULL
      OR (NOT c.non_scade AND massima_eta > interval '0' AND c.cambiata_il < now() - massima_eta)) THEN 'cambio_password'
    WHEN amministratori_con_fattore AND NOT c.totp_attivo AND coalesce(livello, 1) < 2 AND secondo_fattore_dovuto(chi) THEN 'attiva_secondo_fattore'
    ELSE 'scelta_servizio' END;
  IF nuova.fase = 'scelta_servizio' THEN
    -- ACC-18: one service is entered directly; more: the last used, if the operator wants so.
    SELECT count(*) INTO quanti FROM servizi_di(chi) x WHERE NOT x.sola_lettura;
    SELECT x.* INTO quale FROM servizi_di(chi) x, operatore o
     WHERE o.id = chi AND NOT x.sola_lettura AND (quanti = 1 OR (o.entra_ultimo_servizio AND x.ultimo_uso IS NOT NULL))
     ORDER BY x.ultimo_uso DESC NULLS LAST LIMIT 1;
    IF FOUND THEN
      nuova.fase := 'piena';
      nuova.servizio_id := quale.servizio_id;
      nuova.ruolo := quale.ruolo;
    END IF;
  END IF;
  INSERT INTO sessione (impronta, operatore_id, servizio_id, ruolo, fase, inattivita, scade_il, accesso_precedente, indirizzo, programma, spid_livello)
  VALUES (sha256(convert_to(gettone, 'UTF8')), chi, nuova.servizio_id, nuova.ruolo, nuova.fase, inattivita_massima, now() + durata,
          (SELECT max(z.creata_il) FROM sessione z WHERE z.operatore_id = chi AND z.fase = 'piena'), da, left(con, 200), livello)
  RETURNING sessione.fase, sessione.id INTO nuova.fase, nuova.id;
  IF nuova.fase = 'piena' THEN
    UPDATE appartenenza a SET ultimo_uso = now() WHERE a.operatore_id = chi AND a.servizio_id = nuova.servizio_id;
  ELSIF nuova.fase = 'cambio_password' THEN
    UPDATE credenziale k SET temporanea_fino = now() WHERE k.operatore_id = chi AND k.temporanea_fino > now(); -- it works once (AUTH-3)
  END IF;
  PERFORM registro_scrivi(chi, nuova.servizio_id, nuova.ruolo, nuova.id, 'entra', 'accesso', NULL, NULL, NULL, nuova.fase, da, NULL, NULL);
  RETURN QUERY SELECT nuova.fase, nuova.id;
END
$$;

-- A session is never changed in place: another one begins and the old token dies (AUTH-8).
CREATE OR REPLACE FUNCTION sessione_chiudi(gettone text, motivo text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  z sessione;
BEGIN
  UPDATE sessione SET chiusa_il = now(), motivo_chiusura = motivo
   WHERE impronta = sha256(convert_to(gettone, 'UTF8')) AND chiusa_il IS NULL RETURNING * INTO z;
  IF FOUND THEN
    PERFORM registro_scrivi(z.operatore_id, z.servizio_id, z.ruolo, z.id, 'esce', 'sessione', NULL, NULL, NULL, motivo, z.indirizzo, NULL,
                            CASE WHEN z.utente_esterno_id IS NOT NULL THEN jsonb_build_object('utente_esterno', z.utente_esterno_id) END);
  END IF;
  RETURN z.operatore_id;
END
$$;

-- Choose or change the service: the old session ends, a new one with a new token and the same
-- absolute limit begins.  SZ403 if the service is not one of the operator's.  Who became an
-- administrator meanwhile has to switch on the second factor first.
-- sempre: whether to enter the last one used from now on; NULL leaves it.
DROP FUNCTION IF EXISTS sessione_scegli_servizio(text, text, bigint);
DROP FUNCTION IF EXISTS sessione_scegli_servizio(text, text, bigint, boolean);
CREATE OR REPLACE FUNCTION sessione_scegli_servizio(gettone text, nuovo_gettone text, quale bigint, sempre boolean DEFAULT NULL,
                                                    amministratori_con_fattore boolean DEFAULT true) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  z sessione;
  x record;
  nuova bigint;
BEGIN
  SELECT * INTO z FROM sessione s WHERE s.impronta = sha256(convert_to(gettone, 'UTF8')) AND s.chiusa_il IS NULL
     AND s.fase IN ('scelta_servizio', 'piena') AND least(s.attiva_il + s.inattivita, s.scade_il) > now() FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such session' USING ERRCODE = 'SZ401';
  END IF;
  SELECT * INTO x FROM servizi_di(z.operatore_id) d WHERE d.servizio_id = quale;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'not a service of this operator' USING ERRCODE = 'SZ403';
  END IF;
  UPDATE sessione SET chiusa_il = now(), motivo_chiusura = 'cambio servizio' WHERE id = z.id;
  IF amministratori_con_fattore AND coalesce(z.spid_livello, 1) < 2 AND secondo_fattore_dovuto(z.operatore_id)
     AND NOT EXISTS (SELECT FROM credenziale k WHERE k.operatore_id = z.operatore_id AND k.totp_attivo) THEN
    INSERT INTO sessione (impronta, operatore_id, fase, inattivita, scade_il, accesso_precedente, indirizzo, programma)
    VALUES (sha256(convert_to(nuovo_gettone, 'UTF8')), z.operatore_id, 'attiva_secondo_fattore', z.inattivita, z.scade_il, z.accesso_precedente, z.indirizzo, z.programma)
    RETURNING id INTO nuova;
    PERFORM registro_scrivi(z.operatore_id, NULL, NULL, nuova, 'servizio', 'servizio_scegli', 'servizio', quale, NULL, 'attiva_secondo_fattore', z.indirizzo, NULL, NULL);
    RETURN nuova;
  END IF;
  INSERT INTO sessione (impronta, operatore_id, servizio_id, ruolo, fase, inattivita, scade_il, accesso_precedente, indirizzo, programma, spid_livello)
  VALUES (sha256(convert_to(nuovo_gettone, 'UTF8')), z.operatore_id, quale, x.ruolo, 'piena', z.inattivita, z.scade_il, z.accesso_precedente, z.indirizzo, z.programma,
          z.spid_livello)
  RETURNING id INTO nuova;
  -- the new one stands on the same session of the provider: its logout ends it, too
  INSERT INTO sessione_spid (sessione_id, idp, name_id, session_index, spid_registro_id)
    SELECT nuova, p.idp, p.name_id, p.session_index, p.spid_registro_id FROM sessione_spid p WHERE p.sessione_id = z.id;
  UPDATE appartenenza a SET ultimo_uso = now() WHERE a.operatore_id = z.operatore_id AND a.servizio_id = quale;
  UPDATE operatore o SET entra_ultimo_servizio = sempre WHERE o.id = z.operatore_id AND o.entra_ultimo_servizio <> sempre;
  PERFORM registro_scrivi(z.operatore_id, quale, x.ruolo, nuova, 'servizio', 'servizio_scegli', 'servizio', quale, NULL, 'ok', z.indirizzo, NULL, NULL);
  RETURN nuova;
END
$$;

-- "Resta collegato": activity without a page.
CREATE OR REPLACE FUNCTION sessione_resta(gettone text) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  UPDATE sessione SET attiva_il = now()
   WHERE impronta = sha256(convert_to(gettone, 'UTF8')) AND chiusa_il IS NULL AND least(attiva_il + inattivita, scade_il) > now()
  RETURNING extract(epoch FROM least(now() + inattivita, scade_il) - now())::bigint
$$;

-- Hashes not to be used again, newest first (AUTH-2), the present one among them.
DROP FUNCTION IF EXISTS credenziale_passate(bigint, integer);
CREATE OR REPLACE FUNCTION credenziale_passate(chi bigint, quante integer, prova text) RETURNS TABLE (impronta text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM prova_pretendi('credenziale_passate|' || chi, prova);
  RETURN QUERY
  SELECT k.impronta FROM credenziale k WHERE k.operatore_id = chi AND k.impronta IS NOT NULL
  UNION ALL
  (SELECT p.impronta FROM credenziale_passata p WHERE p.operatore_id = chi ORDER BY p.id DESC LIMIT quante - 1);
END
$$;

-- Set a new hash; ends every session of the operator, who is told by mail.
CREATE OR REPLACE FUNCTION credenziale_cambia(chi bigint, nuova text, perche text, prova text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM prova_pretendi('credenziale_cambia|' || chi || '|' || nuova, prova);
  INSERT INTO credenziale_passata (operatore_id, impronta)
    SELECT chi, impronta FROM credenziale WHERE operatore_id = chi AND impronta IS NOT NULL;
  UPDATE credenziale SET impronta = nuova, cambiata_il = now(), deve_cambiare = false, temporanea_fino = NULL, fallimenti = 0, chiusa_fino = NULL
   WHERE operatore_id = chi;
  UPDATE sessione SET chiusa_il = now(), motivo_chiusura = perche WHERE operatore_id = chi AND chiusa_il IS NULL;
  UPDATE recupero_password SET usato_il = now() WHERE operatore_id = chi AND usato_il IS NULL;
  PERFORM registro_scrivi(chi, NULL, NULL, NULL, 'password', 'cambio_password', NULL, NULL, NULL, perche, NULL, NULL, NULL);
  PERFORM avviso_posta(chi, 'password_cambiata');
END
$$;

-- "Password dimenticata?": queues the mail if there is such an account and not too many were
-- asked for; says nothing either way (AUTH-5, AUTH-6).  The token comes from the program, which
-- proves it: whoever chose the token of another's link would choose that other's password.
DROP FUNCTION IF EXISTS recupero_chiedi(text, text, interval, integer, text);
CREATE OR REPLACE FUNCTION recupero_chiedi(chi text, gettone text, durata interval, massimi integer, indirizzo_pubblico text, prova text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  o operatore;
BEGIN
  PERFORM prova_pretendi('recupero_chiedi|' || gettone || '|' || indirizzo_pubblico || '|' || chi, prova);
  SELECT * INTO o FROM operatore p WHERE (lower(p.username) = lower(chi) OR lower(p.email) = lower(chi))
     AND p.stato = 'attivo' AND coalesce(p.valido_al, current_date) >= current_date;
  IF NOT FOUND OR (SELECT count(*) FROM recupero_password r WHERE r.operatore_id = o.id AND r.creato_il > now() - interval '1 hour') >= massimi THEN
    RETURN;
  END IF;
  UPDATE recupero_password SET usato_il = now() WHERE operatore_id = o.id AND usato_il IS NULL;
  INSERT INTO recupero_password (operatore_id, impronta, scade_il) VALUES (o.id, sha256(convert_to(gettone, 'UTF8')), now() + durata);
  INSERT INTO lavoro (tipo, dati) VALUES ('posta', jsonb_build_object('a', o.email, 'modello', 'password_dimenticata',
    'nome', o.nome, 'indirizzo', indirizzo_pubblico || '/password-nuova?g=' || gettone, 'minuti', extract(epoch FROM durata)::int / 60));
  PERFORM registro_scrivi(o.id, NULL, NULL, NULL, 'recupero', 'password_dimenticata', NULL, NULL, NULL, 'ok', NULL, NULL, NULL);
  PERFORM pg_notify('siz_lavoro', '');
END
$$;
-- Whose the link is, if it still holds; changes nothing (mail scanners open links).
DROP FUNCTION IF EXISTS recupero_leggi(text);
CREATE FUNCTION recupero_leggi(gettone text) RETURNS TABLE (operatore_id bigint, username text, nome text, cognome text, amministratore boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT o.id, o.username, o.nome, o.cognome, EXISTS (SELECT FROM appartenenza a WHERE a.operatore_id = o.id AND a.ruolo = 5) FROM recupero_password r JOIN operatore o ON o.id = r.operatore_id
   WHERE r.impronta = sha256(convert_to(gettone, 'UTF8')) AND r.usato_il IS NULL AND r.scade_il > now() AND o.stato = 'attivo'
$$;
-- Use it: once.  SZ410 if it no longer holds.
CREATE OR REPLACE FUNCTION recupero_usa(gettone text, nuova text, prova text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  r recupero_password;
BEGIN
  UPDATE recupero_password SET usato_il = now()
   WHERE impronta = sha256(convert_to(gettone, 'UTF8')) AND usato_il IS NULL AND scade_il > now() RETURNING * INTO r;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'link used or expired' USING ERRCODE = 'SZ410';
  END IF;
  PERFORM credenziale_cambia(r.operatore_id, nuova, 'recupero', prova);
END
$$;

-- The operator of a session of any phase, for the pages of one's own account.
-- motivo: why the password must be changed: 'primo' (given by others), 'eta', or NULL.
-- segreto: the sealed second factor, only once fully in or while it must be switched on.
-- fattore_dovuto: see secondo_fattore_dovuto.
DROP FUNCTION IF EXISTS sessione_chi(text, interval);
CREATE FUNCTION sessione_chi(gettone text, massima_eta interval)
RETURNS TABLE (operatore_id bigint, username text, email text, nome text, cognome text, amministratore boolean, motivo text,
               entra_ultimo boolean, totp_attivo boolean, segreto bytea, codici bigint, fattore_dovuto boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT o.id, o.username, o.email, o.nome, o.cognome, EXISTS (SELECT FROM appartenenza a WHERE a.operatore_id = o.id AND a.ruolo = 5),
         CASE WHEN k.deve_cambiare OR k.temporanea_fino IS NOT NULL THEN 'primo'
              WHEN NOT k.non_scade AND massima_eta > interval '0' AND k.cambiata_il < now() - massima_eta THEN 'eta' END,
         o.entra_ultimo_servizio, k.totp_attivo, CASE WHEN z.fase IN ('piena', 'attiva_secondo_fattore') THEN k.totp_segreto END,
         (SELECT count(*) FROM codice_recupero c WHERE c.operatore_id = o.id AND c.usato_il IS NULL), secondo_fattore_dovuto(o.id)
    FROM sessione z JOIN operatore o ON o.id = z.operatore_id JOIN credenziale k ON k.operatore_id = o.id
   WHERE z.impronta = sha256(convert_to(gettone, 'UTF8')) AND z.chiusa_il IS NULL AND least(z.attiva_il + z.inattivita, z.scade_il) > now()
$$;

-- What one must prove once more within a session: the password before it is changed, the second
-- factor.  Locked, counted and delayed as at the door, each on a counter of its own: who knows
-- the password does not get new attempts at the code by entering it again.
DROP FUNCTION IF EXISTS totp_leggi(text);
CREATE OR REPLACE FUNCTION sessione_prova(gettone text, cosa text, ritardo_dopo integer)
RETURNS TABLE (operatore_id bigint, impronta text, segreto bytea, totp_attivo boolean, attesa bigint, conto bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  k credenziale;
  n tentativo;
BEGIN
  SELECT c.* INTO k FROM sessione z JOIN credenziale c ON c.operatore_id = z.operatore_id
   WHERE z.impronta = sha256(convert_to(gettone, 'UTF8')) AND z.chiusa_il IS NULL AND least(z.attiva_il + z.inattivita, z.scade_il) > now()
     FOR UPDATE OF c;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such session' USING ERRCODE = 'SZ401';
  END IF;
  conto := sha256(convert_to(cosa || '|' || k.operatore_id, 'UTF8'));
  SELECT * INTO n FROM tentativo x WHERE x.chiave = conto FOR UPDATE;
  RETURN QUERY SELECT k.operatore_id, k.impronta, k.totp_segreto, k.totp_attivo,
                      coalesce(tentativo_attesa(n.fallimenti, n.ultimo, n.chiusa_fino, ritardo_dopo), 0), conto;
END
$$;

-- One use per step (AUTH-11).  Proved, like the recovery codes: nobody burns the codes of another.
DROP FUNCTION IF EXISTS totp_usa(bigint, bigint), codice_recupero_usa(bigint, text);
CREATE OR REPLACE FUNCTION totp_usa(chi bigint, passo bigint, prova text) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT prova_pretendi('totp_usa|' || chi || '|' || passo, prova);
  WITH u AS (UPDATE credenziale SET totp_ultimo_passo = passo WHERE operatore_id = chi AND totp_ultimo_passo < passo RETURNING 1)
  SELECT EXISTS (SELECT FROM u)
$$;
CREATE OR REPLACE FUNCTION totp_imposta(chi bigint, sigillato bytea, attiva boolean, prova text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  prima boolean;
BEGIN
  PERFORM prova_pretendi('totp_imposta|' || chi || '|' || encode(sigillato, 'hex'), prova);
  SELECT k.totp_attivo INTO STRICT prima FROM credenziale k WHERE k.operatore_id = chi FOR UPDATE;
  UPDATE credenziale SET totp_segreto = sigillato, totp_attivo = attiva,
         totp_ultimo_passo = CASE WHEN attiva THEN totp_ultimo_passo ELSE 0 END WHERE operatore_id = chi;
  IF prima <> attiva THEN
    PERFORM avviso_posta(chi, CASE WHEN attiva THEN 'secondo_fattore_attivo' ELSE 'secondo_fattore_tolto' END);
  END IF;
END
$$;
CREATE OR REPLACE FUNCTION codice_recupero_imposta(chi bigint, impronte bytea[], prova text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT prova_pretendi('codice_recupero_imposta|' || chi, prova);
  DELETE FROM codice_recupero WHERE operatore_id = chi;
  INSERT INTO codice_recupero (operatore_id, impronta) SELECT chi, unnest(impronte);
$$;
CREATE OR REPLACE FUNCTION codice_recupero_usa(chi bigint, codice text, prova text) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT prova_pretendi('codice_recupero_usa|' || chi || '|' || codice, prova);
  WITH u AS (UPDATE codice_recupero SET usato_il = now() WHERE operatore_id = chi AND usato_il IS NULL
                AND impronta = sha256(convert_to(codice, 'UTF8')) RETURNING 1)
  SELECT EXISTS (SELECT FROM u)
$$;

DO $$
DECLARE f regprocedure;
BEGIN
  FOREACH f IN ARRAY ARRAY['prova_pretendi(text, text)', 'sessione_apri(text)', 'servizi_di(bigint)', 'permesso_spiega(text)', 'sessione_servizi(text)', 'credenziale_leggi(text, inet, integer, integer, interval, bigint, text, text)',
    'credenziale_esito(bigint, boolean, inet, integer, interval, text, bytea, text)', 'sessione_crea(bigint, text, boolean, interval, interval, interval, inet, text, text, boolean)',
    'sessione_chiudi(text, text)', 'sessione_scegli_servizio(text, text, bigint, boolean, boolean)', 'sessione_resta(text)', 'credenziale_passate(bigint, integer, text)',
    'credenziale_cambia(bigint, text, text, text)', 'recupero_chiedi(text, text, interval, integer, text, text)', 'recupero_leggi(text)', 'recupero_usa(text, text, text)',
    'sessione_chi(text, interval)', 'sessione_prova(text, text, integer)',
    'tentativo_attesa(integer, timestamptz, timestamptz, integer)', 'totp_usa(bigint, bigint, text)', 'totp_imposta(bigint, bytea, boolean, text)', 'codice_recupero_imposta(bigint, bytea[], text)',
    'codice_recupero_usa(bigint, text, text)']::regprocedure[]
  LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO siz_web', f);
  END LOOP;
END
$$;
ALTER FUNCTION secondo_fattore_dovuto(bigint) OWNER TO siz_cancello;
ALTER FUNCTION sessione_inizia(bigint, text, boolean, interval, interval, interval, inet, text, boolean, smallint) OWNER TO siz_cancello;
REVOKE ALL ON FUNCTION sessione_inizia(bigint, text, boolean, interval, interval, interval, inet, text, boolean, smallint) FROM PUBLIC;
ALTER FUNCTION avviso_posta(bigint, text) OWNER TO siz_cancello;
REVOKE ALL ON FUNCTION secondo_fattore_dovuto(bigint), avviso_posta(bigint, text) FROM PUBLIC;
-- Only for the functions above: who works where is nobody's business before the login.
REVOKE ALL ON FUNCTION prova_pretendi(text, text), servizi_di(bigint) FROM siz_web;
