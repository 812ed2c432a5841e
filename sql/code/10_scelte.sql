-- Every list behind a choice under one name, so that forms ask for vocabularies only.
-- A heading (an entry with children) names a group and cannot be chosen.  What cannot be chosen
-- here and now has ended before time began: the row that already has it keeps its words.
CREATE OR REPLACE VIEW scelta WITH (security_invoker = true) AS
SELECT v.vocabolario, v.codice, v.descrizione, coalesce(p.descrizione, v.attributi ->> 'gruppo') AS gruppo, v.ordine, v.valida_dal, v.valida_al
  FROM voce v
  LEFT JOIN voce p ON p.vocabolario = v.vocabolario AND p.codice = v.codice_padre AND p.valida_dal = v.valida_dal
 WHERE NOT EXISTS (SELECT FROM voce f WHERE f.vocabolario = v.vocabolario AND f.codice_padre = v.codice)
UNION ALL
SELECT 'tipo_' || kind, codice, descrizione, NULL, ordine, valido_dal,
       CASE WHEN servizi IS NULL OR (SELECT identita_servizio()) = ANY (servizi) THEN valido_al ELSE DATE '1900-01-01' END
  FROM tipo_intervento
UNION ALL
SELECT 'inps', codice, codice || ' ' || descrizione, categoria, 0, valida_dal,
       CASE WHEN (attributi ->> 'selezionabile_da_comune')::boolean THEN valida_al ELSE DATE '1900-01-01' END
  FROM inps_prestazione
UNION ALL
SELECT 'informativa', id::text, versione || ': ' || titolo, NULL, -id::int, valida_dal, valida_al FROM informativa
UNION ALL
SELECT 'servizio', id::text, denominazione, NULL, CASE tipo WHEN 'comune' THEN 2 ELSE 1 END, valido_dal, valido_al FROM servizio WHERE tipo <> 'storico';
GRANT SELECT ON scelta TO siz_web, siz_job;
