-- Scales of valutazioni (VAL-01): data, so that one more is rows.  Filled as a part under a heading of the group
-- «Scale», and so its author's, signed, unchangeable afterwards; total and band are computed (sql/code/18_valutazione.sql).

CREATE TABLE valutazione_scala (
  codice text CONSTRAINT valutazione_scala_pk PRIMARY KEY CONSTRAINT valutazione_scala_forma CHECK (codice ~ '^[a-z][a-z_]{0,20}$'),
  denominazione text NOT NULL,
  misura text NOT NULL                -- what it measures, in the words of the page
);

-- A version is never changed once it has its form: a fix is another version, and who filled the first keeps it.
CREATE TABLE valutazione_scala_versione (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT valutazione_scala_versione_pk PRIMARY KEY,
  scala text NOT NULL CONSTRAINT valutazione_scala_versione_scala REFERENCES valutazione_scala,
  versione smallint NOT NULL CONSTRAINT valutazione_scala_versione_numero CHECK (versione BETWEEN 1 AND 26),
  calcolo text NOT NULL CONSTRAINT valutazione_scala_versione_calcolo CHECK (calcolo IN ('somma', 'massimo')), -- of the points of all items
  minimo smallint NOT NULL,           -- of the total
  massimo smallint NOT NULL,
  lettura text NOT NULL,              -- which way is better
  fonte text NOT NULL,                -- of items and points
  fonte_fasce text NOT NULL,
  modulo_id bigint CONSTRAINT valutazione_scala_versione_modulo REFERENCES modulo CONSTRAINT valutazione_scala_versione_un_modulo UNIQUE,
  CONSTRAINT valutazione_scala_versione_una UNIQUE (scala, versione),
  CONSTRAINT valutazione_scala_versione_estremi CHECK (minimo < massimo)
);
CREATE TABLE valutazione_scala_voce (
  versione_id bigint NOT NULL CONSTRAINT valutazione_scala_voce_versione REFERENCES valutazione_scala_versione,
  numero smallint NOT NULL CONSTRAINT valutazione_scala_voce_numero CHECK (numero > 0),
  codice text NOT NULL CONSTRAINT valutazione_scala_voce_forma CHECK (codice ~ '^[a-z][a-z_]{0,20}$'),
  denominazione text NOT NULL,
  CONSTRAINT valutazione_scala_voce_pk PRIMARY KEY (versione_id, numero),
  CONSTRAINT valutazione_scala_voce_codice UNIQUE (versione_id, codice)
);
CREATE TABLE valutazione_scala_valore (
  versione_id bigint NOT NULL,
  voce smallint NOT NULL,
  numero smallint NOT NULL,
  descrizione text NOT NULL,
  punti smallint NOT NULL,
  CONSTRAINT valutazione_scala_valore_pk PRIMARY KEY (versione_id, voce, numero),
  CONSTRAINT valutazione_scala_valore_voce FOREIGN KEY (versione_id, voce) REFERENCES valutazione_scala_voce
);
CREATE TABLE valutazione_scala_fascia (
  versione_id bigint NOT NULL CONSTRAINT valutazione_scala_fascia_versione REFERENCES valutazione_scala_versione,
  da smallint NOT NULL,
  a smallint NOT NULL,
  parole text NOT NULL,
  CONSTRAINT valutazione_scala_fascia_pk PRIMARY KEY (versione_id, da),
  CONSTRAINT valutazione_scala_fascia_estremi CHECK (da <= a),
  CONSTRAINT valutazione_scala_fascia_una EXCLUDE USING gist (versione_id WITH =, int4range(da, a, '[]') WITH &&)
);

ALTER TABLE valutazione_area ADD scala text CONSTRAINT valutazione_area_scala REFERENCES valutazione_scala;
ALTER TABLE valutazione_parte ADD totale smallint, ADD fascia text;
CREATE INDEX valutazione_parte_scala ON valutazione_parte (soggetto_id) WHERE totale IS NOT NULL;

INSERT INTO valutazione_scala VALUES
  ('adl', 'ADL, attività della vita quotidiana (indice di Katz)', 'Che cosa la persona fa da sola per la cura di sé'),
  ('iadl', 'IADL, attività strumentali della vita quotidiana (Lawton e Brody)', 'Che cosa la persona fa da sola in casa e fuori');
-- Items and points are the published ones, in words of our own.  The five items for men of the historical use of
-- the second are not applied.
INSERT INTO valutazione_scala_versione (scala, versione, calcolo, minimo, massimo, lettura, fonte, fonte_fasce) VALUES
  ('adl', 1, 'somma', 0, 6, 'Più punti, più autonomia', 'S. Katz e altri, «Studies of Illness in the Aged. The Index of ADL», JAMA 185, 1963',
   'L’indice dice solo i due estremi e, secondo l’uso più comune, 2 o meno come dipendenza grave; le parole sono di questo programma'),
  ('iadl', 1, 'somma', 0, 8, 'Più punti, più autonomia', 'M. P. Lawton, E. M. Brody, «Assessment of older people», The Gerontologist 9, 1969',
   'La scala dice solo i due estremi; le parole sono di questo programma');
INSERT INTO valutazione_scala_voce (versione_id, numero, codice, denominazione)
SELECT s.id, v.numero, v.codice, v.denominazione
  FROM (VALUES
    ('adl', 1, 'bagno', 'Fare il bagno'),
    ('adl', 2, 'vestirsi', 'Vestirsi'),
    ('adl', 3, 'servizi', 'Uso dei servizi igienici'),
    ('adl', 4, 'spostarsi', 'Spostarsi'),
    ('adl', 5, 'continenza', 'Continenza'),
    ('adl', 6, 'alimentarsi', 'Alimentarsi'),
    ('iadl', 1, 'telefono', 'Usare il telefono'),
    ('iadl', 2, 'spesa', 'Fare la spesa'),
    ('iadl', 3, 'pasti', 'Preparare i pasti'),
    ('iadl', 4, 'casa', 'Cura della casa'),
    ('iadl', 5, 'bucato', 'Fare il bucato'),
    ('iadl', 6, 'trasporti', 'Spostarsi fuori casa'),
    ('iadl', 7, 'farmaci', 'Assumere i farmaci'),
    ('iadl', 8, 'denaro', 'Uso del denaro')) v (scala, numero, codice, denominazione) JOIN valutazione_scala_versione s ON s.scala = v.scala AND s.versione = 1;
INSERT INTO valutazione_scala_valore (versione_id, voce, numero, descrizione, punti)
SELECT i.versione_id, i.numero, v.numero, v.descrizione, v.punti
  FROM (VALUES
    ('bagno', 1, 'Si lava da solo o riceve aiuto solo per una parte del corpo', 1),
    ('bagno', 2, 'Riceve aiuto per più parti del corpo o non si lava', 0),
    ('vestirsi', 1, 'Prende i vestiti e si veste senza aiuto, salvo allacciare le scarpe', 1),
    ('vestirsi', 2, 'Riceve aiuto o resta parzialmente o del tutto svestito', 0),
    ('servizi', 1, 'Va al bagno, si pulisce e si riveste senza assistenza, anche con ausili', 1),
    ('servizi', 2, 'Riceve aiuto o non si reca ai servizi', 0),
    ('spostarsi', 1, 'Si alza dal letto e dalla sedia senza aiuto, anche con ausili', 1),
    ('spostarsi', 2, 'Ha bisogno di aiuto o resta a letto', 0),
    ('continenza', 1, 'Controlla completamente feci e urine', 1),
    ('continenza', 2, 'Incidenti occasionali, catetere o incontinenza', 0),
    ('alimentarsi', 1, 'Mangia senza aiuto o con aiuto solo per tagliare', 1),
    ('alimentarsi', 2, 'È imboccato o nutrito artificialmente', 0),
    ('telefono', 1, 'Usa il telefono di propria iniziativa', 1),
    ('telefono', 2, 'Compone solo pochi numeri conosciuti', 1),
    ('telefono', 3, 'Risponde ma non compone', 1),
    ('telefono', 4, 'Non è capace', 0),
    ('spesa', 1, 'Fa la spesa in autonomia', 1),
    ('spesa', 2, 'Fa solo piccoli acquisti', 0),
    ('spesa', 3, 'Va accompagnato', 0),
    ('spesa', 4, 'Del tutto incapace', 0),
    ('pasti', 1, 'Pianifica, prepara e serve in autonomia', 1),
    ('pasti', 2, 'Prepara se ha gli ingredienti', 0),
    ('pasti', 3, 'Riscalda cibi pronti o si nutre in modo inadeguato', 0),
    ('pasti', 4, 'Va servito', 0),
    ('casa', 1, 'Autonomo o con aiuto occasionale per i lavori pesanti', 1),
    ('casa', 2, 'Fa i lavori leggeri', 1),
    ('casa', 3, 'Fa i lavori leggeri ma non mantiene una pulizia adeguata', 1),
    ('casa', 4, 'Ha bisogno di aiuto per tutto', 0),
    ('casa', 5, 'Non partecipa alle faccende', 0),
    ('bucato', 1, 'Lava tutta la propria biancheria', 1),
    ('bucato', 2, 'Lava solo piccoli capi', 1),
    ('bucato', 3, 'Il bucato è fatto da altri', 0),
    ('trasporti', 1, 'Usa mezzi pubblici o la propria auto', 1),
    ('trasporti', 2, 'Organizza spostamenti in taxi', 1),
    ('trasporti', 3, 'Usa mezzi pubblici se accompagnato', 1),
    ('trasporti', 4, 'Solo taxi o auto con assistenza', 0),
    ('trasporti', 5, 'Non si sposta', 0),
    ('farmaci', 1, 'Assume i farmaci giusti nei tempi giusti', 1),
    ('farmaci', 2, 'Li assume se preparati in anticipo', 0),
    ('farmaci', 3, 'Non è capace', 0),
    ('denaro', 1, 'Gestisce le proprie finanze', 1),
    ('denaro', 2, 'Fa piccoli acquisti, ha bisogno di aiuto per le operazioni importanti', 1),
    ('denaro', 3, 'Non è capace', 0)) v (codice, numero, descrizione, punti) JOIN valutazione_scala_voce i ON i.codice = v.codice;
INSERT INTO valutazione_scala_fascia
SELECT s.id, v.da, v.a, v.parole
  FROM (VALUES ('adl', 6, 6, 'Autonomia piena'), ('adl', 3, 5, 'Dipendenza parziale'), ('adl', 0, 2, 'Dipendenza grave'),
               ('iadl', 8, 8, 'Autonomia piena'), ('iadl', 1, 7, 'Autonomia parziale'), ('iadl', 0, 0, 'Dipendenza completa')) v (scala, da, a, parole)
  JOIN valutazione_scala_versione s ON s.scala = v.scala AND s.versione = 1;

-- Of both types; under its heading each professional fills it as often as they need.
INSERT INTO valutazione_area (tipo, codice, gruppo, titolo, aiuto, modulo, fonte, ordine, scala)
SELECT t, 'scala-' || s.codice, 'Scale', s.denominazione, s.misura, 'scala_' || s.codice, v.fonte, 20 + row_number() OVER (PARTITION BY t ORDER BY s.codice), s.codice
  FROM unnest(ARRAY['PRIMO', 'MULTI']) t, valutazione_scala s JOIN valutazione_scala_versione v ON v.scala = s.codice AND v.versione = 1;
