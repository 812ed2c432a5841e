-- Valutazioni: who opens which, cell by cell (VAL-08, AMB-01, AMB-03, AMB-17), and the chain.
BEGIN;
SELECT plan(156);

INSERT INTO servizio (codice, denominazione, tipo, sola_lettura) VALUES ('t_uno', 'Servizio uno', 'comune', false), ('t_due', 'Servizio due', 'comune', false),
  ('t_fermo', 'Servizio fermo', 'storico', true);
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'Prova', n FROM unnest(ARRAY['as', 'as_altra', 'referente', 'amministrativo', 'sociale', 'admin', 'due_as', 'due_referente', 'due_amministrativo',
  'due_sociale', 'fermo_as', 'fermo_amministrativo']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
SELECT o.id, v.id, x.r, current_date - 100
  FROM (VALUES ('as', 't_uno', 1), ('as_altra', 't_uno', 1), ('referente', 't_uno', 2), ('amministrativo', 't_uno', 3), ('sociale', 't_uno', 4), ('admin', 't_uno', 5),
               ('due_as', 't_due', 1), ('due_referente', 't_due', 2), ('due_amministrativo', 't_due', 3), ('due_sociale', 't_due', 4),
               ('fermo_as', 't_fermo', 1), ('fermo_amministrativo', 't_fermo', 3)) x (n, s, r)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;
INSERT INTO modulo (nome, versione, titolo, impronta) SELECT n, 1, 'Prova', '' FROM unnest(ARRAY['valutazione', 'presa_in_carico', 'segnalazione', 'intervento_generico']) n;
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice) VALUES ('D''Amico <b>&"Rossi"', 'Ida', 'F', DATE '1950-02-03', 'NON_NOTO');
INSERT INTO consenso (soggetto_id, informativa_id, esito, data) SELECT s.id, (SELECT min(id) FROM informativa), 'dato', current_date FROM soggetto s;

CREATE FUNCTION pg_temp.dove(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM servizio WHERE codice = 't_' || n $$;
CREATE FUNCTION pg_temp.chi(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM operatore WHERE username = 't.' || n $$;
CREATE FUNCTION pg_temp.ultima(k text DEFAULT 'valutazione') RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM pratica WHERE kind = k $$;
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
CREATE FUNCTION pg_temp.nuova(dati text DEFAULT '{"tipo": "MULTI", "motivo": "SEGR"}', k text DEFAULT 'valutazione') RETURNS text LANGUAGE sql AS $$
  SELECT format('INSERT INTO pratica (kind, titolare_soggetto_id, data_inizio, dati, modulo_id) SELECT %L, id, DATE ''2026-02-01'', %L, %s FROM soggetto WHERE nome = ''Ida''',
                k, dati, (SELECT id FROM modulo WHERE nome = k)) $$;
CREATE FUNCTION pg_temp.passo(azione text, motivo text) RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT pratica_transizione(%s, %s, %L, current_date, %L)', pg_temp.ultima(), (SELECT versione FROM pratica WHERE id = pg_temp.ultima()), azione, motivo) $$;
CREATE FUNCTION pg_temp.assegna(a text, di text DEFAULT 'as') RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da(di, format('INSERT INTO assegnazione (pratica_id, servizio_id, operatore_id, livello) SELECT %s, servizio_id, operatore_id, 2 FROM (SELECT %s::bigint AS servizio_id, %s::bigint AS operatore_id) x',
    pg_temp.ultima(), (SELECT servizio_id FROM appartenenza WHERE operatore_id = pg_temp.chi(a)), pg_temp.chi(a))) $$;
CREATE FUNCTION pg_temp.apre(n text) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da(n, format('SELECT count(*) FROM pratica WHERE id = %s', pg_temp.ultima())) || ' ' ||
         pg_temp.da(n, format('UPDATE pratica SET dati = dati || ''{"sintesi": "x"}'' WHERE id = %s', pg_temp.ultima())) $$;

-- who begins one
SELECT throws_ok(format('SELECT pg_temp.da(%L, %L)', n, pg_temp.nuova()), '42501', NULL, n || ' begins none') FROM unnest(ARRAY['amministrativo', 'sociale', 'fermo_as']) n;
SELECT is(pg_temp.da(n, pg_temp.nuova()), '1', n || ' begins one') FROM unnest(ARRAY['referente', 'as']) n;

-- who opens it, and writes
SELECT is(pg_temp.apre(x.n), x.atteso, x.n || ' reads and writes it: ' || x.atteso)
  FROM (VALUES ('as', '1 1'), ('as_altra', '1 1'), ('referente', '1 1'), ('amministrativo', '0 0'), ('sociale', '0 0'), ('admin', '0 0'), ('due_as', '0 0'), ('due_referente', '0 0'),
               ('due_amministrativo', '0 0'), ('due_sociale', '0 0'), ('fermo_as', '0 0'), ('fermo_amministrativo', '0 0')) x (n, atteso);
SELECT is(pg_temp.da(n, format('SELECT count(*) FROM %I WHERE %I = %s', t, c, pg_temp.ultima())), '0', n || ' of the service finds nothing of it in ' || t)
  FROM (VALUES ('elenco_pratiche', 'id'), ('accesso', 'pratica_id'), ('storia', 'pratica_id'), ('stato_storia', 'pratica_id')) v (t, c), unnest(ARRAY['amministrativo', 'sociale']) n;
SELECT is(pg_temp.da('amministrativo', 'SELECT count(*) FROM elenco_pratiche_assegnate'), '0', 'nor among what was assigned');
-- that it is there everybody may know (ROL-07), and what it is about nobody
SELECT is(pg_temp.da('amministrativo', format('SELECT kind || '' '' || aperte || '' '' || totali FROM quadro_conta(ARRAY[%s]::bigint[])', (SELECT id FROM soggetto))), 'valutazione 2 2', 'the quadro counts it');
SELECT is(pg_temp.da('due_as', format('SELECT coalesce(tipo, ''-'') || '' '' || stato FROM quadro_pratiche(ARRAY[%s]::bigint[], NULL, false, NULL, NULL, 9)', (SELECT id FROM soggetto))), '- A', 'state and dates, no more');

-- AMB-17: by name an operatore sociale opens it, through the service never; an amministrativo cannot be named
SELECT is(pg_temp.da('as', format('INSERT INTO assegnazione (pratica_id, servizio_id, livello) VALUES (%s, %s, 2)', pg_temp.ultima(), pg_temp.dove('due'))), '1', 'assigned to the whole of another service');
SELECT is(pg_temp.apre(x.n), x.atteso, x.n || ' of the service that received it: ' || x.atteso)
  FROM (VALUES ('due_as', '1 1'), ('due_referente', '1 1'), ('due_amministrativo', '0 0'), ('due_sociale', '0 0')) x (n, atteso);
SELECT throws_ok(format('SELECT pg_temp.assegna(%L)', n), NULL, NULL, 'to ' || n || ' by name it is not assigned') FROM unnest(ARRAY['amministrativo', 'due_amministrativo', 'admin']) n;
SELECT is(pg_temp.apre(n), '0 0', n || ' does not open it') FROM unnest(ARRAY['amministrativo', 'due_amministrativo']) n;
SELECT is(pg_temp.assegna(n), '1', 'to ' || n || ' it is') FROM unnest(ARRAY['sociale', 'due_sociale']) n;
SELECT is(pg_temp.apre(n), '1 1', n || ' opens it, being named') FROM unnest(ARRAY['sociale', 'due_sociale']) n;
SELECT is(pg_temp.da('sociale', 'SELECT count(*) FROM pratica WHERE kind = ''valutazione'''), '1', 'and no other one of the service');
SELECT throws_ok('SELECT pg_temp.assegna(''as_altra'', ''due_as'')', NULL, NULL, 'who received it does not hand it on (ASG-15)');
UPDATE assegnazione SET terminata_il = now() WHERE operatore_id = pg_temp.chi('due_sociale');
SELECT is(pg_temp.apre('due_sociale'), '0 0', 'when the assignment ends it is shut again');
SELECT accesso_ricostruisci() \g /dev/null
SELECT is(pg_temp.apre(x.n), x.atteso, x.n || ' after the access list was built anew: ' || x.atteso)
  FROM (VALUES ('referente', '1 1'), ('sociale', '1 1'), ('due_as', '1 1'), ('amministrativo', '0 0'), ('due_sociale', '0 0')) x (n, atteso);

-- the end, with its outcome
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', pg_temp.passo('sospendi', 'x')), 'SZ403', NULL, 'it is not suspended');
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', pg_temp.passo('chiudi', '14')), '23514', NULL, 'nor ended for a reason of interventi');
SELECT throws_ok(format('SELECT pg_temp.da(''amministrativo'', %L)', pg_temp.passo('chiudi', 'PIC')), 'SZ404', NULL, 'nor by who does not see it');
SELECT is(pg_temp.da('sociale', pg_temp.passo('chiudi', 'PIC')), 'T', 'concluded with its outcome');
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', pg_temp.passo('riapri', '')), '23514', NULL, 'opened again only for a reason');
SELECT is(pg_temp.da('as', pg_temp.passo('riapri', 'manca una parte')), 'A', 'with which it is');

-- the chain: who opens the intervento alone does not learn of the valutazione
SELECT is(pg_temp.da('amministrativo', pg_temp.nuova('{}', 'intervento_generico')), '1', 'an intervento');
SELECT is(pg_temp.da('as', format('INSERT INTO pratica_collegamento (da_pratica_id, pratica_id, creato_da) VALUES (%s, %s, identita_operatore())', pg_temp.ultima(), pg_temp.ultima('intervento_generico'))), '1',
  'follows from the valutazione');
SELECT is(pg_temp.da('as', 'SELECT count(*) FROM pratica_collegamento') || pg_temp.da('amministrativo', 'SELECT count(*) FROM pratica_collegamento')
       || pg_temp.da('amministrativo', 'SELECT count(*) FROM storia WHERE tabella = ''pratica_collegamento'''), '100', 'seen by who opens both ends, also afterwards');
SELECT is((SELECT count(*) FROM kind_seguito a JOIN kind_seguito b ON (a.da_kind, a.a_kind) = (b.a_kind, b.da_kind)), 0::bigint, 'no two kinds follow each other in both directions');

-- ---- parts: who reads, who writes, whose they are (VAL-07) ----
CREATE FUNCTION pg_temp.area(c text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM valutazione_area WHERE tipo = 'MULTI' AND codice = c $$;
CREATE FUNCTION pg_temp.scrive(n text, c text DEFAULT 'bisogni', sostituisce bigint DEFAULT NULL, di bigint DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da(n, format('INSERT INTO valutazione_parte (pratica_id, area_id, autore_operatore_id, autore_servizio_id, modulo_id, dati, sostituisce_id, soggetto_id) VALUES (%s, %s, identita_operatore(), identita_servizio(), %s, ''{"descrizione": "x"}'', %L, %L)',
    pg_temp.ultima(), pg_temp.area(c), (SELECT min(id) FROM modulo WHERE nome = 'valutazione'), sostituisce, di)) $$;
CREATE FUNCTION pg_temp.parte() RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM valutazione_parte $$;
CREATE FUNCTION pg_temp.cambia(n text, come text) RETURNS text LANGUAGE sql AS $$ SELECT pg_temp.da(n, format('UPDATE valutazione_parte SET %s WHERE id = %s', come, pg_temp.parte())) $$;
SELECT is(pg_temp.scrive(n), '1', n || ' writes a part') FROM unnest(ARRAY['as', 'referente', 'sociale', 'due_as']) n;
SELECT throws_ok(format('SELECT pg_temp.scrive(%L)', n), NULL, NULL, n || ' does not') FROM unnest(ARRAY['amministrativo', 'due_amministrativo', 'due_sociale', 'admin', 'fermo_as']) n;
SELECT is(pg_temp.da(x.n, 'SELECT count(*) FROM valutazione_parte'), x.atteso, x.n || ' reads ' || x.atteso || ' parts')
  FROM (VALUES ('as', '4'), ('as_altra', '4'), ('due_as', '4'), ('due_referente', '4'), ('sociale', '4'), ('amministrativo', '0'), ('due_amministrativo', '0'), ('due_sociale', '0'), ('admin', '0')) x (n, atteso);
SELECT is(pg_temp.da('amministrativo', 'SELECT count(*) FROM storia WHERE tabella = ''valutazione_parte''') || pg_temp.da('as', 'SELECT count(*) FROM storia WHERE tabella = ''valutazione_parte'''), '04', 'and of what happened to them as much');
SELECT is((SELECT string_agg(DISTINCT o.username, ' ' ORDER BY o.username) FROM valutazione_parte v JOIN operatore o ON o.id = v.autore_operatore_id), 't.as t.due_as t.referente t.sociale', 'each has its author');
-- the last one is of due_as: a colleague, the owner of the case, its referente do not touch it
SELECT is(pg_temp.cambia(n, 'dati = ''{}'''), '0', n || ' does not change it') FROM unnest(ARRAY['as', 'referente', 'due_referente', 'sociale']) n;
SELECT is(pg_temp.cambia('as', 'firmata_il = now()'), '0', 'nor signs it');
SELECT throws_ok('SELECT pg_temp.cambia(''due_as'', ''autore_operatore_id = 1'')', '42501', NULL, 'its author does not give it to somebody else');
SELECT is(pg_temp.cambia('due_as', 'dati = ''{"descrizione": "y"}'''), '1', 'but changes it');
SELECT is(pg_temp.cambia('due_as', 'firmata_il = DATE ''2001-01-01'''), '1', 'and signs it');
SELECT is((SELECT firmata_il = now() AND versione = 3 FROM valutazione_parte WHERE id = pg_temp.parte()), true, 'on the day on which it was signed, whatever was said');
SELECT throws_ok(format('SELECT pg_temp.cambia(''due_as'', %L)', c), '23514', NULL, 'signed, it is shut to its author too: ' || c) FROM unnest(ARRAY['dati = ''{}''', 'firmata_il = NULL', 'tolta_il = now()', 'funzione = ''x''']) c;
SELECT throws_ok(format('UPDATE valutazione_parte SET dati = ''{}'' WHERE id = %s', pg_temp.parte()), '23514', NULL, 'and to whoever has the database');
SELECT throws_ok('SELECT pg_temp.da(''due_as'', ''DELETE FROM valutazione_parte'')', '42501', NULL, 'nothing is deleted');
SELECT throws_ok(format('SELECT pg_temp.scrive(''as'', ''bisogni'', %s)', pg_temp.parte()), 'SZ403', NULL, 'nobody corrects the part of somebody else');
SELECT is(pg_temp.scrive('due_as', 'bisogni', pg_temp.parte()), '1', 'its author does, by another one');
SELECT throws_ok(format('SELECT pg_temp.scrive(''due_as'', ''bisogni'', %s)', (SELECT sostituisce_id FROM valutazione_parte WHERE id = pg_temp.parte())), '23505', NULL, 'once');
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', format('INSERT INTO valutazione_parte (pratica_id, area_id, autore_operatore_id, autore_servizio_id, modulo_id, dati) VALUES (%s, %s, 1, 1, %s, ''{}'')',
  pg_temp.ultima('intervento_generico'), pg_temp.area('bisogni'), (SELECT min(id) FROM modulo WHERE nome = 'valutazione'))), '23514', NULL, 'a part is of a valutazione');
-- of a reserved person of the household: who may not know of them reads nothing
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice, riservato, creato_servizio_id) VALUES ('Protetta', 'Eva', 'F', DATE '2015-02-03', 'NON_NOTO', true, pg_temp.dove('uno'));
SELECT is(pg_temp.scrive('as', 'contesto', NULL, (SELECT id FROM soggetto WHERE nome = 'Eva')), '1', 'of a reserved person, by the service that entered her');
SELECT is(pg_temp.da(x.n, format('SELECT (SELECT count(*) FROM valutazione_parte WHERE id = %s) || '' '' || (SELECT count(*) FROM storia WHERE tabella = ''valutazione_parte'' AND riga_id = %s)', pg_temp.parte(), pg_temp.parte())), x.atteso, x.n || ' reads that one and its past: ' || x.atteso)
  FROM (VALUES ('as_altra', '1 1'), ('due_as', '0 0')) x (n, atteso);
SELECT throws_ok(format('SELECT pg_temp.scrive(''due_as'', ''contesto'', NULL, %s)', (SELECT id FROM soggetto WHERE nome = 'Eva')), NULL, NULL, 'nor writes one of her');
-- ---- scales: a filling is a part; total and band come from the answers alone ----
CREATE FUNCTION pg_temp.risposte(scelte int[], giorno text DEFAULT '2026-02-03') RETURNS jsonb LANGUAGE sql AS $$
  SELECT jsonb_object_agg('voce_' || n, s::text) || jsonb_build_object('compilata_il', giorno) FROM unnest(scelte) WITH ORDINALITY u (s, n) $$;
CREATE FUNCTION pg_temp.compila(n text, c text, dati jsonb, di text DEFAULT 'Ida', su text DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da(n, format('INSERT INTO valutazione_parte (pratica_id, area_id, autore_operatore_id, autore_servizio_id, modulo_id, dati, soggetto_id, totale, fascia) VALUES (%s, %s, identita_operatore(), identita_servizio(), %s, %L, %L, 99, ''inventata'')',
    pg_temp.ultima(), pg_temp.area('scala-' || c), (SELECT max(id) FROM modulo WHERE nome = coalesce(su, 'scala_' || c)), dati, (SELECT id FROM soggetto WHERE nome = di))) $$;
CREATE FUNCTION pg_temp.esito() RETURNS text LANGUAGE sql AS $$ SELECT totale || ' ' || fascia FROM valutazione_parte WHERE id = (SELECT max(id) FROM valutazione_parte) $$;
CREATE FUNCTION pg_temp.prova_esito(c text, scelte int[]) RETURNS text LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_temp.compila('as', c, pg_temp.risposte(scelte)); RETURN pg_temp.esito(); END $$;
CREATE FUNCTION pg_temp.cambia_esito(n text, come text) RETURNS text LANGUAGE plpgsql AS $$ DECLARE r text := pg_temp.cambia(n, come); BEGIN RETURN r || ' ' || pg_temp.esito(); END $$;
SELECT is((SELECT string_agg(scala || ' ' || voci || ' ' || campi || ' ' || massimo, ', ' ORDER BY scala) FROM (
  SELECT v.scala, v.massimo, (SELECT count(*) FROM valutazione_scala_voce i WHERE i.versione_id = v.id) AS voci,
         (SELECT count(*) FROM modulo_campo c WHERE c.modulo_id = v.modulo_id AND c.nome ~ '^voce_' AND c.obbligatorio) AS campi FROM valutazione_scala_versione v) x),
  'adl 6 6 6, iadl 8 8 8', 'Katz has six items, Lawton and Brody eight; the form of each asks for all of them');
SELECT is((SELECT string_agg(v.scala || ' ' || s.tot, ', ' ORDER BY v.scala) FROM valutazione_scala_versione v, LATERAL (
  SELECT sum(x.m) AS tot FROM (SELECT max(punti) AS m FROM valutazione_scala_valore o WHERE o.versione_id = v.id GROUP BY o.voce) x) s), 'adl 6, iadl 8', 'their best answers make the most that the total can be');
SELECT is_empty('SELECT v.scala, t FROM valutazione_scala_versione v, generate_series(v.minimo::int, v.massimo::int) t WHERE 1 <> (SELECT count(*) FROM valutazione_scala_fascia f WHERE f.versione_id = v.id AND t BETWEEN f.da AND f.a)',
  'every total is in one band');
SELECT is(pg_temp.prova_esito('adl', x.s), x.atteso, 'ADL: ' || x.atteso || ', whatever total is sent')
  FROM (VALUES ('{1,1,1,1,1,1}'::int[], '6 Autonomia piena'), ('{2,1,1,1,1,1}', '5 Dipendenza parziale'), ('{2,2,2,1,1,1}', '3 Dipendenza parziale'), ('{2,2,2,2,1,1}', '2 Dipendenza grave'), ('{2,2,2,2,2,2}', '0 Dipendenza grave')) x (s, atteso);
SELECT is(pg_temp.prova_esito('iadl', x.s), x.atteso, 'IADL: ' || x.atteso)
  FROM (VALUES ('{3,1,1,3,2,3,1,2}'::int[], '8 Autonomia piena'), ('{4,2,2,4,3,3,2,3}', '1 Autonomia parziale'), ('{4,4,4,5,3,5,3,3}', '0 Dipendenza completa')) x (s, atteso);
SELECT throws_ok(format('SELECT pg_temp.compila(''as'', ''adl'', %L)', x.d), '23514', NULL, 'not without ' || x.che)
  FROM (VALUES (pg_temp.risposte('{1,1,1,1,1}'), 'an item'), (pg_temp.risposte('{1,1,1,1,1,3}'), 'a value that the item has'),
               (pg_temp.risposte('{1,1,1,1,1,1}', to_char(current_date + 1, 'YYYY-MM-DD')), 'a day that has come'), (pg_temp.risposte('{1,1,1,1,1,1}') - 'compilata_il', 'a day')) x (d, che);
SELECT throws_ok(format('SELECT pg_temp.compila(''as'', ''adl'', %L, NULL)', pg_temp.risposte('{1,1,1,1,1,1}')), '23514', NULL, 'nor of a whole household');
SELECT throws_ok(format('SELECT pg_temp.compila(''as'', ''adl'', %L, ''Ida'', %L)', pg_temp.risposte('{1,1,1,1,1,1,1,1}'), m), '23514', NULL, 'nor on the form ' || m) FROM unnest(ARRAY['scala_iadl', 'valutazione']) m;
SELECT throws_ok(format('SELECT pg_temp.da(''as'', %L)', format('INSERT INTO valutazione_parte (pratica_id, area_id, autore_operatore_id, autore_servizio_id, modulo_id, dati) VALUES (%s, %s, 1, 1, %s, ''{}'')',
  pg_temp.ultima(), pg_temp.area('bisogni'), (SELECT max(id) FROM modulo WHERE nome = 'scala_adl'))), '23514', NULL, 'nor a scale under another heading');
SELECT throws_ok(format('SELECT pg_temp.compila(%L, ''adl'', %L)', n, pg_temp.risposte('{1,1,1,1,1,1}')), NULL, NULL, n || ' fills none') FROM unnest(ARRAY['amministrativo', 'due_amministrativo', 'due_sociale', 'admin', 'fermo_as']) n;
SELECT is(pg_temp.compila('due_as', 'adl', pg_temp.risposte('{1,1,1,1,1,1}')), '1', 'who received the case fills one');
SELECT is(pg_temp.cambia(n, 'firmata_il = now()'), '0', n || ' does not sign the filling of somebody else') FROM unnest(ARRAY['as', 'referente', 'due_referente']) n;
SELECT throws_ok(format('SELECT pg_temp.cambia(''due_as'', %L)', c), '42501', NULL, 'nor does its author set ' || c) FROM unnest(ARRAY['totale = 0', 'fascia = NULL']) c;
SELECT is(pg_temp.cambia_esito('due_as', format('dati = %L', pg_temp.risposte('{2,2,1,1,1,1}'))), '1 4 Dipendenza parziale', 'changed, it is computed anew');
SELECT is(pg_temp.cambia_esito('due_as', 'firmata_il = now()'), '1 4 Dipendenza parziale', 'signed it stands');
SELECT throws_ok(format('SELECT pg_temp.cambia(''due_as'', %L)', format('dati = %L', pg_temp.risposte('{1,1,1,1,1,1}'))), '23514', NULL, 'and changes no more');
SELECT throws_ok(format('UPDATE valutazione_parte SET totale = 6 WHERE id = %s', pg_temp.parte()), '23514', NULL, 'for nobody');
SELECT throws_ok('SELECT pg_temp.da(''as'', ''UPDATE valutazione_scala_valore SET punti = 9'')', '42501', NULL, 'nor are the points of a scale the program''s to change');
SELECT is((SELECT dopo ->> 'totale' FROM storia WHERE tabella = 'valutazione_parte' AND riga_id = pg_temp.parte() AND azione = 'UPDATE' AND dopo ? 'totale'), '4', 'the history has the total');
SELECT is(pg_temp.da('amministrativo', 'SELECT count(*) FROM valutazione_parte WHERE totale IS NOT NULL'), '0', 'an amministrativo reads none');
SELECT is(pg_temp.compila('as', 'adl', pg_temp.risposte('{1,1,1,1,1,1}'), 'Eva'), '1', 'one of a reserved person');
SELECT is(pg_temp.da('due_as', format('SELECT count(*) FROM valutazione_parte WHERE id = %s', pg_temp.parte())), '0', 'is read by who may know of her');
UPDATE valutazione_scala_versione SET calcolo = 'massimo' WHERE scala = 'iadl';
SELECT is(pg_temp.prova_esito('iadl', '{1,1,1,1,1,1,1,1}'), '1 Autonomia parziale', 'a scale whose highest value counts');

-- concluded, it takes no more
SELECT is(pg_temp.scrive('as'), '1', 'one more part, not signed');
SELECT is(pg_temp.cambia('as', 'tolta_il = now()'), '1', 'one that is not signed is taken away by its author');
SELECT is(pg_temp.da('as', pg_temp.passo('chiudi', 'PROGETTO')), 'T', 'the case is concluded');
SELECT throws_ok('SELECT pg_temp.scrive(''as'')', '23514', NULL, 'a concluded one takes no part');

-- who does not write the case learns nothing of it by trying: a concluded one, one of another kind, one that is not there
SELECT throws_ok(format('SELECT pg_temp.da(%L, %L)', n, format('INSERT INTO valutazione_parte (pratica_id, area_id, autore_operatore_id, autore_servizio_id, modulo_id, dati) VALUES (%s, %s, 1, 1, %s, ''{}'')',
         x.caso, (SELECT min(id) FROM valutazione_area WHERE tipo = 'PRIMO'), (SELECT min(id) FROM modulo WHERE nome = 'valutazione'))), '42501', NULL, n || ' is refused alike by ' || x.quale)
  FROM unnest(ARRAY['due_amministrativo', 'amministrativo', 'admin']) n, (VALUES (pg_temp.ultima(), 'one that is concluded'), (pg_temp.ultima('intervento_generico'), 'one of another kind'), (99999999, 'none')) x (caso, quale);

SELECT * FROM finish();
ROLLBACK;
