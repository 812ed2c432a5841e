-- Richieste (RIC-01 … RIC-07): who asks, who decides, by when, why, with which answer.  A richiesta is no case
-- but hangs on one, and goes to the service of the case itself or to another one.  What sorts there are, who
-- may ask and decide, which states there are and which steps lead from one to the other are rows.

CREATE TABLE tipo_richiesta (
  codice text CONSTRAINT tipo_richiesta_pk PRIMARY KEY CONSTRAINT tipo_richiesta_codice CHECK (codice ~ '^[a-z][a-z-]{1,29}$'), -- it stands in addresses
  denominazione text NOT NULL,        -- "Autorizzazione"
  descrizione text NOT NULL,          -- what it is for, to who is about to ask
  ambito text NOT NULL CONSTRAINT tipo_richiesta_ambito CHECK (ambito IN ('servizio', 'altro')), -- decided in the service of the case, or in another one
  giorni integer NOT NULL CONSTRAINT tipo_richiesta_giorni CHECK (giorni BETWEEN 1 AND 365), -- to answer
  preavviso integer NOT NULL DEFAULT 3 CONSTRAINT tipo_richiesta_preavviso CHECK (preavviso BETWEEN 0 AND 60), -- days before, when who decides is reminded
  ordine integer NOT NULL DEFAULT 0,
  valido_dal date NOT NULL DEFAULT DATE '1900-01-01',
  valido_al date
);
-- To which kinds of case it belongs.
CREATE TABLE tipo_richiesta_kind (
  tipo text NOT NULL CONSTRAINT tipo_richiesta_kind_tipo REFERENCES tipo_richiesta,
  kind text NOT NULL CONSTRAINT tipo_richiesta_kind_kind REFERENCES kind,
  CONSTRAINT tipo_richiesta_kind_pk PRIMARY KEY (tipo, kind)
);

-- The states of a type.  `attende`: who is awaited there, NULL: nobody any more; the days to answer run while
-- it is who decides.
CREATE TABLE stato_richiesta (
  tipo text NOT NULL CONSTRAINT stato_richiesta_tipo REFERENCES tipo_richiesta,
  codice text NOT NULL CONSTRAINT stato_richiesta_codice CHECK (codice ~ '^[A-Z]$'),
  denominazione text NOT NULL,
  aspetto text NOT NULL CONSTRAINT stato_richiesta_aspetto CHECK (aspetto IN ('ok', 'attesa', 'no', 'info', 'vuoto')), -- of its tag
  attende text CONSTRAINT stato_richiesta_attende CHECK (attende IN ('decide', 'chiede', 'esegue')),
  favorevole boolean NOT NULL DEFAULT false, -- what was asked for was granted
  CONSTRAINT stato_richiesta_pk PRIMARY KEY (tipo, codice)
);
-- The steps.  `chi`: of the service that asks, or of the one that receives.  The step from '' is asking.
CREATE TABLE transizione_richiesta (
  tipo text NOT NULL,
  da text NOT NULL,
  azione text NOT NULL CONSTRAINT transizione_richiesta_azione CHECK (azione ~ '^[a-z][a-z-]{1,29}$'),
  a text NOT NULL,
  etichetta text NOT NULL,            -- on the button
  chi text NOT NULL CONSTRAINT transizione_richiesta_chi CHECK (chi IN ('chiede', 'decide')),
  motivo text NOT NULL CONSTRAINT transizione_richiesta_motivo CHECK (motivo IN ('no', 'facoltativo', 'obbligatorio')),
  ordine integer NOT NULL DEFAULT 0,
  CONSTRAINT transizione_richiesta_pk PRIMARY KEY (tipo, da, azione),
  CONSTRAINT transizione_richiesta_a FOREIGN KEY (tipo, a) REFERENCES stato_richiesta,
  CONSTRAINT transizione_richiesta_nasce CHECK (da <> '' OR chi = 'chiede')
);
-- Who makes a step (RIC-04): a role, and where it says so only one that authorises (AMB-16).
CREATE TABLE transizione_richiesta_ruolo (
  tipo text NOT NULL,
  da text NOT NULL,
  azione text NOT NULL,
  ruolo smallint NOT NULL CONSTRAINT transizione_richiesta_ruolo_ruolo REFERENCES ruolo,
  responsabile boolean NOT NULL DEFAULT false,
  CONSTRAINT transizione_richiesta_ruolo_pk PRIMARY KEY (tipo, da, azione, ruolo),
  CONSTRAINT transizione_richiesta_ruolo_di FOREIGN KEY (tipo, da, azione) REFERENCES transizione_richiesta
);
-- A change of state of a case for which a richiesta of that type must have been granted (RIC-02).
CREATE TABLE transizione_esige (
  kind text NOT NULL,
  da text NOT NULL,
  azione text NOT NULL,
  tipo_richiesta text NOT NULL CONSTRAINT transizione_esige_tipo REFERENCES tipo_richiesta,
  CONSTRAINT transizione_esige_pk PRIMARY KEY (kind, da, azione),
  CONSTRAINT transizione_esige_di FOREIGN KEY (kind, da, azione) REFERENCES transizione
);

CREATE TABLE richiesta (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT richiesta_pk PRIMARY KEY,
  codice text NOT NULL CONSTRAINT richiesta_codice UNIQUE,
  tipo text NOT NULL CONSTRAINT richiesta_tipo REFERENCES tipo_richiesta,
  stato text NOT NULL,
  attende text,                       -- of its state, for the ways into the lists
  pratica_id bigint NOT NULL CONSTRAINT richiesta_pratica REFERENCES pratica,
  -- what who decides is told of the case, who may not be able to open it
  pratica_codice text NOT NULL,
  pratica_kind text NOT NULL,
  soggetto_id bigint CONSTRAINT richiesta_soggetto REFERENCES soggetto, -- as the case has it
  servizio_id bigint NOT NULL CONSTRAINT richiesta_servizio REFERENCES servizio, -- that asks
  richiedente_operatore_id bigint NOT NULL CONSTRAINT richiesta_richiedente REFERENCES operatore,
  destinatario_id bigint NOT NULL CONSTRAINT richiesta_destinatario REFERENCES servizio, -- that decides
  oggetto text NOT NULL CONSTRAINT richiesta_oggetto CHECK (btrim(oggetto) <> '' AND length(oggetto) <= 200),
  testo text NOT NULL CONSTRAINT richiesta_testo CHECK (btrim(testo) <> '' AND length(testo) <= 4000),
  entro date NOT NULL,
  promemoria date NOT NULL,           -- the day on which who decides is reminded
  promemoria_dato_il timestamptz,
  scaduta_detta_il timestamptz,       -- both sides were told that the day had passed
  chiesta_il timestamptz NOT NULL DEFAULT now(),
  decisa_il timestamptz,              -- when it came to a state that was granted or where nobody is awaited
  attende_dal date NOT NULL DEFAULT current_date,
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT richiesta_stato FOREIGN KEY (tipo, stato) REFERENCES stato_richiesta
);
CREATE INDEX richiesta_pratica_id ON richiesta (pratica_id, id DESC);
CREATE INDEX richiesta_da_fare ON richiesta (destinatario_id, entro, id) WHERE attende IN ('decide', 'esegue');
CREATE INDEX richiesta_mie ON richiesta (richiedente_operatore_id, id DESC);
CREATE INDEX richiesta_mie_aperte ON richiesta (richiedente_operatore_id, entro) WHERE attende IN ('decide', 'chiede');
CREATE INDEX richiesta_di_servizio ON richiesta (servizio_id, id DESC);
CREATE INDEX richiesta_ricevute ON richiesta (destinatario_id, id DESC);
CREATE INDEX richiesta_soggetto_id ON richiesta (soggetto_id) WHERE soggetto_id IS NOT NULL;
CREATE INDEX richiesta_promemoria_dovuto ON richiesta (promemoria) WHERE attende = 'decide' AND promemoria_dato_il IS NULL;
CREATE INDEX richiesta_scaduta ON richiesta (entro) WHERE attende = 'decide' AND scaduta_detta_il IS NULL;

-- Every step, with who, in which service and role, when and why.
CREATE TABLE richiesta_passo (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT richiesta_passo_pk PRIMARY KEY,
  richiesta_id bigint NOT NULL CONSTRAINT richiesta_passo_richiesta REFERENCES richiesta,
  azione text NOT NULL,
  da text NOT NULL,
  a text NOT NULL,
  testo text CONSTRAINT richiesta_passo_testo CHECK (length(testo) <= 4000),
  operatore_id bigint NOT NULL CONSTRAINT richiesta_passo_operatore REFERENCES operatore,
  servizio_id bigint NOT NULL CONSTRAINT richiesta_passo_servizio REFERENCES servizio,
  ruolo smallint NOT NULL CONSTRAINT richiesta_passo_ruolo REFERENCES ruolo,
  quando timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX richiesta_passo_di ON richiesta_passo (richiesta_id, id);

-- Notifications about a richiesta: 'decisione' asks for a step of the reader.
ALTER TABLE notifica ADD COLUMN richiesta_id bigint CONSTRAINT notifica_della_richiesta REFERENCES richiesta;
ALTER TABLE notifica DROP CONSTRAINT notifica_tipo;
ALTER TABLE notifica ADD CONSTRAINT notifica_tipo
  CHECK (tipo IN ('assegnazione', 'risposta', 'richiesta', 'passaggio', 'revoca', 'scadenza', 'avviso', 'domanda', 'decisione'));
CREATE INDEX notifica_richiesta_id ON notifica (richiesta_id, operatore_id) WHERE richiesta_id IS NOT NULL;

INSERT INTO permesso VALUES
  ('RICHIESTA_LEGGI', false, 'Leggere le richieste delle pratiche e quelle da decidere'),
  ('RICHIESTA_SCRIVI', true, 'Fare richieste e rispondere a quelle che il ruolo decide');
INSERT INTO ruolo_permesso SELECT r.id, p.codice FROM ruolo r, permesso p WHERE r.id IN (1, 2, 3, 4) AND p.codice IN ('RICHIESTA_LEGGI', 'RICHIESTA_SCRIVI');

-- ---- what ships; administrators change it (RIC-05) ----

INSERT INTO tipo_richiesta (codice, denominazione, descrizione, ambito, giorni, preavviso, ordine) VALUES
  ('autorizzazione', 'Autorizzazione', 'Chi è responsabile del servizio autorizza l’intervento o il contributo; poi lo segue chi amministra.', 'servizio', 10, 3, 1),
  ('parere', 'Parere di un altro servizio', 'Chiedi a un altro servizio che cosa ne pensa, prima di decidere.', 'altro', 15, 3, 2),
  ('attivazione', 'Attivazione di una prestazione di un altro servizio', 'Chiedi a un altro servizio, per esempio ACSI, di attivare una prestazione per la persona.', 'altro', 30, 5, 3);
INSERT INTO tipo_richiesta_kind VALUES
  ('autorizzazione', 'intervento_generico'), ('parere', 'intervento_generico'), ('attivazione', 'intervento_generico'),
  ('parere', 'segnalazione'), ('attivazione', 'segnalazione'), ('parere', 'presa_in_carico'), ('attivazione', 'presa_in_carico'),
  ('parere', 'valutazione'), ('parere', 'progetto'), ('attivazione', 'progetto');

-- RIC-03.  Where something has still to be done after the decision, that state awaits who does it.
INSERT INTO stato_richiesta (tipo, codice, denominazione, aspetto, attende, favorevole)
SELECT t.codice, s.* FROM tipo_richiesta t, (VALUES
  ('V', 'In valutazione', 'info', 'decide', false), ('N', 'Da integrare', 'attesa', 'chiede', false),
  ('R', 'Respinta', 'no', NULL, false), ('X', 'Annullata', 'vuoto', NULL, false)) s;
INSERT INTO stato_richiesta (tipo, codice, denominazione, aspetto, attende, favorevole) VALUES
  ('autorizzazione', 'A', 'Approvata', 'ok', 'esegue', true), ('autorizzazione', 'E', 'Eseguita', 'ok', NULL, true),
  ('parere', 'A', 'Parere dato', 'ok', NULL, true),
  ('attivazione', 'A', 'Accolta', 'ok', 'esegue', true), ('attivazione', 'E', 'Attivata', 'ok', NULL, true);
INSERT INTO transizione_richiesta
SELECT t.codice, s.* FROM tipo_richiesta t, (VALUES
  ('', 'chiedi', 'V', 'Invia la richiesta', 'chiede', 'obbligatorio', 1),
  ('V', 'integra', 'N', 'Chiedi un’integrazione', 'decide', 'obbligatorio', 3),
  ('N', 'rispondi', 'V', 'Rispondi', 'chiede', 'obbligatorio', 1),
  ('N', 'respingi', 'R', 'Respingi', 'decide', 'obbligatorio', 2),
  ('V', 'annulla', 'X', 'Annulla la richiesta', 'chiede', 'obbligatorio', 9),
  ('N', 'annulla', 'X', 'Annulla la richiesta', 'chiede', 'obbligatorio', 9)) s;
INSERT INTO transizione_richiesta VALUES
  ('autorizzazione', 'V', 'approva', 'A', 'Approva', 'decide', 'facoltativo', 1),
  ('autorizzazione', 'V', 'respingi', 'R', 'Respingi', 'decide', 'obbligatorio', 2),
  ('autorizzazione', 'A', 'esegui', 'E', 'Segna come eseguita', 'decide', 'facoltativo', 1),
  ('parere', 'V', 'rispondi', 'A', 'Dai il parere', 'decide', 'obbligatorio', 1),
  ('parere', 'V', 'respingi', 'R', 'Non dare il parere', 'decide', 'obbligatorio', 2),
  ('attivazione', 'V', 'approva', 'A', 'Accogli', 'decide', 'facoltativo', 1),
  ('attivazione', 'V', 'respingi', 'R', 'Respingi', 'decide', 'obbligatorio', 2),
  ('attivazione', 'A', 'esegui', 'E', 'Segna come attivata', 'decide', 'facoltativo', 1);
-- Whoever works on the case asks, answers and takes back (GEN-01).
INSERT INTO transizione_richiesta_ruolo
SELECT t.tipo, t.da, t.azione, r, false FROM transizione_richiesta t, generate_series(1, 4) r WHERE t.chi = 'chiede';
-- RIC-02, AMB-16: who authorises, whatever the role; then whoever administers goes on.
INSERT INTO transizione_richiesta_ruolo
SELECT t.tipo, t.da, t.azione, r, true FROM transizione_richiesta t, generate_series(1, 4) r WHERE t.chi = 'decide' AND t.tipo = 'autorizzazione' AND t.da IN ('V', 'N');
INSERT INTO transizione_richiesta_ruolo VALUES ('autorizzazione', 'A', 'esegui', 3, false);
-- Another service: its assistenti sociali and referenti give an opinion; those and whoever administers activate.
INSERT INTO transizione_richiesta_ruolo
SELECT t.tipo, t.da, t.azione, r, false FROM transizione_richiesta t, generate_series(1, 3) r
 WHERE t.chi = 'decide' AND (t.tipo = 'attivazione' OR t.tipo = 'parere' AND r < 3);
