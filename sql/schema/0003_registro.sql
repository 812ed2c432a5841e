-- The register of accesses and changes, its seals, and the history that the case shows.

-- One row per opening, print, export, download, list (AUD-1).  Append-only for every role.
-- `transazione` is what the seal goes by: sequence order is not commit order.
CREATE TABLE registro (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT registro_pk PRIMARY KEY,
  transazione bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
  quando timestamptz NOT NULL DEFAULT clock_timestamp(),
  operatore_id bigint,
  servizio_id bigint,
  ruolo smallint,
  sessione_id bigint,
  azione text NOT NULL,          -- apri, elenca, cerca, scarica, stampa, crea, modifica, rifiuto, entra, ...
  rotta text,                    -- name of the handler
  oggetto text,                  -- kind of thing: soggetto, pratica, documento ...
  oggetto_id bigint,
  soggetto_id bigint,
  esito text NOT NULL DEFAULT 'ok',
  indirizzo inet,
  richiesta text,                -- id of the request, to find the log's lines
  dettaglio jsonb                -- terms of a search, ids shown, columns changed: never contents
);
CREATE INDEX registro_transazione ON registro USING brin (transazione) WITH (pages_per_range = 16);
CREATE INDEX registro_soggetto ON registro (soggetto_id, id) WHERE soggetto_id IS NOT NULL;
CREATE INDEX registro_operatore ON registro (operatore_id, id);

-- A seal covers the rows whose transaction is in [da, a): all of them have ended, because `a`
-- is the oldest one still running.  `impronte` holds id and 16 bytes of hash of each row, so
-- that verification can name the first bad one; `sigillo` chains to the seal before.
CREATE TABLE sigillo (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT sigillo_pk PRIMARY KEY,
  da bigint NOT NULL,
  a bigint NOT NULL,
  quando timestamptz NOT NULL DEFAULT clock_timestamp(),
  righe bigint NOT NULL,
  impronte bytea NOT NULL,
  precedente bytea NOT NULL,
  sigillo bytea NOT NULL CONSTRAINT sigillo_unico UNIQUE
);

-- What changed, with the values, for the section Storia and for the person's history.
-- It is personal data and follows the visibility of its case.
CREATE TABLE storia (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT storia_pk PRIMARY KEY,
  quando timestamptz NOT NULL DEFAULT clock_timestamp(),
  operatore_id bigint,
  servizio_id bigint,
  tabella text NOT NULL,
  riga_id bigint NOT NULL,
  pratica_id bigint,
  soggetto_id bigint,
  documento_id bigint,          -- follows what was kept out of an assignment
  privata_di bigint,            -- a private diary page: only its author reads its history
  azione text NOT NULL,         -- INSERT, UPDATE, DELETE
  prima jsonb,
  dopo jsonb
);
CREATE INDEX storia_pratica ON storia (pratica_id, id DESC) WHERE pratica_id IS NOT NULL;
CREATE INDEX storia_soggetto ON storia (soggetto_id, id DESC) WHERE soggetto_id IS NOT NULL AND pratica_id IS NULL;
