-- Services rendered in an intervento con prestazione (PRS-01, URB-15): what is planned, what was rendered, the month that is closed.

-- What somebody is to be given: by whom, on which days of the week, how much each time.
-- quantita: minutes where the unit is ORA, else how many units; each time.  It is never a fraction, so sums are exact.
-- prestazione: code of a tipo_intervento of the kind; unita: of the vocabulary unita_prestazione.
CREATE TABLE prestazione_prevista (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT prestazione_prevista_pk PRIMARY KEY,
  pratica_id bigint NOT NULL CONSTRAINT prestazione_prevista_pratica REFERENCES pratica,
  prestazione text NOT NULL CONSTRAINT prestazione_prevista_prestazione CHECK (prestazione <> ''),
  fornitore_id bigint NOT NULL CONSTRAINT prestazione_prevista_fornitore REFERENCES fornitore,
  unita text NOT NULL CONSTRAINT prestazione_prevista_unita CHECK (unita <> ''),
  dal date NOT NULL,
  al date,
  giorni smallint[] NOT NULL DEFAULT '{}', -- 1 Monday … 7 Sunday; none: no fixed days (once a month where the unit is MESE)
  quantita integer NOT NULL CONSTRAINT prestazione_prevista_quantita CHECK (quantita BETWEEN 1 AND 10000),
  dalle time,                         -- at what time, where it is fixed
  recupero_importo numeric(12,2) CONSTRAINT prestazione_prevista_recupero_importo CHECK (recupero_importo BETWEEN 0 AND 100000), -- of the person, for each unit
  recupero_percentuale numeric(5,2) CONSTRAINT prestazione_prevista_recupero_percentuale CHECK (recupero_percentuale BETWEEN 0 AND 100),
  note text CONSTRAINT prestazione_prevista_note CHECK (length(note) <= 1000),
  creato_da bigint NOT NULL CONSTRAINT prestazione_prevista_creato_da REFERENCES operatore,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT prestazione_prevista_periodo CHECK (al >= dal),
  CONSTRAINT prestazione_prevista_giorni CHECK (giorni <@ ARRAY[1, 2, 3, 4, 5, 6, 7]::smallint[]),
  CONSTRAINT prestazione_prevista_un_recupero CHECK (num_nonnulls(recupero_importo, recupero_percentuale) <= 1),
  CONSTRAINT prestazione_prevista_della_pratica UNIQUE (id, pratica_id)
);
CREATE INDEX prestazione_prevista_pratica_id ON prestazione_prevista (pratica_id, dal, id);
-- What a supplier renders in a month, of many cases: from the month on, the long past is not walked.
CREATE INDEX prestazione_prevista_del_fornitore ON prestazione_prevista (fornitore_id, (coalesce(al, 'infinity')), pratica_id, id);

-- What was rendered on a day, or was not and why.  One row for a planned service and day: who comes twice a day is planned twice.
CREATE TABLE prestazione_resa (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT prestazione_resa_pk PRIMARY KEY,
  pratica_id bigint NOT NULL,
  prestazione_prevista_id bigint NOT NULL,
  data date NOT NULL CONSTRAINT prestazione_resa_data CHECK (data >= DATE '2000-01-01' AND data < DATE '2100-01-01'),
  quantita integer NOT NULL CONSTRAINT prestazione_resa_quantita CHECK (quantita BETWEEN 0 AND 10000),
  motivo text,                        -- why it was not rendered: code of the vocabulary motivo_non_resa; NULL: it was
  dalle time,
  alle time,
  operatore text CONSTRAINT prestazione_resa_operatore CHECK (length(operatore) <= 200), -- of the supplier
  nota text CONSTRAINT prestazione_resa_nota CHECK (length(nota) <= 500),
  creato_da bigint NOT NULL CONSTRAINT prestazione_resa_creato_da REFERENCES operatore,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT prestazione_resa_o_no CHECK ((motivo IS NULL) = (quantita > 0)),
  CONSTRAINT prestazione_resa_ore CHECK ((dalle IS NULL) = (alle IS NULL) AND alle > dalle),
  CONSTRAINT prestazione_resa_giorno UNIQUE (prestazione_prevista_id, data),
  CONSTRAINT prestazione_resa_prevista FOREIGN KEY (prestazione_prevista_id, pratica_id) REFERENCES prestazione_prevista (id, pratica_id)
);
CREATE INDEX prestazione_resa_mese ON prestazione_resa (pratica_id, data);

-- A month of a case: its version counts what was written in it, by whomever; closed, it has its cost and is written no more.
CREATE TABLE prestazione_mese (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT prestazione_mese_pk PRIMARY KEY,
  pratica_id bigint NOT NULL CONSTRAINT prestazione_mese_pratica REFERENCES pratica,
  mese date NOT NULL CONSTRAINT prestazione_mese_primo CHECK (extract(day FROM mese) = 1),
  costo numeric(12,2) CONSTRAINT prestazione_mese_costo CHECK (costo >= 0),
  recupero numeric(12,2) CONSTRAINT prestazione_mese_recupero CHECK (recupero BETWEEN 0 AND costo),
  chiuso_il timestamptz,
  chiuso_da bigint CONSTRAINT prestazione_mese_chiuso_da REFERENCES operatore,
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT prestazione_mese_intero CHECK (num_nonnulls(costo, recupero, chiuso_il, chiuso_da) IN (0, 4)),
  CONSTRAINT prestazione_mese_della_pratica UNIQUE (id, pratica_id),
  CONSTRAINT prestazione_mese_uno UNIQUE (pratica_id, mese)
);

-- What a closed month consists of, as it was when it was closed: a tariff that is corrected later does not change it.
CREATE TABLE prestazione_mese_riga (
  prestazione_mese_id bigint NOT NULL,
  pratica_id bigint NOT NULL,
  prestazione_prevista_id bigint NOT NULL,
  tariffa numeric(12,2) NOT NULL,
  quantita bigint NOT NULL,
  costo numeric(12,2) NOT NULL,
  recupero numeric(12,2) NOT NULL,
  CONSTRAINT prestazione_mese_riga_pk PRIMARY KEY (prestazione_mese_id, prestazione_prevista_id, tariffa),
  CONSTRAINT prestazione_mese_riga_mese FOREIGN KEY (prestazione_mese_id, pratica_id) REFERENCES prestazione_mese (id, pratica_id),
  CONSTRAINT prestazione_mese_riga_prevista FOREIGN KEY (prestazione_prevista_id, pratica_id) REFERENCES prestazione_prevista (id, pratica_id)
);
