-- Places and vocabularies after sql/data/load.sql: as many rows as the files have, and what
-- everybody's program may and may not do with them.
BEGIN;
SELECT plan(24);

SELECT is((SELECT count(*) FROM comune), 19356::bigint, 'every row of comuni-belfiore.csv');
SELECT is((SELECT count(*) FROM comune WHERE NOT cessato), 7896::bigint, 'active comuni');
SELECT is((SELECT count(*) FROM comune WHERE ambito AND cap IS NOT NULL AND NOT cessato), 61::bigint, 'comuni of the Ambito, with CAP');
SELECT is((SELECT count(*) FROM stato_estero), 274::bigint, 'every row of stati-esteri-belfiore.csv');
SELECT is((SELECT count(*) FROM provincia), 107::bigint, 'every row of province.csv');
SELECT is((SELECT count(*) FROM inps_prestazione), 105::bigint, 'every row of inps-prestazioni.csv');
SELECT is((SELECT count(*) FROM tipo_intervento WHERE kind = 'intervento_generico'), 11::bigint, 'the eleven types (GEN-08)');
SELECT is((SELECT string_agg(kind || ' ' || n, ', ' ORDER BY kind) FROM (SELECT kind, count(*) AS n FROM tipo_intervento WHERE kind ~ '^intervento_' GROUP BY kind) x),
  'intervento_economico 20, intervento_generico 11, intervento_prestazione 16, intervento_struttura 16', 'the types of every kind of intervento (ECO-02, AMB-14)');
SELECT is_empty($$SELECT kind FROM (SELECT kind, codice FROM tipo_intervento UNION ALL SELECT codice, '' FROM kind WHERE intervento) x GROUP BY kind
  HAVING kind LIKE 'intervento%' AND NOT bool_or(codice = '')$$, 'every kind that has them is one');
SELECT is((SELECT jsonb_object_agg(vocabolario, n) FROM (SELECT vocabolario, count(*) AS n FROM voce WHERE vocabolario !~ '^scala_' GROUP BY vocabolario) v),
  '{"istat": 34, "sesso": 2, "si_no": 2, "porta_anpr": 2, "scopo_anpr": 4, "motivo_a_mano": 5, "decisione_anpr": 2, "tipo_isee": 8, "rapporto_dsu": 8, "tipo_diario": 5, "tipo_evento": 7, "tipo_appuntamento": 4, "macro_livello": 5, "motivo_termine": 16,
    "tipo_documento": 19, "stato_intervento": 4, "escludi_casellario": 3, "livello_assistenza": 9,
    "condizione_persona": 4, "motivo_attivazione": 2, "motivo_senza_codice": 4, "tipo_nucleo": 2, "tipo_contatto": 4, "tipo_identita": 6, "esito_consenso": 2, "tipo_indirizzo": 3,
    "motivo_apertura": 5, "motivo_emergenza": 6, "relazione_parentela": 30, "motivo_uscita_nucleo": 8,
    "motivo_ingresso_nucleo": 9, "tipo_soggetto_significativo": 23,
    "stato_domanda": 9, "tipo_ente_esterno": 8, "per_chi": 2, "titolo_rappresentanza": 9, "self_informata": 3, "self_area": 7, "self_sostegno": 6,
    "titolo_studio": 7, "livello_italiano": 5, "self_scopo": 6, "self_urgenza": 2, "esito_ente": 2, "stato_richiesta_utenza": 5, "ruolo_chiesto": 4, "tipo_servizio": 4,
    "riguarda": 2, "area_utenza": 7, "modo_contatto": 6, "commissione_casa": 5, "passo_successivo": 6, "esito_segnalazione": 9, "fonte_segnalazione": 24,
    "stato_segnalazione": 3, "motivo_segnalazione": 88, "motivo_chiusura_presa_in_carico": 12, "presenza": 6, "tipo_posto": 5, "tipo_struttura": 16, "unita_retta": 2, "motivo_dimissione": 10, "tipo_spesa_extra": 8, "assenza": 5,
    "stato_presa_in_carico": 4, "stato_valutazione": 3, "motivo_valutazione": 8, "esito_valutazione": 9, "fonte_valutazione": 6, "livello_valutazione": 5,
    "ap_carico": 6, "ap_salute": 6, "ap_fragilita": 6, "ap_entrata": 9, "ap_debito": 6, "ap_rinuncia": 5, "ap_condizione": 7, "ap_ostacolo": 7, "ap_esonero": 6, "ap_frequenza": 4, "ap_titolo_casa": 8, "ap_sfratto": 6, "ap_problema_casa": 5, "ap_rete": 5, "ap_servizio": 10, "ap_esito": 5,
    "sina_mobilita": 3, "sina_attivita": 3, "sina_cognitivi": 3, "sina_comportamentali": 2, "sina_cure": 3, "sina_reddito": 3, "sina_supporto": 3, "sina_fonte": 4, "sina_strumento": 7, "sina_certificazione": 8, "sina_fonte_certificazione": 2, "sinba_vive_con": 6, "sinba_condizione": 5, "sinba_luogo": 8, "sinba_scuola": 8, "sinba_disabilita": 4, "sinba_minore": 13, "sinba_famiglia": 13, "sinba_tutela": 5,
    "prima_volta": 2, "carattere_prestazione": 2, "unita_prestazione": 6, "esito_prestazione": 2, "motivo_non_resa": 5, "giorno_settimana": 7, "pagamento_a": 3, "mezzo_pagamento": 5, "assistente_contratto": 3,
    "cadenza_pagamento": 6, "come_quota": 2, "pagatore_quota": 5, "fonte_finanziamento": 9,
    "stato_progetto": 4, "motivo_chiusura_progetto": 7, "area_obiettivo": 9, "chi_azione": 5, "stato_azione": 4, "esito_obiettivo": 5, "consenso_presa": 2, "consenso_forma": 3, "motivo_senza_consenso": 5}'::jsonb,
  'every row of the small lists');

SELECT is((SELECT sigla_provincia FROM comune WHERE codice_belfiore = 'E648'
            AND valido_dal <= '1948-03-14' AND (valido_al IS NULL OR valido_al >= '1948-03-14')), 'MI', 'Lodi was of Milano in 1948');
SELECT is((SELECT sigla_provincia FROM comune WHERE codice_belfiore = 'E648'
            AND valido_dal <= '2026-05-06' AND (valido_al IS NULL OR valido_al >= '2026-05-06')), 'LO', 'and is of itself today');
SELECT is((SELECT count(*) FROM comune WHERE denominazione = upper(denominazione) AND length(denominazione) > 3), 0::bigint,
  'no name in capitals');
SELECT is((SELECT ricerca FROM comune WHERE codice_belfiore = 'I274' AND NOT cessato), 'santangelolodigiano',
  'names are searched without apostrophes and blanks');
SELECT is_empty($$SELECT codice_belfiore FROM comune WHERE codice_belfiore IS NOT NULL AND NOT cessato
                   GROUP BY 1 HAVING count(*) > 1$$, 'one active comune a code');
SELECT is_empty($$SELECT codice FROM tipo_intervento t WHERE kind LIKE 'intervento%' AND NOT EXISTS
                   (SELECT FROM voce v WHERE v.vocabolario = 'istat' AND v.codice = t.istat AND v.codice_padre IS NOT NULL)$$,
  'types propose an ISTAT item, not a heading');
SELECT is_empty($$SELECT codice FROM voce v WHERE codice_padre IS NOT NULL AND NOT EXISTS
                   (SELECT FROM voce p WHERE p.vocabolario = v.vocabolario AND p.codice = v.codice_padre)$$,
  'every parent exists');

SELECT throws_ok($$INSERT INTO voce (vocabolario, codice, descrizione) VALUES ('sesso', 'F', 'Ancora')$$,
  '23505', NULL, 'one entry a code and start');
SELECT throws_ok($$INSERT INTO voce (vocabolario, codice, descrizione, valida_dal, valida_al)
                   VALUES ('sesso', 'X', 'X', '2026-01-02', '2026-01-01')$$, '23514', NULL, 'an end is not before its start');
SELECT throws_ok($$INSERT INTO tipo_intervento (kind, codice, descrizione, inps) VALUES ('intervento_generico', 'X', 'X', 'A9.99')$$,
  '23503', NULL, 'a type proposes an INPS code that exists');
SELECT throws_ok($$INSERT INTO comune (chiave, denominazione, sigla_provincia, valido_al, cessato) VALUES (0, 'X', 'LO', '2020-01-01', false)$$,
  '23514', NULL, 'a comune with an end has ceased');

SELECT ok(has_table_privilege('siz_web', t, 'SELECT') AND NOT has_table_privilege('siz_web', t, 'INSERT, UPDATE, DELETE, TRUNCATE'),
          'siz_web reads ' || t || ' and does not write it')
  FROM unnest(ARRAY['comune', 'stato_estero', 'voce']) t;

SELECT * FROM finish();
ROLLBACK;
