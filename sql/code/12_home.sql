-- Notifications as their operator reads them.  The text is always there; case and person only
-- where the present identity sees them.  All joins are to the left and one to one, so that
-- counting need not make them.  `via` is the page it speaks of, where that opens from here: a case or a
-- report that is seen, anything else from the service in which it was sent.
CREATE OR REPLACE VIEW elenco_notifiche WITH (security_invoker = true) AS
SELECT n.id, n.tipo, n.testo, n.creata_il, n.letta_il IS NULL AS da_leggere, n.presa_il, n.nascosta_il, n.archiviata_il, n.rinviata_al,
       p.id AS pratica, p.titolare_soggetto_id AS soggetto, coalesce(t.descrizione, k.denominazione, CASE WHEN v.id IS NULL THEN
         CASE split_part(n.via, '/', 2) WHEN 'agenda' THEN 'Agenda' WHEN 'soggetti' THEN 'Soggetti' WHEN 'bozze' THEN 'Bozze'
           WHEN 'enti-esterni' THEN 'Enti esterni' WHEN 'richieste' THEN 'Domande e Richieste' WHEN 'amministrazione' THEN 'Amministrazione' END END) AS cosa,
       CASE WHEN p.id IS NOT NULL THEN pratica_di_chi(p.titolare_soggetto_id, s.cognome, s.nome, p.dati) END AS titolare,
       c.nome AS da, v.denominazione AS altro_servizio,
       n.tipo = 'assegnazione' AND n.presa_il IS NULL AND p.id IS NOT NULL AS da_prendere,
       d.id AS domanda,
       CASE WHEN CASE WHEN n.pratica_id IS NOT NULL THEN p.id IS NOT NULL WHEN n.domanda_id IS NOT NULL THEN d.id IS NOT NULL
                 WHEN n.richiesta_id IS NOT NULL THEN v.id IS NULL AND r.id IS NOT NULL ELSE v.id IS NULL END
            THEN n.via END AS via
  FROM notifica n
  LEFT JOIN domanda d ON d.id = n.domanda_id
  LEFT JOIN pratica p ON p.id = n.pratica_id
  LEFT JOIN richiesta r ON r.id = n.richiesta_id
  LEFT JOIN kind k ON k.codice = p.kind
  LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo
  LEFT JOIN soggetto s ON s.id = p.titolare_soggetto_id
  LEFT JOIN collega c ON c.operatore_id = n.da_operatore_id
  LEFT JOIN servizio v ON v.id = n.servizio_id AND v.id <> (SELECT identita_servizio())
 WHERE n.operatore_id = (SELECT identita_operatore());

-- What waits; what was put aside (HOM-04); what is over and can be found again (HOM-03).
CREATE OR REPLACE VIEW notifiche_aperte WITH (security_invoker = true) AS
SELECT * FROM elenco_notifiche
 WHERE presa_il IS NULL AND nascosta_il IS NULL AND archiviata_il IS NULL AND (rinviata_al IS NULL OR rinviata_al <= current_date);
CREATE OR REPLACE VIEW notifiche_nascoste WITH (security_invoker = true) AS
SELECT * FROM elenco_notifiche
 WHERE presa_il IS NULL AND archiviata_il IS NULL AND (nascosta_il IS NOT NULL OR rinviata_al IS NOT NULL)
   AND (nascosta_il IS NOT NULL OR rinviata_al > current_date);
CREATE OR REPLACE VIEW notifiche_archivio WITH (security_invoker = true) AS
SELECT * FROM elenco_notifiche WHERE presa_il IS NOT NULL OR archiviata_il IS NOT NULL;
GRANT SELECT ON elenco_notifiche, notifiche_aperte, notifiche_nascoste, notifiche_archivio TO siz_web;

-- Who follows the case stands beside its events, so that «due this week» is a range of an index.
CREATE OR REPLACE FUNCTION evento_segue() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  NEW.segue_operatore_id := (SELECT p.riferimento_operatore_id FROM pratica p WHERE p.id = NEW.pratica_id);
  RETURN NEW;
END
$$;
ALTER FUNCTION evento_segue() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER evento_segue BEFORE INSERT OR UPDATE ON evento FOR EACH ROW EXECUTE FUNCTION evento_segue();
-- Handed over (those of the past matter no more; moved to another day they are set again).
CREATE OR REPLACE FUNCTION pratica_segue() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  UPDATE evento SET segue_operatore_id = NEW.riferimento_operatore_id WHERE pratica_id = NEW.id AND data >= current_date;
  RETURN NULL;
END
$$;
ALTER FUNCTION pratica_segue() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER pratica_segue AFTER UPDATE ON pratica FOR EACH ROW
  WHEN (OLD.riferimento_operatore_id IS DISTINCT FROM NEW.riferimento_operatore_id) EXECUTE FUNCTION pratica_segue();
