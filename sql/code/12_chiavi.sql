-- Another master key (DOC-3): only what it wraps is written anew, the bytes of documents stay.
-- For `siz chiavi`: the owner of the tables sees no row of them by itself.

-- Keys that another master key wraps, after that row; of the tables that keep such keys.
CREATE OR REPLACE FUNCTION chiavi_da_richiudere(di_tabella text, maestra text, dopo bigint, quante integer)
RETURNS TABLE (riga_id bigint, chiave bytea, chiave_maestra text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT d.id, d.chiave, d.chiave_maestra FROM documento d
   WHERE di_tabella = 'documento' AND d.id > dopo AND d.chiave_maestra <> maestra
  UNION ALL
  SELECT s.id, s.chiave, s.chiave_maestra FROM stampa s
   WHERE di_tabella = 'stampa' AND s.id > dopo AND s.chiave IS NOT NULL AND s.chiave_maestra <> maestra
  UNION ALL
  SELECT r.domanda_id, r.chiave, r.chiave_maestra FROM ricevuta r
   WHERE di_tabella = 'ricevuta' AND r.domanda_id > dopo AND r.chiave IS NOT NULL AND r.chiave_maestra <> maestra
  ORDER BY 1 LIMIT quante
$$;
-- The same key under another master key; nothing happens if the row has meanwhile another key.
CREATE OR REPLACE FUNCTION chiave_richiudi(di_tabella text, riga bigint, vecchia bytea, nuova bytea, maestra text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  UPDATE documento SET chiave = nuova, chiave_maestra = maestra WHERE di_tabella = 'documento' AND id = riga AND chiave = vecchia;
  UPDATE stampa SET chiave = nuova, chiave_maestra = maestra WHERE di_tabella = 'stampa' AND id = riga AND chiave = vecchia;
  UPDATE ricevuta SET chiave = nuova, chiave_maestra = maestra WHERE di_tabella = 'ricevuta' AND domanda_id = riga AND chiave = vecchia;
$$;
-- Second factors are sealed under the master key too; there are as many as operators.
CREATE OR REPLACE FUNCTION fattori_sigillati() RETURNS TABLE (operatore_id bigint, segreto bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT k.operatore_id, k.totp_segreto FROM credenziale k WHERE k.totp_segreto IS NOT NULL ORDER BY 1 $$;
CREATE OR REPLACE FUNCTION fattore_richiudi(chi bigint, vecchio bytea, nuovo bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ UPDATE credenziale SET totp_segreto = nuovo WHERE operatore_id = chi AND totp_segreto = vecchio $$;
-- How many keys lie under which master key.
CREATE OR REPLACE FUNCTION chiavi_maestre() RETURNS TABLE (maestra text, quante bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT x.chiave_maestra, count(*) FROM (SELECT d.chiave_maestra FROM documento d
    UNION ALL SELECT s.chiave_maestra FROM stampa s WHERE s.chiave IS NOT NULL
    UNION ALL SELECT r.chiave_maestra FROM ricevuta r WHERE r.chiave IS NOT NULL) x GROUP BY 1 ORDER BY 1
$$;
DROP FUNCTION IF EXISTS chiavi_richiuse(bigint, bigint, bigint);
CREATE OR REPLACE FUNCTION chiavi_richiuse(documenti bigint, stampe bigint, ricevute bigint, fattori bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT registro_scrivi(NULL, NULL, NULL, NULL, 'modifica', 'siz chiavi', 'chiave_maestra', NULL, NULL, 'ok', NULL, NULL,
                         jsonb_build_object('documenti', documenti, 'stampe', stampe, 'ricevute', ricevute, 'fattori', fattori))
$$;

DO $$
DECLARE
  f regprocedure;
BEGIN
  FOREACH f IN ARRAY ARRAY['chiavi_da_richiudere(text, text, bigint, integer)', 'chiave_richiudi(text, bigint, bytea, bytea, text)', 'fattori_sigillati()',
    'fattore_richiudi(bigint, bytea, bytea)', 'chiavi_maestre()', 'chiavi_richiuse(bigint, bigint, bigint, bigint)']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO siz_owner', f);
  END LOOP;
END
$$;
