/*
 * A real browser for the suites: one Chromium, one context for each operator.  `look` is what
 * every page that a test visits goes through: axe, no sideways scroll, nothing in the console,
 * the weight of a first view, a picture.
 */
import { createRequire } from 'node:module';
import { mkdirSync, readFileSync } from 'node:fs';
import { BASE, ok } from '../http/client.mjs';
import { lascia } from '../http/spid.mjs';

const require = createRequire(`${process.env.NODE_MODULES}/`);
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const pictures = process.env.SCREENSHOTS;
mkdirSync(pictures, { recursive: true });

const PASSWORD = 'Dimostrazione-2026';
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const BUDGET = 60 * 1024;

const browser = await chromium.launch({
	executablePath: '/usr/bin/chromium',
	args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
		'--disable-component-update', '--disable-sync'],
});

export const close = () => browser.close();

/* A window of somebody: width in px, with or without script.  `name` begins the names of pictures. */
export async function open(name, { width = 1366, script = true } = {}) {
	const context = await browser.newContext({
		viewport: { width, height: width < 600 ? 844 : 768 }, ignoreHTTPSErrors: true, javaScriptEnabled: script,
		locale: 'it-IT', timezoneId: 'Europe/Rome', baseURL: BASE, reducedMotion: 'reduce', acceptDownloads: true,
	});
	context.setDefaultTimeout(20000);
	return new Window(name, await context.newPage(), width, script);
}

class Window {
	constructor(name, page, width, script) {
		Object.assign(this, { name, page, width, script, complaints: [] });
		page.on('console', (said) => {
			if (said.type() !== 'error' && said.type() !== 'warning')
				return;
			/* The answer itself of a page that is refused (403, 409, 422...) is no error of the page. */
			const address = said.location().url;
			if (/^Failed to load resource: the server responded with a status of 4\d\d/.test(said.text()) && this.refused.has(address))
				return;
			this.complaints.push(`${said.type()}: ${said.text()} (${address})`);
		});
		page.on('pageerror', (error) => this.complaints.push(`exception: ${error.message}`));
		this.refused = new Set();
		page.on('response', (answer) => {
			if (answer.status() >= 500)
				this.complaints.push(`${answer.status()} of ${answer.url()}`);
			if (answer.request().isNavigationRequest() && answer.status() >= 400)
				this.refused.add(answer.url());
		});
		page.on('dialog', (dialog) => {
			this.complaints.push(`dialog: ${dialog.message()}`);
			dialog.accept();
		});
	}

	get text() {
		return this.page.locator('main').innerText();
	}

	/* Everything that holds for every page.  {picture: name} also keeps a picture of it. */
	async look(what, { picture = null } = {}) {
		const { page, width } = this, before = page.viewportSize();
		const label = `${this.name}, ${what} (${width} px${this.script ? '' : ', no script'})`;
		await page.waitForLoadState('load');
		/* The whole page in one window: what sticks to the bottom covers nothing. */
		const height = await page.evaluate(() => document.documentElement.scrollHeight);
		await page.setViewportSize({ width, height: Math.min(6000, Math.max(before.height, height)) });
		if (picture)
			await page.screenshot({ path: `${pictures}/${picture}_${width}.png` });
		await this.narrow(label);
		if (this.script)
			await this.accessible(label);
		await page.setViewportSize(before);
		ok(this.complaints.length === 0, `${label}: nothing in the console`, this.complaints.join('; '));
		this.complaints = [];
	}

	async accessible(label) {
		await this.page.evaluate(axe);
		const found = await this.page.evaluate((tags) => window.axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })
			.then((result) => result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => `${n.target.join(' ')} (${n.failureSummary.split('\n').slice(1).join(' ').trim()})`).slice(0, 3).join(' | ')}`)), rules);
		ok(found.length === 0, `${label}: axe`, found.join('\n    '));
	}

	/* The page never scrolls sideways: as it is, and in the narrowest window that WCAG asks for. */
	async narrow(label) {
		const { page, width } = this, { height } = page.viewportSize();
		for (const w of width < 600 ? [width, 320] : [width]) {
			if (w !== width)
				await page.setViewportSize({ width: w, height });
			const [scroll, client, wide] = await page.evaluate(() => {
				const root = document.documentElement;
				const far = [...document.querySelectorAll('main *, header *, footer *')].filter((e) => {
					const box = e.getBoundingClientRect();
					return box.width > 0 && box.right > root.clientWidth + 1 && !e.closest('.siz-scorri, .visually-hidden');
				});
				return [root.scrollWidth, root.clientWidth, far.slice(0, 3).map((e) => `${e.tagName}.${e.className}`).join(' ')];
			});
			ok(scroll <= client, `${label}: no sideways scroll at ${w}`, `${scroll} > ${client}: ${wide}`);
		}
		if (width < 600)
			await page.setViewportSize({ width, height });
	}

	/* HTML, style, script and icons of a first view, as they travel; fonts apart. */
	async weight(path) {
		const context = await browser.newContext({ ignoreHTTPSErrors: true, baseURL: BASE, storageState: await this.page.context().storageState() });
		const page = await context.newPage();
		const session = await context.newCDPSession(page);
		const kind = new Map();
		let bytes = 0;
		await session.send('Network.enable');
		session.on('Network.responseReceived', (e) => kind.set(e.requestId, e.type));
		session.on('Network.loadingFinished', (e) => { if (kind.get(e.requestId) !== 'Font') bytes += e.encodedDataLength; });
		await page.goto(path, { waitUntil: 'load' });
		await page.waitForTimeout(300);
		ok(bytes > 2000 && bytes < BUDGET, `${path} weighs less than 60 KB`, `${bytes} bytes`);
		await context.close();
	}

	async login(username, { service = null, password = PASSWORD } = {}) {
		const { page } = this;
		if (!/\/accesso(\?|$)/.test(page.url()))
			await page.goto('/accesso');
		await page.getByLabel('Nome utente o email').fill(username);
		await page.getByLabel('Password', { exact: true }).fill(password);
		await page.getByRole('button', { name: 'Entra', exact: true }).click();
		if (new URL(page.url()).pathname === '/servizio')
			await this.service(service);
	}

	/* Somebody who comes back from SPID, left as siz-spid leaves them (tests/http/spid.mjs). */
	async spid(person, back = '/self') {
		const { page } = this;
		await page.goto('/self');
		await page.context().addCookies([{ name: '__Host-siz-spid-esito', value: lascia(person, back), domain: 'localhost', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' }]);
		await page.goto('/accesso/spid');
	}

	/* On the page of the choice: a service by its name, or the first. */
	async service(name) {
		const button = name ? this.page.getByRole('button', { name: `Entra in ${name}` }) : this.page.getByRole('button', { name: /^Entra in / }).first();
		await button.click();
	}

	/* Links of the sections of a case: at 390 px they are in a drawer. */
	async section(name) {
		const { page } = this;
		const link = page.getByRole('navigation', { name: /^Sezioni/ }).getByRole('link', { name: new RegExp(`^${name}`) });
		if (!await link.isVisible())
			await page.getByText('Sezioni', { exact: true }).click();
		await link.click();
	}

	/* The path without its query and host. */
	get path() {
		return new URL(this.page.url()).pathname;
	}

	close() {
		return this.page.context().close();
	}
}
