-- A notification leads to the page that it speaks of, whatever that is: the way stands beside the text,
-- written by the function that sends.
ALTER TABLE notifica ADD COLUMN via text
  CONSTRAINT notifica_via CHECK (via ~ '^/[a-z0-9/-]+$'); -- a page of ours; NULL: there is nothing to open (any more)
-- Those sent before led to their case or their report.
UPDATE notifica SET via = CASE
    WHEN domanda_id IS NOT NULL THEN CASE WHEN tipo = 'domanda' THEN '/domande/' ELSE '/self/' END || domanda_id
    WHEN pratica_id IS NOT NULL THEN '/pratiche/' || pratica_id
         || CASE WHEN tipo IN ('richiesta', 'risposta') THEN '/assegnazioni' WHEN tipo = 'scadenza' THEN '/eventi' ELSE '' END
  END;
-- Made anew by sql/code, with the way in the place of what it was worked out from.
DROP VIEW IF EXISTS elenco_notifiche CASCADE;
