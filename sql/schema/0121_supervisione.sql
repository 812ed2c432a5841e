-- Supervision (BEY-13): load of each operator, silence, deadlines, reassigning and handing over in one act.

INSERT INTO permesso VALUES ('SUPERVISIONE', true, 'Vedere il carico di lavoro del servizio e ridistribuire le pratiche');
INSERT INTO ruolo_permesso VALUES (2, 'SUPERVISIONE');

-- When something last happened in a case: a page of the diary, an event, a document, a change; kept from the
-- history (sql/code/18_supervisione.sql), so that the silent ones of a service are a range of an index.
CREATE TABLE pratica_attivita (
  pratica_id bigint CONSTRAINT pratica_attivita_pk PRIMARY KEY CONSTRAINT pratica_attivita_pratica REFERENCES pratica ON DELETE CASCADE,
  servizio_id bigint NOT NULL,
  aperta boolean NOT NULL,
  ultima timestamptz NOT NULL
);
ALTER TABLE pratica NO FORCE ROW LEVEL SECURITY;
ALTER TABLE storia NO FORCE ROW LEVEL SECURITY;
INSERT INTO pratica_attivita
SELECT p.id, p.servizio_id, p.stato IN ('A', 'S'), coalesce((SELECT s.quando FROM storia s WHERE s.pratica_id = p.id ORDER BY s.id DESC LIMIT 1), p.modificato_il) FROM pratica p;
ALTER TABLE storia FORCE ROW LEVEL SECURITY;
ALTER TABLE pratica FORCE ROW LEVEL SECURITY;
CREATE INDEX pratica_attivita_silenzio ON pratica_attivita (servizio_id, ultima, pratica_id) WHERE aperta;

-- The open cases of a service by who follows them, and those with an expected end.
CREATE INDEX pratica_aperte ON pratica (servizio_id, riferimento_operatore_id, data_inizio, id) INCLUDE (kind, creato_ruolo) WHERE stato IN ('A', 'S');
CREATE INDEX pratica_fine_prevista ON pratica (servizio_id, data_fine_prevista, id) WHERE stato IN ('A', 'S') AND data_fine_prevista IS NOT NULL;

-- One act: some cases go to others, or all that a leaver had.
CREATE TABLE riassegnazione (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT riassegnazione_pk PRIMARY KEY,
  servizio_id bigint NOT NULL CONSTRAINT riassegnazione_servizio REFERENCES servizio,
  operatore_id bigint NOT NULL CONSTRAINT riassegnazione_operatore REFERENCES operatore, -- whose act it is
  consegna_di bigint CONSTRAINT riassegnazione_consegna REFERENCES operatore,            -- the leaver; NULL: chosen cases
  motivo text NOT NULL CONSTRAINT riassegnazione_motivo CHECK (btrim(motivo) <> '' AND length(motivo) <= 2000),
  creata_il timestamptz NOT NULL DEFAULT now(),
  annullata_il timestamptz,
  annullata_da bigint
);
CREATE INDEX riassegnazione_servizio_id ON riassegnazione (servizio_id, id DESC);
CREATE TABLE riassegnazione_riga (
  riassegnazione_id bigint NOT NULL CONSTRAINT riassegnazione_riga_atto REFERENCES riassegnazione,
  pratica_id bigint NOT NULL CONSTRAINT riassegnazione_riga_pratica REFERENCES pratica,
  da_operatore_id bigint NOT NULL CONSTRAINT riassegnazione_riga_da REFERENCES operatore,
  a_operatore_id bigint NOT NULL CONSTRAINT riassegnazione_riga_a REFERENCES operatore,
  CONSTRAINT riassegnazione_riga_pk PRIMARY KEY (riassegnazione_id, pratica_id)
);
CREATE TABLE riassegnazione_appuntamento (
  riassegnazione_id bigint NOT NULL CONSTRAINT riassegnazione_appuntamento_atto REFERENCES riassegnazione,
  appuntamento_id bigint NOT NULL,    -- it may be deleted later
  da_operatore_id bigint NOT NULL CONSTRAINT riassegnazione_appuntamento_da REFERENCES operatore,
  a_operatore_id bigint NOT NULL CONSTRAINT riassegnazione_appuntamento_a REFERENCES operatore,
  CONSTRAINT riassegnazione_appuntamento_pk PRIMARY KEY (riassegnazione_id, appuntamento_id)
);
