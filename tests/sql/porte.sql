-- The doors: the circuit breaker, and jobs that are reserved instead of locked.
BEGIN;
SELECT plan(24);

CREATE FUNCTION pg_temp.stato() RETURNS text LANGUAGE sql AS $$ SELECT stato FROM porta WHERE codice = 'anpr' $$;
CREATE FUNCTION pg_temp.va_male() RETURNS void LANGUAGE sql AS $$ SELECT porta_esito('anpr', 'Non risponde.', 3, interval '1 minute') $$;
CREATE FUNCTION pg_temp.finita() RETURNS void LANGUAGE sql AS $$ UPDATE porta SET fino = clock_timestamp() - interval '1 second' WHERE codice = 'anpr' $$;

SELECT is(pg_temp.stato(), 'funziona', 'a door works until it fails');
SELECT ok(porta_passa('anpr'), 'and lets through');
SELECT pg_temp.va_male();
SELECT pg_temp.va_male();
SELECT is(pg_temp.stato(), 'funziona', 'two failures of three leave it open');
SELECT porta_esito('anpr', NULL, 3, interval '1 minute');
SELECT pg_temp.va_male();
SELECT pg_temp.va_male();
SELECT is(pg_temp.stato(), 'funziona', 'an answer in between begins the count anew');
SELECT pg_temp.va_male();
SELECT is(pg_temp.stato(), 'sospesa', 'the third in a row suspends it');
SELECT ok(NOT porta_passa('anpr'), 'nothing is sent then');
SELECT ok(porta_passa('vcf'), 'the other door is not concerned');
SELECT is((SELECT errore FROM porta WHERE codice = 'anpr'), 'Non risponde.', 'it says why');
SELECT pg_temp.finita();
SELECT ok(porta_passa('anpr'), 'when the time is over one request tries');
SELECT is(pg_temp.stato(), 'in_prova', 'and the door knows it');
SELECT ok(NOT porta_passa('anpr'), 'a second one waits for what the first finds');
SELECT pg_temp.va_male();
SELECT is(pg_temp.stato(), 'sospesa', 'a trial that fails suspends it again at once');
SELECT pg_temp.finita();
SELECT ok(porta_passa('anpr'), 'another trial');
SELECT pg_temp.finita();
SELECT ok(porta_passa('anpr'), 'a trial of which nobody told does not close the door for ever');
SELECT porta_esito('anpr', NULL, 3, interval '1 minute');
SELECT is((SELECT stato || fallimenti || coalesce(errore, '-') FROM porta WHERE codice = 'anpr'), 'funziona0-', 'one that answers opens it');

-- only the worker tells how it went
SET LOCAL ROLE siz_web;
SELECT throws_ok($$SELECT porta_esito('anpr', NULL, 3, interval '1 minute')$$, '42501', NULL, 'a page does not');
SELECT throws_ok($$UPDATE porta SET stato = 'sospesa'$$, '42501', NULL, 'nor does it write the table');
SELECT is((SELECT count(*) FROM porta)::int, 2, 'it reads it');
RESET ROLE;

-- ---- jobs that call outside ----
DELETE FROM lavoro;
INSERT INTO lavoro (tipo) VALUES ('posta'), ('fuori');
SELECT is((SELECT tipo FROM lavoro_prendi(ARRAY['fuori'], NULL)), 'posta', 'who does not call outside leaves that to the other');
SELECT is((SELECT tipo FROM lavoro_prendi(NULL, ARRAY['fuori'])), 'fuori', 'who does takes nothing else');
SELECT ok((SELECT lavoro_riserva(id, 60) FROM lavoro WHERE tipo = 'fuori'), 'it is reserved');
SELECT is((SELECT count(*) FROM lavoro_prendi(NULL, ARRAY['fuori']))::int, 0, 'and is not taken by another meanwhile');
SELECT lavoro_esito(id, 'guasto') FROM lavoro WHERE tipo = 'fuori';
SELECT is((SELECT tentativi || stato FROM lavoro WHERE tipo = 'fuori'), '1in_coda', 'its failure counts once');
UPDATE lavoro SET tentativi = 8 WHERE tipo = 'fuori';
SELECT ok(NOT (SELECT lavoro_riserva(id, 60) FROM lavoro WHERE tipo = 'fuori'), 'one that was lost eight times is given up');

SELECT * FROM finish();
ROLLBACK;
