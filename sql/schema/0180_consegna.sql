-- What a hand-over gives on beside the cases (BEY-13): richieste that somebody asked and that are still open, and the
-- appointments, of which it says whether the receiver was there before.

-- Who waits for the answer: who asked, until a hand-over gives it to somebody else.  Who asked stays who asked.
ALTER TABLE richiesta ADD COLUMN segue_operatore_id bigint CONSTRAINT richiesta_segue REFERENCES operatore;
ALTER TABLE richiesta NO FORCE ROW LEVEL SECURITY;
UPDATE richiesta SET segue_operatore_id = richiedente_operatore_id;
ALTER TABLE richiesta FORCE ROW LEVEL SECURITY;
ALTER TABLE richiesta ALTER segue_operatore_id SET NOT NULL;
DROP INDEX richiesta_mie, richiesta_mie_aperte;
CREATE INDEX richiesta_mie ON richiesta (segue_operatore_id, id DESC);
CREATE INDEX richiesta_mie_aperte ON richiesta (segue_operatore_id, entro) WHERE attende IS NOT NULL;

CREATE TABLE riassegnazione_richiesta (
  riassegnazione_id bigint NOT NULL CONSTRAINT riassegnazione_richiesta_atto REFERENCES riassegnazione,
  richiesta_id bigint NOT NULL CONSTRAINT riassegnazione_richiesta_richiesta REFERENCES richiesta,
  da_operatore_id bigint NOT NULL CONSTRAINT riassegnazione_richiesta_da REFERENCES operatore,
  a_operatore_id bigint NOT NULL CONSTRAINT riassegnazione_richiesta_a REFERENCES operatore,
  CONSTRAINT riassegnazione_richiesta_pk PRIMARY KEY (riassegnazione_id, richiesta_id)
);
CREATE INDEX riassegnazione_richiesta_id ON riassegnazione_richiesta (richiesta_id);

-- Of acts before this column it is not known, so taking them back takes nobody out.
ALTER TABLE riassegnazione_appuntamento ADD COLUMN aggiunto boolean NOT NULL DEFAULT false;
