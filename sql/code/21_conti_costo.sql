-- «Calcolo costo intervento»: what a case costs in a period, who bears it, on which commitments it is, and what is missing.  Whoever opens the
-- case asks (the policies answer); nothing is written.

-- The part of a movement's amount that falls on days up to `giorno`: by its days, rounded as a running sum, so that periods side by
-- side add up to the whole to the cent.
CREATE OR REPLACE FUNCTION movimento_parte(importo numeric, dal date, al date, giorno date) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN giorno >= al THEN importo WHEN giorno < dal THEN 0
         ELSE public.denaro_frazione(importo, public.denaro_mesi(datemultirange(daterange(dal, giorno, '[]'))), public.denaro_mesi(datemultirange(daterange(dal, al, '[]')))) END
$$;
-- What of the live movements of a case falls on these days.
CREATE OR REPLACE FUNCTION intervento_movimenti(quale bigint, dal date, al date)
RETURNS TABLE (movimento_id bigint, stato char(1), impegno_id bigint, giorni daterange, lordo numeric, netto numeric)
LANGUAGE sql STABLE SET search_path = pg_catalog, public
AS $$
  SELECT m.id, m.stato, m.impegno_id, daterange(greatest(m.periodo_dal, intervento_movimenti.dal), least(m.periodo_al, intervento_movimenti.al), '[]'),
         movimento_parte(m.lordo, m.periodo_dal, m.periodo_al, intervento_movimenti.al) - movimento_parte(m.lordo, m.periodo_dal, m.periodo_al, intervento_movimenti.dal - 1),
         movimento_parte(m.netto, m.periodo_dal, m.periodo_al, intervento_movimenti.al) - movimento_parte(m.netto, m.periodo_dal, m.periodo_al, intervento_movimenti.dal - 1)
    FROM movimento m
   WHERE m.pratica_id = quale AND m.stato NOT IN ('R', 'X') AND m.periodo_dal <= intervento_movimenti.al AND m.periodo_al >= intervento_movimenti.dal
$$;

-- Who bears the net cost of these days: percentages by the days in common, each what it adds to the rounded running sum; then amounts a month, by days of
-- the month, as long as there is something left; the service of the case (quota_id NULL, last) bears the rest: they add up to the cost.
-- manca: what an amount asks for beyond the cost.
CREATE OR REPLACE FUNCTION intervento_quote(quale bigint, dal date, al date) RETURNS TABLE (quota_id bigint, pagatore text, denominazione text, importo numeric, manca numeric)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public
AS $$
DECLARE
  costo numeric := 0;
  giorni datemultirange := '{}';
  netti numeric[];                    -- of each movement: read once, however many shares there are
  tempi daterange[];
  esatto numeric := 0;                -- running sum of the percentages, not rounded
  dato numeric := 0;
  q quota_compartecipazione;
  chiesto numeric;
BEGIN
  SELECT coalesce(sum(m.netto), 0), coalesce(range_agg(m.giorni), '{}'), array_agg(m.netto), array_agg(m.giorni) INTO costo, giorni, netti, tempi
    FROM intervento_movimenti(quale, intervento_quote.dal, intervento_quote.al) m;
  FOR q IN SELECT x.* FROM quota_compartecipazione x WHERE x.pratica_id = quale AND daterange(x.dal, x.al, '[]') && daterange(intervento_quote.dal, intervento_quote.al, '[]')
            ORDER BY x.percentuale IS NULL, x.id LOOP
    IF q.percentuale IS NOT NULL THEN
      esatto := esatto + coalesce((SELECT sum(CASE WHEN m.tempo <@ daterange(q.dal, q.al, '[]') THEN m.netto * q.percentuale / 100
                                                   ELSE (m.netto * q.percentuale * denaro_mesi(datemultirange(m.tempo * daterange(q.dal, q.al, '[]'))))::numeric(60, 20)
                                                        / (100 * denaro_mesi(datemultirange(m.tempo))) END)
                                     FROM unnest(netti, tempi) m (netto, tempo) WHERE m.tempo && daterange(q.dal, q.al, '[]')), 0);
      chiesto := round(esatto, 2) - dato;
    ELSE
      chiesto := denaro_frazione(q.importo, denaro_mesi(giorni * datemultirange(daterange(q.dal, q.al, '[]'))), denaro_mese());
    END IF;
    quota_id := q.id;
    pagatore := q.pagatore;
    denominazione := q.denominazione;
    importo := least(chiesto, costo - dato);
    manca := chiesto - importo;
    dato := dato + importo;
    RETURN NEXT;
  END LOOP;
  quota_id := NULL;
  pagatore := 'SERVIZIO';
  denominazione := (SELECT v.denominazione FROM pratica p JOIN servizio v ON v.id = p.servizio_id WHERE p.id = quale);
  importo := costo - dato;
  manca := 0;
  RETURN NEXT;
END
$$;

-- On which commitments the net cost of these days is.  chiave: the id of one, or nessuno.
CREATE OR REPLACE FUNCTION intervento_impegni(quale bigint, dal date, al date) RETURNS TABLE (ordine integer, chiave text, etichetta text, importo numeric)
LANGUAGE sql STABLE SET search_path = pg_catalog, public
AS $$
  SELECT (row_number() OVER (ORDER BY i.anno, i.id))::int, coalesce(i.id::text, 'nessuno'), coalesce('Impegno ' || i.numero || '/' || i.anno, 'Senza impegno'), sum(m.netto)
    FROM intervento_movimenti(quale, intervento_impegni.dal, intervento_impegni.al) m LEFT JOIN impegno i ON i.id = m.impegno_id GROUP BY i.id, i.anno, i.numero
$$;

-- The whole, row by row.  A page that shows one of the groups asks the function of that group, so that nobody waits for the others.  gruppo: costo (chiave lordo, decurtazioni, netto), stato (by state of the movements), quota, impegno (chiave its id, or nessuno), manca (in words; importo where
-- there is one).  In each of the groups stato, quota and impegno the amounts add up to the net cost.
CREATE OR REPLACE FUNCTION intervento_costo(quale bigint, dal date, al date) RETURNS TABLE (gruppo text, ordine integer, chiave text, etichetta text, importo numeric)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
DECLARE
  lordo numeric;
  netto numeric;
BEGIN
  SELECT coalesce(sum(m.lordo), 0), coalesce(sum(m.netto), 0) INTO lordo, netto FROM intervento_movimenti(quale, intervento_costo.dal, intervento_costo.al) m;
  RETURN QUERY VALUES ('costo', 1, 'lordo', 'Costo previsto', lordo), ('costo', 2, 'decurtazioni', 'Decurtazioni', lordo - netto), ('costo', 3, 'netto', 'Costo al netto', netto);
  RETURN QUERY SELECT 'stato', s.ordine::int, s.codice::text, s.denominazione, sum(m.netto)
                 FROM intervento_movimenti(quale, intervento_costo.dal, intervento_costo.al) m JOIN movimento_stato s ON s.codice = m.stato GROUP BY s.ordine, s.codice, s.denominazione ORDER BY s.ordine;
  RETURN QUERY SELECT 'quota', (row_number() OVER ())::int, coalesce(q.quota_id::text, 'servizio'), q.pagatore || coalesce(': ' || q.denominazione, ''), q.importo
                 FROM intervento_quote(quale, intervento_costo.dal, intervento_costo.al) q;
  RETURN QUERY SELECT 'impegno', i.ordine, i.chiave, i.etichetta, i.importo FROM intervento_impegni(quale, intervento_costo.dal, intervento_costo.al) i;
  RETURN QUERY SELECT 'manca', (row_number() OVER (ORDER BY z.n))::int, z.chiave, z.parole, z.importo
                 FROM intervento_manca(quale, intervento_costo.dal, intervento_costo.al) z;
END
$$;

-- What is missing, in words, in the order in which one would mend it.
CREATE OR REPLACE FUNCTION intervento_manca(quale bigint, dal date, al date) RETURNS TABLE (n integer, chiave text, parole text, importo numeric)
LANGUAGE sql STABLE SET search_path = pg_catalog, public
AS $$
  SELECT 1, 'regola', 'Nel periodo non c’è niente da pagare: manca una regola per pagamenti, o le sue date sono altre.', NULL::numeric
   WHERE NOT EXISTS (SELECT FROM intervento_movimenti(quale, intervento_manca.dal, intervento_manca.al))
  UNION ALL
  SELECT 2, 'sospesa', CASE r.cadenza WHEN 'U' THEN 'Il pagamento' ELSE 'La tranche ' || p.tranche END || ' del ' || to_char(p.dal, 'DD/MM/YYYY') || ' (' || denaro_scrivi(p.importo)
         || ') non è prevista: quel giorno l’intervento è sospeso o non è attivo.', p.importo
    FROM regola_pagamento r, regola_periodi(r) p
   WHERE r.pratica_id = quale AND p.mesi = 0 AND p.dal BETWEEN intervento_manca.dal AND intervento_manca.al
     AND NOT EXISTS (SELECT FROM movimento m WHERE m.origine = 'regola' AND m.origine_id = r.id AND m.tranche = p.tranche)
  UNION ALL
  SELECT 3, 'fondo', 'Non c’è copertura per ' || denaro_scrivi(sum(m.netto)) || ': ' || CASE count(*) WHEN 1 THEN 'un movimento non trova' ELSE count(*) || ' movimenti non trovano' END
         || ' posto in nessun finanziamento dell’intervento.', sum(m.netto)
    FROM movimento m WHERE m.pratica_id = quale AND m.stato IN ('P', 'D') AND m.finanziamento_id IS NULL AND m.periodo_dal <= intervento_manca.al AND m.periodo_al >= intervento_manca.dal
  HAVING count(*) > 0
  UNION ALL
  SELECT 4, 'impegno', 'Manca l’impegno dell’anno ' || extract(year FROM m.scadenza) || ' per ' || denaro_scrivi(sum(m.netto)) || ': senza impegno non si autorizza (articolo 191 del TUEL).', sum(m.netto)
    FROM movimento m WHERE m.pratica_id = quale AND m.stato IN ('P', 'D') AND m.finanziamento_id IS NOT NULL AND m.impegno_id IS NULL
     AND m.periodo_dal <= intervento_manca.al AND m.periodo_al >= intervento_manca.dal GROUP BY extract(year FROM m.scadenza)
  UNION ALL
  SELECT 5, 'beneficiario', CASE count(*) WHEN 1 THEN 'Un movimento non dice' ELSE count(*) || ' movimenti non dicono' END || ' a chi si paga.', NULL
    FROM movimento m WHERE m.pratica_id = quale AND m.stato IN ('P', 'D', 'A') AND coalesce(btrim(m.beneficiario), '') = ''
     AND m.periodo_dal <= intervento_manca.al AND m.periodo_al >= intervento_manca.dal HAVING count(*) > 0
  UNION ALL
  SELECT 6, 'differenza', 'Il movimento dal ' || to_char(m.periodo_dal, 'DD/MM/YYYY') || ' al ' || to_char(m.periodo_al, 'DD/MM/YYYY') || ' è già ' || lower(s.denominazione) || ' per ' || denaro_scrivi(m.netto)
         || '; oggi sarebbe di ' || denaro_scrivi(m.atteso) || '. Se serve, aggiungi un movimento di conguaglio.', m.atteso - m.netto
    FROM movimento m JOIN movimento_stato s ON s.codice = m.stato WHERE m.pratica_id = quale AND m.stato IN ('D', 'A', 'L', 'G') AND m.atteso <> m.netto
     AND m.periodo_dal <= intervento_manca.al AND m.periodo_al >= intervento_manca.dal
  UNION ALL
  SELECT 7, 'quota', 'La quota a importo di ' || q.pagatore || coalesce(' (' || q.denominazione || ')', '') || ' supera di ' || denaro_scrivi(q.manca) || ' quello che resta del costo: è contata fino al costo.', q.manca
    FROM intervento_quote(quale, intervento_manca.dal, intervento_manca.al) q WHERE q.manca > 0
$$;

-- What a rule would give, before it is saved: the case's days and reductions as they are.  `regola` NULL: a new one.
CREATE OR REPLACE FUNCTION regola_simula(quale bigint, con_cadenza text, con_importo numeric, con_dal date, con_al date, con_giorno integer, con_mese_intero boolean)
RETURNS TABLE (dal date, al date, scadenza date, lordo numeric, decurtazione numeric)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  r regola_pagamento;
  attivo datemultirange;
  p record;
BEGIN
  IF pratica_livello(quale) = 0 THEN
    RAISE EXCEPTION 'no such case' USING ERRCODE = 'SZ404';
  END IF;
  attivo := conti_attivo(quale);
  r.cadenza := con_cadenza;
  r.importo := con_importo;
  r.dal := con_dal;
  r.al := CASE WHEN con_al IS NOT NULL THEN least(con_al, con_dal + 7305) END; -- without an end as regola_limite says, as when it is saved
  r.giorno := con_giorno;
  FOR p IN SELECT * FROM regola_periodi(r) LOOP
    dal := p.dal;
    al := p.al;
    scadenza := p.scadenza;
    lordo := CASE WHEN p.mesi > 0 THEN denaro_frazione(p.importo, denaro_mesi(attivo * datemultirange(daterange(p.dal, p.al, '[]')), con_mese_intero), denaro_mese() * p.mesi)
                  WHEN attivo @> p.dal THEN p.importo ELSE 0 END;
    decurtazione := conti_decurtazione(quale, p.dal, p.al, lordo, attivo);
    RETURN NEXT;
  END LOOP;
END
$$;
ALTER FUNCTION regola_simula(bigint, text, numeric, date, date, integer, boolean) OWNER TO siz_cancello;
REVOKE ALL ON FUNCTION regola_simula(bigint, text, numeric, date, date, integer, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION movimento_parte(numeric, date, date, date), intervento_movimenti(bigint, date, date), intervento_quote(bigint, date, date), intervento_impegni(bigint, date, date), intervento_costo(bigint, date, date),
  intervento_manca(bigint, date, date), regola_simula(bigint, text, numeric, date, date, integer, boolean) TO siz_web;
