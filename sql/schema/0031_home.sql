-- What the home page counts, so that it costs the same in a large archive.

-- One operator's open cases, and those that are expected to end.
CREATE INDEX pratica_mie_aperte ON pratica (riferimento_operatore_id, kind, stato, data_inizio DESC, id DESC) WHERE stato IN ('A', 'S');
CREATE INDEX pratica_mie_in_fine ON pratica (riferimento_operatore_id, data_fine_prevista) WHERE stato IN ('A', 'S') AND data_fine_prevista IS NOT NULL;
-- Put aside, but not away.
CREATE INDEX notifica_nascoste ON notifica (operatore_id, id DESC)
  WHERE presa_il IS NULL AND archiviata_il IS NULL AND (nascosta_il IS NOT NULL OR rinviata_al IS NOT NULL);
