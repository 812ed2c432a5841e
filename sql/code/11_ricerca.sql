-- The search of persons by name (tables: schema/0050).  What is typed is compared with the words that
-- there are; each likely pair of words is looked up among the persons.

-- ---- words and their sound -----------------------------------------------------------------------

-- What the planner cannot write into the query that calls it is plpgsql: its plan lasts for the session,
-- while an SQL function would be parsed and planned anew in each search.

-- The words of a name: small letters without accents; an apostrophe and a dash divide.
CREATE OR REPLACE FUNCTION parole_di(testo text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
BEGIN
  RETURN array_remove(string_to_array(regexp_replace(public.senza_accenti(translate(testo, '''’‘`´', '     ')), '[^a-z0-9\u0080-\uffff]+', ' ', 'g'), ' '), '');
END
$$;

-- Words that may be left out of a surname, or written as one with what follows.
CREATE OR REPLACE FUNCTION particella(parola text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
  SELECT parola = ANY ('{d,da,dal,dall,dalla,dalle,de,dei,degli,del,dell,della,delle,dello,di,do,dos,e,el,al,la,le,lo,li,l,van,von,der,den,ben,bin,abu,o}'::text[])
$$;

-- The words under which a name is found: each run of its words written as one, with how many words
-- it leaves out.  «De Luca»: deluca 0, luca 1.
CREATE OR REPLACE FUNCTION parole_ricerca(testo text) RETURNS TABLE (parola text, fuori smallint)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
  SELECT array_to_string(t.p[da:a], ''), min(least(cardinality(t.p), 4) - (a - da + 1))::smallint
    FROM (SELECT public.parole_di(testo)) t (p), generate_series(1, least(cardinality(t.p), 4)) da, generate_series(da, least(cardinality(t.p), 4)) a
   WHERE cardinality(t.p) = 1 OR NOT public.particella(t.p[a])
   GROUP BY 1
$$;

-- How an Italian would say a word, coarsely: what sounds alike, and what is often taken for it, is
-- written alike.  ch k q ck = K; c before e i = C; sc sh sch sk = S; gh g = g; j y i = i; w v = v;
-- ph f; th t; x s; tz ts z; gn n; gli li; m before b p = n; ou u; no h, no doubles.
CREATE OR REPLACE FUNCTION suono_italiano(parola text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
  SELECT regexp_replace(translate(replace(replace(replace(
         regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
         regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
         regexp_replace(regexp_replace(
           parola,
           '([a-z])\1+', '\1', 'g'),                    -- doubles
           'xh|dzh|dj|dz(?=[aeiou])', 'gi', 'g'),       -- Albanian, Slavic
           'sch|sci(?=[aeou])|sc|sh|sk', 'S', 'g'),
           'ch|ck|kh|cq|q', 'K', 'g'),
           'ci(?=[aeou])|c(?=[eiy])', 'C', 'g'),
           '[ck]', 'K', 'g'),
           'gli(?=[aeou])|gl(?=i)', 'li', 'g'),
           'gn', 'n', 'g'),
           'gi(?=[aeou])|gh', 'g', 'g'),
           'ph', 'f', 'g'),
           't[sz]', 'z', 'g'),
           'm(?=[bp])', 'n', 'g'),
           'Ks', 's'), 'ou', 'u'), 'lii', 'li'),
           'jywxh', 'iivs'),
           '(.)\1+', '\1', 'g')
$$;

-- What two words that differ by little have in common: the sound, the sound and the writing with one
-- letter left out (a letter more, less, another, two exchanged: a slip may change how the letters
-- around it sound), and the sound without vowels (transliterations).
CREATE OR REPLACE FUNCTION parola_varianti(parola text, suono text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  varianti text[] := ARRAY[suono];
  ossa text := translate(suono, 'aeiou', '');
BEGIN
  IF parola <> suono THEN
    varianti := array_append(varianti, parola);
    FOR i IN 1 .. CASE WHEN length(parola) >= 3 THEN length(parola) ELSE 0 END LOOP
      varianti := array_append(varianti, overlay(parola PLACING '' FROM i FOR 1));
    END LOOP;
  END IF;
  FOR i IN 1 .. CASE WHEN length(suono) >= 3 THEN length(suono) ELSE 0 END LOOP
    varianti := array_append(varianti, overlay(suono PLACING '' FROM i FOR 1));
  END LOOP;
  RETURN CASE WHEN length(ossa) >= 3 THEN array_append(varianti, '=' || ossa) ELSE varianti END;
END
$$;

-- How alike what is typed and a word are: 1 the same, 0.96 the same sound, above 0.8 its beginning,
-- less for each letter that differs.  Two letters exchanged are one mistake.  `detta` and `scritta` are
-- the letters that differ in the sound and in the writing.
CREATE OR REPLACE FUNCTION parola_punti(cercata text, suono_cercato text, parola text, suono text, detta integer, scritta integer) RETURNS real
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN parola = cercata THEN 1.0
    WHEN suono = suono_cercato THEN 0.96 - 0.01 * least(scritta, 6)
    ELSE greatest(
      CASE WHEN starts_with(parola, cercata) THEN 0.80 + 0.12 * length(cercata) / length(parola)
           WHEN starts_with(suono, suono_cercato) AND length(suono_cercato) >= 4 THEN 0.78 + 0.12 * length(suono_cercato) / length(suono) END,
      0.95 - (0.9 * least(detta, CASE WHEN scritta = 2 AND length(cercata) = length(parola) AND translate(cercata, parola, '') = ''
                                           AND translate(parola, cercata, '') = '' THEN 1 ELSE scritta END) + 0.1 * scritta)
             / greatest(length(suono_cercato), 4))
    END::real
$$;

-- How much likelier than any other the mistake is that makes one word of the other, for two words one letter or
-- one exchange apart: there are few pairs of neighbours to exchange, letters to leave out or to double,
-- and keys beside the right one, while a letter of no origin is one of many.
CREATE OR REPLACE FUNCTION errore_comune(cercata text, parola text) RETURNS real
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  i integer := 1; -- the first letter that differs
BEGIN
  WHILE i <= length(cercata) AND substr(cercata, i, 1) = substr(parola, i, 1) LOOP
    i := i + 1;
  END LOOP;
  RETURN CASE
    WHEN substr(cercata, i) = substr(parola, i + 1) THEN 0.03                                                    -- left out: luia, luisa
    WHEN substr(cercata, i, 1) = substr(parola, i + 1, 1) AND substr(cercata, i + 1, 1) = substr(parola, i, 1)
         AND substr(cercata, i + 2) = substr(parola, i + 2) THEN 0.05                                            -- exchanged: elsia, elisa
    WHEN substr(cercata, i + 1) = substr(parola, i) AND substr(cercata, i, 1) = substr(cercata, i - 1, 1) THEN 0.02 -- doubled: rrosa, rosa
    WHEN substr(cercata, i + 1) = substr(parola, i + 1) AND tasti_vicini(substr(cercata, i, 1), substr(parola, i, 1)) THEN 0.02
    ELSE 0 END;
END
$$;

-- True if the keys of two letters lie side by side.
CREATE OR REPLACE FUNCTION tasti_vicini(una text, altra text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
  SELECT strpos('qwertyuiop asdfghjkl zxcvbnm qaz wsx edc rfv tgb yhn ujm ik ol wa es rd tf yg uh ij ok pl sz dx fc gv hb jn km', una || altra)
       + strpos('poiuytrewq lkjhgfdsa mnbvcxz zaq xsw cde vfr bgt nhy mju ki lo aw se dr ft gy hu ji ko lp zs xd cf vg bh nj mk', una || altra) > 0
$$;

-- ---- what is written down beforehand --------------------------------------------------------------

-- jit = off, whoever calls: the server would compile the functions above anew for each name that is
-- taken apart, a third of a second for what takes a millisecond.

-- The words of these persons, as far as they are not written yet, and the words that are new.  A word is
-- a reserved person's own only where nobody else has it: of a common name there would be a row for each
-- reserved person who has it, and every search would ask of each whether the reader sees her.
CREATE OR REPLACE FUNCTION ricerca_aggiungi(quali bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET jit = off
AS $$
BEGIN
  INSERT INTO ricerca_nome (cognome, nome, data_nascita, soggetto_id, riservato, parte)
  SELECT c.parola, n.parola, s.data_nascita, s.id, s.riservato, c.fuori + n.fuori
    FROM soggetto s, parole_ricerca(s.cognome) c, parole_ricerca(s.nome) n
   WHERE s.id = ANY (quali)
      ON CONFLICT DO NOTHING;
  WITH parole AS MATERIALIZED (
    SELECT DISTINCT w.parola, CASE WHEN r.riservato THEN r.soggetto_id ELSE 0 END AS di
      FROM ricerca_nome r, unnest(ARRAY[r.cognome, r.nome]) w (parola)
     WHERE r.soggetto_id = ANY (quali)
  ), nuove AS (
    INSERT INTO ricerca_parola (parola, soggetto_id, suono)
    SELECT p.parola, p.di, suono_italiano(p.parola)
      FROM parole p
     WHERE p.di = 0
        OR NOT EXISTS (SELECT FROM parole a WHERE a.parola = p.parola AND a.di = 0)
           AND NOT EXISTS (SELECT FROM ricerca_parola a WHERE a.parola = p.parola AND a.soggetto_id = 0)
        ON CONFLICT DO NOTHING
    RETURNING parola, soggetto_id, suono
  ), via AS (
    DELETE FROM ricerca_parola p USING nuove n WHERE n.soggetto_id = 0 AND p.parola = n.parola AND p.soggetto_id <> 0
    RETURNING p.parola, p.soggetto_id
  ), varianti_via AS (
    DELETE FROM ricerca_variante v USING via WHERE v.parola = via.parola AND v.soggetto_id = via.soggetto_id
  )
  INSERT INTO ricerca_variante (variante, parola, soggetto_id)
  SELECT v, n.parola, n.soggetto_id FROM nuove n, unnest(parola_varianti(n.parola, n.suono)) v
      ON CONFLICT DO NOTHING;
END
$$;

-- Takes a person away.  A word that nobody else has goes too: of who became reserved nothing remains.
-- If only reserved persons have it now, it becomes their own.
CREATE OR REPLACE FUNCTION ricerca_togli(quale bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  sue text[];
  perse text[];
  riservati bigint[];
BEGIN
  WITH via AS (DELETE FROM ricerca_nome WHERE soggetto_id = quale RETURNING cognome, nome)
  SELECT array_agg(DISTINCT w) INTO sue FROM via, unnest(ARRAY[cognome, nome]) w;
  WITH via AS (
    DELETE FROM ricerca_parola p
     WHERE p.parola = ANY (sue)
       AND (p.soggetto_id = quale
            OR p.soggetto_id = 0 AND NOT EXISTS (SELECT FROM ricerca_nome r WHERE r.cognome = p.parola AND NOT r.riservato)
               AND NOT EXISTS (SELECT FROM ricerca_nome r WHERE r.nome = p.parola AND NOT r.riservato))
    RETURNING p.parola, p.soggetto_id
  ), varianti_via AS (
    DELETE FROM ricerca_variante v USING via WHERE v.parola = via.parola AND v.soggetto_id = via.soggetto_id
  )
  SELECT array_agg(parola) INTO perse FROM via WHERE soggetto_id = 0;
  riservati := ARRAY(SELECT soggetto_id FROM ricerca_nome WHERE cognome = ANY (perse) UNION SELECT soggetto_id FROM ricerca_nome WHERE nome = ANY (perse));
  IF riservati <> '{}' THEN
    PERFORM ricerca_aggiungi(riservati);
  END IF;
END
$$;

-- Inserts come in sets (imports); of a change only what the search knows matters.
CREATE OR REPLACE FUNCTION ricerca_inserimento() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM ricerca_aggiungi(ARRAY(SELECT id FROM nuovi));
  RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION ricerca_cambiamento() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM ricerca_togli(OLD.id);
  IF TG_OP = 'UPDATE' THEN
    PERFORM ricerca_aggiungi(ARRAY[NEW.id]);
  END IF;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER ricerca_inserimento AFTER INSERT ON soggetto REFERENCING NEW TABLE AS nuovi
  FOR EACH STATEMENT EXECUTE FUNCTION ricerca_inserimento();
CREATE OR REPLACE TRIGGER ricerca_cambiamento AFTER UPDATE OF cognome, nome, data_nascita, riservato ON soggetto FOR EACH ROW
  WHEN ((OLD.cognome, OLD.nome, OLD.data_nascita, OLD.riservato) IS DISTINCT FROM (NEW.cognome, NEW.nome, NEW.data_nascita, NEW.riservato))
  EXECUTE FUNCTION ricerca_cambiamento();
CREATE OR REPLACE TRIGGER ricerca_eliminazione AFTER DELETE ON soggetto FOR EACH ROW EXECUTE FUNCTION ricerca_cambiamento();

-- The words anew from the pairs that are written: how many persons have each, and no word that
-- nobody has.  Every night; it mends what two changes at the same instant may have missed.
CREATE OR REPLACE FUNCTION ricerca_conta() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET jit = off
AS $$
DECLARE
  quante bigint;
BEGIN
  WITH tutte AS (
    SELECT w.parola, w.di, sum(w.persone)::int AS persone
      FROM (SELECT cognome AS parola, CASE WHEN riservato THEN soggetto_id ELSE 0 END AS di, count(*) AS persone FROM ricerca_nome GROUP BY 1, 2
            UNION ALL
            SELECT nome, CASE WHEN riservato THEN soggetto_id ELSE 0 END, count(*) FROM ricerca_nome GROUP BY 1, 2) w
     GROUP BY 1, 2
  ), contate AS MATERIALIZED (
    SELECT s.parola, s.di, s.persone FROM (SELECT t.*, min(t.di) OVER (PARTITION BY t.parola) AS primo FROM tutte t) s WHERE s.di = 0 OR s.primo <> 0
  ), via AS (
    DELETE FROM ricerca_parola p WHERE NOT EXISTS (SELECT FROM contate c WHERE c.parola = p.parola AND c.di = p.soggetto_id)
    RETURNING p.parola, p.soggetto_id
  ), varianti_via AS (
    DELETE FROM ricerca_variante v USING via WHERE v.parola = via.parola AND v.soggetto_id = via.soggetto_id
  ), nuove AS (
    INSERT INTO ricerca_parola AS p (parola, soggetto_id, suono, persone)
    SELECT parola, di, suono_italiano(parola), persone FROM contate
        ON CONFLICT ON CONSTRAINT ricerca_parola_pk DO UPDATE SET persone = excluded.persone WHERE p.persone <> excluded.persone
    RETURNING parola, soggetto_id, suono
  )
  INSERT INTO ricerca_variante (variante, parola, soggetto_id)
  SELECT v, n.parola, n.soggetto_id FROM nuove n, unnest(parola_varianti(n.parola, n.suono)) v
      ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS quante = ROW_COUNT;
  RETURN quante;
END
$$;

-- Everything anew, after a load without triggers or when the rules above changed.  Names repeat: each
-- is taken apart once.  Stored in the order of the words, so that those of one surname lie together.
CREATE OR REPLACE FUNCTION ricerca_ricostruisci() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET jit = off
AS $$
BEGIN
  TRUNCATE ricerca_variante, ricerca_parola, ricerca_nome;
  WITH cognomi AS MATERIALIZED (SELECT c.cognome, w.* FROM (SELECT DISTINCT cognome FROM soggetto) c, parole_ricerca(c.cognome) w),
       nomi AS MATERIALIZED (SELECT n.nome, w.* FROM (SELECT DISTINCT nome FROM soggetto) n, parole_ricerca(n.nome) w)
  INSERT INTO ricerca_nome (cognome, nome, data_nascita, soggetto_id, riservato, parte)
  SELECT c.parola, n.parola, s.data_nascita, s.id, s.riservato, c.fuori + n.fuori
    FROM soggetto s JOIN cognomi c ON c.cognome = s.cognome JOIN nomi n ON n.nome = s.nome
   ORDER BY 1, 2, 3;
  PERFORM ricerca_conta();
END
$$;

-- ---- searching -------------------------------------------------------------------------------------

-- Words of the archive that look like what is typed, where none sounds like it: the last resort.  Of
-- persons of all only; the operator of pg_trgm reaches no index below row-level security.
CREATE OR REPLACE FUNCTION ricerca_parole_vicine(cercata text) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT p.parola FROM ricerca_parola p
   WHERE p.parola % cercata AND p.soggetto_id = 0
     AND EXISTS (SELECT FROM ruolo_permesso r WHERE r.ruolo = identita_ruolo() AND r.permesso = 'SOGGETTO_LEGGI') -- definer: who administers reads no names (AZ-9)
   ORDER BY similarity(p.parola, cercata) DESC LIMIT 10
$$;

-- The words that may be meant by one that is typed, the likeliest first.  `come`: 0 the same, 1 sounds
-- alike, 2 begins so, 3 looks alike.  `larga`: also what only looks alike.  What begins so takes all
-- places but five, if there are others.
CREATE OR REPLACE FUNCTION ricerca_parole(cercata text, quante integer, larga boolean) RETURNS TABLE (parola text, punti real, come smallint)
LANGUAGE sql STABLE
AS $$
  WITH q AS MATERIALIZED (
    SELECT s AS suono, parola_varianti(cercata, s) AS varianti FROM (SELECT suono_italiano(cercata) OFFSET 0) x (s)
  ), vicine AS MATERIALIZED (
    SELECT v.parola FROM ricerca_variante v WHERE v.variante = ANY ((SELECT varianti FROM q)::text[])
    UNION
    SELECT p.parola FROM (SELECT w.parola FROM ricerca_parola w
                           WHERE w.parola >= cercata AND w.parola < cercata || chr(1114111)
                              OR w.suono >= (SELECT suono FROM q) AND w.suono < (SELECT suono || chr(1114111) FROM q WHERE length(suono) >= 4)
                           ORDER BY w.persone DESC, w.parola LIMIT 25) p
    UNION
    SELECT x FROM ricerca_parole_vicine(cercata) x WHERE larga
  ), misurate AS (
    SELECT p.parola, q.suono AS cercato, p.suono, p.persone, levenshtein_less_equal(q.suono, left(p.suono, 60), 3) AS detta,
           levenshtein_less_equal(cercata, left(p.parola, 60), 3) AS scritta
      FROM q, vicine v JOIN ricerca_parola p ON p.parola = v.parola
    OFFSET 0
  ), stimate AS (
    SELECT m.*, parola_punti(cercata, m.cercato, m.parola, m.suono, m.detta, m.scritta) + 0.005 * ln(1 + m.persone)
                + CASE WHEN m.scritta = 1 AND replace(cercata, 'h', '') = replace(m.parola, 'h', '') THEN 0.03  -- bianci, bianchi
                       WHEN m.scritta = 1 OR m.scritta = 2 AND length(m.parola) = length(cercata) THEN errore_comune(cercata, m.parola) ELSE 0 END AS punti
      FROM misurate m OFFSET 0
  )
  SELECT w.parola, w.punti, w.come
    FROM (SELECT v.*, row_number() OVER (PARTITION BY v.come = 2 ORDER BY v.punti DESC, v.parola) AS posto
            FROM (SELECT x.parola, max(x.punti)::real AS punti,
                         min(CASE WHEN x.parola = cercata THEN 0 WHEN x.suono = x.cercato THEN 1 WHEN starts_with(x.parola, cercata) THEN 2 ELSE 3 END)::smallint AS come
                    FROM stimate x
                   WHERE x.punti >= CASE WHEN larga THEN 0.4 ELSE 0.6 END
                   GROUP BY x.parola) v) w
   ORDER BY w.come = 2 AND w.posto > quante - 5, w.punti DESC, w.parola -- «moni»: all that begin so leave places for Monti
   LIMIT quante
$$;

-- Why a person was found, of one word: in words.
CREATE OR REPLACE FUNCTION ricerca_perche(vera text, come smallint, cercata text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT '«' || vera || CASE come WHEN 1 THEN '» suona come «' WHEN 2 THEN '» comincia con «' WHEN 3 THEN '» somiglia a «' END || cercata || '»'
$$;

-- The pairs of words that what is typed may mean, as two lists: each way to cut it in two, surname and
-- name in any order.  A cut behind a particle is none.  `sciolte`: instead, each pair of single words,
-- for who typed something else too.
CREATE OR REPLACE FUNCTION ricerca_tagli(parole text[], sciolte boolean) RETURNS TABLE (prima text, seconda text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT array_to_string(parole[:i], ''), array_to_string(parole[i + 1:], '')
    FROM generate_series(1, cardinality(parole) - 1) i
   WHERE NOT sciolte AND NOT particella(parole[i])
  UNION ALL
  SELECT parole[i], parole[j]
    FROM generate_series(1, cardinality(parole) - 1) i, generate_series(i + 1, cardinality(parole)) j
   WHERE sciolte AND length(parole[i]) > 2 AND length(parole[j]) > 2
$$;

-- Who has one of those pairs of words, born between two days: never more than some hundreds, the
-- likeliest pairs first.  Each pair is one step into an index; the limits hold below the policies, so
-- a person whom the reader does not see takes nobody's place.
CREATE OR REPLACE FUNCTION ricerca_coppie(parole text[], sciolte boolean, larga boolean, dal date, al date)
RETURNS SETOF ricerca_trovato
LANGUAGE sql STABLE
AS $$
  WITH tagli AS MATERIALIZED (SELECT * FROM ricerca_tagli(parole, sciolte)),
  vicine AS MATERIALIZED ( -- most words are somebody's surname or somebody's name: half of the pairs need no look
    SELECT g.cercata, w.parola, w.punti, w.come, (SELECT true FROM ricerca_nome n WHERE n.cognome = w.parola LIMIT 1) AS di_cognome,
           (SELECT true FROM ricerca_nome n WHERE n.nome = w.parola LIMIT 1) AS di_nome
      FROM (SELECT prima AS cercata FROM tagli UNION SELECT seconda FROM tagli) g, LATERAL ricerca_parole(g.cercata, CASE WHEN cardinality(parole) > 2 THEN 10 ELSE 15 END, larga) w
  ), versi AS MATERIALIZED (
    SELECT x.parola AS cognome, y.parola AS nome, x.cercata AS per_cognome, y.cercata AS per_nome, x.come AS come_cognome, y.come AS come_nome, x.punti * y.punti AS punti
      FROM (SELECT prima, seconda FROM tagli UNION SELECT seconda, prima FROM tagli) t
      JOIN vicine x ON x.cercata = t.prima AND x.di_cognome JOIN vicine y ON y.cercata = t.seconda AND y.di_nome
     ORDER BY 7 DESC, 1, 2 LIMIT 100
  )
  SELECT r.soggetto_id, (c.punti - 0.04 * r.parte - CASE WHEN sciolte THEN 0.2 * (cardinality(parole) - 2) ELSE 0 END)::real,
         c.per_cognome, c.come_cognome, c.per_nome, c.come_nome, r.data_nascita
    FROM versi c CROSS JOIN LATERAL (
      SELECT n.soggetto_id, n.parte, n.data_nascita FROM ricerca_nome n
       WHERE n.cognome = c.cognome AND n.nome = c.nome AND n.data_nascita >= dal AND n.data_nascita <= al LIMIT CASE WHEN c.come_cognome + c.come_nome = 0 THEN 100 ELSE 20 END) r
   LIMIT 250
$$;

-- The same for what is one word (or a surname of several): surnames, then names.
CREATE OR REPLACE FUNCTION ricerca_sola(cercata text, quante integer, larga boolean, dal date, al date)
RETURNS SETOF ricerca_trovato
LANGUAGE sql STABLE
AS $$
  WITH vicine AS MATERIALIZED (SELECT * FROM ricerca_parole(cercata, 15, larga))
  SELECT r.soggetto_id, (w.punti - 0.04 * r.parte + CASE WHEN r.di_cognome THEN 0.01 ELSE 0 END)::real,
         CASE WHEN r.di_cognome THEN cercata END, w.come, CASE WHEN NOT r.di_cognome THEN cercata END, w.come, r.data_nascita
    FROM vicine w CROSS JOIN LATERAL (
      (SELECT n.*, true AS di_cognome FROM ricerca_nome n
        WHERE n.cognome = w.parola AND n.data_nascita >= dal AND n.data_nascita <= al ORDER BY n.nome LIMIT quante)
      UNION ALL
      (SELECT n.*, false FROM ricerca_nome n
        WHERE n.nome = w.parola AND n.data_nascita >= dal AND n.data_nascita <= al ORDER BY n.cognome LIMIT quante)) r
   LIMIT 2 * quante
$$;

-- The persons that a text means, with day or year of birth if they were typed (NULL else), the
-- likeliest first: `posto` counts from 1, `perche` says in words what differs from what was typed.
CREATE OR REPLACE FUNCTION soggetti_cercati(testo text, nata date, anno integer, quante integer)
RETURNS TABLE (id bigint, codice bigint, cognome text, nome text, sesso text, data_nascita date, codice_fiscale text, codice_stp text, condizione text,
               residenza_comune_id bigint, residenza_comune text, residenza_indirizzo text, data_decesso date, deceduto boolean, riservato boolean,
               posto bigint, perche text, punti real, chiave text, chiave_nome text, codice_fiscale_inizio text, codice_storico text)
LANGUAGE plpgsql STABLE
AS $$
#variable_conflict use_column
DECLARE
  parole text[] := (parole_di(left(testo, 100)))[:5]; -- nobody is called longer
  dal date := coalesce(make_date(coalesce(anno, extract(year FROM nata)::int), 1, 1), DATE '0001-01-01');
  al date := coalesce(make_date(coalesce(anno, extract(year FROM nata)::int), 12, 31), DATE '9999-12-31');
  intera text := array_to_string(parole, '');
  scambiata date;
  trovati ricerca_trovato[];
  migliore real;
BEGIN
  IF cardinality(parole) = 0 THEN
    RETURN;
  END IF;
  IF extract(day FROM nata) <= 12 THEN
    scambiata := make_date(extract(year FROM nata)::int, extract(day FROM nata)::int, extract(month FROM nata)::int);
  END IF;
  -- first as it was typed; then without one of the words; then whatever looks alike, of any year
  FOR giro IN 1 .. 3 LOOP
    CONTINUE WHEN giro = 2 AND (migliore >= 0.8 OR cardinality(parole) < 3);
    EXIT WHEN giro = 3 AND migliore >= 0.6;
    IF giro = 3 THEN
      dal := '0001-01-01';
      al := '9999-12-31';
    END IF;
    SELECT coalesce(trovati, '{}') || array_agg(ROW(t.*)::ricerca_trovato), greatest(migliore, max(t.punti)) INTO trovati, migliore
      FROM ricerca_coppie(parole, giro = 2, giro = 3, dal, al) t
     WHERE cardinality(parole) > 1;
    -- one word, or one surname or name of several
    CONTINUE WHEN giro = 2 OR cardinality(parole) > 3
      OR cardinality(parole) > 1 AND migliore >= 0.8 AND NOT EXISTS (SELECT FROM ricerca_parola p WHERE p.parola = intera);
    SELECT coalesce(trovati, '{}') || array_agg(ROW(t.soggetto_id, t.punti * CASE WHEN cardinality(parole) > 1 AND NOT particella(parole[1]) THEN 0.8 ELSE 1 END,
                                                    t.per_cognome, t.come_cognome, t.per_nome, t.come_nome, t.data_nascita)::ricerca_trovato),
           greatest(migliore, max(t.punti)) INTO trovati, migliore
      FROM ricerca_sola(intera, quante, giro = 3, dal, al) t;
  END LOOP;
  -- Where the name is not as typed, four persons of each name come before the fifth of any.
  RETURN QUERY
  SELECT e.id, e.codice, e.cognome, e.nome, e.sesso, e.data_nascita, e.codice_fiscale, e.codice_stp, e.condizione,
         e.residenza_comune_id, e.residenza_comune, e.residenza_indirizzo, e.data_decesso, e.deceduto, e.riservato,
         row_number() OVER (ORDER BY t.dopo, t.punti DESC, e.deceduto, e.chiave, e.data_nascita, e.id),
         concat_ws(' · ', ricerca_perche(e.cognome, t.come_cognome, t.per_cognome), ricerca_perche(e.nome, t.come_nome, t.per_nome),
           CASE WHEN nata IS NULL AND anno IS NULL OR e.data_nascita = nata THEN NULL
                WHEN e.data_nascita = scambiata THEN 'giorno e mese di nascita scambiati'
                WHEN extract(year FROM e.data_nascita) <> coalesce(anno, extract(year FROM nata)) THEN 'altro anno di nascita'
                WHEN nata IS NOT NULL THEN 'altro giorno di nascita' END),
         t.punti, e.chiave, e.chiave_nome, e.codice_fiscale_inizio, e.codice_storico
    FROM (SELECT v.*, v.posto_nome > 4 AND v.come_cognome + v.come_nome > 0 AS dopo
            FROM (SELECT u.*, row_number() OVER (PARTITION BY u.punti ORDER BY u.soggetto_id) AS posto_nome
                    FROM (SELECT DISTINCT ON (x.soggetto_id) x.soggetto_id,
                                 (x.punti + CASE WHEN x.data_nascita = nata THEN 0.15 WHEN x.data_nascita = scambiata THEN 0.12
                                                 WHEN extract(year FROM x.data_nascita) = anno THEN 0.1 ELSE 0 END)::real AS punti,
                                 x.per_cognome, x.come_cognome, x.per_nome, x.come_nome
                            FROM unnest(trovati) x ORDER BY x.soggetto_id, 2 DESC) u) v
           ORDER BY 8, v.punti DESC LIMIT 4 * quante) t
    JOIN elenco_soggetti e ON e.id = t.soggetto_id
   ORDER BY 16
   LIMIT quante;
END
$$;

-- Who has this piece somewhere in the codice fiscale (four characters at least).  Of persons of all
-- only: a reserved one is found by the beginning of the code, below the policies.
CREATE OR REPLACE FUNCTION ricerca_pezzo(pezzo text) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT s.id FROM soggetto s
   WHERE s.codice_fiscale LIKE '%' || pezzo || '%' AND pezzo ~ '^[A-Z0-9]{4,16}$' AND NOT s.riservato
     AND EXISTS (SELECT FROM ruolo_permesso r WHERE r.ruolo = identita_ruolo() AND r.permesso = 'SOGGETTO_LEGGI')
   ORDER BY s.codice_fiscale LIMIT 200
$$;

DO $$
DECLARE
  t text;
  p record;
BEGIN
  FOREACH t IN ARRAY ARRAY['ricerca_nome', 'ricerca_parola', 'ricerca_variante', 'ricerca_stato'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    FOR p IN SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = t LOOP
      EXECUTE format('DROP POLICY %I ON %I', p.policyname, t);
    END LOOP;
    EXECUTE format('CREATE POLICY cancello ON %I TO siz_cancello USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON %I TO siz_cancello', t);
  END LOOP;
END
$$;

-- Who reads persons reads their words; of a reserved one who sees the person.  The rule stands in the
-- policy of soggetto alone: here it is asked for.
-- Words that only a reserved person has are few: for them a function asks, since a query would stand in
-- the plan of each search as often as it names the tables, with all that the policy of soggetto asks.
CREATE OR REPLACE FUNCTION ricerca_vede(chi bigint) RETURNS boolean
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  RETURN EXISTS (SELECT FROM public.soggetto s WHERE s.id = chi);
END
$$;
REVOKE ALL ON FUNCTION ricerca_vede(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ricerca_vede(bigint) TO siz_web, siz_job;
CREATE POLICY lettura ON ricerca_nome FOR SELECT TO siz_web, siz_job
  USING ((SELECT true FROM ruolo_permesso r WHERE r.ruolo = (SELECT identita_ruolo()) AND r.permesso = 'SOGGETTO_LEGGI')
         AND (NOT riservato OR (SELECT true FROM soggetto s WHERE s.id = soggetto_id)));
CREATE POLICY lettura ON ricerca_parola FOR SELECT TO siz_web, siz_job
  USING ((SELECT true FROM ruolo_permesso r WHERE r.ruolo = (SELECT identita_ruolo()) AND r.permesso = 'SOGGETTO_LEGGI')
         AND (soggetto_id = 0 OR ricerca_vede(soggetto_id)));
CREATE POLICY lettura ON ricerca_variante FOR SELECT TO siz_web, siz_job
  USING ((SELECT true FROM ruolo_permesso r WHERE r.ruolo = (SELECT identita_ruolo()) AND r.permesso = 'SOGGETTO_LEGGI')
         AND (soggetto_id = 0 OR ricerca_vede(soggetto_id)));
-- true, not soggetto_id = 0: the function says that, and a policy would keep its operator from the index
CREATE POLICY sommario ON ricerca_parola FOR SELECT TO siz_sommario USING (true);
GRANT SELECT ON ricerca_nome, ricerca_parola, ricerca_variante TO siz_web, siz_job;
GRANT SELECT ON ricerca_parola, ruolo_permesso TO siz_sommario;
GRANT SELECT (id, codice_fiscale, riservato) ON soggetto TO siz_sommario;

GRANT EXECUTE ON FUNCTION parole_di(text), particella(text), parole_ricerca(text), suono_italiano(text), parola_varianti(text, text), parola_punti(text, text, text, text, integer, integer), tasti_vicini(text, text), errore_comune(text, text),
  ricerca_perche(text, smallint, text), ricerca_tagli(text[], boolean) TO siz_web, siz_job, siz_cancello, siz_manutenzione;
GRANT EXECUTE ON FUNCTION ricerca_parole(text, integer, boolean), ricerca_coppie(text[], boolean, boolean, date, date), ricerca_sola(text, integer, boolean, date, date),
  soggetti_cercati(text, date, integer, integer) TO siz_web, siz_job;

DO $$
DECLARE
  f regprocedure;
  ora text;
BEGIN
  FOREACH f IN ARRAY ARRAY['ricerca_aggiungi(bigint[])', 'ricerca_togli(bigint)', 'ricerca_inserimento()', 'ricerca_cambiamento()', 'ricerca_conta()',
                           'ricerca_ricostruisci()']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
  GRANT EXECUTE ON FUNCTION ricerca_ricostruisci() TO siz_owner;
  GRANT EXECUTE ON FUNCTION ricerca_conta() TO siz_job;
  FOREACH f IN ARRAY ARRAY['ricerca_parole_vicine(text)', 'ricerca_pezzo(text)']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_sommario', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO siz_web, siz_job', f);
  END LOOP;
  -- the rules changed since the tables were made: anew
  SELECT md5(string_agg(p.prosrc, '|' ORDER BY p.proname)) INTO ora
    FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.proname IN ('parole_di', 'particella', 'parole_ricerca', 'suono_italiano', 'parola_varianti');
  SET LOCAL ROLE siz_cancello;
  IF NOT EXISTS (SELECT FROM ricerca_stato s WHERE s.regole = ora) THEN
    PERFORM ricerca_ricostruisci();
    UPDATE ricerca_stato SET regole = ora;
  END IF;
  RESET ROLE;
END
$$;
