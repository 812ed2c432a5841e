-- Who sees and writes which rows.  Row-level security is on and forced on every table with
-- personal data.  siz_owner makes the functions of the two doors and so is a member of their
-- roles: it logs in for the commands only, never from a worker.
-- siz_cancello (sessions, register, access list, triggers) and siz_sommario are the two doors.

DO $$
DECLARE
  t text;
  p record;
BEGIN
  FOREACH t IN ARRAY ARRAY['operatore', 'appartenenza', 'credenziale', 'credenziale_passata', 'codice_recupero', 'recupero_password', 'tentativo_indirizzo', 'tentativo',
    'sessione', 'registro', 'sigillo', 'storia', 'soggetto', 'pratica', 'stato_storia', 'assegnazione', 'assegnazione_esclusione', 'accesso',
    'richiesta_accesso', 'diario_pagina', 'soggetto_significativo', 'evento', 'bozza', 'documento', 'documento_blocco', 'notifica', 'preferito', 'ricerca_salvata',
    'cronologia', 'preferenza', 'invio', 'lavoro'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    FOR p IN SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = t LOOP
      EXECUTE format('DROP POLICY %I ON %I', p.policyname, t);
    END LOOP;
    EXECUTE format('CREATE POLICY cancello ON %I TO siz_cancello USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO siz_cancello', t);
  END LOOP;
  -- the register: rows come in, and nothing else
  REVOKE UPDATE, DELETE, TRUNCATE ON registro, sigillo, storia FROM siz_cancello;
END
$$;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO siz_manutenzione;
GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO siz_manutenzione;
REVOKE ALL ON chiave_identita, credenziale, sessione FROM siz_manutenzione;
GRANT SELECT, INSERT, UPDATE ON contatore TO siz_cancello;
GRANT SELECT ON ruolo, servizio, kind, regola_accesso, ruolo_permesso, permesso, modulo, modulo_campo, transizione, voce TO siz_cancello;

-- Vocabularies and the like hold no personal data: everybody reads.
GRANT SELECT ON ruolo, servizio, permesso, ruolo_permesso, kind, regola_accesso, transizione, modulo, modulo_campo, comune, stato_estero, provincia,
  voce, tipo_intervento, inps_prestazione TO siz_web, siz_job;

-- The summary sees rows of all, columns as granted in 07_sommario.sql.
CREATE POLICY sommario ON operatore FOR SELECT TO siz_sommario USING (true);
CREATE POLICY sommario ON appartenenza FOR SELECT TO siz_sommario USING (true);
CREATE POLICY sommario ON pratica FOR SELECT TO siz_sommario USING (true);
CREATE POLICY sommario ON soggetto FOR SELECT TO siz_sommario USING (true);
CREATE POLICY sommario ON richiesta_accesso FOR SELECT TO siz_sommario USING (true);

-- Oneself.
CREATE POLICY io ON operatore FOR SELECT TO siz_web, siz_job USING (id = (SELECT identita_operatore()));
CREATE POLICY io_modifica ON operatore FOR UPDATE TO siz_web USING (id = (SELECT identita_operatore())) WITH CHECK (id = (SELECT identita_operatore()));
CREATE POLICY io ON appartenenza FOR SELECT TO siz_web, siz_job USING (operatore_id = (SELECT identita_operatore()));
CREATE POLICY io ON sessione FOR SELECT TO siz_web USING (operatore_id = (SELECT identita_operatore()));
-- closed, and never open again
CREATE POLICY io_chiude ON sessione FOR UPDATE TO siz_web
  USING (operatore_id = (SELECT identita_operatore()) AND chiusa_il IS NULL) WITH CHECK (operatore_id = (SELECT identita_operatore()) AND chiusa_il IS NOT NULL);
GRANT SELECT ON operatore, appartenenza TO siz_web, siz_job;
GRANT UPDATE (entra_ultimo_servizio, telefono) ON operatore TO siz_web;
GRANT SELECT (id, operatore_id, servizio_id, creata_il, attiva_il, inattivita, scade_il, chiusa_il, indirizzo, programma, fase) ON sessione TO siz_web;
GRANT UPDATE (chiusa_il, motivo_chiusura) ON sessione TO siz_web;

-- Persons: all of them (ROL-06), for the roles that read persons: who administers the system does not
-- (AZ-9).  A reserved one only for those who hold one of the cases, or whose service entered the person.
CREATE POLICY lettura ON soggetto FOR SELECT TO siz_web, siz_job
  USING ((SELECT true FROM ruolo_permesso r WHERE r.ruolo = identita_ruolo() AND r.permesso = 'SOGGETTO_LEGGI')
         AND (NOT riservato OR creato_servizio_id = (SELECT identita_servizio())
              OR (SELECT true FROM pratica p WHERE p.titolare_soggetto_id = soggetto.id LIMIT 1)));
CREATE POLICY inserimento ON soggetto FOR INSERT TO siz_web
  WITH CHECK ((SELECT identita_scrive()) AND (SELECT true FROM ruolo_permesso r WHERE r.ruolo = identita_ruolo() AND r.permesso = 'SOGGETTO_SCRIVI'));
-- Said again for writing: an UPDATE that names no column in its WHERE is not asked whether it may read.
CREATE POLICY modifica ON soggetto FOR UPDATE TO siz_web
  USING ((SELECT identita_scrive())
         AND (SELECT true FROM ruolo_permesso r WHERE r.ruolo = identita_ruolo() AND r.permesso = 'SOGGETTO_SCRIVI')
         AND (NOT riservato OR creato_servizio_id = (SELECT identita_servizio())
              OR (SELECT true FROM pratica p WHERE p.titolare_soggetto_id = soggetto.id LIMIT 1)))
  WITH CHECK ((SELECT identita_scrive())
         AND (NOT riservato OR creato_servizio_id = (SELECT identita_servizio())
              OR (SELECT true FROM pratica p WHERE p.titolare_soggetto_id = soggetto.id LIMIT 1)));
GRANT SELECT, INSERT, UPDATE ON soggetto TO siz_web;
GRANT SELECT ON soggetto TO siz_job;

-- The access list: one's own rows.
CREATE POLICY lettura ON accesso FOR SELECT TO siz_web, siz_job USING (principale = ANY ((SELECT identita_principali())::bigint[]));
GRANT SELECT ON accesso TO siz_web, siz_job;

-- Cases.  The access list decides.  Its rows for the case's own service follow from regola_accesso
-- alone (of rules that look at who opened the case the list alone knows), so for those the policy asks the rule itself, once a statement, and probes the list for
-- all others: lists are of one's own service and name it, so an index still drives them, and a
-- page of fifty rows or a count of a thousand costs no probe at all (with a probe for each row a
-- count of 1,000 took some 7 ms).  It also lets who writes a new row see it with RETURNING: of the kinds
-- whose rule looks at who opened the case, the row that one opened oneself.
-- The probe is a scalar query: an EXISTS may be turned into a hash of the whole list (133 ms).
CREATE POLICY lettura ON pratica FOR SELECT TO siz_web, siz_job
  USING (servizio_id = (SELECT identita_servizio())
           AND (kind = ANY ((SELECT identita_kind())::text[])
                OR creato_da = (SELECT identita_operatore()) AND creato_ruolo = (SELECT identita_ruolo()) AND kind = ANY ((SELECT identita_kind_propri())::text[]))
         OR (SELECT true FROM accesso a WHERE a.pratica_id = pratica.id AND a.principale = ANY ((SELECT identita_principali())::bigint[])
                AND (a.ruoli & (SELECT identita_ruolo_bit())) <> 0 AND (a.valido_fino IS NULL OR a.valido_fino >= current_date) AND (a.scade_il IS NULL OR a.scade_il > now()) LIMIT 1));
CREATE POLICY inserimento ON pratica FOR INSERT TO siz_web
  WITH CHECK ((SELECT identita_scrive()) AND servizio_id = (SELECT identita_servizio())
    AND kind IN (SELECT r.kind FROM regola_accesso r WHERE r.ruolo = (SELECT identita_ruolo()) AND r.relazione = 'servizio' AND r.livello = 2
                   AND (r.creatore_ruolo IS NULL OR r.creatore_ruolo = r.ruolo)));
CREATE POLICY modifica ON pratica FOR UPDATE TO siz_web
  USING ((SELECT identita_scrive()) AND pratica_livello(id) = 2) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON pratica TO siz_web;
GRANT SELECT ON pratica TO siz_job;

-- What hangs on a case is seen by who sees the case, written by who writes it.
CREATE POLICY lettura ON stato_storia FOR SELECT TO siz_web, siz_job USING (EXISTS (SELECT FROM pratica p WHERE p.id = pratica_id));
CREATE POLICY inserimento ON stato_storia FOR INSERT TO siz_web
  WITH CHECK ((SELECT identita_scrive()) AND pratica_livello(pratica_id) = 2 AND operatore_id = (SELECT identita_operatore()) AND quando = now()
              AND EXISTS (SELECT FROM pratica p WHERE p.id = pratica_id AND p.stato = a));
GRANT SELECT, INSERT ON stato_storia TO siz_web;
GRANT SELECT ON stato_storia TO siz_job;

CREATE POLICY lettura ON assegnazione FOR SELECT TO siz_web, siz_job USING (EXISTS (SELECT FROM pratica p WHERE p.id = pratica_id));
-- ASG-15: the service of the case assigns, not its assignees.
CREATE POLICY inserimento ON assegnazione FOR INSERT TO siz_web
  WITH CHECK ((SELECT identita_scrive()) AND EXISTS (SELECT FROM pratica p WHERE p.id = pratica_id AND p.servizio_id = (SELECT identita_servizio()))
              AND pratica_livello(pratica_id) = 2 AND terminata_il IS NULL AND risposta IS NULL);
-- The service revokes; the receiver accepts or declines (columns are granted below).
CREATE POLICY modifica ON assegnazione FOR UPDATE TO siz_web
  USING ((SELECT identita_scrive()) AND (operatore_id = (SELECT identita_operatore())
         OR EXISTS (SELECT FROM pratica p WHERE p.id = pratica_id AND p.servizio_id = (SELECT identita_servizio()))))
  WITH CHECK (true);
GRANT SELECT, INSERT ON assegnazione TO siz_web;
GRANT UPDATE (risposta, risposta_motivo, risposta_il, letta_il, terminata_il, terminata_da, valida_al, livello) ON assegnazione TO siz_web;
GRANT SELECT ON assegnazione TO siz_job;

CREATE POLICY lettura ON assegnazione_esclusione FOR SELECT TO siz_web, siz_job
  USING (EXISTS (SELECT FROM assegnazione a WHERE a.id = assegnazione_id));
CREATE POLICY inserimento ON assegnazione_esclusione FOR INSERT TO siz_web WITH CHECK ((SELECT identita_scrive()) AND esclusione_ammessa(assegnazione_id, documento_id));
GRANT SELECT, INSERT ON assegnazione_esclusione TO siz_web;
GRANT SELECT ON assegnazione_esclusione TO siz_job;

-- Whoever knows of a case from the quadro may ask; the service of the case reads and answers.
CREATE POLICY lettura ON richiesta_accesso FOR SELECT TO siz_web
  USING (operatore_id = (SELECT identita_operatore()) OR EXISTS (SELECT FROM pratica p WHERE p.id = pratica_id AND p.servizio_id = (SELECT identita_servizio())));
CREATE POLICY inserimento ON richiesta_accesso FOR INSERT TO siz_web
  WITH CHECK ((SELECT identita_scrive()) AND operatore_id = (SELECT identita_operatore()) AND esito IS NULL
              AND EXISTS (SELECT FROM pratica_sommario(pratica_id)) AND pratica_livello(pratica_id) = 0);
CREATE POLICY risposta ON richiesta_accesso FOR UPDATE TO siz_web
  USING ((SELECT identita_scrive()) AND esito IS NULL AND EXISTS (SELECT FROM pratica p WHERE p.id = pratica_id AND p.servizio_id = (SELECT identita_servizio())))
  WITH CHECK (esito_da = (SELECT identita_operatore()));
GRANT SELECT, INSERT ON richiesta_accesso TO siz_web;
GRANT UPDATE (esito, esito_motivo, esito_da, esito_il) ON richiesta_accesso TO siz_web;

-- Diary: private pages for their author alone, or for who has them in custody (DIA-02).
CREATE POLICY lettura ON diario_pagina FOR SELECT TO siz_web, siz_job
  USING ((NOT privata OR autore_operatore_id = (SELECT identita_operatore()) OR custode_operatore_id = (SELECT identita_operatore()))
         AND EXISTS (SELECT FROM pratica p WHERE p.id = pratica_id));
CREATE POLICY inserimento ON diario_pagina FOR INSERT TO siz_web
  WITH CHECK ((SELECT identita_scrive()) AND autore_operatore_id = (SELECT identita_operatore()) AND custode_operatore_id IS NULL AND pratica_livello(pratica_id) = 2);
-- A page is changed by its author only: it is signed.
CREATE POLICY modifica ON diario_pagina FOR UPDATE TO siz_web
  USING ((SELECT identita_scrive()) AND autore_operatore_id = (SELECT identita_operatore()) AND pratica_livello(pratica_id) = 2) WITH CHECK (true);
GRANT SELECT, INSERT ON diario_pagina TO siz_web;
GRANT UPDATE (data, tipo, oggetto, testo, privata) ON diario_pagina TO siz_web;
GRANT SELECT ON diario_pagina TO siz_job;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['soggetto_significativo', 'evento'] LOOP
    EXECUTE format('CREATE POLICY lettura ON %I FOR SELECT TO siz_web, siz_job USING (EXISTS (SELECT FROM pratica p WHERE p.id = pratica_id))', t);
    EXECUTE format('CREATE POLICY inserimento ON %I FOR INSERT TO siz_web WITH CHECK ((SELECT identita_scrive()) AND pratica_livello(pratica_id) = 2)', t);
    EXECUTE format('CREATE POLICY modifica ON %I FOR UPDATE TO siz_web USING ((SELECT identita_scrive()) AND pratica_livello(pratica_id) = 2) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY eliminazione ON %I FOR DELETE TO siz_web USING ((SELECT identita_scrive()) AND pratica_livello(pratica_id) = 2)', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO siz_web', t);
    EXECUTE format('GRANT SELECT ON %I TO siz_job', t);
  END LOOP;
END
$$;

-- Documents: as the case, but for those kept out of the assignment by which one sees it
-- (DOC-11); before the check only who uploaded it (DOC-5); in a draft only its author.
CREATE POLICY lettura ON documento FOR SELECT TO siz_web
  USING (autore_operatore_id = (SELECT identita_operatore()) AND (bozza_id IS NOT NULL OR EXISTS (SELECT FROM pratica p WHERE p.id = pratica_id))
         OR stato IN ('pulito', 'non_controllato')
            AND (SELECT true FROM accesso a WHERE a.pratica_id = documento.pratica_id AND a.principale = ANY ((SELECT identita_principali())::bigint[])
                          AND (a.ruoli & (SELECT identita_ruolo_bit())) <> 0 AND (a.valido_fino IS NULL OR a.valido_fino >= current_date) AND (a.scade_il IS NULL OR a.scade_il > now())
                          AND (a.origine = 0 OR NOT EXISTS (SELECT FROM assegnazione_esclusione e WHERE e.assegnazione_id = a.origine AND e.documento_id = documento.id)) LIMIT 1));
CREATE POLICY inserimento ON documento FOR INSERT TO siz_web
  WITH CHECK ((SELECT identita_scrive()) AND autore_operatore_id = (SELECT identita_operatore()) AND stato = 'in_arrivo'
              AND (pratica_id IS NULL OR pratica_livello(pratica_id) = 2)
              AND (bozza_id IS NULL OR EXISTS (SELECT FROM bozza b WHERE b.id = bozza_id)));
-- The uploader completes it and moves it from the draft to the case; who writes the case edits its
-- card, but not of what was kept out: an UPDATE without WHERE is not asked whether it may read.
CREATE POLICY modifica ON documento FOR UPDATE TO siz_web
  USING ((SELECT identita_scrive())
         AND (autore_operatore_id = (SELECT identita_operatore())
              OR (SELECT true FROM accesso a WHERE a.pratica_id = documento.pratica_id AND a.livello = 2 AND a.principale = ANY ((SELECT identita_principali())::bigint[])
                           AND (a.ruoli & (SELECT identita_ruolo_bit())) <> 0 AND (a.valido_fino IS NULL OR a.valido_fino >= current_date) AND (a.scade_il IS NULL OR a.scade_il > now())
                           AND (a.origine = 0 OR NOT EXISTS (SELECT FROM assegnazione_esclusione e WHERE e.assegnazione_id = a.origine AND e.documento_id = documento.id)) LIMIT 1)))
  WITH CHECK (pratica_id IS NULL OR pratica_livello(pratica_id) = 2);
GRANT SELECT, INSERT ON documento TO siz_web;
GRANT UPDATE (pratica_id, bozza_id, oggetto, data, tipo, byte, impronta, stato, tolto_il, tolto_da, tolto_motivo) ON documento TO siz_web;

CREATE POLICY lettura ON documento_blocco FOR SELECT TO siz_web USING (EXISTS (SELECT FROM documento d WHERE d.id = documento_id));
CREATE POLICY inserimento ON documento_blocco FOR INSERT TO siz_web
  WITH CHECK (EXISTS (SELECT FROM documento d WHERE d.id = documento_id AND d.stato = 'in_arrivo' AND d.autore_operatore_id = (SELECT identita_operatore())));
GRANT SELECT, INSERT ON documento_blocco TO siz_web;

-- History of changes: as its case or person; of a document kept out, of a private page, of a request
-- for access, as they are.  A page that was open once and is private now is private in its past too.
CREATE POLICY lettura ON storia FOR SELECT TO siz_web, siz_job
  USING ((privata_di IS NULL OR privata_di = (SELECT identita_operatore()))
         AND CASE WHEN documento_id IS NOT NULL THEN EXISTS (SELECT FROM documento d WHERE d.id = documento_id)
                  WHEN pratica_id IS NOT NULL THEN EXISTS (SELECT FROM pratica p WHERE p.id = storia.pratica_id)
                  ELSE EXISTS (SELECT FROM soggetto s WHERE s.id = storia.soggetto_id) END
         AND CASE tabella WHEN 'diario_pagina' THEN (SELECT true FROM diario_pagina d WHERE d.id = storia.riga_id LIMIT 1)
                          WHEN 'richiesta_accesso' THEN (SELECT true FROM richiesta_accesso r WHERE r.id = storia.riga_id LIMIT 1)
                          ELSE true END);
GRANT SELECT ON storia TO siz_web, siz_job;

-- What belongs to one operator.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['bozza', 'preferito', 'cronologia', 'preferenza', 'ricerca_salvata', 'notifica', 'invio'] LOOP
    EXECUTE format('CREATE POLICY io ON %I TO siz_web USING (operatore_id = (SELECT identita_operatore())) WITH CHECK (operatore_id = (SELECT identita_operatore()))', t);
  END LOOP;
END
$$;
GRANT SELECT, INSERT, UPDATE, DELETE ON bozza, preferito, preferenza TO siz_web;
GRANT SELECT, INSERT, DELETE ON ricerca_salvata TO siz_web;
GRANT SELECT, DELETE ON cronologia TO siz_web;
GRANT SELECT ON notifica TO siz_web;
GRANT UPDATE (letta_il, presa_il, nascosta_il, archiviata_il, rinviata_al) ON notifica TO siz_web;
GRANT SELECT, INSERT, UPDATE ON invio TO siz_web;

-- The register is read through functions only (and reading it is registered).
