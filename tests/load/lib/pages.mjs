/*
 * The main pages: name, path, and what is wanted of requests over transactions (null: nothing).
 * A room adds its page here, and every bench that walks pages has it.
 */
import { sql } from './bench.mjs';

/* Of a case that was loaded, of our operator's service; every tenth has a page in its diary. */
function one(kind, column = 'id') {
	const found = sql(`SELECT p.${column} FROM pratica p JOIN servizio v ON v.id = p.servizio_id
		WHERE v.codice = 'maleo' AND p.kind = '${kind}' AND p.codice ~ '-[0-9]{7}$' AND hashint8(p.id) % 10 = 0 ORDER BY p.id LIMIT 1`);
	if (!found)
		throw new Error(`no case of the kind ${kind} was loaded`);
	return found;
}

export const opened = one('intervento_generico');
const person = one('intervento_generico', 'titolare_soggetto_id');

export const pages = [
	{ name: 'list of interventi', path: '/interventi/generici', wanted: 0.7 },
	{ name: 'a case', path: `/pratiche/${opened}`, wanted: 0.6 },
	{ name: 'its diary', path: `/pratiche/${opened}/diario`, wanted: 0.6 },
	{ name: 'home', path: '/', wanted: null },
	{ name: 'list of persons', path: '/soggetti', wanted: 0.7 },
	{ name: 'persons by surname', path: '/soggetti?cognome=esposito', wanted: null },
	{ name: 'a person', path: `/soggetti/${person}`, wanted: 0.6 },
	{ name: 'search everywhere', path: '/cerca/voci?q=esposito', wanted: null },
];

/* Of each kind that came after: its list, the open ones of it, a case, the form of a new one. */
const kinds = [
	['segnalazioni', 'segnalazione', '/segnalazioni', 'nuova'],
	['prese in carico', 'presa_in_carico', '/prese-in-carico', 'nuova'],
	['valutazioni', 'valutazione', '/valutazioni', 'nuova'],
	['progetti', 'progetto', '/progetti', 'nuovo'],
	['interventi economici', 'intervento_economico', '/interventi/economici', 'nuovo'],
	['interventi con prestazione', 'intervento_prestazione', '/interventi/prestazioni', 'nuovo'],
	['interventi in struttura', 'intervento_struttura', '/interventi/strutture', 'nuovo'],
];
const asked = sql(`SELECT min(r.id) FROM richiesta r JOIN servizio v ON v.id = r.servizio_id WHERE v.codice = 'maleo' AND r.codice LIKE 'RIC-GEN-%'`);
const counted = sql(`SELECT min(i.pratica_id) FROM impegno i JOIN pratica p ON p.id = i.pratica_id JOIN servizio v ON v.id = p.servizio_id WHERE v.codice = 'maleo' AND p.codice ~ '-[0-9]{7}$'`);
export const kindPages = kinds.flatMap(([name, kind, list, made]) => [
	{ name: `${name}: list`, path: list, wanted: 0.7 },
	{ name: `${name}: open ones`, path: `${list}?stato=A`, wanted: 0.7 },
	{ name: `${name}: a case`, path: `/pratiche/${one(kind)}`, wanted: 0.6 },
	{ name: `${name}: a new one`, path: `${list}/${made}?titolare=${person}`, wanted: null },
]).concat([
	{ name: 'ledger: movements of a case', path: `/pratiche/${counted}/movimenti`, wanted: 0.6 },
	{ name: 'ledger: cost of a case', path: `/pratiche/${counted}/costo`, wanted: null },
	{ name: 'ledger: funds', path: '/finanziamenti', wanted: 0.6 },
	{ name: 'ledger: lists of payment', path: '/pagamenti', wanted: 0.6 },
	{ name: 'ledger: sums', path: '/elaborazioni-contabili', wanted: null },
	{ name: 'richieste: list', path: '/richieste', wanted: 0.7 },
	{ name: 'richieste: a richiesta', path: `/richieste/${asked}`, wanted: 0.6 },
]);
