-- Who renders services for a servizio, and at which tariff (PRS-01): cooperatives, private bodies, professionals.

-- A supplier is a contract, so who manages money enters it: amministrativi and referenti.  Everybody who works on
-- interventions reads the register: it holds businesses, and names nobody who is helped.
INSERT INTO permesso VALUES
  ('FORNITORE_LEGGI', false, 'Vedere i fornitori di prestazioni e le loro tariffe'),
  ('FORNITORE_SCRIVI', true, 'Inserire e modificare i fornitori e le loro tariffe');
INSERT INTO ruolo_permesso
SELECT r.id, p.codice FROM ruolo r, permesso p
 WHERE r.id IN (1, 2, 3, 4) AND p.codice = 'FORNITORE_LEGGI' OR r.id IN (2, 3) AND p.codice = 'FORNITORE_SCRIVI';

-- The service that enters a supplier keeps it, because the contract and its tariffs are that service's; it says who else may use it.
CREATE TABLE fornitore (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT fornitore_pk PRIMARY KEY,
  servizio_id bigint NOT NULL CONSTRAINT fornitore_servizio_suo REFERENCES servizio,
  denominazione text NOT NULL CONSTRAINT fornitore_denominazione CHECK (denominazione = btrim(denominazione) AND denominazione <> '' AND length(denominazione) <= 200),
  partita_iva text CONSTRAINT fornitore_partita_iva_forma CHECK (partita_iva ~ '^[0-9]{11}$'),
  codice_fiscale text CONSTRAINT fornitore_codice_fiscale_forma CHECK (codice_fiscale ~ '^([0-9]{11}|[A-Z0-9]{16})$'),
  indirizzo text CONSTRAINT fornitore_indirizzo CHECK (length(indirizzo) <= 300),
  telefono text CONSTRAINT fornitore_telefono CHECK (length(telefono) <= 50),
  email text CONSTRAINT fornitore_email CHECK (length(email) <= 200),
  pec text CONSTRAINT fornitore_pec CHECK (length(pec) <= 200),
  persona_contatto text CONSTRAINT fornitore_persona_contatto CHECK (length(persona_contatto) <= 200),
  accreditamento text CONSTRAINT fornitore_accreditamento CHECK (length(accreditamento) <= 300), -- the act
  accreditato_dal date,
  accreditato_al date,
  tutti_i_servizi boolean NOT NULL DEFAULT false,
  chiuso_il date,                    -- not to be chosen any more
  note text CONSTRAINT fornitore_note CHECK (length(note) <= 2000),
  creato_da bigint NOT NULL CONSTRAINT fornitore_creato_da REFERENCES operatore,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT fornitore_un_codice CHECK (partita_iva IS NOT NULL OR codice_fiscale IS NOT NULL),
  CONSTRAINT fornitore_accreditato_periodo CHECK (accreditato_al >= accreditato_dal),
  CONSTRAINT fornitore_partita_iva UNIQUE (servizio_id, partita_iva),
  CONSTRAINT fornitore_codice_fiscale UNIQUE (servizio_id, codice_fiscale)
);

-- Which other services may use it.
CREATE TABLE fornitore_servizio (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT fornitore_servizio_pk PRIMARY KEY,
  fornitore_id bigint NOT NULL CONSTRAINT fornitore_servizio_fornitore REFERENCES fornitore,
  servizio_id bigint NOT NULL CONSTRAINT fornitore_servizio_servizio REFERENCES servizio,
  creato_da bigint NOT NULL CONSTRAINT fornitore_servizio_creato_da REFERENCES operatore,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT fornitore_servizio_uno UNIQUE (fornitore_id, servizio_id)
);
CREATE INDEX fornitore_servizio_di ON fornitore_servizio (servizio_id, fornitore_id);

-- What a unit of a service costs.  The tariff of a service is the one that held on its day, so two may not hold on the same day.
-- prestazione: code of a tipo_intervento of kind intervento_prestazione; unita: code of the vocabulary unita_prestazione.
CREATE TABLE tariffa (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT tariffa_pk PRIMARY KEY,
  fornitore_id bigint NOT NULL CONSTRAINT tariffa_fornitore REFERENCES fornitore,
  prestazione text NOT NULL CONSTRAINT tariffa_prestazione CHECK (prestazione <> ''),
  unita text NOT NULL CONSTRAINT tariffa_unita CHECK (unita <> ''),
  importo numeric(12,2) NOT NULL CONSTRAINT tariffa_importo CHECK (importo >= 0 AND importo <= 100000),
  valida_dal date NOT NULL,
  valida_al date,
  atto text CONSTRAINT tariffa_atto CHECK (length(atto) <= 300),
  creato_da bigint NOT NULL CONSTRAINT tariffa_creato_da REFERENCES operatore,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT tariffa_periodo CHECK (valida_al >= valida_dal),
  CONSTRAINT tariffa_sovrapposta EXCLUDE USING gist (fornitore_id WITH =, prestazione WITH =, unita WITH =, daterange(valida_dal, valida_al, '[]') WITH &&)
);
