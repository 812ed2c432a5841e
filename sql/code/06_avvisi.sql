-- Notifications send themselves: nobody can forget the envelope (ASG-08, ASG-09).

-- in_via is the page that it leads to; without one it is the case, where there is one.
DROP FUNCTION IF EXISTS notifica_manda(bigint, bigint, text, bigint, bigint, bigint, text);
CREATE OR REPLACE FUNCTION notifica_manda(a_chi bigint, in_servizio bigint, di_tipo text, su_pratica bigint, per_assegnazione bigint, per_richiesta bigint, con_testo text,
  in_via text DEFAULT NULL)
RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  INSERT INTO notifica (operatore_id, servizio_id, tipo, pratica_id, assegnazione_id, richiesta_accesso_id, da_operatore_id, testo, via)
  SELECT a_chi, in_servizio, di_tipo, su_pratica, per_assegnazione, per_richiesta, identita_operatore(), con_testo, coalesce(in_via, '/pratiche/' || su_pratica)
   WHERE a_chi IS DISTINCT FROM identita_operatore()
$$;
ALTER FUNCTION notifica_manda(bigint, bigint, text, bigint, bigint, bigint, text, text) OWNER TO siz_cancello;
-- Only triggers and the job send: text injected into SQL must not speak to colleagues in the name of
-- the system.  A notification to oneself is never made, the sender is the identity.
REVOKE ALL ON FUNCTION notifica_manda(bigint, bigint, text, bigint, bigint, bigint, text, text) FROM siz_web;
GRANT EXECUTE ON FUNCTION notifica_manda(bigint, bigint, text, bigint, bigint, bigint, text, text) TO siz_job;

CREATE OR REPLACE FUNCTION assegnazione_avvisa() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  cosa text;  -- "assegnato l’intervento generico", "assegnata la segnalazione"
  stato text; -- agrees with it
  codice text;
  via constant text := '/pratiche/' || NEW.pratica_id;
BEGIN
  SELECT CASE WHEN k.articolo LIKE 'la %' THEN 'stata' ELSE 'stato' END,
         CASE WHEN k.articolo LIKE 'la %' THEN 'assegnata ' ELSE 'assegnato ' END || k.articolo, p.codice
    INTO stato, cosa, codice FROM pratica p JOIN kind k ON k.codice = p.kind WHERE p.id = NEW.pratica_id;
  IF TG_OP = 'INSERT' THEN
    IF NEW.operatore_id IS NOT NULL THEN
      PERFORM notifica_manda(NEW.operatore_id, NEW.servizio_id, 'assegnazione', NEW.pratica_id, NEW.id, NULL, 'Ti è ' || stato || ' ' || cosa || ' ' || codice, via);
    ELSE
      -- to a whole service: everybody there whose role may open it is told
      PERFORM notifica_manda(a.operatore_id, NEW.servizio_id, 'assegnazione', NEW.pratica_id, NEW.id, NULL, 'Al tuo servizio è ' || stato || ' ' || cosa || ' ' || codice, via)
         FROM appartenenza a WHERE a.servizio_id = NEW.servizio_id AND (SELECT operatore_apre(a.operatore_id, NEW.servizio_id, p.kind, ARRAY['uo'], p.creato_ruolo) FROM pratica p WHERE p.id = NEW.pratica_id);
    END IF;
  ELSIF NEW.risposta IS DISTINCT FROM OLD.risposta AND NEW.risposta IS NOT NULL THEN
    PERFORM notifica_manda(NEW.assegnata_da, (SELECT servizio_id FROM pratica WHERE id = NEW.pratica_id), 'risposta', NEW.pratica_id, NEW.id, NULL,
      CASE NEW.risposta WHEN 'accettata' THEN 'Presa in carico l’assegnazione di ' ELSE 'Rifiutata l’assegnazione di ' END || codice, via || '/assegnazioni');
    -- wherever the answer was given, the notification no longer waits (HOM-03)
    UPDATE notifica SET presa_il = CASE WHEN NEW.risposta = 'accettata' THEN coalesce(presa_il, now()) ELSE presa_il END,
                        archiviata_il = CASE WHEN NEW.risposta = 'rifiutata' THEN now() END
     WHERE pratica_id = NEW.pratica_id AND operatore_id = NEW.operatore_id AND assegnazione_id = NEW.id AND tipo = 'assegnazione';
  ELSIF NEW.terminata_il IS NOT NULL AND OLD.terminata_il IS NULL THEN
    -- who had declined, or whose term had passed, has lost nothing now
    IF NEW.operatore_id IS NOT NULL AND NEW.risposta IS DISTINCT FROM 'rifiutata' AND coalesce(NEW.valida_al, current_date) >= current_date THEN
      PERFORM notifica_manda(NEW.operatore_id, NEW.servizio_id, 'revoca', NULL, NEW.id, NULL, 'È terminata la tua assegnazione a ' || codice, NULL);
    END IF;
    -- what invited to open it no longer does
    UPDATE notifica SET archiviata_il = now()
     WHERE pratica_id = NEW.pratica_id AND assegnazione_id = NEW.id AND tipo = 'assegnazione' AND archiviata_il IS NULL;
  END IF;
  RETURN NULL;
END
$$;
ALTER FUNCTION assegnazione_avvisa() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER assegnazione_avvisa AFTER INSERT OR UPDATE ON assegnazione FOR EACH ROW EXECUTE FUNCTION assegnazione_avvisa();

-- An assignment to a service counts as read when the first of its operators has read the notification.
CREATE OR REPLACE FUNCTION notifica_letta() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  UPDATE assegnazione SET letta_il = NEW.letta_il WHERE id = NEW.assegnazione_id AND operatore_id IS NULL AND letta_il IS NULL;
  RETURN NULL;
END
$$;
ALTER FUNCTION notifica_letta() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER notifica_letta AFTER UPDATE OF letta_il ON notifica FOR EACH ROW
  WHEN (NEW.tipo = 'assegnazione' AND OLD.letta_il IS NULL AND NEW.letta_il IS NOT NULL) EXECUTE FUNCTION notifica_letta();

-- "Chiedi l'accesso": told to the operatore di riferimento.
CREATE OR REPLACE FUNCTION richiesta_accesso_avvisa() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  p pratica;
BEGIN
  SELECT * INTO STRICT p FROM pratica WHERE id = NEW.pratica_id;
  IF TG_OP = 'INSERT' THEN
    PERFORM notifica_manda(p.riferimento_operatore_id, p.servizio_id, 'richiesta', p.id, NULL, NEW.id, 'Ti è stato chiesto l’accesso a ' || p.codice, '/pratiche/' || p.id || '/assegnazioni');
  ELSIF NEW.esito IS NOT NULL AND OLD.esito IS NULL THEN
    -- granted by an assignment: its own notification is already on the way, and says the rest
    UPDATE notifica SET testo = testo || ', come avevi chiesto', richiesta_accesso_id = NEW.id
     WHERE NEW.esito = 'concessa' AND pratica_id = NEW.pratica_id AND operatore_id = NEW.operatore_id AND tipo = 'assegnazione'
       AND presa_il IS NULL AND archiviata_il IS NULL
       AND assegnazione_id IN (SELECT a.id FROM assegnazione a WHERE a.pratica_id = NEW.pratica_id AND a.valida_dal = now());
    IF NOT FOUND THEN
      PERFORM notifica_manda(NEW.operatore_id, NEW.servizio_id, 'risposta', CASE WHEN NEW.esito = 'concessa' THEN p.id END, NULL, NEW.id,
        CASE NEW.esito WHEN 'concessa' THEN 'Puoi aprire ' ELSE 'Non è stato concesso l’accesso a ' END || p.codice, CASE WHEN NEW.esito = 'concessa' THEN '/pratiche/' || p.id END);
    END IF;
    -- what was answered no longer waits
    UPDATE notifica SET archiviata_il = now()
     WHERE pratica_id = NEW.pratica_id AND richiesta_accesso_id = NEW.id AND tipo = 'richiesta' AND archiviata_il IS NULL;
  END IF;
  RETURN NULL;
END
$$;
ALTER FUNCTION richiesta_accesso_avvisa() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER richiesta_accesso_avvisa AFTER INSERT OR UPDATE ON richiesta_accesso FOR EACH ROW EXECUTE FUNCTION richiesta_accesso_avvisa();

-- Who leaves a service leaves what was assigned there by name (AUTH-9, ACC-14): at once when the
-- membership is ended, and with the hourly cleaning when its last day has passed.
CREATE OR REPLACE FUNCTION assegnazioni_di_chi_lascia() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  quante bigint;
BEGIN
  UPDATE assegnazione a SET terminata_il = now()
    FROM pratica p
   WHERE p.id = a.pratica_id AND a.terminata_il IS NULL
     AND a.operatore_id IN (SELECT m.operatore_id FROM appartenenza m WHERE m.valida_al < current_date AND m.valida_al >= current_date - 31)
     AND NOT operatore_apre(a.operatore_id, a.servizio_id, p.kind);
  GET DIAGNOSTICS quante = ROW_COUNT;
  -- and what was theirs by name because they opened or held it (kind.solo_creatore: the referenti have it), or were of its équipe
  DELETE FROM accesso a USING pratica p
   WHERE p.id = a.pratica_id AND a.origine = 0 AND a.principale > 0
     AND a.principale IN (SELECT m.operatore_id FROM appartenenza m WHERE m.valida_al < current_date AND m.valida_al >= current_date - 31)
     AND NOT operatore_apre(a.principale, p.servizio_id, p.kind, ARRAY['servizio', 'equipe'], p.creato_ruolo);
  PERFORM accesso_equipe_comincia();
  -- and what they opened in an emergency, as one who works there
  PERFORM emergenza_finisci(ARRAY(SELECT s.id FROM accesso_straordinario s WHERE s.chiuso_il IS NULL AND s.fino > now()
     AND NOT EXISTS (SELECT FROM appartenenza m WHERE m.operatore_id = s.operatore_id AND m.servizio_id = s.servizio_id AND m.ruolo = s.ruolo
                        AND m.valida_dal <= current_date AND coalesce(m.valida_al, current_date) >= current_date)));
  RETURN quante;
END
$$;
ALTER FUNCTION assegnazioni_di_chi_lascia() OWNER TO siz_cancello;

CREATE OR REPLACE FUNCTION appartenenza_finisce() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM assegnazioni_di_chi_lascia();
  RETURN NULL;
END
$$;
ALTER FUNCTION appartenenza_finisce() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER appartenenza_finisce AFTER UPDATE OF valida_al, ruolo ON appartenenza FOR EACH STATEMENT EXECUTE FUNCTION appartenenza_finisce();
