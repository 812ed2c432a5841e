-- Places by code, by date and by the first letters of their name.

-- name: comune_a_data :maybe
-- The comune with that Belfiore code on that day; if none was there, the period nearest to it
-- with alla_data false: people are known to have codes of comuni not yet or no longer existing.
SELECT id AS comune_id, codice_belfiore, denominazione, sigla_provincia, codice_istat, valido_dal, valido_al, cessato,
       ambito, cap,
       coalesce(valido_dal <= :data, true) AND coalesce(valido_al >= :data, true) AS alla_data
  FROM comune
 WHERE codice_belfiore = :belfiore
 ORDER BY coalesce(valido_dal <= :data, true) AND coalesce(valido_al >= :data, true) DESC,
          greatest(valido_dal - :data, :data - valido_al, 0), cessato, id
 LIMIT 1;

-- name: comune_vedi :maybe
SELECT id AS comune_id, codice_belfiore, denominazione, sigla_provincia, codice_istat, valido_dal, valido_al, cessato,
       ambito, cap
  FROM comune
 WHERE id = :comune_id;

-- name: stato_estero_vedi :maybe
SELECT id AS stato_estero_id, codice_belfiore, denominazione, iso_alpha3, cessato
  FROM stato_estero
 WHERE id = :stato_estero_id;

-- name: stato_estero_per_belfiore :many
-- Two rows for Z124 (Guernsey, Jersey).
SELECT id AS stato_estero_id, codice_belfiore, denominazione, iso_alpha3, cessato
  FROM stato_estero
 WHERE codice_belfiore = :belfiore
 ORDER BY cessato, denominazione;

-- name: luogo_per_belfiore :maybe
-- What a codice fiscale names as place of birth: one of the two ids is NULL.
SELECT comune_id, stato_estero_id, codice_belfiore, denominazione, sigla_provincia, alla_data
  FROM (SELECT id AS comune_id, NULL::bigint AS stato_estero_id, codice_belfiore, denominazione, sigla_provincia,
               coalesce(valido_dal <= :data, true) AND coalesce(valido_al >= :data, true) AS alla_data,
               greatest(valido_dal - :data, :data - valido_al, 0) AS lontano, cessato
          FROM comune
         WHERE codice_belfiore = :belfiore
        UNION ALL
        SELECT NULL, id, codice_belfiore, denominazione, 'EE', true, 0, cessato
          FROM stato_estero
         WHERE codice_belfiore = :belfiore) l
 ORDER BY alla_data DESC, lontano, cessato, denominazione, comune_id, stato_estero_id
 LIMIT 1;

-- name: luogo_di_nascita_autocompleta :hdf
-- Comuni and states whose name begins so; those that were there on the day of birth first, then
-- the exact name, then the comuni of the Ambito.  A NULL day means today.
WITH cercato AS MATERIALIZED (
  SELECT translate(senza_accenti(:prefisso), ' -./()', '') AS da,
         translate(senza_accenti(:prefisso), ' -./()', '') || chr(1114111) AS a,
         coalesce(:data, current_date) AS data
), trovato AS (
  SELECT 'comune' AS luogo, c.id, c.codice_belfiore, c.denominazione, c.altra_denominazione, c.sigla_provincia,
         c.valido_dal, c.valido_al, c.cessato, c.ambito, c.ricerca = q.da AS intero,
         coalesce(c.valido_dal <= q.data, true) AND coalesce(c.valido_al >= q.data, true) AS alla_data
    FROM cercato q JOIN comune c ON c.ricerca >= q.da AND c.ricerca < q.a
   WHERE q.da <> '' AND c.codice_belfiore IS NOT NULL
  UNION ALL
  SELECT 'comune', c.id, c.codice_belfiore, c.denominazione, c.altra_denominazione, c.sigla_provincia,
         c.valido_dal, c.valido_al, c.cessato, c.ambito, false,
         coalesce(c.valido_dal <= q.data, true) AND coalesce(c.valido_al >= q.data, true)
    FROM cercato q JOIN comune c ON c.altra_ricerca >= q.da AND c.altra_ricerca < q.a
   WHERE q.da <> '' AND c.codice_belfiore IS NOT NULL AND NOT (c.ricerca >= q.da AND c.ricerca < q.a)
  UNION ALL
  SELECT 'stato', s.id, s.codice_belfiore, s.denominazione, NULL, 'EE',
         NULL, NULL, s.cessato, false, s.ricerca = q.da, NOT s.cessato
    FROM cercato q JOIN stato_estero s ON s.ricerca >= q.da AND s.ricerca < q.a
   WHERE q.da <> '' AND s.codice_belfiore IS NOT NULL AND s.ammessa_nascita
), uno_per_codice AS (
  -- Of one code and name the period that fits best.
  SELECT DISTINCT ON (luogo, codice_belfiore, denominazione) *
    FROM trovato
   ORDER BY luogo, codice_belfiore, denominazione, alla_data DESC, cessato, valido_dal DESC NULLS LAST
)
SELECT luogo, id, codice_belfiore, denominazione, altra_denominazione, sigla_provincia, valido_dal, valido_al,
       cessato, alla_data
  FROM uno_per_codice
 ORDER BY alla_data DESC, intero DESC, ambito DESC, denominazione, id
 LIMIT 10;

-- name: comune_autocompleta :hdf
-- Comuni of today, for a residence: those of the Ambito first.
WITH cercato AS MATERIALIZED (
  SELECT translate(senza_accenti(:prefisso), ' -./()', '') AS da,
         translate(senza_accenti(:prefisso), ' -./()', '') || chr(1114111) AS a
)
SELECT c.id, c.codice_belfiore, c.denominazione, c.altra_denominazione, c.sigla_provincia, c.codice_istat, c.cap
  FROM cercato q JOIN comune c ON c.ricerca >= q.da AND c.ricerca < q.a
 WHERE q.da <> '' AND NOT c.cessato
 ORDER BY c.ricerca = q.da DESC, c.ambito DESC, c.ricerca, c.id
 LIMIT 10;

-- name: comuni_ambito :many
-- The comuni of the Ambito, for a select.
SELECT id AS comune_id, codice_belfiore, denominazione, sigla_provincia, codice_istat, cap
  FROM comune
 WHERE ambito
 ORDER BY ricerca;

-- name: comuni_ambito_scelta :hdf
-- The same as the options of a select, one of them chosen (0: none).
SELECT id, denominazione AS testo, id = :scelto AS scelto FROM comune WHERE ambito ORDER BY ricerca;

-- name: cittadinanze :many
SELECT id AS stato_estero_id, denominazione, iso_alpha3
  FROM stato_estero
 WHERE ammessa_cittadinanza AND NOT cessato
 ORDER BY ricerca;
