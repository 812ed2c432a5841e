-- Money: the few rules of arithmetic, each once.  All amounts are numeric(12,2), not negative; nothing outside SQL adds money.
-- Source: reference of the Ambito on the accounting of interventions (rounded half up; the last row takes the difference; months that
-- are not whole by days of the month, or whole where the rule says so).

-- To the cent, half up: as art. 5 of Regulation (EC) 1103/97 rounds amounts in euro.
CREATE OR REPLACE FUNCTION denaro_arrotonda(importo numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT round(importo, 2) $$;

-- So many parts of an amount: importo x parti / di.  Twenty digits behind the point: no quotient by parts of months and per cents lies so near
-- to half a cent that the one rounding would fall on the wrong side.
CREATE OR REPLACE FUNCTION denaro_frazione(importo numeric, parti numeric, di numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT round((importo * parti)::numeric(60, 20) / di, 2) $$;

-- An amount among rows, by their weights: each rounded half up but never more than is left, the last takes the difference, so
-- that they always add up to the amount.  NULL where there is no row, or no row has a weight.
CREATE OR REPLACE FUNCTION denaro_ripartisci(importo numeric, VARIADIC parti numeric[]) RETURNS numeric[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  totale numeric := (SELECT sum(x) FROM unnest(parti) x);
  resta numeric := importo;
  quote numeric[] := '{}';
  una numeric;
BEGIN
  IF coalesce(totale, 0) <= 0 THEN
    RETURN NULL;
  END IF;
  FOR i IN 1 .. cardinality(parti) LOOP
    una := CASE WHEN i = cardinality(parti) THEN resta ELSE least(denaro_frazione(importo, parti[i], totale), resta) END;
    quote := quote || una;
    resta := resta - una;
  END LOOP;
  RETURN quote;
END
$$;

-- Months are counted in whole numbers of 1/377580 of a month: the least common multiple of 28, 29, 30 and 31, so that every day of every
-- month is a whole number of them and nothing is lost before the one rounding at the end.
CREATE OR REPLACE FUNCTION denaro_mese() RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT 377580::bigint $$;

-- How many of these some days are: each day is one part of its month; with `intero` a month with any of these days counts whole.
CREATE OR REPLACE FUNCTION denaro_mesi(giorni datemultirange, intero boolean DEFAULT false) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  pezzo daterange;
  mese date;
  dopo date;
  ultimo date := NULL;                -- month that counted last
  somma bigint := 0;
BEGIN
  FOR pezzo IN SELECT unnest(giorni) LOOP
    mese := date_trunc('month', lower(pezzo)::timestamp);
    WHILE mese < upper(pezzo) LOOP
      dopo := mese + interval '1 month';
      IF NOT intero THEN
        somma := somma + (least(dopo, upper(pezzo)) - greatest(mese, lower(pezzo))) * (377580 / (dopo - mese));
      ELSIF mese IS DISTINCT FROM ultimo THEN
        somma := somma + 377580;
        ultimo := mese;
      END IF;
      mese := dopo;
    END LOOP;
  END LOOP;
  RETURN somma;
END
$$;

-- What is due for some days of an amount per month; the days may be of several months.
CREATE OR REPLACE FUNCTION denaro_mese_parziale(importo numeric, dal date, al date, intero boolean DEFAULT false) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT public.denaro_frazione(importo, public.denaro_mesi(datemultirange(daterange(dal, al, '[]')), intero), public.denaro_mese()) $$;

-- As people read it: 1.234,50 €.
CREATE OR REPLACE FUNCTION denaro_scrivi(importo numeric) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT translate(to_char(importo, 'FM999,999,999,990.00'), ',.', '.,') || ' €' $$;

GRANT EXECUTE ON FUNCTION denaro_arrotonda(numeric), denaro_frazione(numeric, numeric, numeric), denaro_ripartisci(numeric, numeric[]), denaro_mese(), denaro_mesi(datemultirange, boolean),
  denaro_mese_parziale(numeric, date, date, boolean), denaro_scrivi(numeric) TO siz_web, siz_job, siz_cancello;
