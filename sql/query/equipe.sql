-- Équipe: who they are, of which cases.

-- name: equipe_elenco :hdf
SELECT e.id, e.nome, e.tra_servizi, e.scopo, v.denominazione AS servizio, e.chiusa_il,
       (SELECT count(*) FROM equipe_membro m WHERE m.equipe_id = e.id AND m.valido_dal <= current_date AND coalesce(m.valido_al, current_date) >= current_date) AS membri,
       e.id = ANY (identita_equipe()) AS mia
  FROM equipe e JOIN servizio v ON v.id = e.servizio_id
 WHERE e.servizio_id = identita_servizio() OR e.id = ANY (identita_equipe()) ORDER BY e.chiusa_il IS NOT NULL, e.nome LIMIT 200;

-- name: equipe_leggi :maybe
SELECT e.id AS equipe_id, e.nome, e.tra_servizi, e.scopo, e.chiusa_il, e.versione, v.denominazione AS servizio, e.servizio_id,
       e.servizio_id = identita_servizio() AND identita_scrive() AND identita_ha('EQUIPE_SCRIVI') AS scrive
  FROM equipe e JOIN servizio v ON v.id = e.servizio_id WHERE e.id = :equipe_id;

-- name: equipe_crea :one
INSERT INTO equipe (nome, tra_servizi, scopo, servizio_id, creato_da) VALUES (:nome, :tra_servizi, :scopo, identita_servizio(), identita_operatore()) RETURNING id AS equipe_id;

-- name: equipe_salva :count
UPDATE equipe SET nome = :nome, tra_servizi = :tra_servizi, scopo = :scopo, chiusa_il = CASE WHEN :chiusa THEN coalesce(chiusa_il, current_date) END
 WHERE id = :equipe_id AND versione = :versione::int;

-- name: equipe_membri :hdf
SELECT m.id, c.nome, m.funzione, m.valido_dal, m.valido_al, coalesce(m.valido_al, current_date) < current_date AS finito
  FROM equipe_membro m JOIN collega c ON c.operatore_id = m.operatore_id WHERE m.equipe_id = :equipe_id
 ORDER BY coalesce(m.valido_al, current_date) < current_date, c.nome, m.id LIMIT 200;

-- name: equipe_colleghi :many
-- Who may be added: people of that service who are not members now.
SELECT k.operatore_id, k.nome FROM colleghi(:servizio_id, 'intervento_generico') k
 WHERE NOT EXISTS (SELECT FROM equipe_membro m WHERE m.equipe_id = :equipe_id AND m.operatore_id = k.operatore_id AND coalesce(m.valido_al, current_date) >= current_date) ORDER BY k.nome;

-- name: equipe_servizi :hdf
SELECT v.id, v.denominazione AS nome, v.id = :scelto::bigint AS scelto FROM servizio v
 WHERE v.tipo NOT IN ('storico', 'esterno') AND v.valido_dal <= current_date AND coalesce(v.valido_al, current_date) >= current_date ORDER BY v.denominazione;

-- name: equipe_membro_metti :exec
INSERT INTO equipe_membro (equipe_id, operatore_id, funzione, valido_dal) VALUES (:equipe_id, :operatore_id, :funzione, coalesce(:valido_dal::date, current_date));

-- name: equipe_membro_termina :count
-- Who has begun today leaves no day: the last one is yesterday, or the first.
UPDATE equipe_membro SET valido_al = greatest(valido_dal, current_date - 1) WHERE id = :equipe_membro_id AND equipe_id = :equipe_id AND valido_al IS NULL;

-- name: equipe_pratiche :hdf
-- Of the cases only those that the reader opens.
SELECT q.id, p.id AS pratica, p.codice, q.valida_dal, q.valida_al FROM equipe_pratica q JOIN pratica p ON p.id = q.pratica_id
 WHERE q.equipe_id = :equipe_id ORDER BY q.valida_al IS NOT NULL, p.codice LIMIT 100;

-- name: pratica_equipe :hdf
SELECT q.id, e.id AS equipe, e.nome, e.chiusa_il, q.valida_dal, q.valida_al,
       (SELECT string_agg(c.nome || ' (' || m.funzione || ')', ', ' ORDER BY c.nome) FROM equipe_membro m JOIN collega c ON c.operatore_id = m.operatore_id
         WHERE m.equipe_id = e.id AND m.valido_dal <= current_date AND coalesce(m.valido_al, current_date) >= current_date) AS membri
  FROM equipe_pratica q JOIN equipe e ON e.id = q.equipe_id WHERE q.pratica_id = :pratica_id ORDER BY q.valida_al IS NOT NULL, e.nome LIMIT 50;

-- name: pratica_equipe_offerte :many
SELECT e.id AS equipe_id, e.nome FROM equipe e
 WHERE e.chiusa_il IS NULL AND (e.servizio_id = identita_servizio() OR e.id = ANY (identita_equipe()))
   AND NOT EXISTS (SELECT FROM equipe_pratica q WHERE q.equipe_id = e.id AND q.pratica_id = :pratica_id AND q.valida_al IS NULL) ORDER BY e.nome LIMIT 100;

-- name: pratica_equipe_metti :exec
INSERT INTO equipe_pratica (equipe_id, pratica_id, creato_da) VALUES (:equipe_id, :pratica_id, identita_operatore());

-- name: pratica_equipe_termina :count
UPDATE equipe_pratica SET valida_al = greatest(valida_dal, current_date) WHERE id = :equipe_pratica_id AND pratica_id = :pratica_id AND valida_al IS NULL;
