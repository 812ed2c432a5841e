-- Rows of persons that may be of one and the same person, and those that are (BEY-09).  Linking says so
-- and no more: no row of a person, of a case, of a document, of a right is touched, so that undoing
-- leaves everything as it was.

INSERT INTO permesso VALUES ('DOPPIONI', true, 'Decidere se due schede sono della stessa persona, e sciogliere');
INSERT INTO ruolo_permesso SELECT id, 'DOPPIONI' FROM ruolo WHERE id IN (2, 3);

-- A pair, once, whoever found it: every night's comparison or somebody at a page.  What was decided
-- stays decided, whatever later nights find.
CREATE TABLE doppione (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT doppione_pk PRIMARY KEY,
  uno_soggetto_id bigint NOT NULL CONSTRAINT doppione_uno REFERENCES soggetto,
  altro_soggetto_id bigint NOT NULL CONSTRAINT doppione_altro REFERENCES soggetto,
  stato text NOT NULL DEFAULT 'proposta' CONSTRAINT doppione_stato
    CHECK (stato IN ('proposta', 'superata', 'collegata', 'sciolta', 'non_stessa')), -- superata: the data have changed, no reason is left
  certa boolean NOT NULL DEFAULT false,   -- a rule says so, not only the sum
  punti smallint NOT NULL CONSTRAINT doppione_punti CHECK (punti BETWEEN 0 AND 100),
  motivi text[] NOT NULL,                 -- in words, as the page shows them
  trovata_il timestamptz NOT NULL DEFAULT now(),
  segnalata_da bigint CONSTRAINT doppione_segnalata_da REFERENCES operatore, -- NULL: the comparison of the night
  decisa_da bigint CONSTRAINT doppione_decisa_da REFERENCES operatore,
  decisa_servizio_id bigint CONSTRAINT doppione_decisa_servizio REFERENCES servizio,
  decisa_il timestamptz,
  motivo text CONSTRAINT doppione_motivo CHECK (length(motivo) <= 500),
  versione integer NOT NULL DEFAULT 1,
  -- the order of the queue: what is certain first, then the likeliest
  ordine integer GENERATED ALWAYS AS (CASE WHEN certa THEN 1000 ELSE 0 END + punti) STORED,
  CONSTRAINT doppione_due CHECK (uno_soggetto_id < altro_soggetto_id),
  CONSTRAINT doppione_una UNIQUE (uno_soggetto_id, altro_soggetto_id),
  CONSTRAINT doppione_motivo_dovuto CHECK (stato IN ('proposta', 'superata') OR motivo IS NOT NULL AND btrim(motivo) <> '')
);
CREATE INDEX doppione_altro_id ON doppione (altro_soggetto_id);
CREATE INDEX doppione_coda ON doppione (stato, ordine DESC, id DESC);
CREATE INDEX doppione_decise ON doppione (stato, decisa_il DESC, id DESC);

-- Every change of a pair.  Rows come in, and nothing else.
CREATE TABLE doppione_storia (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT doppione_storia_pk PRIMARY KEY,
  doppione_id bigint NOT NULL CONSTRAINT doppione_storia_doppione REFERENCES doppione,
  quando timestamptz NOT NULL DEFAULT clock_timestamp(),
  operatore_id bigint,                    -- NULL: the comparison of the night
  servizio_id bigint,
  da text,
  a text NOT NULL,
  punti smallint NOT NULL,
  motivo text
);
CREATE INDEX doppione_storia_di ON doppione_storia (doppione_id, id);

-- Who is the same person as whom: all pairs of an identity, both ways round.  A row is seen by who sees
-- both persons, so that nothing (no number of a group, no count) speaks of somebody who is not seen.
-- Made anew from the linked pairs whenever one is linked or undone (stessa_persona_ricomponi).
CREATE TABLE stessa_persona (
  soggetto_id bigint NOT NULL CONSTRAINT stessa_persona_soggetto REFERENCES soggetto,
  altro_soggetto_id bigint NOT NULL CONSTRAINT stessa_persona_altro REFERENCES soggetto,
  CONSTRAINT stessa_persona_pk PRIMARY KEY (soggetto_id, altro_soggetto_id),
  CONSTRAINT stessa_persona_due CHECK (soggetto_id <> altro_soggetto_id)
);

-- What the comparison of the night works from: hashes of what two rows of one person are likely to
-- have in common (code, sounds and day of birth, document, telephone).  Only persons that share one
-- are ever compared.  No foreign keys: an import must not pay for them.
CREATE TABLE doppione_chiave (
  chiave bigint NOT NULL,
  soggetto_id bigint NOT NULL,
  CONSTRAINT doppione_chiave_pk PRIMARY KEY (chiave, soggetto_id)
);
CREATE INDEX doppione_chiave_soggetto ON doppione_chiave (soggetto_id);
-- Persons entered or changed since: filled by triggers, emptied by the comparison.
CREATE TABLE doppione_da_guardare (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT doppione_da_guardare_pk PRIMARY KEY,
  soggetto_id bigint NOT NULL
);
-- A night's comparison: begun, how far it came, ended.
CREATE TABLE doppione_giro (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT doppione_giro_pk PRIMARY KEY,
  iniziato_il timestamptz NOT NULL DEFAULT now(),
  finito_il timestamptz,
  guardate bigint NOT NULL DEFAULT 0,
  trovate bigint NOT NULL DEFAULT 0
);

-- A person as the comparison sees them, and what it says of two.
CREATE TYPE doppione_forma AS (
  soggetto_id bigint,
  cognome text, nome text,                 -- folded
  suono_cognome text, suono_nome text,     -- suono_italiano of all words as one
  suoni_cognome text[], suoni_nome text[], -- and of each
  sesso text,
  nata date,
  luogo text,                              -- Belfiore code, where it is known
  codice text,                             -- of 16 characters, omocodia undone, without the control character
  attesa text,                             -- what the person's own data say that it must begin with
  provvisorio boolean,                     -- a provisional code of 11 digits, STP or ENI instead
  documenti text[],                        -- numbers of identity documents, STP, ENI
  telefoni text[],
  email text,
  indirizzo text
);
CREATE TYPE doppione_giudizio AS (
  punti smallint,
  certa boolean,
  motivi text[]
);
