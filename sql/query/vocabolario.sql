-- Lists behind the choices of the forms.

-- name: vocabolario_voci :many
-- Entries of a vocabulary that can be chosen on that day.  An entry with children is a heading:
-- it gives its name to `gruppo` and cannot be chosen itself.
SELECT v.codice, v.descrizione, coalesce(p.descrizione, v.attributi ->> 'gruppo') AS gruppo
  FROM voce v
  LEFT JOIN LATERAL (
         SELECT descrizione, ordine FROM voce
          WHERE vocabolario = v.vocabolario AND codice = v.codice_padre
            AND valida_dal <= :data AND (valida_al IS NULL OR valida_al >= :data)
          ORDER BY valida_dal DESC LIMIT 1) p ON true
 WHERE v.vocabolario = :vocabolario
   AND v.valida_dal <= :data AND (v.valida_al IS NULL OR v.valida_al >= :data)
   AND NOT EXISTS (SELECT FROM voce f WHERE f.vocabolario = v.vocabolario AND f.codice_padre = v.codice)
 ORDER BY v.ordine, v.codice;

-- name: vocabolario_voce :maybe
-- One entry by its code, the latest not after that day: an old answer is shown with its words.
SELECT codice, descrizione, attributi, valida_dal, valida_al,
       valida_al IS NULL OR valida_al >= :data AS valida
  FROM voce
 WHERE vocabolario = :vocabolario AND codice = :codice AND valida_dal <= :data
 ORDER BY valida_dal DESC
 LIMIT 1;

-- name: motivo_termine_voci :many
-- Reasons for ending a thing of that sort ('pic' or 'intervento').
SELECT codice, descrizione
  FROM voce
 WHERE vocabolario = 'motivo_termine'
   AND valida_dal <= :data AND (valida_al IS NULL OR valida_al >= :data)
   AND (NOT attributi ? 'si_applica_a' OR attributi -> 'si_applica_a' ? :cosa)
 ORDER BY ordine, codice;

-- name: tipo_intervento_voci :many
-- Types of a kind that a service may choose today, with what they propose.
SELECT t.id AS tipo_intervento_id, t.codice, t.descrizione, t.macro_livello, t.livello_assistenza, l.descrizione AS livello_descrizione,
       t.istat, t.inps, t.escludi_casellario_proposto
  FROM tipo_intervento t
  LEFT JOIN LATERAL (
         SELECT descrizione FROM voce
          WHERE vocabolario = 'livello_assistenza' AND codice = t.livello_assistenza
            AND valida_dal <= current_date
          ORDER BY valida_dal DESC LIMIT 1) l ON true
 WHERE t.kind = :kind
   AND t.valido_dal <= current_date AND (t.valido_al IS NULL OR t.valido_al >= current_date)
   AND (t.servizi IS NULL OR :servizio_id = ANY (t.servizi))
 ORDER BY t.ordine, t.descrizione;

-- name: tipo_intervento_vedi :maybe
-- One type by its id, also if it can no longer be chosen.
SELECT t.id AS tipo_intervento_id, t.kind, t.codice, t.descrizione, t.macro_livello, t.livello_assistenza,
       l.descrizione AS livello_descrizione, t.istat, t.inps, t.escludi_casellario_proposto
  FROM tipo_intervento t
  LEFT JOIN LATERAL (
         SELECT descrizione FROM voce
          WHERE vocabolario = 'livello_assistenza' AND codice = t.livello_assistenza
            AND valida_dal <= current_date
          ORDER BY valida_dal DESC LIMIT 1) l ON true
 WHERE t.id = :tipo_intervento_id;

-- name: inps_prestazione_voci :many
-- Benefit codes that a comune may give on that day (GEN-23).
SELECT codice, descrizione, categoria AS gruppo
  FROM inps_prestazione
 WHERE valida_dal <= :data AND (valida_al IS NULL OR valida_al >= :data)
   AND (attributi ->> 'selezionabile_da_comune')::boolean
 ORDER BY codice;

-- name: inps_prestazione_a_data :maybe
-- One code, and whether a comune may give it on that day: a code chosen before stays visible.
SELECT codice, descrizione, categoria, valida_dal, valida_al,
       valida_dal <= :data AND (valida_al IS NULL OR valida_al >= :data)
       AND (attributi ->> 'selezionabile_da_comune')::boolean AS valida
  FROM inps_prestazione
 WHERE codice = :codice;
