-- A print that consists of several cases says how far it is (BEY-17).
ALTER TABLE stampa ADD COLUMN fatte integer, ADD COLUMN totale integer,
  ADD CONSTRAINT stampa_avanzamento CHECK (fatte BETWEEN 0 AND totale);
