-- An attestation stands once on the page of a person.  That it stands on another's, whom the reader may
-- not see, is not for a refusal to say: among those whom one sees the page looks itself.
ALTER TABLE isee DROP CONSTRAINT isee_unico;
ALTER TABLE isee ADD CONSTRAINT isee_unico UNIQUE (soggetto_id, protocollo, tipo);
CREATE INDEX isee_di_protocollo ON isee (protocollo, tipo);
