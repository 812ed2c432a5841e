-- ANPR and the tax register: questions, answers, proposals; persons to be looked at again.

-- name: porte_elenco :hdf
-- How the doors do.
SELECT codice, denominazione, stato = 'funziona' AS funziona, stato, errore, to_char(fino AT TIME ZONE 'Europe/Rome', 'HH24:MI') AS fino, riuscita_il
  FROM porta ORDER BY codice;

-- name: porte_stato :many
-- The same for /salute: no words of others in it.
SELECT codice, stato FROM porta ORDER BY codice;

-- name: anpr_chiedi :one
SELECT anpr_chiedi(:porta, :codice_fiscale, :soggetto_id, :scopo, :riferimento, :massime::int, :prova, :famiglia) AS anpr_richiesta_id;

-- name: anpr_mie :hdf
-- What this operator asked lately.
SELECT a.id, a.porta, a.codice_fiscale, a.stato, a.chiesta_il, s.cognome, s.nome
  FROM anpr_richiesta a LEFT JOIN soggetto s ON s.id = a.soggetto_id
 WHERE a.operatore_id = identita_operatore() AND a.chiesta_il > now() - interval '7 days' ORDER BY a.id DESC LIMIT 10;

-- name: anpr_vedi :maybe
-- One question of one's own.  `soggetto_id`: the person here with that code whom one may see.
SELECT a.id AS anpr_richiesta_id, a.porta, a.codice_fiscale, a.stato, a.frase, a.chiesta_il, a.risposta_il, a.riferimento, a.operazioni, a.a_mano,
       a.dati IS NOT NULL AS con_dati, now() - a.chiesta_il > interval '90 seconds' AS lunga, v.descrizione AS scopo_testo,
       s.id AS soggetto_id, s.cognome, s.nome, s.versione::bigint AS versione,
       a.dati ->> 'data_incerta' AS data_incerta, a.dati ->> 'validita_cf' AS validita_cf, a.dati ->> 'residenza_dal' AS residenza_dal,
       a.dati ->> 'residenza_estera' AS residenza_estera, a.dati ->> 'in_vita' AS in_vita,
       a.dati ->> 'cognome' IS NOT NULL AND a.dati ->> 'nome' IS NOT NULL AND a.dati ->> 'sesso' IN ('M', 'F') AND a.dati ->> 'data_nascita' IS NOT NULL AS completa
  FROM anpr_richiesta a
  LEFT JOIN soggetto s ON s.id = soggetto_di_codice(a.codice_fiscale, a.soggetto_id)
  LEFT JOIN LATERAL (SELECT descrizione FROM voce WHERE vocabolario = 'scopo_anpr' AND codice = a.scopo ORDER BY valida_dal DESC LIMIT 1) v ON true
 WHERE a.id = :anpr_richiesta_id AND a.operatore_id = identita_operatore();

-- name: anpr_confronto :hdf
-- Field by field: what we have beside what ANPR says.
SELECT c.campo, c.etichetta, c.nostro, c.loro, c.diverso, c.diverso AND c.nostro IS NULL AS manca, f.fonte, f.data AS fonte_data
  FROM anpr_richiesta a JOIN soggetto s ON s.id = soggetto_di_codice(a.codice_fiscale, a.soggetto_id)
 CROSS JOIN LATERAL anpr_confronta(s, a.dati) c
  LEFT JOIN soggetto_fonte f ON f.soggetto_id = s.id AND f.campo = c.campo
 WHERE a.id = :anpr_richiesta_id AND a.dati IS NOT NULL ORDER BY c.ordine;

-- name: anpr_dati :hdf
-- The same where the person is not here yet.
SELECT c.etichetta, c.loro FROM anpr_richiesta a CROSS JOIN LATERAL anpr_confronta(NULL::soggetto, a.dati) c
 WHERE a.id = :anpr_richiesta_id AND a.dati IS NOT NULL AND c.loro IS NOT NULL ORDER BY c.ordine;

-- name: anpr_famiglia :hdf
-- The household of an answer, beside what is here: `soggetto_id` where the person is and may be seen, `dentro`
-- where the Nucleo anagrafico of the person asked about has them already.
SELECT f.numero, concat_ws(' ', f.cognome, f.nome) AS nome, f.codice_fiscale, f.data_nascita, f.data_decesso, f.dal, f.codice_fiscale = a.codice_fiscale AS se_stesso,
       parentela_parola(v.descrizione, coalesce(f.sesso, 'M')) AS relazione, s.id AS soggetto_id, f.intera AND f.data_decesso IS NULL AS prendibile,
       EXISTS (SELECT FROM nucleo_componente c WHERE c.nucleo_id = nucleo_di(io.id, 'anagrafico', current_date) AND c.soggetto_id = s.id
                  AND c.dal <= current_date AND coalesce(c.al, 'infinity') >= current_date) AS dentro
  FROM anpr_richiesta a CROSS JOIN LATERAL anpr_famiglia(a.dati) f
  LEFT JOIN soggetto io ON io.id = soggetto_di_codice(a.codice_fiscale, a.soggetto_id) LEFT JOIN soggetto s ON s.id = soggetto_di_codice(f.codice_fiscale, io.id)
  LEFT JOIN voce v ON v.vocabolario = 'relazione_parentela' AND v.codice = f.relazione AND v.valida_dal = DATE '1900-01-01'
 WHERE a.id = :anpr_richiesta_id AND a.dati IS NOT NULL ORDER BY f.numero LIMIT 60;

-- name: anpr_applica :one
-- 0: the person was saved by somebody meanwhile.
SELECT anpr_applica(:anpr_richiesta_id, :soggetto_id, :versione::int, :campi::text[], :membri::int[]) AS soggetto_id;

-- name: anpr_importa :one
SELECT anpr_importa(:anpr_richiesta_id, :membri::int[]) AS soggetto_id;

-- name: anpr_a_mano :count
UPDATE anpr_richiesta SET a_mano = :motivo WHERE id = :anpr_richiesta_id AND stato IN ('non_trovata', 'cancellata', 'errore', 'trovata');

-- name: anpr_del_soggetto :maybe
SELECT s.id AS soggetto_id, s.codice_fiscale FROM soggetto s WHERE s.id = :soggetto_id AND length(s.codice_fiscale) = 16;

-- ---- the worker ----

-- name: anpr_da_chiedere :maybe
SELECT porta, codice_fiscale, id_anpr, motivo, oggi, chi, famiglia, passa, to_char(fino AT TIME ZONE 'Europe/Rome', 'HH24:MI') AS fino
  FROM anpr_da_chiedere(:richiesta::bigint);

-- name: anpr_risposta :exec
SELECT anpr_risposta(:richiesta::bigint, :stato, :frase, :dati, :operazioni, :provata, :guasto, :soglia::int, :pausa::int);

-- name: anpr_ricontrolla :one
SELECT anpr_ricontrolla(:giorni::int, :quante::int) AS chieste;

-- name: anpr_pulizia :one
SELECT anpr_pulizia() AS svuotate;

-- ---- proposals ----

-- name: anpr_proposte :hdf
-- Open proposals of persons with a case that the reader opens, or entered by their service.
SELECT p.id, p.campo, p.nostro, p.loro, p.trovata_il, s.id AS soggetto_id, s.cognome, s.nome, s.data_nascita,
       p.campo = 'data_decesso' AS decesso,
       anpr_etichetta(p.campo) AS etichetta
  FROM anpr_proposta p JOIN soggetto s ON s.id = p.soggetto_id
 WHERE p.stato = 'aperta'
   AND (s.creato_servizio_id = identita_servizio() OR EXISTS (SELECT FROM pratica c WHERE c.titolare_soggetto_id = s.id AND c.stato IN ('A', 'S')))
 ORDER BY p.campo <> 'data_decesso', s.chiave, s.id, p.id LIMIT 100;

-- name: anpr_proposta_decidi :one
SELECT anpr_proposta_decidi(:anpr_proposta_id, :accogli, :motivo) AS soggetto_id;

-- name: anpr_proposta_vedi :maybe
SELECT p.id AS anpr_proposta_id, p.stato, anpr_etichetta(p.campo) AS etichetta, p.nostro, p.loro, s.id AS soggetto_id, s.cognome, s.nome
  FROM anpr_proposta p JOIN soggetto s ON s.id = p.soggetto_id WHERE p.id = :anpr_proposta_id;

-- ---- persons to be looked at again ----

-- name: rivedere_elenco :hdf
SELECT r.id, r.creato_il, coalesce(v.descrizione, r.motivo) AS motivo_testo, s.id AS soggetto_id, s.cognome, s.nome, s.data_nascita, s.codice_fiscale, s.codice_stp,
       operatore_nome(s.creato_da) AS inserita_da
  FROM soggetto_rivedere r JOIN soggetto s ON s.id = r.soggetto_id
  LEFT JOIN LATERAL (SELECT descrizione FROM voce WHERE vocabolario = 'motivo_a_mano' AND codice = r.motivo ORDER BY valida_dal DESC LIMIT 1) v ON true
 WHERE r.rivisto_il IS NULL
   AND (r.servizio_id = identita_servizio() OR EXISTS (SELECT FROM pratica p WHERE p.titolare_soggetto_id = s.id AND p.stato IN ('A', 'S')))
 ORDER BY r.creato_il, r.id LIMIT 100;

-- name: rivedere_vedi :maybe
SELECT r.id AS soggetto_rivedere_id, r.rivisto_il IS NOT NULL AS rivisto, s.id AS soggetto_id, s.cognome, s.nome
  FROM soggetto_rivedere r JOIN soggetto s ON s.id = r.soggetto_id WHERE r.id = :soggetto_rivedere_id;

-- name: rivedere_chiudi :count
UPDATE soggetto_rivedere SET rivisto_il = now(), rivisto_da = identita_operatore(), esito = :esito WHERE id = :soggetto_rivedere_id AND rivisto_il IS NULL;
