-- Attachments of richieste.  Who decides reads those, whether or not they open the case; nobody writes but through the
-- function below.
DO $$
DECLARE
  p record;
BEGIN
  ALTER TABLE richiesta_allegato ENABLE ROW LEVEL SECURITY;
  ALTER TABLE richiesta_allegato FORCE ROW LEVEL SECURITY;
  FOR p IN SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = 'richiesta_allegato' LOOP
    EXECUTE format('DROP POLICY %I ON richiesta_allegato', p.policyname);
  END LOOP;
END
$$;
CREATE POLICY cancello ON richiesta_allegato TO siz_cancello USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON richiesta_allegato TO siz_cancello;
CREATE POLICY lettura ON richiesta_allegato FOR SELECT TO siz_web USING (EXISTS (SELECT FROM richiesta r WHERE r.id = richiesta_id));
GRANT SELECT ON richiesta_allegato TO siz_web;

-- Beside the policies of 08_politiche.sql and 15_domanda.sql.  As one who decides, and not as one who sees the case: what was
-- kept out of an assignment (DOC-11) is not opened by it.  The policy of richiesta asks the rest: of a person who
-- became reserved another service reads nothing any more.  What was taken off the list is shown to nobody.
DROP POLICY IF EXISTS lettura_richiesta ON documento;
CREATE POLICY lettura_richiesta ON documento FOR SELECT TO siz_web
  USING (stato IN ('pulito', 'non_controllato') AND tolto_il IS NULL AND pratica_id IS NOT NULL
         AND (SELECT true FROM richiesta_allegato x JOIN richiesta r ON r.id = x.richiesta_id
               WHERE x.documento_id = documento.id AND r.pratica_id = documento.pratica_id
                 AND r.destinatario_id = (SELECT identita_servizio()) AND r.tipo = ANY ((SELECT identita_tipi_decisi())::text[]) LIMIT 1));

-- Show documents of the case to who decides: whoever writes the case in the service that asks, while somebody is awaited.
-- SZ404: no such richiesta, or a document that is not of its case or not for these eyes.
CREATE OR REPLACE FUNCTION richiesta_allega(quale bigint, quali bigint[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  r richiesta;
  nuovi bigint[];
BEGIN
  SELECT * INTO r FROM richiesta WHERE id = quale FOR SHARE;
  IF NOT FOUND OR NOT richiesta_si_vede(r) THEN
    RAISE EXCEPTION 'no such richiesta' USING ERRCODE = 'SZ404';
  END IF;
  IF NOT identita_scrive() OR r.servizio_id <> identita_servizio() OR pratica_livello(r.pratica_id) < 2 OR r.attende IS NULL THEN
    RAISE EXCEPTION 'not by this operator, or not any more' USING ERRCODE = 'SZ403';
  END IF;
  quali := ARRAY(SELECT DISTINCT x FROM unnest(quali) x);
  IF cardinality(quali) > 50 THEN
    RAISE EXCEPTION 'too many' USING ERRCODE = '23514', CONSTRAINT = 'richiesta_allegato_troppi';
  END IF;
  IF cardinality(quali) <> (SELECT count(*) FROM documento d WHERE d.id = ANY (quali) AND d.pratica_id = r.pratica_id AND d.tolto_il IS NULL
                               AND d.stato IN ('pulito', 'non_controllato') AND documento_aperto(d)) THEN
    RAISE EXCEPTION 'no such document of that case' USING ERRCODE = 'SZ404';
  END IF;
  WITH fatti AS (
    INSERT INTO richiesta_allegato (richiesta_id, documento_id, operatore_id) SELECT quale, x, identita_operatore() FROM unnest(quali) x
    ON CONFLICT ON CONSTRAINT richiesta_allegato_pk DO NOTHING RETURNING documento_id
  )
  SELECT array_agg(documento_id ORDER BY documento_id) INTO nuovi FROM fatti;
  IF nuovi IS NOT NULL THEN
    PERFORM registro_scrivi(identita_operatore(), identita_servizio(), identita_ruolo(), NULL, 'condividi', 'richiesta_allega', 'richiesta', r.id, r.soggetto_id, 'ok', NULL, NULL,
      jsonb_build_object('documenti', to_jsonb(nuovi), 'a_servizio', r.destinatario_id));
  END IF;
  RETURN coalesce(cardinality(nuovi), 0);
END
$$;
ALTER FUNCTION richiesta_allega(bigint, bigint[]) OWNER TO siz_cancello;
REVOKE ALL ON FUNCTION richiesta_allega(bigint, bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION richiesta_allega(bigint, bigint[]) TO siz_web;
