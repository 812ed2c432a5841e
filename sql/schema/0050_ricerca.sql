-- The search of persons by name.  Below row-level security only comparisons of plain columns reach an
-- index, and the operators of pg_trgm are none; so how a name sounds and how it may be misspelt is
-- written down beforehand, as words to be compared.  The words of two million persons are some tens
-- of thousands: what is typed is first compared with the words, then each likely pair of words is
-- looked up among the persons.  Kept by triggers (sql/code/11_ricerca.sql); nobody else writes here,
-- so there are no foreign keys, which would double the time of an import.
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;

-- A person once for each pair of a word of the surname and a word of the name: «De Luca», «Maria Grazia»
-- stand under deluca and luca with mariagrazia, maria and grazia.
CREATE TABLE ricerca_nome (
  cognome text COLLATE "C" NOT NULL,
  nome text COLLATE "C" NOT NULL,
  data_nascita date NOT NULL,
  soggetto_id bigint NOT NULL,
  riservato boolean NOT NULL,
  parte smallint NOT NULL,        -- words of the person that this pair leaves out
  CONSTRAINT ricerca_nome_pk PRIMARY KEY (cognome, nome, data_nascita, soggetto_id)
);
CREATE INDEX ricerca_nome_nome ON ricerca_nome (nome, cognome, data_nascita, soggetto_id);
CREATE INDEX ricerca_nome_soggetto ON ricerca_nome (soggetto_id);

-- The words that there are.  soggetto_id is 0 for a word that persons of all have; a word of a
-- reserved person has that person's id, so that it is found only by who sees the person.
CREATE TABLE ricerca_parola (
  parola text COLLATE "C" NOT NULL,
  soggetto_id bigint NOT NULL,
  suono text COLLATE "C" NOT NULL,       -- suono_italiano(parola)
  persone integer NOT NULL DEFAULT 1,    -- how many have it, as counted last (every night)
  CONSTRAINT ricerca_parola_pk PRIMARY KEY (parola, soggetto_id)
);
CREATE INDEX ricerca_parola_suono ON ricerca_parola (suono);
CREATE INDEX ricerca_parola_trgm ON ricerca_parola USING gin (parola gin_trgm_ops) WHERE soggetto_id = 0;
CREATE INDEX ricerca_parola_soggetto ON ricerca_parola (soggetto_id) WHERE soggetto_id <> 0;

-- The sound of a word with each of its letters left out, and without its vowels: two words that have
-- one of these in common differ by little.
CREATE TABLE ricerca_variante (
  variante text COLLATE "C" NOT NULL,
  parola text COLLATE "C" NOT NULL,
  soggetto_id bigint NOT NULL,
  CONSTRAINT ricerca_variante_pk PRIMARY KEY (variante, parola, soggetto_id)
);
CREATE INDEX ricerca_variante_parola ON ricerca_variante (parola, soggetto_id);

-- How the tables above were made: when the rules of the sound change they are made anew.
CREATE TABLE ricerca_stato (
  unica boolean CONSTRAINT ricerca_stato_pk PRIMARY KEY DEFAULT true CONSTRAINT ricerca_stato_unica CHECK (unica),
  regole text NOT NULL
);
INSERT INTO ricerca_stato (regole) VALUES ('');

-- Pieces of a codice fiscale, wherever they stand in it (through a definer function: this is no
-- comparison that row-level security lets reach an index).
CREATE INDEX soggetto_codice_fiscale_trgm ON soggetto USING gin (codice_fiscale gin_trgm_ops);

-- Someone found, between the functions of the search.
CREATE TYPE ricerca_trovato AS (
  soggetto_id bigint,
  punti real,
  per_cognome text,       -- what was typed for the surname; NULL: nothing
  come_cognome smallint,  -- 0 the same, 1 sounds alike, 2 begins so, 3 looks alike
  per_nome text,
  come_nome smallint,
  data_nascita date
);
