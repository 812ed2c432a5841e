-- Every list behind a choice under one name, so that forms ask for vocabularies only.
CREATE OR REPLACE VIEW scelta WITH (security_invoker = true) AS
SELECT vocabolario, codice, descrizione, NULL::text AS gruppo, ordine, valida_dal, valida_al
  FROM voce v
UNION ALL
SELECT 'tipo_' || kind, codice, descrizione, NULL, ordine, valido_dal, valido_al FROM tipo_intervento
UNION ALL
SELECT 'inps', codice, codice || ' ' || descrizione, categoria, 0, valida_dal, valida_al FROM inps_prestazione
UNION ALL
SELECT 'servizio', id::text, denominazione, NULL, CASE tipo WHEN 'comune' THEN 2 ELSE 1 END, valido_dal, valido_al FROM servizio WHERE tipo <> 'storico';
GRANT SELECT ON scelta TO siz_web, siz_job;
