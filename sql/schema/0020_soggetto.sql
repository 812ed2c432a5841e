-- Persons.  Everybody sees all of them (ROL-06), but for those marked "riservato" (protection).
CREATE TABLE soggetto (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT soggetto_pk PRIMARY KEY,
  codice bigint GENERATED ALWAYS AS IDENTITY (START WITH 100001) CONSTRAINT soggetto_codice UNIQUE, -- what people say on the phone (SOG-12)
  codice_storico text,
  cognome text NOT NULL,
  nome text NOT NULL,
  sesso text NOT NULL CONSTRAINT soggetto_sesso CHECK (sesso IN ('M', 'F')),
  data_nascita date NOT NULL,
  nascita_comune_id bigint CONSTRAINT soggetto_nascita_comune REFERENCES comune,
  nascita_stato_id bigint CONSTRAINT soggetto_nascita_stato REFERENCES stato_estero,
  codice_fiscale text,            -- 16 characters, or 11 digits when provisional
  codice_stp text,                -- STP or ENI: not a codice fiscale, a field of its own
  motivo_senza_codice text,       -- required where there is no codice fiscale
  condizione text NOT NULL DEFAULT 'residente'
    CONSTRAINT soggetto_condizione CHECK (condizione IN ('residente', 'non_residente', 'senza_dimora', 'straniero_presente')),
  residenza_comune_id bigint CONSTRAINT soggetto_residenza_comune REFERENCES comune,
  residenza_indirizzo text,
  telefono text,
  email text,
  data_decesso date,
  riservato boolean NOT NULL DEFAULT false,
  fonte text NOT NULL DEFAULT 'operatore' CONSTRAINT soggetto_fonte CHECK (fonte IN ('operatore', 'anpr', 'storico')),
  differenze_confermate text[],   -- parts of the codice fiscale that disagree and were confirmed (AMB-20)
  creato_da bigint CONSTRAINT soggetto_creato_da REFERENCES operatore,
  creato_servizio_id bigint CONSTRAINT soggetto_creato_servizio REFERENCES servizio,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  -- the key by which lists are ordered and searched: surname and name without accents
  chiave text COLLATE "C" GENERATED ALWAYS AS (senza_accenti(cognome) || ' ' || senza_accenti(nome)) STORED,
  CONSTRAINT soggetto_cognome_pieno CHECK (cognome = btrim(cognome) AND cognome <> '' AND length(cognome) <= 100),
  CONSTRAINT soggetto_nome_pieno CHECK (nome = btrim(nome) AND nome <> '' AND length(nome) <= 100),
  CONSTRAINT soggetto_nascita_passata CHECK (data_nascita <= current_date AND data_nascita > DATE '1850-01-01'),
  CONSTRAINT soggetto_decesso_dopo_nascita CHECK (data_decesso >= data_nascita),
  CONSTRAINT soggetto_un_luogo CHECK (num_nonnulls(nascita_comune_id, nascita_stato_id) <= 1),
  CONSTRAINT soggetto_codice_fiscale_forma CHECK (codice_fiscale ~ '^([A-Z]{6}[0-9LMNP-V]{2}[A-EHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]|[0-9]{11})$'),
  CONSTRAINT soggetto_stp_forma CHECK (codice_stp ~ '^(STP|ENI)[0-9]{13}$'),
  CONSTRAINT soggetto_senza_codice_motivo CHECK (codice_fiscale IS NOT NULL OR motivo_senza_codice IS NOT NULL)
);
CREATE UNIQUE INDEX soggetto_codice_fiscale ON soggetto (codice_fiscale);
CREATE UNIQUE INDEX soggetto_codice_stp ON soggetto (codice_stp);
CREATE INDEX soggetto_chiave ON soggetto (chiave, id);
CREATE INDEX soggetto_chiave_trgm ON soggetto USING gin (chiave gin_trgm_ops);
CREATE INDEX soggetto_nascita ON soggetto (data_nascita, id);
CREATE INDEX soggetto_residenza ON soggetto (residenza_comune_id, chiave, id);
