-- Templates of diary pages (DIA-01): headings that fill the text, for all kinds of case or for some.
CREATE TABLE diario_modello (
  codice text CONSTRAINT diario_modello_pk PRIMARY KEY CONSTRAINT diario_modello_codice CHECK (codice ~ '^[a-z_]{1,40}$'),
  titolo text NOT NULL CONSTRAINT diario_modello_titolo CHECK (btrim(titolo) <> ''),
  tipo text NOT NULL,                 -- vocabulary tipo_diario
  testo text NOT NULL CONSTRAINT diario_modello_testo CHECK (btrim(testo) <> '' AND length(testo) <= 10000),
  ordine integer NOT NULL,
  valido_al date                      -- no longer offered; pages that began with it are texts of their own
);
-- Without a row here a template is offered in every kind.
CREATE TABLE diario_modello_kind (
  modello text NOT NULL CONSTRAINT diario_modello_kind_modello REFERENCES diario_modello,
  kind text NOT NULL CONSTRAINT diario_modello_kind_kind REFERENCES kind,
  CONSTRAINT diario_modello_kind_pk PRIMARY KEY (modello, kind)
);

-- Headings only, our own words: what a page of that sort should not forget.
INSERT INTO diario_modello (codice, titolo, tipo, testo, ordine) VALUES
  ('colloquio', 'Colloquio', 'COLLOQUIO', E'Presenti:\nMotivo del colloquio:\nChe cosa è emerso:\nAccordi presi:\nDa fare, chi ed entro quando:', 1),
  ('visita_domiciliare', 'Visita domiciliare', 'VISITA', E'Presenti:\nMotivo della visita:\nAbitazione e ambiente:\nPersone e relazioni:\nElementi di attenzione:\nAccordi presi:\nDa fare, chi ed entro quando:', 2),
  ('telefonata', 'Telefonata', 'TELEFONATA', E'Con chi:\nChi ha chiamato:\nMotivo:\nChe cosa è stato detto:\nDa fare, chi ed entro quando:', 3),
  ('verifica_rete', 'Verifica con la rete', 'EQUIPE', E'Presenti e servizi:\nSituazione dall’ultima verifica:\nObiettivi raggiunti:\nObiettivi da rivedere:\nDecisioni:\nProssima verifica:', 4),
  ('primo_contatto', 'Primo contatto', 'COLLOQUIO', E'Chi contatta il servizio e per chi:\nChe cosa chiede:\nUrgenza e perché:\nChe cosa è stato detto alla persona:\nPasso successivo:', 5),
  ('verifica_progetto', 'Verifica del progetto', 'EQUIPE', E'Presenti:\nPunto di vista della persona:\nObiettivi, a che punto sono:\nSostegni da cambiare:\nProssima verifica:', 6);
INSERT INTO diario_modello_kind SELECT x.m, k.codice FROM (VALUES ('primo_contatto', 'segnalazione'), ('verifica_progetto', 'progetto')) x (m, k)
  JOIN kind k ON k.codice = x.k;
