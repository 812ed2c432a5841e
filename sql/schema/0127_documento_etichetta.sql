-- Tags of documents (DOC-09): free words, written one way, suggested from those of the service.
CREATE TABLE documento_etichetta (
  documento_id bigint NOT NULL CONSTRAINT documento_etichetta_documento REFERENCES documento ON DELETE CASCADE,
  parola text NOT NULL CONSTRAINT documento_etichetta_parola CHECK (parola = lower(btrim(parola)) AND length(parola) BETWEEN 1 AND 40 AND parola !~ '[,[:cntrl:]]'),
  servizio_id bigint NOT NULL CONSTRAINT documento_etichetta_servizio REFERENCES servizio, -- of who wrote it: whose suggestions it is among
  CONSTRAINT documento_etichetta_pk PRIMARY KEY (documento_id, parola)
);
CREATE INDEX documento_etichetta_del_servizio ON documento_etichetta (servizio_id, documento_id DESC);
