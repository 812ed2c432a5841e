-- What the commands ask (app/comandi).  They connect as the owner of the tables, who sees no row
-- of a table with personal data: for those there are the functions of sql/code/09_comandi.sql.

-- name: comando_attesa :exec
-- A command never makes the workers wait for long behind its locks.
SELECT set_config('lock_timeout', '3s', false);

-- name: comando_chiudi_porta :one
-- One `siz migra` at a time; the lock goes with the connection.
SELECT pg_try_advisory_lock(hashtext('siz migra')) AS presa;

-- name: migrazione_pronta :one
SELECT to_regclass('public.migrazione') IS NOT NULL AS pronta;

-- name: migrazioni :many
SELECT nome, impronta, applicata_il FROM migrazione ORDER BY nome;

-- name: migrazione_nota :exec
INSERT INTO migrazione (nome, impronta) VALUES (:nome, :impronta)
ON CONFLICT ON CONSTRAINT migrazione_pk DO UPDATE SET impronta = excluded.impronta, applicata_il = now();

-- name: modulo_ultimo :maybe
SELECT id AS modulo_id, versione::bigint AS versione, impronta FROM modulo WHERE nome = :nome ORDER BY versione DESC LIMIT 1;

-- name: modulo_pubblica :one
INSERT INTO modulo (nome, versione, titolo, impronta) VALUES (:nome, :versione::int, :titolo, :impronta) RETURNING id AS modulo_id;

-- name: modulo_campo_aggiungi :exec
INSERT INTO modulo_campo (modulo_id, ordine, nome, gruppo, etichetta, tipo, obbligatorio, testo_mancante, aiuto, vocabolario,
                          mostra_campo, mostra_valore, visibile_a, minimo, massimo, larghezza, autocomplete, blocco)
VALUES (:modulo_id, :ordine::int, :nome, coalesce(:gruppo, ''), coalesce(:etichetta, ''), :tipo, :obbligatorio, :testo_mancante, :aiuto, :vocabolario,
        :mostra_campo, :mostra_valore, :visibile_a, :minimo, :massimo, :larghezza::int, :autocomplete, :blocco);

-- name: chiave_programma_imposta :exec
SELECT chiave_programma_imposta(:chiave::bytea);

-- name: ruoli_elenco :many
SELECT id::bigint AS ruolo, codice, denominazione FROM ruolo ORDER BY id;

-- name: ruoli_permessi :many
SELECT ruolo::bigint AS ruolo, permesso FROM ruolo_permesso ORDER BY ruolo, permesso;

-- name: permessi_elenco :many
SELECT codice, scrive FROM permesso ORDER BY codice;

-- name: verifica_kind :many
SELECT k.codice, k.modulo, EXISTS (SELECT FROM modulo m WHERE m.nome = k.modulo) AS ha_modulo FROM kind k WHERE NOT k.domanda ORDER BY k.codice;

-- name: verifica_tabelle :many
-- Every table, whether its rows are guarded, and whether it points to somebody.
SELECT c.relname AS tabella, c.relrowsecurity AS attiva, c.relforcerowsecurity AS forzata,
       (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid) AS politiche,
       EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'f'
                  AND k.confrelid IN ('soggetto'::regclass, 'operatore'::regclass, 'pratica'::regclass)) AS di_qualcuno
  FROM pg_class c
 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
 ORDER BY c.relname;

-- name: verifica_ruoli :many
-- What the login roles of the programs could do beyond reading and writing rows.
SELECT n.nome AS ruolo, r.oid IS NOT NULL AS presente,
       coalesce(r.rolsuper, false) AS superutente, coalesce(r.rolbypassrls, false) AS salta_le_politiche,
       coalesce(r.rolcreaterole OR r.rolcreatedb OR r.rolreplication, false) AS amministra,
       (SELECT count(*) FROM pg_auth_members m WHERE m.member = r.oid) AS membro_di,
       (SELECT count(*) FROM pg_class x WHERE x.relowner = r.oid) + (SELECT count(*) FROM pg_proc x WHERE x.proowner = r.oid)
       + (SELECT count(*) FROM pg_namespace x WHERE x.nspowner = r.oid AND x.nspname !~ '^pg_(temp|toast_temp)_')
       + (SELECT count(*) FROM pg_database x WHERE x.datdba = r.oid) AS possiede,
       r.oid IS NOT NULL AND (has_database_privilege(r.oid, current_database(), 'CREATE')
         OR EXISTS (SELECT FROM pg_namespace x WHERE has_schema_privilege(r.oid, x.oid, 'CREATE'))) AS crea
  FROM unnest(ARRAY['siz_web', 'siz_job', 'siz_spid']) WITH ORDINALITY n (nome, ordine)
  LEFT JOIN pg_roles r ON r.rolname = n.nome
 ORDER BY n.ordine;

-- name: verifica_padroni :many
-- Whoever owns tables or functions that run with their owner's rights is bound by the policies.
SELECT r.rolname AS ruolo FROM pg_roles r
 WHERE (r.rolsuper OR r.rolbypassrls)
   AND (EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid AND c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v'))
        OR EXISTS (SELECT FROM pg_proc p WHERE p.proowner = r.oid AND p.pronamespace = 'public'::regnamespace AND p.prosecdef))
 ORDER BY 1;

-- name: verifica_privilegi :many
-- Privileges of those roles for which no policy stands: on a guarded table a command without a
-- policy of that role, on an open one anything but reading, and what no program ever needs.
SELECT r.rolname AS ruolo, c.relname AS tabella, k.comando
  FROM pg_class c
 CROSS JOIN pg_roles r
 CROSS JOIN (VALUES ('SELECT', 'r'), ('INSERT', 'a'), ('UPDATE', 'w'), ('DELETE', 'd'), ('TRUNCATE', '-'), ('REFERENCES', '-'), ('TRIGGER', '-'))
       k (comando, lettera)
 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND r.rolname IN ('siz_web', 'siz_job', 'siz_spid')
   AND CASE WHEN k.comando IN ('DELETE', 'TRUNCATE', 'TRIGGER') THEN has_table_privilege(r.oid, c.oid, k.comando)
            ELSE has_any_column_privilege(r.oid, c.oid, k.comando) END
   AND CASE WHEN c.relname = 'chiave_identita' OR k.lettera = '-' THEN true
            WHEN c.relrowsecurity THEN NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polcmd::text IN ('*', k.lettera)
                                                      AND (r.oid = ANY (p.polroles) OR 0 = ANY (p.polroles)))
            ELSE k.comando <> 'SELECT' END
 ORDER BY 1, 2, 3;

-- name: verifica_funzioni :many
-- Functions that run with the rights of their owner: nobody's right by default, and a fixed path.
SELECT p.oid::regprocedure::text AS funzione, has_function_privilege('public', p.oid, 'EXECUTE') AS di_tutti,
       NOT EXISTS (SELECT FROM unnest(p.proconfig) x WHERE x LIKE 'search_path=%') AS percorso_aperto
  FROM pg_proc p
 WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
   AND (p.prorettype <> 'trigger'::regtype AND has_function_privilege('public', p.oid, 'EXECUTE')
        OR NOT EXISTS (SELECT FROM unnest(p.proconfig) x WHERE x LIKE 'search_path=%'))
 ORDER BY 1;

-- name: verifica_vincoli :many
-- What may refuse a row that a page writes: constraints and unique indexes of the tables that
-- siz_web writes, and the constraints that functions name when they refuse.  Primary keys are
-- left out: their values are made by the database, or a clash is what ON CONFLICT waits for.
WITH scritta AS (
  SELECT c.oid, c.relname FROM pg_class c
   WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
     AND (has_any_column_privilege('siz_web', c.oid, 'INSERT') OR has_any_column_privilege('siz_web', c.oid, 'UPDATE'))
)
SELECT s.relname AS tabella, k.conname AS vincolo FROM scritta s JOIN pg_constraint k ON k.conrelid = s.oid
 WHERE k.contype IN ('c', 'u', 'f', 'x')
UNION
SELECT s.relname, i.relname FROM scritta s JOIN pg_index x ON x.indrelid = s.oid JOIN pg_class i ON i.oid = x.indexrelid
 WHERE x.indisunique AND NOT x.indisprimary
UNION
SELECT p.proname || '()', m.trovato[1] FROM pg_proc p, LATERAL regexp_matches(p.prosrc, 'CONSTRAINT = ''([a-z_]+)''', 'g') m (trovato)
 WHERE p.pronamespace = 'public'::regnamespace
 ORDER BY 1, 2;

-- name: configurazione_esame :many
-- What to look at in services, accounts, rights and lists.
SELECT grave, testo FROM configurazione_esame() ORDER BY grave DESC, testo;

-- name: registro_verifica :many
SELECT sigillo_id, registro_id, cosa FROM registro_verifica();

-- name: registro_testa :maybe
SELECT sigillo_id, quando, sigillo FROM registro_testa();

-- name: operatori_di_dimostrazione :one
SELECT operatori_di_dimostrazione() AS quanti;

-- name: operatori_elenco :many
SELECT username, nome, email, stato, servizi, dimostrazione FROM operatori_elenco();

-- name: operatore_crea :one
SELECT operatore_crea(:username::text, :email::text, :cognome::text, :nome::text, :telefono::text, :impronta::text,
                      :da_cambiare::boolean, :mai_scade::boolean, :dimostrazione::boolean) AS operatore_id;

-- name: operatore_iscrivi :exec
SELECT operatore_iscrivi(:operatore_id::bigint, :servizio::text, :ruolo::text, :responsabile::boolean);

-- name: operatore_trova :one
-- 0 if there is none.
SELECT coalesce(operatore_trova(:username), 0) AS operatore_id;

-- name: operatore_stato_imposta :exec
SELECT operatore_stato_imposta(:operatore_id::bigint, :stato::text);

-- name: credenziale_imposta :exec
SELECT credenziale_imposta(:operatore_id::bigint, :impronta::text, true, make_interval(hours => :ore::int));

-- name: operatore_secondo_fattore_togli :one
SELECT operatore_secondo_fattore_togli(:operatore_id::bigint) AS tolto;

-- name: servizio_trova :maybe
SELECT id AS servizio_id, denominazione FROM servizio WHERE codice = :codice;

-- Demonstration data.

-- name: demo_comuni :count
-- A service for each comune of the Ambito: `maleo`, `boffalora_dadda`.  Invented contacts.
INSERT INTO servizio (codice, denominazione, tipo, telefono, email)
SELECT c.codice, 'Comune di ' || c.denominazione, 'comune', '0371 000 ' || lpad((row_number() OVER (ORDER BY c.codice) + 100)::text, 3, '0'),
       'servizi.' || replace(c.codice, '_', '.') || '@example.org'
  FROM (SELECT DISTINCT denominazione, regexp_replace(senza_accenti(denominazione), '[^a-z0-9]+', '_', 'g') AS codice
          FROM comune WHERE ambito AND NOT cessato) c;

-- name: demo_servizi :count
INSERT INTO servizio (codice, denominazione, descrizione, tipo, sola_lettura, telefono, email)
SELECT s.codice, s.denominazione, s.descrizione, s.tipo, coalesce(s.sola_lettura, false), s.telefono, s.email
  FROM jsonb_to_recordset(:dati::jsonb) AS s (codice text, denominazione text, descrizione text, tipo text, sola_lettura boolean, telefono text, email text);

-- name: avviso_apri :one
SELECT avviso_apri(:kind::text, :servizio::text, :titolo::text, :descrizione::text, :esterni::boolean) AS avviso_id;

-- name: demo_identita :exec
-- From here on the transaction is that operator's, with the rights of the pages.  Only after
-- demo_identita_lascia: whether one may call a function is checked before the first of them runs.
SELECT identita_comando(:username, :servizio), set_config('role', 'siz_web', true);

-- name: demo_identita_lascia :exec
SELECT set_config('role', 'none', true), set_config('siz.identita', '', true);

-- name: demo_soggetto :one
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, nascita_comune_id, nascita_stato_id, codice_fiscale, codice_stp, motivo_senza_codice,
                      condizione, residenza_comune_id, residenza_indirizzo, telefono, email, data_decesso, riservato)
SELECT s.cognome, s.nome, s.sesso, s.data_nascita,
       (SELECT c.id FROM comune c WHERE c.codice_belfiore = s.belfiore
         ORDER BY coalesce(c.valido_dal <= s.data_nascita, true) AND coalesce(c.valido_al >= s.data_nascita, true) DESC, c.cessato, c.id LIMIT 1),
       (SELECT e.id FROM stato_estero e WHERE e.codice_belfiore = s.belfiore ORDER BY e.cessato, e.id LIMIT 1),
       s.codice_fiscale, s.codice_stp, s.motivo_senza_codice, coalesce(s.condizione, 'residente'),
       (SELECT c.id FROM comune c WHERE c.codice_belfiore = s.residenza AND c.ambito AND NOT c.cessato),
       s.indirizzo, s.telefono, s.email, s.data_decesso, coalesce(s.riservato, false)
  FROM jsonb_to_record(:dati::jsonb) AS s (cognome text, nome text, sesso text, data_nascita date, belfiore text, codice_fiscale text,
         codice_stp text, motivo_senza_codice text, condizione text, residenza text, indirizzo text, telefono text, email text,
         data_decesso date, riservato boolean)
RETURNING id AS soggetto_id;

-- name: demo_isee :exec
-- Only where the operator follows the person: the demonstration of one that may not be is none.
INSERT INTO isee (soggetto_id, tipo, valore, protocollo, presentata_il, valida_fino)
SELECT :soggetto_id, :tipo, :valore::numeric, 'INPS-ISEE-' || extract(year FROM current_date) || '-' || :numero || '-00', current_date - 300, current_date + :fino::int
 WHERE soggetto_seguito(:soggetto_id, 2);

-- name: demo_consenso :exec
INSERT INTO consenso (soggetto_id, informativa_id, esito, data)
SELECT :soggetto_id, f.id, 'dato', current_date - 30 FROM informativa f ORDER BY f.valida_dal DESC, f.id DESC LIMIT 1;

-- name: demo_nucleo :one
SELECT nucleo_entra(:presso_soggetto_id, :tipo::text, :soggetto_id, :relazione::text, NULL, current_date - :giorni::int, :motivo::text) AS nucleo_componente_id;

-- name: demo_nucleo_esce :exec
-- On the day of the death, or a year ago.
SELECT nucleo_esce(c.id, c.versione, coalesce(s.data_decesso, current_date - 365), :motivo::text, NULL)
  FROM nucleo_componente c JOIN soggetto s ON s.id = c.soggetto_id WHERE c.id = :nucleo_componente_id;

-- name: demo_pratica :one
-- Only what the newest form declares is stored.  Days count back from today, so that the data
-- never grow old.
INSERT INTO pratica (kind, titolare_soggetto_id, data_inizio, data_fine_prevista, motivo_attivazione, dati, modulo_id)
SELECT k.codice, :titolare_soggetto_id, current_date - s.giorni, current_date + s.prevista, s.motivo_attivazione,
       coalesce((SELECT jsonb_object_agg(d.key, d.value) FROM jsonb_each(s.dati) d
                  WHERE d.key IN (SELECT c.nome FROM modulo_campo c WHERE c.modulo_id = m.id)), '{}'), m.id
  FROM jsonb_to_record(:dati::jsonb) AS s (kind text, giorni integer, prevista integer, motivo_attivazione text, dati jsonb)
  JOIN kind k ON k.codice = s.kind
  JOIN LATERAL (SELECT o.id FROM modulo o WHERE o.nome = k.modulo ORDER BY o.versione DESC LIMIT 1) m ON true
RETURNING id AS pratica_id;

-- name: demo_transizione :one
SELECT pratica_transizione(p.id, p.versione, :azione::text, current_date - :giorni::int, :motivo::text) AS stato FROM pratica p WHERE p.id = :pratica_id;

-- name: demo_assegnazione :one
INSERT INTO assegnazione (pratica_id, servizio_id, operatore_id, livello, valida_al, nota)
SELECT :pratica_id, v.id, :operatore_id, coalesce(s.livello, 2), current_date + s.fino, s.nota
  FROM jsonb_to_record(:dati::jsonb) AS s (servizio text, livello smallint, fino integer, nota text) JOIN servizio v ON v.codice = s.servizio
RETURNING id AS assegnazione_id;

-- name: demo_risposta :exec1
UPDATE assegnazione SET risposta = :risposta, risposta_motivo = :motivo, risposta_il = now() WHERE id = :assegnazione_id;

-- name: demo_diario :exec
INSERT INTO diario_pagina (pratica_id, data, tipo, oggetto, testo, privata)
SELECT :pratica_id, current_date - s.giorni, s.tipo, s.oggetto, s.testo, coalesce(s.privata, false)
  FROM jsonb_to_record(:dati::jsonb) AS s (giorni integer, tipo text, oggetto text, testo text, privata boolean);

-- name: demo_evento :exec
-- Days count forward here: most events are still to come.
INSERT INTO evento (pratica_id, tipo, titolo, data, ora, luogo, note, promemoria)
SELECT :pratica_id, s.tipo, s.titolo, current_date + s.tra, s.ora, s.luogo, s.note, current_date + s.tra - s.promemoria
  FROM jsonb_to_record(:dati::jsonb) AS s (tipo text, titolo text, tra integer, ora time, luogo text, note text, promemoria integer);

-- name: demo_rilevazione :exec1
-- A scheda filled in, on the newest version of its form.
INSERT INTO rilevazione (pratica_id, scheda_rilevazione_id, data, autore_operatore_id, autore_servizio_id, modulo_id, dati)
SELECT :pratica_id, r.id, current_date - s.giorni, identita_operatore(), identita_servizio(), m.id, s.dati
  FROM jsonb_to_record(:dati::jsonb) AS s (scheda text, giorni integer, dati jsonb) JOIN scheda_rilevazione r ON r.codice = s.scheda
  JOIN LATERAL (SELECT o.id FROM modulo o WHERE o.nome = r.modulo ORDER BY o.versione DESC LIMIT 1) m ON true;

-- name: demo_significativo :exec
INSERT INTO soggetto_significativo (pratica_id, tipo, soggetto_id, denominazione, telefono, email, atto, atto_data, note)
SELECT :pratica_id, s.tipo, :soggetto_id, s.denominazione, s.telefono, s.email, s.atto, s.atto_data, s.note
  FROM jsonb_to_record(:dati::jsonb) AS s (tipo text, denominazione text, telefono text, email text, atto text, atto_data date, note text);

-- name: demo_obiettivo :one
INSERT INTO progetto_obiettivo (pratica_id, numero, testo, area, entro, indicatore, atteso)
SELECT :pratica_id, 1, s.testo, s.area, current_date + s.tra, s.indicatore, s.atteso
  FROM jsonb_to_record(:dati::jsonb) AS s (testo text, area text, tra integer, indicatore text, atteso text)
RETURNING id AS progetto_obiettivo_id;

-- name: demo_azione :exec
INSERT INTO progetto_azione (pratica_id, progetto_obiettivo_id, testo, chi, operatore_id, servizio_id, chi_nome, dal, al, stato)
SELECT :pratica_id, :progetto_obiettivo_id, s.testo, s.chi, :operatore_id, (SELECT v.id FROM servizio v WHERE v.codice = s.servizio), s.chi_nome, current_date - s.da, current_date + s.tra, s.stato
  FROM jsonb_to_record(:dati::jsonb) AS s (testo text, chi text, servizio text, chi_nome text, da integer, tra integer, stato text);

-- name: demo_verifica :one
INSERT INTO progetto_verifica (pratica_id, data, partecipanti, sintesi, prossima)
SELECT :pratica_id, current_date - s.giorni, s.partecipanti, s.sintesi, current_date + s.tra
  FROM jsonb_to_record(:dati::jsonb) AS s (giorni integer, partecipanti text, sintesi text, tra integer)
RETURNING id AS progetto_verifica_id;

-- name: demo_richiesta_accesso :exec
INSERT INTO richiesta_accesso (pratica_id, motivo) VALUES (:pratica_id, :motivo);

-- name: demo_richiesta :one
SELECT richiesta_crea(s.tipo, :pratica_id::bigint, v.id, s.oggetto, s.testo, current_date + s.tra) AS richiesta_id
  FROM jsonb_to_record(:dati::jsonb) AS s (tipo text, destinatario text, oggetto text, testo text, tra integer) LEFT JOIN servizio v ON v.codice = s.destinatario;

-- name: demo_richiesta_passo :one
SELECT richiesta_transizione(r.id, r.versione, :azione::text, :testo::text) AS stato FROM richiesta r WHERE r.id = :richiesta_id;

-- name: demo_domanda :one
-- A report about somebody of the register, on the newest version of each part.
INSERT INTO domanda (avviso_id, kind, servizio_id, soggetto_id, dati, moduli)
SELECT a.id, a.kind, a.servizio_id, s.id,
       jsonb_set(:dati::jsonb, '{persona}', jsonb_strip_nulls(jsonb_build_object('cognome', s.cognome, 'nome', s.nome, 'sesso', s.sesso, 'data_nascita', s.data_nascita,
                 'codice_fiscale', s.codice_fiscale)) || (:dati::jsonb -> 'persona')),
       (SELECT jsonb_object_agg(p.codice, (SELECT max(m.id) FROM modulo m WHERE m.nome = p.modulo)) FROM domanda_parte p WHERE p.kind = a.kind AND p.modulo IS NOT NULL)
  FROM avviso a, soggetto s WHERE a.kind = 'self' AND s.id = :soggetto_id
RETURNING id AS domanda_id;

-- name: demo_domanda_passo :one
SELECT domanda_transizione(d.id, d.versione, :azione::text, current_date + :tra::int, :testo::text) AS stato FROM domanda d WHERE d.id = :domanda_id;

-- name: demo_storica :one
SELECT pratica_storica_crea(:soggetto_id::bigint, s.servizio, s.operatore, s.kind, s.dal, s.al, s.motivo_attivazione, s.motivo_termine, s.dati::text) AS pratica_id
  FROM jsonb_to_record(:dati::jsonb) AS s (servizio text, operatore text, kind text, dal date, al date, motivo_attivazione text, motivo_termine text, dati jsonb);

-- name: chiavi_da_richiudere :many
SELECT riga_id, chiave, chiave_maestra FROM chiavi_da_richiudere(:tabella, :maestra, :dopo::bigint, :quante::int);

-- name: chiave_richiudi :exec
SELECT chiave_richiudi(:tabella, :riga::bigint, :vecchia::bytea, :nuova::bytea, :maestra);

-- name: fattori_sigillati :many
SELECT operatore_id, segreto FROM fattori_sigillati();

-- name: fattore_richiudi :exec
SELECT fattore_richiudi(:operatore_id::bigint, :vecchio::bytea, :nuovo::bytea);

-- name: chiavi_maestre :many
SELECT maestra, quante FROM chiavi_maestre();

-- name: chiavi_richiuse :exec
SELECT chiavi_richiuse(:documenti::bigint, :stampe::bigint, :ricevute::bigint, :fattori::bigint);

-- name: importa_prepara :one
-- Makes the temporary tables of this transaction; the statement that copies into the first.
SELECT importa_prepara() AS copia;

-- name: importa_misura :exec
-- Once everything is copied.
SELECT importa_misura();

-- name: importa_esegui :one
SELECT importazione_id, lette, nuove, presenti, rifiutate
  FROM importa_esegui(:archivio::text, :servizio::text, :oggetto::text, :operatore::text, :nome_file::text, :impronta::bytea);

-- name: importa_documenti_da_fare :many
SELECT riga, file, oggetto FROM importa_documenti_da_fare(:dopo_riga::bigint, :quanti::int);

-- name: importa_documenti_spazio :one
SELECT importa_documenti_spazio(:importazione_id) AS byte;

-- name: importa_documento_rifiuta :exec1
SELECT importa_documento_rifiuta(:riga::bigint, :motivo);

-- name: importa_documento_nuovo :one
SELECT importa_documento_nuovo(:importazione_id, :riga::bigint, :nome_file, :oggetto, :byte::bigint, :chiave, :chiave_maestra) AS documento_id;

-- name: importa_documento_blocco :exec1
SELECT importa_documento_blocco(:documento_id, :indice::int, :dati);

-- name: importa_documento_arrivato :exec1
SELECT importa_documento_arrivato(:documento_id, :impronta);

-- name: importa_concludi :one
SELECT id AS importazione_id, lette, nuove, presenti, rifiutate FROM importa_concludi(:importazione_id, :nuove::bigint);

-- name: importa_rifiuti :many
SELECT riga, n, campo, valore, motivo FROM importa_rifiuti(:dopo_riga::bigint, :dopo_n::bigint, :quante::int);

-- name: demo_parte :exec1
-- A part of a valutazione, on the newest form of its heading; `giorno`: a scale, filled that many days after the case began.
INSERT INTO valutazione_parte (pratica_id, area_id, soggetto_id, autore_operatore_id, autore_servizio_id, funzione, modulo_id, dati, firmata_il)
SELECT p.id, a.id, CASE WHEN s.giorno IS NOT NULL THEN p.titolare_soggetto_id END, identita_operatore(), identita_servizio(), s.funzione, m.id,
       CASE WHEN s.giorno IS NULL THEN s.dati ELSE s.dati || jsonb_build_object('compilata_il', p.data_inizio + s.giorno) END, CASE WHEN s.firmata THEN now() END
  FROM jsonb_to_record(:dati::jsonb) AS s (area text, funzione text, dati jsonb, firmata boolean, giorno integer), pratica p
  JOIN valutazione_area a ON a.tipo = p.tipo
  JOIN LATERAL (SELECT o.id FROM modulo o WHERE o.nome = a.modulo ORDER BY o.versione DESC LIMIT 1) m ON true
 WHERE p.id = :pratica_id AND a.codice = s.area;

-- ---- money, services rendered, facilities ------------------------------------------------------
-- An entry of attivita.json each.  What they speak of they name as a page does; months and days count from today.

-- name: demo_fondo :exec1
INSERT INTO finanziamento (anno, denominazione, fonte, capitolo, importo, soglia_avviso, note)
SELECT extract(year FROM current_date), s.denominazione, s.fonte, s.capitolo, s.importo, coalesce(s.soglia_avviso, 90), s.note
  FROM jsonb_to_record(:dati::jsonb) AS s (denominazione text, fonte text, capitolo text, importo numeric, soglia_avviso numeric, note text);

-- name: demo_fondo_servizio :exec1
INSERT INTO finanziamento_servizio (finanziamento_id, servizio_id)
SELECT f.id, v.id FROM jsonb_to_record(:dati::jsonb) AS s (fondo text, servizio text) JOIN finanziamento f ON f.denominazione = s.fondo JOIN servizio v ON v.codice = s.servizio;

-- name: demo_assegna :exec1
SELECT finanziamento_pratica_salva(:pratica_id::bigint, f.id, s.importo) FROM jsonb_to_record(:dati::jsonb) AS s (fondo text, importo numeric) JOIN finanziamento f ON f.denominazione = s.fondo;

-- name: demo_impegno :exec1
SELECT impegno_salva(:pratica_id::bigint, NULL, NULL, f.id, extract(year FROM current_date)::int, s.numero, f.capitolo, 'Determina', s.atto, current_date - s.giorni, s.importo)
  FROM jsonb_to_record(:dati::jsonb) AS s (fondo text, numero text, atto text, giorni integer, importo numeric) JOIN finanziamento f ON f.denominazione = s.fondo;

-- name: demo_regola :exec1
-- On the commitment of the case, whatever the year in which it falls due.
INSERT INTO regola_pagamento (pratica_id, dal, al, cadenza, importo, mese_intero, descrizione, beneficiario, iban, modalita, finanziamento_id, impegno_id, creato_da)
SELECT i.pratica_id, o.mese + make_interval(months => s.mese), o.mese + make_interval(months => s.mese + s.mesi) - interval '1 day', s.cadenza, s.importo, s.mesi IS NOT NULL, s.descrizione, s.beneficiario,
       s.iban, s.modalita, i.finanziamento_id, i.id, identita_operatore()
  FROM (SELECT i.* FROM impegno i WHERE i.pratica_id = :pratica_id ORDER BY i.id LIMIT 1) i, date_trunc('month', current_date) AS o (mese),
       jsonb_to_record(:dati::jsonb) AS s (mese integer, mesi integer, cadenza text, importo numeric, descrizione text, beneficiario text, iban text, modalita text);

-- name: demo_tranche :exec1
INSERT INTO regola_tranche (regola_id, pratica_id, numero, data, importo)
SELECT r.id, r.pratica_id, s.numero, current_date + s.tra, s.importo
  FROM (SELECT r.* FROM regola_pagamento r WHERE r.pratica_id = :pratica_id AND r.cadenza = 'R') r, jsonb_to_record(:dati::jsonb) AS s (numero integer, tra integer, importo numeric);

-- name: demo_sospensione :exec1
INSERT INTO sospensione_pagamento (pratica_id, dal, al, motivo, creato_da)
SELECT :pratica_id, o.mese + make_interval(months => s.mese), o.mese + make_interval(months => s.mese + 1) - interval '1 day', s.motivo, identita_operatore()
  FROM date_trunc('month', current_date) AS o (mese), jsonb_to_record(:dati::jsonb) AS s (mese integer, motivo text);

-- name: demo_decurtazione :exec1
INSERT INTO decurtazione (pratica_id, dal, al, importo, percentuale, motivo, creato_da)
SELECT :pratica_id, o.mese + make_interval(months => s.mese), o.mese + make_interval(months => s.mese + s.mesi) - interval '1 day', s.importo, s.percentuale, s.motivo, identita_operatore()
  FROM date_trunc('month', current_date) AS o (mese), jsonb_to_record(:dati::jsonb) AS s (mese integer, mesi integer, importo numeric, percentuale numeric, motivo text);

-- name: demo_quota :exec1
INSERT INTO quota_compartecipazione (pratica_id, pagatore, denominazione, importo, percentuale, dal, note, creato_da)
SELECT :pratica_id, s.pagatore, s.denominazione, s.importo, s.percentuale, date_trunc('month', current_date) + make_interval(months => s.mese), s.note, identita_operatore()
  FROM jsonb_to_record(:dati::jsonb) AS s (pagatore text, denominazione text, importo numeric, percentuale numeric, mese integer, note text);

-- name: demo_movimento :exec1
SELECT movimento_aggiungi(:pratica_id::bigint, current_date - s.giorni, current_date - s.giorni, current_date + s.tra, s.importo, 0, s.descrizione, s.beneficiario, s.iban, s.modalita)
  FROM jsonb_to_record(:dati::jsonb) AS s (giorni integer, tra integer, importo numeric, descrizione text, beneficiario text, iban text, modalita text);

-- name: demo_passo :exec1
-- An act on all movements of the case from which it goes and that fall due until the end of that month.
SELECT movimenti_passano(x.quali, x.viste, s.azione, current_date - s.giorni, s.motivo)
  FROM (SELECT :pratica_id::bigint AS pratica_id) c, jsonb_to_record(:dati::jsonb) AS s (azione text, mese integer, giorni integer, motivo text),
       LATERAL (SELECT array_agg(m.id) AS quali, array_agg(m.versione) AS viste FROM movimento m JOIN movimento_transizione t ON t.da = m.stato AND t.azione = s.azione
                 WHERE m.pratica_id = c.pratica_id AND m.scadenza < date_trunc('month', current_date) + make_interval(months => s.mese + 1)) x
 WHERE x.quali IS NOT NULL;

-- name: demo_elenco :exec1
INSERT INTO elenco_pagamento (descrizione, atto_tipo, atto_numero, atto_data)
SELECT s.descrizione, 'Determina', s.atto, current_date - s.giorni FROM jsonb_to_record(:dati::jsonb) AS s (descrizione text, atto text, giorni integer);

-- name: demo_elenco_metti :exec1
-- What is authorised of the case.
SELECT elenco_aggiungi(e.id, ARRAY(SELECT m.id FROM movimento m WHERE m.pratica_id = :pratica_id AND m.stato = 'A'))
  FROM jsonb_to_record(:dati::jsonb) AS s (elenco text) JOIN elenco_pagamento e ON e.descrizione = s.elenco;

-- name: demo_elenco_paga :exec1
SELECT elenco_paga(e.id, e.versione, s.mandato, current_date - s.giorni)
  FROM jsonb_to_record(:dati::jsonb) AS s (elenco text, mandato text, giorni integer) JOIN elenco_pagamento e ON e.descrizione = s.elenco;

-- name: demo_fornitore :exec1
INSERT INTO fornitore (denominazione, partita_iva, indirizzo, telefono, email, persona_contatto, accreditamento, accreditato_dal, tutti_i_servizi, note, servizio_id, creato_da)
SELECT s.denominazione, s.partita_iva, s.indirizzo, s.telefono, s.email, s.persona_contatto, s.accreditamento, current_date - s.giorni, coalesce(s.tutti_i_servizi, false), s.note,
       identita_servizio(), identita_operatore()
  FROM jsonb_to_record(:dati::jsonb) AS s (denominazione text, partita_iva text, indirizzo text, telefono text, email text, persona_contatto text, accreditamento text, giorni integer,
         tutti_i_servizi boolean, note text);

-- name: demo_tariffa :exec1
INSERT INTO tariffa (fornitore_id, prestazione, unita, importo, valida_dal, valida_al, atto, creato_da)
SELECT f.id, s.prestazione, s.unita, s.importo, current_date - s.giorni, current_date - s.fino, s.atto, identita_operatore()
  FROM jsonb_to_record(:dati::jsonb) AS s (fornitore text, prestazione text, unita text, importo numeric, giorni integer, fino integer, atto text) JOIN fornitore f ON f.denominazione = s.fornitore;

-- name: demo_prevista :exec1
INSERT INTO prestazione_prevista (pratica_id, prestazione, fornitore_id, unita, dal, giorni, quantita, dalle, recupero_importo, recupero_percentuale, note, creato_da)
SELECT :pratica_id, s.prestazione, f.id, s.unita, current_date - s.giorni, string_to_array(s.settimana, ',')::smallint[], s.quantita, s.dalle, s.recupero_importo, s.recupero_percentuale, s.note,
       identita_operatore()
  FROM jsonb_to_record(:dati::jsonb) AS s (prestazione text, fornitore text, unita text, giorni integer, settimana text, quantita integer, dalle time, recupero_importo numeric,
         recupero_percentuale numeric, note text) JOIN fornitore f ON f.denominazione = s.fornitore;

-- name: demo_rese :exec
-- A planned service as it was planned, from the first of that month until yesterday or its end; but for the times, counted from 1, that say why not.
INSERT INTO prestazione_resa (pratica_id, prestazione_prevista_id, data, quantita, motivo, creato_da)
SELECT v.pratica_id, v.id, g.data, CASE WHEN g.motivo IS NULL THEN v.quantita ELSE 0 END, g.motivo, identita_operatore()
  FROM (SELECT :pratica_id::bigint AS pratica_id) c, jsonb_to_record(:dati::jsonb) AS s (prestazione text, mese integer, mancate jsonb),
       prestazione_prevista v,
       LATERAL (SELECT d AS data, s.mancate ->> (row_number() OVER (ORDER BY d))::text AS motivo
                  FROM date_trunc('month', current_date) AS o (mese),
                       prestazione_giorni(v, (o.mese + make_interval(months => s.mese))::date, least(current_date - 1, (o.mese + make_interval(months => s.mese + 1) - interval '1 day')::date)) d) g
 WHERE v.pratica_id = c.pratica_id AND v.prestazione = s.prestazione;

-- name: demo_mese_prestazioni :exec1
SELECT prestazione_mese_chiudi(m.pratica_id, m.mese, m.versione)
  FROM (SELECT :pratica_id::bigint AS pratica_id) c, jsonb_to_record(:dati::jsonb) AS s (mese integer), prestazione_mese m
 WHERE m.pratica_id = c.pratica_id AND m.mese = date_trunc('month', current_date) + make_interval(months => s.mese);

-- name: demo_struttura :exec1
INSERT INTO struttura (denominazione, tipo, gestore, comune, indirizzo, referente, telefono, email, autorizzazione, accreditamento, accreditamento_al, per_tutti, note, servizio_id, creato_da)
SELECT s.denominazione, s.tipo, s.gestore, s.comune, s.indirizzo, s.referente, s.telefono, s.email, s.autorizzazione, s.accreditamento, current_date + s.tra, coalesce(s.per_tutti, false), s.note,
       identita_servizio(), identita_operatore()
  FROM jsonb_to_record(:dati::jsonb) AS s (denominazione text, tipo text, gestore text, comune text, indirizzo text, referente text, telefono text, email text, autorizzazione text,
         accreditamento text, tra integer, per_tutti boolean, note text);

-- name: demo_struttura_servizio :exec1
INSERT INTO struttura_servizio (struttura_id, servizio_id)
SELECT t.id, v.id FROM jsonb_to_record(:dati::jsonb) AS s (struttura text, servizio text) JOIN struttura t ON t.denominazione = s.struttura JOIN servizio v ON v.codice = s.servizio;

-- name: demo_posti :exec1
INSERT INTO struttura_posti (struttura_id, tipo_posto, dal, posti, creato_da)
SELECT t.id, s.tipo_posto, current_date - s.giorni, s.posti, identita_operatore()
  FROM jsonb_to_record(:dati::jsonb) AS s (struttura text, tipo_posto text, giorni integer, posti integer) JOIN struttura t ON t.denominazione = s.struttura;

-- name: demo_retta :exec1
INSERT INTO retta (struttura_id, tipo_posto, unita, importo, assenza_ospedale, assenza_casa, assenza_vacanza, assenza_altra, dal, al, creato_da)
SELECT t.id, s.tipo_posto, s.unita, s.importo, coalesce(s.ospedale, 100), coalesce(s.casa, 100), coalesce(s.vacanza, 100), coalesce(s.altra, 100), current_date - s.giorni, current_date - s.fino,
       identita_operatore()
  FROM jsonb_to_record(:dati::jsonb) AS s (struttura text, tipo_posto text, unita text, importo numeric, ospedale numeric, casa numeric, vacanza numeric, altra numeric, giorni integer, fino integer)
  JOIN struttura t ON t.denominazione = s.struttura;

-- name: demo_inserimento :exec1
INSERT INTO inserimento (pratica_id, struttura_id, tipo_posto, ammissione, giorni_settimana, spese_personali, note, creato_da)
SELECT :pratica_id, t.id, s.tipo_posto, current_date - s.giorni, s.settimana, s.spese_personali, s.note, identita_operatore()
  FROM jsonb_to_record(:dati::jsonb) AS s (struttura text, tipo_posto text, giorni integer, settimana text, spese_personali numeric, note text) JOIN struttura t ON t.denominazione = s.struttura;

-- name: demo_assenza :exec1
-- Days of that month.
SELECT presenza_periodo(i.id, (o.mese + make_interval(months => s.mese, days => s.dal - 1))::date, (o.mese + make_interval(months => s.mese, days => s.al - 1))::date, s.codice)
  FROM (SELECT :pratica_id::bigint AS pratica_id) c, jsonb_to_record(:dati::jsonb) AS s (mese integer, dal integer, al integer, codice text), date_trunc('month', current_date) AS o (mese), inserimento i
 WHERE i.pratica_id = c.pratica_id;

-- name: demo_mese_presenze :exec1
SELECT presenza_chiudi(m.inserimento_id, m.mese, m.versione)
  FROM (SELECT :pratica_id::bigint AS pratica_id) c, jsonb_to_record(:dati::jsonb) AS s (mese integer), presenza_assenza m
 WHERE m.pratica_id = c.pratica_id AND m.mese = date_trunc('month', current_date) + make_interval(months => s.mese);

-- name: demo_spesa :exec1
INSERT INTO spesa_extra (pratica_id, data, tipo, descrizione, importo, creato_da)
SELECT :pratica_id, current_date - s.giorni, s.tipo, s.descrizione, s.importo, identita_operatore()
  FROM jsonb_to_record(:dati::jsonb) AS s (giorni integer, tipo text, descrizione text, importo numeric);
