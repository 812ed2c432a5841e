-- What `siz verifica` says of the configuration: services, accounts, rights and lists that somebody changed on pages.
-- `grave`: something does not work, or nobody could put it right; else something to look at.
CREATE OR REPLACE FUNCTION configurazione_esame() RETURNS TABLE (grave boolean, testo text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  WITH capo AS (
    SELECT DISTINCT o.id, o.username, o.dimostrazione, k.totp_attivo, s.operatore_id IS NOT NULL AS spid
      FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id AND a.valida_dal <= current_date AND coalesce(a.valida_al, current_date) >= current_date
      JOIN ruolo_permesso p ON p.ruolo = a.ruolo AND p.permesso = 'AMMINISTRAZIONE' LEFT JOIN credenziale k ON k.operatore_id = o.id LEFT JOIN operatore_spid s ON s.operatore_id = o.id
     WHERE o.stato = 'attivo' AND coalesce(o.valido_al, current_date) >= current_date
  ), vivo AS (
    SELECT o.* FROM operatore o WHERE o.stato = 'attivo' AND coalesce(o.valido_al, current_date) >= current_date
  ), oggi AS (
    SELECT a.* FROM appartenenza a JOIN vivo o ON o.id = a.operatore_id WHERE a.valida_dal <= current_date AND coalesce(a.valida_al, current_date) >= current_date
  ), servizio_oggi AS (
    SELECT v.* FROM servizio v WHERE v.valido_dal <= current_date AND coalesce(v.valido_al, current_date) >= current_date AND NOT v.sola_lettura AND v.tipo <> 'storico'
  )
  SELECT true, 'nobody administers SIZ: make an account with siz operatore crea ... --ruolo amministratore' WHERE NOT EXISTS (SELECT FROM capo) AND EXISTS (SELECT FROM operatore)
  UNION ALL
  SELECT false, 'only ' || c.username || ' administers SIZ: when that person is away nobody gives accounts' FROM capo c WHERE (SELECT count(*) FROM capo) = 1 AND NOT c.dimostrazione
  UNION ALL
  SELECT false, c.username || ' administers SIZ without a second factor, or did not enter yet' FROM capo c WHERE NOT coalesce(c.totp_attivo, false) AND NOT c.spid AND NOT c.dimostrazione
  UNION ALL
  SELECT true, 'the role ' || r.codice || ' administers SIZ and reads cases, too (AZ-9)' FROM ruolo r
   WHERE EXISTS (SELECT FROM ruolo_permesso p WHERE p.ruolo = r.id AND p.permesso = 'AMMINISTRAZIONE') AND EXISTS (SELECT FROM ruolo_permesso p WHERE p.ruolo = r.id AND p.permesso = 'PRATICA_LEGGI')
  UNION ALL
  SELECT true, 'the role ' || r.codice || ' gives the role ' || x.codice || ', which administers SIZ, and does not administer itself' FROM ruolo_conferibile g JOIN ruolo r ON r.id = g.ruolo JOIN ruolo x ON x.id = g.conferisce
   WHERE EXISTS (SELECT FROM ruolo_permesso p WHERE p.ruolo = x.id AND p.permesso = 'AMMINISTRAZIONE') AND NOT EXISTS (SELECT FROM ruolo_permesso p WHERE p.ruolo = r.id AND p.permesso = 'AMMINISTRAZIONE')
  UNION ALL
  SELECT true, 'the service ' || v.codice || ' is closed, and ' || count(*) || ' cases stand open in it, which nobody there can enter' FROM servizio v JOIN pratica p ON p.servizio_id = v.id AND p.stato IN ('A', 'S')
   WHERE v.valido_al < current_date AND NOT v.sola_lettura GROUP BY v.id, v.codice
  UNION ALL
  SELECT false, 'the service ' || v.codice || ' has open cases and no referente: nobody there gives them to others' FROM servizio_oggi v
   WHERE EXISTS (SELECT FROM pratica p WHERE p.servizio_id = v.id AND p.stato IN ('A', 'S')) AND NOT EXISTS (SELECT FROM oggi a WHERE a.servizio_id = v.id AND a.ruolo = 2)
  UNION ALL
  SELECT false, count(*) || ' open cases are followed by somebody who cannot enter any more: ' || string_agg(DISTINCT o.username, ', ' ORDER BY o.username)
    FROM pratica p JOIN operatore o ON o.id = p.riferimento_operatore_id JOIN servizio v ON v.id = p.servizio_id AND NOT v.sola_lettura
   WHERE p.stato IN ('A', 'S') AND NOT EXISTS (SELECT FROM oggi a WHERE a.operatore_id = o.id AND a.servizio_id = p.servizio_id) HAVING count(*) > 0
  UNION ALL
  SELECT false, count(*) || ' accounts are active and work in no service: ' || string_agg(o.username, ', ' ORDER BY o.username) FROM vivo o
   WHERE NOT EXISTS (SELECT FROM appartenenza a WHERE a.operatore_id = o.id AND coalesce(a.valida_al, current_date) >= current_date) HAVING count(*) > 0
  UNION ALL
  SELECT false, count(*) || ' accounts were made more than 30 days ago and never activated: ' || string_agg(o.username, ', ' ORDER BY o.username) FROM vivo o JOIN credenziale k ON k.operatore_id = o.id AND k.impronta IS NULL
   WHERE o.creato_il < now() - interval '30 days' AND NOT EXISTS (SELECT FROM operatore_spid s WHERE s.operatore_id = o.id) HAVING count(*) > 0
  UNION ALL
  SELECT false, count(*) || ' services have neither telephone nor mail: who is refused a case cannot call them' FROM servizio_oggi v WHERE v.telefono IS NULL AND v.email IS NULL HAVING count(*) > 0
  UNION ALL
  SELECT true, 'the type ' || t.kind || ' ' || t.codice || ' proposes the class of ISTAT ' || t.istat || ', which has ended' FROM tipo_intervento t
   WHERE coalesce(t.valido_al, current_date) >= current_date AND t.istat IS NOT NULL
     AND NOT EXISTS (SELECT FROM voce x WHERE x.vocabolario = 'istat' AND x.codice = t.istat AND coalesce(x.valida_al, current_date) >= current_date)
  UNION ALL
  SELECT true, 'the type ' || t.kind || ' ' || t.codice || ' is chosen in no service that is open' FROM tipo_intervento t
   WHERE coalesce(t.valido_al, current_date) >= current_date AND t.servizi IS NOT NULL AND NOT EXISTS (SELECT FROM servizio_oggi v WHERE v.id = ANY (t.servizi))
  UNION ALL
  SELECT true, 'the list ' || x.vocabolario || ' has no entry that can be chosen' FROM voce x GROUP BY x.vocabolario HAVING bool_and(coalesce(x.valida_al, current_date) < current_date)
$$;
ALTER FUNCTION configurazione_esame() OWNER TO siz_cancello;
REVOKE ALL ON FUNCTION configurazione_esame() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION configurazione_esame() TO siz_owner;
