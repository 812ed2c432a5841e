-- Interventi of every kind: what their form is filled from, checked against and saved to.

-- name: intervento_dati :maybe
SELECT p.kind, p.titolare_soggetto_id, p.data_inizio, p.data_fine_prevista, p.motivo_attivazione, p.data_fine, p.motivo_termine,
       m.descrizione AS motivo_termine_testo, e.descrizione AS stato_nome, p.dati::text AS dati, p.versione::bigint AS versione, p.tipo, p.inps,
       (SELECT z.data FROM stato_storia z WHERE z.pratica_id = p.id ORDER BY z.id DESC LIMIT 1) AS stato_dal
  FROM pratica p
  LEFT JOIN voce m ON m.vocabolario = 'motivo_termine' AND m.codice = p.motivo_termine AND m.valida_dal = DATE '1900-01-01'
  LEFT JOIN voce e ON e.vocabolario = 'stato_intervento' AND e.codice = p.stato AND e.valida_dal = DATE '1900-01-01'
 WHERE p.id = :pratica_id;

-- name: intervento_proposte :maybe
-- What a type proposes (GEN-13, GEN-15, GEN-23, GEN-25); `inps` only if it may be given on that day.
SELECT t.descrizione, l.descrizione AS livello, t.istat, t.escludi_casellario_proposto AS escludi,
       (SELECT n.codice FROM inps_prestazione n WHERE n.codice = t.inps AND n.valida_dal <= coalesce((:data::text)::date, current_date)
           AND coalesce(n.valida_al, coalesce((:data::text)::date, current_date)) >= coalesce((:data::text)::date, current_date)) AS inps
  FROM tipo_intervento t
  LEFT JOIN voce l ON l.vocabolario = 'livello_assistenza' AND l.codice = t.livello_assistenza AND l.valida_dal = DATE '1900-01-01'
 WHERE t.kind = :kind AND t.codice = :tipo;

-- name: intervento_crea :one
-- Code, service, author and state are given by the database.
INSERT INTO pratica (kind, codice, titolare_soggetto_id, servizio_id, riferimento_operatore_id, stato, data_inizio, data_fine_prevista,
                     motivo_attivazione, dati, modulo_id, creato_da)
VALUES (:kind, '', :titolare_soggetto_id, identita_servizio(), identita_operatore(), 'A', :data_inizio, :data_fine_prevista,
        :motivo_attivazione, :dati::jsonb - ARRAY['titolare', 'data_inizio', 'data_fine_prevista', 'motivo_attivazione', 'presa_in_carico', 'progetto', 'valutazione'], :modulo_id, identita_operatore())
RETURNING id AS pratica_id;

-- name: intervento_salva :count
-- 0 touched: somebody saved meanwhile.
UPDATE pratica SET titolare_soggetto_id = :titolare_soggetto_id, data_inizio = :data_inizio, data_fine_prevista = :data_fine_prevista,
       motivo_attivazione = :motivo_attivazione,
       dati = :dati::jsonb - ARRAY['titolare', 'data_inizio', 'data_fine_prevista', 'motivo_attivazione', 'presa_in_carico', 'progetto', 'valutazione'], modulo_id = :modulo_id
 WHERE id = :pratica_id AND versione = :versione::int;

-- name: intervento_da_valutazione :maybe
-- What a valutazione says already (VAL-02).
SELECT p.codice, p.titolare_soggetto_id, p.dati ->> 'proposta' AS proposta
  FROM pratica p WHERE p.id = :pratica_id AND p.kind = 'valutazione';

-- name: colleghi_elenco :many
-- Who can be operatore di riferimento of a case of this service.
SELECT operatore_id, nome FROM colleghi(identita_servizio(), :kind::text);

-- name: intervento_kinds :hdf
-- The kinds of intervento that can be begun, in the order of the quadro.
SELECT k.codice AS id, k.denominazione, k.percorso FROM kind k WHERE k.intervento ORDER BY k.ordine, k.codice;

-- name: intervento_seguiti :many
-- The kinds of intervento to which a case of that kind may lead (GEN-26, VAL-02).
SELECT k.codice, k.denominazione, k.percorso FROM kind_seguito s JOIN kind k ON k.codice = s.a_kind AND k.intervento WHERE s.da_kind = :kind ORDER BY k.ordine, k.codice;
