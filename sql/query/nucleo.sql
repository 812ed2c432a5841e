-- Households: composition on a day, moves.

-- name: nucleo_composizione :many
-- Both households of a person on a day, intestatario first; who died in it stays in the drawing.
-- Members that the reader may not see are not there.
SELECT c.id AS nucleo_componente_id, c.nucleo_id, c.tipo, c.soggetto_id, s.cognome, s.nome, s.sesso, s.data_nascita, s.data_decesso, s.riservato,
       r.relazione, parentela_parola(v.descrizione, s.sesso) AS relazione_testo, c.legame_soggetto_id, c.dal, c.al, c.fonte,
       coalesce(c.al, 'infinity') >= :giorno::date AND coalesce(s.data_decesso, 'infinity') > :giorno::date AS presente
  FROM nucleo_componente io
  JOIN nucleo_componente c ON c.nucleo_id = io.nucleo_id AND c.dal <= :giorno::date
   AND (coalesce(c.al, 'infinity') >= :giorno::date OR c.motivo_uscita = 'DECESSO')
  JOIN soggetto s ON s.id = c.soggetto_id
  -- the intestatario of that day, and what the one before was to them
  LEFT JOIN LATERAL (SELECT i.dal, (SELECT p.relazione FROM nucleo_componente b JOIN parentela_riferita p ON p.nuovo = b.relazione AND p.componente = '1'
                                     WHERE b.nucleo_id = i.nucleo_id AND b.soggetto_id = i.soggetto_id AND b.al = i.dal - 1) AS di_prima
                       FROM nucleo_componente i
                      WHERE i.nucleo_id = io.nucleo_id AND i.relazione = '1' AND i.dal <= :giorno::date AND coalesce(i.al, 'infinity') >= :giorno::date) t ON true
  CROSS JOIN LATERAL (SELECT CASE WHEN c.relazione = '1' AND c.al < :giorno::date THEN coalesce(t.di_prima, '99') ELSE c.relazione END AS relazione) r
  LEFT JOIN voce v ON v.vocabolario = 'relazione_parentela' AND v.codice = r.relazione AND v.valida_dal = DATE '1900-01-01'
 WHERE io.soggetto_id = :soggetto_id AND io.dal <= :giorno::date AND coalesce(io.al, 'infinity') >= :giorno::date
   -- relations to an intestatario of long ago say nothing of today's
   AND (coalesce(c.al, 'infinity') >= :giorno::date OR t.dal IS NULL OR c.al >= t.dal OR (c.relazione = '1' AND c.al = t.dal - 1))
 ORDER BY c.tipo DESC, r.relazione <> '1', v.ordine, s.data_nascita, s.id
 LIMIT 120;

-- name: nucleo_isee :many
-- The household of the ISEE that holds on a day, as its attestation lists it, for who may see it: the newest
-- one that names the person.  `dentro`: also in the Nucleo anagrafico of that day; rows with `manca` are of
-- who is there and not in the ISEE.
WITH attestato AS MATERIALIZED (
  SELECT i.id, i.protocollo, i.presentata_il, i.valida_fino, i.fonte,
         (SELECT string_agg(coalesce(t.descrizione, x.tipo), ', ' ORDER BY t.ordine, x.tipo) FROM isee x
            LEFT JOIN voce t ON t.vocabolario = 'tipo_isee' AND t.codice = x.tipo AND t.valida_al IS NULL WHERE x.protocollo = i.protocollo) AS tipi
    FROM isee i
   WHERE (i.soggetto_id = :soggetto_id OR i.id = ANY (ARRAY(SELECT c.isee_id FROM isee_componente c WHERE c.soggetto_id = :soggetto_id)))
     AND i.presentata_il <= :giorno::date AND i.valida_fino >= :giorno::date
   ORDER BY i.presentata_il DESC, i.fonte = 'inps_xml' DESC, i.protocollo DESC, i.id LIMIT 1
), anagrafico AS MATERIALIZED (
  SELECT c.soggetto_id FROM nucleo_componente c
   WHERE c.nucleo_id = nucleo_di(:soggetto_id, 'anagrafico', :giorno::date) AND c.dal <= :giorno::date AND coalesce(c.al, 'infinity') >= :giorno::date
)
SELECT c.id AS isee_componente_id, a.protocollo, a.tipi, a.presentata_il, a.valida_fino, a.fonte = 'inps_xml' AS da_inps, c.cognome, c.nome, c.codice_fiscale, c.rapporto,
       r.descrizione AS rapporto_testo, s.id AS soggetto_id, s.sesso, s.data_nascita, s.data_decesso,
       c.soggetto_id IN (SELECT soggetto_id FROM anagrafico) IS TRUE AS dentro, false AS manca
  FROM attestato a JOIN isee_componente c ON c.isee_id = a.id LEFT JOIN soggetto s ON s.id = c.soggetto_id
  LEFT JOIN voce r ON r.vocabolario = 'rapporto_dsu' AND r.codice = c.rapporto AND r.valida_al IS NULL
UNION ALL
SELECT NULL, a.protocollo, a.tipi, a.presentata_il, a.valida_fino, a.fonte = 'inps_xml', s.cognome, s.nome, s.codice_fiscale, NULL, NULL, s.id, s.sesso, s.data_nascita, s.data_decesso, true, true
  FROM attestato a CROSS JOIN anagrafico g JOIN soggetto s ON s.id = g.soggetto_id
 WHERE NOT EXISTS (SELECT FROM isee_componente c WHERE c.isee_id = a.id AND c.soggetto_id = g.soggetto_id)
 ORDER BY 17, 1, 12 LIMIT 60;

-- name: nucleo_movimenti :hdf
-- Who came and went in the households in which the person ever was, newest first.
WITH nuclei AS MATERIALIZED (SELECT DISTINCT nucleo_id FROM nucleo_componente WHERE soggetto_id = :soggetto_id)
SELECT m.giorno, m.entra, t.descrizione AS nucleo, s.id AS soggetto, s.cognome || ' ' || s.nome AS nome, s.id = :soggetto_id AS se_stesso,
       parentela_parola(v.descrizione, s.sesso) AS relazione, coalesce(w.descrizione, CASE c_motivo WHEN 'SPOSTATO' THEN 'Passaggio a un altro nucleo' WHEN 'INTESTATARIO' THEN 'Cambio di intestatario' END) AS motivo
  FROM (SELECT c.dal AS giorno, true AS entra, c.tipo, c.soggetto_id, c.relazione, c.motivo_ingresso AS c_motivo, c.id
          FROM nucleo_componente c WHERE c.nucleo_id IN (SELECT nucleo_id FROM nuclei)
        UNION ALL
        SELECT c.al, false, c.tipo, c.soggetto_id, c.relazione, c.motivo_uscita, c.id
          FROM nucleo_componente c WHERE c.nucleo_id IN (SELECT nucleo_id FROM nuclei) AND c.al IS NOT NULL) m
  JOIN soggetto s ON s.id = m.soggetto_id
  LEFT JOIN voce v ON v.vocabolario = 'relazione_parentela' AND v.codice = m.relazione AND v.valida_dal = DATE '1900-01-01'
  LEFT JOIN voce w ON w.vocabolario = CASE WHEN m.entra THEN 'motivo_ingresso_nucleo' ELSE 'motivo_uscita_nucleo' END AND w.codice = m.c_motivo
  LEFT JOIN voce t ON t.vocabolario = 'tipo_nucleo' AND t.codice = m.tipo
 ORDER BY m.giorno DESC, m.entra, m.id DESC
 LIMIT 60;

-- name: nucleo_componente_leggi :maybe
-- One membership in a household in which the person is or was; `giorno` is the day on which its
-- household is looked at when it is changed.
SELECT c.id AS nucleo_componente_id, c.nucleo_id, c.tipo, c.soggetto_id, s.cognome, s.nome, c.relazione, c.legame_soggetto_id, c.dal, c.al,
       c.motivo_ingresso, c.motivo_uscita, c.versione::bigint AS versione
  FROM nucleo_componente c JOIN soggetto s ON s.id = c.soggetto_id
 WHERE c.id = :nucleo_componente_id AND c.nucleo_id IN (SELECT nucleo_id FROM nucleo_componente WHERE soggetto_id = :soggetto_id);

-- name: nucleo_altri :many
-- Who else is in that household at or after a day: choices of a form.
SELECT c.id AS nucleo_componente_id, c.soggetto_id, s.cognome || ' ' || s.nome AS nome, parentela_parola(v.descrizione, s.sesso) AS relazione
  FROM nucleo_componente c JOIN soggetto s ON s.id = c.soggetto_id
  LEFT JOIN voce v ON v.vocabolario = 'relazione_parentela' AND v.codice = c.relazione AND v.valida_dal = DATE '1900-01-01'
 WHERE c.nucleo_id = :nucleo_id AND c.al IS NULL AND c.id IS DISTINCT FROM :nucleo_componente_id
 ORDER BY v.ordine, s.data_nascita, c.id
 LIMIT 60;

-- name: nucleo_altrove :maybe
-- In which other household of that kind somebody is on a day: whoever enters here leaves it.
SELECT c.dal, (SELECT s.cognome || ' ' || s.nome FROM nucleo_componente i JOIN soggetto s ON s.id = i.soggetto_id
                WHERE i.nucleo_id = c.nucleo_id AND i.relazione = '1' AND i.dal <= :giorno::date AND coalesce(i.al, 'infinity') >= :giorno::date) AS intestatario
  FROM nucleo_componente c
 WHERE c.soggetto_id = :soggetto_id AND c.tipo = :tipo AND c.dal <= :giorno::date AND coalesce(c.al, 'infinity') >= :giorno::date
   AND c.nucleo_id IS DISTINCT FROM nucleo_di(:presso_soggetto_id, :tipo, :giorno::date);

-- name: nucleo_di :maybe
SELECT nucleo_di(:soggetto_id, :tipo, :giorno::date) AS nucleo_id;

-- name: nucleo_entra :one
SELECT nucleo_entra(:presso_soggetto_id, :tipo::text, :soggetto_id, :relazione::text, :legame_soggetto_id::bigint, (:dal::text)::date, :motivo::text) AS nucleo_componente_id;

-- name: nucleo_esce :exec
SELECT nucleo_esce(:nucleo_componente_id, :versione::int, (:ultimo::text)::date, :motivo::text, :nuovo_nucleo_componente_id::bigint);

-- name: nucleo_corregge :count
UPDATE nucleo_componente SET relazione = :relazione, legame_soggetto_id = :legame_soggetto_id, dal = (:dal::text)::date, motivo_ingresso = :motivo
 WHERE id = :nucleo_componente_id AND versione = :versione::int;
