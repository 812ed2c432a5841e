-- Households (SOG-15): the Nucleo anagrafico of the register and the Nucleo di fatto of who lives
-- together, with dates, so that the composition on any day can be shown.
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE nucleo (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT nucleo_pk PRIMARY KEY,
  tipo text NOT NULL CONSTRAINT nucleo_tipo CHECK (tipo IN ('anagrafico', 'di_fatto')),
  creato_da bigint CONSTRAINT nucleo_creato_da REFERENCES operatore,
  creato_servizio_id bigint CONSTRAINT nucleo_creato_servizio REFERENCES servizio,
  creato_il timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT nucleo_id_tipo UNIQUE (id, tipo)
);

-- Who is in a household from when until when (`al` is the last day), and what they are to its
-- intestatario: a code of the ANPR table of kinship (vocabulary relazione_parentela, 1 is the
-- intestatario).  A change of the relation is a new row.
CREATE TABLE nucleo_componente (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT nucleo_componente_pk PRIMARY KEY,
  nucleo_id bigint NOT NULL,
  tipo text NOT NULL,                 -- of the household, so that the constraint below can see it
  soggetto_id bigint NOT NULL CONSTRAINT nucleo_componente_soggetto REFERENCES soggetto,
  relazione text NOT NULL CONSTRAINT nucleo_componente_relazione CHECK (relazione ~ '^[0-9]{1,2}$'),
  -- whose child or partner, where the relation to the intestatario does not say it (a grandchild
  -- of who has two children): only the drawing asks
  legame_soggetto_id bigint CONSTRAINT nucleo_componente_legame REFERENCES soggetto,
  dal date NOT NULL,
  al date,
  motivo_ingresso text,
  motivo_uscita text,
  fonte text NOT NULL DEFAULT 'operatore' CONSTRAINT nucleo_componente_fonte CHECK (fonte IN ('operatore', 'anpr', 'storico')),
  creato_da bigint CONSTRAINT nucleo_componente_creato_da REFERENCES operatore,
  creato_servizio_id bigint CONSTRAINT nucleo_componente_creato_servizio REFERENCES servizio,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT nucleo_componente_nucleo FOREIGN KEY (nucleo_id, tipo) REFERENCES nucleo (id, tipo),
  CONSTRAINT nucleo_componente_periodo CHECK (al >= dal),
  CONSTRAINT nucleo_componente_uscita CHECK ((al IS NULL) = (motivo_uscita IS NULL)),
  CONSTRAINT nucleo_componente_legame_altri CHECK (legame_soggetto_id <> soggetto_id),
  -- at most one household of each kind at a time, and one intestatario
  CONSTRAINT nucleo_componente_uno EXCLUDE USING gist (soggetto_id WITH =, tipo WITH =, daterange(dal, al, '[]') WITH &&),
  CONSTRAINT nucleo_componente_intestatario EXCLUDE USING gist (nucleo_id WITH =, daterange(dal, al, '[]') WITH &&) WHERE (relazione = '1')
);
CREATE INDEX nucleo_componente_nucleo_id ON nucleo_componente (nucleo_id, dal);
CREATE INDEX nucleo_componente_soggetto_id ON nucleo_componente (soggetto_id, tipo, dal);

-- Who becomes what when another one becomes the intestatario: the member that was `componente` to
-- the old one is `relazione` to the one that was `nuovo`.  What is not here is not certain from the
-- two relations alone (a child of the spouse may be a child or not) and becomes 99, to be said anew.
CREATE TABLE parentela_riferita (
  nuovo text NOT NULL,
  componente text NOT NULL,
  relazione text NOT NULL,
  CONSTRAINT parentela_riferita_pk PRIMARY KEY (nuovo, componente)
);
INSERT INTO parentela_riferita VALUES
  ('2', '1', '2'), ('2', '6', '17'), ('2', '17', '6'), ('2', '16', '16'), ('2', '9', '18'),
  ('28', '1', '28'), ('28', '6', '17'), ('28', '17', '6'), ('28', '16', '16'), ('28', '9', '18'),
  ('3', '1', '6'), ('3', '3', '9'), ('3', '6', '7'), ('3', '7', '8'), ('3', '9', '11'), ('3', '10', '12'),
  ('4', '1', '7'), ('4', '2', '7'), ('4', '6', '8'),
  ('6', '1', '3'), ('6', '2', '16'), ('6', '3', '4'), ('6', '4', '5'), ('6', '9', '3'), ('6', '7', '6'), ('6', '10', '4'),
  ('7', '1', '4'), ('7', '3', '5'),
  ('9', '1', '9'), ('9', '9', '9'), ('9', '6', '6'), ('9', '7', '7'), ('9', '8', '8'), ('9', '3', '10'), ('9', '2', '18'), ('9', '11', '11'), ('9', '12', '12'),
  ('10', '1', '11'), ('10', '6', '7'),
  ('11', '1', '10'), ('11', '7', '6'), ('11', '9', '10'),
  ('12', '1', '12'), ('12', '7', '7'),
  ('16', '1', '17'), ('16', '2', '17'),
  ('17', '1', '16'), ('17', '2', '3'),
  ('18', '1', '18'),
  ('23', '1', '23'), ('25', '24', '24'), ('25', '25', '25'), ('25', '1', '25');
