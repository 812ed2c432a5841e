-- Pages of the diary.  Row-level security leaves out the private pages of others.

-- name: diario_dopo :hdf
-- Pages older than a border (its date and id; none: from the newest on), newest first.
SELECT d.id, d.data, t.descrizione AS tipo, d.oggetto, d.testo, d.privata, operatore_nome(d.autore_operatore_id) AS autore,
       CASE WHEN d.autore_servizio_id <> p.servizio_id THEN v.denominazione END AS autore_servizio,
       d.autore_operatore_id = identita_operatore() AS mia, d.custode_operatore_id = identita_operatore() AND d.autore_operatore_id <> identita_operatore() AS custodia,
       d.custode_operatore_id IS NOT NULL AS custodita, d.custode_motivo, d.modificata_il,
       d.versione > 1 AND d.custode_operatore_id IS NULL AS modificata -- custody is no change of the text
  FROM diario_pagina d JOIN pratica p ON p.id = d.pratica_id JOIN servizio v ON v.id = d.autore_servizio_id
  LEFT JOIN scelta t ON t.vocabolario = 'tipo_diario' AND t.codice = d.tipo
 WHERE d.pratica_id = :pratica_id AND (:cerca::text IS NULL OR strpos(senza_accenti(d.oggetto || ' ' || d.testo), senza_accenti(:cerca)) > 0)
   AND (:data::date IS NULL OR (d.data, d.id) < (:data::date, :numero::bigint))
 ORDER BY d.data DESC, d.id DESC LIMIT :quante;

-- name: diario_bordi :many
-- The same rows, dates and ids only: the borders of the pages.  `indietro`: the newer ones, from
-- the border on.
SELECT d.id AS diario_pagina_id, d.data::text AS data
  FROM diario_pagina d
 WHERE d.pratica_id = :pratica_id AND (:cerca::text IS NULL OR strpos(senza_accenti(d.oggetto || ' ' || d.testo), senza_accenti(:cerca)) > 0)
   AND (:data::date IS NULL OR CASE WHEN :indietro THEN (d.data, d.id) >= (:data::date, :numero::bigint) ELSE (d.data, d.id) < (:data::date, :numero::bigint) END)
 ORDER BY CASE WHEN :indietro THEN d.data END, CASE WHEN :indietro THEN d.id END, d.data DESC, d.id DESC LIMIT :quante;

-- name: diario_abbandonate :one
SELECT diario_abbandonate(:pratica_id) AS quante;

-- name: diario_crea :one
INSERT INTO diario_pagina (pratica_id, data, tipo, oggetto, testo, privata, autore_operatore_id, autore_servizio_id)
VALUES (:pratica_id, :data, :tipo, :oggetto, :testo, :privata, identita_operatore(), identita_servizio()) RETURNING id AS diario_pagina_id;

-- name: diario_leggi :maybe
-- A page to be changed: of its author only.
SELECT d.data::text AS data, d.tipo, d.oggetto, d.testo, d.privata, d.versione, d.autore_operatore_id = identita_operatore() AS mia
  FROM diario_pagina d WHERE d.id = :diario_pagina_id AND d.pratica_id = :pratica_id;

-- name: diario_salva :count
-- None: somebody saved meanwhile (the same author in another window).
UPDATE diario_pagina SET data = :data, tipo = :tipo, oggetto = :oggetto, testo = :testo, privata = :privata
 WHERE id = :diario_pagina_id AND pratica_id = :pratica_id AND versione = :versione AND autore_operatore_id = identita_operatore();

-- name: diario_visibilita :count
UPDATE diario_pagina SET privata = :privata
 WHERE id = :diario_pagina_id AND pratica_id = :pratica_id AND autore_operatore_id = identita_operatore();

-- name: diario_custodia :one
SELECT diario_custodia(:pratica_id, :motivo) AS quante;

-- name: diario_annota :one
-- A note of one field: of today, named by its first line.
INSERT INTO diario_pagina (pratica_id, data, tipo, oggetto, testo, autore_operatore_id, autore_servizio_id)
VALUES (:pratica_id, :data, 'NOTA', diario_oggetto(:testo), :testo, identita_operatore(), identita_servizio()) RETURNING id AS diario_pagina_id;

-- name: diario_modelli :hdf
SELECT m.codice, m.titolo FROM diario_modello m
 WHERE (m.valido_al IS NULL OR m.valido_al >= current_date)
   AND (NOT EXISTS (SELECT FROM diario_modello_kind k WHERE k.modello = m.codice) OR EXISTS (SELECT FROM diario_modello_kind k WHERE k.modello = m.codice AND k.kind = :kind))
 ORDER BY m.ordine, m.codice;

-- name: diario_modello :maybe
SELECT m.titolo, m.tipo, m.testo FROM diario_modello m
 WHERE m.codice = :codice AND (m.valido_al IS NULL OR m.valido_al >= current_date)
   AND (NOT EXISTS (SELECT FROM diario_modello_kind k WHERE k.modello = m.codice) OR EXISTS (SELECT FROM diario_modello_kind k WHERE k.modello = m.codice AND k.kind = :kind));

-- name: diario_annotabili :many
-- The open cases of a person in whose diary the operator may write, newest first.
SELECT p.id AS pratica_id, p.kind, k.denominazione || ' ' || p.codice AS testo
  FROM pratica p JOIN kind k ON k.codice = p.kind
 WHERE p.titolare_soggetto_id = :soggetto_id AND p.stato IN ('A', 'S') AND pratica_livello(p.id) = 2
 ORDER BY p.data_inizio DESC, p.id DESC LIMIT 100;
