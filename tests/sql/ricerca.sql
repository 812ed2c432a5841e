-- The search of persons: the Italian sound, what it forgives, whom it never shows, that it scans nothing.
BEGIN;
SELECT plan(110);

INSERT INTO servizio (codice, denominazione, tipo) VALUES ('t_maleo', 'Comune di Maleo di prova', 'comune'), ('t_lodi', 'Comune di Lodi di prova', 'comune');
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'Prova', initcap(n) FROM unnest(ARRAY['laura', 'sara', 'ada']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, valida_dal)
SELECT o.id, v.id, x.r, current_date - 100 FROM (VALUES ('laura', 't_maleo', 1), ('sara', 't_lodi', 1), ('ada', 't_lodi', 5)) x (n, s, r)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('intervento_generico', 1, 'Prova', '');

CREATE FUNCTION pg_temp.da(n text, domanda text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  risposta text;
BEGIN
  PERFORM identita_stabilisci(o.id, a.servizio_id, a.ruolo, false) FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id WHERE o.username = 't.' || n;
  SET LOCAL ROLE siz_web;
  IF domanda ~* '^\s*select' THEN
    EXECUTE domanda INTO risposta;
  ELSE
    EXECUTE domanda;
  END IF;
  RESET ROLE;
  PERFORM set_config('siz.identita', '', true);
  RETURN risposta;
END
$$;
-- Names found by sara, the first ones first.
CREATE FUNCTION pg_temp.trova(testo text, nata date DEFAULT NULL, anno int DEFAULT NULL, chi text DEFAULT 'sara', quante int DEFAULT 1) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da(chi, format('SELECT string_agg(cognome || '' '' || nome, '', '' ORDER BY posto) FROM soggetti_cercati(%L, %L, %L, %s)', testo, nata, anno, quante)) $$;
CREATE FUNCTION pg_temp.perche(testo text, nata date DEFAULT NULL, anno int DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
  SELECT pg_temp.da('sara', format('SELECT perche FROM soggetti_cercati(%L, %L, %L, 1)', testo, nata, anno)) $$;

-- the kind of mistake
SELECT ok(errore_comune(cercata, giusta) > errore_comune(cercata, altra), cercata || ' is rather ' || giusta || ' than ' || altra)
  FROM (VALUES ('elsia', 'elisa', 'elia'), ('luia', 'luisa', 'luca'), ('grgioni', 'gargioni', 'grioni'), ('rrosa', 'rosa', 'prosa'), ('gakki', 'galki', 'gapki'),
               ('pitero', 'pietro', 'piero')) x (cercata, giusta, altra);
SELECT is(errore_comune('rossi', 'rozzi'), 0::real, 'two letters that are others are no common mistake');

-- the sound
SELECT is(suono_italiano(una), suono_italiano(altra), una || ' sounds like ' || altra)
  FROM (VALUES ('chiara', 'kiara'), ('ferrari', 'ferari'), ('fabbri', 'fabri'), ('niccolo', 'nikolo'), ('ghezzi', 'gezi'), ('jacopo', 'iacopo'), ('katia', 'catia'),
               ('youssef', 'jusef'), ('scialpi', 'shalpi'), ('sciarra', 'sharra'), ('acqua', 'aqua'), ('quattrocchi', 'cuatroki'), ('giampaolo', 'gianpaolo'),
               ('xhulia', 'giulia'), ('agnese', 'anese'), ('maglio', 'malio'), ('filippo', 'philippo'), ('tommaso', 'thomaso'), ('walter', 'valter'),
               ('giorgio', 'gorgo'), ('alex', 'aleks'), ('moustafa', 'mustafa'), ('yuliya', 'iulia'), ('schiavi', 'skiavi')) x (una, altra);
SELECT isnt(suono_italiano(una), suono_italiano(altra), una || ' does not sound like ' || altra)
  FROM (VALUES ('rossi', 'russi'), ('cesare', 'chesare'), ('maria', 'mario'), ('conti', 'monti'), ('paolo', 'paola')) x (una, altra);
SELECT is(suono_italiano('traoré'), suono_italiano('traoré'), 'letters of other alphabets do no harm');
SELECT is(suono_italiano(''), '', 'nor does nothing');

-- the words of a name
SELECT is(parole_di('  D’Amìco-Dell''Acqua  <b>'), ARRAY['d', 'amico', 'dell', 'acqua', 'b'], 'words without accents, apostrophes and signs');
SELECT is((SELECT string_agg(parola || ' ' || fuori, ',' ORDER BY parola) FROM parole_ricerca('De Luca')), 'deluca 0,luca 1', 'a particle stands with its surname, or falls');
SELECT is((SELECT string_agg(parola || ' ' || fuori, ',' ORDER BY parola) FROM parole_ricerca('Maria Grazia')), 'grazia 1,maria 1,mariagrazia 0', 'two names, one or both');
SELECT is((SELECT count(*)::int FROM parole_ricerca(repeat('Anna Maria ', 40))), 7, 'a name without end has an end');
SELECT is((SELECT count(*)::int FROM parole_ricerca('!!!')), 0, 'signs are no words');

INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice, fonte, data_decesso)
SELECT c, n, s, d::date, 'NON_NOTO', f, m::date
  FROM (VALUES ('Rossi', 'Marco', 'M', '1948-03-07', 'operatore', NULL), ('Rossi', 'Marco', 'M', '1971-05-05', 'operatore', NULL), ('Rossi', 'Marta', 'F', '1980-01-01', 'operatore', NULL),
               ('Ferrari', 'Chiara', 'F', '1990-12-25', 'operatore', NULL), ('De Luca', 'Francesco', 'M', '1960-02-02', 'operatore', NULL), ('D''Angelo', 'Chiara', 'F', '1977-07-07', 'operatore', NULL),
               ('Fabbri', 'Nicolò', 'M', '2001-09-09', 'operatore', NULL), ('Esposito', 'Giuseppe', 'M', '1955-05-15', 'operatore', NULL), ('Russo', 'Maria Grazia', 'F', '1966-06-06', 'operatore', NULL),
               ('Muhammad', 'Yussef', 'M', '1995-01-31', 'operatore', NULL), ('Verdi', 'Storico', 'M', '1930-01-01', 'storico', NULL), ('Neri', 'Defunta', 'F', '1930-01-01', 'operatore', '2020-01-01'),
               ('Ghisolfi', 'Jessica', 'F', '1999-03-03', 'operatore', NULL), ('Bianchi', 'Anna', 'F', '1940-04-11', 'operatore', NULL)) x (c, n, s, d, f, m);

-- what it forgives
SELECT is(pg_temp.trova(testo), nome, '«' || testo || '»')
  FROM (VALUES ('Marcco Rosi', 'Rossi Marco'), ('Kiara Ferari', 'Ferrari Chiara'), ('Francesco DeLuca', 'De Luca Francesco'), ('Chiara Dangelo', 'D''Angelo Chiara'),
               ('Nicolo Fabri', 'Fabbri Nicolò'), ('Giuseppe Esposto', 'Esposito Giuseppe'),
               ('luca francesco', 'De Luca Francesco'), ('d angelo chiara', 'D''Angelo Chiara'), ('D’ANGELO CHIARA', 'D''Angelo Chiara'), ('russo mariagrazia', 'Russo Maria Grazia'), ('grazia russo', 'Russo Maria Grazia'),
               ('mohamed youssef', 'Muhammad Yussef'), ('gisolfi gessica', 'Ghisolfi Jessica'), ('bianci ana', 'Bianchi Anna'), ('biancih anna', 'Bianchi Anna'), ('bisnchi anna', 'Bianchi Anna'),
               ('verdi', 'Verdi Storico'), ('neri defunta', 'Neri Defunta'), ('ferr chia', 'Ferrari Chiara'), ('esposito', 'Esposito Giuseppe'), ('signora anna bianchi lodi', 'Bianchi Anna')) x (testo, nome);
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice)
SELECT 'Prova', 'Monica ' || x, 'F', DATE '1970-01-01', 'NON_NOTO' FROM unnest('{Ada,Alba,Alice,Bice,Carla,Clara,Diana,Elena,Elsa,Gaia,Ida,Ines,Lea,Lina,Luisa,Marta,Nora,Paola}'::text[]) x
UNION ALL SELECT 'Monti', 'Anna', 'F', '1970-01-01', 'NON_NOTO';
SELECT is(pg_temp.trova('moni anna'), 'Monti Anna', 'however many words begin so, there is a place for what is misspelt');
SELECT is(pg_temp.trova('zzzzqq wwww'), NULL, 'who is like nobody finds nobody');
SELECT is(pg_temp.trova(''), NULL, 'nothing finds nobody');
SELECT is(pg_temp.trova('%'), NULL, 'no character is special');
SELECT is(pg_temp.trova(repeat('abcdefghij', 10000)), NULL, 'a word without end costs no more than another');
SELECT is(pg_temp.da('sara', 'SELECT data_nascita FROM soggetti_cercati(''rossi marko'', NULL, 1971, 5)'), '1971-05-05', 'the year tells two apart');
SELECT is(pg_temp.da('sara', 'SELECT data_nascita FROM soggetti_cercati(''rossi marko'', ''1948-07-03'', NULL, 5)'), '1948-03-07', 'a day with its month exchanged too');
SELECT is(pg_temp.trova('bianchi anna', NULL, 1941), 'Bianchi Anna', 'a wrong year loses nobody');

-- why
SELECT is(pg_temp.perche('kiara ferari'), '«Ferrari» suona come «ferari» · «Chiara» suona come «kiara»', 'it says how it sounds');
SELECT is(pg_temp.perche('esposto giuseppe'), '«Esposito» somiglia a «esposto»', 'and what looks alike');
SELECT is(pg_temp.perche('ferr chiara'), '«Ferrari» comincia con «ferr»', 'and what begins so');
SELECT is(pg_temp.perche('ferrari chiara'), '', 'of who is as typed there is nothing to say');
SELECT is(pg_temp.perche('rossi marco', '1948-07-03'), 'giorno e mese di nascita scambiati', 'the exchanged day');
SELECT is(pg_temp.perche('bianchi anna', NULL, 1941), 'altro anno di nascita', 'the other year');

-- whom it never shows
SELECT pg_temp.da('laura', $$INSERT INTO soggetto (cognome, nome, sesso, data_nascita, codice_fiscale, riservato) VALUES ('Zgurzynska', 'Protetta', 'F', '1988-03-14', 'ZGRPTT88C54E648X', true)$$);
SELECT is(pg_temp.trova('zgurzinska protetta', chi => 'laura'), 'Zgurzynska Protetta', 'a reserved person is found by who entered her, misspelt too');
SELECT is(pg_temp.trova('zgurzynska protetta'), NULL, 'by nobody else');
SELECT is(pg_temp.da('sara', 'SELECT count(*) FROM ricerca_parola WHERE parola LIKE ''zgu%'''), '0', 'her words are nobody else''s');
SELECT is(pg_temp.da('sara', 'SELECT count(*) FROM ricerca_variante WHERE parola LIKE ''zgu%'''), '0', 'nor how they may be misspelt');
SELECT is(pg_temp.da('sara', 'SELECT count(*) FROM ricerca_nome WHERE cognome LIKE ''zgu%'''), '0', 'nor the pair');
SELECT is(pg_temp.da('sara', 'SELECT count(*) FROM ricerca_parole_vicine(''zgurzynskaa'')'), '0', 'nor by what only looks alike');
SELECT is(pg_temp.da('sara', 'SELECT count(*) FROM ricerca_pezzo(''88C54E648'')'), '0', 'nor by a piece of the code');
SELECT pg_temp.da('laura', $$INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice, riservato) SELECT 'Rossi', 'Marco', 'M', DATE '1948-01-01' + i, 'NON_NOTO', true FROM generate_series(1, 150) i$$);
SELECT is(pg_temp.trova('rossi marco', quante => 2), 'Rossi Marco, Rossi Marco', 'nor do they take anybody''s place');
UPDATE soggetto SET riservato = true WHERE cognome = 'Ghisolfi';
SELECT is(pg_temp.trova('ghisolfi jessica'), NULL, 'who becomes reserved is gone at once');
SELECT is(pg_temp.da('sara', 'SELECT count(*) FROM ricerca_parola WHERE parola = ''ghisolfi'''), '0', 'with the surname');
UPDATE soggetto SET riservato = false WHERE cognome = 'Ghisolfi';
SELECT is(pg_temp.trova('ghisolfi gessica'), 'Ghisolfi Jessica', 'and comes back');
UPDATE soggetto SET cognome = 'Ghislanzoni' WHERE cognome = 'Ghisolfi';
SELECT is(pg_temp.trova('gislanzoni jessica'), 'Ghislanzoni Jessica', 'a changed surname is found');
SELECT is((SELECT count(*)::int FROM ricerca_parola WHERE parola = 'ghisolfi'), 0, 'the old one is no word any more');
-- a word is a reserved person's own only while nobody else has it
SELECT is((SELECT count(*)::int FROM ricerca_parola WHERE parola IN ('rossi', 'marco')), 2, 'a common name is written once, however many reserved persons have it');
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice) VALUES ('Krzepicki', 'Adam', 'M', '1950-01-01', 'NON_NOTO');
SELECT pg_temp.da('laura', $$INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice, riservato) VALUES ('Krzepicki', 'Ewa', 'F', '1988-03-14', 'NON_NOTO', true)$$);
SELECT is((SELECT array_agg(soggetto_id) FROM ricerca_parola WHERE parola = 'krzepicki'), ARRAY[0::bigint], 'a word that somebody else has is not hers');
SELECT is(pg_temp.trova('kzepicki ewa', chi => 'laura'), 'Krzepicki Ewa', 'she is found by it');
DELETE FROM soggetto WHERE cognome = 'Krzepicki' AND nome = 'Adam';
SELECT is((SELECT array_agg(soggetto_id) FROM ricerca_parola WHERE parola = 'krzepicki'), ARRAY(SELECT id FROM soggetto WHERE cognome = 'Krzepicki'), 'when the others are gone it is');
SELECT is(pg_temp.trova('kzepicki ewa', chi => 'laura'), 'Krzepicki Ewa', 'she is found still');
SELECT is(pg_temp.da('sara', 'SELECT count(*) FROM ricerca_variante WHERE parola = ''krzepicki'''), '0', 'and nobody else knows that there is such a word');
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice) VALUES ('Krzepicki', 'Jan', 'M', '1951-01-01', 'NON_NOTO');
SELECT is((SELECT array_agg(soggetto_id) FROM ricerca_parola WHERE parola = 'krzepicki'), ARRAY[0::bigint], 'when somebody has it again it is everybody''s');
SELECT is((SELECT count(DISTINCT soggetto_id)::int FROM ricerca_variante WHERE parola = 'krzepicki'), 1, 'how it may be misspelt too');
SELECT is(pg_temp.trova('kzepicki ewa', chi => 'laura'), 'Krzepicki Ewa', 'and she is found by it as before');
SELECT is(pg_temp.trova('rossi marco', chi => 'ada'), NULL, 'who administers finds nobody (AZ-9)');
SELECT is(pg_temp.da('ada', 'SELECT count(*) FROM ricerca_parola'), '0', 'nor any word');
SELECT is(pg_temp.da('nessuno', 'SELECT count(*) FROM ricerca_nome'), '0', 'without an identity there is nothing');
SELECT throws_ok($$SELECT pg_temp.da('sara', 'DELETE FROM ricerca_nome')$$, '42501', NULL, 'nobody writes here');
RESET ROLE;

-- pieces of a code
UPDATE soggetto SET codice_fiscale = 'BNCNNA40D51E648Q' WHERE cognome = 'Bianchi';
SELECT is(pg_temp.da('sara', 'SELECT count(*) FROM soggetti_con_pezzo(''D51E648'')'), '1', 'a piece of the code');
SELECT is(pg_temp.da('sara', 'SELECT count(*) FROM soggetti_con_pezzo(''%'')'), '0', 'no character is special there');

-- everything anew gives the same
CREATE TEMP TABLE prima AS SELECT cognome, nome, data_nascita, soggetto_id, riservato, parte FROM ricerca_nome;
CREATE TEMP TABLE parole_prima AS SELECT parola, soggetto_id, suono FROM ricerca_parola;
CREATE TEMP TABLE varianti_prima AS SELECT * FROM ricerca_variante;
SELECT ricerca_ricostruisci();
SELECT is_empty('(TABLE prima EXCEPT TABLE ricerca_nome) UNION ALL (TABLE ricerca_nome EXCEPT TABLE prima)', 'what the triggers wrote is what is written anew');
SELECT is_empty('(TABLE parole_prima EXCEPT SELECT parola, soggetto_id, suono FROM ricerca_parola) UNION ALL (SELECT parola, soggetto_id, suono FROM ricerca_parola EXCEPT TABLE parole_prima)', 'so are the words');
SELECT is_empty('(TABLE varianti_prima EXCEPT TABLE ricerca_variante) UNION ALL (TABLE ricerca_variante EXCEPT TABLE varianti_prima)', 'and how they are misspelt');
DELETE FROM soggetto WHERE cognome = 'Verdi';
SELECT is((SELECT count(*)::int FROM ricerca_nome WHERE cognome = 'verdi') + (SELECT count(*)::int FROM ricerca_parola WHERE parola = 'verdi'), 0, 'who is deleted leaves nothing');

SELECT * FROM finish();
ROLLBACK;
