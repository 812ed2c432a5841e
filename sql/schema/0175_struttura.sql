-- Facilities (STR-01): the register, their places and fees, which services use them.

INSERT INTO permesso VALUES
  ('STRUTTURA_LEGGI', false, 'Consultare il registro delle strutture'),
  ('STRUTTURA_SCRIVI', true, 'Inserire e aggiornare strutture, posti e rette');
-- Read by who may write an intervento; kept by who keeps contracts: referenti and amministrativi.
INSERT INTO ruolo_permesso SELECT r.id, p.codice FROM ruolo r, permesso p
 WHERE r.id IN (1, 2, 3, 4) AND p.codice = 'STRUTTURA_LEGGI' OR r.id IN (2, 3) AND p.codice = 'STRUTTURA_SCRIVI';

-- A kind of place is a row of this vocabulary; a person has one residential place at a time.
INSERT INTO voce (vocabolario, codice, descrizione, attributi, ordine) VALUES
  ('tipo_posto', 'RESIDENZIALE', 'Residenziale', '{"residenziale": true}', 1),
  ('tipo_posto', 'SOLLIEVO', 'Sollievo, residenziale a tempo', '{"residenziale": true}', 2),
  ('tipo_posto', 'EMERGENZA', 'Pronta accoglienza', '{"residenziale": true}', 3),
  ('tipo_posto', 'NOTTURNO', 'Notturno', '{"residenziale": true}', 4),
  ('tipo_posto', 'DIURNO', 'Diurno', '{"residenziale": false}', 5);

CREATE TABLE struttura (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT struttura_pk PRIMARY KEY,
  denominazione text NOT NULL CONSTRAINT struttura_denominazione CHECK (denominazione = btrim(denominazione) AND denominazione <> '' AND length(denominazione) <= 200),
  tipo text NOT NULL,
  gestore text NOT NULL CONSTRAINT struttura_gestore CHECK (btrim(gestore) <> '' AND length(gestore) <= 200), -- the body that runs it
  comune text CONSTRAINT struttura_comune CHECK (length(comune) <= 100),
  indirizzo text CONSTRAINT struttura_indirizzo CHECK (length(indirizzo) <= 200),
  referente text CONSTRAINT struttura_referente CHECK (length(referente) <= 200),
  telefono text CONSTRAINT struttura_telefono CHECK (length(telefono) <= 60),
  email text CONSTRAINT struttura_email CHECK (length(email) <= 200),
  autorizzazione text CONSTRAINT struttura_autorizzazione CHECK (length(autorizzazione) <= 200), -- the act
  autorizzazione_al date,
  accreditamento text CONSTRAINT struttura_accreditamento CHECK (length(accreditamento) <= 200),
  accreditamento_al date,
  -- The day of discharge is a day of the facility, or is not: its contract says so.
  conta_dimissione boolean NOT NULL DEFAULT false,
  per_tutti boolean NOT NULL DEFAULT false,    -- every service uses it; else those of struttura_servizio
  note text CONSTRAINT struttura_note CHECK (length(note) <= 2000),
  chiusa_il date,
  servizio_id bigint NOT NULL CONSTRAINT struttura_servizio_tiene REFERENCES servizio, -- which keeps the row
  creato_da bigint NOT NULL CONSTRAINT struttura_creato_da REFERENCES operatore,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  -- Where a refuge is, only those know who send somebody there (their minimum requirements, agreed by State and Regions: a secret or reserved address).
  CONSTRAINT struttura_rifugio CHECK (tipo <> 'STR16' OR NOT per_tutti)
);
CREATE UNIQUE INDEX struttura_denominazione_unica ON struttura (servizio_id, lower(denominazione)) WHERE chiusa_il IS NULL;
CREATE INDEX struttura_ordine ON struttura (lower(denominazione), id);

CREATE TABLE struttura_servizio (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT struttura_servizio_pk PRIMARY KEY,
  struttura_id bigint NOT NULL CONSTRAINT struttura_servizio_struttura REFERENCES struttura,
  servizio_id bigint NOT NULL CONSTRAINT struttura_servizio_usa REFERENCES servizio,
  CONSTRAINT struttura_servizio_uno UNIQUE (struttura_id, servizio_id)
);
CREATE INDEX struttura_servizio_servizio_id ON struttura_servizio (servizio_id);

-- How many places of a kind there are from that day on, until the next row says otherwise: no day is without an answer,
-- and no two rows speak of the same day.
CREATE TABLE struttura_posti (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT struttura_posti_pk PRIMARY KEY,
  struttura_id bigint NOT NULL CONSTRAINT struttura_posti_struttura REFERENCES struttura,
  tipo_posto text NOT NULL,
  dal date NOT NULL,
  posti integer NOT NULL CONSTRAINT struttura_posti_numero CHECK (posti BETWEEN 0 AND 10000),
  creato_da bigint NOT NULL CONSTRAINT struttura_posti_creato_da REFERENCES operatore,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT struttura_posti_dal UNIQUE (struttura_id, tipo_posto, dal)
);

-- A fee is of one kind of place, per day or per month.  Of a day of absence a share is paid, in hundredths, by reason.
CREATE TABLE retta (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT retta_pk PRIMARY KEY,
  struttura_id bigint NOT NULL CONSTRAINT retta_struttura REFERENCES struttura,
  tipo_posto text NOT NULL,
  unita text NOT NULL CONSTRAINT retta_unita CHECK (unita IN ('G', 'M')),
  importo numeric(12,2) NOT NULL CONSTRAINT retta_importo CHECK (importo > 0),
  assenza_ospedale numeric(5,2) NOT NULL DEFAULT 100 CONSTRAINT retta_assenza_ospedale CHECK (assenza_ospedale BETWEEN 0 AND 100),
  assenza_casa numeric(5,2) NOT NULL DEFAULT 100 CONSTRAINT retta_assenza_casa CHECK (assenza_casa BETWEEN 0 AND 100),
  assenza_vacanza numeric(5,2) NOT NULL DEFAULT 100 CONSTRAINT retta_assenza_vacanza CHECK (assenza_vacanza BETWEEN 0 AND 100),
  assenza_altra numeric(5,2) NOT NULL DEFAULT 100 CONSTRAINT retta_assenza_altra CHECK (assenza_altra BETWEEN 0 AND 100),
  dal date NOT NULL,
  al date,
  creato_da bigint NOT NULL CONSTRAINT retta_creato_da REFERENCES operatore,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT retta_periodo CHECK (al >= dal),
  CONSTRAINT retta_una EXCLUDE USING gist (struttura_id WITH =, tipo_posto WITH =, daterange(dal, al, '[]') WITH &&)
);

-- Who is in which facility, from when until when.  `occupazione` are the days on which the place is taken: it is free again on
-- the day of discharge, but who comes and goes on one day has it for that day.
CREATE TABLE inserimento (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT inserimento_pk PRIMARY KEY,
  pratica_id bigint NOT NULL CONSTRAINT inserimento_pratica REFERENCES pratica,
  soggetto_id bigint NOT NULL CONSTRAINT inserimento_soggetto REFERENCES soggetto, -- the holder of the case
  struttura_id bigint NOT NULL CONSTRAINT inserimento_struttura REFERENCES struttura,
  tipo_posto text NOT NULL,
  residenziale boolean NOT NULL,
  ammissione date NOT NULL,
  dimissione date,
  motivo_dimissione text,
  giorni_settimana text NOT NULL CONSTRAINT inserimento_giorni_settimana CHECK (giorni_settimana ~ '^[1-7](,[1-7])*$'), -- ISO: 1 Monday
  spese_personali numeric(12,2) CONSTRAINT inserimento_spese_personali CHECK (spese_personali >= 0), -- a month, left to the person
  note text CONSTRAINT inserimento_note CHECK (length(note) <= 2000),
  creato_da bigint NOT NULL CONSTRAINT inserimento_creato_da REFERENCES operatore,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  occupazione daterange NOT NULL GENERATED ALWAYS AS (daterange(ammissione, greatest(dimissione, CASE WHEN dimissione IS NOT NULL THEN ammissione + 1 END), '[)')) STORED,
  CONSTRAINT inserimento_periodo CHECK (dimissione >= ammissione),
  CONSTRAINT inserimento_dimissione_motivo CHECK ((dimissione IS NULL) = (motivo_dimissione IS NULL)),
  CONSTRAINT inserimento_della_pratica UNIQUE (id, pratica_id),
  CONSTRAINT inserimento_residenziale_uno EXCLUDE USING gist (soggetto_id WITH =, occupazione WITH &&) WHERE (residenziale)
);
CREATE INDEX inserimento_pratica_id ON inserimento (pratica_id, ammissione DESC);
CREATE INDEX inserimento_soggetto_id ON inserimento (soggetto_id);
CREATE INDEX inserimento_posto ON inserimento USING gist (struttura_id, tipo_posto, occupazione);

-- The days of a month of a stay, one letter a day: P present, O hospital, C at home, V holiday, A other absence, - not expected.
CREATE TABLE presenza_assenza (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT presenza_assenza_pk PRIMARY KEY,
  pratica_id bigint NOT NULL CONSTRAINT presenza_assenza_pratica REFERENCES pratica,
  inserimento_id bigint NOT NULL,
  mese date NOT NULL CONSTRAINT presenza_assenza_mese CHECK (mese = date_trunc('month', mese)::date),
  giorni text NOT NULL CONSTRAINT presenza_assenza_giorni CHECK (giorni ~ '^[POCVA-]{28,31}$' AND length(giorni) = extract(day FROM mese + interval '1 month' - interval '1 day')),
  chiuso_il timestamptz,
  chiuso_da bigint CONSTRAINT presenza_assenza_chiuso_da REFERENCES operatore,
  presenze smallint,                  -- what stood when the month was closed
  assenze smallint,
  importo numeric(12,2),
  creato_da bigint NOT NULL CONSTRAINT presenza_assenza_creato_da REFERENCES operatore,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT presenza_assenza_chiuso CHECK ((chiuso_il IS NULL) = (importo IS NULL) AND (chiuso_il IS NULL) = (chiuso_da IS NULL)),
  CONSTRAINT presenza_assenza_una UNIQUE (inserimento_id, mese),
  CONSTRAINT presenza_assenza_inserimento FOREIGN KEY (inserimento_id, pratica_id) REFERENCES inserimento (id, pratica_id)
);
CREATE INDEX presenza_assenza_pratica_id ON presenza_assenza (pratica_id, mese DESC);

CREATE TABLE spesa_extra (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT spesa_extra_pk PRIMARY KEY,
  pratica_id bigint NOT NULL CONSTRAINT spesa_extra_pratica REFERENCES pratica,
  data date NOT NULL,
  tipo text NOT NULL,
  descrizione text CONSTRAINT spesa_extra_descrizione CHECK (btrim(descrizione) <> '' AND length(descrizione) <= 500),
  importo numeric(12,2) NOT NULL CONSTRAINT spesa_extra_importo CHECK (importo > 0),
  documento_id bigint CONSTRAINT spesa_extra_documento REFERENCES documento,
  creato_da bigint NOT NULL CONSTRAINT spesa_extra_creato_da REFERENCES operatore,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1
);
CREATE INDEX spesa_extra_pratica_id ON spesa_extra (pratica_id, data DESC, id DESC);
CREATE INDEX spesa_extra_documento_id ON spesa_extra (documento_id) WHERE documento_id IS NOT NULL;
