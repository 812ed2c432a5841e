-- The receipt of a domanda as a PDF (SELF-04): made once by the queue's worker when the domanda is sent,
-- under the identity of who sent it, and kept sealed for as long as the domanda: what was sent does not
-- change, so its receipt does not either.

-- An external user asks for a job, too.
ALTER TABLE lavoro ADD COLUMN utente_esterno_id bigint CONSTRAINT lavoro_utente_esterno REFERENCES utente_esterno;
ALTER TABLE lavoro ADD CONSTRAINT lavoro_di_chi CHECK (utente_esterno_id IS NULL OR operatore_id IS NULL);

CREATE TABLE ricevuta (
  domanda_id bigint CONSTRAINT ricevuta_pk PRIMARY KEY CONSTRAINT ricevuta_domanda REFERENCES domanda,
  stato text NOT NULL DEFAULT 'in_coda' CONSTRAINT ricevuta_stato CHECK (stato IN ('in_coda', 'pronta', 'fallita')),
  byte bigint,
  impronta bytea,                     -- SHA-256 of the whole
  chiave bytea,                       -- its own key, wrapped by the master key
  chiave_maestra text,
  chiesta_il timestamptz NOT NULL DEFAULT now(),
  finita_il timestamptz,
  CONSTRAINT ricevuta_intera CHECK (stato <> 'pronta' OR num_nonnulls(byte, impronta, chiave, chiave_maestra) = 4)
);
-- Sealed as documents are (app/documento/blocco.h), under the key of the receipt.
CREATE TABLE ricevuta_blocco (
  domanda_id bigint NOT NULL CONSTRAINT ricevuta_blocco_ricevuta REFERENCES ricevuta,
  indice integer NOT NULL CONSTRAINT ricevuta_blocco_indice CHECK (indice >= 0),
  dati bytea NOT NULL,
  CONSTRAINT ricevuta_blocco_pk PRIMARY KEY (domanda_id, indice)
);
ALTER TABLE ricevuta_blocco ALTER COLUMN dati SET STORAGE EXTERNAL;
