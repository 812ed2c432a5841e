-- Documents: rules that hold whatever the program does, and the few doors of the bytes.

-- What the pages may change of a document, and when.  The job worker and the gate act as
-- siz_cancello and pass.
CREATE OR REPLACE FUNCTION documento_prima() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
  IF current_user <> 'siz_web' THEN
    RETURN NEW;
  END IF;
  -- Clean, infected, refused: the verdict is the check's, never a page's (DOC-5).
  IF NEW.stato <> OLD.stato AND NOT (OLD.stato = 'in_arrivo' AND NEW.stato = 'in_controllo') THEN
    RAISE EXCEPTION 'the state follows from the check' USING ERRCODE = 'SZ403';
  END IF;
  IF (NEW.byte, NEW.impronta) IS DISTINCT FROM (OLD.byte, OLD.impronta) AND OLD.stato <> 'in_arrivo' THEN
    RAISE EXCEPTION 'the bytes of a document do not change' USING ERRCODE = 'SZ403';
  END IF;
  -- Once only: from the draft to the case that was saved.
  IF NEW.pratica_id IS DISTINCT FROM OLD.pratica_id AND OLD.pratica_id IS NOT NULL
     OR NEW.bozza_id IS DISTINCT FROM OLD.bozza_id AND NEW.bozza_id IS NOT NULL THEN
    RAISE EXCEPTION 'a document does not move to another case' USING ERRCODE = 'SZ403';
  END IF;
  IF OLD.tolto_il IS NOT NULL AND (NEW.tolto_il, NEW.tolto_da, NEW.tolto_motivo) IS DISTINCT FROM (OLD.tolto_il, OLD.tolto_da, OLD.tolto_motivo) THEN
    RAISE EXCEPTION 'it was removed already' USING ERRCODE = 'SZ403';
  END IF;
  IF NEW.tolto_il IS NOT NULL AND OLD.tolto_il IS NULL THEN
    NEW.tolto_il := now();
    NEW.tolto_da := identita_operatore();
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER documento_prima BEFORE UPDATE ON documento FOR EACH ROW EXECUTE FUNCTION documento_prima();

-- A draft that is thrown away takes with it what was attached to it and to nothing else.
CREATE OR REPLACE FUNCTION bozza_con_documenti() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  DELETE FROM documento WHERE bozza_id = OLD.id;
  RETURN OLD;
END
$$;
ALTER FUNCTION bozza_con_documenti() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER bozza_con_documenti BEFORE DELETE ON bozza FOR EACH ROW EXECUTE FUNCTION bozza_con_documenti();

-- Bytes that the documents of this operator's service take (the quota is of the service, most of
-- whose documents this operator does not see).
CREATE OR REPLACE FUNCTION documento_spazio_usato() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT coalesce(sum(d.byte), 0)::bigint FROM documento d
   WHERE (d.autore_servizio_id = identita_servizio() OR d.autore_esterno_id = identita_esterno()) AND d.stato NOT IN ('infetto', 'rifiutato')
$$;

-- A block of a download whose right was checked when it began: the program proves that it did so
-- (`prova`), the ticket holds for half a day.  The session may pass its idle limit meanwhile,
-- because who waits for a long transfer does nothing; logging out, losing the service or the
-- account, and the removal of the document end the transfer at the next block.
CREATE OR REPLACE FUNCTION documento_blocco_consegna(gettone text, quale bigint, numero integer, rilasciato bigint, prova text) RETURNS bytea
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM prova_pretendi('documento|' || quale || '|' || rilasciato || '|' || gettone, prova);
  RETURN (
    SELECT coalesce(b.dati, '')  -- a block that is missing is another thing than a right that ended
      FROM documento d LEFT JOIN documento_blocco b ON b.documento_id = d.id AND b.indice = numero,
           sessione s LEFT JOIN operatore o ON o.id = s.operatore_id LEFT JOIN utente_esterno u ON u.id = s.utente_esterno_id
     WHERE d.id = quale AND d.tolto_il IS NULL
       AND s.impronta = sha256(convert_to(gettone, 'UTF8')) AND s.chiusa_il IS NULL
       AND (o.stato = 'attivo' AND EXISTS (SELECT FROM servizi_di(s.operatore_id) x WHERE x.servizio_id = s.servizio_id AND x.ruolo = s.ruolo)
            OR u.stato = 'attivo' AND d.autore_esterno_id = u.id)
       AND rilasciato BETWEEN extract(epoch FROM now() - interval '12 hours') AND extract(epoch FROM now() + interval '1 minute'));
END
$$;
-- A check is asked for again while a document waits for one: a scanner that was down for long
-- delays documents, it never leaves them behind (DOC-5).
CREATE OR REPLACE FUNCTION documenti_in_attesa() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  WITH rimessi AS (
    INSERT INTO lavoro (tipo, dati)
    SELECT 'documento_controllo', jsonb_build_object('documento', d.id)
      FROM documento d
     WHERE d.stato = 'in_controllo'
       AND NOT EXISTS (SELECT FROM lavoro l WHERE l.stato = 'in_coda' AND l.tipo = 'documento_controllo' AND l.dati = jsonb_build_object('documento', d.id))
    RETURNING 1
  )
  SELECT count(*) FROM rimessi
$$;
ALTER FUNCTION documenti_in_attesa() OWNER TO siz_cancello;
REVOKE ALL ON FUNCTION documenti_in_attesa() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION documenti_in_attesa() TO siz_job;
ALTER FUNCTION documento_spazio_usato() OWNER TO siz_cancello;
ALTER FUNCTION documento_blocco_consegna(text, bigint, integer, bigint, text) OWNER TO siz_cancello;
REVOKE ALL ON FUNCTION documento_spazio_usato(), documento_blocco_consegna(text, bigint, integer, bigint, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION documento_spazio_usato(), documento_blocco_consegna(text, bigint, integer, bigint, text) TO siz_web;

-- Where an upload stands: its uploader alone, while it arrives.
ALTER TABLE documento_arrivo ENABLE ROW LEVEL SECURITY;
ALTER TABLE documento_arrivo FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS cancello ON documento_arrivo;
DROP POLICY IF EXISTS io ON documento_arrivo;
CREATE POLICY cancello ON documento_arrivo TO siz_cancello USING (true) WITH CHECK (true);
CREATE POLICY io ON documento_arrivo TO siz_web
  USING (EXISTS (SELECT FROM documento d WHERE d.id = documento_id AND d.autore_operatore_id = (SELECT identita_operatore())))
  WITH CHECK (EXISTS (SELECT FROM documento d WHERE d.id = documento_id AND d.autore_operatore_id = (SELECT identita_operatore()) AND d.stato = 'in_arrivo'));
GRANT SELECT, INSERT, UPDATE, DELETE ON documento_arrivo TO siz_cancello, siz_web;
