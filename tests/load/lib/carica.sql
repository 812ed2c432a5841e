-- :persone persons (after :gia_persone that are there), :pratiche interventi and a tenth of each other kind in bulk, as an import would leave them: sets, not rows, and
-- without the triggers that write history one row at a time (what they would leave is made here,
-- as far as pages read it).  Run as a superuser on a cluster of the bench's own.
\set ON_ERROR_STOP 1
SET session_replication_role = replica;
SET synchronous_commit = off;

CREATE TEMP TABLE cognomi AS
SELECT row_number() OVER () - 1 AS n, c FROM unnest(string_to_array(
 'Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti De_Luca Mancini Costa Giordano Rizzo Lombardi Moretti '
 'Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara Galli Martini Leone Longo Gentile Martinelli Vitale Lombardo Serra Coppola De_Santis D''Angelo Marchetti '
 'Parisi Villa Conte Ferraro Ferri Fabbri Bianco Marini Grasso Valentini Messina Sala De_Angelis Gatti Pellegrini Palumbo Sanna Farina Rizzi Monti '
 'Cattaneo Morelli Amato Silvestri Mazza Testa Grassi Pellegrino Carbone Giuliani Benedetti Barone Rossetti Caputo Montanari Guerra Palmieri Bernardi Martino Fiore '
 'De_Rosa Ferretti Bellini Basile Riva Donati Piras Vitali Battaglia Sartori Neri Costantini Milani Pagano Ruggiero Sorrentino D''Amico Orlando Damico Negri', ' ')) c;
CREATE TEMP TABLE nomi AS
SELECT row_number() OVER () - 1 AS n, c, right(c, 1) = 'a' AS donna FROM unnest(string_to_array(
 'Maria Anna Giuseppina Rosa Angela Giovanna Teresa Lucia Carmela Caterina Francesca Antonietta Carla Elena Concetta Rita Margherita Franca Paola Laura '
 'Giuseppe Giovanni Antonio Mario Luigi Francesco Angelo Vincenzo Pietro Salvatore Carlo Franco Domenico Bruno Paolo Michele Giorgio Aldo Sergio Luciano '
 'Niccolò Zoë Samira Mohamed Fatima Ionut Olena Ana Chen Amina', ' ')) c;
CREATE TEMP TABLE residenze AS SELECT row_number() OVER () - 1 AS n, id FROM comune WHERE ambito AND NOT cessato;
ANALYZE cognomi; ANALYZE nomi; ANALYZE residenze;

INSERT INTO soggetto (cognome, nome, sesso, data_nascita, codice_fiscale, motivo_senza_codice, residenza_comune_id, residenza_indirizzo, fonte)
SELECT replace(a.c, '_', ' '), b.c, CASE WHEN b.donna THEN 'F' ELSE 'M' END, DATE '1930-01-01' + (hashint4(i) & 32767),
       CASE WHEN i % 50 <> 0 THEN
         translate(lpad(to_hex(i), 6, '0'), '0123456789abcdef', 'ABCDEFGHIJKLMNOP') || lpad((i % 100)::text, 2, '0')
         || substr('ABCDEHLMPRST', 1 + i % 12, 1) || lpad((1 + i % 28)::text, 2, '0') || 'E' || lpad((i % 1000)::text, 3, '0') || substr('ABCDEFGHIJKLMNOPQRSTUVWXYZ', 1 + i % 26, 1) END,
       CASE WHEN i % 50 = 0 THEN 'da_attribuire' END, r.id, 'Via della Prova ' || i % 200, 'storico'
  FROM generate_series(1 + :gia_persone, :gia_persone + :persone) i
  JOIN cognomi a ON a.n = (hashint4(i + 7) & 2147483647) % (SELECT count(*) FROM cognomi)
  JOIN nomi b ON b.n = (hashint4(i + 13) & 2147483647) % (SELECT count(*) FROM nomi)
  JOIN residenze r ON r.n = i % (SELECT count(*) FROM residenze);
ANALYZE soggetto;

-- Four more operators in each service: a person follows some thousands of cases in ten years, not all.
INSERT INTO operatore (username, email, cognome, nome)
SELECT 'carico.' || v.id || '.' || i, 'carico.' || v.id || '.' || i || '@example.org', 'Carico', 'Prova ' || i
  FROM servizio v, generate_series(1, 4) i WHERE NOT v.sola_lettura ON CONFLICT DO NOTHING;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo)
SELECT o.id, v.id, 1 FROM servizio v JOIN operatore o ON o.username LIKE 'carico.' || v.id || '.%'
 WHERE NOT EXISTS (SELECT FROM appartenenza a WHERE a.operatore_id = o.id);

CREATE TEMP TABLE servizi AS
SELECT row_number() OVER (ORDER BY v.codice <> 'maleo', v.id) - 1 AS n, v.id,
       (SELECT array_agg(a.operatore_id ORDER BY a.id) FROM appartenenza a WHERE a.servizio_id = v.id) AS operatori
  FROM servizio v WHERE NOT v.sola_lettura;
-- What stands in a case: of an intervento each of its types, of the other kinds what the demonstration's
-- cases say, a tenth as many.
CREATE TEMP TABLE forme AS
SELECT k.codice AS kind, k.prefisso, k.una_aperta, k.codice <> 'intervento_generico' AS altra,
       CASE k.codice WHEN 'intervento_generico' THEN
         (SELECT array_agg(jsonb_build_object('tipo', t.codice, 'istat', t.istat, 'inps', t.inps, 'escludi_casellario', 'NO')) FROM tipo_intervento t WHERE t.kind = k.codice)
       ELSE (SELECT array_agg(p.dati ORDER BY p.id) FROM pratica p WHERE p.kind = k.codice AND p.titolare_soggetto_id IS NOT NULL AND p.codice !~ '-[0-9]{7}$') END AS dati,
       (SELECT max(m.id) FROM modulo m WHERE m.nome = k.modulo) AS modulo_id,
       (SELECT min(v.codice) FROM voce v WHERE v.vocabolario = k.motivi_termine AND v.valida_al IS NULL) AS motivo_termine
  FROM kind k WHERE k.nel_quadro;
DELETE FROM forme WHERE dati IS NULL;
CREATE TEMP TABLE persone AS SELECT row_number() OVER () - 1 AS n, id FROM soggetto;
CREATE INDEX ON persone (n);
ANALYZE servizi; ANALYZE forme; ANALYZE persone;

INSERT INTO pratica (kind, codice, titolare_soggetto_id, servizio_id, riferimento_operatore_id, stato, data_inizio, data_fine, motivo_termine, dati, modulo_id, creato_da, creato_il,
                     creato_ruolo, una_aperta)
SELECT f.kind, f.prefisso || '-' || 2015 + i % 10 || '-' || lpad(i::text, 7, '0'), p.id, s.id, x.operatore,
       x.stato, x.inizio, CASE WHEN x.stato = 'T' THEN x.inizio + i % 300 END, CASE WHEN x.stato = 'T' THEN f.motivo_termine END,
       f.dati[1 + i % cardinality(f.dati)], f.modulo_id, x.operatore, now(), 1, f.una_aperta
  FROM forme f
 CROSS JOIN LATERAL generate_series(1 + :gia / CASE WHEN f.altra THEN 10 ELSE 1 END, :pratiche / CASE WHEN f.altra THEN 10 ELSE 1 END) i
  JOIN persone p ON p.n = (hashint4(i + 3) & 2147483647) % (SELECT count(*) FROM persone)
  JOIN servizi s ON s.n = i % (SELECT count(*) FROM servizi)
 CROSS JOIN LATERAL (SELECT CASE WHEN i % 10 < 6 THEN 'A' WHEN i % 10 = 6 AND NOT f.altra THEN 'S' ELSE 'T' END AS stato,
                            DATE '2015-01-01' + (hashint4(i) & 2147483647) % 4000 AS inizio,
                            s.operatori[1 + (hashint4(i + 5) & 2147483647) % cardinality(s.operatori)] AS operatore) x
 ORDER BY f.altra, i
    ON CONFLICT DO NOTHING; -- of some kinds one is open for a person and a service

INSERT INTO accesso (pratica_id, principale, origine, livello, ruoli, valido_fino, kind, data)
SELECT p.id, principale_di_servizio(p.servizio_id, r.ruolo), 0, r.livello, 1 << r.ruolo, NULL, p.kind, p.data_inizio
  FROM pratica p JOIN regola_accesso r ON r.kind = p.kind AND r.relazione = 'servizio' AND (r.creatore_ruolo IS NULL OR r.creatore_ruolo = p.creato_ruolo)
 WHERE NOT EXISTS (SELECT FROM accesso a WHERE a.pratica_id = p.id AND a.origine = 0);
INSERT INTO stato_storia (pratica_id, azione, da, a, data, operatore_id)
SELECT p.id, 'apri', NULL, 'A', p.data_inizio, p.creato_da FROM pratica p WHERE NOT EXISTS (SELECT FROM stato_storia s WHERE s.pratica_id = p.id);

-- when something last happened (a trigger on the history says it): of one open case in four nothing for two months or more
INSERT INTO pratica_attivita (pratica_id, servizio_id, aperta, ultima)
SELECT p.id, p.servizio_id, p.stato IN ('A', 'S'), now() - make_interval(days => (hashint8(p.id) & 2147483647) % CASE WHEN hashint8(p.id + 1) % 4 = 0 THEN 900 ELSE 60 END)
  FROM pratica p WHERE NOT EXISTS (SELECT FROM pratica_attivita a WHERE a.pratica_id = p.id);

-- a case with something in every section, to be opened by the bench
INSERT INTO diario_pagina (pratica_id, data, oggetto, testo, autore_operatore_id, autore_servizio_id)
SELECT p.id, p.data_inizio, 'Colloquio', repeat('Il colloquio è andato come previsto. ', 20), p.creato_da, p.servizio_id
  FROM pratica p WHERE hashint8(p.id) % 10 = 0 AND NOT EXISTS (SELECT FROM diario_pagina d WHERE d.pratica_id = p.id);
-- of one case in twenty somebody asked another service for an opinion; one in five still waits
INSERT INTO richiesta (codice, tipo, stato, attende, pratica_id, pratica_codice, pratica_kind, soggetto_id, servizio_id, richiedente_operatore_id, segue_operatore_id, destinatario_id, oggetto, testo,
                       entro, promemoria, chiesta_il, decisa_il, attende_dal)
SELECT 'RIC-' || p.codice, 'parere', t.codice, t.attende, p.id, p.codice, p.kind, p.titolare_soggetto_id, p.servizio_id, p.riferimento_operatore_id, p.riferimento_operatore_id, a.id, 'Parere sul caso',
       'Si chiede un parere prima di decidere.', p.data_inizio + 15, p.data_inizio + 12, p.data_inizio, CASE WHEN t.attende IS NULL THEN p.data_inizio + 5 END, p.data_inizio
  FROM pratica p
  JOIN servizi s ON s.id = p.servizio_id
  JOIN servizi a ON a.n = (s.n + 1) % (SELECT count(*) FROM servizi)
  JOIN stato_richiesta t ON t.tipo = 'parere' AND t.codice = CASE WHEN hashint8(p.id) / 20 % 5 = 0 THEN 'V' ELSE 'A' END
 WHERE p.kind = 'intervento_generico' AND hashint8(p.id) % 20 = 0 AND NOT EXISTS (SELECT FROM richiesta r WHERE r.pratica_id = p.id);
INSERT INTO richiesta_passo (richiesta_id, azione, da, a, testo, operatore_id, servizio_id, ruolo, quando)
SELECT r.id, 'chiedi', '', 'V', r.testo, r.richiedente_operatore_id, r.servizio_id, 1, r.chiesta_il FROM richiesta r
 WHERE NOT EXISTS (SELECT FROM richiesta_passo x WHERE x.richiesta_id = r.id);
-- The ledger: a fund in each service; of each open intervento economico a share of it, a commitment, a monthly rule and its movements of a year, half of them authorised.
INSERT INTO finanziamento (servizio_id, anno, denominazione, fonte, importo, creato_da)
SELECT s.id, 2026, 'Fondo del carico', (SELECT min(v.codice) FROM voce v WHERE v.vocabolario = 'fonte_finanziamento'), 9000000000, s.operatori[1]
  FROM servizi s WHERE NOT EXISTS (SELECT FROM finanziamento f WHERE f.servizio_id = s.id AND f.denominazione = 'Fondo del carico');
CREATE TEMP TABLE contati AS
SELECT p.id AS pratica_id, p.servizio_id, p.creato_da, f.id AS finanziamento_id
  FROM pratica p JOIN finanziamento f ON f.servizio_id = p.servizio_id AND f.denominazione = 'Fondo del carico'
 WHERE p.kind = 'intervento_economico' AND p.stato = 'A' AND p.codice ~ '-[0-9]{7}$' AND NOT EXISTS (SELECT FROM impegno i WHERE i.pratica_id = p.id);
ANALYZE contati;
INSERT INTO finanziamento_pratica (pratica_id, finanziamento_id, importo, impegnato, impiegato, creato_da)
SELECT pratica_id, finanziamento_id, 2400, 2400, 2400, creato_da FROM contati;
INSERT INTO impegno (pratica_id, finanziamento_id, anno, numero, importo, impiegato, creato_da)
SELECT pratica_id, finanziamento_id, 2026, '1', 2400, 2400, creato_da FROM contati;
INSERT INTO regola_pagamento (pratica_id, dal, al, cadenza, importo, finanziamento_id, impegno_id, creato_da)
SELECT c.pratica_id, DATE '2026-01-01', DATE '2026-12-31', 'M', 200, c.finanziamento_id, i.id, c.creato_da FROM contati c JOIN impegno i ON i.pratica_id = c.pratica_id;
INSERT INTO movimento (pratica_id, servizio_id, origine, origine_id, periodo_dal, periodo_al, scadenza, lordo, stato, finanziamento_id, impegno_id, creato_da)
SELECT c.pratica_id, c.servizio_id, 'regola', r.id, mese, mese + interval '1 month' - interval '1 day', mese + interval '1 month' - interval '1 day', 200,
       CASE WHEN mese < TIMESTAMP '2026-07-01' THEN 'A' ELSE 'P' END, c.finanziamento_id, r.impegno_id, c.creato_da
  FROM contati c JOIN regola_pagamento r ON r.pratica_id = c.pratica_id CROSS JOIN generate_series(TIMESTAMP '2026-01-01', TIMESTAMP '2026-12-01', interval '1 month') mese;
UPDATE finanziamento f SET assegnato = x.somma FROM (SELECT finanziamento_id, sum(importo) AS somma FROM finanziamento_pratica GROUP BY 1) x WHERE x.finanziamento_id = f.id;
SELECT ricerca_ricostruisci();
SET session_replication_role = DEFAULT;
VACUUM ANALYZE;
CHECKPOINT;
