-- Documents: lists, cards, bytes on their way in and out, verdicts.

-- name: documenti_elenco :many
-- Of a case, newest on top unless asked otherwise; 501 at most, of which 500 are shown.  `cerca`: in the name or in the text;
-- every filter may be NULL.
SELECT d.id AS documento_id, d.nome_file, d.oggetto, d.data, coalesce(v.descrizione, d.tipo) AS tipo, d.byte, d.stato, d.pdfa, d.mime, d.esito,
       (SELECT string_agg(e.parola, ', ' ORDER BY e.parola) FROM documento_etichetta e WHERE e.documento_id = d.id) AS etichette,
       operatore_nome(d.autore_operatore_id) AS autore, d.autore_operatore_id = identita_operatore() AS mio, d.creato_il, d.scade_il, d.scade_il < current_date AS scaduto
  FROM documento d LEFT JOIN voce v ON v.vocabolario = 'tipo_documento' AND v.codice = d.tipo
 WHERE d.pratica_id = :pratica_id AND d.tolto_il IS NULL AND d.stato <> 'in_arrivo'
   AND (:tipo::text IS NULL OR d.tipo = :tipo) AND (:scade_entro::date IS NULL OR d.scade_il <= :scade_entro::date)
   AND (:etichetta::text IS NULL OR EXISTS (SELECT FROM documento_etichetta e WHERE e.documento_id = d.id AND e.parola = ANY (ARRAY(SELECT etichette_di(:etichetta)))))
   AND (:cerca::text IS NULL OR strpos(senza_accenti(d.oggetto || ' ' || d.nome_file), senza_accenti(:cerca)) > 0
        -- a probe, not EXISTS, which beside OR may become a hash of the words of the whole archive
        OR (SELECT t.parole @@ documento_domanda(:cerca) FROM documento_testo t WHERE t.documento_id = d.id LIMIT 1))
 ORDER BY CASE WHEN :ordine = 'data' THEN d.data END, CASE WHEN :ordine = '-data' THEN d.data END DESC,
          CASE WHEN :ordine = 'nome' THEN lower(d.oggetto) END, CASE WHEN :ordine = '-nome' THEN lower(d.oggetto) END DESC,
          CASE WHEN :ordine = 'tipo' THEN lower(v.descrizione) END, CASE WHEN :ordine = '-tipo' THEN lower(v.descrizione) END DESC,
          d.id DESC
 LIMIT 501;

-- name: documenti_tipi :many
-- The kinds of document that a case has, as the reader sees them.
SELECT DISTINCT d.tipo AS codice, coalesce(v.descrizione, d.tipo) AS testo
  FROM documento d LEFT JOIN voce v ON v.vocabolario = 'tipo_documento' AND v.codice = d.tipo
 WHERE d.pratica_id = :pratica_id AND d.tolto_il IS NULL AND d.stato <> 'in_arrivo' AND d.tipo IS NOT NULL ORDER BY 2, 1;

-- name: documenti_bozza_elenco :many
-- Attached to this operator's draft of an address.
SELECT d.id AS documento_id, d.nome_file, d.oggetto, d.data, coalesce(v.descrizione, d.tipo) AS tipo, d.byte, d.stato, d.pdfa, d.mime, d.esito,
       operatore_nome(d.autore_operatore_id) AS autore, d.autore_operatore_id = identita_operatore() AS mio, d.creato_il
  FROM bozza b JOIN documento d ON d.bozza_id = b.id
  LEFT JOIN voce v ON v.vocabolario = 'tipo_documento' AND v.codice = d.tipo
 WHERE b.operatore_id = identita_operatore() AND b.percorso = :percorso AND d.tolto_il IS NULL AND d.stato <> 'in_arrivo'
 ORDER BY d.id DESC
 LIMIT 501;

-- name: documento_apri :maybe
-- One document, as far as this operator sees it; `livello` of its case, 2 on the own draft.
SELECT d.id AS documento_id, d.pratica_id, d.bozza_id, b.percorso, d.domanda_id, coalesce(p.codice, q.codice) AS codice,
       coalesce(p.titolare_soggetto_id, q.soggetto_id, r.soggetto_id) AS soggetto_id, r.id AS richiesta_id, r.codice AS richiesta_codice, d.nome_file, d.oggetto, d.data, d.tipo, d.scade_il,
       coalesce(v.descrizione, d.tipo) AS tipo_nome, d.byte, d.stato, d.mime, d.pdfa, d.esito, d.chiave, d.chiave_maestra, encode(d.impronta, 'hex') AS impronta,
       operatore_nome(d.autore_operatore_id) AS autore, d.creato_il, d.controllato_il, d.versione,
       identita_scrive() AND CASE WHEN d.domanda_id IS NOT NULL THEN false ELSE d.pratica_id IS NULL OR pratica_livello(d.pratica_id) = 2 END AS scrive
  FROM documento d LEFT JOIN pratica p ON p.id = d.pratica_id LEFT JOIN domanda q ON q.id = d.domanda_id LEFT JOIN bozza b ON b.id = d.bozza_id
  -- who does not open the case was shown it with a richiesta
  LEFT JOIN LATERAL (SELECT z.id, z.codice, z.soggetto_id FROM richiesta_allegato x JOIN richiesta z ON z.id = x.richiesta_id
                      WHERE x.documento_id = d.id AND p.id IS NULL ORDER BY z.id DESC LIMIT 1) r ON true
  LEFT JOIN voce v ON v.vocabolario = 'tipo_documento' AND v.codice = d.tipo
 WHERE d.id = :documento_id AND d.tolto_il IS NULL AND d.stato <> 'in_arrivo';

-- name: documento_scheda_salva :count
UPDATE documento SET oggetto = :oggetto, data = :data, tipo = :tipo, scade_il = :scade_il
 WHERE id = :documento_id AND versione = :versione AND tolto_il IS NULL;

-- name: documento_togli :count
UPDATE documento SET tolto_il = now(), tolto_motivo = :motivo WHERE id = :documento_id AND tolto_il IS NULL;

-- name: documento_nuovo :one
-- `byte` is what was announced; the state is «in arrivo» until the last one is here.
INSERT INTO documento (pratica_id, bozza_id, nome_file, oggetto, data, tipo, byte, stato, chiave, chiave_maestra, autore_operatore_id, autore_servizio_id)
VALUES (:pratica_id, :bozza_id, :nome_file, :oggetto, coalesce(:data::date, current_date), :tipo, :byte, 'in_arrivo', :chiave, :chiave_maestra,
        identita_operatore(), identita_servizio())
RETURNING id AS documento_id;

-- name: documento_blocco_scrivi :exec1
INSERT INTO documento_blocco (documento_id, indice, dati) VALUES (:documento_id, :indice, :dati);

-- name: documento_arrivato :exec1
UPDATE documento SET impronta = :impronta, stato = 'in_controllo' WHERE id = :documento_id AND stato = 'in_arrivo' AND byte = :byte;

-- name: documento_controllo_chiedi :one
SELECT lavoro_chiedi('documento_controllo', jsonb_build_object('documento', :documento_id::bigint)::text) AS lavoro_id;

-- name: documento_spazio_usato :one
SELECT documento_spazio_usato() AS byte;

-- name: arrivo_nuovo :exec1
INSERT INTO documento_arrivo (documento_id, segno) VALUES (:documento_id, :segno);

-- name: arrivo_trova :maybe
-- The same file of the same operator for the same place, not whole yet.
SELECT a.documento_id, a.ricevuti
  FROM documento_arrivo a JOIN documento d ON d.id = a.documento_id
 WHERE d.stato = 'in_arrivo' AND a.segno = :segno AND d.nome_file = :nome_file AND d.byte = :byte
   AND d.pratica_id IS NOT DISTINCT FROM :pratica_id::bigint AND d.bozza_id IS NOT DISTINCT FROM :bozza_id::bigint
 ORDER BY a.documento_id DESC LIMIT 1;

-- name: arrivo_leggi :maybe
SELECT a.documento_id, a.ricevuti, d.byte, d.stato
  FROM documento d LEFT JOIN documento_arrivo a ON a.documento_id = d.id
 WHERE d.id = :documento_id AND d.autore_operatore_id = identita_operatore();

-- name: arrivo_prendi :maybe
-- For the next piece: two at the same time come one after the other.
SELECT d.id AS documento_id, d.pratica_id, d.nome_file, d.byte, d.chiave, d.chiave_maestra, a.ricevuti, a.somma
  FROM documento_arrivo a JOIN documento d ON d.id = a.documento_id
 WHERE a.documento_id = :documento_id AND d.stato = 'in_arrivo' AND d.autore_operatore_id = identita_operatore()
   FOR UPDATE OF a;

-- name: arrivo_avanza :exec1
UPDATE documento_arrivo SET ricevuti = :ricevuti, somma = :somma WHERE documento_id = :documento_id;

-- name: arrivo_fine :exec1
DELETE FROM documento_arrivo WHERE documento_id = :documento_id;

-- name: documento_blocco_vedi :maybe
-- One sealed block, by the right of who asks.
SELECT dati FROM documento_blocco WHERE documento_id = :documento_id AND indice = :indice;

-- name: documento_blocco_consegna :one
-- One sealed block of a download that began with the right to it (NULL: that right has ended).
SELECT documento_blocco_consegna(:gettone, :documento_id, :indice::int, :rilasciato::bigint, :prova) AS dati;

-- name: documento_bozza_alla_pratica :exec
UPDATE documento SET pratica_id = :pratica_id, bozza_id = NULL
 WHERE bozza_id = (SELECT b.id FROM bozza b WHERE b.operatore_id = identita_operatore() AND b.percorso = :percorso);

-- name: documento_da_controllare :maybe
SELECT c.documento_id, c.nome_file, c.byte, c.chiave, c.chiave_maestra, c.impronta FROM documento_da_controllare(:documento_id) c;

-- name: documento_blocco_leggi :one
SELECT documento_blocco_leggi(:documento_id, :indice::int) AS dati;

-- name: documento_verdetto :exec1
SELECT documento_verdetto(:documento_id, :stato, :mime, :pdfa, :esito);

-- name: documenti_in_attesa :one
SELECT documenti_in_attesa() AS rimessi;

-- name: documento_dove :maybe
-- The case to which a document is to be added: no row where the operator does not write.
SELECT p.id AS pratica_id FROM pratica p WHERE p.id = :pratica_id AND identita_scrive() AND pratica_livello(p.id) = 2;

-- name: tipo_documento_vale :maybe
SELECT v.codice FROM voce v WHERE v.vocabolario = 'tipo_documento' AND v.codice = :tipo AND v.valida_dal <= current_date AND coalesce(v.valida_al, current_date) >= current_date;

-- name: documento_da_leggere :maybe
SELECT c.documento_id, c.nome_file, c.byte, c.chiave, c.chiave_maestra, c.impronta FROM documento_da_leggere(:documento_id) c;

-- name: documento_testo_scrivi :exec1
SELECT documento_testo_scrivi(:documento_id, :testo, :esito);

-- name: documenti_da_leggere :one
SELECT documenti_da_leggere(:quanti::int) AS chiesti;

-- name: cerca_documenti :many
-- Documents whose text has these words, of all cases that the reader may open (row-level security asks once more).
SELECT d.id AS documento_id, d.oggetto, coalesce(v.descrizione, d.tipo) AS tipo, d.data, p.kind, p.codice, s.cognome, s.nome
  FROM documenti_trova(:cerca, :quanti::int) f JOIN documento d ON d.id = f JOIN pratica p ON p.id = d.pratica_id
  LEFT JOIN soggetto s ON s.id = p.titolare_soggetto_id
  LEFT JOIN voce v ON v.vocabolario = 'tipo_documento' AND v.codice = d.tipo
 ORDER BY d.data DESC, d.id DESC;

-- name: documento_etichette :one
SELECT string_agg(e.parola, ', ' ORDER BY e.parola) AS parole FROM documento_etichetta e WHERE e.documento_id = :documento_id;

-- name: documento_etichette_togli :exec
DELETE FROM documento_etichetta WHERE documento_id = :documento_id AND parola NOT IN (SELECT etichette_di(coalesce(:parole, '')));

-- name: documento_etichette_metti :exec
INSERT INTO documento_etichetta (documento_id, parola, servizio_id)
SELECT :documento_id, w, identita_servizio() FROM etichette_di(coalesce(:parole, '')) w ON CONFLICT ON CONSTRAINT documento_etichetta_pk DO NOTHING;

-- name: etichette_del_servizio :hdf
-- What the service wrote of late, most used first.
SELECT x.parola FROM (SELECT e.parola, e.documento_id FROM documento_etichetta e WHERE e.servizio_id = identita_servizio() ORDER BY e.documento_id DESC LIMIT 500) x
 GROUP BY x.parola ORDER BY count(*) DESC, x.parola LIMIT 15;
