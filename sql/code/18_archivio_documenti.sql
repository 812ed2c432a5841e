-- Documents of the archive before SIZ.  What concerns the rows is done here at once; then the command looks into each
-- file, seals it block by block, and says which it took, all in the transaction of its CSV: until that ends nobody sees
-- anything, and if it does not, nothing is there.  The verdict on a document is the check's, as of every upload.

-- Rows of documents: whose case.  A document is read by who reads its case; so one that names a person alone goes only where
-- there is no choice, because a guess would show it to others than it should.
CREATE OR REPLACE FUNCTION importa_documenti(per_archivio bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  INSERT INTO pg_temp.importa_rifiuto (riga, campo, motivo)
  SELECT r.riga, 'progetto', 'Scrivi il progetto, o la persona se nell’archivio ha un progetto solo' FROM pg_temp.importa_riga r
   WHERE NOT r.dati ?| ARRAY['progetto', 'persona'] AND NOT coalesce(r.difetti @> '[{"campo": "riga"}]', false)
  UNION ALL
  SELECT r.riga, 'progetto', 'Nell’archivio non c’è il progetto «' || (r.dati ->> 'progetto') || '»: importa prima il file dei progetti, e guarda se lì è stato rifiutato'
    FROM pg_temp.importa_riga r WHERE r.dati ? 'progetto'
     AND NOT EXISTS (SELECT FROM archivio_riga a WHERE a.archivio_id = per_archivio AND a.oggetto = 'progetti' AND a.codice = r.dati ->> 'progetto')
  UNION ALL
  SELECT r.riga, 'persona', 'Nell’archivio non c’è la persona «' || (r.dati ->> 'persona') || '»: importa prima il file delle persone, e guarda se lì è stata rifiutata'
    FROM pg_temp.importa_riga r WHERE r.dati ? 'persona'
     AND NOT EXISTS (SELECT FROM archivio_riga a WHERE a.archivio_id = per_archivio AND a.oggetto = 'persone' AND a.codice = r.dati ->> 'persona')
  UNION ALL
  SELECT r.riga, 'persona', 'Il progetto «' || (r.dati ->> 'progetto') || '» è di un’altra persona'
    FROM pg_temp.importa_riga r JOIN archivio_riga a ON a.archivio_id = per_archivio AND a.oggetto = 'progetti' AND a.codice = r.dati ->> 'progetto'
    JOIN pratica p ON p.id = a.pratica_id
    JOIN archivio_riga x ON x.archivio_id = per_archivio AND x.oggetto = 'persone' AND x.codice = r.dati ->> 'persona'
   WHERE p.titolare_soggetto_id <> x.soggetto_id
  UNION ALL
  SELECT r.riga, 'tipo', 'Tra i tipi di documento non c’è «' || (r.dati ->> 'tipo') || '»: scrivi il codice o il nome di uno di SIZ, o lascia vuoto'
    FROM pg_temp.importa_riga r WHERE r.dati ? 'tipo' AND importa_tipo_documento(r.dati ->> 'tipo') IS NULL;

  INSERT INTO pg_temp.importa_documento (riga, codice, pratica_id, dati)
  SELECT b.riga, b.codice, a.pratica_id, b.dati
    FROM importa_buone(per_archivio, 'documenti') b JOIN archivio_riga a ON a.archivio_id = per_archivio AND a.oggetto = 'progetti' AND a.codice = b.dati ->> 'progetto';
  -- by the person alone: the one case that they have in this archive
  WITH sola AS (
    SELECT b.riga, b.codice, b.dati, c.pratica_id, c.quante
      FROM importa_buone(per_archivio, 'documenti') b JOIN archivio_riga x ON x.archivio_id = per_archivio AND x.oggetto = 'persone' AND x.codice = b.dati ->> 'persona'
      JOIN LATERAL (SELECT min(p.id) AS pratica_id, count(*) AS quante FROM pratica p JOIN archivio_riga a ON a.pratica_id = p.id AND a.oggetto = 'progetti' AND a.archivio_id = per_archivio
                     WHERE p.titolare_soggetto_id = x.soggetto_id) c ON true
     WHERE NOT b.dati ? 'progetto'
  ), presa AS (
    INSERT INTO pg_temp.importa_documento (riga, codice, pratica_id, dati) SELECT s.riga, s.codice, s.pratica_id, s.dati FROM sola s WHERE s.quante = 1
  )
  INSERT INTO pg_temp.importa_rifiuto (riga, campo, motivo)
  SELECT s.riga, 'progetto', 'La persona nell’archivio ha ' || CASE s.quante WHEN 0 THEN 'nessun progetto' ELSE s.quante || ' progetti' END
         || ': scrivi di quale è il documento, perché lo vede chi vede quel progetto'
    FROM sola s WHERE s.quante <> 1;
END
$$;

-- A kind of documento by its code or its name; NULL if there is none.
CREATE OR REPLACE FUNCTION importa_tipo_documento(scritto text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT v.codice FROM voce v WHERE v.vocabolario = 'tipo_documento' AND v.valida_al IS NULL
     AND (upper(v.codice) = upper(scritto) OR lower(v.descrizione) = lower(scritto))
   ORDER BY upper(v.codice) = upper(scritto) DESC, v.codice LIMIT 1
$$;

-- A page of the rows whose files are to be looked at, in the order of the CSV; bytes that the documents of the archive's service take.
CREATE OR REPLACE FUNCTION importa_documenti_da_fare(dopo_riga bigint, quanti integer) RETURNS TABLE (riga bigint, file text, oggetto text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT d.riga, d.dati ->> 'file', d.dati ->> 'oggetto' FROM pg_temp.importa_documento d WHERE d.riga > dopo_riga ORDER BY d.riga LIMIT quanti;
END
$$;
CREATE OR REPLACE FUNCTION importa_documenti_spazio(con_importazione bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT coalesce(sum(d.byte), 0)::bigint FROM importazione i JOIN archivio a ON a.id = i.archivio_id JOIN documento d ON d.autore_servizio_id = a.servizio_id
   WHERE i.id = con_importazione AND d.stato NOT IN ('infetto', 'rifiutato')
$$;

CREATE OR REPLACE FUNCTION importa_documento_rifiuta(quale_riga bigint, perche text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  INSERT INTO pg_temp.importa_rifiuto (riga, campo, motivo) VALUES (quale_riga, 'file', perche);
END
$$;

-- A document of that row, and the row of the archive; its bytes follow.
CREATE OR REPLACE FUNCTION importa_documento_nuovo(con_importazione bigint, quale_riga bigint, con_nome text, con_oggetto text, con_byte bigint, con_chiave bytea, con_maestra text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  i importazione;
  r record;
  nuovo bigint;
BEGIN
  IF identita_operatore() IS NOT NULL THEN
    RAISE EXCEPTION 'the archive is not loaded under an identity' USING ERRCODE = 'SZ403';
  END IF;
  SELECT * INTO STRICT i FROM importazione x WHERE x.id = con_importazione AND x.oggetto = 'documenti';
  SELECT d.*, p.servizio_id INTO STRICT r FROM pg_temp.importa_documento d JOIN pratica p ON p.id = d.pratica_id JOIN servizio v ON v.id = p.servizio_id AND v.sola_lettura WHERE d.riga = quale_riga;
  INSERT INTO documento (pratica_id, nome_file, oggetto, data, tipo, byte, stato, chiave, chiave_maestra, autore_operatore_id, autore_servizio_id)
  VALUES (r.pratica_id, con_nome, con_oggetto, (r.dati ->> 'data')::date, importa_tipo_documento(r.dati ->> 'tipo'), con_byte, 'in_arrivo', con_chiave, con_maestra, i.operatore_id, r.servizio_id)
  RETURNING id INTO nuovo;
  INSERT INTO archivio_riga (archivio_id, oggetto, codice, pratica_id, documento_id, dati, importazione_id)
  VALUES (i.archivio_id, 'documenti', r.codice, r.pratica_id, nuovo, r.dati, i.id);
  RETURN nuovo;
END
$$;

-- Bytes of a document of the archive that is arriving, of no other.
CREATE OR REPLACE FUNCTION importa_documento_blocco(quale bigint, numero integer, con_dati bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM documento d WHERE d.id = quale AND d.stato = 'in_arrivo') OR NOT EXISTS (SELECT FROM archivio_riga a WHERE a.documento_id = quale) THEN
    RAISE EXCEPTION 'no document of the archive is arriving' USING ERRCODE = 'SZ403';
  END IF;
  INSERT INTO documento_blocco (documento_id, indice, dati) VALUES (quale, numero, con_dati);
END
$$;

-- All bytes are here: who looks at it begins when the transaction ends.
CREATE OR REPLACE FUNCTION importa_documento_arrivato(quale bigint, con_impronta bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM archivio_riga a WHERE a.documento_id = quale) THEN
    RAISE EXCEPTION 'no document of the archive' USING ERRCODE = 'SZ403';
  END IF;
  UPDATE documento SET impronta = con_impronta, stato = 'in_controllo' WHERE id = quale AND stato = 'in_arrivo';
  INSERT INTO lavoro (tipo, dati) VALUES ('documento_controllo', jsonb_build_object('documento', quale));
  PERFORM pg_notify('siz_lavoro', '');
END
$$;

DO $$
DECLARE
  f regprocedure;
BEGIN
  FOREACH f IN ARRAY ARRAY['importa_documenti(bigint)', 'importa_tipo_documento(text)', 'importa_documenti_da_fare(bigint, integer)', 'importa_documenti_spazio(bigint)',
    'importa_documento_rifiuta(bigint, text)', 'importa_documento_nuovo(bigint, bigint, text, text, bigint, bytea, text)', 'importa_documento_blocco(bigint, integer, bytea)',
    'importa_documento_arrivato(bigint, bytea)']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION importa_documenti_da_fare(bigint, integer), importa_documenti_spazio(bigint), importa_documento_rifiuta(bigint, text),
  importa_documento_nuovo(bigint, bigint, text, text, bigint, bytea, text), importa_documento_blocco(bigint, integer, bytea),
  importa_documento_arrivato(bigint, bytea), importa_concludi(bigint, bigint) TO siz_owner;
