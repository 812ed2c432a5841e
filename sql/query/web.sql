-- What the way of a request needs, whatever the page.

-- name: registra :exec
SELECT registra(:gettone, :azione, :rotta, :oggetto, nullif(:riga::bigint, 0), nullif(:persona::bigint, 0), :esito, (:indirizzo::text)::inet, :richiesta, :dettaglio, :attivita);

-- name: invio_nota :count
-- The one-time key of a form (IN-4): 0 touched means that it was sent before.
INSERT INTO invio (chiave, impronta, operatore_id, utente_esterno_id) VALUES (:chiave, :impronta, identita_operatore(), identita_esterno()) ON CONFLICT DO NOTHING;

-- name: invio_esito :exec
UPDATE invio SET esito = :esito WHERE chiave = :chiave;

-- name: invio_leggi :maybe
-- What the first sending led to; NULL while it is still at work or where it failed.
SELECT esito, impronta FROM invio WHERE chiave = :chiave;

-- name: scelte :many
-- The choices of several vocabularies in one go; `scelte_correnti` are codes that a stored row
-- has and that may be valid no more: they stay choosable.
SELECT s.vocabolario, s.codice, s.descrizione, s.gruppo
  FROM scelta s
 WHERE s.vocabolario = ANY (:vocabolari::text[])
   AND (s.valida_dal <= current_date AND coalesce(s.valida_al, current_date) >= current_date OR s.codice = ANY (:correnti::text[]))
 ORDER BY s.vocabolario, s.ordine, s.descrizione;

-- name: scelta_testo :maybe
SELECT s.descrizione FROM scelta s WHERE s.vocabolario = :vocabolario AND s.codice = :codice ORDER BY s.valida_dal DESC LIMIT 1;

-- name: modulo_elenco :many
-- The newest version of each form.
SELECT DISTINCT ON (nome) id AS modulo_id, nome, versione::bigint AS versione, titolo FROM modulo ORDER BY nome, versione DESC;

-- name: modulo_di_versione :one
SELECT id AS modulo_id, nome, versione::bigint AS versione, titolo FROM modulo WHERE id = :modulo_id;

-- name: modulo_campi :many
SELECT nome, gruppo, etichetta, tipo, obbligatorio, testo_mancante, aiuto, vocabolario, mostra_campo, mostra_valore, visibile_a,
       minimo, massimo, larghezza::bigint AS larghezza, autocomplete, blocco
  FROM modulo_campo WHERE modulo_id = :modulo_id ORDER BY ordine;

-- name: bozza_salva :exec
-- The case only where it is open: colleagues read there who is writing.
INSERT INTO bozza (operatore_id, servizio_id, percorso, pratica_id, dati, versione_base)
VALUES (identita_operatore(), identita_servizio(), :percorso, (SELECT p.id FROM pratica p WHERE p.id = :pratica_id), :dati::jsonb, nullif(:versione_base::int, 0))
ON CONFLICT ON CONSTRAINT bozza_unica DO UPDATE SET dati = excluded.dati, aggiornata_il = now(), versione_base = excluded.versione_base, servizio_id = excluded.servizio_id;

-- name: bozza_leggi :maybe
SELECT id AS bozza_id, dati::text AS dati, aggiornata_il, versione_base::bigint AS versione_base FROM bozza
 WHERE operatore_id = identita_operatore() AND percorso = :percorso;

-- name: bozza_scarta :exec
DELETE FROM bozza WHERE operatore_id = identita_operatore() AND percorso = :percorso;

-- name: bozza_esterna_leggi :maybe
SELECT dati::text AS dati, aggiornata_il FROM bozza_esterna WHERE utente_esterno_id = identita_esterno() AND percorso = :percorso;

-- name: bozza_esterna_scarta :exec
DELETE FROM bozza_esterna WHERE utente_esterno_id = identita_esterno() AND percorso = :percorso;

-- name: bozza_apri :one
-- The draft of an address, made empty if there is none: documents can be attached to it.
INSERT INTO bozza (operatore_id, servizio_id, percorso, dati) VALUES (identita_operatore(), identita_servizio(), :percorso, '{}')
ON CONFLICT ON CONSTRAINT bozza_unica DO UPDATE SET aggiornata_il = now() RETURNING id AS bozza_id;

-- name: bozza_mie :hdf
SELECT id AS bozza_id, percorso, aggiornata_il FROM bozza WHERE operatore_id = identita_operatore() AND dati <> '{}' ORDER BY aggiornata_il DESC LIMIT 50;

-- name: bozza_da_scaduta :one
SELECT bozza_da_scaduta(:gettone, :percorso, :dati) AS tenuta;

-- name: salute :one
SELECT 1 AS viva;

-- name: permesso_spiega :maybe
-- What a permission is for, and in which other services this operator has it: for who is refused.
SELECT descrizione, scrive, altrove FROM permesso_spiega(:permesso);
