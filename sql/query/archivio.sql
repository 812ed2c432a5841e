-- What the archive before SIZ holds.

-- name: cerca_archivio :many
-- By the code that a person, a project or a benefit had there, whole.
SELECT a.codice, a.soggetto_id, a.pratica_id,
       CASE a.oggetto WHEN 'persone' THEN 'persona' WHEN 'progetti' THEN coalesce(a.dati ->> 'descrizione', 'progetto') ELSE coalesce(a.dati ->> 'descrizione', 'prestazione') END AS che,
       coalesce(s.cognome || ' ' || s.nome, 'Persona riservata') || coalesce(' · ' || p.codice, '') AS di_chi
  FROM archivio_riga a LEFT JOIN pratica p ON p.id = a.pratica_id
  LEFT JOIN soggetto s ON s.id = coalesce(a.soggetto_id, p.titolare_soggetto_id)
 WHERE upper(a.codice) COLLATE "C" = upper(:codice::text) AND a.oggetto <> 'documenti'
 ORDER BY a.oggetto, a.archivio_id LIMIT 8;

-- name: archivio_pratica :many
-- The row of the project as it came, field by field.
SELECT x.codice AS archivio, a.codice, f.chiave AS campo, f.valore
  FROM archivio_riga a JOIN archivio x ON x.id = a.archivio_id CROSS JOIN LATERAL jsonb_each_text(a.dati) f (chiave, valore)
 WHERE a.pratica_id = :pratica_id AND a.oggetto = 'progetti' AND f.chiave <> 'codice';

-- name: archivio_prestazioni :hdf
SELECT a.codice, a.dati ->> 'codice_inps' AS codice_inps, a.dati ->> 'descrizione' AS descrizione, (a.dati ->> 'dal')::date AS dal, (a.dati ->> 'al')::date AS al,
       (a.dati ->> 'importo')::numeric AS importo, replace(a.dati ->> 'quantita', '.', ',') || coalesce(' ' || (a.dati ->> 'unita'), '') AS quantita,
       a.dati ->> 'stato_invio' AS stato_invio, a.dati ->> 'note' AS note
  FROM archivio_riga a WHERE a.pratica_id = :pratica_id AND a.oggetto = 'prestazioni'
 ORDER BY a.dati ->> 'dal', a.codice LIMIT 500;

-- name: archivio_persona :many
-- Each row that was this person, field by field.
SELECT x.codice AS archivio, a.codice, f.chiave AS campo, f.valore
  FROM archivio_riga a JOIN archivio x ON x.id = a.archivio_id CROSS JOIN LATERAL jsonb_each_text(a.dati) f (chiave, valore)
 WHERE a.soggetto_id = :soggetto_id AND a.oggetto = 'persone' AND f.chiave <> 'codice'
 ORDER BY a.archivio_id, a.codice;
