/*
 * A browser without eyes: cookies, hidden fields of forms, redirects that are not followed by
 * themselves.  Every suite over HTTP uses it; nothing here knows what the pages mean.
 */
import https from 'node:https';
import { readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';

export const BASE = process.env.BASE;
const agent = new https.Agent({ keepAlive: true, ca: readFileSync(process.env.CA), maxSockets: 8 });

export class Client {
	constructor() {
		this.cookies = new Map();
		this.page = null;
	}

	/* One request; {method, headers, body (string or Buffer)}. Gives {status, headers, text, location}. */
	request(path, { method = 'GET', headers = {}, body = null } = {}) {
		const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
		const all = { ...(cookie ? { cookie } : {}), ...headers };
		if (body !== null && all['content-length'] === undefined)
			all['content-length'] = Buffer.byteLength(body);
		return new Promise((resolve, reject) => {
			const request = https.request(BASE + path, { method, headers: all, agent, servername: new URL(BASE).hostname }, (answer) => {
				const pieces = [];
				answer.on('data', (piece) => pieces.push(piece));
				answer.on('error', reject);
				answer.on('end', () => {
					const bytes = Buffer.concat(pieces);
					this.remember(answer.headers['set-cookie'] ?? []);
					const page = {
						status: answer.statusCode, headers: answer.headers, bytes, text: bytes.toString('utf8'),
						location: answer.headers.location ?? null, path,
					};
					if (/^text\/html/.test(answer.headers['content-type'] ?? ''))
						this.page = page;
					resolve(page);
				});
			});
			request.on('error', (error) => {
				/* nginx closed a connection that had been idle: as a browser does, once more on a new one */
				if (request.reusedSocket && (error.code === 'EPIPE' || error.code === 'ECONNRESET'))
					resolve(this.request(path, { method, headers, body }));
				else
					reject(error);
			});
			if (body !== null)
				request.write(body);
			request.end();
		});
	}

	remember(lines) {
		for (const line of lines) {
			const [pair, ...rest] = line.split(';');
			const at = pair.indexOf('=');
			const name = pair.slice(0, at).trim();
			const value = pair.slice(at + 1).trim();
			if (rest.some((word) => /^\s*max-age=0/i.test(word)) || value === '')
				this.cookies.delete(name);
			else
				this.cookies.set(name, value);
		}
	}

	get(path, headers = {}) {
		return this.request(path, { headers });
	}

	/* POST of fields (object or array of pairs) as a form of ours sends them. */
	post(path, fields, headers = {}) {
		const body = new URLSearchParams(fields).toString();
		return this.request(path, {
			method: 'POST', body,
			headers: { 'content-type': 'application/x-www-form-urlencoded', origin: BASE, 'sec-fetch-site': 'same-origin', ...headers },
		});
	}

	/* POST of a form that stands on the last page: its hidden fields and present values, then ours. */
	async submit(action, fields, page = this.page) {
		const form = formOf(page.text, action);
		if (!form)
			throw new Error(`no form that posts to ${action} on ${page.path} (${page.status})`);
		return this.post(action, [...Object.entries({ ...form, ...fields })]);
	}

	/* A file as multipart, with the hidden fields of the form on the page at `path` that posts to `form`; its bytes as they are. */
	async upload(path, name, content, { action = path, form: from = action, field = 'documenti', type = 'application/octet-stream' } = {}) {
		const page = await this.get(path), form = formOf(page.text, from) ?? {}, edge = `edge${randomBytes(12).toString('hex')}`;
		const parts = ['_csrf', '_chiave'].map((hidden) => Buffer.from(`--${edge}\r\nContent-Disposition: form-data; name="${hidden}"\r\n\r\n${form[hidden] ?? ''}\r\n`));
		parts.push(Buffer.from(`--${edge}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`), Buffer.from(content), Buffer.from(`\r\n--${edge}--\r\n`));
		return this.request(action, { method: 'POST', body: Buffer.concat(parts),
			headers: { origin: BASE, 'sec-fetch-site': 'same-origin', 'content-type': `multipart/form-data; boundary=${edge}` } });
	}

	/* Follow redirects of this site to the page at their end. */
	async follow(answer) {
		for (let i = 0; answer.location && i < 10; i++)
			answer = await this.get(answer.location);
		return answer;
	}

	async login(username, service = null, password = 'Dimostrazione-2026') {
		await this.get('/accesso');
		let answer = await this.submit('/accesso', { utente: username, password });
		answer = await this.follow(answer);
		if (service || new URL(answer.path, BASE).pathname === '/servizio') {
			if (new URL(answer.path, BASE).pathname !== '/servizio')
				answer = await this.get('/servizio');
			const id = serviceOf(answer.text, service);
			if (!id)
				throw new Error(`${username}: no service ${service ?? '(any)'} to choose`);
			answer = await this.follow(await this.submit('/servizio', { servizio: id }, answer));
		}
		return answer;
	}
}

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'" };
export const decode = (text) => text.replace(/&(amp|lt|gt|quot|#39|#x27);/g, (_, name) => entities[name]);

const attribute = (tag, name) => {
	const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag);
	return found ? decode(found[1]) : null;
};

/* The fields of the first POST form with that action: an object name -> value as a browser would
 * send it if only the submit button were pressed; null if there is none. */
export function formOf(html, action) {
	for (const [, open, inner] of html.matchAll(/(<form\b[^>]*>)([\s\S]*?)<\/form>/g)) {
		if (!/method="post"/i.test(open) || (action && attribute(open, 'action') !== action))
			continue;
		const fields = {};
		for (const [tag] of inner.matchAll(/<input\b[^>]*>/g)) {
			const name = attribute(tag, 'name'), type = attribute(tag, 'type') ?? 'text';
			if (!name || type === 'file' || type === 'submit' || (/^(checkbox|radio)$/.test(type) && !/\schecked\b/.test(tag)))
				continue;
			fields[name] = attribute(tag, 'value') ?? (type === 'checkbox' ? 'on' : '');
		}
		for (const [, tag, body] of inner.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
			const chosen = /<option\b([^>]*\sselected\b[^>]*)>/.exec(body) ?? /<option\b([^>]*)>/.exec(body);
			fields[attribute(tag, 'name')] = chosen ? attribute(chosen[1], 'value') ?? '' : '';
		}
		for (const [, tag, body] of inner.matchAll(/<textarea\b([^>]*)>\n?([\s\S]*?)<\/textarea>/g))
			fields[attribute(tag, 'name')] = decode(body);
		return fields;
	}
	return null;
}

function serviceOf(html, wanted) {
	for (const [, row] of html.matchAll(/<li\b[^>]*>([\s\S]*?)<\/li>/g)) {
		const button = /<button\b[^>]*name="servizio"[^>]*>/.exec(row);
		if (button && (!wanted || decode(row).includes(wanted)))
			return attribute(button[0], 'value');
	}
	return null;
}

/* SQL as the superuser of the test cluster: what a test sets up or looks at behind the program. */
export function sql(text) {
	const { PGHOST, PGDATABASE, PGUSER_SUPER } = process.env;
	return execFileSync('psql', ['-X', '-q', '-At', '-v', 'ON_ERROR_STOP=1', '-h', PGHOST, '-U', PGUSER_SUPER ?? 'postgres', '-d', PGDATABASE, '-c', text],
		{ encoding: 'utf8' }).trim();
}

/* ---- counting ---- */

let passed = 0, failed = 0;

export function ok(good, what, detail = '') {
	if (good) {
		passed++;
	} else {
		failed++;
		console.log(`not ok - ${what}${detail ? `: ${detail}` : ''}`);
	}
	return good;
}

export const is = (got, wanted, what) => ok(Object.is(got, wanted), what, `got ${JSON.stringify(got)}, wanted ${JSON.stringify(wanted)}`);

/* A chapter of tests: what it throws is one failure, and the next chapter still runs. */
export async function chapter(name, run) {
	const before = [passed, failed];
	try {
		await run();
	} catch (error) {
		ok(false, name, error.stack);
	}
	console.log(`# ${name}: ${passed - before[0]} passed, ${failed - before[1]} failed`);
}

export function end() {
	console.log(`${passed} passed, ${failed} failed`);
	agent.destroy();
	process.exit(failed ? 1 : 0);
}
