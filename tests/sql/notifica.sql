-- Notifications, favourites, history: one's own only; sent by the database, by who really acted.
BEGIN;
SELECT plan(59);

-- ---- a small office -------------------------------------------------------------------------
UPDATE chiave_identita SET programma = decode(repeat('07', 32), 'hex');
CREATE FUNCTION prova(parole text) RETURNS text LANGUAGE sql AS
  $$ SELECT encode(hmac(convert_to(parole, 'UTF8'), decode(repeat('07', 32), 'hex'), 'sha256'), 'hex') $$;
GRANT EXECUTE ON FUNCTION prova(text) TO siz_web;
CREATE FUNCTION entra(chi bigint, gettone text) RETURNS text LANGUAGE sql AS $$
  SELECT fase FROM sessione_crea(chi, gettone, false, '90 days', '30 minutes', '10 hours', '127.0.0.1', 'prova', prova('sessione_crea|' || chi || '|' || gettone)) $$;
INSERT INTO servizio (codice, denominazione, tipo) VALUES ('maleo', 'Comune di Maleo', 'comune'), ('lodi', 'Comune di Lodi', 'comune');
SELECT operatore_crea('anna.prova', 'anna@example.org', 'Prova', 'Anna', NULL, '$argon2id$prova', false, true, false);
SELECT operatore_crea('bruno.prova', 'bruno@example.org', 'Prova', 'Bruno', NULL, '$argon2id$prova', false, true, false);
SELECT operatore_crea('carla.prova', 'carla@example.org', 'Prova', 'Carla', NULL, '$argon2id$prova', false, true, false);
SELECT operatore_iscrivi(1, 'maleo', 'assistente_sociale', false), operatore_iscrivi(2, 'maleo', 'assistente_sociale', false),
       operatore_iscrivi(3, 'lodi', 'assistente_sociale', false);
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('intervento_generico', 1, 'Intervento', 'x');
SET ROLE siz_web;
SELECT entra(1, 'anna'), entra(2, 'bruno'), entra(3, 'carla');

-- ---- Anna opens a case and assigns it ---------------------------------------------------------
SELECT fase FROM sessione_apri('anna');
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice, creato_da, creato_servizio_id)
VALUES ('D''Amico <b>&"Rossi"', 'Ugo', 'M', '1950-01-01', 'in_attesa', 1, 1);
-- who shares with another service has the consent of the person
INSERT INTO consenso (soggetto_id, informativa_id, esito, data) SELECT s.id, f.id, 'dato', current_date FROM soggetto s, informativa f;
INSERT INTO pratica (kind, codice, titolare_soggetto_id, servizio_id, riferimento_operatore_id, stato, data_inizio, data_fine_prevista, motivo_attivazione, dati, modulo_id, creato_da)
SELECT 'intervento_generico', '', s.id, 1, 1, 'A', current_date - 10, current_date + 3, '01', '{"tipo": "GEN01", "istat": "B8", "escludi_casellario": "NR"}', m.id, 1
  FROM soggetto s, modulo m WHERE m.nome = 'intervento_generico';
SELECT is((SELECT count(*) FROM notifica), 0::bigint, 'opening a case notifies nobody');
INSERT INTO assegnazione (pratica_id, servizio_id, operatore_id, assegnata_da) SELECT id, 2, 3, 1 FROM pratica;
SELECT is((SELECT count(*) FROM notifica), 0::bigint, 'who assigns does not see the notification of who receives');
INSERT INTO evento (pratica_id, titolo, data, creato_da)
SELECT p.id, t.titolo, t.data, 1 FROM pratica p,
  (VALUES ('Domani', current_date + 1), ('Ieri', current_date - 1), ('Lontano', current_date + 8)) t (titolo, data);
SELECT is((SELECT array_agg(testo ORDER BY data) FROM scadenze_mie), ARRAY['Domani', 'Fine prevista'],
  'the next seven days: the event and the expected end, neither the past nor what is far');

SELECT count(*) AS storie FROM storia WHERE tabella = 'evento' \gset
SELECT pratica_passa((SELECT id FROM pratica), (SELECT versione FROM pratica), 2, NULL);
SELECT is((SELECT count(*) FROM scadenze_mie), 0::bigint, 'handed over, they are no longer Anna''s');
SELECT is((SELECT count(*) FROM storia WHERE tabella = 'evento'), :storie::bigint, 'the events themselves have not changed');
SELECT fase FROM sessione_apri('bruno');
SELECT is((SELECT array_agg(testo ORDER BY data) FROM scadenze_mie), ARRAY['Domani', 'Fine prevista'], 'but Bruno''s');
UPDATE evento SET data = current_date WHERE titolo = 'Ieri';
SELECT is((SELECT array_agg(testo ORDER BY data) FROM scadenze_mie), ARRAY['Ieri', 'Domani', 'Fine prevista'], 'a past one moved to today as well');
SELECT pratica_passa((SELECT id FROM pratica), (SELECT versione FROM pratica), 1, NULL);
DELETE FROM evento WHERE titolo = 'Ieri';
SELECT fase FROM sessione_apri('anna');
RESET ROLE;
DELETE FROM notifica WHERE tipo = 'passaggio';
SET ROLE siz_web;
SELECT fase FROM sessione_apri('anna');

-- ---- Carla receives it ----------------------------------------------------------------------
SELECT fase FROM sessione_apri('carla');
SELECT is((SELECT count(*) FROM notifica), 1::bigint, 'the assignment sent one notification');
SELECT is((SELECT ARRAY[operatore_id, servizio_id, da_operatore_id] FROM notifica), ARRAY[3, 2, 1]::bigint[], 'to the receiver, in her service, from who assigned');
SELECT matches((SELECT testo FROM notifica), '^Ti è stato assegnato l’intervento generico GEN-[0-9]{4}-[0-9]{5}$', 'its text holds a code and no person');
SELECT ok((SELECT da_prendere AND pratica IS NOT NULL AND titolare = 'D''Amico <b>&"Rossi" Ugo' FROM notifiche_aperte), 'it can be taken in charge, with the names that she may see');
SELECT is((SELECT da FROM notifiche_aperte), 'Anna Prova', 'the sender by name');
SELECT is((SELECT via FROM notifiche_aperte), '/pratiche/' || (SELECT id FROM pratica), 'it leads to the case');
SELECT is((SELECT count(*) FROM scadenze_mie), 0::bigint, 'dates are those of one''s own cases');

-- Nobody else's, and only the marks.
SELECT throws_ok($$UPDATE notifica SET testo = 'altro'$$, '42501', NULL, 'the text cannot be changed');
SELECT throws_ok($$UPDATE notifica SET operatore_id = 1$$, '42501', NULL, 'nor the receiver');
SELECT throws_ok($$UPDATE notifica SET da_operatore_id = 2$$, '42501', NULL, 'nor the sender');
SELECT throws_ok($$UPDATE notifica SET pratica_id = NULL$$, '42501', NULL, 'nor the case');
SELECT throws_ok($$UPDATE notifica SET via = '/esci'$$, '42501', NULL, 'nor where it leads');
SELECT throws_ok($$DELETE FROM notifica$$, '42501', NULL, 'nothing is deleted');
SELECT throws_ok($$INSERT INTO notifica (operatore_id, tipo, testo) VALUES (1, 'avviso', 'finta')$$, '42501', NULL, 'none is written by hand');
SELECT throws_ok($$SELECT notifica_manda(2, 1, 'avviso', NULL, NULL, NULL, 'Scrivi qui la password', NULL)$$, '42501', NULL, 'nor by the function of the triggers');
RESET ROLE;
SELECT notifica_manda(3, 2, 'avviso', NULL, NULL, NULL, 'a me', NULL);
SELECT is((SELECT count(*) FROM notifica), 1::bigint, 'a notification to oneself is not made');
SELECT notifica_manda(2, 1, 'avviso', NULL, NULL, NULL, 'A Bruno', '/agenda');
SELECT throws_ok($$SELECT notifica_manda(2, 1, 'avviso', NULL, NULL, NULL, 'A Bruno', '//example.org/')$$, '23514', NULL, 'a way that is no page of ours is refused');
SET ROLE siz_web;

SELECT fase FROM sessione_apri('bruno');
SELECT is((SELECT da_operatore_id FROM notifica), 3::bigint, 'the sender is the identity, whatever one would like');
SELECT is((SELECT count(*) FROM elenco_notifiche), 1::bigint, 'Bruno sees his own only');
SELECT is((SELECT via FROM elenco_notifiche), '/agenda', 'what is about no case leads to its page, too');
UPDATE notifica SET nascosta_il = now();
SELECT fase FROM sessione_apri('carla');
SELECT is((SELECT count(*) FROM notifica WHERE nascosta_il IS NOT NULL), 0::bigint, 'and changes his own only');
SELECT set_config('siz.identita', '', true);
SELECT is((SELECT count(*) FROM notifica) + (SELECT count(*) FROM elenco_notifiche) + (SELECT count(*) FROM scadenze_mie), 0::bigint, 'nobody sees nothing');

-- ---- put aside, found again -------------------------------------------------------------------
SELECT fase FROM sessione_apri('carla');
UPDATE notifica SET nascosta_il = now();
SELECT is((SELECT ARRAY[(SELECT count(*) FROM notifiche_aperte), (SELECT count(*) FROM notifiche_nascoste), (SELECT count(*) FROM notifiche_archivio)]),
  ARRAY[0, 1, 0]::bigint[], 'hidden: among the hidden only (HOM-04)');
UPDATE notifica SET nascosta_il = NULL, rinviata_al = current_date + 1;
SELECT is((SELECT ARRAY[(SELECT count(*) FROM notifiche_aperte), (SELECT count(*) FROM notifiche_nascoste), (SELECT count(*) FROM notifiche_archivio)]),
  ARRAY[0, 1, 0]::bigint[], 'snoozed until tomorrow: put aside');
UPDATE notifica SET rinviata_al = current_date;
SELECT is((SELECT ARRAY[(SELECT count(*) FROM notifiche_aperte), (SELECT count(*) FROM notifiche_nascoste), (SELECT count(*) FROM notifiche_archivio)]),
  ARRAY[1, 0, 0]::bigint[], 'on its day it is back');
UPDATE notifica SET archiviata_il = now(), nascosta_il = now();
SELECT is((SELECT ARRAY[(SELECT count(*) FROM notifiche_aperte), (SELECT count(*) FROM notifiche_nascoste), (SELECT count(*) FROM notifiche_archivio)]),
  ARRAY[0, 0, 1]::bigint[], 'archived: in the archive only');
UPDATE notifica SET archiviata_il = NULL, nascosta_il = NULL, rinviata_al = NULL;

-- ---- taking in charge ---------------------------------------------------------------------------
UPDATE assegnazione SET risposta = 'accettata', risposta_il = now() WHERE operatore_id = 3 AND risposta IS NULL;
SELECT ok((SELECT presa_il IS NOT NULL FROM notifica), 'the answer, wherever given, ends the notification (HOM-03)');
SELECT is((SELECT ARRAY[(SELECT count(*) FROM notifiche_aperte), (SELECT count(*) FROM notifiche_archivio)]), ARRAY[0, 1]::bigint[], 'and it can be found again');
SELECT fase FROM sessione_apri('anna');
SELECT is((SELECT array_agg(tipo) FROM notifiche_aperte), ARRAY['risposta'], 'who assigned is told');
SELECT is((SELECT da FROM notifiche_aperte), 'Carla Prova', 'by whom');

-- ---- revoked: no link any more --------------------------------------------------------------------
UPDATE assegnazione SET terminata_il = now(), terminata_da = 1;
SELECT fase FROM sessione_apri('carla');
SELECT is((SELECT array_agg(tipo ORDER BY id) FROM elenco_notifiche), ARRAY['assegnazione', 'revoca'], 'the end of an assignment is told');
SELECT is((SELECT count(*) FROM elenco_notifiche WHERE pratica IS NOT NULL OR titolare IS NOT NULL OR cosa IS NOT NULL), 0::bigint,
  'of a case that is no longer hers only the text remains (AZ-4)');
SELECT is((SELECT count(*) FROM elenco_notifiche WHERE da_prendere), 0::bigint, 'and nothing can be taken');
SELECT is((SELECT count(*) FROM elenco_notifiche WHERE via IS NOT NULL), 0::bigint, 'nor does anything lead there');

-- ---- a request that was answered ------------------------------------------------------------------
RESET ROLE;
CREATE TEMPORARY TABLE quale AS SELECT id FROM pratica;
GRANT SELECT ON quale TO siz_web;
SET ROLE siz_web;
SELECT fase FROM sessione_apri('carla');
INSERT INTO richiesta_accesso (pratica_id, operatore_id, servizio_id, motivo) SELECT id, 3, 2, 'Mi serve' FROM quale;
SELECT fase FROM sessione_apri('anna');
SELECT is((SELECT count(*) FROM notifiche_aperte WHERE tipo = 'richiesta'), 1::bigint, 'a request reaches who follows the case');
UPDATE richiesta_accesso SET esito = 'negata', esito_motivo = 'No', esito_da = 1, esito_il = now();
SELECT is((SELECT count(*) FROM notifiche_aperte WHERE tipo = 'richiesta'), 0::bigint, 'answered, it waits no more');

-- ---- declined ---------------------------------------------------------------------------------------
INSERT INTO assegnazione (pratica_id, servizio_id, operatore_id, assegnata_da) SELECT id, 2, 3, 1 FROM quale;
SELECT fase FROM sessione_apri('carla');
SELECT is((SELECT count(*) FROM notifiche_aperte WHERE tipo = 'assegnazione'), 1::bigint, 'assigned again');
UPDATE assegnazione SET risposta = 'rifiutata', risposta_motivo = 'Non tocca a me', risposta_il = now() WHERE operatore_id = 3 AND risposta IS NULL AND terminata_il IS NULL;
SELECT is((SELECT count(*) FROM notifiche_aperte WHERE tipo = 'assegnazione'), 0::bigint, 'declined: archived, not taken');
SELECT is((SELECT count(*) FROM notifica WHERE tipo = 'assegnazione' AND presa_il IS NOT NULL), 1::bigint, 'only the one that was accepted counts as taken');

-- ---- granted: one notification says both --------------------------------------------------------------
SELECT fase FROM sessione_apri('anna');
UPDATE assegnazione SET terminata_il = now(), terminata_da = 1 WHERE terminata_il IS NULL;
SELECT fase FROM sessione_apri('carla');
INSERT INTO richiesta_accesso (pratica_id, operatore_id, servizio_id, motivo) SELECT id, 3, 2, 'Ora sì' FROM quale;
SELECT count(*) AS prima FROM notifica \gset
SELECT fase FROM sessione_apri('anna');
INSERT INTO assegnazione (pratica_id, servizio_id, operatore_id, assegnata_da) SELECT id, 2, 3, 1 FROM quale;
UPDATE richiesta_accesso SET esito = 'concessa', esito_da = 1, esito_il = now() WHERE esito IS NULL;
SELECT fase FROM sessione_apri('carla');
SELECT is((SELECT count(*) FROM notifica), :prima::bigint + 1, 'access that was asked for and given by an assignment is told once');
SELECT matches((SELECT testo FROM notifica ORDER BY id DESC LIMIT 1), '^Ti è stato assegnato .*, come avevi chiesto$', 'and says that it had been asked for');
SELECT is((SELECT count(*) FROM notifiche_aperte WHERE tipo = 'assegnazione' AND da_prendere), 1::bigint, 'still to be taken in charge');

-- ---- favourites and history -----------------------------------------------------------------------
SELECT fase FROM sessione_apri('anna');
INSERT INTO preferito (operatore_id, oggetto, oggetto_id) SELECT 1, 'pratica', id FROM quale;
SELECT throws_ok($$INSERT INTO preferito (operatore_id, oggetto, oggetto_id) VALUES (2, 'pratica', 1)$$, '42501', NULL, 'no star for others');
SELECT throws_ok($$INSERT INTO cronologia (operatore_id, oggetto, oggetto_id) VALUES (1, 'pratica', 1)$$, '42501', NULL, 'history is written by the register alone');
SELECT registra('anna', 'apri', 'pratica_dettaglio', 'pratica', (SELECT id FROM quale), NULL, 'ok', '127.0.0.1', 'r1', NULL, true);
SELECT is((SELECT count(*) FROM cronologia), 1::bigint, 'opening writes it');
SELECT registra('anna', 'apri', 'pratica_dettaglio', 'pratica', (SELECT id FROM quale), NULL, 'rifiutata', '127.0.0.1', 'r2', NULL, true);
SELECT registra('anna', 'elenca', 'home', 'home', 0, NULL, 'ok', '127.0.0.1', 'r3', '{"pratiche":[1]}', true);
SELECT is((SELECT count(*) FROM cronologia), 1::bigint, 'a list does not, nor a refusal');
SELECT ok((SELECT bool_and(letta_il IS NOT NULL) FROM notifica WHERE pratica_id IS NOT NULL), 'opening the case marks its notifications read (HOM-06)');
SELECT fase FROM sessione_apri('bruno');
SELECT is((SELECT count(*) FROM cronologia) + (SELECT count(*) FROM preferito), 0::bigint, 'both are one''s own');
SELECT lives_ok($$DELETE FROM cronologia$$, 'emptying one''s own history');
SELECT fase FROM sessione_apri('anna');
SELECT is((SELECT count(*) FROM cronologia), 1::bigint, 'leaves that of others');
DELETE FROM cronologia;
SELECT is((SELECT count(*) FROM cronologia), 0::bigint, 'and can be done (HOM-08)');
RESET ROLE;
SELECT ok((SELECT count(*) > 0 FROM registro WHERE azione = 'apri'), 'the register stays as it is');
SELECT * FROM finish();
ROLLBACK;
