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

CREATE OR REPLACE FUNCTION richiesta_utenza_esamina(quale bigint, con_stato text, perche text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  r richiesta_utenza;
BEGIN
  IF NOT amministra() THEN
    RAISE EXCEPTION 'not an administrator' USING ERRCODE = 'SZ403';
  END IF;
  UPDATE richiesta_utenza SET stato = con_stato, motivo = nullif(btrim(perche), ''), esaminata_da = identita_operatore(), esaminata_il = now()
   WHERE id = quale RETURNING * INTO r;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  PERFORM registro_scrivi(identita_operatore(), identita_servizio(), identita_ruolo(), NULL, 'modifica', 'richiesta_utenza_esamina', 'richiesta_utenza', quale, NULL,
                          con_stato, NULL, NULL, NULL);
  INSERT INTO lavoro (tipo, dati) VALUES ('posta', jsonb_build_object('a', r.email, 'modello', 'richiesta_utenza', 'nome', r.nome));
  PERFORM pg_notify('siz_lavoro', '');
  RETURN true;
END
$$;

DO $$
DECLARE
  f regprocedure;
BEGIN
  FOREACH f IN ARRAY ARRAY['richiesta_utenza_invia(text, text, bigint, text, text)', 'richiesta_utenza_esamina(bigint, text, text)']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO siz_web', f);
  END LOOP;
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
