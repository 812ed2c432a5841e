-- Schede di rilevazione (GEN-31, GEN-32): which schede there are, on which kinds of case, and what was filled in.

CREATE TABLE scheda_rilevazione (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT scheda_rilevazione_pk PRIMARY KEY,
  codice text NOT NULL CONSTRAINT scheda_rilevazione_codice UNIQUE CONSTRAINT scheda_rilevazione_forma CHECK (codice ~ '^[a-z][a-z0-9-]{0,40}$'),
  denominazione text NOT NULL,
  descrizione text NOT NULL,          -- what it is for, one sentence
  modulo text NOT NULL,               -- name of its form; each filling keeps the version on which it was written
  fonte text NOT NULL,                -- who asks for these data: a law, a decree, this Ambito
  ordine smallint NOT NULL,
  valida_dal date NOT NULL DEFAULT DATE '1900-01-01',
  valida_al date,
  CONSTRAINT scheda_rilevazione_periodo CHECK (valida_al >= valida_dal)
);

CREATE TABLE scheda_rilevazione_kind (
  scheda_rilevazione_id bigint NOT NULL CONSTRAINT scheda_rilevazione_kind_scheda REFERENCES scheda_rilevazione,
  kind text NOT NULL CONSTRAINT scheda_rilevazione_kind_kind REFERENCES kind,
  CONSTRAINT scheda_rilevazione_kind_pk PRIMARY KEY (scheda_rilevazione_id, kind)
);

-- A scheda filled in at a date; a case has several of the same one over time.
CREATE TABLE rilevazione (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT rilevazione_pk PRIMARY KEY,
  pratica_id bigint NOT NULL CONSTRAINT rilevazione_pratica REFERENCES pratica,
  scheda_rilevazione_id bigint NOT NULL CONSTRAINT rilevazione_scheda REFERENCES scheda_rilevazione,
  data date NOT NULL CONSTRAINT rilevazione_data CHECK (data >= DATE '1900-01-01'),
  autore_operatore_id bigint NOT NULL CONSTRAINT rilevazione_autore REFERENCES operatore,
  autore_servizio_id bigint NOT NULL CONSTRAINT rilevazione_servizio REFERENCES servizio,
  modulo_id bigint NOT NULL CONSTRAINT rilevazione_modulo REFERENCES modulo,
  dati jsonb NOT NULL CONSTRAINT rilevazione_dati CHECK (jsonb_typeof(dati) = 'object' AND pg_column_size(dati) <= 262144),
  creata_il timestamptz NOT NULL DEFAULT now(),
  modificata_il timestamptz NOT NULL DEFAULT now(),
  tolta_il timestamptz,               -- «togli»: hidden, its answers stay in the history
  versione integer NOT NULL DEFAULT 1
);
CREATE INDEX rilevazione_di ON rilevazione (pratica_id, scheda_rilevazione_id, data DESC, id DESC);

INSERT INTO scheda_rilevazione (codice, denominazione, descrizione, modulo, fonte, ordine) VALUES
  ('sina', 'Condizioni della persona non autosufficiente (SINA)', 'Autonomia, disturbi, cure, reddito e rete di chi ha una disabilità o non è autosufficiente, con le voci che il flusso SINA chiede',
   'scheda_sina', 'INPS, SIUSS (D.Lgs. 147/2017, art. 24; D.M. 206/2014): blocco SINA del flusso PS-PSA-SINA, schema PS_PSA_SINA201812', 1),
  ('sinba', 'Condizioni del minore e della sua famiglia (SINBA)', 'Dove e con chi vive, scuola, che cosa si osserva nel minore e nella sua famiglia, con le voci che il flusso SINBA chiede',
   'scheda_sinba', 'INPS, SIUSS (D.Lgs. 147/2017, art. 24; D.M. 206/2014): flusso SINBA, schema SINBA', 2);
-- SINA travels with a benefit; SINBA is of a minor from the first report on.
INSERT INTO scheda_rilevazione_kind
SELECT s.id, k.kind
  FROM scheda_rilevazione s JOIN (VALUES ('sina', 'intervento_generico'), ('sina', 'presa_in_carico'), ('sina', 'progetto'), ('sina', 'valutazione'),
                                         ('sinba', 'segnalazione'), ('sinba', 'presa_in_carico'), ('sinba', 'progetto'), ('sinba', 'valutazione')) k (scheda, kind) ON k.scheda = s.codice;
