-- The archive of the system before SIZ: what `siz importa` does with the rows of a file, and who sees
-- them afterwards.  The command reads and checks line by line (app/comandi/importa.c), copies what it
-- read into a temporary table, and the rest is done here on whole sets, in one transaction a file.

DO $$
DECLARE
  t text;
  p record;
BEGIN
  FOREACH t IN ARRAY ARRAY['importazione', 'archivio_riga'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    FOR p IN SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = t LOOP
      EXECUTE format('DROP POLICY %I ON %I', p.policyname, t);
    END LOOP;
    EXECUTE format('CREATE POLICY cancello ON %I TO siz_cancello USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO siz_cancello', t);
  END LOOP;
END
$$;
GRANT SELECT, INSERT, UPDATE ON archivio TO siz_cancello;
GRANT SELECT ON archivio TO siz_web, siz_job;
GRANT SELECT ON tipo_intervento, comune, stato_estero TO siz_cancello;
-- A row is seen by who sees its case, or its person; nobody writes one but the import.
CREATE POLICY lettura ON archivio_riga FOR SELECT TO siz_web, siz_job
  USING (CASE WHEN pratica_id IS NOT NULL THEN (SELECT true FROM pratica p WHERE p.id = archivio_riga.pratica_id LIMIT 1)
              ELSE (SELECT true FROM soggetto s WHERE s.id = archivio_riga.soggetto_id LIMIT 1) END);
GRANT SELECT ON archivio_riga TO siz_web, siz_job;

-- What was taken over stays as it came.
CREATE OR REPLACE FUNCTION archivio_riga_ferma() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION 'the archive is not rewritten' USING ERRCODE = 'SZ403';
END
$$;
CREATE OR REPLACE TRIGGER archivio_riga_ferma BEFORE UPDATE OR DELETE ON archivio_riga FOR EACH ROW EXECUTE FUNCTION archivio_riga_ferma();

-- ---- a protected person has no case that all may open ---------------------------------------------------

-- Everybody may read the archive; a person under protection is seen by the service that protects alone
-- (see the policy of soggetto).  So their cases there open for nobody, from the day on which they are
-- protected, and again when they are not any more.
CREATE OR REPLACE FUNCTION archivio_segue_riserbo() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  DELETE FROM accesso a USING pratica p, servizio v
   WHERE p.titolare_soggetto_id = NEW.id AND v.id = p.servizio_id AND v.sola_lettura AND a.pratica_id = p.id AND a.origine = 0;
  IF NOT NEW.riservato THEN
    INSERT INTO accesso
    SELECT x.* FROM pratica p JOIN servizio v ON v.id = p.servizio_id AND v.sola_lettura, LATERAL accesso_proprio(p.id) x WHERE p.titolare_soggetto_id = NEW.id;
  END IF;
  RETURN NULL;
END
$$;
ALTER FUNCTION archivio_segue_riserbo() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER archivio_segue_riserbo AFTER UPDATE OF riservato ON soggetto FOR EACH ROW
  WHEN (OLD.riservato <> NEW.riservato) EXECUTE FUNCTION archivio_segue_riserbo();

-- ---- the import -----------------------------------------------------------------------------------------

-- Where the command copies the lines to, for the length of its transaction; the statement with which it
-- does.  `difetti`: [{"campo": …, "motivo": …}] of what the command itself found wrong.
CREATE OR REPLACE FUNCTION importa_prepara() RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
  CREATE TEMPORARY TABLE importa_riga (riga bigint PRIMARY KEY, dati jsonb NOT NULL, difetti jsonb) ON COMMIT DROP;
  CREATE TEMPORARY TABLE importa_rifiuto (n bigint GENERATED ALWAYS AS IDENTITY, riga bigint NOT NULL, campo text NOT NULL, motivo text NOT NULL) ON COMMIT DROP;
  CREATE INDEX importa_rifiuto_riga ON pg_temp.importa_rifiuto (riga, n);
  CREATE TEMPORARY TABLE importa_documento (riga bigint PRIMARY KEY, codice text NOT NULL, pratica_id bigint NOT NULL, dati jsonb NOT NULL) ON COMMIT DROP;
  GRANT ALL ON pg_temp.importa_riga, pg_temp.importa_rifiuto, pg_temp.importa_documento TO siz_cancello;
  RETURN 'COPY pg_temp.importa_riga FROM STDIN';
END
$$;

-- After the copy: how much there is, of which the server knows nothing yet.  What it does not know to be large it
-- compares line by line with all that was taken over before.
CREATE OR REPLACE FUNCTION importa_misura() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
  ANALYZE pg_temp.importa_riga;
  ANALYZE archivio_riga;
END
$$;

-- Places are few: each text is looked for once.  A Belfiore code, or the name of a comune.
CREATE OR REPLACE FUNCTION importa_luoghi(campo text) RETURNS TABLE (testo text, comune_id bigint, stato_id bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT l.testo,
         coalesce((SELECT c.id FROM comune c WHERE c.codice_belfiore = upper(l.testo) ORDER BY c.cessato, c.valido_dal DESC NULLS LAST, c.id LIMIT 1),
                  (SELECT c.id FROM comune c WHERE c.ricerca = translate(senza_accenti(l.testo), ' -./()', '') ORDER BY c.cessato, c.ambito DESC, c.valido_dal DESC NULLS LAST, c.id LIMIT 1)),
         (SELECT e.id FROM stato_estero e WHERE e.codice_belfiore = upper(l.testo) ORDER BY e.cessato, e.id LIMIT 1)
    FROM (SELECT DISTINCT r.dati ->> campo FROM pg_temp.importa_riga r WHERE r.dati ? campo) l (testo);
END
$$;

-- Of every file: what the command found wrong, codes that come twice, codes that came before with
-- something else.
CREATE OR REPLACE FUNCTION importa_controlla(per_archivio bigint, di_oggetto text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  INSERT INTO pg_temp.importa_rifiuto (riga, campo, motivo)
  SELECT r.riga, d ->> 'campo', d ->> 'motivo' FROM pg_temp.importa_riga r, jsonb_array_elements(r.difetti) d;
  INSERT INTO pg_temp.importa_rifiuto (riga, campo, motivo)
  SELECT r.riga, 'codice', 'Lo stesso codice è già nella riga ' || r.prima || ' di questo file'
    FROM (SELECT x.riga, min(x.riga) OVER (PARTITION BY x.dati ->> 'codice') AS prima FROM pg_temp.importa_riga x WHERE x.dati ? 'codice') r
   WHERE r.riga > r.prima;
  INSERT INTO pg_temp.importa_rifiuto (riga, campo, motivo)
  SELECT r.riga, 'codice', 'Questo codice è già stato importato il ' || to_char(i.quando, 'DD/MM/YYYY') || ' con altri dati: l’archivio non si riscrive'
    FROM pg_temp.importa_riga r JOIN archivio_riga a ON a.archivio_id = per_archivio AND a.oggetto = di_oggetto AND a.codice = r.dati ->> 'codice'
    JOIN importazione i ON i.id = a.importazione_id
   WHERE a.dati <> r.dati;
END
$$;

-- The lines that go in: nothing wrong with them, and not there yet.  ROWS, for what is joined to them: as a file
-- is large, each of its lines must not be looked for among all the others.
CREATE OR REPLACE FUNCTION importa_buone(per_archivio bigint, di_oggetto text) RETURNS TABLE (riga bigint, codice text, dati jsonb)
LANGUAGE plpgsql STABLE ROWS 200000 SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT r.riga, r.dati ->> 'codice', r.dati FROM pg_temp.importa_riga r
   WHERE NOT EXISTS (SELECT FROM pg_temp.importa_rifiuto f WHERE f.riga = r.riga)
     AND NOT EXISTS (SELECT FROM archivio_riga a WHERE a.archivio_id = per_archivio AND a.oggetto = di_oggetto AND a.codice = r.dati ->> 'codice');
END
$$;

-- Persons.  The same codice fiscale (or STP, ENI) is the same person: the row is kept beside them and
-- changes nothing of theirs.  All others are new; that two rows may be one person is proposed by the
-- comparison of doppioni, as of whoever is entered, and decided by people.  No service has entered them: who
-- is protected later is seen by who follows them, not by all who may enter the archive.
CREATE OR REPLACE FUNCTION importa_persone(per_archivio bigint, con_importazione bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  quante bigint;
BEGIN
  INSERT INTO pg_temp.importa_rifiuto (riga, campo, motivo)
  SELECT r.riga, 'luogo_nascita', 'Non c’è un comune né uno stato «' || l.testo || '»: scrivi il codice catastale (D416) o il nome del comune'
    FROM importa_luoghi('luogo_nascita') l JOIN pg_temp.importa_riga r ON r.dati ->> 'luogo_nascita' = l.testo WHERE num_nonnulls(l.comune_id, l.stato_id) = 0
  UNION ALL
  SELECT r.riga, 'residenza', 'Non c’è un comune «' || l.testo || '»: scrivi il codice catastale (E648) o il nome del comune'
    FROM importa_luoghi('residenza') l JOIN pg_temp.importa_riga r ON r.dati ->> 'residenza' = l.testo WHERE l.comune_id IS NULL
  UNION ALL
  SELECT r.riga, 'codice_fiscale', 'È il codice di una persona protetta: della riga decide il servizio che la protegge'
    FROM pg_temp.importa_riga r JOIN soggetto s ON s.codice_fiscale = r.dati ->> 'codice_fiscale' WHERE s.riservato
  UNION ALL
  SELECT r.riga, 'codice_stp', 'È il codice di una persona protetta: della riga decide il servizio che la protegge'
    FROM pg_temp.importa_riga r JOIN soggetto s ON s.codice_stp = r.dati ->> 'codice_stp' WHERE s.riservato;

  WITH buona AS MATERIALIZED (
    SELECT b.riga, b.codice, b.dati, b.dati ->> 'codice_fiscale' AS cf, b.dati ->> 'codice_stp' AS stp,
           coalesce('c' || (b.dati ->> 'codice_fiscale'), 's' || (b.dati ->> 'codice_stp'), 'k' || b.codice) AS chi
      FROM importa_buone(per_archivio, 'persone') b
  ), nota AS MATERIALIZED (
    SELECT b.riga, coalesce(f.id, t.id) AS id FROM buona b
      LEFT JOIN soggetto f ON f.codice_fiscale = b.cf LEFT JOIN soggetto t ON t.codice_stp = b.stp
     WHERE num_nonnulls(f.id, t.id) > 0
  ), prima AS MATERIALIZED (
    SELECT DISTINCT ON (b.chi) b.* FROM buona b WHERE NOT EXISTS (SELECT FROM nota n WHERE n.riga = b.riga) ORDER BY b.chi, b.riga
  ), nuova AS (
    INSERT INTO soggetto (codice_storico, cognome, nome, sesso, data_nascita, nascita_comune_id, nascita_stato_id, codice_fiscale, codice_stp, motivo_senza_codice,
                          condizione, residenza_comune_id, residenza_indirizzo, telefono, email, data_decesso, fonte)
    SELECT p.codice, p.dati ->> 'cognome', p.dati ->> 'nome', p.dati ->> 'sesso', (p.dati ->> 'data_nascita')::date, n.comune_id,
           CASE WHEN n.comune_id IS NULL THEN n.stato_id END, p.cf, p.stp, CASE WHEN p.cf IS NULL THEN 'NON_NOTO' END,
           CASE WHEN p.stp IS NOT NULL THEN 'straniero_presente' WHEN z.comune_id IS NULL OR m.ambito THEN 'residente' ELSE 'non_residente' END, z.comune_id,
           p.dati ->> 'indirizzo', p.dati ->> 'telefono', lower(p.dati ->> 'email'), (p.dati ->> 'data_decesso')::date, 'storico'
      FROM prima p LEFT JOIN importa_luoghi('luogo_nascita') n ON n.testo = p.dati ->> 'luogo_nascita'
      LEFT JOIN importa_luoghi('residenza') z ON z.testo = p.dati ->> 'residenza' LEFT JOIN comune m ON m.id = z.comune_id
     ORDER BY p.riga
    RETURNING id, codice_storico
  )
  INSERT INTO archivio_riga (archivio_id, oggetto, codice, soggetto_id, dati, importazione_id)
  SELECT per_archivio, 'persone', b.codice, coalesce(n.id, s.id), b.dati, con_importazione
    FROM buona b LEFT JOIN nota n ON n.riga = b.riga LEFT JOIN prima p ON p.chi = b.chi LEFT JOIN nuova s ON s.codice_storico = p.codice;
  GET DIAGNOSTICS quante = ROW_COUNT;
  RETURN quante;
END
$$;

-- A «progetto sociale» was what an intervento is (MIG-02); some were contacts, some prese in carico.
CREATE OR REPLACE FUNCTION importa_kind(natura text) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
  SELECT CASE replace(lower(coalesce(natura, 'intervento')), '_', ' ') WHEN 'intervento' THEN 'intervento_generico' WHEN 'segnalazione' THEN 'segnalazione'
              WHEN 'presa in carico' THEN 'presa_in_carico' END
$$;

-- Projects become cases of the read-only service: closed where they have an end, with the codes of SIZ.
-- Only what the newest form of the kind declares goes into `dati`; all that came stays in archivio_riga.
CREATE OR REPLACE FUNCTION importa_progetti(per_archivio bigint, per_servizio bigint, con_importazione bigint, per_operatore bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  quante bigint;
BEGIN
  INSERT INTO pg_temp.importa_rifiuto (riga, campo, motivo)
  SELECT r.riga, 'persona', 'Nell’archivio non c’è la persona «' || (r.dati ->> 'persona') || '»: importa prima il file delle persone, e guarda se lì è stata rifiutata'
    FROM pg_temp.importa_riga r WHERE r.dati ? 'persona'
     AND NOT EXISTS (SELECT FROM archivio_riga a WHERE a.archivio_id = per_archivio AND a.oggetto = 'persone' AND a.codice = r.dati ->> 'persona')
  UNION ALL
  SELECT r.riga, 'natura', 'La natura è intervento, segnalazione o presa in carico' FROM pg_temp.importa_riga r WHERE importa_kind(r.dati ->> 'natura') IS NULL
  UNION ALL
  SELECT r.riga, 'tipo', 'Tra i tipi di SIZ non c’è «' || (r.dati ->> 'tipo') || '»: lascia vuoto il campo e scrivi il tipo di allora in descrizione'
    FROM pg_temp.importa_riga r WHERE r.dati ? 'tipo'
     AND NOT EXISTS (SELECT FROM tipo_intervento t WHERE t.kind = importa_kind(r.dati ->> 'natura') AND t.codice = r.dati ->> 'tipo');

  WITH buona AS MATERIALIZED (
    SELECT b.riga, b.codice, b.dati, k.codice AS kind, k.prefisso, m.id AS modulo_id, a.soggetto_id, (b.dati ->> 'data_inizio')::date AS dal, (b.dati ->> 'data_fine')::date AS al,
           coalesce((SELECT o.id FROM operatore o WHERE lower(o.username) = lower(b.dati ->> 'operatore')), per_operatore) AS operatore_id,
           row_number() OVER (PARTITION BY k.prefisso, left(b.dati ->> 'data_inizio', 4) ORDER BY b.riga) AS n
      FROM importa_buone(per_archivio, 'progetti') b JOIN archivio_riga a ON a.archivio_id = per_archivio AND a.oggetto = 'persone' AND a.codice = b.dati ->> 'persona'
      JOIN kind k ON k.codice = importa_kind(b.dati ->> 'natura')
      JOIN LATERAL (SELECT o.id FROM modulo o WHERE o.nome = k.modulo ORDER BY o.versione DESC LIMIT 1) m ON true
  ), contati AS (
    -- the numbers of a year are taken all at once
    INSERT INTO contatore AS c (prefisso, anno, ultimo) SELECT b.prefisso, extract(year FROM b.dal)::int, count(*) FROM buona b GROUP BY 1, 2
      ON CONFLICT ON CONSTRAINT contatore_pk DO UPDATE SET ultimo = c.ultimo + excluded.ultimo
    RETURNING c.prefisso, c.anno, c.ultimo
  ), quanti AS (
    SELECT b.prefisso, extract(year FROM b.dal)::int AS anno, count(*) AS n FROM buona b GROUP BY 1, 2
  ), numerata AS MATERIALIZED (
    SELECT b.*, b.prefisso || '-' || c.anno || '-' || to_char(c.ultimo - q.n + b.n, 'FM99999900000') AS nuovo_codice
      FROM buona b JOIN contati c ON c.prefisso = b.prefisso AND c.anno = extract(year FROM b.dal) JOIN quanti q ON q.prefisso = c.prefisso AND q.anno = c.anno
  ), nuova AS (
    INSERT INTO pratica (kind, codice, titolare_soggetto_id, servizio_id, riferimento_operatore_id, stato, data_inizio, data_fine, dati, modulo_id,
                         creato_da, creato_il, modificato_da, modificato_il)
    SELECT n.kind, n.nuovo_codice, n.soggetto_id, per_servizio, n.operatore_id, CASE WHEN n.al IS NULL THEN 'A' ELSE 'T' END, n.dal, n.al,
           coalesce((SELECT jsonb_object_agg(d.key, d.value)
                       FROM jsonb_each(jsonb_strip_nulls(jsonb_build_object('tipo', n.dati -> 'tipo', 'protocollo_numero', n.dati -> 'protocollo_numero',
                              'protocollo_data', n.dati -> 'protocollo_data',
                              'note', nullif(left(concat_ws(E'\n', n.dati ->> 'descrizione', n.dati ->> 'note'), 4000), '')))) d
                      WHERE d.key IN (SELECT c.nome FROM modulo_campo c WHERE c.modulo_id = n.modulo_id)), '{}'), n.modulo_id,
           n.operatore_id, n.dal::timestamptz, n.operatore_id, coalesce(n.al, n.dal)::timestamptz
      FROM numerata n ORDER BY n.riga
    RETURNING id, codice
  )
  INSERT INTO archivio_riga (archivio_id, oggetto, codice, pratica_id, dati, importazione_id)
  SELECT per_archivio, 'progetti', n.codice, v.id, n.dati, con_importazione FROM numerata n JOIN nuova v ON v.codice = n.nuovo_codice;
  GET DIAGNOSTICS quante = ROW_COUNT;

  INSERT INTO stato_storia (pratica_id, azione, da, a, data, motivo, operatore_id, quando)
  SELECT p.id, 'chiudi', 'A', 'T', p.data_fine, a.dati ->> 'motivo_fine', p.creato_da, p.data_fine::timestamptz
    FROM archivio_riga a JOIN pratica p ON p.id = a.pratica_id WHERE a.importazione_id = con_importazione AND p.data_fine IS NOT NULL;
  RETURN quante;
END
$$;

-- Benefits stay as they came, with the case of their project.
CREATE OR REPLACE FUNCTION importa_prestazioni(per_archivio bigint, con_importazione bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  quante bigint;
BEGIN
  INSERT INTO pg_temp.importa_rifiuto (riga, campo, motivo)
  SELECT r.riga, 'progetto', 'Nell’archivio non c’è il progetto «' || (r.dati ->> 'progetto') || '»: importa prima il file dei progetti, e guarda se lì è stato rifiutato'
    FROM pg_temp.importa_riga r WHERE r.dati ? 'progetto'
     AND NOT EXISTS (SELECT FROM archivio_riga a WHERE a.archivio_id = per_archivio AND a.oggetto = 'progetti' AND a.codice = r.dati ->> 'progetto');
  INSERT INTO archivio_riga (archivio_id, oggetto, codice, pratica_id, dati, importazione_id)
  SELECT per_archivio, 'prestazioni', b.codice, a.pratica_id, b.dati, con_importazione
    FROM importa_buone(per_archivio, 'prestazioni') b JOIN archivio_riga a ON a.archivio_id = per_archivio AND a.oggetto = 'progetti' AND a.codice = b.dati ->> 'progetto'
   ORDER BY b.riga;
  GET DIAGNOSTICS quante = ROW_COUNT;
  RETURN quante;
END
$$;

-- What came of a file: into its row, and into the register.
CREATE OR REPLACE FUNCTION importa_concludi(con_importazione bigint, con_nuove bigint) RETURNS importazione
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  i importazione;
  a archivio;
BEGIN
  UPDATE importazione x SET nuove = con_nuove, lette = (SELECT count(*) FROM pg_temp.importa_riga),
         rifiutate = (SELECT count(DISTINCT f.riga) FROM pg_temp.importa_rifiuto f) WHERE x.id = con_importazione RETURNING * INTO i;
  SELECT * INTO STRICT a FROM archivio x WHERE x.id = i.archivio_id;
  PERFORM registro_scrivi(NULL, a.servizio_id, NULL, NULL, 'crea', 'siz importa', 'importazione', i.id, NULL, 'ok', NULL, NULL,
            jsonb_build_object('archivio', a.codice, 'oggetto', i.oggetto, 'lette', i.lette, 'nuove', i.nuove, 'presenti', i.presenti, 'rifiutate', i.rifiutate));
  RETURN i;
END
$$;

-- Take over what was copied.  Only into a read-only service, under no identity, by an operator who answers
-- for it (cases whose operator is not known here are theirs).  The row in the table says how it went.
CREATE OR REPLACE FUNCTION importa_esegui(in_archivio text, in_servizio text, di_oggetto text, per_operatore text, con_file text, con_impronta bytea)
RETURNS TABLE (importazione_id bigint, lette bigint, nuove bigint, presenti bigint, rifiutate bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
DECLARE
  v servizio;
  o operatore;
  a archivio;
  i importazione;
BEGIN
  IF identita_operatore() IS NOT NULL THEN
    RAISE EXCEPTION 'the archive is not loaded under an identity' USING ERRCODE = 'SZ403';
  END IF;
  SELECT * INTO v FROM servizio s WHERE s.codice = in_servizio AND s.sola_lettura;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no read-only service is called %', in_servizio USING ERRCODE = '23514', CONSTRAINT = 'importa_servizio';
  END IF;
  SELECT * INTO o FROM operatore p WHERE lower(p.username) = lower(per_operatore) AND p.stato = 'attivo';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no active operator is called %', per_operatore USING ERRCODE = '23514', CONSTRAINT = 'importa_operatore';
  END IF;
  INSERT INTO archivio (codice, servizio_id) VALUES (in_archivio, v.id) ON CONFLICT ON CONSTRAINT archivio_codice DO NOTHING;
  -- two imports into one archive wait for each other
  SELECT * INTO STRICT a FROM archivio x WHERE x.codice = in_archivio FOR UPDATE;
  IF a.servizio_id <> v.id THEN
    RAISE EXCEPTION 'the archive % is in another service', in_archivio USING ERRCODE = '23514', CONSTRAINT = 'importa_archivio';
  END IF;
  INSERT INTO importazione (archivio_id, oggetto, nome_file, impronta, operatore_id) VALUES (a.id, di_oggetto, con_file, con_impronta, o.id) RETURNING * INTO i;
  PERFORM importa_controlla(a.id, di_oggetto);
  UPDATE importazione x SET presenti = (SELECT count(*) FROM pg_temp.importa_riga r JOIN archivio_riga z ON z.archivio_id = a.id AND z.oggetto = di_oggetto AND z.codice = r.dati ->> 'codice'
   WHERE NOT EXISTS (SELECT FROM pg_temp.importa_rifiuto f WHERE f.riga = r.riga)) WHERE x.id = i.id;
  IF di_oggetto = 'documenti' THEN
    PERFORM importa_documenti(a.id);  -- their files come next; the command concludes
    RETURN QUERY SELECT i.id, 0::bigint, 0::bigint, 0::bigint, 0::bigint;
    RETURN;
  END IF;
  i := importa_concludi(i.id, CASE di_oggetto WHEN 'persone' THEN importa_persone(a.id, i.id) WHEN 'progetti' THEN importa_progetti(a.id, v.id, i.id, o.id)
                                              WHEN 'prestazioni' THEN importa_prestazioni(a.id, i.id) END);
  RETURN QUERY SELECT i.id, i.lette, i.nuove, i.presenti, i.rifiutate;
END
$$;

-- A page of what was refused, in the order of the file.
CREATE OR REPLACE FUNCTION importa_rifiuti(dopo_riga bigint, dopo_n bigint, quante integer) RETURNS TABLE (riga bigint, n bigint, campo text, valore text, motivo text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT f.riga, f.n, f.campo, r.dati ->> f.campo, f.motivo
    FROM pg_temp.importa_rifiuto f JOIN pg_temp.importa_riga r ON r.riga = f.riga
   WHERE (f.riga, f.n) > (dopo_riga, dopo_n) ORDER BY f.riga, f.n LIMIT quante;
END
$$;

DO $$
DECLARE
  f regprocedure;
BEGIN
  FOREACH f IN ARRAY ARRAY['importa_luoghi(text)', 'importa_controlla(bigint, text)', 'importa_buone(bigint, text)', 'importa_persone(bigint, bigint)',
    'importa_progetti(bigint, bigint, bigint, bigint)', 'importa_prestazioni(bigint, bigint)', 'importa_concludi(bigint, bigint)', 'importa_esegui(text, text, text, text, text, bytea)',
    'importa_rifiuti(bigint, bigint, integer)']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
  REVOKE ALL ON FUNCTION importa_prepara(), importa_misura(), importa_kind(text) FROM PUBLIC;
END
$$;
GRANT EXECUTE ON FUNCTION importa_prepara(), importa_misura(), importa_esegui(text, text, text, text, text, bytea), importa_rifiuti(bigint, bigint, integer) TO siz_owner;
GRANT EXECUTE ON FUNCTION importa_kind(text) TO siz_cancello;
