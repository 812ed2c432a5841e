/*
 * Every page that can be read, as who may read most of it, wide and narrow: each goes through
 * `look`.  The addresses come from the program's own table, so that a new page is looked at.
 */
import { execFileSync } from 'node:child_process';
import { Client, chapter, end, is, ok, sql } from '../http/client.mjs';
import { esempi, indirizzo } from '../http/esempi.mjs';
import { persone } from '../http/spid.mjs';
import { close, open } from './browser.mjs';

const routes = JSON.parse(execFileSync('build/siz', ['rotte', '--json'], { encoding: 'utf8' }));
const ids = await esempi();

/* What is no page: answers for the script, files. */
const pieces = new Set(['/salute', '/sessione/stato', '/cerca/voci', '/luoghi/suggerimenti', '/soggetti/simili', '/documenti/bozza', '/documenti/{documento}/arrivo', '/soggetti/{soggetto}/motivo',
	'/documenti/{documento}', '/self/{domanda}/documenti/{documento}', '/self/{domanda}/ricevuta/pdf', '/stampe/{stampa}/scarica', '/agenda/{parola}.ics',
	'/pratiche/{pratica}/regole/anteprima', '/pratiche/{pratica}/costo/esito']);
/* The way in: `before` looks at these, and tests/browser/viaggio.mjs at what stands between password and service. */
const way = new Set(['/accesso', '/accesso/spid', '/accesso/come', '/secondo-fattore', '/secondo-fattore/attiva', '/password-dimenticata', '/password-nuova']);

/* Who looks, where it is not the assistente sociale whose case it is; and what answers, where it is not 200. */
const SPID = 'spid', DEFAULT = 'assistente.maleo';
const lookers = [
	[/^\/(self\/ente|richiesta-utenza)$/, SPID], [/^\/amministrazione\//, 'amministratore.siz'], [/^\/(domande|enti-esterni)/, 'referente.self'],
	[/\/(diritto-accesso|custodia|doppione)$|^\/soggetti\/doppioni|^\/supervisione/, 'referente.maleo'], [/^\/assegnazioni\//, 'assistente.lodi'], [/\/chiedi-accesso$/, 'assistente.poverta'], [/\/emergenza$/, 'referente.self'],
	/* who keeps suppliers, facilities, funds and payments */
	[/^\/(fornitori|strutture|finanziamenti|pagamenti|elaborazioni-contabili)/, 'amministrativo.maleo'], [/^\/pratiche\/\{pratica\}\/(impegni|finanziamenti)\/|\/\{movimento\}\/impegno$/, 'amministrativo.maleo'],
];
const looker = (path) => lookers.find(([shape]) => shape.test(path))?.[1] ?? DEFAULT;
/* a refusal with the form that asks for access; a case that comes from no archive; a part that is not signed yet */
const answers = { '/pratiche/{pratica}/chiedi-accesso': 403, '/pratiche/{pratica}/archivio': 404, '/pratiche/{pratica}/parti/{valutazione_parte}/correggi': 409 };
const queries = { '/self/nuova': `?soggetto=${ids.soggetto}` }; /* without a person an operator is led to choose one */

const enter = (window, who) => who === SPID ? window.spid(persone.spazza) : window.login(who, { service: who === DEFAULT ? 'Comune di Maleo' : null });

async function walk(width) {
	const pages = routes.filter(({ method, path }) => method === 'GET' && !pieces.has(path) && !way.has(path));
	for (const who of [...new Set(pages.map((route) => looker(route.path)))]) {
		const window = await open(`pages of ${who}`, { width });
		await enter(window, who);
		for (const route of pages.filter(({ path }) => looker(path) === who)) {
			const path = indirizzo(route.path, ids);
			const answer = await window.page.goto(path + (queries[route.path] ?? ''));
			is(answer.status(), answers[route.path] ?? 200, `${path} opens for ${who}`);
			is(window.path, path, `${path} leads nowhere else`);
			const name = route.path.replace(/\{[a-z_]+\}\/?/g, '').replace(/^\/|\/$/g, '').replace(/\//g, '-') || 'home';
			await window.look(path, { picture: `pagina-${name}` });
			is(await window.page.locator('h1').count(), 1, `${path}: one first heading`);
			is(await window.page.getByRole('main').count(), 1, `${path}: one main`);
		}
		await window.close();
	}
}

/* Somebody with an account who comes from SPID on the way to a report chooses who one is. */
async function choice(width) {
	const code = persone.operatrice.codice_fiscale;
	sql(`INSERT INTO operatore_spid (operatore_id, codice_fiscale) SELECT id, '${code}' FROM operatore WHERE username = 'assistente.lodi' ON CONFLICT DO NOTHING`);
	const window = await open('who one is', { width });
	await window.spid(persone.operatrice);
	is(window.path, '/accesso/come', 'both are offered');
	await window.look('the choice', { picture: 'accesso-come' });
	await window.close();
}

/* Every page of the guide, by the links of its first page (on a desk and on a telephone they differ
 * in width only: one is enough, the narrow one). */
async function guide() {
	const window = await open('guide', { width: 390 });
	await window.login('assistente.maleo', { service: 'Comune di Maleo' });
	await window.page.goto('/guida');
	const paths = [...new Set(await window.page.locator('main a[href^="/guida/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href'))))];
	ok(paths.length >= 10, 'the guide has a page for each function', String(paths.length));
	for (const path of paths) {
		is((await window.page.goto(path)).status(), 200, `${path} opens`);
		await window.look(path);
	}
	await window.close();
}

/* Links on every page lead somewhere (no link to what is not built). */
async function links() {
	const client = new Client();
	await client.login('assistente.maleo', 'Comune di Maleo');
	const seen = new Set(['/']), todo = ['/'];
	while (todo.length && seen.size < 300) {
		const path = todo.shift();
		const answer = await client.get(path);
		ok(answer.status < 400, `a link leads to ${path}`, String(answer.status));
		if (!/^text\/html/.test(answer.headers['content-type'] ?? ''))
			continue;
		for (const [, raw] of answer.text.matchAll(/<a\b[^>]*\shref="(\/[^"#]*)/g)) {
			const href = raw.replace(/&amp;/g, '&');
			/* one of each kind is enough: numbers and queries are alike */
			const kind = href.replace(/\d+/g, 'N').replace(/\?.*/, '');
			/* the provider of tests/http/spid.mjs has no address */
			if (/^\/(esci|assets)|gestore\.example/.test(href) || seen.has(kind))
				continue;
			seen.add(kind);
			todo.push(href);
		}
	}
}

async function weight() {
	const window = await open('weight');
	await window.login('assistente.maleo', { service: 'Comune di Maleo' });
	for (const path of ['/accesso', '/', '/soggetti', '/interventi/generici', '/interventi/generici/nuovo', `/pratiche/${ids.pratica}`, `/pratiche/${ids.pratica}/assegnazioni`])
		await window.weight(path);
	await window.close();
}

async function before() {
	for (const width of [1366, 390]) {
		const window = await open('before the login', { width });
		for (const path of ['/accesso', '/accesso?scaduta=1', '/password-dimenticata', '/password-nuova?gettone=nessuno', '/nessuna-pagina']) {
			await window.page.goto(path);
			await window.look(path, { picture: `pubblica${path.replace(/[^a-z]+/g, '-')}` });
		}
		await window.close();
	}
}

/* The drawers of a narrow page open with script and, by their anchor, without. */
async function drawers() {
	for (const script of [true, false]) {
		const window = await open('drawers', { width: 390, script });
		await window.login('assistente.maleo', { service: 'Comune di Maleo' });
		await window.page.goto('/soggetti');
		await window.page.locator('a.siz-apri[href="#menu"]').click();
		ok(await window.page.locator('#menu').isVisible(), `the menu opens, script ${script}`);
		await window.look('the menu');
		await window.page.goto('/soggetti');
		await window.page.locator('a.siz-apri[href="#ricerca"]').click();
		ok(await window.page.locator('#ricerca').isVisible(), `the search opens, script ${script}`);
		await window.look('the search', { picture: script && 'ricerca-aperta' });
		await window.close();
	}
}

await chapter('before the login', before);
/* side by side: one waits for the server or for Chromium while the other works */
await chapter('every page, wide and narrow, and the guide', () => Promise.all([walk(1366), walk(390), guide()]));
await chapter('who one is', async () => { await choice(1366); await choice(390); });
/* Between a telephone and a desk the menu stands in more than one line and nothing leaves the window. */
async function between() {
	const window = await open('between', { width: 1200 }), { page } = window;
	await window.login('assistente.maleo', { service: 'Comune di Maleo' });
	for (const width of [992, 1024, 1200, 1280]) {
		await page.setViewportSize({ width, height: 768 });
		await page.goto('/');
		await page.locator('.siz-nav__voci > li:last-child summary').click();
		const [wide, left, right] = await page.evaluate(() => {
			const sheet = document.querySelector('.siz-nav__voci > li:last-child .siz-menu__foglio').getBoundingClientRect();
			return [document.documentElement.scrollWidth, sheet.left, sheet.right];
		});
		ok(wide <= width && left >= 0 && right <= width, `nothing leaves the window at ${width}, the last menu open`, `${wide} ${left} ${right}`);
	}
	await window.close();
}
await chapter('between', between);
await chapter('drawers', drawers);
await chapter('weight', weight);
await chapter('links', links);
await close();
end();
