-- What lapses in the next days is looked for from the day, what is one's own from the operator: whichever
-- is less (sql/code/16_scadenze.sql).
CREATE INDEX documento_scade_il ON documento (scade_il) WHERE scade_il IS NOT NULL;
CREATE INDEX soggetto_identita_scade_il ON soggetto_identita (scade_il) INCLUDE (soggetto_id) WHERE scade_il IS NOT NULL;
CREATE INDEX isee_valida_fino ON isee (valida_fino) INCLUDE (soggetto_id);
CREATE INDEX pratica_mie_persone ON pratica (riferimento_operatore_id, titolare_soggetto_id) INCLUDE (id) WHERE stato IN ('A', 'S');
