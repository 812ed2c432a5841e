-- Parts of a valutazione: who opens the case reads them, who writes the case adds one, its author alone
-- changes, signs and takes away the own, and nobody changes what is signed (VAL-07).

CREATE OR REPLACE FUNCTION valutazione_parte_prima() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.autore_operatore_id := coalesce(identita_operatore(), NEW.autore_operatore_id);
    NEW.autore_servizio_id := coalesce(identita_servizio(), NEW.autore_servizio_id);
    NEW.creata_il := now();
    NEW.versione := 1;
    NEW.tolta_il := NULL;
    IF NEW.sostituisce_id IS NOT NULL AND NOT EXISTS (
         SELECT FROM valutazione_parte v WHERE v.id = NEW.sostituisce_id AND v.pratica_id = NEW.pratica_id AND v.area_id = NEW.area_id
            AND v.autore_operatore_id = NEW.autore_operatore_id AND v.firmata_il IS NOT NULL) THEN
      RAISE EXCEPTION 'only its author puts another in the place of a signed part' USING ERRCODE = 'SZ403';
    END IF;
  ELSE
    IF OLD.firmata_il IS NOT NULL THEN
      RAISE EXCEPTION 'signed' USING ERRCODE = '23514', CONSTRAINT = 'valutazione_parte_firmata';
    END IF;
    IF (NEW.pratica_id, NEW.area_id, NEW.autore_operatore_id, NEW.autore_servizio_id, NEW.creata_il, NEW.sostituisce_id) IS DISTINCT FROM
       (OLD.pratica_id, OLD.area_id, OLD.autore_operatore_id, OLD.autore_servizio_id, OLD.creata_il, OLD.sostituisce_id) OR OLD.tolta_il IS NOT NULL THEN
      RAISE EXCEPTION 'what a part is born with does not change' USING ERRCODE = 'SZ403';
    END IF;
    NEW.versione := OLD.versione + 1;
    NEW.tolta_il := CASE WHEN NEW.tolta_il IS NOT NULL THEN now() END;
  END IF;
  NEW.modificata_il := now();
  NEW.firmata_il := CASE WHEN NEW.firmata_il IS NOT NULL THEN now() END;
  RETURN NEW;
END
$$;
ALTER FUNCTION valutazione_parte_prima() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER valutazione_parte_prima BEFORE INSERT OR UPDATE ON valutazione_parte FOR EACH ROW EXECUTE FUNCTION valutazione_parte_prima();

-- Asked after the policy has spoken: who does not write the case learns nothing of it, neither kind nor state.
CREATE OR REPLACE FUNCTION valutazione_parte_caso() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  p pratica;
BEGIN
  -- Waits for who is concluding the case, and makes them wait: a part is not written into a concluded one.
  SELECT * INTO p FROM pratica WHERE id = NEW.pratica_id FOR SHARE;
  IF p.kind IS DISTINCT FROM 'valutazione' THEN
    RAISE EXCEPTION 'parts are of a valutazione' USING ERRCODE = '23514', CONSTRAINT = 'valutazione_parte_kind';
  END IF;
  IF p.stato <> 'A' THEN
    RAISE EXCEPTION 'concluded' USING ERRCODE = '23514', CONSTRAINT = 'valutazione_parte_conclusa';
  END IF;
  IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT FROM valutazione_area a WHERE a.id = NEW.area_id AND a.tipo = p.tipo) THEN
    RAISE EXCEPTION 'not a heading of this type' USING ERRCODE = '23514', CONSTRAINT = 'valutazione_parte_area_tipo';
  END IF;
  RETURN NULL;
END
$$;
ALTER FUNCTION valutazione_parte_caso() OWNER TO siz_cancello;
CREATE OR REPLACE TRIGGER valutazione_parte_caso AFTER INSERT OR UPDATE ON valutazione_parte FOR EACH ROW EXECUTE FUNCTION valutazione_parte_caso();
CREATE OR REPLACE TRIGGER storia_annota AFTER INSERT OR UPDATE OR DELETE ON valutazione_parte FOR EACH ROW EXECUTE FUNCTION storia_annota();

DO $$
DECLARE
  p record;
BEGIN
  ALTER TABLE valutazione_parte ENABLE ROW LEVEL SECURITY;
  ALTER TABLE valutazione_parte FORCE ROW LEVEL SECURITY;
  FOR p IN SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = 'valutazione_parte' LOOP
    EXECUTE format('DROP POLICY %I ON valutazione_parte', p.policyname);
  END LOOP;
END
$$;
CREATE POLICY cancello ON valutazione_parte TO siz_cancello USING (true) WITH CHECK (true);
-- Of a reserved person who lives with the holder, only to who may know of that person.
CREATE POLICY lettura ON valutazione_parte FOR SELECT TO siz_web, siz_job
  USING (EXISTS (SELECT FROM pratica p WHERE p.id = pratica_id)
         AND (soggetto_id IS NULL OR (SELECT true FROM soggetto s WHERE s.id = valutazione_parte.soggetto_id LIMIT 1)));
CREATE POLICY inserimento ON valutazione_parte FOR INSERT TO siz_web
  WITH CHECK ((SELECT identita_scrive()) AND autore_operatore_id = (SELECT identita_operatore()) AND pratica_livello(pratica_id) = 2
              AND (SELECT true FROM ruolo_permesso r WHERE r.ruolo = identita_ruolo() AND r.permesso = 'VALUTAZIONE_SCRIVI')
              AND (soggetto_id IS NULL OR (SELECT true FROM soggetto s WHERE s.id = valutazione_parte.soggetto_id LIMIT 1)));
CREATE POLICY modifica ON valutazione_parte FOR UPDATE TO siz_web
  USING ((SELECT identita_scrive()) AND autore_operatore_id = (SELECT identita_operatore()) AND pratica_livello(pratica_id) = 2)
  WITH CHECK (soggetto_id IS NULL OR (SELECT true FROM soggetto s WHERE s.id = valutazione_parte.soggetto_id LIMIT 1));
GRANT SELECT, INSERT ON valutazione_parte TO siz_web;
GRANT UPDATE (soggetto_id, funzione, modulo_id, dati, firmata_il, tolta_il) ON valutazione_parte TO siz_web;
GRANT SELECT ON valutazione_parte TO siz_job;
GRANT SELECT, INSERT, UPDATE ON valutazione_parte TO siz_cancello;
GRANT SELECT ON valutazione_area TO siz_web, siz_job, siz_cancello;

-- What a case remembers of a part is seen as the part is.
DROP POLICY IF EXISTS parti ON storia;
CREATE POLICY parti ON storia AS RESTRICTIVE FOR SELECT TO siz_web, siz_job
  USING (tabella <> 'valutazione_parte' OR (SELECT true FROM valutazione_parte v WHERE v.id = storia.riga_id LIMIT 1));

-- ---- scales ----

-- A part on the form of a scale has a total and a band, computed here and nowhere else; every item is answered
-- with one of its values.  What somebody writes into the two columns is not heard.
CREATE OR REPLACE FUNCTION valutazione_parte_scala() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
DECLARE
  v valutazione_scala_versione;
  voci bigint;
  risposte bigint;
BEGIN
  NEW.totale := NULL;
  NEW.fascia := NULL;
  SELECT * INTO v FROM valutazione_scala_versione WHERE modulo_id = NEW.modulo_id;
  IF (SELECT a.scala FROM valutazione_area a WHERE a.id = NEW.area_id) IS DISTINCT FROM v.scala THEN
    RAISE EXCEPTION 'the form of another heading' USING ERRCODE = '23514', CONSTRAINT = 'valutazione_parte_scala_voce';
  END IF;
  IF v.id IS NULL THEN
    RETURN NEW;
  END IF;
  IF NEW.soggetto_id IS NULL THEN
    RAISE EXCEPTION 'a scale is of one person' USING ERRCODE = '23514', CONSTRAINT = 'valutazione_parte_scala_persona';
  END IF;
  IF coalesce(NEW.dati ->> 'compilata_il', '') !~ '^\d{4}-\d\d-\d\d$' OR (NEW.dati ->> 'compilata_il')::date > current_date THEN
    RAISE EXCEPTION 'filled on a day that has come' USING ERRCODE = '23514', CONSTRAINT = 'valutazione_parte_scala_giorno';
  END IF;
  SELECT count(*), count(p.punti), CASE v.calcolo WHEN 'somma' THEN sum(p.punti) ELSE max(p.punti) END INTO voci, risposte, NEW.totale
    FROM valutazione_scala_voce i
    LEFT JOIN valutazione_scala_valore p ON (p.versione_id, p.voce) = (i.versione_id, i.numero) AND p.numero::text = NEW.dati ->> ('voce_' || i.numero)
   WHERE i.versione_id = v.id;
  IF voci = 0 OR risposte < voci THEN
    RAISE EXCEPTION '% of % items answered', risposte, voci USING ERRCODE = '23514', CONSTRAINT = 'valutazione_parte_scala_risposte';
  END IF;
  NEW.fascia := (SELECT f.parole FROM valutazione_scala_fascia f WHERE f.versione_id = v.id AND NEW.totale BETWEEN f.da AND f.a);
  RETURN NEW;
END
$$;
ALTER FUNCTION valutazione_parte_scala() OWNER TO siz_cancello;
-- After valutazione_parte_prima: triggers fire in the order of their names.
CREATE OR REPLACE TRIGGER valutazione_parte_scala BEFORE INSERT OR UPDATE ON valutazione_parte FOR EACH ROW EXECUTE FUNCTION valutazione_parte_scala();
GRANT SELECT ON valutazione_scala, valutazione_scala_versione, valutazione_scala_voce, valutazione_scala_valore, valutazione_scala_fascia
   TO siz_web, siz_job, siz_cancello;

-- Each version of a scale that has no form yet gets it, written from its items: so scales need no file in conf/form,
-- and what was filled shows on the form on which it was.  The values of an item are a vocabulary of that version.
DO $$
DECLARE
  v record;
  m bigint;
BEGIN
  FOR v IN SELECT x.*, s.denominazione, 'scala_' || x.scala || '_' || chr(96 + x.versione) || '_' AS prefisso
             FROM valutazione_scala_versione x JOIN valutazione_scala s ON s.codice = x.scala WHERE x.modulo_id IS NULL ORDER BY x.scala, x.versione LOOP
    INSERT INTO modulo (nome, versione, titolo, impronta) VALUES ('scala_' || v.scala, v.versione, v.denominazione, '') RETURNING id INTO m;
    INSERT INTO modulo_campo (modulo_id, ordine, nome, gruppo, etichetta, tipo, obbligatorio, testo_mancante, aiuto, vocabolario, massimo, larghezza) VALUES
      (m, 1, 'soggetto', 'Di chi, quando e da chi', 'Riguarda', 'scelta', true, 'Scegli la persona: una scala è di una persona', NULL, 'componente_valutazione', 0, 6),
      (m, 2, 'compilata_il', 'Di chi, quando e da chi', 'Rilevata il', 'data', true, 'Inserisci il giorno in cui hai rilevato', NULL, NULL, 0, 6),
      (m, 3, 'funzione', 'Di chi, quando e da chi', 'Scrivi come', 'testo', false, NULL, 'La tua professione o il tuo compito nell’équipe', NULL, 200, 6);
    INSERT INTO modulo_campo (modulo_id, ordine, nome, gruppo, etichetta, tipo, obbligatorio, testo_mancante, vocabolario, larghezza)
    SELECT m, 10 + i.numero, 'voce_' || i.numero, 'Voci', i.denominazione, 'radio', true, 'Rispondi a «' || i.denominazione || '»: il totale conta tutte le voci', v.prefisso || i.codice, 12
      FROM valutazione_scala_voce i WHERE i.versione_id = v.id;
    INSERT INTO modulo_campo (modulo_id, ordine, nome, gruppo, etichetta, tipo, massimo, larghezza)
    VALUES (m, 1000, 'note', 'Note', 'Note', 'testo_lungo', 4000, 12);
    INSERT INTO voce (vocabolario, codice, descrizione, attributi, ordine)
    SELECT v.prefisso || i.codice, o.numero::text, o.descrizione, jsonb_build_object('punti', o.punti), o.numero
      FROM valutazione_scala_voce i JOIN valutazione_scala_valore o ON (o.versione_id, o.voce) = (i.versione_id, i.numero) WHERE i.versione_id = v.id;
    UPDATE valutazione_scala_versione SET modulo_id = m WHERE id = v.id;
  END LOOP;
END
$$;
