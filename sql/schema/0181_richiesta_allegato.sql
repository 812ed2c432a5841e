-- Documents of the case that who asks shows to who decides (RIC-01): those alone, also where the case does not open.
CREATE TABLE richiesta_allegato (
  richiesta_id bigint NOT NULL CONSTRAINT richiesta_allegato_richiesta REFERENCES richiesta,
  documento_id bigint NOT NULL CONSTRAINT richiesta_allegato_documento REFERENCES documento ON DELETE CASCADE,
  operatore_id bigint NOT NULL CONSTRAINT richiesta_allegato_operatore REFERENCES operatore,
  quando timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT richiesta_allegato_pk PRIMARY KEY (richiesta_id, documento_id)
);
CREATE INDEX richiesta_allegato_documento_id ON richiesta_allegato (documento_id);
