/*
 * AUD-1, AUD-2 route by route: each GET that shows personal data leaves exactly the row that is
 * owed, refusals too; and without the row no page leaves.  A route that is in neither list below
 * fails: whoever adds one says here what it leaves.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { BASE, Client, chapter, decode, end, is, ok, sql } from './client.mjs';

const routes = JSON.parse(execFileSync('build/siz', ['rotte', '--json'], { encoding: 'utf8', env: { ...process.env } })).filter((route) => route.method === 'GET');
const me = sql("SELECT id FROM operatore WHERE username = 'assistente.maleo'");

/* One row of that question, as its columns. */
function pick(what, text) {
	const row = sql(`${text} ORDER BY 1 LIMIT 1`);
	if (!row)
		throw new Error(`the demonstration has no ${what}`);
	return row.split('|');
}
const own = `FROM pratica p JOIN servizio s ON s.id = p.servizio_id AND s.codice = 'maleo'`;
const mine = `${own} AND p.riferimento_operatore_id = ${me} AND p.stato = 'A'`;

const laura = new Client();
await laura.login('assistente.maleo');
const [pratica, persona] = pick('open case', `SELECT p.id, p.titolare_soggetto_id ${mine}`);
const [pagina, di_pagina, persona_pagina] = pick('diary page', `SELECT d.id, p.id, p.titolare_soggetto_id ${mine} JOIN diario_pagina d ON d.pratica_id = p.id AND d.autore_operatore_id = ${me} AND NOT d.privata`);
const [parte, di_parte, persona_parte] = pick('part that its author has not signed', `SELECT e.id, p.id, p.titolare_soggetto_id ${mine} JOIN valutazione_parte e ON e.pratica_id = p.id AND e.autore_operatore_id = ${me} AND e.firmata_il IS NULL`);
const [firmata] = pick('signed part', `SELECT id FROM valutazione_parte v WHERE v.pratica_id = ${di_parte} AND v.firmata_il IS NOT NULL AND v.autore_operatore_id = (SELECT autore_operatore_id FROM valutazione_parte WHERE id = ${parte})`);
const [evento, di_evento, persona_evento] = pick('event', `SELECT e.id, p.id, p.titolare_soggetto_id ${mine} JOIN evento e ON e.pratica_id = p.id`);
const [rilevazione, di_rilevazione, persona_rilevazione] = pick('scheda that was filled in', `SELECT r.id, p.id, p.titolare_soggetto_id ${mine} JOIN rilevazione r ON r.pratica_id = p.id AND r.tolta_il IS NULL`);
const [vicino, di_vicino, persona_vicino] = pick('soggetto significativo', `SELECT g.id, p.id, p.titolare_soggetto_id ${mine} JOIN soggetto_significativo g ON g.pratica_id = p.id`);
const [obiettivo, di_obiettivo, persona_obiettivo] = pick('goal', `SELECT o.id, p.id, p.titolare_soggetto_id ${mine} JOIN progetto_obiettivo o ON o.pratica_id = p.id`);
const [azione] = pick('action', `SELECT id FROM progetto_azione WHERE pratica_id = ${di_obiettivo}`), [verifica] = pick('review', `SELECT id FROM progetto_verifica WHERE pratica_id = ${di_obiettivo}`);
const [richiesta, di_richiesta, persona_richiesta] = pick('request of access', `SELECT r.id, p.id, p.titolare_soggetto_id ${mine} JOIN richiesta_accesso r ON r.pratica_id = p.id AND r.esito IS NULL`);
const [data, persona_data] = pick('assignment to answer', `SELECT a.id, p.titolare_soggetto_id FROM assegnazione a JOIN pratica p ON p.id = a.pratica_id WHERE a.operatore_id = ${me} AND a.risposta IS NULL AND a.terminata_il IS NULL`);
const [componente, nel_nucleo] = pick('member of a household', 'SELECT id, soggetto_id FROM nucleo_componente WHERE al IS NULL');
/* One of each row that hangs on the person. */
const riga = Object.fromEntries([
	['soggetto_indirizzo', "tipo, indirizzo) VALUES (P, 'domicilio', 'Via Prova 1')"], ['soggetto_contatto', "tipo, valore) VALUES (P, 'telefono', '0371 1')"],
	['soggetto_cittadinanza', 'dal) VALUES (P, current_date)'], ['soggetto_identita', "tipo) VALUES (P, 'CI')"],
].map(([table, rest]) => [table, sql(`INSERT INTO ${table} (soggetto_id, ${rest.replace('P', persona)} RETURNING id`)]));
const [consenso] = pick('consent', `SELECT id FROM consenso WHERE soggetto_id = ${persona} AND esito = 'dato'`);
const [altrui] = pick('case of others', `SELECT p.id FROM pratica p JOIN servizio s ON s.id = p.servizio_id AND s.codice = 'lodi' WHERE NOT EXISTS (SELECT FROM accesso a WHERE a.pratica_id = p.id AND a.principale = ${me})
	AND NOT EXISTS (SELECT FROM assegnazione a WHERE a.pratica_id = p.id)`);

/* Reports to SELF: a draft, and one that was sent. */
async function report() {
	await laura.get(`/self/nuova?soggetto=${persona}`);
	return (await laura.submit('/self/nuova', {})).location.split('/')[2];
}
const bozza = await report(), inviata = await report();

/* A document of the case, opened without antivirus. */
async function upload(where, name) {
	const page = await laura.get(where), edge = `edge${randomBytes(12).toString('hex')}`;
	const hidden = (name) => decode(new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text)[1]);
	const parts = ['_csrf', '_chiave'].map((name) => `--${edge}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${hidden(name)}\r\n`);
	parts.push(`--${edge}\r\nContent-Disposition: form-data; name="documenti"; filename="${name}"\r\n\r\nSegreto-del-documento\r\n--${edge}--\r\n`);
	await laura.request(where, {
		method: 'POST', body: parts.join(''),
		headers: { origin: BASE, 'sec-fetch-site': 'same-origin', 'content-type': `multipart/form-data; boundary=${edge}` },
	});
	const [id] = pick('document that went up', `SELECT -id FROM documento WHERE nome_file = '${name}'`);
	for (let i = 0; i < 100 && sql(`SELECT stato FROM documento WHERE id = ${-id}`) === 'in_controllo'; i++)
		await new Promise((go) => setTimeout(go, 200));
	return String(-id);
}
const documento = await upload(`/pratiche/${pratica}/documenti`, 'registro.txt');
const allegato = await upload(`/self/${bozza}/documenti`, 'allegato.txt');
sql(`UPDATE domanda SET stato = 'I', inviata_il = now(), codice = 'SELF-PROVA-REGISTRO' WHERE id = ${inviata}`);
await laura.submit(`/self/${inviata}/ricevuta`, {}, await laura.get(`/self/${inviata}/ricevuta`)); /* the worker makes its PDF meanwhile */

/* A print of the case, made by the worker. */
async function print() {
	const page = await laura.get(`/pratiche/${pratica}/stampa`);
	const address = (await laura.submit(`/pratiche/${pratica}/stampa`, {}, page)).location, id = address.split('/')[2];
	for (let i = 0; i < 200 && sql(`SELECT stato FROM stampa WHERE id = ${id}`) === 'in_coda'; i++)
		await new Promise((go) => setTimeout(go, 200));
	return id;
}
const stampa = await print();
for (let i = 0; i < 200 && sql(`SELECT stato FROM ricevuta WHERE domanda_id = ${inviata}`) === 'in_coda'; i++)
	await new Promise((go) => setTimeout(go, 200));

/* A question to ANPR, a proposal of it, somebody to be looked at again. */
const [domanda] = pick('question to ANPR', `WITH r AS (INSERT INTO anpr_richiesta (porta, codice_fiscale, soggetto_id, scopo, riferimento, operatore_id, stato)
	SELECT 'anpr', codice_fiscale, id, 'FLUSSI', 'prova', ${me}, 'non_trovata' FROM soggetto WHERE id = ${persona} RETURNING id) SELECT id FROM r`);
const [proposta] = pick('proposal of ANPR', `WITH r AS (INSERT INTO anpr_proposta (soggetto_id, campo, loro, dati) VALUES (${persona}, 'residenza_indirizzo', 'Via di Prova 1', '{}') RETURNING id) SELECT id FROM r`);
const [rivedere, da_rivedere] = pick('person to be looked at again', `WITH r AS (INSERT INTO soggetto_rivedere (soggetto_id, motivo) VALUES (${persona}, 'senza_dimora') RETURNING id, soggetto_id) SELECT * FROM r`);
/* Two rows that may be one person. */
const altra = sql(`SELECT id FROM soggetto WHERE NOT riservato AND id <> ${persona} ORDER BY id LIMIT 1`);
const [coppia, una, due] = pick('pair of persons', `WITH r AS (INSERT INTO doppione (uno_soggetto_id, altro_soggetto_id, punti, motivi) VALUES (least(${persona}, ${altra}), greatest(${persona}, ${altra}), 60, '{prova}')
	ON CONFLICT ON CONSTRAINT doppione_una DO UPDATE SET punti = 60 RETURNING id, uno_soggetto_id, altro_soggetto_id) SELECT * FROM r`);
/* An appointment of Laura's service, and an équipe of it. */
const here = sql("SELECT id FROM servizio WHERE codice = 'maleo'");
const appuntamento = sql(`INSERT INTO appuntamento (tipo, titolo, inizio, fine, pratica_id, servizio_id, creato_da) VALUES ('ALTRO', 'Prova', now(), now() + interval '1 hour', ${pratica}, ${here}, ${me}) RETURNING id`);
const struttura = sql(`INSERT INTO struttura (denominazione, tipo, gestore, servizio_id, creato_da) VALUES ('Prova del registro', 'STR11', 'Ente', ${here}, ${me}) RETURNING id`);
const [di_struttura, persona_struttura] = pick('intervento in struttura', `SELECT p.id, p.titolare_soggetto_id ${own} AND p.kind = 'intervento_struttura' AND p.stato = 'A'`);
sql(`INSERT INTO struttura_posti (struttura_id, tipo_posto, dal, posti, creato_da) VALUES (${struttura}, 'DIURNO', DATE '2026-01-01', 9, ${me})`);
const inserimento = sql(`INSERT INTO inserimento (pratica_id, struttura_id, tipo_posto, ammissione, giorni_settimana, creato_da) VALUES (${di_struttura}, ${struttura}, 'DIURNO', DATE '2026-01-02', '1', ${me}) RETURNING id`);
/* without the trigger of the ledger, which asks who does it */
const spesa = sql(`SET session_replication_role = replica; INSERT INTO spesa_extra (pratica_id, data, tipo, importo, creato_da) VALUES (${di_struttura}, DATE '2026-03-01', 'ALTRO', 5, ${me}) RETURNING id`);
const equipe = sql(`INSERT INTO equipe (nome, servizio_id, creato_da) VALUES ('Prova del registro', ${here}, ${me}) RETURNING id`);
const chiesta = sql(`INSERT INTO richiesta (codice, tipo, stato, attende, pratica_id, pratica_codice, pratica_kind, soggetto_id, servizio_id, richiedente_operatore_id, destinatario_id, oggetto, testo, entro, promemoria)
	SELECT 'RIC-PROVA-REGISTRO', 'autorizzazione', 'V', 'decide', id, codice, kind, titolare_soggetto_id, servizio_id, ${me}, servizio_id, 'Prova', 'Prova', current_date, current_date FROM pratica WHERE id = ${pratica} RETURNING id`);

/* An intervento of the same person in which a supplier rendered something. */
const fornitore = sql(`INSERT INTO fornitore (denominazione, partita_iva, servizio_id, creato_da) VALUES ('Prova del registro', '99999999990', ${here}, ${me}) RETURNING id`);
const di_prestazione = sql(`INSERT INTO pratica (kind, codice, stato, servizio_id, titolare_soggetto_id, riferimento_operatore_id, creato_da, data_inizio, motivo_attivazione, dati, modulo_id)
	SELECT 'intervento_prestazione', 'PRS-PROVA-REGISTRO', 'A', ${here}, ${persona}, ${me}, ${me}, DATE '2026-03-01', '1', '{"tipo": "PRE01", "istat": "C3"}', max(id) FROM modulo WHERE nome = 'intervento_prestazione' RETURNING id`);
const prevista = sql(`INSERT INTO prestazione_prevista (pratica_id, prestazione, fornitore_id, unita, dal, quantita, creato_da) VALUES (${di_prestazione}, 'PRE01', ${fornitore}, 'ORA', DATE '2026-03-01', 60, ${me}) RETURNING id`);
const resa = sql(`INSERT INTO prestazione_resa (pratica_id, prestazione_prevista_id, data, quantita, creato_da) VALUES (${di_prestazione}, ${prevista}, DATE '2026-03-02', 60, ${me}) RETURNING id`);

/* An ISEE of the person of the case, and a file of INPS that was read. */
const [isee] = pick('ISEE', `WITH r AS (INSERT INTO isee (soggetto_id, tipo, valore, protocollo, presentata_il, valida_fino) VALUES (${persona}, 'ORD', 1, 'INPS-ISEE-2026-99999999A-00', '2026-01-20', '2026-12-31') RETURNING id) SELECT id FROM r`);
const [lettura] = pick('file of INPS', `WITH r AS (INSERT INTO isee_lettura (soggetto_id, operatore_id, stato, motivo) VALUES (${persona}, ${me}, 'rifiutata', 'Prova') RETURNING id) SELECT id FROM r`);

/* Persons alike are shown once name and date of birth, or the codice fiscale, are there. */
const [codice] = pick('codice fiscale', `SELECT codice_fiscale FROM soggetto WHERE id = ${persona} AND codice_fiscale IS NOT NULL`);
const simili = `/soggetti/simili?codice_fiscale=${codice}`;

const opened = (object, id, person) => [`apri ${object} ${id} ${person} ok`];
const kept = opened('pratica', pratica, persona);

/* Route -> [address, the rows owed]. */
const owed = {
	'/': ['/', ['elenca home - - ok']],
	'/cerca': ['/cerca?q=rossi', ['cerca tutto - - ok']],
	...Object.fromEntries(['pagamenti', 'movimenti', 'finanziamenti', 'quote', 'costo', 'costo/esito', 'regole/anteprima', 'regole/nuova', 'sospensioni/nuova', 'decurtazioni/nuova', 'quote/nuova', 'movimenti/nuovo']
		.map((rest) => [`/pratiche/{pratica}/${rest}`, [`/pratiche/${pratica}/${rest}`, kept]])),
	'/finanziamenti': ['/finanziamenti', ['elenca finanziamento - - ok']],
	'/pagamenti': ['/pagamenti', ['elenca elenco di pagamento - - ok']],
	'/elaborazioni-contabili': ['/elaborazioni-contabili', ['elenca elaborazione contabile - - ok']],
	'/elaborazioni-contabili/mese': ['/elaborazioni-contabili/mese', ['elenca elaborazione contabile - - ok']],
	'/cerca/voci': ['/cerca/voci?q=rossi', ['cerca tutto - - ok']],
	'/soggetti': ['/soggetti', ['elenca soggetto - - ok']],
	'/soggetti/simili': [simili, ['cerca soggetto - - ok']],
	'/soggetti/{soggetto}': [`/soggetti/${persona}`, opened('soggetto', persona, persona)],
	'/soggetti/{soggetto}/modifica': [`/soggetti/${persona}/modifica`, opened('soggetto', persona, persona)],
	'/soggetti/{soggetto}/indirizzi/nuovo': [`/soggetti/${persona}/indirizzi/nuovo`, opened('soggetto', persona, persona)],
	'/soggetti/{soggetto}/indirizzi/{soggetto_indirizzo}/modifica': [`/soggetti/${persona}/indirizzi/${riga.soggetto_indirizzo}/modifica`, opened('soggetto', persona, persona)],
	'/soggetti/{soggetto}/contatti/nuovo': [`/soggetti/${persona}/contatti/nuovo`, opened('soggetto', persona, persona)],
	'/soggetti/{soggetto}/contatti/{soggetto_contatto}/modifica': [`/soggetti/${persona}/contatti/${riga.soggetto_contatto}/modifica`, opened('soggetto', persona, persona)],
	'/soggetti/{soggetto}/cittadinanze/nuova': [`/soggetti/${persona}/cittadinanze/nuova`, opened('soggetto', persona, persona)],
	'/soggetti/{soggetto}/cittadinanze/{soggetto_cittadinanza}/modifica': [`/soggetti/${persona}/cittadinanze/${riga.soggetto_cittadinanza}/modifica`, opened('soggetto', persona, persona)],
	'/soggetti/{soggetto}/identita/nuovo': [`/soggetti/${persona}/identita/nuovo`, opened('soggetto', persona, persona)],
	'/soggetti/{soggetto}/identita/{soggetto_identita}/modifica': [`/soggetti/${persona}/identita/${riga.soggetto_identita}/modifica`, opened('soggetto', persona, persona)],
	'/soggetti/{soggetto}/recapiti': [`/soggetti/${persona}/recapiti`, opened('soggetto', persona, persona)],
	'/soggetti/{soggetto}/identita': [`/soggetti/${persona}/identita`, opened('soggetto', persona, persona)],
	'/soggetti/{soggetto}/consensi': [`/soggetti/${persona}/consensi`, opened('soggetto', persona, persona)],
	'/soggetti/{soggetto}/documenti': [`/soggetti/${persona}/documenti`, opened('soggetto', persona, persona)],
	'/soggetti/{soggetto}/diari': [`/soggetti/${persona}/diari`, opened('soggetto', persona, persona)],
	'/soggetti/{soggetto}/storia': [`/soggetti/${persona}/storia`, opened('soggetto', persona, persona)],
	'/soggetti/{soggetto}/consensi/nuovo': [`/soggetti/${persona}/consensi/nuovo`, opened('soggetto', persona, persona)],
	'/soggetti/{soggetto}/consensi/{consenso}/revoca': [`/soggetti/${persona}/consensi/${consenso}/revoca`, opened('soggetto', persona, persona)],
	'/soggetti/{soggetto}/quadro': [`/soggetti/${persona}/quadro`, opened('soggetto', persona, persona)],
	'/soggetti/{soggetto}/nuclei': [`/soggetti/${persona}/nuclei`, opened('soggetto', persona, persona)],
	'/soggetti/{soggetto}/nuclei/aggiungi': [`/soggetti/${persona}/nuclei/aggiungi`, opened('soggetto', persona, persona)],
	'/soggetti/{soggetto}/nuclei/{nucleo_componente}/modifica': [`/soggetti/${nel_nucleo}/nuclei/${componente}/modifica`, opened('soggetto', nel_nucleo, nel_nucleo)],
	'/soggetti/{soggetto}/nuclei/{nucleo_componente}/esce': [`/soggetti/${nel_nucleo}/nuclei/${componente}/esce`, opened('soggetto', nel_nucleo, nel_nucleo)],
	'/anpr': ['/anpr', ['elenca anpr_richiesta - - ok']],
	'/anpr/{anpr_richiesta}': [`/anpr/${domanda}`, opened('anpr_richiesta', domanda, persona)],
	'/anpr/{anpr_richiesta}/a-mano': [`/anpr/${domanda}/a-mano`, [`apri anpr_richiesta ${domanda} - ok`]],
	'/anpr/proposte': ['/anpr/proposte', ['elenca anpr_proposta - - ok']],
	'/anpr/proposte/{anpr_proposta}': [`/anpr/proposte/${proposta}`, opened('soggetto', persona, persona)],
	'/soggetti/da-rivedere': ['/soggetti/da-rivedere', ['elenca soggetto_rivedere - - ok']],
	'/soggetti/da-rivedere/{soggetto_rivedere}': [`/soggetti/da-rivedere/${rivedere}`, opened('soggetto', da_rivedere, da_rivedere)],
	'/pratiche/{pratica}/isee': [`/pratiche/${pratica}/isee`, kept],
	'/isee': ['/isee', ['elenca isee - - ok']],
	'/isee/letture/{isee_lettura}': [`/isee/letture/${lettura}`, opened('isee_lettura', lettura, persona)],
	'/soggetti/{soggetto}/isee': [`/soggetti/${persona}/isee`, opened('soggetto', persona, persona)],
	'/soggetti/{soggetto}/isee/nuovo': [`/soggetti/${persona}/isee/nuovo`, opened('soggetto', persona, persona)],
	'/soggetti/{soggetto}/isee/{isee}/modifica': [`/soggetti/${persona}/isee/${isee}/modifica`, opened('soggetto', persona, persona)],
	'/segnalazioni': ['/segnalazioni', ['elenca pratica - - ok']],
	'/segnalazioni/nuova': [`/segnalazioni/nuova?titolare=${persona}`, opened('soggetto', persona, persona)],
	'/prese-in-carico': ['/prese-in-carico', ['elenca pratica - - ok']],
	'/prese-in-carico/nuova': [`/prese-in-carico/nuova?titolare=${persona}`, opened('soggetto', persona, persona)],
	'/pratiche/{pratica}/valutazioni': [`/pratiche/${pratica}/valutazioni`, kept],
	'/soggetti/{soggetto}/valutazioni': [`/soggetti/${persona}/valutazioni`, opened('soggetto', persona, persona)],
	'/pratiche/{pratica}/parti': [`/pratiche/${di_parte}/parti`, opened('pratica', di_parte, persona_parte)],
	'/pratiche/{pratica}/parti/{parola}': [`/pratiche/${di_parte}/parti/bisogni`, opened('pratica', di_parte, persona_parte)],
	'/pratiche/{pratica}/parti/{valutazione_parte}/modifica': [`/pratiche/${di_parte}/parti/${parte}/modifica`, opened('pratica', di_parte, persona_parte)],
	'/pratiche/{pratica}/parti/{valutazione_parte}/correggi': [`/pratiche/${di_parte}/parti/${firmata}/correggi`, opened('pratica', di_parte, persona_parte)],
	'/soggetti/{soggetto}/fascicolo': [`/soggetti/${persona}/fascicolo`, opened('soggetto', persona, persona)],
	'/progetti': ['/progetti', ['elenca pratica - - ok']],
	'/progetti/nuovo': [`/progetti/nuovo?titolare=${persona}`, opened('soggetto', persona, persona)],
	'/valutazioni': ['/valutazioni', ['elenca pratica - - ok']],
	'/valutazioni/nuova': [`/valutazioni/nuova?titolare=${persona}`, opened('soggetto', persona, persona)],
	...Object.fromEntries(['obiettivi', 'obiettivi/nuovo', 'obiettivi/{progetto_obiettivo}/modifica', 'obiettivi/{progetto_obiettivo}/azioni/nuova', 'azioni/{progetto_azione}/modifica', 'verifiche/nuova',
		'verifiche/{progetto_verifica}/modifica'].map((path) => [`/pratiche/{pratica}/${path}`, [`/pratiche/${di_obiettivo}/${path.replace('{progetto_obiettivo}', obiettivo).replace('{progetto_azione}', azione)
		.replace('{progetto_verifica}', verifica)}`, opened('pratica', di_obiettivo, persona_obiettivo)]])),
	...Object.fromEntries(['prestazioni', 'calendario/{parola}', 'previste/nuova', 'previste/{prestazione_prevista}/modifica', 'rese/nuova', 'rese/{prestazione_resa}/modifica', 'mese/{parola}'].map((path) =>
		[`/pratiche/{pratica}/${path}`, [`/pratiche/${di_prestazione}/${path.replace('{parola}', '2026-03').replace('{prestazione_prevista}', prevista).replace('{prestazione_resa}', resa)}`, opened('pratica', di_prestazione, persona)]])),
	'/fornitori/{fornitore}/mese/{parola}': [`/fornitori/${fornitore}/mese/2026-03`, [`elenca fornitore ${fornitore} - ok`]],
	...Object.fromEntries([['generici', 'generico'], ['economici', 'economico'], ['prestazioni', 'prestazione'], ['strutture', 'struttura']].flatMap(([path, kind]) => {
		const [copiata, di] = pick(`intervento ${kind}`, `SELECT p.id, p.titolare_soggetto_id ${mine} AND p.kind = 'intervento_${kind}'`);
		return [[`/interventi/${path}`, [`/interventi/${path}`, ['elenca pratica - - ok']]],
			[`/interventi/${path}/nuovo`, [`/interventi/${path}/nuovo?da=${copiata}`, opened('pratica', copiata, di)]]];
	})),
	'/pratiche/{pratica}': [`/pratiche/${pratica}`, kept],
	'/pratiche/{pratica}/collegamenti': [`/pratiche/${pratica}/collegamenti`, kept],
	'/pratiche/{pratica}/stato/{parola}': [`/pratiche/${pratica}/stato/chiudi`, kept],
	'/pratiche/{pratica}/storia': [`/pratiche/${pratica}/storia`, kept],
	'/pratiche/{pratica}/chiedi-accesso': [`/pratiche/${altrui}/chiedi-accesso`, [`rifiuto pratica ${altrui} - rifiutata`], 403],
	'/pratiche/{pratica}/emergenza': [`/pratiche/${altrui}/emergenza`, [`rifiuto pratica ${altrui} - rifiutata`], 403],
	'/pratiche/{pratica}/stampa': [`/pratiche/${pratica}/stampa`, kept],
	...Object.fromEntries(['struttura', 'struttura/ammissione', 'inserimenti/{inserimento}/modifica', 'inserimenti/{inserimento}/dimissione', 'inserimenti/{inserimento}/trasferimento', 'inserimenti/{inserimento}/assenza',
		'inserimenti/{inserimento}/presenze/{parola}', 'spese/nuova', 'spese/{spesa_extra}/modifica'].map((path) => [`/pratiche/{pratica}/${path}`, [`/pratiche/${di_struttura}/${path.replace('{inserimento}', inserimento).replace('{parola}', '2026-03').replace('{spesa_extra}', spesa)}`,
		opened('pratica', di_struttura, persona_struttura)]])),
	'/pratiche/{pratica}/equipe': [`/pratiche/${pratica}/equipe`, kept],
	'/agenda': ['/agenda', ['elenca agenda - - ok']],
	'/agenda/appuntamenti/{appuntamento}': [`/agenda/appuntamenti/${appuntamento}`, opened('appuntamento', appuntamento, persona)],
	'/strutture/{struttura}': [`/strutture/${struttura}`, [`apri struttura ${struttura} - ok`]],
	'/equipe/{equipe}': [`/equipe/${equipe}`, [`apri equipe ${equipe} - ok`]],
	'/stampe': ['/stampe', ['elenca stampa - - ok']],
	'/stampe/{stampa}': [`/stampe/${stampa}`, opened('stampa', stampa, persona)],
	'/stampe/{stampa}/scarica': [`/stampe/${stampa}/scarica`, [`scarica stampa ${stampa} ${persona} ok`]],
	'/pratiche/{pratica}/assegnazioni': [`/pratiche/${pratica}/assegnazioni`, kept],
	'/pratiche/{pratica}/assegnazioni/anteprima': [`/pratiche/${pratica}/assegnazioni/anteprima`, kept],
	'/pratiche/{pratica}/assegnazioni/conferma': [`/pratiche/${pratica}/assegnazioni/conferma`, kept],
	'/pratiche/{pratica}/richieste-accesso/{richiesta_accesso}': [`/pratiche/${di_richiesta}/richieste-accesso/${richiesta}`, opened('pratica', di_richiesta, persona_richiesta)],
	'/assegnazioni/{assegnazione}/risposta': [`/assegnazioni/${data}/risposta`, opened('assegnazione', data, persona_data)],
	'/pratiche/{pratica}/passaggio': [`/pratiche/${pratica}/passaggio`, kept],
	'/pratiche/{pratica}/diario': [`/pratiche/${di_pagina}/diario`, opened('pratica', di_pagina, persona_pagina)],
	'/pratiche/{pratica}/diario/nota': [`/pratiche/${pratica}/diario/nota`, kept],
	'/pratiche/{pratica}/diario/{diario_pagina}/modifica': [`/pratiche/${di_pagina}/diario/${pagina}/modifica`, opened('pratica', di_pagina, persona_pagina)],
	'/pratiche/{pratica}/soggetti-significativi': [`/pratiche/${di_vicino}/soggetti-significativi`, opened('pratica', di_vicino, persona_vicino)],
	'/pratiche/{pratica}/soggetti-significativi/nuovo': [`/pratiche/${pratica}/soggetti-significativi/nuovo`, kept],
	'/pratiche/{pratica}/soggetti-significativi/{soggetto_significativo}/modifica': [`/pratiche/${di_vicino}/soggetti-significativi/${vicino}/modifica`, opened('pratica', di_vicino, persona_vicino)],
	'/pratiche/{pratica}/richieste': [`/pratiche/${pratica}/richieste`, kept],
	'/pratiche/{pratica}/richieste/nuova/{parola}': [`/pratiche/${pratica}/richieste/nuova/autorizzazione`, kept],
	'/richieste': ['/richieste', ['elenca richiesta - - ok']],
	'/richieste/{richiesta}': [`/richieste/${chiesta}`, opened('richiesta', chiesta, persona)],
	'/richieste/{richiesta}/stato/{parola}': [`/richieste/${chiesta}/stato/annulla`, opened('richiesta', chiesta, persona)],
	'/pratiche/{pratica}/eventi': [`/pratiche/${di_evento}/eventi`, opened('pratica', di_evento, persona_evento)],
	'/pratiche/{pratica}/eventi/nuovo': [`/pratiche/${pratica}/eventi/nuovo`, kept],
	'/pratiche/{pratica}/eventi/{evento}/modifica': [`/pratiche/${di_evento}/eventi/${evento}/modifica`, opened('pratica', di_evento, persona_evento)],
	'/pratiche/{pratica}/schede': [`/pratiche/${di_rilevazione}/schede`, opened('pratica', di_rilevazione, persona_rilevazione)],
	'/pratiche/{pratica}/schede/nuova/{parola}': [`/pratiche/${di_rilevazione}/schede/nuova/sina`, opened('pratica', di_rilevazione, persona_rilevazione)],
	'/pratiche/{pratica}/schede/{rilevazione}/modifica': [`/pratiche/${di_rilevazione}/schede/${rilevazione}/modifica`, opened('pratica', di_rilevazione, persona_rilevazione)],
	'/pratiche/{pratica}/documenti': [`/pratiche/${pratica}/documenti`, kept],
	'/documenti/{documento}': [`/documenti/${documento}`, [`scarica documento ${documento} ${persona} ok`]],
	'/documenti/{documento}/scheda': [`/documenti/${documento}/scheda`, opened('documento', documento, persona)],
	'/documenti/{documento}/togli': [`/documenti/${documento}/togli`, opened('documento', documento, persona)],
	'/self': ['/self', ['elenca domanda - - ok']],
	'/domande': ['/domande', ['elenca domanda - - ok']],
	'/avvisi/{avviso}/domande': ['/avvisi/1/domande', ['elenca domanda - - ok']],
	'/self/nuova': [`/self/nuova?soggetto=${persona}`, opened('soggetto', persona, persona)],
	'/self/{domanda}': [`/self/${bozza}`, opened('domanda', bozza, persona)],
	'/self/{domanda}/parte/{parola}': [`/self/${bozza}/parte/persona`, opened('domanda', bozza, persona)],
	'/self/{domanda}/documenti': [`/self/${bozza}/documenti`, opened('domanda', bozza, persona)],
	'/self/{domanda}/documenti/{documento}': [`/self/${bozza}/documenti/${allegato}`, [`scarica documento ${allegato} ${persona} ok`]],
	'/self/{domanda}/invio': [`/self/${bozza}/invio`, opened('domanda', bozza, persona)],
	'/self/{domanda}/inviata': [`/self/${inviata}/inviata`, opened('domanda', inviata, persona)],
	'/self/{domanda}/ricevuta': [`/self/${inviata}/ricevuta`, [`stampa domanda ${inviata} ${persona} ok`]],
	'/self/{domanda}/ricevuta/pdf': [`/self/${inviata}/ricevuta/pdf`, [`scarica domanda ${inviata} ${persona} ok`]],
	'/notifiche': ['/notifiche', ['elenca notifica - - ok']],
	'/preferiti': ['/preferiti', ['elenca preferito - - ok']],
	'/cronologia': ['/cronologia', ['elenca cronologia - - ok']],
	'/scadenze': ['/scadenze', ['elenca scadenze - - ok']],
	'/bozze': ['/bozze', ['elenca bozze - - ok']],
};

/* Of the referente, who may open what was left by those who went. */
const custody = [`/pratiche/${pratica}/diario/custodia`, kept];

/* Of the service that receives reports: tests/http/self.mjs asks what they leave; of an archive and of what was given on:
 * tests/http/archivio.mjs, tests/http/supervisione.mjs. */
const elsewhere = new Set([
	/* tests/http/conti.mjs: what only the administration of a service writes, and single rows */
	...['regole/{regola_pagamento}', 'sospensioni/{sospensione_pagamento}', 'decurtazioni/{decurtazione}', 'quote/{quota_compartecipazione}', 'finanziamenti/{finanziamento_pratica}', 'impegni/{impegno}', 'movimenti/{movimento}']
		.map((rest) => `/pratiche/{pratica}/${rest}/modifica`),
	...['finanziamenti/nuovo', 'impegni/nuovo', 'movimenti/{movimento}', 'movimenti/{movimento}/impegno'].map((rest) => `/pratiche/{pratica}/${rest}`),
	...['finanziamenti/nuovo', 'finanziamenti/{finanziamento}', 'finanziamenti/{finanziamento}/modifica', 'pagamenti/nuovo', 'pagamenti/previsione'].map((rest) => `/${rest}`),
	...['', '/atto', '/mandato', '/resi'].map((rest) => `/pagamenti/{elenco_pagamento}${rest}`),
	'/pratiche/{pratica}/archivio', '/passaggi/{riassegnazione}', '/enti-esterni', '/enti-esterni/{utente_ente}', '/enti-esterni/{utente_ente}/revoca', '/domande/{domanda}', '/domande/{domanda}/documenti', '/domande/{domanda}/storia',
	'/domande/{domanda}/stato/{parola}', '/domande/{domanda}/persona',
	'/amministrazione/richieste-utenza', '/amministrazione/permessi', '/amministrazione/richieste-utenza/{richiesta_utenza}', '/amministrazione/spid',
	...['elenchi', 'elenchi/{parola}', 'elenchi/{parola}/nuova', 'voci/{voce}', 'tipi', 'tipi/nuovo', 'tipi/{tipo_intervento}', 'modifiche'].map((rest) => `/amministrazione/${rest}`),
	...['', '/nuovo', '/{servizio}', '/{servizio}/chiudi', '/{servizio}/consegna'].map((rest) => `/amministrazione/servizi${rest}`), /* tests/http/amministrazione.mjs */
	...['', '/nuovo', '', '/modifica', '/sospendi', '/secondo-fattore', '/appartenenze/{appartenenza}'].map((rest, at) => `/amministrazione/operatori${at < 2 ? '' : '/{operatore}'}${rest}`)]);

/* Nothing of any person (the feed registers itself): the way in, one's own account, the help, empty forms, names of places,
 * how many bytes of one's own upload arrived, the unsaved files of one's own draft. */
const silent = new Set(['/salute', '/accesso', '/secondo-fattore', '/secondo-fattore/attiva', '/cambio-password', '/password-dimenticata', '/password-nuova', '/servizio',
	'/sessione/stato', '/preferenze', '/preferenze/secondo-fattore', '/ricerche/nuova', '/guida', '/guida/{parola}', '/luoghi/suggerimenti', '/soggetti/nuovo',
	'/agenda/nuovo', '/agenda/calendario', '/agenda/{parola}.ics', '/equipe', '/equipe/nuova', '/equipe/{equipe}/modifica',
	'/interventi/tipi',
	'/fornitori', '/fornitori/nuovo', '/fornitori/{fornitore}', '/fornitori/{fornitore}/modifica', '/fornitori/{fornitore}/servizi/nuovo', '/fornitori/{fornitore}/tariffe/nuova', '/fornitori/{fornitore}/tariffe/{tariffa}/modifica',
	'/strutture', '/strutture/nuova', '/strutture/{struttura}/modifica', '/strutture/{struttura}/posti/nuovi', '/strutture/{struttura}/posti/{struttura_posti}/modifica',
	'/strutture/{struttura}/rette/nuova', '/strutture/{struttura}/rette/{retta}/modifica',
	'/documenti/{documento}/arrivo', '/documenti/bozza', '/accesso/spid', '/accesso/come', '/richiesta-utenza', '/self/ente', '/self/informativa', '/avvisi', '/avvisi/{avviso}',
	'/soggetti/{soggetto}/motivo']); /* the last one leads to the person */

/* What a request left: each row as «action object id person outcome», of whom it was. */
async function rows(send, operator = me) {
	const before = sql('SELECT coalesce(max(id), 0) FROM registro');
	const answer = await send();
	const left = sql(`SELECT concat_ws(' ', azione, coalesce(oggetto, '-'), coalesce(oggetto_id::text, '-'), coalesce(soggetto_id::text, '-'), esito)
		|| CASE WHEN operatore_id IS DISTINCT FROM ${operator} OR richiesta IS NULL OR indirizzo IS NULL OR rotta IS NULL THEN ' incomplete' ELSE '' END FROM registro WHERE id > ${before} ORDER BY id`);
	return { answer, left };
}

/* Of the referente too: rows that may be of one person, both of which are read. */
const doubles = {
	'/soggetti/doppioni': ['/soggetti/doppioni?tutti=1', ['elenca doppione - - ok']],
	'/soggetti/doppioni/{doppione}': [`/soggetti/doppioni/${coppia}`, [`confronta soggetto ${una} ${una} ok`, `confronta soggetto ${due} ${due} ok`]],
	'/soggetti/{soggetto}/doppione': [`/soggetti/${persona}/doppione`, opened('soggetto', persona, persona)],
};
/* Of the referente too: what a person may know of the readings. */
const right = [`/soggetti/${persona}/diritto-accesso`, opened('soggetto', persona, persona)];
/* Of the referente too: who has how much, which cases, what somebody leaves. */
const supervision = { '/supervisione': ['/supervisione', ['elenca supervisione - - ok']], '/supervisione/pratiche': ['/supervisione/pratiche', ['elenca supervisione - - ok']],
	'/supervisione/consegna/{operatore}': [`/supervisione/consegna/${me}`, [`apri consegna ${me} - ok`]] };
const chiefs = { ...supervision, '/pratiche/{pratica}/diario/custodia': custody, '/soggetti/{soggetto}/diritto-accesso': right, ...doubles };

await chapter('each route says what it leaves', async () => {
	for (const { path } of routes)
		ok(path in owed || silent.has(path) || elsewhere.has(path) || path in chiefs, `GET ${path} is in one of the lists`);
	for (const path of [...Object.keys(owed), ...silent])
		ok(routes.some((route) => route.path === path), `${path} is a route`);
});

await chapter('exactly the row that is owed', async () => {
	for (const [route, [path, wanted, status = 200]] of Object.entries(owed)) {
		const fragment = /voci|simili/.test(route) ? { 'x-siz-frammento': '1' } : {};
		const { answer, left } = await rows(() => laura.get(path, fragment));
		is(answer.status, status, `GET ${path}`);
		is(left, wanted.join('\n'), `GET ${path} leaves its row`);
	}
	const chief = new Client();
	await chief.login('referente.maleo');
	for (const [path, wanted] of Object.values(chiefs)) {
		const { answer, left } = await rows(() => chief.get(path), sql("SELECT id FROM operatore WHERE username = 'referente.maleo'"));
		is(answer.status, 200, `GET ${path}`);
		is(left, wanted.join('\n'), `GET ${path} leaves its row`);
	}
});

await chapter('refusals', async () => {
	for (const [path, status, wanted] of [[`/pratiche/${altrui}`, 403, `rifiuto pratica ${altrui} - rifiutata`], [`/pratiche/${altrui}/diario`, 403, `rifiuto pratica ${altrui} - rifiutata`]]) {
		const { answer, left } = await rows(() => laura.get(path));
		is(answer.status, status, path);
		is(left, wanted, `${path}: who tried, and what`);
	}
	for (const path of ['/pratiche/999999999', '/soggetti/999999999', '/documenti/999999999', '/documenti/999999999/scheda', '/assegnazioni/999999999/risposta']) {
		const { answer, left } = await rows(() => laura.get(path));
		is(answer.status, 404, path);
		ok(/^rifiuto \S+ (999999999|-) - non trovata$/.test(left), `${path}: one row`, left);
	}
	const admin = new Client();
	await admin.login('amministratore.siz');
	const other = sql("SELECT id FROM operatore WHERE username = 'amministratore.siz'");
	for (const path of ['/soggetti', `/soggetti/${persona}`, `/pratiche/${pratica}`, `/documenti/${documento}`]) {
		const { answer, left } = await rows(() => admin.get(path), other);
		is(answer.status, 403, `${path} as an administrator of the system`);
		ok(/^rifiuto - - - rifiutata$/.test(left), `${path}: one row`, left);
	}
});

await chapter('no row, no page', async () => {
	const names = sql(`SELECT cognome || '|' || (SELECT codice FROM pratica WHERE id = ${pratica}) FROM soggetto WHERE id = ${persona}`).split('|');
	const what = 'FUNCTION registra(text, text, text, text, bigint, bigint, text, inet, text, text, boolean)';
	const shown = await laura.get(`/pratiche/${pratica}`);
	ok(names.every((name) => decode(shown.text).includes(name)), 'the page shows whom it is about');
	sql(`REVOKE EXECUTE ON ${what} FROM siz_web`);
	try {
		for (const [path] of [...Object.values(owed), ['/pratiche/999999999']]) {
			const { answer, left } = await rows(() => laura.get(path));
			is(answer.status, 503, `${path} does not answer`);
			ok(!names.some((name) => decode(answer.text).includes(name)) && !answer.text.includes('Segreto-del-documento'), `${path} shows nothing`);
			is(left, '', `${path} leaves nothing`);
		}
	} finally {
		sql(`GRANT EXECUTE ON ${what} TO siz_web`);
	}
	is((await laura.get(`/pratiche/${pratica}`)).status, 200, 'when it can be written again, the page is back without a restart');
});

end();
