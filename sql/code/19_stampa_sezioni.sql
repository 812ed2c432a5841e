-- What the worker prints of a case beside its documents: richieste, équipe, ISEE, under the identity of who asked and by the
-- policies that the pages have.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['richiesta', 'richiesta_passo', 'equipe', 'equipe_membro', 'equipe_pratica', 'isee', 'isee_componente'] LOOP
    EXECUTE format('ALTER POLICY lettura ON %I TO siz_web, siz_job', t);
    EXECUTE format('GRANT SELECT ON %I TO siz_job', t);
  END LOOP;
END
$$;
GRANT SELECT ON ruolo_permesso TO siz_job;
GRANT EXECUTE ON FUNCTION soggetto_seguito(bigint, integer), isee_visibile(bigint, bigint, integer) TO siz_job;
