-- The access list: rows of `accesso` follow from the case's service, the rules of its kind, and
-- its assignments.  Nothing else writes them.

-- The rows that a case's own service gives: one for each role that the rules admit.
CREATE OR REPLACE FUNCTION accesso_del_servizio() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.servizio_id = OLD.servizio_id AND NEW.data_inizio = OLD.data_inizio THEN
      RETURN NULL;
    END IF;
    UPDATE accesso SET data = NEW.data_inizio WHERE pratica_id = NEW.id AND data <> NEW.data_inizio;
    IF NEW.servizio_id = OLD.servizio_id THEN
      RETURN NULL;
    END IF;
    DELETE FROM accesso WHERE pratica_id = NEW.id AND origine = 0;
  END IF;
  INSERT INTO accesso (pratica_id, principale, origine, livello, ruoli, valido_fino, kind, data)
  SELECT NEW.id, principale_di_servizio(NEW.servizio_id, r.ruolo), 0,
         CASE WHEN v.sola_lettura THEN 1 ELSE r.livello END, 1 << r.ruolo, NULL, NEW.kind, NEW.data_inizio
    FROM regola_accesso r, servizio v
   WHERE r.kind = NEW.kind AND r.relazione = 'servizio' AND v.id = NEW.servizio_id
     AND (r.creatore_ruolo IS NULL OR r.creatore_ruolo = NEW.creato_ruolo)
     -- what everybody may read is closed while its person is protected (archivio_segue_riserbo)
     AND NOT (v.sola_lettura AND EXISTS (SELECT FROM soggetto s WHERE s.id = NEW.titolare_soggetto_id AND s.riservato));
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER accesso_del_servizio AFTER INSERT OR UPDATE ON pratica FOR EACH ROW EXECUTE FUNCTION accesso_del_servizio();

-- The rows that an assignment gives while it stands: to a service, one for each role; to a
-- person, one for that person alone, valid in the roles that the rules admit (AMB-03, AMB-18).
CREATE OR REPLACE FUNCTION accesso_dell_assegnazione() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  DELETE FROM accesso WHERE origine = NEW.id;
  IF NEW.terminata_il IS NOT NULL OR NEW.risposta = 'rifiutata' THEN
    RETURN NULL;
  END IF;
  INSERT INTO accesso (pratica_id, principale, origine, livello, ruoli, valido_fino, kind, data)
  SELECT p.id, principale_di_servizio(NEW.servizio_id, r.ruolo), NEW.id, least(NEW.livello, r.livello), 1 << r.ruolo, NEW.valida_al, p.kind, p.data_inizio
    FROM pratica p JOIN regola_accesso r ON r.kind = p.kind
   WHERE p.id = NEW.pratica_id AND NEW.operatore_id IS NULL AND r.relazione = 'uo' AND (r.creatore_ruolo IS NULL OR r.creatore_ruolo = p.creato_ruolo)
  UNION ALL
  SELECT p.id, NEW.operatore_id, NEW.id, least(NEW.livello, max(r.livello)), bit_or(1 << r.ruolo), NEW.valida_al, p.kind, p.data_inizio
    FROM pratica p JOIN regola_accesso r ON r.kind = p.kind
   WHERE p.id = NEW.pratica_id AND NEW.operatore_id IS NOT NULL AND r.relazione = 'persona'
     AND (r.creatore_ruolo IS NULL OR r.creatore_ruolo = p.creato_ruolo)
   GROUP BY p.id
  HAVING count(*) > 0;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER accesso_dell_assegnazione AFTER INSERT OR UPDATE ON assegnazione FOR EACH ROW EXECUTE FUNCTION accesso_dell_assegnazione();

-- A rule that changes rebuilds what follows from it.
CREATE OR REPLACE FUNCTION accesso_ricostruisci() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  fatte bigint;
BEGIN
  DELETE FROM accesso;
  INSERT INTO accesso (pratica_id, principale, origine, livello, ruoli, valido_fino, kind, data)
  SELECT p.id, principale_di_servizio(p.servizio_id, r.ruolo), 0, CASE WHEN v.sola_lettura THEN 1 ELSE r.livello END, 1 << r.ruolo, NULL, p.kind, p.data_inizio
    FROM pratica p JOIN servizio v ON v.id = p.servizio_id JOIN regola_accesso r ON r.kind = p.kind AND r.relazione = 'servizio'
     AND (r.creatore_ruolo IS NULL OR r.creatore_ruolo = p.creato_ruolo)
     AND NOT (v.sola_lettura AND EXISTS (SELECT FROM soggetto s WHERE s.id = p.titolare_soggetto_id AND s.riservato));
  GET DIAGNOSTICS fatte = ROW_COUNT;
  UPDATE assegnazione SET versione = versione WHERE terminata_il IS NULL;
  RETURN fatte;
END
$$;

-- The level at which this operator opens this case: 0, 1 reads, 2 writes.  The one question that
-- every policy asks, said once.
CREATE OR REPLACE FUNCTION pratica_livello(quale bigint) RETURNS integer
LANGUAGE sql STABLE
AS $$
  SELECT coalesce(max(a.livello), 0)::int FROM public.accesso a
   WHERE a.pratica_id = quale AND a.principale = ANY ((SELECT public.identita_principali())::bigint[])
     AND (a.ruoli & (SELECT public.identita_ruolo_bit())) <> 0
     AND (a.valido_fino IS NULL OR a.valido_fino >= current_date)
$$;
GRANT EXECUTE ON FUNCTION pratica_livello(bigint) TO siz_web, siz_job;

-- May this document be left out of this assignment?  Of the same case, by its service.  A function,
-- because the policy of documents looks at what is left out: a policy would ask itself.
CREATE OR REPLACE FUNCTION esclusione_ammessa(quale_assegnazione bigint, quale_documento bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT EXISTS (SELECT FROM assegnazione a JOIN pratica p ON p.id = a.pratica_id JOIN documento d ON d.pratica_id = p.id
                  WHERE a.id = quale_assegnazione AND d.id = quale_documento AND p.servizio_id = identita_servizio())
$$;
ALTER FUNCTION esclusione_ammessa(bigint, bigint) OWNER TO siz_cancello;
REVOKE ALL ON FUNCTION esclusione_ammessa(bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION esclusione_ammessa(bigint, bigint) TO siz_web;

ALTER FUNCTION accesso_del_servizio() OWNER TO siz_cancello;
ALTER FUNCTION accesso_dell_assegnazione() OWNER TO siz_cancello;
ALTER FUNCTION accesso_ricostruisci() OWNER TO siz_cancello;
REVOKE ALL ON FUNCTION accesso_ricostruisci() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION accesso_ricostruisci() TO siz_owner;
