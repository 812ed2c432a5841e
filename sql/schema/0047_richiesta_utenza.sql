-- Requests for an account (ACC-01): by SPID, pre-filled, in a queue of the administrators.
CREATE TABLE richiesta_utenza (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT richiesta_utenza_pk PRIMARY KEY,
  utente_esterno_id bigint NOT NULL CONSTRAINT richiesta_utenza_utente REFERENCES utente_esterno,
  codice_fiscale text NOT NULL,       -- name and code as SPID gave them
  cognome text NOT NULL,
  nome text NOT NULL,
  email text NOT NULL,
  telefono text NOT NULL,
  servizio_id bigint NOT NULL CONSTRAINT richiesta_utenza_servizio REFERENCES servizio,
  ruolo smallint NOT NULL CONSTRAINT richiesta_utenza_ruolo REFERENCES ruolo,
  note text CONSTRAINT richiesta_utenza_note CHECK (length(note) <= 2000),
  stato text NOT NULL DEFAULT 'ricevuta' CONSTRAINT richiesta_utenza_stato CHECK (stato IN ('ricevuta', 'in_esame', 'formazione', 'accolta', 'respinta')),
  motivo text,
  esaminata_da bigint CONSTRAINT richiesta_utenza_esaminata_da REFERENCES operatore,
  esaminata_il timestamptz,
  creata_il timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT richiesta_utenza_respinta_motivo CHECK (stato <> 'respinta' OR btrim(coalesce(motivo, '')) <> '')
);
-- One open request for a person.
CREATE UNIQUE INDEX richiesta_utenza_unica ON richiesta_utenza (codice_fiscale) WHERE stato NOT IN ('accolta', 'respinta');
CREATE INDEX richiesta_utenza_coda ON richiesta_utenza (id DESC);
