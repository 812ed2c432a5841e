-- The doors to other bodies' services, and work that leaves the house.

-- Circuit breaker of each outside service (FT-12): after some failures in a row nothing is sent for
-- a while, then one request tries again.  No personal data.
CREATE TABLE porta (
  codice text CONSTRAINT porta_pk PRIMARY KEY,
  denominazione text NOT NULL,
  stato text NOT NULL DEFAULT 'funziona' CONSTRAINT porta_stato CHECK (stato IN ('funziona', 'sospesa', 'in_prova')),
  fallimenti integer NOT NULL DEFAULT 0,  -- in a row
  fino timestamptz,                       -- suspended until; the trial is given up then
  errore text,                            -- of the last failure, in words
  riuscita_il timestamptz,
  fallita_il timestamptz
);
INSERT INTO porta (codice, denominazione) VALUES
  ('anpr', 'Anagrafe nazionale (ANPR)'),
  ('vcf', 'Verifica del codice fiscale (Agenzia delle Entrate)');

-- A job that calls outside is taken, noted as taken, and done without an open transaction.  Whoever
-- dies with it loses it when the term is over: `pronto_il` is that term, the attempt counts already.
ALTER TABLE lavoro ADD COLUMN riservato_il timestamptz;
