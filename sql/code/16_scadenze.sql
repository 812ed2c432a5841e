-- What has a date in the next days, of the operator's own cases: events, expected ends, and what lapses of the
-- person (identity documents, SOG-20; ISEE, BEY-15) and of the case (documents, DOC-09).  It costs as much as
-- the operator has open cases, whatever the archive holds.  `sezione`: of the case; `di_persona`: of the
-- person's page.
DROP VIEW IF EXISTS scadenze_mie;
CREATE VIEW scadenze_mie WITH (security_invoker = true) AS
WITH mie AS (
  SELECT p.id, p.codice, p.titolare_soggetto_id AS soggetto FROM pratica p
   WHERE p.riferimento_operatore_id = (SELECT identita_operatore()) AND p.stato IN ('A', 'S')
), persone AS (
  -- of who has died nothing lapses any more; a person who is not seen here is not known to have
  SELECT DISTINCT ON (m.soggetto) m.id, m.codice, m.soggetto FROM mie m
   WHERE NOT EXISTS (SELECT FROM soggetto s WHERE s.id = m.soggetto AND s.data_decesso IS NOT NULL)
   ORDER BY m.soggetto, m.id
)
SELECT e.data, e.ora, e.titolo AS testo, 'eventi' AS sezione, false AS di_persona, p.id AS pratica, p.codice, p.titolare_soggetto_id AS soggetto
  FROM evento e JOIN pratica p ON p.id = e.pratica_id
 WHERE e.segue_operatore_id = (SELECT identita_operatore()) AND p.stato IN ('A', 'S')
   AND e.data >= current_date AND e.data <= current_date + 7
UNION ALL
SELECT p.data_fine_prevista, NULL, 'Fine prevista', NULL, false, p.id, p.codice, p.titolare_soggetto_id
  FROM pratica p
 WHERE p.riferimento_operatore_id = (SELECT identita_operatore()) AND p.stato IN ('A', 'S')
   AND p.data_fine_prevista >= current_date AND p.data_fine_prevista <= current_date + 7
UNION ALL
SELECT d.scade_il, NULL, 'Scade il documento: ' || coalesce(d.oggetto, d.nome_file), 'documenti', false, m.id, m.codice, m.soggetto
  FROM mie m JOIN documento d ON d.pratica_id = m.id AND d.scade_il >= current_date AND d.scade_il <= current_date + 7 AND d.tolto_il IS NULL
UNION ALL
SELECT i.scade_il, NULL, 'Scade: ' || coalesce(v.descrizione, i.tipo), 'identita', true, m.id, m.codice, m.soggetto
  FROM persone m JOIN soggetto_identita i ON i.soggetto_id = m.soggetto AND i.scade_il >= current_date AND i.scade_il <= current_date + 7
  LEFT JOIN voce v ON v.vocabolario = 'tipo_identita' AND v.codice = i.tipo AND v.valida_al IS NULL
UNION ALL
SELECT i.valida_fino, NULL, 'Scade l’ISEE: ' || coalesce(v.descrizione, i.tipo), 'isee', true, m.id, m.codice, m.soggetto
  FROM persone m
 CROSS JOIN LATERAL (SELECT x.tipo, x.valida_fino FROM isee x WHERE x.soggetto_id = m.soggetto AND x.valida_fino >= current_date AND x.valida_fino <= current_date + 7
                     UNION
                     SELECT x.tipo, x.valida_fino FROM isee_componente c JOIN isee x ON x.id = c.isee_id
                      WHERE c.soggetto_id = m.soggetto AND x.valida_fino >= current_date AND x.valida_fino <= current_date + 7) i
  LEFT JOIN voce v ON v.vocabolario = 'tipo_isee' AND v.codice = i.tipo AND v.valida_al IS NULL;
GRANT SELECT ON scadenze_mie TO siz_web;
