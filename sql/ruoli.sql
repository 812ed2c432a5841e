-- Roles of the database, made once by a superuser (deploy/run and the test clusters do it;
-- in production the administrator of the cluster runs it before `siz migra`).
-- The roles with which the programs log in own nothing; who owns the tables cannot log in
-- from a worker.  Everything is idempotent.
DO $$
DECLARE
  nome text;
BEGIN
  -- LOGIN roles: owner runs migrations, web and job are the programs, manutenzione loads and dumps.
  FOREACH nome IN ARRAY ARRAY['siz_owner', 'siz_web', 'siz_job', 'siz_spid', 'siz_manutenzione'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = nome) THEN
      EXECUTE format('CREATE ROLE %I LOGIN', nome);
    END IF;
  END LOOP;
  -- NOLOGIN roles that own definer functions: the gate (sessions, register, access list) and the
  -- summary (the little that everybody may see of a case).
  FOREACH nome IN ARRAY ARRAY['siz_cancello', 'siz_sommario'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = nome) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN', nome);
    END IF;
  END LOOP;
END
$$;
ALTER ROLE siz_manutenzione BYPASSRLS;
GRANT siz_cancello, siz_sommario TO siz_owner;
-- Demonstration data are written through the same policies as the pages: SET ROLE siz_web.
GRANT siz_web TO siz_owner;

-- Planning a page's statements with their policies costs more than running them (one case, from
-- the server's log on a busy machine: about 8 ms of planning, 3 of running); every filter in use has its own text and its own index,
-- so a plan made once serves all values.
ALTER ROLE siz_web SET plan_cache_mode = force_generic_plan;
ALTER ROLE siz_web SET jit = off;
