-- Richieste: what hangs on a case, what somebody has to decide.

-- name: richieste_della_pratica :hdf
SELECT r.id, r.codice, r.tipo_nome, r.oggetto, r.stato_nome, r.aspetto, r.entro, r.attende = 'decide' AS attesa, r.scaduta, r.destinatario, r.richiedente, r.chiesta_il
  FROM elenco_richieste r WHERE r.pratica_id = :pratica_id ORDER BY r.aperta DESC, r.id DESC LIMIT 200;

-- name: richieste_quante :one
SELECT count(*) AS quante FROM richiesta r WHERE r.pratica_id = :pratica_id;

-- name: richiesta_tipi :many
-- What this identity may ask for on a case of that kind.
SELECT t.codice, t.denominazione, t.descrizione, t.ambito, t.giorni::bigint AS giorni, (current_date + t.giorni)::date AS entro, s.etichetta
  FROM tipo_richiesta t JOIN tipo_richiesta_kind k ON k.tipo = t.codice JOIN transizione_richiesta s ON s.tipo = t.codice AND s.da = ''
  JOIN transizione_richiesta_ruolo q ON (q.tipo, q.da, q.azione) = (s.tipo, s.da, s.azione)
 WHERE k.kind = :kind AND t.valido_dal <= current_date AND coalesce(t.valido_al, current_date) >= current_date
   AND q.ruolo = identita_ruolo() AND (NOT q.responsabile OR identita_responsabile())
 ORDER BY t.ordine, t.denominazione;

-- name: richiesta_destinatari :many
-- Services that may be asked: all but the own one, in which one only reads, and which do not work any more.
SELECT v.id AS servizio_id, v.denominazione, CASE v.tipo WHEN 'comune' THEN 'Comuni' ELSE 'Aree dell’Ambito' END AS gruppo
  FROM servizio v
 WHERE v.id <> identita_servizio() AND NOT v.sola_lettura AND v.tipo IN ('comune', 'area') AND v.valido_dal <= current_date AND coalesce(v.valido_al, current_date) >= current_date
   AND EXISTS (SELECT FROM transizione_richiesta s, LATERAL richiesta_chi_decide(v.id, s.tipo, s.a) WHERE s.tipo = :tipo AND s.da = '')
 ORDER BY v.tipo = 'comune', v.denominazione;

-- name: richiesta_crea :one
SELECT richiesta_crea(:tipo::text, :pratica_id::bigint, :destinatario_servizio_id::bigint, :oggetto::text, :testo::text, (:entro::text)::date) AS richiesta_id;

-- name: richiesta_leggi :maybe
-- With what who decides is told of the case; pratica_id only for who opens it.
SELECT r.id AS richiesta_id, r.codice, r.tipo, t.denominazione AS tipo_nome, t.ambito, r.stato, s.denominazione AS stato_nome, s.aspetto, r.attende,
       r.oggetto, r.testo, r.entro, r.attende = 'decide' AND r.entro < current_date AS scaduta, r.chiesta_il, r.versione::bigint AS versione,
       p.id AS pratica_id, r.pratica_codice, k.denominazione AS kind_nome, k.articolo,
       r.soggetto_id, z.cognome || ' ' || z.nome AS persona, z.data_nascita, z.codice_fiscale, coalesce(z.riservato, false) AS riservata,
       v.denominazione AS servizio, d.denominazione AS destinatario, r.servizio_id <> r.destinatario_id AS altro_servizio,
       r.servizio_id = identita_servizio() AS mio_servizio, r.richiedente_operatore_id = identita_operatore() AS mia, operatore_nome(r.richiedente_operatore_id) AS richiedente,
       CASE WHEN r.segue_operatore_id <> r.richiedente_operatore_id THEN operatore_nome(r.segue_operatore_id) END AS segue,
       v.telefono AS servizio_telefono,
       -- by name as far as they are few; of who could decide and asked, nothing
       (SELECT string_agg(operatore_nome(x), ', ' ORDER BY operatore_nome(x)) FROM (SELECT x FROM richiesta_chi_decide(r.destinatario_id, r.tipo, r.stato) x
         WHERE x <> r.richiedente_operatore_id LIMIT 6) y) AS chi_decide
  FROM richiesta r
  JOIN tipo_richiesta t ON t.codice = r.tipo
  JOIN stato_richiesta s ON s.tipo = r.tipo AND s.codice = r.stato
  JOIN kind k ON k.codice = r.pratica_kind
  JOIN servizio v ON v.id = r.servizio_id
  JOIN servizio d ON d.id = r.destinatario_id
  LEFT JOIN pratica p ON p.id = r.pratica_id
  LEFT JOIN soggetto z ON z.id = r.soggetto_id
 WHERE r.id = :richiesta_id;

-- name: richiesta_documenti :many
-- Documents of the case that who asks may show to who decides; not those that are shown already.
SELECT d.id AS documento_id, d.oggetto || coalesce(' · ' || v.descrizione, '') || ' · ' || to_char(d.data, 'DD/MM/YYYY') AS testo
  FROM documento d LEFT JOIN voce v ON v.vocabolario = 'tipo_documento' AND v.codice = d.tipo
 WHERE d.pratica_id = :pratica_id AND d.tolto_il IS NULL AND d.stato IN ('pulito', 'non_controllato')
   AND NOT EXISTS (SELECT FROM richiesta_allegato x WHERE x.documento_id = d.id AND x.richiesta_id = :richiesta_id)
 ORDER BY d.id DESC LIMIT 100;

-- name: richiesta_allega :one
SELECT richiesta_allega(:richiesta_id, (:documenti::text)::bigint[]) AS quanti;

-- name: richiesta_allegati :hdf
-- What is shown to who decides; what was taken off its case since then is not.
SELECT d.id, d.oggetto, coalesce(v.descrizione, d.tipo) AS tipo, d.data, operatore_nome(x.operatore_id) AS chi, x.quando
  FROM richiesta_allegato x JOIN documento d ON d.id = x.documento_id
  LEFT JOIN voce v ON v.vocabolario = 'tipo_documento' AND v.codice = d.tipo
 WHERE x.richiesta_id = :richiesta_id AND d.tolto_il IS NULL AND d.stato IN ('pulito', 'non_controllato') ORDER BY d.data, d.id;

-- name: richiesta_passi :hdf
SELECT s.id, s.quando, s.testo, t.etichetta, a.denominazione AS stato_nome, a.aspetto, operatore_nome(s.operatore_id) AS chi, v.denominazione AS servizio, o.denominazione AS ruolo,
       s.da = '' AS nascita
  FROM richiesta_passo s JOIN richiesta r ON r.id = s.richiesta_id
  LEFT JOIN transizione_richiesta t ON t.tipo = r.tipo AND t.da = s.da AND t.azione = s.azione
  LEFT JOIN stato_richiesta a ON a.tipo = r.tipo AND a.codice = s.a
  LEFT JOIN servizio v ON v.id = s.servizio_id LEFT JOIN ruolo o ON o.id = s.ruolo
 WHERE s.richiesta_id = :richiesta_id ORDER BY s.id DESC LIMIT 200;

-- name: richiesta_ultimo_passo :one
SELECT s.quando, operatore_nome(s.operatore_id) AS chi FROM richiesta_passo s WHERE s.richiesta_id = :richiesta_id ORDER BY s.id DESC LIMIT 1;

-- name: richiesta_azioni :many
-- The steps that this operator may make from where it stands.
SELECT t.azione, t.etichetta, t.motivo, t.chi, a.denominazione AS stato_nuovo, coalesce(a.attende = 'decide', false) AS da_decidere
  FROM richiesta r JOIN transizione_richiesta t ON t.tipo = r.tipo AND t.da = r.stato JOIN stato_richiesta a ON a.tipo = t.tipo AND a.codice = t.a
 WHERE r.id = :richiesta_id AND richiesta_puo(r, t)
 ORDER BY t.ordine, t.azione;

-- name: richiesta_azione_nota :one
-- Whether a step of that name exists for its type, from some state, and whether this operator makes it from one.
SELECT count(*) > 0 AS esiste, coalesce(bool_or(richiesta_puo(r, t)), false) AS permessa, min(t.etichetta) AS etichetta
  FROM richiesta r JOIN transizione_richiesta t ON t.tipo = r.tipo AND t.azione = :azione AND t.da <> ''
 WHERE r.id = :richiesta_id;

-- name: richiesta_transizione :one
SELECT richiesta_transizione(:richiesta_id::bigint, :versione::int, :azione::text, :testo::text) AS stato;

-- name: richieste_tipi_elenco :many
SELECT t.codice, t.denominazione FROM tipo_richiesta t ORDER BY t.ordine, t.denominazione;

-- name: richieste_numeri :hdf1
-- How many wait for this operator, and how many of the own ones are open; none above 1001.
SELECT (SELECT count(*) FROM (SELECT FROM richieste_da_decidere LIMIT 1001) x) AS decidere,
       (SELECT count(*) FROM (SELECT FROM richieste_mie m WHERE m.aperta LIMIT 1001) x) AS mie;

-- name: richiesta_promemoria_manda :one
SELECT richiesta_promemoria_manda() AS mandati;

-- name: pratica_azione_esige :maybe
-- What must be granted before that change of state, and how far it is; no row: nothing.
SELECT e.tipo_richiesta AS tipo, t.denominazione, richiesta_concessa(p.id, e.tipo_richiesta, x.a) AS concessa, r.id AS richiesta_id, r.codice, s.denominazione AS stato_nome, r.attende IS NOT NULL AS aperta
  FROM pratica p JOIN transizione x ON x.kind = p.kind AND x.da = p.stato AND x.azione = :azione
  JOIN transizione_esige e ON (e.kind, e.da, e.azione) = (x.kind, x.da, x.azione) JOIN tipo_richiesta t ON t.codice = e.tipo_richiesta
  LEFT JOIN LATERAL (SELECT * FROM richiesta q WHERE q.pratica_id = p.id AND q.tipo = e.tipo_richiesta ORDER BY q.attende IS NULL, q.id DESC LIMIT 1) r ON true
  LEFT JOIN stato_richiesta s ON s.tipo = r.tipo AND s.codice = r.stato
 WHERE p.id = :pratica_id;
