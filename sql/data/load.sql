-- Loads the vocabularies of this folder.  Run from here, after the migrations, as the owner:
--   cd sql/data && psql -X -q -d DATABASE -f load.sql
-- May be run again at any time: a row is touched only if the file says something new, and what
-- an administrator has changed (`locale`) stays.  All or nothing.
\set ON_ERROR_STOP on
SET client_encoding = 'UTF8';
SET client_min_messages = warning;
BEGIN;

-- Two loads at once would only wait for each other's rows; let the second wait at the door.
SELECT pg_advisory_xact_lock(hashtext('sql/data/load.sql')) \g /dev/null

-- Places.

CREATE TEMP TABLE in_provincia (sigla text, codice_istat text, denominazione text, codice_regione_istat text)
  ON COMMIT DROP;
\copy in_provincia FROM 'province.csv' WITH (FORMAT csv, HEADER match)
INSERT INTO provincia AS p (sigla, codice_istat, denominazione, codice_regione_istat)
SELECT * FROM in_provincia
ON CONFLICT (sigla) DO UPDATE
  SET codice_istat = excluded.codice_istat, denominazione = excluded.denominazione,
      codice_regione_istat = excluded.codice_regione_istat
WHERE (p.codice_istat, p.denominazione, p.codice_regione_istat)
      IS DISTINCT FROM (excluded.codice_istat, excluded.denominazione, excluded.codice_regione_istat);

CREATE TEMP TABLE in_comune (
  chiave integer, codice_belfiore text, denominazione text, altra_denominazione text, sigla_provincia text,
  codice_istat text, data_istituzione date, data_cessazione date, stato text, fonte text, note text
) ON COMMIT DROP;
\copy in_comune FROM 'comuni-belfiore.csv' WITH (FORMAT csv, HEADER match)
CREATE TEMP TABLE in_ambito (
  codice_istat text, codice_belfiore text, denominazione text, sigla_provincia text, cap text, capoluogo text
) ON COMMIT DROP;
\copy in_ambito FROM 'comuni-ambito-lodi.csv' WITH (FORMAT csv, HEADER match)
INSERT INTO comune AS c (chiave, codice_belfiore, denominazione, altra_denominazione, sigla_provincia,
                         codice_istat, valido_dal, valido_al, cessato, ambito, cap, note)
SELECT i.chiave, nullif(i.codice_belfiore, 'ND'), i.denominazione, i.altra_denominazione, i.sigla_provincia,
       i.codice_istat, i.data_istituzione, i.data_cessazione, i.stato = 'C',
       a.codice_belfiore IS NOT NULL, a.cap, i.note
  FROM in_comune i
  LEFT JOIN in_ambito a ON a.codice_belfiore = i.codice_belfiore AND i.stato = 'A'
ON CONFLICT (chiave) DO UPDATE
  SET codice_belfiore = excluded.codice_belfiore, denominazione = excluded.denominazione,
      altra_denominazione = excluded.altra_denominazione, sigla_provincia = excluded.sigla_provincia,
      codice_istat = excluded.codice_istat, valido_dal = excluded.valido_dal, valido_al = excluded.valido_al,
      cessato = excluded.cessato, ambito = excluded.ambito, cap = excluded.cap, note = excluded.note
WHERE (c.codice_belfiore, c.denominazione, c.altra_denominazione, c.sigla_provincia, c.codice_istat,
       c.valido_dal, c.valido_al, c.cessato, c.ambito, c.cap, c.note)
      IS DISTINCT FROM
      (excluded.codice_belfiore, excluded.denominazione, excluded.altra_denominazione, excluded.sigla_provincia,
       excluded.codice_istat, excluded.valido_dal, excluded.valido_al, excluded.cessato, excluded.ambito,
       excluded.cap, excluded.note);

CREATE TEMP TABLE in_stato (
  chiave integer, codice_belfiore text, denominazione text, denominazione_istat text, iso_alpha3 text,
  iso_numerico text, codice_istat text, codice_ministero_interno text, ammessa_cittadinanza text,
  ammessa_nascita text, ammessa_residenza text, tipo text, stato text, fonte text, note text
) ON COMMIT DROP;
\copy in_stato FROM 'stati-esteri-belfiore.csv' WITH (FORMAT csv, HEADER match)
INSERT INTO stato_estero AS s (chiave, codice_belfiore, denominazione, denominazione_istat, iso_alpha3, iso_numerico,
                               codice_istat, ammessa_cittadinanza, ammessa_nascita, ammessa_residenza, cessato, note)
SELECT chiave, codice_belfiore, denominazione, denominazione_istat, iso_alpha3, iso_numerico, codice_istat,
       ammessa_cittadinanza = 'S', ammessa_nascita = 'S', ammessa_residenza = 'S', stato = 'C', note
  FROM in_stato
ON CONFLICT (chiave) DO UPDATE
  SET codice_belfiore = excluded.codice_belfiore, denominazione = excluded.denominazione,
      denominazione_istat = excluded.denominazione_istat, iso_alpha3 = excluded.iso_alpha3,
      iso_numerico = excluded.iso_numerico, codice_istat = excluded.codice_istat,
      ammessa_cittadinanza = excluded.ammessa_cittadinanza, ammessa_nascita = excluded.ammessa_nascita,
      ammessa_residenza = excluded.ammessa_residenza, cessato = excluded.cessato, note = excluded.note
WHERE (s.codice_belfiore, s.denominazione, s.denominazione_istat, s.iso_alpha3, s.iso_numerico, s.codice_istat,
       s.ammessa_cittadinanza, s.ammessa_nascita, s.ammessa_residenza, s.cessato, s.note)
      IS DISTINCT FROM
      (excluded.codice_belfiore, excluded.denominazione, excluded.denominazione_istat, excluded.iso_alpha3,
       excluded.iso_numerico, excluded.codice_istat, excluded.ammessa_cittadinanza, excluded.ammessa_nascita,
       excluded.ammessa_residenza, excluded.cessato, excluded.note);

-- Small lists: every file goes to one staging table with its vocabulary, the order is the file's.

CREATE TEMP TABLE in_voce (
  vocabolario text, codice text, descrizione text, codice_padre text, attributi jsonb, ordine bigint
) ON COMMIT DROP;

CREATE TEMP TABLE in_voci (riga integer GENERATED ALWAYS AS IDENTITY, vocabolario text, codice text, descrizione text)
  ON COMMIT DROP;
\copy in_voci (vocabolario, codice, descrizione) FROM 'voci.csv' WITH (FORMAT csv, HEADER match)
\copy in_voci (vocabolario, codice, descrizione) FROM 'voci-conti.csv' WITH (FORMAT csv, HEADER match)
\copy in_voci (vocabolario, codice, descrizione) FROM 'voci-domande.csv' WITH (FORMAT csv, HEADER match)
\copy in_voci (vocabolario, codice, descrizione) FROM 'voci-interventi.csv' WITH (FORMAT csv, HEADER match)
\copy in_voci (vocabolario, codice, descrizione) FROM 'voci-pratiche.csv' WITH (FORMAT csv, HEADER match)
\copy in_voci (vocabolario, codice, descrizione) FROM 'voci-schede.csv' WITH (FORMAT csv, HEADER match)
\copy in_voci (vocabolario, codice, descrizione) FROM 'voci-strutture.csv' WITH (FORMAT csv, HEADER match)
INSERT INTO in_voce
SELECT vocabolario, codice, descrizione, NULL, '{}', row_number() OVER (PARTITION BY vocabolario ORDER BY riga)
  FROM in_voci;

CREATE TEMP TABLE in_attivazione (riga integer GENERATED ALWAYS AS IDENTITY, codice text, descrizione text, fonte text)
  ON COMMIT DROP;
\copy in_attivazione (codice, descrizione, fonte) FROM 'motivi-attivazione.csv' WITH (FORMAT csv, HEADER match)
INSERT INTO in_voce SELECT 'motivo_attivazione', codice, descrizione, NULL, '{}', riga FROM in_attivazione;

CREATE TEMP TABLE in_termine (riga integer GENERATED ALWAYS AS IDENTITY, codice text, descrizione text, si_applica_a text)
  ON COMMIT DROP;
\copy in_termine (codice, descrizione, si_applica_a) FROM 'motivi-termine.csv' WITH (FORMAT csv, HEADER match)
INSERT INTO in_voce
SELECT 'motivo_termine', codice, descrizione, NULL,
       jsonb_build_object('si_applica_a', string_to_array(si_applica_a, ',')), riga
  FROM in_termine;

-- Those that end a presa in carico are a list of their own: the same codes.
INSERT INTO in_voce
SELECT 'motivo_chiusura_presa_in_carico', codice, descrizione, NULL, '{}', riga FROM in_termine WHERE 'pic' = ANY (string_to_array(si_applica_a, ','));

CREATE TEMP TABLE in_fonte (riga integer GENERATED ALWAYS AS IDENTITY, codice text, descrizione text, codice_sinba text) ON COMMIT DROP;
\copy in_fonte (codice, descrizione, codice_sinba) FROM 'fonti-segnalazione.csv' WITH (FORMAT csv, HEADER match)
INSERT INTO in_voce
SELECT 'fonte_segnalazione', codice, descrizione, NULL, jsonb_strip_nulls(jsonb_build_object('sinba', codice_sinba)), riga FROM in_fonte;

CREATE TEMP TABLE in_motivo (riga integer GENERATED ALWAYS AS IDENTITY, codice text, codice_padre text, descrizione text, livello integer) ON COMMIT DROP;
\copy in_motivo (codice, codice_padre, descrizione, livello) FROM 'motivi-segnalazione.csv' WITH (FORMAT csv, HEADER match)
INSERT INTO in_voce SELECT 'motivo_segnalazione', codice, descrizione, codice_padre, '{}', riga FROM in_motivo;

CREATE TEMP TABLE in_area (riga integer GENERATED ALWAYS AS IDENTITY, codice text, descrizione text, area_utenza_siuss text, note text) ON COMMIT DROP;
\copy in_area (codice, descrizione, area_utenza_siuss, note) FROM 'istat-aree-utenza.csv' WITH (FORMAT csv, HEADER match)
INSERT INTO in_voce
SELECT 'area_utenza', codice, descrizione, NULL, jsonb_strip_nulls(jsonb_build_object('siuss', area_utenza_siuss)), riga FROM in_area;

CREATE TEMP TABLE in_stato_intervento (riga integer GENERATED ALWAYS AS IDENTITY, codice text, descrizione text,
                                       fonte text, terminale text) ON COMMIT DROP;
\copy in_stato_intervento (codice, descrizione, fonte, terminale) FROM 'stati-intervento.csv' WITH (FORMAT csv, HEADER match)
INSERT INTO in_voce
SELECT 'stato_intervento', codice, descrizione, NULL, jsonb_build_object('terminale', terminale = 'S'), riga
  FROM in_stato_intervento;

CREATE TEMP TABLE in_documento (riga integer GENERATED ALWAYS AS IDENTITY, codice text, descrizione text, fonte text)
  ON COMMIT DROP;
\copy in_documento (codice, descrizione, fonte) FROM 'tipi-documento.csv' WITH (FORMAT csv, HEADER match)
INSERT INTO in_voce SELECT 'tipo_documento', codice, descrizione, NULL, '{}', riga FROM in_documento;

CREATE TEMP TABLE in_significativo (riga integer GENERATED ALWAYS AS IDENTITY, codice text, descrizione text,
                                    categoria text, ha_rappresentanza text, fonte text) ON COMMIT DROP;
\copy in_significativo (codice, descrizione, categoria, ha_rappresentanza, fonte) FROM 'tipi-soggetto-significativo.csv' WITH (FORMAT csv, HEADER match)
INSERT INTO in_voce
SELECT 'tipo_soggetto_significativo', codice, descrizione, NULL,
       jsonb_build_object('gruppo', upper(left(categoria, 1)) || substr(categoria, 2),
                          'ha_rappresentanza', ha_rappresentanza = 'S'), riga
  FROM in_significativo;

CREATE TEMP TABLE in_parentela (riga integer GENERATED ALWAYS AS IDENTITY, codice text, descrizione text, data_fine_validita date) ON COMMIT DROP;
\copy in_parentela (codice, descrizione, data_fine_validita) FROM 'relazioni-parentela.csv' WITH (FORMAT csv, HEADER match)
INSERT INTO in_voce SELECT 'relazione_parentela', codice, descrizione, NULL, '{}', riga FROM in_parentela;

CREATE TEMP TABLE in_istat (riga integer GENERATED ALWAYS AS IDENTITY, codice text, codice_padre text, descrizione text,
                            livello integer, macro_livello text, obiettivo text) ON COMMIT DROP;
\copy in_istat (codice, codice_padre, descrizione, livello, macro_livello, obiettivo) FROM 'istat-nomenclatore.csv' WITH (FORMAT csv, HEADER match)
INSERT INTO in_voce
SELECT 'istat', codice, descrizione, codice_padre,
       jsonb_strip_nulls(jsonb_build_object('macro_livello', macro_livello, 'livello_assistenza', obiettivo)), riga
  FROM in_istat;

CREATE TEMP TABLE in_livello (macro_livello text, denominazione text, obiettivo text, denominazione_obiettivo text)
  ON COMMIT DROP;
\copy in_livello FROM 'livelli-assistenza.csv' WITH (FORMAT csv, HEADER match)
INSERT INTO in_voce
SELECT 'livello_assistenza', obiettivo, denominazione_obiettivo, NULL,
       jsonb_build_object('gruppo', denominazione, 'macro_livello', macro_livello), obiettivo::integer
  FROM in_livello;
INSERT INTO in_voce
SELECT DISTINCT 'macro_livello', macro_livello, denominazione, NULL, '{}'::jsonb, macro_livello::integer FROM in_livello;

INSERT INTO voce AS v (vocabolario, codice, descrizione, codice_padre, attributi, ordine)
SELECT vocabolario, codice, descrizione, codice_padre, attributi, ordine FROM in_voce
ON CONFLICT (vocabolario, codice, valida_dal) DO UPDATE
  SET descrizione = excluded.descrizione, codice_padre = excluded.codice_padre,
      attributi = excluded.attributi, ordine = excluded.ordine
WHERE NOT v.locale
  AND (v.descrizione, v.codice_padre, v.attributi, v.ordine)
      IS DISTINCT FROM (excluded.descrizione, excluded.codice_padre, excluded.attributi, excluded.ordine);

-- Relations that ANPR has given up are known, and no more to be chosen.
UPDATE voce v SET valida_al = p.data_fine_validita FROM in_parentela p
 WHERE v.vocabolario = 'relazione_parentela' AND v.codice = p.codice AND NOT v.locale AND v.valida_al IS DISTINCT FROM p.data_fine_validita;

-- Benefits of INPS and types of intervention.

CREATE TEMP TABLE in_inps (
  codice text, descrizione text, sezione text, categoria text, prova_mezzi_default text, carattere_suggerito text,
  richiede_presa_in_carico text, ammesso_in_consultazione_isee text, selezionabile_da_comune text,
  ente_erogatore_tipico text, note text, valida_dal date, valida_al date
) ON COMMIT DROP;
\copy in_inps FROM 'inps-prestazioni.csv' WITH (FORMAT csv, HEADER match)
INSERT INTO inps_prestazione AS p (codice, descrizione, sezione, categoria, valida_dal, valida_al, attributi)
SELECT codice, descrizione, sezione, categoria, coalesce(valida_dal, DATE '1900-01-01'), valida_al,
       jsonb_strip_nulls(jsonb_build_object(
         'prova_mezzi_default', prova_mezzi_default, 'carattere_suggerito', carattere_suggerito,
         'richiede_presa_in_carico', richiede_presa_in_carico = 'S',
         'ammesso_in_consultazione_isee', ammesso_in_consultazione_isee = 'S',
         'selezionabile_da_comune', selezionabile_da_comune = 'S',
         'ente_erogatore_tipico', ente_erogatore_tipico, 'note', note))
  FROM in_inps
ON CONFLICT (codice) DO UPDATE
  SET descrizione = excluded.descrizione, sezione = excluded.sezione, categoria = excluded.categoria,
      valida_dal = excluded.valida_dal, valida_al = excluded.valida_al, attributi = excluded.attributi
WHERE (p.descrizione, p.sezione, p.categoria, p.valida_dal, p.valida_al, p.attributi)
      IS DISTINCT FROM (excluded.descrizione, excluded.sezione, excluded.categoria, excluded.valida_dal,
                        excluded.valida_al, excluded.attributi);

-- Types of intervento: a file for each kind, all with the same columns.
CREATE TEMP TABLE in_tipo (
  riga integer GENERATED ALWAYS AS IDENTITY, kind text, codice text, descrizione text, macro_livello_proposto text, livello_assistenza_proposto text,
  istat_proposto text, inps_proposto text, escludi_casellario_proposto text, carattere smallint, unita_misura text,
  blocchi text[], richiesta text
) ON COMMIT DROP;
ALTER TABLE in_tipo ALTER kind SET DEFAULT 'intervento_generico';
\copy in_tipo (codice, descrizione, macro_livello_proposto, livello_assistenza_proposto, istat_proposto, inps_proposto, escludi_casellario_proposto, carattere, unita_misura, blocchi, richiesta) FROM 'tipi-intervento-generico.csv' WITH (FORMAT csv, HEADER match)
ALTER TABLE in_tipo ALTER kind SET DEFAULT 'intervento_economico';
\copy in_tipo (codice, descrizione, macro_livello_proposto, livello_assistenza_proposto, istat_proposto, inps_proposto, escludi_casellario_proposto, carattere, unita_misura, blocchi, richiesta) FROM 'tipi-intervento-economico.csv' WITH (FORMAT csv, HEADER match)
ALTER TABLE in_tipo ALTER kind SET DEFAULT 'intervento_prestazione';
\copy in_tipo (codice, descrizione, macro_livello_proposto, livello_assistenza_proposto, istat_proposto, inps_proposto, escludi_casellario_proposto, carattere, unita_misura, blocchi, richiesta) FROM 'tipi-intervento-prestazione.csv' WITH (FORMAT csv, HEADER match)
ALTER TABLE in_tipo ALTER kind SET DEFAULT 'intervento_struttura';
\copy in_tipo (codice, descrizione, macro_livello_proposto, livello_assistenza_proposto, istat_proposto, inps_proposto, escludi_casellario_proposto, carattere, unita_misura, blocchi, richiesta) FROM 'tipi-struttura.csv' WITH (FORMAT csv, HEADER match)
INSERT INTO tipo_intervento AS t (kind, codice, descrizione, macro_livello, livello_assistenza, istat, inps,
                                  escludi_casellario_proposto, carattere, unita_misura, blocchi, richiesta, ordine)
SELECT kind, codice, descrizione, macro_livello_proposto, livello_assistenza_proposto,
       istat_proposto, inps_proposto, escludi_casellario_proposto, carattere, unita_misura, blocchi, richiesta, row_number() OVER (PARTITION BY kind ORDER BY riga)
  FROM in_tipo
ON CONFLICT (kind, codice) DO UPDATE
  SET descrizione = excluded.descrizione, macro_livello = excluded.macro_livello,
      livello_assistenza = excluded.livello_assistenza, istat = excluded.istat, inps = excluded.inps,
      escludi_casellario_proposto = excluded.escludi_casellario_proposto, carattere = excluded.carattere,
      unita_misura = excluded.unita_misura, blocchi = excluded.blocchi, richiesta = excluded.richiesta, ordine = excluded.ordine
WHERE NOT t.locale
  AND (t.descrizione, t.macro_livello, t.livello_assistenza, t.istat, t.inps, t.escludi_casellario_proposto, t.carattere, t.unita_misura, t.blocchi, t.richiesta, t.ordine)
      IS DISTINCT FROM
      (excluded.descrizione, excluded.macro_livello, excluded.livello_assistenza, excluded.istat, excluded.inps,
       excluded.escludi_casellario_proposto, excluded.carattere, excluded.unita_misura, excluded.blocchi, excluded.richiesta, excluded.ordine);

-- What no foreign key can hold: codes that name entries of a vocabulary.
DO $$
DECLARE
  sbagliato text;
BEGIN
  SELECT string_agg(t.kind || ' ' || t.codice, ', ') INTO sbagliato
    FROM tipo_intervento t
   WHERE (t.istat IS NOT NULL
          AND NOT EXISTS (SELECT FROM voce WHERE vocabolario = 'istat' AND codice = t.istat))
      OR (t.livello_assistenza IS NOT NULL
          AND NOT EXISTS (SELECT FROM voce WHERE vocabolario = 'livello_assistenza' AND codice = t.livello_assistenza));
  IF sbagliato IS NOT NULL THEN
    RAISE EXCEPTION 'types of intervention with unknown codes: %', sbagliato;
  END IF;
  SELECT string_agg(a.codice_belfiore, ', ') INTO sbagliato
    FROM in_ambito a
   WHERE NOT EXISTS (SELECT FROM comune c WHERE c.codice_belfiore = a.codice_belfiore AND c.ambito
                        AND c.codice_istat = a.codice_istat);
  IF sbagliato IS NOT NULL THEN
    RAISE EXCEPTION 'comuni of the Ambito that are not active in comuni-belfiore.csv: %', sbagliato;
  END IF;
END
$$;
COMMIT;
ANALYZE provincia, comune, stato_estero, voce, inps_prestazione, tipo_intervento;
