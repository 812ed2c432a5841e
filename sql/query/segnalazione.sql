-- Segnalazioni and contatti.

-- name: segnalazione_modello :maybe
-- What a model proposes (SEG-03); without a service of that code nobody receives it.
SELECT t.motivo, v.id AS destinatario_servizio_id
  FROM tipo_intervento t LEFT JOIN servizio v ON v.codice = t.destinatario
 WHERE t.kind = 'segnalazione' AND t.codice = :codice;

-- name: segnalazione_modelli :many
SELECT t.codice, t.descrizione FROM tipo_intervento t
 WHERE t.kind = 'segnalazione' AND t.valido_dal <= current_date AND coalesce(t.valido_al, current_date) >= current_date
   AND (t.servizi IS NULL OR identita_servizio() = ANY (t.servizi))
 ORDER BY t.ordine, t.descrizione;

-- name: segnalazione_consenso :one
SELECT consenso_dato(:soggetto_id) AS dato;

-- name: segnalazione_nucleo :hdf
-- Who lives with the person today (SEG-11).
SELECT DISTINCT ON (s.id) s.id, s.cognome || ' ' || s.nome AS nome, extract(year FROM age(coalesce(s.data_decesso, current_date), s.data_nascita))::bigint AS eta
  FROM nucleo_componente io JOIN nucleo_componente c ON c.nucleo_id = io.nucleo_id AND c.dal <= current_date AND coalesce(c.al, 'infinity') >= current_date
  JOIN soggetto s ON s.id = c.soggetto_id
 WHERE io.soggetto_id = :soggetto_id AND io.dal <= current_date AND coalesce(io.al, 'infinity') >= current_date
 ORDER BY s.id LIMIT 40;

-- name: segnalazione_passi :one
-- Where the way to the Commissione Casa stands (SEG-07).
SELECT coalesce(consenso_dato(p.titolare_soggetto_id), false) AS consenso,
       (SELECT count(*) FROM documento_atteso d
         WHERE d.kind = p.kind AND (d.tipo IS NULL OR d.tipo = p.tipo) AND d.necessario
           AND NOT EXISTS (SELECT FROM documento z WHERE z.pratica_id = p.id AND z.tipo = d.documento AND z.tolto_il IS NULL
                              AND z.stato IN ('in_controllo', 'pulito', 'non_controllato') AND coalesce(z.scade_il, current_date) >= current_date)) AS mancano,
       p.servizio_id = v.id OR EXISTS (SELECT FROM assegnazione a WHERE a.pratica_id = p.id AND a.servizio_id = v.id AND a.terminata_il IS NULL
                                          AND a.risposta IS DISTINCT FROM 'rifiutata' AND coalesce(a.valida_al, current_date) >= current_date) AS inviata
  FROM pratica p LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo LEFT JOIN servizio v ON v.codice = t.destinatario
 WHERE p.id = :pratica_id;
