-- From what was agreed to planned movements.  conti_genera(case) makes the plan again whenever a rule, a suspension, a reduction or the state of the case
-- changes: only what is still planned changes with it; of what is more than planned movimento.atteso says what it would be today.

-- The days of a case that are paid: from its beginning to its end, without those on which it was suspended or closed (by its
-- history of states) and without suspensions of payments.  None of an annulled one.  The day on which a case is closed is paid, as
-- is the day on which it resumes; the day on which it is suspended is not.
CREATE OR REPLACE FUNCTION conti_attivo(quale bigint) RETURNS datemultirange
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  RETURN (SELECT CASE WHEN p.stato = 'X' THEN '{}'::datemultirange
         ELSE datemultirange(daterange(p.data_inizio, p.data_fine, '[]'))
              - coalesce((SELECT range_agg(daterange(z.inizio, z.fine))
                            FROM (SELECT s.a, CASE s.a WHEN 'S' THEN s.data ELSE s.data + 1 END AS inizio,
                                         CASE WHEN lead(s.a) OVER w = 'A' THEN lead(s.data) OVER w ELSE lead(s.data) OVER w + 1 END AS fine
                                    FROM stato_storia s WHERE s.pratica_id = p.id WINDOW w AS (ORDER BY s.id)) z
                           WHERE z.a IN ('S', 'T') AND (z.fine IS NULL OR z.fine > z.inizio)), '{}')
              - coalesce((SELECT range_agg(daterange(x.dal, x.al, '[]')) FROM sospensione_pagamento x WHERE x.pratica_id = p.id), '{}')
         END
    FROM pratica p WHERE p.id = quale);
END
$$;

-- Until when a rule is planned: its end; without one the end of this year (or of the year in which it begins), further if it was asked.
CREATE OR REPLACE FUNCTION regola_limite(r regola_pagamento) RETURNS date
LANGUAGE sql STABLE
AS $$ SELECT coalesce(r.al, greatest(r.generata_fino, make_date(greatest(extract(year FROM r.dal), extract(year FROM current_date))::int, 12, 31))) $$;

-- The periods of a rule.  mesi: how many months `importo` is for; 0: it is due whole on that day (once, tranches).
-- Due in the last month of the period: what falls due in a year is of the budget of that year (D.Lgs. 118/2011, annex 1, principle 16, and annex 4/2).
CREATE OR REPLACE FUNCTION regola_periodi(r regola_pagamento) RETURNS TABLE (tranche smallint, dal date, al date, scadenza date, importo numeric, mesi integer)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public
AS $$
DECLARE
  fino date := regola_limite(r);
  inizio date := date_trunc('month', r.dal::timestamp);
  dopo date;
BEGIN
  IF r.cadenza = 'U' THEN
    RETURN QUERY SELECT 0::smallint, r.dal, r.dal, r.dal, r.importo, 0;
    RETURN;
  ELSIF r.cadenza = 'R' THEN
    RETURN QUERY SELECT t.numero, t.data, t.data, t.data, t.importo, 0 FROM regola_tranche t WHERE t.regola_id = r.id ORDER BY t.numero;
    RETURN;
  END IF;
  tranche := 0;
  importo := r.importo;
  mesi := CASE r.cadenza WHEN 'M' THEN 1 WHEN 'B' THEN 2 WHEN 'T' THEN 3 ELSE 12 END;
  WHILE inizio <= fino LOOP
    dopo := inizio + make_interval(months => mesi);
    dal := greatest(inizio, r.dal);
    al := least(dopo - 1, fino);
    scadenza := greatest(dal, CASE WHEN r.giorno IS NULL THEN dopo - 1 ELSE least((dopo - interval '1 month')::date + r.giorno - 1, dopo - 1) END);
    RETURN NEXT;
    inizio := dopo;
  END LOOP;
END
$$;

-- What is taken off a movement of these days: amounts whole, percentages by the days in common; never more than there is.
-- `attivo`: the days that are paid.
CREATE OR REPLACE FUNCTION conti_decurtazione(quale bigint, dal date, al date, lordo numeric, attivo datemultirange) RETURNS numeric
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  giorni datemultirange := attivo * datemultirange(daterange(dal, al, '[]'));
  peso bigint := denaro_mesi(giorni);
  tolto numeric := 0;
  d decurtazione;
BEGIN
  FOR d IN SELECT x.* FROM decurtazione x WHERE x.pratica_id = quale AND daterange(x.dal, x.al, '[]') && daterange(conti_decurtazione.dal, conti_decurtazione.al, '[]') LOOP
    IF d.importo IS NOT NULL THEN
      tolto := tolto + d.importo;
    ELSIF peso > 0 THEN
      tolto := tolto + denaro_frazione(lordo, d.percentuale * denaro_mesi(giorni * datemultirange(daterange(d.dal, d.al, '[]'))), 100 * peso);
    END IF;
  END LOOP;
  RETURN least(tolto, lordo);
END
$$;

-- What the rules of a case give today, piece by piece.  movimento_id: the piece is of a movement that is more than planned, and is not
-- planned again.  Within a period each piece takes what it adds to the rounded sum, so that the last takes the difference.
CREATE OR REPLACE FUNCTION conti_attesi(quale bigint, attivo datemultirange)
RETURNS TABLE (regola_id bigint, tranche smallint, movimento_id bigint, dal date, al date, scadenza date, lordo numeric)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  r regola_pagamento;
  p record;
  x record;
  fermi datemultirange;
  intero daterange;
BEGIN
  FOR r IN SELECT z.* FROM regola_pagamento z WHERE z.pratica_id = quale ORDER BY z.id LOOP
    regola_id := r.id;
    fermi := coalesce((SELECT range_agg(daterange(m.periodo_dal, m.periodo_al, '[]')) FROM movimento m WHERE m.origine = 'regola' AND m.origine_id = r.id AND m.stato <> 'P'), '{}');
    FOR p IN SELECT * FROM regola_periodi(r) LOOP
      tranche := p.tranche;
      scadenza := p.scadenza;
      IF p.mesi = 0 THEN
        movimento_id := (SELECT min(m.id) FROM movimento m WHERE m.origine = 'regola' AND m.origine_id = r.id AND m.tranche = p.tranche AND m.stato <> 'P');
        dal := p.dal;
        al := p.al;
        lordo := CASE WHEN attivo @> p.dal THEN p.importo ELSE 0 END;
        RETURN NEXT;
        CONTINUE;
      END IF;
      intero := daterange(p.dal, p.al, '[]');
      IF NOT fermi && intero THEN
        movimento_id := NULL;
        dal := p.dal;
        al := p.al;
        lordo := denaro_frazione(p.importo, denaro_mesi(attivo * datemultirange(intero), r.mese_intero), denaro_mese() * p.mesi);
        RETURN NEXT;
        CONTINUE;
      END IF;
      FOR x IN SELECT y.giorni, y.id FROM (SELECT unnest(datemultirange(intero) - fermi) AS giorni, NULL::bigint AS id
                                          UNION ALL SELECT intero * daterange(m.periodo_dal, m.periodo_al, '[]'), m.id FROM movimento m
                                                     WHERE m.origine = 'regola' AND m.origine_id = r.id AND m.stato <> 'P'
                                                       AND intero && daterange(m.periodo_dal, m.periodo_al, '[]')) y
                ORDER BY lower(y.giorni) LOOP
        movimento_id := x.id;
        dal := lower(x.giorni);
        al := upper(x.giorni) - 1;
        lordo := denaro_frazione(p.importo, denaro_mesi(attivo * datemultirange(daterange(p.dal, upper(x.giorni))), r.mese_intero), denaro_mese() * p.mesi)
               - denaro_frazione(p.importo, denaro_mesi(attivo * datemultirange(daterange(p.dal, lower(x.giorni))), r.mese_intero), denaro_mese() * p.mesi);
        RETURN NEXT;
      END LOOP;
    END LOOP;
  END LOOP;
END
$$;

-- Which commitment each planned movement is on: the one chosen by hand, or of its rule, else the first of its year (and of the fund
-- of its rule) that has room, in order of maturity; without one its share of the fund, if it has room.  What finds
-- no room stays uncovered and intervento_costo says so; it finds it later, also while it waits to be authorised.  The case is locked.
CREATE OR REPLACE FUNCTION conti_imputa(quale bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  i_id bigint[]; i_fondo bigint[]; i_anno int[]; i_resta numeric[];
  q_fondo bigint[]; q_resta numeric[];
  riga record;
  i int; q int;
  su_impegno bigint; su_fondo bigint;
  ids bigint[] := '{}'; impegni bigint[] := '{}'; fondi bigint[] := '{}';
BEGIN
  SELECT array_agg(f.finanziamento_id ORDER BY f.id), array_agg(f.importo - f.impiegato + f.pianificato ORDER BY f.id) INTO q_fondo, q_resta
    FROM (SELECT f.*, coalesce((SELECT sum(m.netto) FROM movimento m WHERE (m.pratica_id, m.finanziamento_id) = (quale, f.finanziamento_id) AND (m.stato = 'P' OR m.stato = 'D' AND m.impegno_id IS NULL)), 0) AS pianificato
            FROM finanziamento_pratica f WHERE f.pratica_id = quale) f;
  IF q_fondo IS NULL THEN
    RETURN;
  END IF;
  SELECT array_agg(c.id ORDER BY c.anno, c.id), array_agg(c.finanziamento_id ORDER BY c.anno, c.id), array_agg(c.anno ORDER BY c.anno, c.id), array_agg(c.importo - c.impiegato + c.pianificato ORDER BY c.anno, c.id)
    INTO i_id, i_fondo, i_anno, i_resta
    FROM (SELECT c.*, coalesce((SELECT sum(m.netto) FROM movimento m WHERE m.impegno_id = c.id AND m.stato = 'P'), 0) AS pianificato FROM impegno c WHERE c.pratica_id = quale) c;
  FOR riga IN SELECT v.id, v.netto, v.scadenza, v.finanziamento_id, v.impegno_id, coalesce(v.impegno_scelto_id, r.impegno_id) AS proprio, r.finanziamento_id AS fondo
             FROM movimento v LEFT JOIN regola_pagamento r ON v.origine = 'regola' AND r.id = v.origine_id
            WHERE v.pratica_id = quale AND (v.stato = 'P' OR v.stato = 'D' AND v.impegno_id IS NULL) ORDER BY v.scadenza, v.id LOOP
    su_impegno := NULL;
    su_fondo := NULL;
    FOR i IN 1 .. coalesce(cardinality(i_id), 0) LOOP
      q := array_position(q_fondo, i_fondo[i]);
      IF i_resta[i] >= riga.netto AND q_resta[q] >= riga.netto
         AND (CASE WHEN riga.proprio IS NOT NULL THEN i_id[i] = riga.proprio ELSE i_anno[i] = extract(year FROM riga.scadenza) AND i_fondo[i] = coalesce(riga.fondo, i_fondo[i]) END) THEN
        su_impegno := i_id[i];
        su_fondo := i_fondo[i];
        i_resta[i] := i_resta[i] - riga.netto;
        q_resta[q] := q_resta[q] - riga.netto;
        EXIT;
      END IF;
    END LOOP;
    IF su_impegno IS NULL THEN
      q := CASE WHEN riga.fondo IS NOT NULL THEN array_position(q_fondo, riga.fondo) WHEN cardinality(q_fondo) = 1 THEN 1 END;
      IF q_resta[q] >= riga.netto THEN
        su_fondo := q_fondo[q];
        q_resta[q] := q_resta[q] - riga.netto;
      END IF;
    END IF;
    IF (riga.impegno_id, riga.finanziamento_id) IS DISTINCT FROM (su_impegno, su_fondo) THEN
      ids := ids || riga.id;
      impegni := impegni || su_impegno;
      fondi := fondi || su_fondo;
    END IF;
  END LOOP;
  IF cardinality(ids) > 0 THEN
    UPDATE movimento v SET impegno_id = x.impegno, finanziamento_id = x.fondo FROM unnest(ids, impegni, fondi) x (id, impegno, fondo) WHERE v.id = x.id;
  END IF;
END
$$;

-- The plan of a case, made again; how many movements are new.  `fino`: rules without an end are planned until then at least.
-- Nothing is written where nothing changed.
CREATE OR REPLACE FUNCTION conti_genera(quale bigint, fino date DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  p pratica;
  attivo datemultirange;
  ridotta boolean;
  chi bigint := identita_operatore();
  nuovi bigint := 0;
BEGIN
  SELECT * INTO p FROM pratica WHERE id = quale FOR NO KEY UPDATE;
  ridotta := EXISTS (SELECT FROM decurtazione d WHERE d.pratica_id = quale);
  IF p.stato = 'X' THEN
    UPDATE movimento SET stato = 'X', azione = 'annulla', motivo = 'L’intervento è stato annullato', stato_dal = current_date WHERE pratica_id = quale AND stato = 'P';
    RETURN 0;
  END IF;
  IF fino IS NOT NULL THEN
    UPDATE regola_pagamento r SET generata_fino = fino WHERE r.pratica_id = quale AND r.al IS NULL AND r.cadenza NOT IN ('U', 'R') AND fino > coalesce(r.generata_fino, r.dal) AND fino <= r.dal + 7305;
  END IF;
  attivo := conti_attivo(quale);
  WITH attesi AS MATERIALIZED (
    SELECT a.*, CASE WHEN ridotta THEN conti_decurtazione(quale, a.dal, a.al, a.lordo, attivo) ELSE 0 END AS decurtazione, r.descrizione, r.beneficiario, r.iban, r.modalita, r.creato_da
      FROM conti_attesi(quale, attivo) a JOIN regola_pagamento r ON r.id = a.regola_id
  ), via AS (
    DELETE FROM movimento m WHERE m.pratica_id = quale AND m.origine = 'regola' AND m.stato = 'P'
       AND NOT EXISTS (SELECT FROM attesi a WHERE a.movimento_id IS NULL AND a.lordo > 0 AND (a.regola_id, a.tranche, a.dal) = (m.origine_id, m.tranche, m.periodo_dal))
  ), cambiati AS (
    UPDATE movimento m SET periodo_al = a.al, scadenza = a.scadenza, lordo = a.lordo, decurtazione = a.decurtazione, descrizione = a.descrizione, beneficiario = a.beneficiario,
           iban = a.iban, modalita = a.modalita, impegno_id = CASE WHEN a.lordo - a.decurtazione = m.netto THEN m.impegno_id END,
           finanziamento_id = CASE WHEN a.lordo - a.decurtazione = m.netto THEN m.finanziamento_id END
      FROM attesi a
     WHERE m.pratica_id = quale AND m.origine = 'regola' AND m.stato = 'P' AND a.movimento_id IS NULL AND a.lordo > 0 AND (a.regola_id, a.tranche, a.dal) = (m.origine_id, m.tranche, m.periodo_dal)
       AND (m.periodo_al, m.scadenza, m.lordo, m.decurtazione, m.descrizione, m.beneficiario, m.iban, m.modalita)
           IS DISTINCT FROM (a.al, a.scadenza, a.lordo, a.decurtazione, a.descrizione, a.beneficiario, a.iban, a.modalita)
  ), nati AS (
    INSERT INTO movimento (pratica_id, servizio_id, origine, origine_id, tranche, periodo_dal, periodo_al, scadenza, descrizione, beneficiario, iban, modalita, lordo, decurtazione, creato_da)
    SELECT quale, p.servizio_id, 'regola', a.regola_id, a.tranche, a.dal, a.al, a.scadenza, a.descrizione, a.beneficiario, a.iban, a.modalita, a.lordo, a.decurtazione,
           coalesce(chi, a.creato_da)
      FROM attesi a
     WHERE a.movimento_id IS NULL AND a.lordo > 0
       AND NOT EXISTS (SELECT FROM movimento m WHERE m.origine = 'regola' AND (m.origine_id, m.tranche, m.periodo_dal) = (a.regola_id, a.tranche, a.dal))
     ORDER BY a.scadenza, a.regola_id, a.tranche, a.dal
    RETURNING 1
  ), fermi AS (
    -- one movement may be of several pieces; where no rule gives it any more it would be nothing
    SELECT m.id, m.netto, coalesce(sum(a.lordo), 0) - conti_decurtazione(quale, m.periodo_dal, m.periodo_al, coalesce(sum(a.lordo), 0), attivo) AS oggi
      FROM movimento m LEFT JOIN attesi a ON a.movimento_id = m.id
     WHERE m.pratica_id = quale AND m.origine = 'regola' AND m.stato IN ('D', 'A', 'L', 'G') GROUP BY m.id
  ), detti AS (
    UPDATE movimento m SET atteso = nullif(f.oggi, f.netto) FROM fermi f WHERE m.id = f.id AND m.atteso IS DISTINCT FROM nullif(f.oggi, f.netto)
  )
  SELECT count(*) INTO nuovi FROM nati;
  -- presences and services rendered are facts; only what is taken off them changes
  UPDATE movimento m SET decurtazione = x.d, impegno_id = NULL, finanziamento_id = NULL
    FROM (SELECT v.id, conti_decurtazione(quale, v.periodo_dal, v.periodo_al, v.lordo, '{(,)}') AS d FROM movimento v
           WHERE v.pratica_id = quale AND v.origine IN ('prestazione', 'struttura') AND v.stato = 'P') x
   WHERE m.id = x.id AND m.decurtazione <> x.d;
  PERFORM conti_imputa(quale);
  RETURN nuovi;
END
$$;

-- ---- when it is made again ----------------------------------------------------------------------

CREATE OR REPLACE FUNCTION conti_rigenera() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM conti_genera(CASE TG_OP WHEN 'DELETE' THEN OLD.pratica_id ELSE NEW.pratica_id END);
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER rigenera AFTER INSERT OR DELETE OR UPDATE OF dal, al, cadenza, importo, mese_intero, giorno, descrizione, beneficiario, iban, modalita, finanziamento_id, impegno_id
  ON regola_pagamento FOR EACH ROW EXECUTE FUNCTION conti_rigenera();
CREATE OR REPLACE TRIGGER rigenera AFTER INSERT OR UPDATE OR DELETE ON regola_tranche FOR EACH ROW EXECUTE FUNCTION conti_rigenera();
CREATE OR REPLACE TRIGGER rigenera AFTER INSERT OR UPDATE OR DELETE ON sospensione_pagamento FOR EACH ROW EXECUTE FUNCTION conti_rigenera();
CREATE OR REPLACE TRIGGER rigenera AFTER INSERT OR UPDATE OR DELETE ON decurtazione FOR EACH ROW EXECUTE FUNCTION conti_rigenera();

-- Suspending, resuming, closing, reopening, annulling a case; and another first day.
CREATE OR REPLACE FUNCTION conti_segue_pratica() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  quale bigint := CASE TG_TABLE_NAME WHEN 'pratica' THEN (to_jsonb(NEW) ->> 'id')::bigint ELSE (to_jsonb(NEW) ->> 'pratica_id')::bigint END;
BEGIN
  IF EXISTS (SELECT FROM regola_pagamento r WHERE r.pratica_id = quale) OR EXISTS (SELECT FROM movimento m WHERE m.pratica_id = quale) THEN
    PERFORM conti_genera(quale);
  END IF;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER conti_segue_pratica AFTER INSERT ON stato_storia FOR EACH ROW WHEN (NEW.azione <> 'apri') EXECUTE FUNCTION conti_segue_pratica();
CREATE OR REPLACE TRIGGER conti_segue_pratica AFTER UPDATE OF data_inizio ON pratica FOR EACH ROW WHEN (OLD.data_inizio <> NEW.data_inizio) EXECUTE FUNCTION conti_segue_pratica();

-- A rule from which something was authorised or paid keeps its frequency and does not go away: it is given an end, and another one begins.
CREATE OR REPLACE FUNCTION regola_in_uso() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.cadenza = OLD.cadenza THEN
    RETURN NULL;
  END IF;
  IF EXISTS (SELECT FROM movimento m WHERE m.origine = 'regola' AND m.origine_id = OLD.id AND m.stato <> 'P') THEN
    RAISE EXCEPTION 'movements of it are more than planned' USING ERRCODE = '23514', CONSTRAINT = 'regola_pagamento_in_uso';
  END IF;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER regola_in_uso AFTER DELETE OR UPDATE OF cadenza ON regola_pagamento FOR EACH ROW EXECUTE FUNCTION regola_in_uso();
CREATE OR REPLACE FUNCTION tranche_in_uso() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF (TG_OP = 'DELETE' OR NEW.numero <> OLD.numero)
     AND EXISTS (SELECT FROM movimento m WHERE m.origine = 'regola' AND m.origine_id = OLD.regola_id AND m.tranche = OLD.numero AND m.stato <> 'P') THEN
    RAISE EXCEPTION 'its movement is more than planned' USING ERRCODE = '23514', CONSTRAINT = 'regola_tranche_in_uso';
  END IF;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER in_uso AFTER DELETE OR UPDATE OF numero ON regola_tranche FOR EACH ROW EXECUTE FUNCTION tranche_in_uso();

-- Tranches add up to their rule; asked when the transaction ends, because they are written one after the other.
CREATE OR REPLACE FUNCTION tranche_somma() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  riga jsonb := to_jsonb(CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END);
  r regola_pagamento;
BEGIN
  SELECT * INTO r FROM regola_pagamento WHERE id = (riga ->> CASE TG_TABLE_NAME WHEN 'regola_tranche' THEN 'regola_id' ELSE 'id' END)::bigint;
  IF FOUND AND coalesce((SELECT sum(t.importo) FROM regola_tranche t WHERE t.regola_id = r.id), 0) <> (CASE r.cadenza WHEN 'R' THEN r.importo ELSE 0 END) THEN
    RAISE EXCEPTION 'tranches do not add up' USING ERRCODE = '23514', CONSTRAINT = 'regola_tranche_somma';
  END IF;
  RETURN NULL;
END
$$;
DROP TRIGGER IF EXISTS tranche_somma ON regola_tranche;
CREATE CONSTRAINT TRIGGER tranche_somma AFTER INSERT OR UPDATE OR DELETE ON regola_tranche DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tranche_somma();
DROP TRIGGER IF EXISTS tranche_somma ON regola_pagamento;
CREATE CONSTRAINT TRIGGER tranche_somma AFTER INSERT OR UPDATE OF cadenza, importo ON regola_pagamento DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tranche_somma();

-- On no day do the percentages that others bear pass a hundred.
CREATE OR REPLACE FUNCTION quota_somma() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM FROM pratica p WHERE p.id = NEW.pratica_id FOR NO KEY UPDATE; -- two at a time: the second sees the first
  IF EXISTS (SELECT FROM quota_compartecipazione g, LATERAL (SELECT sum(q.percentuale) AS somma FROM quota_compartecipazione q
               WHERE q.pratica_id = g.pratica_id AND daterange(q.dal, q.al, '[]') @> g.dal) x WHERE g.pratica_id = NEW.pratica_id AND x.somma > 100) THEN
    RAISE EXCEPTION 'over a hundred' USING ERRCODE = '23514', CONSTRAINT = 'quota_compartecipazione_somma';
  END IF;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER quota_somma AFTER INSERT OR UPDATE ON quota_compartecipazione FOR EACH ROW EXECUTE FUNCTION quota_somma();

DO $$
DECLARE
  f regprocedure;
BEGIN
  FOREACH f IN ARRAY ARRAY['conti_attivo(bigint)', 'conti_decurtazione(bigint, date, date, numeric, datemultirange)', 'conti_attesi(bigint, datemultirange)', 'conti_imputa(bigint)',
    'conti_genera(bigint, date)', 'conti_rigenera()', 'conti_segue_pratica()', 'regola_in_uso()', 'tranche_in_uso()', 'tranche_somma()', 'quota_somma()']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION regola_limite(regola_pagamento), regola_periodi(regola_pagamento) TO siz_web, siz_job, siz_cancello;
