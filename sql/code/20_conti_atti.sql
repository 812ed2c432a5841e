-- What people do with the ledger of a case and with lists.  Each function says what it refuses: SZ404 a case that one does not open, SZ403 one
-- that one does not write here or in this role, SZ409 a row that somebody else changed, 23514 with the name of a rule (web/messages.def).
-- Money (CONTI_SCRIVI, CONTI_AUTORIZZA) is a matter of the case's own service, whoever else works on the case.

-- May the present identity do this on this case?  Then the case is locked until the end of the transaction.
CREATE OR REPLACE FUNCTION conti_pretendi(quale bigint, permesso text) RETURNS pratica
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  p pratica;
BEGIN
  IF pratica_livello(quale) = 0 THEN
    RAISE EXCEPTION 'no such case' USING ERRCODE = 'SZ404';
  END IF;
  SELECT * INTO p FROM pratica WHERE id = quale FOR NO KEY UPDATE;
  IF pratica_livello(quale) < 2 OR NOT identita_scrive() OR NOT identita_ha(permesso) OR permesso LIKE 'CONTI%' AND p.servizio_id <> identita_servizio()
     OR NOT EXISTS (SELECT FROM kind_contabile k WHERE k.kind = p.kind) THEN
    RAISE EXCEPTION 'not by this role, or not here' USING ERRCODE = 'SZ403';
  END IF;
  RETURN p;
END
$$;

-- The plan again, further on where rules have no end; how many movements are new.
CREATE OR REPLACE FUNCTION movimenti_genera(quale bigint, fino date DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM conti_pretendi(quale, 'INTERVENTO_SCRIVI');
  RETURN conti_genera(quale, fino);
END
$$;

-- ---- funds ------------------------------------------------------------------------------------

-- How much of a fund this case may take, in all; 0: none.  Its id, NULL when it is gone.  Refused: more than the fund has left
-- (finanziamento_capienza), less than is committed or spent (finanziamento_pratica_impegni, finanziamento_pratica_capienza), more of a closed one (finanziamento_chiuso), of
-- a fund that the service may not spend (finanziamento_pratica_servizio).  What was only planned on it makes room by itself.
CREATE OR REPLACE FUNCTION finanziamento_pratica_salva(quale bigint, di_fondo bigint, con_importo numeric) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  p pratica := conti_pretendi(quale, 'CONTI_SCRIVI');
  f finanziamento;
  q finanziamento_pratica;
BEGIN
  SELECT * INTO f FROM finanziamento WHERE id = di_fondo
     AND (servizio_id = p.servizio_id OR EXISTS (SELECT FROM finanziamento_servizio s WHERE s.finanziamento_id = di_fondo AND s.servizio_id = p.servizio_id)) FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no fund that this service spends' USING ERRCODE = '23514', CONSTRAINT = 'finanziamento_pratica_servizio';
  END IF;
  SELECT * INTO q FROM finanziamento_pratica WHERE (pratica_id, finanziamento_id) = (quale, di_fondo);
  IF f.chiuso AND con_importo > coalesce(q.importo, 0) THEN
    RAISE EXCEPTION 'the fund is closed' USING ERRCODE = '23514', CONSTRAINT = 'finanziamento_chiuso';
  END IF;
  UPDATE movimento SET finanziamento_id = NULL, impegno_id = NULL WHERE (pratica_id, finanziamento_id, stato) = (quale, di_fondo, 'P');
  IF con_importo = 0 THEN
    DELETE FROM finanziamento_pratica WHERE id = q.id;
    q.id := NULL;
  ELSIF q.id IS NULL THEN
    INSERT INTO finanziamento_pratica (pratica_id, finanziamento_id, importo, creato_da) VALUES (quale, di_fondo, con_importo, identita_operatore()) RETURNING id INTO q.id;
  ELSE
    UPDATE finanziamento_pratica SET importo = con_importo WHERE id = q.id;
  END IF;
  PERFORM conti_genera(quale);
  RETURN q.id;
END
$$;

-- A commitment, new (id NULL) or changed; its id.  Refused: more than the share of the fund (finanziamento_pratica_impegni), less than what is
-- authorised or paid on it (impegno_capienza), a number that the case has in that year (impegno_numero).
CREATE OR REPLACE FUNCTION impegno_salva(quale bigint, su_id bigint, su_versione integer, di_fondo bigint, con_anno integer, con_numero text, con_capitolo text,
                                         con_atto_tipo text, con_atto_numero text, con_atto_data date, con_importo numeric) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  i impegno;
BEGIN
  PERFORM conti_pretendi(quale, 'CONTI_SCRIVI');
  IF su_id IS NULL THEN
    INSERT INTO impegno (pratica_id, finanziamento_id, anno, numero, capitolo, atto_tipo, atto_numero, atto_data, importo, creato_da)
    VALUES (quale, di_fondo, con_anno, btrim(con_numero), con_capitolo, con_atto_tipo, con_atto_numero, con_atto_data, con_importo, identita_operatore()) RETURNING * INTO i;
  ELSE
    SELECT * INTO i FROM impegno WHERE (id, pratica_id) = (su_id, quale);
    IF NOT FOUND THEN
      RAISE EXCEPTION 'no such commitment' USING ERRCODE = 'SZ404';
    ELSIF i.versione IS DISTINCT FROM su_versione THEN
      RAISE EXCEPTION 'saved by somebody else' USING ERRCODE = 'SZ409';
    ELSIF i.finanziamento_id <> di_fondo THEN
      RAISE EXCEPTION 'a commitment is on one fund' USING ERRCODE = '23514', CONSTRAINT = 'impegno_fondo_fisso';
    END IF;
    UPDATE movimento SET finanziamento_id = NULL, impegno_id = NULL WHERE impegno_id = su_id AND stato = 'P';
    UPDATE impegno SET anno = con_anno, numero = btrim(con_numero), capitolo = con_capitolo, atto_tipo = con_atto_tipo, atto_numero = con_atto_numero, atto_data = con_atto_data, importo = con_importo
     WHERE id = su_id;
  END IF;
  PERFORM conti_genera(quale);
  RETURN i.id;
END
$$;

-- Refused where something is on it that is more than planned, or a rule names it (movimento_impegno, regola_pagamento_impegno).
CREATE OR REPLACE FUNCTION impegno_togli(su_id bigint, su_versione integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  i impegno;
BEGIN
  SELECT * INTO i FROM impegno WHERE id = su_id;
  PERFORM conti_pretendi(i.pratica_id, 'CONTI_SCRIVI');
  IF (SELECT versione FROM impegno WHERE id = su_id) IS DISTINCT FROM su_versione THEN
    RAISE EXCEPTION 'saved by somebody else' USING ERRCODE = 'SZ409';
  END IF;
  UPDATE movimento SET finanziamento_id = NULL, impegno_id = NULL WHERE impegno_id = su_id AND stato = 'P';
  UPDATE movimento SET impegno_scelto_id = NULL WHERE pratica_id = i.pratica_id AND impegno_scelto_id = su_id;
  DELETE FROM impegno WHERE id = su_id;
  PERFORM conti_genera(i.pratica_id);
END
$$;

-- What is left of a fund; no row for one that is not seen.  previsto: planned or waiting to be authorised; autorizzato: also in a list; all net.  residuo: what may
-- still be given to cases (importo - assegnato); libero: what no live movement takes.  avviso: so much was given out that pages warn (soglia_avviso).
CREATE OR REPLACE FUNCTION fondo_residuo(quale bigint)
RETURNS TABLE (importo numeric, assegnato numeric, impegnato numeric, previsto numeric, autorizzato numeric, pagato numeric, residuo numeric, libero numeric, percentuale numeric, avviso boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT f.importo, f.assegnato, q.impegnato, m.previsto, m.autorizzato, m.pagato, f.importo - f.assegnato, f.importo - m.previsto - m.autorizzato - m.pagato,
         round(f.assegnato * 100 / f.importo, 1), f.assegnato * 100 >= f.importo * f.soglia_avviso
    FROM finanziamento f,
         LATERAL (SELECT coalesce(sum(z.impegnato), 0) AS impegnato FROM finanziamento_pratica z WHERE z.finanziamento_id = f.id) q,
         LATERAL (SELECT coalesce(sum(z.netto) FILTER (WHERE z.stato IN ('P', 'D')), 0) AS previsto, coalesce(sum(z.netto) FILTER (WHERE z.stato IN ('A', 'L')), 0) AS autorizzato,
                         coalesce(sum(z.netto) FILTER (WHERE z.stato = 'G'), 0) AS pagato FROM movimento z WHERE z.finanziamento_id = f.id) m
   WHERE f.id = quale AND identita_ha('CONTI_LEGGI') AND (f.servizio_id = identita_servizio() OR f.id = ANY (identita_fondi()))
$$;

-- ---- movements --------------------------------------------------------------------------------

-- For presences and rendered services, whose functions call it; nobody else says what a cost is.  The movement of one origin and first day, made, changed while it is planned, or taken away (lordo 0);
-- its id, or NULL.  `con_lordo` is what the service pays to the provider, with what it gets back of the shares of others (quota_compartecipazione); what others pay to the provider by themselves is no movement of ours, and its fee stands without it.  One that is more than planned keeps
-- its amount and says in `atteso` what it would be.  con_origine: prestazione, struttura, spesa.
CREATE OR REPLACE FUNCTION movimento_dal_costo(quale bigint, con_origine text, con_origine_id bigint, dal date, al date, con_lordo numeric, con_scadenza date DEFAULT NULL,
                                               con_descrizione text DEFAULT NULL, con_beneficiario text DEFAULT NULL, con_iban text DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  p pratica := conti_pretendi(quale, 'INTERVENTO_SCRIVI');
  importo numeric := CASE p.stato WHEN 'X' THEN 0 ELSE denaro_arrotonda(con_lordo) END; -- nothing is paid of what was annulled
  tolto numeric := CASE con_origine WHEN 'spesa' THEN 0 ELSE conti_decurtazione(quale, dal, al, importo, '{(,)}') END;
  m movimento;
BEGIN
  IF con_origine NOT IN ('prestazione', 'struttura', 'spesa') OR con_origine_id IS NULL OR importo IS NULL OR importo < 0 THEN
    RAISE EXCEPTION 'not a cost' USING ERRCODE = 'SZ403';
  END IF;
  SELECT * INTO m FROM movimento WHERE (origine, origine_id, periodo_dal, tranche) = (con_origine, con_origine_id, dal, 0);
  IF m.pratica_id <> quale THEN
    RAISE EXCEPTION 'of another case' USING ERRCODE = 'SZ403';
  ELSIF m.id IS NULL AND importo > 0 THEN
    INSERT INTO movimento (pratica_id, servizio_id, origine, origine_id, periodo_dal, periodo_al, scadenza, descrizione, beneficiario, iban, lordo, decurtazione, creato_da)
    VALUES (quale, p.servizio_id, con_origine, con_origine_id, dal, al, coalesce(con_scadenza, al), con_descrizione, con_beneficiario, con_iban, importo, tolto, identita_operatore())
    RETURNING * INTO m;
  ELSIF m.stato = 'P' AND importo = 0 THEN
    DELETE FROM movimento WHERE id = m.id;
    m.id := NULL;
  ELSIF m.stato = 'P' THEN
    UPDATE movimento SET periodo_al = al, scadenza = coalesce(con_scadenza, al), descrizione = con_descrizione, beneficiario = con_beneficiario, iban = con_iban, lordo = importo, decurtazione = tolto,
           finanziamento_id = NULL, impegno_id = NULL
     WHERE id = m.id AND (periodo_al, scadenza, descrizione, beneficiario, iban, lordo, decurtazione)
           IS DISTINCT FROM (al, coalesce(con_scadenza, al), con_descrizione, con_beneficiario, con_iban, importo, tolto);
  ELSIF m.stato IN ('D', 'A', 'L', 'G') THEN
    UPDATE movimento SET atteso = nullif(importo - tolto, netto) WHERE id = m.id AND atteso IS DISTINCT FROM nullif(importo - tolto, netto);
  END IF;
  PERFORM conti_imputa(quale);
  RETURN m.id;
END
$$;

-- One by hand, planned: what no rule gives (a balance, an arrear); its id.
CREATE OR REPLACE FUNCTION movimento_aggiungi(quale bigint, dal date, al date, con_scadenza date, con_lordo numeric, con_decurtazione numeric, con_descrizione text,
                                              con_beneficiario text, con_iban text, con_modalita text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  p pratica := conti_pretendi(quale, 'INTERVENTO_SCRIVI');
  nuovo bigint;
BEGIN
  IF p.stato = 'X' THEN
    RAISE EXCEPTION 'nothing is paid of what was annulled' USING ERRCODE = 'SZ403';
  END IF;
  INSERT INTO movimento (pratica_id, servizio_id, origine, periodo_dal, periodo_al, scadenza, descrizione, beneficiario, iban, modalita, lordo, decurtazione, creato_da)
  VALUES (quale, p.servizio_id, 'manuale', dal, al, con_scadenza, con_descrizione, con_beneficiario, con_iban, con_modalita, con_lordo, coalesce(con_decurtazione, 0), identita_operatore())
  RETURNING id INTO nuovo;
  PERFORM conti_imputa(quale);
  RETURN nuovo;
END
$$;

-- The movement, with its case locked and its version as one saw it.
CREATE OR REPLACE FUNCTION movimento_prendi(quale bigint, su_versione integer, permesso text) RETURNS movimento
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  m movimento;
BEGIN
  SELECT * INTO m FROM movimento WHERE id = quale;
  PERFORM conti_pretendi(m.pratica_id, permesso); -- of none: SZ404
  SELECT * INTO m FROM movimento WHERE id = quale;
  IF m.id IS NULL OR m.versione IS DISTINCT FROM su_versione THEN
    RAISE EXCEPTION 'changed by somebody else' USING ERRCODE = 'SZ409';
  END IF;
  RETURN m;
END
$$;
-- One made by hand that is still planned, changed or taken away.
CREATE OR REPLACE FUNCTION movimento_cambia(quale bigint, su_versione integer, dal date, al date, con_scadenza date, con_lordo numeric, con_decurtazione numeric, con_descrizione text,
                                            con_beneficiario text, con_iban text, con_modalita text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  m movimento := movimento_prendi(quale, su_versione, 'INTERVENTO_SCRIVI');
BEGIN
  IF m.origine <> 'manuale' OR m.stato <> 'P' THEN
    RAISE EXCEPTION 'only what was made by hand and is planned' USING ERRCODE = 'SZ403';
  END IF;
  UPDATE movimento SET periodo_dal = dal, periodo_al = al, scadenza = con_scadenza, lordo = con_lordo, decurtazione = coalesce(con_decurtazione, 0), descrizione = con_descrizione,
         beneficiario = con_beneficiario, iban = con_iban, modalita = con_modalita, finanziamento_id = NULL, impegno_id = NULL WHERE id = quale;
  PERFORM conti_imputa(m.pratica_id);
END
$$;
CREATE OR REPLACE FUNCTION movimento_togli(quale bigint, su_versione integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  m movimento := movimento_prendi(quale, su_versione, 'INTERVENTO_SCRIVI');
BEGIN
  IF m.origine <> 'manuale' OR m.stato <> 'P' THEN
    RAISE EXCEPTION 'only what was made by hand and is planned' USING ERRCODE = 'SZ403';
  END IF;
  DELETE FROM movimento WHERE id = quale;
  PERFORM conti_imputa(m.pratica_id);
END
$$;

-- On which commitment of the case it is paid, by hand (NULL: as the program finds it); planned or waiting to be authorised.
CREATE OR REPLACE FUNCTION movimento_imputa(quale bigint, su_versione integer, su_impegno bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  m movimento := movimento_prendi(quale, su_versione, 'CONTI_SCRIVI');
  i impegno;
BEGIN
  IF m.stato NOT IN ('P', 'D') THEN
    RAISE EXCEPTION 'what is authorised stays where it is' USING ERRCODE = 'SZ403';
  END IF;
  SELECT * INTO i FROM impegno WHERE (id, pratica_id) = (su_impegno, m.pratica_id);
  IF su_impegno IS NOT NULL AND i.id IS NULL THEN
    RAISE EXCEPTION 'no commitment of this case' USING ERRCODE = 'SZ404';
  END IF;
  -- what is only planned there makes room
  UPDATE movimento SET finanziamento_id = NULL, impegno_id = NULL WHERE pratica_id = m.pratica_id AND stato = 'P' AND finanziamento_id IS NOT NULL;
  UPDATE movimento SET impegno_scelto_id = su_impegno, impegno_id = i.id, finanziamento_id = i.finanziamento_id WHERE id = quale;
  PERFORM conti_imputa(m.pratica_id);
END
$$;

-- The date and the reason of an act: owed, not in the future, not before the act before.
CREATE OR REPLACE FUNCTION movimento_atto_controlla(m movimento, t movimento_transizione, in_data date, con_motivo text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public
AS $$
BEGIN
  IF t.motivo = 'obbligatorio' AND coalesce(btrim(con_motivo), '') = '' THEN
    RAISE EXCEPTION 'a reason is owed' USING ERRCODE = '23514', CONSTRAINT = 'movimento_motivo_dovuto';
  ELSIF in_data > current_date THEN
    RAISE EXCEPTION 'in the future' USING ERRCODE = '23514', CONSTRAINT = 'movimento_data_futura';
  ELSIF m.azione IS NOT NULL AND in_data < m.stato_dal THEN
    RAISE EXCEPTION 'before what happened before' USING ERRCODE = '23514', CONSTRAINT = 'movimento_data_ordine';
  END IF;
END
$$;

-- An act on a movement: its new state.  Only rows of movimento_transizione that are no act on a list; to be authorised it needs a
-- commitment (movimento_impegno_dovuto) and, where the type of the intervento asks for it, a granted richiesta (movimento_autorizzazione_dovuta; RIC-02).  What comes back to the plan is planned anew; what is returned goes back to commitment and fund.
CREATE OR REPLACE FUNCTION movimento_passa(quale bigint, su_versione integer, con_azione text, in_data date, con_motivo text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  m movimento;
  t movimento_transizione;
BEGIN
  SELECT * INTO m FROM movimento WHERE id = quale;
  SELECT * INTO t FROM movimento_transizione WHERE da = m.stato AND azione = con_azione AND NOT da_elenco;
  -- who may not even read it learns nothing; then the state may have changed before it was locked
  m := movimento_prendi(quale, su_versione, coalesce(t.permesso, 'INTERVENTO_SCRIVI'));
  IF t.azione IS NULL OR t.da <> m.stato OR t.responsabile AND NOT identita_responsabile() THEN
    RAISE EXCEPTION 'not from this state, or not by this operator' USING ERRCODE = 'SZ403';
  END IF;
  PERFORM movimento_atto_controlla(m, t, in_data, con_motivo);
  IF t.a = 'A' AND NOT intervento_autorizzato(m.pratica_id) THEN
    RAISE EXCEPTION 'the richiesta that its type asks for is not granted' USING ERRCODE = '23514', CONSTRAINT = 'movimento_autorizzazione_dovuta';
  END IF;
  UPDATE movimento SET stato = t.a, azione = t.azione, motivo = nullif(btrim(con_motivo), ''), stato_dal = in_data WHERE id = quale;
  IF t.a IN ('P', 'R', 'X') THEN
    PERFORM conti_genera(m.pratica_id);
  END IF;
  RETURN t.a;
END
$$;

-- The same act on many: all or none; how many.  viste: the version of each as one saw it, so that nobody authorises an amount or a payee
-- that was changed after the page was read (SZ409).  Compared before the first act, because planning again touches the others.
DROP FUNCTION IF EXISTS movimenti_passano(bigint[], text, date, text);
CREATE OR REPLACE FUNCTION movimenti_passano(quali bigint[], viste integer[], con_azione text, in_data date, con_motivo text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  x record;
  fatti bigint := 0;
BEGIN
  PERFORM FROM pratica p WHERE p.id IN (SELECT m.pratica_id FROM movimento m WHERE m.id = ANY (quali)) AND pratica_livello(p.id) > 0 ORDER BY p.id FOR NO KEY UPDATE;
  IF EXISTS (SELECT FROM unnest(quali, viste) v (id, versione) JOIN movimento m ON m.id = v.id WHERE m.versione IS DISTINCT FROM v.versione AND pratica_livello(m.pratica_id) > 0) THEN
    RAISE EXCEPTION 'not the movements that were seen' USING ERRCODE = 'SZ409';
  END IF;
  FOR x IN SELECT m.id FROM movimento m WHERE m.id = ANY (quali) ORDER BY m.pratica_id, m.id LOOP
    PERFORM movimento_passa(x.id, (SELECT versione FROM movimento WHERE id = x.id), con_azione, in_data, con_motivo);
    fatti := fatti + 1;
  END LOOP;
  IF fatti <> cardinality(quali) THEN
    RAISE EXCEPTION 'some are there no more' USING ERRCODE = 'SZ409';
  END IF;
  RETURN fatti;
END
$$;

-- ---- lists ------------------------------------------------------------------------------------

-- The list, locked before any case: of this service, open.
CREATE OR REPLACE FUNCTION elenco_prendi(quale bigint) RETURNS elenco_pagamento
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  e elenco_pagamento;
BEGIN
  SELECT * INTO e FROM elenco_pagamento WHERE id = quale AND servizio_id = identita_servizio() AND identita_ha('CONTI_LEGGI') FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such list' USING ERRCODE = 'SZ404';
  ELSIF NOT identita_scrive() OR NOT identita_ha('CONTI_SCRIVI') THEN
    RAISE EXCEPTION 'not by this role' USING ERRCODE = 'SZ403';
  ELSIF e.stato <> 'aperto' THEN
    RAISE EXCEPTION 'a list with a mandate does not change' USING ERRCODE = '23514', CONSTRAINT = 'elenco_pagamento_chiuso';
  END IF;
  RETURN e;
END
$$;

-- Authorised movements of the service into an open list; how many.  SZ409 if one of them is not authorised any more.
CREATE OR REPLACE FUNCTION elenco_aggiungi(quale bigint, quali bigint[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  e elenco_pagamento := elenco_prendi(quale);
  caso bigint;
  fatti bigint;
BEGIN
  FOR caso IN SELECT DISTINCT m.pratica_id FROM movimento m WHERE m.id = ANY (quali) AND m.servizio_id = e.servizio_id ORDER BY 1 LOOP
    PERFORM conti_pretendi(caso, 'CONTI_SCRIVI');
  END LOOP;
  UPDATE movimento SET stato = 'L', azione = 'elenca', motivo = NULL, stato_dal = current_date, elenco_id = quale
   WHERE id = ANY (quali) AND servizio_id = e.servizio_id AND stato = 'A';
  GET DIAGNOSTICS fatti = ROW_COUNT;
  IF fatti <> (SELECT count(DISTINCT x) FROM unnest(quali) x) THEN
    RAISE EXCEPTION 'some are not authorised any more' USING ERRCODE = 'SZ409';
  END IF;
  RETURN fatti;
END
$$;
-- Out of an open list: authorised again.
CREATE OR REPLACE FUNCTION elenco_togli(quale bigint, quali bigint[], con_motivo text DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  e elenco_pagamento := elenco_prendi(quale);
  fatti bigint;
BEGIN
  PERFORM FROM pratica p WHERE p.id IN (SELECT m.pratica_id FROM movimento m WHERE m.id = ANY (quali) AND m.elenco_id = e.id) ORDER BY p.id FOR NO KEY UPDATE;
  UPDATE movimento SET stato = 'A', azione = 'togli', motivo = nullif(btrim(con_motivo), ''), stato_dal = current_date, elenco_id = NULL WHERE id = ANY (quali) AND elenco_id = quale AND stato = 'L';
  GET DIAGNOSTICS fatti = ROW_COUNT;
  IF fatti <> (SELECT count(DISTINCT x) FROM unnest(quali) x) THEN
    RAISE EXCEPTION 'some are not in it any more' USING ERRCODE = 'SZ409';
  END IF;
  RETURN fatti;
END
$$;
-- Number and date of the mandate, from the accounting system: everything in the list is paid and the list is closed.  SZ409 if the list is not as
-- one saw it.  Refused: an empty list (elenco_pagamento_vuoto_mandato), without its act (elenco_pagamento_atto), a date to come (elenco_pagamento_mandato_futuro).
CREATE OR REPLACE FUNCTION elenco_paga(quale bigint, su_versione integer, con_numero text, in_data date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  e elenco_pagamento := elenco_prendi(quale);
BEGIN
  IF e.versione IS DISTINCT FROM su_versione THEN
    RAISE EXCEPTION 'not the list that was seen' USING ERRCODE = 'SZ409';
  ELSIF e.movimenti = 0 THEN
    RAISE EXCEPTION 'nothing to be paid' USING ERRCODE = '23514', CONSTRAINT = 'elenco_pagamento_vuoto_mandato';
  ELSIF in_data > current_date THEN
    RAISE EXCEPTION 'in the future' USING ERRCODE = '23514', CONSTRAINT = 'elenco_pagamento_mandato_futuro';
  ELSIF coalesce(btrim(con_numero), '') = '' OR in_data IS NULL THEN
    RAISE EXCEPTION 'number and date' USING ERRCODE = '23514', CONSTRAINT = 'elenco_pagamento_mandato';
  ELSIF coalesce(btrim(e.atto_numero), '') = '' OR e.atto_data IS NULL OR in_data < e.atto_data THEN
    RAISE EXCEPTION 'the act comes before the mandate' USING ERRCODE = '23514', CONSTRAINT = 'elenco_pagamento_atto';
  END IF;
  PERFORM FROM pratica p WHERE p.id IN (SELECT m.pratica_id FROM movimento m WHERE m.elenco_id = quale) ORDER BY p.id FOR NO KEY UPDATE;
  UPDATE movimento SET stato = 'G', azione = 'paga', motivo = NULL, stato_dal = in_data WHERE elenco_id = quale AND stato = 'L';
  UPDATE elenco_pagamento SET stato = 'pagato', mandato_numero = btrim(con_numero), mandato_data = in_data WHERE id = quale;
END
$$;

DO $$
DECLARE
  f regprocedure;
BEGIN
  FOREACH f IN ARRAY ARRAY['conti_pretendi(bigint, text)', 'movimento_prendi(bigint, integer, text)', 'elenco_prendi(bigint)',
    'movimento_dal_costo(bigint, text, bigint, date, date, numeric, date, text, text, text)'] ::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC, siz_web', f);
  END LOOP;
  FOREACH f IN ARRAY ARRAY['movimenti_genera(bigint, date)', 'finanziamento_pratica_salva(bigint, bigint, numeric)',
    'impegno_salva(bigint, bigint, integer, bigint, integer, text, text, text, text, date, numeric)', 'impegno_togli(bigint, integer)', 'fondo_residuo(bigint)',
    'movimento_aggiungi(bigint, date, date, date, numeric, numeric, text, text, text, text)',
    'movimento_cambia(bigint, integer, date, date, date, numeric, numeric, text, text, text, text)', 'movimento_togli(bigint, integer)', 'movimento_imputa(bigint, integer, bigint)',
    'movimento_passa(bigint, integer, text, date, text)', 'movimenti_passano(bigint[], integer[], text, date, text)', 'elenco_aggiungi(bigint, bigint[])', 'elenco_togli(bigint, bigint[], text)',
    'elenco_paga(bigint, integer, text, date)']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO siz_web', f);
  END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION movimento_atto_controlla(movimento, movimento_transizione, date, text) TO siz_cancello;
