-- The ledger of the interventions (GEN-37, ECO-06, ECO-07, ECO-09): funds, what of a fund a case may take, commitments, rules
-- for payments, what lowers them, who bears the cost, movements and the lists in which they are paid.  SIZ does not pay:
-- number and date of a mandate are entered from the accounting system.
--
-- Money is numeric(12,2) and never NaN (every check has an upper end).  fund >= its shares >= their commitments >= the movements
-- on them: each of these sums is a column of the row above, kept by triggers (sql/code/19_conti.sql) and held by a CHECK of that row, so that
-- two operators at once are one after the other on that row and nobody ever overspends.
--
-- Locks are always taken in this order: list, cases by rising id, funds by rising id; what lies below a case (shares,
-- commitments, rules, movements) is written only while the case is locked.

-- Which kinds of case have a ledger (sql/code/19_conti.sql fills it: the interventions).
CREATE TABLE kind_contabile (
  kind text CONSTRAINT kind_contabile_pk PRIMARY KEY CONSTRAINT kind_contabile_kind REFERENCES kind
);

-- CONTI_LEGGI: whoever works on interventions sees which funds there are and what is left of them (ECO-01, ECO-09, GEN-28: the block is on the form that
-- all four roles fill in).  CONTI_SCRIVI: funds, shares, commitments, lists and mandates are the administration's, which goes on after
-- the authorisation (RIC-02, ECO-01), and of who answers for the area (ROL-01).  CONTI_AUTORIZZA: the same two roles, and of these only
-- who is responsabile in the service (movimento_transizione.responsabile; AMB-16: "referente" sees, "responsabile" authorises).
-- Who enters the intervention writes its rules, suspensions, reductions and shares (INTERVENTO_SCRIVI, ECO-01).  Who administers
-- the system has none of them (AZ-9).
INSERT INTO permesso VALUES
  ('CONTI_LEGGI', false, 'Vedere i finanziamenti, quanto ne resta e gli elenchi di pagamento'),
  ('CONTI_SCRIVI', true, 'Tenere finanziamenti, impegni, elenchi di pagamento e mandati'),
  ('CONTI_AUTORIZZA', true, 'Autorizzare i movimenti contabili, se responsabile');
INSERT INTO ruolo_permesso SELECT r.id, 'CONTI_LEGGI' FROM ruolo r WHERE r.id IN (1, 2, 3, 4);
INSERT INTO ruolo_permesso SELECT r.id, p.codice FROM ruolo r, permesso p WHERE r.id IN (2, 3) AND p.codice IN ('CONTI_SCRIVI', 'CONTI_AUTORIZZA');

-- ---- funds ------------------------------------------------------------------------------------

CREATE TABLE finanziamento (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT finanziamento_pk PRIMARY KEY,
  servizio_id bigint NOT NULL CONSTRAINT finanziamento_del_servizio REFERENCES servizio,
  anno smallint NOT NULL CONSTRAINT finanziamento_anno CHECK (anno BETWEEN 2000 AND 2100),
  denominazione text NOT NULL CONSTRAINT finanziamento_denominazione CHECK (btrim(denominazione) <> '' AND length(denominazione) <= 200),
  fonte text NOT NULL,                -- vocabulary fonte_finanziamento
  capitolo text CONSTRAINT finanziamento_capitolo CHECK (length(capitolo) <= 60),
  cup text CONSTRAINT finanziamento_cup CHECK (cup ~ '^[A-Z0-9]{15}$'), -- L. 3/2003, art. 11
  importo numeric(12,2) NOT NULL CONSTRAINT finanziamento_importo CHECK (importo > 0 AND importo < 10000000000),
  assegnato numeric(12,2) NOT NULL DEFAULT 0, -- kept: sum of its shares
  valido_dal date,
  valido_al date,
  soglia_avviso numeric(5,2) NOT NULL DEFAULT 90 CONSTRAINT finanziamento_soglia CHECK (soglia_avviso BETWEEN 1 AND 100), -- per cent given out from which pages warn
  chiuso boolean NOT NULL DEFAULT false, -- nothing more is given out
  note text CONSTRAINT finanziamento_note CHECK (length(note) <= 2000),
  creato_da bigint NOT NULL CONSTRAINT finanziamento_creato_da REFERENCES operatore,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT finanziamento_periodo CHECK (valido_al >= valido_dal),
  CONSTRAINT finanziamento_capienza CHECK (assegnato <= importo)
);
CREATE INDEX finanziamento_servizio_anno ON finanziamento (servizio_id, anno DESC, id DESC);
-- Who else may spend it.
CREATE TABLE finanziamento_servizio (
  finanziamento_id bigint NOT NULL CONSTRAINT finanziamento_servizio_fondo REFERENCES finanziamento,
  servizio_id bigint NOT NULL CONSTRAINT finanziamento_servizio_di REFERENCES servizio,
  CONSTRAINT finanziamento_servizio_pk PRIMARY KEY (finanziamento_id, servizio_id)
);
CREATE INDEX finanziamento_servizio_chi ON finanziamento_servizio (servizio_id, finanziamento_id);

-- How much of a fund this case may take.
CREATE TABLE finanziamento_pratica (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT finanziamento_pratica_pk PRIMARY KEY,
  pratica_id bigint NOT NULL CONSTRAINT finanziamento_pratica_pratica REFERENCES pratica,
  finanziamento_id bigint NOT NULL CONSTRAINT finanziamento_pratica_fondo REFERENCES finanziamento,
  importo numeric(12,2) NOT NULL CONSTRAINT finanziamento_pratica_importo CHECK (importo >= 0 AND importo < 10000000000),
  impegnato numeric(12,2) NOT NULL DEFAULT 0, -- kept: sum of the commitments on it
  impiegato numeric(12,2) NOT NULL DEFAULT 0, -- kept: net of the live movements on it
  creato_da bigint NOT NULL CONSTRAINT finanziamento_pratica_creato_da REFERENCES operatore,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT finanziamento_pratica_una UNIQUE (pratica_id, finanziamento_id),
  CONSTRAINT finanziamento_pratica_impegni CHECK (impegnato <= importo),
  CONSTRAINT finanziamento_pratica_capienza CHECK (impiegato BETWEEN 0 AND importo)
);
CREATE INDEX finanziamento_pratica_fondo_id ON finanziamento_pratica (finanziamento_id, pratica_id);

-- D.Lgs. 267/2000, art. 183: the commitment, by year and with its act.
CREATE TABLE impegno (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT impegno_pk PRIMARY KEY,
  pratica_id bigint NOT NULL CONSTRAINT impegno_pratica REFERENCES pratica,
  finanziamento_id bigint NOT NULL,
  anno smallint NOT NULL CONSTRAINT impegno_anno CHECK (anno BETWEEN 2000 AND 2100),
  numero text NOT NULL CONSTRAINT impegno_numero_testo CHECK (btrim(numero) <> '' AND length(numero) <= 40),
  capitolo text CONSTRAINT impegno_capitolo CHECK (length(capitolo) <= 60),
  atto_tipo text CONSTRAINT impegno_atto_tipo CHECK (length(atto_tipo) <= 60),
  atto_numero text CONSTRAINT impegno_atto_numero CHECK (length(atto_numero) <= 40),
  atto_data date,
  importo numeric(12,2) NOT NULL CONSTRAINT impegno_importo CHECK (importo > 0 AND importo < 10000000000),
  impiegato numeric(12,2) NOT NULL DEFAULT 0, -- kept: net of the live movements on it
  creato_da bigint NOT NULL CONSTRAINT impegno_creato_da REFERENCES operatore,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT impegno_numero UNIQUE (pratica_id, anno, numero),
  CONSTRAINT impegno_del_fondo UNIQUE (id, pratica_id, finanziamento_id),
  CONSTRAINT impegno_quota FOREIGN KEY (pratica_id, finanziamento_id) REFERENCES finanziamento_pratica (pratica_id, finanziamento_id),
  CONSTRAINT impegno_capienza CHECK (impiegato BETWEEN 0 AND importo)
);
CREATE INDEX impegno_fondo_id ON impegno (finanziamento_id, id);

-- ---- what is to be paid -----------------------------------------------------------------------

-- cadenza: U once, M monthly, B every two months, T every three, A yearly, R in tranches (importo: their sum).
-- M, B, T, A pay for calendar months from the one of `dal` on, by days where a month is not whole.
CREATE TABLE regola_pagamento (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT regola_pagamento_pk PRIMARY KEY,
  pratica_id bigint NOT NULL CONSTRAINT regola_pagamento_pratica REFERENCES pratica,
  dal date NOT NULL CONSTRAINT regola_pagamento_dal CHECK (dal >= DATE '2000-01-01' AND dal < DATE '2100-01-01'),
  al date,                            -- NULL: as long as the case stands; planned until the end of the year
  cadenza char(1) NOT NULL CONSTRAINT regola_pagamento_cadenza CHECK (cadenza IN ('U', 'M', 'B', 'T', 'A', 'R')),
  importo numeric(12,2) NOT NULL CONSTRAINT regola_pagamento_importo CHECK (importo > 0 AND importo < 10000000000),
  mese_intero boolean NOT NULL DEFAULT false, -- a month with any day to be paid is paid whole
  giorno smallint CONSTRAINT regola_pagamento_giorno CHECK (giorno BETWEEN 1 AND 31), -- of the last month of a period, on which it is due; NULL: its last
  descrizione text CONSTRAINT regola_pagamento_descrizione CHECK (length(descrizione) <= 200),
  beneficiario text CONSTRAINT regola_pagamento_beneficiario CHECK (length(beneficiario) <= 200),
  iban text CONSTRAINT regola_pagamento_iban CHECK (iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$'),
  modalita text,                      -- vocabulary modalita_pagamento
  finanziamento_id bigint,            -- taken from there; NULL: from whichever share of the case has room
  impegno_id bigint,
  generata_fino date,                 -- without `al`: how far it was planned beyond the end of the year
  creato_da bigint NOT NULL CONSTRAINT regola_pagamento_creato_da REFERENCES operatore,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT regola_pagamento_periodo CHECK (al >= dal),
  CONSTRAINT regola_pagamento_durata CHECK (al <= dal + 7305 AND generata_fino <= dal + 7305), -- twenty years
  CONSTRAINT regola_pagamento_della_pratica UNIQUE (id, pratica_id),
  CONSTRAINT regola_pagamento_fondo FOREIGN KEY (pratica_id, finanziamento_id) REFERENCES finanziamento_pratica (pratica_id, finanziamento_id),
  CONSTRAINT regola_pagamento_impegno FOREIGN KEY (impegno_id, pratica_id, finanziamento_id) REFERENCES impegno (id, pratica_id, finanziamento_id),
  CONSTRAINT regola_pagamento_impegno_fondo CHECK (impegno_id IS NULL OR finanziamento_id IS NOT NULL)
);
CREATE INDEX regola_pagamento_pratica_id ON regola_pagamento (pratica_id, id);

CREATE TABLE regola_tranche (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT regola_tranche_pk PRIMARY KEY,
  regola_id bigint NOT NULL,
  pratica_id bigint NOT NULL,
  numero smallint NOT NULL CONSTRAINT regola_tranche_numero_forma CHECK (numero BETWEEN 1 AND 99),
  data date NOT NULL CONSTRAINT regola_tranche_data CHECK (data >= DATE '2000-01-01' AND data < DATE '2100-01-01'),
  importo numeric(12,2) NOT NULL CONSTRAINT regola_tranche_importo CHECK (importo > 0 AND importo < 10000000000),
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT regola_tranche_regola FOREIGN KEY (regola_id, pratica_id) REFERENCES regola_pagamento (id, pratica_id) ON DELETE CASCADE,
  CONSTRAINT regola_tranche_numero UNIQUE (regola_id, numero)
);

CREATE TABLE sospensione_pagamento (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT sospensione_pagamento_pk PRIMARY KEY,
  pratica_id bigint NOT NULL CONSTRAINT sospensione_pagamento_pratica REFERENCES pratica,
  dal date NOT NULL,
  al date,                            -- last day that is not paid; NULL: until further notice
  motivo text NOT NULL CONSTRAINT sospensione_pagamento_motivo CHECK (btrim(motivo) <> '' AND length(motivo) <= 1000),
  creato_da bigint NOT NULL CONSTRAINT sospensione_pagamento_creato_da REFERENCES operatore,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT sospensione_pagamento_periodo CHECK (al >= dal)
);
CREATE INDEX sospensione_pagamento_pratica_id ON sospensione_pagamento (pratica_id, dal);

-- An amount lowers each movement whose period it meets by that much; a percentage lowers it by its days in common.
CREATE TABLE decurtazione (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT decurtazione_pk PRIMARY KEY,
  pratica_id bigint NOT NULL CONSTRAINT decurtazione_pratica REFERENCES pratica,
  dal date NOT NULL,
  al date,
  importo numeric(12,2) CONSTRAINT decurtazione_importo CHECK (importo > 0 AND importo < 10000000000),
  percentuale numeric(5,2) CONSTRAINT decurtazione_percentuale CHECK (percentuale > 0 AND percentuale <= 100),
  motivo text NOT NULL CONSTRAINT decurtazione_motivo CHECK (btrim(motivo) <> '' AND length(motivo) <= 1000),
  creato_da bigint NOT NULL CONSTRAINT decurtazione_creato_da REFERENCES operatore,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT decurtazione_periodo CHECK (al >= dal),
  CONSTRAINT decurtazione_una CHECK (num_nonnulls(importo, percentuale) = 1)
);
CREATE INDEX decurtazione_pratica_id ON decurtazione (pratica_id, dal);

-- What others than the service of the case bear of the cost: an amount a month or a percentage.  The service bears the rest, so that
-- the shares always add up to the cost.  pagatore: the three shares of SIUSS are UTENTE, SSR and all the others (Ente).
CREATE TABLE quota_compartecipazione (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT quota_compartecipazione_pk PRIMARY KEY,
  pratica_id bigint NOT NULL CONSTRAINT quota_compartecipazione_pratica REFERENCES pratica,
  pagatore text NOT NULL CONSTRAINT quota_compartecipazione_pagatore CHECK (pagatore IN ('UTENTE', 'COMUNE', 'SSR', 'INPS', 'ALTRO')),
  denominazione text CONSTRAINT quota_compartecipazione_denominazione CHECK (length(denominazione) <= 200), -- which Comune, which body
  dal date NOT NULL,
  al date,
  importo numeric(12,2) CONSTRAINT quota_compartecipazione_importo CHECK (importo > 0 AND importo < 10000000000), -- a month
  percentuale numeric(5,2) CONSTRAINT quota_compartecipazione_percentuale CHECK (percentuale > 0 AND percentuale <= 100),
  note text CONSTRAINT quota_compartecipazione_note CHECK (length(note) <= 1000),
  creato_da bigint NOT NULL CONSTRAINT quota_compartecipazione_creato_da REFERENCES operatore,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT quota_compartecipazione_periodo CHECK (al >= dal),
  CONSTRAINT quota_compartecipazione_una CHECK (num_nonnulls(importo, percentuale) = 1)
);
CREATE INDEX quota_compartecipazione_pratica_id ON quota_compartecipazione (pratica_id, dal);

-- ---- lists ------------------------------------------------------------------------------------

-- D.Lgs. 267/2000, art. 184: liquidazione, by an act; art. 185: the mandate, of the accounting system.
CREATE TABLE elenco_pagamento (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT elenco_pagamento_pk PRIMARY KEY,
  codice text NOT NULL CONSTRAINT elenco_pagamento_codice UNIQUE, -- ELE-2026-00012
  servizio_id bigint NOT NULL CONSTRAINT elenco_pagamento_servizio REFERENCES servizio,
  descrizione text NOT NULL CONSTRAINT elenco_pagamento_descrizione CHECK (btrim(descrizione) <> '' AND length(descrizione) <= 200),
  atto_tipo text CONSTRAINT elenco_pagamento_atto_tipo CHECK (length(atto_tipo) <= 60),
  atto_numero text CONSTRAINT elenco_pagamento_atto_numero CHECK (length(atto_numero) <= 40),
  atto_data date,
  stato text NOT NULL DEFAULT 'aperto' CONSTRAINT elenco_pagamento_stato CHECK (stato IN ('aperto', 'pagato')),
  totale numeric(12,2) NOT NULL DEFAULT 0 CONSTRAINT elenco_pagamento_totale CHECK (totale >= 0), -- kept: net of its movements
  movimenti integer NOT NULL DEFAULT 0 CONSTRAINT elenco_pagamento_movimenti CHECK (movimenti >= 0), -- kept
  mandato_numero text CONSTRAINT elenco_pagamento_mandato_numero CHECK (btrim(mandato_numero) <> '' AND length(mandato_numero) <= 40),
  mandato_data date,
  creato_da bigint NOT NULL CONSTRAINT elenco_pagamento_creato_da REFERENCES operatore,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT elenco_pagamento_mandato CHECK ((stato = 'pagato') = (mandato_numero IS NOT NULL AND mandato_data IS NOT NULL)
    AND (mandato_numero IS NULL) = (mandato_data IS NULL)),
  CONSTRAINT elenco_pagamento_atto CHECK (stato <> 'pagato' OR btrim(atto_numero) <> '' AND atto_data IS NOT NULL AND mandato_data >= atto_data)
);
CREATE INDEX elenco_pagamento_servizio_id ON elenco_pagamento (servizio_id, id DESC);

-- ---- movements --------------------------------------------------------------------------------

-- P previsto, D da autorizzare, A autorizzato, L in elenco, G pagato, R reso, X annullato.  A live one is neither R nor X.
CREATE TABLE movimento_stato (
  codice char(1) CONSTRAINT movimento_stato_pk PRIMARY KEY,
  denominazione text NOT NULL,
  aspetto text NOT NULL CONSTRAINT movimento_stato_aspetto CHECK (aspetto IN ('ok', 'attesa', 'no', 'info', 'vuoto')), -- of its tag
  vivo boolean NOT NULL,
  ordine smallint NOT NULL
);
INSERT INTO movimento_stato VALUES
  ('P', 'Previsto', 'vuoto', true, 1), ('D', 'Da autorizzare', 'attesa', true, 2), ('A', 'Autorizzato', 'info', true, 3),
  ('L', 'In elenco', 'info', true, 4), ('G', 'Pagato', 'ok', true, 5), ('R', 'Reso', 'no', false, 6), ('X', 'Annullato', 'no', false, 7);

CREATE TABLE movimento_transizione (
  da char(1) NOT NULL CONSTRAINT movimento_transizione_da REFERENCES movimento_stato,
  azione text NOT NULL,
  a char(1) NOT NULL CONSTRAINT movimento_transizione_a REFERENCES movimento_stato,
  etichetta text NOT NULL,            -- on the button
  permesso text NOT NULL CONSTRAINT movimento_transizione_permesso REFERENCES permesso,
  responsabile boolean NOT NULL,      -- only who is responsabile in the service (AMB-16)
  motivo text NOT NULL CONSTRAINT movimento_transizione_motivo CHECK (motivo IN ('no', 'facoltativo', 'obbligatorio')),
  da_elenco boolean NOT NULL,         -- not a button of the movement: an act on a list makes it
  ordine smallint NOT NULL,
  CONSTRAINT movimento_transizione_pk PRIMARY KEY (da, azione)
);
INSERT INTO movimento_transizione VALUES
  ('P', 'proponi', 'D', 'Chiedi l’autorizzazione', 'INTERVENTO_SCRIVI', false, 'facoltativo', false, 1),
  ('P', 'annulla', 'X', 'Annulla', 'INTERVENTO_SCRIVI', false, 'obbligatorio', false, 9),
  ('D', 'autorizza', 'A', 'Autorizza', 'CONTI_AUTORIZZA', true, 'facoltativo', false, 1),
  ('D', 'respingi', 'P', 'Rimanda al servizio', 'CONTI_AUTORIZZA', true, 'obbligatorio', false, 2),
  ('D', 'ritira', 'P', 'Ritira la richiesta', 'INTERVENTO_SCRIVI', false, 'facoltativo', false, 3),
  ('D', 'annulla', 'X', 'Annulla', 'CONTI_AUTORIZZA', true, 'obbligatorio', false, 9),
  ('A', 'revoca', 'D', 'Revoca l’autorizzazione', 'CONTI_AUTORIZZA', true, 'obbligatorio', false, 2),
  ('A', 'annulla', 'X', 'Annulla', 'CONTI_AUTORIZZA', true, 'obbligatorio', false, 9),
  ('A', 'elenca', 'L', 'Metti in un elenco', 'CONTI_SCRIVI', false, 'no', true, 1),
  ('L', 'togli', 'A', 'Togli dall’elenco', 'CONTI_SCRIVI', false, 'facoltativo', true, 1),
  ('L', 'paga', 'G', 'Registra il mandato', 'CONTI_SCRIVI', false, 'no', true, 2),
  ('G', 'rendi', 'R', 'Registra la restituzione', 'CONTI_SCRIVI', false, 'obbligatorio', false, 1);

CREATE TABLE movimento (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT movimento_pk PRIMARY KEY,
  pratica_id bigint NOT NULL CONSTRAINT movimento_pratica REFERENCES pratica,
  servizio_id bigint NOT NULL,        -- of the case, for the lists of a service
  origine text NOT NULL CONSTRAINT movimento_origine CHECK (origine IN ('regola', 'prestazione', 'struttura', 'spesa', 'manuale')),
  origine_id bigint,                  -- the rule, or the row of the room from which it came
  tranche smallint NOT NULL DEFAULT 0,
  periodo_dal date NOT NULL,
  periodo_al date NOT NULL,
  scadenza date NOT NULL,
  descrizione text CONSTRAINT movimento_descrizione CHECK (length(descrizione) <= 200),
  beneficiario text CONSTRAINT movimento_beneficiario CHECK (length(beneficiario) <= 200),
  iban text CONSTRAINT movimento_iban CHECK (iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$'),
  modalita text,
  lordo numeric(12,2) NOT NULL CONSTRAINT movimento_lordo CHECK (lordo > 0 AND lordo < 10000000000),
  decurtazione numeric(12,2) NOT NULL DEFAULT 0 CONSTRAINT movimento_decurtazione CHECK (decurtazione BETWEEN 0 AND lordo),
  netto numeric(12,2) GENERATED ALWAYS AS (lordo - decurtazione) STORED,
  atteso numeric(12,2),               -- of one that is planned no more: what the rule, or the services, would give net today
  stato char(1) NOT NULL DEFAULT 'P' CONSTRAINT movimento_stato_noto REFERENCES movimento_stato,
  stato_dal date NOT NULL DEFAULT current_date, -- date of the last act
  azione text,                        -- the last act, and why
  motivo text CONSTRAINT movimento_motivo CHECK (length(motivo) <= 1000),
  finanziamento_id bigint,
  impegno_id bigint,
  impegno_scelto_id bigint,           -- chosen by hand; else the first with room
  elenco_id bigint CONSTRAINT movimento_elenco REFERENCES elenco_pagamento,
  creato_da bigint NOT NULL CONSTRAINT movimento_creato_da REFERENCES operatore,
  creato_il timestamptz NOT NULL DEFAULT now(),
  modificato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT movimento_periodo CHECK (periodo_al >= periodo_dal),
  CONSTRAINT movimento_di_che CHECK ((origine = 'manuale') = (origine_id IS NULL)),
  CONSTRAINT movimento_elenco_stato CHECK ((elenco_id IS NOT NULL) = (stato IN ('L', 'G', 'R'))),
  -- D.Lgs. 267/2000, art. 191, c. 1: spending only where there is a commitment
  CONSTRAINT movimento_impegno_dovuto CHECK (stato NOT IN ('A', 'L', 'G') OR impegno_id IS NOT NULL),
  CONSTRAINT movimento_impegno_fondo CHECK (impegno_id IS NULL OR finanziamento_id IS NOT NULL),
  CONSTRAINT movimento_fondo FOREIGN KEY (pratica_id, finanziamento_id) REFERENCES finanziamento_pratica (pratica_id, finanziamento_id),
  CONSTRAINT movimento_impegno FOREIGN KEY (impegno_id, pratica_id, finanziamento_id) REFERENCES impegno (id, pratica_id, finanziamento_id)
);
-- What comes from somewhere comes once for each period.
CREATE UNIQUE INDEX movimento_unico ON movimento (origine, origine_id, periodo_dal, tranche) WHERE origine_id IS NOT NULL;
CREATE INDEX movimento_pratica_id ON movimento (pratica_id, scadenza, id);
-- What is to be done in a service, by its day.
CREATE INDEX movimento_da_fare ON movimento (servizio_id, stato, scadenza, id) WHERE stato IN ('D', 'A', 'L');
CREATE INDEX movimento_mese ON movimento (servizio_id, scadenza, id);
CREATE INDEX movimento_del_fondo ON movimento (finanziamento_id, scadenza) WHERE finanziamento_id IS NOT NULL;
CREATE INDEX movimento_impegno_id ON movimento (impegno_id) WHERE impegno_id IS NOT NULL;
CREATE INDEX movimento_elenco_id ON movimento (elenco_id, id) WHERE elenco_id IS NOT NULL;

-- Every act on a movement, for ever: also of one that was planned again and is there no more, so without a reference.
CREATE TABLE movimento_storia (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT movimento_storia_pk PRIMARY KEY,
  movimento_id bigint NOT NULL,
  pratica_id bigint NOT NULL CONSTRAINT movimento_storia_pratica REFERENCES pratica,
  periodo_dal date NOT NULL,
  periodo_al date NOT NULL,
  azione text NOT NULL,
  da char(1) NOT NULL,
  a char(1) NOT NULL,
  data date NOT NULL,
  motivo text,
  netto numeric(12,2) NOT NULL,
  impegno_id bigint,
  elenco_id bigint,
  operatore_id bigint,                -- NULL: no operator's act
  servizio_id bigint,
  ruolo smallint,
  quando timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX movimento_storia_movimento_id ON movimento_storia (movimento_id, id);

-- ---- many cases at once -----------------------------------------------------------------------

-- A job that plans the movements of many cases until a date (siz job, kind `movimenti`), piece by piece.
CREATE TABLE generazione_movimenti (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT generazione_movimenti_pk PRIMARY KEY,
  servizio_id bigint NOT NULL CONSTRAINT generazione_movimenti_servizio REFERENCES servizio,
  operatore_id bigint NOT NULL CONSTRAINT generazione_movimenti_operatore REFERENCES operatore, -- whose act it is
  ruolo smallint NOT NULL,
  fino date NOT NULL CONSTRAINT generazione_movimenti_fino CHECK (fino >= DATE '2000-01-01' AND fino < DATE '2100-01-01'),
  kind text,                          -- only cases of this kind
  pratiche integer NOT NULL,          -- how many there are to be done
  fatte integer NOT NULL DEFAULT 0,
  movimenti bigint NOT NULL DEFAULT 0, -- planned anew
  dopo_pratica_id bigint NOT NULL DEFAULT 0, -- all up to this one are done
  stato text NOT NULL DEFAULT 'in_corso' CONSTRAINT generazione_movimenti_stato CHECK (stato IN ('in_corso', 'fatta', 'fermata')),
  chiesta_il timestamptz NOT NULL DEFAULT now(),
  finita_il timestamptz
);
CREATE INDEX generazione_movimenti_servizio_id ON generazione_movimenti (servizio_id, id DESC);
CREATE UNIQUE INDEX generazione_movimenti_una ON generazione_movimenti (servizio_id) WHERE stato = 'in_corso';
-- Cases that it left out, and why.
CREATE TABLE generazione_scarto (
  generazione_id bigint NOT NULL CONSTRAINT generazione_scarto_di REFERENCES generazione_movimenti,
  pratica_id bigint NOT NULL CONSTRAINT generazione_scarto_pratica REFERENCES pratica,
  motivo text NOT NULL,
  CONSTRAINT generazione_scarto_pk PRIMARY KEY (generazione_id, pratica_id)
);
