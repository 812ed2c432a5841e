-- Équipe as an object (BEY-01) and the agenda (AGE-01).

INSERT INTO permesso VALUES
  ('AGENDA_LEGGI', false, 'Vedere l’agenda propria, delle équipe e del servizio'),
  ('AGENDA_SCRIVI', true, 'Inserire, spostare e togliere appuntamenti'),
  ('EQUIPE_SCRIVI', true, 'Comporre le équipe e legarle alle pratiche');
INSERT INTO ruolo_permesso
SELECT r.id, p.codice FROM ruolo r, permesso p
 WHERE r.id IN (1, 2, 3, 4) AND p.codice IN ('AGENDA_LEGGI', 'AGENDA_SCRIVI') OR r.id IN (1, 2) AND p.codice = 'EQUIPE_SCRIVI';

-- A group of people who work together, of one service or across several.
CREATE TABLE equipe (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT equipe_pk PRIMARY KEY,
  nome text NOT NULL CONSTRAINT equipe_nome CHECK (nome = btrim(nome) AND nome <> '' AND length(nome) <= 100),
  tra_servizi boolean NOT NULL DEFAULT false, -- members of other services too
  scopo text CONSTRAINT equipe_scopo CHECK (length(scopo) <= 1000),
  servizio_id bigint NOT NULL CONSTRAINT equipe_servizio REFERENCES servizio, -- which keeps it
  chiusa_il date,
  creato_da bigint NOT NULL CONSTRAINT equipe_creato_da REFERENCES operatore,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX equipe_nome_unico ON equipe (servizio_id, lower(nome)) WHERE chiusa_il IS NULL;

CREATE TABLE equipe_membro (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT equipe_membro_pk PRIMARY KEY,
  equipe_id bigint NOT NULL CONSTRAINT equipe_membro_equipe REFERENCES equipe,
  operatore_id bigint NOT NULL CONSTRAINT equipe_membro_operatore REFERENCES operatore,
  funzione text NOT NULL CONSTRAINT equipe_membro_funzione CHECK (btrim(funzione) <> '' AND length(funzione) <= 60), -- in the équipe: coordina, psicologa ...
  valido_dal date NOT NULL DEFAULT current_date,
  valido_al date,
  CONSTRAINT equipe_membro_periodo CHECK (valido_al >= valido_dal)
);
CREATE UNIQUE INDEX equipe_membro_unico ON equipe_membro (equipe_id, operatore_id) WHERE valido_al IS NULL;
CREATE INDEX equipe_membro_operatore_id ON equipe_membro (operatore_id, equipe_id);

-- The équipe of a case.  It opens nothing: cases open by assignment only (PRI-04).
CREATE TABLE equipe_pratica (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT equipe_pratica_pk PRIMARY KEY,
  equipe_id bigint NOT NULL CONSTRAINT equipe_pratica_equipe REFERENCES equipe,
  pratica_id bigint NOT NULL CONSTRAINT equipe_pratica_pratica REFERENCES pratica,
  valida_dal date NOT NULL DEFAULT current_date,
  valida_al date,
  creato_da bigint NOT NULL CONSTRAINT equipe_pratica_creato_da REFERENCES operatore,
  CONSTRAINT equipe_pratica_periodo CHECK (valida_al >= valida_dal)
);
CREATE UNIQUE INDEX equipe_pratica_unica ON equipe_pratica (equipe_id, pratica_id) WHERE valida_al IS NULL;
CREATE INDEX equipe_pratica_pratica_id ON equipe_pratica (pratica_id);

CREATE TABLE appuntamento (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT appuntamento_pk PRIMARY KEY,
  tipo text NOT NULL CONSTRAINT appuntamento_tipo CHECK (tipo IN ('COLLOQUIO', 'VISITA', 'EQUIPE', 'ALTRO')),
  titolo text NOT NULL CONSTRAINT appuntamento_titolo CHECK (btrim(titolo) <> '' AND length(titolo) <= 200),
  inizio timestamptz NOT NULL,
  fine timestamptz NOT NULL,
  luogo text CONSTRAINT appuntamento_luogo CHECK (length(luogo) <= 200),
  note text CONSTRAINT appuntamento_note CHECK (length(note) <= 2000),
  pratica_id bigint CONSTRAINT appuntamento_pratica REFERENCES pratica,
  equipe_id bigint CONSTRAINT appuntamento_equipe REFERENCES equipe, -- its members take part
  del_servizio boolean NOT NULL DEFAULT false,                       -- of the whole service
  servizio_id bigint NOT NULL CONSTRAINT appuntamento_servizio REFERENCES servizio,
  creato_da bigint NOT NULL CONSTRAINT appuntamento_creato_da REFERENCES operatore,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT appuntamento_durata CHECK (fine > inizio AND fine <= inizio + interval '24 hours')
);
CREATE INDEX appuntamento_del_servizio ON appuntamento (servizio_id, inizio);
CREATE INDEX appuntamento_dell_equipe ON appuntamento (equipe_id, inizio) WHERE equipe_id IS NOT NULL;
CREATE INDEX appuntamento_della_pratica ON appuntamento (pratica_id) WHERE pratica_id IS NOT NULL;

CREATE TABLE appuntamento_partecipante (
  appuntamento_id bigint NOT NULL CONSTRAINT appuntamento_partecipante_appuntamento REFERENCES appuntamento ON DELETE CASCADE,
  operatore_id bigint NOT NULL CONSTRAINT appuntamento_partecipante_operatore REFERENCES operatore,
  inizio timestamptz NOT NULL,       -- of the appointment, so that a week of somebody is one range
  CONSTRAINT appuntamento_partecipante_pk PRIMARY KEY (appuntamento_id, operatore_id)
);
CREATE INDEX appuntamento_partecipante_chi ON appuntamento_partecipante (operatore_id, inizio);

-- The secret address of a calendar: only its SHA-256 is kept.
CREATE TABLE agenda_collegamento (
  operatore_id bigint CONSTRAINT agenda_collegamento_pk PRIMARY KEY CONSTRAINT agenda_collegamento_operatore REFERENCES operatore,
  impronta bytea NOT NULL CONSTRAINT agenda_collegamento_impronta UNIQUE,
  creato_il timestamptz NOT NULL DEFAULT now(),
  letto_il timestamptz,
  finestra timestamptz NOT NULL DEFAULT now(), -- readings are counted in it
  letture integer NOT NULL DEFAULT 0
);
