-- Prese in carico.

-- name: presa_in_carico_aperta :maybe
-- The open one of that person in this service, as far as the reader opens it (PIC-11).
SELECT p.id AS pratica_id, p.codice FROM pratica p
 WHERE p.kind = 'presa_in_carico' AND p.titolare_soggetto_id = :soggetto_id AND p.servizio_id = identita_servizio() AND p.stato NOT IN ('T', 'X') LIMIT 1;

-- name: presa_in_carico_da_collegare :many
-- What one may follow from: segnalazioni or valutazioni of the person, or of who lives with them, that the reader opens (PIC-07).
SELECT p.id AS altra_pratica_id, p.codice || ' · ' || to_char(p.data_inizio, 'DD/MM/YYYY') || ' · ' || coalesce(pratica_campo(p.modulo_id, p.dati, 'motivo'), t.descrizione, '')
         || ' · ' || coalesce(e.descrizione, p.stato) AS testo
  FROM pratica p JOIN kind k ON k.codice = p.kind
  LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo
  LEFT JOIN voce e ON e.vocabolario = k.stati AND e.codice = p.stato AND e.valida_dal = DATE '1900-01-01'
 WHERE p.kind = :kind AND p.stato <> 'X' AND p.titolare_soggetto_id = ANY (ARRAY(
         SELECT :soggetto_id::bigint
         UNION
         SELECT c.soggetto_id FROM nucleo_componente io JOIN nucleo_componente c ON c.nucleo_id = io.nucleo_id AND c.dal <= current_date AND coalesce(c.al, 'infinity') >= current_date
          WHERE io.soggetto_id = :soggetto_id AND io.dal <= current_date AND coalesce(io.al, 'infinity') >= current_date))
 ORDER BY p.stato IN ('T', 'X'), p.data_inizio DESC, p.id DESC LIMIT 100;

-- name: presa_in_carico_documenti :many
-- Those that stand in the list of the case, notices first; and the one that was chosen, though it stands there no more.
WITH validi AS (
  SELECT d.id, d.oggetto || ', ' || to_char(d.data, 'DD/MM/YYYY') AS testo, (d.tipo = 'PRIV') IS NOT TRUE AS dopo FROM documento d
   WHERE d.pratica_id = :pratica_id AND d.tolto_il IS NULL AND d.stato IN ('in_controllo', 'pulito', 'non_controllato') LIMIT 200)
SELECT x.id AS documento_id, x.testo
  FROM (SELECT id, testo, dopo FROM validi
        UNION ALL
        SELECT (p.dati ->> 'consenso_documento')::bigint, 'Documento che non è più in elenco', true FROM pratica p
         WHERE p.id = :pratica_id AND p.dati ->> 'consenso_documento' ~ '^[0-9]{1,18}$' AND (p.dati ->> 'consenso_documento')::bigint NOT IN (SELECT id FROM validi)) x
 ORDER BY x.dopo, x.id DESC;

-- name: presa_in_carico_da_segnalazione :maybe
-- What a segnalazione knows already (PIC-09).
SELECT p.titolare_soggetto_id, p.dati ->> 'motivo' AS motivo, p.dati ->> 'fonte' AS fonte, p.dati ->> 'testo' AS testo
  FROM pratica p WHERE p.id = :pratica_id AND p.kind = 'segnalazione';

-- name: presa_in_carico_da_valutazione :maybe
-- What a valutazione says already.
SELECT p.titolare_soggetto_id, coalesce(p.dati ->> 'sintesi', p.dati ->> 'situazione', p.dati ->> 'richiesta') AS bisogno, p.dati ->> 'proposta' AS proposta
  FROM pratica p WHERE p.id = :pratica_id AND p.kind = 'valutazione';

-- name: presa_in_carico_da_domanda :maybe
-- What a report to SELF knows already.
SELECT d.soggetto_id, d.dati #>> '{richiesta,motivo}' AS motivo, d.dati #>> '{richiesta,obiettivi}' AS obiettivi
  FROM domanda d WHERE d.id = :domanda_id AND domanda_livello(d) > 0 AND d.stato <> 'B';

-- name: presa_in_carico_lega_domanda :exec
INSERT INTO pratica_domanda (pratica_id, domanda_id, creato_da) VALUES (:pratica_id, :domanda_id, identita_operatore());

-- name: presa_in_carico_della_domanda :hdf
-- Cases that came from this report, as far as the reader opens them.
SELECT p.id, p.codice, k.denominazione AS kind_nome, e.descrizione AS stato_nome, p.data_inizio
  FROM pratica_domanda c JOIN pratica p ON p.id = c.pratica_id JOIN kind k ON k.codice = p.kind
  LEFT JOIN voce e ON e.vocabolario = k.stati AND e.codice = p.stato AND e.valida_dal = DATE '1900-01-01'
 WHERE c.domanda_id = :domanda_id ORDER BY p.id;
