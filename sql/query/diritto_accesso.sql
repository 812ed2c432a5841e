-- The document of the right of access (GDPR art. 15).

-- name: diritto_soggetto :maybe
SELECT s.id AS soggetto_id, s.codice, s.cognome || ' ' || s.nome AS nome FROM soggetto s WHERE s.id = :soggetto_id;

-- name: diritto_persona :hdf1
-- The data of the person that all services share.
SELECT s.codice, s.cognome, s.nome, CASE s.sesso WHEN 'F' THEN 'Femmina' ELSE 'Maschio' END AS sesso, s.data_nascita, coalesce(n.denominazione, e.denominazione) AS luogo_nascita,
       s.codice_fiscale, s.codice_stp, r.denominazione AS residenza_comune, s.residenza_indirizzo, s.telefono, s.email, s.data_decesso,
       CASE s.fonte WHEN 'anpr' THEN 'Anagrafe nazionale (ANPR)' WHEN 'storico' THEN 'Archivio precedente' ELSE 'Inseriti da un operatore' END AS fonte,
       s.creato_il, v.denominazione AS creato_servizio
  FROM soggetto s LEFT JOIN comune n ON n.id = s.nascita_comune_id LEFT JOIN stato_estero e ON e.id = s.nascita_stato_id
  LEFT JOIN comune r ON r.id = s.residenza_comune_id LEFT JOIN servizio v ON v.id = s.creato_servizio_id
 WHERE s.id = :soggetto_id;

-- name: diritto_dati :hdf
SELECT che, testo, dal, al, fonte FROM diritto_dati(:soggetto_id);

-- name: diritto_nuclei :hdf
SELECT nucleo, relazione, dal, al, fonte FROM diritto_nuclei(:soggetto_id);

-- name: diritto_isee :hdf
SELECT isee, protocollo, presentata, vale_fino, fonte, servizio FROM diritto_isee(:soggetto_id);

-- name: diritto_domande :hdf
SELECT (quando AT TIME ZONE 'Europe/Rome')::date AS giorno, to_char(quando AT TIME ZONE 'Europe/Rome', 'HH24:MI') AS ora, a_chi, perche, ufficio, esito FROM diritto_domande(:soggetto_id);

-- name: diritto_servizi :hdf
SELECT servizio, telefono, email, cosa, codici, aperte, chiuse, dal, pagine, documenti FROM diritto_servizi(:soggetto_id);

-- name: diritto_comunicazioni :hdf
SELECT a_chi, cosa, come, dal, al FROM diritto_comunicazioni(:soggetto_id);

-- name: diritto_letture :hdf
-- The hours in words: one line is one day of one office.
SELECT giorno, ufficio, ruolo, cosa, volte, uscita, to_char(prima AT TIME ZONE 'Europe/Rome', 'HH24:MI') AS ora_prima, to_char(ultima AT TIME ZONE 'Europe/Rome', 'HH24:MI') AS ora_ultima
  FROM diritto_letture(:soggetto_id);
