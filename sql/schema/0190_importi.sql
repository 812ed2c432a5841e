-- An amount is never NaN: each has an upper end, which NaN is beyond (0160_conti.sql).
ALTER TABLE retta ADD CONSTRAINT retta_importo_numero CHECK (importo < 10000000000);
ALTER TABLE spesa_extra ADD CONSTRAINT spesa_extra_importo_numero CHECK (importo < 10000000000);
ALTER TABLE inserimento ADD CONSTRAINT inserimento_spese_personali_numero CHECK (spese_personali < 10000000000);
