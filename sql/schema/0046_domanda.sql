-- Calls (avvisi) and what is sent to them (domande).  The first kind is the report to SELF: a call that
-- is always open.  Calls with a window, rankings and money grow out of the same rows as data.

-- A kind of case, or a kind of domanda: what it may be, by whom and in which states is said in the same
-- tables for both.
ALTER TABLE kind ADD COLUMN domanda boolean NOT NULL DEFAULT false;
INSERT INTO kind VALUES
  ('self', 'Segnalazione al SELF', 'Segnalazioni al SELF', 'la segnalazione al SELF', 'SELF', '/domande', 'self_persona', false, true);
-- Whoever works in the receiving service; nobody by assignment.
INSERT INTO regola_accesso SELECT 'self', r, 'servizio', 2 FROM generate_series(1, 4) r;

-- Triage (reference: misura-b2, section 10).  What is written with an action is read by who reported.
INSERT INTO transizione (kind, da, azione, a, etichetta, permesso, motivo, ordine) VALUES
  ('self', 'I', 'valuta', 'V', 'Comincia la valutazione', 'DOMANDA_SCRIVI', 'no', 1),
  ('self', 'V', 'colloquio', 'C', 'Fissa il colloquio', 'DOMANDA_SCRIVI', 'facoltativo', 2),
  ('self', 'V', 'prendi', 'P', 'Prendi in carico', 'DOMANDA_SCRIVI', 'facoltativo', 3),
  ('self', 'C', 'prendi', 'P', 'Prendi in carico', 'DOMANDA_SCRIVI', 'facoltativo', 3),
  ('self', 'L', 'prendi', 'P', 'Prendi in carico', 'DOMANDA_SCRIVI', 'facoltativo', 3),
  ('self', 'V', 'attesa', 'L', 'Metti in lista d’attesa', 'DOMANDA_SCRIVI', 'facoltativo', 4),
  ('self', 'C', 'attesa', 'L', 'Metti in lista d’attesa', 'DOMANDA_SCRIVI', 'facoltativo', 4),
  ('self', 'V', 'integra', 'N', 'Chiedi un’integrazione', 'DOMANDA_SCRIVI', 'obbligatorio', 5),
  ('self', 'C', 'integra', 'N', 'Chiedi un’integrazione', 'DOMANDA_SCRIVI', 'obbligatorio', 5),
  ('self', 'N', 'riprendi', 'V', 'Riprendi senza integrazione', 'DOMANDA_SCRIVI', 'facoltativo', 5),
  ('self', 'V', 'rifiuta', 'R', 'Non prendere in carico', 'DOMANDA_SCRIVI', 'obbligatorio', 6),
  ('self', 'C', 'rifiuta', 'R', 'Non prendere in carico', 'DOMANDA_SCRIVI', 'obbligatorio', 6),
  ('self', 'L', 'rifiuta', 'R', 'Non prendere in carico', 'DOMANDA_SCRIVI', 'obbligatorio', 6),
  ('self', 'P', 'concludi', 'T', 'Concludi', 'DOMANDA_SCRIVI', 'facoltativo', 7),
  ('self', 'R', 'riapri', 'V', 'Riapri la valutazione', 'DOMANDA_SCRIVI', 'obbligatorio', 8);

CREATE TABLE avviso (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT avviso_pk PRIMARY KEY,
  kind text NOT NULL CONSTRAINT avviso_kind REFERENCES kind,
  titolo text NOT NULL CONSTRAINT avviso_titolo CHECK (btrim(titolo) <> ''),
  descrizione text,
  anno integer NOT NULL,
  servizio_id bigint NOT NULL CONSTRAINT avviso_servizio REFERENCES servizio, -- receives
  aperto_dal timestamptz NOT NULL DEFAULT now(),
  aperto_al timestamptz,              -- NULL: always open
  esterni boolean NOT NULL DEFAULT false, -- external bodies may send, too
  creato_il timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT avviso_finestra CHECK (aperto_al > aperto_dal)
);
CREATE INDEX avviso_servizio_kind ON avviso (servizio_id, kind);

-- The parts of which a domanda of a kind consists, in order, each a form; without a form it is the part
-- of the attachments.
CREATE TABLE domanda_parte (
  kind text NOT NULL CONSTRAINT domanda_parte_kind REFERENCES kind,
  codice text NOT NULL CONSTRAINT domanda_parte_codice CHECK (codice ~ '^[a-z]{2,30}$'),
  ordine integer NOT NULL,
  sezione text NOT NULL,
  titolo text NOT NULL,
  descrizione text NOT NULL,
  modulo text,
  CONSTRAINT domanda_parte_pk PRIMARY KEY (kind, codice),
  CONSTRAINT domanda_parte_ordine UNIQUE (kind, ordine)
);
INSERT INTO domanda_parte VALUES
  ('self', 'segnalante', 1, 'Chi e per chi', 'Chi segnala', 'Il tuo ente e i tuoi recapiti', 'self_segnalante'),
  ('self', 'richiedente', 2, 'Chi e per chi', 'Chi presenta la richiesta', 'La persona stessa, o chi la rappresenta', 'self_richiedente'),
  ('self', 'persona', 3, 'Chi e per chi', 'Persona da segnalare', 'Dati anagrafici, residenza e recapiti', 'self_persona'),
  ('self', 'condizione', 4, 'Perché', 'Condizione', 'L’area del bisogno, i sostegni, le misure', 'self_condizione'),
  ('self', 'lavoro', 5, 'Perché', 'Formazione e lavoro', 'Studi, lingue, lavori, disponibilità', 'self_lavoro'),
  ('self', 'rete', 6, 'Perché', 'Rete', 'Servizi che seguono la persona, carichi di famiglia', 'self_rete'),
  ('self', 'richiesta', 7, 'Perché', 'Richiesta', 'Che cosa si chiede a SELF, e perché', 'self_richiesta'),
  ('self', 'documenti', 8, 'Documenti e consensi', 'Documenti', 'Informativa privacy firmata, curriculum, relazioni', NULL),
  ('self', 'consensi', 9, 'Documenti e consensi', 'Consensi', 'Informativa e dichiarazioni', 'self_consensi');

CREATE TABLE domanda (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT domanda_pk PRIMARY KEY,
  avviso_id bigint NOT NULL CONSTRAINT domanda_avviso REFERENCES avviso,
  kind text NOT NULL,                 -- kind and service of the call, for policies and lists
  servizio_id bigint NOT NULL CONSTRAINT domanda_servizio REFERENCES servizio,
  codice text CONSTRAINT domanda_codice UNIQUE, -- given when it is sent
  stato text NOT NULL DEFAULT 'B',    -- B is a draft: its author's alone
  operatore_id bigint CONSTRAINT domanda_operatore REFERENCES operatore,
  operatore_servizio_id bigint CONSTRAINT domanda_operatore_servizio REFERENCES servizio,
  utente_esterno_id bigint CONSTRAINT domanda_utente_esterno REFERENCES utente_esterno,
  utente_ente_id bigint CONSTRAINT domanda_utente_ente REFERENCES utente_ente,
  mittente text,                      -- names as they were when it was sent
  mittente_ente text,
  soggetto_id bigint CONSTRAINT domanda_soggetto REFERENCES soggetto,
  dati jsonb NOT NULL DEFAULT '{}' CONSTRAINT domanda_dati CHECK (jsonb_typeof(dati) = 'object' AND pg_column_size(dati) <= 1048576),
  moduli jsonb NOT NULL DEFAULT '{}', -- part -> version of the form on which it was last written
  colloquio_il date,
  inviata_il timestamptz,
  creato_il timestamptz NOT NULL DEFAULT now(),
  aggiornata_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  beneficiario text GENERATED ALWAYS AS (btrim(coalesce(dati #>> '{persona,cognome}', '') || ' ' || coalesce(dati #>> '{persona,nome}', ''))) STORED,
  beneficiario_chiave text COLLATE "C" GENERATED ALWAYS AS
    (senza_accenti(btrim(coalesce(dati #>> '{persona,cognome}', '') || ' ' || coalesce(dati #>> '{persona,nome}', '')))) STORED,
  CONSTRAINT domanda_di_chi CHECK (num_nonnulls(operatore_id, utente_esterno_id) = 1 AND (operatore_id IS NULL) = (operatore_servizio_id IS NULL)),
  CONSTRAINT domanda_inviata CHECK ((stato = 'B') = (inviata_il IS NULL) AND (inviata_il IS NULL) = (codice IS NULL))
);
CREATE INDEX domanda_elenco ON domanda (servizio_id, inviata_il DESC, id DESC) WHERE stato <> 'B';
CREATE INDEX domanda_elenco_stato ON domanda (servizio_id, stato, inviata_il DESC, id DESC) WHERE stato <> 'B';
CREATE INDEX domanda_elenco_avviso ON domanda (avviso_id, inviata_il DESC, id DESC) WHERE stato <> 'B';
CREATE INDEX domanda_beneficiario ON domanda (servizio_id, beneficiario_chiave) WHERE stato <> 'B';
CREATE INDEX domanda_di_esterno ON domanda (utente_esterno_id, id DESC) WHERE utente_esterno_id IS NOT NULL;
CREATE INDEX domanda_di_operatore ON domanda (operatore_id, id DESC) WHERE operatore_id IS NOT NULL;
CREATE INDEX domanda_soggetto_id ON domanda (soggetto_id) WHERE soggetto_id IS NOT NULL;
CREATE INDEX domanda_bozza_vecchia ON domanda (aggiornata_il) WHERE stato = 'B';

-- What happened to it, with the words exchanged: the section Storia of the service, the state that
-- the reporter follows.
CREATE TABLE domanda_passo (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT domanda_passo_pk PRIMARY KEY,
  domanda_id bigint NOT NULL CONSTRAINT domanda_passo_domanda REFERENCES domanda,
  azione text NOT NULL,
  da text,
  a text,
  data date,                          -- of the interview
  testo text CONSTRAINT domanda_passo_testo CHECK (length(testo) <= 4000),
  operatore_id bigint CONSTRAINT domanda_passo_operatore REFERENCES operatore,
  utente_esterno_id bigint CONSTRAINT domanda_passo_utente_esterno REFERENCES utente_esterno,
  quando timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX domanda_passo_domanda_id ON domanda_passo (domanda_id, id DESC);

-- Attachments: a third owner of documents, and authors who are no operators.
ALTER TABLE documento ADD COLUMN domanda_id bigint CONSTRAINT documento_domanda REFERENCES domanda;
ALTER TABLE documento ADD COLUMN autore_esterno_id bigint CONSTRAINT documento_autore_esterno REFERENCES utente_esterno;
ALTER TABLE documento ALTER COLUMN autore_operatore_id DROP NOT NULL;
ALTER TABLE documento ALTER COLUMN autore_servizio_id DROP NOT NULL;
ALTER TABLE documento DROP CONSTRAINT documento_di_chi;
ALTER TABLE documento ADD CONSTRAINT documento_di_chi CHECK (num_nonnulls(pratica_id, bozza_id, domanda_id) = 1);
-- an external author only on a domanda
ALTER TABLE documento ADD CONSTRAINT documento_chi CHECK (num_nonnulls(autore_operatore_id, autore_esterno_id) = 1
  AND (autore_operatore_id IS NULL) = (autore_servizio_id IS NULL) AND (autore_esterno_id IS NULL OR domanda_id IS NOT NULL));
CREATE INDEX documento_domanda_id ON documento (domanda_id, id DESC) WHERE domanda_id IS NOT NULL;
CREATE INDEX documento_esterno ON documento (autore_esterno_id) WHERE autore_esterno_id IS NOT NULL;

-- Notifications about a domanda.
ALTER TABLE notifica ADD COLUMN domanda_id bigint CONSTRAINT notifica_domanda REFERENCES domanda;
ALTER TABLE notifica DROP CONSTRAINT notifica_tipo;
ALTER TABLE notifica ADD CONSTRAINT notifica_tipo
  CHECK (tipo IN ('assegnazione', 'risposta', 'richiesta', 'passaggio', 'revoca', 'scadenza', 'avviso', 'domanda'));
CREATE INDEX notifica_domanda_id ON notifica (domanda_id, operatore_id) WHERE domanda_id IS NOT NULL;
