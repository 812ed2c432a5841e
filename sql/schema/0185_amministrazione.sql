-- Administration without a vendor (BEY-11): services, operators and who works where are changed on pages; every
-- change keeps who, when, the old and the new.

INSERT INTO permesso VALUES ('OPERATORI', true, 'Amministrare le utenze: chi amministra SIZ di tutti, un referente del proprio servizio');
INSERT INTO ruolo_permesso VALUES (2, 'OPERATORI'), (5, 'OPERATORI');

-- Which role may give which: nobody gives a role higher than this says (ACC-13, ACC-14).  A referente has the
-- people of the own service; another referente, or who administers, is appointed by who administers.
CREATE TABLE ruolo_conferibile (
  ruolo smallint NOT NULL CONSTRAINT ruolo_conferibile_ruolo REFERENCES ruolo,
  conferisce smallint NOT NULL CONSTRAINT ruolo_conferibile_conferisce REFERENCES ruolo,
  CONSTRAINT ruolo_conferibile_pk PRIMARY KEY (ruolo, conferisce)
);
INSERT INTO ruolo_conferibile VALUES (5, 1), (5, 2), (5, 3), (5, 4), (5, 5), (2, 1), (2, 3), (2, 4);

-- Services (ROL-12, ACC-22): contacts, and what changes is not overwritten.
ALTER TABLE servizio ADD COLUMN indirizzo text;
ALTER TABLE servizio ADD COLUMN orario text;
ALTER TABLE servizio ADD COLUMN versione integer NOT NULL DEFAULT 1;
ALTER TABLE servizio ADD CONSTRAINT servizio_denominazione CHECK (btrim(denominazione) <> '' AND length(denominazione) <= 120);
ALTER TABLE servizio ADD CONSTRAINT servizio_lunghezze CHECK (length(descrizione) <= 500 AND length(indirizzo) <= 200 AND length(orario) <= 200);
CREATE UNIQUE INDEX servizio_denominazione_unica ON servizio (lower(denominazione));

-- Accounts: training before credentials (ACC-03), suspension by hand or when unused (ACC-13).
ALTER TABLE operatore ADD COLUMN formazione_il date;
ALTER TABLE operatore ADD COLUMN formazione_deroga text;      -- why it was waived
ALTER TABLE operatore ADD COLUMN sospeso_il timestamptz;
ALTER TABLE operatore ADD COLUMN sospeso_motivo text;
ALTER TABLE operatore ADD COLUMN ultimo_accesso timestamptz;
ALTER TABLE operatore ADD COLUMN riattivato_il timestamptz;
ALTER TABLE operatore ADD COLUMN versione integer NOT NULL DEFAULT 1;
ALTER TABLE operatore ADD CONSTRAINT operatore_nomi CHECK (btrim(cognome) <> '' AND btrim(nome) <> '' AND length(cognome) <= 100 AND length(nome) <= 100);
ALTER TABLE operatore ADD CONSTRAINT operatore_formazione_deroga CHECK (length(formazione_deroga) <= 500);
ALTER TABLE operatore ADD CONSTRAINT operatore_sospeso_motivo CHECK (length(sospeso_motivo) <= 500);
ALTER TABLE operatore NO FORCE ROW LEVEL SECURITY;
ALTER TABLE appartenenza NO FORCE ROW LEVEL SECURITY;
UPDATE operatore o SET ultimo_accesso = (SELECT max(a.ultimo_uso) FROM appartenenza a WHERE a.operatore_id = o.id);
ALTER TABLE appartenenza FORCE ROW LEVEL SECURITY;
ALTER TABLE operatore FORCE ROW LEVEL SECURITY;
ALTER TABLE richiesta_utenza ADD COLUMN formazione_il date;   -- confirmed while the request is in the queue

-- Somebody works in a service in one role at a time.  A membership that is ended on the day it began leaves no
-- day: its last one is the day before the first.
ALTER TABLE appartenenza DROP CONSTRAINT appartenenza_unica;
ALTER TABLE appartenenza DROP CONSTRAINT appartenenza_periodo;
ALTER TABLE appartenenza ADD CONSTRAINT appartenenza_periodo CHECK (valida_al >= valida_dal - 1);
ALTER TABLE appartenenza ADD CONSTRAINT appartenenza_una
  EXCLUDE USING gist (operatore_id WITH =, servizio_id WITH =, daterange(valida_dal, valida_al + 1, '[)') WITH &&);

-- What was changed of services, accounts, lists and rights.  Rows come in; of them only that they were undone.
CREATE TABLE configurazione_modifica (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT configurazione_modifica_pk PRIMARY KEY,
  quando timestamptz NOT NULL DEFAULT clock_timestamp(),
  operatore_id bigint NOT NULL CONSTRAINT configurazione_modifica_operatore REFERENCES operatore,
  servizio_id bigint CONSTRAINT configurazione_modifica_servizio REFERENCES servizio, -- in which they worked
  tabella text NOT NULL,
  riga_id bigint,                     -- NULL: of a table whose key is its columns
  nome text NOT NULL,                 -- what it was called then
  azione text NOT NULL CONSTRAINT configurazione_modifica_azione CHECK (azione IN ('INSERT', 'UPDATE', 'DELETE')),
  prima jsonb,
  dopo jsonb,
  motivo text,
  annulla bigint CONSTRAINT configurazione_modifica_annulla REFERENCES configurazione_modifica, -- takes that one back
  annullata_il timestamptz
);
CREATE INDEX configurazione_modifica_riga ON configurazione_modifica (tabella, riga_id, id DESC);
CREATE INDEX configurazione_modifica_operatore_id ON configurazione_modifica (operatore_id, id DESC);
