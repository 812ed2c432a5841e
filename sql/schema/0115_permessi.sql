-- Two things that a rule of access could not say: that a kind is its creator's alone, and that somebody opens a case
-- in an emergency.

-- AMB-04: of the service only who opened the case, who holds it, and the referenti; the other roles that regola_accesso
-- names may open one.  A deputy is named by an assignment.
ALTER TABLE kind ADD COLUMN solo_creatore boolean NOT NULL DEFAULT false;

-- BEY-18.  'emergenza': the role may read a case of the kind that it does not open, for a stated reason and a short
-- time.  As the sources say it a referente; which other roles, an administrator decides.
ALTER TABLE regola_accesso DROP CONSTRAINT regola_accesso_relazione;
ALTER TABLE regola_accesso ADD CONSTRAINT regola_accesso_relazione CHECK (relazione IN ('servizio', 'uo', 'persona', 'emergenza'));
ALTER TABLE regola_accesso ADD CONSTRAINT regola_accesso_emergenza_legge CHECK (relazione <> 'emergenza' OR livello = 1 AND creatore_ruolo IS NULL);
INSERT INTO regola_accesso (kind, ruolo, relazione, livello)
SELECT k.codice, 2, 'emergenza', 1 FROM kind k WHERE k.codice IN ('intervento_generico', 'segnalazione', 'presa_in_carico', 'progetto');

CREATE TABLE accesso_straordinario (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT accesso_straordinario_pk PRIMARY KEY,
  pratica_id bigint NOT NULL CONSTRAINT accesso_straordinario_pratica REFERENCES pratica,
  operatore_id bigint NOT NULL CONSTRAINT accesso_straordinario_operatore REFERENCES operatore,
  servizio_id bigint NOT NULL CONSTRAINT accesso_straordinario_servizio REFERENCES servizio,
  ruolo smallint NOT NULL CONSTRAINT accesso_straordinario_ruolo REFERENCES ruolo,
  motivo text NOT NULL,               -- code of the vocabulary motivo_emergenza
  spiegazione text NOT NULL CONSTRAINT accesso_straordinario_spiegazione CHECK (length(btrim(spiegazione)) >= 10 AND length(spiegazione) <= 2000),
  dal timestamptz NOT NULL DEFAULT now(),
  fino timestamptz NOT NULL,
  chiuso_il timestamptz,              -- before its time, by who opened it or by the service of the case
  chiuso_da bigint CONSTRAINT accesso_straordinario_chiuso_da REFERENCES operatore,
  CONSTRAINT accesso_straordinario_periodo CHECK (fino > dal AND fino <= dal + interval '72 hours')
);
CREATE INDEX accesso_straordinario_pratica_id ON accesso_straordinario (pratica_id, id);
CREATE INDEX accesso_straordinario_di ON accesso_straordinario (operatore_id, fino);

-- accesso.origine: below 0 the extraordinary access of that number.  It ends at an hour, and by itself.
ALTER TABLE accesso ADD COLUMN scade_il timestamptz;
