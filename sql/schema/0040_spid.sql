-- SPID: what siz-spid keeps.  Its role reaches all of it through definer functions only.
-- (SP rules: Regole tecniche SPID; Avviso AgID n. 29 for the metadata, n. 42 for the registry.)

-- The identity providers of the federation: the only keys that are believed (SAML-3).
-- `siz-spid idp` fills it; `prova` is the demonstration provider, while the settings name it.
CREATE TABLE spid_idp (
  entity_id text CONSTRAINT spid_idp_pk PRIMARY KEY,
  nome text NOT NULL CONSTRAINT spid_idp_nome CHECK (nome <> ''),
  logo text,                       -- name of a file in the folder of the logos
  prova boolean NOT NULL DEFAULT false,
  metadati text NOT NULL,          -- its EntityDescriptor
  aggiornato_il timestamptz NOT NULL DEFAULT now()
);

-- The register of transactions (DPCM 24/10/2014 art. 13(2)): each message byte for byte, as it
-- left or came.  Append-only; rows end after 24 months.
CREATE TABLE spid_registro (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT spid_registro_pk PRIMARY KEY,
  quando timestamptz NOT NULL DEFAULT clock_timestamp(),
  tipo text NOT NULL CONSTRAINT spid_registro_tipo
    CHECK (tipo IN ('richiesta', 'risposta', 'sessione', 'uscita_richiesta', 'uscita_risposta')),
  di_spid_registro_id bigint,      -- the request that is answered, the answer that opened a session
  idp text NOT NULL,
  legame text CONSTRAINT spid_registro_legame CHECK (legame IN ('redirect', 'post')),
  messaggio bytea,                 -- XML; of a redirect the whole query, where the signature is
  messaggio_id text,
  istante text,                    -- IssueInstant as written
  emittente text,                  -- Issuer as written
  asserzione_id text,
  soggetto text,                   -- NameID and its qualifier
  soggetto_qualificatore text,
  spid_code text,
  livello smallint,
  esito text NOT NULL CONSTRAINT spid_registro_esito CHECK (esito IN ('ok', 'anomalia', 'rifiutata')),
  anomalia smallint,
  motivo text,                     -- the rule that was not met
  sessione_id bigint,
  indirizzo inet
);
CREATE INDEX spid_registro_quando ON spid_registro (quando);
CREATE INDEX spid_registro_di ON spid_registro (di_spid_registro_id) WHERE di_spid_registro_id IS NOT NULL;
CREATE INDEX spid_registro_soggetto ON spid_registro (idp, soggetto, id DESC) WHERE soggetto IS NOT NULL;

-- A request that waits for its answer: ten minutes, one answer (SAML-5).
CREATE TABLE spid_richiesta (
  id text CONSTRAINT spid_richiesta_pk PRIMARY KEY,
  idp text NOT NULL,
  istante timestamptz NOT NULL,
  livello smallint NOT NULL CONSTRAINT spid_richiesta_livello CHECK (livello BETWEEN 1 AND 3),
  confronto text NOT NULL CONSTRAINT spid_richiesta_confronto CHECK (confronto IN ('exact', 'minimum', 'better', 'maximum')),
  relay_state text NOT NULL,
  ritorno text NOT NULL,           -- the page to return to stays here (SAML-7)
  legame_impronta bytea NOT NULL,  -- SHA-256 of the cookie that binds the browser
  spid_registro_id bigint NOT NULL,
  creata_il timestamptz NOT NULL DEFAULT now(),
  usata_il timestamptz
);
CREATE INDEX spid_richiesta_creata ON spid_richiesta (creata_il);

-- Assertions seen, until they could no longer be played again (SAML-5).
CREATE TABLE spid_asserzione (
  idp text NOT NULL,
  id text NOT NULL,
  fino timestamptz NOT NULL,
  CONSTRAINT spid_asserzione_pk PRIMARY KEY (idp, id)
);
CREATE INDEX spid_asserzione_fino ON spid_asserzione (fino);

-- What a login left for `siz web`: taken once, within two minutes.
CREATE TABLE spid_esito (
  impronta bytea CONSTRAINT spid_esito_pk PRIMARY KEY, -- SHA-256 of the token in the cookie
  idp text NOT NULL,
  livello smallint NOT NULL,
  spid_code text NOT NULL,
  codice_fiscale text NOT NULL,
  nome text NOT NULL,
  cognome text NOT NULL,
  email text,
  name_id text NOT NULL,
  session_index text,
  ritorno text NOT NULL,
  spid_registro_id bigint NOT NULL,
  creato_il timestamptz NOT NULL DEFAULT now()
);

-- A logout on its way to the identity provider.
CREATE TABLE spid_uscita (
  impronta bytea CONSTRAINT spid_uscita_pk PRIMARY KEY, -- SHA-256 of the token in the address
  idp text NOT NULL,
  name_id text NOT NULL,
  session_index text,
  creata_il timestamptz NOT NULL DEFAULT now(),
  richiesta_id text CONSTRAINT spid_uscita_richiesta UNIQUE, -- of the LogoutRequest, once it left
  spid_registro_id bigint
);

-- Which session of ours stands on which session of a provider.
CREATE TABLE sessione_spid (
  sessione_id bigint CONSTRAINT sessione_spid_pk PRIMARY KEY
    CONSTRAINT sessione_spid_sessione REFERENCES sessione ON DELETE CASCADE,
  idp text NOT NULL,
  name_id text NOT NULL,
  session_index text,
  spid_registro_id bigint
);
CREATE INDEX sessione_spid_nome ON sessione_spid (idp, name_id);
