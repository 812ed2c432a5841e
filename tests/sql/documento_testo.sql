-- The search in documents (DOC-09): words, who finds what, and that nobody finds what they do not open.
BEGIN;
SELECT plan(37);

INSERT INTO servizio (codice, denominazione, tipo) VALUES ('t_maleo', 'Maleo di prova', 'comune'), ('t_lodi', 'Lodi di prova', 'comune'), ('t_poverta', 'Povertà di prova', 'area');
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'Prova', initcap(n) FROM unnest(ARRAY['laura', 'ugo', 'lia', 'sara', 'capo']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
SELECT o.id, v.id, x.r, current_date - 100
  FROM (VALUES ('laura', 't_maleo', 1), ('ugo', 't_maleo', 3), ('lia', 't_lodi', 1), ('sara', 't_poverta', 1), ('capo', 't_maleo', 2)) x (n, s, r)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('intervento_generico', 1, 'Prova', ''), ('progetto', 1, 'Prova', '');
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice, creato_da, creato_servizio_id)
SELECT 'Prova', 'Ida', 'F', DATE '1950-02-03', 'NON_NOTO', o.id, a.servizio_id FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id WHERE o.username = 't.laura';
INSERT INTO consenso (soggetto_id, informativa_id, esito, data) SELECT s.id, f.id, 'dato', current_date FROM soggetto s, informativa f;

CREATE FUNCTION pg_temp.chi(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM operatore WHERE username = 't.' || n $$;
CREATE FUNCTION pg_temp.p(k text) RETURNS bigint LANGUAGE sql AS $$ SELECT max(p.id) FROM pratica p JOIN servizio v ON v.id = p.servizio_id WHERE v.codice = 't_maleo' AND p.kind = k $$;
CREATE FUNCTION pg_temp.doc(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM documento WHERE nome_file = n $$;
CREATE FUNCTION pg_temp.da(n text, domanda text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  risposta text;
BEGIN
  PERFORM identita_stabilisci(o.id, a.servizio_id, a.ruolo, false) FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id WHERE o.username = 't.' || n;
  SET LOCAL ROLE siz_web;
  IF domanda ~* '^\s*select' THEN EXECUTE domanda INTO risposta; ELSE EXECUTE domanda; END IF;
  RESET ROLE;
  PERFORM set_config('siz.identita', '', true);
  RETURN risposta;
END
$$;
-- What somebody finds: names of files, by the function and by the policies.
CREATE FUNCTION pg_temp.trova(n text, parole text) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da(n, format('SELECT coalesce(string_agg(d.nome_file, '','' ORDER BY d.nome_file), ''niente'') FROM documenti_trova(%L, 100) f JOIN documento d ON d.id = f', parole)) $$;
CREATE FUNCTION pg_temp.ids(n text, parole text) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da(n, format('SELECT coalesce(string_agg(f::text, '','' ORDER BY f), ''niente'') FROM documenti_trova(%L, 100) f', parole)) $$;
CREATE FUNCTION pg_temp.politica(n text, parole text) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da(n, format('SELECT coalesce(string_agg(t.documento_id::text, '','' ORDER BY t.documento_id), ''niente'') FROM documento_testo t WHERE t.parole @@ documento_domanda(%L)', parole)) $$;

SELECT pg_temp.da('laura', format('INSERT INTO pratica (kind, codice, titolare_soggetto_id, servizio_id, riferimento_operatore_id, stato, data_inizio, dati, modulo_id, creato_da)
  VALUES (%L, '''', %s, 1, 1, ''A'', current_date, ''{}'', %s, 1)', k, (SELECT max(id) FROM soggetto), (SELECT max(id) FROM modulo))) FROM unnest(ARRAY['intervento_generico', 'progetto']) k;
INSERT INTO documento (pratica_id, nome_file, oggetto, data, byte, impronta, stato, chiave, chiave_maestra, autore_operatore_id, autore_servizio_id)
SELECT pg_temp.p(x.k), x.n, x.n, current_date, 3, '\x00', 'in_controllo', '\x00', 'm', pg_temp.chi('laura'), (SELECT id FROM servizio WHERE codice = 't_maleo')
  FROM (VALUES ('intervento_generico', 'a'), ('intervento_generico', 'b'), ('intervento_generico', 'c'), ('progetto', 'd')) x (k, n);
UPDATE documento SET stato = CASE nome_file WHEN 'c' THEN 'rifiutato' ELSE 'pulito' END WHERE stato = 'in_controllo';

SELECT is((SELECT count(*) FROM lavoro WHERE tipo = 'documento_testo' AND (dati ->> 'documento')::bigint IN (SELECT id FROM documento)), 3::bigint, 'what passed its check is read, what was refused is not');
DELETE FROM lavoro WHERE tipo = 'documento_testo';
SET LOCAL ROLE siz_job;
SELECT is((SELECT documenti_da_leggere(2)), 2::bigint, 'what was there before is asked for, some at a time');
SELECT is((SELECT documenti_da_leggere(10)), 1::bigint, 'and each once');
SELECT is((SELECT count(*) FROM documento_da_leggere(1000000)), 0::bigint, 'no such document');
RESET ROLE;
SELECT is((SELECT count(*) FROM documento_da_leggere(pg_temp.doc('c'))), 0::bigint, 'a refused one has no text');
SELECT documento_testo_scrivi(pg_temp.doc(x.n), x.t, 'letto')
  FROM (VALUES ('a', 'La relazione sull''assegno di Perchè Ålesund'), ('b', 'Un verbale: assegni familiari'), ('d', 'Presa in carico: relazioni con la rete')) x (n, t);

-- words
SELECT is(pg_temp.trova('laura', 'assegno'), 'a,b', 'singular finds plural, and what stands behind an apostrophe');
SELECT is(pg_temp.trova('laura', 'PERCHÈ alesund'), 'a', 'accents and capitals do not count; all words must be there');
SELECT is(pg_temp.trova('laura', 'verb'), 'b', 'the beginning of a word is enough');
SELECT is(pg_temp.trova('laura', 'erbale'), 'niente', 'its end is not');
SELECT is(pg_temp.trova('laura', 'il la di'), 'niente', 'words that every text has find nothing');
SELECT is(pg_temp.trova('laura', ''':* & ! ( <-> \ %'), 'niente', 'signs are no questions');
SELECT is(pg_temp.trova('laura', NULL), 'niente', 'nor is nothing');
SELECT is((SELECT pos FROM (SELECT unnest(parole) AS l FROM documento_testo WHERE documento_id = pg_temp.doc('a')) x, LATERAL (SELECT (x.l).positions AS pos) y LIMIT 1), NULL, 'no places of words are kept');

-- who
SELECT is(pg_temp.trova('lia', 'assegno'), 'niente', 'another service finds nothing');
SELECT is(pg_temp.ids('lia', 'assegno'), 'niente', 'not even a number');
SELECT is(pg_temp.trova('ugo', 'relazione'), 'a', 'the amministrativo finds what that role opens, not the progetto');
SELECT is(pg_temp.ids('ugo', 'relazione'), pg_temp.doc('a')::text, 'nor its id');
SELECT is(pg_temp.trova('laura', 'relazione'), 'a,d', 'the assistente finds both');
SELECT pg_temp.da('laura', format('INSERT INTO assegnazione (pratica_id, servizio_id, livello, assegnata_da) SELECT %s, id, 1, 1 FROM servizio WHERE codice = ''t_lodi''', pg_temp.p('intervento_generico')));
SELECT is(pg_temp.trova('lia', 'assegno'), 'a,b', 'assigned: found');
SELECT pg_temp.da('laura', format('INSERT INTO assegnazione_esclusione (assegnazione_id, documento_id) SELECT max(id), %s FROM assegnazione', pg_temp.doc('b')));
SELECT is(pg_temp.trova('lia', 'assegno'), 'a', 'but for what was kept out of the assignment');
SELECT is(pg_temp.ids('lia', 'assegno'), pg_temp.doc('a')::text, 'whose id is not said either');
SELECT is(pg_temp.trova('sara', 'assegno'), 'niente', 'who has no part in it finds nothing');
SELECT is(string_agg(n, ',') FILTER (WHERE pg_temp.ids(n, w) IS DISTINCT FROM pg_temp.politica(n, w)), NULL, 'the function says what the policies say')
  FROM unnest(ARRAY['laura', 'ugo', 'lia', 'sara', 'capo']) n, unnest(ARRAY['assegno', 'relazione', 'rete', 'verbale']) w;
UPDATE assegnazione SET terminata_il = now(), terminata_da = pg_temp.chi('laura') WHERE id = (SELECT max(id) FROM assegnazione);
SELECT is(pg_temp.trova('lia', 'assegno'), 'niente', 'an assignment that ended finds nothing');

-- doors
SELECT is(pg_temp.da('laura', format('SELECT count(*) FROM documento_testo WHERE documento_id = %s', pg_temp.doc('a'))), '1', 'who opens a document reads its stems');
SELECT is(pg_temp.da('sara', 'SELECT count(*) FROM documento_testo'), '0', 'others none');
SELECT throws_ok($$ SELECT pg_temp.da('laura', 'UPDATE documento_testo SET esito = ''letto''') $$, '42501', NULL, 'no page writes them');
SELECT throws_ok($$ SELECT pg_temp.da('laura', 'SELECT documento_testo_scrivi(1, ''x'', ''letto'')') $$, '42501', NULL, 'nor through the job''s door');
SELECT throws_ok($$ SELECT pg_temp.da('laura', 'SELECT documento_aperto(d) FROM documento d') $$, '42501', NULL, 'the inner question is not for pages');

-- tags: with their document
SELECT pg_temp.da('laura', format('INSERT INTO documento_etichetta SELECT id, ''scuola'', identita_servizio() FROM documento WHERE nome_file IN (''a'', ''d'')'));
SELECT is(pg_temp.da('laura', 'SELECT count(*) FROM documento_etichetta'), '2', 'who opens the documents reads their tags');
SELECT is(pg_temp.da('ugo', 'SELECT count(*) FROM documento_etichetta'), '1', 'who opens one reads its own');
SELECT is(pg_temp.da('sara', 'SELECT count(*) FROM documento_etichetta'), '0', 'others none');
SELECT throws_ok(format($$ SELECT pg_temp.da('sara', 'INSERT INTO documento_etichetta VALUES (%s, ''x'', identita_servizio())') $$, pg_temp.doc('a')), '42501', NULL, 'nor do they write one');
SELECT throws_ok(format($$ SELECT pg_temp.da('laura', 'INSERT INTO documento_etichetta VALUES (%s, ''x'', %s)') $$, pg_temp.doc('a'), (SELECT id FROM servizio WHERE codice = 't_lodi')), '42501', NULL, 'not in the name of another service');
SELECT is((SELECT string_agg(w, '|') FROM etichette_di(E' Uno  DUE,\n,uno due, ' || repeat('x', 50)) w), 'uno due|' || repeat('x', 40), 'written one way');

-- taken off
SELECT pg_temp.da('laura', format('UPDATE documento SET tolto_motivo = ''prova'', tolto_il = now() WHERE id = %s', pg_temp.doc('a')));
SELECT is(pg_temp.trova('laura', 'assegno'), 'b', 'what was taken off is not found');
SELECT is((SELECT count(*) FROM documento_testo WHERE documento_id = pg_temp.doc('a')), 0::bigint, 'and its words are gone');

SELECT * FROM finish();
ROLLBACK;
