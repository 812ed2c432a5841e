-- Segnalazioni and contatti (SEG-01 … SEG-11), and what a kind of case says of itself as data: the
-- words of its states and ends, the columns of its list, the documents that it expects, with which
-- kinds it makes a chain.

-- Its states are A, S, T, X as everywhere; their words, and the reasons of its end, are a vocabulary each.
ALTER TABLE kind ADD COLUMN stati text NOT NULL DEFAULT 'stato_intervento';
ALTER TABLE kind ADD COLUMN motivi_termine text NOT NULL DEFAULT 'motivo_termine';
-- A case may begin without a person of the register: a passer-by, somebody who gives half a name (SEG-02).
ALTER TABLE kind ADD COLUMN senza_titolare boolean NOT NULL DEFAULT false;
-- At most two fields of its form stand in its list, and can be searched there.
ALTER TABLE kind ADD COLUMN elenco text[] NOT NULL DEFAULT '{}' CONSTRAINT kind_elenco CHECK (cardinality(elenco) <= 2);

-- The columns of the list of a kind, in order.  `campo`: a column of the view elenco_pratiche.
CREATE TABLE kind_colonna (
  kind text NOT NULL CONSTRAINT kind_colonna_kind REFERENCES kind,
  ordine smallint NOT NULL,
  campo text NOT NULL CONSTRAINT kind_colonna_campo
    CHECK (campo IN ('codice', 'tipo', 'titolare', 'data_inizio', 'data_fine', 'stato', 'riferimento', 'servizio', 'campo_1', 'campo_2')),
  etichetta text NOT NULL,
  CONSTRAINT kind_colonna_pk PRIMARY KEY (kind, ordine)
);

-- A rule may hold only for cases that somebody in that role opened (PIC-04): the role in which a case
-- was born is kept.  NULL: loaded from an archive, nobody knows.
ALTER TABLE regola_accesso ADD COLUMN creatore_ruolo smallint CONSTRAINT regola_accesso_creatore REFERENCES ruolo;
ALTER TABLE pratica ADD COLUMN creato_ruolo smallint CONSTRAINT pratica_creato_ruolo REFERENCES ruolo;
ALTER TABLE pratica ALTER COLUMN titolare_soggetto_id DROP NOT NULL;

-- What a type proposes besides: to which service it goes (the code of the service), which reason.
ALTER TABLE tipo_intervento ADD COLUMN destinatario text;
ALTER TABLE tipo_intervento ADD COLUMN motivo text;

-- The documents that a kind, or one type of it, expects (DOC-10): shown with what is missing and expires.
CREATE TABLE documento_atteso (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT documento_atteso_pk PRIMARY KEY,
  kind text NOT NULL CONSTRAINT documento_atteso_kind REFERENCES kind,
  tipo text,                          -- of tipo_intervento; NULL: of all types
  documento text NOT NULL,            -- code of the vocabulary tipo_documento
  necessario boolean NOT NULL,        -- otherwise only where there is one
  scade boolean NOT NULL DEFAULT false, -- without a day of expiry it is not complete
  ordine smallint NOT NULL
);
CREATE UNIQUE INDEX documento_atteso_uno ON documento_atteso (kind, coalesce(tipo, ''), documento);

-- Which kinds follow from which.
CREATE TABLE kind_seguito (
  da_kind text NOT NULL CONSTRAINT kind_seguito_da REFERENCES kind,
  a_kind text NOT NULL CONSTRAINT kind_seguito_a REFERENCES kind,
  CONSTRAINT kind_seguito_pk PRIMARY KEY (da_kind, a_kind)
);
-- The chain of cases (SEG-10, PIC-07, PIC-09): the second follows from the first.  Seen from both ends, by who
-- opens both.
CREATE TABLE pratica_collegamento (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pratica_collegamento_pk PRIMARY KEY,
  da_pratica_id bigint NOT NULL CONSTRAINT pratica_collegamento_da REFERENCES pratica,
  pratica_id bigint NOT NULL CONSTRAINT pratica_collegamento_a REFERENCES pratica, -- the follower
  creato_da bigint NOT NULL CONSTRAINT pratica_collegamento_creato_da REFERENCES operatore,
  creato_il timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT pratica_collegamento_due CHECK (da_pratica_id <> pratica_id),
  CONSTRAINT pratica_collegamento_uno UNIQUE (da_pratica_id, pratica_id)
);
CREATE INDEX pratica_collegamento_indietro ON pratica_collegamento (pratica_id);

-- The columns that the list of generic interventions always had (GEN-03).
INSERT INTO kind_colonna VALUES
  ('intervento_generico', 1, 'codice', 'Codice'), ('intervento_generico', 2, 'tipo', 'Tipo'), ('intervento_generico', 3, 'titolare', 'Soggetto'),
  ('intervento_generico', 4, 'data_inizio', 'Data inizio'), ('intervento_generico', 5, 'stato', 'Stato'), ('intervento_generico', 6, 'riferimento', 'Riferimento'),
  ('intervento_generico', 7, 'servizio', 'Servizio');

INSERT INTO permesso VALUES
  ('SEGNALAZIONE_LEGGI', false, 'Elencare e aprire segnalazioni e contatti'),
  ('SEGNALAZIONE_SCRIVI', true, 'Inserire e modificare segnalazioni e contatti');
INSERT INTO ruolo_permesso
SELECT r.id, p.codice FROM ruolo r, permesso p WHERE r.id IN (1, 2, 3, 4) AND p.codice IN ('SEGNALAZIONE_LEGGI', 'SEGNALAZIONE_SCRIVI');

INSERT INTO kind (codice, denominazione, plurale, articolo, prefisso, percorso, modulo, stati, motivi_termine, senza_titolare, elenco) VALUES
  ('segnalazione', 'Segnalazione', 'Segnalazioni e contatti', 'la segnalazione', 'SEG', '/segnalazioni', 'segnalazione', 'stato_segnalazione', 'esito_segnalazione', true,
   '{motivo,fonte}');
INSERT INTO kind_colonna VALUES
  ('segnalazione', 1, 'codice', 'Codice'), ('segnalazione', 2, 'data_inizio', 'Data'), ('segnalazione', 3, 'titolare', 'Soggetto'), ('segnalazione', 4, 'campo_1', 'Motivo prevalente'),
  ('segnalazione', 5, 'campo_2', 'Fonte'), ('segnalazione', 6, 'stato', 'Stato'), ('segnalazione', 7, 'riferimento', 'Riferimento'), ('segnalazione', 8, 'servizio', 'Servizio');
-- SEG-08, ROL-03, ROL-04, ROL-05, AMB-17: whoever works in the service, and assignees.
INSERT INTO regola_accesso SELECT 'segnalazione', r, v, 2 FROM generate_series(1, 4) r, unnest(ARRAY['servizio', 'uo', 'persona']) v;
INSERT INTO transizione VALUES
  ('segnalazione', 'A', 'chiudi', 'T', 'Chiudi con l’esito', 'SEGNALAZIONE_SCRIVI', 'vocabolario', true, 1),
  ('segnalazione', 'T', 'riapri', 'A', 'Riapri la segnalazione', 'SEGNALAZIONE_SCRIVI', 'obbligatorio', false, 2),
  ('segnalazione', 'A', 'annulla', 'X', 'Annulla: inserita per errore', 'SEGNALAZIONE_SCRIVI', 'obbligatorio', false, 3);

-- SEG-03: the frequent ones, with who receives them.
INSERT INTO tipo_intervento (kind, codice, descrizione, destinatario, motivo, ordine) VALUES
  ('segnalazione', 'CONTATTO', 'Contatto o primo colloquio', NULL, NULL, 1),
  ('segnalazione', 'ALTRO', 'Segnalazione a un collega o a un servizio', NULL, NULL, 2),
  ('segnalazione', 'ALA', 'Problema di casa, per l’Agenzia Lodigiana per l’Abitare', 'ala', 'ABI04', 3),
  ('segnalazione', 'ALA_CASA', 'Per ALA, prima della Commissione Casa (contributo per l’affitto)', 'ala', 'ABI05', 4),
  ('segnalazione', 'GEA', 'Consulenza a Grave Emarginazione Adulta', 'emarginazione', 'GEA01', 5),
  ('segnalazione', 'DIS', 'Consulenza a Disabilità e Inclusione', 'disabilita', 'DIS02', 6);
-- SEG-07: what ALA wants to see before the Commissione Casa.  Our proposal; administrators change it.
INSERT INTO documento_atteso (kind, tipo, documento, necessario, scade, ordine) VALUES
  ('segnalazione', 'ALA_CASA', 'ID', true, true, 1),
  ('segnalazione', 'ALA_CASA', 'PRIV', true, false, 2),
  ('segnalazione', 'ALA_CASA', 'ISEE', true, true, 3),
  ('segnalazione', 'ALA_CASA', 'DOM', true, false, 4),
  ('segnalazione', 'ALA_CASA', 'REL', true, false, 5),
  ('segnalazione', 'ALA_CASA', 'PS', false, true, 6);

INSERT INTO kind_seguito VALUES ('segnalazione', 'intervento_generico');

-- The way in of the lists of contacts still to be tied to somebody.
CREATE INDEX pratica_senza_titolare ON pratica (servizio_id, kind, data_inizio DESC, id DESC) WHERE titolare_soggetto_id IS NULL;
