/*
 * Every page that can be read, as who may read most of it, wide and narrow: each goes through
 * `look`.  The addresses come from the program's own table, so that a new page is looked at.
 */
import { execFileSync } from 'node:child_process';
import { Client, chapter, end, is, ok, sql } from '../http/client.mjs';
import { close, open } from './browser.mjs';

const routes = JSON.parse(execFileSync('build/siz', ['rotte', '--json'], { encoding: 'utf8' }));
const one = (text) => sql(text) || '0';
/* A case of assistente.maleo, with as much around it as the demonstration data have. */
const pratica = one(`SELECT p.id FROM pratica p JOIN operatore o ON o.id = p.riferimento_operatore_id
	WHERE o.username = 'assistente.maleo' AND p.stato = 'A'
	ORDER BY (SELECT count(*) FROM diario_pagina d WHERE d.pratica_id = p.id) + (SELECT count(*) FROM evento e WHERE e.pratica_id = p.id)
		+ (SELECT count(*) FROM documento d WHERE d.pratica_id = p.id) DESC, p.id LIMIT 1`);
const ids = {
	pratica, soggetto: one(`SELECT titolare_soggetto_id FROM pratica WHERE id = ${pratica}`),
	appuntamento: one(`INSERT INTO appuntamento (tipo, titolo, inizio, fine, luogo, servizio_id, creato_da) SELECT 'VISITA', 'Visita <b>&"Rossi"', date_trunc('day', now()) + interval '9 hours',
		date_trunc('day', now()) + interval '10 hours', 'Stanza 4', p.servizio_id, p.riferimento_operatore_id FROM pratica p WHERE p.id = ${pratica} RETURNING id`),
	equipe: one(`INSERT INTO equipe (nome, tra_servizi, servizio_id, creato_da) SELECT 'Équipe minori', true, p.servizio_id, p.riferimento_operatore_id FROM pratica p WHERE p.id = ${pratica} RETURNING id`),
	stampa: one(`INSERT INTO stampa (tipo, oggetto, oggetto_id, pratica_id, titolo, nome_file, operatore_id, servizio_id, ruolo)
		SELECT 'pratica', 'pratica', p.id, p.id, 'Pratica ' || p.codice, 'a.pdf', p.riferimento_operatore_id, p.servizio_id, 1 FROM pratica p WHERE p.id = ${pratica} RETURNING id`),
	...Object.fromEntries(['diario_pagina', 'evento', 'documento', 'soggetto_significativo', 'richiesta_accesso', 'assegnazione'].map((table) =>
		[table, one(`SELECT id FROM ${table} WHERE pratica_id = ${pratica} ORDER BY 1 LIMIT 1`)])),
};

ids.anpr_richiesta = one(`INSERT INTO anpr_richiesta (porta, codice_fiscale, soggetto_id, scopo, riferimento, operatore_id, stato, frase)
	SELECT 'anpr', 'RSSMRA80A01H501U', NULL, 'FLUSSI', 'prova', (SELECT id FROM operatore WHERE username = 'assistente.maleo'), 'non_trovata', 'ANPR non conosce questo codice fiscale.' RETURNING id`);
ids.anpr_proposta = one(`INSERT INTO anpr_proposta (soggetto_id, campo, nostro, loro, dati) VALUES (${ids.soggetto}, 'residenza_indirizzo', 'Via Vecchia 1', 'Via Nuova 2', '{}') RETURNING id`);
ids.soggetto_rivedere = one(`INSERT INTO soggetto_rivedere (soggetto_id, motivo) VALUES (${ids.soggetto}, 'senza_dimora') RETURNING id`);
ids.isee = one(`INSERT INTO isee (soggetto_id, tipo, valore, protocollo, presentata_il, valida_fino) VALUES (${ids.soggetto}, 'ORD', 9360.55, 'INPS-ISEE-2026-00000009Z-00', '2026-01-20', '2026-12-31') RETURNING id`);
ids.isee_lettura = one(`INSERT INTO isee_lettura (soggetto_id, operatore_id, stato, motivo)
	SELECT ${ids.soggetto}, id, 'rifiutata', 'Il file non è un XML che si possa leggere.' FROM operatore WHERE username = 'assistente.maleo' RETURNING id`);

/* Pieces for the script and what is no page. */
const aside = (route) => route.method !== 'GET' || /^\/(salute|sessione|secondo-fattore|password-nuova|cerca\/voci|luoghi|soggetti\/simili|documenti\/bozza|richiesta)|\/scarica$|\.ics$/.test(route.path);

/* What the case does not have leads to the page that says so, which is looked at as well. */
const concrete = (path) => path.replace('/guida/{parola}', '/guida/soggetti').replace('{parola}', 'chiudi').replace(/\{([a-z_]+)\}/g, (_, name) => ids[name]);

async function walk(width) {
	const window = await open('pages', { width });
	await window.login('assistente.maleo', { service: 'Comune di Maleo' });
	for (const route of routes) {
		if (aside(route) || /^\/(accesso|password)/.test(route.path))
			continue;
		const path = concrete(route.path);
		const answer = await window.page.goto(path);
		ok(answer.status() < 500, `${path} answers`, String(answer.status()));
		const name = route.path.replace(/\{[a-z_]+\}\/?/g, '').replace(/^\/|\/$/g, '').replace(/\//g, '-') || 'home';
		await window.look(path, { picture: `pagina-${name}` });
		is(await window.page.locator('h1').count(), 1, `${path}: one first heading`);
		is(await window.page.getByRole('main').count(), 1, `${path}: one main`);
	}
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
			if (/^\/(esci|assets)/.test(href) || seen.has(kind))
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
await chapter('every page at 1366', () => walk(1366));
await chapter('every page at 390', () => walk(390));
await chapter('guide', guide);
await chapter('drawers', drawers);
await chapter('weight', weight);
await chapter('links', links);
await close();
end();
