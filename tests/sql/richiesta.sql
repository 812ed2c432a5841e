-- Richieste: who asks, who sees, who decides; what a reserved person, another service, the asker and the second
-- of two are refused; the history; the day by which; a case that waits for one.
BEGIN;
SELECT plan(115);

INSERT INTO servizio (codice, denominazione, tipo, sola_lettura) VALUES ('t_uno', 'Servizio uno', 'comune', false), ('t_due', 'Servizio due', 'comune', false),
  ('t_vuoto', 'Servizio vuoto', 'comune', false), ('t_fermo', 'Servizio fermo', 'storico', true);
INSERT INTO operatore (username, email, cognome, nome)
SELECT 't.' || n, 't.' || n || '@esempio.it', 'D''Amico <b>&"Rossi"', initcap(n)
  FROM unnest(ARRAY['assistente', 'collega', 'capo', 'vice', 'referente', 'amministrativo', 'sociale', 'admin', 'altra', 'altro', 'storica']) n;
INSERT INTO appartenenza (operatore_id, servizio_id, ruolo, responsabile, valida_dal)
SELECT o.id, v.id, x.r, x.c, current_date - 100
  FROM (VALUES ('assistente', 't_uno', 1, false), ('collega', 't_uno', 1, false), ('capo', 't_uno', 2, true), ('vice', 't_uno', 2, true), ('referente', 't_uno', 2, false),
               ('amministrativo', 't_uno', 3, false), ('sociale', 't_uno', 4, false), ('admin', 't_uno', 5, true), ('altra', 't_due', 1, false), ('altro', 't_due', 3, false),
               ('storica', 't_fermo', 1, true)) x (n, s, r, c)
  JOIN operatore o ON o.username = 't.' || x.n JOIN servizio v ON v.codice = x.s;
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('intervento_generico', 1, 'Prova', ''), ('segnalazione', 1, 'Prova', ''), ('presa_in_carico', 1, 'Prova', '');
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice, riservato, riservato_motivo, creato_servizio_id)
SELECT x.*, v.id FROM servizio v, (VALUES ('D''Amico <b>&"Rossi"', 'Ida', 'F', DATE '1950-02-03', 'NON_NOTO', false, NULL), ('Bassi', 'Nera', 'F', DATE '1951-02-03', 'NON_NOTO', true, 'prova'),
       ('Corti', 'Senza', 'F', DATE '1952-02-03', 'NON_NOTO', false, NULL)) x WHERE v.codice = 't_uno';
INSERT INTO consenso (soggetto_id, informativa_id, esito, data) SELECT s.id, (SELECT min(id) FROM informativa), 'dato', current_date FROM soggetto s WHERE s.nome IN ('Ida', 'Nera');

CREATE FUNCTION pg_temp.dove(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM servizio WHERE codice = 't_' || n $$;
CREATE FUNCTION pg_temp.chi(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT id FROM operatore WHERE username = 't.' || n $$;
CREATE FUNCTION pg_temp.persona(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM soggetto WHERE nome = n $$;
CREATE FUNCTION pg_temp.da(n text, domanda text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  risposta text;
  toccate bigint;
BEGIN
  PERFORM identita_stabilisci(o.id, a.servizio_id, a.ruolo, v.sola_lettura)
     FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id JOIN servizio v ON v.id = a.servizio_id WHERE o.username = 't.' || n;
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
EXCEPTION WHEN OTHERS THEN
  RESET ROLE;
  PERFORM set_config('siz.identita', '', true);
  RAISE;
END
$$;
-- 'permesso', or how it was refused: the constraint where there is one
CREATE FUNCTION pg_temp.rifiuto(n text, domanda text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  vincolo text;
BEGIN
  PERFORM pg_temp.da(n, domanda);
  RETURN 'permesso';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS vincolo = CONSTRAINT_NAME;
  RETURN coalesce(nullif(vincolo, ''), SQLSTATE);
END
$$;
CREATE FUNCTION pg_temp.nuova(k text, di text) RETURNS text LANGUAGE sql AS $$
  SELECT format('INSERT INTO pratica (kind, titolare_soggetto_id, data_inizio, dati, modulo_id) VALUES (%L, %L, current_date, ''{"tipo": "GEN05"}'', %s)', k, pg_temp.persona(di),
                (SELECT m.id FROM modulo m JOIN kind q ON q.modulo = m.nome WHERE q.codice = k)) $$;
CREATE FUNCTION pg_temp.caso(di text) RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM pratica WHERE titolare_soggetto_id IS NOT DISTINCT FROM pg_temp.persona(di) $$;
CREATE FUNCTION pg_temp.chiede(tipo text, caso bigint, a bigint DEFAULT NULL, entro date DEFAULT current_date + 10) RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT richiesta_crea(%L, %L, %L, ''Oggetto <b>'', ''Perché sì'', %L)', tipo, caso, a, entro) $$;
CREATE FUNCTION pg_temp.ultima() RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM richiesta $$;
CREATE FUNCTION pg_temp.passo(azione text, parole text DEFAULT NULL, v integer DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT richiesta_transizione(%s, %s, %L, %L)', r.id, coalesce(v, r.versione), azione, parole) FROM richiesta r WHERE r.id = pg_temp.ultima() $$;
CREATE FUNCTION pg_temp.notizie(n text) RETURNS text LANGUAGE sql AS $$
  SELECT coalesce(string_agg(tipo, ' ' ORDER BY id), '') FROM notifica WHERE operatore_id = pg_temp.chi(n) AND richiesta_id = pg_temp.ultima() AND archiviata_il IS NULL $$;

SELECT pg_temp.da('assistente', pg_temp.nuova('intervento_generico', d)) FROM unnest(ARRAY['Ida', 'Nera', 'Senza']) d;
SELECT pg_temp.da('assistente', pg_temp.nuova('segnalazione', NULL));

-- asking
SELECT is(pg_temp.rifiuto(n, pg_temp.chiede('autorizzazione', pg_temp.caso('Ida'))), atteso, n || ' asks for an authorisation, or not')
  FROM (VALUES ('amministrativo', 'permesso'), ('sociale', 'permesso'), ('referente', 'permesso'), ('assistente', 'permesso'), ('admin', 'SZ404'), ('altra', 'SZ404'), ('storica', 'SZ404')) x (n, atteso);
SELECT matches((SELECT codice FROM richiesta WHERE id = pg_temp.ultima()), '^RIC-\d{4}-\d{5,}$', 'it has a number');
SELECT is((SELECT stato || attende || (destinatario_id = servizio_id) || (richiedente_operatore_id = pg_temp.chi('assistente')) || (entro - promemoria) FROM richiesta WHERE id = pg_temp.ultima()),
  'Vdecidetruetrue3', 'in the first state of its type, to the own service, by who acts, with a reminder');
SELECT is(pg_temp.rifiuto('assistente', pg_temp.chiede('nessuna', pg_temp.caso('Ida'))), 'SZ403', 'not of a type that there is not');
SELECT is(pg_temp.rifiuto('assistente', pg_temp.chiede('autorizzazione', pg_temp.caso(NULL))), 'SZ403', 'nor of one that this kind of case has not');
SELECT is(pg_temp.rifiuto('assistente', pg_temp.chiede('autorizzazione', pg_temp.caso('Ida'), NULL, current_date - 1)), 'richiesta_entro', 'nor by a day that has passed');
SELECT is(pg_temp.rifiuto('assistente', format('SELECT richiesta_crea(''autorizzazione'', %s, NULL, ''  '', ''x'', current_date)', pg_temp.caso('Ida'))), 'richiesta_oggetto', 'nor without words');
SELECT is(pg_temp.rifiuto('assistente', q), '42501', 'no page writes the rows itself')
  FROM unnest(ARRAY['INSERT INTO richiesta_passo (richiesta_id, azione, da, a, operatore_id, servizio_id, ruolo) SELECT 1, ''a'', ''V'', ''A'', 1, 1, 1',
                    'UPDATE richiesta SET stato = ''A''', 'DELETE FROM richiesta', 'INSERT INTO richiesta (codice) VALUES (''x'')']) q;

-- who sees it, who is told
SELECT is(pg_temp.da(n, format('SELECT count(*) FROM richiesta WHERE id = %s', pg_temp.ultima())), atteso, n || ' sees it, or not')
  FROM (VALUES ('assistente', '1'), ('collega', '1'), ('capo', '1'), ('referente', '1'), ('amministrativo', '1'), ('sociale', '1'), ('admin', '0'), ('altra', '0'), ('storica', '0')) x (n, atteso);
SELECT is(pg_temp.notizie(n), atteso, n || ' is told, or not') FROM (VALUES ('capo', 'decisione'), ('vice', 'decisione'), ('referente', ''), ('amministrativo', ''), ('assistente', ''), ('admin', '')) x (n, atteso);
SELECT is(pg_temp.da(n, format('SELECT count(*) FROM richieste_da_decidere WHERE id = %s', pg_temp.ultima())), atteso, 'it waits for ' || n || ', or not')
  FROM (VALUES ('capo', '1'), ('referente', '0'), ('amministrativo', '0'), ('assistente', '0')) x (n, atteso);

-- deciding
SELECT is(pg_temp.rifiuto(n, pg_temp.passo('approva')), atteso, n || ' does not authorise')
  FROM (VALUES ('assistente', 'SZ403'), ('referente', 'SZ403'), ('amministrativo', 'SZ403'), ('sociale', 'SZ403'), ('admin', 'SZ404'), ('altra', 'SZ404'), ('storica', 'SZ404')) x (n, atteso);
SELECT is(pg_temp.rifiuto('capo', pg_temp.passo('respingi', '  ')), 'richiesta_motivo_dovuto', 'a refusal has its reason');
SELECT is(pg_temp.rifiuto('capo', pg_temp.passo('esegui')), 'SZ403', 'nothing is carried out before');
SELECT is(pg_temp.rifiuto('capo', pg_temp.passo('rispondi', 'x')), 'SZ403', 'who decides does not answer for who asked');
SELECT is(pg_temp.da('capo', pg_temp.passo('integra', 'Manca il preventivo')), 'N', 'more is asked for');
SELECT is(pg_temp.notizie('assistente'), 'decisione', 'which waits for who asked');
SELECT is(pg_temp.notizie('vice'), '', 'and for nobody else any more');
UPDATE richiesta SET attende_dal = current_date - 4 WHERE id = pg_temp.ultima();
SELECT is(pg_temp.da('collega', pg_temp.passo('rispondi', 'Eccolo')), 'V', 'a colleague who writes the case answers');
SELECT is((SELECT entro - current_date FROM richiesta WHERE id = pg_temp.ultima()), 14, 'those days do not count against who decides');
SELECT is(pg_temp.da('capo', pg_temp.passo('approva', 'Va bene')), 'A', 'who authorises approves');
SELECT is(pg_temp.notizie('assistente'), 'risposta risposta', 'who asked is told, each time');
SELECT is(pg_temp.notizie('amministrativo'), 'decisione', 'and who goes on (RIC-02)');
SELECT is(pg_temp.rifiuto('vice', pg_temp.passo('respingi', 'No', 1)), 'SZ409', 'the second of two finds that it changed');
SELECT is(pg_temp.rifiuto('vice', pg_temp.passo('respingi', 'No')), 'SZ403', 'and what was decided is not decided again');
SELECT is(pg_temp.da('amministrativo', 'SELECT count(*) FROM richieste_da_decidere'), '1', 'it waits for who administers');
SELECT is(pg_temp.da('amministrativo', pg_temp.passo('esegui')), 'E', 'who does the rest');
SELECT is((SELECT string_agg(azione || ':' || da || '>' || a || ':' || o.nome || coalesce(':' || testo, ''), ', ' ORDER BY p.id) FROM richiesta_passo p JOIN operatore o ON o.id = p.operatore_id
            WHERE richiesta_id = pg_temp.ultima()),
  'chiedi:>V:Assistente, integra:V>N:Capo:Manca il preventivo, rispondi:N>V:Collega:Eccolo, approva:V>A:Capo:Va bene, esegui:A>E:Amministrativo', 'every step has who, when and why');
SELECT throws_ok('UPDATE richiesta_passo SET testo = ''altro''', 'SZ403', NULL, 'which nobody changes');
SELECT throws_ok('DELETE FROM richiesta_passo', 'SZ403', NULL, 'nor takes away');
SELECT is(pg_temp.da('assistente', format('SELECT richiesta_concessa(%s, ''autorizzazione'', ''T'')', (SELECT pratica_id FROM richiesta WHERE id = pg_temp.ultima()))), 'true', 'who opens the case learns that it is granted');
SELECT is((SELECT string_agg(DISTINCT pg_temp.da(n, format('SELECT richiesta_concessa(%s, ''autorizzazione'', ''T'')', (SELECT pratica_id FROM richiesta WHERE id = pg_temp.ultima()))), ' ') FROM unnest(ARRAY['altra', 'admin', 'storica']) n),
  'false', 'nobody else does, whatever number they name');
-- the asker who also authorises
SELECT is(pg_temp.rifiuto('capo', pg_temp.chiede('autorizzazione', pg_temp.caso('Ida'))), 'permesso', 'who authorises may ask');
SELECT is(pg_temp.rifiuto('capo', pg_temp.passo('approva')), 'SZ403', 'but does not decide what they asked themselves');
SELECT is(pg_temp.da('capo', 'SELECT count(*) FROM richieste_da_decidere WHERE id = ' || pg_temp.ultima()), '0', 'it does not wait for them');
SELECT is(pg_temp.da('capo', pg_temp.passo('annulla', 'Sbagliata')), 'X', 'they take it back');

-- to another service
SELECT is(pg_temp.rifiuto('assistente', pg_temp.chiede('parere', pg_temp.caso(c), pg_temp.dove(s))), atteso, 'about ' || coalesce(c, 'nobody') || ' to ' || s)
  FROM (VALUES ('Nera', 'due', 'richiesta_persona_riservata'), ('Senza', 'due', 'richiesta_consenso_dovuto'), (NULL, 'due', 'richiesta_persona_dovuta'), ('Ida', 'uno', 'richiesta_destinatario_dovuto'),
               ('Ida', 'fermo', 'richiesta_destinatario_dovuto'), ('Ida', 'vuoto', 'richiesta_nessuno_decide'), ('Ida', 'due', 'permesso')) x (c, s, atteso);
SELECT is(pg_temp.da('altra', format('SELECT persona || '' | '' || pratica_codice || '' | '' || servizio FROM elenco_richieste WHERE id = %s', pg_temp.ultima())),
  'D''Amico <b>&"Rossi" Ida | ' || (SELECT codice FROM pratica WHERE id = pg_temp.caso('Ida')) || ' | Servizio uno', 'who decides there reads whose it is');
SELECT is(pg_temp.da('altra', format('SELECT count(*) FROM pratica WHERE id = %s', pg_temp.caso('Ida'))), '0', 'but does not open the case');
SELECT is(pg_temp.da('altro', 'SELECT count(*) FROM richiesta'), '0', 'a role that gives no opinion does not see it');
SELECT is((SELECT count(*) FROM registro WHERE azione = 'condividi' AND oggetto_id = pg_temp.ultima() AND soggetto_id = pg_temp.persona('Ida')
              AND (dettaglio ->> 'a_servizio')::bigint = pg_temp.dove('due')), 1::bigint, 'the register knows to whom it was shown');
SELECT is(registro_pratica('richiesta', pg_temp.ultima()), pg_temp.caso('Ida'), 'and to which case such a row belongs');
UPDATE soggetto SET riservato = true, riservato_motivo = 'prova' WHERE id = pg_temp.persona('Ida');
SELECT is(pg_temp.da('altra', 'SELECT count(*) FROM richiesta') || pg_temp.rifiuto('altra', pg_temp.passo('rispondi', 'x')), '0SZ404', 'of one who becomes reserved it sees nothing any more');
UPDATE soggetto SET riservato = false, riservato_motivo = NULL WHERE id = pg_temp.persona('Ida');
SELECT is(pg_temp.da('altra', pg_temp.passo('rispondi', 'Favorevole')), 'A', 'it answers');
SELECT is(pg_temp.rifiuto('assistente', pg_temp.passo('annulla', 'x')), 'SZ403', 'what was answered is not taken back');

-- the day by which
SELECT pg_temp.da('assistente', pg_temp.chiede('autorizzazione', pg_temp.caso('Ida'), NULL, current_date + 2));
SELECT is(pg_temp.da('capo', 'SELECT string_agg(testo, '','') FROM scadenze_mie'), 'Da decidere: Autorizzazione', 'who decides has it among what is due');
SELECT is(pg_temp.da('assistente', 'SELECT string_agg(testo || (richiesta IS NOT NULL), '','') FROM scadenze_mie'), 'Risposta attesa: Autorizzazionetrue', 'and who asked');
SELECT is(richiesta_promemoria_manda(), 0::bigint, 'not yet');
UPDATE richiesta SET promemoria = current_date WHERE id = pg_temp.ultima();
SELECT is(richiesta_promemoria_manda() || pg_temp.notizie('vice') || richiesta_promemoria_manda(), '1decisione scadenza0', 'who decides is reminded, once');
UPDATE richiesta SET entro = current_date - 1 WHERE id = pg_temp.ultima();
SELECT is(richiesta_promemoria_manda() || pg_temp.notizie('assistente') || richiesta_promemoria_manda(), '1scadenza0', 'when the day has passed both are told, once');
SELECT is(pg_temp.da('capo', 'SELECT string_agg(scaduta::text, '','' ORDER BY id) FROM richieste_da_decidere'), 'false,false,false,true', 'and it is marked');

-- a case that waits for one (RIC-02)
INSERT INTO transizione_esige VALUES ('intervento_generico', 'A', 'sospendi', 'autorizzazione');
CREATE FUNCTION pg_temp.sospende() RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT pratica_transizione(%s, %s, ''sospendi'', current_date, ''x'')', id, versione) FROM pratica WHERE id = pg_temp.caso('Senza') $$;
SELECT is(pg_temp.rifiuto('assistente', pg_temp.sospende()), 'pratica_richiesta_dovuta', 'without it the state does not change');
SELECT pg_temp.da('assistente', pg_temp.chiede('autorizzazione', pg_temp.caso('Senza')));
SELECT is(pg_temp.rifiuto('assistente', pg_temp.sospende()), 'pratica_richiesta_dovuta', 'nor while it is only asked for');
SELECT pg_temp.da('capo', pg_temp.passo('approva'));
SELECT is(pg_temp.rifiuto('assistente', pg_temp.sospende()), 'permesso', 'once it is granted it does');
-- ---- documents that are shown to who decides ----

SELECT pg_temp.da('assistente', pg_temp.nuova('intervento_generico', 'Ida')) \g /dev/null
INSERT INTO documento (pratica_id, nome_file, oggetto, data, byte, stato, chiave, chiave_maestra, autore_operatore_id, autore_servizio_id)
SELECT pg_temp.caso('Ida'), n || '.pdf', n, current_date, 1, CASE n WHEN 'arrivo' THEN 'in_controllo' ELSE 'pulito' END, '', '', pg_temp.chi('collega'), pg_temp.dove('uno') FROM unnest(ARRAY['mostrato', 'no', 'arrivo']) n;
INSERT INTO documento_blocco (documento_id, indice, dati) SELECT id, 0, 'x' FROM documento WHERE oggetto IN ('mostrato', 'no');
CREATE FUNCTION pg_temp.doc(n text) RETURNS bigint LANGUAGE sql AS $$ SELECT max(id) FROM documento WHERE oggetto = n $$;
CREATE FUNCTION pg_temp.allega(r bigint, VARIADIC n text[]) RETURNS text LANGUAGE sql AS $$ SELECT format('SELECT richiesta_allega(%s, %L)', r, (SELECT array_agg(pg_temp.doc(x)) FROM unnest(n) x)) $$;
SELECT pg_temp.da('assistente', pg_temp.chiede('parere', pg_temp.caso('Ida'), pg_temp.dove('due'))) AS par \gset
SELECT is(pg_temp.da('altra', 'SELECT count(*) FROM documento'), '0', 'who decides elsewhere reads no document of the case');
SELECT is(pg_temp.rifiuto(x.n, pg_temp.allega(:par, x.d)), x.atteso, x.n || ' shows «' || x.d || '»: ' || x.atteso)
  FROM (VALUES ('altra', 'no', 'SZ403'), ('storica', 'no', 'SZ404'), ('amministrativo', 'arrivo', 'SZ404'), ('assistente', 'arrivo', 'SZ404'), ('assistente', 'mostrato', 'permesso'), ('assistente', 'mostrato', 'permesso')) x (n, d, atteso);
INSERT INTO documento (pratica_id, nome_file, oggetto, data, byte, stato, chiave, chiave_maestra, autore_operatore_id, autore_servizio_id)
SELECT pg_temp.caso('Nera'), 'x.pdf', 'altrui', current_date, 1, 'pulito', '', '', pg_temp.chi('collega'), pg_temp.dove('uno');
SELECT is(pg_temp.rifiuto('assistente', pg_temp.allega(:par, 'altrui')), 'SZ404', 'nothing of another case');
SELECT is(pg_temp.da('altra', 'SELECT string_agg(oggetto, '' '') FROM documento'), 'mostrato', 'those that were chosen, and no other');
SELECT is(pg_temp.da('altra', 'SELECT count(*) FROM documento_blocco'), '1', 'with its bytes');
SELECT is(pg_temp.da('altra', format('SELECT count(*) FROM pratica WHERE id = %s', pg_temp.caso('Ida'))), '0', 'the case stays shut');
SELECT is(pg_temp.da('altra', format('UPDATE documento SET oggetto = ''x'' WHERE id = %s', pg_temp.doc('mostrato'))), '0', 'nor is the document changed');
SELECT is(pg_temp.da('altro', 'SELECT count(*) FROM documento'), '0', 'who decides none of that type there reads none');
SELECT is((SELECT count(*)::int FROM registro WHERE rotta = 'richiesta_allega' AND azione = 'condividi' AND oggetto_id = :par), 1, 'the register says that it was shared, once');
SELECT is(pg_temp.da('altra', 'SELECT count(*) FROM richiesta_allegato'), '1', 'and who reads the richiesta reads what hangs on it');
SELECT is(pg_temp.da('storica', 'SELECT count(*) FROM richiesta_allegato'), '0', 'nobody else');
SELECT is(pg_temp.rifiuto('altra', format('INSERT INTO richiesta_allegato VALUES (%s, %s, 1)', :par, pg_temp.doc('no'))), '42501', 'no page writes such a row');
-- the same case assigned to that service without the document: shown as one who decides, not as one who sees the case
INSERT INTO assegnazione (pratica_id, servizio_id, livello, assegnata_da) SELECT pg_temp.caso('Ida'), pg_temp.dove('due'), 1, pg_temp.chi('assistente');
INSERT INTO assegnazione_esclusione SELECT (SELECT max(id) FROM assegnazione), pg_temp.doc(n) FROM unnest(ARRAY['mostrato', 'no']) n;
SELECT is(pg_temp.da(n, 'SELECT coalesce(string_agg(oggetto, '' ''), ''-'') FROM documento'), x, n || ' with the case but without the document: ' || x) FROM (VALUES ('altro', '-'), ('altra', 'mostrato')) v (n, x);
UPDATE assegnazione SET terminata_il = now();
-- what was taken off, a person who becomes reserved
UPDATE documento SET tolto_il = now() WHERE oggetto = 'mostrato';
SELECT is(pg_temp.da('altra', 'SELECT count(*) FROM documento'), '0', 'taken off its list it is shown no more');
UPDATE documento SET tolto_il = NULL WHERE oggetto = 'mostrato';
SELECT is(pg_temp.da('altra', 'SELECT count(*) FROM documento'), '1', 'back again');
UPDATE soggetto SET riservato = true, riservato_motivo = 'prova' WHERE id = pg_temp.persona('Ida');
SELECT is(pg_temp.da('altra', 'SELECT count(*) FROM documento'), '0', 'of a person who became reserved nothing');
UPDATE soggetto SET riservato = false, riservato_motivo = NULL WHERE id = pg_temp.persona('Ida');
-- closed: nothing more is added
SELECT is(pg_temp.da('altra', format('SELECT richiesta_transizione(%s, 1, ''rispondi'', ''Sì'')', :par)), 'A', 'answered');
SELECT is(pg_temp.rifiuto('assistente', pg_temp.allega(:par, 'no')), 'SZ403', 'then nothing more is shown');

SELECT * FROM finish();
ROLLBACK;
