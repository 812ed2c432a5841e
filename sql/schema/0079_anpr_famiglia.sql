-- ANPR: the household too, where it was asked for (C021).
ALTER TABLE anpr_richiesta ADD COLUMN famiglia boolean NOT NULL DEFAULT false;
-- Of citizenships each row has its own source, as each field of a person has in soggetto_fonte.
ALTER TABLE soggetto_cittadinanza ADD COLUMN fonte text CONSTRAINT soggetto_cittadinanza_fonte CHECK (fonte = 'anpr');
ALTER TABLE soggetto_cittadinanza ADD COLUMN fonte_il date;
ALTER TABLE soggetto_cittadinanza ADD CONSTRAINT soggetto_cittadinanza_fonte_il CHECK ((fonte IS NULL) = (fonte_il IS NULL));
