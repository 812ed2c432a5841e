-- What lapses: identity documents, documents of a case, ISEE; who is told, once; a death is a thing to do.
BEGIN;
SELECT plan(26);

INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('intervento_generico', 1, 'Prova', '');
INSERT INTO servizio (codice, denominazione, tipo) VALUES ('t_maleo', 'Comune di Maleo di prova', 'comune'), ('t_lodi', 'Comune di Lodi di prova', 'comune');
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'Prova <b>&"' || n || '"', initcap(n) FROM unnest(ARRAY['laura', 'ugo', 'lia']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
SELECT o.id, v.id, 1, current_date - 100 FROM (VALUES ('laura', 't_maleo'), ('ugo', 't_maleo'), ('lia', 't_lodi')) x (n, s)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;
CREATE FUNCTION pg_temp.da(n text, domanda text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  risposta text;
  toccate bigint;
BEGIN
  PERFORM identita_stabilisci(o.id, a.servizio_id, a.ruolo, false) FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id WHERE o.username = 't.' || n;
  SET LOCAL ROLE siz_web;
  IF domanda ~* '^\s*select' OR domanda ~* 'returning' THEN
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
CREATE FUNCTION pg_temp.ida() RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM soggetto WHERE codice_fiscale = 'DMCDIA50B43H501X' $$;
CREATE FUNCTION pg_temp.elenco(n text) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da(n, $q$SELECT string_agg(testo || coalesce(' [' || sezione || CASE WHEN di_persona THEN ' della persona' ELSE '' END || ']', ''), ', ' ORDER BY testo) FROM scadenze_mie$q$) $$;
CREATE FUNCTION pg_temp.avvisi() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE quanti bigint;
BEGIN
  SET LOCAL ROLE siz_job;
  quanti := identita_promemoria_manda();
  RESET ROLE;
  RETURN quanti;
END
$$;

SELECT pg_temp.da('laura', $$INSERT INTO soggetto (cognome, nome, sesso, data_nascita, codice_fiscale) VALUES ('D''Amico <b>&"Rossi"', 'Ida', 'F', '1950-02-03', 'DMCDIA50B43H501X') RETURNING id$$);
SELECT pg_temp.da(n, format($$INSERT INTO pratica (kind, titolare_soggetto_id, data_inizio, dati, modulo_id) VALUES ('intervento_generico', %s, current_date, '{"tipo": "ALTRO"}', %s) RETURNING id$$,
  pg_temp.ida(), (SELECT max(id) FROM modulo))) FROM unnest(ARRAY['laura', 'laura', 'lia']) n;

-- ---- identity documents ----
SELECT is(pg_temp.elenco('laura'), NULL, 'nothing is due');
SELECT pg_temp.da('ugo', format($$INSERT INTO soggetto_identita (soggetto_id, tipo, numero, scade_il, promemoria_giorni) VALUES (%s, 'CI', 'AB 1', current_date + 5, 30), (%1$s, 'PS', 'S 1', current_date + 8, 30),
  (%1$s, 'TS', 'T 1', current_date - 1, 30)$$, pg_temp.ida()));
SELECT matches(pg_temp.elenco('laura'), '^Scade: [^,]+ \[identita della persona\]$', 'a document that lapses within a week stands in the list once, however many cases the person has');
SELECT matches(pg_temp.elenco('lia'), '^Scade: ', 'for who follows the person in another service too');
SELECT is(pg_temp.elenco('ugo'), NULL, 'and not for who follows no case');
SELECT is(pg_temp.da('', 'SELECT count(*) FROM scadenze_mie'), '0', 'nobody has nothing');
SELECT is(pg_temp.avvisi(), 4::bigint, 'who follows is told of each that is due: two documents, two services');
SELECT is((SELECT count(DISTINCT operatore_id) FROM notifica WHERE tipo = 'scadenza' AND testo LIKE '%documento di identità%')::int, 2, 'each once');
SELECT ok(NOT EXISTS (SELECT FROM notifica WHERE testo ~ 'Amico|Ida|AB 1'), 'by codes, without name or number');
SELECT is(pg_temp.avvisi(), 0::bigint, 'not a second time');
SELECT pg_temp.da('ugo', format($$UPDATE soggetto_identita SET scade_il = current_date + 20 WHERE soggetto_id = %s AND tipo = 'CI'$$, pg_temp.ida()));
SELECT is(pg_temp.avvisi(), 2::bigint, 'one that was moved to another day is due again');
SELECT is(pg_temp.elenco('laura'), NULL, 'and has left the list of the week');

-- ---- documents of a case ----
INSERT INTO documento (pratica_id, nome_file, oggetto, data, scade_il, byte, stato, chiave, chiave_maestra, autore_operatore_id, autore_servizio_id)
SELECT min(p.id), 'a.pdf', 'Permesso <b>', current_date, current_date + 2, 1, 'pulito', '\x00', 'prova', o.id, min(p.servizio_id) FROM pratica p, operatore o WHERE o.username = 't.laura' AND p.riferimento_operatore_id = o.id GROUP BY o.id;
SELECT is(pg_temp.elenco('laura'), 'Scade il documento: Permesso <b> [documenti]', 'a document of the case');
SELECT is(pg_temp.elenco('lia'), NULL, 'is there for its own case only');
UPDATE documento SET tolto_il = now();
SELECT is(pg_temp.elenco('laura'), NULL, 'one that was taken away is not');

-- ---- ISEE ----
INSERT INTO isee (soggetto_id, tipo, valore, protocollo, presentata_il, valida_fino) VALUES (pg_temp.ida(), 'ORD', 1000, 'INPS-ISEE-2026-00000001A-00', current_date - 100, current_date + 3);
INSERT INTO isee_componente (isee_id, soggetto_id, codice_fiscale, cognome, nome) SELECT max(id), pg_temp.ida(), 'DMCDIA50B43H501X', 'x', 'Ida' FROM isee;
SELECT matches(pg_temp.elenco('laura'), '^Scade l’ISEE: [^,]+ \[isee della persona\]$', 'an ISEE, once, though the person is member and page');
SELECT is(pg_temp.elenco('ugo'), NULL, 'economic data are not for everybody');
DELETE FROM ruolo_permesso WHERE ruolo = 1 AND permesso = 'ISEE_LEGGI';
SELECT is(pg_temp.elenco('laura'), NULL, 'a role that may not read ISEE does not see that one ends');

-- ---- a death ----
SELECT pg_temp.da('ugo', format('UPDATE soggetto SET data_decesso = current_date WHERE id = %s', pg_temp.ida()));
SELECT is((SELECT count(*) FROM evento e JOIN pratica p ON p.id = e.pratica_id WHERE p.titolare_soggetto_id = pg_temp.ida())::int, 3, 'every open case has a thing to do, also of services that the writer does not open');
SELECT matches(pg_temp.elenco('lia'), '^La persona è morta il \d\d/\d\d/\d{4}: decidi che cosa fare di questa pratica \[eventi\]$', 'it stands in the list of who follows');
SELECT is((SELECT count(*) FROM notifica WHERE testo LIKE '%è morto il%')::int, 3, 'who is told too');
SELECT is((SELECT count(*) FROM pratica WHERE titolare_soggetto_id = pg_temp.ida() AND stato = 'A')::int, 3, 'nothing is closed');
SELECT pg_temp.da('ugo', format('UPDATE soggetto SET telefono = ''1'' WHERE id = %s', pg_temp.ida()));
SELECT is((SELECT count(*) FROM evento)::int, 3, 'once');
SELECT is(pg_temp.da('lia', 'DELETE FROM evento'), '1', 'who has decided takes it away');
SELECT is(pg_temp.elenco('lia'), NULL, 'then it is done');
SELECT is(pg_temp.avvisi(), 0::bigint, 'documents of who has died are not reminded of');
UPDATE soggetto_identita SET scade_il = current_date + 5;
SELECT is(pg_temp.elenco('lia'), NULL, 'nor do they stand among the dates');

SELECT * FROM finish();
ROLLBACK;
