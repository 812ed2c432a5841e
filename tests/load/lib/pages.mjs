/*
 * The main pages: name, path, and what is wanted of requests over transactions (null: nothing).
 * A room adds its page here, and every bench that walks pages has it.
 */
import { sql } from './bench.mjs';

/* Of a case of our operator's service that has a page in its diary. */
const one = (column) => sql(`SELECT p.${column} FROM pratica p JOIN servizio v ON v.id = p.servizio_id WHERE v.codice = 'maleo' AND p.kind = 'intervento_generico' AND p.id % 10 = 0 ORDER BY p.id LIMIT 1`);

export const opened = one('id');
const person = one('titolare_soggetto_id');

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
