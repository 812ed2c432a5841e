-- Each reference to a table that grows has an index, so that nothing there is changed by reading a whole other table
-- (tests/sql/indici.sql asks it of every one).
CREATE INDEX anpr_proposta_soggetto_fk ON anpr_proposta (soggetto_id);
CREATE INDEX assegnazione_esclusione_documento_fk ON assegnazione_esclusione (documento_id);
CREATE INDEX consenso_documento_fk ON consenso (documento_id) WHERE documento_id IS NOT NULL;
CREATE INDEX domanda_passo_utente_esterno_fk ON domanda_passo (utente_esterno_id) WHERE utente_esterno_id IS NOT NULL;
CREATE INDEX generazione_scarto_pratica_fk ON generazione_scarto (pratica_id);
CREATE INDEX isee_lettura_soggetto_fk ON isee_lettura (soggetto_id);
CREATE INDEX lavoro_utente_esterno_fk ON lavoro (utente_esterno_id) WHERE utente_esterno_id IS NOT NULL;
CREATE INDEX motivo_apertura_soggetto_fk ON motivo_apertura (soggetto_id);
CREATE INDEX movimento_storia_pratica_fk ON movimento_storia (pratica_id);
CREATE INDEX notifica_assegnazione_fk ON notifica (assegnazione_id) WHERE assegnazione_id IS NOT NULL;
CREATE INDEX nucleo_componente_legame_fk ON nucleo_componente (legame_soggetto_id) WHERE legame_soggetto_id IS NOT NULL;
CREATE INDEX progetto_esito_pratica_fk ON progetto_esito (pratica_id);
CREATE INDEX riassegnazione_riga_pratica_fk ON riassegnazione_riga (pratica_id);
CREATE INDEX richiesta_accesso_pratica_fk ON richiesta_accesso (pratica_id);
CREATE INDEX richiesta_utenza_utente_esterno_fk ON richiesta_utenza (utente_esterno_id);
CREATE INDEX sessione_utente_esterno_fk ON sessione (utente_esterno_id) WHERE utente_esterno_id IS NOT NULL;
CREATE INDEX soggetto_rivedere_soggetto_fk ON soggetto_rivedere (soggetto_id);
CREATE INDEX soggetto_significativo_soggetto_fk ON soggetto_significativo (soggetto_id) WHERE soggetto_id IS NOT NULL;
CREATE INDEX stampa_pratica_fk ON stampa (pratica_id) WHERE pratica_id IS NOT NULL;
CREATE INDEX stampa_soggetto_fk ON stampa (soggetto_id) WHERE soggetto_id IS NOT NULL;
CREATE INDEX stessa_persona_altro_fk ON stessa_persona (altro_soggetto_id);
CREATE INDEX valutazione_parte_soggetto_fk ON valutazione_parte (soggetto_id) WHERE soggetto_id IS NOT NULL;

-- Documents whose words were not read yet have their row too, by rules older than any ('da_leggere'): what is to be read is a
-- range of the index of rules, and no comparison of all documents with all texts every ten minutes.
ALTER TABLE documento_testo DROP CONSTRAINT documento_testo_esito;
ALTER TABLE documento_testo ADD CONSTRAINT documento_testo_esito CHECK (esito IN ('da_leggere', 'letto', 'in_parte', 'senza_testo', 'non_letto'));
DROP INDEX documento_testo_regole;
CREATE INDEX documento_testo_regole ON documento_testo (regole, documento_id DESC);
ALTER TABLE documento NO FORCE ROW LEVEL SECURITY;
ALTER TABLE documento_testo NO FORCE ROW LEVEL SECURITY;
INSERT INTO documento_testo (documento_id, parole, esito, regole)
SELECT d.id, '', 'da_leggere', 0 FROM documento d
 WHERE d.stato IN ('pulito', 'non_controllato') AND d.tolto_il IS NULL AND d.domanda_id IS NULL AND NOT EXISTS (SELECT FROM documento_testo t WHERE t.documento_id = d.id);
ALTER TABLE documento_testo FORCE ROW LEVEL SECURITY;
ALTER TABLE documento FORCE ROW LEVEL SECURITY;

-- One name for one thing: the form, the list and the search of segnalazioni, and the presa in carico.
UPDATE kind_colonna SET etichetta = 'Chi ha segnalato' WHERE kind = 'segnalazione' AND campo = 'campo_2';
