-- «Mine» are the open cases that somebody follows in the service where they act: those of other
-- services are not seen there, and need not be stepped over.
DROP INDEX pratica_mie_aperte;
CREATE INDEX pratica_mie_aperte ON pratica (riferimento_operatore_id, servizio_id, kind, stato, data_inizio DESC, id DESC) WHERE stato IN ('A', 'S');
