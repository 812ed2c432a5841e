-- Who is asking, as the database believes it.
--
-- sessione_apri() checks the session's token and leaves the setting siz.identita with a
-- signature under a key that only the gate reads.  A setting written by anybody else has no
-- valid signature and counts as nobody.  The signature also binds backend and transaction, so
-- that a text seen once cannot be used again.

-- plpgsql: its plan lasts for the session; an SQL function is planned anew in every transaction, that is
-- for every page.
CREATE OR REPLACE FUNCTION identita_firma(testo text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  chiave bytea;
BEGIN
  SELECT c.chiave INTO chiave FROM public.chiave_identita c;
  RETURN encode(public.hmac(convert_to(testo || '|' || pg_backend_pid() || '|' || extract(epoch FROM now()), 'UTF8'), chiave, 'sha256'), 'hex');
END
$$;

-- operator | service | role | read only | principals, comma separated.  In their own service too everybody
-- reads the archive, with the role that they have there (ACC-19): the read-only service comes last.
CREATE OR REPLACE FUNCTION identita_stabilisci(operatore bigint, servizio bigint, ruolo smallint, sola_lettura boolean)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  testo text := concat_ws('|', operatore, servizio, ruolo, sola_lettura::int,
    CASE WHEN sola_lettura THEN '' ELSE operatore || ',' END || principale_di_servizio(servizio, ruolo)
      || CASE WHEN sola_lettura THEN '' ELSE coalesce((SELECT string_agg(',' || principale_di_servizio(v.id, identita_stabilisci.ruolo), '' ORDER BY v.id)
                                                        FROM servizio v WHERE v.tipo = 'storico' AND v.sola_lettura), '') END);
BEGIN
  PERFORM set_config('siz.identita', testo || '|' || identita_firma(testo), true);
END
$$;

CREATE OR REPLACE FUNCTION principale_di_servizio(servizio bigint, ruolo smallint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT -(servizio * 32 + ruolo) $$;

-- The parts of a valid identity, else NULL.
CREATE OR REPLACE FUNCTION identita_parti() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  detta text := current_setting('siz.identita', true);
  parti text[];
BEGIN
  IF coalesce(detta, '') = '' THEN
    RETURN NULL;
  END IF;
  parti := string_to_array(detta, '|');
  IF cardinality(parti) <> 6 OR parti[6] <> identita_firma(array_to_string(parti[1:5], '|')) THEN
    RETURN NULL;
  END IF;
  RETURN parti;
END
$$;

CREATE OR REPLACE FUNCTION identita_operatore() RETURNS bigint
LANGUAGE sql STABLE AS $$ SELECT (public.identita_parti())[1]::bigint $$;
CREATE OR REPLACE FUNCTION identita_servizio() RETURNS bigint
LANGUAGE sql STABLE AS $$ SELECT (public.identita_parti())[2]::bigint $$;
CREATE OR REPLACE FUNCTION identita_ruolo() RETURNS smallint
LANGUAGE sql STABLE AS $$ SELECT (public.identita_parti())[3]::smallint $$;
-- The role as a bit of accesso.ruoli.
CREATE OR REPLACE FUNCTION identita_ruolo_bit() RETURNS integer
LANGUAGE sql STABLE AS $$ SELECT 1 << (public.identita_parti())[3]::int $$;
-- True only for a valid identity in a service where one may write.
CREATE OR REPLACE FUNCTION identita_scrive() RETURNS boolean
LANGUAGE sql STABLE AS $$ SELECT coalesce((public.identita_parti())[4] = '0', false) $$;
CREATE OR REPLACE FUNCTION identita_principali() RETURNS bigint[]
LANGUAGE sql STABLE AS $$ SELECT string_to_array((public.identita_parti())[5], ',')::bigint[] $$;

-- The kinds of case that the role opens in its own service (the rule, not the list).  None in a read-only
-- service: there the list alone knows whose person is protected.  plpgsql: each query that reads cases asks.
CREATE OR REPLACE FUNCTION identita_kind() RETURNS text[]
LANGUAGE plpgsql STABLE AS $$
DECLARE
  parti text[] := public.identita_parti();
BEGIN
  RETURN (SELECT array_agg(r.kind) FROM public.regola_accesso r JOIN public.kind k ON k.codice = r.kind
           WHERE r.ruolo = parti[3]::smallint AND r.relazione = 'servizio' AND r.creatore_ruolo IS NULL AND parti[4] = '0'
             AND NOT (k.solo_creatore AND r.ruolo <> 2));
END
$$;
-- Those of which it opens there what it opened itself, because the rule looks at who opened the case.
CREATE OR REPLACE FUNCTION identita_kind_propri() RETURNS text[]
LANGUAGE plpgsql STABLE AS $$
DECLARE
  parti text[] := public.identita_parti();
BEGIN
  RETURN (SELECT array_agg(r.kind) FROM public.regola_accesso r JOIN public.kind k ON k.codice = r.kind
           WHERE r.ruolo = parti[3]::smallint AND r.relazione = 'servizio' AND (r.creatore_ruolo = r.ruolo OR k.solo_creatore) AND parti[4] = '0');
END
$$;

-- External users (SAML-7) have an identity of their own, in a setting of its own: to everything that
-- asks for an operator, service or role they are nobody, so what was written without them stays shut.
CREATE OR REPLACE FUNCTION identita_esterno_stabilisci(chi bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM set_config('siz.esterno', chi || '|' || identita_firma('esterno|' || chi), true);
END
$$;
CREATE OR REPLACE FUNCTION identita_esterno() RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  detta text := current_setting('siz.esterno', true);
BEGIN
  IF coalesce(detta, '') = '' OR split_part(detta, '|', 2) <> identita_firma('esterno|' || split_part(detta, '|', 1)) THEN
    RETURN NULL;
  END IF;
  RETURN split_part(detta, '|', 1)::bigint;
END
$$;

ALTER FUNCTION identita_firma(text) OWNER TO siz_cancello;
ALTER FUNCTION identita_esterno_stabilisci(bigint) OWNER TO siz_cancello;
ALTER FUNCTION identita_esterno() OWNER TO siz_cancello;
REVOKE ALL ON FUNCTION identita_esterno_stabilisci(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identita_esterno() TO siz_web, siz_job, siz_cancello, siz_sommario;
ALTER FUNCTION identita_stabilisci(bigint, bigint, smallint, boolean) OWNER TO siz_cancello;
ALTER FUNCTION identita_parti() OWNER TO siz_cancello;
REVOKE ALL ON FUNCTION identita_firma(text), identita_stabilisci(bigint, bigint, smallint, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identita_parti(), identita_operatore(), identita_servizio(), identita_ruolo(), identita_ruolo_bit(),
  identita_scrive(), identita_principali(), identita_kind(), identita_kind_propri(), principale_di_servizio(bigint, smallint)
  TO siz_web, siz_job, siz_spid, siz_cancello, siz_sommario;
