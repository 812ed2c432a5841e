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

-- ---- parts, along the headings of its type (VAL-01, VAL-07) ----

-- name: valutazione_aree :many
-- The headings of the type of that case; one that is over only where somebody wrote under it.
SELECT a.id AS valutazione_area_id, a.codice, a.gruppo, a.titolo, a.aiuto, a.fonte, a.modulo, a.scala, a.valida_dal <= current_date AND coalesce(a.valida_al, current_date) >= current_date AS vale
  FROM pratica p JOIN valutazione_area a ON a.tipo = p.tipo
 WHERE p.id = :pratica_id AND (a.valida_dal <= current_date AND coalesce(a.valida_al, current_date) >= current_date
        OR EXISTS (SELECT FROM valutazione_parte v WHERE v.pratica_id = p.id AND v.area_id = a.id AND v.tolta_il IS NULL))
 ORDER BY a.ordine, a.id;

-- name: valutazione_area :maybe
SELECT a.id AS valutazione_area_id, a.codice, a.titolo, a.aiuto, a.fonte, a.modulo, a.scala
  FROM pratica p JOIN valutazione_area a ON a.tipo = p.tipo AND a.codice = :codice
 WHERE p.id = :pratica_id AND a.valida_dal <= current_date AND coalesce(a.valida_al, current_date) >= current_date;

-- name: valutazione_parti :many
-- Those that stand; one in whose place its author wrote another comes behind it.
SELECT v.id AS valutazione_parte_id, v.area_id AS valutazione_area_id, v.modulo_id, v.dati::text AS dati, v.funzione, s.cognome || ' ' || s.nome AS di_chi,
       operatore_nome(v.autore_operatore_id) AS autore, z.denominazione AS servizio, v.autore_operatore_id = identita_operatore() AS mia,
       v.firmata_il, v.modificata_il, v.firmata_il IS NOT NULL AS firmata, d.id IS NOT NULL AS superata,
       v.totale::bigint AS totale, v.fascia, x.massimo::bigint AS massimo, x.lettura
  FROM valutazione_parte v JOIN servizio z ON z.id = v.autore_servizio_id LEFT JOIN soggetto s ON s.id = v.soggetto_id
  LEFT JOIN valutazione_parte d ON d.sostituisce_id = v.id AND d.firmata_il IS NOT NULL
  LEFT JOIN valutazione_scala_versione x ON x.modulo_id = v.modulo_id
 WHERE v.pratica_id = :pratica_id AND v.tolta_il IS NULL
 ORDER BY d.id IS NOT NULL, v.id LIMIT 200;

-- name: valutazione_parte_leggi :maybe
SELECT v.id AS valutazione_parte_id, a.codice AS area, a.titolo, a.aiuto, a.fonte, a.modulo, a.scala, v.area_id AS valutazione_area_id, v.soggetto_id, v.funzione, v.dati::text AS dati, v.versione::bigint AS versione,
       v.autore_operatore_id = identita_operatore() AS mia, v.firmata_il IS NOT NULL AS firmata, d.id AS sostituita_valutazione_parte_id
  FROM valutazione_parte v JOIN valutazione_area a ON a.id = v.area_id LEFT JOIN valutazione_parte d ON d.sostituisce_id = v.id
 WHERE v.id = :valutazione_parte_id AND v.pratica_id = :pratica_id AND v.tolta_il IS NULL;

-- name: valutazione_parte_crea :one
INSERT INTO valutazione_parte (pratica_id, area_id, soggetto_id, autore_operatore_id, autore_servizio_id, funzione, modulo_id, dati, firmata_il, sostituisce_id)
VALUES (:pratica_id, :valutazione_area_id, :soggetto_id, identita_operatore(), identita_servizio(), :funzione, :modulo_id, :dati::jsonb - ARRAY['soggetto', 'funzione'],
        CASE WHEN :firma::boolean THEN now() END, :sostituisce_valutazione_parte_id)
RETURNING id AS valutazione_parte_id;

-- name: valutazione_parte_salva :count
-- 0 touched: its author saved it meanwhile in another window.
UPDATE valutazione_parte SET soggetto_id = :soggetto_id, funzione = :funzione, modulo_id = :modulo_id, dati = :dati::jsonb - ARRAY['soggetto', 'funzione'],
       firmata_il = CASE WHEN :firma::boolean THEN now() END
 WHERE id = :valutazione_parte_id AND pratica_id = :pratica_id AND versione = :versione::int AND autore_operatore_id = identita_operatore() AND tolta_il IS NULL;

-- name: valutazione_parte_firma :count
UPDATE valutazione_parte SET firmata_il = now()
 WHERE id = :valutazione_parte_id AND pratica_id = :pratica_id AND autore_operatore_id = identita_operatore() AND firmata_il IS NULL AND tolta_il IS NULL;

-- name: valutazione_parte_togli :count
UPDATE valutazione_parte SET tolta_il = now()
 WHERE id = :valutazione_parte_id AND pratica_id = :pratica_id AND autore_operatore_id = identita_operatore() AND firmata_il IS NULL AND tolta_il IS NULL;

-- name: valutazione_parti_conta :one
SELECT count(*) AS quante, count(*) FILTER (WHERE v.firmata_il IS NULL) AS da_firmare,
       count(*) FILTER (WHERE v.firmata_il IS NULL AND v.autore_operatore_id = identita_operatore()) AS mie
  FROM valutazione_parte v WHERE v.pratica_id = :pratica_id AND v.tolta_il IS NULL
   AND NOT EXISTS (SELECT FROM valutazione_parte d WHERE d.sostituisce_id = v.id AND d.firmata_il IS NOT NULL);

-- name: valutazione_componenti :many
-- The holder, and who lives with them today, as far as the reader may know of them.
SELECT DISTINCT ON (s.id) s.id AS soggetto_id, s.cognome || ' ' || s.nome || ' (' || to_char(s.data_nascita, 'DD/MM/YYYY') || ')' AS testo
  FROM pratica p
  CROSS JOIN LATERAL (
       SELECT p.titolare_soggetto_id AS soggetto_id
       UNION
       SELECT c.soggetto_id FROM nucleo_componente io JOIN nucleo_componente c ON c.nucleo_id = io.nucleo_id AND c.dal <= current_date AND coalesce(c.al, 'infinity') >= current_date
        WHERE io.soggetto_id = p.titolare_soggetto_id AND io.dal <= current_date AND coalesce(io.al, 'infinity') >= current_date
       UNION
       SELECT v.soggetto_id FROM valutazione_parte v WHERE v.pratica_id = p.id) x
  JOIN soggetto s ON s.id = x.soggetto_id
 WHERE p.id = :pratica_id ORDER BY s.id LIMIT 60;

-- name: valutazione_funzione :maybe
-- As what the reader works in an équipe of the case.
SELECT m.funzione FROM equipe_pratica q JOIN equipe_membro m ON m.equipe_id = q.equipe_id
 WHERE q.pratica_id = :pratica_id AND m.operatore_id = identita_operatore() AND m.funzione IS NOT NULL ORDER BY m.id DESC LIMIT 1;

-- ---- beside other cases, and side by side over time (VAL-01, VAL-09) ----

-- name: valutazioni_del_soggetto :hdf
-- Those of the person that the reader opens, the newest first; `legata`: in the chain of that case (0: of none).
SELECT p.id, p.codice, coalesce(t.descrizione, k.denominazione) AS tipo, pratica_campo(p.modulo_id, p.dati, 'motivo') AS motivo, p.data_inizio, p.data_fine, p.stato, e.descrizione AS stato_nome,
       z.descrizione AS esito, v.denominazione AS servizio, operatore_nome(p.riferimento_operatore_id) AS riferimento,
       EXISTS (SELECT FROM pratica_collegamento c WHERE (c.da_pratica_id, c.pratica_id) IN ((p.id, :pratica_id::bigint), (:pratica_id, p.id))) AS legata
  FROM pratica p JOIN kind k ON k.codice = p.kind JOIN servizio v ON v.id = p.servizio_id
  LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo
  LEFT JOIN voce e ON e.vocabolario = k.stati AND e.codice = p.stato AND e.valida_dal = DATE '1900-01-01'
  LEFT JOIN voce z ON z.vocabolario = k.motivi_termine AND z.codice = p.motivo_termine AND z.valida_dal = DATE '1900-01-01'
 WHERE p.kind = 'valutazione' AND p.titolare_soggetto_id = :soggetto_id AND p.stato <> 'X'
 ORDER BY p.data_inizio DESC, p.id DESC LIMIT 50;

-- name: valutazioni_conta :one
SELECT count(*) AS quante FROM pratica p WHERE p.kind = 'valutazione' AND p.titolare_soggetto_id = :soggetto_id AND p.stato <> 'X';

-- name: valutazioni_a_confronto :many
-- The last ones, the oldest first.
SELECT x.id AS pratica_id, x.codice, x.data_inizio, coalesce(t.descrizione, k.denominazione) AS tipo, pratica_campo(x.modulo_id, x.dati, 'motivo') AS motivo, e.descrizione AS stato_nome,
       z.descrizione AS esito, v.denominazione AS servizio, x.dati ->> 'sintesi' AS sintesi
  FROM (SELECT p.* FROM pratica p WHERE p.kind = 'valutazione' AND p.titolare_soggetto_id = :soggetto_id AND p.stato <> 'X' ORDER BY p.data_inizio DESC, p.id DESC LIMIT :quante::bigint) x
  JOIN kind k ON k.codice = x.kind JOIN servizio v ON v.id = x.servizio_id
  LEFT JOIN tipo_intervento t ON t.kind = x.kind AND t.codice = x.tipo
  LEFT JOIN voce e ON e.vocabolario = k.stati AND e.codice = x.stato AND e.valida_dal = DATE '1900-01-01'
  LEFT JOIN voce z ON z.vocabolario = k.motivi_termine AND z.codice = x.motivo_termine AND z.valida_dal = DATE '1900-01-01'
 ORDER BY x.data_inizio, x.id;

-- name: valutazioni_livelli :many
-- Heading by heading what the last signed part says; the same heading of both types is one.
SELECT y.pratica_id, y.codice, y.titolo, y.livello, l.descrizione AS livello_testo, y.autore, c.etichetta AS domanda
  FROM (SELECT DISTINCT ON (v.pratica_id, a.codice) v.pratica_id, a.codice, a.titolo, a.ordine, v.modulo_id, v.dati ->> 'livello' AS livello, operatore_nome(v.autore_operatore_id) AS autore
          FROM pratica p JOIN valutazione_parte v ON v.pratica_id = p.id JOIN valutazione_area a ON a.id = v.area_id
         WHERE p.kind = 'valutazione' AND p.titolare_soggetto_id = :soggetto_id AND p.stato <> 'X' AND v.firmata_il IS NOT NULL AND a.scala IS NULL
           AND NOT EXISTS (SELECT FROM valutazione_parte d WHERE d.sostituisce_id = v.id AND d.firmata_il IS NOT NULL)
         ORDER BY v.pratica_id, a.codice, v.dati ->> 'livello' IS NULL, v.firmata_il DESC, v.id DESC) y
  LEFT JOIN voce l ON l.vocabolario = 'livello_valutazione' AND l.codice = y.livello AND l.valida_dal = DATE '1900-01-01'
  LEFT JOIN modulo_campo c ON c.modulo_id = y.modulo_id AND c.nome = 'livello'
 ORDER BY y.ordine, y.codice, y.pratica_id LIMIT 500;

-- name: valutazione_scale :many
-- What scales signed in any valutazione say of the person, scale by scale, the oldest first.
SELECT v.id AS valutazione_parte_id, x.id AS versione_id, s.codice, s.denominazione, x.minimo::bigint AS minimo, x.massimo::bigint AS massimo, x.lettura, x.fonte_fasce, x.fonte, v.totale::bigint AS totale, v.fascia,
       (v.dati ->> 'compilata_il')::date AS giorno, operatore_nome(v.autore_operatore_id) AS autore, p.id AS pratica_id, p.codice AS pratica
  FROM valutazione_parte v JOIN valutazione_scala_versione x ON x.modulo_id = v.modulo_id JOIN valutazione_scala s ON s.codice = x.scala JOIN pratica p ON p.id = v.pratica_id
 WHERE v.soggetto_id = :soggetto_id AND v.totale IS NOT NULL AND v.firmata_il IS NOT NULL AND p.stato <> 'X'
   AND NOT EXISTS (SELECT FROM valutazione_parte d WHERE d.sostituisce_id = v.id AND d.firmata_il IS NOT NULL)
 ORDER BY s.codice, x.versione, giorno, v.id LIMIT 300;

-- name: valutazione_scala_fasce :many
SELECT f.versione_id, f.da::bigint AS da, f.a::bigint AS a, f.parole FROM valutazione_scala_fascia f ORDER BY f.versione_id, f.da;
