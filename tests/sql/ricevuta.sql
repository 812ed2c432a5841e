-- Receipts: made by the worker under the identity of who sent the domanda, and read by nobody else.
BEGIN;
SELECT plan(22);

INSERT INTO servizio (codice, denominazione, tipo) VALUES ('maleo', 'Comune di Maleo', 'comune'), ('self', 'SELF', 'area');
SELECT operatore_crea('anna.prova', 'anna@example.org', 'Prova', 'Anna', NULL, '$argon2id$prova', false, true, false);
SELECT operatore_crea('referente.self', 'self@example.org', 'Self', 'Paola', NULL, '$argon2id$prova', false, true, false);
SELECT operatore_crea('collega.maleo', 'collega@example.org', 'Prova', 'Paolo', NULL, '$argon2id$prova', false, true, false);
SELECT operatore_iscrivi(1, 'maleo', 'assistente_sociale', false), operatore_iscrivi(2, 'self', 'referente', false), operatore_iscrivi(3, 'maleo', 'assistente_sociale', false);
SELECT avviso_apri('self', 'self', 'Segnalazione al SELF', NULL, true);
INSERT INTO utente_esterno (codice_fiscale, idp, cognome, nome, email) VALUES ('SRRFLL80A41E648X', 'uno', 'Serrabassa', 'Fiorella', 'f@example.org'), ('FNTMRA75B02E648Q', 'uno', 'Fontanili', 'Mario', NULL);
CREATE FUNCTION sono(chi text, dove text) RETURNS void LANGUAGE sql SECURITY DEFINER AS $$
  SELECT set_config('siz.identita', '', true), set_config('siz.esterno', '', true); SELECT identita_comando(chi, dove) $$;
CREATE FUNCTION sono_esterno(chi bigint) RETURNS void LANGUAGE sql SECURITY DEFINER AS $$
  SELECT set_config('siz.identita', '', true), set_config('siz.esterno', '', true); SELECT identita_esterno_stabilisci(chi) $$;
CREATE FUNCTION nessuno() RETURNS void LANGUAGE sql AS $$ SELECT set_config('siz.identita', '', true), set_config('siz.esterno', '', true) $$;
CREATE FUNCTION ultimo_lavoro() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS $$ SELECT max(id) FROM lavoro WHERE tipo = 'ricevuta' $$;
GRANT EXECUTE ON FUNCTION sono(text, text), sono_esterno(bigint) TO siz_web;
GRANT EXECUTE ON FUNCTION ultimo_lavoro() TO siz_job;
SET ROLE siz_web;

SELECT sono_esterno(1) \g /dev/null
INSERT INTO domanda (avviso_id, kind, servizio_id) VALUES (1, 'x', 1);
SELECT ente_esterno_dichiara('SERD', 'SerD', 'Codogno', '1', NULL, 'x') \g /dev/null
UPDATE domanda SET utente_ente_id = 1;
SELECT throws_ok($$SELECT ricevuta_chiedi(1)$$, 'SZ404', NULL, 'a draft has no receipt');
SELECT domanda_invia(1) \g /dev/null
SELECT is((SELECT stato FROM ricevuta WHERE domanda_id = 1), 'in_coda', 'sending asks for the receipt');
SELECT is(ricevuta_chiedi(1), false, 'asked again while it waits it is the same one');
SELECT throws_ok($$INSERT INTO ricevuta (domanda_id) VALUES (1)$$, '42501', NULL, 'no page writes one');
SELECT throws_ok($$SELECT ricevuta_finita(1, 'pronta', 1, '', '', 'm')$$, '42501', NULL, 'nor says that it is ready');
SELECT throws_ok($$SELECT ricevuta_accoda(1)$$, '42501', NULL, 'nor fills the queue');

-- ---- the worker -------------------------------------------------------------------------------
RESET ROLE;
SELECT nessuno() \g /dev/null
SET ROLE siz_job;
SELECT is((SELECT count(*)::int FROM domanda), 0, 'without an identity the worker reads no domanda');
SELECT is((SELECT count(*)::int FROM lavoro_identita(ultimo_lavoro())), 1, 'it takes that of who sent it');
SELECT is((SELECT concat_ws(' ', count(*), min(id)) FROM domanda), '1 1', 'and reads what that person reads');
SELECT throws_ok($$SELECT chiave FROM documento$$, '42501', NULL, 'no key of a document');
SELECT ok(ricevuta_da_fare(1), 'it is to be made');
SELECT ricevuta_blocco_scrivi(1, 0, '\x00'), ricevuta_finita(1, 'pronta', 1, '\x00', '\x01', 'm') \g /dev/null
SELECT ok(NOT ricevuta_da_fare(1), 'once');

-- ---- who reads it -----------------------------------------------------------------------------
RESET ROLE;
SET ROLE siz_web;
SELECT sono_esterno(1) \g /dev/null
SELECT is((SELECT count(*)::int FROM ricevuta WHERE stato = 'pronta') + (SELECT count(*)::int FROM ricevuta_blocco), 2, 'who sent it has it');
SELECT is(ricevuta_chiedi(1), false, 'and asks for no second one');
SELECT sono_esterno(2) \g /dev/null
SELECT is((SELECT count(*)::int FROM ricevuta) + (SELECT count(*)::int FROM ricevuta_blocco), 0, 'another external user does not');
SELECT throws_ok($$SELECT ricevuta_chiedi(1)$$, 'SZ404', NULL, 'nor asks for it');
SELECT sono('referente.self', 'self') \g /dev/null
SELECT is((SELECT count(*)::int FROM ricevuta) + (SELECT count(*)::int FROM ricevuta_blocco), 0, 'nor the receiving service');

-- ---- of an operator ---------------------------------------------------------------------------
SELECT sono('anna.prova', 'maleo') \g /dev/null
INSERT INTO domanda (avviso_id, kind, servizio_id) VALUES (1, 'x', 1);
SELECT domanda_invia(max(id)) FROM domanda \g /dev/null
SELECT is((SELECT count(*)::int FROM ricevuta), 1, 'an operator has the receipt of the own report');
SELECT sono('collega.maleo', 'maleo') \g /dev/null
SELECT is((SELECT count(*)::int FROM ricevuta), 0, 'a colleague does not');

-- ---- when it was not made ---------------------------------------------------------------------
RESET ROLE;
SET ROLE siz_cancello;
UPDATE utente_esterno SET stato = 'sospeso' WHERE id = 1;
UPDATE ricevuta SET stato = 'fallita', byte = NULL, impronta = NULL, chiave = NULL, chiave_maestra = NULL WHERE domanda_id = 1;
DELETE FROM ricevuta_blocco;
RESET ROLE;
SET ROLE siz_web;
SELECT sono_esterno(1) \g /dev/null
SELECT ok(ricevuta_chiedi(1), 'one that failed is asked for again');
RESET ROLE;
SELECT nessuno() \g /dev/null
SET ROLE siz_job;
SELECT is((SELECT count(*)::int FROM lavoro_identita(ultimo_lavoro())), 0, 'who is suspended lends the worker no identity');
SELECT is((SELECT count(*)::int FROM domanda), 0, 'which so reads nothing');
RESET ROLE;
SELECT * FROM finish();
ROLLBACK;
