-- A code is one person's among those whom everybody sees.  A reserved person stands apart: were the
-- second of her code refused, whoever types it would learn that she is here (AZ-5).  The service that
-- protects her is told of the double afterwards (sql/code/17_riservati.sql), never who typed it.
DROP INDEX soggetto_codice_fiscale;
DROP INDEX soggetto_codice_stp;
CREATE UNIQUE INDEX soggetto_codice_fiscale ON soggetto (codice_fiscale) WHERE NOT riservato;
CREATE UNIQUE INDEX soggetto_codice_stp ON soggetto (codice_stp) WHERE NOT riservato;
CREATE INDEX soggetto_di_codice_fiscale ON soggetto (codice_fiscale);
CREATE INDEX soggetto_di_codice_stp ON soggetto (codice_stp);
