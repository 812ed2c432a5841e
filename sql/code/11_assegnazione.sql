-- Who can see a case, in words, and the handing over in its history.

-- «Chi può vederla»: the access list as rows that a page can say.  Services with their roles,
-- persons, until when.  Empty for who does not open the case.
CREATE OR REPLACE FUNCTION pratica_chi_vede(quale bigint)
RETURNS TABLE (persona text, servizio_nome text, ruoli text, scrive boolean, fino date, proprio boolean, quanti bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT max(o.nome || ' ' || o.cognome), v.denominazione, string_agg(DISTINCT r.denominazione, ', '), max(a.livello) = 2,
         coalesce(a.valido_fino, (a.scade_il AT TIME ZONE 'Europe/Rome')::date), a.origine = 0,
         count(DISTINCT m.operatore_id)
    FROM accesso a
    LEFT JOIN assegnazione s ON s.id = a.origine
    LEFT JOIN accesso_straordinario z ON z.id = -a.origine
    JOIN pratica p ON p.id = a.pratica_id
    JOIN servizio v ON v.id = CASE WHEN a.principale < 0 THEN -a.principale / 32 ELSE coalesce(s.servizio_id, z.servizio_id, p.servizio_id) END
    LEFT JOIN operatore o ON o.id = a.principale
    JOIN ruolo r ON (a.ruoli & (1 << r.id)) <> 0
    LEFT JOIN appartenenza m ON a.principale < 0 AND m.servizio_id = v.id AND m.ruolo = r.id
     AND m.valida_dal <= current_date AND coalesce(m.valida_al, current_date) >= current_date
     AND EXISTS (SELECT FROM operatore c WHERE c.id = m.operatore_id AND c.stato = 'attivo')
   WHERE a.pratica_id = quale AND pratica_livello(quale) > 0 AND (a.valido_fino IS NULL OR a.valido_fino >= current_date) AND (a.scade_il IS NULL OR a.scade_il > now())
   GROUP BY a.origine, greatest(a.principale, 0), v.denominazione, a.valido_fino, a.scade_il
   ORDER BY a.origine
$$;
ALTER FUNCTION pratica_chi_vede(bigint) OWNER TO siz_cancello;
REVOKE ALL ON FUNCTION pratica_chi_vede(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pratica_chi_vede(bigint) TO siz_web;
GRANT EXECUTE ON FUNCTION pratica_livello(bigint) TO siz_cancello;

-- Handing over has its line in the history: from whom, to whom, with which note (ASG-02).  The new
-- operator is told from here: a page may not write notifications itself.
CREATE OR REPLACE FUNCTION passaggio_annota() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  INSERT INTO storia (operatore_id, servizio_id, tabella, riga_id, pratica_id, soggetto_id, azione, prima, dopo)
  SELECT identita_operatore(), identita_servizio(), 'passaggio', NEW.id, NEW.id, NEW.titolare_soggetto_id, 'INSERT', NULL,
         jsonb_strip_nulls(jsonb_build_object('da', (SELECT nome || ' ' || cognome FROM operatore WHERE id = OLD.riferimento_operatore_id),
                                              'a', (SELECT nome || ' ' || cognome FROM operatore WHERE id = NEW.riferimento_operatore_id),
                                              'nota', nullif(current_setting('siz.nota', true), '')));
  -- of many cases at once the act tells, once (supervisione_riassegna)
  PERFORM notifica_manda(NEW.riferimento_operatore_id, NEW.servizio_id, 'passaggio', NEW.id, NULL, NULL,
    'Ora sei tu l’operatore di riferimento di ' || NEW.codice || coalesce(': ' || nullif(left(current_setting('siz.nota', true), 200), ''), ''), '/pratiche/' || NEW.id)
   WHERE NOT riassegnazione_in_corso(NEW.id);
  RETURN NULL;
END
$$;
ALTER FUNCTION passaggio_annota() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER passaggio_annota AFTER UPDATE OF riferimento_operatore_id ON pratica FOR EACH ROW
  WHEN (OLD.riferimento_operatore_id <> NEW.riferimento_operatore_id) EXECUTE FUNCTION passaggio_annota();
