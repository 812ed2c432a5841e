-- The case whatever its kind: what stands around its sections, states, history.

-- name: pratica_apri :maybe
-- No row: not for these eyes, or there is none (pratica_sommario tells which).
SELECT p.id AS pratica_id, p.titolare_soggetto_id, p.servizio_id, p.riferimento_operatore_id, p.codice, p.kind, p.stato,
       p.versione::bigint AS versione, pratica_livello(p.id)::bigint AS livello, p.servizio_id = identita_servizio() AS del_servizio,
       k.denominazione AS kind_nome, k.plurale AS kind_plurale, k.percorso, k.modulo,
       coalesce(t.descrizione, k.denominazione) AS titolo, e.descrizione AS stato_nome,
       pratica_di_chi(p.titolare_soggetto_id, s.cognome, s.nome, p.dati) AS titolare, coalesce(s.riservato, p.titolare_soggetto_id IS NOT NULL) AS riservata, p.tipo,
       extract(year FROM age(coalesce(s.data_decesso, current_date), s.data_nascita))::bigint AS eta, s.data_decesso,
       c.nome AS riferimento, v.denominazione AS servizio, v.telefono, v.sola_lettura AS storica,
       CASE WHEN v.sola_lettura THEN (SELECT a.codice FROM archivio_riga a WHERE a.pratica_id = p.id AND a.oggetto = 'progetti' LIMIT 1) END AS codice_storico,
       (SELECT count(*) FROM assegnazione a WHERE a.pratica_id = p.id AND a.terminata_il IS NULL AND a.risposta IS DISTINCT FROM 'rifiutata'
           AND coalesce(a.valida_al, current_date) >= current_date) AS assegnazioni,
       (SELECT count(*) FROM diario_pagina d WHERE d.pratica_id = p.id) AS diario,
       (SELECT count(*) FROM documento d WHERE d.pratica_id = p.id AND d.tolto_il IS NULL) AS documenti,
       (SELECT count(*) FROM soggetto_significativo z WHERE z.pratica_id = p.id) AS significativi,
       (SELECT count(*) FROM evento z WHERE z.pratica_id = p.id) AS eventi,
       (SELECT count(*) FROM rilevazione z WHERE z.pratica_id = p.id AND z.tolta_il IS NULL) AS rilevazioni,
       (SELECT count(*) FROM richiesta z WHERE z.pratica_id = p.id) AS richieste,
       (SELECT a.id FROM assegnazione a WHERE a.pratica_id = p.id AND a.operatore_id = identita_operatore() AND a.risposta IS NULL
           AND a.terminata_il IS NULL AND coalesce(a.valida_al, current_date) >= current_date) AS assegnazione_id, -- waits for an answer
       EXISTS (SELECT FROM preferito f WHERE f.operatore_id = identita_operatore() AND f.oggetto = 'pratica' AND f.oggetto_id = p.id) AS preferita
  FROM pratica p
  JOIN kind k ON k.codice = p.kind
  JOIN servizio v ON v.id = p.servizio_id
  LEFT JOIN soggetto s ON s.id = p.titolare_soggetto_id
  LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo
  LEFT JOIN voce e ON e.vocabolario = k.stati AND e.codice = p.stato AND e.valida_dal = DATE '1900-01-01'
  LEFT JOIN collega c ON c.operatore_id = p.riferimento_operatore_id
 WHERE p.id = :pratica_id;

-- name: pratica_sommario :maybe
-- What may be known of a case that one may not open.
SELECT codice, kind_nome, articolo, servizio_nome, servizio_telefono, servizio_email, riferimento, riferimento_telefono, riferimento_email,
       data_inizio, gia_chiesta, EXISTS (SELECT FROM servizio v WHERE v.id = identita_servizio() AND v.denominazione = servizio_nome) AS mio_servizio
  FROM pratica_sommario(:pratica_id);

-- name: pratica_azioni :many
-- What this role may do from the state in which the case is.
SELECT t.azione, t.etichetta
  FROM transizione t JOIN ruolo_permesso r ON r.permesso = t.permesso AND r.ruolo = identita_ruolo()
 WHERE t.kind = :kind AND t.da = :stato
 ORDER BY t.ordine;

-- name: pratica_azione :maybe
SELECT t.etichetta, t.motivo, t.data_fine, e.descrizione AS stato_nuovo, k.motivi_termine
  FROM transizione t JOIN kind k ON k.codice = t.kind JOIN ruolo_permesso r ON r.permesso = t.permesso AND r.ruolo = identita_ruolo()
  LEFT JOIN voce e ON e.vocabolario = k.stati AND e.codice = t.a AND e.valida_dal = DATE '1900-01-01'
 WHERE t.kind = :kind AND t.da = :stato AND t.azione = :azione;

-- name: pratica_transizione :one
SELECT pratica_transizione(:pratica_id::bigint, :versione::int, :azione::text, (:data::text)::date, :motivo::text) AS stato;

-- name: pratica_chi_scrive :many
SELECT nome, da FROM pratica_chi_scrive(:pratica_id);

-- name: pratica_salvata_da :maybe
-- Who saved last, for the page with both texts.
SELECT coalesce(c.nome, 'Un’altra persona') AS chi, p.modificato_il AS quando, coalesce(p.modificato_da = identita_operatore(), false) AS mio
  FROM pratica p LEFT JOIN collega c ON c.operatore_id = p.modificato_da
 WHERE p.id = :pratica_id;

-- name: pratica_abilitati :hdf
-- Who else opens it, by a standing assignment (ROL-11).
SELECT coalesce(c.nome, v.denominazione) AS nome, CASE WHEN a.operatore_id IS NOT NULL THEN v.denominazione END AS servizio,
       a.livello, a.valida_al
  FROM assegnazione a JOIN servizio v ON v.id = a.servizio_id LEFT JOIN collega c ON c.operatore_id = a.operatore_id
 WHERE a.pratica_id = :pratica_id AND a.terminata_il IS NULL AND a.risposta IS DISTINCT FROM 'rifiutata'
   AND coalesce(a.valida_al, current_date) >= current_date
 ORDER BY a.id LIMIT 20;

-- name: pratica_attivita :hdf
-- The last things that happened, in a few words.
SELECT s.id, CASE s.tabella
         WHEN 'pratica' THEN CASE WHEN s.azione = 'INSERT' THEN 'Creata'
                                  WHEN s.dopo ? 'stato' THEN 'Stato: ' || coalesce((SELECT e.descrizione FROM voce e
                                       WHERE e.vocabolario = (SELECT k.stati FROM pratica p JOIN kind k ON k.codice = p.kind WHERE p.id = s.pratica_id)
                                         AND e.codice = s.dopo ->> 'stato' LIMIT 1), s.dopo ->> 'stato')
                                  WHEN s.dopo ? 'riferimento_operatore_id' THEN 'Passaggio del caso'
                                  ELSE 'Dettaglio modificato' END
         WHEN 'accesso_straordinario' THEN 'Aperta in emergenza'
         WHEN 'diario_pagina' THEN CASE s.azione WHEN 'INSERT' THEN 'Pagina di diario' ELSE 'Pagina di diario modificata' END
         WHEN 'documento' THEN CASE WHEN s.azione = 'INSERT' THEN 'Documento caricato: ' || coalesce(s.dopo ->> 'oggetto', '')
                                    WHEN s.dopo ? 'tolto_il' THEN 'Documento tolto' ELSE 'Documento aggiornato' END
         WHEN 'assegnazione' THEN CASE WHEN s.azione = 'INSERT' THEN 'Assegnata a ' || coalesce(
                                            (SELECT c.nome FROM collega c WHERE c.operatore_id = (s.dopo ->> 'operatore_id')::bigint),
                                            (SELECT v.denominazione FROM servizio v WHERE v.id = (s.dopo ->> 'servizio_id')::bigint))
                                       WHEN s.dopo ? 'terminata_il' THEN 'Assegnazione terminata' ELSE 'Assegnazione aggiornata' END
         WHEN 'richiesta_accesso' THEN CASE s.azione WHEN 'INSERT' THEN 'Accesso chiesto' ELSE 'Risposta a una richiesta di accesso' END
         WHEN 'soggetto_significativo' THEN 'Soggetti significativi'
         WHEN 'appuntamento' THEN CASE s.azione WHEN 'INSERT' THEN 'Appuntamento in agenda' WHEN 'DELETE' THEN 'Appuntamento tolto' ELSE 'Appuntamento modificato' END
         WHEN 'pratica_collegamento' THEN CASE s.azione WHEN 'INSERT' THEN 'Collegata a un’altra pratica' ELSE 'Scollegata da un’altra pratica' END
         WHEN 'pratica_domanda' THEN 'Collegata a una segnalazione al SELF'
         WHEN 'valutazione_parte' THEN CASE WHEN s.dopo ? 'firmata_il' AND s.dopo ->> 'firmata_il' IS NOT NULL THEN 'Parte firmata' WHEN s.dopo ? 'tolta_il' THEN 'Parte tolta'
                                            WHEN s.azione = 'INSERT' THEN 'Parte scritta' ELSE 'Parte modificata' END
         WHEN 'rilevazione' THEN CASE WHEN s.azione = 'INSERT' THEN 'Scheda di rilevazione compilata' WHEN s.dopo ? 'tolta_il' THEN 'Scheda di rilevazione tolta' ELSE 'Scheda di rilevazione modificata' END
         WHEN 'equipe_pratica' THEN 'Équipe della pratica'
         WHEN 'progetto_obiettivo' THEN CASE s.azione WHEN 'INSERT' THEN 'Obiettivo aggiunto' WHEN 'DELETE' THEN 'Obiettivo tolto' ELSE 'Obiettivo modificato' END
         WHEN 'progetto_azione' THEN CASE WHEN s.azione = 'INSERT' THEN 'Azione aggiunta' WHEN s.azione = 'DELETE' THEN 'Azione tolta'
                                          WHEN s.dopo ->> 'stato' = 'FATTA' THEN 'Azione fatta' ELSE 'Azione modificata' END
         WHEN 'progetto_verifica' THEN CASE s.azione WHEN 'INSERT' THEN 'Verifica del progetto' WHEN 'DELETE' THEN 'Verifica tolta' ELSE 'Verifica modificata' END
         WHEN 'progetto_esito' THEN 'Esito di un obiettivo'
         WHEN 'evento' THEN CASE s.azione WHEN 'INSERT' THEN 'Evento: ' || coalesce(s.dopo ->> 'titolo', '') ELSE 'Evento aggiornato' END
         ELSE s.tabella END AS testo,
       CASE WHEN s.operatore_id = identita_operatore() THEN 'tu' ELSE coalesce(c.nome, 'il sistema') END AS chi, s.quando
  FROM storia s LEFT JOIN collega c ON c.operatore_id = s.operatore_id
 WHERE s.pratica_id = :pratica_id AND s.tabella <> 'passaggio' AND NOT (s.tabella = 'documento' AND s.azione = 'UPDATE' AND NOT s.dopo ?| ARRAY['tolto_il', 'oggetto', 'tipo', 'data'])
 ORDER BY s.id DESC LIMIT 5;

-- name: pratica_stati :hdf
SELECT z.id, z.azione, coalesce(t.etichetta, 'Creata') AS etichetta, e.descrizione AS stato, z.data, coalesce(m.descrizione, z.motivo) AS motivo,
       c.nome AS chi, z.quando
  FROM stato_storia z
  JOIN pratica p ON p.id = z.pratica_id JOIN kind k ON k.codice = p.kind
  LEFT JOIN transizione t ON t.kind = p.kind AND t.da = z.da AND t.azione = z.azione
  LEFT JOIN voce e ON e.vocabolario = k.stati AND e.codice = z.a AND e.valida_dal = DATE '1900-01-01'
  LEFT JOIN voce m ON m.codice = z.motivo AND m.valida_dal = DATE '1900-01-01'
        AND m.vocabolario = CASE WHEN z.azione = 'apri' THEN 'motivo_attivazione' WHEN t.motivo = 'vocabolario' THEN k.motivi_termine END
  LEFT JOIN collega c ON c.operatore_id = z.operatore_id
 WHERE z.pratica_id = :pratica_id
 ORDER BY z.id DESC LIMIT 200;

-- name: pratica_storia_righe :many
-- One page of changes, newest first: those before `prima`, or the nearest after `dopo` (0: none).
SELECT id AS storia_id FROM (
  SELECT s.id FROM storia s
   WHERE s.pratica_id = :pratica_id AND (:prima::bigint = 0 OR s.id < :prima) AND (:dopo::bigint = 0 OR s.id > :dopo)
   ORDER BY CASE WHEN :dopo > 0 THEN s.id END, s.id DESC LIMIT :quante::bigint) z
 ORDER BY 1 DESC;

-- name: pratica_storia :many
-- What changed in those rows, field by field, with the words of the form: label, kind of field,
-- and the text of a code, or of several (a,b or ["a", "b"]).  `campo` is NULL for a change without fields to show.
SELECT s.id AS storia_id, s.tabella, s.azione, s.quando, coalesce(c.nome, 'Il sistema') AS chi, v.denominazione AS servizio,
       f.campo, m.etichetta, f.prima, f.dopo,
       CASE WHEN s.tabella = 'pratica' AND s.azione = 'UPDATE' AND s.dopo ? 'stato' THEN 'Stato cambiato'
            WHEN s.tabella = 'pratica' AND s.azione = 'UPDATE' AND s.dopo ? 'riferimento_operatore_id' THEN 'Passaggio del caso' END AS fatto,
       coalesce((SELECT string_agg(coalesce((SELECT x.descrizione FROM scelta x WHERE x.vocabolario = f.vocabolario AND x.codice = o.codice ORDER BY x.valida_dal DESC LIMIT 1), o.codice), ', ' ORDER BY o.n)
                   FROM unnest(string_to_array(CASE WHEN f.prima LIKE '[%' THEN translate(f.prima, '[]" ', '') ELSE f.prima END, ',')) WITH ORDINALITY o (codice, n) WHERE f.vocabolario IS NOT NULL),
                (SELECT n.nome FROM collega n WHERE f.campo LIKE '%operatore_id' AND n.operatore_id::text = f.prima),
                (SELECT n.cognome || ' ' || n.nome FROM soggetto n WHERE f.campo LIKE '%soggetto_id' AND n.id::text = f.prima),
                (SELECT n.numero || '. ' || n.testo FROM progetto_obiettivo n WHERE f.campo = 'progetto_obiettivo_id' AND n.id::text = f.prima),
                (SELECT to_char(n.data, 'DD/MM/YYYY') FROM progetto_verifica n WHERE f.campo = 'progetto_verifica_id' AND n.id::text = f.prima)) AS prima_testo,
       coalesce((SELECT string_agg(coalesce((SELECT x.descrizione FROM scelta x WHERE x.vocabolario = f.vocabolario AND x.codice = o.codice ORDER BY x.valida_dal DESC LIMIT 1), o.codice), ', ' ORDER BY o.n)
                   FROM unnest(string_to_array(CASE WHEN f.dopo LIKE '[%' THEN translate(f.dopo, '[]" ', '') ELSE f.dopo END, ',')) WITH ORDINALITY o (codice, n) WHERE f.vocabolario IS NOT NULL),
                (SELECT n.nome FROM collega n WHERE f.campo LIKE '%operatore_id' AND n.operatore_id::text = f.dopo),
                (SELECT n.cognome || ' ' || n.nome FROM soggetto n WHERE f.campo LIKE '%soggetto_id' AND n.id::text = f.dopo),
                (SELECT n.numero || '. ' || n.testo FROM progetto_obiettivo n WHERE f.campo = 'progetto_obiettivo_id' AND n.id::text = f.dopo),
                (SELECT to_char(n.data, 'DD/MM/YYYY') FROM progetto_verifica n WHERE f.campo = 'progetto_verifica_id' AND n.id::text = f.dopo)) AS dopo_testo
  FROM storia s
  LEFT JOIN collega c ON c.operatore_id = s.operatore_id
  LEFT JOIN servizio v ON v.id = s.servizio_id
  LEFT JOIN pratica p ON p.id = s.pratica_id LEFT JOIN kind q ON q.codice = p.kind
  LEFT JOIN rilevazione r ON s.tabella = 'rilevazione' AND r.id = s.riga_id
  LEFT JOIN LATERAL (SELECT CASE s.tabella WHEN 'pratica' THEN p.modulo_id
                                           WHEN 'rilevazione' THEN coalesce((coalesce(s.dopo, s.prima) ->> 'modulo_id')::bigint, r.modulo_id) END AS modulo_id) h ON true
  LEFT JOIN LATERAL (
    SELECT k.campo, k.prima, k.dopo, k.ordine,
           CASE WHEN k.campo = 'stato' AND s.tabella = 'pratica' THEN q.stati
                WHEN k.campo = 'motivo_termine' THEN q.motivi_termine
                WHEN k.campo = 'motivo_attivazione' THEN 'motivo_attivazione'
                WHEN k.campo = 'servizio_id' THEN 'servizio'
                WHEN s.tabella = 'progetto_azione' AND k.campo IN ('chi', 'stato') THEN k.campo || '_azione'
                WHEN s.tabella = 'progetto_obiettivo' AND k.campo = 'area' OR s.tabella = 'progetto_esito' AND k.campo = 'esito' THEN k.campo || '_obiettivo'
                WHEN k.campo = 'tipo' AND s.tabella <> 'pratica' THEN CASE s.tabella WHEN 'diario_pagina' THEN 'tipo_diario' ELSE 'tipo_' || s.tabella END
                ELSE (SELECT g.vocabolario FROM modulo_campo g WHERE g.modulo_id = h.modulo_id AND g.nome = k.campo) END AS vocabolario
      FROM (SELECT n.campo, s.prima ->> n.campo AS prima, s.dopo ->> n.campo AS dopo, 0 AS ordine
              FROM jsonb_object_keys(coalesce(s.dopo, s.prima, '{}')) n (campo)
             WHERE n.campo NOT IN ('id', 'kind', 'pratica_id', 'da_pratica_id', 'domanda_id', 'creato_ruolo', 'una_aperta', 'modulo_id', 'dati', 'creato_da', 'creato_il', 'creata_il', 'modificato_da', 'assegnata_da',
                                   'autore_operatore_id', 'autore_servizio_id', 'area_id', 'scheda_rilevazione_id', 'sostituisce_id', 'bozza_id', 'chiave', 'chiave_maestra', 'controllato_il', 'terminata_da',
                                   'tolto_da', 'letta_il', 'quando', 'esito_da', 'esito_il', 'promemoria_dato_il', 'versione')
               AND NOT (s.tabella = 'pratica' AND n.campo IN ('tipo', 'inps', 'servizio_id', 'codice'))
            UNION ALL
            SELECT n.campo, s.prima -> 'dati' ->> n.campo, s.dopo -> 'dati' ->> n.campo, 1
              FROM jsonb_object_keys(coalesce(s.prima -> 'dati', '{}') || coalesce(s.dopo -> 'dati', '{}')) n (campo)
             WHERE s.tabella IN ('pratica', 'rilevazione') AND s.prima -> 'dati' -> n.campo IS DISTINCT FROM s.dopo -> 'dati' -> n.campo) k
     WHERE k.prima IS DISTINCT FROM k.dopo) f ON true
  LEFT JOIN modulo_campo m ON m.modulo_id = h.modulo_id
        AND m.nome = CASE f.campo WHEN 'titolare_soggetto_id' THEN 'titolare' ELSE f.campo END
 WHERE s.id = ANY ((:righe::text)::bigint[])
 ORDER BY s.id DESC, f.ordine, m.ordine, f.campo;

-- name: richiesta_accesso_crea :exec
INSERT INTO richiesta_accesso (pratica_id, operatore_id, servizio_id, motivo) VALUES (:pratica_id, identita_operatore(), identita_servizio(), :motivo);

-- name: persona_in_parole :maybe
-- A person chosen in a form.
SELECT cognome || ' ' || nome AS nome, data_nascita, data_decesso, codice_fiscale FROM soggetto WHERE id = :soggetto_id;

-- ---- kinds ----

-- name: pratica_kind :one
-- campo_1, campo_2: the fields of its form that stand in its list.
SELECT k.plurale, k.percorso, k.elenco[1] AS campo_1, k.elenco[2] AS campo_2, k.senza_titolare FROM kind k WHERE k.codice = :kind;

-- name: pratica_kind_stati :many
SELECT v.codice, v.descrizione FROM kind k JOIN voce v ON v.vocabolario = k.stati AND v.valida_al IS NULL WHERE k.codice = :kind ORDER BY v.ordine, v.codice;

-- name: pratica_kind_colonne :many
-- Those of the kind, then what else each list can show; `mostrata`: as this operator chose, or of the kind.
SELECT c.campo, c.etichetta, coalesce(c.campo = ANY (string_to_array(m.valore, ' ')), c.del_kind) AS mostrata
  FROM (SELECT k.campo, k.etichetta, k.ordine, true AS del_kind FROM kind_colonna k WHERE k.kind = :kind
         UNION ALL
        SELECT x.campo, x.etichetta, 100 + x.ordine, false
          FROM (VALUES ('tipo', 'Tipo', 1), ('data_inizio', 'Data inizio', 2), ('data_fine', 'Data fine', 3), ('riferimento', 'Riferimento', 4), ('servizio', 'Servizio', 5))
               x (campo, etichetta, ordine)
         WHERE NOT EXISTS (SELECT FROM kind_colonna k WHERE k.kind = :kind AND k.campo = x.campo)) c
  LEFT JOIN preferenza m ON m.operatore_id = identita_operatore() AND m.chiave = 'colonne.' || :kind
 ORDER BY c.ordine;

-- name: pratica_contatti_detti :one
-- Cases of nobody of this service whose contact told a name that begins so; up to 100.
SELECT count(*) AS quanti
  FROM (SELECT FROM pratica p WHERE p.kind = :kind AND p.servizio_id = identita_servizio() AND p.titolare_soggetto_id IS NULL
           AND starts_with(contatto_chiave(p.dati), senza_accenti(:nome)) LIMIT 100) x;

-- name: ricerche_salvate :hdf
SELECT id, nome, indirizzo FROM ricerca_salvata WHERE operatore_id = identita_operatore() AND kind = :kind ORDER BY nome, id LIMIT 50;

-- name: ricerca_salva :count
-- The list is the one that the address names.
INSERT INTO ricerca_salvata (operatore_id, kind, nome, indirizzo)
SELECT identita_operatore(), k.codice, :nome, :indirizzo FROM kind k WHERE k.percorso = split_part(:indirizzo, '?', 1);

-- name: ricerca_togli :maybe
DELETE FROM ricerca_salvata WHERE id = :ricerca_salvata_id AND operatore_id = identita_operatore() RETURNING indirizzo;

-- ---- a case that is its form and nothing else ----

-- name: pratica_dati :maybe
SELECT p.titolare_soggetto_id, p.data_inizio, p.data_fine_prevista, p.motivo_attivazione, p.tipo, p.dati::text AS dati, p.versione::bigint AS versione
  FROM pratica p WHERE p.id = :pratica_id;

-- name: pratica_crea :one
-- Code, service, author and state are given by the database.  `atti`: fields that are acts of the birth.
INSERT INTO pratica (kind, codice, titolare_soggetto_id, servizio_id, riferimento_operatore_id, stato, data_inizio, data_fine_prevista, motivo_attivazione,
                     dati, modulo_id, creato_da)
VALUES (:kind, '', :titolare_soggetto_id, identita_servizio(), identita_operatore(), 'A', :data_inizio, :data_fine_prevista, :motivo_attivazione,
        :dati::jsonb - (ARRAY['titolare', 'data_inizio', 'data_fine_prevista', 'motivo_attivazione'] || :atti::text[]), :modulo_id, identita_operatore())
RETURNING id AS pratica_id, versione::bigint AS versione;

-- name: pratica_modifica :count
-- 0 touched: somebody saved meanwhile.
UPDATE pratica SET titolare_soggetto_id = :titolare_soggetto_id, data_inizio = :data_inizio, data_fine_prevista = :data_fine_prevista,
       motivo_attivazione = :motivo_attivazione,
       dati = :dati::jsonb - (ARRAY['titolare', 'data_inizio', 'data_fine_prevista', 'motivo_attivazione'] || :atti::text[]), modulo_id = :modulo_id
 WHERE id = :pratica_id AND versione = :versione::int;

-- ---- the chain, and the documents that are expected ----

-- name: pratica_catena :hdf
-- What came before and what followed, as far as both ends open.  A report to SELF comes before, and is not untied.
-- accanto: the kinds say which comes first and the calendar says otherwise, so the page claims neither.
SELECT NULL::bigint AS id, 'prima' AS verso, '/domande/' || d.id AS url, d.codice, 'Segnalazione al SELF' AS kind_nome, a.titolo, d.stato, e.descrizione AS stato_nome,
       d.inviata_il::date AS data_inizio, v.denominazione AS servizio, c.creato_il, o.nome AS chi, false AS accanto
  FROM pratica_domanda c JOIN domanda d ON d.id = c.domanda_id JOIN avviso a ON a.id = d.avviso_id JOIN servizio v ON v.id = d.servizio_id
  LEFT JOIN voce e ON e.vocabolario = 'stato_domanda' AND e.codice = d.stato AND e.valida_al IS NULL
  LEFT JOIN collega o ON o.operatore_id = c.creato_da
 WHERE c.pratica_id = :pratica_id
UNION ALL
(SELECT c.id, c.verso, '/pratiche/' || p.id, p.codice, k.denominazione AS kind_nome, coalesce(t.descrizione, k.denominazione) AS titolo, p.stato,
       e.descrizione AS stato_nome, p.data_inizio, v.denominazione AS servizio, c.creato_il, a.nome AS chi,
       (p.creato_il > questa.creato_il) = (c.verso = 'prima') AND p.creato_il <> questa.creato_il AS accanto
  FROM (SELECT id, 'prima' AS verso, da_pratica_id AS altra, creato_da, creato_il FROM pratica_collegamento WHERE pratica_id = :pratica_id
        UNION ALL
        SELECT id, 'dopo', pratica_id, creato_da, creato_il FROM pratica_collegamento WHERE da_pratica_id = :pratica_id) c
  JOIN pratica questa ON questa.id = :pratica_id
  JOIN pratica p ON p.id = c.altra JOIN kind k ON k.codice = p.kind JOIN servizio v ON v.id = p.servizio_id
  LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo
  LEFT JOIN voce e ON e.vocabolario = k.stati AND e.codice = p.stato AND e.valida_dal = DATE '1900-01-01'
  LEFT JOIN collega a ON a.operatore_id = c.creato_da
 ORDER BY c.verso DESC, p.data_inizio, p.id LIMIT 50);

-- name: pratica_collegamenti :one
SELECT (SELECT count(*) FROM pratica_collegamento WHERE :pratica_id IN (pratica_id, da_pratica_id))
       + (SELECT count(*) FROM pratica_domanda WHERE pratica_id = :pratica_id) AS quanti;

-- name: pratica_collegabili :many
-- Cases of the same person, or of who lives with them, that may stand before or after this one; the follower is
-- written by the reader, or the link would be refused.
SELECT p.id AS altra_pratica_id, p.codice || ' · ' || coalesce(t.descrizione, k.denominazione) || ' · ' || pratica_di_chi(p.titolare_soggetto_id, s.cognome, s.nome, p.dati)
         || ' · ' || coalesce(e.descrizione, p.stato) AS testo, k.plurale
  FROM pratica q
  CROSS JOIN LATERAL (
         SELECT q.titolare_soggetto_id AS soggetto_id
         UNION
         SELECT c.soggetto_id FROM nucleo_componente io JOIN nucleo_componente c ON c.nucleo_id = io.nucleo_id AND c.dal <= current_date AND coalesce(c.al, 'infinity') >= current_date
          WHERE io.soggetto_id = q.titolare_soggetto_id AND io.dal <= current_date AND coalesce(io.al, 'infinity') >= current_date) x
  JOIN pratica p ON p.titolare_soggetto_id = x.soggetto_id AND p.id <> q.id
  JOIN kind k ON k.codice = p.kind
  JOIN kind_seguito g ON (g.da_kind, g.a_kind) IN ((q.kind, p.kind), (p.kind, q.kind))
  LEFT JOIN soggetto s ON s.id = p.titolare_soggetto_id
  LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo
  LEFT JOIN voce e ON e.vocabolario = k.stati AND e.codice = p.stato AND e.valida_dal = DATE '1900-01-01'
 WHERE q.id = :pratica_id AND p.stato <> 'X' AND pratica_livello(CASE WHEN g.da_kind = q.kind THEN p.id ELSE q.id END) = 2
   AND NOT EXISTS (SELECT FROM pratica_collegamento c WHERE (c.da_pratica_id, c.pratica_id) IN ((q.id, p.id), (p.id, q.id)))
 ORDER BY k.ordine, p.data_inizio DESC, p.id DESC LIMIT 200;

-- name: pratica_collega :count
-- Which comes first follows from their kinds.
INSERT INTO pratica_collegamento (da_pratica_id, pratica_id, creato_da)
SELECT CASE WHEN g.da_kind = a.kind THEN a.id ELSE b.id END, CASE WHEN g.da_kind = a.kind THEN b.id ELSE a.id END, identita_operatore()
  FROM pratica a, pratica b, kind_seguito g
 WHERE a.id = :pratica_id AND b.id = :altra_pratica_id AND (g.da_kind, g.a_kind) IN ((a.kind, b.kind), (b.kind, a.kind))
ON CONFLICT ON CONSTRAINT pratica_collegamento_uno DO NOTHING;

-- name: pratica_scollega :count
DELETE FROM pratica_collegamento WHERE id = :pratica_collegamento_id AND :pratica_id IN (pratica_id, da_pratica_id);

-- ---- the hook of an intervento (GEN-26, PIC-13) ----

-- name: pratica_agganci :many
-- The open ones of that kind and person, and the one to which this intervento is tied; 0: a new intervento.
SELECT p.id AS altra_pratica_id, p.codice || coalesce(' · ' || t.descrizione, '') || ' · dal ' || to_char(p.data_inizio, 'DD/MM/YYYY') || ' · ' || v.denominazione AS testo,
       c.pratica_id IS NOT NULL AS legata
  FROM (SELECT da_pratica_id AS id FROM pratica_collegamento WHERE pratica_id = :pratica_id
        UNION SELECT id FROM pratica WHERE kind = :kind AND titolare_soggetto_id = :soggetto_id AND stato NOT IN ('T', 'X')) x
  JOIN pratica p ON p.id = x.id AND p.kind = :kind
  JOIN servizio v ON v.id = p.servizio_id
  LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo
  LEFT JOIN pratica_collegamento c ON c.da_pratica_id = p.id AND c.pratica_id = :pratica_id
 ORDER BY p.data_inizio DESC, p.id DESC LIMIT 50;

-- name: pratica_sgancia :exec
DELETE FROM pratica_collegamento c USING pratica p
 WHERE c.pratica_id = :pratica_id AND p.id = c.da_pratica_id AND p.kind = :kind AND c.da_pratica_id IS DISTINCT FROM :altra_pratica_id;

-- name: documento_attesi :hdf
-- The documents that this case should hold, and how it stands with each (DOC-10).
SELECT d.id, v.descrizione AS nome, d.necessario, x.id AS documento, x.scade_il,
       CASE WHEN x.id IS NULL THEN CASE WHEN d.necessario THEN 'manca' ELSE 'facoltativo' END
            WHEN x.scade_il < current_date THEN 'scaduto' WHEN x.scade_il <= current_date + 30 THEN 'scade'
            WHEN d.scade AND x.scade_il IS NULL THEN 'senza' ELSE 'presente' END AS come
  FROM documento_atteso d
  LEFT JOIN voce v ON v.vocabolario = 'tipo_documento' AND v.codice = d.documento AND v.valida_dal = DATE '1900-01-01'
  LEFT JOIN LATERAL (SELECT z.id, z.scade_il FROM documento z WHERE z.pratica_id = :pratica_id AND z.tipo = d.documento AND z.tolto_il IS NULL
                        AND z.stato IN ('in_controllo', 'pulito', 'non_controllato') ORDER BY z.scade_il DESC NULLS LAST, z.id DESC LIMIT 1) x ON true
 WHERE d.kind = :kind AND (d.tipo IS NULL OR d.tipo = :tipo)
 ORDER BY d.ordine, d.id;
