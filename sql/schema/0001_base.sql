-- Ground: extensions, text without accents, the key of the identity.
CREATE EXTENSION IF NOT EXISTS pgcrypto;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS btree_gin;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO siz_web, siz_job, siz_spid, siz_cancello, siz_sommario, siz_manutenzione;
-- Definer functions are made by the owner and handed to these two: taking ownership needs CREATE.
GRANT CREATE ON SCHEMA public TO siz_cancello, siz_sommario;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- Lower case without accents and apostrophes; immutable because the dictionary is named.
CREATE FUNCTION senza_accenti(testo text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT lower(translate(public.unaccent('public.unaccent', testo), '''’`', '')) $$;
GRANT EXECUTE ON FUNCTION senza_accenti(text) TO PUBLIC;

-- What `siz migra` has applied.
CREATE TABLE migrazione (
  nome text CONSTRAINT migrazione_pk PRIMARY KEY,
  impronta text NOT NULL,
  applicata_il timestamptz NOT NULL DEFAULT now()
);

-- The key under which the identity of a transaction is signed.  Nobody but the gate reads it:
-- a setting alone proves nothing, because anybody may call set_config.
CREATE TABLE chiave_identita (
  unica boolean CONSTRAINT chiave_identita_pk PRIMARY KEY DEFAULT true,
  chiave bytea NOT NULL DEFAULT gen_random_bytes(32),
  -- Derived from the program's pepper file by `siz migra`: what only the program may ask of the
  -- gate (make a session, set a password) carries a proof under it, so that text injected into
  -- SQL cannot make itself a session.
  programma bytea,
  CONSTRAINT chiave_identita_unica CHECK (unica)
);
INSERT INTO chiave_identita DEFAULT VALUES;
GRANT SELECT ON chiave_identita TO siz_cancello;
