-- The person's page: addresses over time, contacts, citizenships, identity
-- documents, consent, purpose of an opening.

-- Where a person lived and lives, and where the post goes.  The present residence stands in `soggetto`
-- too, for lists and searches; a trigger writes it here when it changes.
CREATE TABLE soggetto_indirizzo (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT soggetto_indirizzo_pk PRIMARY KEY,
  soggetto_id bigint NOT NULL CONSTRAINT soggetto_indirizzo_soggetto REFERENCES soggetto,
  tipo text NOT NULL CONSTRAINT soggetto_indirizzo_tipo CHECK (tipo IN ('residenza', 'domicilio', 'corrispondenza')),
  comune_id bigint CONSTRAINT soggetto_indirizzo_comune REFERENCES comune,
  indirizzo text CONSTRAINT soggetto_indirizzo_testo CHECK (length(indirizzo) <= 200),
  presso text CONSTRAINT soggetto_indirizzo_presso CHECK (length(presso) <= 200),
  dal date,                           -- NULL: not known
  al date,
  fonte text NOT NULL DEFAULT 'operatore' CONSTRAINT soggetto_indirizzo_fonte CHECK (fonte IN ('operatore', 'anpr', 'storico')),
  creato_da bigint,
  creato_servizio_id bigint,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT soggetto_indirizzo_pieno CHECK (comune_id IS NOT NULL OR btrim(coalesce(indirizzo, '')) <> ''),
  CONSTRAINT soggetto_indirizzo_periodo CHECK (al >= dal)
);
CREATE INDEX soggetto_indirizzo_soggetto_id ON soggetto_indirizzo (soggetto_id, tipo, dal);
-- One residence at a time that has not ended; of the others too.
CREATE UNIQUE INDEX soggetto_indirizzo_attuale ON soggetto_indirizzo (soggetto_id, tipo) WHERE al IS NULL;

-- Telephones, mails, whom to call.
CREATE TABLE soggetto_contatto (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT soggetto_contatto_pk PRIMARY KEY,
  soggetto_id bigint NOT NULL CONSTRAINT soggetto_contatto_soggetto REFERENCES soggetto,
  tipo text NOT NULL CONSTRAINT soggetto_contatto_tipo CHECK (tipo IN ('telefono', 'email', 'pec', 'altro')),
  valore text NOT NULL CONSTRAINT soggetto_contatto_valore CHECK (btrim(valore) <> '' AND length(valore) <= 254),
  di_chi text CONSTRAINT soggetto_contatto_di_chi CHECK (length(di_chi) <= 120),
  creato_da bigint,
  creato_servizio_id bigint,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1
);
CREATE INDEX soggetto_contatto_soggetto_id ON soggetto_contatto (soggetto_id, id);

CREATE TABLE soggetto_cittadinanza (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT soggetto_cittadinanza_pk PRIMARY KEY,
  soggetto_id bigint NOT NULL CONSTRAINT soggetto_cittadinanza_soggetto REFERENCES soggetto,
  stato_estero_id bigint CONSTRAINT soggetto_cittadinanza_stato REFERENCES stato_estero, -- NULL: Italy
  apolide boolean NOT NULL DEFAULT false,
  dal date,
  creato_da bigint,
  creato_servizio_id bigint,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT soggetto_cittadinanza_quale CHECK (NOT (apolide AND stato_estero_id IS NOT NULL))
);
CREATE UNIQUE INDEX soggetto_cittadinanza_una ON soggetto_cittadinanza (soggetto_id, coalesce(stato_estero_id, 0), apolide);

-- Identity card, tax card, residence permit (SOG-20), with the day on which somebody is reminded.
CREATE TABLE soggetto_identita (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT soggetto_identita_pk PRIMARY KEY,
  soggetto_id bigint NOT NULL CONSTRAINT soggetto_identita_soggetto REFERENCES soggetto,
  tipo text NOT NULL,
  numero text CONSTRAINT soggetto_identita_numero CHECK (length(numero) <= 60),
  rilasciato_da text CONSTRAINT soggetto_identita_rilasciato_da CHECK (length(rilasciato_da) <= 200),
  rilasciato_il date,
  scade_il date,
  promemoria_giorni integer NOT NULL DEFAULT 60 CONSTRAINT soggetto_identita_promemoria CHECK (promemoria_giorni BETWEEN 0 AND 365),
  promemoria_dato_il timestamptz,
  creato_da bigint,
  creato_servizio_id bigint,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT soggetto_identita_periodo CHECK (scade_il >= rilasciato_il)
);
CREATE INDEX soggetto_identita_soggetto_id ON soggetto_identita (soggetto_id, scade_il);
CREATE INDEX soggetto_identita_dovuta ON soggetto_identita ((scade_il - promemoria_giorni)) WHERE scade_il IS NOT NULL AND promemoria_dato_il IS NULL;

-- Texts of the privacy notice, by version: a new text is a new row.
CREATE TABLE informativa (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT informativa_pk PRIMARY KEY,
  versione text NOT NULL CONSTRAINT informativa_versione UNIQUE,
  titolo text NOT NULL,
  testo text NOT NULL,
  valida_dal date NOT NULL,
  valida_al date,
  CONSTRAINT informativa_periodo CHECK (valida_al >= valida_dal)
);
-- The consent of a person to share data among services (SOG-10, PRI-01).  Rows are never changed but
-- for the revocation.
CREATE TABLE consenso (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT consenso_pk PRIMARY KEY,
  soggetto_id bigint NOT NULL CONSTRAINT consenso_soggetto REFERENCES soggetto,
  informativa_id bigint NOT NULL CONSTRAINT consenso_informativa REFERENCES informativa,
  esito text NOT NULL CONSTRAINT consenso_esito CHECK (esito IN ('dato', 'negato')),
  data date NOT NULL CONSTRAINT consenso_data CHECK (data <= current_date),
  firmato_da text CONSTRAINT consenso_firmato_da CHECK (length(firmato_da) <= 200), -- who signed for the person: parent, guardian
  documento_id bigint CONSTRAINT consenso_documento REFERENCES documento,   -- the signed paper, in a case
  revocato_il date,
  revoca_motivo text CONSTRAINT consenso_revoca_motivo CHECK (length(revoca_motivo) <= 500),
  creato_da bigint,
  creato_servizio_id bigint,
  creato_il timestamptz NOT NULL DEFAULT now(),
  versione integer NOT NULL DEFAULT 1,
  CONSTRAINT consenso_revoca CHECK (revocato_il >= data)
);
CREATE INDEX consenso_soggetto_id ON consenso (soggetto_id, data DESC, id DESC);

-- Why somebody opened a person with whom their service has nothing (ROL-06), once a session.
CREATE TABLE motivo_apertura (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT motivo_apertura_pk PRIMARY KEY,
  sessione_id bigint NOT NULL CONSTRAINT motivo_apertura_sessione REFERENCES sessione,
  operatore_id bigint NOT NULL CONSTRAINT motivo_apertura_operatore REFERENCES operatore,
  soggetto_id bigint NOT NULL CONSTRAINT motivo_apertura_soggetto REFERENCES soggetto,
  motivo text NOT NULL,
  dettaglio text CONSTRAINT motivo_apertura_dettaglio CHECK (length(dettaglio) <= 500),
  quando timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT motivo_apertura_una UNIQUE (sessione_id, soggetto_id)
);

-- Why a person is reserved: owed by who marks.
ALTER TABLE soggetto ADD COLUMN riservato_motivo text CONSTRAINT soggetto_riservato_motivo CHECK (length(riservato_motivo) <= 500);
-- A document of a case may expire too (DOC-09).
ALTER TABLE documento ADD COLUMN scade_il date;
CREATE INDEX documento_scade ON documento (pratica_id, scade_il) WHERE scade_il IS NOT NULL;
-- Residences that were there before become the first of their history.
ALTER TABLE soggetto NO FORCE ROW LEVEL SECURITY;
INSERT INTO soggetto_indirizzo (soggetto_id, tipo, comune_id, indirizzo, fonte, creato_da, creato_servizio_id, creato_il)
SELECT id, 'residenza', residenza_comune_id, residenza_indirizzo, CASE fonte WHEN 'storico' THEN 'storico' ELSE 'operatore' END, creato_da, creato_servizio_id, creato_il
  FROM soggetto WHERE residenza_comune_id IS NOT NULL OR btrim(coalesce(residenza_indirizzo, '')) <> '';
ALTER TABLE soggetto FORCE ROW LEVEL SECURITY;
-- The first text: of the law only (GDPR art. 13); the Ambito writes its own version.
INSERT INTO informativa (versione, titolo, testo, valida_dal) VALUES ('2026-1', 'Informativa e consenso alla condivisione dei dati',
'I servizi sociali dell’Ambito trattano i tuoi dati per aiutarti: è un compito di interesse pubblico (Regolamento UE 2016/679, articolo 6, paragrafo 1, lettera e; articolo 9, paragrafo 2, lettera g).
Con questo consenso i tuoi dati possono essere condivisi con gli altri servizi dell’Ambito che ti seguono. Senza consenso il servizio a cui ti sei rivolto continua a seguirti; gli altri vedono solo che una pratica esiste, quale servizio la segue e come contattarlo.
Puoi revocare il consenso quando vuoi, senza conseguenze su quello che è già stato fatto. Puoi chiedere quali dati abbiamo, chi li ha letti e farli correggere.', DATE '2026-01-01');
