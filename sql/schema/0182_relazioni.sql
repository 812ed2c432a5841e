-- AMB-17: an operatore sociale opens a valutazione when it was assigned by name or when they are of its équipe.  'equipe':
-- a member of an équipe that follows the case, who works in the service of the case; beyond the service a case opens
-- by assignment only (ASG-13, PRI-04).  Which roles and kinds is data.
ALTER TABLE regola_accesso DROP CONSTRAINT regola_accesso_relazione;
ALTER TABLE regola_accesso ADD CONSTRAINT regola_accesso_relazione CHECK (relazione IN ('servizio', 'uo', 'persona', 'emergenza', 'equipe'));
INSERT INTO regola_accesso (kind, ruolo, relazione, livello) VALUES ('valutazione', 4, 'equipe', 2);

-- BEY-18 names no kind that a referente may not open in an emergency, and AMB-01 and AMB-03 let a referente see valutazioni:
-- VAL-08 keeps them from amministrativi alone.  What a valutazione says of dangers and resources is what an emergency
-- needs; so it opens as a presa in carico does, to read, for some hours, told at once.
INSERT INTO regola_accesso (kind, ruolo, relazione, livello) VALUES ('valutazione', 2, 'emergenza', 1);
