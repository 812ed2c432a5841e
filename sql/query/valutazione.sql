-- Valutazioni.

-- name: valutazione_da :maybe
-- What a case of the person knows already, of the kinds that stand beside a valutazione in the chain.
SELECT p.kind, p.codice, p.titolare_soggetto_id, p.dati ->> 'riguarda' AS riguarda,
       coalesce(p.dati ->> 'testo', p.dati ->> 'bisogno', p.dati ->> 'note') AS testo, CASE p.kind WHEN 'segnalazione' THEN 'SEGN' END AS motivo
  FROM pratica p
 WHERE p.id = :pratica_id AND p.titolare_soggetto_id IS NOT NULL
   AND EXISTS (SELECT FROM kind_seguito g WHERE (g.da_kind, g.a_kind) IN ((p.kind, 'valutazione'), ('valutazione', p.kind)));

-- name: valutazione_lega :exec
-- Which comes first follows from their kinds; who only reads the follower ties nothing.
INSERT INTO pratica_collegamento (da_pratica_id, pratica_id, creato_da)
SELECT a.id, b.id, identita_operatore()
  FROM pratica a, pratica b, kind_seguito g
 WHERE (a.id, b.id) IN ((:pratica_id::bigint, :altra_pratica_id::bigint), (:altra_pratica_id, :pratica_id)) AND (g.da_kind, g.a_kind) = (a.kind, b.kind)
   AND pratica_livello(b.id) = 2
ON CONFLICT ON CONSTRAINT pratica_collegamento_uno DO NOTHING;
