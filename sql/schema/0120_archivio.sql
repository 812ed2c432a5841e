-- Archives of the systems before SIZ (MIG-01, ACC-23), as `siz importa` brings them in.

-- One archive for each system that was; its cases live in a read-only service.
CREATE TABLE archivio (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT archivio_pk PRIMARY KEY,
  codice text NOT NULL CONSTRAINT archivio_codice UNIQUE CONSTRAINT archivio_codice_forma CHECK (codice ~ '^[a-z][a-z0-9_]{0,30}$'),
  servizio_id bigint NOT NULL CONSTRAINT archivio_servizio REFERENCES servizio,
  creato_il timestamptz NOT NULL DEFAULT now()
);

-- Each file that was taken over, once it was.
CREATE TABLE importazione (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT importazione_pk PRIMARY KEY,
  archivio_id bigint NOT NULL CONSTRAINT importazione_archivio REFERENCES archivio,
  oggetto text NOT NULL CONSTRAINT importazione_oggetto CHECK (oggetto IN ('persone', 'progetti', 'prestazioni', 'documenti')),
  nome_file text NOT NULL,
  impronta bytea NOT NULL,            -- SHA-256 of the file
  operatore_id bigint NOT NULL CONSTRAINT importazione_operatore REFERENCES operatore, -- who answers for it
  lette bigint NOT NULL DEFAULT 0,
  nuove bigint NOT NULL DEFAULT 0,
  presenti bigint NOT NULL DEFAULT 0, -- the same row, taken over before
  rifiutate bigint NOT NULL DEFAULT 0,
  quando timestamptz NOT NULL DEFAULT now()
);

-- Every row taken over, as it came: what it was called there, what it became here.  Never changed.
CREATE TABLE archivio_riga (
  archivio_id bigint NOT NULL CONSTRAINT archivio_riga_archivio REFERENCES archivio,
  oggetto text NOT NULL CONSTRAINT archivio_riga_oggetto CHECK (oggetto IN ('persone', 'progetti', 'prestazioni', 'documenti')),
  codice text NOT NULL,
  soggetto_id bigint CONSTRAINT archivio_riga_soggetto REFERENCES soggetto,
  pratica_id bigint CONSTRAINT archivio_riga_pratica REFERENCES pratica,
  documento_id bigint CONSTRAINT archivio_riga_documento REFERENCES documento,
  dati jsonb NOT NULL,
  importazione_id bigint NOT NULL CONSTRAINT archivio_riga_importazione REFERENCES importazione,
  CONSTRAINT archivio_riga_pk PRIMARY KEY (archivio_id, oggetto, codice),
  CONSTRAINT archivio_riga_di_chi CHECK (num_nonnulls(soggetto_id, pratica_id) = 1)
);
CREATE INDEX archivio_riga_soggetto_id ON archivio_riga (soggetto_id) WHERE soggetto_id IS NOT NULL;
CREATE INDEX archivio_riga_pratica_id ON archivio_riga (pratica_id, oggetto) WHERE pratica_id IS NOT NULL;
-- «the number it had before» (SOG-12)
CREATE INDEX archivio_riga_codice ON archivio_riga (upper(codice) COLLATE "C");
