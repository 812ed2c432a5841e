-- The purpose of an opening is said for a session and goes with it; the register keeps what was said.
-- Without this the first purpose would have stopped `pulizia` for good, a month later.
ALTER TABLE motivo_apertura DROP CONSTRAINT motivo_apertura_sessione;
ALTER TABLE motivo_apertura ADD CONSTRAINT motivo_apertura_sessione FOREIGN KEY (sessione_id) REFERENCES sessione ON DELETE CASCADE;
