-- What a project consists of (PRJ-01): goals, actions under each goal, reviews and what came of each goal.

-- `numero` is how the goal is called on paper; it is given by the database and does not change.  Twelve are as
-- many as a review asks about (conf/form/progetto_verifica.hdf).
CREATE TABLE progetto_obiettivo (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT progetto_obiettivo_pk PRIMARY KEY,
  pratica_id bigint NOT NULL CONSTRAINT progetto_obiettivo_pratica REFERENCES pratica,
  numero smallint NOT NULL CONSTRAINT progetto_obiettivo_dodici CHECK (numero BETWEEN 1 AND 12),
  testo text NOT NULL CONSTRAINT progetto_obiettivo_testo CHECK (btrim(testo) <> '' AND length(testo) <= 1000),
  area text,
  indicatore text CONSTRAINT progetto_obiettivo_indicatore CHECK (length(indicatore) <= 500),
  atteso text CONSTRAINT progetto_obiettivo_atteso CHECK (length(atteso) <= 500),
  entro date,
  creato_da bigint NOT NULL CONSTRAINT progetto_obiettivo_creato_da REFERENCES operatore,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT progetto_obiettivo_numero UNIQUE (pratica_id, numero),
  CONSTRAINT progetto_obiettivo_del_progetto UNIQUE (id, pratica_id)
);

-- Who answers for an action: an operator who opens the project, a service, the person, the family, an outside body.
CREATE TABLE progetto_azione (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT progetto_azione_pk PRIMARY KEY,
  pratica_id bigint NOT NULL CONSTRAINT progetto_azione_pratica REFERENCES pratica,
  progetto_obiettivo_id bigint NOT NULL,
  testo text NOT NULL CONSTRAINT progetto_azione_testo CHECK (btrim(testo) <> '' AND length(testo) <= 500),
  chi text NOT NULL CONSTRAINT progetto_azione_chi CHECK (chi IN ('OPERATORE', 'SERVIZIO', 'PERSONA', 'FAMIGLIA', 'ESTERNO')),
  operatore_id bigint CONSTRAINT progetto_azione_chi_operatore REFERENCES operatore,
  servizio_id bigint CONSTRAINT progetto_azione_chi_servizio REFERENCES servizio,
  chi_nome text CONSTRAINT progetto_azione_chi_nome CHECK (btrim(chi_nome) <> '' AND length(chi_nome) <= 200),
  dal date,
  al date,
  stato text NOT NULL CONSTRAINT progetto_azione_stato CHECK (stato IN ('DA_FARE', 'IN_CORSO', 'FATTA', 'NON_FATTA')),
  note text CONSTRAINT progetto_azione_note CHECK (length(note) <= 2000),
  creato_da bigint NOT NULL CONSTRAINT progetto_azione_creato_da REFERENCES operatore,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT progetto_azione_periodo CHECK (al >= dal),
  CONSTRAINT progetto_azione_chi_intero CHECK ((chi = 'OPERATORE') = (operatore_id IS NOT NULL) AND (chi = 'SERVIZIO') = (servizio_id IS NOT NULL)
    AND (chi <> 'ESTERNO' OR chi_nome IS NOT NULL) AND (chi IN ('FAMIGLIA', 'ESTERNO') OR chi_nome IS NULL)),
  CONSTRAINT progetto_azione_obiettivo FOREIGN KEY (progetto_obiettivo_id, pratica_id) REFERENCES progetto_obiettivo (id, pratica_id)
);
CREATE INDEX progetto_azione_pratica_id ON progetto_azione (pratica_id, progetto_obiettivo_id, id);
-- What an operator has still to do, by its day.
CREATE INDEX progetto_azione_mie ON progetto_azione (operatore_id, al) WHERE stato IN ('DA_FARE', 'IN_CORSO') AND al IS NOT NULL;

CREATE TABLE progetto_verifica (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT progetto_verifica_pk PRIMARY KEY,
  pratica_id bigint NOT NULL CONSTRAINT progetto_verifica_pratica REFERENCES pratica,
  data date NOT NULL,
  partecipanti text NOT NULL CONSTRAINT progetto_verifica_partecipanti CHECK (btrim(partecipanti) <> '' AND length(partecipanti) <= 1000),
  sintesi text CONSTRAINT progetto_verifica_sintesi CHECK (length(sintesi) <= 4000),
  prossima date,
  creato_da bigint NOT NULL CONSTRAINT progetto_verifica_creato_da REFERENCES operatore,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT progetto_verifica_prossima CHECK (prossima > data),
  CONSTRAINT progetto_verifica_del_progetto UNIQUE (id, pratica_id)
);
CREATE INDEX progetto_verifica_pratica_id ON progetto_verifica (pratica_id, data DESC, id DESC);

CREATE TABLE progetto_esito (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT progetto_esito_pk PRIMARY KEY,
  pratica_id bigint NOT NULL CONSTRAINT progetto_esito_pratica REFERENCES pratica,
  progetto_verifica_id bigint NOT NULL,
  progetto_obiettivo_id bigint NOT NULL,
  esito text NOT NULL CONSTRAINT progetto_esito_esito CHECK (esito IN ('RAGGIUNTO', 'PARTE', 'CONTINUA', 'NON_RAGGIUNTO', 'LASCIATO')),
  nota text CONSTRAINT progetto_esito_nota CHECK (length(nota) <= 1000),
  creato_da bigint NOT NULL CONSTRAINT progetto_esito_creato_da REFERENCES operatore,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT progetto_esito_uno UNIQUE (progetto_verifica_id, progetto_obiettivo_id),
  CONSTRAINT progetto_esito_verifica FOREIGN KEY (progetto_verifica_id, pratica_id) REFERENCES progetto_verifica (id, pratica_id) ON DELETE CASCADE,
  CONSTRAINT progetto_esito_obiettivo FOREIGN KEY (progetto_obiettivo_id, pratica_id) REFERENCES progetto_obiettivo (id, pratica_id)
);
CREATE INDEX progetto_esito_obiettivo_id ON progetto_esito (progetto_obiettivo_id);
