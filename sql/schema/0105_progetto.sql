-- Progetti (PRJ-01, GEN-26, PIC-13, VAL-02): the personalised project, whatever the law that asks for it.

INSERT INTO permesso VALUES
  ('PROGETTO_LEGGI', false, 'Elencare e aprire i progetti'),
  ('PROGETTO_SCRIVI', true, 'Modificare, sospendere e concludere i progetti'),
  ('PROGETTO_APRI', true, 'Aprire un progetto');
INSERT INTO ruolo_permesso VALUES (1, 'PROGETTO_LEGGI'), (2, 'PROGETTO_LEGGI'), (1, 'PROGETTO_SCRIVI'), (2, 'PROGETTO_SCRIVI'), (1, 'PROGETTO_APRI');

INSERT INTO kind (codice, denominazione, plurale, articolo, prefisso, percorso, modulo, stati, motivi_termine, elenco) VALUES
  ('progetto', 'Progetto', 'Progetti', 'il progetto', 'PRG', '/progetti', 'progetto', 'stato_progetto', 'motivo_chiusura_progetto', '{area}');
INSERT INTO kind_colonna VALUES
  ('progetto', 1, 'codice', 'Codice'), ('progetto', 2, 'tipo', 'Tipo'), ('progetto', 3, 'titolare', 'Soggetto'), ('progetto', 4, 'data_inizio', 'Inizio'),
  ('progetto', 5, 'campo_1', 'Area'), ('progetto', 6, 'stato', 'Stato'), ('progetto', 7, 'data_fine', 'Conclusione'), ('progetto', 8, 'riferimento', 'Riferimento'),
  ('progetto', 9, 'servizio', 'Servizio');
-- Who sees projects the requirements do not say.  They hold what a presa in carico holds (needs, reviews), so
-- the same people see them: PIC-02 … PIC-05, AMB-03, AMB-17.
INSERT INTO regola_accesso (kind, ruolo, relazione, livello, creatore_ruolo) VALUES
  ('progetto', 1, 'servizio', 2, NULL), ('progetto', 2, 'servizio', 2, 1), ('progetto', 1, 'uo', 2, NULL), ('progetto', 1, 'persona', 2, NULL);
INSERT INTO transizione VALUES
  ('progetto', 'A', 'sospendi', 'S', 'Sospendi il progetto', 'PROGETTO_SCRIVI', 'obbligatorio', false, 1),
  ('progetto', 'S', 'riprendi', 'A', 'Riprendi il progetto', 'PROGETTO_SCRIVI', 'facoltativo', false, 2),
  ('progetto', 'A', 'chiudi', 'T', 'Concludi il progetto', 'PROGETTO_SCRIVI', 'vocabolario', true, 3),
  ('progetto', 'S', 'chiudi', 'T', 'Concludi il progetto', 'PROGETTO_SCRIVI', 'vocabolario', true, 3),
  ('progetto', 'T', 'riapri', 'A', 'Riapri il progetto', 'PROGETTO_SCRIVI', 'obbligatorio', false, 4),
  ('progetto', 'A', 'annulla', 'X', 'Annulla: inserito per errore', 'PROGETTO_SCRIVI', 'obbligatorio', false, 5);

-- The types, each with the law that asks for it; administrators change them.
INSERT INTO tipo_intervento (kind, codice, descrizione, ordine) VALUES
  ('progetto', 'PP', 'Progetto personalizzato', 1),
  ('progetto', 'PI', 'Progetto individuale (L. 328/2000, art. 14)', 2),
  ('progetto', 'PAIS', 'Patto per l’inclusione sociale, PaIS (D.L. 48/2023, art. 4)', 3),
  ('progetto', 'VITA', 'Progetto di vita (D.Lgs. 62/2024, art. 18)', 4),
  ('progetto', 'VI', 'Vita indipendente (L. 104/1992, art. 39)', 5),
  ('progetto', 'DDN', 'Dopo di noi (L. 112/2016)', 6),
  ('progetto', 'PAI', 'Progetto di assistenza individuale, PAI (D.P.C.M. 12/1/2017, art. 21)', 7),
  ('progetto', 'B2', 'Progetto individuale della Misura B2 (FNA)', 8);

-- The signed copy comes back as a document (DOC-10).
INSERT INTO documento_atteso (kind, tipo, documento, necessario, scade, ordine)
SELECT 'progetto', t.codice, CASE t.codice WHEN 'PAIS' THEN 'PAIS' WHEN 'B2' THEN 'PATTO' ELSE 'PI' END, true, false, 1 FROM tipo_intervento t WHERE t.kind = 'progetto';

-- VAL-02, GEN-26, PIC-13: from which cases it follows, and to which it leads.
INSERT INTO kind_seguito SELECT k.codice, 'progetto' FROM kind k WHERE k.codice IN ('segnalazione', 'presa_in_carico', 'valutazione') ON CONFLICT DO NOTHING;
INSERT INTO kind_seguito VALUES ('progetto', 'intervento_generico');
