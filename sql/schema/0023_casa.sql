-- The home page, what belongs to one operator, the queue of jobs, forms.

CREATE TABLE notifica (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT notifica_pk PRIMARY KEY,
  operatore_id bigint NOT NULL CONSTRAINT notifica_operatore REFERENCES operatore,
  servizio_id bigint CONSTRAINT notifica_servizio REFERENCES servizio,
  tipo text NOT NULL CONSTRAINT notifica_tipo CHECK (tipo IN ('assegnazione', 'risposta', 'richiesta', 'passaggio', 'revoca', 'scadenza', 'avviso')),
  pratica_id bigint CONSTRAINT notifica_pratica REFERENCES pratica,
  assegnazione_id bigint CONSTRAINT notifica_assegnazione REFERENCES assegnazione,
  richiesta_accesso_id bigint CONSTRAINT notifica_richiesta REFERENCES richiesta_accesso,
  da_operatore_id bigint CONSTRAINT notifica_da REFERENCES operatore,
  testo text NOT NULL,                -- codes only, never health or need (design, section 14)
  creata_il timestamptz NOT NULL DEFAULT now(),
  letta_il timestamptz,
  presa_il timestamptz,               -- taken in charge (HOM-03)
  nascosta_il timestamptz,            -- HOM-04
  archiviata_il timestamptz,
  rinviata_al date                    -- snoozed until that day
);
CREATE INDEX notifica_aperte ON notifica (operatore_id, id DESC) WHERE presa_il IS NULL AND nascosta_il IS NULL AND archiviata_il IS NULL;
CREATE INDEX notifica_tutte ON notifica (operatore_id, id DESC);
CREATE INDEX notifica_pratica_id ON notifica (pratica_id, operatore_id);

CREATE TABLE preferito (
  operatore_id bigint NOT NULL CONSTRAINT preferito_operatore REFERENCES operatore,
  oggetto text NOT NULL CONSTRAINT preferito_oggetto CHECK (oggetto IN ('soggetto', 'pratica', 'ricerca')),
  oggetto_id bigint NOT NULL,
  testo text,                         -- name given to a saved search
  percorso text,                      -- of a saved search
  creato_il timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT preferito_pk PRIMARY KEY (operatore_id, oggetto, oggetto_id)
);
CREATE TABLE cronologia (
  operatore_id bigint NOT NULL CONSTRAINT cronologia_operatore REFERENCES operatore,
  oggetto text NOT NULL CONSTRAINT cronologia_oggetto CHECK (oggetto IN ('soggetto', 'pratica')),
  oggetto_id bigint NOT NULL,
  quando timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT cronologia_pk PRIMARY KEY (operatore_id, oggetto, oggetto_id)
);
CREATE INDEX cronologia_recente ON cronologia (operatore_id, quando DESC);

CREATE TABLE preferenza (
  operatore_id bigint NOT NULL CONSTRAINT preferenza_operatore REFERENCES operatore,
  chiave text NOT NULL,
  valore text NOT NULL CONSTRAINT preferenza_valore CHECK (length(valore) <= 4000),
  CONSTRAINT preferenza_pk PRIMARY KEY (operatore_id, chiave)
);

-- One-time submission keys (IN-4, FT-4): the same form sent twice makes one record.
CREATE TABLE invio (
  chiave text CONSTRAINT invio_pk PRIMARY KEY,
  operatore_id bigint NOT NULL,
  quando timestamptz NOT NULL DEFAULT now(),
  esito text                          -- path to which the first answer led
);
CREATE INDEX invio_vecchio ON invio (quando);

-- The queue (siz job).
CREATE TABLE lavoro (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT lavoro_pk PRIMARY KEY,
  tipo text NOT NULL,
  dati jsonb NOT NULL DEFAULT '{}',
  operatore_id bigint,                -- under whose identity it runs, checked again then
  servizio_id bigint,
  ruolo smallint,
  pronto_il timestamptz NOT NULL DEFAULT now(),
  tentativi integer NOT NULL DEFAULT 0,
  stato text NOT NULL DEFAULT 'in_coda' CONSTRAINT lavoro_stato CHECK (stato IN ('in_coda', 'fatto', 'fallito')),
  errore text,
  creato_il timestamptz NOT NULL DEFAULT now(),
  finito_il timestamptz
);
CREATE INDEX lavoro_pronto ON lavoro (pronto_il, id) WHERE stato = 'in_coda';

-- Forms as data: `siz migra` loads the shipped ones, administrators make theirs.
CREATE TABLE modulo (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT modulo_pk PRIMARY KEY,
  nome text NOT NULL,
  versione integer NOT NULL,
  titolo text NOT NULL,
  impronta text NOT NULL,             -- of the shipped file, so that an unchanged one makes no version
  pubblicato_il timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT modulo_versione UNIQUE (nome, versione)
);
CREATE TABLE modulo_campo (
  modulo_id bigint NOT NULL CONSTRAINT modulo_campo_modulo REFERENCES modulo,
  ordine integer NOT NULL,
  nome text NOT NULL CONSTRAINT modulo_campo_forma CHECK (nome ~ '^[a-z][a-z0-9_]{0,62}$'),
  gruppo text NOT NULL DEFAULT '',
  etichetta text NOT NULL,
  tipo text NOT NULL,
  obbligatorio boolean NOT NULL DEFAULT false,
  testo_mancante text,
  aiuto text,
  vocabolario text,
  mostra_campo text,
  mostra_valore text,
  visibile_a text,
  minimo bigint NOT NULL DEFAULT 0,
  massimo bigint NOT NULL DEFAULT 0,
  larghezza integer NOT NULL DEFAULT 12,
  autocomplete text,
  CONSTRAINT modulo_campo_pk PRIMARY KEY (modulo_id, nome),
  CONSTRAINT modulo_campo_ordine UNIQUE (modulo_id, ordine)
);
ALTER TABLE pratica ADD CONSTRAINT pratica_modulo FOREIGN KEY (modulo_id) REFERENCES modulo;
