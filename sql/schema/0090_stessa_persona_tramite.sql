-- Two rows that only reserved rows join: `tramite` says which, and who does not see them all does not see the
-- two joined (sql/code/17_doppione.sql).
ALTER TABLE stessa_persona ADD COLUMN tramite bigint[] NOT NULL DEFAULT '{}';
-- What is there already: all others between, until a pair of that identity is decided again.
ALTER TABLE stessa_persona NO FORCE ROW LEVEL SECURITY;
ALTER TABLE doppione NO FORCE ROW LEVEL SECURITY;
UPDATE stessa_persona t SET tramite = ARRAY(SELECT z.altro_soggetto_id FROM stessa_persona z WHERE z.soggetto_id = t.soggetto_id AND z.altro_soggetto_id <> t.altro_soggetto_id)
 WHERE NOT EXISTS (SELECT FROM doppione d WHERE d.stato = 'collegata' AND d.uno_soggetto_id = least(t.soggetto_id, t.altro_soggetto_id)
                      AND d.altro_soggetto_id = greatest(t.soggetto_id, t.altro_soggetto_id));
ALTER TABLE doppione FORCE ROW LEVEL SECURITY;
ALTER TABLE stessa_persona FORCE ROW LEVEL SECURITY;
