-- A case on paper: its head and the sections that were asked for, by the right of who asked.

-- name: stampa_pratica :maybe
SELECT p.id AS pratica_id, p.kind, p.codice, k.denominazione AS kind_nome, k.modulo, coalesce(t.descrizione, k.denominazione) AS tipo, e.descrizione AS stato,
       p.titolare_soggetto_id, pratica_di_chi(p.titolare_soggetto_id, s.cognome, s.nome, p.dati) AS titolare, s.data_nascita, s.codice_fiscale,
       v.denominazione AS servizio, c.nome AS riferimento, p.data_inizio, p.data_fine_prevista, p.data_fine, p.motivo_attivazione,
       coalesce(m.descrizione, p.motivo_termine) AS motivo_termine, p.dati::text AS dati
  FROM pratica p JOIN kind k ON k.codice = p.kind JOIN servizio v ON v.id = p.servizio_id
  LEFT JOIN soggetto s ON s.id = p.titolare_soggetto_id
  LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo
  LEFT JOIN voce e ON e.vocabolario = k.stati AND e.codice = p.stato AND e.valida_dal = DATE '1900-01-01'
  LEFT JOIN voce m ON m.vocabolario = k.motivi_termine AND m.codice = p.motivo_termine AND m.valida_dal = DATE '1900-01-01'
  LEFT JOIN collega c ON c.operatore_id = p.riferimento_operatore_id
 WHERE p.id = :pratica_id;

-- name: stampa_pratica_diario :hdf
-- Private pages only if their author asks for them by name (DIA-02): on paper nobody sees a lock.
SELECT d.id, d.data, t.descrizione AS tipo, d.oggetto, d.testo, d.privata, operatore_nome(d.autore_operatore_id) AS autore, v.denominazione AS servizio
  FROM diario_pagina d JOIN servizio v ON v.id = d.autore_servizio_id
  LEFT JOIN scelta t ON t.vocabolario = 'tipo_diario' AND t.codice = d.tipo
 WHERE d.pratica_id = :pratica_id AND (NOT d.privata OR :private AND d.autore_operatore_id = identita_operatore())
 ORDER BY d.data, d.id LIMIT 2000;

-- name: stampa_pratica_documenti :hdf
SELECT d.id, d.data, d.oggetto, coalesce(v.descrizione, d.tipo) AS tipo, d.nome_file
  FROM documento d LEFT JOIN voce v ON v.vocabolario = 'tipo_documento' AND v.codice = d.tipo
 WHERE d.pratica_id = :pratica_id AND d.tolto_il IS NULL AND d.stato IN ('pulito', 'non_controllato') ORDER BY d.data, d.id LIMIT 2000;

-- name: stampa_pratica_assegnazioni :hdf
SELECT a.id, v.denominazione AS servizio, operatore_nome(a.operatore_id) AS operatore, a.livello = 1 AS sola_lettura, a.valida_dal, a.valida_al, a.terminata_il,
       a.risposta = 'rifiutata' AS rifiutata
  FROM assegnazione a JOIN servizio v ON v.id = a.servizio_id WHERE a.pratica_id = :pratica_id ORDER BY a.id LIMIT 500;

-- name: stampa_pratica_collegamenti :hdf
-- The chain, as far as both ends open.
SELECT c.id, c.verso = 'prima' AS prima, p.codice, coalesce(t.descrizione, k.denominazione) AS titolo, e.descrizione AS stato, p.data_inizio, v.denominazione AS servizio
  FROM (SELECT id, 'prima' AS verso, da_pratica_id AS altra FROM pratica_collegamento WHERE pratica_id = :pratica_id
        UNION ALL
        SELECT id, 'dopo', pratica_id FROM pratica_collegamento WHERE da_pratica_id = :pratica_id) c
  JOIN pratica p ON p.id = c.altra JOIN kind k ON k.codice = p.kind JOIN servizio v ON v.id = p.servizio_id
  LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo
  LEFT JOIN voce e ON e.vocabolario = k.stati AND e.codice = p.stato AND e.valida_dal = DATE '1900-01-01'
 ORDER BY c.verso DESC, p.data_inizio, p.id LIMIT 200;

-- name: stampa_pratica_richieste :hdf
-- With what was answered last.
SELECT r.id, r.codice, t.denominazione AS tipo, r.oggetto, s.denominazione AS stato, v.denominazione AS destinatario, operatore_nome(r.richiedente_operatore_id) AS chi,
       r.chiesta_il, (SELECT p.testo FROM richiesta_passo p WHERE p.richiesta_id = r.id AND p.da <> '' ORDER BY p.id DESC LIMIT 1) AS risposta
  FROM richiesta r JOIN tipo_richiesta t ON t.codice = r.tipo JOIN stato_richiesta s ON s.tipo = r.tipo AND s.codice = r.stato JOIN servizio v ON v.id = r.destinatario_id
 WHERE r.pratica_id = :pratica_id ORDER BY r.id LIMIT 500;

-- name: stampa_pratica_equipe :hdf
SELECT q.id, e.nome, q.valida_dal, q.valida_al,
       (SELECT string_agg(operatore_nome(m.operatore_id) || ' (' || m.funzione || ')', ', ' ORDER BY m.id) FROM equipe_membro m WHERE m.equipe_id = e.id AND m.valido_al IS NULL) AS membri
  FROM equipe_pratica q JOIN equipe e ON e.id = q.equipe_id WHERE q.pratica_id = :pratica_id ORDER BY q.valida_dal, q.id LIMIT 50;
