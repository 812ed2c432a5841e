-- The access list: rows of `accesso` follow from the case's service, the rules of its kind, and
-- its assignments.  Nothing else writes them.

-- The rows that a case's own service gives: one for each role that the rules admit.  Of a kind that is its creator's
-- alone (kind.solo_creatore, AMB-04) only the referente has one for the role; who opened it and who holds it have theirs
-- by name, in the roles that the rules admit.  By name too whoever is of an équipe that follows the case and works in
-- its service, where a rule admits it (AMB-17); from the day on which they leave no more.
CREATE OR REPLACE FUNCTION accesso_proprio(quale bigint) RETURNS SETOF accesso
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public
AS $$
BEGIN
  RETURN QUERY
  WITH regola AS (
    SELECT p.id, p.servizio_id, p.creato_da, p.creato_ruolo, p.riferimento_operatore_id, p.kind, p.data_inizio, r.ruolo, k.solo_creatore AND r.ruolo <> 2 AS per_nome,
           v.sola_lettura, CASE WHEN v.sola_lettura THEN 1::smallint ELSE r.livello END AS livello
      FROM pratica p JOIN kind k ON k.codice = p.kind JOIN servizio v ON v.id = p.servizio_id
      JOIN regola_accesso r ON r.kind = p.kind AND r.relazione = 'servizio' AND (r.creatore_ruolo IS NULL OR r.creatore_ruolo = p.creato_ruolo)
     WHERE p.id = quale
       -- what everybody may read is closed while its person is protected (archivio_segue_riserbo)
       AND NOT (v.sola_lettura AND EXISTS (SELECT FROM soggetto s WHERE s.id = p.titolare_soggetto_id AND s.riservato)))
  SELECT g.id, principale_di_servizio(g.servizio_id, g.ruolo), 0::bigint, g.livello, 1 << g.ruolo, NULL::date, g.kind, g.data_inizio, NULL::timestamptz
    FROM regola g WHERE NOT g.per_nome
  UNION ALL
  SELECT g.id, z.chi, 0::bigint, max(g.livello), bit_or(1 << g.ruolo), NULL::date, g.kind, g.data_inizio, NULL::timestamptz
    FROM regola g, LATERAL (SELECT g.creato_da AS chi UNION SELECT g.riferimento_operatore_id) z
   WHERE g.per_nome AND NOT g.sola_lettura AND operatore_apre(z.chi, g.servizio_id, g.kind, ARRAY['servizio'], g.creato_ruolo)
   GROUP BY g.id, z.chi, g.kind, g.data_inizio
  UNION ALL
  SELECT p.id, m.operatore_id, 0::bigint, max(r.livello), bit_or(1 << r.ruolo), NULL::date, p.kind, p.data_inizio, NULL::timestamptz
    FROM pratica p JOIN kind k ON k.codice = p.kind AND NOT k.solo_creatore JOIN servizio v ON v.id = p.servizio_id AND NOT v.sola_lettura
    JOIN regola_accesso r ON r.kind = p.kind AND r.relazione = 'equipe' AND (r.creatore_ruolo IS NULL OR r.creatore_ruolo = p.creato_ruolo)
    JOIN equipe_pratica q ON q.pratica_id = p.id AND q.valida_dal <= current_date AND q.valida_al IS NULL
    JOIN equipe e ON e.id = q.equipe_id AND e.chiusa_il IS NULL
    JOIN equipe_membro m ON m.equipe_id = e.id AND m.valido_dal <= current_date AND m.valido_al IS NULL
   WHERE p.id = quale AND operatore_apre(m.operatore_id, p.servizio_id, p.kind, ARRAY['equipe'], p.creato_ruolo)
   GROUP BY p.id, m.operatore_id, p.kind, p.data_inizio;
END
$$;

CREATE OR REPLACE FUNCTION accesso_del_servizio() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.data_inizio <> OLD.data_inizio THEN
      UPDATE accesso SET data = NEW.data_inizio WHERE pratica_id = NEW.id AND data <> NEW.data_inizio;
    END IF;
    IF NEW.servizio_id = OLD.servizio_id AND NEW.riferimento_operatore_id = OLD.riferimento_operatore_id THEN
      RETURN NULL;
    END IF;
    DELETE FROM accesso WHERE pratica_id = NEW.id AND origine = 0;
  END IF;
  INSERT INTO accesso SELECT * FROM accesso_proprio(NEW.id);
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

-- The row that an extraordinary access gives: by name, in the role in which it was asked, to read, until its hour.
CREATE OR REPLACE FUNCTION accesso_in_emergenza(quale bigint) RETURNS void
LANGUAGE sql
AS $$
  INSERT INTO public.accesso
  SELECT p.id, s.operatore_id, -s.id, 1, 1 << s.ruolo, NULL, p.kind, p.data_inizio, s.fino
    FROM public.accesso_straordinario s JOIN public.pratica p ON p.id = s.pratica_id WHERE s.id = quale
$$;
REVOKE ALL ON FUNCTION accesso_in_emergenza(bigint), accesso_proprio(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION accesso_in_emergenza(bigint), accesso_proprio(bigint) TO siz_cancello;

-- A rule that changes rebuilds what follows from it.
CREATE OR REPLACE FUNCTION accesso_ricostruisci() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  fatte bigint;
BEGIN
  DELETE FROM accesso;
  INSERT INTO accesso SELECT x.* FROM pratica p, LATERAL accesso_proprio(p.id) x;
  GET DIAGNOSTICS fatte = ROW_COUNT;
  UPDATE assegnazione SET versione = versione WHERE terminata_il IS NULL;
  PERFORM accesso_in_emergenza(s.id) FROM accesso_straordinario s WHERE s.chiuso_il IS NULL AND s.fino > now();
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
     AND (a.valido_fino IS NULL OR a.valido_fino >= current_date) AND (a.scade_il IS NULL OR a.scade_il > now())
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
