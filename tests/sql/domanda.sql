-- Domande: a draft is its author's, what was sent its receiving service's; acts alone change it; its
-- attachments follow.
BEGIN;
SELECT plan(34);

INSERT INTO servizio (codice, denominazione, tipo) VALUES ('maleo', 'Comune di Maleo', 'comune'), ('self', 'SELF', 'area'), ('b2', 'Misura B2', 'area');
SELECT operatore_crea('anna.prova', 'anna@example.org', 'Prova', 'Anna', NULL, '$argon2id$prova', false, true, false);
SELECT operatore_crea('referente.self', 'self@example.org', 'Self', 'Paola', NULL, '$argon2id$prova', false, true, false);
SELECT operatore_crea('referente.b2', 'b2@example.org', 'Due', 'Roberta', NULL, '$argon2id$prova', false, true, false);
SELECT operatore_crea('collega.maleo', 'collega@example.org', 'Prova', 'Paolo', NULL, '$argon2id$prova', false, true, false);
SELECT operatore_iscrivi(1, 'maleo', 'assistente_sociale', false), operatore_iscrivi(2, 'self', 'referente', false),
       operatore_iscrivi(3, 'b2', 'referente', false), operatore_iscrivi(4, 'maleo', 'assistente_sociale', false);
SELECT avviso_apri('self', 'self', 'Segnalazione al SELF', NULL, true);
INSERT INTO utente_esterno (codice_fiscale, idp, cognome, nome, email) VALUES ('SRRFLL80A41E648X', 'uno', 'Serrabassa', 'Fiorella', 'f@example.org'), ('FNTMRA75B02E648Q', 'uno', 'Fontanili', 'Mario', NULL);
-- Who asks from here on: an operator in a service, an external user, or nobody.
CREATE FUNCTION sono(chi text, dove text) RETURNS void LANGUAGE sql SECURITY DEFINER AS $$
  SELECT set_config('siz.identita', '', true), set_config('siz.esterno', '', true); SELECT identita_comando(chi, dove) $$;
CREATE FUNCTION sono_esterno(chi bigint) RETURNS void LANGUAGE sql SECURITY DEFINER AS $$
  SELECT set_config('siz.identita', '', true), set_config('siz.esterno', '', true); SELECT identita_esterno_stabilisci(chi) $$;
GRANT EXECUTE ON FUNCTION sono(text, text), sono_esterno(bigint) TO siz_web;
SET ROLE siz_web;

-- ---- drafts -----------------------------------------------------------------------------------
SELECT sono_esterno(1) \g /dev/null
SELECT lives_ok($$INSERT INTO domanda (avviso_id, kind, servizio_id) VALUES (1, 'x', 1)$$, 'an external user begins a report');
SELECT is((SELECT concat_ws(' ', kind, servizio_id, stato, utente_esterno_id, operatore_id) FROM domanda), 'self 2 B 1', 'kind, service, state and author are the database''s');
SELECT throws_ok($$INSERT INTO domanda (avviso_id, kind, servizio_id, stato) VALUES (1, 'x', 1, 'P')$$, '42501', NULL, 'a state is not given');
SELECT throws_ok($$UPDATE domanda SET stato = 'P'$$, '42501', NULL, 'nor changed by a page');
SELECT throws_ok($$UPDATE domanda SET utente_esterno_id = 2$$, '42501', NULL, 'nor the author');
SELECT throws_ok($$INSERT INTO domanda (avviso_id, kind, servizio_id) VALUES (99, 'x', 1)$$, 'SZ403', NULL, 'only to a call that is there');
SELECT lives_ok($$UPDATE domanda SET dati = '{"persona": {"cognome": "D''Amico <b>&\"Rossi", "nome": "Tito"}, "segnalante": {"email": "f@example.org"}}'$$, 'the draft is written');
SELECT throws_ok($$SELECT domanda_invia(1)$$, '23514', NULL, 'without a body it is not sent');
SELECT is(ente_esterno_dichiara('SERD', 'SerD', 'Codogno', '1', NULL, 'x'), 1::bigint, 'a body is declared');
SELECT lives_ok($$UPDATE domanda SET utente_ente_id = 1$$, 'and named');
INSERT INTO documento (domanda_id, nome_file, oggetto, data, byte, stato, chiave, chiave_maestra, autore_esterno_id) VALUES (1, 'a', 'a', current_date, 1, 'in_arrivo', 'x', 'x', 1);
SELECT is((SELECT count(*)::int FROM documento), 1, 'a document is attached');
SELECT throws_ok($$INSERT INTO documento (domanda_id, nome_file, oggetto, data, byte, stato, chiave, chiave_maestra, autore_esterno_id) VALUES (1, 'a', 'a', current_date, 1, 'pulito', 'x', 'x', 1)$$,
  '42501', NULL, 'not one that says it was checked');
SELECT sono_esterno(2) \g /dev/null
SELECT is((SELECT count(*)::int FROM domanda) + (SELECT count(*)::int FROM documento) + (SELECT count(*)::int FROM domanda_passo), 0, 'another external user sees nothing of it');
SELECT throws_ok($$INSERT INTO documento (domanda_id, nome_file, oggetto, data, byte, stato, chiave, chiave_maestra, autore_esterno_id) VALUES (1, 'a', 'a', current_date, 1, 'in_arrivo', 'x', 'x', 2)$$,
  '42501', NULL, 'nor attaches to it');
SELECT throws_ok($$SELECT domanda_invia(1)$$, 'SZ404', NULL, 'nor sends it');
INSERT INTO domanda (avviso_id, kind, servizio_id) VALUES (1, 'x', 1);
SELECT throws_ok($$UPDATE domanda SET utente_ente_id = 1$$, '23503', NULL, 'nor reports for the body of others');
SELECT sono('referente.self', 'self') \g /dev/null
SELECT is((SELECT count(*)::int FROM domanda), 0, 'the receiving service sees no drafts');
SELECT throws_ok($$INSERT INTO documento (domanda_id, nome_file, oggetto, data, byte, stato, chiave, chiave_maestra, autore_operatore_id, autore_servizio_id) VALUES (1, 'a', 'a', current_date, 1, 'in_arrivo', 'x', 'x', 2, 2)$$,
  '42501', NULL, 'and puts no documents on them');

-- ---- sent -------------------------------------------------------------------------------------
SELECT sono_esterno(1) \g /dev/null
SELECT matches(domanda_invia(1), '^SELF-\d{4}-00001$', 'it is sent, with a number');
SELECT throws_ok($$SELECT domanda_invia(1)$$, 'SZ404', NULL, 'once');
UPDATE domanda SET dati = '{}' WHERE id = 1;
SELECT is((SELECT beneficiario FROM domanda WHERE id = 1), 'D''Amico <b>&"Rossi Tito', 'from then on nobody writes it');
SELECT throws_ok($$SELECT domanda_transizione(1, 3, 'valuta', NULL, NULL)$$, 'SZ404', NULL, 'the reporter does not triage');
SELECT sono('referente.self', 'self') \g /dev/null
SELECT is((SELECT count(*)::int FROM domanda) + (SELECT count(*)::int FROM elenco_domande), 2, 'the receiving service sees it');
SELECT is((SELECT count(*)::int FROM documento), 0, 'its attachments only once they were checked');
SELECT is((SELECT count(*)::int FROM notifica WHERE tipo = 'domanda' AND domanda_id = 1), 1, 'and was told');
SELECT sono('referente.b2', 'b2') \g /dev/null
SELECT is((SELECT count(*)::int FROM domanda) + (SELECT count(*)::int FROM domanda_passo) + (SELECT count(*)::int FROM elenco_domande), 0, 'no other service does');
SELECT throws_ok($$SELECT domanda_transizione(1, 3, 'valuta', NULL, NULL)$$, 'SZ404', NULL, 'nor triages it');
SELECT sono('referente.self', 'self') \g /dev/null
SELECT throws_ok($$SELECT domanda_transizione(1, (SELECT versione FROM domanda WHERE id = 1), 'concludi', NULL, NULL)$$, 'SZ403', NULL, 'no state is jumped over');
SELECT is(domanda_transizione(1, (SELECT versione FROM domanda WHERE id = 1), 'valuta', NULL, NULL), 'V', 'the triage begins');
SELECT throws_ok($$SELECT domanda_transizione(1, 1, 'prendi', NULL, NULL)$$, 'SZ409', NULL, 'not on a version that is past');

-- ---- of an operator ---------------------------------------------------------------------------
SELECT sono('anna.prova', 'maleo') \g /dev/null
INSERT INTO domanda (avviso_id, kind, servizio_id) VALUES (1, 'x', 1);
SELECT matches(domanda_invia(max(id)), '00002$', 'an operator reports, too') FROM domanda;
SELECT sono('collega.maleo', 'maleo') \g /dev/null
SELECT is((SELECT count(*)::int FROM domanda), 0, 'it is the author''s, not the service''s');

-- ---- housekeeping -----------------------------------------------------------------------------
RESET ROLE;
SELECT sono_esterno(2) \g /dev/null
SELECT set_config('siz.esterno', '', true) \g /dev/null
SET ROLE siz_cancello;
UPDATE domanda SET aggiornata_il = now() - interval '31 days' WHERE stato IN ('B', 'V');
RESET ROLE;
SELECT is(domande_abbandonate(30), 1::bigint, 'a draft that nobody touched for a month goes');
SET ROLE siz_cancello;
SELECT is((SELECT count(*)::int FROM domanda), 2, 'what was sent stays');
RESET ROLE;
SELECT * FROM finish();
ROLLBACK;
