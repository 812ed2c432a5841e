-- Requests for an account: written by the person, worked through by administrators.

CREATE OR REPLACE FUNCTION richiesta_utenza_invia(con_email text, con_telefono text, per_servizio bigint, per_ruolo text, con_note text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  nuova bigint;
BEGIN
  IF identita_esterno() IS NULL THEN
    RAISE EXCEPTION 'not a person with SPID' USING ERRCODE = 'SZ403';
  END IF;
  INSERT INTO richiesta_utenza (utente_esterno_id, codice_fiscale, cognome, nome, email, telefono, servizio_id, ruolo, note)
  SELECT u.id, u.codice_fiscale, u.cognome, u.nome, con_email, con_telefono, v.id, r.id, con_note
    FROM utente_esterno u, servizio v, ruolo r
   WHERE u.id = identita_esterno() AND v.id = per_servizio AND v.tipo <> 'storico' AND r.codice = per_ruolo AND r.codice <> 'amministratore'
  RETURNING id INTO nuova;
  IF nuova IS NULL THEN
    RAISE EXCEPTION 'no such service or role' USING ERRCODE = '23503', CONSTRAINT = 'richiesta_utenza_servizio';
  END IF;
  PERFORM registro_scrivi(NULL, NULL, NULL, NULL, 'crea', 'richiesta_utenza_invia', 'richiesta_utenza', nuova, NULL, 'ok', NULL, NULL,
                          jsonb_build_object('utente_esterno', identita_esterno()));
  PERFORM notifica_manda(a.operatore_id, a.servizio_id, 'avviso', NULL, NULL, NULL, 'È arrivata una richiesta di utenza', '/amministrazione/richieste-utenza/' || nuova)
     FROM appartenenza a WHERE a.ruolo = 5 AND a.valida_dal <= current_date AND coalesce(a.valida_al, current_date) >= current_date;
  RETURN nuova;
END
$$;

-- The request as the administrator has read it, for as long as this transaction: SZ409 if somebody
-- examined it meanwhile, or if it led to an account already.
CREATE OR REPLACE FUNCTION richiesta_utenza_prendi(quale bigint, con_versione integer) RETURNS richiesta_utenza
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  r richiesta_utenza;
BEGIN
  IF NOT amministra() THEN
    RAISE EXCEPTION 'not an administrator' USING ERRCODE = 'SZ403';
  END IF;
  SELECT * INTO r FROM richiesta_utenza WHERE id = quale FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such request' USING ERRCODE = 'SZ404';
  END IF;
  IF r.versione <> con_versione OR r.operatore_id IS NOT NULL THEN
    RAISE EXCEPTION 'examined meanwhile' USING ERRCODE = 'SZ409';
  END IF;
  RETURN r;
END
$$;
DROP FUNCTION IF EXISTS richiesta_utenza_esamina(bigint, text, text);
CREATE OR REPLACE FUNCTION richiesta_utenza_esamina(quale bigint, con_versione integer, con_stato text, perche text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  r richiesta_utenza := richiesta_utenza_prendi(quale, con_versione);
BEGIN
  IF con_stato = 'accolta' THEN
    RAISE EXCEPTION 'accepting makes the account' USING ERRCODE = 'SZ403';
  END IF;
  IF con_stato = 'respinta' AND btrim(coalesce(perche, '')) = '' THEN
    RAISE EXCEPTION 'a reason is owed' USING ERRCODE = '23514', CONSTRAINT = 'richiesta_utenza_respinta_motivo';
  END IF;
  UPDATE richiesta_utenza SET stato = con_stato, motivo = nullif(btrim(perche), ''), esaminata_da = identita_operatore(), esaminata_il = now(),
         versione = versione + 1
   WHERE id = quale RETURNING * INTO r;
  PERFORM registro_scrivi(identita_operatore(), identita_servizio(), identita_ruolo(), NULL, 'modifica', 'richiesta_utenza_esamina', 'richiesta_utenza', quale, NULL,
                          con_stato, NULL, NULL, NULL);
  -- who is refused reads why in the mail, too: without an account there may be no other way
  INSERT INTO lavoro (tipo, dati) VALUES ('posta', jsonb_strip_nulls(jsonb_build_object('a', r.email, 'modello', CASE con_stato WHEN 'respinta' THEN 'richiesta_utenza_respinta' ELSE 'richiesta_utenza' END,
    'nome', r.nome, 'motivo', CASE con_stato WHEN 'respinta' THEN r.motivo END)));
  PERFORM pg_notify('siz_lavoro', '');
  RETURN true;
END
$$;

-- Accepted (ACC-01): one act makes the account with the service and the role that were asked for, links
-- the codice fiscale for which the provider of SPID vouched, and sends the link by which its owner chooses
-- a password.  The token comes from the program, which proves it: whoever chose the token of another's
-- link would choose that other's password.
-- Training is owed, or the reason why it is waived (ACC-03).
DROP FUNCTION IF EXISTS richiesta_utenza_accogli(bigint, integer, text, text, interval, text, text);
CREATE OR REPLACE FUNCTION richiesta_utenza_accogli(quale bigint, con_versione integer, con_username text, formato_il date, deroga text, gettone text, durata interval,
                                                    indirizzo_pubblico text, prova text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  r richiesta_utenza;
  nuovo bigint;
BEGIN
  PERFORM prova_pretendi('richiesta_utenza_accogli|' || gettone || '|' || indirizzo_pubblico || '|' || quale, prova);
  r := richiesta_utenza_prendi(quale, con_versione);
  -- Who administers the system reads no case (AZ-9): nobody lets themselves in with an account of another role.
  -- The name counts too, which SPID vouches for: an administrator's codice fiscale need not be known here.
  IF EXISTS (SELECT FROM operatore o LEFT JOIN operatore_spid c ON c.operatore_id = o.id
              WHERE o.id = identita_operatore()
                AND (r.codice_fiscale IN (o.codice_fiscale, c.codice_fiscale) OR nomi_concordi(o.cognome, o.nome, r.cognome, r.nome))) THEN
    RAISE EXCEPTION 'one''s own request' USING ERRCODE = '23514', CONSTRAINT = 'richiesta_utenza_propria';
  END IF;
  IF formato_il IS NULL AND btrim(coalesce(deroga, '')) = '' THEN
    RAISE EXCEPTION 'no training' USING ERRCODE = '23514', CONSTRAINT = 'operatore_formazione_dovuta';
  END IF;
  IF formato_il > current_date THEN
    RAISE EXCEPTION 'training to come' USING ERRCODE = '23514', CONSTRAINT = 'operatore_formazione_futura';
  END IF;
  INSERT INTO operatore (username, email, cognome, nome, telefono, codice_fiscale, formazione_il, formazione_deroga)
  VALUES (lower(btrim(con_username)), lower(r.email), r.cognome, r.nome, r.telefono, r.codice_fiscale, formato_il, nullif(btrim(deroga), '')) RETURNING id INTO nuovo;
  INSERT INTO credenziale (operatore_id) VALUES (nuovo);
  INSERT INTO appartenenza (operatore_id, servizio_id, ruolo) VALUES (nuovo, r.servizio_id, r.ruolo);
  INSERT INTO operatore_spid (operatore_id, codice_fiscale, collegato_da) VALUES (nuovo, r.codice_fiscale, identita_operatore());
  INSERT INTO recupero_password (operatore_id, impronta, scade_il) VALUES (nuovo, sha256(convert_to(gettone, 'UTF8')), now() + durata);
  UPDATE richiesta_utenza SET stato = 'accolta', motivo = NULL, formazione_il = formato_il, operatore_id = nuovo, esaminata_da = identita_operatore(), esaminata_il = now(),
         versione = versione + 1 WHERE id = quale;
  PERFORM registro_scrivi(identita_operatore(), identita_servizio(), identita_ruolo(), NULL, 'crea', 'richiesta_utenza_accogli', 'operatore', nuovo, NULL, 'ok',
                          NULL, NULL, jsonb_build_object('richiesta_utenza', quale));
  INSERT INTO lavoro (tipo, dati) VALUES ('posta', jsonb_build_object('a', r.email, 'modello', 'utenza_attiva', 'nome', r.nome,
    'utente', lower(btrim(con_username)), 'indirizzo', indirizzo_pubblico || '/password-nuova?g=' || gettone, 'ore', extract(epoch FROM durata)::int / 3600));
  PERFORM pg_notify('siz_lavoro', '');
  RETURN nuovo;
END
$$;

DO $$
DECLARE
  f regprocedure;
BEGIN
  FOREACH f IN ARRAY ARRAY['richiesta_utenza_invia(text, text, bigint, text, text)', 'richiesta_utenza_esamina(bigint, integer, text, text)',
    'richiesta_utenza_prendi(bigint, integer)', 'richiesta_utenza_accogli(bigint, integer, text, date, text, text, interval, text, text)']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO siz_web', f);
  END LOOP;
  REVOKE ALL ON FUNCTION richiesta_utenza_prendi(bigint, integer) FROM siz_web;
END
$$;
ALTER TABLE richiesta_utenza ENABLE ROW LEVEL SECURITY;
ALTER TABLE richiesta_utenza FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS cancello ON richiesta_utenza;
DROP POLICY IF EXISTS io ON richiesta_utenza;
DROP POLICY IF EXISTS amministra ON richiesta_utenza;
CREATE POLICY cancello ON richiesta_utenza TO siz_cancello USING (true) WITH CHECK (true);
CREATE POLICY io ON richiesta_utenza FOR SELECT TO siz_web USING (utente_esterno_id = (SELECT identita_esterno()));
CREATE POLICY amministra ON richiesta_utenza FOR SELECT TO siz_web USING ((SELECT amministra()));
GRANT SELECT, INSERT, UPDATE ON richiesta_utenza TO siz_cancello;
GRANT SELECT ON richiesta_utenza TO siz_web;
