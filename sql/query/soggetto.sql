-- Persons.

-- name: soggetto_vedi :maybe
-- One person as the page and the form show it.  puo_riservare: the service that entered the person, or
-- who opens one of the cases; for the others a reserved person would vanish (and the policy refuses).
SELECT s.id AS soggetto_id, s.codice, s.codice_storico, s.cognome, s.nome, s.sesso, s.data_nascita, s.nascita_comune_id, s.nascita_stato_id AS nascita_stato_estero_id,
       coalesce(n.denominazione || ' (' || (SELECT u.sigla_provincia FROM comune u WHERE u.codice_belfiore = n.codice_belfiore
                                             ORDER BY u.cessato, u.valido_dal DESC NULLS LAST LIMIT 1) || ')', e.denominazione) AS luogo_nascita,
       s.codice_fiscale, s.codice_stp, s.motivo_senza_codice, m.descrizione AS motivo_testo, s.condizione, w.descrizione AS condizione_testo,
       s.residenza_comune_id, r.denominazione || ' (' || r.sigla_provincia || ')' AS residenza_comune, s.residenza_indirizzo,
       s.telefono, s.email, s.data_decesso, s.riservato, s.riservato_motivo, s.fonte, consenso_dato(s.id) AS consenso,
       (SELECT max(f.data) FROM soggetto_fonte f WHERE f.soggetto_id = s.id AND f.fonte = 'anpr') AS anpr_il, s.creato_il, operatore_nome(s.creato_da) AS creato_da_nome,
       v.denominazione AS creato_servizio, s.versione,
       ',' || array_to_string(s.differenze_confermate, ',') || ',' AS differenze,
       s.creato_servizio_id = identita_servizio() OR EXISTS (SELECT FROM pratica p WHERE p.titolare_soggetto_id = s.id) AS puo_riservare,
       EXISTS (SELECT FROM preferito f WHERE f.operatore_id = identita_operatore() AND f.oggetto = 'soggetto' AND f.oggetto_id = s.id) AS preferito,
       (SELECT count(*) FROM stessa_persona t WHERE t.soggetto_id = s.id) AS altre_schede
  FROM soggetto s
  LEFT JOIN comune n ON n.id = s.nascita_comune_id
  LEFT JOIN stato_estero e ON e.id = s.nascita_stato_id
  LEFT JOIN comune r ON r.id = s.residenza_comune_id
  LEFT JOIN servizio v ON v.id = s.creato_servizio_id
  LEFT JOIN LATERAL (SELECT descrizione FROM voce WHERE vocabolario = 'motivo_senza_codice' AND codice = s.motivo_senza_codice
                      ORDER BY valida_dal DESC LIMIT 1) m ON true
  LEFT JOIN LATERAL (SELECT descrizione FROM voce WHERE vocabolario = 'condizione_persona' AND codice = s.condizione
                      ORDER BY valida_dal DESC LIMIT 1) w ON true
 WHERE s.id = :soggetto_id;

-- name: soggetto_conteggi :many
-- Counters of the sections of a person (app/soggetto/sezioni.def), as far as the reader sees them.
SELECT 'nuclei' AS sezione, count(*) AS quanti FROM nucleo_componente c WHERE c.soggetto_id = :soggetto_id AND c.al IS NULL
UNION ALL
SELECT 'isee', count(*) FROM isee i WHERE i.soggetto_id = :soggetto_id OR i.id = ANY (ARRAY(SELECT c.isee_id FROM isee_componente c WHERE c.soggetto_id = :soggetto_id))
UNION ALL SELECT 'valutazioni', count(*) FROM pratica p WHERE p.titolare_soggetto_id = :soggetto_id AND p.kind = 'valutazione' AND p.stato <> 'X'
UNION ALL SELECT 'identita', count(*) FROM soggetto_identita i WHERE i.soggetto_id = :soggetto_id
UNION ALL SELECT 'documenti', count(*) FROM pratica p JOIN documento d ON d.pratica_id = p.id WHERE p.titolare_soggetto_id = :soggetto_id AND d.tolto_il IS NULL AND d.stato <> 'in_arrivo'
UNION ALL SELECT 'diari', count(*) FROM pratica p JOIN diario_pagina d ON d.pratica_id = p.id WHERE p.titolare_soggetto_id = :soggetto_id;

-- name: soggetto_ultimo_salvataggio :maybe
-- Who saved the person last, and when.
SELECT operatore_nome(t.operatore_id) AS nome, t.quando
  FROM storia t
 WHERE t.tabella = 'soggetto' AND t.soggetto_id = :soggetto_id AND t.riga_id = :soggetto_id
 ORDER BY t.id DESC LIMIT 1;

-- name: soggetto_riga_salvata_da :maybe
-- Who saved a row that hangs on the person last.
SELECT operatore_nome(t.operatore_id) AS chi, t.quando
  FROM storia t
 WHERE t.soggetto_id = :soggetto_id AND t.pratica_id IS NULL AND t.tabella = :tabella AND t.riga_id = :riga::bigint
 ORDER BY t.id DESC LIMIT 1;

-- name: soggetto_pratiche :hdf
-- The cases of a person that the reader may open, open ones first.
SELECT p.id, p.codice, k.denominazione AS kind_nome, coalesce(t.descrizione, k.denominazione) AS tipo, p.stato, st.descrizione AS stato_testo,
       p.data_inizio, p.data_fine, v.denominazione AS servizio, v.sola_lettura AS storica, operatore_nome(p.riferimento_operatore_id) AS riferimento
  FROM pratica p
  JOIN kind k ON k.codice = p.kind
  JOIN servizio v ON v.id = p.servizio_id
  LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo
  LEFT JOIN LATERAL (SELECT descrizione FROM voce WHERE vocabolario = k.stati AND codice = p.stato ORDER BY valida_dal DESC LIMIT 1) st ON true
 WHERE p.titolare_soggetto_id = :soggetto_id
 ORDER BY p.stato IN ('T', 'X'), p.data_inizio DESC, p.id DESC
 LIMIT 50;

-- name: soggetto_inserisci :one
INSERT INTO soggetto (cognome, nome, sesso, data_nascita, nascita_comune_id, nascita_stato_id, codice_fiscale, codice_stp,
                      motivo_senza_codice, condizione, residenza_comune_id, residenza_indirizzo, telefono, email, data_decesso,
                      riservato, riservato_motivo, differenze_confermate)
VALUES (:cognome, :nome, :sesso, :data_nascita::date, :nascita_comune_id, :nascita_stato_estero_id, :codice_fiscale, :codice_stp,
        :motivo_senza_codice, :condizione, :residenza_comune_id, :residenza_indirizzo, :telefono, :email, :data_decesso::date,
        :riservato, CASE WHEN :riservato THEN :riservato_motivo::text END, :differenze::text[])
RETURNING id AS soggetto_id;

-- name: soggetto_modifica :count
-- 0: somebody saved meanwhile.
UPDATE soggetto
   SET cognome = :cognome, nome = :nome, sesso = :sesso, data_nascita = :data_nascita::date, nascita_comune_id = :nascita_comune_id,
       nascita_stato_id = :nascita_stato_estero_id, codice_fiscale = :codice_fiscale, codice_stp = :codice_stp,
       motivo_senza_codice = :motivo_senza_codice, condizione = :condizione, residenza_comune_id = :residenza_comune_id,
       residenza_indirizzo = :residenza_indirizzo, telefono = :telefono, email = :email, data_decesso = :data_decesso::date,
       riservato = :riservato, riservato_motivo = CASE WHEN :riservato THEN :riservato_motivo::text END, differenze_confermate = :differenze::text[]
 WHERE id = :soggetto_id AND versione = :versione::int;

-- name: soggetto_simili :many
-- Persons who may be the same one, the likeliest first; every argument but the names may be NULL.
-- Only comparisons that reach an index choose the rows (the policy stands between): the same code,
-- the same day of birth, the same year and first letter; how alike two names are is looked at after.
WITH cercato AS MATERIALIZED (
  SELECT senza_accenti(:cognome) || ' ' || senza_accenti(:nome) AS chiave, senza_accenti(:nome) || ' ' || senza_accenti(:cognome) AS scambiata,
         :data::date AS nata, codice_fiscale_piano(:codice) AS piano
), trovato AS (
  SELECT s.id, 1 AS perche FROM soggetto s WHERE s.codice_fiscale_piano = (SELECT piano FROM cercato)
  UNION ALL
  SELECT s.id, CASE WHEN s.chiave = (SELECT chiave FROM cercato) THEN 2
                    WHEN s.chiave = (SELECT scambiata FROM cercato) THEN 3
                    ELSE 4 END
    FROM soggetto s
   WHERE s.data_nascita = (SELECT nata FROM cercato)
     AND greatest(similarity(s.chiave, (SELECT chiave FROM cercato)), similarity(s.chiave, (SELECT scambiata FROM cercato))) >= 0.5
  UNION ALL
  SELECT s.id, 5
    FROM soggetto s
   WHERE s.data_nascita >= (SELECT date_trunc('year', nata)::date FROM cercato)
     AND s.data_nascita < (SELECT (date_trunc('year', nata) + interval '1 year')::date FROM cercato)
     AND s.chiave >= (SELECT left(chiave, 1) FROM cercato) AND s.chiave < (SELECT left(chiave, 1) || chr(1114111) FROM cercato)
     AND similarity(s.chiave, (SELECT chiave FROM cercato)) >= 0.8
)
SELECT s.id AS soggetto_id, s.codice, s.cognome, s.nome, s.sesso, s.data_nascita, s.codice_fiscale, c.denominazione AS residenza_comune, t.perche
  FROM (SELECT id, min(perche) AS perche FROM trovato GROUP BY id) t
  JOIN soggetto s ON s.id = t.id
  LEFT JOIN comune c ON c.id = s.residenza_comune_id
 WHERE s.id IS DISTINCT FROM :soggetto_id
 ORDER BY t.perche, s.chiave, s.id
 LIMIT 5;

-- name: soggetto_con_codice :maybe
-- Who has that codice fiscale, or that STP or ENI code, already.  A reserved person only for who sees her,
-- and then before the other of the same code: she is the one whom the reader follows.
SELECT id AS soggetto_id, cognome, nome, codice, codice_fiscale IS DISTINCT FROM :codice_fiscale AS e_stp
  FROM soggetto
 WHERE (codice_fiscale = :codice_fiscale OR codice_stp = :codice_stp) AND id IS DISTINCT FROM :soggetto_id
 ORDER BY riservato DESC, id LIMIT 1;

-- name: soggetto_doppio_aperto :maybe
-- Who, of those whom everybody sees, has one of these codes: she stands in the way when this person is not to be
-- reserved any more.
SELECT id AS soggetto_id, cognome, nome, codice FROM soggetto
 WHERE (codice_fiscale = :codice_fiscale OR codice_stp = :codice_stp) AND NOT riservato AND id <> :soggetto_id LIMIT 1;

-- name: luogo_cerca :many
-- Places called so, or beginning so: comuni of any time and, but for a residence, foreign states.  Of one
-- Belfiore code the period that fits name and day best.  `sigla` (NULL: any) is a province that the
-- comune has or had; a NULL day means today.
WITH cercato AS MATERIALIZED (
  SELECT translate(senza_accenti(:nome), ' -./()', '') AS da, translate(senza_accenti(:nome), ' -./()', '') || chr(1114111) AS a,
         coalesce(:data::date, current_date) AS data, upper(:sigla::text) AS sigla, :oggi::boolean AS oggi
), trovato AS (
  SELECT c.id AS comune_id, NULL::bigint AS stato_estero_id, c.codice_belfiore, c.denominazione, c.valido_al, c.valido_dal, c.cessato, c.ambito,
         c.ricerca = q.da OR c.altra_ricerca IS NOT DISTINCT FROM q.da AS intero,
         coalesce(c.valido_dal <= q.data, true) AND coalesce(c.valido_al >= q.data, true) AS alla_data
    FROM cercato q, LATERAL (SELECT * FROM comune x WHERE x.ricerca >= q.da AND x.ricerca < q.a
                             UNION SELECT * FROM comune x WHERE x.altra_ricerca >= q.da AND x.altra_ricerca < q.a) c
   WHERE q.da <> '' AND c.codice_belfiore IS NOT NULL AND NOT (q.oggi AND c.cessato)
     AND (q.sigla IS NULL OR q.sigla = ANY (ARRAY(SELECT u.sigla_provincia FROM comune u WHERE u.codice_belfiore = c.codice_belfiore)))
  UNION ALL
  SELECT NULL, s.id, s.codice_belfiore, s.denominazione, NULL, NULL, s.cessato, false, s.ricerca = q.da, NOT s.cessato
    FROM cercato q JOIN stato_estero s ON s.ricerca >= q.da AND s.ricerca < q.a
   WHERE q.da <> '' AND NOT q.oggi AND q.sigla IS NULL AND s.ammessa_nascita IS NOT FALSE
), uno AS (
  SELECT DISTINCT ON (coalesce(codice_belfiore, stato_estero_id::text), stato_estero_id) *
    FROM trovato
   ORDER BY coalesce(codice_belfiore, stato_estero_id::text), stato_estero_id, intero DESC, alla_data DESC, valido_dal DESC NULLS LAST
)
SELECT comune_id, stato_estero_id, codice_belfiore,
       CASE WHEN comune_id IS NULL THEN denominazione ELSE denominazione || ' (' ||
         (SELECT u.sigla_provincia FROM comune u WHERE u.codice_belfiore = uno.codice_belfiore ORDER BY u.cessato, u.valido_dal DESC NULLS LAST LIMIT 1) || ')' END AS etichetta,
       CASE WHEN comune_id IS NULL THEN 'stato estero'
            WHEN NOT EXISTS (SELECT FROM comune u WHERE u.codice_belfiore = uno.codice_belfiore AND NOT u.cessato)
            THEN coalesce('fino al ' || to_char(valido_al, 'DD/MM/YYYY'), 'non esiste più')
            WHEN cessato THEN 'nome di allora' END AS nota,
       intero, alla_data
  FROM uno
 ORDER BY intero DESC, alla_data DESC, ambito DESC, cessato, denominazione, comune_id, stato_estero_id
 LIMIT 10;

-- name: luogo_belfiore :maybe
-- The Belfiore code of a place chosen before, and whether it was there on that day.
SELECT codice_belfiore, coalesce(valido_dal <= :data::date, true) AND coalesce(valido_al >= :data::date, true) AS alla_data FROM comune WHERE id = :comune_id
UNION ALL
SELECT codice_belfiore, true FROM stato_estero WHERE id = :stato_estero_id;
