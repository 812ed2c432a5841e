-- The words of documents, for the search (DOC-09).  Documents are sealed at rest, so what is kept beside them is as little as a
-- search needs: the stems of the words, each once and without their places.  From these no sentence can be read again; a search
-- therefore shows no piece of the text.
CREATE TABLE documento_testo (
  documento_id bigint CONSTRAINT documento_testo_pk PRIMARY KEY CONSTRAINT documento_testo_documento REFERENCES documento ON DELETE CASCADE,
  parole tsvector NOT NULL,
  esito text NOT NULL CONSTRAINT documento_testo_esito CHECK (esito IN ('letto', 'in_parte', 'senza_testo', 'non_letto')),
  regole smallint NOT NULL,           -- by which rules it was read: documents are read again when they change
  letto_il timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX documento_testo_parole ON documento_testo USING gin (parole);
CREATE INDEX documento_testo_regole ON documento_testo (regole);
