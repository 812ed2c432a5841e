-- Who follows the case of an event, beside the event: «what is due this week» is then one range of
-- an index, however many cases somebody follows.  Kept by triggers (sql/code/12_home.sql).
ALTER TABLE evento ADD COLUMN segue_operatore_id bigint;
ALTER TABLE evento DISABLE TRIGGER USER;
ALTER TABLE evento NO FORCE ROW LEVEL SECURITY;
ALTER TABLE pratica NO FORCE ROW LEVEL SECURITY;
UPDATE evento e SET segue_operatore_id = p.riferimento_operatore_id FROM pratica p WHERE p.id = e.pratica_id;
ALTER TABLE pratica FORCE ROW LEVEL SECURITY;
ALTER TABLE evento FORCE ROW LEVEL SECURITY;
ALTER TABLE evento ENABLE TRIGGER USER;
CREATE INDEX evento_segue ON evento (segue_operatore_id, data);
