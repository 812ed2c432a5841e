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
-- What a type proposes (GEN-13, GEN-15, GEN-23, GEN-25), and whether this service may use it that day (GEN-09); `inps` only if it may be given on that day.
SELECT t.descrizione, l.descrizione AS livello, t.istat, t.escludi_casellario_proposto AS escludi, t.carattere::text AS carattere,
       array_to_string(t.blocchi, ',') AS blocchi,
       t.valido_dal <= coalesce((:data::text)::date, current_date) AND coalesce(t.valido_al, 'infinity') >= coalesce((:data::text)::date, current_date)
         AND (t.servizi IS NULL OR identita_servizio() = ANY (t.servizi)) AS valido,
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

-- name: intervento_conviventi :maybe
-- How many live with a person on a day: of the household in fact, else of that of the register; no row where neither is known.
SELECT n.altri FROM (SELECT coalesce(nucleo_di(:soggetto_id, 'di_fatto', :giorno::date), nucleo_di(:soggetto_id, 'anagrafico', :giorno::date)) AS id) x
  CROSS JOIN LATERAL (SELECT count(*) - 1 AS altri FROM nucleo_componente c WHERE c.nucleo_id = x.id AND c.dal <= :giorno::date AND coalesce(c.al, 'infinity') >= :giorno::date) n
 WHERE x.id IS NOT NULL;

-- name: intervento_doppi :many
-- The same benefit in the same days for the person or who lives with them: what everybody may know, and what the reader opens.
WITH nucleo AS MATERIALIZED (
  SELECT ARRAY(SELECT :soggetto_id::bigint
               UNION
               SELECT c.soggetto_id FROM nucleo_componente c
                WHERE c.nucleo_id IN (nucleo_di(:soggetto_id, 'di_fatto', :dal::date), nucleo_di(:soggetto_id, 'anagrafico', :dal::date))
                  AND c.dal <= :dal::date AND coalesce(c.al, 'infinity') >= :dal::date) AS quali
)
SELECT d.codice, d.che, d.servizio, s.cognome || ' ' || s.nome AS persona
  FROM (SELECT x.pratica_id, x.soggetto_id, x.codice, x.che, x.servizio
          FROM nucleo n CROSS JOIN LATERAL intervento_doppi(n.quali, :kind::text, :tipo::text, :inps::text, :dal::date, :al::date, :pratica_id::bigint) x
        UNION
        SELECT p.id, p.titolare_soggetto_id, p.codice, coalesce(t.descrizione, i.codice || ' ' || i.descrizione), v.denominazione
          FROM nucleo n JOIN pratica p ON p.titolare_soggetto_id = ANY (n.quali) JOIN kind k ON k.codice = p.kind AND k.intervento JOIN servizio v ON v.id = p.servizio_id
          LEFT JOIN inps_prestazione i ON i.codice = p.inps LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo
         WHERE p.id IS DISTINCT FROM :pratica_id AND p.stato <> 'X' AND (p.kind = :kind AND p.tipo = :tipo OR p.inps = :inps)
           AND p.data_inizio <= coalesce(:al::date, 'infinity') AND intervento_fino(p.stato, p.data_fine, p.data_fine_prevista) >= :dal::date) d
  JOIN soggetto s ON s.id = d.soggetto_id
 ORDER BY d.pratica_id LIMIT 20;

-- name: intervento_autorizzazione :maybe
-- The richiesta that the type of this intervento wants, and how far it is.
SELECT r.denominazione AS tipo_nome, t.richiesta, intervento_autorizzato(p.id) AS concessa, u.id AS richiesta_id, u.codice, u.stato_nome, u.decisa_il::date AS decisa_il
  FROM pratica p JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo JOIN tipo_richiesta r ON r.codice = t.richiesta
  LEFT JOIN LATERAL (SELECT x.id, x.codice, s.denominazione AS stato_nome, x.decisa_il FROM richiesta x JOIN stato_richiesta s ON s.tipo = x.tipo AND s.codice = x.stato
                      WHERE x.pratica_id = p.id AND x.tipo = t.richiesta ORDER BY s.favorevole DESC, x.id DESC LIMIT 1) u ON true
 WHERE p.id = :pratica_id;

-- name: intervento_kinds_scelta :many
SELECT k.codice, k.plurale FROM kind k WHERE k.intervento ORDER BY k.ordine, k.codice;

-- name: intervento_tipi :hdf
-- The types that hold on a day with what they propose (GEN-24); all the words of the search must stand in the row.
SELECT t.id, k.denominazione AS kind_nome, t.codice, t.descrizione, t.inps, n.descrizione AS inps_testo,
       n.id IS NOT NULL AND NOT (n.valida_dal <= :giorno::date AND coalesce(n.valida_al, 'infinity') >= :giorno::date) AS inps_non_valido,
       t.istat, i.descrizione AS istat_testo, l.descrizione AS livello, t.unita_misura, c.descrizione AS carattere, t.valido_al,
       (SELECT string_agg(v.denominazione, ', ' ORDER BY v.denominazione) FROM servizio v WHERE v.id = ANY (t.servizi)) AS servizi
  FROM tipo_intervento t JOIN kind k ON k.codice = t.kind AND k.intervento
  LEFT JOIN inps_prestazione n ON n.codice = t.inps
  LEFT JOIN LATERAL (SELECT x.descrizione FROM voce x WHERE x.vocabolario = 'istat' AND x.codice = t.istat ORDER BY x.valida_dal DESC LIMIT 1) i ON true
  LEFT JOIN LATERAL (SELECT x.descrizione FROM voce x WHERE x.vocabolario = 'livello_assistenza' AND x.codice = t.livello_assistenza ORDER BY x.valida_dal DESC LIMIT 1) l ON true
  LEFT JOIN LATERAL (SELECT x.descrizione FROM voce x WHERE x.vocabolario = 'carattere_prestazione' AND x.codice = t.carattere::text ORDER BY x.valida_dal DESC LIMIT 1) c ON true
 WHERE t.valido_dal <= :giorno::date AND coalesce(t.valido_al, 'infinity') >= :giorno::date AND (:kind::text IS NULL OR t.kind = :kind)
   AND NOT EXISTS (SELECT FROM regexp_split_to_table(senza_accenti(coalesce(:cerca::text, '')), ' +') w
                    WHERE position(w IN senza_accenti(concat_ws(' ', k.denominazione, t.codice, t.descrizione, t.inps, n.descrizione, t.istat, i.descrizione, l.descrizione))) = 0)
 ORDER BY k.ordine, k.codice, t.ordine, t.id LIMIT 500;

-- name: soggetto_economici :hdf1
-- Everybody sees whether a person has an economic intervento that is open, and nothing more of it (QRI-08, ECO-05).
SELECT coalesce(sum(q.aperte), 0)::bigint AS aperti FROM quadro_conta(ARRAY[:soggetto_id::bigint]) q WHERE q.kind = 'intervento_economico';
