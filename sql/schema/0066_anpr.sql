-- Questions to the national register (ANPR) and to the tax register, what they propose, and persons
-- who are to be looked at again (SOG-03 … SOG-06).

INSERT INTO permesso VALUES ('ANPR_INTERROGA', true, 'Cercare una persona nell’anagrafe nazionale e verificarne il codice fiscale');
INSERT INTO ruolo_permesso SELECT id, 'ANPR_INTERROGA' FROM ruolo WHERE id IN (1, 2, 3);

-- One question: who asks, why, and what came of it.  The answer is kept only until it is used, a day at
-- most: `dati` is emptied then, the row of the register stays.
CREATE TABLE anpr_richiesta (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT anpr_richiesta_pk PRIMARY KEY,
  porta text NOT NULL CONSTRAINT anpr_richiesta_porta REFERENCES porta,
  codice_fiscale text NOT NULL
    CONSTRAINT anpr_richiesta_codice CHECK (codice_fiscale ~ '^[A-Z]{6}[0-9LMNP-V]{2}[A-EHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]$'),
  soggetto_id bigint CONSTRAINT anpr_richiesta_soggetto REFERENCES soggetto, -- whom it became, or whom it is about
  scopo text NOT NULL,
  riferimento text NOT NULL CONSTRAINT anpr_richiesta_riferimento CHECK (btrim(riferimento) <> '' AND length(riferimento) <= 100),
  operatore_id bigint CONSTRAINT anpr_richiesta_operatore REFERENCES operatore, -- NULL: the periodic check
  servizio_id bigint CONSTRAINT anpr_richiesta_servizio REFERENCES servizio,
  ruolo smallint,
  chiesta_il timestamptz NOT NULL DEFAULT now(),
  stato text NOT NULL DEFAULT 'in_attesa' CONSTRAINT anpr_richiesta_stato
    CHECK (stato IN ('in_attesa', 'trovata', 'valido', 'non_valido', 'non_trovata', 'cancellata', 'errore', 'usata')),
  frase text,                         -- what is told to whoever asked
  dati jsonb,
  operazioni text,                    -- numbers that ANPR gave to the calls
  risposta_il timestamptz,
  a_mano text                         -- entered by hand after that, and why (SOG-06)
);
CREATE INDEX anpr_richiesta_di_operatore ON anpr_richiesta (operatore_id, chiesta_il DESC);
CREATE INDEX anpr_richiesta_di_soggetto ON anpr_richiesta (soggetto_id, chiesta_il DESC) WHERE soggetto_id IS NOT NULL;
CREATE INDEX anpr_richiesta_con_dati ON anpr_richiesta (risposta_il) WHERE dati IS NOT NULL;

-- The number by which ANPR knows a person, and when it was asked last.
CREATE TABLE soggetto_anpr (
  soggetto_id bigint CONSTRAINT soggetto_anpr_pk PRIMARY KEY CONSTRAINT soggetto_anpr_soggetto REFERENCES soggetto,
  id_anpr text NOT NULL,
  verificato_il timestamptz NOT NULL DEFAULT now()
);

-- Where a datum of a person comes from, field by field; a field that is changed by hand loses its line.
CREATE TABLE IF NOT EXISTS soggetto_fonte (
  soggetto_id bigint NOT NULL CONSTRAINT soggetto_fonte_soggetto REFERENCES soggetto,
  campo text NOT NULL,
  fonte text NOT NULL,
  data date NOT NULL DEFAULT current_date,
  CONSTRAINT soggetto_fonte_pk PRIMARY KEY (soggetto_id, campo)
);

-- What ANPR says otherwise than we do, found by the periodic check: never applied by itself.  `dati`
-- holds only what the field needs.
CREATE TABLE anpr_proposta (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT anpr_proposta_pk PRIMARY KEY,
  soggetto_id bigint NOT NULL CONSTRAINT anpr_proposta_soggetto REFERENCES soggetto,
  campo text NOT NULL,
  nostro text,
  loro text NOT NULL,
  dati jsonb NOT NULL,
  trovata_il timestamptz NOT NULL DEFAULT now(),
  stato text NOT NULL DEFAULT 'aperta' CONSTRAINT anpr_proposta_stato CHECK (stato IN ('aperta', 'accolta', 'respinta', 'superata')),
  decisa_da bigint CONSTRAINT anpr_proposta_decisa_da REFERENCES operatore,
  decisa_il timestamptz,
  motivo text CONSTRAINT anpr_proposta_motivo CHECK (length(motivo) <= 500),
  CONSTRAINT anpr_proposta_respinta_motivo CHECK (stato <> 'respinta' OR motivo IS NOT NULL AND btrim(motivo) <> '')
);
CREATE UNIQUE INDEX anpr_proposta_aperta ON anpr_proposta (soggetto_id, campo) WHERE stato = 'aperta';
CREATE INDEX anpr_proposta_respinte ON anpr_proposta (soggetto_id, campo) WHERE stato = 'respinta';

-- Persons entered without a codice fiscale, without residence, or unknown to ANPR: somebody looks again.
CREATE TABLE soggetto_rivedere (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT soggetto_rivedere_pk PRIMARY KEY,
  soggetto_id bigint NOT NULL CONSTRAINT soggetto_rivedere_soggetto REFERENCES soggetto,
  motivo text NOT NULL,
  servizio_id bigint CONSTRAINT soggetto_rivedere_servizio REFERENCES servizio,
  creato_il timestamptz NOT NULL DEFAULT now(),
  rivisto_il timestamptz,
  rivisto_da bigint CONSTRAINT soggetto_rivedere_rivisto_da REFERENCES operatore, -- NULL: it resolved itself
  esito text CONSTRAINT soggetto_rivedere_esito CHECK (length(esito) <= 500),
  CONSTRAINT soggetto_rivedere_esito_dovuto CHECK (rivisto_il IS NULL OR esito IS NOT NULL AND btrim(esito) <> '')
);
CREATE UNIQUE INDEX soggetto_rivedere_aperto ON soggetto_rivedere (soggetto_id) WHERE rivisto_il IS NULL;
CREATE INDEX soggetto_rivedere_di_servizio ON soggetto_rivedere (servizio_id, creato_il) WHERE rivisto_il IS NULL;
