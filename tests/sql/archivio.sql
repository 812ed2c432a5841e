-- The archive of the system before SIZ: what the import takes and refuses, that nobody writes there, that role and
-- kind hold there too, and that a protected person has no case that all may open.
BEGIN;
SELECT plan(65);

INSERT INTO servizio (codice, denominazione, tipo, sola_lettura) VALUES ('t_uno', 'Servizio uno', 'comune', false), ('t_fermo', 'SERVIZIO STORICO', 'storico', true);
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'Prova', n FROM unnest(ARRAY['as', 'referente', 'amministrativo', 'admin', 'fermo_as', 'fermo_amministrativo']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
SELECT o.id, v.id, x.r, current_date - 100
  FROM (VALUES ('as', 't_uno', 1), ('referente', 't_uno', 2), ('amministrativo', 't_uno', 3), ('admin', 't_uno', 5), ('fermo_as', 't_fermo', 1), ('fermo_amministrativo', 't_fermo', 3)) x (n, s, r)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('presa_in_carico', 1, 'Prova', ''), ('segnalazione', 1, 'Prova', ''), ('intervento_generico', 1, 'Prova', '');
INSERT INTO modulo_campo (modulo_id, ordine, nome, gruppo, etichetta, tipo, obbligatorio) SELECT id, 1, 'note', 'g', 'Note', 'testo_lungo', false FROM modulo WHERE nome = 'intervento_generico';
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, codice_fiscale) VALUES ('Rossi', 'Mario', 'M', DATE '1980-01-01', 'RSSMRA80A01H501U');
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, codice_fiscale, riservato) VALUES ('Neri', 'Ada', 'F', DATE '1980-01-01', 'NREDAA80A41H501F', true);

CREATE FUNCTION pg_temp.chi(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM operatore WHERE username = 't.' || n $$;
CREATE FUNCTION pg_temp.pratica(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT pratica_id FROM archivio_riga WHERE oggetto = 'progetti' AND codice = n $$;
CREATE FUNCTION pg_temp.persona(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT soggetto_id FROM archivio_riga WHERE oggetto = 'persone' AND codice = n $$;
CREATE FUNCTION pg_temp.da(n text, domanda text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  risposta text;
  toccate bigint;
BEGIN
  PERFORM identita_stabilisci(o.id, a.servizio_id, a.ruolo, v.sola_lettura)
     FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id JOIN servizio v ON v.id = a.servizio_id WHERE o.username = 't.' || n;
  SET LOCAL ROLE siz_web;
  IF domanda ~* '^\s*(select|with)' THEN
    EXECUTE domanda INTO risposta;
  ELSE
    EXECUTE domanda;
    GET DIAGNOSTICS toccate = ROW_COUNT;
    risposta := toccate;
  END IF;
  RESET ROLE;
  PERFORM set_config('siz.identita', '', true);
  RETURN risposta;
END
$$;
-- as the command does: lines into the temporary table, then all at once; «read new there refused | reasons»
CREATE FUNCTION pg_temp.importa(oggetto text, righe text, archivio text DEFAULT 't_urbi', servizio text DEFAULT 't_fermo', chi text DEFAULT 't.as') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  esito text;
BEGIN
  DROP TABLE IF EXISTS pg_temp.importa_riga, pg_temp.importa_rifiuto, pg_temp.importa_documento;
  PERFORM importa_prepara();
  INSERT INTO pg_temp.importa_riga (riga, dati) SELECT n + 1, d FROM jsonb_array_elements(righe::jsonb) WITH ORDINALITY x (d, n);
  SELECT concat_ws(' ', lette, nuove, presenti, rifiutate) INTO esito FROM importa_esegui(archivio, servizio, oggetto, chi, 'prova.csv', '\x00');
  RETURN esito || coalesce((SELECT ' | ' || string_agg(f.riga || ' ' || f.campo || ': ' || f.motivo, '; ' ORDER BY f.riga, f.n) FROM importa_rifiuti(0, 0, 100) f), '');
END
$$;
CREATE FUNCTION pg_temp.una(codice text, cognome text DEFAULT 'Verdi', altro text DEFAULT '{}') RETURNS text LANGUAGE sql AS $$
  SELECT jsonb_build_array(jsonb_build_object('codice', codice, 'cognome', cognome, 'nome', 'Ugo', 'sesso', 'M', 'data_nascita', '1950-02-01') || altro::jsonb)::text $$;

-- persons
SELECT is(pg_temp.importa('persone', pg_temp.una('P1')), '1 1 0 0', 'a person is taken over');
SELECT is((SELECT s.cognome || ' ' || s.codice_storico || ' ' || s.fonte || ' ' || s.motivo_senza_codice || ' ' || s.condizione FROM soggetto s WHERE s.id = pg_temp.persona('P1')), 'Verdi P1 storico NON_NOTO residente',
  'with the code that it had, and where it comes from');
SELECT is((SELECT a.dati ->> 'cognome' FROM archivio_riga a WHERE a.codice = 'P1'), 'Verdi', 'the row stays as it came');
SELECT is(pg_temp.importa('persone', pg_temp.una('P1')), '1 0 1 0', 'the same row again changes nothing');
SELECT is((SELECT count(*)::int FROM soggetto WHERE codice_storico = 'P1'), 1, 'there is one person of it');
SELECT is(pg_temp.importa('persone', pg_temp.una('P1', 'Bianchi')), '1 0 0 1 | 2 codice: Questo codice è già stato importato il ' || to_char(now(), 'DD/MM/YYYY') || ' con altri dati: l’archivio non si riscrive',
  'the same code with something else is refused');
SELECT is(pg_temp.importa('persone', pg_temp.una('P1', 'Bianchi'), 't_altro'), '1 1 0 0', 'but not in another archive');
SELECT is(pg_temp.importa('persone', pg_temp.una('P2', 'Rossi', '{"codice_fiscale": "RSSMRA80A01H501U", "telefono": "0371"}')), '1 1 0 0', 'who is here by the codice fiscale');
SELECT is(pg_temp.persona('P2'), (SELECT id FROM soggetto WHERE codice_fiscale = 'RSSMRA80A01H501U'), 'is the same person');
SELECT is((SELECT coalesce(telefono, '-') || coalesce(codice_storico, '-') || versione FROM soggetto WHERE id = pg_temp.persona('P2')), '--1', 'of whom nothing changed');
SELECT is((SELECT a.dati ->> 'telefono' FROM archivio_riga a WHERE a.codice = 'P2'), '0371', 'and the row says what the archive said');
SELECT is(pg_temp.importa('persone', pg_temp.una('P3', 'Neri', '{"codice_fiscale": "NREDAA80A41H501F"}')), '1 0 0 1 | 2 codice_fiscale: È il codice di una persona protetta: della riga decide il servizio che la protegge',
  'a protected person is not touched');
SELECT is(pg_temp.importa('persone', '[{"codice": "P4", "cognome": "Due", "nome": "Volte", "sesso": "F", "data_nascita": "1960-01-01"}, {"codice": "P4", "cognome": "Due", "nome": "Volte", "sesso": "F", "data_nascita": "1960-01-02"}]'),
  '2 1 0 1 | 3 codice: Lo stesso codice è già nella riga 2 di questo file', 'a code that comes twice counts once');
SELECT is(pg_temp.importa('persone', '[{"codice": "P5", "cognome": "Gemella", "nome": "Una", "sesso": "F", "data_nascita": "1961-01-01", "codice_fiscale": "GMLNUA61A41E648X"},
                                       {"codice": "P6", "cognome": "Gemella", "nome": "Una", "sesso": "F", "data_nascita": "1961-01-01", "codice_fiscale": "GMLNUA61A41E648X"}]'), '2 2 0 0', 'two codes of one codice fiscale');
SELECT is(pg_temp.persona('P5'), pg_temp.persona('P6'), 'are one person');
SELECT is(pg_temp.importa('persone', pg_temp.una('P7', 'Altrove', '{"luogo_nascita": "Atlantide"}')), '1 0 0 1 | 2 luogo_nascita: Non c’è un comune né uno stato «Atlantide»: scrivi il codice catastale (D416) o il nome del comune',
  'a place that nobody knows is said');
SELECT is(pg_temp.importa('persone', pg_temp.una('P8', 'Nato', '{"luogo_nascita": "lodi", "residenza": "E852"}')), '1 1 0 0', 'by name, or by code');
SELECT is((SELECT n.denominazione || ' ' || r.denominazione FROM soggetto s JOIN comune n ON n.id = s.nascita_comune_id JOIN comune r ON r.id = s.residenza_comune_id WHERE s.id = pg_temp.persona('P8')), 'Lodi Maleo', 'the place is found');

-- who looks like somebody is proposed by the comparison, and linked by nobody
SELECT is(pg_temp.importa('persone', pg_temp.una('P9')), '1 1 0 0', 'another row of the same name and day');
SELECT isnt(pg_temp.persona('P9'), pg_temp.persona('P1'), 'is another person');
SELECT doppioni_guarda(1000) \g /dev/null
SELECT is((SELECT d.stato FROM doppione d WHERE d.uno_soggetto_id = least(pg_temp.persona('P1'), pg_temp.persona('P9')) AND d.altro_soggetto_id = greatest(pg_temp.persona('P1'), pg_temp.persona('P9'))), 'proposta',
  'that may be the same one: proposed to people');

-- projects and benefits
SELECT is(pg_temp.importa('progetti', '[{"codice": "G1", "persona": "P1", "descrizione": "SAD", "data_inizio": "2010-01-01", "data_fine": "2011-01-01"},
                                        {"codice": "G2", "persona": "P1", "natura": "Presa in carico", "data_inizio": "2012-01-01"},
                                        {"codice": "G3", "persona": "X", "data_inizio": "2012-01-01"}, {"codice": "G4", "persona": "P1", "natura": "volo", "data_inizio": "2012-01-01"},
                                        {"codice": "G5", "persona": "P2", "tipo": "NIENTE", "data_inizio": "2012-01-01"}, {"codice": "G6", "persona": "P2", "data_inizio": "2010-06-01"}]'),
  '6 3 0 3 | 4 persona: Nell’archivio non c’è la persona «X»: importa prima il file delle persone, e guarda se lì è stata rifiutata; 5 natura: La natura è intervento, segnalazione o presa in carico; '
  || '6 tipo: Tra i tipi di SIZ non c’è «NIENTE»: lascia vuoto il campo e scrivi il tipo di allora in descrizione', 'projects of persons that are there');
SELECT is((SELECT string_agg(a.codice || '=' || p.kind || ' ' || p.stato || ' ' || p.codice, ', ' ORDER BY a.codice) FROM archivio_riga a JOIN pratica p ON p.id = a.pratica_id WHERE a.oggetto = 'progetti'),
  'G1=intervento_generico T GEN-2010-00001, G2=presa_in_carico A PIC-2012-00001, G6=intervento_generico A GEN-2010-00002', 'become cases, each with a code of its own');
SELECT is((SELECT p.dati::text FROM pratica p WHERE p.id = pg_temp.pratica('G1')), '{"note": "SAD"}', 'with what the form of today declares');
SELECT is((SELECT string_agg(azione || ' ' || data, ', ' ORDER BY id) FROM stato_storia WHERE pratica_id = pg_temp.pratica('G1')), 'apri 2010-01-01, chiudi 2011-01-01', 'and the states that they had');
SELECT is(pg_temp.importa('prestazioni', '[{"codice": "B1", "progetto": "G1", "descrizione": "Ore", "dal": "2010-01-01"}, {"codice": "B2", "progetto": "X", "descrizione": "Ore", "dal": "2010-01-01"}]'),
  '2 1 0 1 | 3 progetto: Nell’archivio non c’è il progetto «X»: importa prima il file dei progetti, e guarda se lì è stato rifiutato', 'benefits stay with their project');

-- documents: the rows first, then what the command says of each file
SELECT is(pg_temp.importa('documenti', '[{"codice": "D1", "progetto": "G1", "file": "a.txt", "data": "2010-05-01", "tipo": "rel"}, {"codice": "D2", "persona": "P2", "file": "b.txt", "data": "2010-05-01"},
                                        {"codice": "D3", "persona": "P1", "file": "c.txt", "data": "2010-05-01"}, {"codice": "D4", "persona": "P4", "file": "c.txt", "data": "2010-05-01"},
                                        {"codice": "D5", "progetto": "G1", "persona": "P2", "file": "c.txt", "data": "2010-05-01"}, {"codice": "D6", "progetto": "G2", "file": "c.txt", "data": "2012-05-01", "tipo": "Altro"}]'),
  '0 0 0 0 | 4 progetto: La persona nell’archivio ha 2 progetti: scrivi di quale è il documento, perché lo vede chi vede quel progetto; '
  || '5 progetto: La persona nell’archivio ha nessun progetto: scrivi di quale è il documento, perché lo vede chi vede quel progetto; 6 persona: Il progetto «G1» è di un’altra persona', 'documents say whose they are');
SELECT is((SELECT string_agg(riga || ' ' || file, ', ' ORDER BY riga) FROM importa_documenti_da_fare(0, 100)), '2 a.txt, 3 b.txt, 7 c.txt', 'the files of the right rows are looked at');
SELECT importa_documento_rifiuta(3, 'Nella cartella non c’è questo file') \g /dev/null
CREATE TEMPORARY TABLE preso AS SELECT n, importa_documento_nuovo((SELECT max(id) FROM importazione), n, 'a.txt', 'Atto', 4, '\x01', 'm') AS id FROM unnest(ARRAY[2, 7]) n;
SELECT is((SELECT string_agg(concat_ws(' ', a.codice, d.tipo, d.stato, d.data, d.pratica_id = pg_temp.pratica(CASE n WHEN 2 THEN 'G1' ELSE 'G2' END), v.codice, d.autore_operatore_id = pg_temp.chi('as')), ', ' ORDER BY n)
             FROM preso JOIN documento d ON d.id = preso.id JOIN archivio_riga a ON a.documento_id = d.id JOIN servizio v ON v.id = d.autore_servizio_id),
  'D1 REL in_arrivo 2010-05-01 t t_fermo t, D6 ALTRO in_arrivo 2012-05-01 t t_fermo t', 'a document goes into its old case');
SELECT importa_documento_blocco(id, 0, '\xabcd'), importa_documento_arrivato(id, '\x00') FROM preso \g /dev/null
SELECT is((SELECT concat_ws(' ', lette, nuove, presenti, rifiutate) FROM importa_concludi((SELECT max(id) FROM importazione), 2)), '6 2 0 4', 'and the file is concluded');
SELECT is((SELECT count(*)::int FROM preso JOIN lavoro l ON l.tipo = 'documento_controllo' AND l.dati = jsonb_build_object('documento', preso.id)), 2, 'the check is asked for');
SELECT throws_ok(format('SELECT importa_documento_blocco(%s, 1, ''\x00'')', id), 'SZ403', NULL, 'what has arrived gets no more bytes') FROM preso WHERE n = 2;
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', x), '42501', NULL, 'a page has no such door: ' || left(x, 40)) FROM unnest(ARRAY['SELECT importa_documento_nuovo(1, 1, ''a'', ''a'', 1, ''\x00'', ''m'')',
  'SELECT importa_documento_blocco(1, 1, ''\x00'')']) x;
SELECT is(pg_temp.da('fermo_as', 'SELECT count(*) FROM documento'), '0', 'nobody else sees it before its check');
SELECT documento_verdetto(id, 'pulito', 'text/plain', NULL, NULL) FROM preso \g /dev/null
SELECT is((SELECT string_agg(n || ' ' || pg_temp.da(n, 'SELECT count(*) FROM documento'), ', ') FROM unnest(ARRAY['fermo_as', 'fermo_amministrativo', 'amministrativo', 'admin']) n),
  'fermo_as 2, fermo_amministrativo 1, amministrativo 1, admin 0', 'then who opens the case, in either service, and nobody else');
SELECT is(pg_temp.da('amministrativo', 'SELECT count(*) FROM documento_blocco'), '1', 'and its bytes as itself');
SELECT is(pg_temp.importa('documenti', '[{"codice": "D1", "progetto": "G1", "file": "a.txt", "data": "2010-05-01", "tipo": "rel"}, {"codice": "D6", "progetto": "G2", "file": "altro.txt", "data": "2012-05-01", "tipo": "Altro"}]')
          || (SELECT ' ' || count(*) FROM importa_documenti_da_fare(0, 100)),
  '0 0 0 0 | 3 codice: Questo codice è già stato importato il ' || to_char(now(), 'DD/MM/YYYY') || ' con altri dati: l’archivio non si riscrive 0', 'the same row again asks for no file; another one is refused');

-- into which service, by whom
SELECT throws_ok($$SELECT pg_temp.importa('persone', pg_temp.una('Q1'), 't_urbi', 't_uno')$$, '23514', NULL, 'never into a service in which one writes');
SELECT throws_ok($$SELECT pg_temp.importa('persone', pg_temp.una('Q1'), 't_urbi', 't_fermo', 't.nessuno')$$, '23514', NULL, 'somebody answers for it');
SELECT throws_ok(format('SELECT pg_temp.da(%L, %L)', n, 'SELECT nuove FROM importa_esegui(''t_urbi'', ''t_fermo'', ''persone'', ''t.as'', ''x'', ''\x00'')'), '42501', NULL, n || ' imports nothing from a page')
  FROM unnest(ARRAY['as', 'admin', 'fermo_as']) n;

INSERT INTO consenso (soggetto_id, informativa_id, esito, data) SELECT pg_temp.persona('P1'), (SELECT min(id) FROM informativa), 'dato', current_date;
-- who reads: whoever may open the kind, in their own service and in the historic one; and nobody writes
SELECT is(pg_temp.da(x.n, format('SELECT count(*) || '' '' || coalesce(max(pratica_livello(id)), 0) FROM pratica WHERE id = %s', pg_temp.pratica(x.g))), x.atteso, x.n || ' of ' || x.g || ': ' || x.atteso)
  FROM (VALUES ('as', 'G1', '1 1'), ('fermo_as', 'G1', '1 1'), ('amministrativo', 'G1', '1 1'), ('fermo_amministrativo', 'G1', '1 1'), ('admin', 'G1', '0 0'), ('as', 'G2', '1 1'), ('fermo_as', 'G2', '1 1'),
               ('amministrativo', 'G2', '0 0'), ('fermo_amministrativo', 'G2', '0 0'), ('referente', 'G2', '0 0')) x (n, g, atteso);
SELECT is((SELECT string_agg(pg_temp.da(x.n, x.q), ' ') FROM (VALUES
  ('as', format('UPDATE pratica SET data_fine_prevista = current_date WHERE id = %s', pg_temp.pratica('G1'))),
  ('fermo_as', format('UPDATE pratica SET data_fine_prevista = current_date WHERE id = %s', pg_temp.pratica('G1')))) x (n, q)), '0 0', 'nobody changes a case of the archive');
SELECT throws_ok(format('SELECT pg_temp.da(%L, %L)', x.n, x.q), x.come, NULL, x.n || ': ' || left(x.q, 30))
  FROM (VALUES ('as', format('INSERT INTO diario_pagina (pratica_id, data, oggetto, testo, autore_operatore_id, autore_servizio_id) VALUES (%s, current_date, ''a'', ''b'', 1, 1)', pg_temp.pratica('G1')), '42501'),
               ('as', format('INSERT INTO assegnazione (pratica_id, servizio_id) VALUES (%s, (SELECT id FROM servizio WHERE codice = ''t_uno''))', pg_temp.pratica('G1')), '42501'),
               ('fermo_as', format('INSERT INTO evento (pratica_id, titolo, data) VALUES (%s, ''a'', current_date)', pg_temp.pratica('G1')), '42501'),
               ('as', 'UPDATE archivio_riga SET dati = ''{}''', '42501')) x (n, q, come);
SELECT throws_ok($$UPDATE archivio_riga SET dati = '{}'$$, 'SZ403', NULL, 'the archive is not rewritten, not even by maintenance');

-- the rows of a case are seen as the case is
SELECT is(pg_temp.da(x.n, 'SELECT count(*) FROM archivio_riga WHERE oggetto IN (''progetti'', ''prestazioni'')'), x.atteso, x.n || ' sees ' || x.atteso || ' rows of cases')
  FROM (VALUES ('as', '4'), ('amministrativo', '3')) x (n, atteso);

-- who comes under protection, and leaves it
UPDATE soggetto SET riservato = true WHERE id = pg_temp.persona('P1');
SELECT is(pg_temp.da('fermo_as', 'SELECT count(*) FROM documento'), '0', 'the documents of a protected person are closed with their cases');
SELECT is((SELECT string_agg(pg_temp.da(n, format('SELECT (SELECT count(*) FROM pratica WHERE id = %s) || '' '' || (SELECT count(*) FROM soggetto WHERE id = %s)', pg_temp.pratica('G1'), pg_temp.persona('P1'))), ', ')
             FROM unnest(ARRAY['as', 'fermo_as']) n), '0 0, 0 0', 'the archive of a protected person is closed, and shows nobody the person');
UPDATE soggetto SET riservato = false WHERE id = pg_temp.persona('P1');
SELECT is(pg_temp.da('fermo_as', format('SELECT count(*) FROM pratica WHERE id = %s', pg_temp.pratica('G1'))), '1', 'and opens again');
-- to read the archive is not to follow the person
SELECT is(pg_temp.da('fermo_as', format('SELECT soggetto_seguito(%s)', pg_temp.persona('P1'))), 'false', 'economic data need more than an old case');
SELECT * FROM finish();
ROLLBACK;
