-- The home page.  Each counts or shows a capped number of rows, reached through an index: the
-- page costs the same in a large archive.

-- name: home_numeri :hdf1
-- The numbers of «I miei numeri», none above 1001, and how the operator wants the panels.
SELECT (SELECT count(*) FROM (SELECT FROM bozza b WHERE b.operatore_id = (SELECT identita_operatore()) AND b.dati <> '{}' LIMIT 1001) x) AS bozze,
       (SELECT valore FROM preferenza f WHERE f.operatore_id = (SELECT identita_operatore()) AND f.chiave = 'home') AS disposizione;

-- name: home_interventi :hdf
-- The active interventi of which the operator is the reference, kind by kind, where there are any; none above 1001.
SELECT k.codice AS id, k.plurale, k.percorso, CASE WHEN x.attivi > 1000 THEN 'oltre 1.000' ELSE replace(to_char(x.attivi, 'FM9,999'), ',', '.') END AS cifra
  FROM kind k CROSS JOIN LATERAL (SELECT count(*) AS attivi FROM (SELECT FROM pratica p WHERE p.riferimento_operatore_id = (SELECT identita_operatore())
                                    AND p.servizio_id = (SELECT identita_servizio()) AND p.kind = k.codice AND p.stato = 'A' LIMIT 1001) y) x
 WHERE k.intervento AND x.attivi > 0 ORDER BY k.ordine, k.codice;

-- name: home_disposizione :maybe
SELECT valore FROM preferenza f WHERE f.operatore_id = (SELECT identita_operatore()) AND f.chiave = 'home';

-- name: notifiche_numeri :hdf1
-- How many wait, by sort; none above 1001.
SELECT count(*) AS tutte, count(*) FILTER (WHERE tipo = 'assegnazione') AS assegnazioni, count(*) FILTER (WHERE tipo IN ('passaggio', 'revoca')) AS passaggi,
       count(*) FILTER (WHERE tipo = 'richiesta') AS richieste, count(*) FILTER (WHERE tipo = 'risposta') AS esiti,
       count(*) FILTER (WHERE tipo = 'scadenza') AS scadenze, count(*) FILTER (WHERE tipo = 'avviso') AS avvisi,
       count(*) FILTER (WHERE tipo = 'domanda') AS domande, count(*) FILTER (WHERE tipo = 'decisione') AS decisioni,
       (SELECT count(*) FROM (SELECT FROM notifiche_nascoste LIMIT 1001) y) AS nascoste
  FROM (SELECT tipo FROM notifiche_aperte ORDER BY id DESC LIMIT 1001) x;

-- name: home_notifiche :hdf
SELECT id, tipo, testo, creata_il, da_leggere, pratica, soggetto, cosa, titolare, da, altro_servizio, da_prendere,
       domanda, via
  FROM notifiche_aperte ORDER BY id DESC LIMIT 8;

-- name: home_scadenze :hdf
-- The first ones, each with how many there are.
SELECT d.data, d.ora, d.testo, d.sezione, d.di_persona, d.pratica, d.richiesta, d.codice, d.soggetto, d.titolare, d.data = current_date AS oggi, count(*) OVER () AS quante
  FROM scadenze_mie d ORDER BY d.data, d.ora NULLS FIRST, d.codice LIMIT :quante::bigint;

-- name: home_preferiti :hdf
-- The newest first.  A row without name is one that the operator may not see (any more).
SELECT f.oggetto, f.oggetto_id AS id, s.id AS soggetto, p.id AS pratica,
       CASE WHEN p.id IS NOT NULL THEN p.codice || ' ' || pratica_di_chi(p.titolare_soggetto_id, t.cognome, t.nome, p.dati)
            ELSE s.cognome || ' ' || s.nome END AS nome,
       CASE WHEN p.id IS NOT NULL THEN k.denominazione ELSE 'Soggetto' END AS cosa
  FROM (SELECT * FROM preferito WHERE operatore_id = (SELECT identita_operatore()) AND oggetto IN ('soggetto', 'pratica')
         ORDER BY creato_il DESC, oggetto_id DESC LIMIT :quanti::bigint) f
  LEFT JOIN soggetto s ON f.oggetto = 'soggetto' AND s.id = f.oggetto_id
  LEFT JOIN pratica p ON f.oggetto = 'pratica' AND p.id = f.oggetto_id
  LEFT JOIN soggetto t ON t.id = p.titolare_soggetto_id
  LEFT JOIN kind k ON k.codice = p.kind
 ORDER BY f.creato_il DESC, f.oggetto_id DESC;

-- name: home_cronologia :hdf
-- What was opened last, as far as it may be seen now (HOM-08).
SELECT c.oggetto, c.oggetto_id AS id, c.quando, s.id AS soggetto, p.id AS pratica,
       CASE WHEN p.id IS NOT NULL THEN p.codice || ' ' || pratica_di_chi(p.titolare_soggetto_id, t.cognome, t.nome, p.dati)
            ELSE s.cognome || ' ' || s.nome END AS nome,
       CASE WHEN p.id IS NOT NULL THEN k.denominazione ELSE 'Soggetto' END AS cosa
  FROM (SELECT * FROM cronologia WHERE operatore_id = (SELECT identita_operatore()) ORDER BY quando DESC LIMIT :quante::bigint) c
  LEFT JOIN soggetto s ON c.oggetto = 'soggetto' AND s.id = c.oggetto_id
  LEFT JOIN pratica p ON c.oggetto = 'pratica' AND p.id = c.oggetto_id
  LEFT JOIN soggetto t ON t.id = p.titolare_soggetto_id
  LEFT JOIN kind k ON k.codice = p.kind
 ORDER BY c.quando DESC;

-- name: home_bozze :hdf
-- What was typed and not saved, by the words of its page and the case or person of it; `apri` is the page on which it goes on.
SELECT b.id, b.percorso, regexp_replace(b.percorso, '/chiedi-accesso$', '') AS apri, b.aggiornata_il, p.id AS pratica, coalesce(p.titolare_soggetto_id, s.id) AS soggetto,
       CASE WHEN b.percorso = '/soggetti/nuovo' THEN 'Nuovo soggetto'
            WHEN b.percorso LIKE '/soggetti/%/consensi%' THEN 'Consenso'
            WHEN b.percorso LIKE '/soggetti/%/isee%' THEN 'ISEE'
            WHEN b.percorso LIKE '/soggetti/%/nuclei%' THEN 'Nucleo familiare'
            WHEN b.percorso LIKE '/soggetti/%' THEN 'Dati di una persona'
            WHEN b.percorso LIKE '/interventi/%/nuovo' THEN (SELECT 'Nuovo ' || lower(k.denominazione) FROM kind k WHERE k.percorso || '/nuovo' = b.percorso)
            WHEN b.percorso = '/prese-in-carico/nuova' THEN 'Nuova presa in carico'
            WHEN b.percorso = '/progetti/nuovo' THEN 'Nuovo progetto'
            WHEN b.percorso = '/valutazioni/nuova' THEN 'Nuova valutazione'
            WHEN b.percorso = '/segnalazioni/nuova' THEN 'Nuova segnalazione'
            WHEN b.percorso LIKE '/pratiche/%/parti/%' THEN 'Parte di una valutazione'
            WHEN b.percorso LIKE '/pratiche/%/collegamenti%' THEN 'Collegamento'
            WHEN b.percorso LIKE '/pratiche/%/assegnazioni%' THEN 'Assegnazione'
            WHEN b.percorso LIKE '/pratiche/%/diario%' THEN 'Pagina di diario'
            WHEN b.percorso LIKE '/pratiche/%/documenti%' THEN 'Documento'
            WHEN b.percorso LIKE '/pratiche/%/soggetti-significativi%' THEN 'Soggetto significativo'
            WHEN b.percorso LIKE '/pratiche/%/eventi%' THEN 'Evento'
            WHEN b.percorso LIKE '/pratiche/%/richieste%' THEN 'Richiesta'
            WHEN b.percorso LIKE '/richieste/%' THEN 'Risposta a una richiesta'
            WHEN b.percorso LIKE '/pratiche/%/azioni/%' THEN 'Azione di un progetto'
            WHEN b.percorso LIKE '/pratiche/%/obiettivi/%' THEN 'Obiettivo di un progetto'
            WHEN b.percorso LIKE '/pratiche/%/verifiche/%' THEN 'Verifica di un progetto'
            WHEN b.percorso LIKE '/pratiche/%/stato/%' THEN 'Cambio di stato'
            WHEN b.percorso LIKE '/pratiche/%/chiedi-accesso' THEN 'Richiesta di accesso'
            WHEN b.percorso LIKE '/pratiche/%' THEN 'Dettaglio'
            WHEN b.percorso LIKE '/agenda/%' THEN 'Appuntamento'
            WHEN b.percorso LIKE '/equipe/%' THEN 'Équipe'
            WHEN b.percorso LIKE '/anpr%' THEN 'Domanda ad ANPR'
            WHEN b.percorso LIKE '/domande/%' THEN 'Passo di una segnalazione'
            ELSE 'Modulo' END AS testo,
       coalesce(p.codice, s.cognome || ' ' || s.nome) AS codice, v.denominazione AS altro_servizio
  FROM (SELECT * FROM bozza WHERE operatore_id = (SELECT identita_operatore()) AND dati <> '{}' ORDER BY aggiornata_il DESC LIMIT :quante::bigint) b
  LEFT JOIN pratica p ON p.id = b.pratica_id
  LEFT JOIN soggetto s ON p.id IS NULL AND s.id = substring(b.percorso FROM '^/soggetti/([0-9]{1,18})(/|$)')::bigint
  LEFT JOIN servizio v ON v.id = b.servizio_id AND v.id <> (SELECT identita_servizio())
 ORDER BY b.aggiornata_il DESC;

-- name: notifiche_nascondi :exec
UPDATE notifica SET nascosta_il = now() WHERE id = ANY ((:notifiche::text)::bigint[]) AND operatore_id = (SELECT identita_operatore())
   AND nascosta_il IS NULL;

-- name: notifiche_archivia :exec
UPDATE notifica SET archiviata_il = now() WHERE id = ANY ((:notifiche::text)::bigint[]) AND operatore_id = (SELECT identita_operatore())
   AND archiviata_il IS NULL;

-- name: notifiche_rinvia :exec
UPDATE notifica SET rinviata_al = (:giorno::text)::date, nascosta_il = NULL, archiviata_il = NULL
 WHERE id = ANY ((:notifiche::text)::bigint[]) AND operatore_id = (SELECT identita_operatore());

-- name: notifiche_rinvia_di :exec
UPDATE notifica SET rinviata_al = current_date + :giorni::int, nascosta_il = NULL, archiviata_il = NULL
 WHERE id = ANY ((:notifiche::text)::bigint[]) AND operatore_id = (SELECT identita_operatore());

-- name: notifiche_mostra :exec
UPDATE notifica SET nascosta_il = NULL, archiviata_il = NULL, presa_il = NULL, rinviata_al = NULL
 WHERE id = ANY ((:notifiche::text)::bigint[]) AND operatore_id = (SELECT identita_operatore());

-- name: notifiche_lette :exec
UPDATE notifica SET letta_il = now() WHERE id = ANY ((:notifiche::text)::bigint[]) AND operatore_id = (SELECT identita_operatore())
   AND letta_il IS NULL;

-- name: notifiche_annulla :exec
-- Takes back the one thing that was just done to them.
UPDATE notifica SET nascosta_il = CASE WHEN :atto <> 'nascoste' THEN nascosta_il END,
                    archiviata_il = CASE WHEN :atto <> 'archiviate' THEN archiviata_il END,
                    rinviata_al = CASE WHEN :atto <> 'rinviate' THEN rinviata_al END
 WHERE id = ANY ((:notifiche::text)::bigint[]) AND operatore_id = (SELECT identita_operatore());

-- name: notifica_prendi :maybe
-- Taken in charge (HOM-03); once more changes nothing.
UPDATE notifica SET presa_il = coalesce(presa_il, now()), letta_il = coalesce(letta_il, now())
 WHERE id = :notifica_id AND operatore_id = (SELECT identita_operatore()) AND tipo = 'assegnazione'
RETURNING pratica_id, assegnazione_id;

-- name: notifica_accetta :exec
-- The answer that taking in charge is, if one is still owed by this operator.
UPDATE assegnazione SET risposta = 'accettata', risposta_il = now(), letta_il = coalesce(letta_il, now())
 WHERE id = :assegnazione_id AND operatore_id = (SELECT identita_operatore()) AND risposta IS NULL AND terminata_il IS NULL;

-- name: preferito_metti :exec
-- Only what may be seen; of what is there already nothing changes.
INSERT INTO preferito (operatore_id, oggetto, oggetto_id)
SELECT identita_operatore(), :oggetto, v.id
  FROM (SELECT s.id FROM soggetto s WHERE :oggetto = 'soggetto' AND s.id = :riga::bigint
        UNION ALL SELECT p.id FROM pratica p WHERE :oggetto = 'pratica' AND p.id = :riga::bigint) v
ON CONFLICT ON CONSTRAINT preferito_pk DO NOTHING;

-- name: preferito_togli :exec
DELETE FROM preferito WHERE operatore_id = (SELECT identita_operatore()) AND oggetto = :oggetto AND oggetto_id = :riga::bigint;

-- name: cronologia_svuota :exec
DELETE FROM cronologia WHERE operatore_id = (SELECT identita_operatore());
