-- Valutazioni (VAL-01 … VAL-09): the kind, its two types, who opens it, how it ends.

INSERT INTO permesso VALUES
  ('VALUTAZIONE_LEGGI', false, 'Elencare e aprire le valutazioni'),
  ('VALUTAZIONE_SCRIVI', true, 'Modificare e concludere le valutazioni, scrivere una parte propria'),
  ('VALUTAZIONE_APRI', true, 'Aprire una valutazione');
-- AMB-17: an operatore sociale has both, and opens only what was assigned by name.
INSERT INTO ruolo_permesso VALUES (1, 'VALUTAZIONE_LEGGI'), (2, 'VALUTAZIONE_LEGGI'), (4, 'VALUTAZIONE_LEGGI'),
  (1, 'VALUTAZIONE_SCRIVI'), (2, 'VALUTAZIONE_SCRIVI'), (4, 'VALUTAZIONE_SCRIVI'), (1, 'VALUTAZIONE_APRI'), (2, 'VALUTAZIONE_APRI');

INSERT INTO kind (codice, denominazione, plurale, articolo, prefisso, percorso, modulo, stati, motivi_termine, elenco) VALUES
  ('valutazione', 'Valutazione', 'Valutazioni', 'la valutazione', 'VAL', '/valutazioni', 'valutazione', 'stato_valutazione', 'esito_valutazione', '{motivo}');
INSERT INTO kind_colonna VALUES
  ('valutazione', 1, 'codice', 'Codice'), ('valutazione', 2, 'data_inizio', 'Inizio'), ('valutazione', 3, 'titolare', 'Soggetto'), ('valutazione', 4, 'tipo', 'Tipo'),
  ('valutazione', 5, 'campo_1', 'Motivo'), ('valutazione', 6, 'stato', 'Stato'), ('valutazione', 7, 'data_fine', 'Conclusa'), ('valutazione', 8, 'riferimento', 'Riferimento'),
  ('valutazione', 9, 'servizio', 'Servizio');
-- VAL-08: no amministrativo, ever.  ROL-02, ROL-04, ROL-05, AMB-01, AMB-03: assistenti sociali and referenti of the
-- service and of the one it was assigned to.  AMB-17: operatori sociali by name alone.
INSERT INTO regola_accesso (kind, ruolo, relazione, livello)
SELECT 'valutazione', r, v, 2 FROM unnest(ARRAY[1, 2]) r, unnest(ARRAY['servizio', 'uo', 'persona']) v
UNION ALL
SELECT 'valutazione', 4, 'persona', 2;
INSERT INTO transizione VALUES
  ('valutazione', 'A', 'chiudi', 'T', 'Concludi con l’esito', 'VALUTAZIONE_SCRIVI', 'vocabolario', true, 1),
  ('valutazione', 'T', 'riapri', 'A', 'Riapri la valutazione', 'VALUTAZIONE_SCRIVI', 'obbligatorio', false, 2),
  ('valutazione', 'A', 'annulla', 'X', 'Annulla: inserita per errore', 'VALUTAZIONE_SCRIVI', 'obbligatorio', false, 3);

-- VAL-05.
INSERT INTO tipo_intervento (kind, codice, descrizione, ordine) VALUES
  ('valutazione', 'PRIMO', 'Primo accesso o valutazione sociale', 1),
  ('valutazione', 'MULTI', 'Valutazione multidimensionale', 2);

INSERT INTO documento_atteso (kind, tipo, documento, necessario, scade, ordine) VALUES
  ('valutazione', NULL, 'REL', false, false, 1), ('valutazione', NULL, 'ISEE', false, true, 2), ('valutazione', 'MULTI', 'INV', false, true, 3), ('valutazione', 'MULTI', 'L104', false, true, 4);

-- VAL-02, PIC-07: from a contact; and what it leads to.
INSERT INTO kind_seguito VALUES ('segnalazione', 'valutazione'), ('valutazione', 'presa_in_carico'), ('valutazione', 'intervento_generico');
