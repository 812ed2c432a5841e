-- Prese in carico (PIC-01 … PIC-14).

-- One open case of the kind for each person and service (PIC-10, PIC-11).  The mark stands on the case, so
-- that the index needs no other table; a read-only service holds what the archive holds.
ALTER TABLE kind ADD COLUMN una_aperta boolean NOT NULL DEFAULT false;
ALTER TABLE pratica ADD COLUMN una_aperta boolean NOT NULL DEFAULT false;
CREATE UNIQUE INDEX pratica_una_aperta ON pratica (titolare_soggetto_id, servizio_id, kind) WHERE una_aperta AND stato NOT IN ('T', 'X');

INSERT INTO permesso VALUES
  ('PRESA_IN_CARICO_LEGGI', false, 'Elencare e aprire le prese in carico'),
  ('PRESA_IN_CARICO_SCRIVI', true, 'Modificare, sospendere e chiudere le prese in carico'),
  ('PRESA_IN_CARICO_APRI', true, 'Prendere in carico una persona');
INSERT INTO ruolo_permesso VALUES (1, 'PRESA_IN_CARICO_LEGGI'), (2, 'PRESA_IN_CARICO_LEGGI'), (1, 'PRESA_IN_CARICO_SCRIVI'), (2, 'PRESA_IN_CARICO_SCRIVI'), (1, 'PRESA_IN_CARICO_APRI');

INSERT INTO kind (codice, denominazione, plurale, articolo, prefisso, percorso, modulo, stati, motivi_termine, una_aperta, elenco) VALUES
  ('presa_in_carico', 'Presa in carico', 'Prese in carico', 'la presa in carico', 'PIC', '/prese-in-carico', 'presa_in_carico', 'stato_presa_in_carico',
   'motivo_chiusura_presa_in_carico', true, '{area,motivo}');
INSERT INTO kind_colonna VALUES
  ('presa_in_carico', 1, 'codice', 'Codice'), ('presa_in_carico', 2, 'data_inizio', 'Apertura'), ('presa_in_carico', 3, 'titolare', 'Soggetto'),
  ('presa_in_carico', 4, 'campo_1', 'Area'), ('presa_in_carico', 5, 'stato', 'Stato'), ('presa_in_carico', 6, 'data_fine', 'Chiusura'),
  ('presa_in_carico', 7, 'riferimento', 'Riferimento'), ('presa_in_carico', 8, 'servizio', 'Servizio');
-- PIC-02: an assistente sociale of the service.  PIC-04: a referente, only of what an assistente sociale of the
-- service opened, and opens none (PIC-01).  PIC-03, AMB-17: amministrativi and operatori sociali, never.  PIC-05,
-- AMB-03: whom it was assigned to, as assistente sociale.
INSERT INTO regola_accesso (kind, ruolo, relazione, livello, creatore_ruolo) VALUES
  ('presa_in_carico', 1, 'servizio', 2, NULL), ('presa_in_carico', 2, 'servizio', 2, 1), ('presa_in_carico', 1, 'uo', 2, NULL), ('presa_in_carico', 1, 'persona', 2, NULL);
INSERT INTO transizione VALUES
  ('presa_in_carico', 'A', 'sospendi', 'S', 'Sospendi la presa in carico', 'PRESA_IN_CARICO_SCRIVI', 'obbligatorio', false, 1),
  ('presa_in_carico', 'S', 'riprendi', 'A', 'Riprendi la presa in carico', 'PRESA_IN_CARICO_SCRIVI', 'facoltativo', false, 2),
  ('presa_in_carico', 'A', 'chiudi', 'T', 'Chiudi la presa in carico', 'PRESA_IN_CARICO_SCRIVI', 'vocabolario', true, 3),
  ('presa_in_carico', 'S', 'chiudi', 'T', 'Chiudi la presa in carico', 'PRESA_IN_CARICO_SCRIVI', 'vocabolario', true, 3),
  ('presa_in_carico', 'T', 'riapri', 'A', 'Riapri la presa in carico', 'PRESA_IN_CARICO_SCRIVI', 'obbligatorio', false, 4),
  ('presa_in_carico', 'A', 'annulla', 'X', 'Annulla: inserita per errore', 'PRESA_IN_CARICO_SCRIVI', 'obbligatorio', false, 5);

-- PIC-06: the consent, in parts, or the reason for acting without it.  What an archive brought is as it is.
ALTER TABLE pratica ADD CONSTRAINT pratica_presa_consenso CHECK (kind <> 'presa_in_carico' OR creato_ruolo IS NULL
  OR coalesce(dati ->> 'consenso' = 'SI' AND dati ? 'consenso_informativa' AND dati ? 'consenso_data', false)
  OR coalesce(dati ->> 'consenso' = 'SENZA' AND dati ? 'senza_motivo', false));

-- DOC-10.
INSERT INTO documento_atteso (kind, documento, necessario, scade, ordine) VALUES
  ('presa_in_carico', 'ID', true, true, 1), ('presa_in_carico', 'CF', false, false, 2), ('presa_in_carico', 'PS', false, true, 3), ('presa_in_carico', 'PRIV', true, false, 4),
  ('presa_in_carico', 'PI', false, false, 5), ('presa_in_carico', 'PAIS', false, false, 6), ('presa_in_carico', 'AP', false, false, 7), ('presa_in_carico', 'INV', false, true, 8),
  ('presa_in_carico', 'ISEE', false, true, 9), ('presa_in_carico', 'DOM', false, false, 10);

-- PIC-07, PIC-09, PIC-13.
INSERT INTO kind_seguito VALUES ('segnalazione', 'presa_in_carico'), ('presa_in_carico', 'intervento_generico');

-- A case that came from a report to a call (SELF): seen from both ends, by who opens both.
CREATE TABLE pratica_domanda (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pratica_domanda_pk PRIMARY KEY,
  pratica_id bigint NOT NULL CONSTRAINT pratica_domanda_pratica REFERENCES pratica,
  domanda_id bigint NOT NULL CONSTRAINT pratica_domanda_domanda REFERENCES domanda,
  creato_da bigint NOT NULL CONSTRAINT pratica_domanda_creato_da REFERENCES operatore,
  creato_il timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT pratica_domanda_uno UNIQUE (pratica_id, domanda_id)
);
CREATE INDEX pratica_domanda_di ON pratica_domanda (domanda_id);
