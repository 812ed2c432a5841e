-- The circuit breaker of the doors (FT-12).  The worker asks before it calls and tells how it went;
-- everybody may read how a door does (/salute has no session).

-- May something be sent now?  Of a suspended door whose time is over one request goes through, to
-- try; the others wait for what it finds.
CREATE OR REPLACE FUNCTION porta_passa(quale text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  p porta;
BEGIN
  SELECT * INTO STRICT p FROM porta WHERE codice = quale FOR UPDATE;
  IF p.stato = 'funziona' THEN
    RETURN true;
  END IF;
  IF p.fino > clock_timestamp() THEN
    RETURN false;
  END IF;
  UPDATE porta SET stato = 'in_prova', fino = clock_timestamp() + interval '3 minutes' WHERE codice = quale;
  RETURN true;
END
$$;

-- `guasto`: the words of what went wrong; NULL: the service answered as it should, whatever it said.
CREATE OR REPLACE FUNCTION porta_esito(quale text, guasto text, soglia integer, pausa interval) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF guasto IS NULL THEN
    UPDATE porta SET stato = 'funziona', fallimenti = 0, fino = NULL, errore = NULL, riuscita_il = clock_timestamp() WHERE codice = quale;
    RETURN;
  END IF;
  UPDATE porta SET fallimenti = fallimenti + 1, errore = guasto, fallita_il = clock_timestamp(),
         stato = CASE WHEN stato <> 'funziona' OR fallimenti + 1 >= soglia THEN 'sospesa' ELSE stato END,
         fino = CASE WHEN stato <> 'funziona' OR fallimenti + 1 >= soglia THEN clock_timestamp() + pausa ELSE fino END
   WHERE codice = quale;
END
$$;

GRANT SELECT ON porta TO siz_web, siz_job;
GRANT SELECT, UPDATE ON porta TO siz_cancello;
ALTER FUNCTION porta_passa(text) OWNER TO siz_cancello;
ALTER FUNCTION porta_esito(text, text, integer, interval) OWNER TO siz_cancello;
REVOKE ALL ON FUNCTION porta_passa(text), porta_esito(text, text, integer, interval) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION porta_passa(text), porta_esito(text, text, integer, interval) TO siz_job;
