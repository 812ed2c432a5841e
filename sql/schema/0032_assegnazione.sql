-- A reason that is missing (NULL) is no reason: the first form of this constraint let it pass.
ALTER TABLE assegnazione DROP CONSTRAINT assegnazione_rifiuto_motivo;
ALTER TABLE assegnazione ADD CONSTRAINT assegnazione_rifiuto_motivo
  CHECK (risposta IS DISTINCT FROM 'rifiutata' OR btrim(coalesce(risposta_motivo, '')) <> '');
ALTER TABLE richiesta_accesso ADD CONSTRAINT richiesta_accesso_negata_motivo
  CHECK (esito IS DISTINCT FROM 'negata' OR btrim(coalesce(esito_motivo, '')) <> '');
