-- Services, operators, roles, credentials, sessions.

CREATE TABLE ruolo (
  id smallint CONSTRAINT ruolo_pk PRIMARY KEY,
  codice text NOT NULL CONSTRAINT ruolo_codice UNIQUE,
  denominazione text NOT NULL,
  CONSTRAINT ruolo_id CHECK (id BETWEEN 1 AND 30)
);
INSERT INTO ruolo VALUES
  (1, 'assistente_sociale', 'Assistente sociale'),
  (2, 'referente', 'Referente'),
  (3, 'amministrativo', 'Amministrativo'),
  (4, 'operatore_sociale', 'Operatore sociale'),
  (5, 'amministratore', 'Amministratore di sistema');

CREATE TABLE servizio (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT servizio_pk PRIMARY KEY,
  codice text NOT NULL CONSTRAINT servizio_codice UNIQUE,
  denominazione text NOT NULL,
  descrizione text,
  tipo text NOT NULL CONSTRAINT servizio_tipo CHECK (tipo IN ('comune', 'area', 'ambito', 'storico', 'esterno')),
  sola_lettura boolean NOT NULL DEFAULT false,  -- ACC-23: the migrated records
  telefono text,
  email text,
  valido_dal date NOT NULL DEFAULT DATE '2000-01-01',
  valido_al date,
  CONSTRAINT servizio_periodo CHECK (valido_al >= valido_dal)
);

-- Personal data of those who work here: row-level security like the rest.
CREATE TABLE operatore (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT operatore_pk PRIMARY KEY,
  username text NOT NULL,
  email text NOT NULL,
  cognome text NOT NULL,
  nome text NOT NULL,
  codice_fiscale text,
  telefono text,
  stato text NOT NULL DEFAULT 'attivo' CONSTRAINT operatore_stato CHECK (stato IN ('attivo', 'sospeso', 'cessato')),
  valido_al date,
  dimostrazione boolean NOT NULL DEFAULT false,
  entra_ultimo_servizio boolean NOT NULL DEFAULT true, -- ACC-18
  creato_il timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT operatore_username_forma CHECK (username ~ '^[a-z][a-z0-9._-]{2,63}$')
);
CREATE UNIQUE INDEX operatore_username ON operatore (lower(username));
CREATE UNIQUE INDEX operatore_email ON operatore (lower(email));

-- Who works where, in which role, from when until when (ACC-14, ACC-20).
CREATE TABLE appartenenza (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT appartenenza_pk PRIMARY KEY,
  operatore_id bigint NOT NULL CONSTRAINT appartenenza_operatore REFERENCES operatore,
  servizio_id bigint NOT NULL CONSTRAINT appartenenza_servizio REFERENCES servizio,
  ruolo smallint NOT NULL CONSTRAINT appartenenza_ruolo REFERENCES ruolo,
  responsabile boolean NOT NULL DEFAULT false,  -- authorises richieste (AMB-16)
  valida_dal date NOT NULL DEFAULT current_date,
  valida_al date,
  ultimo_uso timestamptz,
  CONSTRAINT appartenenza_periodo CHECK (valida_al >= valida_dal),
  CONSTRAINT appartenenza_unica UNIQUE (operatore_id, servizio_id, valida_dal)
);

-- What each role may do, as data: `siz rotte` prints it, the guard reads it.
CREATE TABLE ruolo_permesso (
  ruolo smallint NOT NULL CONSTRAINT ruolo_permesso_ruolo REFERENCES ruolo,
  permesso text NOT NULL,
  CONSTRAINT ruolo_permesso_pk PRIMARY KEY (ruolo, permesso)
);

-- Passwords as Argon2id PHC strings (AUTH-1).  No program role can read this table: the gate's
-- functions give a hash for one name at a time and count the attempts.
CREATE TABLE credenziale (
  operatore_id bigint CONSTRAINT credenziale_pk PRIMARY KEY CONSTRAINT credenziale_operatore REFERENCES operatore,
  impronta text,                      -- NULL: not yet activated
  cambiata_il timestamptz,
  deve_cambiare boolean NOT NULL DEFAULT false,
  non_scade boolean NOT NULL DEFAULT false, -- the demonstration accounts
  temporanea_fino timestamptz,        -- a temporary password works once, until then (AUTH-3)
  fallimenti integer NOT NULL DEFAULT 0,
  ultimo_tentativo timestamptz,
  chiusa_fino timestamptz,            -- lockout, never longer than a setting (AUTH-4)
  totp_segreto bytea,                 -- sealed by the program's master key
  totp_attivo boolean NOT NULL DEFAULT false,
  totp_ultimo_passo bigint NOT NULL DEFAULT 0,
  CONSTRAINT credenziale_phc CHECK (impronta LIKE '$argon2id$%')
);
CREATE TABLE credenziale_passata (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT credenziale_passata_pk PRIMARY KEY,
  operatore_id bigint NOT NULL CONSTRAINT credenziale_passata_operatore REFERENCES operatore,
  impronta text NOT NULL,
  quando timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX credenziale_passata_recenti ON credenziale_passata (operatore_id, id DESC);
CREATE TABLE codice_recupero (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT codice_recupero_pk PRIMARY KEY,
  operatore_id bigint NOT NULL CONSTRAINT codice_recupero_operatore REFERENCES operatore,
  impronta bytea NOT NULL,
  usato_il timestamptz
);
CREATE INDEX codice_recupero_operatore_id ON codice_recupero (operatore_id);

-- Failures by source address, beside those by account: a lockout of one account must not be
-- the only brake, nor a way to shut colleagues out (AUTH-4).
CREATE TABLE tentativo_indirizzo (
  indirizzo inet CONSTRAINT tentativo_indirizzo_pk PRIMARY KEY,
  fallimenti integer NOT NULL DEFAULT 0,
  ultimo timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE recupero_password (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT recupero_password_pk PRIMARY KEY,
  operatore_id bigint NOT NULL CONSTRAINT recupero_password_operatore REFERENCES operatore,
  impronta bytea NOT NULL CONSTRAINT recupero_password_impronta UNIQUE, -- SHA-256 of the token
  creato_il timestamptz NOT NULL DEFAULT now(),
  scade_il timestamptz NOT NULL,
  usato_il timestamptz
);
CREATE INDEX recupero_password_operatore_id ON recupero_password (operatore_id, creato_il);

CREATE TABLE sessione (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT sessione_pk PRIMARY KEY,
  impronta bytea NOT NULL CONSTRAINT sessione_impronta UNIQUE, -- SHA-256 of the token in the cookie
  operatore_id bigint NOT NULL CONSTRAINT sessione_operatore REFERENCES operatore,
  servizio_id bigint CONSTRAINT sessione_servizio REFERENCES servizio,
  ruolo smallint CONSTRAINT sessione_ruolo REFERENCES ruolo,
  fase text NOT NULL CONSTRAINT sessione_fase CHECK (fase IN ('secondo_fattore', 'cambio_password', 'scelta_servizio', 'piena')),
  csrf bytea NOT NULL DEFAULT gen_random_bytes(32),
  creata_il timestamptz NOT NULL DEFAULT now(),
  attiva_il timestamptz NOT NULL DEFAULT now(),
  inattivita interval NOT NULL,
  scade_il timestamptz NOT NULL,          -- absolute limit (AUTH-9)
  chiusa_il timestamptz,
  motivo_chiusura text,
  accesso_precedente timestamptz,
  indirizzo inet,
  programma text
);
CREATE INDEX sessione_operatore_aperte ON sessione (operatore_id) WHERE chiusa_il IS NULL;

-- The permissions that lines of app/routes.def ask for.  `scrive`: refused in a read-only service.
CREATE TABLE permesso (
  codice text CONSTRAINT permesso_pk PRIMARY KEY,
  scrive boolean NOT NULL,
  descrizione text NOT NULL
);
INSERT INTO permesso VALUES
  ('HOME', false, 'Usare la home, la ricerca e la guida'),
  ('PERSONALE', false, 'Tenere notifiche, preferiti, bozze e preferenze proprie'),
  ('SOGGETTO_LEGGI', false, 'Cercare e aprire le persone'),
  ('SOGGETTO_SCRIVI', true, 'Inserire e modificare le persone'),
  ('INTERVENTO_LEGGI', false, 'Elencare e aprire gli interventi'),
  ('INTERVENTO_SCRIVI', true, 'Inserire e modificare gli interventi'),
  ('INTERVENTO_RIAPRI', true, 'Riaprire un intervento terminato'),
  ('PRATICA_LEGGI', false, 'Aprire le sezioni di una pratica'),
  ('PRATICA_SCRIVI', true, 'Scrivere nelle sezioni di una pratica'),
  ('ASSEGNAZIONE_SCRIVI', true, 'Assegnare una pratica e passare il caso'),
  ('ACCESSO_CHIEDI', true, 'Chiedere l’accesso a una pratica di un altro servizio'),
  ('CUSTODIA', true, 'Aprire con un motivo le pagine private di chi ha lasciato il servizio'),
  ('AMMINISTRAZIONE', true, 'Amministrare utenze, servizi e liste');
ALTER TABLE ruolo_permesso ADD CONSTRAINT ruolo_permesso_permesso FOREIGN KEY (permesso) REFERENCES permesso;
INSERT INTO ruolo_permesso
SELECT r.id, p.codice FROM ruolo r, permesso p
 WHERE (r.id IN (1, 2) AND p.codice <> 'AMMINISTRAZIONE' AND (p.codice <> 'CUSTODIA' OR r.id = 2))
    OR (r.id IN (3, 4) AND p.codice NOT IN ('AMMINISTRAZIONE', 'CUSTODIA', 'INTERVENTO_RIAPRI'))
    OR (r.id = 5 AND p.codice IN ('HOME', 'PERSONALE', 'AMMINISTRAZIONE')); -- AZ-9: opens no pratica
