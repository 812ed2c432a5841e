-- The interventi that cost: economici, con prestazione, in struttura (requirements, section 13).  One form and one set of
-- rules with the generic ones (GEN-38, ECO-01): what differs is rows.

-- What is done or given for a person; segnalazioni, prese in carico, valutazioni and progetti are not.
ALTER TABLE kind ADD COLUMN intervento boolean NOT NULL DEFAULT false;
UPDATE kind SET intervento = true WHERE codice = 'intervento_generico';
INSERT INTO kind (codice, denominazione, plurale, articolo, prefisso, percorso, modulo, nel_quadro, intervento) VALUES
  ('intervento_economico', 'Intervento economico', 'Interventi economici', 'l’intervento economico', 'ECO', '/interventi/economici', 'intervento_economico', true, true),
  ('intervento_prestazione', 'Intervento con prestazione', 'Interventi con prestazione', 'l’intervento con prestazione', 'PRS', '/interventi/prestazioni',
   'intervento_prestazione', true, true),
  ('intervento_struttura', 'Intervento in struttura', 'Interventi in struttura', 'l’intervento in struttura', 'STR', '/interventi/strutture', 'intervento_struttura',
   true, true);

-- Of a type besides what it proposes: how a benefit of it is given, as SIUSS says it, and in what it is counted.
ALTER TABLE tipo_intervento ADD COLUMN carattere smallint CONSTRAINT tipo_intervento_carattere CHECK (carattere IN (1, 2)); -- 1 periodica, 2 occasionale
ALTER TABLE tipo_intervento ADD COLUMN unita_misura text;

-- As the generic ones, from their own rows: columns of the list (GEN-03), who may what (GEN-01, GEN-02, ECO-01, BEY-18),
-- states (GEN-20), from what they follow (GEN-26, ECO-04), what is asked of others (GEN-34), schede (GEN-31).
INSERT INTO kind_colonna (kind, ordine, campo, etichetta)
SELECT k.codice, c.ordine, c.campo, c.etichetta FROM kind_colonna c, kind k WHERE c.kind = 'intervento_generico' AND k.intervento AND k.codice <> c.kind;
INSERT INTO regola_accesso (kind, ruolo, relazione, livello)
SELECT k.codice, r.ruolo, r.relazione, r.livello FROM regola_accesso r, kind k WHERE r.kind = 'intervento_generico' AND k.intervento AND k.codice <> r.kind;
INSERT INTO transizione (kind, da, azione, a, etichetta, permesso, motivo, data_fine, ordine)
SELECT k.codice, t.da, t.azione, t.a, t.etichetta, t.permesso, t.motivo, t.data_fine, t.ordine
  FROM transizione t, kind k WHERE t.kind = 'intervento_generico' AND k.intervento AND k.codice <> t.kind;
INSERT INTO kind_seguito (da_kind, a_kind)
SELECT s.da_kind, k.codice FROM kind_seguito s, kind k WHERE s.a_kind = 'intervento_generico' AND k.intervento AND k.codice <> s.a_kind;
INSERT INTO tipo_richiesta_kind (tipo, kind)
SELECT t.tipo, k.codice FROM tipo_richiesta_kind t, kind k WHERE t.kind = 'intervento_generico' AND k.intervento AND k.codice <> t.kind;
INSERT INTO scheda_rilevazione_kind (scheda_rilevazione_id, kind)
SELECT s.scheda_rilevazione_id, k.codice FROM scheda_rilevazione_kind s, kind k WHERE s.kind = 'intervento_generico' AND k.intervento AND k.codice <> s.kind;

-- What whoever decides wants to have seen.  Our proposal; administrators change it.  ECO20 is the contribution without a means test.
INSERT INTO documento_atteso (kind, tipo, documento, necessario, scade, ordine)
SELECT 'intervento_economico', NULL, 'DOM', true, false, 1
UNION ALL
SELECT 'intervento_economico', 'ECO' || lpad(n::text, 2, '0'), 'ISEE', true, true, 2 FROM generate_series(1, 19) n
UNION ALL
SELECT k, NULL, 'DOM', true, false, 1 FROM unnest(ARRAY['intervento_prestazione', 'intervento_struttura']) k
UNION ALL
SELECT k, NULL, 'ISEE', false, true, 2 FROM unnest(ARRAY['intervento_prestazione', 'intervento_struttura']) k;
