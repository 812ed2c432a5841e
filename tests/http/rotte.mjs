/*
 * Every route x every role: who may, may; who may not gets 403 and nothing else; nobody is sent
 * to the login; nothing answers 5xx.  The table is the program's own (`siz rotte --json`), the
 * facts that it must contain are said again below by hand.
 */
import { execFileSync } from 'node:child_process';
import { Client, BASE, chapter, end, is, ok } from './client.mjs';
import { entra, gestore, persone } from './spid.mjs';

const routes = JSON.parse(execFileSync('build/siz', ['rotte', '--json'], { encoding: 'utf8', env: { ...process.env } }));
for (const route of routes)
	route.roles.sola_lettura = route.sola_lettura; /* beside the roles: a service in which any of them only reads */

const accounts = {
	assistente_sociale: ['assistente.maleo', null],
	referente: ['referente.maleo', null],
	amministrativo: ['amministrativo.maleo', null],
	operatore_sociale: ['operatore.maleo', null],
	amministratore: ['amministratore.siz', null],
	sola_lettura: ['assistente.maleo', 'STORICO'],
};

/* These end or change the session, or are the login itself: other tests walk them. */
const aside = (route) => /^\/(accesso|esci|servizio|password|cambio-password|secondo-fattore|sessione|sessioni)/.test(route.path);
const ids = ['1', '9223372036854775807'];

function concrete(path, id) {
	return path.replace(/\{parola\}/g, 'chiudi').replace(/\{[a-z_]+\}/g, id);
}

async function call(client, route, id, hidden) {
	const path = concrete(route.path, id);
	if (route.method === 'GET')
		return client.get(path);
	return client.post(path, hidden());
}

await chapter('nobody', async () => {
	const nobody = new Client();
	for (const route of routes) {
		if (aside(route) || route.permission === 'PUBBLICO')
			continue;
		const answer = await call(nobody, route, '1', () => ({}));
		ok(answer.status === 401 || (answer.status === 303 && (route.path.startsWith('/self/') ? /^\/self(\?|$)/ : /^\/accesso(\?|$)/).test(answer.location)),
			`${route.method} ${route.path} without a session`, `${answer.status} ${answer.location}`);
		ok(!/siz-identita|siz-tabella/.test(answer.text), `${route.method} ${route.path} shows nothing without a session`);
	}
});

for (const [role, [username, service]] of Object.entries(accounts)) {
	await chapter(role, async () => {
		const client = new Client();
		await client.login(username, service);
		const home = await client.get('/');
		is(home.status, 200, `${username} has a home page`);
		const csrf = /name="_csrf" value="([^"]+)"/.exec(home.text)[1];
		let n = 0;
		const hidden = () => ({ _csrf: csrf, _chiave: `${role}-${Date.now()}-${n++}` });
		for (const route of routes) {
			if (aside(route))
				continue;
			for (const id of /\{[a-z_]+\}/.test(route.path.replace('{parola}', '')) ? ids : ['1']) {
				const answer = await call(client, route, id, hidden);
				const name = `${route.method} ${concrete(route.path, id)} as ${role}`;
				ok(answer.status < 500, `${name} is no fault`, `${answer.status} ${answer.text.slice(0, 300)}`);
				if (route.roles[role])
					ok(!/non è permessa<\/h1>/.test(answer.text), `${name} passes the guard`, String(answer.status));
				else
					is(answer.status, 403, `${name} is refused`);
			}
		}
	});
}

/* A person of an external body (SAML-7): every line of the table, the way in and out of operators too.
 * What is theirs is said here by hand: reports, leaving, choosing who one is, and what is public. */
await chapter('esterno', async () => {
	gestore();
	const other = new Client();
	await entra(other, persone.serd, '/self');
	await other.get('/self/nuova');
	await other.submit('/self/nuova', {}); /* so that number 1 is somebody else's */
	const client = new Client();
	await entra(client, persone.spazza, '/self'); /* who reported nothing */
	const csrf = /name="_csrf" value="([^"]+)"/.exec((await client.get('/self')).text)[1];
	let n = 0;
	const hidden = () => ({ _csrf: csrf, _chiave: `esterno-${Date.now()}-${n++}` });
	const theirs = (route) => route.path === '/self' || route.path.startsWith('/self/') || route.path === '/accesso/come' || route.path.startsWith('/richiesta-utenza');
	for (const route of routes) {
		/* these end or renew the session: tests/http/esterno.mjs walks them */
		if (['/esci', '/accesso', '/accesso/spid', '/sessione/resta', '/sessione/stato', '/salute'].includes(route.path))
			continue;
		for (const id of /\{[a-z_]+\}/.test(route.path.replace('{parola}', '')) ? ids : ['1']) {
			const answer = await call(client, route, id, hidden);
			const name = `${route.method} ${concrete(route.path, id)} as an external user`;
			ok(answer.status < 500, `${name} is no fault`, `${answer.status} ${answer.text.slice(0, 300)}`);
			ok(!/siz-cerca"|Navigazione principale|siz-identita/.test(answer.text), `${name} shows nothing of an operator's page`);
			if (route.permission !== 'PUBBLICO' && !theirs(route))
				is(answer.status, 403, `${name} is refused`);
			ok(['PUBBLICO', 'ESTERNO', 'SEGNALA'].includes(route.permission) || answer.status === 403, `${name} passes no other permission`, route.permission);
			if (theirs(route) && /\{domanda\}/.test(route.path))
				is(answer.status, 404, `${name} finds nothing that is not theirs`);
		}
		if (theirs(route))
			for (const role of ['assistente_sociale', 'referente', 'amministrativo', 'operatore_sociale', 'amministratore'])
				if (route.permission === 'ESTERNO')
					is(route.roles[role], false, `${role} has no page of external users: ${route.path}`);
	}
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
	for (const route of routes.filter((r) => r.method === 'GET' && r.roles.assistente_sociale && /\{(?!parola)/.test(r.path)))
		for (const id of ['0', '-1', '2147483648', '9223372036854775808', '1e3', '1%00', 'abc', '1;DROP', "1'--"]) {
			const answer = await client.get(concrete(route.path, id));
			ok(answer.status === 404 || answer.status === 400, `GET ${concrete(route.path, id)}`, String(answer.status));
		}
});

/* IN-3: a POST that did not come from our own page changes nothing. */
await chapter('forgery', async () => {
	const client = new Client();
	await client.login('assistente.maleo');
	const csrf = /name="_csrf" value="([^"]+)"/.exec((await client.get('/')).text)[1];
	for (const route of routes.filter((r) => r.method === 'POST' && !aside(r) && r.roles.assistente_sociale)) {
		const path = concrete(route.path, '1');
		is((await client.post(path, { _chiave: 'a' })).status, 403, `POST ${path} without token`);
		is((await client.post(path, { _csrf: csrf.replace(/./g, '0'), _chiave: 'b' })).status, 403, `POST ${path} with a wrong token`);
		is((await client.post(path, { _csrf: csrf, _chiave: 'c' }, { origin: 'https://altrove.example' })).status, 403, `POST ${path} from a foreign origin`);
		is((await client.post(path, { _csrf: csrf, _chiave: 'd' }, { 'sec-fetch-site': 'cross-site' })).status, 403, `POST ${path} from another site`);
		is((await client.request(path)).status === 200 && !routes.some((r) => r.method === 'GET' && concrete(r.path, '1') === path), false, `GET ${path} does not act`);
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
