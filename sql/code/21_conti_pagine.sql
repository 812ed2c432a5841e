-- The ledger as pages read it: words beside codes, months in words, and who prints a list.

CREATE OR REPLACE FUNCTION mese_in_parole(giorno date) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT (ARRAY['gennaio', 'febbraio', 'marzo', 'aprile', 'maggio', 'giugno', 'luglio', 'agosto', 'settembre', 'ottobre', 'novembre', 'dicembre'])
         [extract(month FROM giorno)::int] || ' ' || extract(year FROM giorno)::int
$$;
-- An act in one line: «Determina 45 del 03/03/2026».
CREATE OR REPLACE FUNCTION atto_in_parole(tipo text, numero text, data date) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT nullif(btrim(concat_ws(' ', coalesce(tipo, CASE WHEN numero IS NOT NULL THEN 'Atto' END), numero, 'del ' || to_char(data, 'DD/MM/YYYY'))), '') $$;

-- A length of 1000 units of a whole, at least one where there is anything.
CREATE OR REPLACE FUNCTION conti_lungo(parte numeric, intero numeric) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN coalesce(parte, 0) <= 0 OR coalesce(intero, 0) <= 0 THEN 0 ELSE least(1000, greatest(1, floor(parte * 1000 / intero)))::bigint END $$;

GRANT EXECUTE ON FUNCTION mese_in_parole(date), atto_in_parole(text, text, date), conti_lungo(numeric, numeric) TO siz_web, siz_job;

-- A movement with the words of its codes.  A fund of another service, which the reader does not see, has no name.
CREATE OR REPLACE VIEW movimento_in_parole WITH (security_invoker = true) AS
SELECT m.id, m.pratica_id, m.servizio_id, m.origine, m.periodo_dal, m.periodo_al, m.scadenza, m.lordo, m.decurtazione, m.netto, m.atteso, m.stato, s.denominazione AS stato_nome, s.aspetto,
       s.vivo, m.motivo, m.finanziamento_id, m.impegno_id, m.elenco_id, m.beneficiario, m.iban, m.modalita, m.versione,
       CASE m.origine WHEN 'regola' THEN 'Regola' WHEN 'prestazione' THEN 'Prestazioni rese' WHEN 'struttura' THEN 'Retta' WHEN 'spesa' THEN 'Spesa extra' ELSE 'A mano' END
         || coalesce(': ' || m.descrizione, '') AS origine_nome,
       CASE WHEN m.finanziamento_id IS NOT NULL THEN coalesce(f.denominazione || ' ' || f.anno, 'Fondo di un altro servizio') END AS fondo,
       i.numero || '/' || i.anno AS impegno
  FROM movimento m JOIN movimento_stato s ON s.codice = m.stato LEFT JOIN finanziamento f ON f.id = m.finanziamento_id LEFT JOIN impegno i ON i.id = m.impegno_id;
GRANT SELECT ON movimento_in_parole TO siz_web, siz_job;

-- A list is printed by the worker, under the identity of who asked and by the same policies.
ALTER POLICY lettura ON elenco_pagamento TO siz_web, siz_job;
ALTER POLICY lettura ON movimento TO siz_web, siz_job;
ALTER POLICY lettura ON finanziamento TO siz_web, siz_job;
ALTER POLICY lettura ON impegno TO siz_web, siz_job;
GRANT SELECT ON elenco_pagamento, movimento, finanziamento, impegno TO siz_job;
GRANT EXECUTE ON FUNCTION identita_fondi() TO siz_job;
