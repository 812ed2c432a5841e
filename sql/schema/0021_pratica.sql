-- Cases (pratiche).  All kinds share this table: what all have are columns, what a kind adds is
-- in `dati`, checked against its form.

-- The kinds, and what everybody may know of them.
CREATE TABLE kind (
  codice text CONSTRAINT kind_pk PRIMARY KEY,
  denominazione text NOT NULL,        -- "Intervento generico"
  plurale text NOT NULL,              -- "Interventi generici"
  articolo text NOT NULL,             -- "l’intervento generico"
  prefisso text NOT NULL CONSTRAINT kind_prefisso UNIQUE, -- of the code: GEN-2026-00418
  percorso text NOT NULL,             -- of its list: /interventi/generici
  modulo text NOT NULL,               -- name of its form
  nel_quadro boolean NOT NULL DEFAULT true -- shown in the quadro riassuntivo and in the refusal banner (AMB-21)
);
INSERT INTO kind VALUES
  ('intervento_generico', 'Intervento generico', 'Interventi generici', 'l’intervento generico', 'GEN', '/interventi/generici', 'intervento_generico', true);

-- The one table of rules: role x kind x relation -> level (AZ-1).
-- relation: 'servizio' the case is of the operator's service; 'uo' the service was enabled;
-- 'persona' the operator was enabled by name.  level: 1 reads, 2 writes.  No row: nothing.
CREATE TABLE regola_accesso (
  kind text NOT NULL CONSTRAINT regola_accesso_kind REFERENCES kind,
  ruolo smallint NOT NULL CONSTRAINT regola_accesso_ruolo REFERENCES ruolo,
  relazione text NOT NULL CONSTRAINT regola_accesso_relazione CHECK (relazione IN ('servizio', 'uo', 'persona')),
  livello smallint NOT NULL CONSTRAINT regola_accesso_livello CHECK (livello IN (1, 2)),
  CONSTRAINT regola_accesso_pk PRIMARY KEY (kind, ruolo, relazione)
);
-- GEN-01, GEN-02, ROL-02, ROL-04, ROL-05, AMB-17: whoever works in the service, and assignees.
INSERT INTO regola_accesso
SELECT 'intervento_generico', r, v, 2
  FROM generate_series(1, 4) r, unnest(ARRAY['servizio', 'uo', 'persona']) v;

-- States as data: what an action does, who may, whether a reason is owed.
CREATE TABLE transizione (
  kind text NOT NULL CONSTRAINT transizione_kind REFERENCES kind,
  da text NOT NULL,
  azione text NOT NULL,
  a text NOT NULL,
  etichetta text NOT NULL,            -- on the button
  permesso text NOT NULL,
  motivo text NOT NULL CONSTRAINT transizione_motivo CHECK (motivo IN ('no', 'facoltativo', 'obbligatorio', 'vocabolario')),
  data_fine boolean NOT NULL DEFAULT false, -- the date of the act becomes the end date
  ordine integer NOT NULL DEFAULT 0,
  CONSTRAINT transizione_pk PRIMARY KEY (kind, da, azione)
);
INSERT INTO transizione VALUES
  ('intervento_generico', 'A', 'sospendi', 'S', 'Sospendi l’intervento', 'INTERVENTO_SCRIVI', 'obbligatorio', false, 1),
  ('intervento_generico', 'S', 'riprendi', 'A', 'Riprendi l’intervento', 'INTERVENTO_SCRIVI', 'facoltativo', false, 2),
  ('intervento_generico', 'A', 'chiudi', 'T', 'Chiudi l’intervento', 'INTERVENTO_SCRIVI', 'vocabolario', true, 3),
  ('intervento_generico', 'S', 'chiudi', 'T', 'Chiudi l’intervento', 'INTERVENTO_SCRIVI', 'vocabolario', true, 3),
  ('intervento_generico', 'T', 'riapri', 'A', 'Riapri l’intervento', 'INTERVENTO_RIAPRI', 'obbligatorio', false, 4),
  ('intervento_generico', 'A', 'annulla', 'X', 'Annulla: inserito per errore', 'INTERVENTO_SCRIVI', 'obbligatorio', false, 5);

-- Numbers of codes, per prefix and year.
CREATE TABLE contatore (
  prefisso text NOT NULL,
  anno integer NOT NULL,
  ultimo bigint NOT NULL,
  CONSTRAINT contatore_pk PRIMARY KEY (prefisso, anno)
);

CREATE TABLE pratica (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pratica_pk PRIMARY KEY,
  kind text NOT NULL CONSTRAINT pratica_kind REFERENCES kind,
  codice text NOT NULL CONSTRAINT pratica_codice UNIQUE,
  titolare_soggetto_id bigint NOT NULL CONSTRAINT pratica_titolare REFERENCES soggetto,
  servizio_id bigint NOT NULL CONSTRAINT pratica_servizio REFERENCES servizio,
  riferimento_operatore_id bigint NOT NULL CONSTRAINT pratica_riferimento REFERENCES operatore,
  stato text NOT NULL,
  data_inizio date NOT NULL,
  data_fine_prevista date,
  data_fine date,
  motivo_attivazione text,
  motivo_termine text,
  dati jsonb NOT NULL DEFAULT '{}',
  modulo_id bigint NOT NULL,          -- the version of the form on which it was last written
  creato_da bigint NOT NULL CONSTRAINT pratica_creato_da REFERENCES operatore,
  creato_il timestamptz NOT NULL DEFAULT now(),
  modificato_da bigint CONSTRAINT pratica_modificato_da REFERENCES operatore,
  modificato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  -- for lists and reports
  tipo text GENERATED ALWAYS AS (dati ->> 'tipo') STORED,
  inps text GENERATED ALWAYS AS (dati ->> 'inps') STORED,
  CONSTRAINT pratica_periodo CHECK (data_fine >= data_inizio),
  CONSTRAINT pratica_periodo_previsto CHECK (data_fine_prevista >= data_inizio),
  CONSTRAINT pratica_dati_oggetto CHECK (jsonb_typeof(dati) = 'object'),
  -- GEN-20: an end date and the state "terminato" come together or not at all
  CONSTRAINT pratica_fine_stato CHECK ((data_fine IS NOT NULL) = (stato = 'T'))
);
CREATE INDEX pratica_elenco ON pratica (servizio_id, kind, data_inizio DESC, id DESC);
CREATE INDEX pratica_elenco_stato ON pratica (servizio_id, kind, stato, data_inizio DESC, id DESC);
CREATE INDEX pratica_elenco_codice ON pratica (servizio_id, kind, id DESC);
CREATE INDEX pratica_di_riferimento ON pratica (riferimento_operatore_id, kind, data_inizio DESC, id DESC);
CREATE INDEX pratica_titolare_id ON pratica (titolare_soggetto_id, kind);

-- Every change of state, with its date, reason and author (GEN-20).
CREATE TABLE stato_storia (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT stato_storia_pk PRIMARY KEY,
  pratica_id bigint NOT NULL CONSTRAINT stato_storia_pratica REFERENCES pratica,
  azione text NOT NULL,
  da text,
  a text NOT NULL,
  data date NOT NULL,
  motivo text,
  operatore_id bigint NOT NULL,
  quando timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX stato_storia_pratica_id ON stato_storia (pratica_id, id DESC);

-- Assignments: to a service (operatore_id NULL) or to a person in a service (AMB-18).
CREATE TABLE assegnazione (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT assegnazione_pk PRIMARY KEY,
  pratica_id bigint NOT NULL CONSTRAINT assegnazione_pratica REFERENCES pratica,
  servizio_id bigint NOT NULL CONSTRAINT assegnazione_servizio REFERENCES servizio,
  operatore_id bigint CONSTRAINT assegnazione_operatore REFERENCES operatore,
  livello smallint NOT NULL DEFAULT 2 CONSTRAINT assegnazione_livello CHECK (livello IN (1, 2)),
  valida_dal timestamptz NOT NULL DEFAULT now(),
  valida_al date,                     -- last day on which it opens the case
  nota text CONSTRAINT assegnazione_nota CHECK (length(nota) <= 2000),
  assegnata_da bigint NOT NULL CONSTRAINT assegnazione_assegnata_da REFERENCES operatore,
  risposta text CONSTRAINT assegnazione_risposta CHECK (risposta IN ('accettata', 'rifiutata')),
  risposta_motivo text,
  risposta_il timestamptz,
  letta_il timestamptz,
  terminata_il timestamptz,
  terminata_da bigint,
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT assegnazione_rifiuto_motivo CHECK (risposta <> 'rifiutata' OR risposta_motivo <> '')
);
CREATE INDEX assegnazione_pratica_id ON assegnazione (pratica_id, id);
-- One standing assignment for each service, and for each person.
CREATE UNIQUE INDEX assegnazione_unica_servizio ON assegnazione (pratica_id, servizio_id) WHERE operatore_id IS NULL AND terminata_il IS NULL;
CREATE UNIQUE INDEX assegnazione_unica_persona ON assegnazione (pratica_id, operatore_id) WHERE terminata_il IS NULL;

-- The access list: who opens which case.  Kept by triggers from the service of the case, its
-- rules and its assignments; policies only probe it.
-- principale: an operator's id, or -(servizio*32 + ruolo) for a service x role.
-- ruoli: bit mask of the roles in which the row counts (an operator may have several).
-- origine: 0 for the case's own service, else the assignment.
CREATE TABLE accesso (
  pratica_id bigint NOT NULL CONSTRAINT accesso_pratica REFERENCES pratica ON DELETE CASCADE,
  principale bigint NOT NULL,
  origine bigint NOT NULL,
  livello smallint NOT NULL,
  ruoli integer NOT NULL,
  valido_fino date,
  kind text NOT NULL,
  data date NOT NULL,
  CONSTRAINT accesso_pk PRIMARY KEY (pratica_id, principale, origine)
);
-- Where the lists of assigned cases start from.
CREATE INDEX accesso_assegnate ON accesso (principale, kind, data DESC, pratica_id DESC) WHERE origine > 0;
CREATE INDEX accesso_origine ON accesso (origine) WHERE origine > 0;

CREATE TABLE richiesta_accesso (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT richiesta_accesso_pk PRIMARY KEY,
  pratica_id bigint NOT NULL CONSTRAINT richiesta_accesso_pratica REFERENCES pratica,
  operatore_id bigint NOT NULL CONSTRAINT richiesta_accesso_operatore REFERENCES operatore,
  servizio_id bigint NOT NULL CONSTRAINT richiesta_accesso_servizio REFERENCES servizio,
  motivo text NOT NULL CONSTRAINT richiesta_accesso_motivo CHECK (btrim(motivo) <> '' AND length(motivo) <= 2000),
  quando timestamptz NOT NULL DEFAULT now(),
  esito text CONSTRAINT richiesta_accesso_esito CHECK (esito IN ('concessa', 'negata')),
  esito_motivo text,
  esito_da bigint,
  esito_il timestamptz
);
CREATE INDEX richiesta_accesso_pratica_id ON richiesta_accesso (pratica_id) WHERE esito IS NULL;
CREATE UNIQUE INDEX richiesta_accesso_unica ON richiesta_accesso (pratica_id, operatore_id) WHERE esito IS NULL;
