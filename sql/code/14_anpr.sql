-- ANPR: asking, comparing, taking over, proposing.  The page asks and takes over under its own policies;
-- the worker, who has no identity, goes through the functions here.

-- ---- what an answer says, in our words ----

-- ANPR writes in capitals.
CREATE OR REPLACE FUNCTION anpr_maiuscole(testo text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT nullif(initcap(lower(btrim(testo))), '') $$;
-- Equal for a person: capitals, accents, apostrophes, commas and blanks do not count.
CREATE OR REPLACE FUNCTION anpr_pari(testo text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT btrim(regexp_replace(public.senza_accenti(testo), '[^a-z0-9]+', ' ', 'g')) $$;

-- A comune by its ISTAT code on that day, else by name and province.
CREATE OR REPLACE FUNCTION anpr_comune(istat text, nome text, provincia text, quando date) RETURNS bigint
LANGUAGE sql STABLE
AS $$
  SELECT c.id FROM comune c
   WHERE c.codice_istat = istat OR (c.ricerca = translate(senza_accenti(nome), ' -./()', '') AND coalesce(c.sigla_provincia = provincia, true))
   ORDER BY coalesce(c.valido_dal <= quando, true) AND coalesce(c.valido_al >= quando, true) DESC, c.codice_istat IS NOT DISTINCT FROM istat DESC,
            c.cessato, c.valido_dal DESC NULLS LAST LIMIT 1
$$;

-- «Lodi (LO)»: by the province that it has now, also of a period before.
CREATE OR REPLACE FUNCTION anpr_luogo(quale bigint) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT c.denominazione || ' (' || (SELECT u.sigla_provincia FROM comune u WHERE u.codice_belfiore = c.codice_belfiore
                                      ORDER BY u.cessato, u.valido_dal DESC NULLS LAST LIMIT 1) || ')'
    FROM comune c WHERE c.id = quale
$$;

CREATE OR REPLACE FUNCTION anpr_valori(dati jsonb)
RETURNS TABLE (cognome text, nome text, sesso text, data_nascita date, nascita_comune_id bigint, nascita_stato_id bigint, luogo_nascita text,
               residenza_comune_id bigint, residenza_comune text, residenza_indirizzo text, data_decesso date)
LANGUAGE sql STABLE
AS $$
  SELECT anpr_maiuscole(dati ->> 'cognome'), anpr_maiuscole(dati ->> 'nome'), CASE WHEN dati ->> 'sesso' IN ('M', 'F') THEN dati ->> 'sesso' END,
         (dati ->> 'data_nascita')::date, n.id, e.id,
         coalesce(anpr_luogo(n.id), e.denominazione, anpr_maiuscole(coalesce(dati ->> 'nascita_comune', dati ->> 'nascita_stato'))),
         r.id, coalesce(anpr_luogo(r.id), anpr_maiuscole(dati ->> 'residenza_comune')),
         anpr_maiuscole(dati ->> 'residenza_indirizzo'), (dati ->> 'data_decesso')::date
    FROM (SELECT 1) x
    LEFT JOIN comune n ON n.id = anpr_comune(dati ->> 'nascita_istat', dati ->> 'nascita_comune', dati ->> 'nascita_provincia', (dati ->> 'data_nascita')::date)
    LEFT JOIN LATERAL (SELECT s.id, s.denominazione FROM stato_estero s
                        WHERE n.id IS NULL AND (s.codice_istat = dati ->> 'nascita_stato_istat' OR s.ricerca = translate(senza_accenti(dati ->> 'nascita_stato'), ' -./()', ''))
                        ORDER BY s.codice_istat IS NOT DISTINCT FROM dati ->> 'nascita_stato_istat' DESC, s.cessato LIMIT 1) e ON true
    LEFT JOIN comune r ON r.id = anpr_comune(dati ->> 'residenza_istat', dati ->> 'residenza_comune', dati ->> 'residenza_provincia', current_date)
$$;

-- The citizenships of an answer, by ISTAT code or by name; `stato_id` NULL: Italy.  A State that we do not
-- know is not `nota`: it is shown, never written.
CREATE OR REPLACE FUNCTION anpr_cittadinanze(dati jsonb) RETURNS TABLE (stato_id bigint, apolide boolean, nota boolean, testo text)
LANGUAGE sql STABLE
AS $$
  SELECT e.id, x.ricerca LIKE 'apolid%', e.id IS NOT NULL OR x.ricerca = 'italia' OR x.ricerca LIKE 'apolid%',
         CASE WHEN x.ricerca = 'italia' THEN 'Italia' WHEN x.ricerca LIKE 'apolid%' THEN 'Apolide' ELSE coalesce(e.denominazione, anpr_maiuscole(c ->> 'stato')) END
    FROM jsonb_array_elements(CASE jsonb_typeof(dati -> 'cittadinanze') WHEN 'array' THEN dati -> 'cittadinanze' ELSE '[]' END) c
   CROSS JOIN LATERAL (SELECT translate(senza_accenti(c ->> 'stato'), ' -./()', '') AS ricerca) x
    LEFT JOIN LATERAL (SELECT s.id, s.denominazione FROM stato_estero s
                        WHERE x.ricerca <> 'italia' AND x.ricerca NOT LIKE 'apolid%' AND (s.codice_istat = c ->> 'stato_istat' OR s.ricerca = x.ricerca)
                        ORDER BY s.codice_istat IS NOT DISTINCT FROM c ->> 'stato_istat' DESC, s.cessato LIMIT 1) e ON true
$$;

-- The household of an answer, member by member, in its order; `relazione`: code of relazione_parentela.
-- `intera`: all is there that a person here must have.
CREATE OR REPLACE FUNCTION anpr_famiglia(dati jsonb)
RETURNS TABLE (numero integer, parti jsonb, codice_fiscale text, cognome text, nome text, sesso text, data_nascita date, relazione text, dal date, data_decesso date, intera boolean)
LANGUAGE sql STABLE
AS $$
  SELECT m.numero::integer, m.parti, m.parti ->> 'codice_fiscale', anpr_maiuscole(m.parti ->> 'cognome'), anpr_maiuscole(m.parti ->> 'nome'), m.parti ->> 'sesso',
         (m.parti ->> 'data_nascita')::date,
         CASE WHEN EXISTS (SELECT FROM voce v WHERE v.vocabolario = 'relazione_parentela' AND v.codice = m.parti ->> 'legame') THEN m.parti ->> 'legame' ELSE '99' END,
         (m.parti ->> 'legame_dal')::date, (m.parti ->> 'data_decesso')::date,
         m.parti ->> 'cognome' IS NOT NULL AND m.parti ->> 'nome' IS NOT NULL AND coalesce(m.parti ->> 'sesso', '') IN ('M', 'F') AND m.parti ->> 'data_nascita' IS NOT NULL
           AND coalesce(m.parti ->> 'codice_fiscale', '') ~ '^[A-Z]{6}[0-9LMNP-V]{2}[A-EHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]$'
    FROM jsonb_array_elements(CASE jsonb_typeof(dati -> 'famiglia') WHEN 'array' THEN dati -> 'famiglia' ELSE '[]' END) WITH ORDINALITY m (parti, numero)
$$;

-- The parts of an answer that a field is made of.
CREATE OR REPLACE FUNCTION anpr_parti(campo text, dati jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE
AS $$
  SELECT coalesce(jsonb_object_agg(k, dati -> k), '{}') FROM unnest(CASE campo
    WHEN 'luogo_nascita' THEN ARRAY['nascita_comune', 'nascita_istat', 'nascita_provincia', 'nascita_stato', 'nascita_stato_istat', 'data_nascita']
    WHEN 'cittadinanza' THEN ARRAY['cittadinanze']
    WHEN 'residenza_comune' THEN ARRAY['residenza_comune', 'residenza_istat', 'residenza_provincia', 'residenza_dal']
    ELSE ARRAY[campo] END) k WHERE dati ? k
$$;

-- The name of a field on the pages.
CREATE OR REPLACE FUNCTION anpr_etichetta(campo text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE campo WHEN 'cognome' THEN 'Cognome' WHEN 'nome' THEN 'Nome' WHEN 'sesso' THEN 'Sesso' WHEN 'data_nascita' THEN 'Data di nascita'
    WHEN 'luogo_nascita' THEN 'Luogo di nascita' WHEN 'cittadinanza' THEN 'Cittadinanza' WHEN 'residenza_comune' THEN 'Comune di residenza' WHEN 'residenza_indirizzo' THEN 'Indirizzo'
    WHEN 'data_decesso' THEN 'Data del decesso' ELSE campo END
$$;

-- A person beside an answer, field by field.  `diverso`: ANPR says something else, or something where
-- we have nothing; what ANPR does not say is no difference.
CREATE OR REPLACE FUNCTION anpr_confronta(s soggetto, dati jsonb)
RETURNS TABLE (ordine integer, campo text, etichetta text, nostro text, loro text, diverso boolean)
LANGUAGE sql STABLE
AS $$
  WITH v AS (SELECT * FROM anpr_valori(dati))
  SELECT x.* FROM v,
    LATERAL (SELECT anpr_luogo(s.nascita_comune_id) AS comune_nascita,
                    (SELECT codice_belfiore FROM comune WHERE id = s.nascita_comune_id) AS belfiore,
                    (SELECT codice_belfiore FROM comune WHERE id = v.nascita_comune_id) AS loro_belfiore,
                    (SELECT denominazione FROM stato_estero WHERE id = s.nascita_stato_id) AS stato_nascita,
                    anpr_luogo(s.residenza_comune_id) AS comune_residenza,
                    (SELECT codice_belfiore FROM comune WHERE id = s.residenza_comune_id) AS belfiore_residenza,
                    (SELECT codice_belfiore FROM comune WHERE id = v.residenza_comune_id) AS loro_belfiore_residenza,
                    (SELECT string_agg(CASE WHEN c.apolide THEN 'Apolide' ELSE coalesce(e.denominazione, 'Italia') END, ', ' ORDER BY c.stato_estero_id NULLS FIRST)
                       FROM soggetto_cittadinanza c LEFT JOIN stato_estero e ON e.id = c.stato_estero_id WHERE c.soggetto_id = s.id) AS cittadinanza,
                    (SELECT string_agg(c.testo, ', ' ORDER BY c.stato_id NULLS FIRST) FROM anpr_cittadinanze(dati) c) AS loro_cittadinanza,
                    -- who is citizen of two States stands in ANPR as Italian only: ours beside is no difference
                    EXISTS (SELECT FROM anpr_cittadinanze(dati) c WHERE c.nota AND NOT EXISTS (SELECT FROM soggetto_cittadinanza k
                             WHERE k.soggetto_id = s.id AND k.stato_estero_id IS NOT DISTINCT FROM c.stato_id AND k.apolide = c.apolide)) AS altra_cittadinanza) n,
    LATERAL (VALUES
      (1, 'cognome', s.cognome, v.cognome, anpr_pari(s.cognome) IS DISTINCT FROM anpr_pari(v.cognome)),
      (2, 'nome', s.nome, v.nome, anpr_pari(s.nome) IS DISTINCT FROM anpr_pari(v.nome)),
      (3, 'sesso', CASE s.sesso WHEN 'F' THEN 'Femmina' WHEN 'M' THEN 'Maschio' END, CASE v.sesso WHEN 'F' THEN 'Femmina' WHEN 'M' THEN 'Maschio' END, s.sesso IS DISTINCT FROM v.sesso),
      (4, 'data_nascita', to_char(s.data_nascita, 'DD/MM/YYYY'), to_char(v.data_nascita, 'DD/MM/YYYY'), s.data_nascita IS DISTINCT FROM v.data_nascita),
      (5, 'luogo_nascita', coalesce(n.comune_nascita, n.stato_nascita), v.luogo_nascita,
          CASE WHEN v.nascita_comune_id IS NOT NULL THEN n.belfiore IS DISTINCT FROM n.loro_belfiore
               WHEN v.nascita_stato_id IS NOT NULL THEN s.nascita_stato_id IS DISTINCT FROM v.nascita_stato_id ELSE false END),
      (6, 'cittadinanza', n.cittadinanza, n.loro_cittadinanza, n.altra_cittadinanza),
      (7, 'residenza_comune', n.comune_residenza, v.residenza_comune,
          v.residenza_comune_id IS NOT NULL AND n.belfiore_residenza IS DISTINCT FROM n.loro_belfiore_residenza),
      (8, 'residenza_indirizzo', s.residenza_indirizzo, v.residenza_indirizzo, anpr_pari(s.residenza_indirizzo) IS DISTINCT FROM anpr_pari(v.residenza_indirizzo)),
      (9, 'data_decesso', to_char(s.data_decesso, 'DD/MM/YYYY'), to_char(v.data_decesso, 'DD/MM/YYYY'), s.data_decesso IS DISTINCT FROM v.data_decesso)
    ) q (ordine, campo, nostro, loro, altro),
    LATERAL (SELECT q.ordine, q.campo, anpr_etichetta(q.campo), q.nostro, q.loro, q.loro IS NOT NULL AND q.altro) x
   ORDER BY 1
$$;

-- ---- asking ----

-- A question of who is at the page, put into the queue.  At most so many in an hour (the register of
-- residents is not for browsing); only roles that hold the permission, which is data.
-- The number is a setting, and the program proves it: SQL must not choose its own.
DROP FUNCTION IF EXISTS anpr_chiedi(text, text, bigint, text, text, integer), anpr_chiedi(text, text, bigint, text, text, integer, boolean);
CREATE OR REPLACE FUNCTION anpr_chiedi(a_porta text, codice text, su_soggetto bigint, con_scopo text, con_riferimento text, massime integer,
                                       prova text, con_famiglia boolean DEFAULT false) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  nuova bigint;
BEGIN
  PERFORM prova_pretendi('anpr_chiedi|' || codice || '|' || massime, prova);
  IF NOT identita_scrive() OR NOT EXISTS (SELECT FROM ruolo_permesso r WHERE r.ruolo = identita_ruolo() AND r.permesso = 'ANPR_INTERROGA') THEN
    RAISE EXCEPTION 'this role does not ask ANPR' USING ERRCODE = 'SZ403';
  END IF;
  -- of a person here only by their own code, and only of one who is seen (as the policy of soggetto says)
  IF su_soggetto IS NOT NULL
     AND NOT EXISTS (SELECT FROM soggetto s WHERE s.id = su_soggetto AND s.codice_fiscale = anpr_chiedi.codice
                        AND (NOT s.riservato OR s.creato_servizio_id = identita_servizio() OR soggetto_seguito(s.id))) THEN
    RAISE EXCEPTION 'no such person, or of another code' USING ERRCODE = 'SZ404';
  END IF;
  -- one after the other, or ten tabs would count each other out
  PERFORM pg_advisory_xact_lock(hashtext('anpr_chiedi'), identita_operatore()::integer);
  IF (SELECT count(*) FROM anpr_richiesta a WHERE a.operatore_id = identita_operatore() AND a.chiesta_il > now() - interval '1 hour') >= massime THEN
    RAISE EXCEPTION 'too many questions in an hour' USING ERRCODE = '23514', CONSTRAINT = 'anpr_richiesta_troppe';
  END IF;
  INSERT INTO anpr_richiesta (porta, codice_fiscale, soggetto_id, scopo, riferimento, operatore_id, servizio_id, ruolo, famiglia)
  VALUES (a_porta, codice, su_soggetto, con_scopo, btrim(con_riferimento), identita_operatore(), identita_servizio(), identita_ruolo(),
          con_famiglia AND a_porta = 'anpr') RETURNING id INTO nuova;
  INSERT INTO lavoro (tipo, dati) VALUES ('anpr', jsonb_build_object('richiesta', nuova));
  PERFORM pg_notify('siz_lavoro', '');
  RETURN nuova;
END
$$;

-- For the worker: what to ask, if it is still to be asked.  `passa`: the breaker lets it through.
DROP FUNCTION IF EXISTS anpr_da_chiedere(bigint);
CREATE OR REPLACE FUNCTION anpr_da_chiedere(quale bigint)
RETURNS TABLE (porta text, codice_fiscale text, id_anpr text, motivo text, oggi date, chi text, famiglia boolean, passa boolean, fino timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
DECLARE
  a anpr_richiesta;
BEGIN
  SELECT * INTO a FROM anpr_richiesta r WHERE r.id = quale AND r.stato = 'in_attesa' FOR UPDATE;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  RETURN QUERY SELECT a.porta, a.codice_fiscale, (SELECT s.id_anpr FROM soggetto_anpr s WHERE s.soggetto_id = a.soggetto_id),
    coalesce((SELECT v.descrizione FROM voce v WHERE v.vocabolario = 'scopo_anpr' AND v.codice = a.scopo ORDER BY v.valida_dal DESC LIMIT 1), a.scopo)
      || ', rif. ' || a.riferimento,
    current_date, coalesce('U-' || lpad(a.operatore_id::text, 6, '0'), 'SIZ'), a.famiglia, porta_passa(a.porta), (SELECT p.fino FROM porta p WHERE p.codice = a.porta);
END
$$;

-- What came of it: for the page, for the breaker (`guasto` NULL: the service is well; `prova` false: it
-- was not asked at all), and one row of the sealed register, also of a failure.
CREATE OR REPLACE FUNCTION anpr_risposta(quale bigint, con_stato text, con_frase text, con_dati text, con_operazioni text, provata boolean, guasto text,
                                         soglia integer, pausa integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  a anpr_richiesta;
BEGIN
  UPDATE anpr_richiesta r SET stato = con_stato, frase = con_frase, dati = con_dati::jsonb, operazioni = con_operazioni, risposta_il = clock_timestamp(),
         soggetto_id = coalesce(r.soggetto_id, (SELECT s.id FROM soggetto s WHERE s.codice_fiscale = r.codice_fiscale AND NOT s.riservato))
   WHERE r.id = quale AND r.stato = 'in_attesa' RETURNING r.* INTO a;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  IF provata THEN
    PERFORM porta_esito(a.porta, guasto, soglia, make_interval(secs => pausa));
  END IF;
  PERFORM registro_scrivi(a.operatore_id, a.servizio_id, a.ruolo, NULL, 'interroga', a.porta, 'soggetto', a.soggetto_id, a.soggetto_id, con_stato, NULL, NULL,
    jsonb_build_object('richiesta', a.id, 'codice_fiscale', a.codice_fiscale, 'scopo', a.scopo, 'riferimento', a.riferimento, 'operazioni', con_operazioni));
  IF a.soggetto_id IS NULL THEN
    RETURN;
  END IF;
  IF con_stato = 'valido' THEN
    PERFORM soggetto_fonte_nota(a.soggetto_id, ARRAY['codice_fiscale'], 'agenzia_entrate');
  ELSIF con_stato = 'trovata' AND con_dati::jsonb ? 'id_anpr' THEN
    INSERT INTO soggetto_anpr AS x (soggetto_id, id_anpr) VALUES (a.soggetto_id, con_dati::jsonb ->> 'id_anpr')
      ON CONFLICT (soggetto_id) DO UPDATE SET id_anpr = excluded.id_anpr, verificato_il = now();
    IF a.operatore_id IS NULL THEN
      PERFORM anpr_proponi(a.soggetto_id, con_dati::jsonb);
      UPDATE anpr_richiesta SET dati = NULL, stato = 'usata' WHERE id = a.id;
    END IF;
  END IF;
END
$$;

-- ---- taking over ----

CREATE OR REPLACE FUNCTION soggetto_fonte_nota(quale bigint, campi text[], con_fonte text) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, public
AS $$
  INSERT INTO soggetto_fonte (soggetto_id, campo, fonte, data) SELECT quale, c, con_fonte, current_date FROM unnest(campi) c WHERE c <> 'cittadinanza'
    ON CONFLICT (soggetto_id, campo) DO UPDATE SET fonte = excluded.fonte, data = excluded.data
$$;
-- A field that somebody writes otherwise is no longer what the register said.
CREATE OR REPLACE FUNCTION soggetto_fonte_scade() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  DELETE FROM soggetto_fonte f WHERE f.soggetto_id = NEW.id AND (
       f.campo = 'cognome' AND NEW.cognome IS DISTINCT FROM OLD.cognome OR f.campo = 'nome' AND NEW.nome IS DISTINCT FROM OLD.nome
    OR f.campo = 'sesso' AND NEW.sesso IS DISTINCT FROM OLD.sesso OR f.campo = 'data_nascita' AND NEW.data_nascita IS DISTINCT FROM OLD.data_nascita
    OR f.campo = 'luogo_nascita' AND (NEW.nascita_comune_id, NEW.nascita_stato_id) IS DISTINCT FROM (OLD.nascita_comune_id, OLD.nascita_stato_id)
    OR f.campo = 'codice_fiscale' AND NEW.codice_fiscale IS DISTINCT FROM OLD.codice_fiscale
    OR f.campo = 'residenza_comune' AND NEW.residenza_comune_id IS DISTINCT FROM OLD.residenza_comune_id
    OR f.campo = 'residenza_indirizzo' AND NEW.residenza_indirizzo IS DISTINCT FROM OLD.residenza_indirizzo
    OR f.campo = 'data_decesso' AND NEW.data_decesso IS DISTINCT FROM OLD.data_decesso);
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER soggetto_fonte_scade AFTER UPDATE ON soggetto FOR EACH ROW EXECUTE FUNCTION soggetto_fonte_scade();
-- Of a citizenship the source stands in its row.
CREATE OR REPLACE FUNCTION soggetto_cittadinanza_fonte_scade() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
BEGIN
  IF (NEW.stato_estero_id, NEW.apolide) IS DISTINCT FROM (OLD.stato_estero_id, OLD.apolide) THEN
    NEW.fonte := NULL;
    NEW.fonte_il := NULL;
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER soggetto_cittadinanza_fonte_scade BEFORE UPDATE ON soggetto_cittadinanza FOR EACH ROW EXECUTE FUNCTION soggetto_cittadinanza_fonte_scade();

-- What ANPR says as we do is certified by it; with `anche_nuove` what we do not have yet is added.  None is
-- taken away.
CREATE OR REPLACE FUNCTION anpr_cittadinanze_scrivi(quale bigint, dati jsonb, anche_nuove boolean) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, public
AS $$
  UPDATE soggetto_cittadinanza k SET fonte = 'anpr', fonte_il = current_date FROM anpr_cittadinanze(dati) c
   WHERE k.soggetto_id = quale AND c.nota AND k.stato_estero_id IS NOT DISTINCT FROM c.stato_id AND k.apolide = c.apolide AND k.fonte_il IS DISTINCT FROM current_date;
  INSERT INTO soggetto_cittadinanza (soggetto_id, stato_estero_id, apolide, fonte, fonte_il)
  SELECT DISTINCT quale, c.stato_id, c.apolide, 'anpr', current_date FROM anpr_cittadinanze(dati) c
   WHERE anche_nuove AND c.nota
     AND NOT EXISTS (SELECT FROM soggetto_cittadinanza k WHERE k.soggetto_id = quale AND k.stato_estero_id IS NOT DISTINCT FROM c.stato_id AND k.apolide = c.apolide)
$$;

-- The present residence came from ANPR, and since when it says; the one before ended the day before.
CREATE OR REPLACE FUNCTION anpr_residenza_scrivi(quale bigint, dati jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
DECLARE
  r record;
BEGIN
  UPDATE soggetto_indirizzo i SET fonte = 'anpr', dal = coalesce(least((dati ->> 'residenza_dal')::date, current_date), i.dal)
   WHERE i.soggetto_id = quale AND i.tipo = 'residenza' AND i.al IS NULL RETURNING i.id, i.dal INTO r;
  UPDATE soggetto_indirizzo i SET al = r.dal - 1
   WHERE i.soggetto_id = quale AND i.tipo = 'residenza' AND i.id <> r.id AND i.al = current_date - 1 AND i.al >= r.dal AND coalesce(i.dal < r.dal, true);
END
$$;

-- Write the chosen fields of an answer, under the policies of who asks; 0: saved by somebody meanwhile.
-- What we have is never emptied.
CREATE OR REPLACE FUNCTION anpr_scrivi(quale bigint, su_versione integer, dati jsonb, campi text[]) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
DECLARE
  v record;
  toccate bigint;
BEGIN
  SELECT * INTO v FROM anpr_valori(dati);
  UPDATE soggetto s SET
         cognome = CASE WHEN 'cognome' = ANY (campi) THEN coalesce(v.cognome, s.cognome) ELSE s.cognome END,
         nome = CASE WHEN 'nome' = ANY (campi) THEN coalesce(v.nome, s.nome) ELSE s.nome END,
         sesso = CASE WHEN 'sesso' = ANY (campi) THEN coalesce(v.sesso, s.sesso) ELSE s.sesso END,
         data_nascita = CASE WHEN 'data_nascita' = ANY (campi) THEN coalesce(v.data_nascita, s.data_nascita) ELSE s.data_nascita END,
         nascita_comune_id = CASE WHEN 'luogo_nascita' = ANY (campi) AND num_nonnulls(v.nascita_comune_id, v.nascita_stato_id) = 1 THEN v.nascita_comune_id ELSE s.nascita_comune_id END,
         nascita_stato_id = CASE WHEN 'luogo_nascita' = ANY (campi) AND num_nonnulls(v.nascita_comune_id, v.nascita_stato_id) = 1 THEN v.nascita_stato_id ELSE s.nascita_stato_id END,
         residenza_comune_id = CASE WHEN 'residenza_comune' = ANY (campi) THEN coalesce(v.residenza_comune_id, s.residenza_comune_id) ELSE s.residenza_comune_id END,
         residenza_indirizzo = CASE WHEN 'residenza_indirizzo' = ANY (campi) THEN coalesce(v.residenza_indirizzo, s.residenza_indirizzo) ELSE s.residenza_indirizzo END,
         data_decesso = CASE WHEN 'data_decesso' = ANY (campi) THEN coalesce(v.data_decesso, s.data_decesso) ELSE s.data_decesso END
   WHERE s.id = quale AND s.versione = su_versione;
  GET DIAGNOSTICS toccate = ROW_COUNT;
  IF toccate > 0 AND campi && ARRAY['residenza_comune', 'residenza_indirizzo'] THEN
    PERFORM anpr_residenza_scrivi(quale, dati);
  END IF;
  IF toccate > 0 THEN
    PERFORM anpr_cittadinanze_scrivi(quale, dati, 'cittadinanza' = ANY (campi));
  END IF;
  RETURN toccate;
END
$$;

-- The answer that this operator may use, locked; SZ410 if it was used, or is too old.
CREATE OR REPLACE FUNCTION anpr_risposta_mia(quale bigint) RETURNS anpr_richiesta
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
DECLARE
  a anpr_richiesta;
BEGIN
  SELECT * INTO a FROM anpr_richiesta r WHERE r.id = quale AND r.stato = 'trovata' AND r.dati IS NOT NULL FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such answer any more' USING ERRCODE = 'SZ410';
  END IF;
  RETURN a;
END
$$;
-- Used: the answer is not kept, what it said of where data come from is.
-- Certified is what stands there now as ANPR says it, of the person asked about and of the members who entered with
-- this answer: no page can say so itself.
DROP FUNCTION IF EXISTS anpr_usata(anpr_richiesta, bigint, text[]);
CREATE OR REPLACE FUNCTION anpr_usata(quale bigint, su_soggetto bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  a anpr_richiesta;
  campi text[];
BEGIN
  SELECT * INTO a FROM anpr_richiesta r WHERE r.id = quale AND r.operatore_id = identita_operatore() AND r.stato = 'trovata' AND r.dati IS NOT NULL FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such answer any more' USING ERRCODE = 'SZ410';
  END IF;
  SELECT array_agg(c.campo) INTO campi FROM soggetto s, anpr_confronta(s, a.dati) c
   WHERE s.id = su_soggetto AND s.codice_fiscale = a.codice_fiscale AND c.loro IS NOT NULL AND NOT c.diverso;
  IF campi IS NULL OR NOT soggetto_visibile(su_soggetto) OR NOT identita_scrive()
     OR NOT EXISTS (SELECT FROM ruolo_permesso r WHERE r.ruolo = identita_ruolo() AND r.permesso = 'SOGGETTO_SCRIVI') THEN
    RAISE EXCEPTION 'not the person of this answer' USING ERRCODE = 'SZ404';
  END IF;
  PERFORM soggetto_fonte_nota(su_soggetto, campi || ARRAY['codice_fiscale'], 'anpr');
  PERFORM soggetto_fonte_nota(s.id, (SELECT array_agg(c.campo) || ARRAY['codice_fiscale']
             FROM anpr_confronta(s, f.parti || anpr_parti('residenza_comune', a.dati) || anpr_parti('residenza_indirizzo', a.dati)) c WHERE c.loro IS NOT NULL AND NOT c.diverso), 'anpr')
     FROM anpr_famiglia(a.dati) f JOIN soggetto s ON s.codice_fiscale = f.codice_fiscale
    WHERE s.id <> su_soggetto AND s.creato_da = identita_operatore() AND s.creato_il = now();
  IF a.dati ? 'id_anpr' THEN
    INSERT INTO soggetto_anpr (soggetto_id, id_anpr) VALUES (su_soggetto, a.dati ->> 'id_anpr')
      ON CONFLICT (soggetto_id) DO UPDATE SET id_anpr = excluded.id_anpr, verificato_il = now();
  END IF;
  UPDATE anpr_proposta p SET stato = 'superata', decisa_il = now() WHERE p.soggetto_id = su_soggetto AND p.stato = 'aperta' AND p.campo = ANY (campi);
  UPDATE anpr_richiesta SET stato = 'usata', dati = NULL, soggetto_id = su_soggetto WHERE id = a.id;
END
$$;

-- A person from what ANPR says, with the source beside each field.
CREATE OR REPLACE FUNCTION anpr_persona(dati jsonb, codice text) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
DECLARE
  v record;
  nuovo bigint;
BEGIN
  SELECT * INTO v FROM anpr_valori(dati);
  INSERT INTO soggetto (cognome, nome, sesso, data_nascita, nascita_comune_id, nascita_stato_id, codice_fiscale, condizione, residenza_comune_id,
                        residenza_indirizzo, data_decesso, fonte)
  VALUES (v.cognome, v.nome, v.sesso, v.data_nascita, v.nascita_comune_id, v.nascita_stato_id, codice,
          CASE WHEN v.residenza_comune_id IS NULL THEN 'non_residente' ELSE 'residente' END, v.residenza_comune_id, v.residenza_indirizzo, v.data_decesso, 'anpr')
  RETURNING id INTO nuovo;
  PERFORM anpr_residenza_scrivi(nuovo, dati);
  PERFORM anpr_cittadinanze_scrivi(nuovo, dati, true);
  RETURN nuovo;
END
$$;

-- One member enters the household of the intestatario; who is elsewhere moves today, who is there stays.
CREATE OR REPLACE FUNCTION anpr_famiglia_membro(capo bigint, chi bigint, legame text, da_giorno date) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
DECLARE
  in_nucleo bigint := nucleo_di(capo, 'anagrafico', current_date);
  altrove bigint := nucleo_di(chi, 'anagrafico', current_date);
  fatta bigint;
BEGIN
  IF altrove = in_nucleo THEN
    RETURN;
  END IF;
  IF altrove IS NOT NULL THEN
    fatta := nucleo_entra(capo, 'anagrafico', chi, legame, NULL, current_date, NULL);
    UPDATE nucleo_componente SET fonte = 'anpr' WHERE id = fatta;
    RETURN;
  END IF;
  INSERT INTO nucleo_componente (nucleo_id, tipo, soggetto_id, relazione, dal, fonte)
  VALUES (in_nucleo, 'anagrafico', chi, legame,
          greatest(least(coalesce(da_giorno, current_date), current_date),
                   (SELECT max(c.al) + 1 FROM nucleo_componente c WHERE c.soggetto_id = chi AND c.tipo = 'anagrafico')), 'anpr');
END
$$;

-- The members that were chosen become persons here, if they are not, and the Nucleo anagrafico of the one
-- who was asked about; nobody else is written.  Relations are to the intestatario of the sheet, so that one
-- must be there, or among the chosen.
CREATE OR REPLACE FUNCTION anpr_famiglia_entra(dati jsonb, su_soggetto bigint, membri integer[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
DECLARE
  m record;
  capo bigint;
  capo_dal date;
  suo_nucleo bigint := nucleo_di(su_soggetto, 'anagrafico', current_date);
BEGIN
  IF coalesce(cardinality(membri), 0) = 0 THEN
    RETURN;
  END IF;
  FOR m IN SELECT * FROM anpr_famiglia(dati) f WHERE f.numero = ANY (membri) AND f.intera AND f.data_decesso IS NULL
              AND NOT EXISTS (SELECT FROM soggetto s WHERE s.codice_fiscale = f.codice_fiscale) LOOP
    PERFORM anpr_persona(m.parti || anpr_parti('residenza_comune', dati) || anpr_parti('residenza_indirizzo', dati), m.codice_fiscale);
  END LOOP;
  SELECT s.id, f.dal INTO capo, capo_dal FROM anpr_famiglia(dati) f JOIN soggetto s ON s.id = soggetto_di_codice(f.codice_fiscale, su_soggetto)
   WHERE f.relazione = '1' AND (s.id = su_soggetto OR f.numero = ANY (membri) OR nucleo_di(s.id, 'anagrafico', current_date) IS NOT NULL) LIMIT 1;
  IF capo IS NULL THEN
    RAISE EXCEPTION 'without the intestatario' USING ERRCODE = '23514', CONSTRAINT = 'anpr_famiglia_intestatario';
  END IF;
  IF suo_nucleo IS NOT NULL AND NOT EXISTS (SELECT FROM nucleo_componente c WHERE c.nucleo_id = suo_nucleo AND c.soggetto_id = capo AND c.relazione = '1' AND c.dal <= current_date
                                               AND coalesce(c.al, 'infinity') >= current_date) THEN
    RAISE EXCEPTION 'here the household has another intestatario' USING ERRCODE = '23514', CONSTRAINT = 'anpr_famiglia_altra';
  END IF;
  IF nucleo_di(capo, 'anagrafico', current_date) IS NULL THEN
    INSERT INTO nucleo (tipo, creato_da, creato_servizio_id) VALUES ('anagrafico', identita_operatore(), identita_servizio()) RETURNING id INTO suo_nucleo;
    INSERT INTO nucleo_componente (nucleo_id, tipo, soggetto_id, relazione, dal, fonte) VALUES (suo_nucleo, 'anagrafico', capo, '1',
      greatest(least(coalesce(capo_dal, current_date), current_date),
               (SELECT max(c.al) + 1 FROM nucleo_componente c WHERE c.soggetto_id = capo AND c.tipo = 'anagrafico')), 'anpr');
  END IF;
  FOR m IN SELECT f.relazione, f.dal, s.id FROM anpr_famiglia(dati) f JOIN soggetto s ON s.id = soggetto_di_codice(f.codice_fiscale, su_soggetto)
            WHERE (f.numero = ANY (membri) OR s.id = su_soggetto) AND s.id <> capo AND f.data_decesso IS NULL LOOP
    PERFORM anpr_famiglia_membro(capo, m.id, CASE m.relazione WHEN '1' THEN '99' ELSE m.relazione END, m.dal);
  END LOOP;
END
$$;

-- Take what was chosen; what ANPR says as we do is certified by it too.
DROP FUNCTION IF EXISTS anpr_applica(bigint, bigint, integer, text[]);
CREATE OR REPLACE FUNCTION anpr_applica(quale bigint, su_soggetto bigint, su_versione integer, campi text[], membri integer[] DEFAULT '{}') RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
DECLARE
  a anpr_richiesta := anpr_risposta_mia(quale);
  certi text[];
BEGIN
  SELECT array_agg(c.campo) INTO certi FROM soggetto s, anpr_confronta(s, a.dati) c
   WHERE s.id = su_soggetto AND s.codice_fiscale = a.codice_fiscale AND c.loro IS NOT NULL AND (NOT c.diverso OR c.campo = ANY (campi));
  IF certi IS NULL THEN
    RAISE EXCEPTION 'not the person of this answer' USING ERRCODE = 'SZ404';
  END IF;
  IF anpr_scrivi(su_soggetto, su_versione, a.dati, campi) = 0 THEN
    RETURN 0;
  END IF;
  PERFORM anpr_famiglia_entra(a.dati, su_soggetto, membri);
  PERFORM anpr_usata(quale, su_soggetto);
  RETURN su_soggetto;
END
$$;

-- A person whom we did not know yet.  ERR 23502 where ANPR does not say what a person here must have:
-- that one is entered by hand.
DROP FUNCTION IF EXISTS anpr_importa(bigint);
CREATE OR REPLACE FUNCTION anpr_importa(quale bigint, membri integer[] DEFAULT '{}') RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
DECLARE
  a anpr_richiesta := anpr_risposta_mia(quale);
  nuovo bigint;
BEGIN
  nuovo := anpr_persona(a.dati, a.codice_fiscale);
  PERFORM anpr_famiglia_entra(a.dati, nuovo, membri);
  PERFORM anpr_usata(quale, nuovo);
  RETURN nuovo;
END
$$;

-- ---- what changes later ----

-- Persons with an open case of whom ANPR has not answered for so long: questions of the system itself.  A
-- question that failed is no answer: it is asked again after some hours, after those that never were.
CREATE OR REPLACE FUNCTION anpr_ricontrolla(giorni integer, quante integer) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  WITH chi AS (
    SELECT s.id, s.codice_fiscale FROM soggetto s
      LEFT JOIN LATERAL (SELECT max(a.chiesta_il) FILTER (WHERE a.stato NOT IN ('in_attesa', 'errore')) AS risposta, max(a.chiesta_il) AS ultima
                           FROM anpr_richiesta a WHERE a.soggetto_id = s.id AND a.porta = 'anpr') d ON true
     WHERE length(s.codice_fiscale) = 16 AND s.data_decesso IS NULL
       AND EXISTS (SELECT FROM pratica p WHERE p.titolare_soggetto_id = s.id AND p.stato IN ('A', 'S'))
       AND coalesce(d.risposta < now() - make_interval(days => giorni), true) AND coalesce(d.ultima < now() - interval '6 hours', true)
       AND NOT EXISTS (SELECT FROM soggetto_anpr n WHERE n.soggetto_id = s.id AND n.verificato_il > now() - make_interval(days => giorni))
       AND EXISTS (SELECT FROM porta p WHERE p.codice = 'anpr' AND p.stato = 'funziona')
     ORDER BY d.ultima NULLS FIRST, s.id LIMIT quante
  ), nuove AS (
    INSERT INTO anpr_richiesta (porta, codice_fiscale, soggetto_id, scopo, riferimento) SELECT 'anpr', codice_fiscale, id, 'PERIODICO', 'verifica periodica' FROM chi RETURNING id
  ), lavori AS (
    INSERT INTO lavoro (tipo, dati) SELECT 'anpr', jsonb_build_object('richiesta', id) FROM nuove RETURNING 1
  )
  SELECT count(*) FROM lavori
$$;

-- What ANPR says otherwise becomes a proposal; what was turned down is not proposed again while ANPR
-- says the same.  Who follows an open case of the person is told, by the code of the case.
CREATE OR REPLACE FUNCTION anpr_proponi(quale bigint, risposta jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  nuove bigint;
BEGIN
  UPDATE anpr_proposta p SET stato = 'superata', decisa_il = now()
    FROM soggetto s, anpr_confronta(s, risposta) c
   WHERE s.id = quale AND p.soggetto_id = quale AND p.stato = 'aperta' AND p.campo = c.campo AND (NOT c.diverso OR c.loro <> p.loro);
  INSERT INTO anpr_proposta (soggetto_id, campo, nostro, loro, dati)
  SELECT quale, c.campo, c.nostro, c.loro, anpr_parti(c.campo, risposta)
    FROM soggetto s, anpr_confronta(s, risposta) c
   WHERE s.id = quale AND c.diverso
     AND NOT EXISTS (SELECT FROM anpr_proposta p WHERE p.soggetto_id = quale AND p.campo = c.campo AND p.stato IN ('aperta', 'respinta') AND p.loro = c.loro);
  GET DIAGNOSTICS nuove = ROW_COUNT;
  IF nuove > 0 THEN
    PERFORM notifica_manda(p.riferimento_operatore_id, p.servizio_id, 'avviso', p.id, NULL, NULL,
              'ANPR segnala dati cambiati per il titolare di ' || p.codice || ': guarda «Proposte di ANPR»', '/anpr/proposte')
       FROM pratica p WHERE p.titolare_soggetto_id = quale AND p.stato IN ('A', 'S');
  END IF;
END
$$;

-- What an open proposal says stands there now: ANPR certifies it.
CREATE OR REPLACE FUNCTION anpr_proposta_usata(quale bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM soggetto_fonte_nota(s.id, ARRAY[c.campo], 'anpr')
     FROM anpr_proposta p JOIN soggetto s ON s.id = p.soggetto_id CROSS JOIN LATERAL anpr_confronta(s, p.dati) c
    WHERE p.id = quale AND p.stato = 'aperta' AND c.campo = p.campo AND NOT c.diverso AND identita_scrive() AND soggetto_visibile(s.id)
      AND EXISTS (SELECT FROM ruolo_permesso r WHERE r.ruolo = identita_ruolo() AND r.permesso = 'SOGGETTO_SCRIVI');
END
$$;

-- Take or turn down one proposal; 0: somebody saved the person, or decided, meanwhile.
CREATE OR REPLACE FUNCTION anpr_proposta_decidi(quale bigint, accogli boolean, con_motivo text) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, public
AS $$
DECLARE
  p anpr_proposta;
BEGIN
  SELECT * INTO p FROM anpr_proposta x WHERE x.id = quale AND x.stato = 'aperta' FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 0;
  END IF;
  IF accogli THEN
    -- what is there now must still be what the proposal was made against
    IF NOT EXISTS (SELECT FROM soggetto s, anpr_confronta(s, p.dati) c WHERE s.id = p.soggetto_id AND c.campo = p.campo AND c.nostro IS NOT DISTINCT FROM p.nostro)
       OR anpr_scrivi(p.soggetto_id, (SELECT s.versione FROM soggetto s WHERE s.id = p.soggetto_id), p.dati, ARRAY[p.campo]) = 0 THEN
      RETURN 0;
    END IF;
    PERFORM anpr_proposta_usata(quale);
  END IF;
  UPDATE anpr_proposta SET stato = CASE WHEN accogli THEN 'accolta' ELSE 'respinta' END, decisa_da = identita_operatore(), decisa_il = now(),
         motivo = nullif(btrim(con_motivo), '') WHERE id = quale;
  RETURN p.soggetto_id;
END
$$;

-- ---- persons to be looked at again ----

-- Why a person is to be looked at again; NULL: no reason.
CREATE OR REPLACE FUNCTION soggetto_motivo_rivedere(s soggetto) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT CASE WHEN s.condizione = 'senza_dimora' THEN 'senza_dimora' WHEN s.condizione = 'straniero_presente' THEN 'straniero_presente'
              WHEN s.codice_fiscale IS NULL THEN 'cf_da_attribuire' END
$$;
CREATE OR REPLACE FUNCTION soggetto_rivedi() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  perche text := soggetto_motivo_rivedere(NEW);
BEGIN
  IF identita_operatore() IS NULL THEN
    RETURN NULL;  -- bulk loads bring thousands of which nobody asked
  END IF;
  IF TG_OP = 'INSERT' AND NEW.codice_fiscale IS NOT NULL THEN
    -- what was said on the page of ANPR before entering by hand wins
    SELECT coalesce(a.a_mano, perche) INTO perche FROM (SELECT 1) x LEFT JOIN LATERAL (
      SELECT r.a_mano FROM anpr_richiesta r WHERE r.codice_fiscale = NEW.codice_fiscale AND r.operatore_id = identita_operatore() AND r.a_mano IS NOT NULL
         AND r.chiesta_il > now() - interval '1 day' ORDER BY r.id DESC LIMIT 1) a ON true;
  END IF;
  IF perche IS NOT NULL AND (TG_OP = 'INSERT' OR soggetto_motivo_rivedere(OLD) IS DISTINCT FROM perche) THEN
    INSERT INTO soggetto_rivedere AS r (soggetto_id, motivo, servizio_id) VALUES (NEW.id, perche, identita_servizio())
      ON CONFLICT (soggetto_id) WHERE rivisto_il IS NULL DO UPDATE SET motivo = excluded.motivo;
  ELSIF perche IS NULL AND TG_OP = 'UPDATE' AND soggetto_motivo_rivedere(OLD) IS NOT NULL THEN
    UPDATE soggetto_rivedere SET rivisto_il = now(), esito = 'I dati che mancavano sono stati completati' WHERE soggetto_id = NEW.id AND rivisto_il IS NULL;
  END IF;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER soggetto_rivedi AFTER INSERT OR UPDATE OF codice_fiscale, condizione ON soggetto FOR EACH ROW EXECUTE FUNCTION soggetto_rivedi();

-- Answers that nobody used are not kept (no cache of ANPR).
CREATE OR REPLACE FUNCTION anpr_pulizia() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  WITH u AS (UPDATE anpr_richiesta SET dati = NULL WHERE dati IS NOT NULL AND risposta_il < now() - interval '1 day' RETURNING 1) SELECT count(*) FROM u
$$;

-- ---- who sees and writes what ----
DO $$
DECLARE
  t text;
  p record;
  f regprocedure;
BEGIN
  FOREACH t IN ARRAY ARRAY['anpr_richiesta', 'soggetto_anpr', 'soggetto_fonte', 'anpr_proposta', 'soggetto_rivedere'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    FOR p IN SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = t LOOP
      EXECUTE format('DROP POLICY %I ON %I', p.policyname, t);
    END LOOP;
    EXECUTE format('CREATE POLICY cancello ON %I TO siz_cancello USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO siz_cancello', t);
  END LOOP;
  -- an answer belongs to who asked, and is used where one may write
  CREATE POLICY lettura ON anpr_richiesta FOR SELECT TO siz_web USING (operatore_id = (SELECT identita_operatore()));
  CREATE POLICY modifica ON anpr_richiesta FOR UPDATE TO siz_web
    USING ((SELECT identita_scrive()) AND operatore_id = (SELECT identita_operatore())) WITH CHECK (operatore_id = (SELECT identita_operatore()));
  GRANT SELECT ON anpr_richiesta TO siz_web;
  REVOKE UPDATE (stato, dati, soggetto_id) ON anpr_richiesta FROM siz_web;
  GRANT UPDATE (a_mano) ON anpr_richiesta TO siz_web; -- what ANPR said is the worker's to write
  -- where data of a person come from: as the person (whose own policies answer the EXISTS)
  FOREACH t IN ARRAY ARRAY['soggetto_anpr', 'soggetto_fonte', 'anpr_proposta', 'soggetto_rivedere'] LOOP
    EXECUTE format('CREATE POLICY lettura ON %I FOR SELECT TO siz_web, siz_job USING (EXISTS (SELECT FROM soggetto s WHERE s.id = soggetto_id))', t);
    CONTINUE WHEN t IN ('soggetto_anpr', 'soggetto_fonte'); -- written by functions alone
    EXECUTE format('CREATE POLICY modifica ON %I FOR UPDATE TO siz_web USING ((SELECT identita_scrive()) AND (SELECT true FROM ruolo_permesso r WHERE r.ruolo = identita_ruolo() AND r.permesso = ''SOGGETTO_SCRIVI'') AND EXISTS (SELECT FROM soggetto s WHERE s.id = soggetto_id)) WITH CHECK (EXISTS (SELECT FROM soggetto s WHERE s.id = soggetto_id))', t);
  END LOOP;
  GRANT SELECT ON soggetto_anpr, soggetto_fonte, anpr_proposta, soggetto_rivedere TO siz_web, siz_job;
  REVOKE INSERT, UPDATE ON soggetto_anpr, soggetto_fonte FROM siz_web;
  GRANT UPDATE (stato, decisa_da, decisa_il, motivo) ON anpr_proposta TO siz_web;
  GRANT UPDATE (rivisto_il, rivisto_da, esito) ON soggetto_rivedere TO siz_web;

  FOREACH f IN ARRAY ARRAY['anpr_chiedi(text, text, bigint, text, text, integer, text, boolean)', 'anpr_usata(bigint, bigint)', 'anpr_proposta_usata(bigint)', 'anpr_da_chiedere(bigint)', 'anpr_risposta(bigint, text, text, text, text, boolean, text, integer, integer)',
    'soggetto_fonte_scade()', 'anpr_ricontrolla(integer, integer)', 'anpr_proponi(bigint, jsonb)', 'soggetto_rivedi()', 'anpr_pulizia()']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END
$$;
GRANT SELECT ON comune, stato_estero TO siz_cancello;
GRANT EXECUTE ON FUNCTION anpr_chiedi(text, text, bigint, text, text, integer, text, boolean), anpr_persona(jsonb, text), anpr_famiglia_membro(bigint, bigint, text, date),
  anpr_famiglia_entra(jsonb, bigint, integer[]), anpr_residenza_scrivi(bigint, jsonb), anpr_cittadinanze_scrivi(bigint, jsonb, boolean), anpr_scrivi(bigint, integer, jsonb, text[]), anpr_risposta_mia(bigint),
  anpr_usata(bigint, bigint), anpr_proposta_usata(bigint), anpr_applica(bigint, bigint, integer, text[], integer[]), anpr_importa(bigint, integer[]), anpr_proposta_decidi(bigint, boolean, text) TO siz_web;
GRANT EXECUTE ON FUNCTION anpr_luogo(bigint), anpr_etichetta(text), anpr_maiuscole(text), anpr_pari(text), anpr_comune(text, text, text, date), anpr_valori(jsonb), anpr_parti(text, jsonb),
  anpr_cittadinanze(jsonb), anpr_famiglia(jsonb), anpr_confronta(soggetto, jsonb), soggetto_motivo_rivedere(soggetto) TO siz_web, siz_cancello;
REVOKE ALL ON FUNCTION soggetto_fonte_nota(bigint, text[], text) FROM PUBLIC, siz_web;
GRANT EXECUTE ON FUNCTION soggetto_fonte_nota(bigint, text[], text) TO siz_cancello;
GRANT EXECUTE ON FUNCTION anpr_da_chiedere(bigint), anpr_risposta(bigint, text, text, text, text, boolean, text, integer, integer), anpr_ricontrolla(integer, integer), anpr_pulizia() TO siz_job;
