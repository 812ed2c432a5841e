-- Prints: asked for by a page, made by the queue's worker, kept sealed for a while.

CREATE TABLE stampa (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT stampa_pk PRIMARY KEY,
  tipo text NOT NULL,                 -- a line of app/stampa/stampe.def
  oggetto text NOT NULL,              -- what is printed, in the words of the register
  oggetto_id bigint NOT NULL,
  pratica_id bigint CONSTRAINT stampa_pratica REFERENCES pratica,   -- whose right it follows, or
  soggetto_id bigint CONSTRAINT stampa_soggetto REFERENCES soggetto, -- the person concerned
  opzioni jsonb NOT NULL DEFAULT '{}' CONSTRAINT stampa_opzioni CHECK (jsonb_typeof(opzioni) = 'object'),
  titolo text NOT NULL,               -- codes only, never names: it stands in lists
  nome_file text NOT NULL,
  operatore_id bigint NOT NULL CONSTRAINT stampa_operatore REFERENCES operatore,
  servizio_id bigint NOT NULL CONSTRAINT stampa_servizio REFERENCES servizio,
  ruolo smallint NOT NULL CONSTRAINT stampa_ruolo REFERENCES ruolo,
  stato text NOT NULL DEFAULT 'in_coda' CONSTRAINT stampa_stato CHECK (stato IN ('in_coda', 'pronta', 'rifiutata', 'fallita', 'scaduta')),
  byte bigint,
  impronta bytea,                     -- SHA-256 of the whole
  chiave bytea,                       -- its own key, wrapped by the master key
  chiave_maestra text,
  chiesta_il timestamptz NOT NULL DEFAULT now(),
  finita_il timestamptz,
  scade_il timestamptz,
  CONSTRAINT stampa_intera CHECK (stato <> 'pronta' OR num_nonnulls(byte, impronta, chiave, chiave_maestra, scade_il) = 5)
);
CREATE INDEX stampa_mie ON stampa (operatore_id, id DESC);
CREATE INDEX stampa_scadenza ON stampa (scade_il) WHERE stato = 'pronta';

-- Sealed as documents are (app/documento/blocco.h), under the key of the print.
CREATE TABLE stampa_blocco (
  stampa_id bigint NOT NULL CONSTRAINT stampa_blocco_stampa REFERENCES stampa ON DELETE CASCADE,
  indice integer NOT NULL CONSTRAINT stampa_blocco_indice CHECK (indice >= 0),
  dati bytea NOT NULL,
  CONSTRAINT stampa_blocco_pk PRIMARY KEY (stampa_id, indice)
);
ALTER TABLE stampa_blocco ALTER COLUMN dati SET STORAGE EXTERNAL;
