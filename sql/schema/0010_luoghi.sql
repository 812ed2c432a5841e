-- Places: every Italian comune with its dates, states, provinces.  Public data, no row-level
-- security.  Rows come from sql/data (see load.sql there); `chiave` is the key of the file, so
-- that a corrected row keeps its id.

CREATE TABLE provincia (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT provincia_pk PRIMARY KEY,
  sigla text NOT NULL CONSTRAINT provincia_sigla UNIQUE,
  codice_istat text NOT NULL CONSTRAINT provincia_codice_istat UNIQUE,
  denominazione text NOT NULL,
  codice_regione_istat text NOT NULL,
  CONSTRAINT provincia_sigla_forma CHECK (sigla ~ '^[A-Z]{2}$')
);

-- One row per comune and period.  The Belfiore code is not unique: renames and changes of
-- province open a new period.  The province has no foreign key: ceased comuni belong to
-- provinces that no longer exist (Pola, Fiume, Zara).
CREATE TABLE comune (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT comune_pk PRIMARY KEY,
  chiave integer NOT NULL CONSTRAINT comune_chiave UNIQUE,
  codice_belfiore text,            -- NULL: ceased before the codes were given
  denominazione text NOT NULL,
  altra_denominazione text,        -- the other official language
  sigla_provincia text NOT NULL,
  codice_istat text,               -- NULL: not yet published
  valido_dal date,                 -- NULL: not known
  valido_al date,                  -- NULL: still there, or `cessato` on an unknown day
  cessato boolean NOT NULL,
  ambito boolean NOT NULL DEFAULT false, -- one of the comuni of this Ambito
  cap text,
  note text,
  -- What a person types is compared without accents, apostrophes, blanks and hyphens; in the
  -- "C" order a prefix is a range, so the index serves generic plans too.
  ricerca text COLLATE "C" NOT NULL
    GENERATED ALWAYS AS (translate(senza_accenti(denominazione), ' -./()', '')) STORED,
  altra_ricerca text COLLATE "C"
    GENERATED ALWAYS AS (translate(senza_accenti(altra_denominazione), ' -./()', '')) STORED,
  CONSTRAINT comune_belfiore_forma CHECK (codice_belfiore ~ '^[A-Z][0-9]{3}$'),
  CONSTRAINT comune_istat_forma CHECK (codice_istat ~ '^[0-9]{6}$'),
  CONSTRAINT comune_cap_forma CHECK (cap ~ '^[0-9]{5}$'),
  CONSTRAINT comune_periodo CHECK (valido_al >= valido_dal),
  CONSTRAINT comune_cessato_il CHECK (cessato OR valido_al IS NULL)
);
CREATE INDEX comune_belfiore ON comune (codice_belfiore, valido_dal);
CREATE INDEX comune_ricerca ON comune (ricerca);
CREATE INDEX comune_altra_ricerca ON comune (altra_ricerca) WHERE altra_ricerca IS NOT NULL;
CREATE INDEX comune_istat ON comune (codice_istat) WHERE NOT cessato;
-- The residence of nearly everybody is here.
CREATE INDEX comune_ambito ON comune (ricerca) WHERE ambito;

-- States and territories, also those that are no more (a person may be born in the USSR).
-- The Belfiore code is not unique (Z124 is Guernsey and Jersey) and some have none.
CREATE TABLE stato_estero (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT stato_estero_pk PRIMARY KEY,
  chiave integer NOT NULL CONSTRAINT stato_estero_chiave UNIQUE,
  codice_belfiore text,
  denominazione text NOT NULL,
  denominazione_istat text,
  iso_alpha3 text,
  iso_numerico text,
  codice_istat text,
  ammessa_cittadinanza boolean,    -- NULL: the source does not say
  ammessa_nascita boolean,
  ammessa_residenza boolean,
  cessato boolean NOT NULL,
  note text,
  ricerca text COLLATE "C" NOT NULL
    GENERATED ALWAYS AS (translate(senza_accenti(denominazione), ' -./()', '')) STORED,
  CONSTRAINT stato_estero_belfiore_forma CHECK (codice_belfiore ~ '^Z[0-9]{3}$')
);
CREATE INDEX stato_estero_belfiore ON stato_estero (codice_belfiore);
CREATE INDEX stato_estero_ricerca ON stato_estero (ricerca);

GRANT SELECT ON provincia, comune, stato_estero TO PUBLIC;
