-- What hangs on a case: diary, persons around it, events, documents.

CREATE TABLE diario_pagina (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT diario_pagina_pk PRIMARY KEY,
  pratica_id bigint NOT NULL CONSTRAINT diario_pagina_pratica REFERENCES pratica,
  data date NOT NULL CONSTRAINT diario_pagina_data CHECK (data <= current_date + 1),
  tipo text,
  oggetto text NOT NULL CONSTRAINT diario_pagina_oggetto CHECK (btrim(oggetto) <> '' AND length(oggetto) <= 200),
  testo text NOT NULL CONSTRAINT diario_pagina_testo CHECK (btrim(testo) <> '' AND length(testo) <= 100000),
  privata boolean NOT NULL DEFAULT false,
  autore_operatore_id bigint NOT NULL CONSTRAINT diario_pagina_autore REFERENCES operatore,
  autore_servizio_id bigint NOT NULL CONSTRAINT diario_pagina_servizio REFERENCES servizio,
  -- Who keeps a private page after its author has left, for a written reason (DIA-02).
  custode_operatore_id bigint CONSTRAINT diario_pagina_custode REFERENCES operatore,
  custode_motivo text,
  creata_il timestamptz NOT NULL DEFAULT now(),
  modificata_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT diario_pagina_custodia CHECK ((custode_operatore_id IS NULL) = (custode_motivo IS NULL))
);
CREATE INDEX diario_pagina_pratica_id ON diario_pagina (pratica_id, data DESC, id DESC);

CREATE TABLE soggetto_significativo (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT soggetto_significativo_pk PRIMARY KEY,
  pratica_id bigint NOT NULL CONSTRAINT soggetto_significativo_pratica REFERENCES pratica,
  tipo text NOT NULL,
  soggetto_id bigint CONSTRAINT soggetto_significativo_soggetto REFERENCES soggetto,
  denominazione text,                 -- who is not in the register of persons
  telefono text,
  email text,
  atto text,                          -- legal deed: decree of appointment, power of attorney
  atto_data date,
  valido_dal date,
  valido_al date,
  note text,
  creato_da bigint NOT NULL,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT soggetto_significativo_chi CHECK (num_nonnulls(soggetto_id, denominazione) >= 1),
  CONSTRAINT soggetto_significativo_periodo CHECK (valido_al >= valido_dal)
);
CREATE INDEX soggetto_significativo_pratica_id ON soggetto_significativo (pratica_id, id);

CREATE TABLE evento (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT evento_pk PRIMARY KEY,
  pratica_id bigint NOT NULL CONSTRAINT evento_pratica REFERENCES pratica,
  tipo text,
  titolo text NOT NULL CONSTRAINT evento_titolo CHECK (btrim(titolo) <> '' AND length(titolo) <= 200),
  data date NOT NULL,
  ora time,
  luogo text,
  note text,
  promemoria date,                    -- the operatore di riferimento is told on that day
  promemoria_dato_il timestamptz,
  creato_da bigint NOT NULL CONSTRAINT evento_creato_da REFERENCES operatore,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT evento_promemoria CHECK (promemoria <= data)
);
CREATE INDEX evento_pratica_id ON evento (pratica_id, data DESC, id DESC);
CREATE INDEX evento_promemoria_dovuto ON evento (promemoria) WHERE promemoria IS NOT NULL AND promemoria_dato_il IS NULL;

-- Drafts: what was typed and not yet saved, of one operator, for one address (AUTH-10).
CREATE TABLE bozza (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT bozza_pk PRIMARY KEY,
  operatore_id bigint NOT NULL CONSTRAINT bozza_operatore REFERENCES operatore,
  servizio_id bigint CONSTRAINT bozza_servizio REFERENCES servizio,
  percorso text NOT NULL CONSTRAINT bozza_percorso CHECK (percorso LIKE '/%' AND length(percorso) <= 500),
  pratica_id bigint,                  -- the case being written, to show who else is writing
  dati jsonb NOT NULL,
  versione_base integer,
  creata_il timestamptz NOT NULL DEFAULT now(),
  aggiornata_il timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT bozza_unica UNIQUE (operatore_id, percorso),
  CONSTRAINT bozza_misura CHECK (pg_column_size(dati) <= 1048576)
);
CREATE INDEX bozza_pratica_id ON bozza (pratica_id, aggiornata_il) WHERE pratica_id IS NOT NULL;
CREATE INDEX bozza_vecchia ON bozza (aggiornata_il);

CREATE TABLE documento (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT documento_pk PRIMARY KEY,
  pratica_id bigint CONSTRAINT documento_pratica REFERENCES pratica,
  bozza_id bigint CONSTRAINT documento_bozza REFERENCES bozza, -- DOC-01: attached before the first save
  nome_file text NOT NULL CONSTRAINT documento_nome_file CHECK (nome_file <> '' AND length(nome_file) <= 255),
  oggetto text NOT NULL CONSTRAINT documento_oggetto CHECK (btrim(oggetto) <> '' AND length(oggetto) <= 255),
  data date NOT NULL,
  tipo text,
  byte bigint NOT NULL CONSTRAINT documento_byte CHECK (byte >= 0),
  impronta bytea,                     -- SHA-256 of the whole; NULL while it is arriving
  stato text NOT NULL CONSTRAINT documento_stato
    CHECK (stato IN ('in_arrivo', 'in_controllo', 'pulito', 'infetto', 'non_controllato', 'rifiutato')),
  mime text,
  pdfa text,                          -- "PDF/A-2b dichiarato", or NULL
  esito text,                         -- what the check found, in words
  chiave bytea NOT NULL,              -- the document's own key, wrapped by the master key
  chiave_maestra text NOT NULL,       -- which master key wrapped it
  autore_operatore_id bigint NOT NULL CONSTRAINT documento_autore REFERENCES operatore,
  autore_servizio_id bigint NOT NULL CONSTRAINT documento_servizio REFERENCES servizio,
  creato_il timestamptz NOT NULL DEFAULT now(),
  controllato_il timestamptz,
  tolto_il timestamptz,               -- "togli": hidden, kept until retention says otherwise
  tolto_da bigint,
  tolto_motivo text,
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT documento_di_chi CHECK (num_nonnulls(pratica_id, bozza_id) = 1)
);
CREATE INDEX documento_pratica_id ON documento (pratica_id, id DESC) WHERE pratica_id IS NOT NULL;
CREATE INDEX documento_bozza_id ON documento (bozza_id) WHERE bozza_id IS NOT NULL;
CREATE INDEX documento_da_controllare ON documento (id) WHERE stato IN ('in_arrivo', 'in_controllo');
CREATE INDEX documento_quota ON documento (autore_servizio_id) INCLUDE (byte);

-- The bytes: sealed blocks of 1 MiB, so that ranges work and memory does not depend on size.
CREATE TABLE documento_blocco (
  documento_id bigint NOT NULL CONSTRAINT documento_blocco_documento REFERENCES documento ON DELETE CASCADE,
  indice integer NOT NULL CONSTRAINT documento_blocco_indice CHECK (indice >= 0),
  dati bytea NOT NULL,
  CONSTRAINT documento_blocco_pk PRIMARY KEY (documento_id, indice)
);
ALTER TABLE documento_blocco ALTER COLUMN dati SET STORAGE EXTERNAL;

-- Single documents kept out of an assignment (DOC-11).
CREATE TABLE assegnazione_esclusione (
  assegnazione_id bigint NOT NULL CONSTRAINT assegnazione_esclusione_assegnazione REFERENCES assegnazione ON DELETE CASCADE,
  documento_id bigint NOT NULL CONSTRAINT assegnazione_esclusione_documento REFERENCES documento ON DELETE CASCADE,
  CONSTRAINT assegnazione_esclusione_pk PRIMARY KEY (assegnazione_id, documento_id)
);
