-- «Cerca in tutte le aree»: at most eight of each sort, in a few milliseconds at any size.

-- name: cerca_soggetti_nome :many
-- Surname and name in any order and however written; a day of birth, or a year (0: none).
SELECT s.id AS soggetto_id, s.codice, s.cognome, s.nome, s.sesso, s.data_nascita, s.codice_fiscale, s.residenza_comune, s.data_decesso, s.riservato,
       s.perche
  FROM soggetti_cercati(:parole, :nata::date, nullif(:anno::int, 0), 8) s
 ORDER BY s.posto;

-- name: cerca_soggetti_codice :many
-- First characters of a codice fiscale (or of an STP or ENI code: whole).
SELECT s.id AS soggetto_id, s.codice, s.cognome, s.nome, s.sesso, s.data_nascita, s.codice_fiscale, s.residenza_comune, s.data_decesso, s.riservato,
       CASE WHEN s.codice_stp = :inizio THEN 'codice STP o ENI' WHEN s.codice_fiscale = :inizio THEN 'codice fiscale' ELSE 'il codice fiscale comincia così' END AS perche
  FROM elenco_soggetti s
 WHERE s.codice_fiscale_inizio >= :inizio AND s.codice_fiscale_inizio < :inizio || chr(1114111) OR s.codice_stp = :inizio
 ORDER BY s.codice_fiscale_inizio LIMIT 8;

-- name: cerca_soggetti_pezzo :many
-- A piece of a codice fiscale, wherever it stands.
SELECT s.id AS soggetto_id, s.codice, s.cognome, s.nome, s.sesso, s.data_nascita, s.codice_fiscale, s.residenza_comune, s.data_decesso, s.riservato,
       '«' || :pezzo || '» è nel codice fiscale' AS perche
  FROM elenco_soggetti s
 WHERE s.id = ANY (ARRAY(SELECT ricerca_pezzo(:pezzo)))
 ORDER BY s.codice_fiscale_inizio LIMIT 8;

-- name: cerca_soggetti_codice_vicino :many
-- A whole code with a wrong character or two, or with letters of omocodia: one of its halves is right.
SELECT s.id AS soggetto_id, s.codice, s.cognome, s.nome, s.sesso, s.data_nascita, s.codice_fiscale, s.residenza_comune, s.data_decesso, s.riservato,
       CASE WHEN codice_fiscale_piano(s.codice_fiscale) = codice_fiscale_piano(:codice) THEN 'lo stesso codice, con l’omocodia'
            ELSE 'codice fiscale diverso in ' || CASE levenshtein(s.codice_fiscale, :codice) WHEN 1 THEN 'un carattere' ELSE 'due caratteri' END END AS perche
  FROM elenco_soggetti s
 WHERE s.id = ANY (ARRAY(SELECT ricerca_pezzo(left(:codice, 8)) UNION SELECT ricerca_pezzo(right(:codice, 8))
                         UNION SELECT p.id FROM soggetto p WHERE p.codice_fiscale_piano = codice_fiscale_piano(:codice)))
   AND (levenshtein(s.codice_fiscale, :codice) <= 2 OR codice_fiscale_piano(s.codice_fiscale) = codice_fiscale_piano(:codice))
 ORDER BY levenshtein(s.codice_fiscale, :codice), s.chiave, s.id LIMIT 8;

-- name: cerca_soggetti_numero :many
-- The number that people say on the phone, ours or the one of the old system (SOG-12).
SELECT s.id AS soggetto_id, s.codice, s.cognome, s.nome, s.sesso, s.data_nascita, s.codice_fiscale, s.residenza_comune, s.data_decesso, s.riservato,
       CASE WHEN s.codice = :numero::bigint THEN 'codice della persona' ELSE 'codice nel sistema precedente' END AS perche
  FROM elenco_soggetti s
 WHERE s.codice = :numero::bigint OR s.codice_storico = :numero::bigint::text
 ORDER BY s.codice <> :numero::bigint, s.codice LIMIT 8;

-- name: cerca_soggetti_nascita :many
-- Born on that day, then on the day that it is with day and month exchanged (itself where there is none).
SELECT s.id AS soggetto_id, s.codice, s.cognome, s.nome, s.sesso, s.data_nascita, s.codice_fiscale, s.residenza_comune, s.data_decesso, s.riservato,
       CASE WHEN s.data_nascita = :data::date THEN 'data di nascita' ELSE 'giorno e mese di nascita scambiati' END AS perche
  FROM elenco_soggetti s
 WHERE s.data_nascita = :data::date
    OR s.data_nascita = CASE WHEN extract(day FROM :data::date) <= 12
         THEN make_date(extract(year FROM :data::date)::int, extract(day FROM :data::date)::int, extract(month FROM :data::date)::int) ELSE :data::date END
 ORDER BY s.data_nascita <> :data::date, s.chiave, s.id LIMIT 8;

-- name: cerca_pratiche_persone :many
-- Cases of the persons found that the reader may open.
SELECT p.id AS pratica_id, p.codice, coalesce(t.descrizione, k.denominazione) AS tipo, k.denominazione AS kind_nome, s.cognome, s.nome, p.stato,
       st.descrizione AS stato_testo, p.data_inizio, v.denominazione AS servizio
  FROM pratica p
  JOIN soggetto s ON s.id = p.titolare_soggetto_id
  JOIN kind k ON k.codice = p.kind
  JOIN servizio v ON v.id = p.servizio_id
  LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo
  LEFT JOIN LATERAL (SELECT descrizione FROM voce WHERE vocabolario = k.stati AND codice = p.stato ORDER BY valida_dal DESC LIMIT 1) st ON true
 WHERE p.titolare_soggetto_id = ANY (:soggetti::bigint[])
 ORDER BY p.stato IN ('T', 'X'), p.data_inizio DESC, p.id DESC LIMIT 8;

-- name: cerca_pratiche_codice :many
-- By code: from its first characters (GEN-2026-004), or by its number alone, of this year and the last one.
SELECT p.id AS pratica_id, p.codice, coalesce(t.descrizione, k.denominazione) AS tipo, k.denominazione AS kind_nome, coalesce(s.cognome, pratica_di_chi(p.titolare_soggetto_id, NULL, NULL, p.dati)) AS cognome,
       coalesce(s.nome, '') AS nome, p.stato,
       st.descrizione AS stato_testo, p.data_inizio, v.denominazione AS servizio
  FROM pratica p
  LEFT JOIN soggetto s ON s.id = p.titolare_soggetto_id
  JOIN kind k ON k.codice = p.kind
  JOIN servizio v ON v.id = p.servizio_id
  LEFT JOIN tipo_intervento t ON t.kind = p.kind AND t.codice = p.tipo
  LEFT JOIN LATERAL (SELECT descrizione FROM voce WHERE vocabolario = k.stati AND codice = p.stato ORDER BY valida_dal DESC LIMIT 1) st ON true
 WHERE p.codice >= :inizio AND p.codice < :inizio || chr(1114111)
    OR p.codice = ANY (ARRAY(SELECT y.prefisso || '-' || a.anno || '-' || lpad(:numero::bigint::text, greatest(5, length(:numero::bigint::text)), '0')
                               FROM kind y, generate_series(extract(year FROM current_date)::int - 1, extract(year FROM current_date)::int) a (anno)))
 ORDER BY p.codice DESC LIMIT 8;

-- name: cerca_richieste :many
-- By number, or of the persons found: as far as the reader opens their case or decides them (RIC-07).
SELECT r.id AS richiesta_id, r.codice, r.tipo_nome, r.oggetto, r.stato_nome, r.persona, r.servizio, r.destinatario, r.chiesta_il
  FROM elenco_richieste r
 WHERE r.codice = :codice OR r.soggetto_id = ANY ((:soggetti::text)::bigint[])
 ORDER BY r.aperta DESC, r.id DESC LIMIT 8;
