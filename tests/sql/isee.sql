-- ISEE: economic data, for who opens a case of the household and nobody else.
BEGIN;
SELECT plan(34);

INSERT INTO servizio (codice, denominazione, tipo) VALUES ('t_maleo', 'Comune di Maleo di prova', 'comune'), ('t_lodi', 'Comune di Lodi di prova', 'comune');
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'Prova <b>&"' || n || '"', initcap(n) FROM unnest(ARRAY['laura', 'ugo', 'olga', 'lia']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
SELECT o.id, v.id, x.r, current_date - 100 FROM (VALUES ('laura', 't_maleo', 1), ('ugo', 't_maleo', 1), ('olga', 't_maleo', 4), ('lia', 't_lodi', 1)) x (n, s, r)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('intervento_generico', 1, 'Prova', '');

CREATE FUNCTION pg_temp.da(n text, domanda text, ferma boolean DEFAULT false) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  risposta text;
  toccate bigint;
BEGIN
  PERFORM identita_stabilisci(o.id, a.servizio_id, a.ruolo, ferma) FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id WHERE o.username = 't.' || n;
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
CREATE FUNCTION pg_temp.persona(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM soggetto WHERE nome = n $$;
SELECT pg_temp.da('laura', format($$INSERT INTO soggetto (cognome, nome, sesso, data_nascita, codice_fiscale) VALUES ('D''Amico <b>&"Rossi"', %L, 'F', '1950-02-03', %L) RETURNING id$$, n, c))
  FROM (VALUES ('Ida', 'DMCDIA50B43E648U'), ('Eva', 'SMPLBR11T31C816G'), ('Ada', NULL)) x (n, c) WHERE c IS NOT NULL;
CREATE FUNCTION pg_temp.pratica(chi text, di text) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da(chi, format($q$INSERT INTO pratica (kind, titolare_soggetto_id, data_inizio, dati, modulo_id) VALUES ('intervento_generico', %s, current_date, '{"tipo": "ALTRO"}', %s) RETURNING id$q$,
    pg_temp.persona(di), (SELECT max(id) FROM modulo))) $$;
CREATE FUNCTION pg_temp.isee(chi text, di text, protocollo text, ferma boolean DEFAULT false) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da(chi, format($q$INSERT INTO isee (soggetto_id, tipo, valore, protocollo, presentata_il, valida_fino) VALUES (%s, 'ORD', 9360.55, %L, '2026-01-20', '2026-12-31') RETURNING id$q$,
    pg_temp.persona(di), protocollo), ferma) $$;
CREATE FUNCTION pg_temp.vede(chi text) RETURNS text LANGUAGE sql AS $$ SELECT pg_temp.da(chi, 'SELECT count(*) FROM isee') $$;

-- ---- entering ----
SELECT throws_ok($$SELECT pg_temp.isee('laura', 'Ida', 'INPS-ISEE-2026-00000001A-00')$$, '42501', NULL, 'without a case of the person nobody enters an ISEE, nor who entered the person');
SELECT pg_temp.pratica('laura', 'Ida');
SELECT ok(pg_temp.isee('laura', 'Ida', 'INPS-ISEE-2026-00000001A-00') IS NOT NULL, 'with a case one does');
SELECT throws_ok($$SELECT pg_temp.isee('laura', 'Ida', 'INPS-ISEE-2026-00000002A-00', true)$$, '42501', NULL, 'not in a read-only service');
SELECT throws_ok($$SELECT pg_temp.isee('olga', 'Ida', 'INPS-ISEE-2026-00000002A-00')$$, '42501', NULL, 'nor in a role without the permission');
SELECT throws_ok($$SELECT pg_temp.isee('lia', 'Ida', 'INPS-ISEE-2026-00000002A-00')$$, '42501', NULL, 'nor from another service');
SELECT throws_ok($$SELECT pg_temp.isee('laura', 'Ida', 'INPS-ISEE-2026-00000001A-00')$$, '23505', NULL, 'a protocol has one ISEE of a kind');
SELECT throws_ok($$SELECT pg_temp.isee('laura', 'Ida', 'INPS-ISER-2026-00000001A-00')$$, '23514', NULL, 'and the form of INPS');

-- ---- seeing ----
SELECT is(pg_temp.vede('laura'), '1', 'who opens the case sees it');
SELECT is(pg_temp.vede('ugo'), '1', 'so does the service');
SELECT is(pg_temp.vede('olga'), '0', 'a role without the permission does not');
SELECT is(pg_temp.vede('lia'), '0', 'nor another service, which sees the person');
SELECT is(pg_temp.da('lia', 'SELECT count(*) FROM soggetto WHERE nome = ''Ida'''), '1', 'as everybody does');
SELECT is(pg_temp.da('laura', 'INSERT INTO isee_componente (isee_id, soggetto_id, cognome, nome, rapporto) SELECT i.id, s.id, s.cognome, s.nome, ''F'' FROM isee i, soggetto s WHERE s.nome = ''Eva'''), '1', 'members are listed');
SELECT is(pg_temp.vede('lia'), '0', 'that alone opens it to nobody');
SELECT pg_temp.pratica('lia', 'Eva');
SELECT is(pg_temp.vede('lia'), '1', 'who opens a case of a member sees the ISEE of the household');
SELECT is(pg_temp.da('lia', 'SELECT count(*) FROM isee_componente'), '1', 'and its members');
SELECT pg_temp.da('laura', 'INSERT INTO isee_componente (isee_id, cognome, nome, rapporto) SELECT i.id, ''Ignota'', ''X'', ''F'' FROM isee i');
SELECT is(pg_temp.da('laura', 'SELECT count(*) FROM isee_componente WHERE cognome = ''Ignota'''), '1', 'one who is nobody here is named where the attestation stands');
SELECT is(pg_temp.da('lia', 'SELECT count(*) FROM isee_componente WHERE cognome = ''Ignota'''), '0', 'not to who comes through another member');
DELETE FROM isee_componente WHERE cognome = 'Ignota';
SELECT throws_ok($$SELECT pg_temp.da('laura', 'UPDATE isee SET soggetto_id = soggetto_id')$$, '42501', NULL, 'it does not move to another person');
SELECT is(pg_temp.da('laura', 'UPDATE isee SET valore = 10000'), '1', 'a wrong value is corrected');
SELECT is((SELECT versione FROM isee), 2, 'with another version');
SELECT is((SELECT count(*) FROM registro WHERE oggetto = 'isee' AND dettaglio::text !~ '9360|10000')::int, 2, 'the register knows who, never the value');

-- ---- the file ----
SELECT throws_ok(format($$SELECT pg_temp.da('lia', 'SELECT isee_carica(%s, ''x'')')$$, pg_temp.persona('Ida')), 'SZ403', NULL, 'a file is loaded only for whom one follows');
SELECT ok(pg_temp.da('laura', format('SELECT isee_carica(%s, ''<a/>'')', pg_temp.persona('Ida'))) IS NOT NULL, 'then it is');
SELECT isee_letta((SELECT max(id) FROM isee_lettura), NULL, '{"protocollo": "INPS-ISEE-2026-00000009A-00", "presentata_il": "2026-01-20", "valida_fino": "2026-12-31", "difformita": true,
  "indicatori": [{"tipo": "ORD", "valore": "1.50"}, {"tipo": "MIN", "valore": "2.50", "scala": "1.57"}], "componenti": [{"codice_fiscale": "SMPLBR11T31C816G", "cognome": "ESEMPI", "nome": "EVA", "rapporto": "D"}]}');
SELECT is((SELECT contenuto FROM isee_lettura ORDER BY id DESC LIMIT 1), NULL, 'once read, the bytes are gone');
SELECT throws_ok($$SELECT pg_temp.da('ugo', 'SELECT isee_conferma((SELECT max(id) FROM isee_lettura))')$$, 'SZ410', NULL, 'what was read belongs to who sent it');
SELECT is(pg_temp.da('laura', 'SELECT isee_conferma((SELECT max(id) FROM isee_lettura))'), '2', 'confirmed, each kind is a row');
SELECT is((SELECT string_agg(concat_ws('|', i.tipo, i.valore, i.fonte, i.difformita, c.cognome, c.soggetto_id IS NOT NULL), ' ' ORDER BY i.id) FROM isee i JOIN isee_componente c ON c.isee_id = i.id WHERE i.protocollo LIKE '%9A-00'),
  'ORD|1.50|inps_xml|t|Esempi|t MIN|2.50|inps_xml|t|Esempi|t', 'with its household, linked where the person is here');

-- ---- the reminder ----
UPDATE isee SET valida_fino = current_date + 40;
SELECT is(isee_promemoria(), 0::bigint, 'nobody is told long before');
UPDATE isee SET valida_fino = current_date + 20, presentata_il = current_date - 40 WHERE protocollo LIKE '%1A-00';
SELECT is(isee_promemoria(), 0::bigint, 'nor where a newer one is there');
DELETE FROM isee WHERE protocollo LIKE '%9A-00';
-- a newer one on the page of another member
INSERT INTO isee (soggetto_id, tipo, valore, protocollo, presentata_il, valida_fino)
SELECT pg_temp.persona('Eva'), tipo, 1, 'INPS-ISEE-2026-00000008A-00', current_date, current_date + 300 FROM isee WHERE protocollo LIKE '%1A-00';
INSERT INTO isee_componente (isee_id, soggetto_id, codice_fiscale, cognome, nome) SELECT i.id, s.id, s.codice_fiscale, s.cognome, s.nome FROM isee i, soggetto s
 WHERE i.protocollo LIKE '%8A-00' AND s.id IN (pg_temp.persona('Eva'), pg_temp.persona('Ida'));
SELECT is(isee_promemoria(), 0::bigint, 'nor where the household has a newer one on another page');
UPDATE isee SET tipo = 'UNI' WHERE protocollo LIKE '%8A-00';
INSERT INTO isee (soggetto_id, tipo, valore, protocollo, presentata_il, valida_fino)
SELECT s.id, 'ORD', 1, 'INPS-ISEE-2026-00000007A-00', current_date, current_date + 300 FROM (SELECT min(id) AS id FROM soggetto WHERE id NOT IN (pg_temp.persona('Eva'), pg_temp.persona('Ida'))) s WHERE s.id IS NOT NULL;
SELECT is((SELECT string_agg(right(i.protocollo, 5), ' ' ORDER BY i.protocollo) FROM isee_del_nucleo((SELECT id FROM isee WHERE protocollo LIKE '%1A-00')) h JOIN isee i ON i.id = h), '1A-00 8A-00', 'of one household are those with a member in common');
SELECT is(pg_temp.da('laura', $$SELECT count(*) FROM isee WHERE protocollo LIKE '%8A-00'$$), '1', 'which who follows a member sees');
SELECT ok(isee_promemoria() >= 1 AND isee_promemoria() = 0, 'who follows the household is told, once');

SELECT * FROM finish();
ROLLBACK;
