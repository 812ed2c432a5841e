-- Lists and types of intervention as administrators change them (GEN-09, ECO-03), what was changed, and the way back.
BEGIN;
SELECT plan(41);

INSERT INTO servizio (codice, denominazione, tipo) VALUES ('t_uno', 'Servizio uno', 'comune'), ('t_due', 'Servizio due', 'comune');
INSERT INTO operatore (username, email, cognome, nome) SELECT 't.' || n, 't.' || n || '@esempio.it', 'Prova', n FROM unnest(ARRAY['as', 'referente', 'admin']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
SELECT o.id, v.id, x.r, current_date - 100 FROM (VALUES ('as', 1), ('referente', 2), ('admin', 5)) x (n, r) JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = 't_uno';
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('intervento_generico', 1, 'Prova', '');
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice) VALUES ('D''Amico <b>&"Rossi"', 'Ida', 'F', DATE '1950-02-03', 'NON_NOTO');
CREATE FUNCTION pg_temp.da(n text, domanda text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  risposta text;
BEGIN
  PERFORM identita_stabilisci(o.id, a.servizio_id, a.ruolo, v.sola_lettura)
     FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id JOIN servizio v ON v.id = a.servizio_id WHERE o.username = 't.' || n;
  SET LOCAL ROLE siz_web;
  EXECUTE domanda INTO risposta;
  RESET ROLE;
  PERFORM set_config('siz.identita', '', true);
  RETURN risposta;
END
$$;
CREATE FUNCTION pg_temp.voce(parole text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM voce WHERE vocabolario = 'tipo_evento' AND descrizione = parole $$;
CREATE FUNCTION pg_temp.scelte() RETURNS text LANGUAGE sql AS
  $$ SELECT string_agg(descrizione, ', ' ORDER BY ordine, descrizione) FROM scelta WHERE vocabolario = 'tipo_evento' AND valida_dal <= current_date AND coalesce(valida_al, current_date) >= current_date $$;

-- ---- entries -----------------------------------------------------------------------------------------------------
SELECT throws_ok(format('SELECT pg_temp.da(%L, ''SELECT voce_crea(''''tipo_evento'''', ''''x'''', NULL, NULL, NULL, NULL)'')', n), 'SZ403', NULL, n || ' changes no list') FROM unnest(ARRAY['as', 'referente']) n;
SELECT throws_ok($$SELECT pg_temp.da('admin', 'UPDATE voce SET descrizione = ''x''')$$, '42501', NULL, 'nor does a page write the table itself');
SELECT throws_ok(format('SELECT pg_temp.da(''admin'', ''SELECT voce_crea(''''%s'''', ''''x'''', NULL, NULL, NULL, NULL)'')', v), '23514', NULL, v || ' is not lengthened') FROM unnest(ARRAY['istat', 'stato_intervento', 'sesso']) v;
SELECT lives_ok($$SELECT pg_temp.da('admin', 'SELECT voce_crea(''tipo_evento'', ''Sopralluogo'', NULL, 2, NULL, NULL)')$$, 'a new entry');
SELECT is(pg_temp.scelte(), 'Appuntamento, Sopralluogo, Visita domiciliare, Riunione di équipe, Udienza, Scadenza, Verifica dell’intervento, Altro', 'which is chosen at once, in its place');
SELECT is((SELECT codice || ' ' || locale FROM voce WHERE id = pg_temp.voce('Sopralluogo')), 'L_SOPRALLUOGO true', 'with a code of its own');
SELECT throws_ok($$SELECT pg_temp.da('admin', 'SELECT voce_crea(''tipo_evento'', ''sopralluogò'', NULL, NULL, NULL, NULL)')$$, '23505', NULL, 'not twice');
SELECT throws_ok($$SELECT pg_temp.da('admin', 'SELECT voce_crea(''tipo_evento'', '' '', NULL, NULL, NULL, NULL)')$$, '23514', NULL, 'not without words');
SELECT lives_ok($$SELECT pg_temp.da('admin', 'SELECT voce_crea(''motivo_segnalazione'', ''Sfratto in corso'', ''ABI'', NULL, NULL, NULL)')$$, 'below a heading');
SELECT is((SELECT gruppo FROM scelta WHERE descrizione = 'Sfratto in corso'), (SELECT descrizione FROM voce WHERE vocabolario = 'motivo_segnalazione' AND codice = 'ABI'), 'it is offered there');
SELECT throws_ok($$SELECT pg_temp.da('admin', 'SELECT voce_crea(''motivo_segnalazione'', ''Altro ancora'', ''ABI01'', NULL, NULL, NULL)')$$, '23514', NULL, 'but not below what is no heading');
-- put better: the same entry
SELECT is(pg_temp.da('admin', format('SELECT voce_salva(%s, 1, ''Visita a casa'', false, NULL, NULL)', pg_temp.voce('Visita domiciliare')))::bigint, pg_temp.voce('Visita a casa'), 'put better it is the same entry');
SELECT is((SELECT codice FROM voce WHERE id = pg_temp.voce('Visita a casa')), 'VISITA', 'with its code');
SELECT throws_ok(format('SELECT pg_temp.da(''admin'', ''SELECT voce_salva(%s, 1, ''''x'''', false, NULL, NULL)'')', pg_temp.voce('Visita a casa')), 'SZ409', NULL, 'not over what another saved meanwhile');
-- another meaning: another entry, and the old one is kept
SELECT isnt(pg_temp.da('admin', format('SELECT voce_salva(%s, 1, ''Udienza in tribunale'', true, NULL, NULL)', pg_temp.voce('Udienza')))::bigint, pg_temp.voce('Udienza'), 'with another meaning it is another one');
SELECT ok(pg_temp.scelte() LIKE '%Udienza in tribunale%' AND pg_temp.scelte() NOT LIKE '%Udienza,%', 'which is chosen instead');
SELECT is((SELECT descrizione FROM scelta WHERE vocabolario = 'tipo_evento' AND codice = 'UDIENZA'), 'Udienza', 'what was written before keeps its word');
SELECT throws_ok(format('SELECT pg_temp.da(''admin'', ''SELECT voce_salva(%s, 1, ''''Casa'''', true, NULL, NULL)'')', (SELECT id FROM voce WHERE vocabolario = 'motivo_segnalazione' AND codice = 'ABI')), '23514', NULL, 'a heading is only put better');
SELECT lives_ok(format('SELECT pg_temp.da(''admin'', ''SELECT voce_salva(%s, 1, ''''In pausa'''', false, NULL, NULL)'')', (SELECT id FROM voce WHERE vocabolario = 'stato_intervento' AND codice = 'S')), 'states have other words');
SELECT throws_ok(format('SELECT pg_temp.da(''admin'', ''SELECT voce_salva(%s, 2, ''''In pausa'''', false, NULL, current_date)'')', (SELECT id FROM voce WHERE vocabolario = 'stato_intervento' AND codice = 'S')), '23514', NULL, 'and do not end');

-- ---- types ---------------------------------------------------------------------------------------------------------
SELECT throws_ok($$SELECT pg_temp.da('referente', 'SELECT tipo_intervento_crea(''intervento_generico'', ''x'', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)')$$, 'SZ403', NULL, 'types are for who administers');
SELECT throws_ok($$SELECT pg_temp.da('admin', 'SELECT tipo_intervento_crea(''intervento_generico'', ''x'', NULL, ''ZZ'', NULL, NULL, NULL, NULL, NULL, NULL)')$$, '23514', NULL, 'of a class that there is');
SELECT lives_ok(format('SELECT pg_temp.da(''admin'', ''SELECT tipo_intervento_crea(''''intervento_generico'''', ''''Orto sociale <b>'''', ''''2'''', ''''A1'''', NULL, NULL, ''''{%s}'''', NULL, NULL, NULL)'')', (SELECT id FROM servizio WHERE codice = 't_uno')), 'a new type for one service');
SELECT is(pg_temp.da('as', 'SELECT codice FROM scelta WHERE vocabolario = ''tipo_intervento_generico'' AND descrizione LIKE ''Orto%'' AND coalesce(valida_al, current_date) >= current_date'), 'GENL1', 'which is chosen there');
UPDATE tipo_intervento SET servizi = ARRAY[(SELECT id FROM servizio WHERE codice = 't_due')], carattere = 1 WHERE codice = 'GENL1';
INSERT INTO documento_atteso (kind, tipo, documento, necessario, scade, ordine) VALUES ('intervento_generico', 'GENL1', 'DOM', true, false, 1);
SELECT is(pg_temp.da('as', 'SELECT codice FROM scelta WHERE vocabolario = ''tipo_intervento_generico'' AND descrizione LIKE ''Orto%'' AND coalesce(valida_al, current_date) >= current_date'), NULL, 'and not where it does not belong');
SELECT is((SELECT macro_livello FROM tipo_intervento WHERE codice = 'GENL1'), (SELECT attributi ->> 'macro_livello' FROM voce WHERE vocabolario = 'livello_assistenza' AND codice = '2'), 'its macro level follows from its level');
SELECT lives_ok(format('SELECT pg_temp.da(''admin'', ''SELECT tipo_intervento_salva(%s, 1, ''''Orto di quartiere'''', true, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)'')', (SELECT id FROM tipo_intervento WHERE codice = 'GENL1')), 'with another meaning');
SELECT is((SELECT t.codice || ' ' || t.carattere || ' ' || d.documento FROM tipo_intervento t JOIN documento_atteso d ON d.tipo = t.codice WHERE t.descrizione = 'Orto di quartiere'), 'GENL2 1 DOM', 'another type begins, which expects the same documents');
SELECT is((SELECT descrizione || ' ' || (valido_al < current_date) FROM tipo_intervento WHERE codice = 'GENL1'), 'Orto sociale <b> true', 'and the old one keeps its name, ended');

-- ---- what was changed, and back -----------------------------------------------------------------------------------------
SELECT is(pg_temp.da('referente', 'SELECT count(*) FROM configurazione_modifiche(NULL, NULL, 50)'), '0', 'who does not administer reads no change');
SELECT is(pg_temp.da('admin', format('SELECT righe FROM configurazione_modifiche(''voce'', NULL, 50) WHERE nome = ''Visita a casa''')), 'Parole: Visita domiciliare → Visita a casa', 'old and new, in words');
CREATE FUNCTION pg_temp.modifica(n text, a text) RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM configurazione_modifica WHERE nome = n AND azione = a $$;
SELECT throws_ok(format('SELECT pg_temp.da(''referente'', ''SELECT configurazione_annulla(%s)'')', pg_temp.modifica('Visita a casa', 'UPDATE')), 'SZ403', NULL, 'nor takes any back');
SELECT lives_ok(format('SELECT pg_temp.da(''admin'', ''SELECT configurazione_annulla(%s)'')', pg_temp.modifica('Visita a casa', 'UPDATE')), 'taken back');
SELECT isnt(pg_temp.voce('Visita domiciliare'), NULL, 'the old words are there again');
SELECT throws_ok(format('SELECT pg_temp.da(''admin'', ''SELECT configurazione_annulla(%s)'')', pg_temp.modifica('Visita a casa', 'UPDATE')), 'SZ409', NULL, 'once');
SELECT lives_ok(format('SELECT pg_temp.da(''admin'', ''SELECT configurazione_annulla(%s)'')', pg_temp.modifica('Sopralluogo', 'INSERT')), 'what was added');
SELECT ok(pg_temp.voce('Sopralluogo') IS NOT NULL AND pg_temp.scelte() NOT LIKE '%Sopralluogo%', 'ends, and is not deleted');
SELECT throws_ok($$UPDATE configurazione_modifica SET dopo = '{}'; SELECT pg_temp.da('admin', 'DELETE FROM configurazione_modifica')$$, '42501', NULL, 'and what was changed stays written');

SELECT * FROM finish();
ROLLBACK;
