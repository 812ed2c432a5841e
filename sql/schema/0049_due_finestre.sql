-- Two windows, two examiners: nobody overwrites what they have not read.

-- How often each part of a draft changed: two windows on different parts do not hinder each other.
ALTER TABLE domanda ADD COLUMN versioni jsonb NOT NULL DEFAULT '{}';
ALTER TABLE utente_ente ADD COLUMN versione integer NOT NULL DEFAULT 1;
ALTER TABLE richiesta_utenza ADD COLUMN versione integer NOT NULL DEFAULT 1;
-- The account to which an accepted request led (ACC-01).
ALTER TABLE richiesta_utenza ADD COLUMN operatore_id bigint CONSTRAINT richiesta_utenza_operatore REFERENCES operatore;

-- What an external user had typed when the session ended (AUTH-10): shown again on that page after the
-- login with SPID.  That of operators is in `bozza`.
CREATE TABLE bozza_esterna (
  utente_esterno_id bigint NOT NULL CONSTRAINT bozza_esterna_utente REFERENCES utente_esterno,
  percorso text NOT NULL CONSTRAINT bozza_esterna_percorso CHECK (percorso LIKE '/%' AND length(percorso) <= 500),
  dati jsonb NOT NULL CONSTRAINT bozza_esterna_dati CHECK (jsonb_typeof(dati) = 'object' AND pg_column_size(dati) <= 1048576),
  aggiornata_il timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT bozza_esterna_pk PRIMARY KEY (utente_esterno_id, percorso)
);
