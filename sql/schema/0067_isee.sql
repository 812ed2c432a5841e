-- ISEE (ECO-08, ECO-10, BEY-15): one row a kind of indicator, for a household.  Economic data: who may
-- see them is in sql/code/15_isee.sql.

INSERT INTO permesso VALUES
  ('ISEE_LEGGI', false, 'Vedere gli ISEE delle persone di cui si apre una pratica'),
  ('ISEE_SCRIVI', true, 'Inserire e correggere gli ISEE delle persone di cui si apre una pratica');
INSERT INTO ruolo_permesso SELECT r.id, p.codice FROM ruolo r, permesso p WHERE r.id IN (1, 2, 3) AND p.codice IN ('ISEE_LEGGI', 'ISEE_SCRIVI');

CREATE TABLE isee (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT isee_pk PRIMARY KEY,
  soggetto_id bigint NOT NULL CONSTRAINT isee_soggetto REFERENCES soggetto, -- on whose page it was entered: one of the household
  tipo text NOT NULL CONSTRAINT isee_tipo CHECK (tipo IN ('ORD', 'MIN', 'SOC', 'RES', 'UNI', 'DOT', 'COR', 'FAM')),
  valore numeric(12,2) NOT NULL CONSTRAINT isee_valore CHECK (valore >= 0 AND valore < 100000000),
  ise numeric(14,2) CONSTRAINT isee_ise CHECK (ise >= 0),
  isr numeric(14,2) CONSTRAINT isee_isr CHECK (isr >= 0),
  isp numeric(14,2) CONSTRAINT isee_isp CHECK (isp >= 0),
  scala numeric(4,2) CONSTRAINT isee_scala CHECK (scala BETWEEN 0.5 AND 8),
  protocollo text NOT NULL CONSTRAINT isee_protocollo CHECK (protocollo ~ '^INPS-ISEE-20[0-9]{2}-[0-9]{8}[A-Z]-[0-9]{2}$'),
  presentata_il date NOT NULL CONSTRAINT isee_presentata CHECK (presentata_il >= DATE '2015-01-01'),
  valida_fino date NOT NULL,
  difformita boolean NOT NULL DEFAULT false, -- the attestation has omissions or differences
  fonte text NOT NULL DEFAULT 'mano' CONSTRAINT isee_fonte CHECK (fonte IN ('mano', 'inps_xml')),
  creato_da bigint CONSTRAINT isee_creato_da REFERENCES operatore,
  creato_servizio_id bigint CONSTRAINT isee_creato_servizio REFERENCES servizio,
  creato_il timestamptz NOT NULL DEFAULT now(),
  promemoria_il timestamptz,              -- when who follows the household was told that it ends
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT isee_periodo CHECK (valida_fino >= presentata_il),
  CONSTRAINT isee_unico UNIQUE (protocollo, tipo)
);
CREATE INDEX isee_di_soggetto ON isee (soggetto_id, valida_fino DESC);
CREATE INDEX isee_da_ricordare ON isee (valida_fino) WHERE promemoria_il IS NULL;

-- The household that the attestation lists; `soggetto_id` where the person is here.
CREATE TABLE isee_componente (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT isee_componente_pk PRIMARY KEY,
  isee_id bigint NOT NULL CONSTRAINT isee_componente_isee REFERENCES isee ON DELETE CASCADE,
  soggetto_id bigint CONSTRAINT isee_componente_soggetto REFERENCES soggetto,
  codice_fiscale text,
  cognome text NOT NULL,
  nome text NOT NULL,
  rapporto text CONSTRAINT isee_componente_rapporto CHECK (rapporto IN ('D', 'C', 'F', 'MA', 'FC', 'FNC', 'P', 'GNC'))
);
CREATE INDEX isee_componente_di ON isee_componente (isee_id);
CREATE INDEX isee_componente_di_soggetto ON isee_componente (soggetto_id) WHERE soggetto_id IS NOT NULL;

-- A file of INPS on its way: read by the worker in a limited child, shown to who sent it, taken over or
-- not.  The bytes go away as soon as they are read, what was read after a day.
CREATE TABLE isee_lettura (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT isee_lettura_pk PRIMARY KEY,
  soggetto_id bigint NOT NULL CONSTRAINT isee_lettura_soggetto REFERENCES soggetto,
  operatore_id bigint NOT NULL CONSTRAINT isee_lettura_operatore REFERENCES operatore,
  contenuto bytea CONSTRAINT isee_lettura_contenuto CHECK (length(contenuto) <= 1048576),
  stato text NOT NULL DEFAULT 'in_attesa' CONSTRAINT isee_lettura_stato CHECK (stato IN ('in_attesa', 'letta', 'rifiutata', 'usata')),
  motivo text,
  dati jsonb,
  creata_il timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX isee_lettura_vecchia ON isee_lettura (creata_il) WHERE dati IS NOT NULL OR contenuto IS NOT NULL;
