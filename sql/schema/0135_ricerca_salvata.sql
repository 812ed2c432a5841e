-- A search of a list that an operator keeps under a name: the list, its filters and its order are one address.
CREATE TABLE ricerca_salvata (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT ricerca_salvata_pk PRIMARY KEY,
  operatore_id bigint NOT NULL CONSTRAINT ricerca_salvata_operatore REFERENCES operatore,
  kind text NOT NULL CONSTRAINT ricerca_salvata_kind REFERENCES kind,
  nome text NOT NULL CONSTRAINT ricerca_salvata_nome CHECK (btrim(nome) <> '' AND length(nome) <= 80),
  indirizzo text NOT NULL CONSTRAINT ricerca_salvata_indirizzo CHECK (indirizzo LIKE '/%' AND length(indirizzo) <= 2000),
  creata_il timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT ricerca_salvata_una UNIQUE (operatore_id, kind, nome)
);
