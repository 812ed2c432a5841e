-- «Cerca in tutte le aree»: at most eight of each sort, in a few milliseconds at any size.

-- name: cerca_soggetti_nome :many
-- By surname first, then by name; who is found by both comes once.
SELECT soggetto_id, codice, cognome, nome, sesso, data_nascita, codice_fiscale, residenza_comune, data_decesso, riservato
  FROM (SELECT DISTINCT ON (id) id AS soggetto_id, codice, cognome, nome, sesso, data_nascita, codice_fiscale, residenza_comune, data_decesso,
               riservato, ramo, chiave
          FROM ((SELECT 1 AS ramo, s.* FROM soggetti_per_cognome(:prima, :altre) s ORDER BY s.chiave, s.id LIMIT 8)
                UNION ALL
                (SELECT 2, s.* FROM soggetti_per_nome(:prima, :altre) s ORDER BY s.chiave_nome, s.id LIMIT 8)) due
         ORDER BY id, ramo) uno
 ORDER BY ramo, chiave, soggetto_id LIMIT 8;

-- name: cerca_soggetti_codice :many
-- First characters of a codice fiscale (or of an STP or ENI code: whole).
SELECT s.id AS soggetto_id, s.codice, s.cognome, s.nome, s.sesso, s.data_nascita, s.codice_fiscale, s.residenza_comune, s.data_decesso, s.riservato
  FROM elenco_soggetti s
 WHERE s.codice_fiscale_inizio >= :inizio AND s.codice_fiscale_inizio < :inizio || chr(1114111) OR s.codice_stp = :inizio
 ORDER BY s.codice_fiscale_inizio LIMIT 8;

-- name: cerca_soggetti_numero :many
-- The number that people say on the phone, ours or the one of the old system (SOG-12).
SELECT s.id AS soggetto_id, s.codice, s.cognome, s.nome, s.sesso, s.data_nascita, s.codice_fiscale, s.residenza_comune, s.data_decesso, s.riservato
  FROM elenco_soggetti s
 WHERE s.codice = :numero::bigint OR s.codice_storico = :numero::bigint::text
 ORDER BY s.codice LIMIT 8;

-- name: cerca_soggetti_nascita :many
SELECT s.id AS soggetto_id, s.codice, s.cognome, s.nome, s.sesso, s.data_nascita, s.codice_fiscale, s.residenza_comune, s.data_decesso, s.riservato
  FROM elenco_soggetti s
 WHERE s.data_nascita = :data::date
 ORDER BY s.data_nascita, s.id LIMIT 8;

-- name: cerca_pratiche_persone :many
-- Cases of the persons found that the reader may open.
SELECT p.id AS pratica_id, p.codice, coalesce(t.descrizione, k.denominazione) AS tipo, k.denominazione AS kind_nome, s.cognome, s.nome, p.stato,
       st.descrizione AS stato_testo, p.data_inizio, v.denominazione AS servizio
  FROM pratica p
  JOIN soggetto s ON s.id = p.titolare_soggetto_id
  JOIN kind k ON k.codice = p.kind
  JOIN servizio v ON v.id = p.servizio_id
  LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo
  LEFT JOIN LATERAL (SELECT descrizione FROM voce WHERE vocabolario = 'stato_intervento' AND codice = p.stato ORDER BY valida_dal DESC LIMIT 1) st ON true
 WHERE p.titolare_soggetto_id = ANY (:soggetti::bigint[])
 ORDER BY p.stato IN ('T', 'X'), p.data_inizio DESC, p.id DESC LIMIT 8;

-- name: cerca_pratiche_codice :many
-- By code: from its first characters (GEN-2026-004), or by its number alone, of this year and the last one.
SELECT p.id AS pratica_id, p.codice, coalesce(t.descrizione, k.denominazione) AS tipo, k.denominazione AS kind_nome, s.cognome, s.nome, p.stato,
       st.descrizione AS stato_testo, p.data_inizio, v.denominazione AS servizio
  FROM pratica p
  JOIN soggetto s ON s.id = p.titolare_soggetto_id
  JOIN kind k ON k.codice = p.kind
  JOIN servizio v ON v.id = p.servizio_id
  LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo
  LEFT JOIN LATERAL (SELECT descrizione FROM voce WHERE vocabolario = 'stato_intervento' AND codice = p.stato ORDER BY valida_dal DESC LIMIT 1) st ON true
 WHERE p.codice >= :inizio AND p.codice < :inizio || chr(1114111)
    OR p.codice = ANY (SELECT y.prefisso || '-' || a.anno || '-' || lpad(:numero::bigint::text, greatest(5, length(:numero::bigint::text)), '0')
                         FROM kind y, generate_series(extract(year FROM current_date)::int - 1, extract(year FROM current_date)::int) a (anno))
 ORDER BY p.codice DESC LIMIT 8;
