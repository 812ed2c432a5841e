-- A piece of a print is written: how far it is, and that this case was printed, with its person (AUD-1).
CREATE OR REPLACE FUNCTION stampa_avanza(quale bigint, con_fatte integer, con_totale integer, di_pratica bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  s stampa;
BEGIN
  UPDATE stampa SET fatte = con_fatte, totale = con_totale WHERE id = quale AND stato = 'in_coda' RETURNING * INTO s;
  IF FOUND AND di_pratica IS NOT NULL THEN
    PERFORM registro_scrivi(s.operatore_id, s.servizio_id, s.ruolo, NULL, 'stampa', 'siz job', 'pratica', di_pratica, s.soggetto_id, 'ok', NULL, NULL,
                            jsonb_build_object('stampa', s.id, 'tipo', s.tipo));
  END IF;
END
$$;
ALTER FUNCTION stampa_avanza(bigint, integer, integer, bigint) OWNER TO siz_cancello;
REVOKE ALL ON FUNCTION stampa_avanza(bigint, integer, integer, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION stampa_avanza(bigint, integer, integer, bigint) TO siz_job;
