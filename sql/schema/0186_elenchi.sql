-- Lists and types of intervention as pages (GEN-09, ECO-03, RIC-05).  An old case keeps its code and shows its word: a
-- value is ended and never deleted.

ALTER TABLE voce ADD COLUMN versione integer NOT NULL DEFAULT 1;
ALTER TABLE tipo_intervento ADD COLUMN versione integer NOT NULL DEFAULT 1;
ALTER TABLE voce ADD CONSTRAINT voce_lunghezza CHECK (length(descrizione) <= 300);
ALTER TABLE tipo_intervento ADD CONSTRAINT tipo_intervento_lunghezza CHECK (length(descrizione) <= 300);

-- What the lists are called, and what may be changed of them: `tutto` entries come and end; `parole` only their words,
-- because the program or a function knows the codes; `niente` law or an office outside says what they are.
CREATE TABLE vocabolario (
  codice text CONSTRAINT vocabolario_pk PRIMARY KEY,
  nome text NOT NULL,
  cambia text NOT NULL CONSTRAINT vocabolario_cambia CHECK (cambia IN ('tutto', 'parole', 'niente')),
  area text NOT NULL
);
INSERT INTO vocabolario VALUES
  ('tipo_diario', 'Tipi di pagina del diario', 'tutto', 'Pratiche'), ('tipo_evento', 'Tipi di evento', 'tutto', 'Pratiche'),
  ('tipo_documento', 'Tipi di documento', 'tutto', 'Pratiche'), ('tipo_soggetto_significativo', 'Soggetti significativi', 'tutto', 'Pratiche'),
  ('motivo_attivazione', 'Motivi di attivazione', 'tutto', 'Pratiche'), ('motivo_termine', 'Motivi di fine degli interventi', 'tutto', 'Pratiche'),
  ('motivo_emergenza', 'Motivi dell’accesso in emergenza', 'tutto', 'Pratiche'), ('tipo_appuntamento', 'Tipi di appuntamento', 'tutto', 'Pratiche'),
  ('fonte_segnalazione', 'Chi segnala', 'tutto', 'Segnalazioni'), ('motivo_segnalazione', 'Motivi della segnalazione', 'tutto', 'Segnalazioni'),
  ('esito_segnalazione', 'Esiti della segnalazione', 'parole', 'Segnalazioni'), ('modo_contatto', 'Come è avvenuto il contatto', 'tutto', 'Segnalazioni'),
  ('passo_successivo', 'Che cosa si fa dopo', 'tutto', 'Segnalazioni'),
  ('consenso_presa', 'Consenso alla presa in carico', 'parole', 'Prese in carico'), ('motivo_senza_consenso', 'Motivi della presa in carico senza consenso', 'tutto', 'Prese in carico'),
  ('motivo_chiusura_presa_in_carico', 'Motivi di chiusura della presa in carico', 'tutto', 'Prese in carico'),
  ('motivo_valutazione', 'Motivi della valutazione', 'tutto', 'Valutazioni e progetti'), ('fonte_valutazione', 'Fonti della valutazione', 'tutto', 'Valutazioni e progetti'),
  ('esito_valutazione', 'Esiti della valutazione', 'parole', 'Valutazioni e progetti'), ('area_obiettivo', 'Aree degli obiettivi', 'tutto', 'Valutazioni e progetti'),
  ('chi_azione', 'Chi fa l’azione', 'parole', 'Valutazioni e progetti'), ('stato_azione', 'Stati dell’azione', 'parole', 'Valutazioni e progetti'),
  ('esito_obiettivo', 'Esiti dell’obiettivo', 'parole', 'Valutazioni e progetti'), ('motivo_chiusura_progetto', 'Motivi di chiusura del progetto', 'tutto', 'Valutazioni e progetti'),
  ('titolo_studio', 'Titoli di studio', 'tutto', 'Persone'), ('livello_italiano', 'Conoscenza dell’italiano', 'tutto', 'Persone'),
  ('motivo_senza_codice', 'Motivi per cui manca il codice fiscale', 'tutto', 'Persone'), ('motivo_ingresso_nucleo', 'Motivi di ingresso nel nucleo', 'parole', 'Persone'),
  ('motivo_uscita_nucleo', 'Motivi di uscita dal nucleo', 'parole', 'Persone'), ('motivo_apertura', 'Perché si apre una scheda', 'tutto', 'Persone'),
  ('tipo_identita', 'Documenti di identità', 'tutto', 'Persone'), ('titolo_rappresentanza', 'Titoli di rappresentanza', 'tutto', 'Persone'),
  ('tipo_indirizzo', 'Tipi di indirizzo', 'parole', 'Persone'), ('tipo_contatto', 'Tipi di recapito', 'parole', 'Persone'), ('condizione_persona', 'Condizione della persona', 'parole', 'Persone'),
  ('tipo_ente_esterno', 'Tipi di ente esterno', 'tutto', 'Enti esterni'), ('self_area', 'SELF: aree', 'tutto', 'Enti esterni'), ('self_scopo', 'SELF: scopi', 'tutto', 'Enti esterni'),
  ('self_sostegno', 'SELF: sostegni', 'tutto', 'Enti esterni'),
  ('ap_carico', 'Analisi: carichi di cura', 'tutto', 'Analisi preliminare'), ('ap_condizione', 'Analisi: condizione di lavoro', 'tutto', 'Analisi preliminare'),
  ('ap_debito', 'Analisi: debiti', 'tutto', 'Analisi preliminare'), ('ap_entrata', 'Analisi: entrate', 'tutto', 'Analisi preliminare'), ('ap_fragilita', 'Analisi: fragilità', 'tutto', 'Analisi preliminare'),
  ('ap_ostacolo', 'Analisi: ostacoli al lavoro', 'tutto', 'Analisi preliminare'), ('ap_problema_casa', 'Analisi: problemi della casa', 'tutto', 'Analisi preliminare'),
  ('ap_rete', 'Analisi: reti', 'tutto', 'Analisi preliminare'), ('ap_rinuncia', 'Analisi: rinunce', 'tutto', 'Analisi preliminare'), ('ap_salute', 'Analisi: salute', 'tutto', 'Analisi preliminare'),
  ('ap_servizio', 'Analisi: servizi che seguono', 'tutto', 'Analisi preliminare'), ('ap_titolo_casa', 'Analisi: titolo della casa', 'tutto', 'Analisi preliminare'),
  ('stato_intervento', 'Stati degli interventi', 'parole', 'Parole degli stati'), ('stato_presa_in_carico', 'Stati delle prese in carico', 'parole', 'Parole degli stati'),
  ('stato_progetto', 'Stati dei progetti', 'parole', 'Parole degli stati'), ('stato_segnalazione', 'Stati delle segnalazioni', 'parole', 'Parole degli stati'),
  ('stato_valutazione', 'Stati delle valutazioni', 'parole', 'Parole degli stati'), ('stato_domanda', 'Stati delle domande', 'parole', 'Parole degli stati'),
  ('stato_richiesta_utenza', 'Stati delle richieste di utenza', 'parole', 'Parole degli stati'), ('tipo_servizio', 'Tipi di servizio', 'parole', 'Parole degli stati'),
  ('istat', 'Nomenclatore ISTAT', 'niente', 'Decise fuori'), ('livello_assistenza', 'Livelli di assistenza', 'niente', 'Decise fuori'), ('macro_livello', 'Macro livelli', 'niente', 'Decise fuori'),
  ('area_utenza', 'Aree di utenza', 'niente', 'Decise fuori'), ('relazione_parentela', 'Relazioni di parentela (ANPR)', 'niente', 'Decise fuori'), ('tipo_isee', 'Tipi di ISEE', 'niente', 'Decise fuori');
