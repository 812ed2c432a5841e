-- What is told to a person about themselves (GDPR art. 15, BEY-05, PRI-04): who holds what, who read
-- it, to whom it was communicated.  It goes beyond what the operator who prepares it may open: so
-- these functions are definer, give facts and never contents, and ask the permission themselves.
-- app/soggetto/README.md says what is left out and why.

-- Only who has the permission, for a person that they may see.
CREATE OR REPLACE FUNCTION diritto_accesso_pretendi(quale bigint) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM ruolo_permesso r WHERE r.ruolo = identita_ruolo() AND r.permesso = 'DIRITTO_ACCESSO') THEN
    RAISE EXCEPTION 'not this role' USING ERRCODE = 'SZ403';
  END IF;
  -- as the policy of soggetto says for the reserved
  IF NOT EXISTS (SELECT FROM soggetto s WHERE s.id = quale
                  AND (NOT s.riservato OR s.creato_servizio_id = identita_servizio()
                       OR EXISTS (SELECT FROM pratica p WHERE p.titolare_soggetto_id = s.id AND pratica_livello(p.id) > 0))) THEN
    RAISE EXCEPTION 'no such person' USING ERRCODE = 'SZ404';
  END IF;
END
$$;

-- Reports on the person that somebody sent, as far as who prepares this opens them: another service does
-- not learn of them here either (they are in no quadro).
CREATE OR REPLACE FUNCTION diritto_segnalazioni(quale bigint) RETURNS SETOF domanda
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT d.* FROM domanda d WHERE d.soggetto_id = quale AND d.stato <> 'B' AND d.servizio_id = identita_servizio()
     AND EXISTS (SELECT FROM regola_accesso r WHERE r.kind = d.kind AND r.ruolo = identita_ruolo() AND r.relazione = 'servizio')
$$;

-- Who holds what: cases and reports by service and kind, with how much hangs on them.  Kinds that the quadro
-- does not show are kept out, private pages are not even counted.
CREATE OR REPLACE FUNCTION diritto_servizi(quale bigint)
RETURNS TABLE (servizio text, telefono text, email text, cosa text, codici text, aperte bigint, chiuse bigint, dal date, pagine bigint, documenti bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
BEGIN
  PERFORM diritto_accesso_pretendi(quale);
  RETURN QUERY
  SELECT v.denominazione, v.telefono, v.email, k.plurale, string_agg(p.codice, ', ' ORDER BY p.data_inizio, p.id),
         count(*) FILTER (WHERE p.data_fine IS NULL AND p.stato <> 'X'), count(*) FILTER (WHERE p.data_fine IS NOT NULL OR p.stato = 'X'), min(p.data_inizio),
         coalesce(sum((SELECT count(*) FROM diario_pagina d WHERE d.pratica_id = p.id AND NOT d.privata)), 0)::bigint,
         coalesce(sum((SELECT count(*) FROM documento d WHERE d.pratica_id = p.id AND d.tolto_il IS NULL AND d.stato IN ('pulito', 'non_controllato'))), 0)::bigint
    FROM pratica p JOIN kind k ON k.codice = p.kind JOIN servizio v ON v.id = p.servizio_id
   WHERE p.titolare_soggetto_id = quale AND k.nel_quadro
   GROUP BY v.id, k.codice
  UNION ALL
  SELECT v.denominazione, v.telefono, v.email, k.plurale, string_agg(d.codice, ', ' ORDER BY d.inviata_il, d.id),
         count(*) FILTER (WHERE d.stato NOT IN ('R', 'T')), count(*) FILTER (WHERE d.stato IN ('R', 'T')), min(d.inviata_il AT TIME ZONE 'Europe/Rome')::date, 0::bigint,
         sum((SELECT count(*) FROM documento x WHERE x.domanda_id = d.id AND x.tolto_il IS NULL AND x.stato IN ('pulito', 'non_controllato')))::bigint
    FROM diritto_segnalazioni(quale) d JOIN kind k ON k.codice = d.kind JOIN servizio v ON v.id = d.servizio_id
   GROUP BY v.id, k.codice
   ORDER BY 8, 1;
END
$$;

-- What else hangs on the person: where they live and lived, how they are reached, citizenships, identity
-- documents, consents.
CREATE OR REPLACE FUNCTION diritto_dati(quale bigint) RETURNS TABLE (che text, testo text, dal date, al date, fonte text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
BEGIN
  PERFORM diritto_accesso_pretendi(quale);
  RETURN QUERY
  SELECT x.che, x.testo, x.dal, x.al, x.fonte FROM (
    SELECT 1 AS ordine, CASE i.tipo WHEN 'residenza' THEN 'Residenza' WHEN 'domicilio' THEN 'Domicilio' ELSE 'Dove riceve la posta' END AS che,
           concat_ws(', ', 'presso ' || i.presso, i.indirizzo, c.denominazione) AS testo, i.dal, i.al,
           CASE i.fonte WHEN 'anpr' THEN 'ANPR' WHEN 'storico' THEN 'archivio precedente' ELSE 'operatore' END AS fonte, i.id
      FROM soggetto_indirizzo i LEFT JOIN comune c ON c.id = i.comune_id WHERE i.soggetto_id = quale
    UNION ALL
    SELECT 2, 'Recapito', concat_ws(', ', k.valore, k.di_chi), NULL, NULL, 'operatore', k.id FROM soggetto_contatto k WHERE k.soggetto_id = quale
    UNION ALL
    SELECT 3, 'Cittadinanza', CASE WHEN k.apolide THEN 'Apolide' ELSE coalesce(e.denominazione, 'Italia') END, k.dal, NULL, CASE WHEN k.fonte = 'anpr' THEN 'ANPR' ELSE 'operatore' END, k.id
      FROM soggetto_cittadinanza k LEFT JOIN stato_estero e ON e.id = k.stato_estero_id WHERE k.soggetto_id = quale
    UNION ALL
    SELECT 4, 'Documento', concat_ws(', ', coalesce(v.descrizione, i.tipo), 'n. ' || i.numero, i.rilasciato_da), i.rilasciato_il, i.scade_il, 'operatore', i.id
      FROM soggetto_identita i LEFT JOIN voce v ON v.vocabolario = 'tipo_identita' AND v.codice = i.tipo WHERE i.soggetto_id = quale
    UNION ALL
    SELECT 5, 'Consenso a condividere', CASE k.esito WHEN 'dato' THEN 'dato' ELSE 'negato' END || ', informativa ' || f.versione || coalesce(', firmato da ' || k.firmato_da, ''), k.data, k.revocato_il,
           'operatore', k.id
      FROM consenso k JOIN informativa f ON f.id = k.informativa_id WHERE k.soggetto_id = quale) x
   ORDER BY x.ordine, x.dal DESC NULLS LAST, x.id;
END
$$;

-- In which households the person is or was, and who wrote it; never with whom (art. 15, par. 4).
CREATE OR REPLACE FUNCTION diritto_nuclei(quale bigint) RETURNS TABLE (nucleo text, relazione text, dal date, al date, fonte text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
BEGIN
  PERFORM diritto_accesso_pretendi(quale);
  RETURN QUERY
  SELECT CASE c.tipo WHEN 'anagrafico' THEN 'Nucleo anagrafico' ELSE 'Nucleo di fatto' END, parentela_parola(w.descrizione, s.sesso), c.dal, c.al,
         CASE c.fonte WHEN 'anpr' THEN 'ANPR' WHEN 'storico' THEN 'archivio precedente' ELSE coalesce(v.denominazione, 'operatore') END
    FROM nucleo_componente c JOIN soggetto s ON s.id = c.soggetto_id LEFT JOIN servizio v ON v.id = c.creato_servizio_id
    LEFT JOIN voce w ON w.vocabolario = 'relazione_parentela' AND w.codice = c.relazione AND w.valida_dal = DATE '1900-01-01'
   WHERE c.soggetto_id = quale ORDER BY c.dal DESC, c.id DESC;
END
$$;

-- Which ISEE name the person; the values are with the service that keeps them, for who prepares this may
-- not read them.
CREATE OR REPLACE FUNCTION diritto_isee(quale bigint) RETURNS TABLE (isee text, protocollo text, presentata date, vale_fino date, fonte text, servizio text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
BEGIN
  PERFORM diritto_accesso_pretendi(quale);
  RETURN QUERY
  SELECT coalesce(t.descrizione, i.tipo), i.protocollo, i.presentata_il, i.valida_fino, CASE i.fonte WHEN 'inps_xml' THEN 'INPS' ELSE 'operatore' END, coalesce(v.denominazione, 'archivio')
    FROM isee i LEFT JOIN servizio v ON v.id = i.creato_servizio_id LEFT JOIN voce t ON t.vocabolario = 'tipo_isee' AND t.codice = i.tipo AND t.valida_al IS NULL
   WHERE i.soggetto_id = quale OR i.id = ANY (ARRAY(SELECT c.isee_id FROM isee_componente c WHERE c.soggetto_id = quale))
   ORDER BY i.presentata_il DESC, i.id;
END
$$;

-- What was asked of other bodies about the person: the codice fiscale went out with each question.
CREATE OR REPLACE FUNCTION diritto_domande(quale bigint) RETURNS TABLE (quando timestamptz, a_chi text, perche text, ufficio text, esito text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
BEGIN
  PERFORM diritto_accesso_pretendi(quale);
  RETURN QUERY
  SELECT a.chiesta_il, CASE a.porta WHEN 'anpr' THEN 'Anagrafe nazionale (ANPR)' || CASE WHEN a.famiglia THEN ', anche lo stato di famiglia' ELSE '' END ELSE 'Agenzia delle Entrate' END,
         coalesce((SELECT w.descrizione FROM voce w WHERE w.vocabolario = 'scopo_anpr' AND w.codice = a.scopo ORDER BY w.valida_dal DESC LIMIT 1), a.scopo),
         coalesce(v.denominazione, 'Sistema, verifica periodica'),
         CASE a.stato WHEN 'in_attesa' THEN 'senza risposta' WHEN 'errore' THEN 'senza risposta' WHEN 'non_trovata' THEN 'persona non trovata' WHEN 'cancellata' THEN 'persona non trovata'
                      WHEN 'valido' THEN 'codice fiscale valido' WHEN 'non_valido' THEN 'codice fiscale non valido' ELSE 'dati ricevuti' END
    FROM anpr_richiesta a LEFT JOIN servizio v ON v.id = a.servizio_id
   WHERE a.soggetto_id = quale ORDER BY a.chiesta_il DESC, a.id DESC;
END
$$;

-- To whom cases were opened beyond their own service (PRI-04: by assignment, or in an emergency), which other service
-- was asked something about one, and who sent a report and follows what becomes of it.
CREATE OR REPLACE FUNCTION diritto_comunicazioni(quale bigint)
RETURNS TABLE (a_chi text, cosa text, come text, dal date, al date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
BEGIN
  PERFORM diritto_accesso_pretendi(quale);
  RETURN QUERY
  SELECT v.denominazione, k.denominazione || ' ' || p.codice, CASE a.livello WHEN 1 THEN 'può leggere' ELSE 'può leggere e scrivere' END,
         (a.valida_dal AT TIME ZONE 'Europe/Rome')::date, coalesce((a.terminata_il AT TIME ZONE 'Europe/Rome')::date, a.valida_al)
    FROM assegnazione a JOIN pratica p ON p.id = a.pratica_id JOIN kind k ON k.codice = p.kind JOIN servizio v ON v.id = a.servizio_id
   WHERE p.titolare_soggetto_id = quale AND k.nel_quadro AND a.servizio_id <> p.servizio_id
  UNION ALL
  SELECT v.denominazione, t.denominazione || ' ' || r.codice || ', ' || k.denominazione || ' ' || p.codice, 'legge quello che è stato chiesto, e risponde',
         (r.chiesta_il AT TIME ZONE 'Europe/Rome')::date, NULL
    FROM richiesta r JOIN pratica p ON p.id = r.pratica_id JOIN kind k ON k.codice = p.kind JOIN tipo_richiesta t ON t.codice = r.tipo JOIN servizio v ON v.id = r.destinatario_id
   WHERE p.titolare_soggetto_id = quale AND k.nel_quadro AND r.destinatario_id <> p.servizio_id
  UNION ALL
  SELECT coalesce(d.mittente_ente, 'Chi ha inviato la segnalazione'), k.denominazione || ' ' || d.codice, 'l’ha inviata, ne segue lo stato e riceve i messaggi',
         (d.inviata_il AT TIME ZONE 'Europe/Rome')::date, NULL
    FROM diritto_segnalazioni(quale) d JOIN kind k ON k.codice = d.kind
  UNION ALL
  SELECT v.denominazione, k.denominazione || ' ' || p.codice, 'ha potuto leggere in emergenza', (s.dal AT TIME ZONE 'Europe/Rome')::date,
         (coalesce(s.chiuso_il, s.fino) AT TIME ZONE 'Europe/Rome')::date
    FROM accesso_straordinario s JOIN pratica p ON p.id = s.pratica_id JOIN kind k ON k.codice = p.kind JOIN servizio v ON v.id = s.servizio_id
   WHERE p.titolare_soggetto_id = quale AND k.nel_quadro
   ORDER BY 4, 2, 1;
END
$$;

-- To which case a row of the register belongs; NULL: to none, or to a thing that has none.
CREATE OR REPLACE FUNCTION registro_pratica(oggetto text, numero bigint) RETURNS bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, public
AS $$
  SELECT CASE oggetto
    WHEN 'pratica' THEN numero
    WHEN 'documento' THEN (SELECT d.pratica_id FROM documento d WHERE d.id = numero)
    WHEN 'assegnazione' THEN (SELECT a.pratica_id FROM assegnazione a WHERE a.id = numero)
    WHEN 'richiesta_accesso' THEN (SELECT r.pratica_id FROM richiesta_accesso r WHERE r.id = numero)
    WHEN 'richiesta' THEN (SELECT q.pratica_id FROM richiesta q WHERE q.id = numero)
    WHEN 'evento' THEN (SELECT e.pratica_id FROM evento e WHERE e.id = numero)
    WHEN 'rilevazione' THEN (SELECT r.pratica_id FROM rilevazione r WHERE r.id = numero)
    WHEN 'diario_pagina' THEN (SELECT d.pratica_id FROM diario_pagina d WHERE d.id = numero)
    WHEN 'stampa' THEN (SELECT s.pratica_id FROM stampa s WHERE s.id = numero)
  END
$$;

-- Who read or wrote, day by day: office and role, not the name of the operator (CJEU C-579/21).  One
-- range of the index registro_soggetto, whatever the register holds (AUD-5).
-- A case of a kind that the quadro does not show leaves no line; what cannot be led back to a case
-- leaves none either where the person has such a case.
CREATE OR REPLACE FUNCTION diritto_letture(quale bigint)
RETURNS TABLE (giorno date, ufficio text, ruolo text, cosa text, volte bigint, prima timestamptz, ultima timestamptz, uscita boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
#variable_conflict use_column
DECLARE
  nascoste boolean;
BEGIN
  PERFORM diritto_accesso_pretendi(quale);
  nascoste := EXISTS (SELECT FROM pratica p JOIN kind k ON k.codice = p.kind WHERE p.titolare_soggetto_id = quale AND NOT k.nel_quadro);
  RETURN QUERY
  WITH riga AS MATERIALIZED (
    SELECT (r.quando AT TIME ZONE 'Europe/Rome')::date AS giorno, r.servizio_id, r.ruolo, r.azione, r.oggetto, r.oggetto_id,
           r.esito IN ('ok', 'chiesta', 'conflitto') AS riuscita, r.dettaglio ->> 'tipo' AS tipo,
           count(*) AS volte, min(r.quando) AS prima, max(r.quando) AS ultima
      FROM registro r
     WHERE r.soggetto_id = quale AND r.oggetto IS DISTINCT FROM 'soggetto_significativo' -- a case of somebody else
     GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
  ), detta AS (
    SELECT r.*, p.codice, coalesce(k.nel_quadro, r.oggetto IN ('soggetto', 'stampa') OR NOT nascoste) AS si_dice
      FROM riga r LEFT JOIN pratica p ON p.id = registro_pratica(r.oggetto, r.oggetto_id) LEFT JOIN kind k ON k.codice = p.kind
  )
  SELECT d.giorno, coalesce(v.denominazione, 'Sistema'), coalesce(z.denominazione, 'operazioni automatiche'),
         CASE WHEN d.tipo = 'diritto_accesso' OR d.oggetto = 'stampa' AND d.codice IS NULL
                THEN CASE d.azione WHEN 'stampa' THEN 'Documento del diritto di accesso preparato' ELSE 'Documento del diritto di accesso aperto' END
              WHEN NOT d.riuscita THEN 'Tentativo non permesso' || coalesce(': ' || d.codice, '')
              ELSE CASE d.azione WHEN 'apri' THEN CASE d.oggetto WHEN 'soggetto' THEN 'Scheda della persona letta' ELSE 'Pratica letta' END
                                 WHEN 'scarica' THEN CASE d.oggetto WHEN 'stampa' THEN 'Stampa scaricata' ELSE 'Documento scaricato' END
                                 WHEN 'stampa' THEN 'Pratica stampata'
                                 WHEN 'emergenza' THEN 'Pratica aperta in emergenza'
                                 WHEN 'crea' THEN 'Dati inseriti'
                                 WHEN 'modifica' THEN 'Dati modificati'
                                 WHEN 'elimina' THEN 'Dati tolti'
                                 WHEN 'interroga' THEN 'Dati chiesti a un altro ente'
                                 WHEN 'confronta' THEN 'Scheda confrontata con un’altra'
                                 WHEN 'segnala' THEN 'Scheda segnalata come possibile doppione'
                                 WHEN 'collega' THEN 'Scheda collegata a un’altra della stessa persona'
                                 WHEN 'sciogli' THEN 'Collegamento con un’altra scheda sciolto'
                                 WHEN 'non_stessa' THEN 'Deciso che un’altra scheda non è della stessa persona'
                                 WHEN 'ritira' THEN 'Decisione su un’altra scheda ritirata'
                                 ELSE 'Altro trattamento (' || d.azione || ')' END || coalesce(': ' || d.codice, '') END,
         sum(d.volte)::bigint, min(d.prima), max(d.ultima),
         d.riuscita AND d.azione IN ('scarica', 'stampa', 'estrai', 'esporta', 'invia')
    FROM detta d LEFT JOIN servizio v ON v.id = d.servizio_id LEFT JOIN ruolo z ON z.id = d.ruolo
   WHERE d.si_dice
   GROUP BY 1, 2, 3, 4, 8
   ORDER BY 1 DESC, 7 DESC, 2, 4;
END
$$;

DO $$
DECLARE
  f regprocedure;
BEGIN
  FOREACH f IN ARRAY ARRAY['diritto_accesso_pretendi(bigint)', 'diritto_segnalazioni(bigint)', 'diritto_dati(bigint)', 'diritto_nuclei(bigint)', 'diritto_isee(bigint)', 'diritto_domande(bigint)', 'diritto_servizi(bigint)', 'diritto_comunicazioni(bigint)', 'registro_pratica(text, bigint)',
    'diritto_letture(bigint)']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END
$$;
-- Only the worker, under the identity of who asked: no page shows the register of a person.
GRANT EXECUTE ON FUNCTION diritto_dati(bigint), diritto_nuclei(bigint), diritto_isee(bigint), diritto_domande(bigint), diritto_servizi(bigint), diritto_comunicazioni(bigint), diritto_letture(bigint) TO siz_job;
