-- Calls and domande: what reporters write and follow, what the receiving service triages.

-- name: avviso_self :maybe
-- The call to which one can report now: always open, one of each kind.
SELECT a.id AS avviso_id, a.titolo, a.informativa FROM avviso a WHERE a.kind = 'self' AND avviso_aperto(a) ORDER BY a.id LIMIT 1;

-- name: domande_mie :hdf
-- What this reporter has begun and sent, the last touched on top.
SELECT d.id, d.codice, d.stato, v.descrizione AS stato_nome, d.beneficiario, d.inviata_il, d.aggiornata_il, d.aggiornata_il + interval '30 days' AS scade,
       d.stato = 'B' AS bozza, d.stato = 'N' AS da_rispondere, e.denominazione AS ente
  FROM domanda d
  LEFT JOIN voce v ON v.vocabolario = 'stato_domanda' AND v.codice = d.stato AND v.valida_al IS NULL
  LEFT JOIN utente_ente x ON x.id = d.utente_ente_id LEFT JOIN ente_esterno e ON e.id = x.ente_esterno_id
 WHERE domanda_mia(d)
 ORDER BY d.stato = 'N' DESC, d.stato = 'B' DESC, d.aggiornata_il DESC, d.id DESC
 LIMIT 100;

-- name: domanda_nuova :one
-- Of an operator: about somebody of the register, whose data the report takes over.
INSERT INTO domanda (avviso_id, kind, servizio_id, soggetto_id, dati)
SELECT :avviso_id, 'self', a.servizio_id, :soggetto_id,
       coalesce((SELECT jsonb_build_object('persona', jsonb_strip_nulls(jsonb_build_object('cognome', s.cognome, 'nome', s.nome, 'sesso', s.sesso,
                         'data_nascita', s.data_nascita, 'codice_fiscale', s.codice_fiscale, 'comune', c.denominazione, 'indirizzo', s.residenza_indirizzo,
                         'telefono', s.telefono, 'email', s.email)))
                   FROM soggetto s LEFT JOIN comune c ON c.id = s.residenza_comune_id WHERE s.id = :soggetto_id), '{}')
  FROM avviso a WHERE a.id = :avviso_id
RETURNING id AS domanda_id;

-- name: domanda_mia_leggi :maybe
SELECT d.id AS domanda_id, d.kind, d.stato, v.descrizione AS stato_nome, d.codice, d.utente_ente_id, d.soggetto_id, d.utente_esterno_id, d.inviata_il,
       d.aggiornata_il, (d.aggiornata_il + interval '30 days')::date AS scade, d.beneficiario, d.colloquio_il, d.mittente, d.mittente_ente, d.versione,
       s.denominazione AS servizio, s.telefono AS servizio_telefono, s.email AS servizio_email, a.titolo, x.stato AS ente_stato
  FROM domanda d JOIN avviso a ON a.id = d.avviso_id JOIN servizio s ON s.id = d.servizio_id
  LEFT JOIN voce v ON v.vocabolario = 'stato_domanda' AND v.codice = d.stato AND v.valida_al IS NULL
  LEFT JOIN utente_ente x ON x.id = d.utente_ente_id
 WHERE d.id = :domanda_id AND domanda_mia(d);

-- name: domanda_parti :many
SELECT p.codice, p.ordine, p.sezione, p.titolo, p.descrizione, p.modulo FROM domanda_parte p WHERE p.kind = :kind ORDER BY p.ordine;

-- name: domanda_risposte :many
-- What was answered: part, field, value; moduli is the version of the form of that part.
SELECT p.key AS parte, c.key AS nome, (d.moduli ->> p.key)::bigint AS modulo_id,
       CASE jsonb_typeof(c.value) WHEN 'array' THEN (SELECT string_agg(x, ',') FROM jsonb_array_elements_text(c.value) x)
                                  WHEN 'boolean' THEN '1' ELSE c.value #>> '{}' END AS valore
  FROM domanda d, jsonb_each(d.dati) p, jsonb_each(p.value) c
 WHERE d.id = :domanda_id ORDER BY p.key, c.key;

-- name: domanda_parte_versione :one
-- The text of a part that one has read; 1 before anybody wrote it.
SELECT coalesce((d.versioni ->> :parte::text)::bigint, 1) AS versione FROM domanda d WHERE d.id = :domanda_id;

-- name: domanda_parte_salva :maybe
-- Fields of `tieni` stay as they are: what an operator's report took over from the register.  A body
-- that is none of the author's is none: the answer is a draft, the form says so.  No row: sent
-- meanwhile, or that part was saved by another window.
UPDATE domanda SET dati = dati || jsonb_build_object(:parte::text,
         coalesce((SELECT jsonb_object_agg(k.key, k.value) FROM jsonb_each(dati -> :parte::text) k WHERE k.key = ANY (:tieni::text[])), '{}') || :dati::jsonb),
       moduli = moduli || jsonb_build_object(:parte::text, :modulo_id::bigint),
       utente_ente_id = CASE WHEN :parte::text = 'segnalante' THEN (SELECT x.id FROM utente_ente x WHERE x.id = :utente_ente_id::bigint) ELSE utente_ente_id END
 WHERE id = :domanda_id AND stato = 'B' AND coalesce((versioni ->> :parte::text)::bigint, 1) = :versione
RETURNING (versioni ->> :parte::text)::bigint AS versione;

-- name: domanda_codici :one
-- Whose codes are at hand: of who writes, and of the person whom it is about (B2-08).
SELECT coalesce((SELECT u.codice_fiscale FROM utente_esterno u WHERE u.id = d.utente_esterno_id),
                (SELECT o.codice_fiscale FROM operatore o WHERE o.id = d.operatore_id)) AS mio,
       nullif(upper(regexp_replace(d.dati #>> '{persona,codice_fiscale}', '\s', '', 'g')), '') AS persona
  FROM domanda d WHERE d.id = :domanda_id;

-- name: domanda_elimina :count
DELETE FROM domanda WHERE id = :domanda_id AND stato = 'B';

-- name: domanda_invia :one
SELECT domanda_invia(:domanda_id::bigint) AS codice;

-- name: domanda_rispondi :exec
SELECT domanda_rispondi(:domanda_id::bigint, :testo::text);

-- name: domanda_passi :hdf
-- What happened, the newest on top; the names of the service's operators are for operators only.
SELECT p.id, p.azione, t.etichetta, va.descrizione AS stato_nome, p.data, p.testo, p.quando,
       coalesce(operatore_nome(p.operatore_id), CASE WHEN p.utente_esterno_id IS NOT NULL THEN d.mittente END) AS chi,
       p.azione IN ('invia', 'rispondi') AS mittente,
       p.id = max(p.id) FILTER (WHERE p.azione = 'integra') OVER () AS chiesta -- what the service asked for last
  FROM domanda_passo p JOIN domanda d ON d.id = p.domanda_id
  LEFT JOIN transizione t ON t.kind = d.kind AND t.da = p.da AND t.azione = p.azione
  LEFT JOIN voce va ON va.vocabolario = 'stato_domanda' AND va.codice = p.a AND va.valida_al IS NULL
 WHERE p.domanda_id = :domanda_id AND (NOT :del_mittente::boolean OR p.azione NOT IN ('collega', 'scollega'))
 ORDER BY p.id DESC LIMIT 200;

-- name: domanda_allegati :many
SELECT d.id AS documento_id, d.nome_file, d.oggetto, d.data, coalesce(v.descrizione, d.tipo) AS tipo, d.byte, d.stato, d.pdfa, d.mime, d.esito, d.creato_il,
       domanda_allega(d.domanda_id) AND (d.autore_esterno_id = identita_esterno() OR d.autore_operatore_id = identita_operatore()) AS scrive
  FROM documento d LEFT JOIN voce v ON v.vocabolario = 'tipo_documento' AND v.codice = d.tipo
 WHERE d.domanda_id = :domanda_id AND d.tolto_il IS NULL AND d.stato <> 'in_arrivo'
 ORDER BY d.id DESC LIMIT 501;

-- name: allegato_nuovo :one
INSERT INTO documento (domanda_id, nome_file, oggetto, data, tipo, byte, stato, chiave, chiave_maestra, autore_operatore_id, autore_servizio_id, autore_esterno_id)
VALUES (:domanda_id, :nome_file, :oggetto, current_date, :tipo, :byte, 'in_arrivo', :chiave, :chiave_maestra,
        identita_operatore(), identita_servizio(), identita_esterno())
RETURNING id AS documento_id;

-- name: allegato_apri :maybe
-- An attachment of one's own domanda.
SELECT d.id AS documento_id FROM documento d WHERE d.id = :documento_id AND d.domanda_id = :domanda_id AND domanda_e_mia(d.domanda_id) AND d.tolto_il IS NULL;

-- name: allegato_togli :count
UPDATE documento SET tolto_il = now(), tolto_motivo = 'tolto da chi ha segnalato'
 WHERE id = :documento_id AND domanda_id = :domanda_id AND tolto_il IS NULL AND domanda_allega(domanda_id);

-- The receipt (app/domanda/ricevuta.c).

-- name: ricevuta_stato :maybe
-- Of one's own domanda; what nobody has made for an hour is not coming any more.
SELECT r.byte, r.chiave, r.chiave_maestra, r.stato = 'pronta' AS pronta, r.stato = 'in_coda' AND r.chiesta_il > now() - interval '1 hour' AS attesa
  FROM ricevuta r WHERE r.domanda_id = :domanda_id;

-- name: ricevuta_chiedi :one
SELECT ricevuta_chiedi(:domanda_id::bigint) AS chiesta;

-- name: ricevuta_blocco_vedi :maybe
SELECT dati FROM ricevuta_blocco WHERE domanda_id = :domanda_id AND indice = :indice;

-- name: ricevuta_blocco_consegna :one
-- A later block of a download that began with the right to it (NULL: that right has ended).
SELECT ricevuta_blocco_consegna(:gettone, :domanda_id, :indice::int, :rilasciato::bigint, :prova) AS dati;

-- name: ricevuta_da_fare :one
SELECT ricevuta_da_fare(:domanda_id::bigint) AS da_fare;

-- name: ricevuta_allegati :many
-- What was attached when it was sent, also what was taken off since.
SELECT d.id AS documento_id, d.oggetto, d.nome_file, d.byte
  FROM documento d JOIN domanda q ON q.id = d.domanda_id
 WHERE d.domanda_id = :domanda_id AND d.stato <> 'in_arrivo' AND d.creato_il <= q.inviata_il AND coalesce(d.tolto_il > q.inviata_il, true)
 ORDER BY d.id LIMIT 501;

-- name: ricevuta_blocco_scrivi :exec
SELECT ricevuta_blocco_scrivi(:domanda_id::bigint, :indice::int, :dati);

-- name: ricevuta_finita :exec
SELECT ricevuta_finita(:domanda_id::bigint, :come, nullif(:byte::bigint, 0), :impronta, :chiave, :maestra);

-- The receiving service.

-- name: avvisi_elenco :hdf
-- Calls to which one can send, and those that the own service receives.
SELECT a.id, a.titolo, a.descrizione, a.anno, k.denominazione AS kind_nome, s.denominazione AS servizio, a.aperto_dal, a.aperto_al, avviso_aperto(a) AS aperto,
       a.servizio_id = identita_servizio() AS mio, a.kind = 'self' AS self,
       CASE WHEN a.servizio_id = identita_servizio() THEN (SELECT count(*) FROM (SELECT FROM domanda d WHERE d.avviso_id = a.id AND d.stato = 'I' LIMIT 1001) x) END AS nuove
  FROM avviso a JOIN kind k ON k.codice = a.kind JOIN servizio s ON s.id = a.servizio_id
 WHERE a.servizio_id = identita_servizio() OR avviso_aperto(a)
 ORDER BY avviso_aperto(a) DESC, a.anno DESC, a.id DESC LIMIT 100;

-- name: avviso_leggi :maybe
SELECT a.id AS avviso_id, a.titolo, a.descrizione, a.anno, a.kind, k.denominazione AS kind_nome, s.denominazione AS servizio, s.telefono, s.email,
       a.aperto_dal, a.aperto_al, avviso_aperto(a) AS aperto, a.esterni, a.servizio_id = identita_servizio() AS mio
  FROM avviso a JOIN kind k ON k.codice = a.kind JOIN servizio s ON s.id = a.servizio_id
 WHERE a.id = :avviso_id AND (a.servizio_id = identita_servizio() OR avviso_aperto(a));

-- name: avviso_numeri :hdf
-- How many stand where, for the receiving service; none above 1001.
SELECT v.codice AS stato, v.descrizione AS nome,
       (SELECT count(*) FROM (SELECT FROM domanda d WHERE d.avviso_id = :avviso_id AND d.stato = v.codice LIMIT 1001) x) AS quante
  FROM voce v WHERE v.vocabolario = 'stato_domanda' AND v.codice <> 'B' AND v.valida_al IS NULL ORDER BY v.ordine;

-- name: domanda_leggi :maybe
-- For the receiving service.
SELECT d.id AS domanda_id, d.kind, d.avviso_id, a.titolo AS avviso, d.codice, d.stato, v.descrizione AS stato_nome, d.mittente, d.mittente_ente, d.soggetto_id,
       d.utente_esterno_id, d.beneficiario, d.inviata_il, d.colloquio_il, d.versione::bigint AS versione, identita_scrive() AND domanda_livello(d) = 2 AS scrive,
       s.cognome || ' ' || s.nome AS soggetto, s.codice AS soggetto_codice,
       d.dati #>> '{persona,cognome}' AS cognome, d.dati #>> '{persona,nome}' AS nome, d.dati #>> '{persona,sesso}' AS sesso,
       d.dati #>> '{persona,data_nascita}' AS data_nascita, d.dati #>> '{persona,codice_fiscale}' AS codice_fiscale,
       d.dati #>> '{persona,senza_codice}' AS senza_codice, d.dati #>> '{persona,telefono}' AS telefono, d.dati #>> '{persona,email}' AS email,
       d.dati #>> '{persona,indirizzo}' AS indirizzo, domanda_ente_verificato(d) AS ente_verificato
  FROM domanda d JOIN avviso a ON a.id = d.avviso_id
  LEFT JOIN voce v ON v.vocabolario = 'stato_domanda' AND v.codice = d.stato AND v.valida_al IS NULL
  LEFT JOIN soggetto s ON s.id = d.soggetto_id
 WHERE d.id = :domanda_id AND domanda_livello(d) > 0;

-- name: domanda_azioni :many
-- What this role may do from here.
SELECT t.azione, t.etichetta, t.motivo FROM domanda d JOIN transizione t ON t.kind = d.kind AND t.da = d.stato
  JOIN ruolo_permesso r ON r.permesso = t.permesso AND r.ruolo = identita_ruolo()
 WHERE d.id = :domanda_id AND domanda_livello(d) = 2 AND identita_scrive() ORDER BY t.ordine;

-- name: domanda_azione_permessa :one
-- Whether some state has a step of that name, and whether this role makes it: not from here, or not by them.
SELECT count(t.azione) > 0 AS esiste, coalesce(bool_or(r.ruolo IS NOT NULL), false) AND domanda_livello(d) = 2 AND identita_scrive() AS permessa, min(t.etichetta) AS etichetta
  FROM domanda d LEFT JOIN transizione t ON t.kind = d.kind AND t.azione = :azione
  LEFT JOIN ruolo_permesso r ON r.permesso = t.permesso AND r.ruolo = identita_ruolo()
 WHERE d.id = :domanda_id GROUP BY d.id;

-- name: domanda_ultimo_passo :maybe
-- What happened last, by whom.
SELECT p.azione, t.etichetta, p.quando, coalesce(operatore_nome(p.operatore_id), CASE WHEN p.utente_esterno_id IS NOT NULL THEN d.mittente END) AS chi
  FROM domanda_passo p JOIN domanda d ON d.id = p.domanda_id
  LEFT JOIN transizione t ON t.kind = d.kind AND t.da = p.da AND t.azione = p.azione
 WHERE p.domanda_id = :domanda_id ORDER BY p.id DESC LIMIT 1;

-- name: domanda_transizione :one
SELECT domanda_transizione(:domanda_id::bigint, :versione::int, :azione::text, :data::date, :testo::text) AS stato;

-- name: domanda_collega :one
SELECT domanda_collega(:domanda_id::bigint, :soggetto_id::bigint) AS collegata;
