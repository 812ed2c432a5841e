-- Who may what, from the data, for the page of the administrator (ROL-01).

-- name: permessi_matrice :many
-- Each kind with each role: the level in each relation (0: nothing), whose cases it sees in its own service when
-- not everybody's, whether it opens new ones, the changes of state that it may make.
SELECT k.codice AS kind, k.plurale, k.solo_creatore AND r.id <> 2 AS solo_creatore, k.nel_quadro, k.domanda, r.denominazione AS ruolo,
       coalesce(max(g.livello) FILTER (WHERE g.relazione = 'servizio'), 0)::bigint AS servizio,
       coalesce(max(g.livello) FILTER (WHERE g.relazione = 'uo'), 0)::bigint AS uo,
       coalesce(max(g.livello) FILTER (WHERE g.relazione = 'persona'), 0)::bigint AS persona,
       coalesce(max(g.livello) FILTER (WHERE g.relazione = 'equipe'), 0)::bigint AS equipe,
       coalesce(max(g.livello) FILTER (WHERE g.relazione = 'emergenza'), 0)::bigint AS emergenza,
       max(c.denominazione) FILTER (WHERE g.relazione = 'servizio') AS aperta_da,
       coalesce(bool_or(g.relazione = 'servizio' AND g.livello = 2 AND (g.creatore_ruolo IS NULL OR g.creatore_ruolo = r.id)), false) AS apre,
       CASE WHEN max(g.livello) = 2 THEN
         (SELECT string_agg(t.etichetta, ', ' ORDER BY t.ordine) FROM (SELECT z.etichetta, min(z.ordine) AS ordine FROM transizione z JOIN ruolo_permesso x ON x.permesso = z.permesso AND x.ruolo = r.id
            WHERE z.kind = k.codice GROUP BY z.etichetta) t) END AS stati
  FROM kind k CROSS JOIN ruolo r
  LEFT JOIN regola_accesso g ON g.kind = k.codice AND g.ruolo = r.id
  LEFT JOIN ruolo c ON c.id = g.creatore_ruolo
 GROUP BY k.codice, k.plurale, k.solo_creatore, k.nel_quadro, k.domanda, k.ordine, r.id, r.denominazione
 ORDER BY k.ordine, k.codice, r.id;

-- name: permessi_ruoli :many
-- Each permission with each role.
SELECT p.codice, p.descrizione, r.denominazione AS ruolo, EXISTS (SELECT FROM ruolo_permesso x WHERE x.permesso = p.codice AND x.ruolo = r.id) AS ha
  FROM permesso p CROSS JOIN ruolo r ORDER BY p.descrizione, p.codice, r.id;
