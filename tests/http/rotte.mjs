/*
 * Every route x every role, against a table written by hand (rotte.txt): who may gets exactly what it
 * says, who may not gets 403 or 404; nobody is sent to the login.  The routes are the program's own.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Client, BASE, chapter, end, is, ok, sql } from './client.mjs';
import { esempi, indirizzo } from './esempi.mjs';
import { entra, gestore, persone } from './spid.mjs';

const routes = JSON.parse(execFileSync('build/siz', ['rotte', '--json'], { encoding: 'utf8', env: { ...process.env } }));
for (const route of routes)
	route.roles.sola_lettura = route.sola_lettura; /* beside the roles: a service in which any of them only reads */

/* The columns of the table. */
const accounts = {
	assistente_sociale: ['assistente.maleo', 'Comune di Maleo'],
	referente: ['referente.maleo', null],
	amministrativo: ['amministrativo.maleo', null],
	operatore_sociale: ['operatore.maleo', null],
	'another service': ['assistente.disabilita', null],
	sola_lettura: ['assistente.maleo', 'STORICO'],
	'the service of reports': ['referente.self', null],
	amministratore: ['amministratore.siz', null],
	esterno: null,
};
const own = ['assistente_sociale', 'referente', 'amministrativo', 'operatore_sociale'];

/* «METHOD path» -> the status of each column. */
const table = new Map();
for (let statuses = null, lines = readFileSync('tests/http/rotte.txt', 'utf8').split('\n'); lines.length;) {
	const line = lines.shift();
	if (/^\d/.test(line))
		statuses = Object.fromEntries(line.match(/^[\d ]+/)[0].trim().split(/ +/).map((status, at) => [Object.keys(accounts)[at], Number(status)]));
	else if (line.startsWith('\t'))
		table.set(line.trim(), statuses);
}

/* These end or change the session, or are the login itself: accesso.mjs, secondo_fattore.mjs and esterno.mjs walk them. */
const aside = (route) => /^\/(accesso|esci|servizio|password-dimenticata|password-nuova|cambio-password|secondo-fattore|sessione|sessioni|salute)(\/|$)/.test(route.path);
const walked = routes.filter((route) => !aside(route));
const named = (path) => /\{(?!parola)/.test(path);

const ids = await esempi();
const nowhere = Object.fromEntries(Object.keys(ids).map((name) => [name, '9223372036854775807']));

await chapter('the table has every route', async () => {
	for (const route of walked)
		ok(table.has(`${route.method} ${route.path}`), `${route.method} ${route.path} stands in rotte.txt`);
	for (const line of table.keys())
		ok(walked.some((route) => `${route.method} ${route.path}` === line), `${line} is a route`);
});

await chapter('nobody', async () => {
	const nobody = new Client();
	for (const route of walked.filter(({ permission }) => permission !== 'PUBBLICO')) {
		const path = indirizzo(route.path, ids);
		const answer = route.method === 'GET' ? await nobody.get(path) : await nobody.post(path, {});
		is(answer.status, 303, `${route.method} ${path} without a session`);
		is(answer.location?.split('?')[0], route.path === '/richiesta-utenza' ? route.path : route.path.startsWith('/self/') ? '/self' : '/accesso', `${route.method} ${path} leads to the way in`);
		ok(!/siz-identita|siz-tabella/.test(answer.text), `${route.method} ${path} shows nothing without a session`);
	}
});

/* In a session of that column: {client, hidden fields for a POST}. */
async function session(role) {
	const client = new Client();
	gestore();
	if (accounts[role])
		await client.login(...accounts[role]);
	else
		await entra(client, persone.serd, '/self');
	const page = await client.get(role === 'esterno' ? '/self' : '/');
	is(page.status, 200, `${role} is in`);
	const csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)[1];
	let n = 0;
	return { client, hidden: () => ({ _csrf: csrf, _chiave: `${role}-${process.pid}-${n++}` }) };
}

for (const role of Object.keys(accounts)) {
	await chapter(role, async () => {
		const { client, hidden } = await session(role);
		const before = sql('SELECT count(*) FROM storia');
		for (const route of walked) {
			const wanted = table.get(`${route.method} ${route.path}`)?.[role];
			/* persons and what waits for a decision are everybody's to write: not to be altered here */
			const example = route.method === 'GET' || wanted === 403 || (!own.includes(role) && !/^\/(soggetti|domande|enti-esterni|amministrazione)/.test(route.path));
			const path = indirizzo(route.path, example ? ids : nowhere);
			const name = `${route.method} ${path} as ${role}`;
			const answer = route.method === 'GET' ? await client.get(path) : await client.post(path, hidden());
			is(answer.status, wanted, name);
			if (wanted >= 400)
				ok(!/siz-identita/.test(answer.text), `${name} shows nobody's data`);
			if (role === 'esterno')
				ok(!/siz-cerca"|Navigazione principale|siz-identita/.test(answer.text), `${name} shows nothing of an operator's page`);
			if (route.method === 'GET' && named(route.path) && wanted < 400)
				is((await client.get(indirizzo(route.path, nowhere))).status, 404, `${name}: a row that is not there`);
			if (route.permission !== 'PUBBLICO' && route.roles[role] === false)
				is(wanted, 403, `${name}: table and program agree`);
		}
		if (!own.includes(role))
			is(sql('SELECT count(*) FROM storia'), before, `${role} changed nothing`);
	});
}

await chapter('help', async () => {
	const { client } = await session('esterno');
	for (const topic of ['soggetti', 'documenti', 'notifiche'])
		ok(/^\/accesso/.test((await client.get(`/guida/${topic}`)).location ?? ''), `the help on ${topic} is for operators`);
	is((await client.get('/guida/privacy')).status, 200, 'the public help is for all');
});

/* The facts of requirements and AZ-2 that the table must contain, whoever edits it. */
await chapter('facts', async () => {
	const may = (handler, role) => routes.find((route) => route.handler === handler)?.roles[role];
	for (const role of ['assistente_sociale', 'referente', 'amministrativo', 'operatore_sociale']) {
		is(may('intervento_generico_elenco', role), true, `${role} lists interventi generici (GEN-01)`);
		is(may('intervento_generico_crea', role), true, `${role} enters interventi generici (GEN-01)`);
		is(may('soggetti_elenco', role), true, `${role} sees the persons (ROL-06)`);
	}
	for (const route of routes) {
		if (/pratica|intervento|soggetto|documento|diario|assegnazione/.test(route.handler))
			is(route.roles.amministratore, false, `an administrator of the system does not reach ${route.method} ${route.path} (AZ-9)`);
		if (route.method === 'POST' && /_SCRIVI$/.test(route.permission))
			is(route.roles.sola_lettura, false, `nobody writes by ${route.path} in SERVIZIO STORICO`);
	}
});

/* IDs that are none (AZ-6): never a fault, never data. */
await chapter('ids', async () => {
	const client = new Client();
	await client.login('assistente.maleo');
	for (const route of walked.filter((r) => r.method === 'GET' && r.roles.assistente_sociale && named(r.path)))
		for (const [, name] of route.path.matchAll(/\{([a-z_]+)\}/g))
			for (const id of ['0', '-1', '2147483648', '9223372036854775808', '1e3', '1%00', 'abc', '1;DROP', "1'--"]) {
				const path = name === 'parola' ? null : indirizzo(route.path, { ...ids, [name]: id, ...(/domanda/.test(name) ? { bozza: id, inviata: id } : {}), ...(name === 'documento' ? { allegato: id } : {}), ...(name === 'pratica' ? { progetto: id, intervento_prestazione: id, in_struttura: id } : {}) });
				if (path)
					is((await client.get(path)).status, id.includes('%00') ? 400 : 404, `GET ${path}`);
			}
});

/* IN-3: a POST that did not come from our own page changes nothing. */
await chapter('forgery', async () => {
	const client = new Client();
	await client.login('assistente.maleo');
	const csrf = /name="_csrf" value="([^"]+)"/.exec((await client.get('/')).text)[1];
	for (const route of walked.filter((r) => r.method === 'POST' && r.roles.assistente_sociale)) {
		const path = indirizzo(route.path, ids);
		is((await client.post(path, { _chiave: 'a' })).status, 403, `POST ${path} without token`);
		is((await client.post(path, { _csrf: csrf.replace(/./g, '0'), _chiave: 'b' })).status, 403, `POST ${path} with a wrong token`);
		is((await client.post(path, { _csrf: csrf, _chiave: 'c' }, { origin: 'https://altrove.example' })).status, 403, `POST ${path} from a foreign origin`);
		is((await client.post(path, { _csrf: csrf, _chiave: 'd' }, { 'sec-fetch-site': 'cross-site' })).status, 403, `POST ${path} from another site`);
		if (!routes.some((r) => r.method === 'GET' && r.path === route.path))
			is((await client.get(path)).status, 405, `GET ${path} does not act`);
	}
});

/* HD-1, HD-2 on every kind of answer. */
await chapter('headers', async () => {
	const client = new Client();
	await client.login('assistente.maleo');
	const wanted = {
		'content-security-policy': /default-src 'none'.*script-src 'self'.*frame-ancestors 'none'/, 'x-content-type-options': /^nosniff$/,
		'referrer-policy': /^no-referrer$/, 'cross-origin-opener-policy': /^same-origin$/, 'cross-origin-resource-policy': /^same-origin$/,
		'strict-transport-security': /max-age=63072000/, 'permissions-policy': /./, 'cache-control': /no-store/,
	};
	for (const path of ['/', '/soggetti', '/nessuna-pagina', '/pratiche/0', '/accesso', '/salute']) {
		const answer = await client.get(path);
		for (const [name, shape] of Object.entries(wanted))
			ok(shape.test(answer.headers[name] ?? ''), `${path} has ${name}`, answer.headers[name]);
		ok(!/nginx\/|PostgreSQL|libpq|app\/[a-z]/.test(answer.text + answer.headers.server), `${path} names no versions or paths`);
	}
	is((await client.request('/soggetti', { method: 'DELETE' })).status, 405, 'an unknown method is refused');
	is((await client.get('/nessuna-pagina')).status, 404, 'an unknown path is not there');
	ok(BASE.startsWith('https://'), 'TLS');
});

end();
