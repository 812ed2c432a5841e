-- A multidimensional valutazione along the headings of the LEPS, each professional writing a part of their own
-- (VAL-01, VAL-07).  Headings and their forms are data (VAL-05).

CREATE TABLE valutazione_area (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT valutazione_area_pk PRIMARY KEY,
  tipo text NOT NULL,                 -- of tipo_intervento, kind `valutazione`
  codice text NOT NULL CONSTRAINT valutazione_area_forma CHECK (codice ~ '^[a-z][a-z0-9-]{0,40}$'),
  gruppo text NOT NULL,               -- the words under which it stands
  titolo text NOT NULL,
  aiuto text,
  modulo text NOT NULL,               -- name of its form; each part keeps the version on which it was written
  fonte text NOT NULL,                -- who asks for it: a law, a decree, this Ambito
  ordine smallint NOT NULL,
  valida_dal date NOT NULL DEFAULT DATE '1900-01-01',
  valida_al date,
  CONSTRAINT valutazione_area_codice UNIQUE (tipo, codice),
  CONSTRAINT valutazione_area_periodo CHECK (valida_al >= valida_dal)
);

-- A part belongs to its author.  Once signed nobody changes it: its author writes another in its place.
CREATE TABLE valutazione_parte (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT valutazione_parte_pk PRIMARY KEY,
  pratica_id bigint NOT NULL CONSTRAINT valutazione_parte_pratica REFERENCES pratica,
  area_id bigint NOT NULL CONSTRAINT valutazione_parte_area REFERENCES valutazione_area,
  soggetto_id bigint CONSTRAINT valutazione_parte_soggetto REFERENCES soggetto, -- of whom; NULL: of the whole household
  autore_operatore_id bigint NOT NULL CONSTRAINT valutazione_parte_autore REFERENCES operatore,
  autore_servizio_id bigint NOT NULL CONSTRAINT valutazione_parte_servizio REFERENCES servizio,
  funzione text CONSTRAINT valutazione_parte_funzione CHECK (length(funzione) <= 200), -- as what: educatrice, psicologo …
  modulo_id bigint NOT NULL CONSTRAINT valutazione_parte_modulo REFERENCES modulo,
  dati jsonb NOT NULL CONSTRAINT valutazione_parte_dati CHECK (jsonb_typeof(dati) = 'object' AND pg_column_size(dati) <= 262144),
  creata_il timestamptz NOT NULL DEFAULT now(),
  modificata_il timestamptz NOT NULL DEFAULT now(),
  firmata_il timestamptz,
  sostituisce_id bigint CONSTRAINT valutazione_parte_sostituisce REFERENCES valutazione_parte CONSTRAINT valutazione_parte_sostituita_una UNIQUE,
  tolta_il timestamptz,               -- «togli»: hidden, never of a signed one
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT valutazione_parte_tolta CHECK (firmata_il IS NULL OR tolta_il IS NULL)
);
CREATE INDEX valutazione_parte_di ON valutazione_parte (pratica_id, area_id, id);

-- The headings of the LEPS «valutazione multidimensionale» (D.Lgs. 147/2017, art. 5, and the national plan of social
-- services): VAL-01.
INSERT INTO valutazione_area (tipo, codice, gruppo, titolo, aiuto, modulo, fonte, ordine)
SELECT 'MULTI', codice, 'Valutazione multidimensionale', titolo, aiuto, CASE WHEN codice IN ('risorse', 'sostegni') THEN 'valutazione_risorse' ELSE 'valutazione_area' END, 'LEPS valutazione multidimensionale; D.Lgs. 147/2017, art. 5', ordine
  FROM (VALUES
    ('bisogni', 'Bisogni del nucleo e dei suoi componenti', 'Che cosa manca, a chi, da quando', 1),
    ('vulnerabilita', 'Fattori di vulnerabilità', 'Che cosa espone la persona o il nucleo a un danno, o rende più pesanti i bisogni', 2),
    ('risorse', 'Risorse e capacità', 'Che cosa la persona e il nucleo sanno e vogliono fare', 3),
    ('sostegni', 'Sostegno dei servizi e della comunità', 'Chi aiuta già: servizi, parenti, vicini, associazioni', 4),
    ('contesto', 'Contesto di vita', 'Casa, quartiere, scuola, lavoro, distanze', 5)) v (codice, titolo, aiuto, ordine);

-- The preliminary analysis (AP) of the measures against poverty, able to hold what GePI asks (VAL-04): of both
-- types, because it comes before one knows which is needed.
INSERT INTO valutazione_area (tipo, codice, gruppo, titolo, aiuto, modulo, fonte, ordine)
SELECT t, v.codice, 'Analisi preliminare (GePI)', v.titolo, v.aiuto, replace(v.codice, '-', '_'), 'D.Lgs. 147/2017, art. 5, c. 2; linee guida per i PaIS, D.M. 72/2024', v.ordine
  FROM unnest(ARRAY['PRIMO', 'MULTI']) t, (VALUES
    ('ap-nucleo', 'Nucleo e carichi di cura', 'Chi vive insieme e chi ha bisogno di cura', 11),
    ('ap-condizioni', 'Condizioni e funzionamenti personali e sociali', 'Una scheda per ogni componente di cui c’è da dire', 12),
    ('ap-economica', 'Situazione economica', 'Entrate, debiti, rinunce', 13),
    ('ap-lavoro', 'Situazione lavorativa e profilo di occupabilità', 'Una scheda per ogni adulto', 14),
    ('ap-istruzione', 'Educazione, istruzione e formazione', 'Una scheda per ogni componente di cui c’è da dire', 15),
    ('ap-casa', 'Condizione abitativa', 'A quale titolo, con quali problemi', 16),
    ('ap-reti', 'Reti familiari, di prossimità e sociali', 'Su chi può contare, chi la segue già', 17),
    ('ap-esito', 'Esito dell’analisi preliminare', 'Di che cosa ha bisogno il nucleo', 18)) v (codice, titolo, aiuto, ordine);
