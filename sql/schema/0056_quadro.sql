-- The quadro riassuntivo: which details of a case everybody may read is data.

-- Columns of the quadro stand in this order (sql/code/13_quadro.sql knows the usual kinds).
ALTER TABLE kind ADD COLUMN ordine integer NOT NULL DEFAULT 50;

-- What all operators may read of a case that they may not open, kind by kind (QRI-04).  The page
-- shows this very list.  Code, open or closed, service and operator of reference are always read.
CREATE TABLE quadro_dato (
  kind text NOT NULL CONSTRAINT quadro_dato_kind REFERENCES kind,
  dato text NOT NULL CONSTRAINT quadro_dato_dato CHECK (dato IN ('tipo', 'stato', 'data_inizio', 'data_fine', 'motivo_termine')),
  visibile boolean NOT NULL,
  CONSTRAINT quadro_dato_pk PRIMARY KEY (kind, dato)
);

-- Its counts touch the cases of a household only, whatever the archive holds.
CREATE INDEX pratica_quadro ON pratica (titolare_soggetto_id) INCLUDE (kind, stato);
