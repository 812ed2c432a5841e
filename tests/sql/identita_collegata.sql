-- Rows of one and the same person: what is proposed and what never is, what linking shows and to whom,
-- what undoing leaves; some thousands of persons in one go.
BEGIN;
SELECT plan(97);

INSERT INTO servizio (codice, denominazione, tipo) VALUES ('t_maleo', 'Comune di Maleo di prova', 'comune'), ('t_lodi', 'Comune di Lodi di prova', 'comune');
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'Prova <b>&"' || n || '"', initcap(n) FROM unnest(ARRAY['laura', 'rita', 'anna', 'capo', 'lia', 'rosa']) n;
-- laura and rita in Maleo (social worker, referente), anna there (amministrativo); lia and rosa in Lodi; capo administers
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
SELECT o.id, v.id, x.r, current_date - 100
  FROM (VALUES ('laura', 't_maleo', 1), ('rita', 't_maleo', 2), ('anna', 't_maleo', 3), ('capo', 't_maleo', 5), ('lia', 't_lodi', 1), ('rosa', 't_lodi', 2)) x (n, s, r)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('intervento_generico', 1, 'Prova', '');

CREATE FUNCTION pg_temp.da(n text, domanda text, ferma boolean DEFAULT false) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  risposta text;
BEGIN
  PERFORM identita_stabilisci(o.id, a.servizio_id, a.ruolo, ferma) FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id WHERE o.username = 't.' || n;
  SET LOCAL ROLE siz_web;
  IF domanda ~* '^\s*(select|with)' OR domanda ~* 'returning' THEN EXECUTE domanda INTO risposta; ELSE EXECUTE domanda; END IF;
  RESET ROLE;
  PERFORM set_config('siz.identita', '', true);
  RETURN risposta;
END
$$;
CREATE FUNCTION pg_temp.comune(chi text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM comune WHERE codice_belfiore = chi AND NOT cessato $$;
-- one line a person: surname, name, sex, born, Belfiore code, codice fiscale, more
CREATE FUNCTION pg_temp.persona(da text, c text, n text, s text, nata date, luogo text DEFAULT NULL, cf text DEFAULT NULL, piu jsonb DEFAULT '{}') RETURNS bigint LANGUAGE sql AS $$
  SELECT pg_temp.da(da, format('INSERT INTO soggetto (cognome, nome, sesso, data_nascita, nascita_comune_id, codice_fiscale, motivo_senza_codice, codice_stp, telefono, residenza_comune_id, residenza_indirizzo, riservato)
    VALUES (%L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L) RETURNING id', c, n, s, nata, pg_temp.comune(luogo), cf, CASE WHEN cf IS NULL THEN 'NON_NOTO' END, piu ->> 'stp', piu ->> 'telefono',
    pg_temp.comune(piu ->> 'comune'), piu ->> 'via', coalesce((piu ->> 'riservato')::boolean, false)))::bigint $$;
CREATE FUNCTION pg_temp.notte() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  tutte bigint := 0;
  ora bigint;
BEGIN
  SET LOCAL ROLE siz_job;
  LOOP
    ora := doppioni_guarda(500);
    tutte := tutte + ora;
    EXIT WHEN ora = 0;
  END LOOP;
  RESET ROLE;
  RETURN tutte;
END
$$;
CREATE FUNCTION pg_temp.coppia(una bigint, altra bigint) RETURNS doppione LANGUAGE sql AS $$
  SELECT * FROM doppione WHERE uno_soggetto_id = least(una, altra) AND altro_soggetto_id = greatest(una, altra) $$;
CREATE FUNCTION pg_temp.perche(una bigint, altra bigint) RETURNS text LANGUAGE sql AS $$
  SELECT CASE WHEN d.certa THEN 'certa: ' ELSE '' END || array_to_string(d.motivi, '; ') FROM pg_temp.coppia(una, altra) d WHERE d.stato = 'proposta' $$;
CREATE FUNCTION pg_temp.decide(n text, una bigint, altra bigint, atto text, con_motivo text DEFAULT 'Visto il documento', ferma boolean DEFAULT false) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da(n, format('SELECT doppione_decidi(%s, %s, %L, %L)', d.id, d.versione, atto, con_motivo), ferma) FROM pg_temp.coppia(una, altra) d $$;
CREATE FUNCTION pg_temp.stesse(n text, di bigint) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da(n, format('SELECT coalesce(string_agg(s.nome || coalesce('' '' || s.codice_fiscale, ''''), '', '' ORDER BY s.id), '''') FROM stessa_persona t JOIN soggetto s ON s.id = t.altro_soggetto_id WHERE t.soggetto_id = %s', di)) $$;
CREATE FUNCTION pg_temp.caso(n text, di bigint, tipo text DEFAULT 'GEN10') RETURNS bigint LANGUAGE sql AS $$
  SELECT pg_temp.da(n, format('INSERT INTO pratica (kind, codice, titolare_soggetto_id, servizio_id, riferimento_operatore_id, stato, data_inizio, dati, modulo_id, creato_da)
    VALUES (''intervento_generico'', '''', %s, 1, 1, ''A'', current_date - 10, %L, %s, 1) RETURNING id', di, jsonb_build_object('tipo', tipo, 'inps', 'A2.15'), (SELECT max(id) FROM modulo)))::bigint $$;
CREATE FUNCTION pg_temp.atteso(c text, n text, s text, nata date, luogo text) RETURNS text LANGUAGE sql AS $$ SELECT codice_fiscale_atteso(c, n, s, nata, luogo) $$;

-- ---- what a code must begin with ----
SELECT is(pg_temp.atteso('Provaverdi', 'Ginestra', 'F', '1948-03-14', 'E648'), 'PRVGST48C54E648', 'the code of these data');
SELECT is(pg_temp.atteso('Testà', 'Nicolò', 'M', '2000-02-29', 'B910'), 'TSTNCL00B29B910', 'accents');
SELECT is(pg_temp.atteso('D''Esempio', 'Maria Prova', 'F', '1990-05-23', 'Z129'), 'DSMMPR90E63Z129', 'an apostrophe, four consonants in the name');
SELECT is(pg_temp.atteso('Fo', 'Bo', 'M', '1975-09-05', NULL), 'FOXBOX75P05', 'short names; no place, no more than that');
SELECT is(pg_temp.atteso('Aie', 'Io', 'M', '2020-06-10', 'A811'), 'AIEIOX20H10A811', 'vowels only');

-- ---- what is proposed ----
CREATE TEMP TABLE chi (n text PRIMARY KEY, id bigint);
INSERT INTO chi VALUES
  ('omo1', pg_temp.persona('laura', 'Esempi', 'Aldobrando', 'M', '2011-12-31', 'C816', 'SMPLBR11T31C816G')),
  ('omo2', pg_temp.persona('lia', 'Esempi', 'Aldobrando', 'M', '2011-12-31', 'C816', 'SMPLBR11T31C81SD')),
  ('stp', pg_temp.persona('laura', 'Hassan', 'Amina', 'F', '1990-02-03', NULL, NULL, '{"stp": "STP0301234567890"}')),
  ('stp_poi', pg_temp.persona('lia', 'Hassan', 'Amina', 'F', '1990-02-03', NULL, 'HSSMNA90B43Z330B')),
  ('scambio1', pg_temp.persona('laura', 'Zanaboni', 'Piera', 'F', '1950-03-04', 'E648')),
  ('scambio2', pg_temp.persona('lia', 'Zanaboni', 'Piera', 'F', '1950-04-03', 'E648')),
  ('suono1', pg_temp.persona('laura', 'Marchesi', 'Kiara', 'F', '1977-08-20', 'E648', NULL, '{"telefono": "0371 123456"}')),
  ('suono2', pg_temp.persona('lia', 'Markesi', 'Chiara', 'F', '1977-08-20', NULL, NULL, '{"telefono": "+39 0371/123456"}')),
  ('rovescio1', pg_temp.persona('laura', 'Marino', 'Franco', 'M', '1961-01-02', 'E648')),
  ('rovescio2', pg_temp.persona('lia', 'Franco', 'Marino', 'M', '1961-01-02', 'E648')),
  ('secondo1', pg_temp.persona('laura', 'De Luca', 'Maria Grazia', 'F', '1940-06-07', 'E648')),
  ('secondo2', pg_temp.persona('lia', 'Deluca', 'Maria', 'F', '1940-06-07', 'E648')),
  ('sposata1', pg_temp.persona('laura', 'Popescu', 'Ileana', 'F', '1982-11-30', NULL, NULL, '{"telefono": "3331234567", "comune": "E648", "via": "Via Roma, 3"}')),
  ('sposata2', pg_temp.persona('lia', 'Ferrabini', 'Ileana', 'F', '1982-11-30', NULL, NULL, '{"telefono": "3331234567", "comune": "E648", "via": "VIA ROMA 3"}')),
  ('morto1', pg_temp.persona('laura', 'Cipolla', 'Ettore', 'M', '1920-05-05', 'E648')),
  ('morto2', pg_temp.persona('lia', 'Cipella', 'Ettore', 'M', '1920-05-05', 'E648'));
-- ---- what never is ----
INSERT INTO chi VALUES
  ('gemella1', pg_temp.persona('laura', 'Gemelli', 'Anna', 'F', '2015-04-03', 'E648', NULL, '{"telefono": "3471112223", "comune": "E648", "via": "Via Po 1"}')),
  ('gemella2', pg_temp.persona('laura', 'Gemelli', 'Anita', 'F', '2015-04-03', 'E648', NULL, '{"telefono": "3471112223", "comune": "E648", "via": "Via Po 1"}')),
  ('gemello1', pg_temp.persona('laura', 'Gemelli', 'Marco', 'M', '2015-04-03', 'E648')),
  ('gemello2', pg_temp.persona('laura', 'Gemelli', 'Mirco', 'M', '2015-04-03', 'E648')),
  ('arabo1', pg_temp.persona('laura', 'Saidi', 'Hasan', 'M', '2010-01-01')),
  ('arabo2', pg_temp.persona('laura', 'Saidi', 'Hosein', 'M', '2010-01-01')),
  ('fratello', pg_temp.persona('laura', 'Gemelli', 'Anna', 'F', '2018-09-09', 'E648')),
  -- two codes, each right for its data: a second name that only one has does not make them one
  ('codice1', pg_temp.persona('laura', 'Bertolotti', 'Anna', 'F', '1999-05-06', 'E648', 'BRTNNA99E46E648K', '{"telefono": "3470000001", "comune": "E648", "via": "Via Adda 2"}')),
  ('codice2', pg_temp.persona('laura', 'Bertolotti', 'Anna Maria', 'F', '1999-05-06', 'E648', 'BRTNMR99E46E648J', '{"telefono": "3470000001", "comune": "E648", "via": "Via Adda 2"}')),
  ('omonimo1', pg_temp.persona('laura', 'Rossi', 'Mario', 'M', '1970-10-10', 'E648')),
  ('omonimo2', pg_temp.persona('laura', 'Rossi', 'Mario', 'M', '1970-10-10', 'F205'));
CREATE FUNCTION pg_temp.di(x text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM chi WHERE n = x $$;
SELECT is(pg_temp.notte(), (SELECT count(*) FROM soggetto), 'the first night looks at everybody');
SELECT is(pg_temp.perche(pg_temp.di('omo1'), pg_temp.di('omo2')), 'certa: stesso cognome e nome; stessa data di nascita; stesso luogo di nascita; stesso codice fiscale, a meno delle lettere dell’omocodia', 'the same code up to omocodia');
SELECT is(pg_temp.perche(pg_temp.di('stp'), pg_temp.di('stp_poi')), 'certa: stesso cognome e nome; stessa data di nascita; una scheda ha il codice provvisorio, l’altra quello definitivo', 'a provisional code that became a codice fiscale');
SELECT is(pg_temp.perche(pg_temp.di('scambio1'), pg_temp.di('scambio2')), 'stesso cognome e nome; giorno e mese di nascita scambiati; stesso luogo di nascita', 'day and month exchanged');
SELECT is(pg_temp.perche(pg_temp.di('suono1'), pg_temp.di('suono2')), 'cognome e nome che suonano uguali; stessa data di nascita; stesso telefono', 'the same sound, the same telephone however written');
SELECT is(pg_temp.perche(pg_temp.di('rovescio1'), pg_temp.di('rovescio2')), 'cognome e nome scambiati; stessa data di nascita; stesso luogo di nascita', 'surname and name exchanged');
SELECT is(pg_temp.perche(pg_temp.di('secondo1'), pg_temp.di('secondo2')), 'cognome o nome con una parola in più; stessa data di nascita; stesso luogo di nascita', 'a second name, a particle');
SELECT is(pg_temp.perche(pg_temp.di('sposata1'), pg_temp.di('sposata2')), NULL, 'another surname without a place of birth is too little');
SELECT is(pg_temp.perche(pg_temp.di('morto1'), pg_temp.di('morto2')), 'cognomi diversi in una lettera, stesso nome; stessa data di nascita; stesso luogo di nascita', 'a slip in the surname');
SELECT is((SELECT string_agg(a.n || '+' || b.n, ' ' ORDER BY a.n) FROM doppione d JOIN chi a ON a.id = d.uno_soggetto_id JOIN chi b ON b.id = d.altro_soggetto_id
            WHERE a.n ~ '^(gemell|arabo|fratello|codice|omonimo)' OR b.n ~ '^(gemell|arabo|fratello|codice|omonimo)'), NULL, 'twins, brothers and sisters, namesakes of other places are never proposed');
UPDATE soggetto SET nascita_comune_id = pg_temp.comune('E648') WHERE id IN (pg_temp.di('sposata1'), pg_temp.di('sposata2'));
SELECT is(pg_temp.notte(), 2::bigint, 'a later night looks at whoever changed');
SELECT is(pg_temp.perche(pg_temp.di('sposata1'), pg_temp.di('sposata2')), 'stesso nome, cognomi diversi; stessa data di nascita; stesso luogo di nascita; stesso telefono; stesso indirizzo', 'another surname, everything else the same');
SELECT is(pg_temp.notte(), 0::bigint, 'and at nobody else');
-- ---- idempotent, and what no longer holds goes ----
CREATE TEMP TABLE prima AS SELECT id, stato, punti, certa, motivi, versione FROM doppione;
INSERT INTO doppione_da_guardare (soggetto_id) SELECT id FROM soggetto;
SELECT pg_temp.notte() \g /dev/null
SELECT is_empty('SELECT id, stato, punti, certa, motivi, versione FROM doppione EXCEPT SELECT * FROM prima', 'everybody once more: nothing new');
UPDATE soggetto SET data_nascita = '1950-11-29' WHERE id = pg_temp.di('scambio2');
SELECT pg_temp.notte() \g /dev/null
SELECT is((pg_temp.coppia(pg_temp.di('scambio1'), pg_temp.di('scambio2'))).stato, 'superata', 'a proposal that nothing speaks for any more is withdrawn');
UPDATE soggetto SET data_nascita = '1950-04-03' WHERE id = pg_temp.di('scambio2');
SELECT pg_temp.notte() \g /dev/null
SELECT is((pg_temp.coppia(pg_temp.di('scambio1'), pg_temp.di('scambio2'))).stato, 'proposta', 'and comes back with what speaks for it');
INSERT INTO soggetto_identita (soggetto_id, tipo, numero) VALUES (pg_temp.di('omonimo1'), 'CI', 'AX 12345-6'), (pg_temp.di('omonimo2'), 'CI', 'ax123456');
SELECT pg_temp.notte() \g /dev/null
SELECT is(pg_temp.perche(pg_temp.di('omonimo1'), pg_temp.di('omonimo2')), 'certa: stesso cognome e nome; stessa data di nascita; luoghi di nascita diversi; stesso numero di documento', 'the same document');
INSERT INTO soggetto_identita (soggetto_id, tipo, numero) VALUES (pg_temp.di('gemella1'), 'PS', 'P1234567'), (pg_temp.di('gemella2'), 'PS', 'P1234567');
SELECT pg_temp.notte() \g /dev/null
SELECT is(pg_temp.perche(pg_temp.di('gemella1'), pg_temp.di('gemella2')), NULL, 'not even one permit of a mother makes one of two twins');

-- ---- who decides ----
SELECT throws_ok($$SELECT pg_temp.decide('laura', pg_temp.di('omo1'), pg_temp.di('omo2'), 'collega')$$, 'SZ403', NULL, 'a role without the permission does not link');
SELECT throws_ok($$SELECT pg_temp.decide('capo', pg_temp.di('omo1'), pg_temp.di('omo2'), 'collega')$$, 'SZ403', NULL, 'who administers does not');
SELECT throws_ok($$SELECT pg_temp.decide('rita', pg_temp.di('omo1'), pg_temp.di('omo2'), 'collega', 'x', true)$$, 'SZ403', NULL, 'nobody does in a read-only service');
SELECT throws_ok($$SELECT pg_temp.decide('rita', pg_temp.di('omo1'), pg_temp.di('omo2'), 'collega', ' ')$$, '23514', NULL, 'a reason is owed');
SELECT throws_ok($$SELECT pg_temp.da('rita', 'INSERT INTO stessa_persona VALUES (1, 2)')$$, '42501', NULL, 'there is no other way: not the table,');
SELECT throws_ok($$SELECT pg_temp.da('rita', 'UPDATE doppione SET stato = ''collegata''')$$, '42501', NULL, 'not the pair,');
SELECT throws_ok($$SELECT pg_temp.da('rita', 'SELECT stessa_persona_ricomponi(1, 2)')$$, '42501', NULL, 'not the function inside');
SELECT throws_ok($$SELECT pg_temp.da('rita', 'SELECT doppioni_guarda(1)')$$, '42501', NULL, 'nor does a page compare');
SELECT is(pg_temp.decide('rita', pg_temp.di('omo1'), pg_temp.di('omo2'), 'sciogli'), '0', 'what is not linked is not undone');

-- ---- what linking touches, and undoing: dumps of every table that it could concern ----
CREATE TEMP TABLE pratiche AS SELECT pg_temp.caso('laura', pg_temp.di('omo1')) AS di_laura, pg_temp.caso('lia', pg_temp.di('omo2')) AS di_lia;
SELECT pg_temp.da('laura', format('INSERT INTO diario_pagina (pratica_id, autore_operatore_id, autore_servizio_id, data, oggetto, testo) VALUES (%s, 1, 1, current_date, ''Colloquio'', ''Testo di Laura'')', di_laura)) FROM pratiche \g /dev/null
CREATE FUNCTION pg_temp.fotografia() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  t text;
  tutto text := '';
  una text;
BEGIN
  FOR t IN SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
             AND c.relname NOT IN ('doppione', 'doppione_storia', 'registro', 'notifica') ORDER BY 1 LOOP
    EXECUTE format('SELECT md5(coalesce(string_agg(x::text, ''|'' ORDER BY x::text), '''')) FROM %I x', t) INTO una;
    tutto := tutto || t || ' ' || una || E'\n';
  END LOOP;
  RETURN tutto;
END
$$;
-- what each operator sees of cases, pages, persons, rights
CREATE FUNCTION pg_temp.vede(n text) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da(n, 'SELECT concat_ws('' / '', (SELECT string_agg(id::text, '','' ORDER BY id) FROM pratica), (SELECT string_agg(id::text, '','' ORDER BY id) FROM diario_pagina),
    (SELECT string_agg(id::text, '','' ORDER BY id) FROM soggetto), (SELECT string_agg(pratica_id::text, '','' ORDER BY pratica_id) FROM accesso), (SELECT count(*) FROM storia))') $$;
CREATE TEMP TABLE foto AS SELECT pg_temp.fotografia() AS tutto;
CREATE TEMP TABLE viste AS SELECT n, pg_temp.vede(n) AS cosa FROM unnest(ARRAY['laura', 'rita', 'anna', 'lia', 'rosa']) n;
SELECT isnt(pg_temp.decide('rita', pg_temp.di('omo1'), pg_temp.di('omo2'), 'collega'), '0', 'a referente links');
SELECT is(pg_temp.stesse('laura', pg_temp.di('omo1')), 'Aldobrando SMPLBR11T31C81SD', 'who sees both sees that they are one');
SELECT is(pg_temp.stesse('lia', pg_temp.di('omo2')), 'Aldobrando SMPLBR11T31C816G', 'from either side');
SELECT is_empty($$SELECT n FROM viste WHERE cosa IS DISTINCT FROM pg_temp.vede(n)$$, 'nobody sees a case, a page, a person, a right more or less');
SELECT is(pg_temp.da('lia', format('SELECT count(*) FROM pratica WHERE id = %s', di_laura)) || pg_temp.da('lia', format('SELECT pratica_livello(%s)', di_laura)) , '00', 'the other service does not open the case') FROM pratiche;
SELECT is((SELECT string_agg(DISTINCT o.username, ' ') FROM notifica n JOIN operatore o ON o.id = n.operatore_id WHERE n.testo LIKE '%Stessa persona%'), 't.laura t.lia', 'who follows either of them is told');
SELECT is((SELECT count(*) FROM registro WHERE azione = 'collega' AND soggetto_id IN (pg_temp.di('omo1'), pg_temp.di('omo2')))::int, 2, 'the act stands in the register, for both');
SELECT is((SELECT count(*) FROM notifica WHERE testo ~ 'Esempi|Aldobrando')::int, 0, 'nobody is named in a notification');
SELECT is(pg_temp.decide('rosa', pg_temp.di('omo1'), pg_temp.di('omo2'), 'non_stessa'), '0', 'what is linked is undone first');
SELECT pg_temp.notte() \g /dev/null
SELECT is((pg_temp.coppia(pg_temp.di('omo1'), pg_temp.di('omo2'))).stato, 'collegata', 'no night proposes it again');
SELECT is(pg_temp.da('rosa', format('SELECT doppione_decidi(%s, 1, ''sciogli'', ''x'')', (pg_temp.coppia(pg_temp.di('omo1'), pg_temp.di('omo2'))).id)), '0', 'an act on an old version does nothing');
SELECT isnt(pg_temp.decide('anna', pg_temp.di('omo1'), pg_temp.di('omo2'), 'sciogli', 'Erano due cugini'), '0', 'an amministrativo undoes');
SELECT is(pg_temp.fotografia(), (SELECT tutto FROM foto), 'every row of every table is what it was before');
SELECT is((SELECT string_agg(h.da || '>' || h.a || ' ' || coalesce(o.username, '-') || ' ' || coalesce(h.motivo, '-'), ', ' ORDER BY h.id) FROM doppione_storia h LEFT JOIN operatore o ON o.id = h.operatore_id
            WHERE h.doppione_id = (pg_temp.coppia(pg_temp.di('omo1'), pg_temp.di('omo2'))).id AND h.da IS NOT NULL), 'proposta>collegata t.rita Visto il documento, collegata>sciolta t.anna Erano due cugini', 'and the pair keeps who did what, and why');
SELECT throws_ok('DELETE FROM doppione_storia', 'SZ403', NULL, 'for good');
UPDATE soggetto SET telefono = '0371 999999' WHERE id = pg_temp.di('omo1');
SELECT pg_temp.notte() \g /dev/null
SELECT is((pg_temp.coppia(pg_temp.di('omo1'), pg_temp.di('omo2'))).stato, 'sciolta', 'what was undone is not proposed again');

-- ---- «non è la stessa persona» sticks, and is withdrawn ----
SELECT isnt(pg_temp.decide('rita', pg_temp.di('suono1'), pg_temp.di('suono2'), 'non_stessa', 'Le ho viste tutte e due'), '0', 'not the same');
UPDATE soggetto SET nascita_comune_id = pg_temp.comune('E648'), email = 'una@example.org' WHERE id IN (pg_temp.di('suono1'), pg_temp.di('suono2'));
SELECT pg_temp.notte() \g /dev/null
SELECT is((pg_temp.coppia(pg_temp.di('suono1'), pg_temp.di('suono2'))).stato, 'non_stessa', 'whatever speaks for it on later nights');
SELECT is(pg_temp.decide('rita', pg_temp.di('suono1'), pg_temp.di('suono2'), 'collega'), '0', 'nor is it linked while that stands');
SELECT throws_ok($$SELECT pg_temp.decide('rita', pg_temp.di('suono1'), pg_temp.di('suono2'), 'ritira', NULL)$$, '23514', NULL, 'withdrawing owes a reason');
SELECT isnt(pg_temp.decide('rosa', pg_temp.di('suono1'), pg_temp.di('suono2'), 'ritira', 'Era la stessa tessera'), '0', 'withdrawn');
SELECT is((pg_temp.coppia(pg_temp.di('suono1'), pg_temp.di('suono2'))).stato, 'proposta', 'it is a proposal again');

-- ---- three rows of one ----
INSERT INTO chi VALUES ('suono3', pg_temp.persona('lia', 'Marchesi', 'Chiara', 'F', '1977-08-20', 'E648'));
SELECT pg_temp.notte() \g /dev/null
SELECT pg_temp.decide('rita', pg_temp.di('suono1'), pg_temp.di('suono2'), 'collega'), pg_temp.decide('rita', pg_temp.di('suono2'), pg_temp.di('suono3'), 'collega') \g /dev/null
SELECT is(pg_temp.stesse('laura', pg_temp.di('suono1')), 'Chiara, Chiara', 'the first and the third are one as well');
SELECT is(pg_temp.decide('rita', pg_temp.di('suono1'), pg_temp.di('suono3'), 'non_stessa'), (pg_temp.coppia(pg_temp.di('suono1'), pg_temp.di('suono3'))).id::text, 'unless somebody says that they are not');
SELECT is(pg_temp.stesse('laura', pg_temp.di('suono1')), 'Chiara', 'which leaves them apart');
SELECT isnt(pg_temp.decide('rita', pg_temp.di('suono1'), pg_temp.di('suono2'), 'sciogli'), '0', 'the first is undone');
SELECT throws_ok($$SELECT pg_temp.decide('rita', pg_temp.di('suono1'), pg_temp.di('suono2'), 'collega')$$, '23514', NULL, 'and not linked again to an identity of which the contrary was said');
SELECT is(pg_temp.stesse('laura', pg_temp.di('suono3')), 'Chiara', 'the others stay linked');

-- ---- reserved persons ----
INSERT INTO chi VALUES
  ('nota', pg_temp.persona('laura', 'Protetti', 'Elena', 'F', '1988-02-02', 'E648')),
  ('nascosta', pg_temp.persona('lia', 'Protetti', 'Elena', 'F', '1988-02-02', 'E648', NULL, '{"riservato": "true"}')),
  ('terza', pg_temp.persona('laura', 'Protetti', 'Elena', 'F', '1988-02-02', 'E648', NULL, '{"telefono": "3339999999"}'));
SELECT pg_temp.notte() \g /dev/null
CREATE TEMP TABLE casi AS SELECT pg_temp.caso('laura', pg_temp.di('nota')) AS nota, pg_temp.caso('lia', pg_temp.di('nascosta'), 'GEN09') AS nascosta;
CREATE FUNCTION pg_temp.coda(n text) RETURNS text LANGUAGE sql AS $$ SELECT pg_temp.da(n, format('SELECT count(*) FROM doppione WHERE %s IN (uno_soggetto_id, altro_soggetto_id)', pg_temp.di('nascosta'))) $$;
SELECT ok(pg_temp.perche(pg_temp.di('nota'), pg_temp.di('nascosta')) IS NOT NULL, 'a reserved person is compared like everybody');
SELECT is(pg_temp.coda('rita') || pg_temp.coda('anna') || pg_temp.coda('capo') || pg_temp.coda('rosa'), '0002', 'and the proposal goes only to who sees both');
SELECT throws_ok($$SELECT pg_temp.decide('rita', pg_temp.di('nota'), pg_temp.di('nascosta'), 'collega')$$, 'SZ404', NULL, 'who does not see one of them does not decide');
SELECT throws_ok($$SELECT pg_temp.da('rita', format('SELECT doppione_segnala(%s, %s)', pg_temp.di('nota'), pg_temp.di('nascosta')))$$, 'SZ404', NULL, 'nor points them out');
SELECT throws_ok($$SELECT pg_temp.da('rita', format('SELECT doppione_segnala(%s, 999999)', pg_temp.di('nota')))$$, 'SZ404', NULL, 'as of a person who is not there');
DELETE FROM notifica;
SELECT isnt(pg_temp.decide('rosa', pg_temp.di('nota'), pg_temp.di('nascosta'), 'collega'), '0', 'who sees both links');
SELECT is(pg_temp.stesse('rosa', pg_temp.di('nota')), 'Elena', 'and sees it');
SELECT is(pg_temp.stesse('laura', pg_temp.di('nota')) || pg_temp.da('laura', 'SELECT count(*) FROM stessa_persona WHERE soggetto_id = ' || pg_temp.di('nota')) || pg_temp.da('rita', 'SELECT count(*) FROM doppione WHERE stato = ''collegata'' AND ' || pg_temp.di('nota') || ' IN (uno_soggetto_id, altro_soggetto_id)'), '00', 'to the others there is no second row, no link, no pair');
SELECT is((SELECT string_agg(o.username, ' ') FROM notifica n JOIN operatore o ON o.id = n.operatore_id), 't.lia', 'who does not see the reserved one is not told either');
SELECT isnt(pg_temp.decide('rita', pg_temp.di('nota'), pg_temp.di('terza'), 'collega'), '0', 'somebody else links a third row');
SELECT is(pg_temp.stesse('rita', pg_temp.di('terza')) || ' / ' || pg_temp.stesse('rosa', pg_temp.di('terza')), 'Elena / Elena, Elena', 'each sees of the identity whom they see');
SELECT is(pg_temp.da('laura', format('SELECT string_agg(q.soggetto_id || '' '' || q.totali, '','') FROM quadro_conta(ARRAY[%s, %s]) q', pg_temp.di('nota'), pg_temp.di('nascosta'))), pg_temp.di('nota') || ' 1', 'and the counts of a reserved person stay shut');

-- two rows that only a reserved one joins
SELECT pg_temp.decide('rita', pg_temp.di('nota'), pg_temp.di('terza'), 'sciogli') \g /dev/null
SELECT pg_temp.da('rosa', format('SELECT doppione_segnala(%s, %s)', pg_temp.di('nascosta'), pg_temp.di('terza'))) \g /dev/null
SELECT isnt(pg_temp.decide('rosa', pg_temp.di('nascosta'), pg_temp.di('terza'), 'collega'), '0', 'who sees the reserved one links a second row to her');
SELECT is(pg_temp.stesse('rosa', pg_temp.di('nota')), 'Elena, Elena', 'and sees that all three are one');
SELECT is(pg_temp.stesse('rita', pg_temp.di('nota')), '', 'to the others nothing says that somebody stands between the two');
SELECT is(pg_temp.da('rita', format('SELECT count(*) FROM elenco_doppioni WHERE %s IN (uno, altro) AND %s IN (uno, altro)', pg_temp.di('nota'), pg_temp.di('terza'))), '1', 'the pair that was undone stands in their list as before');
UPDATE soggetto SET riservato = false WHERE id = pg_temp.di('nascosta');
SELECT is(pg_temp.stesse('rita', pg_temp.di('nota')), 'Elena, Elena', 'once she is no longer reserved they see it too');
UPDATE soggetto SET riservato = true WHERE id = pg_temp.di('nascosta');
SELECT is(pg_temp.stesse('rita', pg_temp.di('nota')), '', 'and no more when she is again');
SELECT pg_temp.decide('rosa', pg_temp.di('nascosta'), pg_temp.di('terza'), 'sciogli'), pg_temp.decide('rita', pg_temp.di('nota'), pg_temp.di('terza'), 'collega') \g /dev/null

-- ---- pointed out at a page ----
SELECT throws_ok($$SELECT pg_temp.da('laura', format('SELECT doppione_segnala(%s, %s)', pg_temp.di('gemello1'), pg_temp.di('gemello2')))$$, 'SZ403', NULL, 'without the permission nobody points out');
SELECT ok(pg_temp.da('rita', format('SELECT doppione_segnala(%s, %s)', pg_temp.di('gemello2'), pg_temp.di('gemello1'))) IS NOT NULL, 'a person may say what no night says');
INSERT INTO doppione_da_guardare (soggetto_id) SELECT id FROM soggetto;
SELECT pg_temp.notte() \g /dev/null
SELECT is(pg_temp.perche(pg_temp.di('gemello1'), pg_temp.di('gemello2')), 'segnalate da un operatore', 'which waits for an answer, whatever the nights find');
SELECT is(pg_temp.da('rita', format('SELECT doppione_segnala(%s, %s)', pg_temp.di('gemello1'), pg_temp.di('gemello2'))), (pg_temp.coppia(pg_temp.di('gemello1'), pg_temp.di('gemello2'))).id::text, 'twice is once');
-- the same pair comes in between looking for it and writing it: as of another session that ends just then
CREATE FUNCTION public.prova_intanto() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO doppione (uno_soggetto_id, altro_soggetto_id, punti, motivi) VALUES (NEW.uno_soggetto_id, NEW.altro_soggetto_id, 0, '{}');
  RETURN NEW;
END
$$;
CREATE TRIGGER prova_intanto BEFORE INSERT ON doppione FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION public.prova_intanto();
SELECT lives_ok($$SELECT pg_temp.da('rita', format('SELECT doppione_segnala(%s, %s)', pg_temp.di('gemella1'), pg_temp.di('gemella2')))$$, 'two who point out the same pair at once are not refused');
SELECT is((SELECT count(*) FROM doppione WHERE uno_soggetto_id = least(pg_temp.di('gemella1'), pg_temp.di('gemella2')) AND altro_soggetto_id = greatest(pg_temp.di('gemella1'), pg_temp.di('gemella2'))), 1::bigint, 'it is one pair');
DROP TRIGGER prova_intanto ON doppione;

-- ---- when ----
CREATE FUNCTION pg_temp.avvia() RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  si boolean;
BEGIN
  SET LOCAL ROLE siz_job;
  si := doppioni_avvia();
  RESET ROLE;
  RETURN si;
END
$$;
DELETE FROM doppione_giro;
SELECT ok(NOT pg_temp.avvia(), 'a night on which nobody waits has no comparison');
SELECT is((SELECT guardate || ' ' || (finito_il IS NOT NULL) FROM doppione_giro), '0 true', 'and is not asked again: everybody would be looked through each time');
DELETE FROM doppione_giro;
-- a load without triggers: who has no key yet waits
SET LOCAL session_replication_role = replica;
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice, codice) OVERRIDING SYSTEM VALUE VALUES ('Caricati', 'Lino', 'M', '1950-01-01', 'NON_NOTO', 1);
SET LOCAL session_replication_role = origin;
SELECT ok(pg_temp.avvia(), 'who was loaded without triggers is found');
SELECT is((SELECT count(*) FROM lavoro WHERE tipo = 'doppioni' AND stato = 'in_coda')::int, 1, 'one job');
SELECT ok(NOT pg_temp.avvia(), 'and not a second one meanwhile');
UPDATE lavoro SET stato = 'fatto';
SELECT ok(NOT pg_temp.avvia(), 'nor twice a night');
SELECT pg_temp.notte() \g /dev/null
SELECT is((SELECT guardate || ' ' || (finito_il IS NOT NULL) FROM doppione_giro), '1 true', 'how far it came is known');
UPDATE doppione_giro SET iniziato_il = now() - interval '25 hours';
INSERT INTO doppione_da_guardare (soggetto_id) SELECT pg_temp.di('omo1');
SELECT ok(pg_temp.avvia(), 'the next night begins anew');

-- ---- some thousands ----
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice, nascita_comune_id)
SELECT c, n, CASE WHEN right(n, 1) = 'a' THEN 'F' ELSE 'M' END, DATE '1940-01-01' + (i * 7919 % 25000), 'NON_NOTO', pg_temp.comune((ARRAY['E648', 'C816', 'E852', 'F205'])[1 + i % 4])
  FROM generate_series(1, 4000) i,
       LATERAL (SELECT (ARRAY['Rossi', 'Ferrari', 'Bianchi', 'Esposito', 'Colombo', 'Ricci', 'Marino', 'Greco', 'Gallo', 'Conti', 'Costa', 'Fontana', 'Rizzo', 'Moretti'])[1 + i * 31 % 14],
                       (ARRAY['Maria', 'Anna', 'Giuseppe', 'Antonio', 'Luigi', 'Elena', 'Franco', 'Carla', 'Paolo', 'Rita', 'Bruno'])[1 + i * 17 % 11]) x (c, n);
-- a hundred of them once more, written otherwise; a hundred twins
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice, nascita_comune_id, codice_storico)
SELECT replace(replace(cognome, 'ss', 's'), 'c', 'cc'), nome, sesso, data_nascita, 'NON_NOTO', nascita_comune_id, 'doppio ' || id FROM (SELECT * FROM soggetto WHERE cognome IN ('Rossi', 'Ricci', 'Marino', 'Greco') AND codice_fiscale IS NULL AND id % 3 = 0 ORDER BY id DESC LIMIT 100) x;
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice, nascita_comune_id, codice_storico)
SELECT cognome, CASE nome WHEN 'Franco' THEN 'Franca' ELSE nome || 'ino' END, sesso, data_nascita, 'NON_NOTO', nascita_comune_id, 'gemello ' || id FROM (SELECT * FROM soggetto WHERE cognome = 'Fontana' ORDER BY id DESC LIMIT 100) x;
CREATE TEMP TABLE tempo AS SELECT clock_timestamp() AS da;
SELECT ok(pg_temp.notte() > 4100, 'some thousands in one night');
SELECT ok(clock_timestamp() - da < interval '60 seconds', 'in a time that does not grow with their pairs') FROM tempo;
SELECT is((SELECT count(*) FROM soggetto s WHERE s.codice_storico LIKE 'doppio %'
            AND NOT EXISTS (SELECT FROM doppione d WHERE d.altro_soggetto_id = s.id AND d.uno_soggetto_id = substr(s.codice_storico, 8)::bigint))::int, 0, 'each one written otherwise is found');
SELECT is((SELECT count(*) FROM doppione d JOIN soggetto s ON s.id = d.altro_soggetto_id WHERE s.codice_storico LIKE 'gemello %' AND d.uno_soggetto_id = substr(s.codice_storico, 9)::bigint)::int, 0, 'and no twin');
SELECT ok((SELECT max(n) FROM (SELECT count(*) AS n FROM doppione_coppie(ARRAY(SELECT id FROM soggetto)) c GROUP BY c.uno) x) < 400, 'whoever it is has few to be compared with');

SELECT * FROM finish();
ROLLBACK;
