-- Wrong passwords and codes that are not counted on an account: of names that nobody has (they
-- must behave like the others, AUTH-5), of a browser from which the operator entered before (so
-- that strangers who guess cannot keep the operator out, AUTH-4), of second factors.
CREATE TABLE tentativo (
  chiave bytea CONSTRAINT tentativo_pk PRIMARY KEY, -- SHA-256 of what is counted: no name is kept
  fallimenti integer NOT NULL,
  ultimo timestamptz NOT NULL,
  chiusa_fino timestamptz
);
