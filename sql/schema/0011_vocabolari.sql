-- Vocabularies: the lists behind every choice, as data.  Public, no row-level security.
-- `locale` marks what an administrator has changed or added: loading sql/data leaves it alone.

CREATE TABLE voce (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT voce_pk PRIMARY KEY,
  vocabolario text NOT NULL,
  codice text NOT NULL,
  descrizione text NOT NULL,
  codice_padre text,               -- of the same vocabulary: an entry with children is a heading
  attributi jsonb NOT NULL DEFAULT '{}',
  ordine integer NOT NULL DEFAULT 0,
  valida_dal date NOT NULL DEFAULT DATE '1900-01-01',
  valida_al date,
  locale boolean NOT NULL DEFAULT false,
  CONSTRAINT voce_unica UNIQUE (vocabolario, codice, valida_dal),
  CONSTRAINT voce_vocabolario_forma CHECK (vocabolario ~ '^[a-z][a-z_]{0,62}$'),
  CONSTRAINT voce_codice_pieno CHECK (codice <> ''),
  CONSTRAINT voce_descrizione_piena CHECK (descrizione <> ''),
  CONSTRAINT voce_attributi_oggetto CHECK (jsonb_typeof(attributi) = 'object'),
  CONSTRAINT voce_periodo CHECK (valida_al >= valida_dal)
);

-- Benefit codes of SIUSS.  `attributi`: prova_mezzi_default, carattere_suggerito,
-- ente_erogatore_tipico, note (text); richiede_presa_in_carico, ammesso_in_consultazione_isee,
-- selezionabile_da_comune (booleans).
CREATE TABLE inps_prestazione (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT inps_prestazione_pk PRIMARY KEY,
  codice text NOT NULL CONSTRAINT inps_prestazione_codice UNIQUE,
  descrizione text NOT NULL,
  sezione text NOT NULL,
  categoria text NOT NULL,
  valida_dal date NOT NULL DEFAULT DATE '1900-01-01',
  valida_al date,
  attributi jsonb NOT NULL DEFAULT '{}',
  CONSTRAINT inps_prestazione_codice_forma CHECK (codice ~ '^A[0-9](\.[0-9]{2}){1,2}$'),
  CONSTRAINT inps_prestazione_attributi_oggetto CHECK (jsonb_typeof(attributi) = 'object'),
  CONSTRAINT inps_prestazione_periodo CHECK (valida_al >= valida_dal)
);

-- Types of intervention of each kind of case, with what they propose (GEN-07, 08, 09, 13, 15, 23, 25).
-- `istat` and `livello_assistenza` are codes of `voce`, where a code may have several periods:
-- no foreign key can hold them; loading checks them.
CREATE TABLE tipo_intervento (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT tipo_intervento_pk PRIMARY KEY,
  kind text NOT NULL,
  codice text NOT NULL,
  descrizione text NOT NULL,
  macro_livello text,
  livello_assistenza text,
  istat text,
  inps text CONSTRAINT tipo_intervento_inps REFERENCES inps_prestazione (codice),
  escludi_casellario_proposto text NOT NULL DEFAULT 'NR'
    CONSTRAINT tipo_intervento_escludi_casellario CHECK (escludi_casellario_proposto IN ('NR', 'SI', 'NO')),
  servizi bigint[],                -- NULL: every service
  ordine integer NOT NULL DEFAULT 0,
  valido_dal date NOT NULL DEFAULT DATE '1900-01-01',
  valido_al date,
  locale boolean NOT NULL DEFAULT false,
  CONSTRAINT tipo_intervento_codice UNIQUE (kind, codice),
  CONSTRAINT tipo_intervento_descrizione_piena CHECK (descrizione <> ''),
  CONSTRAINT tipo_intervento_periodo CHECK (valido_al >= valido_dal)
);

GRANT SELECT ON voce, inps_prestazione, tipo_intervento TO PUBLIC;
