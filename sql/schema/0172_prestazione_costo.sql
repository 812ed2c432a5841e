-- What a month owes each supplier: the origin of a movement of the ledger.  It stays when the month is opened again (costo 0), so that the
-- movement of the month stays one and the same.
CREATE TABLE prestazione_mese_costo (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT prestazione_mese_costo_pk PRIMARY KEY,
  prestazione_mese_id bigint NOT NULL,
  pratica_id bigint NOT NULL,
  fornitore_id bigint NOT NULL CONSTRAINT prestazione_mese_costo_fornitore REFERENCES fornitore,
  costo numeric(12,2) NOT NULL,
  CONSTRAINT prestazione_mese_costo_uno UNIQUE (prestazione_mese_id, fornitore_id),
  CONSTRAINT prestazione_mese_costo_mese FOREIGN KEY (prestazione_mese_id, pratica_id) REFERENCES prestazione_mese (id, pratica_id)
);
