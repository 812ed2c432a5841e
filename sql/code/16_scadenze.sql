-- What has a date in the next days, of the operator's own cases: events, expected ends, goals and reviews of projects,
-- and of whatever project the actions for which the operator answers (PRJ-01); besides what lapses of the
-- person (identity documents, SOG-20; ISEE, BEY-15) and of the case (documents, DOC-09).

-- Which rows come into question, as numbers: of the open cases that the operator follows.  Below the
-- policies each case and person would be asked for before its dates are; here the fewer lead, the rows
-- of a week or the cases of one operator, and what it names is read under the policies by the view below.
-- Of who has died nothing lapses any more.
CREATE OR REPLACE FUNCTION scadenze_possibili(giorni integer) RETURNS TABLE (sorta text, riga_id bigint, pratica_id bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 10
AS $$
DECLARE
  io bigint := identita_operatore();
  fino date := current_date + giorni;
BEGIN
  IF io IS NULL THEN
    RETURN;
  END IF;
  RETURN QUERY
  SELECT 'eventi', e.id, p.id FROM evento e JOIN pratica p ON p.id = e.pratica_id
   WHERE e.segue_operatore_id = io AND p.stato IN ('A', 'S') AND e.data >= current_date AND e.data <= fino
  UNION ALL
  SELECT 'fine', p.id, p.id FROM pratica p
   WHERE p.riferimento_operatore_id = io AND p.stato IN ('A', 'S') AND p.data_fine_prevista >= current_date AND p.data_fine_prevista <= fino
  UNION ALL
  SELECT 'azioni', a.id, p.id FROM progetto_azione a JOIN pratica p ON p.id = a.pratica_id
   WHERE a.operatore_id = io AND a.stato IN ('DA_FARE', 'IN_CORSO') AND p.stato IN ('A', 'S') AND a.al >= current_date AND a.al <= fino
  UNION ALL
  SELECT 'obiettivi', o.id, p.id FROM progetto_obiettivo o JOIN pratica p ON p.id = o.pratica_id
   WHERE p.riferimento_operatore_id = io AND p.stato IN ('A', 'S') AND o.entro >= current_date AND o.entro <= fino
     AND NOT EXISTS (SELECT FROM progetto_esito_ultimo u WHERE u.progetto_obiettivo_id = o.id AND u.esito IN ('RAGGIUNTO', 'NON_RAGGIUNTO', 'LASCIATO'))
  UNION ALL
  SELECT 'verifiche', z.id, p.id FROM progetto_verifica z JOIN pratica p ON p.id = z.pratica_id
   WHERE p.riferimento_operatore_id = io AND p.stato IN ('A', 'S') AND z.prossima >= current_date AND z.prossima <= fino
     AND NOT EXISTS (SELECT FROM progetto_verifica y WHERE y.pratica_id = z.pratica_id AND (y.data, y.id) > (z.data, z.id))
  UNION ALL
  SELECT 'documenti', d.id, p.id FROM documento d JOIN pratica p ON p.id = d.pratica_id
   WHERE p.riferimento_operatore_id = io AND p.stato IN ('A', 'S') AND d.scade_il >= current_date AND d.scade_il <= fino AND d.tolto_il IS NULL
  UNION ALL
  SELECT x.sorta, x.riga_id, p.id
    FROM (SELECT 'identita' AS sorta, i.id AS riga_id, i.soggetto_id FROM soggetto_identita i WHERE i.scade_il >= current_date AND i.scade_il <= fino
          UNION ALL
          SELECT 'isee', i.id, i.soggetto_id FROM isee i WHERE i.valida_fino >= current_date AND i.valida_fino <= fino
          UNION ALL
          SELECT 'isee', i.id, c.soggetto_id FROM isee i JOIN isee_componente c ON c.isee_id = i.id
           WHERE i.valida_fino >= current_date AND i.valida_fino <= fino AND c.soggetto_id <> i.soggetto_id) x
    JOIN pratica p ON p.titolare_soggetto_id = x.soggetto_id
   WHERE p.riferimento_operatore_id = io AND p.stato IN ('A', 'S')
     AND NOT EXISTS (SELECT FROM soggetto s WHERE s.id = x.soggetto_id AND s.data_decesso IS NOT NULL);
END
$$;
ALTER FUNCTION scadenze_possibili(integer) OWNER TO siz_cancello;
REVOKE ALL ON FUNCTION scadenze_possibili(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scadenze_possibili(integer) TO siz_web;

-- The dates of seven days, as far as the reader sees the row that has each.  `sezione`: of the case;
-- `di_persona`: of the person's page, once however many cases the person has.  Besides, the richieste that
-- wait for a decision of the reader, and the own ones that wait (RIC-03); `richiesta`: of its own page.
DROP VIEW IF EXISTS scadenze_mie;
CREATE VIEW scadenze_mie WITH (security_invoker = true) AS
(SELECT DISTINCT ON (c.sorta, CASE WHEN x.id IS NULL THEN c.riga_id ELSE p.titolare_soggetto_id END, x.tipo, x.valida_fino)
       coalesce(e.data, a.al, o.entro, z.prossima, d.scade_il, i.scade_il, x.valida_fino, p.data_fine_prevista) AS data, e.ora,
       CASE c.sorta WHEN 'eventi' THEN e.titolo
                    WHEN 'fine' THEN 'Fine prevista'
                    WHEN 'azioni' THEN 'Azione da finire: ' || a.testo
                    WHEN 'obiettivi' THEN 'Obiettivo da raggiungere: ' || o.testo
                    WHEN 'verifiche' THEN 'Verifica del progetto'
                    WHEN 'documenti' THEN 'Scade il documento: ' || coalesce(d.oggetto, d.nome_file)
                    WHEN 'identita' THEN 'Scade: ' || coalesce(v.descrizione, i.tipo)
                    ELSE 'Scade l’ISEE: ' || coalesce(v.descrizione, x.tipo) END AS testo,
       CASE WHEN c.sorta IN ('azioni', 'verifiche') THEN 'obiettivi' ELSE nullif(c.sorta, 'fine') END AS sezione, c.sorta IN ('identita', 'isee') AS di_persona, p.id AS pratica, p.codice, s.id AS soggetto,
       pratica_di_chi(p.titolare_soggetto_id, s.cognome, s.nome, p.dati) AS titolare, NULL::bigint AS richiesta
  FROM scadenze_possibili(7) c
  JOIN pratica p ON p.id = c.pratica_id
  LEFT JOIN soggetto s ON s.id = p.titolare_soggetto_id
  LEFT JOIN evento e ON c.sorta = 'eventi' AND e.id = c.riga_id
  LEFT JOIN progetto_azione a ON c.sorta = 'azioni' AND a.id = c.riga_id
  LEFT JOIN progetto_obiettivo o ON c.sorta = 'obiettivi' AND o.id = c.riga_id
  LEFT JOIN progetto_verifica z ON c.sorta = 'verifiche' AND z.id = c.riga_id
  LEFT JOIN documento d ON c.sorta = 'documenti' AND d.id = c.riga_id
  LEFT JOIN soggetto_identita i ON c.sorta = 'identita' AND i.id = c.riga_id
  LEFT JOIN isee x ON c.sorta = 'isee' AND x.id = c.riga_id
  LEFT JOIN voce v ON v.vocabolario = CASE c.sorta WHEN 'identita' THEN 'tipo_identita' ELSE 'tipo_isee' END
                  AND v.codice = coalesce(i.tipo, x.tipo) AND v.valida_al IS NULL
 WHERE c.sorta = 'fine' OR num_nonnulls(e.id, a.id, o.id, z.id, d.id) > 0 OR (i.id IS NOT NULL OR x.id IS NOT NULL) AND s.id IS NOT NULL
 ORDER BY c.sorta, CASE WHEN x.id IS NULL THEN c.riga_id ELSE p.titolare_soggetto_id END, x.tipo, x.valida_fino, p.id)
UNION ALL
SELECT r.entro, NULL, 'Da decidere: ' || t.denominazione, NULL, false, NULL, r.codice, r.soggetto_id, s.cognome || ' ' || s.nome, r.id
  FROM richiesta r JOIN tipo_richiesta t ON t.codice = r.tipo LEFT JOIN soggetto s ON s.id = r.soggetto_id
 WHERE r.destinatario_id = (SELECT identita_servizio()) AND r.attende = 'decide' AND r.entro >= current_date AND r.entro <= current_date + 7
   AND r.tipo || ':' || r.stato = ANY ((SELECT identita_decide())::text[]) AND r.richiedente_operatore_id <> (SELECT identita_operatore())
UNION ALL
SELECT r.entro, NULL, CASE r.attende WHEN 'chiede' THEN 'Da integrare: ' ELSE 'Risposta attesa: ' END || t.denominazione, NULL, false, NULL, r.codice, r.soggetto_id,
       s.cognome || ' ' || s.nome, r.id
  FROM richiesta r JOIN tipo_richiesta t ON t.codice = r.tipo LEFT JOIN soggetto s ON s.id = r.soggetto_id
 WHERE r.segue_operatore_id = (SELECT identita_operatore()) AND r.servizio_id = (SELECT identita_servizio())
   AND r.attende IN ('decide', 'chiede') AND r.entro >= current_date AND r.entro <= current_date + 7;
GRANT SELECT ON scadenze_mie TO siz_web;
