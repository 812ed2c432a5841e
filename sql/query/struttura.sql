-- Facilities: the register, places, fees, who uses them.

-- name: strutture_elenco :hdf
-- Those that the reader sees, with the places of today.  `cerca` is a part of the name, the body or the place.
SELECT s.id, s.denominazione, coalesce(t.descrizione, s.tipo) AS tipo, s.gestore, s.comune, s.chiusa_il, o.posti, o.occupati, o.posti - o.occupati AS liberi,
       o.posti > 0 AS ha_posti, CASE WHEN o.posti > 0 THEN least(100, o.occupati * 100 / o.posti) ELSE 0 END AS quota,
       least(s.autorizzazione_al, s.accreditamento_al) < current_date AS scaduta
  FROM struttura s
  LEFT JOIN voce t ON t.vocabolario = 'tipo_struttura' AND t.codice = s.tipo AND t.valida_al IS NULL
 CROSS JOIN LATERAL (SELECT coalesce(sum(x.posti), 0)::bigint AS posti, coalesce(sum(x.occupati), 0)::bigint AS occupati FROM struttura_oggi(s.id) x) o
 WHERE (:cerca::text IS NULL OR senza_accenti(s.denominazione || ' ' || s.gestore || ' ' || coalesce(s.comune, '')) LIKE '%' || senza_accenti(:cerca) || '%')
   AND (:tipo::text IS NULL OR s.tipo = :tipo)
   AND (NOT :liberi::boolean OR o.posti > o.occupati)
   AND (:chiuse::boolean OR s.chiusa_il IS NULL)
 ORDER BY lower(s.denominazione), s.id LIMIT 201;

-- name: struttura_leggi :maybe
SELECT s.id AS struttura_id, s.denominazione, s.tipo, s.chiusa_il, s.versione, s.per_tutti, v.denominazione AS servizio,
       s.servizio_id = identita_servizio() AND identita_scrive() AND identita_ha('STRUTTURA_SCRIVI') AS scrive
  FROM struttura s JOIN servizio v ON v.id = s.servizio_id WHERE s.id = :struttura_id;

-- name: struttura_scheda :hdf1
SELECT s.id, s.denominazione, coalesce(t.descrizione, s.tipo) AS tipo, s.gestore, s.comune, s.indirizzo, s.referente, s.telefono, s.email, s.autorizzazione, s.autorizzazione_al,
       s.autorizzazione_al < current_date AS autorizzazione_scaduta, s.accreditamento, s.accreditamento_al, s.accreditamento_al < current_date AS accreditamento_scaduto,
       s.conta_dimissione, s.per_tutti, s.note, s.chiusa_il, v.denominazione AS servizio
  FROM struttura s JOIN servizio v ON v.id = s.servizio_id
  LEFT JOIN voce t ON t.vocabolario = 'tipo_struttura' AND t.codice = s.tipo AND t.valida_al IS NULL
 WHERE s.id = :struttura_id;

-- name: struttura_campi :hdf1
-- For the form: the columns are its fields.
SELECT s.denominazione, s.tipo, s.gestore, s.comune, s.indirizzo, s.referente, s.telefono, s.email, s.autorizzazione, s.autorizzazione_al, s.accreditamento, s.accreditamento_al,
       CASE WHEN s.conta_dimissione THEN '1' END AS conta_dimissione, CASE WHEN s.per_tutti THEN '1' END AS per_tutti, s.note, CASE WHEN s.chiusa_il IS NOT NULL THEN '1' END AS chiusa
  FROM struttura s WHERE s.id = :struttura_id;

-- name: struttura_crea :one
INSERT INTO struttura (denominazione, tipo, gestore, comune, indirizzo, referente, telefono, email, autorizzazione, autorizzazione_al, accreditamento, accreditamento_al,
                       conta_dimissione, per_tutti, note, servizio_id, creato_da)
VALUES (:denominazione, :tipo, :gestore, :comune, :indirizzo, :referente, :telefono, :email, :autorizzazione, :autorizzazione_al, :accreditamento, :accreditamento_al,
        :conta_dimissione, :per_tutti, :note, identita_servizio(), identita_operatore()) RETURNING id AS struttura_id;

-- name: struttura_salva :count
UPDATE struttura SET denominazione = :denominazione, tipo = :tipo, gestore = :gestore, comune = :comune, indirizzo = :indirizzo, referente = :referente, telefono = :telefono,
       email = :email, autorizzazione = :autorizzazione, autorizzazione_al = :autorizzazione_al, accreditamento = :accreditamento, accreditamento_al = :accreditamento_al,
       conta_dimissione = :conta_dimissione, per_tutti = :per_tutti, note = :note, chiusa_il = CASE WHEN :chiusa THEN coalesce(chiusa_il, current_date) END
 WHERE id = :struttura_id AND versione = :versione::int;

-- name: struttura_oggi_posti :hdf
SELECT o.tipo_posto AS codice, coalesce(t.descrizione, o.tipo_posto) AS tipo, o.posti, o.occupati, o.posti - o.occupati AS liberi,
       CASE WHEN o.posti > 0 THEN least(100, o.occupati * 100 / o.posti) ELSE 0 END AS quota
  FROM struttura_oggi(:struttura_id::bigint) o LEFT JOIN voce t ON t.vocabolario = 'tipo_posto' AND t.codice = o.tipo_posto AND t.valida_al IS NULL
 ORDER BY t.ordine, o.tipo_posto;

-- name: struttura_anno_posti :many
-- Places and the most people at once, twelve rows for each kind of place.
SELECT a.tipo_posto, coalesce(t.descrizione, a.tipo_posto) AS tipo, a.mese, a.posti, a.occupati
  FROM struttura_anno(:struttura_id::bigint, :anno::int) a LEFT JOIN voce t ON t.vocabolario = 'tipo_posto' AND t.codice = a.tipo_posto AND t.valida_al IS NULL
 ORDER BY t.ordine, a.tipo_posto, a.mese;

-- name: struttura_ospiti :many
-- Who is there now, of the cases that the reader opens.
SELECT p.id AS pratica_id, p.codice, s.cognome || ' ' || s.nome AS persona, i.ammissione, i.dimissione, coalesce(t.descrizione, i.tipo_posto) AS tipo
  FROM inserimento i JOIN pratica p ON p.id = i.pratica_id JOIN soggetto s ON s.id = i.soggetto_id
  LEFT JOIN voce t ON t.vocabolario = 'tipo_posto' AND t.codice = i.tipo_posto AND t.valida_al IS NULL
 WHERE i.struttura_id = :struttura_id AND i.occupazione && daterange(current_date, NULL) ORDER BY s.cognome, s.nome, i.id LIMIT 100;

-- ---- places ----

-- name: struttura_posti_righe :hdf
SELECT n.id, coalesce(t.descrizione, n.tipo_posto) AS tipo, n.posti, n.dal, n.dal > current_date AS futura,
       lead(n.dal) OVER (PARTITION BY n.tipo_posto ORDER BY n.dal) - 1 AS al
  FROM struttura_posti n LEFT JOIN voce t ON t.vocabolario = 'tipo_posto' AND t.codice = n.tipo_posto AND t.valida_al IS NULL
 WHERE n.struttura_id = :struttura_id ORDER BY t.ordine, n.tipo_posto, n.dal DESC LIMIT 200;

-- name: struttura_posti_crea :one
INSERT INTO struttura_posti (struttura_id, tipo_posto, dal, posti, creato_da) VALUES (:struttura_id, :tipo_posto, :dal, :posti, identita_operatore()) RETURNING id AS struttura_posti_id;

-- name: struttura_posti_leggi :maybe
SELECT n.id AS struttura_posti_id, n.versione FROM struttura_posti n WHERE n.id = :struttura_posti_id AND n.struttura_id = :struttura_id;

-- name: struttura_posti_campi :hdf1
SELECT n.tipo_posto, n.dal, n.posti FROM struttura_posti n WHERE n.id = :struttura_posti_id;

-- name: struttura_posti_salva :count
UPDATE struttura_posti SET tipo_posto = :tipo_posto, dal = :dal, posti = :posti WHERE id = :struttura_posti_id AND struttura_id = :struttura_id AND versione = :versione::int;

-- name: struttura_posti_togli :count
DELETE FROM struttura_posti WHERE id = :struttura_posti_id AND struttura_id = :struttura_id;

-- ---- fees ----

-- name: rette_righe :hdf
SELECT r.id, coalesce(t.descrizione, r.tipo_posto) AS tipo, r.unita, r.importo, replace(trim_scale(r.assenza_ospedale)::text, '.', ',') AS ospedale, replace(trim_scale(r.assenza_casa)::text, '.', ',') AS casa,
       replace(trim_scale(r.assenza_vacanza)::text, '.', ',') AS vacanza, replace(trim_scale(r.assenza_altra)::text, '.', ',') AS altra, r.dal, r.al,
       daterange(r.dal, r.al, '[]') @> current_date AS vale
  FROM retta r LEFT JOIN voce t ON t.vocabolario = 'tipo_posto' AND t.codice = r.tipo_posto AND t.valida_al IS NULL
 WHERE r.struttura_id = :struttura_id ORDER BY t.ordine, r.tipo_posto, r.dal DESC LIMIT 200;

-- name: retta_termina :exec
-- The fee that runs ends on the day before the new one begins.
UPDATE retta SET al = :dal::date - 1 WHERE struttura_id = :struttura_id AND tipo_posto = :tipo_posto AND al IS NULL AND dal < :dal::date;

-- name: retta_crea :one
INSERT INTO retta (struttura_id, tipo_posto, unita, importo, assenza_ospedale, assenza_casa, assenza_vacanza, assenza_altra, dal, al, creato_da)
VALUES (:struttura_id, :tipo_posto, :unita, :importo::numeric, :assenza_ospedale::numeric, :assenza_casa::numeric, :assenza_vacanza::numeric, :assenza_altra::numeric, :dal::date, :al,
        identita_operatore()) RETURNING id AS retta_id;

-- name: retta_leggi :maybe
SELECT r.id AS retta_id, r.versione FROM retta r WHERE r.id = :retta_id AND r.struttura_id = :struttura_id;

-- name: retta_campi :hdf1
SELECT r.tipo_posto, r.unita, r.importo::text AS importo, trim_scale(r.assenza_ospedale)::text AS assenza_ospedale, trim_scale(r.assenza_casa)::text AS assenza_casa,
       trim_scale(r.assenza_vacanza)::text AS assenza_vacanza, trim_scale(r.assenza_altra)::text AS assenza_altra, r.dal, r.al FROM retta r WHERE r.id = :retta_id;

-- name: retta_salva :count
UPDATE retta SET tipo_posto = :tipo_posto, unita = :unita, importo = :importo::numeric, assenza_ospedale = :assenza_ospedale::numeric, assenza_casa = :assenza_casa::numeric,
       assenza_vacanza = :assenza_vacanza::numeric, assenza_altra = :assenza_altra::numeric, dal = :dal, al = :al
 WHERE id = :retta_id AND struttura_id = :struttura_id AND versione = :versione::int;

-- name: retta_togli :count
DELETE FROM retta WHERE id = :retta_id AND struttura_id = :struttura_id;

-- ---- who uses it ----

-- name: struttura_servizi :hdf
SELECT u.id, v.denominazione AS nome FROM struttura_servizio u JOIN servizio v ON v.id = u.servizio_id WHERE u.struttura_id = :struttura_id ORDER BY v.denominazione LIMIT 200;

-- name: struttura_servizi_offerti :many
SELECT v.id AS servizio_id, v.denominazione FROM servizio v
 WHERE v.tipo NOT IN ('storico', 'esterno') AND v.valido_dal <= current_date AND coalesce(v.valido_al, current_date) >= current_date
   AND v.id <> (SELECT s.servizio_id FROM struttura s WHERE s.id = :struttura_id)
   AND NOT EXISTS (SELECT FROM struttura_servizio u WHERE u.struttura_id = :struttura_id AND u.servizio_id = v.id) ORDER BY v.denominazione;

-- name: struttura_servizio_metti :exec
INSERT INTO struttura_servizio (struttura_id, servizio_id) VALUES (:struttura_id, :servizio_id) ON CONFLICT DO NOTHING;

-- name: struttura_servizio_togli :count
DELETE FROM struttura_servizio WHERE id = :struttura_servizio_id AND struttura_id = :struttura_id;
