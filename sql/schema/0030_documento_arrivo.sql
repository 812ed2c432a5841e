-- Documents that are still arriving in pieces (DOC-08): where the next piece goes on.

CREATE TABLE documento_arrivo (
  documento_id bigint NOT NULL CONSTRAINT documento_arrivo_pk PRIMARY KEY
    CONSTRAINT documento_arrivo_documento REFERENCES documento ON DELETE CASCADE,
  -- what the browser says of the file (size, time of its last change): the same file chosen
  -- again after a fault goes on instead of beginning anew
  segno text NOT NULL CONSTRAINT documento_arrivo_segno CHECK (length(segno) BETWEEN 1 AND 200),
  ricevuti bigint NOT NULL DEFAULT 0 CONSTRAINT documento_arrivo_ricevuti CHECK (ricevuti >= 0),
  -- the SHA-256 half way, sealed under the document's key
  somma bytea
);
