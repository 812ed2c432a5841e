-- The search in the text of documents (DOC-09), under the visibility of the documents.
DO $$
DECLARE
  p record;
BEGIN
  ALTER TABLE documento_testo ENABLE ROW LEVEL SECURITY;
  ALTER TABLE documento_testo FORCE ROW LEVEL SECURITY;
  FOR p IN SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = 'documento_testo' LOOP
    EXECUTE format('DROP POLICY %I ON documento_testo', p.policyname);
  END LOOP;
END
$$;
CREATE POLICY cancello ON documento_testo TO siz_cancello USING (true) WITH CHECK (true);
CREATE POLICY lettura ON documento_testo FOR SELECT TO siz_web
  USING (EXISTS (SELECT FROM documento d WHERE d.id = documento_id AND d.tolto_il IS NULL AND d.stato IN ('pulito', 'non_controllato')));
GRANT SELECT ON documento_testo TO siz_web;
GRANT SELECT, INSERT, UPDATE, DELETE ON documento_testo TO siz_cancello;

-- Which rules read a text now: one more when they change, and the queue reads every document again.
CREATE OR REPLACE FUNCTION documento_testo_regole() RETURNS smallint
LANGUAGE sql IMMUTABLE AS $$ SELECT 1::smallint $$;

-- An apostrophe parts two words: «dell’assegno» is found under «assegno».
CREATE OR REPLACE FUNCTION documento_parole(testo text) RETURNS tsvector
LANGUAGE sql STABLE SET search_path = pg_catalog, public
AS $$ SELECT strip(to_tsvector('pg_catalog.italian', lower(public.unaccent('public.unaccent', translate(testo, '''’`', '   '))))) $$;

-- What somebody types: every word, each as the beginning of one; NULL if there is none to look for.
CREATE OR REPLACE FUNCTION documento_domanda(cerca text) RETURNS tsquery
LANGUAGE sql STABLE SET search_path = pg_catalog, public
AS $$
  SELECT CASE WHEN numnode(q) > 0 THEN q END
    FROM (SELECT to_tsquery('pg_catalog.italian', string_agg(w || ':*', ' & ')) AS q
            FROM (SELECT w FROM regexp_split_to_table(lower(public.unaccent('public.unaccent', left(cerca, 400))), '[^[:alnum:]]+') w
                   WHERE length(w) >= 2 LIMIT 10) x) y
$$;

-- The job reads what has passed its check: of a case or of a draft, not of reports to other bodies.
CREATE OR REPLACE FUNCTION documento_da_leggere(quale bigint)
RETURNS TABLE (documento_id bigint, nome_file text, byte bigint, chiave bytea, chiave_maestra text, impronta bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT d.id, d.nome_file, d.byte, d.chiave, d.chiave_maestra, d.impronta FROM documento d
   WHERE d.id = quale AND d.stato IN ('pulito', 'non_controllato') AND d.tolto_il IS NULL AND d.domanda_id IS NULL
     AND NOT EXISTS (SELECT FROM documento_testo t WHERE t.documento_id = d.id AND t.regole >= documento_testo_regole())
$$;
CREATE OR REPLACE FUNCTION documento_testo_scrivi(quale bigint, testo text, con_esito text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  INSERT INTO documento_testo (documento_id, parole, esito, regole)
  SELECT d.id, documento_parole(testo), con_esito, documento_testo_regole() FROM documento d WHERE d.id = quale AND d.tolto_il IS NULL AND d.domanda_id IS NULL
  ON CONFLICT ON CONSTRAINT documento_testo_pk DO UPDATE SET parole = excluded.parole, esito = excluded.esito, regole = excluded.regole, letto_il = now()
$$;
-- Asked for as soon as a document has passed its check, and noted as still to be read; what was read by older rules, some at a time.
CREATE OR REPLACE FUNCTION documento_testo_chiedi() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF NEW.stato IN ('pulito', 'non_controllato') AND NEW.domanda_id IS NULL AND NEW.tolto_il IS NULL AND (TG_OP = 'INSERT' OR OLD.stato <> NEW.stato) THEN
    INSERT INTO documento_testo (documento_id, parole, esito, regole) VALUES (NEW.id, '', 'da_leggere', 0) ON CONFLICT ON CONSTRAINT documento_testo_pk DO NOTHING;
  END IF;
  IF TG_OP = 'INSERT' THEN
    RETURN NULL; -- it came without a check: some at a time
  ELSIF NEW.stato IN ('pulito', 'non_controllato') AND OLD.stato = 'in_controllo' AND NEW.domanda_id IS NULL THEN
    INSERT INTO lavoro (tipo, dati) VALUES ('documento_testo', jsonb_build_object('documento', NEW.id));
  ELSIF NEW.tolto_il IS NOT NULL AND OLD.tolto_il IS NULL THEN
    DELETE FROM documento_testo WHERE documento_id = NEW.id;  -- what was taken off is not searched
  END IF;
  RETURN NULL;
END
$$;
ALTER FUNCTION documento_testo_chiedi() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER documento_testo_chiedi AFTER INSERT OR UPDATE OF stato, tolto_il ON documento FOR EACH ROW EXECUTE FUNCTION documento_testo_chiedi();

CREATE OR REPLACE FUNCTION documenti_da_leggere(quanti integer) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  WITH chiesti AS (
    INSERT INTO lavoro (tipo, dati)
    SELECT 'documento_testo', jsonb_build_object('documento', d.id)
      FROM documento_testo t JOIN documento d ON d.id = t.documento_id
     WHERE t.regole < documento_testo_regole() AND d.stato IN ('pulito', 'non_controllato') AND d.tolto_il IS NULL AND d.domanda_id IS NULL
       AND NOT EXISTS (SELECT FROM lavoro l WHERE l.stato = 'in_coda' AND l.tipo = 'documento_testo' AND l.dati = jsonb_build_object('documento', d.id))
     ORDER BY t.regole, t.documento_id DESC LIMIT quanti
    RETURNING 1
  )
  SELECT count(*) FROM chiesti
$$;

-- May whoever asks open this document?  The words of the policy «lettura» of documento, for the function below, which is above
-- the policies; tests/sql/documento_testo.sql compares the two.
CREATE OR REPLACE FUNCTION documento_aperto(d documento) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public
AS $$
  SELECT d.autore_operatore_id = identita_operatore() AND pratica_livello(d.pratica_id) > 0
      OR EXISTS (SELECT FROM accesso a WHERE a.pratica_id = d.pratica_id AND a.principale = ANY ((SELECT identita_principali())::bigint[])
                    AND (a.ruoli & (SELECT identita_ruolo_bit())) <> 0 AND (a.valido_fino IS NULL OR a.valido_fino >= current_date) AND (a.scade_il IS NULL OR a.scade_il > now())
                    AND (a.origine = 0 OR NOT EXISTS (SELECT FROM assegnazione_esclusione e WHERE e.assegnazione_id = a.origine AND e.documento_id = d.id)))
$$;

-- Documents of all cases that whoever asks may open, newest first.  Below the policies no index of words is reached, so this
-- function is above them and asks for each document by itself.  Rare words start from the index; common ones from the newest documents
-- that are theirs: either way a few thousand rows at the most.  Nothing but the ids of open documents leaves it, not even a number.
CREATE OR REPLACE FUNCTION documenti_trova(cerca text, quanti integer) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  q tsquery := documento_domanda(cerca);
  molti CONSTANT integer := 2000;
  trovati bigint[];
BEGIN
  IF q IS NULL OR identita_operatore() IS NULL THEN
    RETURN;
  END IF;
  trovati := ARRAY(SELECT t.documento_id FROM documento_testo t WHERE t.parole @@ q LIMIT molti + 1);
  IF cardinality(trovati) > molti THEN
    trovati := ARRAY(SELECT d.id FROM documento d
                      WHERE d.pratica_id IN (SELECT a.pratica_id FROM accesso a WHERE a.principale = ANY (identita_principali()::bigint[]))
                      ORDER BY d.id DESC LIMIT molti);
  END IF;
  RETURN QUERY SELECT d.id FROM documento d JOIN documento_testo t ON t.documento_id = d.id
    WHERE d.id = ANY (trovati) AND t.parole @@ q AND d.tolto_il IS NULL AND d.stato IN ('pulito', 'non_controllato') AND documento_aperto(d)
    ORDER BY d.id DESC LIMIT least(quanti, 100);
END
$$;

DO $$
DECLARE f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['documento_da_leggere(bigint)', 'documento_testo_scrivi(bigint, text, text)', 'documenti_da_leggere(integer)', 'documenti_trova(text, integer)'] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END
$$;
REVOKE ALL ON FUNCTION documento_aperto(documento), documento_parole(text), documento_domanda(text), documento_testo_regole() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION documento_aperto(documento), documento_parole(text), documento_testo_regole() TO siz_cancello;
GRANT EXECUTE ON FUNCTION documento_domanda(text) TO siz_cancello, siz_web;
GRANT EXECUTE ON FUNCTION documenti_trova(text, integer) TO siz_web;
GRANT EXECUTE ON FUNCTION documento_da_leggere(bigint), documento_testo_scrivi(bigint, text, text), documenti_da_leggere(integer) TO siz_job;
