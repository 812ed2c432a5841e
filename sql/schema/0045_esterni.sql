-- People of external bodies (job centre, SerD, UEPE, cooperatives ...): they enter with SPID, report
-- to a service and follow their own reports.  They are no operators: nothing that is written for
-- operators knows them (SAML-7).

-- Somebody as one identity provider vouches for them: codice fiscale and provider together.
CREATE TABLE utente_esterno (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT utente_esterno_pk PRIMARY KEY,
  codice_fiscale text NOT NULL CONSTRAINT utente_esterno_codice_fiscale CHECK (codice_fiscale ~ '^([A-Z0-9]{16}|[0-9]{11})$'),
  idp text NOT NULL CONSTRAINT utente_esterno_idp CHECK (idp <> ''),
  cognome text NOT NULL,
  nome text NOT NULL,
  email text,
  stato text NOT NULL DEFAULT 'attivo' CONSTRAINT utente_esterno_stato CHECK (stato IN ('attivo', 'sospeso')),
  creato_il timestamptz NOT NULL DEFAULT now(),
  ultimo_accesso timestamptz,
  CONSTRAINT utente_esterno_unico UNIQUE (codice_fiscale, idp)
);

-- The codice fiscale that an administrator linked to an operator: SPID then opens that account
-- (ACC-06).  A table of its own, not operatore.codice_fiscale: that one is a datum of the person,
-- this one is an act that opens a door.
CREATE TABLE operatore_spid (
  operatore_id bigint CONSTRAINT operatore_spid_pk PRIMARY KEY CONSTRAINT operatore_spid_operatore REFERENCES operatore,
  codice_fiscale text NOT NULL CONSTRAINT operatore_spid_codice_fiscale UNIQUE
    CONSTRAINT operatore_spid_forma CHECK (codice_fiscale ~ '^([A-Z0-9]{16}|[0-9]{11})$'),
  collegato_il timestamptz NOT NULL DEFAULT now(),
  collegato_da bigint CONSTRAINT operatore_spid_collegato_da REFERENCES operatore
);

-- A session is an operator's or an external user's.
ALTER TABLE sessione ALTER COLUMN operatore_id DROP NOT NULL;
ALTER TABLE sessione ADD COLUMN utente_esterno_id bigint CONSTRAINT sessione_utente_esterno REFERENCES utente_esterno;
ALTER TABLE sessione ADD COLUMN spid_livello smallint; -- NULL: entered with a password
-- Who is both may go on as this operator: once, within minutes of the login.
ALTER TABLE sessione ADD COLUMN operatore_offerto bigint CONSTRAINT sessione_operatore_offerto REFERENCES operatore;
ALTER TABLE sessione DROP CONSTRAINT sessione_fase;
ALTER TABLE sessione ADD CONSTRAINT sessione_fase
  CHECK (fase IN ('secondo_fattore', 'cambio_password', 'attiva_secondo_fattore', 'scelta_servizio', 'piena', 'esterna'));
ALTER TABLE sessione ADD CONSTRAINT sessione_di_chi
  CHECK (num_nonnulls(operatore_id, utente_esterno_id) = 1 AND (fase = 'esterna') = (utente_esterno_id IS NOT NULL));

-- A form of theirs sent twice makes one record, too (IN-4).
ALTER TABLE invio ALTER COLUMN operatore_id DROP NOT NULL;
ALTER TABLE invio ADD COLUMN utente_esterno_id bigint;
ALTER TABLE invio ADD CONSTRAINT invio_di_chi CHECK (num_nonnulls(operatore_id, utente_esterno_id) = 1);

-- Register of the bodies, and who reports for which: the person declares it once, the receiving
-- service approves it or refuses with a reason.  One person may report for several.
CREATE TABLE ente_esterno (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT ente_esterno_pk PRIMARY KEY,
  tipo text NOT NULL,
  denominazione text NOT NULL CONSTRAINT ente_esterno_denominazione CHECK (btrim(denominazione) <> '' AND length(denominazione) <= 200),
  chiave text COLLATE "C" GENERATED ALWAYS AS (senza_accenti(denominazione)) STORED,
  comune text CONSTRAINT ente_esterno_comune CHECK (length(comune) <= 100),
  telefono text,
  email text,
  approvato_il timestamptz,
  creato_il timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ente_esterno_chiave ON ente_esterno (chiave);
CREATE TABLE utente_ente (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT utente_ente_pk PRIMARY KEY,
  utente_esterno_id bigint NOT NULL CONSTRAINT utente_ente_utente REFERENCES utente_esterno,
  ente_esterno_id bigint NOT NULL CONSTRAINT utente_ente_ente REFERENCES ente_esterno,
  qualifica text CONSTRAINT utente_ente_qualifica CHECK (length(qualifica) <= 100), -- of the person in the body
  stato text NOT NULL DEFAULT 'da_verificare' CONSTRAINT utente_ente_stato CHECK (stato IN ('da_verificare', 'approvato', 'rifiutato')),
  motivo text,
  esaminato_da bigint CONSTRAINT utente_ente_esaminato_da REFERENCES operatore,
  esaminato_il timestamptz,
  creato_il timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT utente_ente_unico UNIQUE (utente_esterno_id, ente_esterno_id),
  CONSTRAINT utente_ente_rifiuto_motivo CHECK (stato <> 'rifiutato' OR btrim(coalesce(motivo, '')) <> '')
);
CREATE INDEX utente_ente_da_verificare ON utente_ente (id) WHERE stato = 'da_verificare';

-- ESTERNO is nobody's role: a session of an external user brings it.  SEGNALA it shares with operators.
INSERT INTO permesso VALUES
  ('ESTERNO', false, 'Entrare con SPID per un ente esterno'),
  ('SEGNALA', true, 'Segnalare a un servizio e seguire le proprie segnalazioni'),
  ('DOMANDA_LEGGI', false, 'Elencare e aprire avvisi, domande e segnalazioni ricevute'),
  ('DOMANDA_SCRIVI', true, 'Valutare le domande e le segnalazioni ricevute'),
  ('ENTE_ESTERNO', true, 'Approvare gli enti esterni e chi segnala per loro');
INSERT INTO ruolo_permesso
SELECT r.id, p.codice FROM ruolo r, permesso p
 WHERE r.id IN (1, 2, 3, 4) AND p.codice IN ('SEGNALA', 'DOMANDA_LEGGI', 'DOMANDA_SCRIVI') OR r.id = 2 AND p.codice = 'ENTE_ESTERNO';
