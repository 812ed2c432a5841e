-- The agenda: days, appointments, what is due, who is not free; one appointment; the feed.

-- name: agenda_periodo :one
-- What stands around a day: its week, the steps back and forth, the last day before the next step, the first day of its month.
SELECT g.giorno::text AS giorno, (g.giorno - (extract(isodow FROM g.giorno)::int - 1))::text AS lunedi, (g.giorno - (extract(isodow FROM g.giorno)::int - 7))::text AS domenica,
       (g.giorno - :passo::int)::text AS prima, (g.giorno + :passo::int)::text AS dopo, (g.giorno + :passo::int - 1)::text AS ultimo, current_date::text AS oggi,
       extract(week FROM g.giorno)::bigint AS settimana, date_trunc('month', g.giorno)::date::text AS mese
  FROM (SELECT coalesce(:giorno::date, current_date) AS giorno) g;

-- name: agenda_giorni :many
-- Days one after the other, with the number in the week (Monday is 1).
SELECT d::date::text AS data, extract(isodow FROM d)::bigint AS numero, extract(day FROM d)::bigint AS giorno, d::date = current_date AS oggi,
       date_trunc('month', d)::date::text AS mese
  FROM generate_series(:da::date, :a::date, interval '1 day') d;

-- name: agenda_griglia_mese :one
SELECT (m.primo - (extract(isodow FROM m.primo)::int - 1))::text AS da, (m.ultimo + (7 - extract(isodow FROM m.ultimo)::int))::text AS a
  FROM (SELECT :mese::date AS primo, (:mese::date + interval '1 month - 1 day')::date AS ultimo) m;

-- name: agenda_equipe_mie :many
-- Équipe of which one is a member today, and those that the own service keeps.
SELECT e.id AS equipe_id, e.nome, e.id = ANY (identita_equipe()) AS membro FROM equipe e
 WHERE e.chiusa_il IS NULL AND (e.id = ANY (identita_equipe()) OR e.servizio_id = identita_servizio()) ORDER BY e.nome LIMIT 100;

-- name: agenda_colleghi :many
SELECT operatore_id, nome FROM colleghi(identita_servizio(), 'intervento_generico') ORDER BY nome LIMIT 200;

-- name: agenda_voci :many
-- Minutes of the day in Rome; what ends after midnight ends its day.
SELECT a.id AS appuntamento_id, a.tipo, a.titolo, a.luogo, p.codice, (a.inizio AT TIME ZONE 'Europe/Rome')::date::text AS giorno,
       extract(hour FROM a.inizio AT TIME ZONE 'Europe/Rome')::bigint * 60 + extract(minute FROM a.inizio AT TIME ZONE 'Europe/Rome')::bigint AS da,
       CASE WHEN (a.fine AT TIME ZONE 'Europe/Rome')::date > (a.inizio AT TIME ZONE 'Europe/Rome')::date THEN 1440
            ELSE extract(hour FROM a.fine AT TIME ZONE 'Europe/Rome')::bigint * 60 + extract(minute FROM a.fine AT TIME ZONE 'Europe/Rome')::bigint END AS a,
       coalesce(e.nome, (SELECT string_agg(c.nome, ', ' ORDER BY c.nome) FROM appuntamento_partecipante x JOIN collega c ON c.operatore_id = x.operatore_id
                          WHERE x.appuntamento_id = a.id AND x.operatore_id <> identita_operatore())) AS con
  FROM appuntamento a LEFT JOIN pratica p ON p.id = a.pratica_id LEFT JOIN equipe e ON e.id = a.equipe_id
 WHERE a.inizio >= :dal::date::timestamp AT TIME ZONE 'Europe/Rome' AND a.inizio < (:al::date + 1)::timestamp AT TIME ZONE 'Europe/Rome'
   AND (EXISTS (SELECT FROM appuntamento_partecipante x WHERE x.appuntamento_id = a.id AND x.operatore_id = ANY (:chi::bigint[]))
        OR a.equipe_id = ANY (:equipe::bigint[]) OR :mio AND a.equipe_id = ANY (identita_equipe())
        OR :servizio AND a.del_servizio AND a.servizio_id = identita_servizio())
 ORDER BY a.inizio, a.id LIMIT 500;

-- name: agenda_occupate :many
-- Of those people, what one may not see: «Occupata» and no more.
SELECT c.nome, (o.inizio AT TIME ZONE 'Europe/Rome')::date::text AS giorno,
       extract(hour FROM o.inizio AT TIME ZONE 'Europe/Rome')::bigint * 60 + extract(minute FROM o.inizio AT TIME ZONE 'Europe/Rome')::bigint AS da,
       CASE WHEN (o.fine AT TIME ZONE 'Europe/Rome')::date > (o.inizio AT TIME ZONE 'Europe/Rome')::date THEN 1440
            ELSE extract(hour FROM o.fine AT TIME ZONE 'Europe/Rome')::bigint * 60 + extract(minute FROM o.fine AT TIME ZONE 'Europe/Rome')::bigint END AS a
  FROM agenda_occupata(:chi::bigint[], :dal::date::timestamp AT TIME ZONE 'Europe/Rome', (:al::date + 1)::timestamp AT TIME ZONE 'Europe/Rome') o
  LEFT JOIN collega c ON c.operatore_id = o.operatore_id
 WHERE (o.inizio AT TIME ZONE 'Europe/Rome')::date BETWEEN :dal::date AND :al::date AND NOT EXISTS (SELECT FROM appuntamento a WHERE a.id = o.appuntamento_id)
 ORDER BY o.inizio, c.nome LIMIT 500;

-- name: agenda_scadenze :many
-- Events of the cases that one follows, the planned ends of those cases, and the actions of projects for which one answers.
SELECT e.pratica_id, e.titolo, e.luogo, p.codice, e.data::text AS giorno, e.ora IS NOT NULL AS con_ora,
       coalesce(extract(hour FROM e.ora)::bigint * 60 + extract(minute FROM e.ora)::bigint, 0) AS da, 'eventi' AS sezione
  FROM evento e JOIN pratica p ON p.id = e.pratica_id WHERE e.segue_operatore_id = identita_operatore() AND e.data BETWEEN :dal::date AND :al::date
UNION ALL
SELECT p.id, 'Fine prevista', NULL, p.codice, p.data_fine_prevista::text, false, 0, NULL
  FROM pratica p WHERE p.riferimento_operatore_id = identita_operatore() AND p.servizio_id = identita_servizio() AND p.stato IN ('A', 'S')
   AND p.data_fine_prevista BETWEEN :dal::date AND :al::date
UNION ALL
SELECT a.pratica_id, a.testo, NULL, p.codice, a.al::text, false, 0, 'obiettivi'
  FROM progetto_azione a JOIN pratica p ON p.id = a.pratica_id AND p.stato IN ('A', 'S')
 WHERE a.operatore_id = identita_operatore() AND a.stato IN ('DA_FARE', 'IN_CORSO') AND a.al BETWEEN :dal::date AND :al::date
 ORDER BY giorno, da LIMIT 500;

-- name: agenda_sovrapposti :many
-- Who of these has already something then; the title only where it may be seen.
SELECT o.operatore_id = identita_operatore() AS mio, c.nome, a.titolo, to_char(o.inizio AT TIME ZONE 'Europe/Rome', 'HH24:MI') AS dalle, to_char(o.fine AT TIME ZONE 'Europe/Rome', 'HH24:MI') AS alle
  FROM agenda_occupata(:chi::bigint[] || (SELECT coalesce(array_agg(m.operatore_id), '{}') FROM equipe_membro m WHERE m.equipe_id = :equipe_id
                          AND m.valido_dal <= current_date AND coalesce(m.valido_al, current_date) >= current_date),
                       (:data::date + :dalle::time) AT TIME ZONE 'Europe/Rome', (:data::date + :alle::time) AT TIME ZONE 'Europe/Rome') o
  LEFT JOIN appuntamento a ON a.id = o.appuntamento_id LEFT JOIN collega c ON c.operatore_id = o.operatore_id
 WHERE o.appuntamento_id <> :escluso::bigint ORDER BY 1 DESC, c.nome LIMIT 8;

-- name: agenda_pratica_codice :maybe
-- A case by its code, for who writes it.
SELECT p.id AS pratica_id FROM pratica p WHERE p.codice = upper(btrim(:codice)) AND pratica_livello(p.id) = 2;

-- name: agenda_pratica :maybe
SELECT p.codice FROM pratica p WHERE p.id = :pratica_id;

-- name: appuntamento_leggi :maybe
SELECT a.id AS appuntamento_id, a.tipo, a.titolo, (a.inizio AT TIME ZONE 'Europe/Rome')::date::text AS data, to_char(a.inizio AT TIME ZONE 'Europe/Rome', 'HH24:MI') AS dalle,
       to_char(a.fine AT TIME ZONE 'Europe/Rome', 'HH24:MI') AS alle, a.luogo, a.note, a.pratica_id, p.codice, p.titolare_soggetto_id AS soggetto_id, a.equipe_id, a.del_servizio, a.versione,
       operatore_nome(a.creato_da) AS autore, v.denominazione AS servizio, e.nome AS equipe,
       (SELECT string_agg(x.operatore_id::text, ',' ORDER BY x.operatore_id) FROM appuntamento_partecipante x WHERE x.appuntamento_id = a.id) AS partecipanti,
       (SELECT string_agg(c.nome, ', ' ORDER BY c.nome) FROM appuntamento_partecipante x JOIN collega c ON c.operatore_id = x.operatore_id WHERE x.appuntamento_id = a.id) AS nomi,
       a.servizio_id = identita_servizio() AND identita_scrive() AND identita_ha('AGENDA_SCRIVI') AND (a.pratica_id IS NULL OR pratica_livello(a.pratica_id) = 2) AS scrive
  FROM appuntamento a JOIN servizio v ON v.id = a.servizio_id LEFT JOIN pratica p ON p.id = a.pratica_id LEFT JOIN equipe e ON e.id = a.equipe_id
 WHERE a.id = :appuntamento_id;

-- name: appuntamento_crea :one
INSERT INTO appuntamento (tipo, titolo, inizio, fine, luogo, note, pratica_id, equipe_id, del_servizio, servizio_id, creato_da)
VALUES (:tipo, :titolo, (:data::date + :dalle::time) AT TIME ZONE 'Europe/Rome', (:data::date + :alle::time) AT TIME ZONE 'Europe/Rome', :luogo, :note, :pratica_id, :equipe_id,
        :del_servizio, identita_servizio(), identita_operatore()) RETURNING id AS appuntamento_id;

-- name: appuntamento_salva :count
UPDATE appuntamento SET tipo = :tipo, titolo = :titolo, inizio = (:data::date + :dalle::time) AT TIME ZONE 'Europe/Rome', fine = (:data::date + :alle::time) AT TIME ZONE 'Europe/Rome',
       luogo = :luogo, note = :note, pratica_id = :pratica_id, equipe_id = :equipe_id, del_servizio = :del_servizio
 WHERE id = :appuntamento_id AND versione = :versione::int;

-- name: appuntamento_togli :count
DELETE FROM appuntamento WHERE id = :appuntamento_id;

-- name: appuntamento_partecipanti_togli :exec
DELETE FROM appuntamento_partecipante WHERE appuntamento_id = :appuntamento_id AND operatore_id <> ALL (:chi::bigint[]);

-- name: appuntamento_partecipanti_metti :exec
-- `inizio` is set by the database.
INSERT INTO appuntamento_partecipante (appuntamento_id, operatore_id, inizio)
SELECT :appuntamento_id, x, now() FROM unnest(:chi::bigint[]) x
 WHERE NOT EXISTS (SELECT FROM appuntamento_partecipante p WHERE p.appuntamento_id = :appuntamento_id AND p.operatore_id = x);

-- name: agenda_collegamento :maybe
SELECT creato_il, letto_il FROM agenda_collegamento WHERE operatore_id = identita_operatore();

-- name: agenda_collega :exec
SELECT agenda_collega(:segreto);

-- name: agenda_ics_apri :one
SELECT agenda_ics_apri(:segreto, (:indirizzo::text)::inet, :numero) AS esito;

-- name: agenda_ics_righe :many
SELECT chiave, inizio, fine, sommario, scritto FROM agenda_ics_righe(:segreto);
