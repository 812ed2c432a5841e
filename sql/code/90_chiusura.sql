-- Last of all: nothing of a session stands before what the functions mean.
--
-- A temporary table is looked for before every other schema, even in a function whose search_path
-- does not name it: with one called `sessione` anybody could tell the gate who they are.  So the
-- programs' roles make none, and the functions of the gate look there last.

DO $$
DECLARE
  f regprocedure;
BEGIN
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p
            WHERE p.pronamespace = 'public'::regnamespace AND p.proconfig @> ARRAY['search_path=pg_catalog, public'] LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = pg_catalog, public, pg_temp', f);
  END LOOP;
END
$$;
