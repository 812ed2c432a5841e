-- Two rows of persons that may be one (tables: schema/0073).  The comparison of the night proposes, people
-- decide; what is linked shows as one person to who sees both rows, and gives nobody a right.

-- ---- what a person looks like to the comparison -----------------------------------------------------

-- The first 15 characters of the codice fiscale that these data give, the first 11 where the place is not
-- known.  The whole check, with its words, is app/soggetto/codice_fiscale.c; here two rows are weighed.
CREATE OR REPLACE FUNCTION codice_fiscale_atteso(cognome text, nome text, sesso text, nata date, luogo text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT upper(left(c.consonanti || c.vocali || 'xxx', 3)
         || CASE WHEN length(n.consonanti) > 3 THEN left(n.consonanti, 1) || substr(n.consonanti, 3, 2) ELSE left(n.consonanti || n.vocali || 'xxx', 3) END)
         || to_char(nata, 'YY') || substr('ABCDEHLMPRST', extract(month FROM nata)::int, 1)
         || lpad((extract(day FROM nata)::int + CASE sesso WHEN 'F' THEN 40 ELSE 0 END)::text, 2, '0') || coalesce(luogo, '')
    FROM (SELECT regexp_replace(public.senza_accenti(cognome), '[^b-df-hj-np-tv-z]', '', 'g'), regexp_replace(public.senza_accenti(cognome), '[^aeiou]', '', 'g')) c (consonanti, vocali),
         (SELECT regexp_replace(public.senza_accenti(nome), '[^b-df-hj-np-tv-z]', '', 'g'), regexp_replace(public.senza_accenti(nome), '[^aeiou]', '', 'g')) n (consonanti, vocali)
$$;

-- Digits of a telephone without the prefix of Italy; NULL if too few to say anything.
CREATE OR REPLACE FUNCTION telefono_piano(numero text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN length(t) >= 8 THEN t END FROM (SELECT regexp_replace(regexp_replace(numero, '[^0-9+]', '', 'g'), '^(\+|00)39', '')) x (t)
$$;

-- The persons with these ids, as they are compared.
CREATE OR REPLACE FUNCTION doppione_forme(quali bigint[]) RETURNS SETOF doppione_forma
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT s.id, array_to_string(c.parole, ' '), array_to_string(n.parole, ' '),
         suono_italiano(array_to_string(c.parole, '')), suono_italiano(array_to_string(n.parole, '')),
         ARRAY(SELECT suono_italiano(w) FROM unnest(c.parole) w WHERE NOT particella(w)), ARRAY(SELECT suono_italiano(w) FROM unnest(n.parole) w),
         s.sesso, s.data_nascita, l.luogo, CASE WHEN length(s.codice_fiscale) = 16 THEN s.codice_fiscale_piano END,
         codice_fiscale_atteso(s.cognome, s.nome, s.sesso, s.data_nascita, l.luogo),
         coalesce(length(s.codice_fiscale) = 11, false) OR s.codice_stp IS NOT NULL,
         array_remove(ARRAY(SELECT upper(regexp_replace(i.numero, '[^A-Za-z0-9]', '', 'g')) FROM soggetto_identita i
                             WHERE i.soggetto_id = s.id AND length(regexp_replace(i.numero, '[^A-Za-z0-9]', '', 'g')) >= 6) || s.codice_stp, NULL),
         array_remove(ARRAY(SELECT telefono_piano(x.valore) FROM soggetto_contatto x WHERE x.soggetto_id = s.id AND x.tipo = 'telefono') || telefono_piano(s.telefono), NULL),
         lower(s.email), CASE WHEN btrim(s.residenza_indirizzo) <> '' THEN s.residenza_comune_id || ' ' || anpr_pari(s.residenza_indirizzo) END
    FROM soggetto s, LATERAL (SELECT parole_di(s.cognome)) c (parole), LATERAL (SELECT parole_di(s.nome)) n (parole),
         LATERAL (SELECT coalesce((SELECT m.codice_belfiore FROM comune m WHERE m.id = s.nascita_comune_id),
                                  (SELECT e.codice_belfiore FROM stato_estero e WHERE e.id = s.nascita_stato_id))) l (luogo)
   WHERE s.id = ANY (quali)
$$;

-- What a person may have in common with another row of the same one.  Everybody has the first two.
CREATE OR REPLACE FUNCTION doppione_chiavi(f doppione_forma) RETURNS SETOF bigint
LANGUAGE sql IMMUTABLE
AS $$
  SELECT DISTINCT hashtextextended(k, 0) FROM (
    -- the surname by its consonants, and the day of birth with day and month in any order
    SELECT 'n' || translate(f.suono_cognome, 'aeiou', '') || ' ' || to_char(f.nata, 'YYYY') || least(to_char(f.nata, 'MM'), to_char(f.nata, 'DD')) || greatest(to_char(f.nata, 'MM'), to_char(f.nata, 'DD'))
    -- all words of surname and name, in any order, and the year
    UNION ALL SELECT 'p' || (SELECT string_agg(w, ' ' ORDER BY w) FROM unnest(f.suoni_cognome || f.suoni_nome) w) || to_char(f.nata, 'YYYY')
    -- another surname: name, day and place of birth
    UNION ALL SELECT 'l' || f.suoni_nome[1] || ' ' || f.nata || coalesce(f.luogo, '') WHERE cardinality(f.suoni_nome) > 0
    UNION ALL SELECT 'f' || f.codice WHERE f.codice IS NOT NULL
    UNION ALL SELECT 'd' || d FROM unnest(f.documenti) d
    UNION ALL SELECT 't' || t || f.suoni_nome[1] FROM unnest(f.telefoni) t) x (k)
   WHERE k IS NOT NULL
$$;

-- ---- what is said of two ------------------------------------------------------------------------------

-- How alike two names are: 0 written the same, 1 the same sound, 2 one has more words, 3 one letter
-- of the sound differs, NULL another name.
CREATE OR REPLACE FUNCTION doppione_nome(una text, altra text, suono_una text, suono_altra text, suoni_una text[], suoni_altra text[]) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN una = altra THEN 0 WHEN suono_una = suono_altra THEN 1
              WHEN cardinality(suoni_una) > 0 AND cardinality(suoni_altra) > 0 AND (suoni_una <@ suoni_altra OR suoni_altra <@ suoni_una) THEN 2
              WHEN least(length(suono_una), length(suono_altra)) >= 4 AND public.levenshtein_less_equal(left(suono_una, 60), left(suono_altra, 60), 1) <= 1 THEN 3 END
$$;

-- The two of a day whose day and month are exchanged, or one digit of which differs.
CREATE OR REPLACE FUNCTION doppione_data(una date, altra date) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN una = altra THEN 'pari'
              WHEN to_char(una, 'YYYYMMDD') = to_char(altra, 'YYYYDDMM') THEN 'scambiata'
              WHEN (SELECT count(*) FROM generate_series(1, 8) i WHERE substr(to_char(una, 'YYYYMMDD'), i, 1) <> substr(to_char(altra, 'YYYYMMDD'), i, 1)) = 1 THEN 'una_cifra'
              WHEN extract(year FROM una) = extract(year FROM altra) AND '01-01' IN (to_char(una, 'MM-DD'), to_char(altra, 'MM-DD')) THEN 'anno' END
$$;

-- Are these two one person?  NULL: that is not proposed.  Another name is never proposed, nor are two
-- codes each right for its own person with one day of birth: those are twins, or namesakes.
CREATE OR REPLACE FUNCTION doppione_valuta(a doppione_forma, b doppione_forma) RETURNS doppione_giudizio
LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, public
AS $$
DECLARE
  nome integer := doppione_nome(a.nome, b.nome, a.suono_nome, b.suono_nome, a.suoni_nome, b.suoni_nome);
  cognome integer := doppione_nome(a.cognome, b.cognome, a.suono_cognome, b.suono_cognome, a.suoni_cognome, b.suoni_cognome);
  scambiati boolean := a.suono_nome = b.suono_cognome AND a.suono_cognome = b.suono_nome AND a.suono_nome <> a.suono_cognome;
  data text := doppione_data(a.nata, b.nata);
  torna_a boolean := starts_with(a.codice, a.attesa);
  torna_b boolean := starts_with(b.codice, b.attesa);
  documento boolean := a.documenti && b.documenti;
  diversi integer;
  punti integer := 0;
  certa boolean := false;
  motivi text[] := '{}';
BEGIN
  IF NOT scambiati AND coalesce(nome, 3) = 3 OR data IS NULL THEN
    RETURN NULL;
  END IF;
  IF a.codice <> b.codice AND torna_a AND torna_b AND data = 'pari' THEN
    RETURN NULL;
  END IF;

  IF scambiati THEN
    punti := 22;
    motivi := motivi || 'cognome e nome scambiati'::text;
  ELSE
    punti := (ARRAY[15, 13, 11])[nome + 1] + coalesce((ARRAY[15, 13, 11, 8])[cognome + 1], -10);
    motivi := motivi || CASE WHEN cognome = 0 AND nome = 0 THEN 'stesso cognome e nome'
                             WHEN cognome IS NULL THEN 'stesso nome, cognomi diversi'
                             WHEN cognome = 3 THEN 'cognomi diversi in una lettera, stesso nome'
                             WHEN cognome = 2 OR nome = 2 THEN 'cognome o nome con una parola in più'
                             ELSE 'cognome e nome che suonano uguali' END;
  END IF;
  punti := punti + CASE data WHEN 'pari' THEN 30 WHEN 'scambiata' THEN 22 WHEN 'una_cifra' THEN 12 ELSE 8 END;
  motivi := motivi || CASE data WHEN 'pari' THEN 'stessa data di nascita' WHEN 'scambiata' THEN 'giorno e mese di nascita scambiati'
                                WHEN 'una_cifra' THEN 'date di nascita diverse in una cifra' ELSE 'stesso anno di nascita, un giorno è il 1° gennaio' END;
  IF a.luogo = b.luogo THEN
    punti := punti + 15;
    motivi := motivi || 'stesso luogo di nascita'::text;
  ELSIF a.luogo <> b.luogo THEN
    punti := punti - 15;
    motivi := motivi || 'luoghi di nascita diversi'::text;
  END IF;
  IF a.sesso <> b.sesso THEN
    punti := punti - 15;
    motivi := motivi || 'sesso diverso'::text;
  END IF;

  IF a.codice = b.codice THEN
    punti := punti + 40;
    certa := data = 'pari';
    motivi := motivi || 'stesso codice fiscale, a meno delle lettere dell’omocodia'::text;
  ELSIF a.codice <> b.codice THEN
    diversi := levenshtein(a.codice, b.codice);
    punti := punti + CASE WHEN torna_a AND torna_b THEN -20 WHEN diversi <= 2 THEN 5 ELSE -15 END;
    motivi := motivi || CASE WHEN torna_a AND torna_b THEN 'codici fiscali diversi, ciascuno torna con i suoi dati'
                             WHEN diversi = 1 THEN 'codici fiscali diversi in un carattere'
                             WHEN diversi = 2 THEN 'codici fiscali diversi in due caratteri' ELSE 'codici fiscali diversi' END;
  ELSIF num_nonnulls(a.codice, b.codice) = 1 THEN
    -- one has the code: does it fit the data of the other?
    IF starts_with(coalesce(a.codice, b.codice), CASE WHEN a.codice IS NULL THEN a.attesa ELSE b.attesa END) THEN
      punti := punti + 15;
      certa := CASE WHEN a.codice IS NULL THEN a.provvisorio ELSE b.provvisorio END AND data = 'pari' AND coalesce(cognome, 3) < 3 AND coalesce(nome, 3) < 3;
      motivi := motivi || CASE WHEN certa THEN 'una scheda ha il codice provvisorio, l’altra quello definitivo' ELSE 'il codice fiscale di una torna con i dati dell’altra' END;
    ELSE
      punti := punti - 10;
      motivi := motivi || 'il codice fiscale di una non torna con i dati dell’altra'::text;
    END IF;
  END IF;

  IF documento THEN
    punti := punti + 30;
    certa := certa OR data = 'pari' AND coalesce(cognome, 3) < 3;
    motivi := motivi || 'stesso numero di documento'::text;
  END IF;
  IF a.telefoni && b.telefoni THEN
    punti := punti + 8;
    motivi := motivi || 'stesso telefono'::text;
  END IF;
  IF a.email = b.email THEN
    punti := punti + 8;
    motivi := motivi || 'stessa e-mail'::text;
  END IF;
  IF a.indirizzo = b.indirizzo THEN
    punti := punti + 8;
    motivi := motivi || 'stesso indirizzo'::text;
  END IF;
  IF NOT certa AND punti < 60 THEN
    RETURN NULL;
  END IF;
  RETURN ROW(greatest(least(punti, 100), 0), certa, motivi)::doppione_giudizio;
END
$$;

-- ---- the comparison of the night ------------------------------------------------------------------------

-- Whoever is entered or changed is looked at again.
CREATE OR REPLACE FUNCTION doppione_segna() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF TG_LEVEL = 'STATEMENT' THEN
    INSERT INTO doppione_da_guardare (soggetto_id) SELECT id FROM nuovi;
  ELSIF TG_TABLE_NAME = 'soggetto' THEN
    INSERT INTO doppione_da_guardare (soggetto_id) VALUES (NEW.id);
  ELSE
    INSERT INTO doppione_da_guardare (soggetto_id) VALUES (CASE TG_OP WHEN 'DELETE' THEN OLD.soggetto_id ELSE NEW.soggetto_id END);
  END IF;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER doppione_nuovi AFTER INSERT ON soggetto REFERENCING NEW TABLE AS nuovi FOR EACH STATEMENT EXECUTE FUNCTION doppione_segna();
CREATE OR REPLACE TRIGGER doppione_cambiati AFTER UPDATE ON soggetto FOR EACH ROW
  WHEN ((OLD.cognome, OLD.nome, OLD.sesso, OLD.data_nascita, OLD.nascita_comune_id, OLD.nascita_stato_id, OLD.codice_fiscale, OLD.codice_stp, OLD.telefono,
         OLD.email, OLD.residenza_comune_id, OLD.residenza_indirizzo)
        IS DISTINCT FROM (NEW.cognome, NEW.nome, NEW.sesso, NEW.data_nascita, NEW.nascita_comune_id, NEW.nascita_stato_id, NEW.codice_fiscale, NEW.codice_stp, NEW.telefono,
         NEW.email, NEW.residenza_comune_id, NEW.residenza_indirizzo)) EXECUTE FUNCTION doppione_segna();
CREATE OR REPLACE TRIGGER doppione_cambiati AFTER INSERT OR UPDATE OR DELETE ON soggetto_contatto FOR EACH ROW EXECUTE FUNCTION doppione_segna();
CREATE OR REPLACE TRIGGER doppione_cambiati AFTER INSERT OR UPDATE OR DELETE ON soggetto_identita FOR EACH ROW EXECUTE FUNCTION doppione_segna();

-- Pairs that these persons make with whom they share a key.  A key of very many says nothing (a
-- telephone of a reception centre): it is left aside, so no key costs more than its 60.
CREATE OR REPLACE FUNCTION doppione_coppie(quali bigint[]) RETURNS TABLE (uno bigint, altro bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT DISTINCT least(n.soggetto_id, c.x), greatest(n.soggetto_id, c.x)
    FROM doppione_chiave n
   CROSS JOIN LATERAL (SELECT array_agg(y.soggetto_id) AS chi FROM (SELECT k.soggetto_id FROM doppione_chiave k WHERE k.chiave = n.chiave LIMIT 61) y) b
   CROSS JOIN LATERAL unnest(b.chi) c (x)
   WHERE n.soggetto_id = ANY (quali) AND cardinality(b.chi) BETWEEN 2 AND 60 AND c.x <> n.soggetto_id
  UNION
  -- what was proposed before is weighed again
  SELECT d.uno_soggetto_id, d.altro_soggetto_id FROM doppione d
   WHERE d.stato IN ('proposta', 'superata') AND (d.uno_soggetto_id = ANY (quali) OR d.altro_soggetto_id = ANY (quali))
$$;

-- Look at the next persons that wait, at most so many; in one transaction, so that it may be stopped
-- at any time.  Returns how many were looked at; 0: nobody waits.
CREATE OR REPLACE FUNCTION doppioni_guarda(quante integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  quali bigint[];
  nuove bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('doppioni_guarda'));
  WITH via AS (
    DELETE FROM doppione_da_guardare WHERE id IN (SELECT id FROM doppione_da_guardare ORDER BY id LIMIT quante) RETURNING soggetto_id
  )
  SELECT array_agg(DISTINCT soggetto_id) INTO quali FROM via;
  IF quali IS NULL THEN
    UPDATE doppione_giro SET finito_il = now() WHERE finito_il IS NULL;
    RETURN 0;
  END IF;
  DELETE FROM doppione_chiave WHERE soggetto_id = ANY (quali);
  INSERT INTO doppione_chiave (chiave, soggetto_id) SELECT k, f.soggetto_id FROM doppione_forme(quali) f, doppione_chiavi(f) k;

  WITH coppia AS MATERIALIZED (
    SELECT c.uno, c.altro FROM doppione_coppie(quali) c
  ), forma AS MATERIALIZED (
    SELECT f AS f, f.soggetto_id AS id FROM doppione_forme(ARRAY(SELECT uno FROM coppia UNION SELECT altro FROM coppia)) f
  ), giudicata AS MATERIALIZED (
    SELECT c.uno, c.altro, doppione_valuta(a.f, b.f) AS g FROM coppia c JOIN forma a ON a.id = c.uno JOIN forma b ON b.id = c.altro OFFSET 0
  ), messe AS (
    INSERT INTO doppione AS d (uno_soggetto_id, altro_soggetto_id, punti, certa, motivi)
    SELECT x.uno, x.altro, (x.g).punti, (x.g).certa, (x.g).motivi FROM giudicata x
     WHERE (x.g).punti IS NOT NULL AND NOT EXISTS (SELECT FROM stessa_persona t WHERE t.soggetto_id = x.uno AND t.altro_soggetto_id = x.altro)
     ORDER BY 1, 2
        ON CONFLICT ON CONSTRAINT doppione_una DO UPDATE SET punti = excluded.punti, certa = excluded.certa, motivi = excluded.motivi, stato = 'proposta', versione = d.versione + 1
           WHERE d.stato IN ('proposta', 'superata') AND (d.stato, d.punti, d.certa, d.motivi) IS DISTINCT FROM ('proposta', excluded.punti, excluded.certa, excluded.motivi)
    RETURNING d.id
  ), tolte AS (
    -- nothing speaks for it any more; what somebody pointed out waits for an answer all the same
    UPDATE doppione d SET stato = 'superata', versione = d.versione + 1
      FROM giudicata x
     WHERE d.uno_soggetto_id = x.uno AND d.altro_soggetto_id = x.altro AND (x.g).punti IS NULL AND d.stato = 'proposta' AND d.segnalata_da IS NULL
    RETURNING d.id
  )
  SELECT count(*) INTO nuove FROM messe;
  UPDATE doppione_giro SET guardate = guardate + cardinality(quali), trovate = trovate + nuove WHERE finito_il IS NULL;
  RETURN cardinality(quali);
END
$$;

-- Begin the night's comparison: once after each 2 o'clock, if anybody waits; false: not now.  Who came by a
-- load without triggers has no keys yet and waits too.
CREATE OR REPLACE FUNCTION doppioni_avvia() RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('doppioni_avvia'));
  IF (SELECT max(g.iniziato_il) FROM doppione_giro g)
       >= (date_trunc('day', now() AT TIME ZONE 'Europe/Rome' - interval '2 hours') + interval '2 hours') AT TIME ZONE 'Europe/Rome'
     OR EXISTS (SELECT FROM lavoro l WHERE l.tipo = 'doppioni' AND l.stato = 'in_coda') THEN
    RETURN false;
  END IF;
  INSERT INTO doppione_da_guardare (soggetto_id) SELECT s.id FROM soggetto s WHERE NOT EXISTS (SELECT FROM doppione_chiave k WHERE k.soggetto_id = s.id);
  UPDATE doppione_giro SET finito_il = now() WHERE finito_il IS NULL; -- one that was given up
  IF NOT EXISTS (SELECT FROM doppione_da_guardare) THEN
    INSERT INTO doppione_giro (finito_il) VALUES (now()); -- nobody: tonight is not asked again
    RETURN false;
  END IF;
  INSERT INTO doppione_giro DEFAULT VALUES;
  PERFORM doppioni_continua();
  RETURN true;
END
$$;
-- The next piece of it, as a job of its own: others get their turn between two.
CREATE OR REPLACE FUNCTION doppioni_continua() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  INSERT INTO lavoro (tipo) VALUES ('doppioni');
  SELECT pg_notify('siz_lavoro', '');
$$;

-- Every change of state is kept, with who and why.
CREATE OR REPLACE FUNCTION doppione_annota() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF TG_OP = 'INSERT' OR NEW.stato <> OLD.stato THEN
    INSERT INTO doppione_storia (doppione_id, operatore_id, servizio_id, da, a, punti, motivo)
    VALUES (NEW.id, identita_operatore(), identita_servizio(), CASE TG_OP WHEN 'UPDATE' THEN OLD.stato END, NEW.stato, NEW.punti, NEW.motivo);
  END IF;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER doppione_annota AFTER INSERT OR UPDATE ON doppione FOR EACH ROW EXECUTE FUNCTION doppione_annota();
CREATE OR REPLACE TRIGGER doppione_storia_immutabile BEFORE UPDATE OR DELETE OR TRUNCATE ON doppione_storia FOR EACH STATEMENT EXECUTE FUNCTION registro_immutabile();

-- ---- what people decide --------------------------------------------------------------------------------

-- Does the present identity see this person?  As the policy of soggetto says, for functions that see all.
CREATE OR REPLACE FUNCTION doppione_vede(quale bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT EXISTS (SELECT FROM soggetto s WHERE s.id = quale AND (NOT s.riservato OR s.creato_servizio_id = identita_servizio() OR soggetto_seguito(s.id)))
$$;
-- Who decides has the permission, writes persons here, and sees both.
CREATE OR REPLACE FUNCTION doppione_pretendi(uno bigint, altro bigint) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF NOT identita_scrive()
     OR (SELECT count(*) FROM ruolo_permesso r WHERE r.ruolo = identita_ruolo() AND r.permesso IN ('DOPPIONI', 'SOGGETTO_LEGGI', 'SOGGETTO_SCRIVI')) < 3 THEN
    RAISE EXCEPTION 'this role does not decide about two rows of a person' USING ERRCODE = 'SZ403';
  END IF;
  IF uno IS NOT DISTINCT FROM altro OR NOT doppione_vede(uno) OR NOT doppione_vede(altro) THEN
    RAISE EXCEPTION 'no such two persons for this operator' USING ERRCODE = 'SZ404';
  END IF;
END
$$;

-- Who is reached from a person over linked pairs, the person too: through whomever ('tutte'), through nobody
-- reserved ('aperte'), or through whom the present identity sees ('viste').
DROP FUNCTION IF EXISTS stessa_persona_da(bigint);
CREATE OR REPLACE FUNCTION stessa_persona_da(quale bigint, attraverso text) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  WITH RECURSIVE giunti (id) AS (
    SELECT quale
    UNION
    SELECT CASE d.uno_soggetto_id WHEN g.id THEN d.altro_soggetto_id ELSE d.uno_soggetto_id END
      FROM giunti g JOIN doppione d ON d.stato = 'collegata' AND (d.uno_soggetto_id = g.id OR d.altro_soggetto_id = g.id)
     WHERE g.id = quale OR CASE attraverso WHEN 'aperte' THEN NOT (SELECT s.riservato FROM soggetto s WHERE s.id = g.id)
                                           WHEN 'viste' THEN doppione_vede(g.id) ELSE true END
  )
  SELECT id FROM giunti
$$;
-- The identities of two persons anew, after a pair of them was linked or undone.  Two of whom somebody said
-- that they are not the same are left out, whoever stands between them.  Two that only a reserved row joins
-- are one to who sees that row, and two to all others: else the link would say that there is such a row.
CREATE OR REPLACE FUNCTION stessa_persona_ricomponi(uno bigint, altro bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  DELETE FROM stessa_persona WHERE soggetto_id IN (SELECT stessa_persona_da(uno, 'tutte') UNION SELECT stessa_persona_da(altro, 'tutte'));
  INSERT INTO stessa_persona (soggetto_id, altro_soggetto_id, tramite)
  SELECT x, y, CASE WHEN y IN (SELECT stessa_persona_da(x, 'aperte')) THEN '{}'::bigint[]
                    ELSE ARRAY(SELECT r.id FROM stessa_persona_da(x, 'tutte') g JOIN soggetto r ON r.id = g AND r.riservato WHERE r.id NOT IN (x, y)) END
    FROM (SELECT uno UNION SELECT altro) c (capo), stessa_persona_da(c.capo, 'tutte') x, stessa_persona_da(c.capo, 'tutte') y
   WHERE x <> y AND NOT EXISTS (SELECT FROM doppione d WHERE d.uno_soggetto_id = least(x, y) AND d.altro_soggetto_id = greatest(x, y) AND d.stato = 'non_stessa')
      ON CONFLICT DO NOTHING;
$$;
-- Who becomes reserved, or is no longer, stands otherwise between the others.
CREATE OR REPLACE FUNCTION stessa_persona_riservata() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF EXISTS (SELECT FROM stessa_persona t WHERE t.soggetto_id = NEW.id) THEN
    PERFORM pg_advisory_xact_lock(hashtext('stessa_persona'));
    PERFORM stessa_persona_ricomponi(NEW.id, NEW.id);
  END IF;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER stessa_persona_riservata AFTER UPDATE OF riservato ON soggetto FOR EACH ROW
  WHEN (OLD.riservato <> NEW.riservato) EXECUTE FUNCTION stessa_persona_riservata();

-- Who follows an open case of one is told that there is another row, or no longer: by the code of
-- the case.  Of a reserved person only those hear whose service entered the person, or who follow the
-- person themselves.
CREATE OR REPLACE FUNCTION doppione_avvisa(di bigint, verso bigint, con_testo text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT notifica_manda(x.riferimento_operatore_id, x.servizio_id, 'avviso', x.id, NULL, NULL, replace(con_testo, '$', x.codice))
    FROM (SELECT DISTINCT ON (p.riferimento_operatore_id) p.* FROM pratica p JOIN soggetto v ON v.id = verso
           WHERE p.titolare_soggetto_id = di AND p.stato IN ('A', 'S')
             AND (NOT v.riservato OR v.creato_servizio_id = p.servizio_id
                  OR EXISTS (SELECT FROM pratica q WHERE q.titolare_soggetto_id = verso AND q.riferimento_operatore_id = p.riferimento_operatore_id))
           ORDER BY p.riferimento_operatore_id, p.id) x
$$;

-- Decide about a pair, on the version that was read: `collega`, `non_stessa`, `sciogli` (what was linked),
-- `ritira` (what was said to be not the same).  0: it was decided meanwhile.
CREATE OR REPLACE FUNCTION doppione_decidi(quale bigint, su_versione integer, atto text, con_motivo text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  d doppione;
  diventa text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('stessa_persona'));
  SELECT * INTO d FROM doppione x WHERE x.id = quale FOR UPDATE;
  PERFORM doppione_pretendi(d.uno_soggetto_id, d.altro_soggetto_id);
  diventa := CASE WHEN d.stato IN ('proposta', 'superata', 'sciolta') THEN CASE atto WHEN 'collega' THEN 'collegata' WHEN 'non_stessa' THEN 'non_stessa' END
                  WHEN d.stato = 'collegata' AND atto = 'sciogli' THEN 'sciolta'
                  WHEN d.stato = 'non_stessa' AND atto = 'ritira' THEN 'proposta' END;
  IF d.versione <> su_versione OR diventa IS NULL THEN
    RETURN 0;
  END IF;
  IF coalesce(btrim(con_motivo), '') = '' THEN
    RAISE EXCEPTION 'a reason is owed' USING ERRCODE = '23514', CONSTRAINT = 'doppione_motivo_dovuto';
  END IF;
  -- of those that are seen: an identity does not join two of whom the contrary was said
  IF diventa = 'collegata' AND EXISTS (
       SELECT FROM stessa_persona_da(d.uno_soggetto_id, 'viste') x CROSS JOIN stessa_persona_da(d.altro_soggetto_id, 'viste') y
         JOIN doppione n ON n.uno_soggetto_id = least(x, y) AND n.altro_soggetto_id = greatest(x, y) AND n.stato = 'non_stessa'
        WHERE doppione_vede(x) AND doppione_vede(y)) THEN
    RAISE EXCEPTION 'somebody said the contrary' USING ERRCODE = '23514', CONSTRAINT = 'doppione_contrario';
  END IF;
  UPDATE doppione x SET stato = diventa, motivo = btrim(con_motivo), decisa_da = identita_operatore(), decisa_servizio_id = identita_servizio(), decisa_il = now(),
         versione = x.versione + 1
   WHERE x.id = quale;
  PERFORM stessa_persona_ricomponi(d.uno_soggetto_id, d.altro_soggetto_id);
  PERFORM registro_scrivi(identita_operatore(), identita_servizio(), identita_ruolo(), NULL, atto, 'doppione_decidi', 'soggetto', x.di, x.di, 'ok', NULL, NULL,
            jsonb_build_object('doppione', quale, 'altra_scheda', x.verso))
     FROM (VALUES (d.uno_soggetto_id, d.altro_soggetto_id), (d.altro_soggetto_id, d.uno_soggetto_id)) x (di, verso);
  IF diventa IN ('collegata', 'sciolta') THEN
    PERFORM doppione_avvisa(x.di, x.verso, CASE diventa WHEN 'collegata' THEN 'La persona titolare di $ ha un’altra scheda, ora collegata: guarda «Stessa persona» nella sua pagina'
                                                        ELSE 'La persona titolare di $ non è più collegata a un’altra scheda' END)
       FROM (VALUES (d.uno_soggetto_id, d.altro_soggetto_id), (d.altro_soggetto_id, d.uno_soggetto_id)) x (di, verso);
  END IF;
  RETURN quale;
END
$$;

-- Somebody at a page says that two rows may be one: the pair, old or new, to be decided.
CREATE OR REPLACE FUNCTION doppione_segnala(una bigint, altra bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  g doppione_giudizio;
  nuovo bigint;
BEGIN
  PERFORM doppione_pretendi(una, altra);
  SELECT d.id INTO nuovo FROM doppione d WHERE d.uno_soggetto_id = least(una, altra) AND d.altro_soggetto_id = greatest(una, altra);
  IF FOUND THEN
    RETURN nuovo;
  END IF;
  SELECT (doppione_valuta(a, b)).* INTO g FROM doppione_forme(ARRAY[una]) a, doppione_forme(ARRAY[altra]) b;
  INSERT INTO doppione (uno_soggetto_id, altro_soggetto_id, punti, certa, motivi, segnalata_da)
  VALUES (least(una, altra), greatest(una, altra), coalesce(g.punti, 0), coalesce(g.certa, false), coalesce(g.motivi, '{}') || 'segnalate da un operatore'::text, identita_operatore())
      ON CONFLICT ON CONSTRAINT doppione_una DO NOTHING RETURNING id INTO nuovo;
  IF nuovo IS NULL THEN -- the night, or a colleague, was writing the same pair
    RETURN (SELECT d.id FROM doppione d WHERE d.uno_soggetto_id = least(una, altra) AND d.altro_soggetto_id = greatest(una, altra));
  END IF;
  PERFORM registro_scrivi(identita_operatore(), identita_servizio(), identita_ruolo(), NULL, 'segnala', 'doppione_segnala', 'soggetto', x, x, 'ok', NULL, NULL, jsonb_build_object('doppione', nuovo))
     FROM unnest(ARRAY[una, altra]) x;
  RETURN nuovo;
END
$$;

-- ---- who sees what ----------------------------------------------------------------------------------------
DO $$
DECLARE
  t text;
  p record;
  f regprocedure;
BEGIN
  FOREACH t IN ARRAY ARRAY['doppione', 'doppione_storia', 'stessa_persona', 'doppione_chiave', 'doppione_da_guardare', 'doppione_giro'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    FOR p IN SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = t LOOP
      EXECUTE format('DROP POLICY %I ON %I', p.policyname, t);
    END LOOP;
    EXECUTE format('CREATE POLICY cancello ON %I TO siz_cancello USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO siz_cancello', t);
  END LOOP;
  REVOKE UPDATE, DELETE, TRUNCATE ON doppione_storia FROM siz_cancello;
  -- Only who sees both persons.  Scalar queries, which ask for two persons and not for all.
  CREATE POLICY lettura ON stessa_persona FOR SELECT TO siz_web, siz_job
    USING ((SELECT true FROM soggetto s WHERE s.id = stessa_persona.soggetto_id) AND (SELECT true FROM soggetto s WHERE s.id = stessa_persona.altro_soggetto_id)
           AND NOT EXISTS (SELECT FROM unnest(stessa_persona.tramite) z (id) WHERE (SELECT true FROM soggetto s WHERE s.id = z.id) IS NULL));
  CREATE POLICY lettura ON doppione FOR SELECT TO siz_web, siz_job
    USING ((SELECT true FROM soggetto s WHERE s.id = doppione.uno_soggetto_id) AND (SELECT true FROM soggetto s WHERE s.id = doppione.altro_soggetto_id));
  CREATE POLICY lettura ON doppione_storia FOR SELECT TO siz_web, siz_job USING ((SELECT true FROM doppione d WHERE d.id = doppione_storia.doppione_id));
  GRANT SELECT ON stessa_persona, doppione, doppione_storia TO siz_web, siz_job;

  FOREACH f IN ARRAY ARRAY['doppione_forme(bigint[])', 'doppione_segna()', 'doppione_coppie(bigint[])', 'doppioni_guarda(integer)', 'doppioni_avvia()', 'doppioni_continua()',
    'doppione_annota()', 'doppione_vede(bigint)', 'doppione_pretendi(bigint, bigint)', 'stessa_persona_da(bigint, text)', 'stessa_persona_ricomponi(bigint, bigint)', 'stessa_persona_riservata()', 'doppione_avvisa(bigint, bigint, text)',
    'doppione_decidi(bigint, integer, text, text)', 'doppione_segnala(bigint, bigint)']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION codice_fiscale_atteso(text, text, text, date, text), telefono_piano(text), doppione_chiavi(doppione_forma), doppione_valuta(doppione_forma, doppione_forma),
  doppione_nome(text, text, text, text, text[], text[]), doppione_data(date, date) TO siz_cancello, siz_web, siz_manutenzione;
GRANT EXECUTE ON FUNCTION doppione_decidi(bigint, integer, text, text), doppione_segnala(bigint, bigint) TO siz_web;
GRANT EXECUTE ON FUNCTION doppioni_guarda(integer), doppioni_avvia(), doppioni_continua() TO siz_job;

-- ---- what the pages show -----------------------------------------------------------------------------------

-- Pairs as the queue lists them; the policies are those of who asks.  A proposal of two that are one already,
-- by a third row between them, has nothing left to be decided.
CREATE OR REPLACE VIEW elenco_doppioni WITH (security_invoker = true) AS
SELECT d.id, d.stato, d.ordine, d.certa, d.punti, array_to_string(d.motivi, ' · ') AS motivi, d.trovata_il, d.decisa_il, d.motivo, c.nome AS decisa_da,
       a.id AS uno, a.cognome || ' ' || a.nome AS uno_nome, a.data_nascita AS uno_nata, coalesce(a.codice_fiscale, a.codice_stp) AS uno_codice, a.codice AS uno_numero,
       b.id AS altro, b.cognome || ' ' || b.nome AS altro_nome, b.data_nascita AS altro_nata, coalesce(b.codice_fiscale, b.codice_stp) AS altro_codice, b.codice AS altro_numero,
       coalesce(a.creato_servizio_id = identita_servizio(), false) OR coalesce(b.creato_servizio_id = identita_servizio(), false)
         OR EXISTS (SELECT FROM pratica p WHERE p.titolare_soggetto_id IN (a.id, b.id) AND p.servizio_id = identita_servizio()) AS del_servizio
  FROM doppione d JOIN soggetto a ON a.id = d.uno_soggetto_id JOIN soggetto b ON b.id = d.altro_soggetto_id
  LEFT JOIN collega c ON c.operatore_id = d.decisa_da
 WHERE d.stato <> 'proposta' OR (SELECT true FROM stessa_persona t WHERE t.soggetto_id = a.id AND t.altro_soggetto_id = b.id) IS NULL;
GRANT SELECT ON elenco_doppioni TO siz_web;

-- Two persons side by side, field by field.  What only one has is no difference, but is shown.
CREATE OR REPLACE FUNCTION doppione_confronta(una bigint, altra bigint) RETURNS TABLE (ordine integer, etichetta text, uno text, altro text, diverso boolean, codice boolean)
LANGUAGE sql STABLE
AS $$
  SELECT x.ordine, x.etichetta, x.uno, x.altro, coalesce(anpr_pari(x.uno) <> anpr_pari(x.altro), false) AND x.ordine < 13, x.etichetta IN ('Codice fiscale', 'Codice STP o ENI')
    FROM soggetto a, soggetto b, LATERAL (VALUES
      (1, 'Cognome', a.cognome, b.cognome), (2, 'Nome', a.nome, b.nome),
      (3, 'Sesso', CASE a.sesso WHEN 'F' THEN 'Femmina' ELSE 'Maschio' END, CASE b.sesso WHEN 'F' THEN 'Femmina' ELSE 'Maschio' END),
      (4, 'Data di nascita', to_char(a.data_nascita, 'DD/MM/YYYY'), to_char(b.data_nascita, 'DD/MM/YYYY')),
      (5, 'Luogo di nascita', coalesce(anpr_luogo(a.nascita_comune_id), (SELECT e.denominazione FROM stato_estero e WHERE e.id = a.nascita_stato_id)),
                              coalesce(anpr_luogo(b.nascita_comune_id), (SELECT e.denominazione FROM stato_estero e WHERE e.id = b.nascita_stato_id))),
      (6, 'Codice fiscale', a.codice_fiscale, b.codice_fiscale), (7, 'Codice STP o ENI', a.codice_stp, b.codice_stp),
      (8, 'Residenza', anpr_luogo(a.residenza_comune_id), anpr_luogo(b.residenza_comune_id)), (9, 'Indirizzo', a.residenza_indirizzo, b.residenza_indirizzo),
      (10, 'Telefono', a.telefono, b.telefono), (11, 'E-mail', a.email, b.email),
      (12, 'Data del decesso', to_char(a.data_decesso, 'DD/MM/YYYY'), to_char(b.data_decesso, 'DD/MM/YYYY')),
      (13, 'Codice della persona', a.codice::text, b.codice::text), (14, 'Codice nel sistema precedente', a.codice_storico, b.codice_storico),
      (15, 'Inserita', to_char(a.creato_il AT TIME ZONE 'Europe/Rome', 'DD/MM/YYYY') || coalesce(', ' || (SELECT v.denominazione FROM servizio v WHERE v.id = a.creato_servizio_id), ''),
                       to_char(b.creato_il AT TIME ZONE 'Europe/Rome', 'DD/MM/YYYY') || coalesce(', ' || (SELECT v.denominazione FROM servizio v WHERE v.id = b.creato_servizio_id), ''))
    ) x (ordine, etichetta, uno, altro)
   WHERE a.id = una AND b.id = altra AND (x.uno IS NOT NULL OR x.altro IS NOT NULL)
   ORDER BY 1
$$;
GRANT EXECUTE ON FUNCTION doppione_confronta(bigint, bigint) TO siz_web;
