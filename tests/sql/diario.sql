-- Private pages of the diary: for their author, a colleague, an assignee, a custodian; in lists,
-- counts, the history and the register.
BEGIN;
SELECT plan(46);

INSERT INTO servizio (codice, denominazione, tipo) VALUES ('t_maleo', 'Comune di Maleo di prova', 'comune'), ('t_lodi', 'Comune di Lodi di prova', 'comune');
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'Prova', initcap(n) FROM unnest(ARRAY['autrice', 'collega', 'referente', 'lodi']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
SELECT o.id, v.id, x.r, current_date - 100
  FROM (VALUES ('autrice', 't_maleo', 1), ('collega', 't_maleo', 1), ('referente', 't_maleo', 2), ('lodi', 't_lodi', 1)) x (n, s, r)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('intervento_generico', 1, 'Prova', '');
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice, creato_da, creato_servizio_id)
SELECT 'Prova', 'Ida', 'F', DATE '1950-02-03', 'NON_NOTO', o.id, a.servizio_id FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id WHERE o.username = 't.autrice';
-- who shares with another service has the consent of the person
INSERT INTO consenso (soggetto_id, informativa_id, esito, data) SELECT s.id, f.id, 'dato', current_date FROM soggetto s, informativa f;

CREATE FUNCTION pg_temp.chi(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM operatore WHERE username = 't.' || n $$;
CREATE FUNCTION pg_temp.p() RETURNS bigint LANGUAGE sql AS $$ SELECT max(p.id) FROM pratica p JOIN servizio v ON v.id = p.servizio_id WHERE v.codice = 't_maleo' $$;
-- A question of an operator, through the same role and policies as the pages; a write gives the rows touched.
CREATE FUNCTION pg_temp.da(n text, domanda text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  risposta text;
  toccate bigint;
BEGIN
  PERFORM identita_stabilisci(o.id, a.servizio_id, a.ruolo, false) FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id WHERE o.username = 't.' || n;
  SET LOCAL ROLE siz_web;
  IF domanda ~* '^\s*select' THEN
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
CREATE FUNCTION pg_temp.pagina(oggetto text, privata boolean) RETURNS text LANGUAGE sql AS $$
  SELECT format('INSERT INTO diario_pagina (pratica_id, data, oggetto, testo, privata, autore_operatore_id, autore_servizio_id)
                 VALUES (%s, current_date, %L, %L, %L, identita_operatore(), identita_servizio())', pg_temp.p(), oggetto, 'testo di ' || oggetto, privata) $$;
CREATE FUNCTION pg_temp.legge(n text) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da(n, 'SELECT coalesce(string_agg(oggetto, '','' ORDER BY oggetto), ''niente'') FROM diario_pagina') $$;
CREATE FUNCTION pg_temp.lasciate(n text) RETURNS text LANGUAGE sql AS $$ SELECT pg_temp.da(n, format('SELECT diario_abbandonate(%s)', pg_temp.p())) $$;
CREATE FUNCTION pg_temp.storia(n text) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da(n, 'SELECT count(*) FROM storia WHERE tabella = ''diario_pagina'' AND (coalesce(dopo, ''{}'')::text || coalesce(prima, ''{}'')::text) LIKE ''%testo di segreta%''') $$;

SELECT is(pg_temp.da('autrice', format('INSERT INTO pratica (kind, codice, titolare_soggetto_id, servizio_id, riferimento_operatore_id, stato, data_inizio, dati, modulo_id, creato_da)
  VALUES (''intervento_generico'', '''', %s, 1, 1, ''A'', current_date, ''{}'', %s, 1)', (SELECT max(id) FROM soggetto), (SELECT max(id) FROM modulo))), '1', 'a case');
UPDATE pratica SET creato_il = now() - interval '1 hour' WHERE id = pg_temp.p();
SELECT is(pg_temp.da('collega', format('INSERT INTO assegnazione (pratica_id, servizio_id, operatore_id, assegnata_da) SELECT %s, id, %s, 1 FROM servizio WHERE codice = ''t_lodi''',
  pg_temp.p(), pg_temp.chi('lodi'))), '1', 'assigned to a person of Lodi');

SELECT is(pg_temp.da('autrice', pg_temp.pagina('aperta', false)), '1', 'a page for all');
SELECT is(pg_temp.da('autrice', pg_temp.pagina('segreta', true)), '1', 'a private page');
SELECT is(pg_temp.legge('autrice'), 'aperta,segreta', 'the author reads both');
SELECT is(pg_temp.legge('collega'), 'aperta', 'a colleague of the service reads the open one (DIA-02)');
SELECT is(pg_temp.legge('referente'), 'aperta', 'the referente too');
SELECT is(pg_temp.legge('lodi'), 'aperta', 'and the assignee');
SELECT is(pg_temp.da('collega', 'SELECT count(*) FROM diario_pagina'), '1', 'counts tell nothing either');
SELECT is(pg_temp.storia('autrice'), '1', 'the author has its history');
SELECT is(pg_temp.storia('collega'), '0', 'the colleague has not');
SELECT is(pg_temp.storia('lodi'), '0', 'nor the assignee');
SELECT is((SELECT count(*) FROM registro WHERE dettaglio::text LIKE '%testo di%'), 0::bigint, 'the register holds no text');
SELECT is((SELECT count(*) FROM registro WHERE oggetto = 'diario_pagina' AND azione = 'crea'), 2::bigint, 'but that pages were written');

-- a page that was open and becomes private is private in its past too
SELECT is(pg_temp.da('autrice', pg_temp.pagina('segreta dopo', false)), '1', 'a page for all');
SELECT is(pg_temp.storia('lodi'), '1', 'in the history of all');
SELECT is(pg_temp.da('autrice', 'UPDATE diario_pagina SET privata = true WHERE oggetto = ''segreta dopo'''), '1', 'made private');
SELECT ok(pg_temp.storia('lodi') = '0' AND pg_temp.storia('collega') = '0' AND pg_temp.storia('autrice')::int > 1, 'its text is nobody else''s any more');
UPDATE diario_pagina SET privata = false, oggetto = 'aperta dopo', testo = 'chiusa' WHERE oggetto = 'segreta dopo';
DELETE FROM diario_pagina WHERE oggetto = 'aperta dopo';

-- signed: its author alone changes a page
SELECT is(pg_temp.da('collega', 'UPDATE diario_pagina SET testo = ''altro'' WHERE oggetto = ''aperta'''), '0', 'a colleague does not change a page');
SELECT is(pg_temp.da('collega', 'UPDATE diario_pagina SET privata = false WHERE privata'), '0', 'nor opens a private one');
SELECT throws_ok($$SELECT pg_temp.da('collega', 'UPDATE diario_pagina SET custode_operatore_id = identita_operatore(), custode_motivo = ''curiosa''')$$, '42501', NULL, 'nor takes it');
SELECT throws_ok($$SELECT pg_temp.da('autrice', 'DELETE FROM diario_pagina')$$, '42501', NULL, 'nobody removes a page');
SELECT is(pg_temp.da('autrice', 'UPDATE diario_pagina SET testo = ''testo di aperta, corretto'' WHERE oggetto = ''aperta'' AND versione = 1'), '1', 'the author corrects');
SELECT is(pg_temp.da('autrice', 'UPDATE diario_pagina SET testo = ''in ritardo'' WHERE oggetto = ''aperta'' AND versione = 1'), '0', 'a second window is too late: no silent overwriting');
SELECT is((SELECT autore_operatore_id FROM diario_pagina WHERE oggetto = 'aperta'), pg_temp.chi('autrice'), 'the author stays');

-- nothing is left behind while the author works there
SELECT is(pg_temp.lasciate('referente'), '0', 'nothing left behind');
SELECT is(pg_temp.da('referente', format('SELECT diario_custodia(%s, ''fretta'')', pg_temp.p())), '0', 'so nothing to open');
SELECT is(pg_temp.legge('referente'), 'aperta', 'and nothing opened');

-- the author leaves
UPDATE appartenenza SET valida_al = current_date - 1 WHERE operatore_id = pg_temp.chi('autrice');
SELECT is(pg_temp.lasciate('collega'), '1', 'the service knows how many pages were left');
SELECT is(pg_temp.lasciate('lodi'), '0', 'another service does not');
SELECT throws_ok($$SELECT pg_temp.da('collega', format('SELECT diario_custodia(%s, ''mi serve'')', pg_temp.p()))$$, 'SZ403', NULL, 'a colleague may not open them');
SELECT throws_ok($$SELECT pg_temp.da('lodi', format('SELECT diario_custodia(%s, ''mi serve'')', pg_temp.p()))$$, 'SZ403', NULL, 'nor the assignee');
SELECT throws_ok($$SELECT pg_temp.da('referente', format('SELECT diario_custodia(%s, ''  '')', pg_temp.p()))$$, '23514', NULL, 'the referente owes a reason');
SELECT is(pg_temp.da('referente', format('SELECT diario_custodia(%s, ''udienza del giudice tutelare'')', pg_temp.p())), '1', 'and opens them with it');
SELECT is(pg_temp.legge('referente'), 'aperta,segreta', 'the custodian reads them');
SELECT is(pg_temp.legge('collega'), 'aperta', 'nobody else does');
SELECT is(pg_temp.legge('lodi'), 'aperta', 'the assignee neither');
SELECT is(pg_temp.da('referente', 'UPDATE diario_pagina SET testo = ''altro'' WHERE oggetto = ''segreta'''), '0', 'the custodian does not change them');
SELECT is((SELECT custode_motivo FROM diario_pagina WHERE oggetto = 'segreta'), 'udienza del giudice tutelare', 'the reason stays');
SELECT is(pg_temp.lasciate('collega'), '0', 'they are not left behind any more');
SELECT is((SELECT count(*) FROM registro WHERE oggetto = 'diario_pagina' AND azione = 'modifica' AND operatore_id = pg_temp.chi('referente')), 1::bigint, 'the register knows who opened them');

-- A note of one field is called by its first line.
SELECT is(diario_oggetto(E' \n Telefonata\r\nRichiama'), 'Telefonata', 'the first line that says something');
SELECT is(diario_oggetto(repeat('parola ', 20)), repeat('parola ', 10) || 'parola…', 'a long one is cut between two words');
SELECT is(diario_oggetto(repeat('x', 100)), repeat('x', 79) || '…', 'a word without end is cut');
SELECT is(pg_temp.da('autrice', 'SELECT count(*) FROM diario_modello'), (SELECT count(*)::text FROM diario_modello), 'everybody reads the templates');
SELECT throws_ok('SELECT pg_temp.da(''autrice'', ''INSERT INTO diario_modello VALUES (''''x'''', ''''x'''', ''''NOTA'''', ''''x'''', 1)'')', '42501', NULL, 'no program changes them');

SELECT * FROM finish();
ROLLBACK;
