-- A step of the way in for who must have a second factor and has none (AUTH-11).
ALTER TABLE sessione DROP CONSTRAINT sessione_fase;
ALTER TABLE sessione ADD CONSTRAINT sessione_fase
  CHECK (fase IN ('secondo_fattore', 'cambio_password', 'attiva_secondo_fattore', 'scelta_servizio', 'piena'));
