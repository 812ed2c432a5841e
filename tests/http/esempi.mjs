/*
 * One of each row that an address can name, made as operators make it: by the forms, the queue and the
 * doors.  Person and case are new, so that nothing depends on the demonstration data or on other files.
 */
import { readFileSync } from 'node:fs';
import { Client, decode, formOf, sql } from './client.mjs';
import { entra, gestore, persone } from './spid.mjs';

/* What one has to answer in a report to SELF, part by part, when the person is in the register. */
const segnalazione = {
	segnalante: { telefono: '0377 111222', email: 'laura@example.org' }, richiedente: { per_chi: 'ALTRA', titolo: 'GENITORE', cognome: 'Esempi', nome: 'Ada', telefono: '333 444555' },
	persona: { comune: 'Maleo', telefono: '333 444555', informata: 'FIRMATA' }, condizione: { area: 'POVERTA' },
	lavoro: { titolo_studio: 'MEDIA', did: 'S' }, rete: { servizi: 'Centro per l’impiego' }, richiesta: { scopo: 'CORSO', motivo: 'Cerca lavoro' }, consensi: { privacy: '1' },
};

const choice = (html, name) => new RegExp(`name="${name}"[\\s\\S]*?<option value="([^"]+)"`).exec(html)?.[1];
const number = (location) => /\d+/.exec(location)[0];

/* Open the page, send its form, confirm what it asks about; where it led.  Another form on the page when `action` is given. */
async function save(client, path, fields, action = path) {
	const page = await client.get(path), given = typeof fields === 'function' ? fields(page.text) : fields;
	let sent = await client.submit(action, given, page);
	const asked = [...sent.text.matchAll(/name="conferma" value="([^"]+)"/g)].map((found) => ['conferma', decode(found[1])]);
	if (sent.status === 422 && asked.length)
		sent = await client.post(action, [...Object.entries({ ...formOf(sent.text, action), ...given }), ...asked]);
	if (sent.status !== 303)
		throw new Error(`${action} was not accepted (${sent.status}): ${decode(sent.text.replace(/[^]*<main/, '').replace(/<[^>]*>|\s+/g, ' ')).slice(0, 600)}`);
	return sent.location;
}

/* What the queue makes, once it is made. */
async function ready(question, what) {
	for (const until = Date.now() + 60000; Date.now() < until; await new Promise((go) => setTimeout(go, 100)))
		if (sql(question))
			return;
	throw new Error(`${what} was not made within a minute`);
}

async function person(laura, cognome) {
	const location = await save(laura, '/soggetti/nuovo', (html) => ({ cognome, nome: 'Aldina', sesso: 'F', data_nascita: '01/02/1980', luogo_nascita: 'Lodi (LO)',
		motivo_senza_codice: choice(html, 'motivo_senza_codice'), condizione: choice(html, 'condizione'), residenza_indirizzo: 'Via Roma 1' }));
	return number(location);
}

async function around(laura, pratica, ids) {
	const at = `/pratiche/${pratica}`;
	ids.diario_pagina = /pagina-(\d+)/.exec(await save(laura, `${at}/diario`, { oggetto: 'Colloquio', testo: 'La situazione' }))[1];
	await save(laura, `${at}/eventi/nuovo`, { titolo: 'Udienza', data: '10/03/2026' });
	await save(laura, `${at}/soggetti-significativi/nuovo`, (html) => ({ tipo: choice(html, 'tipo'), denominazione: 'Una vicina' }));
	await save(laura, `${at}/schede/nuova/sina`, { data: '10/03/2026', mobilita: '1', attivita: '1', comportamentali: '1', reddito: '1', supporto: '1', fonte: '2', strumento: '7' });
	for (const table of ['evento', 'soggetto_significativo', 'rilevazione'])
		ids[table] = sql(`SELECT max(id) FROM ${table} WHERE pratica_id = ${pratica}`);
	if ((await laura.upload(`${at}/documenti`, 'relazione.txt', 'Una relazione')).status !== 303)
		throw new Error('the document was not taken');
	ids.documento = sql(`SELECT max(id) FROM documento WHERE pratica_id = ${pratica}`);
	await ready(`SELECT 1 FROM documento WHERE id = ${ids.documento} AND stato IN ('pulito', 'non_controllato')`, 'the document');
	ids.stampa = number(await save(laura, `${at}/stampa`, { stati: '1' }));
	await ready(`SELECT 1 FROM stampa WHERE id = ${ids.stampa} AND stato = 'pronta'`, 'the print');
}

/* A project of that person, with a goal, an action and a review. */
async function project(laura, soggetto, ids) {
	ids.progetto = number(await save(laura, `/progetti/nuovo?titolare=${soggetto}`, { titolare: soggetto, tipo: 'PP', area: '1', data_inizio: '2026-03-02' }, '/progetti/nuovo'));
	const at = `/pratiche/${ids.progetto}`;
	await save(laura, `${at}/obiettivi/nuovo`, { testo: 'Restare a casa' });
	ids.progetto_obiettivo = sql(`SELECT max(id) FROM progetto_obiettivo WHERE pratica_id = ${ids.progetto}`);
	await save(laura, `${at}/obiettivi/${ids.progetto_obiettivo}/azioni/nuova`, { testo: 'Una telefonata al giorno', chi: 'FAMIGLIA', stato: 'DA_FARE' });
	await save(laura, `${at}/verifiche/nuova`, { data: '10/03/2026', partecipanti: 'La persona', esito_1: 'CONTINUA' });
	for (const table of ['progetto_azione', 'progetto_verifica'])
		ids[table] = sql(`SELECT max(id) FROM ${table} WHERE pratica_id = ${ids.progetto}`);
}

/* Asked for by one service, given to another. */
async function shared(laura, pratica, ids) {
	const poor = new Client(), at = `/pratiche/${pratica}`;
	await poor.login('assistente.poverta');
	await save(poor, at, { motivo: 'Serve per il progetto' }, `${at}/chiedi-accesso`);
	ids.richiesta_accesso = sql(`SELECT max(id) FROM richiesta_accesso WHERE pratica_id = ${pratica}`);
	const page = await laura.get(`${at}/assegnazioni`);
	const preview = await laura.post(`${at}/assegnazioni/anteprima`, { ...formOf(page.text, `${at}/assegnazioni/anteprima`), livello: '2',
		servizio: sql("SELECT id FROM servizio WHERE codice = 'lodi'"), operatore: sql("SELECT id FROM operatore WHERE username = 'assistente.lodi'") });
	const given = await laura.submit(`${at}/assegnazioni/conferma`, {}, preview);
	if (given.status !== 303)
		throw new Error(`the case was not shared (${given.status})`);
	ids.assegnazione = sql(`SELECT max(id) FROM assegnazione WHERE pratica_id = ${pratica}`);
}

async function persons(laura, soggetto, ids) {
	const at = `/soggetti/${soggetto}`;
	await save(laura, `${at}/indirizzi/nuovo`, { tipo: 'domicilio', comune: 'Lodi (LO)', indirizzo: 'Via A 1' });
	await save(laura, `${at}/contatti/nuovo`, { tipo: 'telefono', valore: '0371 1' });
	await save(laura, `${at}/cittadinanze/nuova`, { cittadinanza: '0' });
	await save(laura, `${at}/identita/nuovo`, { tipo: 'CI', numero: 'AA1', scade_il: '01/01/2030' });
	for (const table of ['soggetto_indirizzo', 'soggetto_contatto', 'soggetto_cittadinanza', 'soggetto_identita', 'consenso'])
		ids[table] = sql(`SELECT max(id) FROM ${table} WHERE soggetto_id = ${soggetto}`);
	const other = await person(laura, 'Esempiani');
	await save(laura, `${at}/nuclei/aggiungi?tipo=di_fatto&persona=${other}`, { tipo: 'di_fatto', persona: other, relazione: '25', motivo: 'CONVIVENZA' }, `${at}/nuclei/aggiungi`);
	ids.nucleo_componente = sql(`SELECT id FROM nucleo_componente WHERE soggetto_id = ${soggetto}`);
	const chief = new Client();
	await chief.login('referente.maleo');
	ids.doppione = number(await save(chief, `${at}/doppione`, { persona: other }));
	/* what the nightly comparison with ANPR would propose; who has no code is looked at again by itself */
	ids.anpr_proposta = sql(`INSERT INTO anpr_proposta (soggetto_id, campo, nostro, loro, dati) VALUES (${soggetto}, 'residenza_indirizzo', 'Via Roma 1', 'Via Nuova 2', '{}') RETURNING id`);
	ids.soggetto_rivedere = sql(`SELECT id FROM soggetto_rivedere WHERE soggetto_id = ${soggetto}`);
	ids.anpr_richiesta = number(await save(laura, '/anpr', { porta: 'anpr', codice_fiscale: 'RSSMRA80A01H501U', scopo: 'PRESA_IN_CARICO', riferimento: 'GEN-2026-00001' }));
	await ready(`SELECT 1 FROM anpr_richiesta WHERE id = ${ids.anpr_richiesta} AND stato <> 'in_coda'`, 'the answer of ANPR');
	await save(laura, `${at}/isee/nuovo`, { tipo: 'ORD', valore: '9.360,55', protocollo: `INPS-ISEE-2026-${soggetto.padStart(8, '0')}Z-00`, presentata_il: '20/01/2026', ise: '', scala: '' });
	ids.isee = sql(`SELECT max(id) FROM isee WHERE soggetto_id = ${soggetto}`);
	const sent = await laura.upload(`${at}/isee`, 'attestazione.xml', readFileSync('tests/data/esempio-isee-attestazione.xml'), { action: `${at}/isee/xml`, field: 'attestazione' });
	ids.isee_lettura = number(sent.location);
	await ready(`SELECT 1 FROM isee_lettura WHERE id = ${ids.isee_lettura} AND stato <> 'in_coda'`, 'the reading of the ISEE');
}

async function agenda(laura, pratica, ids) {
	const me = sql("SELECT id FROM operatore WHERE username = 'assistente.maleo'");
	await save(laura, '/agenda/nuovo', { titolo: 'Visita <b>&"Rossi', tipo: 'VISITA', data: '05/05/2027', dalle: '09:30', alle: '10:30', luogo: 'Stanza 4',
		pratica: sql(`SELECT codice FROM pratica WHERE id = ${pratica}`), partecipanti: me });
	ids.appuntamento = sql(`SELECT max(id) FROM appuntamento WHERE pratica_id = ${pratica}`);
	await save(laura, '/ricerche/nuova?ritorno=/segnalazioni?stato=A', { nome: `Aperte ${pratica}` }, '/ricerche/nuova');
	ids.ricerca_salvata = sql('SELECT max(id) FROM ricerca_salvata');
	await save(laura, '/equipe/nuova', { nome: `Équipe minori ${pratica}`, tra_servizi: '1' });
	ids.equipe = sql('SELECT max(id) FROM equipe');
	await save(laura, `/equipe/${ids.equipe}`, { operatore: sql("SELECT id FROM operatore WHERE username = 'collega.maleo'"), funzione: 'Educatrice' }, `/equipe/${ids.equipe}/membri`);
	await save(laura, `/pratiche/${pratica}/equipe`, { equipe: ids.equipe });
	ids.equipe_membro = sql(`SELECT max(id) FROM equipe_membro WHERE equipe_id = ${ids.equipe}`);
	ids.equipe_pratica = sql(`SELECT max(id) FROM equipe_pratica WHERE equipe_id = ${ids.equipe}`);
}

/* A supplier of the service, with a tariff, used by another service too; the amministrativo enters it. */
async function supplier(laura, soggetto, ids) {
	const office = new Client(), code = String(1e9 + Number(ids.pratica)).padStart(10, '0');
	await office.login('amministrativo.maleo');
	const sum = [...code].reduce((total, digit, i) => total + (i % 2 ? (2 * digit > 9 ? 2 * digit - 9 : 2 * digit) : Number(digit)), 0);
	ids.fornitore = number(await save(office, '/fornitori/nuovo', { denominazione: 'Cooperativa <b>&"Esempi"', partita_iva: code + (10 - sum % 10) % 10 }));
	await save(office, `/fornitori/${ids.fornitore}/tariffe/nuova`, { prestazione: 'PRE01', unita: 'ORA', importo: '21,50', valida_dal: '01/01/2026' });
	await save(office, `/fornitori/${ids.fornitore}/servizi/nuovo`, { servizio: sql("SELECT id FROM servizio WHERE codice = 'lodi'") });
	for (const table of ['tariffa', 'fornitore_servizio'])
		ids[table] = sql(`SELECT max(id) FROM ${table} WHERE fornitore_id = ${ids.fornitore}`);
	/* and an intervento in which it renders something */
	ids.intervento_prestazione = number(await save(laura, `/interventi/prestazioni/nuovo?titolare=${soggetto}`, (html) => ({ titolare: soggetto, tipo: 'PRE01', istat: choice(html, 'istat'), data_inizio: '2026-03-02',
		motivo_attivazione: choice(html, 'motivo_attivazione') }), '/interventi/prestazioni/nuovo'));
	const at = `/pratiche/${ids.intervento_prestazione}`;
	await save(laura, `${at}/previste/nuova`, { prestazione: 'PRE01', fornitore: ids.fornitore, unita: 'ORA', quantita: '1:00', giorni: '1', dal: '02/03/2026' });
	ids.prestazione_prevista = sql(`SELECT max(id) FROM prestazione_prevista WHERE pratica_id = ${ids.intervento_prestazione}`);
	await save(laura, `${at}/rese/nuova`, { prevista: ids.prestazione_prevista, data: '02/03/2026', dalle: '09:00', alle: '10:00' });
	ids.prestazione_resa = sql(`SELECT max(id) FROM prestazione_resa WHERE pratica_id = ${ids.intervento_prestazione}`);
}

/* A facility with places, a fee and a service that uses it, kept by the amministrativo. */
async function facility(pratica, ids) {
	const office = new Client();
	await office.login('amministrativo.maleo');
	ids.struttura = number(await save(office, '/strutture/nuova', { denominazione: `Casa esempio ${pratica}`, tipo: 'STR11', gestore: 'Fondazione Esempio' }));
	const at = `/strutture/${ids.struttura}`;
	await save(office, `${at}/posti/nuovi`, { tipo_posto: 'RESIDENZIALE', posti: '4', dal: '01/01/2026' });
	await save(office, `${at}/rette/nuova`, { tipo_posto: 'RESIDENZIALE', unita: 'G', importo: '60,00', dal: '01/01/2026' });
	await save(office, at, { servizio: sql("SELECT a.servizio_id FROM appartenenza a JOIN operatore o ON o.id = a.operatore_id AND o.username = 'assistente.poverta' ORDER BY a.id LIMIT 1") }, `${at}/servizi`);
	for (const table of ['struttura_posti', 'retta', 'struttura_servizio'])
		ids[table] = sql(`SELECT max(id) FROM ${table} WHERE struttura_id = ${ids.struttura}`);
}

/* Somebody in that facility, with a month that was written. */
async function stay(laura, soggetto, ids) {
	ids.in_struttura = number(await save(laura, `/interventi/strutture/nuovo?titolare=${soggetto}`, (html) => ({ titolare: soggetto, tipo: 'STR11', data_inizio: '2026-03-02',
		motivo_attivazione: choice(html, 'motivo_attivazione') }), '/interventi/strutture/nuovo'));
	const at = `/pratiche/${ids.in_struttura}`;
	await save(laura, `${at}/struttura/ammissione`, { posto: `${ids.struttura}-RESIDENZIALE`, ammissione: '02/03/2026', giorni_settimana: '1' });
	ids.inserimento = sql(`SELECT max(id) FROM inserimento WHERE pratica_id = ${ids.in_struttura}`);
	await save(laura, `${at}/inserimenti/${ids.inserimento}/presenze/2026-03`, { g_9: 'O' });
	await save(laura, `${at}/spese/nuova`, { data: '10/03/2026', tipo: 'ALTRO', importo: '12,50' });
	ids.spesa_extra = sql(`SELECT max(id) FROM spesa_extra WHERE pratica_id = ${ids.in_struttura}`);
	ids.presenza_assenza = sql(`SELECT max(id) FROM presenza_assenza WHERE inserimento_id = ${ids.inserimento}`);
}

/* A report that its author still writes; another one that was sent, with a document. */
async function reports(laura, soggetto, ids) {
	ids.bozza = number(await save(laura, `/self/nuova?soggetto=${soggetto}`, {}, '/self/nuova'));
	ids.inviata = number(await save(laura, `/self/nuova?soggetto=${soggetto}`, {}, '/self/nuova'));
	for (const id of [ids.bozza, ids.inviata])
		if ((await laura.upload(`/self/${id}/documenti`, 'allegato.txt', 'Un allegato')).status !== 303)
			throw new Error('the document of the report was not taken');
	for (const [part, fields] of Object.entries(segnalazione))
		await save(laura, `/self/${ids.inviata}/parte/${part}`, fields);
	await save(laura, `/self/${ids.inviata}/invio`, { dichiaro: '1' });
	ids.allegato = sql(`SELECT max(id) FROM documento WHERE domanda_id = ${ids.bozza}`);
	await ready(`SELECT 1 FROM documento WHERE id = ${ids.allegato} AND stato IN ('pulito', 'non_controllato')`, 'the document of the report');
}

/* The ledger of an intervento: a fund and what is taken of it, a rule, a movement that is planned and one in a list. */
async function ledger(laura, pratica, ids) {
	const at = `/pratiche/${pratica}`, office = new Client(), chief = new Client(), year = sql('SELECT extract(year FROM current_date)::int');
	await office.login('amministrativo.maleo');
	await chief.login('responsabile.maleo');
	ids.finanziamento = number(await save(office, '/finanziamenti/nuovo', { denominazione: 'Fondo di esempio', anno: year, fonte: 'COMUNE', importo: '5000' }));
	await save(office, `${at}/finanziamenti/nuovo`, { finanziamento: ids.finanziamento, importo: '500' });
	await save(office, `${at}/impegni/nuovo`, { finanziamento: ids.finanziamento, anno: year, numero: '1', importo: '400' });
	await save(laura, `${at}/regole/nuova`, { cadenza: 'U', importo: '10', dal: `${year}-12-31` });
	await save(laura, `${at}/sospensioni/nuova`, { dal: `${year}-12-30`, al: `${year}-12-30`, motivo: 'Una pausa' });
	await save(laura, `${at}/decurtazioni/nuova`, { dal: `${year}-12-01`, al: `${year}-12-31`, come: 'I', importo: '1', motivo: 'Un recupero' });
	await save(laura, `${at}/quote/nuova`, { pagatore: 'UTENTE', come: 'P', percentuale: '10', dal: `${year}-01-01` });
	for (const lordo of ['20', '30'])
		await save(laura, `${at}/movimenti/nuovo`, { dal: `${year}-01-01`, al: `${year}-01-31`, lordo });
	const act = (client, azione, id) => save(client, `${at}/movimenti`, { azione, movimento: id }, `${at}/movimenti?anno=${year}`);
	ids.movimento = sql(`SELECT id FROM movimento WHERE pratica_id = ${pratica} AND lordo = 20`);
	const listed = sql(`SELECT id FROM movimento WHERE pratica_id = ${pratica} AND lordo = 30`);
	await act(laura, 'proponi', listed);
	await act(chief, 'autorizza', listed);
	ids.elenco_pagamento = number(await save(office, '/pagamenti/nuovo', { descrizione: 'Un elenco', movimento: listed }));
	for (const table of ['finanziamento_pratica', 'impegno', 'regola_pagamento', 'sospensione_pagamento', 'decurtazione', 'quota_compartecipazione'])
		ids[table] = sql(`SELECT max(id) FROM ${table} WHERE pratica_id = ${pratica}`);
}

/* Somebody with SPID: the body that they declared, the account that they ask for. */
async function outside(ids) {
	const luca = new Client();
	gestore();
	await entra(luca, persone.spazza, '/self');
	const mine = `utente_esterno_id IN (SELECT id FROM utente_esterno WHERE codice_fiscale = '${persone.spazza.codice_fiscale}')`;
	if (!sql(`SELECT id FROM utente_ente WHERE ${mine}`)) /* the same one only once */
		await save(luca, '/self/ente', (html) => ({ tipo: choice(html, 'tipo'), denominazione: 'Ente di esempio', comune: 'Codogno', telefono: '0377 1', qualifica: 'Operatore' }));
	ids.utente_ente = sql(`SELECT max(id) FROM utente_ente WHERE ${mine}`);
	if (!sql(`SELECT id FROM richiesta_utenza WHERE ${mine}`)) /* one at a time */
		await save(luca, '/richiesta-utenza', { servizio: sql("SELECT id FROM servizio WHERE codice = 'maleo'"), ruolo: 'assistente_sociale', email: 'luca@example.org', telefono: '0371 0' });
	ids.richiesta_utenza = sql(`SELECT max(id) FROM richiesta_utenza WHERE ${mine}`);
}

/* What who administers makes: a service, and an account with a second factor. */
async function administered(ids) {
	const chief = new Client(), name = `esempi.${process.pid}`;
	await chief.login('amministratore.siz');
	ids.servizio = number(await save(chief, '/amministrazione/servizi/nuovo', { denominazione: `Area di esempio ${process.pid} <b>&"`, tipo: 'area' }));
	ids.utenza = number(await save(chief, '/amministrazione/operatori/nuovo', { cognome: 'Esempiani <b>&"', nome: 'Ugo', email: `${name}@example.org`, username: name,
		servizio: sql("SELECT id FROM servizio WHERE codice = 'maleo'"), ruolo: 'assistente_sociale', formazione_il: '10/03/2026' }));
	ids.appartenenza = sql(`SELECT id FROM appartenenza WHERE operatore_id = ${ids.utenza}`);
	sql(`UPDATE credenziale SET totp_attivo = true WHERE operatore_id = ${ids.utenza}`);
	await save(chief, '/amministrazione/elenchi/tipo-evento/nuova', { descrizione: `Evento di esempio ${process.pid}` });
	ids.voce = sql("SELECT max(id) FROM voce WHERE vocabolario = 'tipo_evento'");
	await save(chief, '/amministrazione/tipi/nuovo', { kind: 'intervento_generico', descrizione: `Tipo di esempio ${process.pid}` });
	ids.tipo_intervento = sql('SELECT max(id) FROM tipo_intervento');
	ids.configurazione_modifica = sql('SELECT max(id) FROM configurazione_modifica');
}

/* All of it: {parameter of an address: id}, with `bozza`, `inviata` and `allegato` for the reports. */
let esempio; /* the case that most addresses name */
export async function esempi() {
	const laura = new Client(), ids = { avviso: '1' };
	await laura.login('assistente.maleo', 'Comune di Maleo');
	ids.soggetto = await person(laura, 'Esempi');
	await save(laura, `/soggetti/${ids.soggetto}/consensi/nuovo`, { esito: 'dato' });
	const location = await save(laura, `/interventi/generici/nuovo?titolare=${ids.soggetto}`, (html) => ({ titolare: ids.soggetto, tipo: /<option value="(GEN\d+)"/.exec(html)[1],
		data_inizio: '2026-03-02', motivo_attivazione: choice(html, 'motivo_attivazione') }), '/interventi/generici/nuovo');
	ids.pratica = number(location);
	const before = number(await save(laura, `/segnalazioni/nuova?titolare=${ids.soggetto}`, { titolare: ids.soggetto, motivo: 'ABI01' }, '/segnalazioni/nuova'));
	await save(laura, `/pratiche/${before}/collegamenti`, { pratica: ids.pratica });
	ids.pratica_collegamento = sql(`SELECT id FROM pratica_collegamento WHERE da_pratica_id = ${before}`);
	await project(laura, ids.soggetto, ids);
	const chief = new Client();
	await chief.login('referente.maleo');
	ids.riassegnazione = number(await save(chief, '/supervisione/pratiche?operatore=' + sql("SELECT id FROM operatore WHERE username = 'assistente.maleo'"),
		{ pratica: before, a: sql("SELECT id FROM operatore WHERE username = 'collega.maleo'"), motivo: 'Ferie' }));
	esempio = ids.pratica;
	ids.valutazione = number(await save(laura, `/valutazioni/nuova?titolare=${ids.soggetto}`, { titolare: ids.soggetto, tipo: 'MULTI', motivo: 'SEGR' }, '/valutazioni/nuova'));
	await save(laura, `/pratiche/${ids.valutazione}/parti/bisogni`, { descrizione: 'Una parte' });
	ids.valutazione_parte = sql(`SELECT max(id) FROM valutazione_parte WHERE pratica_id = ${ids.valutazione}`);
	await around(laura, ids.pratica, ids);
	await ledger(laura, ids.pratica, ids);
	ids.richiesta = number(await save(laura, `/pratiche/${ids.pratica}/richieste/nuova/autorizzazione`, { oggetto: 'Spesa <b>&"', testo: 'Serve subito' }));
	await shared(laura, ids.pratica, ids);
	await persons(laura, ids.soggetto, ids);
	await facility(ids.pratica, ids);
	await stay(laura, ids.soggetto, ids);
	await agenda(laura, ids.pratica, ids);
	await supplier(laura, ids.soggetto, ids);
	await reports(laura, ids.soggetto, ids);
	await outside(ids);
	await administered(ids);
	ids.sessione = sql("SELECT max(s.id) FROM sessione s JOIN operatore o ON o.id = s.operatore_id WHERE o.username = 'assistente.maleo'");
	ids.operatore = sql("SELECT id FROM operatore WHERE username = 'collega.maleo'");
	return ids;
}

/* The word of an address, by what stands before it. */
const words = [[/^\/guida\/$/, 'soggetti'], [/^\/amministrazione\/elenchi\/$/, 'tipo-evento'], [/^\/pratiche\/.*\/stato\/$/, 'chiudi'], [/^\/domande\/.*\/stato\/$/, 'valuta'], [/^\/richieste\/.*\/stato\/$/, 'annulla'], [/\/richieste\/nuova\/$/, 'autorizzazione'], [/\/schede\/nuova\/$/, 'sina'], [/\/parte\/$/, 'persona'], [/\/parti\/$/, 'bisogni'], [/\/presenze\/$/, '2026-03'], [/\/bozza\/$/, 'rete'], [/\/(mese|calendario)\/$/, '2026-03'], [/^\/agenda\/$/, 'nessuno']];

/* The address of a route with those ids; a parameter that nobody knows is an error. */
export function indirizzo(path, ids) {
	const own = { ...ids };
	if (path.startsWith('/self/'))
		Object.assign(own, { domanda: /\/(inviata|ricevuta|risposta)$/.test(path) ? ids.inviata : ids.bozza, documento: ids.allegato });
	else if (/^\/pratiche\/\{pratica\}\/(prestazioni|calendario|previste|rese|mese)(\/|$)/.test(path))
		own.pratica = ids.intervento_prestazione;
	else if (/^\/pratiche\/\{pratica\}\/(obiettivi|azioni|verifiche)(\/|$)/.test(path))
		own.pratica = ids.progetto;
	else if (path.startsWith('/amministrazione/operatori/'))
		own.operatore = ids.utenza;
	else if (/^\/pratiche\/\{pratica\}\/(struttura|inserimenti|presenze|spese)(\/|$)/.test(path))
		own.pratica = ids.in_struttura;
	else if (path.startsWith('/domande/'))
		own.domanda = ids.inviata;
	else if (/^\/pratiche\/\{pratica\}\/(parti|scale)/.test(path))
		own.pratica = own.pratica === esempio ? ids.valutazione : own.pratica;
	return path.replace(/\{([a-z_]+)\}/g, (_, name, at) => {
		const value = name === 'parola' ? words.find(([shape]) => shape.test(path.slice(0, at)))?.[1] : own[name];
		if (!value)
			throw new Error(`no example of {${name}} in ${path}`);
		return value;
	});
}
