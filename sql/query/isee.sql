-- ISEE of a person's household.

-- name: isee_seguito :one
-- Does the reader open a case of this person?
SELECT soggetto_seguito(:soggetto_id::bigint) AS si, soggetto_seguito(:soggetto_id::bigint, 2) AS scrive;

-- name: isee_elenco :hdf
-- Of a person: entered here, or naming the person as a member; the newest first.  Which ones is asked first, in an array:
-- an OR with IN would read every isee there is.
SELECT i.id, i.tipo, coalesce(t.descrizione, i.tipo) AS tipo_testo, i.valore, i.protocollo, i.presentata_il, i.valida_fino, i.difformita,
       i.valida_fino < current_date AS scaduto, i.valida_fino BETWEEN current_date AND current_date + 30 AS in_scadenza,
       i.fonte = 'inps_xml' AS da_inps, i.creato_il, operatore_nome(i.creato_da) AS autore, i.soggetto_id = :soggetto_id AS proprio,
       (SELECT string_agg(c.cognome || ' ' || c.nome || coalesce(' (' || lower(r.descrizione) || ')', ''), ', ' ORDER BY c.id)
          FROM isee_componente c LEFT JOIN voce r ON r.vocabolario = 'rapporto_dsu' AND r.codice = c.rapporto WHERE c.isee_id = i.id) AS componenti
  FROM isee i LEFT JOIN voce t ON t.vocabolario = 'tipo_isee' AND t.codice = i.tipo
 WHERE i.soggetto_id = :soggetto_id OR i.id = ANY (ARRAY(SELECT c.isee_id FROM isee_componente c WHERE c.soggetto_id = :soggetto_id))
 ORDER BY i.valida_fino DESC, i.presentata_il DESC, i.id DESC LIMIT 50;

-- name: isee_del_giorno :hdf
-- What held for a person's household on a day, one row a kind: the newest one (ECO-08).
SELECT DISTINCT ON (i.tipo) i.id, coalesce(t.descrizione, i.tipo) AS tipo_testo, i.valore, i.protocollo, substr(i.protocollo, 11, 4) AS anno, i.valida_fino, i.difformita,
       i.valida_fino < current_date AS scaduto, i.valida_fino BETWEEN current_date AND current_date + 30 AS in_scadenza
  FROM isee i LEFT JOIN voce t ON t.vocabolario = 'tipo_isee' AND t.codice = i.tipo
 WHERE (i.soggetto_id = :soggetto_id OR i.id = ANY (ARRAY(SELECT c.isee_id FROM isee_componente c WHERE c.soggetto_id = :soggetto_id)))
   AND i.presentata_il <= :giorno::date AND i.valida_fino >= :giorno::date
 ORDER BY i.tipo, i.presentata_il DESC, i.id DESC;

-- name: isee_gia_presente :maybe
-- The same attestation on a page that the reader sees, but for this row (0: a new one).
SELECT i.id AS isee_id FROM isee i WHERE i.protocollo = :protocollo AND i.tipo = :tipo AND i.id <> :isee_id LIMIT 1;

-- name: isee_leggi :maybe
SELECT i.id AS isee_id, i.versione::bigint AS versione, i.fonte = 'inps_xml' AS da_inps FROM isee i WHERE i.id = :isee_id AND i.soggetto_id = :soggetto_id;

-- name: isee_campi :hdf1
-- For the form: the columns are its fields.
SELECT i.tipo, i.valore::text AS valore, i.protocollo, i.presentata_il, i.valida_fino, i.difformita, i.ise::text AS ise, i.isr::text AS isr, i.isp::text AS isp, i.scala::text AS scala
  FROM isee i WHERE i.id = :isee_id;

-- name: isee_crea :one
INSERT INTO isee (soggetto_id, tipo, valore, protocollo, presentata_il, valida_fino, difformita, ise, isr, isp, scala)
VALUES (:soggetto_id, :tipo, :valore::numeric, :protocollo, :presentata_il::date, :valida_fino::date, :difformita, :ise::numeric, :isr::numeric, :isp::numeric, :scala::numeric)
RETURNING id AS isee_id;

-- name: isee_componenti_del_nucleo :exec
-- The household of the register on the day of the DSU, or the person alone.
INSERT INTO isee_componente (isee_id, soggetto_id, codice_fiscale, cognome, nome)
SELECT :isee_id, s.id, s.codice_fiscale, s.cognome, s.nome FROM soggetto s
 WHERE s.id = ANY (ARRAY(
         SELECT :soggetto_id::bigint
         UNION
         SELECT c.soggetto_id FROM nucleo_componente c
          WHERE :nucleo AND c.tipo = 'anagrafico' AND c.dal <= :presentata_il::date AND coalesce(c.al, 'infinity') >= :presentata_il::date
            AND c.nucleo_id IN (SELECT n.nucleo_id FROM nucleo_componente n WHERE n.soggetto_id = :soggetto_id AND n.tipo = 'anagrafico'
                                   AND n.dal <= :presentata_il::date AND coalesce(n.al, 'infinity') >= :presentata_il::date)));

-- name: isee_salva :count
-- 0: somebody saved meanwhile.
UPDATE isee SET tipo = :tipo, valore = :valore::numeric, protocollo = :protocollo, presentata_il = :presentata_il::date, valida_fino = :valida_fino::date,
       difformita = :difformita, ise = :ise::numeric, isr = :isr::numeric, isp = :isp::numeric, scala = :scala::numeric
 WHERE id = :isee_id AND versione = :versione;

-- ---- a file of INPS ----

-- name: isee_carica :one
SELECT isee_carica(:soggetto_id::bigint, :contenuto::bytea) AS isee_lettura_id;

-- name: isee_lettura_vedi :maybe
-- `nomina`: the attestation names the person on whose page it was loaded.  What nobody has read for an hour is not
-- coming any more.
SELECT l.id AS isee_lettura_id, CASE WHEN l.stato = 'in_attesa' AND l.creata_il <= now() - interval '1 hour' THEN 'abbandonata' ELSE l.stato END AS stato,
       CASE WHEN l.stato = 'in_attesa' AND l.creata_il <= now() - interval '1 hour' THEN 'Il file non è stato letto. Caricalo di nuovo; se succede ancora avvisa l’assistenza.' ELSE l.motivo END AS motivo, s.id AS soggetto_id, s.cognome, s.nome, l.dati ->> 'protocollo' AS protocollo,
       (l.dati ->> 'presentata_il') AS presentata_il, (l.dati ->> 'valida_fino') AS valida_fino, coalesce((l.dati ->> 'difformita')::boolean, false) AS difformita,
       l.dati IS NULL OR l.dati ->> 'dichiarante' = s.codice_fiscale
         OR EXISTS (SELECT FROM jsonb_array_elements(l.dati -> 'componenti') c WHERE c ->> 'codice_fiscale' = s.codice_fiscale) AS nomina
  FROM isee_lettura l JOIN soggetto s ON s.id = l.soggetto_id
 WHERE l.id = :isee_lettura_id AND l.operatore_id = identita_operatore();

-- name: isee_lettura_indicatori :hdf
SELECT i.ordinality AS numero, coalesce(t.descrizione, i.value ->> 'tipo') AS tipo_testo, (i.value ->> 'valore')::numeric(12,2) AS valore, (i.value ->> 'ise')::numeric(14,2) AS ise,
       replace(i.value ->> 'scala', '.', ',') AS scala,
       EXISTS (SELECT FROM isee e WHERE e.protocollo = l.dati ->> 'protocollo' AND e.tipo = i.value ->> 'tipo') AS presente
  FROM isee_lettura l CROSS JOIN LATERAL jsonb_array_elements(l.dati -> 'indicatori') WITH ORDINALITY i
  LEFT JOIN voce t ON t.vocabolario = 'tipo_isee' AND t.codice = i.value ->> 'tipo'
 WHERE l.id = :isee_lettura_id ORDER BY i.ordinality;

-- name: isee_lettura_componenti :hdf
SELECT c.ordinality AS numero, anpr_maiuscole(c.value ->> 'cognome') AS cognome, anpr_maiuscole(c.value ->> 'nome') AS nome, c.value ->> 'codice_fiscale' AS codice_fiscale,
       coalesce(r.descrizione, c.value ->> 'rapporto') AS rapporto, s.id AS soggetto_id
  FROM isee_lettura l CROSS JOIN LATERAL jsonb_array_elements(l.dati -> 'componenti') WITH ORDINALITY c
  LEFT JOIN voce r ON r.vocabolario = 'rapporto_dsu' AND r.codice = c.value ->> 'rapporto'
  LEFT JOIN soggetto s ON s.id = soggetto_di_codice(c.value ->> 'codice_fiscale', l.soggetto_id)
 WHERE l.id = :isee_lettura_id ORDER BY c.ordinality;

-- name: isee_conferma :one
SELECT isee_conferma(:isee_lettura_id) AS quanti;

-- ---- the radar: holders of open cases of the service ----

-- name: isee_scadenze :hdf
-- The newest ISEE of each household that ended (:scaduti), or ends within thirty days.
WITH seguiti AS MATERIALIZED (
  SELECT p.titolare_soggetto_id AS soggetto_id, min(p.id) AS pratica_id FROM pratica p
   WHERE p.servizio_id = identita_servizio() AND p.stato IN ('A', 'S') GROUP BY p.titolare_soggetto_id
), ultimo AS (
  SELECT g.soggetto_id, g.pratica_id, i.id, i.tipo, i.valida_fino, i.protocollo
    FROM seguiti g
   CROSS JOIN LATERAL (SELECT x.id, x.tipo, x.valida_fino, x.protocollo FROM isee x WHERE x.soggetto_id = g.soggetto_id
                       UNION ALL
                       SELECT x.id, x.tipo, x.valida_fino, x.protocollo FROM isee_componente c JOIN isee x ON x.id = c.isee_id WHERE c.soggetto_id = g.soggetto_id
                       ORDER BY valida_fino DESC, id DESC LIMIT 1) i
), nucleo AS ( -- one row for each ISEE, whoever of its household is followed
  SELECT u.id, u.tipo, u.valida_fino, u.protocollo, (array_agg(s.id ORDER BY s.chiave, s.id))[1] AS soggetto_id,
         (array_agg(u.pratica_id ORDER BY s.chiave, s.id))[1] AS pratica_id,
         array_to_string((array_agg(s.cognome || ' ' || s.nome ORDER BY s.chiave, s.id))[2:], ', ') AS anche
    FROM ultimo u JOIN soggetto s ON s.id = u.soggetto_id AND s.data_decesso IS NULL
   WHERE CASE WHEN :scaduti THEN u.valida_fino < current_date ELSE u.valida_fino BETWEEN current_date AND current_date + 30 END
   GROUP BY u.id, u.tipo, u.valida_fino, u.protocollo
)
SELECT u.id, s.id AS soggetto_id, s.cognome, s.nome, u.anche, p.id AS pratica_id, p.codice, coalesce(t.descrizione, u.tipo) AS tipo_testo, u.valida_fino, u.protocollo,
       operatore_nome(p.riferimento_operatore_id) AS riferimento
  FROM nucleo u JOIN soggetto s ON s.id = u.soggetto_id JOIN pratica p ON p.id = u.pratica_id
  LEFT JOIN voce t ON t.vocabolario = 'tipo_isee' AND t.codice = u.tipo
 ORDER BY u.valida_fino, s.chiave, s.id LIMIT 200;

-- name: isee_mancanti :hdf
-- Open cases of the service whose benefit is subject to a means test, of households without any ISEE.
SELECT s.id, s.id AS soggetto_id, s.cognome, s.nome, p.id AS pratica_id, p.codice, b.codice AS inps, b.descrizione AS prestazione, operatore_nome(p.riferimento_operatore_id) AS riferimento
  FROM pratica p JOIN soggetto s ON s.id = p.titolare_soggetto_id AND s.data_decesso IS NULL
  JOIN inps_prestazione b ON b.codice = p.inps AND b.attributi ->> 'prova_mezzi_default' = '1'
 WHERE p.servizio_id = identita_servizio() AND p.stato IN ('A', 'S')
   AND NOT EXISTS (SELECT FROM isee i WHERE i.soggetto_id = s.id) AND NOT EXISTS (SELECT FROM isee_componente c WHERE c.soggetto_id = s.id)
 ORDER BY s.chiave, p.id LIMIT 200;

-- ---- the worker ----

-- name: isee_da_leggere :maybe
SELECT contenuto FROM isee_da_leggere(:lettura::bigint);

-- name: isee_letta :exec
SELECT isee_letta(:lettura::bigint, :motivo, :dati);

-- name: isee_promemoria :one
SELECT isee_promemoria() AS mandati;

-- name: isee_pulizia :one
SELECT isee_pulizia() AS svuotate;
