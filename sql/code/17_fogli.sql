-- Later blocks of a print or a receipt on its way to who downloads it: the transaction in which the right was
-- checked is over, so the program proves that it checked (`prova`), and the ticket holds for half a day.
-- Logging out, losing service or account, and the end of the sheet end the transfer at the next block
-- (as documento_blocco_consegna does for documents).
CREATE OR REPLACE FUNCTION stampa_blocco_consegna(gettone text, quale bigint, numero integer, rilasciato bigint, prova text) RETURNS bytea
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM prova_pretendi('stampa|' || quale || '|' || rilasciato || '|' || gettone, prova);
  RETURN (
    SELECT coalesce(b.dati, '')  -- a block that is missing is another thing than a right that ended
      FROM stampa s LEFT JOIN stampa_blocco b ON b.stampa_id = s.id AND b.indice = numero, sessione x JOIN operatore o ON o.id = x.operatore_id
     WHERE s.id = quale AND s.stato = 'pronta' AND s.scade_il > now()
       AND x.impronta = sha256(convert_to(gettone, 'UTF8')) AND x.chiusa_il IS NULL
       AND s.operatore_id = x.operatore_id AND s.servizio_id = x.servizio_id AND s.ruolo = x.ruolo
       AND o.stato = 'attivo' AND EXISTS (SELECT FROM servizi_di(x.operatore_id) d WHERE d.servizio_id = x.servizio_id AND d.ruolo = x.ruolo)
       AND rilasciato BETWEEN extract(epoch FROM now() - interval '12 hours') AND extract(epoch FROM now() + interval '1 minute'));
END
$$;
CREATE OR REPLACE FUNCTION ricevuta_blocco_consegna(gettone text, quale bigint, numero integer, rilasciato bigint, prova text) RETURNS bytea
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
BEGIN
  PERFORM prova_pretendi('ricevuta|' || quale || '|' || rilasciato || '|' || gettone, prova);
  RETURN (
    SELECT coalesce(b.dati, '')
      FROM ricevuta r JOIN domanda d ON d.id = r.domanda_id LEFT JOIN ricevuta_blocco b ON b.domanda_id = r.domanda_id AND b.indice = numero,
           sessione x LEFT JOIN operatore o ON o.id = x.operatore_id LEFT JOIN utente_esterno u ON u.id = x.utente_esterno_id
     WHERE r.domanda_id = quale AND r.stato = 'pronta'
       AND x.impronta = sha256(convert_to(gettone, 'UTF8')) AND x.chiusa_il IS NULL
       AND (o.stato = 'attivo' AND d.operatore_id = o.id AND EXISTS (SELECT FROM servizi_di(o.id) z WHERE z.servizio_id = x.servizio_id AND z.ruolo = x.ruolo)
            OR u.stato = 'attivo' AND d.utente_esterno_id = u.id)
       AND rilasciato BETWEEN extract(epoch FROM now() - interval '12 hours') AND extract(epoch FROM now() + interval '1 minute'));
END
$$;
DO $$
DECLARE
  f regprocedure;
BEGIN
  FOREACH f IN ARRAY ARRAY['stampa_blocco_consegna(text, bigint, integer, bigint, text)', 'ricevuta_blocco_consegna(text, bigint, integer, bigint, text)']::regprocedure[] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO siz_cancello', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO siz_web', f);
  END LOOP;
END
$$;
