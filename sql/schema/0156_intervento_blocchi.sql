-- Which blocks of its form a type shows (AMB-15), and what must have been granted before money of it is paid (RIC-02).

-- Of a group of a form: shown only where a rule asks for it (app/form/README.md).
ALTER TABLE modulo_campo ADD COLUMN blocco text;

ALTER TABLE tipo_intervento ADD COLUMN blocchi text[] NOT NULL DEFAULT '{}';
-- The richiesta without which no payment of such an intervento may be authorised; NULL: none.
ALTER TABLE tipo_intervento ADD COLUMN richiesta text CONSTRAINT tipo_intervento_richiesta REFERENCES tipo_richiesta;
